/* Reporting duties: which agencies still owe a declaration for the latest period. For the leader's board
 * and for the page of a declared figure. */
#pragma once
#include "answer.h"

struct owed_by { /* the standing of one duty in the last period that ended */
    const struct procedure *p;
    str period;
    int due; /* the last day to file */
    /* owing: agencies that filed nothing, or whose filing was returned or refused; the rest wait to be
     * accepted */
    size_t all, owing, accepted;
    str names; /* names of the owing agencies, as many as fit */
};
/* Reads a duty's standing; `of` (OWED_BY_…) selects the level of agencies. */
struct owed_by owed_of(const struct asker *r, const struct procedure *p, u32 of);
/* The duty whose accepted declarations the indicator counts; NULL when it counts other records. */
const struct procedure *figure_duty(const struct province *p, const struct indicator *ind);
/* Sentences on the source of the figure: computed from records, or declared by agencies, by how many and
 * accepted by whom. */
str kind_words(const struct asker *r, const struct answer *a);
