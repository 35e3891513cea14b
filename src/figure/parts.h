/* A figure in parts: by month, by agency, by district, by one of its columns. */
#pragma once
#include "figure.h"

struct cell {
    str key;      /* month YYYY-MM, agency code, or a value of the column */
    int from, to; /* the part of the period it covers */
    bool listed;  /* it would stand here also without a record: the definitions know it */
    const struct agency *agency;
    struct words name; /* filled by answer/label.c */
    struct figure f;
};
struct cells {
    struct cell *v;
    size_t n, cap;
    size_t hidden; /* suppressed ones among them */
    size_t empty;  /* without a record */
    bool same;     /* every cell equals the whole: a state, not a flow */
};
struct keys {
    str *v;
    size_t n, cap;
};
struct cells figure_by_month(struct db *db, const struct indicator *ind, struct period when, str agency,
                             i64 as_of);
/* One cell for each agency in force on `on_day` at a level that decides dossiers, and any other that has
 * records. */
struct cells figure_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                            struct period when, int on_day, i64 as_of);
/* One cell for each value of a column: those that are known, and any other that is recorded ("" = not
 * stated). */
struct cells figure_by_column(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                              str column, const struct keys *known);

/* The column that names the commune a record belongs to: one that it is opened by, else the agency's; empty =
 * none does. */
str figure_commune_column(const struct indicator *ind, const struct view *v);
bool names_communes(const struct view *v, str column);

struct hierarchy { /* how a table was added up from another column's: which of its keys each key belongs to */
    str column;    /* whose keys they are; empty = there is no such table */
    struct period when;
    struct {
        str part, whole;
    } * v;
    size_t n, cap;
};
/* By district, of the period's days on which there were such; `day` is the last that the figure covers. */
struct cells figure_by_district(struct db *db, const struct province *p, const struct indicator *ind,
                                struct period when, int day, i64 as_of, struct hierarchy *out);

/* Collects all indicators that select the same records as `ind`: out[0] counts those records, broken down by
 * the union of their columns; out[1…] are the ones that split them (shares, sums). The same result, in the
 * same order, for each of them. */
size_t linked_counts(const struct province *p, const struct indicator *ind, struct indicator **out);
