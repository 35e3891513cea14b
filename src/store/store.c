/* The part of the store that is common to both engines: opening, sticky errors, queries, transactions. See
 * store.h. */
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { ADDRESS_MAX = 2000 };

extern const char *const __start_sql_statements[];
extern const char *const __stop_sql_statements[];

const char *const *sql_all(size_t *out_n) {
    *out_n = (size_t)(__stop_sql_statements - __start_sql_statements);
    return __start_sql_statements;
}

void db_stick(struct db *db, const char *what, const char *why) {
    if (db->error[0]) return;
    snprintf(db->error, sizeof db->error, "%s: %s", what, why);
    db->unasked = true;
}

str db_error(struct db *db) {
    if (db->error[0]) db->unasked = false;
    return str_c(db->error);
}

void db_clear(struct db *db) {
    if (db->unasked) log_line("error", "event=database.error why=\"%s\"", db->error);
    db->unasked = false;
    db->error[0] = 0;
}

/* ---- opening ---- */

static bool is_address(str data) { return str_starts(data, S("postgresql://")); }

str address_part(str address, const char *name) {
    str query = address;
    str_cut(&query, '?');
    while (query.n) {
        str value = str_cut(&query, '&'), key = str_cut(&value, '=');
        if (value.n && str_eq(key, str_c(name))) return value;
    }
    return (str){0};
}

str data_folder(str data) {
    if (!is_address(data)) return data;
    str folder = address_part(data, "folder"), schema = address_part(data, "schema");
    if (!folder.n) folder = schema;
    return folder.n ? folder : S("tinhso");
}

/* DATA/database holds the address of the PostgreSQL database used instead of main.db; empty = SQLite. */
static str address_of(str folder) {
    char line[ADDRESS_MAX];
    int fd = open(str_z(str_fmt("%.*s/database", STR_ARG(folder))), O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, line, sizeof line);
    if (fd >= 0) close(fd);
    str text = {line, n > 0 ? (size_t)n : 0};
    return str_copy(str_trim(str_cut(&text, '\n')));
}

static struct db *opened(str where, str folder, enum db_mode mode, bool (*open_it)(struct db *, str, str *),
                         str *out_error) {
    struct db *db = calloc(1, sizeof *db);
    if (!db) panic("out of memory");
    db->mode = mode;
    db_folder_set(db, folder);
    if (open_it(db, where, out_error)) return db;
    if (db->engine) db->engine->close(db);
    free(db);
    return NULL;
}

struct db *db_open(str path, enum db_mode mode, str *out_error) {
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') n--;
    return opened(path, (str){path.p, n}, mode, sqlite_open, out_error);
}

struct db *db_open_folder(str data, enum db_mode mode, str *out_error) {
    str folder = data_folder(data), address = address_of(folder);
    return address.n ? opened(address, folder, mode, postgres_open, out_error)
                     : opened(str_fmt("%.*s/main.db", STR_ARG(folder)), folder, mode, sqlite_open, out_error);
}

bool db_is_file(str folder) { return !address_of(folder).n; }
bool db_there(str folder) {
    return address_of(folder).n || !access(str_z(str_fmt("%.*s/main.db", STR_ARG(folder))), F_OK);
}

bool db_place(str data, str *out_error) {
    if (!is_address(data)) return true;
    str folder = data_folder(data), line = str_fmt("%.*s\n", STR_ARG(data));
    int fd =
        open(str_z(str_fmt("%.*s/database", STR_ARG(folder))), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = line.n < ADDRESS_MAX && fd >= 0 && write(fd, line.p, line.n) == (ssize_t)line.n && !fsync(fd);
    if (!good) *out_error = str_fmt("cannot write %.*s/database: %s", STR_ARG(folder), strerror(errno));
    if (fd >= 0) close(fd);
    return good;
}

str db_folder(const struct db *db) { return db->folder[0] ? str_c(db->folder) : S("."); }

void db_folder_set(struct db *db, str folder) {
    require(folder.n < sizeof db->folder);
    memset(db->folder, 0, sizeof db->folder);
    if (folder.n) memcpy(db->folder, folder.p, folder.n);
}

void db_close(struct db *db) {
    if (!db) return;
    if (db->unasked) panic("the database failed and nobody asked: %s", db->error);
    db->engine->close(db);
    free(db);
}

bool db_done(struct db *db, str *out_error) {
    str why = db ? db_error(db) : (str){0};
    if (why.n && !out_error->n) *out_error = str_fmt("the database cannot be read: %.*s", STR_ARG(why));
    db_close(db);
    return !out_error->n;
}

/* ---- queries: vals[0] is unused, so that $1 is vals[1] ---- */

struct rows db_ask_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    struct rows r = {.db = db};
    db->writes += *sql != 'S';
    if (!db->error[0]) db->engine->ask(db, &r, sql, true, vals, n);
    return r;
}

struct rows db_ask_built(struct db *db, str sql, const struct val *vals, size_t n) {
    struct rows r = {.db = db};
    if (db->error[0]) return r;
    db->writes += !str_starts(sql, S("S"));
    struct val *all = NEWS(struct val, n + 1);
    if (n) memcpy(all + 1, vals, n * sizeof *vals);
    db->engine->ask(db, &r, str_z(sql), false, all, n);
    return r;
}

