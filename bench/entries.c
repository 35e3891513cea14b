/* Benchmark data for bench/export.sh: imports N made-up digital enterprises into a folder, 2,000 in each act.
 * build/bench/entries DATA N */
#include "data/data.h"
#include "base/cli.h"
#include "web/web.h"

#include <stdio.h>
#include <stdlib.h>

enum { A_TIME = 2000 };
static const char *const kinds[] = {"technology", "content", "creative", "commerce", "manufacturing"};

static json_t *enterprise(const struct province *p, i64 i) {
    json_t *o = json_object();
    const struct unit *u;
    for (size_t k = (size_t)i * 7 % p->n_units;; k = (k + 1) % p->n_units)
        if ((u = &p->units[k])->level == LEVEL_COMMUNE && !u->until) break;
    json_put(o, "name", str_fmt("Công ty TNHH Đo thử số %lld", (long long)i));
    json_put(o, "tax_code", str_fmt("98%08lld", (long long)i));
    json_put(o, "kind", str_c(kinds[(size_t)i % COUNT(kinds)]));
    json_put(o, "commune", u->code);
    json_put(o, "website", str_fmt("do-thu-%lld.example.vn", (long long)i));
    json_put(o, "recognised", day_iso(day_of(2025, 7, 1) + (int)(i % 500)));
    return o;
}

int main(int argc, char **argv) {
    i64 n = 0;
    str error = {0};
    if (argc != 3 || !str_to_int(str_c(argv[2]), &n) || n < 1 || n > 10000000)
        return fprintf(stderr, "usage: %s DATA N\n", argv[0]), 2;
    arena_enter(arena_new());
    rooms_start();
    struct folder *h = folder_open(str_c(argv[1]), &error);
    if (!h) return fprintf(stderr, "%.*s\n", STR_ARG(error)), 1;
    struct arena *batch = arena_new();
    for (i64 i = 0; i < n;) {
        struct arena *before = arena_enter(batch);
        json_t *rows = json_array(), *f = json_object();
        for (int k = 0; k < A_TIME && i < n; k++, i++)
            json_array_append_new(rows, enterprise(folder_province(h), i));
        json_put(f, "register", S("digital-enterprises"));
        json_put(f, "source", S("bench/entries"));
        json_object_set_new(f, "rows", rows);
        struct reply r = folder_do(
            h, &(struct act_ask){.kind = "register.import", .actor = 0, .key = random_key(), .fields = f});
        if (r.status != REPLY_OK) return fprintf(stderr, "%.*s\n", STR_ARG(r.why)), 1;
        arena_enter(before);
        arena_reset(batch);
    }
    folder_close(h);
    return 0;
}
