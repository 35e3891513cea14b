/* Private to the store: what an engine must do. store.c is the same for both; errors stick there. */
#pragma once
#include "store.h"

struct engine {
    /* Starts a question. `keep`: a literal, whose address names the prepared statement. Fills r->stmt and
     * r->open. */
    void (*ask)(struct db *db, struct rows *r, const char *sql, bool keep, const struct val *vals, size_t n);
    /* The same for whole tables: rows come a page at a time, however many there are. */
    void (*ask_long)(struct db *db, struct rows *r, const char *sql);
    /* A change nobody reads an answer of; may be on its way until the next question or commit. */
    void (*run)(struct db *db, const char *sql, bool keep, const struct val *vals, size_t n);
    bool (*next)(struct rows *r);
    void (*end)(struct rows *r);
    i64 (*changes)(struct db *db);
    int (*columns)(const struct rows *r);
    str (*name)(const struct rows *r, int column);
    enum val_kind (*kind)(const struct rows *r, int column);
    i64 (*number)(const struct rows *r, int column);
    str (*text)(const struct rows *r, int column); /* borrowed */
    void (*script)(struct db *db, const char *sql);
    void (*begin)(struct db *db);
    void (*commit)(struct db *db);
    void (*rollback)(struct db *db); /* also takes up again after an error */
    void (*rollback_to)(struct db *db);
    /* a snapshot into a new SQLite file; NULL = table by table */
    bool (*copy)(struct db *db, str path, str *out_error);
    int (*checkpoint)(struct db *db, bool restart);
    void (*sync)(struct db *db);
    int (*wal)(const struct db *db);
    /* the only writer of all machines; true where a file's lock is enough */
    bool (*lock)(struct db *db);
    bool (*again)(struct db *db); /* connects again after a loss */
    bool (*lost)(const struct db *db);
    /* makes the place for a new province's tables; sticks when something is there */
    void (*fresh)(struct db *db);
    void (*close)(struct db *db);
};
struct db {
    const struct engine *engine;
    enum db_mode mode;
    char error[256];
    bool unasked; /* it stuck since anybody asked */
    char folder[1024];
    i64 writes; /* statements so far that were no SELECT */
    void *own;  /* the engine's */
};
str address_part(str address, const char *name); /* a parameter of ?a=b&c=d; empty = not given */
/* First one wins. */
void db_stick(struct db *db, const char *what, const char *why);
/* Open with db->mode set; false with words in *out_error. */
bool sqlite_open(struct db *db, str path, str *out_error);
bool postgres_open(struct db *db, str address, str *out_error);
