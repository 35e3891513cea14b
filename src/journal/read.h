/* Reading the journal: definitions in force, what an act said, who did it and when. Handles may be read only.
 */
#pragma once
#include "act.h"
#include "view.h"

/* ---- definitions ---- */

void province_publish(const struct province *p);
/* Builds the definitions as of an act (0 = latest) in the current arena; NULL = none adopted. */
const struct province *province_load(struct db *db, i64 as_of);
/* The definitions in force, for a process that is not the writer: loaded again only when an act changed them.
 */
struct definitions {
    struct arena *own;
    const struct province *province;
    i64 act;
};
const struct province *definitions_now(struct definitions *d, struct db *db);
void definitions_drop(struct definitions *d);
/* Keys of all witnesses that any adopted province.yaml named, at most `most`, latest first. A witness removed
 * since has valid cosignatures all the same. */
size_t witness_keys_ever(struct db *db, str *out, size_t most);
/* Clears the cache of procedure_at: for another folder, or after a rolled-back adoption. */
void procedures_forget(void);
/* The version of a procedure that act `act` adopted, cached for the life of the process. NULL = none. */
const struct procedure *procedure_at(struct db *db, str code, i64 act);
/* The last act up to `as_of` (0 = of all) that changed a definition; 0 = none. */
i64 definitions_act(struct db *db, i64 as_of);
/* When definitions were adopted for the k-th time, from 1, Unix seconds; 0 = not yet. */
i64 adopted_at(struct db *db, i64 k);
/* The text of a province file as of an act. Returns the act that adopted it; 0 and an empty text when there
 * was none. */
i64 definition_at(struct db *db, str path, i64 as_of, str *out_text);
/* True for demonstration data, as set by house.found. */
bool data_demo(struct db *db);

/* ---- acts ---- */

struct act_row {
    i64 n, at, actor;
    str kind;
    json_t *header; /* {"f": plain fields, "happened_at"?, "seen"?, "cause"?} */
};
bool act_row(struct db *db, i64 n, struct act_row *out); /* false when there is no such act */
i64 act_at(struct db *db, i64 n); /* when it was recorded, Unix seconds; 0 = no such act */
/* All fields of an act, plain and personal merged. *out_erased: the personal ones are gone. */
json_t *act_fields(struct db *db, i64 n, bool *out_erased);
json_t *act_result(struct db *db, i64 n);
/* The act's leaf hash, 32 bytes; empty = no such act. */
str act_leaf(struct db *db, i64 n);
i64 journal_last(struct db *db);           /* number of the last act */
i64 journal_count(struct db *db);          /* how many acts there are: journal_last, unless one is missing */
i64 journal_gap(struct db *db);            /* the first number from 1 on that no act has */
i64 journal_before(struct db *db, i64 at); /* number of the last act recorded before `at` */
i64 journal_last_demo(struct db *db);      /* number of the last act that made demonstration data */
/* The texts that an act's leaf is hashed from, for a proof file that is checked without the database. */
struct act_parts {
    str salt, columns, header, result;
    u8 body[32]; /* hash of salt and body: the personal content stays here */
};
bool act_parts_of(struct db *db, i64 n, struct act_parts *out); /* false when there is no such act */
void act_parts_leaf(const struct act_parts *p, u8 out_leaf[32]);
/* The two hashes (head, body) that the leaf is made of; false when there is no such act. */
bool act_hashes(struct db *db, i64 n, u8 out[64]);
