/* The figure engine: checks an indicator against its view and computes its total. */
#include "query.h"
#include "sums.h"

const struct view_column *view_column(const struct view *v, str name) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), name)) return &v->columns[i];
    return NULL;
}

char figure_column_type(const struct view *v, str column) {
    const struct view_column *c = view_column(v, column);
    return c ? c->type : 0;
}

bool view_has(const struct view *v, const char *column) { return view_column(v, str_c(column)) != NULL; }
bool figure_about_persons(const struct view *v) { return v->dossier != NULL; }

static bool all_known(const struct view *v, const struct condition *c, size_t n, size_t *values) {
    for (size_t i = 0; i < n; i++) {
        if (!view_column(v, c[i].column)) return false;
        *values += 1 + c[i].n_more;
    }
    return true;
}

const struct view *figure_view(const struct indicator *ind) {
    const struct view *v = ind->view ? ind->view : view_of(ind->of);
    size_t values = 8;
    if (!v || !all_known(v, ind->where, ind->n_where, &values) ||
        !all_known(v, ind->hit, ind->n_hit, &values))
        return NULL;
    if (values > MAX_VALUES) return NULL;
    if ((ind->weight.n && !view_column(v, ind->weight)) || (ind->over.n && !view_column(v, ind->over)))
        return NULL;
    if (ind->latest.n && (!view_column(v, ind->latest) || !view_column(v, ind->latest_by))) return NULL;
    return figure_needs_column(ind) && !view_column(v, ind->column) ? NULL : v;
}

bool figure_needs_column(const struct indicator *ind) {
    return ind->measure == MEASURE_SUM || ind->measure == MEASURE_MEDIAN || ind->measure == MEASURE_MEAN ||
           ind->measure == MEASURE_RATIO;
}

bool figure_divides(const struct indicator *ind) {
    return figure_is_percentage(ind) || ind->measure == MEASURE_MEAN;
}
bool figure_is_percentage(const struct indicator *ind) {
    return ind->measure == MEASURE_SHARE || ind->measure == MEASURE_RATIO;
}

struct indicator figure_where(const struct indicator *ind, str column, str key) {
    struct indicator one = *ind;
    if (!column.n) return one;
    one.where = NEWS(struct condition, ind->n_where + 1);
    if (ind->n_where) memcpy(one.where, ind->where, ind->n_where * sizeof *ind->where);
    one.where[one.n_where++] = (struct condition){.column = column, .value = key};
    return one;
}

bool figure_broken_down_by(const struct indicator *ind, str column) {
    for (size_t i = 0; i < ind->n_by; i++)
        if (str_eq(ind->by[i], column)) return true;
    return false;
}

/* ---- whole ---- */

struct figure figure_measured(const struct indicator *ind, i64 n, i64 amount, i64 by) {
    if (ind->measure == MEASURE_MEDIAN) return (struct figure){.n = n};
    if (!figure_divides(ind)) return (struct figure){.num = amount, .den = 1, .n = n, .has_value = true};
    return (struct figure){.num = by ? amount : 0, .den = by, .n = n, .has_value = by > 0};
}

struct figure sums_figure(const struct indicator *ind, const struct sum *g) {
    if (ind->measure != MEASURE_MEDIAN) return figure_measured(ind, g->n, g->amount, g->by);
    return g->n ? (struct figure){.num = g->amount, .den = g->n % 2 ? 1 : 2, .n = g->n, .has_value = true}
                : (struct figure){0};
}

static struct figure median_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                                 i64 as_of) {
    struct query q = query_new(ind, when, agency, as_of);
    out_z(&q.sql, "SELECT COUNT(*)");
    query_from(&q, ind);
    struct rows r = query_ask(db, &q);
    i64 n = rows_next(&r) ? row_int(&r, 0) : 0;
    rows_end(&r);
    if (!n) return (struct figure){0};
    bool even = n % 2 == 0;
    q = query_new(ind, when, agency, as_of);
    out_fmt(&q.sql, "SELECT %.*s", STR_ARG(ind->column));
    query_from(&q, ind);
    out_fmt(&q.sql, " ORDER BY 1 LIMIT %d OFFSET %lld", even ? 2 : 1, (long long)((n - 1) / 2));
    struct figure f = {.den = even ? 2 : 1, .n = n, .has_value = true};
    for (r = query_ask(db, &q); rows_next(&r);) f.num += row_int(&r, 0);
    return f;
}

struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                          i64 as_of) {
    struct sums g;
    if (!figure_view(ind)) return (struct figure){0};
    if (sums_groups(db, ind, when, agency, as_of, NULL, NULL, &g))
        return sums_figure(ind, g.n ? &g.v[0] : &(struct sum){0});
    if (ind->measure == MEASURE_MEDIAN) return median_read(db, ind, when, agency, as_of);
    struct query q = query_new(ind, when, agency, as_of);
    out_z(&q.sql, "SELECT ");
    query_measure(&q, ind);
    query_from(&q, ind);
    struct rows r = query_ask(db, &q);
    struct figure f = rows_next(&r) ? figure_measured(ind, row_int(&r, 0), row_int(&r, 1), row_int(&r, 2))
                                    : (struct figure){0};
    rows_end(&r);
    return f;
}

bool figure_any(struct db *db, const struct indicator *ind, struct period when, i64 as_of) {
    if (!figure_view(ind)) return false;
    struct query q = query_new(ind, when, (str){0}, as_of);
    out_z(&q.sql, "SELECT 1");
    query_from(&q, ind);
    out_z(&q.sql, " LIMIT 1");
    struct rows r = query_ask(db, &q);
    bool any = rows_next(&r);
    rows_end(&r);
    return any;
}

int figure_first_day(struct db *db, const struct indicator *ind, struct period when, i64 as_of) {
    struct indicator all = {.of = ind->of, .view = ind->view, .state = true};
    struct query q = query_new(&all, when, (str){0}, as_of);
    out_fmt(&q.sql, "SELECT day FROM %s ORDER BY day LIMIT 1", q.view->from);
    struct rows r = query_ask(db, &q);
    int day = rows_next(&r) ? (int)row_int(&r, 0) : when.to;
    rows_end(&r);
    return day;
}
