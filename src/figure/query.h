/* Inside the figure engine: a query being built from declared names and bound values. */
#pragma once
#include "base/text.h"
#include "figure.h"

enum { MAX_VALUES = 400 };
struct query {
    const struct view *view;
    const char *from; /* the view, or only its records after an act */
    struct out sql;
    struct val v[MAX_VALUES];
    size_t n;
};
/* $1 act, $2 first day (of a state: the beginning of time), $3 end day, $4 agency. The indicator's view must
 * be there. */
struct query query_new(const struct indicator *ind, struct period when, str agency, i64 as_of);
/* Only records after an act: $5. Before anything else is bound; the view must have such a form. */
void query_after(struct query *q, i64 act);
size_t query_bind(struct query *q, struct val v);              /* the number of its $ */
void query_hits(struct query *q, const struct indicator *ind); /* CASE WHEN … THEN 1 ELSE 0 END */
void query_from(struct query *q, const struct indicator *ind); /* FROM … WHERE … */
/* Told apart by a column (NULL = none): then the latest of each counts for each of its values. */
void query_from_apart(struct query *q, const struct indicator *ind, const char *by);
/* records, hits or amount, what it is divided by */
void query_measure(struct query *q, const struct indicator *ind);
/* of one record: its amount, and what it adds to the divisor */
void query_record(struct query *q, const struct indicator *ind);
/* what `true`, `false` or a whole number is compared as */
i64 condition_int(str value);
/* The recount's own reading of a condition, by C instead of SQL: the value as the row has it, empty = not
 * stated. */
bool condition_met(const struct condition *c, const struct view *v, str is);
struct rows query_ask(struct db *db, struct query *q);
