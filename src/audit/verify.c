/* Proving a folder: every hash, the tree, the checkpoints, the files; with tables, a replay compared row by
 * row. Names what is wrong and where. */
#include "audit.h"
#include "base/file.h"
#include "data/keys.h"
#include "data/private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FINDINGS_MAX = 100, CHECKPOINTS_MAX = 256 * 1024 * 1024, REPLAYED_AT_ONCE = 2000 };

static void findings_add(struct findings *f, const char *where, str what) {
    if (f->n >= FINDINGS_MAX) {
        f->more++;
        return;
    }
    struct arena *before = arena_enter(f->home);
    GROW(f->v, f->n, f->cap);
    f->v[f->n++] = (struct finding){.where = where, .what = str_copy(what)};
    arena_enter(before);
}

/* The caller's arena, for findings that outlive the pages they were found on. */
static struct arena *home_of(void) {
    struct arena *a = arena_enter(NULL);
    arena_enter(a);
    return a;
}
#define FIND(f, where, ...) findings_add((f), (where), str_fmt(__VA_ARGS__))

/* ---- journal: each row against its own hashes and its own header ---- */

struct walk {
    struct findings *out;
    struct frontier tree;
    i64 expected, at;
    str data;
    u8 *erased; /* bit n set: a body.erase act names act n */
    size_t erased_bits;
};

static void check_entry(struct walk *w, const struct entry *e) {
    if (e->n != w->expected)
        FIND(w->out, "journal", "act %lld is missing (next is %lld)", (long long)w->expected,
             (long long)e->n);
    w->expected = e->n + 1;
    if (e->at < w->at) FIND(w->out, "journal", "act %lld: its time runs backwards", (long long)e->n);
    w->at = e->at;
    if (e->mark != mark_of(e->actor, e->key) || e->hash_b.n != (e->erased ? 32 : 0))
        FIND(w->out, "journal", "act %lld: its columns do not fit together", (long long)e->n);
    struct entry again = *e;
    entry_hash(&again);
    bool named = (size_t)e->n < w->erased_bits && (w->erased[e->n / 8] >> (e->n % 8) & 1);
    if (e->erased && !named)
        FIND(w->out, "journal", "act %lld (%.*s): its body is gone, and no erasure names it", (long long)e->n,
             STR_ARG(e->kind));
    if (!str_eq(again.leaf, e->leaf))
        FIND(w->out, "journal",
             "act %lld (%.*s): its contents do not give its leaf hash: it was altered after it was recorded",
             (long long)e->n, STR_ARG(e->kind));
    str file = str_starts(e->body, S("{\"$file\":")) ? json_str(json_read(e->body, NULL), "$file") : (str){0};
    if (file.n && files_check(w->data, file) != 1)
        FIND(w->out, "files", "act %lld: its body, file %.*s, is missing or altered", (long long)e->n,
             STR_ARG(file));
    hash leaf = {0};
    if (again.leaf.n == 32) memcpy(leaf.b, again.leaf.p, 32);
    frontier_add(&w->tree, leaf);
    w->out->acts = w->tree.size;
}

static void collect_erased(struct db *db, struct walk *w, i64 last) {
    w->erased_bits = (size_t)last + 1;
    w->erased = mem(w->erased_bits / 8 + 1);
    struct rows r = db_ask(db, SQL(ENTRIES " WHERE kind = 'body.erase' ORDER BY n"));
    while (rows_next(&r)) {
        json_t *acts = json_object_get(json_object_get(json_read(entry_row(&r).header, NULL), "f"), "acts"),
               *v;
        size_t i;
        json_array_foreach(acts, i, v) {
            i64 n = json_integer_value(v);
            if (n > 0 && n <= last) w->erased[n / 8] |= (u8)(1 << (n % 8));
        }
    }
}

/* ---- checkpoints: signed notes, each about a prefix of the journal ---- */

struct note_list {
    const char *file, *what; /* in DATA; how one of its notes is called */
    str text;                /* all of it */
    struct checkpoint *v;
    size_t n, cap, at;
    i64 good_until;
    bool told;
};

static str notes_all(str data, const char *file) {
    struct stat st;
    str path = str_fmt("%.*s/%s", STR_ARG(data), file);
    if (stat(str_z(path), &st)) return (str){0};
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC);
    size_t size = st.st_size > CHECKPOINTS_MAX ? CHECKPOINTS_MAX : (size_t)st.st_size;
    char *p = mem(size + 1);
    str all = {p, fd >= 0 ? read_up_to(fd, p, size) : 0};
    if (fd >= 0) close(fd);
    return all;
}

