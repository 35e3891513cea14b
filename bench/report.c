/* The annual report at the size of a folder: seals the year that the folder's records lie in, as of its end (proposed by the system, sealed by a leader made
   for it), then draws and signs the report in both languages. Prints seconds, bytes, pages. Limits of issue 5: 5 s, 2 MB, a year of 1,000,000 dossiers.
   build/bench/report DATA YEAR (a folder of build/bench/big that no server writes to; it is written to, once). */
#include "backroom/annual.h"
#include "leader.h"
#include "programme/sealed.h"
#include "tool/tool.h"
#include "web/web.h"

#include <sys/resource.h>
#include <time.h>

static i64 then;
static i64 clock_then(void) { return then; }

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool seal(str data, int year, str *out_error) {
    struct house *h = house_open(data, out_error);
    if (!h) return false;
    then = day_start(period_reporting(house_province(h), year).to);
    house_clock(h, clock_then);
    struct request r = {.db = house_db(h), .data = data, .now = then, .province = house_province(h), .who = {.roles = R_ANYONE}};
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
    json_put_int(f, "proposal", must(h, "year.propose", 0, propose));
    must(h, "year.seal", leader_make(h), f);
    house_close(h);
    return true;
}

int main(int argc, char **argv) {
    i64 year = 0;
    if (argc != 3 || !str_to_int(str_c(argv[2]), &year)) return fprintf(stderr, "usage: %s DATA YEAR\n", argv[0]), 2;
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
        str pdf = annual_make(data, db, p, (int)year, l, day_start(period_reporting(p, (int)year).to), &error);
        double took = seconds() - t0;
        if (!pdf.n) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
        printf("report in %s: %.2f s (limit 5), %zu bytes (limit 2,000,000)\n", lang_code(l), took, pdf.n);
        good = good && took <= 5 && pdf.n <= 2000000;
        db_close(db);
    }
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("%ld MB of memory at most\n", u.ru_maxrss / 1024);
    return good ? 0 : 1;
}
