/* Private header of the journal's writer: its state in memory, one row, and performing one act. data/ and
 * audit/ use it too, to open and to replay a folder. */
#pragma once
#include "files.h"
#include "read.h"
#include "registry.h"
#include "tree.h"

enum { BODY_INLINE_MAX = 64 * 1024, ASK_MAX = 16 * 1024 * 1024 };

/* the journal's end, kept in memory; restored on every rollback */
struct head {
    i64 n, at;
    struct frontier tree;
    const struct province *province;
};
struct journal { /* the journal as its only writer sees it */
    str folder;  /* path of the data folder */
    struct db *db;
    struct head head;
    i64 (*now)(void);
    json_t *dropped; /* files released by the current batch, deleted after its commit */
};
/* Reads the head from the tables; clears the cache of procedures. */
void journal_head(struct journal *j);
/* Performs a batch of requests in one transaction and replies to each. False when the connection to the
 * database, and with it the writer's lock, is lost. */
bool journal_perform(struct journal *j, const str *requests, struct reply *out_replies, size_t n);
/* Replies to each request that nothing was changed. */
void replies_unwritten(struct reply *out_replies, size_t n);

struct act_line { /* an act to be performed in the same transaction */
    struct act_line *next;
    const char *kind;
    json_t *fields;
};
struct entry {              /* one journal row */
    i64 n, at, actor, mark; /* mark: hash of actor and key, finds a repeated request */
    str kind, key, header, result, body, salt_h, salt_b, hash_b,
        leaf; /* hash_b: the body's hash, kept only when it is erased */
    bool erased;
};

extern const struct table core_tables[];
extern const struct act_kind core_kinds[];

struct entry entry_row(const struct rows *r);
#define ENTRIES                                                                                \
    "SELECT n, at, actor, kind, key, header, result, body, salt_h, salt_b, hash_b, leaf, mark" \
    " FROM journal"
/* large bodies lie in DATA/files; their row holds {"$file": sha} */
#define BODIES_IN_FILES "SELECT body FROM journal WHERE body LIKE '{\"$file\"%' ORDER BY n"
/* Computes the leaf from an entry's columns, texts and salts. */
void entry_hash(struct entry *e);
i64 mark_of(i64 actor, str key); /* 63 bits of SHA-256, never negative; not unique */
/* Runs apply and the follows of one act. */
void act_run(struct act *a);
/* Applies a journalled entry to `j` as recorded; appends differences. False, with words, when the entry or
 * the definitions it adopted cannot be read. */
bool entry_replay(struct journal *j, const struct entry *e, struct out *differences, str *out_why);
json_t *body_json(str data, str body); /* inline or from DATA/files */
bool schema_make(struct db *db);       /* every table, in a new database */
bool schema_ours(struct db *db);       /* they are this release's */
bool actor_of(struct db *db, i64 person, i64 at, struct actor *out);
