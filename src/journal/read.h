/* Reading the journal: the definitions in force, what an act said, who did it and when. */
#pragma once
#include "act.h"
#include "view.h"

/* ---- definitions ---- */

void province_publish(const struct province *p);
/* in the current arena; as_of 0 = latest; NULL none */
const struct province *province_load(struct db *db, i64 as_of);
/* The definitions in force, for a process that is no writer: read again only when an act changed them. */
struct definitions {
    struct arena *own;
    const struct province *province;
    i64 act;
};
const struct province *definitions_now(struct definitions *d, struct db *db);
void definitions_drop(struct definitions *d);
/* The keys of all witnesses that any adopted province.yaml named, the latest first, at most `most`: who was
 * taken out of it has cosigned all the same. */
size_t witness_keys_ever(struct db *db, str *out, size_t most);
/* drops the cache: another folder, or a rolled-back adoption */
void procedures_forget(void);
/* A pinned version, cached for the life of the process. NULL if there is none. */
const struct procedure *procedure_at(struct db *db, str code, i64 act);
/* The last act, up to one (0 = of all), that changed a definition; 0 none. */
i64 definitions_act(struct db *db, i64 as_of);
/* When definitions were adopted for the k-th time, from 1; 0 = not yet. */
i64 adopted_at(struct db *db, i64 k);
/* A file of the folder as it stood at an act, and the act that brought it; 0 and empty when there was none.
 */
i64 definition_at(struct db *db, str path, i64 as_of, str *out_text);
/* demonstration data, as the folder was founded */
bool data_demo(struct db *db);

/* ---- acts ---- */

struct act_row {
    i64 n, at, actor;
    str kind;
    json_t *header; /* {"f": plain fields, "happened_at"?, "seen"?, "cause"?} */
};
bool act_row(struct db *db, i64 n, struct act_row *out); /* false when there is no such act */
i64 act_at(struct db *db, i64 n);                        /* when it was recorded; 0 = there is no such act */
/* The full answers of an act: plain and personal merged; *out_erased when the body is gone. */
json_t *act_fields(struct db *db, i64 n, bool *out_erased);
json_t *act_result(struct db *db, i64 n);
/* 32 bytes; empty when there is no such act */
str act_leaf(struct db *db, i64 n);
i64 journal_last(struct db *db);           /* the number of its last act */
i64 journal_count(struct db *db);          /* of its acts: as many, unless one is missing */
i64 journal_gap(struct db *db);            /* the first number from 1 on that no act has */
i64 journal_before(struct db *db, i64 at); /* of the last one before an instant */
i64 journal_last_demo(struct db *db);      /* of the last one that made demonstration data */
/* what an act's leaf is made of, as texts: for a proof that goes without the database */
struct act_parts {
    str salt, columns, header, result;
    u8 body[32]; /* the hash of its salt and body: what is personal stays here */
};
bool act_parts_of(struct db *db, i64 n, struct act_parts *out); /* false when there is no such act */
void act_parts_leaf(const struct act_parts *p, u8 out_leaf[32]);
/* the two hashes its leaf is made of; false when there is no such act */
bool act_hashes(struct db *db, i64 n, u8 out[64]);
