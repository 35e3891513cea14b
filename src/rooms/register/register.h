/* Private to this room: a version of an entry, reading entries, and the agency that keeps one. */
#pragma once
#include "web/web.h"

struct entry {             /* one version of an entry */
    i64 act, i;            /* its key: the act that wrote it, its row in that act */
    i64 n;                 /* the entry's number in the register, the same in all versions */
    i64 dossier;           /* the dossier whose decision entered it; 0 = imported */
    str key, unit, agency; /* agency: the one figures count it for */
    str keeper;            /* the agency that corrects it and sees its personal fields */
    int day;               /* the day since which it holds */
    str what;              /* entered, imported, corrected */
    i64 until_act;         /* the act that ended this version; 0 = current */
    int until_day;
    str until_what; /* replaced, corrected, struck */
    str source;     /* of an import: where the list came from */
};
#define ENTRY_COLUMNS                                                                                    \
    "act, i, n, dossier, entry_key, unit, agency, keeper, day, what, until_act, until_day, until_what, " \
    "source"
struct entry version_row(const struct rows *r);
/* The latest version with this number, current or not. */
bool entry_load(struct db *db, str reg, i64 n, struct entry *out);
/* The plain values of a version, {field: text}. */
json_t *entry_values(struct db *db, const struct entry *e);
/* The personal values of an entry: of each field the latest one that is not erased. */
json_t *entry_personal(struct db *db, str reg, i64 n);
/* Whether the agency keeps the entry on a day: it is the keeper, or the keeper's heir. */
bool entry_kept(const struct province *p, const struct entry *e, str agency, int day);

extern const struct act_kind register_acts[];
extern const struct follow register_follows[];
extern const struct table register_tables[];
extern const struct register_answers register_answers;
