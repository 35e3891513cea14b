/* Counters: the records of a figure's period, already added up by month, agency and the columns it is opened
 * by, and kept in memory complete up to an act. What came after is read and added when a figure is asked for,
 * so it agrees with the desk to the second and costs only what is new. They hold nothing that the rows do
 * not: losing them loses nothing, and the recount (recount.c) never looks at them. */
#pragma once
#include "figure.h"

struct sum {
    str key, key2; /* the columns' values; "" = not stated */
    /* records; hits, sum, or of a median the one or two in the middle; what that is divided by */
    i64 n, amount, by;
};
/* The figure of one such sum. */
struct figure figure_counted(const struct indicator *ind, const struct sum *g);
struct sums {
    struct sum *v;
    size_t n, cap;
};
/* The figure by one column, by two, or whole (NULL, NULL), of one agency or of all (empty); by key. False
 * when there is no counter for it: the view's rows may change, the column is none it is opened by, or there
 * is no room. Ask the rows then. */
bool counter_groups(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of,
                    const char *column, const char *column2, struct sums *out);
/* Brings the counters of this reporting year and the last up to date, so that no visitor waits for the first
 * time. */
void counters_warm(struct db *db, const struct province *p, i64 now);
/* This thread's figures are asked of the rows until it is false again: for the tests that compare both. */
void counters_off(bool off);
size_t counters_bytes(void);
