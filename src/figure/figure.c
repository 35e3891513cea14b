/* The engine of figures: from an indicator's declared parts to one query over a published view, whole, by
 * month and by unit. Only names that the view declares enter the text; every value is bound: $1 act, $2 first
 * day, $3 end day, $4 agency, conditions from $5. */
#include "sums.h"
#include "query.h"

static const struct view_column *column_of(const struct view *v, str name) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), name)) return &v->columns[i];
    return NULL;
}

char figure_column_type(const struct view *v, str column) {
    const struct view_column *c = column_of(v, column);
    return c ? c->type : 0;
}

bool view_has(const struct view *v, const char *column) { return column_of(v, str_c(column)) != NULL; }
bool figure_closed(const struct view *v) { return v->dossier != NULL; }

static bool all_known(const struct view *v, const struct condition *c, size_t n, size_t *values) {
    for (size_t i = 0; i < n; i++) {
        if (!column_of(v, c[i].column)) return false;
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
    if ((ind->weight.n && !column_of(v, ind->weight)) || (ind->over.n && !column_of(v, ind->over)))
        return NULL;
    if (ind->latest.n && (!column_of(v, ind->latest) || !column_of(v, ind->latest_by))) return NULL;
    return figure_adds(ind) && !column_of(v, ind->column) ? NULL : v;
}

bool figure_adds(const struct indicator *ind) {
    return ind->measure == MEASURE_SUM || ind->measure == MEASURE_MEDIAN || ind->measure == MEASURE_MEAN ||
           ind->measure == MEASURE_RATIO;
}

bool figure_divides(const struct indicator *ind) { return figure_part(ind) || ind->measure == MEASURE_MEAN; }
bool figure_part(const struct indicator *ind) {
    return ind->measure == MEASURE_SHARE || ind->measure == MEASURE_RATIO;
}

/* The number that divides, record by record; empty = each record is one. */
static str divisor(const struct indicator *ind) {
    return ind->measure == MEASURE_RATIO ? ind->over : ind->weight;
}

/* ---- building ---- */

enum { FIRST_OF_DAYS = -1000000 };

struct query query_new(const struct indicator *ind, struct period when, str agency, i64 as_of) {
    struct query q = {.view = figure_view(ind), .n = 4};
    require(q.view);
    q.from = q.view->from;
    q.v[0] = VN(as_of);
    q.v[1] = VN(ind->state ? FIRST_OF_DAYS : when.from);
    q.v[2] = VN(when.to);
    q.v[3] = VT(agency);
    return q;
}

void query_after(struct query *q, i64 act) {
    require(q->n == 4 && q->view->after);
    q->from = q->view->after;
    q->v[q->n++] = VN(act);
}

size_t query_bind(struct query *q, struct val v) {
    require(q->n < MAX_VALUES);
    q->v[q->n++] = v;
    return q->n;
}

i64 condition_int(str value) {
    i64 n = 0;
    return str_is(value, "true") ? 1 : str_is(value, "false") ? 0 : str_to_int(value, &n) ? n : -1;
}

static size_t bind_value(struct query *q, const struct view_column *c, str value) {
    return query_bind(q, strchr("ibd", c->type) ? VN(condition_int(value)) : VT(value));
}

static void put_condition(struct query *q, const struct condition *c) {
    const struct view_column *col = column_of(q->view, c->column);
    require(col);
    const char *name = col->name;
    switch (c->how) {
    case COMPARE_NOT: /* what is not stated is not x either */
        out_fmt(&q->sql, "(%s IS NULL OR %s <> $%zu)", name, name, bind_value(q, col, c->value));
        return;
    case COMPARE_AT_LEAST: out_fmt(&q->sql, "%s >= $%zu", name, bind_value(q, col, c->value)); return;
    case COMPARE_AT_MOST: out_fmt(&q->sql, "%s <= $%zu", name, bind_value(q, col, c->value)); return;
    case COMPARE_IS: break;
    }
    if (!c->value.n) { /* the cell of what is not stated */
        out_fmt(&q->sql, "%s IS NULL", name);
        if (!strchr("ibd", col->type)) out_fmt(&q->sql, " OR %s = ''", name);
        return;
    }
    out_fmt(&q->sql, "%s IN ($%zu", name, bind_value(q, col, c->value));
    for (size_t i = 0; i < c->n_more; i++) out_fmt(&q->sql, ", $%zu", bind_value(q, col, c->more[i]));
    out_z(&q->sql, ")");
}

static void put_conditions(struct query *q, const struct condition *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        out_z(&q->sql, i ? " AND (" : "(");
        put_condition(q, &c[i]);
        out_z(&q->sql, ")");
    }
    if (!n) out_z(&q->sql, "1 = 1");
}

