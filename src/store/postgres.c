/* The PostgreSQL engine, by libpq in pipeline mode: one schema for each province, one connection for each
 * handle. A change is sent without waiting; its result is read at the next query or commit, and its error
 * sticks then. Text is compared by bytes (COLLATE "C"), as SQLite does. */
#include "engine.h"

#include <libpq-fe.h>
#include <stdlib.h>

enum {
    CACHE = 1024,
    PENDING_MAX = 256,
    PARAMS_MAX = 64,
    PAGE = 2000,
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_NUMERIC = 1700
};

struct pg {
    PGconn *c;
    const char *names[CACHE]; /* literals prepared on this connection: a hash table by address */
    int pending;              /* results of changes that were sent and not yet read */
    bool in;                  /* a transaction is open */
    bool failed;              /* the pipeline is aborted until the next sync */
    i64 changed;
    int cursors;
    char schema[64];
};
struct answer { /* the rows of a query; with a cursor, one page of them */
    PGresult *page;
    int row;
    int cursor; /* 0 = none */
};
static struct pg *pg_of(const struct db *db) { return db->own; }

/* ---- results ---- */

static void complain(struct db *db, const char *what) {
    struct pg *p = db->own;
    char why[200];
    snprintf(why, sizeof why, "%s", PQerrorMessage(p->c));
    why[strcspn(why, "\n")] = 0;
    db_stick(db, what, why[0] ? why : "the connection is gone");
    p->failed = true;
}

static bool good(const PGresult *r) {
    ExecStatusType s = PQresultStatus(r);
    return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_PIPELINE_SYNC;
}

static void note_failure(struct db *db, const PGresult *r) {
    char why[200];
    if (PQresultStatus(r) == PGRES_PIPELINE_ABORTED) return; /* skipped because an earlier command failed */
    snprintf(why, sizeof why, "%s",
             PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY)
                                                            : PQresultErrorMessage(r));
    db_stick(db, "PostgreSQL", why);
    pg_of(db)->failed = true;
}

/* Reads one command's result and the NULL after it; returns NULL when the connection is gone. */
static PGresult *result(struct db *db) {
    struct pg *p = db->own;
    PGresult *r = PQgetResult(p->c), *more;
    if (!r) r = PQgetResult(p->c);
    if (!r || PQstatus(p->c) == CONNECTION_BAD) {
        PQclear(r);
        complain(db, "PostgreSQL");
        return NULL;
    }
    if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) return r;
    while ((more = PQgetResult(p->c))) PQclear(more);
    if (!good(r)) note_failure(db, r);
    return r;
}

/* Reads the results of all changes sent so far. */
static void drain(struct db *db) {
    struct pg *p = db->own;
    for (; p->pending > 0; p->pending--) {
        PGresult *r = result(db);
        if (!r) {
            p->pending = 0;
            return;
        }
        if (PQresultStatus(r) == PGRES_COMMAND_OK && PQcmdTuples(r)[0])
            p->changed = strtoll(PQcmdTuples(r), NULL, 10);
        PQclear(r);
    }
}

/* Ends a pipeline segment: reads all results, after which an aborted pipeline accepts commands again. */
static void sync_up(struct db *db) {
    struct pg *p = db->own;
    if (PQstatus(p->c) != CONNECTION_OK || !PQpipelineSync(p->c)) return complain(db, "PostgreSQL");
    drain(db);
    for (PGresult *r; PQstatus(p->c) == CONNECTION_OK && (r = result(db));) {
        bool synced = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
        PQclear(r);
        if (synced) break;
    }
    p->failed = PQstatus(p->c) != CONNECTION_OK;
}

/* ---- sending ---- */

struct params {
    const char *value[PARAMS_MAX];
    int length[PARAMS_MAX], format[PARAMS_MAX];
    char digits[PARAMS_MAX][24];
};

static void params_take(struct params *p, const struct val *vals, size_t n) {
    require(n <= PARAMS_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct val *v = &vals[i + 1];
        /* in binary format text needs no NUL at its end, so no copy */
        p->format[i] = v->kind == VAL_TEXT || v->kind == VAL_BLOB;
        p->length[i] = (int)v->s.n;
        p->value[i] = v->s.p ? v->s.p : "";
        if (v->kind == VAL_NULL) p->value[i] = NULL;
        if (v->kind != VAL_INT) continue;
        snprintf(p->digits[i], sizeof p->digits[i], "%lld", (long long)v->n);
        p->value[i] = p->digits[i];
    }
}

/* The name of a literal's prepared statement; prepares it the first time, which adds one pending result.
 * False: the table is full there, send the literal unprepared. */
