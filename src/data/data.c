/* The data folder: made once, opened by one writer at a time. */
#include "journal/private.h"
#include "keys.h"
#include "base/sha256.h"

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

/* Of all CREATE statements: a folder made by a release with other tables has another. */
static str schema_stamp(void) {
    struct out o = {0};
    const struct table *t;
    out_z(&o, journal_ddl);
    for (size_t i = 0; (t = table_each(i)); i++) out_z(&o, t->ddl);
    hash h = sha256_of(out_all(&o), (str){0});
    return hex(h.b, 8);
}

bool schema_make(struct db *db) {
    db_fresh(db);
    db_begin(db);
    db_script(db, journal_ddl);
    const struct table *t;
    for (size_t i = 0; (t = table_each(i)); i++) db_script(db, t->ddl);
    db_run(db, SQL("INSERT INTO made_by (tables) VALUES ($1)"), VT(schema_stamp()));
    return db_commit(db);
}

bool schema_ours(struct db *db) {
    return str_eq(db_text(db, SQL("SELECT tables FROM made_by")), schema_stamp());
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

bool house_init(str data, str *out_error) {
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

/* What is kept in memory, as the tables have it now; in an arena of its own, for readers may still hold the
 * definitions before. */
static void head_load(struct house *h) {
    struct arena *before = arena_enter(arena_new());
    procedures_forget();
    frontier_load(h->db, &h->head.tree);
    h->head.n = h->head.tree.size;
    /* it never runs backwards */
    h->head.at = db_int(h->db, SQL("SELECT at FROM journal ORDER BY n DESC LIMIT 1"));
    h->head.province = province_load(h->db, 0);
    h->defined = db_int(h->db, SQL("SELECT COALESCE(MAX(act), 0) FROM definition"));
    arena_enter(before);
}

static struct house *house_with(str folder, int lock, struct db *db) {
    struct arena *own = arena_new(), *before = arena_enter(own);
    struct house *h = NEW(struct house);
    *h = (struct house){
        .data = str_copy(folder), .lock = lock, .now = wall_clock, .own = own, .db = db, .held = true};
    arena_enter(before);
    return h;
}

struct house *house_open_at(str data, enum db_mode mode, bool lock, str *out_error) {
    str folder = data_folder(data);
    if (sodium_init() < 0) panic("libsodium does not start");
    if (!db_there(folder)) {
        *out_error =
            str_fmt("%.*s is no data folder (no main.db in it): make one with tinhso init", STR_ARG(folder));
        return NULL;
    }
    bool own = db_is_file(folder); /* else the lock is in the database, for the writers of all machines */
    int fd = lock && own ? folder_lock(folder, out_error) : -1;
    if (lock && own && fd < 0) return NULL;
    struct db *db = db_open_folder(folder, mode, out_error);
    struct house *h = house_with(folder, fd, db);
    if (db && !schema_ours(db) && !db_lost(db)) {
        *out_error = str_fmt(
            "the tables of %.*s are another release's: tinhso upgrade makes them anew from its journal",
            STR_ARG(folder));
        house_close(h);
        return NULL;
    }
    if (db) head_load(h);
    if (db && !db_error(db).n) return h;
    if (db) *out_error = str_copy(db_error(db));
    house_close(h);
    return NULL;
}

bool house_take(struct house *h) {
    if (h->held) return true;
    if (db_lost(h->db) && !db_again(h->db)) return false;
    db_rollback(h->db);
    db_clear(h->db);
    i64 defined = db_int(h->db, SQL("SELECT COALESCE(MAX(act), 0) FROM definition"));
    bool held = db_lock(h->db) && !db_error(h->db).n;
    if (held || defined != h->defined) head_load(h);
    if (db_error(h->db).n) return false; /* and with the connection the lock is gone again */
    if (held || defined != h->defined) province_publish(h->head.province);
    h->held = held;
    return held;
}

bool house_held(const struct house *h) { return h->held; }

struct house *house_open_waiting(str data, str *out_error) {
    struct house *h = house_open_at(data, DB_WRITE, true, out_error);
    if (!h) return NULL;
    province_publish(h->head.province);
    h->held = db_is_file(h->data);
    house_take(h);
    return h;
}

struct house *house_open(str data, str *out_error) {
    struct house *h = house_open_waiting(data, out_error);
    if (!h || h->held) return h;
    *out_error =
        str_fmt("another server writes to the database of %.*s: one writer at a time", STR_ARG(h->data));
    house_close(h);
    return NULL;
}

void house_close(struct house *h) {
    if (!h) return;
    db_close(h->db);
    if (h->lock >= 0) close(h->lock);
    arena_free(h->own);
}

str house_path(const struct house *h) { return h->data; }
struct db *house_db(struct house *h) {
    return h->db;
}
const struct province *house_province(const struct house *h) { return h->head.province; }
void house_clock(struct house *h, i64 (*now)(void)) { h->now = now; }

/* ---- files by hash: DATA/files/ab/<sha256> ---- */

str files_path(str data, str sha) {
    u8 raw[32];
    if (!unhex(sha, raw, sizeof raw)) return (str){0};
    return str_fmt("%.*s/files/%.2s/%.*s", STR_ARG(data), sha.p, STR_ARG(sha));
}

static bool sync_folder(str path) {
    while (path.n && path.p[path.n - 1] != '/') path.n--;
    int fd = open(str_z(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && !fsync(fd);
    if (fd >= 0) close(fd);
    return good;
}

static bool folder_for(str path) {
    while (path.n && path.p[path.n - 1] != '/') path.n--;
    return !mkdir(str_z(path), 0700) || errno == EEXIST;
}

static bool write_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

str files_put(str data, str bytes) {
    hash h = sha256_of(bytes, (str){0});
    str sha = hex(h.b, 32), path = files_path(data, sha);
    str part = str_fmt("%.*s.%d.part", STR_ARG(path), (int)getpid());
    if (!folder_for(path)) return (str){0};
    int fd = open(str_z(part), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return (str){0};
    bool good = write_all(fd, bytes) && !fsync(fd);
    close(fd);
    if (good && !rename(str_z(part), str_z(path)) && sync_folder(path)) return sha;
    unlink(str_z(part));
    return (str){0};
}

static bool hash_file(int fd, hash *out) {
    static _Thread_local u8 chunk[64 * 1024];
    SHA256_CTX s;
    SHA256_Init(&s);
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) break;
        SHA256_Update(&s, chunk, (size_t)n);
    }
    SHA256_Final(out->b, &s);
    return true;
}

str files_link(str data, str from_path) {
    hash h;
    int fd = open(str_z(from_path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return (str){0};
    bool good = hash_file(fd, &h) && !fsync(fd);
    close(fd);
    str sha = hex(h.b, 32), path = files_path(data, sha);
    if (!good || !folder_for(path)) return (str){0};
    if (link(str_z(from_path), str_z(path)) && errno != EEXIST) return (str){0};
    return sync_folder(path) ? sha : (str){0};
}

bool files_read(str data, str sha, size_t max, str *out_bytes) {
    str path = files_path(data, sha);
    struct stat st;
    int fd = path.n ? open(str_z(path), O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return false;
    if (fstat(fd, &st) || st.st_size < 0 || (u64)st.st_size > max) {
        close(fd);
        return false;
    }
    char *p = mem((size_t)st.st_size + 1);
    size_t got = 0;
    for (ssize_t n; got < (size_t)st.st_size && (n = read(fd, p + got, (size_t)st.st_size - got)) > 0;)
        got += (size_t)n;
    close(fd);
    *out_bytes = (str){p, got};
    return got == (size_t)st.st_size;
}

/* 1 = there and whole, 0 = missing, -1 = its bytes are not its name */
int files_check(str data, str sha) {
    str path = files_path(data, sha);
    int fd = path.n ? open(str_z(path), O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return 0;
    hash h;
    bool good = hash_file(fd, &h) && str_eq(hex(h.b, 32), sha);
    close(fd);
    return good ? 1 : -1;
}
