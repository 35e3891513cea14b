/* Decides what a visitor may see of a figure. The page, the list, the CSV and the JSON all use this path. */
#include "answer.h"

#include "journal/read.h"
#include "label.h"
#include "sealed.h"

bool figure_entitled(const struct asker *r) { return (r->roles & (R_OFFICER | R_LEADER | R_ADMIN)) != 0; }

/* Moves hidden cells to the end, sorted by name: their place in an order by value would reveal their size. */
static void hidden_last(struct cells *c) {
    struct cell *v = NEWS(struct cell, c->n + 1);
    size_t n = 0;
    for (int pass = 0; pass < 3; pass++) {
        size_t start = n;
        for (size_t i = 0; i < c->n; i++) {
            const struct figure *f = &c->v[i].f;
            int without = f->n ? 0 : 2;
            if (pass == (f->suppressed ? 1 : without)) v[n++] = c->v[i];
        }
        if (pass && n > start) qsort(v + start, n - start, sizeof *v, cell_by_name);
    }
    c->v = v;
}

/* Communes are always listed; other agencies (the police) only if they have records. Of those, a line saying
 * "hidden" would itself reveal 1–4 records: the line is dropped and counted as hidden. */
static void unlisted_drop(struct cells *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        if (!c->v[i].f.suppressed || c->v[i].listed) c->v[n++] = c->v[i];
    c->n = n;
}

/* A view without days tells a current state. It has no value for a period before dossiers were kept here,
 * or for one to come. */
static bool known_without_days(const struct asker *r, struct period when, i64 as_of) {
    static const struct indicator filed = {.measure = MEASURE_COUNT, .of = S("filings")};
    return when.from <= when_day(r->now) && figure_any(r->db, &filed, when, as_of);
}

/* Clears months to come and months before the first record: a state or a zero there would be meaningless. */
static void blank_unknown(struct cells *c, int first, int today) {
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].from > today || c->v[i].to <= first) c->v[i].f = (struct figure){0};
}

/* The breakdowns this visitor may see. For records about persons the public sees only reporting years, and
 * no months of a state: the difference of two overlapping periods would identify single records. For an
 * open view without agencies, units would reveal who handled what. */
static u32 parts_allowed(const struct answer *a, u32 parts) {
    bool closed = a->view && figure_about_persons(a->view);
    for (size_t i = 0; a->view && i < a->ind->n_by; i++)
        if (!str_is(a->ind->by[i], "desk") && figure_column_type(a->view, a->ind->by[i]) == 'u')
            parts &= ~(u32)ANSWER_UNITS;
    if (a->entitled || !a->view) return parts;
    if (!closed && !view_has(a->view, "agency")) parts &= ~(u32)ANSWER_UNITS;
    if (closed && a->when.kind != PERIOD_REPORTING) parts = 0;
    if (closed && a->ind->state) parts &= ~(u32)ANSWER_MONTHS;
    return parts;
}

static void open_columns(const struct asker *r, struct answer *a, int on_day) {
    a->by = NEWS(struct split, a->ind->n_by + 1);
    for (size_t i = 0; i < a->ind->n_by; i++) {
        if (!view_has(a->view, str_z(a->ind->by[i]))) continue;
        struct cells c =
            cells_by_column(r->db, r->province, a->ind, a->when, on_day, a->as_of, a->ind->by[i]);
        a->by[a->n_by++] = (struct split){a->ind->by[i], c};
    }
}

/* True when the months of a sealed year have changed since its document was made. Today's months would then
 * reveal the late records one by one. */
static bool moved_since(const struct asker *r, const struct answer *sealed) {
    if (!sealed->sealed) return false;
    struct figure whole = figure_read(r->db, sealed->ind, sealed->when, (str){0}, sealed->latest);
    struct cells now = figure_by_month(r->db, sealed->ind, sealed->when, (str){0}, sealed->latest);
    if (whole.n != sealed->total.n || whole.num != sealed->total.num) return true;
    for (size_t i = 0; i < now.n; i++) {
        const struct figure *f = &now.v[i].f, *then = &(struct figure){0};
        for (size_t k = 0; k < sealed->months.n; k++)
            if (str_eq(sealed->months.v[k].key, now.v[i].key)) then = &sealed->months.v[k].f;
        if (!then->suppressed && (f->n != then->n || f->num != then->num)) return true;
    }
    return false;
}

