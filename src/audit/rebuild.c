/* Makes a folder from another: replay from its journal, backup, upgrade. Each compares the number of acts on
 * both sides before it reports success. */
#include "journal/view.h"
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPLAYED_AT_ONCE = 2000 };

/* ---- replay ---- */

/* Replays one act. A separate, reset arena keeps the memory in the processor's cache. */
static bool row_replay(struct journal *j, const struct rows *r, struct arena *one, struct out *differences,
                       struct findings *out) {
    struct arena *before = arena_enter(one);
    struct out mine = {0};
    struct entry e = entry_row(r);
    str why = {0};
    bool next = e.n == j->head.n + 1, good = next && entry_replay(j, &e, &mine, &why);
    if (!next)
        FIND(out, "journal", "act %lld is missing (next is %lld), so nothing after it can be rebuilt",
             (long long)j->head.n + 1, (long long)e.n);
    else if (!good)
        FIND(out, "journal", "act %lld (%.*s) cannot be read, so nothing after it can be rebuilt: %.*s",
             (long long)e.n, STR_ARG(e.kind), STR_ARG(why));
    arena_enter(before);
    out_str(differences, out_all(&mine));
    arena_reset(one);
    return good;
}

bool replay_into(struct db *from, struct journal *j, struct findings *out) {
    i64 last = journal_last(from);
    struct arena *page = arena_new(), *one = arena_new(), *before = arena_enter(page);
    bool good = true;
    for (i64 at = 1; at <= last && good; at += REPLAYED_AT_ONCE) {
        struct out differences = {0};
        db_begin(j->db);
        struct rows r = db_ask(from, SQL(ENTRIES " WHERE n >= $1 AND n < $2 ORDER BY n"), VN(at),
                               VN(at + REPLAYED_AT_ONCE));
        while (good && rows_next(&r)) good = row_replay(j, &r, one, &differences, out);
        rows_end(&r);
        if (good) good = db_commit(j->db);
        else db_rollback(j->db);
        arena_enter(before);
        out_str(&out->differences, out_all(&differences));
        arena_enter(page);
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
    arena_free(one);
    if (db_error(from).n) FIND(out, "journal", "cannot be read: %.*s", STR_ARG(db_error(from)));
    else if (good && j->head.n != last)
        FIND(out, "journal", "act %lld is missing, so nothing after it can be rebuilt",
             (long long)j->head.n + 1);
    return good && !db_error(from).n && j->head.n == last;
}

/* Counts the acts; false when a number between them is missing. */
static bool acts_counted(struct db *db, i64 *out_n, str *out_error) {
    *out_n = journal_count(db);
    if (*out_n != journal_last(db) && !db_error(db).n)
        *out_error = str_fmt("act %lld is missing from the journal", (long long)journal_gap(db));
    if (db_error(db).n) *out_error = str_fmt("the journal cannot be read: %.*s", STR_ARG(db_error(db)));
    return !out_error->n;
}

/* ---- files ---- */

static bool copy_file(str from, str to) {
    int in = open(str_z(from), O_RDONLY | O_CLOEXEC),
        dst = in < 0 ? -1 : open(str_z(to), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = dst >= 0;
    static _Thread_local char chunk[64 * 1024];
    for (ssize_t n; good && (n = read(in, chunk, sizeof chunk)) != 0;)
        good = n > 0 && write(dst, chunk, (size_t)n) == n;
    good = good && !fsync(dst);
    if (in >= 0) close(in);
    if (dst >= 0) close(dst);
    return good;
}

static bool copy_named(str data, str into, str sha, str *out_error) {
    str to = files_path(into, sha), parent = str_fmt("%.*s/files/%.2s", STR_ARG(into), sha.p);
    if (mkdir(str_z(parent), 0700) && errno != EEXIST) return false;
    if (!access(str_z(to), F_OK) || copy_file(files_path(data, sha), to)) return true;
    *out_error = str_fmt("file %.*s is missing or cannot be copied: run tinhso verify", STR_ARG(sha));
    return false;
}

/* Copies the files that the rows of `r` name. `pointer`: the column holds {"$file": sha} instead of the hash.
 */
static bool copy_asked(struct rows r, bool pointer, str data, str into, str *out_error) {
    struct arena *page = arena_new(), *before = arena_enter(page);
    str why = {0};
    bool good = true;
    while (good && rows_next(&r)) {
        good =
            copy_named(data, into,
                       pointer ? json_str(json_read(row_text(&r, 0), NULL), "$file") : row_text(&r, 0), &why);
        if (good && arena_used(page) > 4u << 20) arena_reset(page);
    }
    rows_end(&r);
    arena_enter(before);
    if (!good) *out_error = str_copy(why);
    arena_free(page);
    return good;
}

/* Copies all files that tables and journal name, the signed notes and the public key. `db` is the copy, whose
 * tables are this release's. */
static bool copy_files(struct db *db, str data, str into, str *out_error) {
    const struct table *t;
    db_begin(db);
    bool good = copy_asked(db_ask_long(db, S(BODIES_IN_FILES)), true, data, into, out_error);
    for (size_t i = 0; good && (t = table_each(i)); i++)
        if (t->file)
            good = copy_asked(
                db_ask_long(db, str_fmt("SELECT %s FROM %s WHERE %s <> ''", t->file, t->name, t->file)),
                false, data, into, out_error);
    static const char *const beside[] = {"checkpoints", "cosignatures", "public.key"};
    for (size_t i = 0; good && i < COUNT(beside); i++) {
        str from = str_fmt("%.*s/%s", STR_ARG(data), beside[i]);
        if (!access(str_z(from), F_OK)) good = copy_file(from, str_fmt("%.*s/%s", STR_ARG(into), beside[i]));
    }
    if (!good && !out_error->n)
        *out_error = str_fmt("cannot copy into %.*s: %s", STR_ARG(into), strerror(errno));
    if (good && db_error(db).n) *out_error = str_fmt("the copy cannot be read: %.*s", STR_ARG(db_error(db)));
    db_rollback(db);
    return !out_error->n;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where) {
    (void)st, (void)kind, (void)where;
    return remove(path);
}

/* Removes an unfinished folder, so that the next try can use the path. */
static void folder_remove(str folder) { nftw(str_z(folder), remove_one, 16, FTW_DEPTH | FTW_PHYS); }

/* Replays into folder `f`. Bodies and files are read from `data`; afterwards only those still named are
 * copied. */
static bool rebuild(struct db *db, struct folder *f, str data, str fresh, struct findings *out,
                    str *out_error) {
    struct journal *j = folder_journal(f);
    i64 acts = 0, made = 0;
    if (!acts_counted(db, &acts, out_error)) return false;
    j->folder = data;
    db_folder_set(j->db, data);
    bool good = replay_into(db, j, out) && db_sync(j->db);
    j->folder = fresh;
    db_folder_set(j->db, fresh);
    good = good && copy_files(j->db, data, fresh, out_error) && acts_counted(j->db, &made, out_error);
    if (good && made != acts)
        *out_error =
            str_fmt("%lld acts were rebuilt, the journal has %lld", (long long)made, (long long)acts);
    return good && made == acts;
}

bool replay_folder(str data, str fresh, struct findings *out, str *out_error) {
    findings_begin(out);
    data = data_folder(data);
    struct db *db = db_open_folder(data, DB_READ, out_error);
    if (!db) return false;
    db_begin(db); /* one snapshot of the journal */
    bool made = folder_make(fresh, out_error);
    struct folder *f = made ? folder_open_at(fresh, DB_BUILD, LOCKED, out_error) : NULL;
    bool good = f && rebuild(db, f, data, data_folder(fresh), out, out_error);
    if (!good && !out_error->n) *out_error = out->n ? out->v[0].what : S("the journal could not be replayed");
    if (f && db_error(folder_db(f)).n && !good)
        *out_error = str_fmt("%.*s (%.*s)", STR_ARG(*out_error), STR_ARG(db_error(folder_db(f))));
    folder_close(f);
    good = db_done(db, out_error) && good;
    if (made && !good) folder_remove(data_folder(fresh));
    return good;
}

/* ---- backup ---- */

/* Writes all tables into one SQLite file at `path`. A backup of a PostgreSQL database is thus a complete
 * folder, too. */
static bool snapshot(struct db *db, str path, str *out_error) {
    if (db_backup(db, path, out_error) || out_error->n) return !out_error->n;
    struct db *copy = db_open(path, DB_WRITE, out_error);
    const struct table *t;
    if (!copy) return false;
    bool good = schema_make(copy);
    db_begin(db);
    db_begin(copy);
    good = good && db_copy_table(db, copy, "journal", "n");
    for (size_t i = 0; good && (t = table_each(i)); i++) good = db_copy_table(db, copy, t->name, t->key);
    good = good && db_commit(copy);
    db_rollback(db);
    if (!good) *out_error = str_copy(db_error(copy).n ? db_error(copy) : db_error(db));
    db_close(copy);
    return good;
}

/* Checks that every table is there: a missing one would be noticed only at the restore. */
static bool tables_there(struct db *db, str *out_error) {
    const struct table *t;
    for (size_t i = 0; (t = table_each(i)); i++) {
        struct rows r = db_ask_built(db, str_fmt("SELECT 1 FROM %s LIMIT 1", t->name), NULL, 0);
        rows_next(&r);
        rows_end(&r);
    }
    if (db_error(db).n) *out_error = str_fmt("a table is missing: %.*s", STR_ARG(db_error(db)));
    return !out_error->n;
}

/* Checks a snapshot: the tables of this release, all acts that existed before it, and none made after it. */
static bool snapshot_whole(struct db *copy, i64 before, i64 after, str *out_error) {
    i64 acts = 0;
    if (!acts_counted(copy, &acts, out_error) || !tables_there(copy, out_error)) return false;
    if (acts < before || acts > after)
        *out_error = str_fmt("the copy has %lld acts, the journal %lld", (long long)acts, (long long)after);
    return !out_error->n;
}

/* The number of acts before and after a snapshot; it holds at least the former and at most the latter. */
struct acts_around {
    i64 before, after;
};

/* Copies the database to `path` in the new folder `into`. */
static bool database_copied(str data, str into, str path, struct acts_around *n, str *out_error) {
    struct db *db = db_open_folder(data, DB_READ, out_error);
    if (!db) return false;
    bool good = folder_ours(db, data, out_error) && acts_counted(db, &n->before, out_error);
    good = good && snapshot(db, path, out_error);
    good = good && !mkdir(str_z(str_fmt("%.*s/files", STR_ARG(into))), 0700);
    good = good && acts_counted(db, &n->after, out_error);
    return db_done(db, out_error) && good;
}

bool backup_folder(str data, str into, str *out_error) {
    struct acts_around n = {0};
    data = data_folder(data);
    str path = str_fmt("%.*s/main.db", STR_ARG(into));
    if (mkdir(str_z(into), 0700)) {
        *out_error = str_fmt("cannot make %.*s: %s", STR_ARG(into), strerror(errno));
        return false;
    }
    bool good = database_copied(data, into, path, &n, out_error);
    /* files are copied after the snapshot, so that all it names are there */
    struct db *copy = good ? db_open(path, DB_READ, out_error) : NULL;
    good =
        copy && snapshot_whole(copy, n.before, n.after, out_error) && copy_files(copy, data, into, out_error);
    good = db_done(copy, out_error) && good;
    if (!good) folder_remove(into);
    if (!good && !out_error->n) *out_error = str_fmt("cannot write %.*s: %s", STR_ARG(into), strerror(errno));
    return good;
}

/* ---- upgrade ---- */

static bool tables_ours(str data, str *out_error) {
    struct db *db = db_open_folder(data, DB_READ, out_error);
    bool ours = db && schema_ours(db);
    return db_done(db, out_error) && ours;
}

/* Moves what replay does not make: keys (or the link to them), sessions and drafts. */
static bool belongings_move(str from, str to) {
    static const char *const names[] = {"keys",   "scratch.db", "scratch.db-wal", "scratch.db-shm",
                                        "drafts", "courier.db", "courier.db-wal", "courier.db-shm"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (rename(str_z(str_fmt("%.*s/%s", STR_ARG(from), names[i])),
                   str_z(str_fmt("%.*s/%s", STR_ARG(to), names[i]))) &&
            errno != ENOENT)
            return false;
    return true;
}

bool upgrade_folder(str data, bool *out_done, struct findings *out, str *out_error) {
    str fresh = str_fmt("%.*s.upgrade", STR_ARG(data)), before = str_fmt("%.*s.before", STR_ARG(data));
    *out_done = false;
    if (tables_ours(data, out_error) || out_error->n) return !out_error->n;
    if (!db_is_file(data)) {
        *out_error =
            S("this province lies in PostgreSQL: tinhso replay it into another schema, then use that");
        return false;
    }
    int lock = folder_lock(data, out_error); /* keeps servers out */
    if (lock < 0) return false;
    bool good = replay_folder(data, fresh, out, out_error);
    if (good && !verify_folder(fresh, false, out)) {
        *out_error = S("the rebuilt folder does not prove right: nothing was changed"), good = false;
        folder_remove(fresh);
    }
    good = good && belongings_move(data, fresh) && !rename(str_z(data), str_z(before)) &&
           !rename(str_z(fresh), str_z(data));
    if (!good && !out_error->n)
        *out_error = str_fmt("%.*s could not be put in place: %s", STR_ARG(fresh), strerror(errno));
    close(lock);
    return *out_done = good;
}
