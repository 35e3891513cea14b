/* The SQLite engine of store.h: WAL, synchronous=FULL, 8 KiB pages, secure_delete; statements cached by the literal's address. */
#include "store.h"

#include <sqlite3.h>

enum { CACHE = 512, BUSY_MS = 10000 };
struct cached {
    const char *sql;
    sqlite3_stmt *stmt;
    bool busy;
};
struct db {
    sqlite3 *h;
    char error[256];
    struct cached cache[CACHE];
    char folder[1024];
    int wal;
};

extern const char *const __start_sql_statements[];
extern const char *const __stop_sql_statements[];

const char *const *sql_all(size_t *out_n) {
    *out_n = (size_t)(__stop_sql_statements - __start_sql_statements);
    return __start_sql_statements;
}

static void stick(struct db *db, const char *what) {
    if (!db->error[0]) snprintf(db->error, sizeof db->error, "%s: %s", what, sqlite3_errmsg(db->h));
}

str db_error(const struct db *db) { return str_c(db->error); }
void db_clear(struct db *db) { db->error[0] = 0; }

/* Per-connection settings; the page size only takes on a new file. */
static const char *setup(enum db_mode mode) {
    return mode == DB_WRITE ? "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                              "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;"
                            : "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;";
}

static int wal_grew(void *of, sqlite3 *h, const char *name, int pages) {
    (void)h, (void)name;
    ((struct db *)of)->wal = pages;
    return SQLITE_OK;
}

struct db *db_open(str path, enum db_mode mode, str *out_error) {
    struct db *db = calloc(1, sizeof *db);
    if (!db) panic("out of memory");
    /* Readers open read-write too: in WAL mode they must write the -shm file; query_only guards against our mistakes. */
    int flags = SQLITE_OPEN_READWRITE | (mode == DB_WRITE ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int rc = sqlite3_open_v2(str_z(path), &db->h, flags, NULL);
    if (rc == SQLITE_OK) sqlite3_busy_timeout(db->h, BUSY_MS);
    if (rc == SQLITE_OK) rc = sqlite3_exec(db->h, setup(mode), NULL, NULL, NULL);
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') n--;
    if (rc == SQLITE_OK) {
        if (mode == DB_WRITE) sqlite3_wal_hook(db->h, wal_grew, db);
        db_folder_set(db, (str){path.p, n});
        return db;
    }
    if (out_error) *out_error = str_fmt("%.*s: %s", STR_ARG(path), db->h ? sqlite3_errmsg(db->h) : "out of memory");
    db_close(db);
    return NULL;
}

str db_folder(const struct db *db) { return db->folder[0] ? str_c(db->folder) : S("."); }

void db_folder_set(struct db *db, str folder) {
    require(folder.n < sizeof db->folder);
    memset(db->folder, 0, sizeof db->folder);
    if (folder.n) memcpy(db->folder, folder.p, folder.n);
}

void db_close(struct db *db) {
    if (!db) return;
    for (size_t i = 0; i < CACHE; i++) sqlite3_finalize(db->cache[i].stmt);
    sqlite3_close(db->h);
    free(db);
}

/* ---- statements ---- */

static sqlite3_stmt *prepare(struct db *db, const char *sql, size_t n, bool keep) {
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v3(db->h, sql, (int)n, keep ? SQLITE_PREPARE_PERSISTENT : 0, &stmt, NULL) != SQLITE_OK) stick(db, sql);
    return stmt;
}

/* The cached statement of a literal; a second use while the first is still being read gets one of its own. */
static sqlite3_stmt *statement(struct db *db, const char *sql) {
    size_t at = ((size_t)sql >> 2) * 2654435761u % CACHE;
    for (size_t i = 0; i < 8; i++) {
        struct cached *c = &db->cache[(at + i) % CACHE];
        if (c->sql && c->sql != sql) continue;
        if (c->busy) break;
        if (!c->stmt) c->stmt = prepare(db, sql, strlen(sql), true);
        c->sql = c->stmt ? sql : NULL;
        c->busy = c->stmt != NULL;
        return c->stmt;
    }
    return prepare(db, sql, strlen(sql), false);
}

static void give_back(struct db *db, sqlite3_stmt *stmt) {
    for (size_t i = 0; i < CACHE; i++) {
        struct cached *c = &db->cache[i];
        if (c->stmt != stmt) continue;
        sqlite3_reset(stmt);
        sqlite3_clear_bindings(stmt);
        c->busy = false;
        return;
    }
    sqlite3_finalize(stmt);
}

static void bind(struct db *db, sqlite3_stmt *stmt, const struct val *vals, size_t n) {
    int count = sqlite3_bind_parameter_count(stmt);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i); /* "$3": numbered as PostgreSQL does */
        i64 k = 0;
        if (!name || !str_to_int(str_c(name + 1), &k) || k < 1 || (size_t)k > n) panic("%s: %s has no value", sqlite3_sql(stmt), name ? name : "?");
        const struct val *v = &vals[k];
        int rc = v->kind == VAL_INT    ? sqlite3_bind_int64(stmt, i, v->n)
                 : v->kind == VAL_TEXT ? sqlite3_bind_text(stmt, i, v->s.p ? v->s.p : "", (int)v->s.n, SQLITE_TRANSIENT)
                 : v->kind == VAL_BLOB ? sqlite3_bind_blob(stmt, i, v->s.p ? v->s.p : "", (int)v->s.n, SQLITE_TRANSIENT)
                                       : sqlite3_bind_null(stmt, i);
        if (rc != SQLITE_OK) stick(db, sqlite3_sql(stmt));
    }
}

