/* Breaks a figure down by month, agency or one of its columns. Cells are unsorted and unnamed here:
 * answer/label.c names and sorts them. */
#include "parts.h"

#include "query.h"
#include "sums.h"

static void cell_add(struct cells *c, struct cell cell) {
    GROW(c->v, c->n, c->cap);
    c->v[c->n++] = cell;
}

static struct cell *cell_of(struct cells *c, str key) {
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(c->v[i].key, key)) return &c->v[i];
    return NULL;
}

/* Groups by a column. Rows are key, records, amount, divisor; for a median one row per record, key and
 * number, sorted by both. */
static struct rows ask_grouped(struct db *db, const struct indicator *ind, struct period when, str agency,
                               i64 as_of, const struct view_column *by) {
    struct query q = query_new(ind, when, agency, as_of);
    const char *key = str_z(str_fmt(strchr("ibd", by->type) ? "%s" : "COALESCE(%s, '')", by->name));
    out_fmt(&q.sql, "SELECT %s, ", key);
    if (ind->measure == MEASURE_MEDIAN) {
        out_str(&q.sql, ind->column);
        query_from_apart(&q, ind, by->name);
        out_z(&q.sql, " ORDER BY 1, 2");
        return query_ask(db, &q);
    }
    query_measure(&q, ind);
    query_from_apart(&q, ind, by->name);
    out_fmt(&q.sql, " GROUP BY %s ORDER BY 1", key);
    return query_ask(db, &q);
}

static void fill_one(struct cells *c, str key, struct period when, struct figure f) {
    struct cell *cell = cell_of(c, key);
    if (cell) cell->f = f;
    else cell_add(c, (struct cell){.key = key, .from = when.from, .to = when.to, .f = f});
}

/* Rows are sorted by key and number, so one pass finds the one or two middle numbers of each group. */
static void fill_medians(struct rows *r, struct period when, struct cells *c) {
    i64 *v = NULL;
    size_t cap = 0;
    str key = {0};
    struct figure f = {0};
    for (bool more = rows_next(r); more || f.n;) {
        if (f.n && (!more || !str_eq(row_look(r, 0), key))) {
            size_t n = (size_t)f.n;
            f.den = n % 2 ? 1 : 2;
            f.num = n % 2 ? v[n / 2] : v[n / 2 - 1] + v[n / 2];
            f.has_value = true;
            fill_one(c, key, when, f);
            f = (struct figure){0};
            continue;
        }
        if (!f.n) key = row_text(r, 0);
        GROW(v, (size_t)f.n, cap);
        v[f.n++] = row_int(r, 1);
        more = rows_next(r);
    }
}

/* Runs one grouped query and fills the cells by key; a key that has no cell gets one. */
static void fill_grouped(struct db *db, const struct indicator *ind, struct period when, str agency,
                         i64 as_of, const char *by, struct cells *c) {
    const struct view_column *col = view_column(figure_view(ind), str_c(by));
    require(col);
    struct sums g;
    if (sums_groups(db, ind, when, agency, as_of, by, NULL, &g)) {
        for (size_t i = 0; i < g.n; i++) fill_one(c, g.v[i].key, when, sums_figure(ind, &g.v[i]));
        return;
    }
    struct rows r = ask_grouped(db, ind, when, agency, as_of, col);
    if (ind->measure == MEASURE_MEDIAN) return fill_medians(&r, when, c);
    while (rows_next(&r)) {
        str key = row_text(&r, 0);
        fill_one(c, key, when, figure_measured(ind, row_int(&r, 1), row_int(&r, 2), row_int(&r, 3)));
    }
}

static bool all_alike(const struct cells *c) {
    for (size_t i = 1; i < c->n; i++)
        if (c->v[i].f.num != c->v[0].f.num || c->v[i].f.den != c->v[0].f.den) return false;
    return c->n > 1;
}

/* Counts empty cells. When all cells are alike, compares them with the total: equality marks a state. */
static void count_cells(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of,
                        struct cells *c) {
    for (size_t i = 0; i < c->n; i++) c->empty += !c->v[i].f.n;
    if (!all_alike(c)) return;
    struct figure whole = figure_read(db, ind, when, agency, as_of);
    c->same = whole.has_value && whole.num == c->v[0].f.num && whole.den == c->v[0].f.den;
}

struct cells figure_by_month(struct db *db, const struct indicator *ind, struct period when, str agency,
                             i64 as_of) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    if (!v) return c;
    for (int day = when.from; day < when.to;) {
        struct civil d = day_civil(day);
        struct period whole = period_month(d.year, d.month);
        int to = whole.to < when.to ? whole.to : when.to;
        cell_add(&c, (struct cell){
                         .key = month_iso(day), .from = day, .to = to, .f = figure_measured(ind, 0, 0, 0)});
        day = to;
    }
    bool grouped = view_has(v, "month") && !ind->state;
    if (grouped) fill_grouped(db, ind, when, agency, as_of, "month", &c);
    for (size_t i = 0; i < c.n && !grouped; i++) {
        struct period part = {PERIOD_MONTH, 0, 0, c.v[i].from, c.v[i].to};
        c.v[i].f = figure_read(db, ind, part, agency, as_of);
    }
    count_cells(db, ind, when, agency, as_of, &c);
    return c;
}

struct cells figure_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                            struct period when, int on_day, i64 as_of) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    if (!v) return c;
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->level != LEVEL_COMMUNE || a->kind.n || a->since > on_day || (a->until && a->until <= on_day) ||
            cell_of(&c, a->code))
            continue;
        cell_add(&c, (struct cell){.key = a->code,
                                   .from = when.from,
                                   .to = when.to,
                                   .f = figure_measured(ind, 0, 0, 0),
                                   .listed = true});
    }
    bool grouped = view_has(v, "agency");
    if (grouped) fill_grouped(db, ind, when, (str){0}, as_of, "agency", &c);
    for (size_t i = 0; i < c.n; i++) {
        if (!grouped) c.v[i].f = figure_read(db, ind, when, c.v[i].key, as_of);
        c.v[i].agency = agency_on(p, c.v[i].key, on_day);
        if (!c.v[i].agency) c.v[i].agency = agency_on(p, c.v[i].key, when.from);
    }
    count_cells(db, ind, when, (str){0}, as_of, &c);
    return c;
}

struct cells figure_by_column(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                              str column, const struct keys *known) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    const struct view_column *col = v ? view_column(v, column) : NULL;
    if (!col || !strchr("tub", col->type)) return c;
    for (size_t i = 0; i < known->n; i++)
        if (!cell_of(&c, known->v[i]))
            cell_add(&c, (struct cell){.key = known->v[i],
                                       .from = when.from,
                                       .to = when.to,
                                       .f = figure_measured(ind, 0, 0, 0),
                                       .listed = true});
    fill_grouped(db, ind, when, (str){0}, as_of, col->name, &c);
    count_cells(db, ind, when, (str){0}, as_of, &c);
    return c;
}
