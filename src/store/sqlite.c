/* The SQLite engine: WAL, synchronous=FULL, 8 KiB pages, secure_delete. Prepared statements are cached by the
 * address of their SQL literal. */
#include "engine.h"

#include <sqlite3.h>
#include <stdlib.h>

enum { CACHE = 512, BUILT = 32, BUSY_MS = 10000 };
struct cached {
    const char *sql;
    sqlite3_stmt *stmt;
    bool busy;
    size_t n; /* number of parameters when the k-th is $k for each; 0 = bind by their names */
};
struct lite {
    sqlite3 *h;
    struct cached cache[CACHE];
    struct cached built[BUILT]; /* statements of the last SQL texts built at run time; each owns its `sql` */
    size_t next_built;
    int wal;
};
static struct lite *lite_of(const struct db *db) { return db->own; }

static void stick(struct db *db, const char *what) { db_stick(db, what, sqlite3_errmsg(lite_of(db)->h)); }

/* Settings of a connection. page_size only has an effect on a new file. */
static const char *setup(enum db_mode mode) {
    static const char build[] =
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA "
        "wal_autocheckpoint=8192;"
        "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;";
    if (mode == DB_BUILD) return build;
    return mode == DB_WRITE ? "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                              "PRAGMA secure_delete=ON;"
                              "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32768; PRAGMA "
                              "temp_store=MEMORY; PRAGMA foreign_keys=OFF;"
                            : "PRAGMA query_only=ON; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;";
}

static int wal_grew(void *of, sqlite3 *h, const char *name, int pages) {
    (void)h, (void)name;
    ((struct lite *)of)->wal = pages;
    return SQLITE_OK;
}

static void lite_close(struct db *db) {
    struct lite *l = db->own;
    for (size_t i = 0; i < CACHE; i++) sqlite3_finalize(l->cache[i].stmt);
    for (size_t i = 0; i < BUILT; i++)
        sqlite3_finalize(l->built[i].stmt), free((char *)(uintptr_t)l->built[i].sql);
    sqlite3_close(l->h);
    free(l);
}

/* ---- statements ---- */

/* The number of parameters when the k-th is $k, as nearly always: binding then skips the names. Else 0. */
static size_t in_order(sqlite3_stmt *stmt) {
    int n = sqlite3_bind_parameter_count(stmt);
    for (int i = 1; i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);
        i64 k = 0;
        if (!name || !str_to_int(str_c(name + 1), &k) || k != i) return 0;
    }
    return (size_t)n;
}

static bool prepare(struct db *db, struct cached *c, const char *sql, bool keep) {
    if (sqlite3_prepare_v3(lite_of(db)->h, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &c->stmt, NULL) !=
        SQLITE_OK) {
        stick(db, sql);
        return false;
    }
    *c = (struct cached){.sql = keep ? sql : NULL, .stmt = c->stmt, .n = in_order(c->stmt), .busy = true};
    return true;
}

/* A statement for one use only: its `sql` is NULL. */
static struct cached *once(struct db *db, const char *sql) {
    struct cached *c = calloc(1, sizeof *c);
    if (!c) panic("out of memory");
    if (prepare(db, c, sql, false)) return c;
    free(c);
    return NULL;
}

/* The statement of an SQL text built at run time. It is cached, because the same text often comes again with
 * other values. */
static struct cached *built(struct db *db, const char *sql) {
    struct lite *l = lite_of(db);
    for (size_t i = 0; i < BUILT; i++)
        if (l->built[i].sql && !l->built[i].busy && !strcmp(l->built[i].sql, sql))
            return l->built[i].busy = true, &l->built[i];
    struct cached *c = &l->built[l->next_built++ % BUILT];
    if (c->busy) return once(db, sql);
    sqlite3_finalize(c->stmt);
    free((char *)(uintptr_t)c->sql);
    *c = (struct cached){0};
    char *own = strdup(sql);
    if (!own) panic("out of memory");
    if (prepare(db, c, own, true)) return c;
    free(own);
    return *c = (struct cached){0}, NULL;
}

/* The cached statement of a literal. While its rows are still being read, a second use gets a statement of
 * its own. */
static struct cached *statement(struct db *db, const char *sql) {
    size_t at = ((size_t)sql >> 2) * 2654435761u % CACHE;
    for (size_t i = 0; i < 8; i++) {
        struct cached *c = &lite_of(db)->cache[(at + i) % CACHE];
        if (c->sql && c->sql != sql) continue;
        if (c->busy) break;
        c->busy = true;
        if (c->sql || prepare(db, c, sql, true)) return c;
        return *c = (struct cached){0}, NULL;
    }
    return once(db, sql);
}

static sqlite3_stmt *stmt_of(const struct rows *r) { return ((struct cached *)r->stmt)->stmt; }

