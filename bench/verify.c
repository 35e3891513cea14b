/* Benchmark of verify, verify --tables and replay in acts a second, beside the SHA-256 speed of the same
 * machine. build/bench/verify DATA (no server may write to it). Reads only; the replay goes into a temporary
 * folder beside it. */
#include "audit/audit.h"
#include "data/private.h"
#include "web/web.h"

#include <ftw.h>
#include <time.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

/* SHA-256 hashes of 1 KB a second, by the library the journal uses: an upper bound for verify. */
static double hashes(void) {
    u8 text[1024] = {0};
    double t = seconds(), n = 0;
    for (; seconds() - t < 1; n += 1000)
        for (int i = 0; i < 1000; i++) {
            hash h = sha256_of((str){(const char *)text, sizeof text}, (str){0});
            text[0] ^= h.b[0];
        }
    return n / (seconds() - t);
}

static double processor(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void line(const char *what, i64 acts, double took, double cpu, double limit, double wanted) {
    double reached = (double)acts / took;
    printf("%-16s %9.0f acts/s   %6.2f s   %5.1f CPU us an act   %5.3f of the limit   wanted %.0f: %s\n",
           what, reached, took, cpu * 1e6 / (double)acts, reached / limit, wanted,
           reached >= wanted ? "reached" : "NOT reached");
}

int main(int argc, char **argv) {
    if (argc != 2) return fprintf(stderr, "usage: %s DATA\n", argv[0]), 2;
    arena_enter(arena_new());
    rooms_start();
    str data = str_c(argv[1]), error = {0}, fresh = str_fmt("%s.replayed", argv[1]);
    double limit = hashes();
    i64 acts = 0;
    printf("SHA-256 of 1 KB: %.0f a second on one core: the limit\n", limit);
    for (int tables = 0; tables <= 1; tables++) {
        struct findings f = {0};
        double t = seconds(), cpu = processor();
        if (!verify_folder(data, tables, &f))
            return fprintf(stderr, "%s is not right: %.*s\n", argv[1], STR_ARG(f.n ? f.v[0].what : S("?"))),
                   1;
        line(tables ? "verify --tables" : "verify", acts = f.acts, seconds() - t, processor() - cpu, limit,
             tables ? 20000 : 100000);
    }
    struct findings f = {0};
    double t = seconds(), cpu = processor();
    if (!replay_folder(data, fresh, &f, &error)) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
    line("replay", acts, seconds() - t, processor() - cpu, limit, 20000);
    nftw(str_z(fresh), gone, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}