/* Every line beside our own is a cosignature by a witness that some adopted province.yaml named. */
static bool cosigned_right(str note, str origin, const struct cosigner *witnesses, size_t n) {
    str body, lines, line, name, found;
    i64 at;
    size_t beside = 0;
    if (!note_split(note, &body, &lines)) return false;
    while (lines.n) {
        bool right = false;
        if (!note_line_next(&lines, &line, &name)) return false;
        if (str_eq(name, origin)) continue;
        for (size_t i = 0; i < n && !right; i++)
            right = cosignature_find(body, line, &witnesses[i], &found, &at);
        if (!right) return false;
        beside++;
    }
    return beside > 0;
}

/* The file is signed notes one after another, each ended by an empty line after its signatures (see
 * backroom/checkpoints.c and cosignatures.c). `witnesses` NULL: nobody else signs in it. */
static void read_notes(str data, struct findings *out, struct note_list *list,
                       const struct cosigner *witnesses, size_t n_witnesses) {
    u8 key[32];
    str name, error = {0}, text = list->text;
    if (!text.n) return;
    if (!keys_public(data, key, &name, &error)) {
        FIND(out, list->file, "no public key to check them with: %.*s", STR_ARG(error));
        return;
    }
    while (text.n) {
        str note;
        size_t number = list->n + 1;
        struct checkpoint c;
        if (!checkpoint_next(&text, &note) || !checkpoint_read(note, &c, key) ||
            (witnesses && !cosigned_right(note, c.origin, witnesses, n_witnesses))) {
            FIND(out, list->file, "%s number %zu in the file is damaged or not signed by %s", list->what,
                 number, witnesses ? "a witness that the province names" : "this folder's key");
            return;
        }
        GROW(list->v, list->n, list->cap);
        list->v[list->n++] = c;
    }
}

