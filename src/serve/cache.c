/* Page cache: pages that look the same to every visitor without a session, kept compressed for one second.
 * When a thousand people open such a page at once, it is made once. */
#include "conn.h"

#include <pthread.h>
#include <time.h>

enum { CACHED = 16, FRESH_MS = 1000, KEY_MAX = 120 };
struct kept {
    char key[KEY_MAX];
    struct MHD_Response *page;
    i64 until;
    u64 bytes;
};
static struct kept cache[CACHED];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static i64 now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The cache key, language and address. Empty for requests that are not cached: with a session, with a query,
 * not GET, or without gzip. */
static str key_of(const struct conn *c) {
    const struct request *r = &c->r;
    if (c->fault || r->who.session.n || r->query.n || !str_is(r->method, "GET") || !conn_gzip(c))
        return (str){0};
    str key = r->page && r->page->same ? str_fmt("%s %.*s", lang_code(r->lang), STR_ARG(r->path)) : (str){0};
    return key.n < KEY_MAX ? key : (str){0};
}

static struct kept *kept_at(str key) {
    for (size_t i = 0; i < CACHED; i++)
        if (str_eq(key, str_c(cache[i].key))) return &cache[i];
    return NULL;
}

bool cache_send(struct conn *c, enum MHD_Result *out_done) {
    str key = key_of(c);
    if (!key.n) return false;
    pthread_mutex_lock(&lock);
    struct kept *k = kept_at(key);
    bool fresh = k && k->until > now_ms();
    if (fresh) {
        deadline_phase(c->mhd, PHASE_ANSWER, k->bytes);
        c->status = 200;
        c->bytes = k->bytes;
        *out_done = MHD_queue_response(c->mhd, 200, k->page);
    } else if (k) { /* this request renews the page; others get the old one meanwhile */
        k->until = now_ms() + FRESH_MS;
    }
    pthread_mutex_unlock(&lock);
    return fresh;
}

bool cache_keep(const struct conn *c, int status, struct MHD_Response *page) {
    str key = status == 200 && !c->r.cookie.n ? key_of(c) : (str){0};
    if (!key.n) return false;
    pthread_mutex_lock(&lock);
    struct kept *k = kept_at(key), *free_one = kept_at((str){0});
    if (!k) k = free_one;
    if (k) {
        if (k->page) MHD_destroy_response(k->page);
        *k = (struct kept){.page = page, .until = now_ms() + FRESH_MS, .bytes = c->r.out.n};
        memcpy(k->key, key.p, key.n);
    }
    pthread_mutex_unlock(&lock);
    return k != NULL;
}

void cache_clear(void) {
    for (size_t i = 0; i < CACHED; i++)
        if (cache[i].page) MHD_destroy_response(cache[i].page);
    memset(cache, 0, sizeof cache);
}