void query_hits(struct query *q, const struct indicator *ind) {
    out_z(&q->sql, "CASE WHEN ");
    put_conditions(q, ind->hit, ind->n_hit);
    out_z(&q->sql, " THEN 1 ELSE 0 END");
}

/* A record that does not say the number is not among those whose numbers are added. Of the latest of each,
 * that one must say it; told apart by a column, the latest of each with that value, so that a quarter's cell
 * is what was declared for that quarter. */
static void from_apart(struct query *q, const struct indicator *ind, const char *by) {
    if (ind->latest.n)
        out_fmt(&q->sql,
                " FROM (SELECT v.*, ROW_NUMBER() OVER (PARTITION BY %.*s%s%s"
                " ORDER BY %.*s DESC, act DESC, i DESC) AS place_of_latest",
                STR_ARG(ind->latest), by ? ", " : "", by ? by : "", STR_ARG(ind->latest_by));
    out_fmt(&q->sql, " FROM %s WHERE ", q->from);
    put_conditions(q, ind->where, ind->n_where);
    if (ind->latest.n) out_z(&q->sql, ") AS v WHERE place_of_latest = 1");
    if (figure_adds(ind)) out_fmt(&q->sql, " AND %.*s IS NOT NULL", STR_ARG(ind->column));
    if (divisor(ind).n) out_fmt(&q->sql, " AND %.*s IS NOT NULL", STR_ARG(divisor(ind)));
}

void query_from(struct query *q, const struct indicator *ind) { from_apart(q, ind, NULL); }

static void put_amount(struct query *q, const struct indicator *ind) {
    if (ind->measure == MEASURE_SHARE) query_hits(q, ind);
    else if (ind->measure == MEASURE_COUNT) out_z(&q->sql, "1");
    else out_str(&q->sql, ind->column);
    if (ind->weight.n) out_fmt(&q->sql, " * %.*s", STR_ARG(ind->weight));
}

void query_record(struct query *q, const struct indicator *ind) {
    put_amount(q, ind);
    out_fmt(&q->sql, ", %.*s", STR_ARG(divisor(ind).n ? divisor(ind) : S("1")));
}

/* The numbers of every measure but the median: how many records; hits or how much in all; and what that is
 * divided by. */
void query_measure(struct query *q, const struct indicator *ind) {
    out_z(&q->sql, "COUNT(*), COALESCE(SUM(");
    put_amount(q, ind);
    out_z(&q->sql, "), 0), ");
    if (divisor(ind).n) out_fmt(&q->sql, "COALESCE(SUM(%.*s), 0)", STR_ARG(divisor(ind)));
    else out_z(&q->sql, "COUNT(*)");
}

struct rows query_ask(struct db *db, struct query *q) {
    return db_ask_built(db, out_all(&q->sql), q->v, q->n);
}