/* A month or a calendar year is a sum or difference of monthly cells of the reporting years. It is shown
 * only if none of these cells is hidden there, and only while a sealed year's months are unchanged. */
static bool reveals_cells(const struct asker *r, const struct answer *a, bool *out_moved) {
    if (a->ind->state) return true;
    int first = reporting_year(r->province, a->when.from), last = reporting_year(r->province, a->when.to - 1);
    for (int year = first; year <= last; year++) {
        struct answer whole = figure_answer(r, a->ind, period_reporting(r->province, year), 0,
                                            ANSWER_MONTHS | ANSWER_UNITS | ANSWER_COLUMNS);
        if (whole.total.suppressed) return true;
        if (moved_since(r, &whole)) return *out_moved = true;
        /* a calendar year is its first reporting year with the months at both ends exchanged */
        bool added = a->when.kind == PERIOD_MONTH || year != first;
        for (size_t i = 0; i < whole.months.n; i++) {
            const struct cell *c = &whole.months.v[i];
            bool inside = c->from >= a->when.from && c->to <= a->when.to;
            if (c->f.suppressed && inside == added) return true;
        }
    }
    return false;
}

struct answer figure_answer(const struct asker *r, const struct indicator *ind, struct period when, i64 as_of,
                            u32 parts) {
    struct answer a;
    i64 latest = journal_last(r->db);
    bool past = figure_entitled(r) && as_of > 0 && as_of < latest;
    if (!past && sealed_answer(r, ind, when, &a)) return a;
    /* the public sees only the latest state, never an earlier act */
    return figure_answer_at(r, ind, when, past ? as_of : latest, parts);
}

struct answer figure_answer_at(const struct asker *r, const struct indicator *ind, struct period when,
                               i64 as_of, u32 parts) {
    struct answer a = {.ind = ind,
                       .province = r->province,
                       .view = figure_view(ind),
                       .when = when,
                       .latest = journal_last(r->db),
                       .entitled = figure_entitled(r)};
    int today = when_day(r->now), on_day = when.to - 1 < today ? when.to - 1 : today, first = when.from;
    a.day = on_day;
    a.as_of = as_of;
    if (!a.view) return a;
    bool days = view_has(a.view, "day");
    if (!days && !known_without_days(r, when, a.as_of)) return a;
    if (days) first = figure_first_day(r->db, ind, when, a.as_of);
    if (first >= when.to || when.from > today) return a;
    parts = parts_allowed(&a, parts);
    a.total = figure_read(r->db, ind, when, (str){0}, a.as_of);
    if (parts & ANSWER_MONTHS) a.months = figure_by_month(r->db, ind, when, (str){0}, a.as_of);
    blank_unknown(&a.months, first, today);
    if (parts & ANSWER_UNITS) a.units = cells_by_unit(r->db, r->province, ind, when, on_day, a.as_of);
    if (parts & ANSWER_COLUMNS) open_columns(r, &a, on_day);
    if (parts & (str_is(figure_commune_column(ind, a.view), "agency") ? ANSWER_UNITS : ANSWER_COLUMNS))
        a.districts = cells_by_district(r->db, r->province, ind, when, on_day, a.as_of, &a.hierarchy);
    if (a.entitled || !figure_about_persons(a.view)) return a;
    bool moved = false;
    if (when.kind != PERIOD_REPORTING && reveals_cells(r, &a, &moved) && (moved || a.total.n))
        a.total = (struct figure){.suppressed = true, .moved = moved};
    if (suppress_total(&a.total)) {
        a.months = a.units = a.districts = (struct cells){0};
        a.n_by = 0;
        return a;
    }
    if (!parts) return a;
    suppress_tables(r->db, &a);
    unlisted_drop(&a.units);
    hidden_last(&a.units);
    hidden_last(&a.districts);
    for (size_t i = 0; i < a.n_by; i++) hidden_last(&a.by[i].cells);
    return a;
}
