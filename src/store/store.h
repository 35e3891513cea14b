/* One SQL interface, two engines: SQLite (DATA/main.db) and PostgreSQL (the address in DATA/database, one
 * schema for each province). Errors are sticky: after the first, calls do nothing and db_commit returns
 * false. */
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
struct rows { /* the rows of a query; closes itself after the last row */
    struct db *db;
    void *stmt;
    bool open;
};
enum db_mode { DB_READ, DB_WRITE, DB_BUILD /* fast, unsafe writing until db_sync, for a replay */ };
/* opens a SQLite file; DB_WRITE creates it; NULL with the reason in *out_error on failure */
struct db *db_open(str path, enum db_mode mode, str *out_error);
/* opens DATA's database, of either engine; as db_open */
struct db *db_open_folder(str data, enum db_mode mode, str *out_error);
bool db_there(str folder); /* whether the data folder has a database */
/* The data folder of DATA. DATA is a folder, or postgresql://USER@HOST/DATABASE?schema=NAME&folder=PATH…:
 * then tables are there, files and keys in PATH (without it ./NAME; without both ./tinhso). */
str data_folder(str data);
bool db_is_file(str folder); /* whether the engine is SQLite */
/* for a new data folder: writes DATA, when it is an address, into the file DATA/database */
bool db_place(str data, str *out_error);
str db_folder(const struct db *db); /* the data folder, which holds files/ */
/* sets another one: a replay writes a temporary database but reads the files of the real folder */
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
/* The first column of the first row; 0 or empty when there is no row. */
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
/* for SQL built at run time, and only from names of declared tables and views; vals[0] is $1 */
struct rows db_ask_built(struct db *db, str sql, const struct val *vals, size_t n);
void db_run_built(struct db *db, str sql, const struct val *vals, size_t n);
/* for tables of any length: reads a page at a time; only inside a transaction */
struct rows db_ask_long(struct db *db, str sql);
i64 db_changes(struct db *db); /* rows changed by the last db_run */
/* how many statements other than SELECT ran so far; an unchanged number means that nothing was written */
i64 db_writes(const struct db *db);
void db_script(struct db *db, const char *sql); /* several statements, no values */

bool rows_next(struct rows *r);
void rows_end(struct rows *r); /* needed only when leaving before the last row */
int rows_columns(const struct rows *r);
str row_name(const struct rows *r, int column);
struct val row_val(const struct rows *r, int column); /* copied into the arena */
/* whether both have the same kind and value in a column; copies nothing */
bool row_equal(const struct rows *a, const struct rows *b, int column);
/* as row_text, but not copied: valid until the next row */
str row_look(const struct rows *r, int column);
i64 row_int(const struct rows *r, int column); /* 0 for NULL */
/* empty for NULL; copied into the arena; blobs too */
str row_text(const struct rows *r, int column);

void db_begin(struct db *db);
/* false when there was an error; everything is rolled back then */
bool db_commit(struct db *db);
void db_rollback(struct db *db);
void db_savepoint(struct db *db); /* savepoints do not nest */
void db_release(struct db *db);
/* undoes what was done since the savepoint and clears the error */
void db_rollback_to(struct db *db);
/* a consistent snapshot into a new SQLite file; false with an empty *out_error: the engine is PostgreSQL */
bool db_backup(struct db *db, str path, str *out_error);
/* copies every row into a table with the same columns; `order`: columns of the ORDER BY */
bool db_copy_table(struct db *from, struct db *to, const char *table, const char *order);
/* copies SQLite's WAL into the file (`restart`: then begins the WAL anew); returns the WAL's pages before it.
 * PostgreSQL: 0 */
int db_checkpoint(struct db *db, bool restart);
/* brings all that a DB_BUILD handle wrote to disk */
bool db_sync(struct db *db);
/* pages in SQLite's WAL after this handle's last commit; PostgreSQL: 0 */
int db_wal(const struct db *db);
/* takes the lock of the only writer: an advisory lock of PostgreSQL. SQLite: true, DATA/lock is held already
 */
bool db_lock(struct db *db);
/* call it before the first CREATE TABLE of a new province: makes the schema, refuses one with tables */
void db_fresh(struct db *db);
/* reconnects after the connection was lost; does not take the lock */
bool db_again(struct db *db);
/* whether the connection is gone, and the lock with it */
bool db_lost(const struct db *db);