static struct figure measured(const struct indicator *ind, i64 n, i64 amount, i64 by) {
    if (ind->measure == MEASURE_MEDIAN) return (struct figure){.n = n};
    if (!figure_divides(ind)) return (struct figure){.num = amount, .den = 1, .n = n, .has_value = true};
    return (struct figure){.num = by ? amount : 0, .den = by, .n = n, .has_value = by > 0};
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

static struct figure counted(const struct indicator *ind, const struct sum *g) {
    if (ind->measure != MEASURE_MEDIAN) return measured(ind, g->n, g->amount, g->by);
    return g->n ? (struct figure){.num = g->amount, .den = g->n % 2 ? 1 : 2, .n = g->n, .has_value = true}
                : (struct figure){0};
}

/* ---- whole ---- */

struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                          i64 as_of) {
    struct sums g;
    if (!figure_view(ind)) return (struct figure){0};
    if (counter_groups(db, ind, when, agency, as_of, NULL, NULL, &g))
        return counted(ind, g.n ? &g.v[0] : &(struct sum){0});
    if (ind->measure == MEASURE_MEDIAN) return median_read(db, ind, when, agency, as_of);
    struct query q = query_new(ind, when, agency, as_of);
    out_z(&q.sql, "SELECT ");
    query_measure(&q, ind);
    query_from(&q, ind);
    struct rows r = query_ask(db, &q);
    struct figure f =
        rows_next(&r) ? measured(ind, row_int(&r, 0), row_int(&r, 1), row_int(&r, 2)) : (struct figure){0};
    rows_end(&r);
    return f;
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

struct indicator figure_where(const struct indicator *ind, str column, str key) {
    struct indicator one = *ind;
    if (!column.n) return one;
    one.where = NEWS(struct condition, ind->n_where + 1);
    if (ind->n_where) memcpy(one.where, ind->where, ind->n_where * sizeof *ind->where);
    one.where[one.n_where++] = (struct condition){.column = column, .value = key};
    return one;
}

/* Groups by a column: key, records, amount, divisor; of a median each record's key and number, in their
 * order. */
static struct rows ask_grouped(struct db *db, const struct indicator *ind, struct period when, str agency,
                               i64 as_of, const struct view_column *by) {
    struct query q = query_new(ind, when, agency, as_of);
    const char *key = str_z(str_fmt(strchr("ibd", by->type) ? "%s" : "COALESCE(%s, '')", by->name));
    out_fmt(&q.sql, "SELECT %s, ", key);
    if (ind->measure == MEASURE_MEDIAN) {
        out_str(&q.sql, ind->column);
        from_apart(&q, ind, by->name);
        out_z(&q.sql, " ORDER BY 1, 2");
        return query_ask(db, &q);
    }
    query_measure(&q, ind);
    from_apart(&q, ind, by->name);
    out_fmt(&q.sql, " GROUP BY %s ORDER BY 1", key);
    return query_ask(db, &q);
}

static void fill_one(struct cells *c, str key, struct period when, struct figure f) {
    struct cell *cell = cell_of(c, key);
    if (cell) cell->f = f;
    else cell_add(c, (struct cell){.key = key, .from = when.from, .to = when.to, .f = f});
}

/* A group's numbers come in order, one group after the other: each is read once, and the one or two in its
 * middle kept. */
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

/* One grouped query fills the cells whose keys it meets; a key not among them is added. */
static void fill_grouped(struct db *db, const struct indicator *ind, struct period when, str agency,
                         i64 as_of, const char *by, struct cells *c) {
    const struct view_column *col = column_of(figure_view(ind), str_c(by));
    require(col);
    struct sums g;
    if (counter_groups(db, ind, when, agency, as_of, by, NULL, &g)) {
        for (size_t i = 0; i < g.n; i++) fill_one(c, g.v[i].key, when, counted(ind, &g.v[i]));
        return;
    }
    struct rows r = ask_grouped(db, ind, when, agency, as_of, col);
    if (ind->measure == MEASURE_MEDIAN) return fill_medians(&r, when, c);
    while (rows_next(&r)) {
        str key = row_text(&r, 0);
        fill_one(c, key, when, measured(ind, row_int(&r, 1), row_int(&r, 2), row_int(&r, 3)));
    }
}

static bool all_alike(const struct cells *c) {
    for (size_t i = 1; i < c->n; i++)
        if (c->v[i].f.num != c->v[0].f.num || c->v[i].f.den != c->v[0].f.den) return false;
    return c->n > 1;
}

/* Cells that are all alike are asked whether they are the whole, each of them: a state. */
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
        cell_add(&c,
                 (struct cell){.key = month_iso(day), .from = day, .to = to, .f = measured(ind, 0, 0, 0)});
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

/* ---- by unit and by column ---- */

static str cell_name(const struct cell *c) {
    return c->name.vi.n ? c->name.vi : c->agency ? c->agency->name.vi : c->key;
}

int cell_by_name(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    int c = text_collate(cell_name(x), cell_name(y));
    return c ? c : str_cmp(x->key, y->key);
}

__extension__ typedef __int128 wide; /* the product of two numbers of 64 bits */

/* The value as a fraction, compared without rounding: over 0 when x is greater. */
static int value_cmp(const struct figure *x, const struct figure *y) {
    wide left = (wide)x->num * y->den, right = (wide)y->num * x->den;
    return (left > right) - (left < right);
}

/* The greatest first; cells without a value come last. */
static int cell_cmp(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    bool has_x = x->f.has_value && x->f.n, has_y = y->f.has_value && y->f.n;
    if (has_x != has_y) return has_x ? -1 : 1;
    int c = has_x ? value_cmp(&x->f, &y->f) : 0;
    return c ? -c : cell_by_name(a, b);
}

static int cell_cmp_up(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    bool both = x->f.has_value && x->f.n && y->f.has_value && y->f.n;
    return both && value_cmp(&x->f, &y->f) ? -cell_cmp(a, b) : cell_cmp(a, b);
}

void cells_sort(struct cells *c, bool up) {
    if (c->n) qsort(c->v, c->n, sizeof *c->v, up ? cell_cmp : cell_cmp_up);
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
                                   .f = measured(ind, 0, 0, 0),
                                   .listed = true});
    }
    bool grouped = view_has(v, "agency");
    if (grouped) fill_grouped(db, ind, when, (str){0}, as_of, "agency", &c);
    for (size_t i = 0; i < c.n; i++) {
        if (!grouped) c.v[i].f = figure_read(db, ind, when, c.v[i].key, as_of);
        c.v[i].agency = agency_on(p, c.v[i].key, on_day);
        if (!c.v[i].agency) c.v[i].agency = agency_on(p, c.v[i].key, when.from);
        c.v[i].name = desk_unit_words(p, c.v[i].key, when, on_day);
    }
    count_cells(db, ind, when, (str){0}, as_of, &c);
    cells_sort(&c, ind->up);
    return c;
}

struct cells figure_by_column(struct db *db, const struct province *p, const struct indicator *ind,
                              struct period when, int on_day, i64 as_of, str column) {
    struct cells c = {0};
    const struct view *v = figure_view(ind);
    const struct view_column *col = v ? column_of(v, column) : NULL;
    if (!col || !strchr("tub", col->type)) return c;
    struct keys keys = keys_known(p, v, column, on_day);
    for (size_t i = 0; i < keys.n; i++)
        if (!cell_of(&c, keys.v[i]))
            cell_add(&c, (struct cell){.key = keys.v[i],
                                       .from = when.from,
                                       .to = when.to,
                                       .f = measured(ind, 0, 0, 0),
                                       .listed = true});
    fill_grouped(db, ind, when, (str){0}, as_of, col->name, &c);
    for (size_t i = 0; i < c.n; i++) c.v[i].name = value_words(p, v, column, c.v[i].key, when, on_day);
    count_cells(db, ind, when, (str){0}, as_of, &c);
    cells_sort(&c, ind->up);
    return c;
}