static int by_size(const void *a, const void *b) {
    const struct checkpoint *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

/* One witness may be behind another: the order in the file says nothing. */
static void read_cosignatures(struct db *db, str data, struct findings *out, struct note_list *list) {
    enum { EVER = 100 };
    str keys[EVER];
    struct cosigner witnesses[EVER];
    size_t n = 0, all = list->text.n ? witness_keys_ever(db, keys, EVER) : 0;
    for (size_t i = 0; i < all; i++) n += cosigner_read(keys[i], &witnesses[n]);
    read_notes(data, out, list, witnesses, n);
    if (list->n) qsort(list->v, list->n, sizeof *list->v, by_size);
}

/* Compares each checkpoint when the walk reaches its size. */
static void meet_checkpoints(struct walk *w, struct note_list *list) {
    bool *told = &list->told;
    i64 *good_until = &list->good_until;
    for (; list->at < list->n && list->v[list->at].size <= w->tree.size; list->at++) {
        const struct checkpoint *c = &list->v[list->at];
        if (c->size < w->tree.size) {
            if (!*told)
                FIND(w->out, list->file, "%s %zu is about %lld acts, fewer than the one before it",
                     list->what, list->at + 1, (long long)c->size);
            *told = true;
            continue;
        }
        hash root = frontier_root(&w->tree);
        if (!memcmp(root.b, c->root.b, 32)) *good_until = c->size;
        else if (!*told) {
            FIND(w->out, list->file,
                 "%s %zu (of act %lld, signed %.*s) does not match the journal: an act from %lld to "
                 "%lld was rewritten",
                 list->what, list->at + 1, (long long)c->size, STR_ARG(when_iso(c->at)),
                 (long long)*good_until + 1, (long long)c->size);
            *told = true;
        }
    }
}

static void meet_end(struct findings *out, const struct note_list *list, i64 last) {
    if (list->n && list->v[list->n - 1].size > last)
        FIND(out, list->file, "%lld acts were signed for, the journal holds %lld: its end was cut off",
             (long long)list->v[list->n - 1].size, (long long)last);
}

/* What a long journal is opened by: each full tile's row is the root of its 256 leaves. */
static void check_tile(struct db *db, struct walk *w, i64 n) {
    if (n % TILE || w->tree.size != n) return;
    str root = tile_root(db, n / TILE - 1);
    if (root.n != sizeof w->tree.tile.b || memcmp(root.p, w->tree.tile.b, root.n))
        FIND(w->out, "tree", "tile %lld (acts %lld to %lld) is %s", (long long)(n / TILE - 1),
             (long long)(n - TILE + 1), (long long)n, root.n ? "altered" : "missing");
}

static void walk_journal(struct db *db, str data, struct findings *out) {
    /* read before the first query fixes what we see: a running server signs on meanwhile */
    struct note_list notes = {.file = "checkpoints",
                              .what = "checkpoint",
                              .text = notes_all(data, "checkpoints")},
                     cosigned = {.file = "cosignatures",
                                 .what = "cosigned checkpoint",
                                 .text = notes_all(data, "cosignatures")};
    read_notes(data, out, &notes, NULL, 0);
    read_cosignatures(db, data, out, &cosigned);
    i64 last = journal_last(db);
    struct walk w = {.out = out, .expected = 1, .data = data};
    collect_erased(db, &w, last);
    struct arena *page = arena_new(), *before = arena_enter(page);
    for (i64 from = 1; from <= last; from += 1000) { /* by key, so that no read lasts long */
        struct rows r =
            db_ask(db, SQL(ENTRIES " WHERE n >= $1 AND n < $2 ORDER BY n"), VN(from), VN(from + 1000));
        while (rows_next(&r)) {
            struct entry e = entry_row(&r);
            check_entry(&w, &e);
            check_tile(db, &w, e.n);
            meet_checkpoints(&w, &notes);
            meet_checkpoints(&w, &cosigned);
        }
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
    meet_end(out, &notes, last);
    meet_end(out, &cosigned, last);
    if (db_error(db).n) FIND(out, "journal", "cannot be read: %.*s", STR_ARG(db_error(db)));
}

/* ---- files named by tables ---- */

static void check_files(struct db *db, str data, struct findings *out) {
    const struct table *t;
    struct arena *page = arena_new(), *before = arena_enter(page);
    char last[80] = "";
    int good = 1;
    for (size_t i = 0; (t = table_each(i)); i++) {
        if (!t->file) continue;
        struct rows r = db_ask_long(db, str_fmt("SELECT %s, %s FROM %s WHERE %s <> '' ORDER BY %s", t->file,
                                                t->key, t->name, t->file, t->key));
        while (rows_next(&r)) {
            str sha = row_look(&r, 0);
            /* the same as in the row before is read once */
            if (!str_eq(sha, str_c(last))) good = files_check(data, row_text(&r, 0));
            snprintf(last, sizeof last, "%.*s", STR_ARG(sha));
            if (good != 1)
                FIND(out, "files", "%s %lld: file %.*s is %s", t->name, (long long)row_int(&r, 1),
                     STR_ARG(row_text(&r, 0)), good ? "altered" : "missing");
            if (arena_used(page) > 4u << 20) arena_reset(page);
        }
    }
    arena_enter(before);
    arena_free(page);
}

/* ---- tables: replayed and compared ---- */

static str shown(struct val v) {
    if (v.kind == VAL_NULL) return S("nothing");
    if (v.kind == VAL_INT) return str_fmt("%lld", (long long)v.n);
    return v.s.n > 80 ? str_fmt("%.*s…", 80, v.s.p) : v.s;
}

static int val_cmp(struct val a, struct val b) {
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    if (a.kind == VAL_NULL) return 0;
    return a.kind == VAL_INT ? (a.n > b.n) - (a.n < b.n) : str_cmp(a.s, b.s);
}

static bool in_list(const char *list, str name) {
    for (str rest = str_c(list), one; (one = str_trim(str_cut(&rest, ','))).n;)
        if (str_eq(one, name)) return true;
    return false;
}

/* "dossier n=812 code=…": the key columns of a row. */
static str row_key(const struct table *t, const struct rows *r, int columns) {
    struct out o = {0};
    out_z(&o, t->name);
    for (int i = 0; i < columns; i++)
        if (in_list(t->key, row_name(r, i)) || str_is(row_name(r, i), "code"))
            out_fmt(&o, " %.*s=%.*s", STR_ARG(row_name(r, i)), STR_ARG(shown(row_val(r, i))));
    return out_all(&o);
}

/* The act a row came from: its column act, or n. */
static i64 row_act(const struct rows *r, int columns) {
    i64 n = 0;
    for (int i = 0; i < columns; i++) {
        if (str_is(row_name(r, i), "last_act")) return row_int(r, i);
        if (str_is(row_name(r, i), "act")) n = row_int(r, i);
    }
    return n;
}

/* Where the key's columns stand in a row, in the key's order. */
struct key {
    int at[8], n;
};
static struct key key_of(const struct table *t, const struct rows *r, int columns) {
    struct key k = {0};
    for (str rest = str_c(t->key), one; (one = str_trim(str_cut(&rest, ','))).n;)
        for (int i = 0; i < columns && k.n < (int)COUNT(k.at); i++)
            if (str_eq(row_name(r, i), one)) k.at[k.n++] = i;
    return k;
}

static int key_cmp(const struct key *k, const struct rows *a, const struct rows *b) {
    for (int i = 0; i < k->n; i++) {
        if (row_equal(a, b, k->at[i])) continue;
        int c = val_cmp(row_val(a, k->at[i]), row_val(b, k->at[i]));
        if (c) return c;
    }
    return 0;
}

static void compare_row(const struct table *t, const struct rows *is, const struct rows *should, int columns,
                        struct findings *out) {
    for (int i = 0; i < columns; i++) {
        if (row_equal(is, should, i)) continue;
        FIND(out, "table", "act %lld, row %.*s: column %.*s says %.*s, the journal gives %.*s",
             (long long)row_act(should, columns), STR_ARG(row_key(t, is, columns)), STR_ARG(row_name(is, i)),
             STR_ARG(shown(row_val(is, i))), STR_ARG(shown(row_val(should, i))));
    }
}

static void compare_table(struct db *is_db, struct db *should_db, const struct table *t,
                          struct findings *out) {
    str sql = str_fmt("SELECT * FROM %s ORDER BY %s", t->name, t->key);
    struct rows is = db_ask_long(is_db, sql), should = db_ask_long(should_db, sql);
    struct arena *page = arena_new(), *before = arena_enter(page);
    bool a = rows_next(&is), b = rows_next(&should);
    const struct rows *any = a ? &is : &should;
    int columns = a || b ? rows_columns(any) : 0;
    struct key key = columns ? key_of(t, any, columns) : (struct key){0};
    while (a || b) {
        int c = a && b ? key_cmp(&key, &is, &should) : (int)b - (int)a;
        if (c < 0)
            FIND(out, "table", "row %.*s stands there, but no act made it",
                 STR_ARG(row_key(t, &is, columns)));
        if (c > 0)
            FIND(out, "table", "row %.*s is missing: act %lld made it", STR_ARG(row_key(t, &should, columns)),
                 (long long)row_act(&should, columns));
        if (!c) compare_row(t, &is, &should, columns, out);
        if (c <= 0) a = rows_next(&is);
        if (c >= 0) b = rows_next(&should);
        if (arena_used(page) > 4u << 20) arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
}

/* In an arena of its own, so that each act finds the memory of the one before still in the processor's cache.
 */
static bool row_replay(struct journal *j, const struct rows *r, struct arena *one, struct out *differences,
                       struct findings *out) {
    struct arena *before = arena_enter(one);
    struct out mine = {0};
    struct entry e = entry_row(r);
    bool good = entry_replay(j, &e, &mine);
    if (!good)
        FIND(out, "journal", "act %lld (%.*s) cannot be read, so nothing after it can be rebuilt%s%.*s",
             (long long)e.n, STR_ARG(e.kind), db_error(j->db).n ? ": " : "", STR_ARG(db_error(j->db)));
    arena_enter(before);
    out_str(differences, out_all(&mine));
    arena_reset(one);
    return good;
}

/* Re-applies every act of `from` (a folder's database and files) to the fresh, empty journal `j`. */
static bool replay_into(struct db *from, struct journal *j, struct findings *out) {
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
    return good;
}

static void remove_fresh(str fresh) {
    static const char *const names[] = {"main.db", "main.db-wal", "main.db-shm", "lock"};
    for (size_t i = 0; i < COUNT(names); i++) unlink(str_z(str_fmt("%.*s/%s", STR_ARG(fresh), names[i])));
    rmdir(str_z(str_fmt("%.*s/files", STR_ARG(fresh))));
    rmdir(str_z(fresh));
}

static void check_tables(struct db *db, str data, struct findings *out) {
    const char *tmp = getenv("TMPDIR");
    char name[200];
    snprintf(name, sizeof name, "%s/tinhso-verify-XXXXXX", tmp ? tmp : "/tmp");
    str error = {0};
    if (!mkdtemp(name) || !folder_make(str_c(name), &error)) {
        FIND(out, "table", "cannot make a temporary folder to rebuild them in: %.*s", STR_ARG(error));
        return;
    }
    struct folder *f = folder_open_at(str_c(name), DB_BUILD, UNLOCKED, &error);
    if (f) {
        folder_journal(f)->folder = data; /* bodies that are files are read where they lie */
        db_folder_set(folder_db(f), data);
        if (replay_into(db, folder_journal(f), out)) {
            const struct table *t;
            for (size_t i = 0; (t = table_each(i)); i++) compare_table(db, folder_db(f), t, out);
        }
        folder_close(f);
    }
    procedures_forget();
    remove_fresh(str_c(name));
}

bool verify_folder(str data, bool tables, struct findings *out) {
    str error = {0};
    out->home = home_of();
    data = data_folder(data);
    if (!db_there(data)) {
        FIND(out, "journal", "%.*s is no data folder (no main.db in it)", STR_ARG(data));
        return false;
    }
    struct db *db = db_open_folder(data, DB_READ, &error);
    if (!db) {
        FIND(out, "journal", "cannot be opened: %.*s", STR_ARG(error));
        return false;
    }
    /* one state for all questions; the server's WAL grows meanwhile, a copy is kinder to a busy one */
    db_begin(db);
    walk_journal(db, data, out);
    check_files(db, data, out);
    if (tables && !schema_ours(db))
        FIND(out, "table",
             "made_by: column tables names another release: its tables cannot be compared with what today's "
             "program makes");
    else if (tables) check_tables(db, data, out);
    if (db_error(db).n) FIND(out, "journal", "cannot be read: %.*s", STR_ARG(db_error(db)));
    db_rollback(db);
    db_close(db);
    return out->n == 0;
}

/* ---- replay and backup: a new folder from an old one ---- */

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

/* Every file that a table or the journal of `db` names: one question a table, `pointer` when it gives
 * {"$file": sha} instead of the hash itself. */
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

/* And the checkpoints and public key. */
static bool copy_files(struct db *db, str data, str into, str *out_error) {
    const struct table *t;
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
    return good;
}

bool replay_folder(str data, str fresh, struct findings *out, str *out_error) {
    out->home = home_of();
    data = data_folder(data);
    struct db *db = db_open_folder(data, DB_READ, out_error);
    if (!db) return false;
    db_begin(db); /* one state of journal and files */
    bool good = folder_make(fresh, out_error) && copy_files(db, data, data_folder(fresh), out_error);
    struct folder *f = good ? folder_open_at(fresh, DB_BUILD, LOCKED, out_error) : NULL;
    good = f && replay_into(db, folder_journal(f), out) && db_sync(folder_db(f));
    folder_close(f);
    db_close(db);
    if (!good && !out_error->n) *out_error = out->n ? out->v[0].what : S("the journal could not be replayed");
    return good;
}

/* Of a PostgreSQL database too a backup is a folder that stands by itself: every table's rows, in one SQLite
 * file. */
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

bool backup_folder(str data, str into, str *out_error) {
    data = data_folder(data);
    if (mkdir(str_z(into), 0700)) {
        *out_error = str_fmt("cannot make %.*s: %s", STR_ARG(into), strerror(errno));
        return false;
    }
    struct db *db = db_open_folder(data, DB_READ, out_error);
    if (!db) return false;
    str copy = str_fmt("%.*s/main.db", STR_ARG(into));
    bool good = snapshot(db, copy, out_error) && !mkdir(str_z(str_fmt("%.*s/files", STR_ARG(into))), 0700);
    db_close(db);
    db = good ? db_open(copy, DB_READ, out_error) : NULL; /* the snapshot first, then the files it names */
    if (db) db_begin(db);
    good = db && copy_files(db, data, into, out_error);
    db_close(db);
    return good;
}

/* ---- upgrade ---- */

static bool tables_ours(str data, str *out_error) {
    struct db *db = db_open_folder(data, DB_READ, out_error);
    bool ours = db && schema_ours(db);
    db_close(db);
    return ours;
}

/* What is not rebuilt goes over as it is: keys (or the link to them), sessions and drafts. */
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
    int lock = folder_lock(data, out_error); /* no server meanwhile */
    if (lock < 0) return false;
    bool good = replay_folder(data, fresh, out, out_error);
    if (good && !verify_folder(fresh, false, out))
        *out_error = S("the rebuilt folder does not prove right: nothing was changed"), good = false;
    good = good && belongings_move(data, fresh) && !rename(str_z(data), str_z(before)) &&
           !rename(str_z(fresh), str_z(data));
    if (!good && !out_error->n)
        *out_error = str_fmt("%.*s could not be put in place: %s", STR_ARG(fresh), strerror(errno));
    close(lock);
    return *out_done = good;
}