/* `vals[0]` is a filler, so that $1 is vals[1]. */
struct rows db_ask_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    struct rows r = {.db = db};
    if (db->error[0]) return r;
    sqlite3_stmt *stmt = statement(db, sql);
    if (!stmt) return r;
    bind(db, stmt, vals, n);
    r.stmt = stmt;
    r.open = true;
    return r;
}

struct rows db_ask_built(struct db *db, str sql, const struct val *vals, size_t n) {
    struct rows r = {.db = db};
    if (db->error[0]) return r;
    struct val *all = NEWS(struct val, n + 1);
    if (n) memcpy(all + 1, vals, n * sizeof *vals);
    r.stmt = prepare(db, str_z(sql), sql.n, false);
    if (!r.stmt) return r;
    bind(db, r.stmt, all, n);
    r.open = true;
    return r;
}

void rows_end(struct rows *r) {
    if (!r->open) return;
    r->open = false;
    give_back(r->db, r->stmt);
    r->stmt = NULL;
}

bool rows_next(struct rows *r) {
    if (!r->open) return false;
    int rc = sqlite3_step(r->stmt);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) stick(r->db, sqlite3_sql(r->stmt));
    rows_end(r);
    return false;
}

int rows_columns(const struct rows *r) { return r->open ? sqlite3_column_count(r->stmt) : 0; }
str row_name(const struct rows *r, int column) { return str_copy(str_c(sqlite3_column_name(r->stmt, column))); }
i64 row_int(const struct rows *r, int column) { return sqlite3_column_int64(r->stmt, column); }

str row_text(const struct rows *r, int column) {
    const void *p = sqlite3_column_type(r->stmt, column) == SQLITE_BLOB ? sqlite3_column_blob(r->stmt, column) : sqlite3_column_text(r->stmt, column);
    return p ? str_copy((str){p, (size_t)sqlite3_column_bytes(r->stmt, column)}) : (str){0};
}

struct val row_val(const struct rows *r, int column) {
    switch (sqlite3_column_type(r->stmt, column)) {
    case SQLITE_INTEGER: return VN(row_int(r, column));
    case SQLITE_BLOB: return VB(row_text(r, column));
    case SQLITE_NULL: return VNIL;
    default: return VT(row_text(r, column));
    }
}

i64 db_run_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    struct rows r = db_ask_(db, sql, vals, n);
    if (!r.open) return 0;
    while (rows_next(&r)) {}
    return db->error[0] ? 0 : sqlite3_changes64(db->h);
}

i64 db_int_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    struct rows r = db_ask_(db, sql, vals, n);
    i64 v = rows_next(&r) ? row_int(&r, 0) : 0;
    rows_end(&r);
    return v;
}

str db_text_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    struct rows r = db_ask_(db, sql, vals, n);
    str v = rows_next(&r) ? row_text(&r, 0) : (str){0};
    rows_end(&r);
    return v;
}

void db_script(struct db *db, const char *sql) {
    if (!db->error[0] && sqlite3_exec(db->h, sql, NULL, NULL, NULL) != SQLITE_OK) stick(db, sql);
}

/* ---- transactions: not SQL() literals, PostgreSQL does not PREPARE them ---- */

void db_begin(struct db *db) { db_run(db, "BEGIN"); }

bool db_commit(struct db *db) {
    db_run(db, "COMMIT");
    if (!db->error[0]) return true;
    db_rollback(db);
    return false;
}

void db_rollback(struct db *db) {
    if (!sqlite3_get_autocommit(db->h)) sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
}
void db_savepoint(struct db *db) { db_run(db, "SAVEPOINT act"); }
void db_release(struct db *db) { db_run(db, "RELEASE SAVEPOINT act"); }
void db_rollback_to(struct db *db) {
    db_clear(db);
    db_run(db, "ROLLBACK TO SAVEPOINT act");
    db_run(db, "RELEASE SAVEPOINT act");
}

bool db_backup(struct db *db, str path, str *out_error) {
    db_clear(db);
    db_script(db, "PRAGMA query_only=OFF"); /* it writes the new file only, but a read-only handle would refuse */
    db_run(db, "VACUUM INTO $1", VT(path));
    if (!db->error[0]) return true;
    if (out_error) *out_error = str_copy(db_error(db));
    db_clear(db);
    return false;
}

/* A restart waits for readers and for another thread's checkpoint, but not long: who writes tries again after the next commit. */
int db_checkpoint(struct db *db, bool restart) {
    int pages = 0;
    sqlite3_busy_timeout(db->h, restart ? 200 : 0);
    int rc = sqlite3_wal_checkpoint_v2(db->h, NULL, restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &pages, NULL);
    sqlite3_busy_timeout(db->h, BUSY_MS);
    if (restart && rc == SQLITE_OK) db->wal = 0;
    return pages;
}

int db_wal(const struct db *db) { return db->wal; }
