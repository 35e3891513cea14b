/* Benchmark of a year's figures in a data folder: each indicator in total, by month, by commune and by its
 * columns, from the sums (first time, again, after 1,000 further events) and from the rows, which must be
 * equal. Then the year's assessment as a seal makes it (documents with every cell, hidden cells, tree over
 * the records), from the sums and from the rows: the same bytes. Limit: 60 s from the rows, in a year of
 * 1,000,000 dossiers. Run: build/bench/figures DATA [YEAR]; no server may write to the folder, which is
 * only read. */
#include "answer/label.h"
#include "figure/sums.h"
#include "figure/query.h"
#include "rooms/seal/seal.h"
#include "web/web.h"

#include <sys/resource.h>
#include <stdlib.h>
#include <time.h>

static double ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct seen {
    struct figure whole;
    struct cells cells[8];
    size_t n;
};
static struct seen look(struct db *db, const struct province *p, const struct indicator *ind,
                        struct period when, i64 as_of) {
    struct seen s = {.whole = figure_read(db, ind, when, (str){0}, as_of), .n = 2};
    s.cells[0] = figure_by_month(db, ind, when, (str){0}, as_of);
    s.cells[1] = cells_by_unit(db, p, ind, when, when.to - 1, as_of);
    for (size_t i = 0; i < ind->n_by && s.n < COUNT(s.cells); i++)
        s.cells[s.n++] = cells_by_column(db, p, ind, when, when.to - 1, as_of, ind->by[i]);
    return s;
}

static bool same(struct figure a, struct figure b) {
    return a.num == b.num && a.den == b.den && a.n == b.n && a.has_value == b.has_value;
}
static bool alike(const struct seen *a, const struct seen *b) {
    bool good = same(a->whole, b->whole) && a->n == b->n;
    for (size_t i = 0; good && i < a->n; i++) {
        good = a->cells[i].n == b->cells[i].n;
        for (size_t k = 0; good && k < a->cells[i].n; k++)
            good = same(a->cells[i].v[k].f, b->cells[i].v[k].f);
    }
    return good;
}

/* The hash of all figures' documents, for comparison. */
static double assessed(const struct asker *r, int year, i64 as_of, bool sums, hash *out) {
    const struct province *p = r->province;
    double t0 = ms();
    sums_off(!sums);
    for (size_t i = 0; i < p->n_indicators; i++) {
        struct arena *mine = arena_new(), *home = arena_enter(mine);
        double t1 = ms();
        out[i] = sha256_of(figure_document(r, &p->indicators[i], year, as_of, NULL), (str){0});
        if (getenv("EACH")) printf("  %-22.*s %10.1f\n", STR_ARG(p->indicators[i].id), ms() - t1);
        arena_enter(home);
        arena_free(mine);
    }
    sums_off(false);
    return (ms() - t0) / 1e3;
}

static bool assessment(struct db *db, str data, const struct province *p, int year, i64 as_of) {
    struct asker r = {
        .db = db, .data = data, .now = (i64)time(NULL), .lang = LANG_VI, .province = p, .roles = R_ANYONE};
    hash *quick = NEWS(hash, p->n_indicators + 1), *whole = NEWS(hash, p->n_indicators + 1);
    double with = assessed(&r, year, as_of, true, quick), rows = assessed(&r, year, as_of, false, whole);
    bool equal = true;
    for (size_t i = 0; i < p->n_indicators; i++)
        if (memcmp(quick[i].b, whole[i].b, sizeof quick[i].b))
            equal = false, printf("NOT EQUAL: %.*s\n", STR_ARG(p->indicators[i].id));
    printf("assessment of %d, %zu documents with every cell: %.1f s with the counters, %.1f s from the "
           "records alone (limit 60): %s; %s\n",
           year, p->n_indicators, with, rows, rows <= 60 ? "reached" : "NOT reached",
           equal ? "the same bytes" : "NOT THE SAME");
    return equal && rows <= 60;
}

int main(int argc, char **argv) {
    i64 year = 0;
    if (argc < 2 || (argc > 2 && !str_to_int(str_c(argv[2]), &year)))
        return fprintf(stderr, "usage: %s DATA [YEAR]\n", argv[0]), 2;
    arena_enter(arena_new());
    rooms_start();
    str error = {0};
    struct db *db = db_open_folder(str_c(argv[1]), DB_READ, &error);
    const struct province *p = db ? province_load(db, 0) : NULL;
    if (!p) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
    if (!year) year = reporting_year(p, when_day((i64)time(NULL)));
    struct period when = period_reporting(p, (int)year);
    i64 last = journal_last(db),
        before = db_int(db, "SELECT act FROM dossier_event ORDER BY act DESC LIMIT 1 OFFSET 1000");
    double all = 0, rows_all = 0, worst = 0;
    bool equal = true;
    printf("reporting year %lld, %lld acts; milliseconds\n%-22s %10s %10s %10s %10s   records\n",
           (long long)year, (long long)last, "", "first", "1,000 more", "again", "rows");
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = &p->indicators[i];
        if (!figure_view(ind)) continue;
        struct arena *mine = arena_new(), *home = arena_enter(mine);
        double t0 = ms();
        look(db, p, ind, when, before);
        double t1 = ms();
        look(db, p, ind, when, last);
        double t2 = ms();
        struct seen a = look(db, p, ind, when, last);
        double t3 = ms();
        sums_off(true);
        struct seen b = look(db, p, ind, when, last);
        sums_off(false);
        double t4 = ms();
        bool good = alike(&a, &b);
        printf("%-22.*s %10.1f %10.1f %10.1f %10.1f   %lld%s\n", STR_ARG(ind->id), t1 - t0, t2 - t1, t3 - t2,
               t4 - t3, (long long)a.whole.n, good ? "" : "   NOT EQUAL");
        all += t3 - t2, rows_all += t4 - t3;
        if (t3 - t2 > worst) worst = t3 - t2;
        equal = equal && good;
        arena_enter(home);
        arena_free(mine);
    }
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("all figures: %.1f ms from counters (worst %.1f ms), %.1f s from the rows; %s\n", all, worst,
           rows_all / 1e3, equal ? "equal to the last digit" : "NOT EQUAL");
    equal = assessment(db, str_c(argv[1]), p, (int)year, last) && equal;
    getrusage(RUSAGE_SELF, &u);
    printf("counters %zu MB, process at most %ld MB\n", sums_bytes() >> 20, u.ru_maxrss >> 10);
    db_close(db);
    return !equal;
}
