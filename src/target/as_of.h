/* The programme's definitions as of an act: targets as amended by decisions, and external figures as
 * published by then. */
#pragma once
#include "words/words.h"

/* The definitions that were in force at act `as_of`, with targets as amended and external figures as
 * published by then; `now` itself when nothing changed since. */
const struct province *province_as_of(struct db *db, const struct province *now, i64 as_of);
/* The definitions for a page about `year`: a sealed year's own definitions and targets, and all external
 * figures published until today. */
const struct province *province_of_year(const struct asker *r, int year);

/* ---- inside apply ---- */

extern const struct table decided_tables[];
struct target_change { /* a target that a decision changed */
    i64 act, at;
    str target, before, value, decision, reason;
    int goal_year, decided_on;
};
void target_change_add(struct db *db, const struct target_change *c);
struct published { /* an external figure of a year, published elsewhere */
    i64 act, at;
    str external, value, source;
    int year, among; /* among: how many were ranked; 0 = the value is no rank */
};
void published_add(struct db *db, const struct published *p);
