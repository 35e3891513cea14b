/* The open data folder: the writer's side (one per folder, holder of the lock) and the readers' side. */
#pragma once
#include "journal/act.h"

/* ---- the rooms' contributions, set once by rooms.c ---- */

struct journal_parts {
    /* NULL-terminated lists, one entry a room; each inner array ends with a NULL name */
    const struct table *const *tables;
    const struct act_kind *const *kinds;
    const struct follow *const *follows;
    /* people's answer to "who is this, on this day": false when there is no such person */
    bool (*who)(struct db *db, i64 person, i64 at, struct actor *out);
};
void journal_parts_set(const struct journal_parts *p);
const struct act_kind *act_kind_of(str name);
const struct table *table_each(size_t i); /* every table of every room, then NULL */
const struct act_kind *act_kind_each(size_t i);
const char *journal_schema(void); /* the journal's own CREATE statements */

/* ---- the folder ---- */

/* DATA/main.db (journal and tables; or DATA/database, the PostgreSQL address) · DATA/scratch.db ·
 * DATA/files/ab/<sha256> · DATA/keys · DATA/checkpoints · DATA/lock · DATA/door/writer.sock */
struct house;
/* Creates an empty folder with its schema and keys; refuses one that exists and is not empty. */
bool house_init(str data, str *out_error);
/* Opens for writing: takes flock(DATA/lock), or the PostgreSQL database's advisory lock; says who holds it
 * when it cannot. DATA: see db_open_folder. */
struct house *house_open(str data, str *out_error);
/* The same for a server: when another one writes to the PostgreSQL database it opens all the same and answers
 * REPLY_BUSY to every act until house_take, asked again and again, becomes the writer. Between times
 * house_take keeps the definitions of its readers fresh. */
struct house *house_open_waiting(str data, str *out_error);
bool house_take(struct house *h);
bool house_held(const struct house *h);
void house_close(struct house *h);
str house_path(const struct house *h);
struct db *house_db(struct house *h);                         /* the writer's handle */
const struct province *house_province(const struct house *h); /* NULL before the first adopt */
/* The tests' clock: when set, `at` comes from here. */
void house_clock(struct house *h, i64 (*now)(void));

/* Performs a batch of requests in one transaction; what is refused leaves nothing behind; commits; answers
 * all. n ≤ 1000. */
void house_perform(struct house *h, const str *requests, struct reply *out_replies, size_t n);
struct reply house_do(struct house *h, const struct act_ask *q); /* a batch of one */

/* ---- readers ---- */

void province_publish(const struct province *p);
/* in the current arena; as_of 0 = latest; NULL none */
const struct province *province_load(struct db *db, i64 as_of);
/* drops the cache: another folder, or a rolled-back adoption */
void procedures_forget(void);
/* A pinned version, cached for the life of the process. NULL if there is none. */
const struct procedure *procedure_at(struct db *db, str code, i64 act);
/* The full answers of an act: plain and personal merged; *out_erased when the body is gone. */
json_t *act_fields(struct db *db, i64 n, bool *out_erased);
json_t *act_result(struct db *db, i64 n);
/* 32 bytes; empty when there is no such act */
str act_leaf(struct db *db, i64 n);
i64 journal_last(struct db *db); /* the number of its last act */
/* what an act's leaf is made of, as texts: for a proof that goes without the database */
struct act_parts {
    str salt, columns, header, result;
    u8 body[32]; /* the hash of its salt and body: what is personal stays here */
};
bool act_parts_of(struct db *db, i64 n, struct act_parts *out); /* false when there is no such act */
void act_parts_leaf(const struct act_parts *p, u8 out_leaf[32]);
/* the two hashes its leaf is made of; false when there is no such act */
bool act_hashes(struct db *db, i64 n, u8 out[64]);

/* ---- from another process ---- */

/* Asks the server through DATA/door/writer.sock, or takes the lock when no server runs. */
struct reply folder_do(str data, const struct act_ask *q);

/* ---- files by hash ---- */

/* Puts bytes (or moves a finished file) into DATA/files, fsynced; returns the hex SHA-256, empty on failure.
 */
str files_put(str data, str bytes);
str files_link(str data, str from_path);
str files_path(str data, str sha);
bool files_read(str data, str sha, size_t max, str *out_bytes);

/* ---- proving ---- */

struct finding {       /* what is wrong, and exactly where */
    const char *where; /* journal, tree, checkpoints, files, table */
    str what;
};
struct findings {
    struct finding *v; /* at most 100 are kept, `more` counts the rest */
    size_t n, cap, more;
    struct arena *home;     /* where findings live: the caller's arena */
    i64 acts;               /* covered */
    struct out differences; /* --tables: what today's code would decide differently */
};
/* Journal, tree, checkpoints and files of a folder, read only; with `tables` also replays into a temporary
 * folder and compares every row. */
bool verify_folder(str data, bool tables, struct findings *out);
/* Rebuilds a new folder from another's journal and files. False with words in *out_error. */
bool replay_folder(str data, str fresh, struct findings *out, str *out_error);
bool backup_folder(str data, str into, str *out_error);
/* Tables of another release: made anew by replaying the journal into a folder beside, proven, put in DATA's
 * place with its keys, drafts and sessions; what was is kept as DATA.before. *out_done false = they were this
 * release's already. SQLite only: a PostgreSQL schema is replayed into another. */
bool upgrade_folder(str data, bool *out_done, struct findings *out, str *out_error);
