/* The engine of figures: from an indicator's declared parts to one query over a published view, whole, by month and by unit.
   Only names that the view declares enter the text; every value is bound: $1 act, $2 first day, $3 end day, $4 agency, conditions from $5. */
#include "query.h"

static const struct view_column *column_of(const struct view *v, str name) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), name)) return &v->columns[i];
    return NULL;
}

bool view_has(const struct view *v, const char *column) { return column_of(v, str_c(column)) != NULL; }
bool figure_closed(const struct view *v) { return v->dossier != NULL; }

static bool all_known(const struct view *v, const struct condition *c, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!column_of(v, c[i].column)) return false;
    return true;
}

const struct view *figure_view(const struct indicator *ind) {
    const struct view *v = view_of(ind->of);
    if (!v || !all_known(v, ind->where, ind->n_where) || !all_known(v, ind->hit, ind->n_hit)) return NULL;
    if (ind->n_where + ind->n_hit + 8 > MAX_VALUES) return NULL;
    bool needs = ind->measure == MEASURE_SUM || ind->measure == MEASURE_MEDIAN;
    return needs && !column_of(v, ind->column) ? NULL : v;
}

/* ---- building ---- */

struct query query_new(const struct view *v, struct period when, str agency, i64 as_of) {
    struct query q = {.view = v, .n = 4};
    q.v[0] = VN(as_of);
    q.v[1] = VN(when.from);
    q.v[2] = VN(when.to);
    q.v[3] = VT(agency);
    return q;
}

size_t query_bind(struct query *q, struct val v) {
    require(q->n < MAX_VALUES);
    q->v[q->n++] = v;
    return q->n;
}

static struct val condition_value(const struct view_column *c, str value) {
    i64 n = 0;
    if (strchr("ibd", c->type)) return str_is(value, "true") ? VN(1) : str_is(value, "false") ? VN(0) : str_to_int(value, &n) ? VN(n) : VN(-1);
    return VT(value);
}

static void put_conditions(struct query *q, const struct condition *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct view_column *col = column_of(q->view, c[i].column);
        require(col);
        out_fmt(&q->sql, "%s%s = $%zu", i ? " AND " : "", col->name, query_bind(q, condition_value(col, c[i].value)));
    }
    if (!n) out_z(&q->sql, "1 = 1");
}

void query_hits(struct query *q, const struct indicator *ind) {
    out_z(&q->sql, "CASE WHEN ");
    put_conditions(q, ind->hit, ind->n_hit);
    out_z(&q->sql, " THEN 1 ELSE 0 END");
}

void query_from(struct query *q, const struct indicator *ind) {
    out_fmt(&q->sql, " FROM %s WHERE ", q->view->from);
    put_conditions(q, ind->where, ind->n_where);
}

/* The two numbers of every measure but the median: how many records, and how many hits or how much in all. */
void query_measure(struct query *q, const struct indicator *ind) {
    out_z(&q->sql, "COUNT(*), COALESCE(SUM(");
    if (ind->measure == MEASURE_SHARE)
        query_hits(q, ind);
    else if (ind->measure == MEASURE_COUNT)
        out_z(&q->sql, "1");
    else
        out_str(&q->sql, ind->column);
    out_z(&q->sql, "), 0)");
}

struct rows query_ask(struct db *db, struct query *q) {
    return db_ask_built(db, out_all(&q->sql), q->v, q->n);
}

static struct figure measured(const struct indicator *ind, i64 n, i64 amount) {
    bool share = ind->measure == MEASURE_SHARE;
    return (struct figure){.num = amount, .den = share ? n : 1, .n = n, .has_value = !share || n > 0};
}

static struct figure median_read(struct db *db, const struct view *v, const struct indicator *ind, struct period when, str agency, i64 as_of) {
    struct query q = query_new(v, when, agency, as_of);
    out_z(&q.sql, "SELECT COUNT(*)");
    query_from(&q, ind);
    struct rows r = query_ask(db, &q);
    i64 n = rows_next(&r) ? row_int(&r, 0) : 0;
    rows_end(&r);
    if (!n) return (struct figure){0};
    bool even = n % 2 == 0;
    q.sql = (struct out){0};
    q.n = 4;
    out_fmt(&q.sql, "SELECT %.*s", STR_ARG(ind->column));
    query_from(&q, ind);
    out_fmt(&q.sql, " ORDER BY 1 LIMIT %d OFFSET %lld", even ? 2 : 1, (long long)((n - 1) / 2));
    struct figure f = {.den = even ? 2 : 1, .n = n, .has_value = true};
    for (r = query_ask(db, &q); rows_next(&r);) f.num += row_int(&r, 0);
    return f;
}

/* ---- whole ---- */

struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of) {
    const struct view *v = figure_view(ind);
    if (!v) return (struct figure){0};
    if (ind->measure == MEASURE_MEDIAN) return median_read(db, v, ind, when, agency, as_of);
    struct query q = query_new(v, when, agency, as_of);
    out_z(&q.sql, "SELECT ");
    query_measure(&q, ind);
    query_from(&q, ind);
    struct rows r = query_ask(db, &q);
    struct figure f = rows_next(&r) ? measured(ind, row_int(&r, 0), row_int(&r, 1)) : (struct figure){0};
    rows_end(&r);
    return f;
}

/* ---- in parts ---- */

static void cell_add(struct cells *c, struct cell cell) {
    GROW(c->v, c->n, c->cap);
    c->v[c->n++] = cell;
}

static struct cell *cell_of(struct cells *c, str key) {
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(c->v[i].key, key)) return &c->v[i];
    return NULL;
}

/* One grouped query fills the cells whose keys it meets; a key not among them is added. */
static void fill_grouped(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of, const char *by, struct cells *c) {
    struct query q = query_new(figure_view(ind), when, agency, as_of);
    out_fmt(&q.sql, "SELECT %s, ", by);
    query_measure(&q, ind);
    query_from(&q, ind);
    out_fmt(&q.sql, " GROUP BY %s ORDER BY %s", by, by);
    for (struct rows r = query_ask(db, &q); rows_next(&r);) {
        str key = row_text(&r, 0);
        struct cell *cell = cell_of(c, key);
        struct figure f = measured(ind, row_int(&r, 1), row_int(&r, 2));
        if (cell)
            cell->f = f;
        else if (key.n)
            cell_add(c, (struct cell){.key = key, .from = when.from, .to = when.to, .f = f});
    }
}

static void count_cells(struct cells *c, struct figure whole) {
    c->same = c->n > 0 && whole.has_value;
    for (size_t i = 0; i < c->n; i++) {
        const struct figure *f = &c->v[i].f;
        if (!f->n) c->empty++;
        if (f->num != whole.num || f->den != whole.den) c->same = false;
    }
}

struct cells figure_by_month(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    if (!v) return c;
    for (int day = when.from; day < when.to;) {
        struct civil d = day_civil(day);
        struct period whole = period_month(d.year, d.month);
        int to = whole.to < when.to ? whole.to : when.to;
        cell_add(&c, (struct cell){.key = month_iso(day), .from = day, .to = to, .f = measured(ind, 0, 0)});
        day = to;
    }
    bool grouped = view_has(v, "month") && ind->measure != MEASURE_MEDIAN;
    if (grouped) fill_grouped(db, ind, when, agency, as_of, "month", &c);
    for (size_t i = 0; i < c.n && !grouped; i++) {
        struct period part = {PERIOD_MONTH, 0, 0, c.v[i].from, c.v[i].to};
        c.v[i].f = figure_read(db, ind, part, agency, as_of);
    }
    count_cells(&c, figure_read(db, ind, when, agency, as_of));
    return c;
}

/* ---- by unit ---- */

/* The value as a fraction, compared without rounding; cells without a value come last. */
static int cell_cmp(const struct cell *a, const struct cell *b, bool up) {
    bool has_a = a->f.has_value && a->f.n, has_b = b->f.has_value && b->f.n;
    if (has_a != has_b) return has_a ? -1 : 1;
    if (has_a) {
        i64 x = a->f.num * b->f.den, y = b->f.num * a->f.den;
        if (x != y) return (x > y) == up ? -1 : 1;
    }
    str name_a = a->agency ? a->agency->name.vi : a->key, name_b = b->agency ? b->agency->name.vi : b->key;
    return text_collate(name_a, name_b);
}

/* Insertion sort: a few hundred cells at most. */
static void cells_sort(struct cells *c, bool up) {
    for (size_t i = 1; i < c->n; i++) {
        struct cell x = c->v[i];
        size_t k = i;
        for (; k > 0 && cell_cmp(&x, &c->v[k - 1], up) < 0; k--) c->v[k] = c->v[k - 1];
        c->v[k] = x;
    }
}

struct cells figure_by_unit(struct db *db, const struct province *p, const struct indicator *ind, struct period when, int on_day, i64 as_of) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    if (!v) return c;
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->level != LEVEL_COMMUNE || a->kind.n || a->since > on_day || (a->until && a->until <= on_day) || cell_of(&c, a->code)) continue;
        cell_add(&c, (struct cell){.key = a->code, .from = when.from, .to = when.to, .f = measured(ind, 0, 0)});
    }
    bool grouped = view_has(v, "agency") && ind->measure != MEASURE_MEDIAN;
    if (grouped) fill_grouped(db, ind, when, (str){0}, as_of, "agency", &c);
    for (size_t i = 0; i < c.n; i++) {
        if (!grouped) c.v[i].f = figure_read(db, ind, when, c.v[i].key, as_of);
        c.v[i].agency = agency_on(p, c.v[i].key, on_day);
        if (!c.v[i].agency) c.v[i].agency = agency_on(p, c.v[i].key, when.from);
    }
    count_cells(&c, figure_read(db, ind, when, (str){0}, as_of));
    cells_sort(&c, ind->up);
    return c;
}
