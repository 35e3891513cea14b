/* Compares a figure's records with the journalled results of their acts: the check on the figure's page. */
#pragma once
#include "figure/figure.h"

struct mismatch {
    i64 act, i;
    str column, journal, table;
};
struct journal_check {
    size_t checked;    /* number of event rows compared */
    bool all;          /* false: there were more than CHECK_ROWS; the newest were compared */
    bool own;          /* true when every record of the figure is among the rows compared */
    const char *table; /* the table that holds the rows */
    struct mismatch *v;
    size_t n;
};
enum { CHECK_ROWS = 5000, CHECK_SHOWN = 20 };
struct journal_check figure_check_journal(struct db *db, const struct indicator *ind, struct period when,
                                          i64 as_of, int today);