static bool prepared(struct db *db, const char *sql, char name[16]) {
    struct pg *p = db->own;
    size_t at = ((size_t)sql >> 2) * 2654435761u % CACHE;
    for (size_t i = 0; i < 16; i++) {
        size_t slot = (at + i) % CACHE;
        if (p->names[slot] && p->names[slot] != sql) continue;
        snprintf(name, 16, "s%zu", slot);
        if (p->names[slot]) return true;
        if (!PQsendPrepare(p->c, name, sql, 0, NULL)) return false;
        p->names[slot] = sql;
        p->pending++;
        return true;
    }
    return false;
}

static bool send_it(struct db *db, const char *sql, bool keep, const struct val *vals, size_t n) {
    struct pg *p = db->own;
    struct params par;
    char name[16];
    if (PQstatus(p->c) != CONNECTION_OK || p->failed) {
        complain(db, sql);
        return false;
    }
    params_take(&par, vals, n);
    bool sent = keep && prepared(db, sql, name)
                    ? PQsendQueryPrepared(p->c, name, (int)n, par.value, par.length, par.format, 0)
                    : PQsendQueryParams(p->c, sql, (int)n, NULL, par.value, par.length, par.format, 0);
    if (!sent) complain(db, sql);
    return sent;
}

/* Outside a transaction the result is waited for; inside, only after PENDING_MAX changes. */
static void pg_run(struct db *db, const char *sql, bool keep, const struct val *vals, size_t n) {
    struct pg *p = db->own;
    if (!send_it(db, sql, keep, vals, n)) return;
    p->pending++;
    if (!p->in) sync_up(db);
    else if (p->pending > PENDING_MAX && PQsendFlushRequest(p->c)) drain(db);
}

static void pg_ask(struct db *db, struct rows *r, const char *sql, bool keep, const struct val *vals,
                   size_t n) {
    struct pg *p = db->own;
    if (!send_it(db, sql, keep, vals, n)) return;
    if (!(p->in ? PQsendFlushRequest(p->c) : PQpipelineSync(p->c))) return complain(db, sql);
    drain(db);
    PGresult *page = result(db);
    if (!p->in && page && PQresultStatus(page) != PGRES_PIPELINE_SYNC) {
        PQclear(result(db)); /* the sync itself */
        p->failed = PQstatus(p->c) != CONNECTION_OK;
    }
    if (db->error[0] || !page) return PQclear(page);
    struct answer *a = calloc(1, sizeof *a);
    if (!a) panic("out of memory");
    *a = (struct answer){.page = page, .row = -1};
    r->stmt = a;
    r->open = true;
}

/* ---- whole tables: a cursor, a page at a time ---- */

static void pg_ask_long(struct db *db, struct rows *r, const char *sql) {
    struct pg *p = db->own;
    require(p->in);
    int cursor = ++p->cursors;
    pg_run(db, str_z(str_fmt("DECLARE c%d NO SCROLL CURSOR FOR %s", cursor, sql)), false, NULL, 0);
    pg_ask(db, r, str_z(str_fmt("FETCH %d FROM c%d", PAGE, cursor)), false, NULL, 0);
    if (r->open) ((struct answer *)r->stmt)->cursor = cursor;
}

static bool next_page(struct rows *r) {
    struct answer *a = r->stmt;
    struct rows more = {.db = r->db};
    char sql[64];
    if (!a->cursor || PQntuples(a->page) < PAGE) return false;
    snprintf(sql, sizeof sql, "FETCH %d FROM c%d", PAGE, a->cursor);
    pg_ask(r->db, &more, sql, false, NULL, 0);
    if (!more.open) return false;
    PQclear(a->page);
    a->page = ((struct answer *)more.stmt)->page;
    a->row = -1;
    free(more.stmt);
    return true;
}

/* ---- reading ---- */

static bool pg_next(struct rows *r) {
    struct answer *a = r->stmt;
    if (a->row + 1 >= PQntuples(a->page) && !next_page(r)) return false;
    return ++a->row < PQntuples(a->page);
}

static void pg_end(struct rows *r) {
    struct answer *a = r->stmt;
    char sql[32];
    snprintf(sql, sizeof sql, "CLOSE c%d", a->cursor);
    if (a->cursor && !r->db->error[0]) pg_run(r->db, sql, false, NULL, 0);
    PQclear(a->page);
    free(a);
}

static i64 pg_changes(struct db *db) {
    if (pg_of(db)->in && PQsendFlushRequest(pg_of(db)->c)) drain(db);
    return pg_of(db)->changed;
}

