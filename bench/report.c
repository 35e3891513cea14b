/* Benchmark of the annual report: two leaders made for it seal the year of the folder's records. The report
 * is drawn and signed in both languages, and the back room signs the journal. Every sealed figure's proof is
 * made and checked, one with a record in it.
 *
 * Limits, for a year of 1,000,000 dossiers: report 5 s and 2 MB, proof 200 kB, verify-figure 0.1 s.
 * build/bench/report DATA YEAR   DATA made by bench/big and used once, as this writes to it; no server may
 * write to it meanwhile. */
#include "backroom/private.h"
#include "leader.h"
#include "rooms/seal/seal.h"
#include "base/cli.h"
#include "data/data.h"
#include "web/web.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static i64 then;
static i64 clock_then(void) { return then; }

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool seal(str data, int year, str *out_error) {
    struct folder *h = folder_open(data, out_error);
    if (!h) return false;
    then = day_start(period_reporting(folder_province(h), year).to);
    folder_clock(h, clock_then);
    struct asker r = {
        .db = folder_db(h), .data = data, .now = then, .province = folder_province(h), .roles = R_ANYONE};
    struct assessment a;
    double t0 = seconds();
    if (!assessment_make(&r, year, journal_last(r.db), &a, out_error)) return false;
    printf("assessment: %zu figures, %.2f s\n", a.n, seconds() - t0);
    json_t *f = json_object();
    json_put_int(f, "year", year);
    json_put(f, "programme", a.programme);
    json_object_set(f, "figures", a.figures);
    json_t *propose = json_copy(f);
    json_put_int(propose, "as_of", a.as_of);
    json_put_int(f, "proposal", must(h, "year.propose", leader_make(h), propose));
    must(h, "year.seal", leader_make(h), f);
    folder_close(h);
    return true;
}

/* Runs build/tinhso to its end; returns seconds. */
static double ran(const char *verb, const char *file, const char *more, const char *key) {
    double t0 = seconds();
    pid_t pid = fork();
    if (!pid) {
        int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(null, 1);
        execl("build/tinhso", "tinhso", verb, file, more, key, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status) panic("tinhso %s: status %d", verb, status);
    return seconds() - t0;
}

/* The year's first filed dossier, to be put into a proof. */
static i64 some_filing(struct db *db, struct period when) {
    return db_int(db,
                  SQL("SELECT act FROM dossier_event"
                      " WHERE what = 'filed' AND what IN ('filed', 'received', 'decided', 'returned')"
                      " AND service = 1 AND day >= $1 AND day < $2 LIMIT 1"),
                  VN(when.from), VN(when.to));
}

static bool proofs(const char *data, int year) {
    str error = {0};
    printf("signed by the back room in %.1f s\n", ran("backroom", data, "--once", NULL));
    struct db *db = db_open_folder(str_c(data), DB_READ, &error);
    struct asker r = {
        .db = db, .data = str_c(data), .now = then, .province = province_load(db, 0), .roles = R_ANYONE};
    i64 own = some_filing(db, period_reporting(r.province, year));
    size_t most = 0, n = 0;
    double slowest = 0, made = 0;
    char path[] = "/tmp/bench-proof.XXXXXX";
    int fd = mkstemp(path);
    for (size_t i = 0; i < r.province->n_indicators; i++) {
        struct frozen *v;
        const char *why = "";
        str id = r.province->indicators[i].id;
        bool with = str_is(id, "filed-dossiers");
        if (!frozen_versions(db, year, id, &v)) continue;
        double t0 = seconds();
        str bundle = bundle_make(&r, v, &own, with, &why);
        if (seconds() - t0 > made) made = seconds() - t0;
        if (!bundle.n || ftruncate(fd, 0) || pwrite(fd, bundle.p, bundle.n, 0) != (ssize_t)bundle.n)
            panic("no proof of %.*s: %s", STR_ARG(id), why);
        double took = ran("verify-figure", path, "--key", str_z(str_fmt("%s/public.key", data)));
        if (took > slowest) slowest = took;
        if (bundle.n > most) most = bundle.n;
        n++;
    }
    unlink(path);
    bool good = n && most <= 200000 && slowest <= 0.1;
    printf("%zu proofs, the largest %zu bytes (limit 200,000), the slowest made in %.2f s and verified in "
           "%.3f s (limit 0.1): %s\n",
           n, most, made, slowest, good ? "reached" : "NOT reached");
    db_close(db);
    return good;
}

int main(int argc, char **argv) {
    i64 year = 0;
    if (argc != 3 || !str_to_int(str_c(argv[2]), &year))
        return fprintf(stderr, "usage: %s DATA YEAR\n", argv[0]), 2;
    arena_enter(arena_new());
    rooms_start();
    str error = {0}, data = str_c(argv[1]);
    struct db *db = db_open_folder(data, DB_READ, &error);
    bool sealed = db && year_sealed(db, (int)year, NULL);
    db_close(db);
    if (!sealed && !seal(data, (int)year, &error)) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
    bool good = true;
    for (enum lang l = LANG_VI; l <= LANG_EN; l++) {
        db = db_open_folder(data, DB_READ, &error);
        const struct province *p = province_load(db, 0);
        double t0 = seconds();
        str pdf =
            annual_make(data, db, p, (int)year, l, day_start(period_reporting(p, (int)year).to), &error);
        double took = seconds() - t0;
        if (!pdf.n) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
        printf("report in %s: %.2f s (limit 5), %zu bytes (limit 2,000,000)\n", lang_code(l), took, pdf.n);
        good = good && took <= 5 && pdf.n <= 2000000;
        db_close(db);
    }
    good = proofs(argv[1], (int)year) && good;
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("%ld MB of memory at most\n", u.ru_maxrss / 1024);
    return good ? 0 : 1;
}
