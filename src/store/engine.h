/* Private to the store: the interface that the SQLite and the PostgreSQL engine implement. store.c, common to
 * both, keeps the sticky error and calls no engine while there is one. */
#pragma once
#include "store.h"

struct engine {
    /* Starts a query and fills r->stmt and r->open. `keep`: sql is a literal, so its address identifies the
     * prepared statement. vals[0] is unused: $1 is vals[1]. */
    void (*ask)(struct db *db, struct rows *r, const char *sql, bool keep, const struct val *vals, size_t n);
    /* The same for whole tables: never holds all rows in memory. */
    void (*ask_long)(struct db *db, struct rows *r, const char *sql);
    /* Runs a statement without reading rows. Its error may show only at the next query or commit. */
    void (*run)(struct db *db, const char *sql, bool keep, const struct val *vals, size_t n);
    bool (*next)(struct rows *r);
    void (*end)(struct rows *r);
    i64 (*changes)(struct db *db);
    int (*columns)(const struct rows *r);
    str (*name)(const struct rows *r, int column);
    enum val_kind (*kind)(const struct rows *r, int column);
    i64 (*number)(const struct rows *r, int column);
    str (*text)(const struct rows *r, int column); /* valid until the next row */
    void (*script)(struct db *db, const char *sql);
    void (*begin)(struct db *db);
    void (*commit)(struct db *db);
    void (*rollback)(struct db *db); /* keeps db->error; the connection can be used again */
    void (*rollback_to)(struct db *db);
    /* a snapshot into a new SQLite file; NULL: the engine cannot, the caller copies table by table */
    bool (*copy)(struct db *db, str path, str *out_error);
    int (*checkpoint)(struct db *db, bool restart);
    void (*sync)(struct db *db);
    int (*wal)(const struct db *db);
    /* takes the lock of the only writer; always true for SQLite, where DATA/lock is that lock */
    bool (*lock)(struct db *db);
    bool (*again)(struct db *db); /* reconnects after the connection was lost */
    bool (*lost)(const struct db *db);
    /* prepares for a new province's tables; sets the error when there are tables already */
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
    void *own;  /* the engine's state */
};
str address_part(str address, const char *name); /* a parameter of ?a=b&c=d; empty = not given */
/* Sets the sticky error, unless there is one already. */
void db_stick(struct db *db, const char *what, const char *why);
/* Both expect db->mode set; false with the reason in *out_error. */
bool sqlite_open(struct db *db, str path, str *out_error);
bool postgres_open(struct db *db, str address, str *out_error);
