/* Sessions, drafts, throttles, ticks in DATA/scratch.db: one thread writes, callers wait for their job;
 * readers have a handle a thread. */
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DRAFTS_EACH = 50,
    DRAFTS_OF_NOBODY = 1000,
    DRAFT_DAYS = 30,
    KNOWN_DAYS = 365,
    PRESSED_TWICE = 60,
    JOBS_MAX = 1024,
    GATHER_MS = 50,
    FILES_IN_DRAFT = 100000
};

struct job { /* lives on the caller's stack while it waits, or on the heap when nobody does */
    struct job *next;
    void (*run)(struct db *db, struct job *j);
    const struct draft *draft;
    const struct session *session;
    str text, more, form;
    i64 a, b, c;
    char id[33];            /* of the draft that is there already, or that nobody waits to see gone */
    bool good, done, alone; /* alone: nobody waits, it is freed when done */
};
enum { SPARES = 5 }; /* the HTTP side's threads and the one that sweeps */
struct scratch {
    str data;
    struct db *db; /* the scratch thread's own */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t came, went;
    struct job *first, *last, *doing;
    size_t waiting, alone; /* alone: jobs nobody waits for that are not done yet */
    bool stop;
    /* readers' handles, opened at the start: later there may be no file handle left */
    struct db *spares[SPARES];
    atomic_size_t spares_taken;
};

static const char ddl[] =
    "DROP TABLE IF EXISTS session;" /* of before 2026-11: whoever was signed in signs in again */
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

/* While nobody waits, a few more are let come: many wiped at once cost little more than one. With the lock
 * held. */
static void gather(struct scratch *s) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += GATHER_MS * 1000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
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
            if (j->alone) s->alone--, free(j);
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

/* With the lock held; false: too many wait. */
static bool enqueue(struct scratch *s, struct job *j) {
    if (s->waiting >= JOBS_MAX || s->stop) return false;
    j->good = true;
    if (s->last) s->last->next = j;
    else s->first = j;
    s->last = j;
    s->waiting++;
    /* who gathers is not woken for one more */
    if (!j->alone || s->waiting == 1 || s->waiting >= JOBS_MAX / 2) pthread_cond_signal(&s->came);
    return true;
}

static bool perform(struct scratch *s, struct job *j) {
    pthread_mutex_lock(&s->lock);
    bool taken = enqueue(s, j);
    while (taken && !j->done) pthread_cond_wait(&s->went, &s->lock);
    pthread_mutex_unlock(&s->lock);
    return taken && j->good;
}

/* What nobody waited for is done before a list is read. */
static void nothing(struct db *db, struct job *j) { (void)db, (void)j; }
static void settle(struct scratch *s) {
    pthread_mutex_lock(&s->lock);
    bool some = s->alone > 0;
    pthread_mutex_unlock(&s->lock);
    if (some) perform(s, &(struct job){.run = nothing});
}

