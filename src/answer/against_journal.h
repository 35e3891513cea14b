/* Compares a figure's records with the journalled results of their acts: the check on the figure's page. */
#pragma once
#include "figure/figure.h"

struct mismatch {
    i64 act, i;
    str column, journal, table;
};
struct proof {
    size_t checked;    /* number of event rows compared */
    bool all;          /* false: there were more than PROOF_ROWS; the newest were compared */
    bool own;          /* true when every record of the figure is among the rows compared */
    const char *table; /* the table that holds the rows */
    struct mismatch *v;
    size_t n;
};
enum { PROOF_ROWS = 5000, PROOF_SHOWN = 20 };
struct proof figure_proof(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                          int today);
