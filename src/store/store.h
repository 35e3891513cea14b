/* One SQL interface, two engines: SQLite (DATA/main.db) and PostgreSQL (the address in DATA/database, one
 * schema a province). Errors are sticky: after the first, every call does nothing, and commit says so. */
#pragma once
#include "base/base.h"

/* Every SQL literal passes through here, so that `tinhso describe --sql` can list them and ./test can prepare
 * them on both engines. */
#ifdef __clang__
#define KEEP_IN_SECTION section("sql_statements"), used
#else
#define KEEP_IN_SECTION section("sql_statements"), used, no_reorder
#endif
#define SQL(text)                                                              \
    (__extension__({                                                           \
        static const char *const sql_ __attribute__((KEEP_IN_SECTION)) = text; \
        sql_;                                                                  \
    }))
const char *const *sql_all(size_t *out_n);

enum val_kind { VAL_NULL, VAL_INT, VAL_TEXT, VAL_BLOB };
struct val {
    enum val_kind kind;
    i64 n;
    str s;
};
#define VN(x) ((struct val){.kind = VAL_INT, .n = (i64)(x)})
#define VT(x) ((struct val){.kind = VAL_TEXT, .s = (x)})
#define VB(x) ((struct val){.kind = VAL_BLOB, .s = (x)})
#define VNIL ((struct val){.kind = VAL_NULL})
static inline struct val val_text_or_null(str s) { return s.n ? VT(s) : VNIL; }

struct db;
struct rows { /* a question being answered; ends by itself at the last row */
    struct db *db;
    void *stmt;
    bool open;
};
enum db_mode { DB_READ, DB_WRITE, DB_BUILD /* writes what nobody relies on before db_sync: a replay */ };
/* a SQLite file; DB_WRITE creates; NULL with words on failure */
struct db *db_open(str path, enum db_mode mode, str *out_error);
/* DATA's database, of either engine */
struct db *db_open_folder(str data, enum db_mode mode, str *out_error);
bool db_there(str folder); /* whether the folder has one */
/* DATA is a folder, or postgresql://USER@HOST/DATABASE?schema=NAME&folder=PATH…: tables there, files and keys
 * in the folder (PATH; else ./NAME). */
str data_folder(str data);
bool db_is_file(str folder); /* by SQLite, in this folder */
/* a new folder's database: notes the address, when DATA is one, in DATA/database */
bool db_place(str data, str *out_error);
str db_folder(const struct db *db); /* where it lies, and files/ beside it */
/* unless its files lie elsewhere: a replay into a temporary folder */
void db_folder_set(struct db *db, str folder);
/* Panics when an error stuck that nobody asked for: who reads rows until there are no more has not asked. */
void db_close(struct db *db);
/* asks and closes: false with words in *out_error, also when there were some before; NULL is fine */
bool db_done(struct db *db, str *out_error);
str db_error(struct db *db);  /* empty while all is well */
void db_clear(struct db *db); /* forget the error (after a rollback); one nobody asked for is logged */

#define db_run(db, sql, ...)                                  \
    db_run_((db), (sql), (struct val[]){VNIL, ##__VA_ARGS__}, \
            COUNT(((struct val[]){VNIL, ##__VA_ARGS__})) - 1)
#define db_ask(db, sql, ...)                                  \
    db_ask_((db), (sql), (struct val[]){VNIL, ##__VA_ARGS__}, \
            COUNT(((struct val[]){VNIL, ##__VA_ARGS__})) - 1)
/* First column of the first row, 0 or empty when there is none. */
#define db_int(db, sql, ...)                                  \
    db_int_((db), (sql), (struct val[]){VNIL, ##__VA_ARGS__}, \
            COUNT(((struct val[]){VNIL, ##__VA_ARGS__})) - 1)
#define db_text(db, sql, ...)                                  \
    db_text_((db), (sql), (struct val[]){VNIL, ##__VA_ARGS__}, \
             COUNT(((struct val[]){VNIL, ##__VA_ARGS__})) - 1)
void db_run_(struct db *db, const char *sql, const struct val *vals, size_t n);
struct rows db_ask_(struct db *db, const char *sql, const struct val *vals, size_t n);
i64 db_int_(struct db *db, const char *sql, const struct val *vals, size_t n);
str db_text_(struct db *db, const char *sql, const struct val *vals, size_t n);
/* only for text built from declared tables and views */
struct rows db_ask_built(struct db *db, str sql, const struct val *vals, size_t n);
void db_run_built(struct db *db, str sql, const struct val *vals, size_t n);
/* whole tables, of any length; inside a transaction */
struct rows db_ask_long(struct db *db, str sql);
i64 db_changes(struct db *db); /* rows changed by the last db_run */
/* statements so far that were no SELECT: the same twice = nothing written between */
i64 db_writes(const struct db *db);
void db_script(struct db *db, const char *sql); /* several statements, no values */

bool rows_next(struct rows *r);
void rows_end(struct rows *r); /* when leaving before the last row */
int rows_columns(const struct rows *r);
str row_name(const struct rows *r, int column);
struct val row_val(const struct rows *r, int column); /* copied into the arena */
/* same kind and value, nothing copied */
bool row_equal(const struct rows *a, const struct rows *b, int column);
/* as row_text, borrowed until the next row */
str row_look(const struct rows *r, int column);
i64 row_int(const struct rows *r, int column); /* 0 for NULL */
/* empty for NULL; copied into the arena; blobs too */
str row_text(const struct rows *r, int column);

void db_begin(struct db *db);
/* false and rolled back when an error is stuck */
bool db_commit(struct db *db);
void db_rollback(struct db *db);
void db_savepoint(struct db *db); /* one level, named by the store */
void db_release(struct db *db);
/* undoes to the savepoint and clears the error */
void db_rollback_to(struct db *db);
/* a consistent snapshot into a new SQLite file; false without words: not this engine */
bool db_backup(struct db *db, str path, str *out_error);
/* every row, into a table of the same columns */
bool db_copy_table(struct db *from, struct db *to, const char *table, const char *order);
/* SQLite's WAL housekeeping; pages in the WAL before it */
int db_checkpoint(struct db *db, bool restart);
/* all that a DB_BUILD handle wrote is on disk */
bool db_sync(struct db *db);
/* pages in the WAL after this handle's last commit */
int db_wal(const struct db *db);
/* PostgreSQL: the only writer of all machines (advisory lock); SQLite: DATA/lock did it */
bool db_lock(struct db *db);
/* before the first CREATE TABLE of a new province */
void db_fresh(struct db *db);
/* connects again after a loss, without the lock */
bool db_again(struct db *db);
/* the connection, and with it the lock, is gone */
bool db_lost(const struct db *db);
