/* Loading definitions (the province folder's files) from the journal: the set in force, an older set, one
 * procedure's version. */
#include "entry.h"

#include <pthread.h>
#include <stdatomic.h>

static _Atomic(const struct province *) published;

const struct province *province_now(void) { return atomic_load(&published); }
void province_publish(const struct province *p) { atomic_store(&published, p); }

const struct province *province_load(struct db *db, i64 as_of) {
    struct sources s = {0};
    struct complaints c = {0};
    i64 last = 0, n = as_of ? as_of : INT64_MAX;
    struct rows r = db_ask(db,
                           SQL("SELECT d.path, d.act, d.text FROM definition d"
                               " WHERE d.act = (SELECT MAX(e.act) FROM definition e"
                               " WHERE e.path = d.path AND e.act <= $1) ORDER BY d.path"),
                           VN(n));
    while (rows_next(&r)) {
        i64 act = row_int(&r, 1);
        if (act > last) last = act;
        if (row_val(&r, 2).kind == VAL_NULL) continue;
        GROW(s.v, s.n, s.cap);
        s.v[s.n++] = (struct source_file){.path = row_text(&r, 0), .text = row_text(&r, 2), .act = act};
    }
    if (!s.n) return NULL;
    s.act = last;
    const struct province *p = province_build(&s, &c);
    if (!p)
        log_line("error", "event=province.load why=\"%.*s\"",
                 STR_ARG(c.n ? complaint_text(&c.v[0]) : S("unknown")));
    return p;
}

void definitions_drop(struct definitions *d) {
    if (d->own) arena_free(d->own);
    *d = (struct definitions){0};
}

const struct province *definitions_now(struct definitions *d, struct db *db) {
    i64 act = definitions_act(db, 0);
    if (d->province && act == d->act) return d->province;
    definitions_drop(d);
    d->own = arena_new();
    struct arena *before = arena_enter(d->own);
    d->province = province_load(db, 0);
    d->act = act;
    arena_enter(before);
    return d->province;
}

size_t witness_keys_ever(struct db *db, str *out, size_t most) {
    size_t n = 0;
    struct rows r = db_ask(db, SQL("SELECT text FROM definition"
                                   " WHERE path = 'province.yaml' AND text IS NOT NULL ORDER BY act DESC"));
    while (n < most && rows_next(&r)) {
        struct province p;
        witnesses_of(row_text(&r, 0), &p);
        for (size_t i = 0; n < most && i < p.n_witnesses; i++) {
            size_t k = 0;
            while (k < n && !str_eq(out[k], p.witnesses[i].key)) k++;
            if (k == n) out[n++] = p.witnesses[i].key;
        }
    }
    rows_end(&r);
    return n;
}

/* ---- versions of procedures: loaded once, kept for the life of the process ---- */

struct pinned {
    struct pinned *next;
    str code;
    i64 act;
    const struct procedure *procedure;
};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pinned *cache;
static struct arena *cache_arena;

void procedures_forget(void) {
    pthread_mutex_lock(&lock);
    cache = NULL; /* the arena is not freed: a reader may still use a version */
    cache_arena = NULL;
    pthread_mutex_unlock(&lock);
}

static const struct procedure *pin(struct db *db, str code, i64 act) {
    struct rows r = db_ask(db,
                           SQL("SELECT path, text FROM definition"
                               " WHERE act = $1 AND path LIKE 'procedures/%' AND text IS NOT NULL"),
                           VN(act));
    const struct procedure *found = NULL;
    while (rows_next(&r)) {
        struct complaints c = {0};
        struct source_file f = {.path = row_text(&r, 0), .text = row_text(&r, 1), .act = act};
        const struct procedure *p = procedure_build(&f, &c);
        if (p && str_eq(p->code, code)) found = p;
    }
    return found;
}

const struct procedure *procedure_at(struct db *db, str code, i64 act) {
    pthread_mutex_lock(&lock);
    const struct procedure *p = NULL;
    for (struct pinned *k = cache; k && !p; k = k->next)
        if (k->act == act && str_eq(k->code, code)) p = k->procedure;
    if (!p) {
        if (!cache_arena) cache_arena = arena_new();
        struct arena *before = arena_enter(cache_arena);
        p = pin(db, code, act);
        if (p) {
            struct pinned *k = NEW(struct pinned);
            *k = (struct pinned){.next = cache, .code = str_copy(code), .act = act, .procedure = p};
            cache = k;
        }
        arena_enter(before);
    }
    pthread_mutex_unlock(&lock);
    return p;
}