static void lite_end(struct rows *r) {
    struct cached *c = r->stmt;
    if (!c->sql) {
        sqlite3_finalize(c->stmt);
        free(c);
        return;
    }
    sqlite3_reset(c->stmt);
    sqlite3_clear_bindings(c->stmt);
    c->busy = false;
}

/* The number of the i-th parameter: 3 of "$3", as PostgreSQL counts them. */
static size_t parameter(sqlite3_stmt *stmt, int i, size_t n) {
    const char *name = sqlite3_bind_parameter_name(stmt, i);
    i64 k = 0;
    if (!name || !str_to_int(str_c(name + 1), &k) || k < 1 || (size_t)k > n)
        panic("%s: %s has no value", sqlite3_sql(stmt), name ? name : "?");
    return (size_t)k;
}

/* `keep`: SQLITE_STATIC when the values outlive the last sqlite3_step, else SQLITE_TRANSIENT. */
static int bind_one(sqlite3_stmt *stmt, int i, const struct val *v, sqlite3_destructor_type keep) {
    const char *p = v->s.p ? v->s.p : "";
    switch (v->kind) {
    case VAL_INT: return sqlite3_bind_int64(stmt, i, v->n);
    case VAL_TEXT: return sqlite3_bind_text(stmt, i, p, (int)v->s.n, keep);
    case VAL_BLOB: return sqlite3_bind_blob(stmt, i, p, (int)v->s.n, keep);
    default: return sqlite3_bind_null(stmt, i);
    }
}

static void bind(struct db *db, const struct cached *c, const struct val *vals, size_t n,
                 sqlite3_destructor_type keep) {
    int count = c->n ? (int)c->n : sqlite3_bind_parameter_count(c->stmt);
    if (c->n > n) panic("%s: $%zu has no value", sqlite3_sql(c->stmt), c->n);
    for (int i = 1; i <= count; i++) {
        const struct val *v = &vals[c->n ? (size_t)i : parameter(c->stmt, i, n)];
        if (bind_one(c->stmt, i, v, keep) != SQLITE_OK) stick(db, sqlite3_sql(c->stmt));
    }
}

static void start(struct db *db, struct rows *r, const char *sql, bool keep, const struct val *vals, size_t n,
                  sqlite3_destructor_type values) {
    r->stmt = keep ? statement(db, sql) : built(db, sql);
    if (!r->stmt) return;
    bind(db, r->stmt, vals, n, values);
    r->open = true;
}

static void lite_ask(struct db *db, struct rows *r, const char *sql, bool keep, const struct val *vals,
                     size_t n) {
    start(db, r, sql, keep, vals, n, SQLITE_TRANSIENT);
}

static void lite_ask_long(struct db *db, struct rows *r, const char *sql) {
    lite_ask(db, r, sql, false, NULL, 0);
}

static bool lite_next(struct rows *r) {
    int rc = sqlite3_step(stmt_of(r));
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) stick(r->db, sqlite3_sql(stmt_of(r)));
    return rc == SQLITE_ROW;
}

static void lite_run(struct db *db, const char *sql, bool keep, const struct val *vals, size_t n) {
    struct rows r = {.db = db};
    start(db, &r, sql, keep, vals, n, SQLITE_STATIC);
    while (rows_next(&r)) {}
}

static i64 lite_changes(struct db *db) { return sqlite3_changes64(lite_of(db)->h); }
static int lite_columns(const struct rows *r) { return sqlite3_column_count(stmt_of(r)); }
static str lite_name(const struct rows *r, int column) {
    return str_c(sqlite3_column_name(stmt_of(r), column));
}
static i64 lite_number(const struct rows *r, int column) { return sqlite3_column_int64(stmt_of(r), column); }

static enum val_kind lite_kind(const struct rows *r, int column) {
    switch (sqlite3_column_type(stmt_of(r), column)) {
    case SQLITE_INTEGER: return VAL_INT;
    case SQLITE_BLOB: return VAL_BLOB;
    case SQLITE_NULL: return VAL_NULL;
    default: return VAL_TEXT;
    }
}

static str lite_text(const struct rows *r, int column) {
    const void *p = sqlite3_column_type(stmt_of(r), column) == SQLITE_BLOB
                        ? sqlite3_column_blob(stmt_of(r), column)
                        : sqlite3_column_text(stmt_of(r), column);
    return p ? (str){p, (size_t)sqlite3_column_bytes(stmt_of(r), column)} : (str){0};
}

/* Rewrites CREATE TABLE so that SQLite needs no second b-tree for the key: a BIGINT key becomes the rowid
 * (INTEGER PRIMARY KEY), a table with a key of several columns WITHOUT ROWID. */
static const char *lite_tables(const char *sql) {
    static const char number[] = " BIGINT PRIMARY KEY", several[] = ", PRIMARY KEY (";
    struct out o = {0};
    for (const char *at = sql; *at;) {
        bool one = !strncmp(at, number, sizeof number - 1), more = !strncmp(at, several, sizeof several - 1);
        const char *end = more ? strstr(at, "))") : NULL;
        if (one) out_z(&o, " INTEGER PRIMARY KEY"), at += sizeof number - 1;
        else if (end)
            out_str(&o, (str){at, (size_t)(end + 2 - at)}), out_z(&o, " WITHOUT ROWID"), at = end + 2;
        else out_char(&o, *at++);
    }
    return o.p;
}

