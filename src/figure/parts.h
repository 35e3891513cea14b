/* A figure broken down by month, agency, district or one of its columns. */
#pragma once
#include "figure.h"

struct cell {
    str key;      /* month YYYY-MM, agency code, or a value of the column */
    int from, to; /* the days of the period that the cell covers, end excluded */
    bool listed;  /* the definitions list this key, so the cell appears even without records */
    const struct agency *agency;
    struct words name; /* filled by answer/label.c */
    struct figure f;
};
struct cells {
    struct cell *v;
    size_t n, cap;
    size_t hidden; /* number of suppressed cells */
    size_t empty;  /* number of cells without records */
    bool same;     /* every cell equals the total: the indicator counts a state, not a flow */
};
struct keys {
    str *v;
    size_t n, cap;
};
struct cells figure_by_month(struct db *db, const struct indicator *ind, struct period when, str agency,
                             i64 as_of);
/* One cell for each agency in force on `on_day` at a level that decides dossiers, and one for any other
 * agency with records. */
struct cells figure_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                            struct period when, int on_day, i64 as_of);
/* One cell for each value in `known`, and one for any other recorded value ("" = not stated). */
struct cells figure_by_column(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                              str column, const struct keys *known);

/* The column that says which commune a record belongs to: a breakdown column of communes, else the agency;
 * empty when the view has neither. */
str figure_commune_column(const struct indicator *ind, const struct view *v);
bool names_communes(const struct view *v, str column);

struct hierarchy { /* how one breakdown (districts) groups the keys of a finer one (communes) */
    str column;    /* the column of the finer keys; empty = no district table */
    struct period when;
    struct {
        str part, whole;
    } * v;
    size_t n, cap;
};
/* One cell for each district, for those days of the period on which districts existed; `day` is the last
 * day the figure covers. */
struct cells figure_by_district(struct db *db, const struct province *p, const struct indicator *ind,
                                struct period when, int day, i64 as_of, struct hierarchy *out);

/* Collects all indicators that select the same records as `ind`: out[0] counts those records, broken down by
 * the union of their columns; out[1…] are the ones that split them (shares, sums). The same result, in the
 * same order, for each of them. */
size_t linked_counts(const struct province *p, const struct indicator *ind, struct indicator **out);
