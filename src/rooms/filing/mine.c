/* "My dossiers": what the visitor filed, and their drafts. */
#include "filing.h"

#include "reading/words.h"

enum { SHOWN = 30 };

struct mine {
    struct dossier d[SHOWN];
    size_t n;
    bool more;
    struct draft drafts[50];
    size_t n_drafts;
};

static str procedure_name(struct request *r, str code, i64 act) {
    const struct procedure *p = procedure_at(r->db, code, act);
    return p ? pick(r->lang, p->name) : code;
}

/* The owner's name in a draft; empty while it is not written. */
static str draft_owner(struct request *r, const struct draft *d) {
    const struct procedure *p = procedure_at(r->db, d->procedure, d->procedure_act);
    return p && p->owner_field.n ? json_str(d->answers, str_z(p->owner_field)) : (str){0};
}

#include "rooms/filing/mine.html.h"

static void page_mine(struct request *r) {
    struct mine *m = NEW(struct mine);
    struct rows q = db_ask(r->db,
                           SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS
                               " AS d WHERE submitter = $1 AND n < $2 ORDER BY n DESC LIMIT 31"),
                           VN(r->who.person), VN(req_int(r, "truoc", INT64_MAX)));
    while (rows_next(&q)) {
        if (m->n < SHOWN) m->d[m->n++] = dossier_row(&q);
        else m->more = true;
    }
    rows_end(&q);
    m->n_drafts = scratch_drafts(r->scratch, r->who.person, m->drafts, COUNT(m->drafts));
    draw_mine(r, m);
}

/* ---- the pages ---- */

static const struct input in_mine[] = {{"truoc", 20}};

const struct page mine_pages[] = {
    {.method = "GET",
     .path = "/ho-so",
     .who = R_SIGNED_IN,
     .en = N_("My dossiers"),
     INPUTS(in_mine),
     .handle = page_mine},
    {0},
};
