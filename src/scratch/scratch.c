/* DATA/scratch.db: one thread writes and callers wait for their job; each reading thread has its own handle.
 * See scratch.h. */
#include "private.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { DRAFT_DAYS = 30, JOBS_MAX = 1024, GATHER_MS = 50 };

static const char ddl[] =
    "DROP TABLE IF EXISTS session;" /* replaced by `visit` in 2026-11; its sessions end */
    "CREATE TABLE IF NOT EXISTS visit (id TEXT PRIMARY KEY, person BIGINT NOT NULL,"
    " credential BIGINT NOT NULL, idle BIGINT NOT NULL, used BIGINT NOT NULL,"
    " expires BIGINT NOT NULL, known BIGINT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS visit_person ON visit (person);"
    "CREATE TABLE IF NOT EXISTS draft (id TEXT PRIMARY KEY, owner BIGINT NOT NULL,"
    " procedure TEXT NOT NULL, procedure_act BIGINT NOT NULL, answers TEXT NOT NULL,"
    " files TEXT NOT NULL, dossier BIGINT NOT NULL, updated BIGINT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS draft_owner ON draft (owner, updated);"
    "CREATE TABLE IF NOT EXISTS started (form TEXT PRIMARY KEY, draft TEXT NOT NULL,"
    " expires BIGINT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS throttle (id TEXT NOT NULL, slot BIGINT NOT NULL,"
    " n BIGINT NOT NULL, expires BIGINT NOT NULL, PRIMARY KEY (id, slot));"
    "CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, at BIGINT NOT NULL);";

const char *scratch_schema(void) { return ddl; }

/* ---- the scratch thread ---- */

/* While no caller waits, gathers jobs for GATHER_MS: deleting many drafts in one commit costs little more
 * than deleting one. The caller holds the lock. */
static void gather(struct scratch *s) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += GATHER_MS * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    while (!s->stop && s->alone == s->waiting && s->waiting < JOBS_MAX / 2 &&
           !pthread_cond_timedwait(&s->came, &s->lock, &until)) {}
}

static void *work(void *arg) {
    struct scratch *s = arg;
    struct arena *mine = arena_new();
    arena_enter(mine);
    pthread_mutex_lock(&s->lock);
    for (;;) {
        while (!s->first && !s->stop) pthread_cond_wait(&s->came, &s->lock);
        gather(s);
        struct job *batch = s->first;
        s->first = s->last = NULL;
        s->doing = batch;
        s->waiting = 0;
        if (!batch && s->stop) break;
        pthread_mutex_unlock(&s->lock);
        db_begin(s->db);
        for (struct job *j = batch; j; j = j->next) j->run(s->db, j);
        bool good = db_commit(s->db);
        if (!good) log_line("error", "event=scratch.failed why=\"%.*s\"", STR_ARG(db_error(s->db)));
        db_clear(s->db);
        pthread_mutex_lock(&s->lock);
        for (struct job *j = batch, *next; j; j = next) {
            next = j->next;
            j->good &= good;
            j->done = true;
            if (!j->alone) continue;
            s->alone--;
            free(j);
        }
        s->doing = NULL;
        pthread_cond_broadcast(&s->went);
        arena_reset(mine);
    }
    pthread_mutex_unlock(&s->lock);
    arena_enter(NULL);
    arena_free(mine);
    return NULL;
}

bool scratch_enqueue(struct scratch *s, struct job *j) {
    if (s->waiting >= JOBS_MAX || s->stop) return false;
    j->good = true;
    if (s->last) s->last->next = j;
    else s->first = j;
    s->last = j;
    s->waiting++;
    /* does not wake gather() for each further job without a waiting caller */
    if (!j->alone || s->waiting == 1 || s->waiting >= JOBS_MAX / 2) pthread_cond_signal(&s->came);
    return true;
}

bool scratch_perform(struct scratch *s, struct job *j) {
    pthread_mutex_lock(&s->lock);
    bool taken = scratch_enqueue(s, j);
    while (taken && !j->done) pthread_cond_wait(&s->went, &s->lock);
    pthread_mutex_unlock(&s->lock);
    return taken && j->good;
}

static void nothing(struct db *db, struct job *j) { (void)db, (void)j; }
void scratch_settle(struct scratch *s) {
    pthread_mutex_lock(&s->lock);
    bool some = s->alone > 0;
    pthread_mutex_unlock(&s->lock);
    if (some) scratch_perform(s, &(struct job){.run = nothing});
}

struct scratch *scratch_open(str data, str *out_error) {
    struct scratch *s = calloc(1, sizeof *s);
    if (!s) panic("out of memory");
    char *path = strndup(data.p, data.n);
    if (!path) panic("out of memory");
    s->data = str_c(path);
    s->db = db_open(str_fmt("%s/scratch.db", path), DB_WRITE, out_error);
    if (!s->db) {
        free(path);
        free(s);
        return NULL;
    }
    db_script(s->db, "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-4096;");
    db_script(s->db, ddl);
    mkdir(str_z(str_fmt("%s/drafts", path)), 0700);
    for (size_t i = 0; i < SPARES; i++) {
        s->spares[i] = db_open(str_fmt("%s/scratch.db", path), DB_READ, out_error);
        if (s->spares[i]) db_script(s->spares[i], "SELECT 1 FROM sqlite_master");
    }
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->came, NULL);
    pthread_cond_init(&s->went, NULL);
    if (pthread_create(&s->thread, NULL, work, s)) panic("the scratch thread does not start");
    return s;
}

void scratch_close(struct scratch *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_cond_signal(&s->came);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    db_close(s->db);
    free((char *)s->data.p);
    free(s);
}

/* ---- reading: each thread keeps one handle ---- */

static _Thread_local struct {
    const struct scratch *of;
    struct db *db;
} reader;

struct db *scratch_reader(struct scratch *s) {
    if (reader.of != s) {
        size_t i = atomic_fetch_add(&s->spares_taken, 1);
        db_close(reader.db);
        reader.db = i < SPARES ? s->spares[i]
                               : db_open(str_fmt("%.*s/scratch.db", STR_ARG(s->data)), DB_READ, &(str){0});
        reader.of = s;
        if (!reader.db) panic("scratch.db cannot be read");
    }
    db_clear(reader.db);
    return reader.db;
}

static void sweep(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM visit WHERE known <= $1"), VN(j->a));
    db_run(db, SQL("DELETE FROM started WHERE expires <= $1"), VN(j->a));
    db_run(db, SQL("DELETE FROM throttle WHERE expires <= $1"), VN(j->a));
}
void scratch_sweep(struct scratch *s, i64 now) {
    scratch_perform(s, &(struct job){.run = sweep, .a = now});
    struct rows r =
        db_ask(scratch_reader(s),
               SQL("SELECT id, owner FROM draft"
                   " WHERE updated < $1 OR (owner = 0 AND updated < $2) ORDER BY updated LIMIT 1000"),
               VN(now - (i64)DRAFT_DAYS * 86400), VN(now - 86400));
    while (rows_next(&r)) scratch_draft_wipe(s, row_text(&r, 0), row_int(&r, 1));
}

str key_new(void) {
    u8 bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    return hex(bytes, sizeof bytes);
}
