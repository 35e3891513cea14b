/* The programme as of an act: targets as decisions amended them, and what others had published. */
#pragma once
#include "words/words.h"

/* The definitions that were in force at an act, with targets as amended and observations as published by
 * then; today's when nothing changed since. */
const struct province *province_as_of(struct db *db, const struct province *now, i64 as_of);
/* What a page about a year reads: a sealed year's own definitions and targets; what others have published
 * until today in any case. */
const struct province *province_of_year(const struct asker *r, int year);

/* ---- inside apply ---- */

extern const struct table decided_tables[];
struct target_change { /* by a decision */
    i64 act, at;
    str target, before, value, decision, reason;
    int goal_year, decided_on;
};
void target_change_add(struct db *db, const struct target_change *c);
struct published { /* by others, of a year */
    i64 act, at;
    str external, value, source;
    int year, among; /* among: a rank's number of ranked; 0 = no rank */
};
void published_add(struct db *db, const struct published *p);
