/* The journal's writing side: its head in memory, one row, and one act's way through apply. For journal/
 * itself, and for data/ and audit/, which open a folder and replay one. */
#pragma once
#include "files.h"
#include "read.h"
#include "registry.h"
#include "tree.h"

enum { BODY_INLINE_MAX = 64 * 1024, ASK_MAX = 16 * 1024 * 1024 };

/* what is kept in memory: taken when an act is done, restored on every rollback */
struct head {
    i64 n, at;
    struct frontier tree;
    const struct province *province;
};
struct journal { /* as its one writer has it */
    str folder;  /* where DATA/files lies */
    struct db *db;
    struct head head;
    i64 (*now)(void);
    json_t *dropped; /* of the batch being performed: files to unlink after its commit */
};
/* Reads the head from the tables; drops what was cached of other ones. */
void journal_head(struct journal *j);
/* Performs a batch of requests in one transaction and answers all. False: the connection to the database is
 * gone, and with it the right to write. */
bool journal_perform(struct journal *j, const str *requests, struct reply *out_replies, size_t n);
/* The same of no request at all: each says that nothing was changed. */
void replies_unwritten(struct reply *out_replies, size_t n);

struct act_line { /* an act to follow in the same transaction */
    struct act_line *next;
    const char *kind;
    json_t *fields;
};
struct entry {              /* one journal row */
    i64 n, at, actor, mark; /* mark: of actor and key, what a request sent again is found by */
    str kind, key, header, result, body, salt_h, salt_b, hash_b, leaf; /* hash_b: of an erased body only */
    bool erased;
};

extern const struct table core_tables[];
extern const struct act_kind core_kinds[];

struct entry entry_row(const struct rows *r);
#define ENTRIES                                                                                \
    "SELECT n, at, actor, kind, key, header, result, body, salt_h, salt_b, hash_b, leaf, mark" \
    " FROM journal"
/* bodies that lie in DATA/files, as {"$file": sha} */
#define BODIES_IN_FILES "SELECT body FROM journal WHERE body LIKE '{\"$file\"%' ORDER BY n"
/* Fills leaf from an entry's columns, texts and salts. */
void entry_hash(struct entry *e);
i64 mark_of(i64 actor, str key); /* never negative; others may have the same */
/* Runs apply and the follows of one act. */
void act_run(struct act *a);
/* Applies a journalled entry to `j` as recorded; appends differences. False, with words, when the entry or
 * the definitions it adopted cannot be read. */
bool entry_replay(struct journal *j, const struct entry *e, struct out *differences, str *out_why);
json_t *body_json(str data, str body); /* inline or from DATA/files */
bool schema_make(struct db *db);       /* every table, in a new database */
bool schema_ours(struct db *db);       /* they are this release's */
bool actor_of(struct db *db, i64 person, i64 at, struct actor *out);
