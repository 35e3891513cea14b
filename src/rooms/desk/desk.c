/* A dossier's page for officers and leaders: everything about it, and its papers. */
#include "desk.h"

#include "reading/slips.h"
#include "reading/words.h"
#include "words/number.h"

/* ---- opening ---- */

/* A leader may read the dossiers of their agency; a leader without an agency, those of the whole province. */
static bool leader_sees(const struct request *r, const struct dossier *d) {
    if (!(r->roles & R_LEADER)) return false;
    return !r->agency.n || str_eq(r->agency, d->agency) || str_eq(r->agency, d->desk);
}

bool desk_open(struct request *r, struct desk *k) {
    *k = (struct desk){0};
    if (dossier_by_code(r->db, r->part[0], &k->d))
        k->p = procedure_at(r->db, k->d.procedure, k->d.procedure_act);
    /* what an agency declared is no personal matter: a leader sees all of it */
    k->whole = k->p && (((r->roles & R_OFFICER) && dossier_visible(r, &k->d)) ||
                        (k->d.filer.n && leader_sees(r, &k->d)));
    if (!k->p || (!k->whole && !leader_sees(r, &k->d))) {
        web_error(r, 404, N_("There is no such dossier at this desk"),
                  N_("Check the code, or find the dossier in the queue by its owner's name."));
        return false;
    }
    k->step = k->d.step.n ? procedure_step(k->p, k->d.step) : NULL;
    k->no_supplement_left = !supplements_left(r->db, r->province, &k->d);
    k->desk = desk_name(r, k->d.desk, k->d.filed_at);
    k->agency = agency_name(r, k->d.agency, k->d.filed_at);
    return true;
}

struct reading desk_reading(const struct desk *k) {
    return (struct reading){.d = &k->d, .p = k->p, .whole = k->whole};
}

/* The next dossier of the pile just worked on, so that an officer need not go back to the list each time. */
static str next_code(struct request *r, const struct desk *k) {
    bool reception = k->done == DEED_RECEIVE || k->done == DEED_REFUSE, giving = k->done == DEED_RETURN;
    int a = reception ? ST_FILED
            : giving  ? ST_DONE
                      : ST_RECEIVED,
        b = reception ? ST_FILED
            : giving  ? ST_DONE
                      : ST_HANDLING;
    return db_text(r->db,
                   SQL("SELECT code FROM " DOSSIERS " AS d"
                       " WHERE agency = $1 AND n <> $2 AND status IN ($3, $4) AND " UNENDED
                       " ORDER BY " QUEUE_TIME ", n LIMIT 1"),
                   VT(r->agency), VN(k->d.n), VN(a), VN(b));
}

/* ---- the page ---- */

/* The state of a supplement in the officers' words; the submitter does not see it. */
static const char *sub_label(int sub) {
    static const char *const names[] = {"", N_("the desk is to ask the submitter"),
                                        N_("the submitter has been asked"), N_("the submitter has sent it"),
                                        N_("completed")};
    return names[sub];
}

#include "rooms/desk/desk.html.h"

void desk_draw(struct request *r, struct desk *k) {
    if (k->whole) {
        k->answers = dossier_answers(r->db, &k->d, &k->erased);
        k->n_papers = dossier_papers(r, desk_reading(k), &k->papers);
        k->n_shown = dossier_shown(r, desk_reading(k), &k->shown);
    }
    k->n_events = desk_events(r, desk_reading(k), 0, &k->events);
    k->why = why_of(r, &k->d, k->p);
    if (!k->key.n) k->key = key_new();
    if (!k->typed) k->typed = json_object();
    draw_desk(r, k);
}

void deed_draw(struct request *r, struct desk *k) { draw_deed(r, k); }

static void page_desk(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    k->done = deed_just_done(r, k, deed_of(req_field(r, "xong")));
    if (k->done && k->whole) k->next = next_code(r, k);
    desk_draw(r, k);
}

/* ---- an uploaded paper ---- */

static const char *media_type(str type) {
    return str_is(type, "pdf")   ? "application/pdf"
           : str_is(type, "jpg") ? "image/jpeg"
           : str_is(type, "png") ? "image/png"
                                 : "application/octet-stream";
}

/* The browser shows pictures only. A PDF may hold a script, so it is always saved. Every file is sent with
 * nosniff and a closed CSP. */
static void page_paper(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    i64 i;
    size_t n = k->whole ? dossier_papers(r, desk_reading(k), &k->papers) : 0;
    if (!str_to_int(r->part[1], &i) || i < 1 || (size_t)i > n)
        return web_error(r, 404, N_("There is no such paper"), N_("Open it again from the dossier's page."));
    const struct paper *p = &k->papers[i - 1];
    r->file = files_path(r->data, p->sha);
    r->type = media_type(p->type);
    if (req_field(r, "tai").n || !str_starts(str_c(r->type), S("image/")))
        r->download =
            str_fmt("%.*s-%.*s-%d.%.*s", STR_ARG(k->d.code), STR_ARG(p->doc), p->i, STR_ARG(p->type));
}

static void page_why(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    k->why = why_of(r, &k->d, k->p);
    if (r->demo && r->scratch) scratch_mark(r->scratch, S("why"), r->now);
    draw_why_page(r, k);
}

/* ---- the pages ---- */

static const struct input in_desk[] = {{"xong", 20}}, in_paper[] = {{"tai", 4}};

const struct page dossier_pages[] = {
    {.method = "GET",
     .path = "/can-bo/{}",
     .who = R_OFFICER | R_LEADER,
     .en = N_("A dossier at the desk"),
     INPUTS(in_desk),
     .handle = page_desk},
    {.method = "GET",
     .path = "/can-bo/{}/vi-sao",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Why this time"),
     .handle = page_why},
    {.method = "GET",
     .path = "/can-bo/{}/giay/{}",
     .who = R_OFFICER | R_LEADER,
     .en = N_("An uploaded paper"),
     INPUTS(in_paper),
     .handle = page_paper},
    {0},
};
