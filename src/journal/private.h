/* Private to the journal: the writer's head, one act's way through apply, and what replay shares with it. */
#pragma once
#include "data/data.h"
#include "tree.h"

enum { BODY_INLINE_MAX = 64 * 1024, ASK_MAX = 16 * 1024 * 1024 };

/* what is kept in memory: taken when an act is done, restored on every rollback */
struct head {
    i64 n, at;
    struct frontier tree;
    const struct province *province;
};
struct house {
    str data;
    struct db *db;
    struct head head;
    int lock;          /* flock on DATA/lock; -1 = none */
    _Atomic bool held; /* we are the writer; else we wait to become it (house_take) */
    i64 defined;       /* the act of the definitions in force */
    i64 (*now)(void);
    struct arena *own; /* lives as long as the house */
    json_t *let_go;    /* of the batch being performed: files to unlink after its commit */
};
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
extern const char journal_ddl[];

struct entry entry_row(const struct rows *r);
#define ENTRY_COLUMNS "n, at, actor, kind, key, header, result, body, salt_h, salt_b, hash_b, leaf, mark"
/* Fills leaf from an entry's columns, texts and salts. */
void entry_hash(struct entry *e);
i64 mark_of(i64 actor, str key); /* never negative; others may have the same */
bool entry_insert(struct db *db, const struct entry *e);
/* Runs apply and the follows of one act. */
void act_run(struct act *a);
/* Applies a journalled entry to `h` as recorded; appends differences. False when the entry cannot be read. */
bool entry_replay(struct house *h, const struct entry *e, struct out *differences);
json_t *body_json(str data, str body); /* inline or from DATA/files */
struct house *house_open_at(str data, enum db_mode mode, bool lock, str *out_error);
int folder_lock(str data, str *out_error); /* DATA/lock, -1 with words when another process has it */
bool folder_make(str data, str *out_error);
bool schema_make(struct db *db); /* every table, in a new database */
bool schema_ours(struct db *db); /* they are this release's */
void findings_add(struct findings *f, const char *where, str what);
bool actor_of(struct db *db, i64 person, i64 at, struct actor *out);
/* 1 = there and whole, 0 = missing, -1 = its bytes are not its name */
int files_check(str data, str sha);
