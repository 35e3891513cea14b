/* In-memory aggregates (data cubes) of figures: records added up by month, agency and breakdown columns,
 * complete up to an act. A question reads only the records that came later, so its answer is current and
 * costs only what is new. The cubes are a cache: the rows hold everything, and the recount (recount.c)
 * never uses them. */
#pragma once
#include "figure.h"

struct sum {
    str key, key2; /* values of the one or two grouping columns; "" = not stated */
    /* n: records; amount: hits, sum, or for a median the (sum of the) one or two middle numbers; by:
     * divisor */
    i64 n, amount, by;
};
/* The figure that one sum stands for. */
struct figure sums_figure(const struct indicator *ind, const struct sum *g);
struct sums {
    struct sum *v;
    size_t n, cap;
};
/* Groups the figure by one column, by two, or not at all (NULL, NULL), for one agency or all (empty);
 * sorted by key. Returns false when no cube can answer: the view's rows may change, the column is no
 * breakdown, or memory is short. The caller then queries the rows. */
bool sums_groups(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of,
                 const char *column, const char *column2, struct sums *out);
/* Updates the cubes of this reporting year and the last, so that no visitor waits for the first fill. */
void sums_warm(struct db *db, const struct province *p, i64 now);
/* While true, this thread's figures come from the rows: for tests that compare both ways. */
void sums_off(bool off);
size_t sums_bytes(void);
