/* Recount: computes a figure a second time by reading every record of the view and counting in C. */
#pragma once
#include "figure.h"

enum { RECOUNT_ROWS = 3000000 };
struct recount {
    bool done; /* false: nothing to recount, or more records than RECOUNT_ROWS */
    bool agrees;
    size_t rows; /* number of records read */
    struct figure f;
};
struct recount figure_recount(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                              const struct figure *told);
