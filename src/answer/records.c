/* Names each record behind a figure: its subject, its link, and why it is not counted as a hit. */
#include "records.h"

#include "dossier/view.h"
#include "label.h"

/* Why a record is no hit: its value for the unmet condition, and how it was filed. */
static str why_not(const struct asker *r, const struct view *v, const struct record *x) {
    struct condition instead = {.column = x->missed->column, .value = x->is};
    str words = condition_words(r->lang, r->province, v, &instead);
    if (!x->channel.n || str_is(instead.column, "channel")) return words;
    struct condition channel = {.column = S("channel"), .value = x->channel};
    return str_fmt("%.*s (%.*s)", STR_ARG(words),
                   STR_ARG(condition_words(r->lang, r->province, v, &channel)));
}

/* A register entry shows its first value that people search by. */
static void name_entry(const struct asker *r, const struct reg *g, struct record *x) {
    str n = x->code;
    x->link = str_fmt("/so-dang-ky/%.*s/%.*s", STR_ARG(g->id), STR_ARG(n));
    x->code = say_fmt(r->lang, "Entry %s", str_z(n));
    for (size_t i = 0; i < g->n_fields && !x->what.n; i++) {
        const struct reg_field *f = &g->fields[i];
        bool shown =
            f->f.type == FIELD_LONG_TEXT && f->search && !f->f.personal && (f->is_public || !g->is_public);
        if (shown) x->what = registers_of()->value(r->db, x->act, x->i, f->f.id);
    }
}

/* A dossier shows its code and its procedure's name; a procedure its code and name. */
static void name_record(const struct asker *r, struct record *x) {
    if (!x->dossier) x->link = str_fmt("/thu-tuc/%.*s", STR_ARG(x->code));
    const struct procedure *p = procedure_of(r->province, x->code);
    x->what = p ? pick(r->lang, p->name) : x->code;
    if (!x->dossier) return;
    x->code = db_text(r->db, SQL("SELECT code FROM " DOSSIERS " AS d WHERE n = $1"), VN(x->dossier));
    /* an officer may open dossiers of their own agency; a leader reads only the list */
    if ((r->roles & R_OFFICER) && str_eq(r->agency, x->agency))
        x->link = str_fmt("/can-bo/%.*s", STR_ARG(x->code));
}

struct records records_named(const struct asker *r, const struct indicator *ind, struct period when,
                             str agency, i64 as_of, str after) {
    struct records out = figure_records(r->db, ind, when, agency, as_of, after);
    const struct view *v = figure_view(ind);
    const struct reg *g = v ? view_reg(r->province, v) : NULL;
    for (size_t i = 0; i < out.n; i++) {
        struct record *x = &out.v[i];
        if (x->missed) x->why = why_not(r, v, x);
        if (g) name_entry(r, g, x);
        else name_record(r, x);
    }
    return out;
}