struct scratch *scratch_open(str data, str *out_error) {
    struct scratch *s = calloc(1, sizeof *s);
    if (!s) panic("out of memory");
    char *path = strndup(data.p, data.n);
    if (!path) panic("out of memory");
    s->data = str_c(path);
    s->db = db_open(str_fmt("%s/scratch.db", path), DB_WRITE, out_error);
    if (!s->db) return free(path), free(s), NULL;
    db_script(s->db, "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-4096;");
    db_script(s->db, ddl);
    mkdir(str_z(str_fmt("%s/drafts", path)), 0700);
    for (size_t i = 0; i < SPARES; i++)
        if ((s->spares[i] = db_open(str_fmt("%s/scratch.db", path), DB_READ, out_error)))
            db_script(s->spares[i], "SELECT 1 FROM sqlite_master");
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

/* ---- reading: a handle a thread, kept for the thread's life ---- */

static _Thread_local struct {
    const struct scratch *of;
    struct db *db;
} reader;

static struct db *reading(struct scratch *s) {
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

/* ---- sessions ---- */

static str session_id(str cookie) {
    u8 raw[32], h[32];
    if (!unhex(cookie, raw, sizeof raw)) return (str){0};
    crypto_hash_sha256(h, raw, sizeof raw);
    return hex(h, sizeof h);
}

static void session_put(struct db *db, struct job *j) {
    const struct session *x = j->session;
    db_run(db, SQL("DELETE FROM visit WHERE id = $1"), VT(j->more));
    db_run(db,
           SQL("INSERT INTO visit (id, person, credential, idle, used, expires, known)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VT(j->text), VN(x->person), VN(x->credential), VN(x->idle), VN(j->a), VN(j->b),
           VN(j->a + (i64)KNOWN_DAYS * 86400));
}

str scratch_session_new(struct scratch *s, const struct session *fresh, str before, i64 now, i64 lifetime) {
    u8 raw[32];
    randombytes_buf(raw, sizeof raw);
    str cookie = hex(raw, sizeof raw);
    struct job j = {.run = session_put,
                    .text = session_id(cookie),
                    .more = before,
                    .session = fresh,
                    .a = now,
                    .b = now + lifetime};
    return perform(s, &j) ? cookie : (str){0};
}

static void session_use(struct db *db, struct job *j) {
    db_run(db, SQL("UPDATE visit SET used = $2 WHERE id = $1"), VT(j->text), VN(j->a));
}

struct session scratch_session_find(struct scratch *s, str cookie, i64 now) {
    struct session x = {.id = session_id(cookie)};
    if (!x.id.n) return x;
    struct rows r = db_ask(reading(s),
                           SQL("SELECT person, credential, idle, used, expires FROM visit"
                               " WHERE id = $1"),
                           VT(x.id));
    if (!rows_next(&r)) return (struct session){0};
    x.person = row_int(&r, 0), x.credential = row_int(&r, 1), x.idle = row_int(&r, 2);
    i64 used = row_int(&r, 3);
    x.live = row_int(&r, 4) > now && (!x.idle || now - used <= x.idle);
    rows_end(&r);
    if (x.live && x.idle && now - used > x.idle / 10)
        perform(s, &(struct job){.run = session_use, .text = x.id, .a = now});
    return x;
}

static void session_drop(struct db *db, struct job *j) {
    db_run(db, SQL("UPDATE visit SET expires = 0 WHERE id = $1"), VT(j->text));
}
static void sessions_drop(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM visit WHERE person = $1"), VN(j->a));
}
void scratch_session_end(struct scratch *s, str session) {
    perform(s, &(struct job){.run = session_drop, .text = session});
}
void scratch_sessions_end(struct scratch *s, i64 person) {
    perform(s, &(struct job){.run = sessions_drop, .a = person});
}

/* ---- drafts ---- */

/* The form that begins a draft, pressed twice: the draft it began is still there. */
static bool started_before(struct db *db, struct job *j) {
    if (!j->form.n) return false;
    str id = db_text(db,
                     SQL("SELECT d.id FROM started s"
                         " JOIN draft d ON d.id = s.draft"
                         " WHERE s.form = $1 AND s.expires > $2 AND d.owner = $3"),
                     VT(j->form), VN(j->a), VN(j->draft->owner));
    if (id.n + 1 == sizeof j->id) memcpy(j->id, id.p, id.n);
    return id.n > 0;
}

static void draft_put(struct db *db, struct job *j) {
    const struct draft *d = j->draft;
    bool is_new = !d->id.n;
    if (is_new && started_before(db, j)) return;
    if (is_new && db_int(db, SQL("SELECT count(*) FROM draft WHERE owner = $1"), VN(d->owner)) >=
                      (d->owner ? DRAFTS_EACH : DRAFTS_OF_NOBODY)) {
        j->good = false;
        return;
    }
    str files = json_canonical(d->files ? d->files : json_array());
    if (is_new)
        db_run(db,
               SQL("INSERT INTO draft (id, owner, procedure, procedure_act, answers, files, dossier,"
                   " updated)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
               VT(j->text), VN(d->owner), VT(d->procedure), VN(d->procedure_act), VT(j->more), VT(files),
               VN(d->dossier), VN(j->a));
    else /* a draft wiped meanwhile stays wiped */
        db_run(db,
               SQL("UPDATE draft"
                   " SET procedure_act = $3, answers = $4, files = $5, updated = $6"
                   " WHERE id = $1 AND owner = $2"),
               VT(d->id), VN(d->owner), VN(d->procedure_act), VT(j->more), VT(files), VN(j->a));
    j->good = db_changes(db) == 1;
    if (j->good && j->form.n)
        db_run(db,
               SQL("INSERT INTO started (form, draft, expires)"
                   " VALUES ($1, $2, $3)"
                   " ON CONFLICT (form) DO UPDATE"
                   " SET draft = excluded.draft, expires = excluded.expires"),
               VT(j->form), VT(j->text), VN(j->a + PRESSED_TWICE));
}

/* What was pressed: the form's key with all that it begins with; only its hash is kept. Empty: the form has
 * no key. */
static str form_pressed(const struct draft *d, str answers) {
    u8 h[32];
    if (d->key.n < 16) return (str){0};
    str all = str_fmt("%lld\n%lld\n%.*s\n%.*s\n%.*s", (long long)d->owner, (long long)d->dossier,
                      STR_ARG(d->procedure), STR_ARG(d->key), STR_ARG(answers));
    crypto_hash_sha256(h, (const u8 *)all.p, all.n);
    return hex(h, sizeof h);
}

str scratch_draft_dir(struct scratch *s, str id) {
    return str_fmt("%.*s/drafts/%.*s", STR_ARG(s->data), STR_ARG(id));
}

str scratch_draft_new(struct scratch *s, const struct draft *d, i64 now) {
    u8 raw[16];
    randombytes_buf(raw, sizeof raw);
    str id = hex(raw, sizeof raw);
    struct draft fresh = *d;
    fresh.id = (str){0};
    str answers = json_canonical(d->answers ? d->answers : json_object());
    struct job j = {.run = draft_put,
                    .draft = &fresh,
                    .text = id,
                    .more = answers,
                    .form = form_pressed(d, answers),
                    .a = now};
    if (!perform(s, &j)) return (str){0};
    return *j.id ? str_copy(str_c(j.id)) : id;
}

#define DRAFT_COLUMNS "id, owner, procedure, procedure_act, answers, files, dossier, updated"
static struct draft draft_row(const struct rows *r) {
    return (struct draft){.id = row_text(r, 0),
                          .owner = row_int(r, 1),
                          .procedure = row_text(r, 2),
                          .procedure_act = row_int(r, 3),
                          .answers = json_read(row_text(r, 4), NULL),
                          .files = json_read(row_text(r, 5), NULL),
                          .dossier = row_int(r, 6),
                          .updated = row_int(r, 7)};
}

/* Filed already, and its wiping is on its way. */
static bool leaving(struct scratch *s, str id) {
    bool found = false;
    pthread_mutex_lock(&s->lock);
    for (struct job *j = s->first; j && !found; j = j->next) found = j->alone && str_eq(j->text, id);
    for (struct job *j = s->doing; j && !found; j = j->next) found = j->alone && str_eq(j->text, id);
    pthread_mutex_unlock(&s->lock);
    return found;
}

bool scratch_draft_load(struct scratch *s, str id, i64 owner, struct draft *out) {
    if (leaving(s, id)) return false;
    struct rows r =
        db_ask(reading(s), SQL("SELECT " DRAFT_COLUMNS " FROM draft WHERE id = $1 AND owner = $2"), VT(id),
               VN(owner));
    bool found = rows_next(&r);
    if (found) *out = draft_row(&r);
    rows_end(&r);
    return found;
}

bool scratch_draft_save(struct scratch *s, const struct draft *d, i64 now) {
    struct job j = {.run = draft_put,
                    .draft = d,
                    .text = d->id,
                    .more = json_canonical(d->answers ? d->answers : json_object()),
                    .a = now};
    return d->id.n && perform(s, &j);
}

static void folder_drop(str path) {
    DIR *dir = opendir(str_z(path));
    struct dirent *e;
    for (int n = 0; dir && n < FILES_IN_DRAFT && (e = readdir(dir)); n++)
        if (e->d_name[0] != '.') unlink(str_z(str_fmt("%.*s/%s", STR_ARG(path), e->d_name)));
    if (dir) closedir(dir);
    rmdir(str_z(path));
}

static void draft_drop(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM draft WHERE id = $1 AND owner = $2"), VT(j->text), VN(j->a));
    j->good = db_changes(db) == 1;
}
void scratch_draft_wipe(struct scratch *s, str id, i64 owner) {
    struct job j = {.run = draft_drop, .text = id, .a = owner};
    if (perform(s, &j)) folder_drop(scratch_draft_dir(s, id));
}

/* The act is committed and its key is the draft's: should this be lost, pressing again gets the same answer.
 * So nobody waits for it. */
void scratch_draft_filed(struct scratch *s, const struct draft *d) {
    struct job *j = calloc(1, sizeof *j);
    if (!j) panic("out of memory");
    if (json_array_size(d->files)) folder_drop(scratch_draft_dir(s, d->id));
    *j = (struct job){.run = draft_drop, .a = d->owner, .alone = true};
    require(d->id.n < sizeof j->id);
    memcpy(j->id, d->id.p, d->id.n);
    j->text = str_c(j->id);
    pthread_mutex_lock(&s->lock);
    bool taken = enqueue(s, j);
    s->alone += taken;
    pthread_mutex_unlock(&s->lock);
    if (!taken) free(j);
}

size_t scratch_drafts(struct scratch *s, i64 owner, struct draft *out, size_t max) {
    size_t n = 0;
    settle(s);
    struct rows r =
        db_ask(reading(s),
               SQL("SELECT " DRAFT_COLUMNS " FROM draft WHERE owner = $1 ORDER BY updated DESC, id LIMIT $2"),
               VN(owner), VN((i64)max));
    while (n < max && rows_next(&r)) out[n++] = draft_row(&r);
    rows_end(&r);
    return n;
}

i64 scratch_draft_bytes(struct scratch *s, i64 owner) {
    i64 bytes = 0;
    struct rows r =
        db_ask(reading(s), SQL("SELECT files FROM draft WHERE owner = $1 AND files <> '[]'"), VN(owner));
    while (rows_next(&r)) {
        json_t *files = json_read(row_text(&r, 0), NULL), *file;
        size_t i;
        json_array_foreach(files, i, file) bytes += json_int(file, "bytes");
    }
    rows_end(&r);
    return bytes;
}

/* ---- throttle and ticks ---- */

static void throttle_mark(struct db *db, struct job *j) {
    j->c = db_int(db,
                  SQL("INSERT INTO throttle (id, slot, n, expires)"
                      " VALUES ($1, $2, 1, $3)"
                      " ON CONFLICT (id, slot) DO UPDATE"
                      " SET n = throttle.n + 1 RETURNING n"),
                  VT(j->text), VN(j->a), VN(j->b));
}
bool scratch_allow(struct scratch *s, str key, int limit, i64 window, i64 now) {
    u8 h[32]; /* keys hold sign-in names: only their hash is kept */
    crypto_hash_sha256(h, (const u8 *)(key.p ? key.p : ""), key.n);
    struct job j = {
        .run = throttle_mark, .text = hex(h, 16), .a = now / window, .b = (now / window + 1) * window};
    return perform(s, &j) && j.c <= limit;
}

static void mark_put(struct db *db, struct job *j) {
    db_run(db, SQL("INSERT INTO mark (name, at) VALUES ($1, $2) ON CONFLICT DO NOTHING"), VT(j->text),
           VN(j->a));
}
i64 scratch_marked(struct scratch *s, str name) {
    return db_int(reading(s), SQL("SELECT at FROM mark WHERE name = $1"), VT(name));
}
void scratch_mark(struct scratch *s, str name, i64 now) {
    if (!scratch_marked(s, name)) perform(s, &(struct job){.run = mark_put, .text = name, .a = now});
}

static void sweep(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM visit WHERE known <= $1"), VN(j->a));
    db_run(db, SQL("DELETE FROM started WHERE expires <= $1"), VN(j->a));
    db_run(db, SQL("DELETE FROM throttle WHERE expires <= $1"), VN(j->a));
}
void scratch_sweep(struct scratch *s, i64 now) {
    perform(s, &(struct job){.run = sweep, .a = now});
    struct rows r =
        db_ask(reading(s),
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
