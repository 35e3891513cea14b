/* The journal by itself: RFC 6962 roots and paths, idempotency, savepoints, time that never goes back, acts
 * that follow, bulky bodies, and a history rewritten consistently, which only the signed checkpoint can
 * contradict. */
#include "backroom/backroom.h"
#include "audit/audit.h"
#include "data/private.h"
#include "data/keys.h"
#include "tap.h"
#include "web/web.h"

#include <ftw.h>

/* ---- RFC 6962 ---- */

/* The leaves and roots that every implementation of Certificate Transparency tests itself with. */
static const struct {
    const char *leaf, *root;
} known[] = {
    {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static hash hash_of_hex(const char *z) {
    hash h = {{0}};
    require(unhex(str_c(z), h.b, sizeof h.b));
    return h;
}

static void vectors(void) {
    struct frontier f = {0};
    hash none = frontier_root(&f), empty = sha256_of((str){0}, (str){0});
    ok(!memcmp(&none, &empty, 32), "the empty tree is SHA-256 of nothing");
    for (size_t i = 0; i < COUNT(known); i++) {
        u8 raw[32];
        size_t n = strlen(known[i].leaf) / 2;
        require(unhex(str_c(known[i].leaf), raw, n));
        hash leaf = sha256_of((str){"\0", 1}, (str){(const char *)raw, n}), root = hash_of_hex(known[i].root);
        frontier_add(&f, leaf);
        hash got = frontier_root(&f);
        ok(!memcmp(&got, &root, 32), "RFC 6962: the root of %zu leaves", i + 1);
    }
}

/* ---- a folder ---- */

static char folder[] = "/tmp/tinhso-journal-XXXXXX";
static struct folder *house;
static i64 the_time;
static i64 clock_now(void) { return the_time; }

static struct act_ask asked(const char *kind, const char *key, json_t *fields) {
    return (struct act_ask){.kind = kind, .key = str_c(key), .fields = fields};
}

static json_t *someone(const char *login, str name) {
    json_t *f = json_object();
    json_put(f, "name", name);
    json_put(f, "login", str_c(login));
    json_put(f, "phone", S("0912345678"));
    return f;
}

static struct reply registered(const char *key, const char *login, const char *name) {
    struct act_ask q = asked("person.register", key, someone(login, str_c(name)));
    return folder_do(house, &q);
}

static i64 acts(void) { return db_int(folder_db(house), SQL("SELECT COUNT(*) FROM journal")); }
static i64 people_named(const char *name) {
    return db_int(folder_db(house), SQL("SELECT COUNT(*) FROM person WHERE name = $1"), VT(str_c(name)));
}

static void opened(void) {
    str error = {0};
    house = folder_open(str_c(folder), &error);
    if (!house) panic("%.*s", STR_ARG(error));
    folder_clock(house, clock_now);
}

/* ---- what a writer promises ---- */

static void keys(void) {
    struct reply a = registered("key-of-an-1", "an-an-an", "An"),
                 b = registered("key-of-an-1", "an-an-an", "An");
    ok(a.status == REPLY_OK && b.status == REPLY_AGAIN && b.n == a.n && str_eq(a.leaf, b.leaf),
       "the same key with the same content is the first act again");
    ok(registered("key-of-an-1", "an-an-an", "Bình").status == REPLY_REFUSED && people_named("Bình") == 0,
       "with other content it is refused");
    ok(registered("short", "an-an-ab", "An").status == REPLY_REFUSED, "a key of five bytes is none");
    i64 before = acts();
    struct act_ask q = asked("person.register", "undeclared-1", someone("cuc-cuc", S("Cúc")));
    json_put(q.fields, "favourite", S("blue"));
    ok(folder_do(house, &q).status == REPLY_REFUSED && acts() == before,
       "a field that is not declared is refused, and nothing is written");
}

static void savepoints(void) {
    struct act_ask good = asked("person.register", "batch-good-1", someone("dung-dung", S("Dũng"))),
                   bad = asked("person.register", "batch-bad-01", someone("an-an-an", S("Trùng"))),
                   last = asked("person.register", "batch-good-2", someone("giang-giang", S("Giang")));
    str requests[] = {ask_bytes(&good), ask_bytes(&bad), S("no request at all"), ask_bytes(&last)};
    struct reply r[4];
    i64 before = acts();
    folder_perform(house, requests, r, 4);
    ok(r[0].status == REPLY_OK && r[1].status == REPLY_REFUSED && r[2].status == REPLY_REFUSED &&
           r[3].status == REPLY_OK,
       "in one batch each act has its own answer");
    ok(acts() == before + 2 && r[3].n == r[0].n + 1 && people_named("Trùng") == 0,
       "a refused one leaves no trace and takes no number");
    struct frontier f;
    require(frontier_load(folder_db(house), &f));
    hash kept = frontier_root(&folder_journal(house)->head.tree), stored = frontier_root(&f);
    ok(f.size == acts() && !memcmp(&kept, &stored, 32), "the tree in memory is the tree of what is stored");
}

static void time_goes_on(void) {
    struct reply a = registered("clock-one-1", "hai-hai", "Hải");
    the_time -= 3600;
    struct reply b = registered("clock-two-2", "hien-hien", "Hiền");
    ok(b.status == REPLY_OK && b.at == a.at, "a clock that was set back does not set the journal back");
    the_time += 7200;
    ok(registered("clock-three", "hoa-hoa", "Hoa").at == the_time, "and goes on when the clock does");
}

static void following(void) {
    str error = {0};
    json_t *f = json_object(), *files = json_object();
    struct complaints c = {0};
    struct sources s = sources_read(S("provinces/thai-nguyen"), &c);
    for (size_t i = 0; i < s.n; i++) json_put(files, str_z(s.v[i].path), s.v[i].text);
    json_object_set_new(f, "files", files);
    struct act_ask q = asked("province.adopt", "adopt-00001", f);
    struct reply r = folder_do(house, &q);
    ok(r.status == REPLY_OK, "a folder of definitions is adopted: %.*s", STR_ARG(r.why));
    str body = db_text(folder_db(house), SQL("SELECT body FROM journal WHERE n = $1"), VN(r.n));
    ok(str_starts(body, S("{\"$file\":")) && body.n < 100, "a body over 64 KiB is the hash of a file");
    bool erased = true;
    ok(json_object_size(json_object_get(act_fields(folder_db(house), r.n, &erased), "files")) == s.n &&
           !erased,
       "and is read back whole");
    (void)error;
}

static void paths(void) {
    for (int i = 0; acts() < 130; i++)
        registered(str_z(str_fmt("person-%06d", i)), str_z(str_fmt("nguoi-%06d", i)), "Ai đó");
    struct db *db = folder_db(house);
    static const i64 sizes[] = {1, 2, 3, 7, 8, 9, 63, 64, 65, 127, 128, 130};
    size_t good = 0, all = 0, forged = 0;
    for (size_t s = 0; s < COUNT(sizes); s++) {
        hash root = tree_root(db, sizes[s]);
        for (i64 n = 1; n <= sizes[s]; n++) {
            hash path[64], leaf;
            str stored = act_leaf(db, n);
            memcpy(leaf.b, stored.p, 32);
            size_t k = tree_path(db, n, sizes[s], path);
            all++;
            good += path_check(leaf, n, sizes[s], path, k, root);
            leaf.b[0] ^= 1;
            forged += path_check(leaf, n, sizes[s], path, k, root) ||
                      (sizes[s] > 1 &&
                       path_check(hash_of_hex(known[0].root), n % sizes[s] + 1, sizes[s], path, k, root));
        }
    }
    ok(good == all && !forged, "%zu inclusion paths in %zu trees lead to their roots, and no forged one does",
       good, COUNT(sizes));
}

/* Every smaller tree is proven to be the beginning of a larger one; another root, a changed, missing or
 * additional hash proves nothing. */
static void consistency(void) {
    struct db *db = folder_db(house);
    enum { TREES = 70 };
    hash roots[TREES + 1], proof[64];
    size_t good = 0, all = 0, forged = 0, longest = 0;
    for (i64 i = 0; i <= TREES; i++) roots[i] = tree_root(db, i);
    for (i64 size = 1; size <= TREES; size++)
        for (i64 old = 0; old <= size; old++, all++) {
            size_t n = tree_consistency(db, old, size, proof);
            if (n > longest) longest = n;
            good += consistency_check(old, roots[old], size, roots[size], proof, n);
            if (old)
                forged += consistency_check(old, roots[old - 1], size, roots[size], proof, n) +
                          consistency_check(old, roots[old], size, roots[size - 1], proof, n);
            forged += consistency_check(size + 1, roots[size], size, roots[size], proof, n);
            for (size_t i = 0; i < n; i++) {
                proof[i].b[31] ^= 1;
                forged += consistency_check(old, roots[old], size, roots[size], proof, n);
                proof[i].b[31] ^= 1;
            }
            proof[n] = roots[old];
            forged += consistency_check(old, roots[old], size, roots[size], proof, n + 1);
            if (n) forged += consistency_check(old, roots[old], size, roots[size], proof, n - 1);
        }
    ok(good == all && !forged,
       "%zu of %zu consistency proofs are right, %zu forged ones taken; at most %zu hashes", good, all,
       forged, longest);
}

/* ---- a history rewritten so that every hash fits again ---- */

static void rewritten(void) {
    str error = {0};
    i64 n = acts() - 20, size = acts();
    folder_close(house);
    ok(backroom_once(str_c(folder), &error), "the back room signs: %.*s", STR_ARG(error));
    opened();
    struct db *db = folder_db(house);
    struct rows r = db_ask(db, SQL(ENTRIES " WHERE n = $1"), VN(n));
    require(rows_next(&r));
    struct entry e = entry_row(&r);
    rows_end(&r);
    json_t *body = json_read(e.body, NULL);
    json_put(body, "name", S("Người khác"));
    e.body = json_canonical(body);
    entry_hash(&e);
    db_begin(db);
    db_run(db, SQL("UPDATE journal SET body = $2, leaf = $3 WHERE n = $1"), VN(n), VT(e.body), VB(e.leaf));
    db_run(db, SQL("UPDATE person SET name = $2 WHERE n = $1"), VN(n), VT(S("Người khác")));
    require(db_commit(db));
    folder_close(house);
    struct findings found = {0};
    bool right = verify_folder(str_c(folder), true, &found), told = false;
    for (size_t i = 0; i < found.n; i++) {
        diag("%s: %.*s", found.v[i].where, STR_ARG(found.v[i].what));
        told |= !strcmp(found.v[i].where, "checkpoints") &&
                memmem(found.v[i].what.p, found.v[i].what.n, str_z(str_fmt("%lld", (long long)size)), 3);
    }
    ok(!right && found.n == 1 && told,
       "every row fits its hashes and its tables, and yet the checkpoint of %lld acts contradicts it",
       (long long)size);
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

int main(void) {
    arena_enter(arena_new());
    rooms_start();
    vectors();
    str error = {0};
    the_time = when_of(day_of(2026, 3, 2), 8 * 60);
    if (!mkdtemp(folder) || !folder_init(str_c(folder), &error)) panic("%.*s", STR_ARG(error));
    opened();
    keys();
    savepoints();
    time_goes_on();
    following();
    paths();
    consistency();
    rewritten();
    if (!tap_failed) nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS);
    return done();
}