static PGresult *page_of(const struct rows *r) { return ((struct answer *)r->stmt)->page; }
static int row_of(const struct rows *r) { return ((struct answer *)r->stmt)->row; }
static int pg_columns(const struct rows *r) { return PQnfields(page_of(r)); }
static str pg_name(const struct rows *r, int column) { return str_c(PQfname(page_of(r), column)); }

static enum val_kind pg_kind(const struct rows *r, int column) {
    if (PQgetisnull(page_of(r), row_of(r), column)) return VAL_NULL;
    switch (PQftype(page_of(r), column)) {
    case OID_BOOL:
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_NUMERIC: return VAL_INT;
    case OID_BYTEA: return VAL_BLOB;
    default: return VAL_TEXT;
    }
}

static i64 pg_number(const struct rows *r, int column) {
    const char *s = PQgetvalue(page_of(r), row_of(r), column);
    return *s == 't' ? 1 : strtoll(s, NULL, 10);
}

/* bytea arrives as \x and hex digits */
static str pg_text(const struct rows *r, int column) {
    str s = {PQgetvalue(page_of(r), row_of(r), column), (size_t)PQgetlength(page_of(r), row_of(r), column)};
    if (PQgetisnull(page_of(r), row_of(r), column)) return (str){0};
    if (PQftype(page_of(r), column) != OID_BYTEA || s.n < 2) return s;
    size_t n = (s.n - 2) / 2;
    u8 *bytes = mem(n + 1);
    require(unhex((str){s.p + 2, s.n - 2}, bytes, n));
    return (str){(char *)bytes, n};
}

/* ---- transactions ---- */

/* Prepares a new connection: pipeline mode, and read-only for readers, as a guard against our own mistakes.
 * Set here, because as a connection option it would make target_session_attrs=read-write refuse the server.
 */
static bool settle(struct db *db) {
    struct pg *p = db->own;
    if (PQstatus(p->c) != CONNECTION_OK || !PQenterPipelineMode(p->c)) return false;
    if (db->mode == DB_READ) pg_run(db, "SET default_transaction_read_only = on", false, NULL, 0);
    return PQstatus(p->c) == CONNECTION_OK;
}

static bool pg_again(struct db *db) {
    struct pg *p = db->own;
    PQreset(p->c);
    memset(p->names, 0, sizeof p->names);
    p->pending = 0;
    p->in = p->failed = false;
    return settle(db);
}

/* A reader that lost its connection reconnects here. The writer does not: its lock is gone with the
 * connection, and another server may be writing. */
static void pg_begin(struct db *db) {
    if (db->mode == DB_READ && PQstatus(pg_of(db)->c) != CONNECTION_OK) pg_again(db);
    pg_of(db)->in = true;
    pg_run(db, db->mode == DB_READ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", false, NULL,
           0);
}

static void pg_commit(struct db *db) {
    pg_run(db, "COMMIT", false, NULL, 0);
    if (!db->error[0]) sync_up(db);
    if (!db->error[0]) pg_of(db)->in = false; /* after an error db_commit rolls back */
}

static void pg_rollback(struct db *db) {
    struct pg *p = db->own;
    char kept[sizeof db->error];
    bool unasked = db->unasked;
    if (!p->in && !p->failed) return;
    memcpy(kept, db->error, sizeof kept);
    db->error[0] = 0;
    if (p->failed && PQstatus(p->c) == CONNECTION_OK) sync_up(db);
    if (p->in && !p->failed) {
        p->in = false;
        pg_run(db, "ROLLBACK", false, NULL, 0);
    }
    p->in = false;
    memcpy(db->error, kept, sizeof kept);
    db->unasked = unasked;
}

static void pg_rollback_to(struct db *db) {
    if (pg_of(db)->failed) sync_up(db);
    db_clear(db);
    pg_run(db, "ROLLBACK TO SAVEPOINT act", false, NULL, 0);
    pg_run(db, "RELEASE SAVEPOINT act", false, NULL, 0);
}

/* Runs CREATE statements written for both engines; adds COLLATE "C" to each TEXT column. */
static void pg_script(struct db *db, const char *sql) {
    struct pg *p = db->own;
    struct out o = {0};
    for (const char *at = sql; *at;) {
        bool word = !strncmp(at, " TEXT", 5) && !(at[5] >= 'A' && at[5] <= 'Z');
        out_z(&o, word ? " TEXT COLLATE \"C\"" : "");
        if (!word) out_char(&o, *at);
        at += word ? 5 : 1;
    }
    out_char(&o, 0);
    if (PQstatus(p->c) == CONNECTION_OK) sync_up(db);
    if (!PQexitPipelineMode(p->c)) return complain(db, "script");
    PGresult *r = PQexec(p->c, o.p);
    if (!good(r)) note_failure(db, r), p->failed = false;
    PQclear(r);
    PQenterPipelineMode(p->c);
}