static void lite_script(struct db *db, const char *sql) {
    if (strstr(sql, "CREATE TABLE")) sql = lite_tables(sql);
    if (sqlite3_exec(lite_of(db)->h, sql, NULL, NULL, NULL) != SQLITE_OK) stick(db, sql);
}

/* ---- transactions ---- */

static void lite_begin(struct db *db) { lite_run(db, "BEGIN", true, NULL, 0); }
static void lite_commit(struct db *db) { lite_run(db, "COMMIT", true, NULL, 0); }
static void lite_rollback(struct db *db) {
    if (!sqlite3_get_autocommit(lite_of(db)->h)) lite_run(db, "ROLLBACK", true, NULL, 0);
}
static void lite_rollback_to(struct db *db) {
    lite_script(db, "ROLLBACK TO SAVEPOINT act; RELEASE SAVEPOINT act");
}

static bool lite_copy(struct db *db, str path, str *out_error) {
    struct val vals[] = {VNIL, VT(path)};
    db_clear(db);
    /* VACUUM INTO writes only the new file, but query_only would refuse it */
    lite_script(db, "PRAGMA query_only=OFF");
    lite_run(db, "VACUUM INTO $1", false, vals, 1);
    if (!db->error[0]) return true;
    if (out_error) *out_error = str_copy(db_error(db));
    db_clear(db);
    return false;
}

/* With `restart` waits at most 200 ms for readers and for another thread's checkpoint: the writer tries again
 * after its next commit. */
static int lite_checkpoint(struct db *db, bool restart) {
    struct lite *l = db->own;
    int pages = 0;
    sqlite3_busy_timeout(l->h, restart ? 200 : 0);
    int rc = sqlite3_wal_checkpoint_v2(
        l->h, NULL, restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &pages, NULL);
    sqlite3_busy_timeout(l->h, BUSY_MS);
    if (restart && rc == SQLITE_OK) l->wal = 0;
    return pages;
}

static int lite_wal(const struct db *db) { return lite_of(db)->wal; }
static void lite_sync(struct db *db) {
    lite_script(db, "PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE)");
}
static bool lite_lock(struct db *db) { return (void)db, true; } /* flock(DATA/lock) is the lock */
static bool lite_again(struct db *db) { return (void)db, true; }
static bool lite_lost(const struct db *db) { return (void)db, false; }

static void lite_fresh(struct db *db) { (void)db; }

static const struct engine sqlite = {.ask = lite_ask,
                                     .ask_long = lite_ask_long,
                                     .run = lite_run,
                                     .next = lite_next,
                                     .end = lite_end,
                                     .changes = lite_changes,
                                     .columns = lite_columns,
                                     .name = lite_name,
                                     .kind = lite_kind,
                                     .number = lite_number,
                                     .text = lite_text,
                                     .script = lite_script,
                                     .begin = lite_begin,
                                     .commit = lite_commit,
                                     .rollback = lite_rollback,
                                     .rollback_to = lite_rollback_to,
                                     .copy = lite_copy,
                                     .checkpoint = lite_checkpoint,
                                     .sync = lite_sync,
                                     .wal = lite_wal,
                                     .lock = lite_lock,
                                     .again = lite_again,
                                     .lost = lite_lost,
                                     .fresh = lite_fresh,
                                     .close = lite_close};

bool sqlite_open(struct db *db, str path, str *out_error) {
    struct lite *l = db->own = calloc(1, sizeof *l);
    if (!l) panic("out of memory");
    db->engine = &sqlite;
    /* Readers open read-write too, because in WAL mode they write the -shm file. query_only guards against
     * our own mistakes. */
    int flags = SQLITE_OPEN_READWRITE | (db->mode == DB_WRITE ? SQLITE_OPEN_CREATE : 0) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int rc = sqlite3_open_v2(str_z(path), &l->h, flags, NULL);
    if (rc == SQLITE_OK) sqlite3_busy_timeout(l->h, BUSY_MS);
    if (rc == SQLITE_OK) rc = sqlite3_exec(l->h, setup(db->mode), NULL, NULL, NULL);
    /* one plan for all values (QPSG); else SQLite prepares a statement again when its values change */
    if (rc == SQLITE_OK) rc = sqlite3_db_config(l->h, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    if (rc == SQLITE_OK && db->mode == DB_WRITE) sqlite3_wal_hook(l->h, wal_grew, l);
    if (rc != SQLITE_OK && out_error)
        *out_error = str_fmt("%.*s: %s", STR_ARG(path), l->h ? sqlite3_errmsg(l->h) : "out of memory");
    return rc == SQLITE_OK;
}