void db_run_built(struct db *db, str sql, const struct val *vals, size_t n) {
    struct rows r = db_ask_built(db, sql, vals, n);
    rows_next(&r); /* executes it; a statement that is no SELECT has no rows */
    rows_end(&r);
}

struct rows db_ask_long(struct db *db, str sql) {
    struct rows r = {.db = db};
    if (!db->error[0]) db->engine->ask_long(db, &r, str_z(sql));
    return r;
}

void rows_end(struct rows *r) {
    if (!r->open) return;
    r->open = false;
    r->db->engine->end(r);
    r->stmt = NULL;
}

bool rows_next(struct rows *r) {
    if (!r->open) return false;
    if (r->db->engine->next(r)) return true;
    rows_end(r);
    return false;
}

int rows_columns(const struct rows *r) { return r->open ? r->db->engine->columns(r) : 0; }
str row_name(const struct rows *r, int column) { return str_copy(r->db->engine->name(r, column)); }
i64 row_int(const struct rows *r, int column) { return r->db->engine->number(r, column); }
str row_look(const struct rows *r, int column) { return r->db->engine->text(r, column); }
str row_text(const struct rows *r, int column) {
    str s = r->db->engine->text(r, column);
    return s.p ? str_copy(s) : s;
}

struct val row_val(const struct rows *r, int column) {
    enum val_kind kind = r->db->engine->kind(r, column);
    return kind == VAL_INT    ? VN(row_int(r, column))
           : kind == VAL_NULL ? VNIL
                              : (struct val){.kind = kind, .s = row_text(r, column)};
}

bool row_equal(const struct rows *a, const struct rows *b, int column) {
    enum val_kind kind = a->db->engine->kind(a, column);
    if (kind != b->db->engine->kind(b, column)) return false;
    if (kind == VAL_NULL) return true;
    if (kind == VAL_INT) return row_int(a, column) == row_int(b, column);
    str s = a->db->engine->text(a, column), t = b->db->engine->text(b, column);
    return s.n == t.n && (!s.n || !memcmp(s.p, t.p, s.n));
}

void db_run_(struct db *db, const char *sql, const struct val *vals, size_t n) {
    db->writes++;
    if (!db->error[0]) db->engine->run(db, sql, true, vals, n);
}

i64 db_writes(const struct db *db) { return db->writes; }
i64 db_changes(struct db *db) { return db->error[0] ? 0 : db->engine->changes(db); }

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
    if (!db->error[0]) db->engine->script(db, sql);
}

/* ---- transactions ---- */

void db_begin(struct db *db) {
    if (!db->error[0]) db->engine->begin(db);
}

bool db_commit(struct db *db) {
    if (!db->error[0]) db->engine->commit(db);
    if (!db_error(db).n) return true;
    db_rollback(db);
    return false;
}

void db_rollback(struct db *db) { db->engine->rollback(db); }

/* Not SQL() literals: PostgreSQL cannot PREPARE a SAVEPOINT. */
void db_savepoint(struct db *db) {
    if (!db->error[0]) db->engine->run(db, "SAVEPOINT act", false, NULL, 0);
}
void db_release(struct db *db) {
    if (!db->error[0]) db->engine->run(db, "RELEASE SAVEPOINT act", false, NULL, 0);
}
void db_rollback_to(struct db *db) {
    db_clear(db);
    db->engine->rollback_to(db);
}

bool db_backup(struct db *db, str path, str *out_error) {
    return db->engine->copy && db->engine->copy(db, path, out_error);
}

bool db_copy_table(struct db *from, struct db *to, const char *table, const char *order) {
    struct arena *page = arena_new(), *before = arena_enter(page);
    struct rows r = db_ask_long(from, str_fmt("SELECT * FROM %s ORDER BY %s", table, order));
    while (rows_next(&r) && !to->error[0]) {
        struct out sql = {0};
        int n = rows_columns(&r);
        struct val *vals = NEWS(struct val, n + 1);
        out_fmt(&sql, "INSERT INTO %s VALUES (", table);
        for (int i = 0; i < n; i++) {
            vals[i + 1] = row_val(&r, i);
            out_fmt(&sql, "%s$%d", i ? ", " : "", i + 1);
        }
        out_char(&sql, ')');
        out_char(&sql, 0);
        to->engine->run(to, sql.p, false, vals, (size_t)n);
        if (arena_used(page) > 4u << 20) arena_reset(page);
    }
    rows_end(&r);
    arena_enter(before);
    arena_free(page);
    return !db_error(from).n && !db_error(to).n;
}

int db_checkpoint(struct db *db, bool restart) { return db->engine->checkpoint(db, restart); }
bool db_sync(struct db *db) { return db->engine->sync(db), !db_error(db).n; }
int db_wal(const struct db *db) { return db->engine->wal(db); }
void db_fresh(struct db *db) { db->engine->fresh(db); }
bool db_lock(struct db *db) { return db->engine->lock(db); }
bool db_again(struct db *db) { return db->engine->again(db); }
bool db_lost(const struct db *db) { return db->engine->lost(db); }
