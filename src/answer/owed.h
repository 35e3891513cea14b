/* What agencies owe for the latest period, for the leader's board and beside a figure that they declare. */
#pragma once
#include "answer.h"

struct owed_by { /* one duty of the last period that ended */
    const struct procedure *p;
    str period;
    int due; /* the last day to file */
    /* owing: nothing filed, or returned, or refused; the rest waits to be accepted */
    size_t all, owing, accepted;
    str names; /* of those that owe, as far as they fit */
};
/* `of`: OWED_BY_…, whose of the duty is asked for. */
struct owed_by owed_of(const struct asker *r, const struct procedure *p, u32 of);
/* The duty whose accepted declarations an indicator is made of; NULL = it is worked out from records of other
 * kinds. */
const struct procedure *figure_duty(const struct province *p, const struct indicator *ind);
/* Which kind of figure it is, in sentences: worked out from records, or declared by agencies, by how many,
 * accepted by whom. */
str kind_words(const struct asker *r, const struct answer *a);
