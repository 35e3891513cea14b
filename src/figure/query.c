/* Builds one SQL query over a published view from an indicator's definition. Only names that the view
 * declares enter the text. Every value is bound: $1 act, $2 first day, $3 end day, $4 agency, conditions
 * from $5. */
#include "query.h"

/* The column that is summed as divisor; empty = every record counts as one. */
static str divisor(const struct indicator *ind) {
    return ind->measure == MEASURE_RATIO ? ind->over : ind->weight;
}

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
    if (str_is(value, "true")) return 1;
    if (str_is(value, "false")) return 0;
    return str_to_int(value, &n) ? n : -1;
}

static size_t bind_value(struct query *q, const struct view_column *c, str value) {
    return query_bind(q, strchr("ibd", c->type) ? VN(condition_int(value)) : VT(value));
}

static void put_condition(struct query *q, const struct condition *c) {
    const struct view_column *col = view_column(q->view, c->column);
    require(col);
    const char *name = col->name;
    switch (c->how) {
    case COMPARE_NOT: /* a value that is not stated counts as unequal */
        out_fmt(&q->sql, "(%s IS NULL OR %s <> $%zu)", name, name, bind_value(q, col, c->value));
        return;
    case COMPARE_AT_LEAST: out_fmt(&q->sql, "%s >= $%zu", name, bind_value(q, col, c->value)); return;
    case COMPARE_AT_MOST: out_fmt(&q->sql, "%s <= $%zu", name, bind_value(q, col, c->value)); return;
    case COMPARE_IS: break;
    }
    if (!c->value.n) { /* an empty value selects records where the column is not stated */
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

/* Records whose number is not stated are left out of a sum. `latest` first picks the latest record of each
 * subject, then requires its number. Grouped by a column, it picks the latest per value: a quarter's cell
 * then shows what was declared for that quarter. */
void query_from_apart(struct query *q, const struct indicator *ind, const char *by) {
    if (ind->latest.n)
        out_fmt(&q->sql,
                " FROM (SELECT v.*, ROW_NUMBER() OVER (PARTITION BY %.*s%s%s"
                " ORDER BY %.*s DESC, act DESC, i DESC) AS place_of_latest",
                STR_ARG(ind->latest), by ? ", " : "", by ? by : "", STR_ARG(ind->latest_by));
    out_fmt(&q->sql, " FROM %s WHERE ", q->from);
    put_conditions(q, ind->where, ind->n_where);
    if (ind->latest.n) out_z(&q->sql, ") AS v WHERE place_of_latest = 1");
    if (figure_needs_column(ind)) out_fmt(&q->sql, " AND %.*s IS NOT NULL", STR_ARG(ind->column));
    if (divisor(ind).n) out_fmt(&q->sql, " AND %.*s IS NOT NULL", STR_ARG(divisor(ind)));
}

void query_from(struct query *q, const struct indicator *ind) { query_from_apart(q, ind, NULL); }

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

/* SELECT columns of every measure but the median: number of records; hits or summed amount; summed
 * divisor. */
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
