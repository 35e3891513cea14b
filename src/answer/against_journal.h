/* The check on a figure's own page: its records against what their acts' journalled results say. */
#pragma once
#include "figure/figure.h"

struct mismatch {
    i64 act, i;
    str column, journal, table;
};
struct proof {
    size_t checked;    /* event rows compared */
    bool all;          /* false: more than the limit, the newest were compared */
    bool own;          /* whether every record of the figure itself is among them */
    const char *table; /* in which they stand */
    struct mismatch *v;
    size_t n;
};
enum { PROOF_ROWS = 5000, PROOF_SHOWN = 20 };
struct proof figure_proof(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                          int today);
