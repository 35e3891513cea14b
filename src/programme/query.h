/* Inside the figure engine: a query being built from declared names and bound values. */
#pragma once
#include "../base/text.h"
#include "figure.h"

enum { MAX_VALUES = 64 };
struct query {
    const struct view *view;
    struct out sql;
    struct val v[MAX_VALUES];
    size_t n;
};
/* $1 act, $2 first day, $3 end day, $4 agency. */
struct query query_new(const struct view *v, struct period when, str agency, i64 as_of);
size_t query_bind(struct query *q, struct val v);                 /* the number of its $ */
void query_hits(struct query *q, const struct indicator *ind);    /* CASE WHEN … THEN 1 ELSE 0 END */
void query_from(struct query *q, const struct indicator *ind);    /* FROM … WHERE … */
void query_measure(struct query *q, const struct indicator *ind); /* records, and hits or amount */
struct rows query_ask(struct db *db, struct query *q);
i64 journal_last(struct db *db);
