/* Verifies a data folder: hashes, tree, checkpoints and files; with `tables` also a replay compared row by
 * row. Reports what is wrong and where. */
#include "private.h"

#include <unistd.h>

enum { FINDINGS_MAX = 100 };

void findings_add(struct findings *f, const char *where, str what) {
    if (f->n >= FINDINGS_MAX) {
        f->more++;
        return;
    }
    struct arena *before = arena_enter(f->home);
    GROW(f->v, f->n, f->cap);
    f->v[f->n++] = (struct finding){.where = where, .what = str_copy(what)};
    arena_enter(before);
}

void findings_begin(struct findings *f) {
    f->home = arena_enter(NULL);
    arena_enter(f->home);
}

/* ---- journal: each row against its own hashes and its own header ---- */

enum { SIGNED, KEPT, COSIGNED, NOTES };
struct walk {
    struct findings *out;
    struct note_list notes[NOTES];
    struct frontier tree;
    i64 expected, at;
    str data;
    u8 *erased; /* bit n set: a body.erase act names act n */
    size_t erased_bits;
};

/* Remarks on an act log.restored: later acts continue an older copy, and signed acts were lost. */
static void tell_restored(struct findings *out, const struct entry *e) {
    struct arena *before = arena_enter(out->home);
    str reason = json_str(json_object_get(json_read(e->header, NULL), "f"), "reason");
    out_fmt(&out->remarks,
            "Act %lld (%.*s): an older copy was put in place here; what had been signed for "
            "after it is lost. Reason: %.*s\n",
            (long long)e->n, STR_ARG(when_iso(e->at)), STR_ARG(reason));
    arena_enter(before);
}

static void check_entry(struct walk *w, const struct entry *e) {
    if (str_is(e->kind, "log.restored")) tell_restored(w->out, e);
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

/* A stored tile, used to open a long journal fast, must be the root of its 256 leaves. */
static void check_tile(struct db *db, struct walk *w, i64 n) {
    if (n % TILE || w->tree.size != n) return;
    str root = tile_root(db, n / TILE - 1);
    if (root.n != sizeof w->tree.tile.b || memcmp(root.p, w->tree.tile.b, root.n))
        FIND(w->out, "tree", "tile %lld (acts %lld to %lld) is %s", (long long)(n / TILE - 1),
             (long long)(n - TILE + 1), (long long)n, root.n ? "altered" : "missing");
}

/* Walks over all acts. Signed notes must be read before the first query fixes the snapshot, as a running
 * server keeps signing. */
static void walk_journal(struct db *db, struct walk *w) {
    i64 last = journal_last(db);
    collect_erased(db, w, last);
    struct arena *page = arena_new(), *before = arena_enter(page);
    for (i64 from = 1; from <= last; from += 1000) { /* in pages, so that no read lasts long */
        struct rows r =
            db_ask(db, SQL(ENTRIES " WHERE n >= $1 AND n < $2 ORDER BY n"), VN(from), VN(from + 1000));
        while (rows_next(&r)) {
            struct entry e = entry_row(&r);
            check_entry(w, &e);
            check_tile(db, w, e.n);
            for (size_t i = 0; i < COUNT(w->notes); i++) notes_meet(&w->notes[i], &w->tree, w->out);
        }
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
    for (size_t i = 0; i < COUNT(w->notes); i++) notes_end(&w->notes[i], last, w->out);
    w->out->checkpoints = w->notes[SIGNED].met;
    w->out->signed_for = w->notes[SIGNED].good_until;
    if (last && !w->notes[SIGNED].n && !db_error(db).n)
        FIND(w->out, "checkpoints", "there is none: nothing that was signed proves these %lld acts",
             (long long)last);
}

static void check_journal(struct db *db, str data, const struct kept *kept, struct findings *out) {
    struct walk w = {.out = out,
                     .expected = 1,
                     .data = data,
                     .notes = {[SIGNED] = {.file = "checkpoints", .what = "checkpoint"},
                               [COSIGNED] = {.file = "cosignatures", .what = "cosigned checkpoint"},
                               [KEPT] = {.file = "checkpoint", .what = "the checkpoint given, number"}}};
    notes_read(&w.notes[SIGNED], data, out);
    if (kept) kept_read(&w.notes[KEPT], data, kept, out);
    cosigned_read(&w.notes[COSIGNED], db, data, out);
    walk_journal(db, &w);
    if (w.notes[KEPT].met)
        out_fmt(&out->remarks, "The checkpoint given, for %lld acts, is a beginning of this journal.\n",
                (long long)w.notes[KEPT].good_until);
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
            /* a file that the row before named was just checked */
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
    return a.kind == VAL_INT ? (a.n > b.n) - (a.n < b.n) : a.kind == VAL_NULL ? 0 : str_cmp(a.s, b.s);
}

static bool in_list(const char *list, str name) {
    for (str rest = str_c(list), one; (one = str_trim(str_cut(&rest, ','))).n;)
        if (str_eq(one, name)) return true;
    return false;
}

/* The key columns of a row as text: "dossier n=812 code=…". */
static str row_key(const struct table *t, const struct rows *r, int columns) {
    struct out o = {0};
    out_z(&o, t->name);
    for (int i = 0; i < columns; i++)
        if (in_list(t->key, row_name(r, i)) || str_is(row_name(r, i), "code"))
            out_fmt(&o, " %.*s=%.*s", STR_ARG(row_name(r, i)), STR_ARG(shown(row_val(r, i))));
    return out_all(&o);
}

/* The act that made the row: its column act, else n. */
static i64 row_act(const struct rows *r, int columns) {
    i64 n = 0;
    for (int i = 0; i < columns; i++) {
        if (str_is(row_name(r, i), "last_act")) return row_int(r, i);
        if (str_is(row_name(r, i), "act")) n = row_int(r, i);
    }
    return n;
}

/* The positions of the key's columns in a row, in the key's order. */
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
    int columns = a ? rows_columns(&is) : b ? rows_columns(&should) : 0;
    struct key key = columns ? key_of(t, a ? &is : &should, columns) : (struct key){0};
    while (a || b) {
        int c = !a ? 1 : !b ? -1 : key_cmp(&key, &is, &should);
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
    if (!f) FIND(out, "table", "cannot be rebuilt: %.*s", STR_ARG(error));
    else {
        folder_journal(f)->folder = data; /* large bodies are read from the original folder */
        db_folder_set(folder_db(f), data);
        if (replay_into(db, folder_journal(f), out)) {
            const struct table *t;
            for (size_t i = 0; (t = table_each(i)); i++) compare_table(db, folder_db(f), t, out);
        }
        if (db_error(folder_db(f)).n)
            FIND(out, "table", "cannot be compared: %.*s", STR_ARG(db_error(folder_db(f))));
        folder_close(f);
    }
    procedures_forget();
    remove_fresh(str_c(name));
}

bool verify_folder(str data, bool tables, struct findings *out) {
    return verify_kept(data, tables, NULL, out);
}

bool verify_kept(str data, bool tables, const struct kept *kept, struct findings *out) {
    str error = {0};
    findings_begin(out);
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
    /* all queries see the same state; the WAL of a busy server grows meanwhile, so verify a copy there */
    db_begin(db);
    check_journal(db, data, kept, out);
    if (!folder_ours(db, data, &error)) FIND(out, "table", "%.*s", STR_ARG(error));
    else {
        check_files(db, data, out);
        if (tables) check_tables(db, data, out);
    }
    if (db_error(db).n) FIND(out, "journal", "cannot be read: %.*s", STR_ARG(db_error(db)));
    db_rollback(db);
    db_close(db);
    return out->n == 0;
}
