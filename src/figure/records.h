/* The records behind a figure, a page at a time. */
#pragma once
#include "figure.h"

enum { FIGURE_PAGE = 50 }; /* records a page */
struct record {
    i64 act, i, dossier;
    str code, agency, channel;
    int day;
    bool hit;
    const struct condition *missed; /* the first condition of the numerator it does not meet; NULL = none */
    str is;                         /* what it is instead */
    /* filled by answer/records.c: what it is about; where it stands by itself, empty = nowhere this visitor
     * may go; why it is no hit */
    str what, link, why;
};
struct records {
    struct record *v;
    size_t n;
    str next; /* where the next page begins; empty = last page */
};
/* Newest first for dossiers, by code for what has no dossier; `after` is where the page begins. */
struct records figure_records(struct db *db, const struct indicator *ind, struct period when, str agency,
                              i64 as_of, str after);
