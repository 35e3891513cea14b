/* Private to this room: an entry of a register as its row says, and who may see and change it. */
#pragma once
#include "web/web.h"

struct entry {             /* one version of an entry */
    i64 act, i;            /* its key: the act that wrote it, the row within it */
    i64 n;                 /* the entry's number in its register, the same in all its versions */
    i64 dossier;           /* 0 = imported */
    str key, unit, agency; /* agency: of the unit, where figures count it */
    str keeper;            /* who decided or keeps it: corrects it, sees its personal fields */
    int day;               /* since when it holds */
    str what;              /* entered, imported, corrected */
    i64 until_act;         /* the act that ended this version; 0 = current */
    int until_day;
    str until_what; /* replaced, corrected, struck */
    str source;     /* of an import */
};
#define ENTRY_COLUMNS                                                                                    \
    "act, i, n, dossier, entry_key, unit, agency, keeper, day, what, until_act, until_day, until_what, " \
    "source"
struct entry version_row(const struct rows *r);
/* The latest version with this number, current or not. */
bool entry_load(struct db *db, str reg, i64 n, struct entry *out);
/* {field: text} of a version's plain fields. */
json_t *entry_values(struct db *db, const struct entry *e);
/* Its personal fields: each as the last act that gave it and was not erased says. */
json_t *entry_personal(struct db *db, str reg, i64 n);
/* The agency that keeps it on a day: the one that decided, or who has its matters since. */
bool entry_kept(const struct province *p, const struct entry *e, str agency, int day);

extern const struct act_kind register_acts[];
extern const struct follow register_follows[];
extern const struct table register_tables[];
extern const struct register_answers register_answers;
