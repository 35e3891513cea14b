/* What agencies owe from time to time (a procedure with `owed`): for an officer, their own agency's periods; for a leader and for the agency that takes
   them in, every commune, the missing ones first. */
#include "desk.h"

#include "../base/text.h"

enum { OWN_PERIODS = 4 };

struct done {                /* one period of one unit */
    const struct unit *unit;
    str period, code;        /* code: of its dossier; empty = nothing filed */
    int ended, due, filed;   /* local days: the period's last day, the last day to file, the day it was filed */
    bool accepted, late;     /* late: filed after its day, or missing past it */
};
struct duty {
    const struct procedure *p;
    bool over_all;           /* this visitor sees every commune */
    str period, before, after; /* shown to who sees all; after: empty at the last one that ended */
    struct done *v;          /* over_all: a commune each, missing first; else the agency's own periods, latest first */
    size_t n, n_missing;
};

/* ---- periods ---- */

static str period_words(struct request *r, str period) {
    if (period.n == 7 && period.p[5] == 'Q') return say_fmt(r->lang, "quarter %c/%.4s", period.p[6], period.p);
    if (period.n == 7) return say_fmt(r->lang, "month %.2s/%.4s", period.p + 5, period.p);
    return say_fmt(r->lang, "year %.4s", str_z(period));
}

static str period_before(const struct procedure *p, str period) {
    int from, to;
    return owed_period(p->owed, period, &from, &to) ? owed_last(p->owed, from) : (str){0};
}

/* The one after, unless it has not ended yet. */
static str period_after(const struct procedure *p, str period, int today) {
    int from, to, next_from, next_to;
    if (!owed_period(p->owed, period, &from, &to)) return (str){0};
    str next = owed_last(p->owed, to + (p->owed == OWED_MONTH ? 40 : p->owed == OWED_QUARTER ? 100 : 370));
    return owed_period(p->owed, next, &next_from, &next_to) && next_to <= today ? next : (str){0};
}

/* ---- what is there ---- */

static struct done done_new(const struct procedure *p, const struct unit *u, str period, int today) {
    struct done d = {.unit = u, .period = period};
    int from = 0, to = 0;
    owed_period(p->owed, period, &from, &to);
    d.ended = to - 1;
    d.due = to - 1 + (int)p->owed_days;
    d.late = today > d.due;
    return d;
}

static void done_row(struct done *d, const struct rows *r) {
    d->code = row_text(r, 1);
    d->filed = when_day(row_int(r, 2));
    d->accepted = row_int(r, 3) != 0;
    d->late = d->filed > d->due;
}

static void own_periods(struct request *r, struct duty *x, const struct unit *u) {
    int today = when_day(r->now);
    str period = owed_last(x->p->owed, today);
    x->v = NEWS(struct done, OWN_PERIODS);
    while (x->n < OWN_PERIODS) {
        struct done d = done_new(x->p, u, period, today);
        struct rows q = db_ask(r->db, SQL("SELECT unit, code, filed_at, decided_at FROM dossier WHERE procedure = $1 AND period = $2 AND period <> '' AND unit = $3 AND"
                                          " closed_at = 0 AND negative = 0 ORDER BY n LIMIT 1"), VT(x->p->code), VT(period), VT(u->code));
        if (rows_next(&q)) done_row(&d, &q);
        rows_end(&q);
        x->n_missing += !d.code.n;
        x->v[x->n++] = d;
        period = period_before(x->p, period);
    }
}

static int missing_first(const void *a, const void *b) {
    const struct done *x = a, *y = b;
    if (!x->code.n != !y->code.n) return x->code.n ? 1 : -1;
    if (x->late != y->late) return x->late ? -1 : 1;
    return text_collate(x->unit->name.vi, y->unit->name.vi);
}

static void all_communes(struct request *r, struct duty *x) {
    const struct province *p = r->province;
    int today = when_day(r->now);
    x->v = NEWS(struct done, p->n_units + 1);
    int on = done_new(x->p, NULL, x->period, today).due; /* who was there when it was due */
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level == LEVEL_COMMUNE && u->since <= on && (!u->until || on < u->until)) x->v[x->n++] = done_new(x->p, u, x->period, today);
    }
    struct rows q = db_ask(r->db, SQL("SELECT unit, code, filed_at, decided_at FROM dossier WHERE procedure = $1 AND period = $2 AND period <> '' AND closed_at = 0 AND negative = 0"),
                           VT(x->p->code), VT(x->period));
    while (rows_next(&q)) {
        str unit = row_text(&q, 0);
        for (size_t i = 0; i < x->n; i++)
            if (str_eq(x->v[i].unit->code, unit)) done_row(&x->v[i], &q);
    }
    rows_end(&q);
    for (size_t i = 0; i < x->n; i++) x->n_missing += !x->v[i].code.n;
    if (x->n) qsort(x->v, x->n, sizeof *x->v, missing_first);
}

static bool over_all(const struct request *r, const struct procedure *p) {
    return (r->who.roles & R_LEADER) || (p->decided_agency.n && str_eq(p->decided_agency, r->who.agency));
}

/* The period asked for, where it is one of this kind that has ended. */
static str period_chosen(struct request *r, const struct procedure *p) {
    int from, to;
    str asked = req_field(r, "ky");
    return owed_period(p->owed, asked, &from, &to) && to <= when_day(r->now) ? asked : owed_last(p->owed, when_day(r->now));
}

static bool duty_read(struct request *r, const struct procedure *p, struct duty *x) {
    const struct agency *own = r->who.agency.n ? agency_on(r->province, r->who.agency, when_day(r->now)) : NULL;
    const struct unit *u = own && own->level == LEVEL_COMMUNE && !own->kind.n ? unit_on(r->province, own->unit, when_day(r->now)) : NULL;
    *x = (struct duty){.p = p, .over_all = over_all(r, p)};
    if (p->owed == OWED_NEVER || !procedure_unit(p) || (!x->over_all && !u)) return false;
    if (!x->over_all) {
        own_periods(r, x, u);
        return true;
    }
    x->period = period_chosen(r, p);
    x->before = period_before(p, x->period);
    x->after = period_after(p, x->period, when_day(r->now));
    all_communes(r, x);
    return true;
}

#include "service/duty.html.h"

void page_duties(struct request *r) {
    struct duty *v = NEWS(struct duty, r->province->n_procedures + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->province->n_procedures; i++) n += duty_read(r, r->province->procedures[i], &v[n]);
    draw_duties(r, v, n);
}
