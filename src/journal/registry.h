/* The registry of act kinds and tables: those of all rooms (rooms.c) and the journal's own. */
#pragma once
#include "act.h"

struct journal_parts {
    /* NULL-terminated lists, one entry for each room; each inner array ends with a NULL name */
    const struct table *const *tables;
    const struct act_kind *const *kinds;
    const struct follow *const *follows;
    /* the people room's look-up of an actor on a day; false = no such person */
    bool (*who)(struct db *db, i64 person, i64 at, struct actor *out);
};
void journal_parts_set(const struct journal_parts *p);
const struct act_kind *act_kind_of(str name);
const struct table *table_each(size_t i); /* every table of every room, then NULL */
const struct act_kind *act_kind_each(size_t i);
const char *journal_schema(void); /* the journal's own CREATE statements */
