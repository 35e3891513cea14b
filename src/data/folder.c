/* The data folder: creating it, opening it under a lock (one writer at a time), taking over as writer. See
 * data.h. */
#include "private.h"
#include "keys.h"

#include <errno.h>
#include <fcntl.h>
#include <dirent.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static i64 wall_clock(void) { return (i64)time(NULL); }

static str under(str data, const char *name) { return str_fmt("%.*s/%s", STR_ARG(data), name); }

static bool folder_empty(const char *path) {
    DIR *d = opendir(path);
    if (!d) return errno == ENOENT;
    size_t n = 0;
    while (n < 3 && readdir(d)) n++;
    closedir(d);
    return n <= 2;
}

bool folder_make(str data, str *out_error) {
    str folder = data_folder(data);
    const char *path = str_z(folder);
    if (!folder_empty(path)) {
        *out_error = str_fmt("%s exists and is not empty: choose another folder, or remove it first", path);
        return false;
    }
    if ((mkdir(path, 0700) && errno != EEXIST) || mkdir(str_z(under(folder, "files")), 0700)) {
        *out_error = str_fmt("cannot make %s: %s", path, strerror(errno));
        return false;
    }
    struct db *db = db_place(data, out_error) ? db_open_folder(folder, DB_WRITE, out_error) : NULL;
    if (!db) return false;
    bool good = schema_make(db);
    if (!good) *out_error = str_copy(db_error(db));
    db_close(db);
    return good;
}

bool folder_init(str data, str *out_error) {
    return folder_make(data, out_error) && keys_create(data_folder(data), out_error);
}

int folder_lock(str data, str *out_error) {
    int fd = open(str_z(under(data, "lock")), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && !flock(fd, LOCK_EX | LOCK_NB)) {
        char pid[16];
        int n = snprintf(pid, sizeof pid, "%d\n", (int)getpid());
        if (ftruncate(fd, 0) || pwrite(fd, pid, (size_t)n, 0) != n)
            log_line("warn", "event=lock.pid why=%s", strerror(errno));
        return fd;
    }
    char holder[16] = "";
    if (fd >= 0 && read(fd, holder, sizeof holder - 1) > 0) holder[strcspn(holder, "\n")] = 0;
    *out_error = fd < 0
                     ? str_fmt("cannot open %.*s/lock: %s", STR_ARG(data), strerror(errno))
                     : str_fmt("%.*s is in use by process %s: one writer at a time", STR_ARG(data), holder);
    if (fd >= 0) close(fd);
    return -1;
}

struct folder {
    struct journal journal;
    int lock;          /* flock on DATA/lock; -1 = none */
    _Atomic bool held; /* this process is the writer; otherwise folder_take is waiting for that */
    i64 defined;       /* number of the act that made the definitions in force */
    struct arena *own; /* memory of this struct */
};

/* Reads the journal's head from the tables. It gets an arena of its own, as readers may still use the old
 * definitions. */
static void head_load(struct folder *f) {
    struct arena *before = arena_enter(arena_new());
    journal_head(&f->journal);
    f->defined = definitions_act(f->journal.db, 0);
    arena_enter(before);
}

static struct folder *folder_with(str path, int lock, struct db *db) {
    struct arena *own = arena_new(), *before = arena_enter(own);
    struct folder *f = NEW(struct folder);
    *f = (struct folder){.journal = {.folder = str_copy(path), .db = db, .now = wall_clock},
                         .lock = lock,
                         .own = own,
                         .held = true};
    arena_enter(before);
    return f;
}

bool folder_ours(struct db *db, str data, str *out_error) {
    bool ours = schema_ours(db);
    if (db_error(db).n)
        *out_error = str_fmt("%.*s cannot be read: %.*s", STR_ARG(data), STR_ARG(db_error(db)));
    else if (!ours)
        *out_error = str_fmt(
            "the tables of %.*s are another release's: tinhso upgrade makes them anew from its journal",
            STR_ARG(data));
    return ours && !db_error(db).n;
}

static bool folder_there(str path, str *out_error) {
    bool there = db_there(path);
    if (!there)
        *out_error =
            str_fmt("%.*s is no data folder (no main.db in it): make one with tinhso init", STR_ARG(path));
    return there;
}

bool folder_ready(str data, str *out_error) {
    str path = data_folder(data);
    struct db *db = folder_there(path, out_error) ? db_open_folder(path, DB_READ, out_error) : NULL;
    bool ready = db && folder_ours(db, path, out_error);
    return db_done(db, out_error) && ready;
}

struct folder *folder_open_at(str data, enum db_mode mode, enum locking locking, str *out_error) {
    str path = data_folder(data);
    if (sodium_init() < 0) panic("libsodium does not start");
    if (!folder_there(path, out_error)) return NULL;
    /* with PostgreSQL the lock is in the database, for writers on other machines */
    bool by_file = locking == LOCKED && db_is_file(path);
    int fd = by_file ? folder_lock(path, out_error) : -1;
    if (by_file && fd < 0) return NULL;
    struct db *db = db_open_folder(path, mode, out_error);
    struct folder *f = folder_with(path, fd, db);
    if (db && (db_lost(db) || folder_ours(db, path, out_error))) {
        head_load(f);
        if (!db_error(db).n) return f;
        *out_error = str_copy(db_error(db));
    }
    folder_close(f);
    return NULL;
}

bool folder_take(struct folder *f) {
    struct db *db = f->journal.db;
    if (f->held) return true;
    if (db_lost(db) && !db_again(db)) return false;
    db_rollback(db);
    db_clear(db);
    i64 defined = definitions_act(db, 0);
    bool held = db_lock(db) && !db_error(db).n, anew = held || defined != f->defined;
    if (anew) head_load(f);
    if (db_error(db).n) return false; /* the connection is lost, and the lock with it */
    if (anew) province_publish(f->journal.head.province);
    f->held = held;
    return held;
}

bool folder_held(const struct folder *f) { return f->held; }

struct folder *folder_open_waiting(str data, str *out_error) {
    struct folder *f = folder_open_at(data, DB_WRITE, LOCKED, out_error);
    if (!f) return NULL;
    province_publish(f->journal.head.province);
    f->held = db_is_file(f->journal.folder);
    folder_take(f);
    return f;
}

struct folder *folder_open(str data, str *out_error) {
    struct folder *f = folder_open_waiting(data, out_error);
    if (!f || f->held) return f;
    *out_error = str_fmt("another server writes to the database of %.*s: one writer at a time",
                         STR_ARG(f->journal.folder));
    folder_close(f);
    return NULL;
}

void folder_close(struct folder *f) {
    if (!f) return;
    db_close(f->journal.db);
    if (f->lock >= 0) close(f->lock);
    arena_free(f->own);
}

struct journal *folder_journal(struct folder *f) {
    return &f->journal;
}
str folder_path(const struct folder *f) { return f->journal.folder; }
struct db *folder_db(struct folder *f) {
    return f->journal.db;
}
const struct province *folder_province(const struct folder *f) { return f->journal.head.province; }
void folder_clock(struct folder *f, i64 (*now)(void)) { f->journal.now = now; }

/* ---- acts ---- */

void folder_perform(struct folder *f, const str *requests, struct reply *out_replies, size_t n) {
    if (!f->held) return replies_unwritten(out_replies, n);
    if (!journal_perform(&f->journal, requests, out_replies, n)) f->held = false;
}

struct reply folder_do(struct folder *f, const struct act_ask *q) {
    struct reply out;
    str bytes = ask_bytes(q);
    folder_perform(f, &bytes, &out, 1);
    return out;
}
