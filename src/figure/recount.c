/* The recount: computes a figure a second time by reading every record of the view and counting in C. A
 * wrong SQL query would make the two numbers differ. */
#include "query.h"
#include "recount.h"

struct reader { /* column numbers in the row of each condition and number */
    const struct indicator *ind;
    const struct view *view;
    struct rows rows;
    int where, hit, column, weight, latest;
    struct last *last; /* the latest record of each subject so far */
    size_t n_last, cap_last;
};
struct last {
    str of, by;
    i64 act, i, x, weight;
    bool number; /* every numeric column has a value */
};

static char type_of(const struct view *v, str column) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), column)) return v->columns[i].type;
    return 't';
}

static bool equals(char type, str is, str value) {
    i64 n = 0;
    if (!strchr("ibd", type)) return str_eq(is, value);
    return str_to_int(is, &n) && n == condition_int(value);
}

bool condition_met(const struct condition *c, const struct view *v, str is) {
    char type = type_of(v, c->column);
    i64 n = 0;
    bool number = str_to_int(is, &n), met = equals(type, is, c->value);
    if (c->how == COMPARE_NOT) return !is.n || !met;
    if (c->how == COMPARE_AT_LEAST) return number && n >= condition_int(c->value);
    if (c->how == COMPARE_AT_MOST) return number && n <= condition_int(c->value);
    for (size_t i = 0; i < c->n_more; i++) met = met || equals(type, is, c->more[i]);
    return met;
}

static bool all_met(struct reader *r, const struct condition *c, size_t n, int first) {
    for (size_t i = 0; i < n; i++)
        if (!condition_met(&c[i], r->view, row_look(&r->rows, first + (int)i))) return false;
    return true;
}

static int put_columns(struct query *q, const struct condition *c, size_t n, int *at) {
    int first = *at;
    for (size_t i = 0; i < n; i++, ++*at) out_fmt(&q->sql, ", %.*s", STR_ARG(c[i].column));
    return first;
}

static struct rows read_all(struct db *db, struct reader *r, struct period when, i64 as_of) {
    struct query q = query_new(r->ind, when, (str){0}, as_of);
    int at = 1;
    out_z(&q.sql, "SELECT 1");
    r->where = put_columns(&q, r->ind->where, r->ind->n_where, &at);
    r->hit = put_columns(&q, r->ind->hit, r->ind->n_hit, &at);
    struct condition numbers[] = {
        {.column = r->ind->column},
        {.column = r->ind->measure == MEASURE_RATIO ? r->ind->over : r->ind->weight}};
    if (figure_needs_column(r->ind)) r->column = put_columns(&q, numbers, 1, &at);
    if (numbers[1].column.n) r->weight = put_columns(&q, numbers + 1, 1, &at);
    struct condition order[] = {
        {.column = r->ind->latest}, {.column = r->ind->latest_by}, {.column = S("act")}, {.column = S("i")}};
    if (r->ind->latest.n) r->latest = put_columns(&q, order, COUNT(order), &at);
    out_fmt(&q.sql, " FROM %s LIMIT %d", r->view->from, RECOUNT_ROWS + 1);
    return query_ask(db, &q);
}

static int i64_cmp(const void *a, const void *b) {
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return x < y ? -1 : x > y;
}

static void take_median(struct figure *f, i64 *v) {
    f->has_value = f->n > 0;
    if (!f->n) return;
    qsort(v, (size_t)f->n, sizeof *v, i64_cmp);
    f->den = f->n % 2 ? 1 : 2;
    f->num = f->n % 2 ? v[f->n / 2] : v[f->n / 2 - 1] + v[f->n / 2];
}

/* `room` is the capacity of `values`, kept for a median. More records than the figure states is a
 * disagreement anyway. */
static void count(const struct last *l, struct figure *f, i64 *values, i64 room) {
    if (!l->number) return;
    if (values && f->n < room) values[f->n] = l->x;
    f->n++;
    f->num += l->x;
    f->den += l->weight;
}

static bool later(const struct reader *r, const struct last *a, const struct last *b) {
    bool number = strchr("ibd", type_of(r->view, r->ind->latest_by)) != NULL;
    i64 x = 0, y = 0;
    if (number && (!str_to_int(a->by, &x) || !str_to_int(b->by, &y) || x != y)) return x > y;
    if (!number && !str_eq(a->by, b->by)) return str_cmp(a->by, b->by) > 0;
    return a->act != b->act ? a->act > b->act : a->i > b->i;
}

static void keep_last(struct reader *r, struct last l) {
    l.of = row_text(&r->rows, r->latest);
    l.by = row_text(&r->rows, r->latest + 1);
    l.act = row_int(&r->rows, r->latest + 2);
    l.i = row_int(&r->rows, r->latest + 3);
    for (size_t k = 0; k < r->n_last; k++) {
        if (!str_eq(r->last[k].of, l.of)) continue;
        if (later(r, &l, &r->last[k])) r->last[k] = l;
        return;
    }
    GROW(r->last, r->n_last, r->cap_last);
    r->last[r->n_last++] = l;
}

static void read_row(struct reader *r, struct figure *f, i64 *values, i64 room) {
    const struct indicator *ind = r->ind;
    if (!all_met(r, ind->where, ind->n_where, r->where)) return;
    struct last l = {.number = (!r->column || row_look(&r->rows, r->column).n) &&
                               (!r->weight || row_look(&r->rows, r->weight).n)};
    l.x = r->column ? row_int(&r->rows, r->column) : 1;
    l.weight = r->weight ? row_int(&r->rows, r->weight) : 1;
    if (ind->measure == MEASURE_SHARE) l.x = all_met(r, ind->hit, ind->n_hit, r->hit);
    if (ind->measure != MEASURE_RATIO)
        l.x *= l.weight; /* a ratio's second column only divides; a mean's weight also multiplies */
    if (r->latest) keep_last(r, l);
    else count(&l, f, values, room);
}

struct recount figure_recount(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                              const struct figure *told) {
    struct recount c = {0};
    const struct view *view = figure_view(ind);
    if (!view || !told->has_value || told->suppressed) return c;
    struct reader r = {.ind = ind, .view = view};
    i64 room = told->n, *values = ind->measure == MEASURE_MEDIAN ? NEWS(i64, room + 1) : NULL;
    r.rows = read_all(db, &r, when, as_of);
    while (c.rows <= RECOUNT_ROWS && rows_next(&r.rows)) {
        c.rows++;
        read_row(&r, &c.f, values, room);
    }
    for (size_t k = 0; k < r.n_last; k++) count(&r.last[k], &c.f, values, room);
    rows_end(&r.rows);
    c.done = c.rows <= RECOUNT_ROWS;
    bool divides = figure_divides(ind);
    c.f.has_value = !divides || c.f.den > 0;
    if (!divides) c.f.den = 1;
    if (values && c.done && c.f.n <= room) take_median(&c.f, values);
    c.agrees = c.f.num == told->num && c.f.den == told->den && c.f.n == told->n;
    return c;
}