static int pg_checkpoint(struct db *db, bool restart) { return (void)db, (void)restart, 0; }

static void pg_sync(struct db *db) { (void)db; } /* every commit is on disk already */
static int pg_wal(const struct db *db) { return (void)db, 0; }

/* The writer's connection holds this advisory lock. It goes with the connection, so that a second server can
 * take over. */
static bool pg_lock(struct db *db) {
    return db_int(db, "SELECT CASE WHEN pg_try_advisory_lock(hashtextextended(current_schema(),"
                      " 0)) THEN 1 ELSE 0 END") == 1;
}
static bool pg_lost(const struct db *db) { return PQstatus(pg_of(db)->c) != CONNECTION_OK; }

static void pg_fresh(struct db *db) {
    struct pg *p = db->own;
    i64 tables = db_int(db, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = $1",
                        VT(str_c(p->schema)));
    if (tables)
        db_stick(db, p->schema, "this schema holds tables already: choose another name, or drop it first");
    db_script(db, str_z(str_fmt("CREATE SCHEMA IF NOT EXISTS %s", p->schema)));
}

static void pg_close(struct db *db) {
    PQfinish(pg_of(db)->c);
    free(db->own);
}

static const struct engine postgres = {.ask = pg_ask,
                                       .ask_long = pg_ask_long,
                                       .run = pg_run,
                                       .next = pg_next,
                                       .end = pg_end,
                                       .changes = pg_changes,
                                       .columns = pg_columns,
                                       .name = pg_name,
                                       .kind = pg_kind,
                                       .number = pg_number,
                                       .text = pg_text,
                                       .script = pg_script,
                                       .begin = pg_begin,
                                       .commit = pg_commit,
                                       .rollback = pg_rollback,
                                       .rollback_to = pg_rollback_to,
                                       .checkpoint = pg_checkpoint,
                                       .sync = pg_sync,
                                       .wal = pg_wal,
                                       .lock = pg_lock,
                                       .again = pg_again,
                                       .lost = pg_lost,
                                       .fresh = pg_fresh,
                                       .close = pg_close};

/* ---- connecting ---- */

/* Removes our own parameters from the address, because libpq would refuse them: schema (checked; "tinhso"
 * when missing) and folder. */
static bool address_take(str address, struct out *out_rest, char schema[64]) {
    str query = address, given = address_part(address, "schema"), one;
    out_str(out_rest, str_cut(&query, '?'));
    for (char mark = '?'; query.n;) {
        one = str_cut(&query, '&');
        if (str_starts(one, S("schema=")) || str_starts(one, S("folder="))) continue;
        out_fmt(out_rest, "%c%.*s", mark, STR_ARG(one));
        mark = '&';
    }
    out_char(out_rest, 0);
    if (!given.n) given = S("tinhso");
    for (size_t i = 0; i < given.n; i++)
        if (!((given.p[i] >= 'a' && given.p[i] <= 'z') || given.p[i] == '_' ||
              (i && given.p[i] >= '0' && given.p[i] <= '9')))
            return false;
    return snprintf(schema, 64, "%.*s", STR_ARG(given)) < 64;
}

static void hush(void *of, const PGresult *r) { (void)of, (void)r; }

bool postgres_open(struct db *db, str address, str *out_error) {
    struct pg *p = db->own = calloc(1, sizeof *p);
    struct out rest = {0};
    char options[300];
    if (!p) panic("out of memory");
    db->engine = &postgres;
    if (!address_take(address, &rest, p->schema)) {
        if (out_error)
            *out_error = S("the address of the database: schema may have small letters, digits and _");
        return false;
    }
    snprintf(options, sizeof options,
             "-c search_path=%s -c client_connection_check_interval=1000 -c client_min_messages=error",
             p->schema);
    const char
        *const keys[] = {"dbname",           "options",         "application_name",    "connect_timeout",
                         "tcp_user_timeout", "keepalives_idle", "keepalives_interval", NULL},
               *const values[] = {rest.p, options, db->mode == DB_READ ? "tinhso read" : "tinhso write",
                                  "5",    "10000", "5",
                                  "5",    NULL};
    p->c = PQconnectdbParams(keys, values, 1);
    PQsetNoticeReceiver(p->c, hush, NULL);
    if (settle(db)) return true;
    if (out_error) {
        str why = str_c(PQerrorMessage(p->c));
        *out_error = str_fmt("the database does not answer: %.*s", STR_ARG(str_trim(why)));
    }
    return false;
}
