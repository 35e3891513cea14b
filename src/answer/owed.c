/* Declared figures: an indicator over a register that a duty (a procedure with `owed`) fills. Reads the
 * same rows as the desk's page of duties to say who has declared and who owes. */
#include "owed.h"

#include "dossier/dossier.h"

/* ---- one duty, its latest period ---- */

enum { NAMES = 8 };

struct standing { /* the standing of one agency */
    bool filed, accepted;
};

static u32 level_bit(const struct agency *a) {
    return a->level == LEVEL_COMMUNE ? OWED_BY_COMMUNES : OWED_BY_DEPARTMENTS;
}

/* Reads each agency's filing for the period. A filing that was returned for correction, refused or
 * withdrawn is owed again. */
static void standings_read(const struct asker *r, const struct procedure *p, str period,
                           const struct agency **who, size_t n, struct standing *v) {
    struct rows q = db_ask(r->db,
                           SQL("SELECT filer, status, decided_at FROM " DOSSIERS " AS d"
                               " WHERE procedure = $1 AND period = $2 AND period <> '' AND closed_at = 0"
                               " AND negative = 0"),
                           VT(p->code), VT(period));
    while (rows_next(&q)) {
        str filer = row_text(&q, 0);
        bool returned = row_int(&q, 1) == ST_SUPPLEMENT, accepted = row_int(&q, 2) > 0;
        for (size_t i = 0; i < n; i++) {
            if (!str_eq(who[i]->code, filer)) continue;
            v[i].filed |= !returned;
            v[i].accepted |= accepted;
        }
    }
    rows_end(&q);
}

struct owed_by owed_of(const struct asker *r, const struct procedure *p, u32 of) {
    struct owed_by o = {.p = p, .period = owed_last(p->owed, when_day(r->now))};
    const struct agency **who;
    struct out names = {0};
    size_t n = owed_agencies(r->province, p, o.period, &who);
    struct standing *v = NEWS(struct standing, n + 1);
    standings_read(r, p, o.period, who, n, v);
    o.due = owed_due(p, o.period);
    for (size_t i = 0; i < n; i++) {
        if (!(level_bit(who[i]) & of)) continue;
        o.all++;
        o.accepted += v[i].accepted;
        if (v[i].filed) continue;
        if (++o.owing <= NAMES)
            out_fmt(&names, "%s%.*s", names.n ? ", " : "", STR_ARG(pick(r->lang, who[i]->name)));
    }
    o.names = out_all(&names);
    return o;
}

/* ---- beside a figure ---- */

const struct procedure *figure_duty(const struct province *p, const struct indicator *ind) {
    const struct view *v = figure_view(ind);
    const struct reg *g = v ? view_reg(p, v) : NULL;
    for (size_t i = 0; g && i < p->n_procedures; i++)
        if (p->procedures[i]->owed && str_eq(p->procedures[i]->register_id, g->id)) return p->procedures[i];
    return NULL;
}

/* An indicator with the condition `level` concerns the agencies of that level only. */
static u32 asked_of(const struct indicator *ind) {
    for (size_t i = 0; i < ind->n_where; i++) {
        const struct condition *c = &ind->where[i];
        if (!str_is(c->column, "level") || c->how != COMPARE_IS || c->n_more) continue;
        return str_is(c->value, "commune") ? OWED_BY_COMMUNES : OWED_BY_DEPARTMENTS;
    }
    return OWED_BY_COMMUNES | OWED_BY_DEPARTMENTS;
}

str kind_words(const struct asker *r, const struct answer *a) {
    const struct procedure *p = a->view ? figure_duty(r->province, a->ind) : NULL;
    if (!p) return str_c(T("Kind of figure: worked out by this system from single records."));
    const struct agency *by = agency_on(r->province, p->decided_agency, when_day(r->now));
    struct owed_by o = owed_of(r, p, asked_of(a->ind));
    str kind = say_fmt(r->lang, "Kind of figure: declared by agencies, appraised and accepted by %s.",
                       str_z(by ? pick(r->lang, by->name) : p->decided_agency));
    return str_fmt(
        "%.*s %.*s", STR_ARG(kind),
        STR_ARG(say_fmt(r->lang,
                        "Latest period, %s: %zu of %zu agencies have an accepted figure; %zu still owe it.",
                        str_z(period_text(r->lang, o.period)), o.accepted, o.all, o.owing)));
}
