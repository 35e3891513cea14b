/* Private to the figure engine: builds one SQL query from declared names and bound values. */
#pragma once
#include "base/text.h"
#include "figure.h"

enum { MAX_VALUES = 400 };
struct query {
    const struct view *view;
    const char *from; /* FROM text: the view, or its form restricted to records after an act */
    struct out sql;
    struct val v[MAX_VALUES];
    size_t n;
};
/* Binds $1 act, $2 first day (for a state: the beginning of time), $3 end day, $4 agency. The indicator's
 * view must exist. */
struct query query_new(const struct indicator *ind, struct period when, str agency, i64 as_of);
/* Restricts the query to records after `act`, as $5. Call it before binding anything else; the view must
 * have an `after` form. */
void query_after(struct query *q, i64 act);
size_t query_bind(struct query *q, struct val v);              /* returns N of its placeholder $N */
void query_hits(struct query *q, const struct indicator *ind); /* CASE WHEN … THEN 1 ELSE 0 END */
void query_from(struct query *q, const struct indicator *ind); /* FROM … WHERE … */
/* As query_from, for a query grouped by column `by` (NULL = none): `latest` then keeps the latest record
 * per value of `by`. */
void query_from_apart(struct query *q, const struct indicator *ind, const char *by);
/* Writes three SELECT columns: number of records; hits or summed amount; summed divisor. */
void query_measure(struct query *q, const struct indicator *ind);
/* Writes two SELECT columns for a single record: its amount and its divisor. */
void query_record(struct query *q, const struct indicator *ind);
/* The integer that `true`, `false` or a whole number compares as; -1 for other text. */
i64 condition_int(str value);
/* Evaluates a condition in C, for the recount: `is` is the row's value, empty = not stated. */
bool condition_met(const struct condition *c, const struct view *v, str is);
struct rows query_ask(struct db *db, struct query *q);
