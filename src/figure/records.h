/* The list of single records behind a figure, a page at a time. */
#pragma once
#include "figure.h"

enum { FIGURE_PAGE = 50 }; /* records a page */
struct record {
    i64 act, i, dossier;
    str code, agency, channel;
    int day;
    bool hit;
    const struct condition *missed; /* the first condition of the numerator it does not meet; NULL = none */
    str is;                         /* the row's value of that condition's column */
    /* filled by answer/records.c. what: what the record is about; link: its own page, empty when this
     * visitor may not open it; why: why it is no hit */
    str what, link, why;
};
struct records {
    struct record *v;
    size_t n;
    str next; /* where the next page begins; empty = last page */
};
/* One page of records: dossiers newest first, others by code. `after` is the `next` of the page before,
 * empty for the first. */
struct records figure_records(struct db *db, const struct indicator *ind, struct period when, str agency,
                              i64 as_of, str after);
