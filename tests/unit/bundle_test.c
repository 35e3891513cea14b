/* TAP: the proof of a sealed figure by its bytes alone; every bit of it counts; sealed figures against
 * records altered behind our back. */
#include "data/keys.h"
#include "figure/sums.h"
#include "rooms/seal/seal.h"
#include "tap.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EDGE = 60 };
static char folder[] = "/tmp/bundle_test.XXXXXX";

/* By the shell; true when it ends well. */
static bool shell(const char *command) {
    int status = -1;
    pid_t pid = fork();
    if (!pid) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && !status;
}

static struct asker asker_of(struct db *db) {
    return (struct asker){.db = db,
                          .data = str_c(folder),
                          .now = (i64)time(NULL),
                          .province = province_load(db, 0),
                          .demo = true,
                          .roles = R_ANYONE};
}

/* One bit of every 17th byte (of every byte when asked for "all", which takes minutes), another one each
 * time; at both ends, where key, signature and format stand, all eight. How many went unnoticed, or unnamed.
 */
static size_t unnoticed(str bundle, size_t step) {
    char *p = (char *)(uintptr_t)bundle.p;
    size_t n = 0, flips = 0;
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (size_t at = 0; at < bundle.n; at += at + 1 < EDGE || at + EDGE + step > bundle.n ? 1 : step)
        for (size_t turn = 0; turn < (at < EDGE || at + EDGE >= bundle.n ? 8 : 1); turn++, flips++) {
            char bit = (char)(1 << (at * 5 + turn) % 8);
            p[at] ^= bit;
            struct bundle_lines l = bundle_check(bundle, (str){0}, LANG_EN);
            if (l.good || !l.n || l.v[l.n - 1].good || !l.v[l.n - 1].what.n)
                n++, printf("# bit %d of byte %zu (%c)\n", bit, at, p[at] ^ bit);
            p[at] ^= bit;
            arena_reset(mine);
        }
    arena_enter(before);
    arena_free(mine);
    printf("# %zu bits of %zu bytes\n", flips, bundle.n);
    return n;
}

/* Whether the leaves beside one's own in the path are those of some event, as anybody can write them: its
 * day, its act, and whether it counts. */
static bool guessed(const struct asker *r, str bundle) {
    json_t *path = json_object_get(json_object_get(json_read(bundle, NULL), "record"), "path");
    str beside = str_c(json_string_value(json_array_get(path, 0)));
    bool found = !beside.n;
    for (struct rows e = db_ask(
             r->db, SQL("SELECT day, act FROM dossier_event"
                        " WHERE what = 'filed' AND what IN ('filed', 'received', 'decided', 'returned')"));
         rows_next(&e);) {
        hash leaf =
            sha256_of(S("\0"), str_fmt("%lld %lld 1", (long long)row_int(&e, 0), (long long)row_int(&e, 1)));
        found = found || str_eq(hex(leaf.b, 32), beside);
    }
    return found;
}

static void proofs(const struct asker *r, int year, size_t step) {
    struct frozen *v;
    const char *why = "";
    ok(frozen_versions(r->db, year, S("filed-dossiers"), &v) == 1, "the demonstration's last year is sealed");
    str plain = bundle_make(r, v, NULL, 0, &why);
    struct bundle_lines l = bundle_check(plain, (str){0}, LANG_EN);
    ok(l.good && l.n == 6, "a figure's proof is proven by its bytes alone");
    ok(plain.n < 200 * 1000, "in less than 200 kB");
    str key, error;
    keys_text(str_c(folder), &key, &error);
    ok(bundle_check(plain, key, LANG_EN).good, "also by the key that was published");
    str other = str_copy(key);
    ((char *)(uintptr_t)other.p)[12] ^= 1;
    ok(!bundle_check(plain, other, LANG_EN).good, "not by another key");
    i64 filed =
        db_int(r->db,
               SQL("SELECT act FROM dossier_event"
                   " WHERE what = 'filed' AND what IN ('filed', 'received', 'decided', 'returned')"
                   " AND service = 1 AND day >= $1 AND day < $2 ORDER BY act LIMIT 1"),
               VN(period_reporting(r->province, year).from), VN(period_reporting(r->province, year).to));
    str mine = bundle_make(r, v, &filed, 1, &why);
    l = bundle_check(mine, (str){0}, LANG_EN);
    ok(l.good && l.n == 8, "and that one record was counted in it");
    ok(!guessed(r, mine), "the records beside it in the path cannot be guessed from day and act");
    i64 founding = 1;
    ok(!bundle_make(r, v, &founding, 1, &why).n && *why, "no such proof for what was not counted");
    ok(!unnoticed(mine, step), "no bit of it can be changed unnoticed: what is wrong is named");
    ok(!bundle_check((str){mine.p, mine.n - 1}, (str){0}, LANG_EN).good &&
           !bundle_check(S("{}"), (str){0}, LANG_EN).good && !bundle_check((str){0}, (str){0}, LANG_EN).good,
       "nor cut");
}

/* A record moved out of the year behind the journal's back: the recount names the cells. */
static void recounts(const struct asker *r, int year) {
    struct frozen *v;
    size_t n = frozen_versions(r->db, year, S("filed-dossiers"), &v);
    ok(n && !figure_recompute(r, year, S("filed-dossiers"), v).n,
       "worked out again as of its act it is the same, cell by cell");
    db_close(r->db);
    str sql =
        str_fmt("sqlite3 %s/main.db \"UPDATE dossier_event"
                " SET day = day + 400"
                " WHERE act = (SELECT act FROM dossier_event"
                " WHERE what = 'filed' AND service = 1 AND day >= %d AND day < %d"
                " ORDER BY act LIMIT 1)\"",
                folder, period_reporting(r->province, year).from, period_reporting(r->province, year).to);
    ok(shell(str_z(sql)), "a record is moved behind the journal's back");
    str error;
    struct db *db = db_open_folder(str_c(folder), DB_READ, &error);
    struct asker again = asker_of(db);
    str wrong = figure_recompute(&again, year, S("filed-dossiers"), v);
    ok(wrong.n && memmem(wrong.p, wrong.n, "whole: sealed", 13), "the recount names what differs");
    db_close(db);
}

int main(int argc, char **argv) {
    arena_enter(arena_new());
    rooms_start();
    sums_off(true);
    str error;
    bool made = mkdtemp(folder) && !rmdir(folder);
    made = made && shell(str_z(str_fmt("build/tinhso init %s --province provinces/thai-nguyen --demo "
                                       ">/dev/null && build/tinhso backroom %s --once >/dev/null 2>&1",
                                       folder, folder)));
    ok(made, "a demonstration is made and signed");
    struct db *db = made ? db_open_folder(str_c(folder), DB_READ, &error) : NULL;
    if (!db) return done();
    struct asker r = asker_of(db);
    int year = day_civil(when_day(r.now)).year - 1;
    proofs(&r, year, argc > 1 && !strcmp(argv[1], "all") ? 1 : 17);
    recounts(&r, year);
    shell(str_z(str_fmt("rm -rf %s", folder)));
    return done();
}
