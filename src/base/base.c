/* Arena memory, slices, growing text, hex, logs, panic: see base.h. */
#include "base.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif
#ifdef ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

void panic_at(const char *file, int line, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "tinhso: %s:%d: ", file, line);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    abort();
}

/* ---- arena: a list of blocks, the first kept across resets ---- */

enum { BLOCK = 64 * 1024, KEEP = 256 * 1024 };
static const size_t ARENA_LIMIT = (size_t)2 << 30;

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(16) char bytes[];
};
struct arena {
    struct block *top;
    size_t used;
};
static _Thread_local struct arena *current;

struct arena *arena_new(void) {
    struct arena *a = calloc(1, sizeof *a);
    if (!a) panic("out of memory");
    return a;
}

static void blocks_drop(struct arena *a, bool keep_one) {
    struct block *kept = NULL;
    for (struct block *b = a->top, *next; b; b = next) {
        next = b->next;
        ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
        if (keep_one && !kept && b->size <= KEEP) {
            kept = b;
            continue;
        }
        free(b);
    }
    if (kept) {
        kept->next = NULL;
        kept->used = 0;
        ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    }
    a->top = kept;
    a->used = 0;
}

void arena_reset(struct arena *a) { blocks_drop(a, true); }

void arena_free(struct arena *a) {
    if (!a) return;
    require(current != a);
    blocks_drop(a, false);
    free(a);
}

struct arena *arena_enter(struct arena *a) {
    struct arena *before = current;
    current = a;
    return before;
}

size_t arena_used(const struct arena *a) { return a->used; }

static struct block *block_for(struct arena *a, size_t n) {
    size_t size = a->top ? a->top->size : BLOCK;
    if (a->top && size < 1024 * 1024) size *= 2;
    if (size < n) size = n;
    struct block *b = malloc(sizeof *b + size);
    if (!b) panic("out of memory: %zu bytes", size);
    *b = (struct block){.next = a->top, .size = size};
    ASAN_POISON_MEMORY_REGION(b->bytes, b->size);
    return a->top = b;
}

void *mem(size_t n) {
    struct arena *a = current;
    if (!a) panic("memory asked for outside an arena");
    n = (n + 15) & ~(size_t)15;
    if (a->used + n > ARENA_LIMIT || n > ARENA_LIMIT) panic("one request wants over %zu bytes", ARENA_LIMIT);
    struct block *b = a->top;
    if (!b || b->size - b->used < n) b = block_for(a, n);
    void *p = b->bytes + b->used;
    b->used += n;
    a->used += n;
    ASAN_UNPOISON_MEMORY_REGION(p, n);
    return memset(p, 0, n);
}

void mem_grow(void **p, size_t n, size_t *cap, size_t size) {
    size_t want = *cap ? *cap * 2 : 8;
    void *q = mem(want * size);
    if (n) memcpy(q, *p, n * size);
    *p = q;
    *cap = want;
}

/* ---- slices ---- */

str str_c(const char *z) { return z ? (str){z, strlen(z)} : (str){0}; }

str str_copy(str s) {
    char *p = mem(s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

const char *str_z(str s) { return str_copy(s).p; }

bool str_eq(str a, str b) { return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n)); }
bool str_starts(str s, str head) { return s.n >= head.n && (!head.n || !memcmp(s.p, head.p, head.n)); }
bool str_ends(str s, str tail) {
    return s.n >= tail.n && (!tail.n || !memcmp(s.p + s.n - tail.n, tail.p, tail.n));
}

int str_cmp(str a, str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

str str_trim(str s) {
    while (s.n && blank(s.p[0])) s.p++, s.n--;
    while (s.n && blank(s.p[s.n - 1])) s.n--;
    return s;
}

str str_cut(str *rest, char at) {
    const char *hit = rest->n ? memchr(rest->p, at, rest->n) : NULL;
    str head = *rest;
    if (!hit) {
        *rest = (str){0};
        return head;
    }
    head.n = (size_t)(hit - rest->p);
    rest->p = hit + 1;
    rest->n -= head.n + 1;
    return head;
}

bool str_to_int(str s, i64 *out_n) {
    bool minus = s.n && s.p[0] == '-';
    if (minus) s = (str){s.p + 1, s.n - 1};
    if (!s.n || s.n > 19) return false;
    u64 n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        n = n * 10 + (u64)(s.p[i] - '0');
    }
    if (n > (u64)INT64_MAX) return false;
    *out_n = minus ? -(i64)n : (i64)n;
    return true;
}

/* ---- growing text ---- */

static void out_room(struct out *o, size_t n) {
    if (o->cap - o->n > n) return;
    size_t cap = o->cap ? o->cap * 2 : 512;
    while (cap - o->n <= n) cap *= 2;
    char *p = mem(cap);
    if (o->n) memcpy(p, o->p, o->n);
    o->p = p;
    o->cap = cap;
}

void out_str(struct out *o, str s) {
    if (!s.n) return;
    out_room(o, s.n);
    memcpy(o->p + o->n, s.p, s.n);
    o->n += s.n;
    o->p[o->n] = 0;
}

void out_z(struct out *o, const char *z) { out_str(o, str_c(z)); }
void out_char(struct out *o, char c) { out_str(o, (str){&c, 1}); }

static void out_vfmt(struct out *o, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    out_room(o, 1);
    int n = vsnprintf(o->p + o->n, o->cap - o->n, fmt, ap);
    require(n >= 0);
    if ((size_t)n >= o->cap - o->n) {
        out_room(o, (size_t)n + 1);
        vsnprintf(o->p + o->n, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    o->n += (size_t)n;
}

void out_fmt(struct out *o, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    out_vfmt(o, fmt, ap);
    va_end(ap);
}

str str_vfmt(const char *fmt, va_list ap) {
    char small[512];
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    require(n >= 0);
    char *p = mem((size_t)n + 1);
    if (n < (int)sizeof small) memcpy(p, small, (size_t)n);
    else vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (str){p, (size_t)n};
}

str str_fmt(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    str s = str_vfmt(fmt, ap);
    va_end(ap);
    return s;
}

/* ---- hex ---- */

str hex(const void *bytes, size_t n) {
    static const char digits[] = "0123456789abcdef";
    const u8 *b = bytes;
    char *p = mem(n * 2 + 1);
    for (size_t i = 0; i < n; i++) {
        p[2 * i] = digits[b[i] >> 4];
        p[2 * i + 1] = digits[b[i] & 15];
    }
    return (str){p, n * 2};
}

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool unhex(str s, void *out_bytes, size_t n) {
    if (s.n != n * 2) return false;
    u8 *b = out_bytes;
    for (size_t i = 0; i < n; i++) {
        int hi = digit(s.p[2 * i]), lo = digit(s.p[2 * i + 1]);
        if (hi < 0 || lo < 0) return false;
        b[i] = (u8)(hi << 4 | lo);
    }
    return true;
}

void log_line(const char *level, const char *fmt, ...) {
    char line[1100];
    va_list ap;
    int n = snprintf(line, 100, "at=%" PRId64 " level=%s ", (i64)time(NULL), level);
    va_start(ap, fmt);
    vsnprintf(line + n, 1000, fmt, ap);
    va_end(ap);
    size_t all = strlen(line);
    for (char *c = line; *c; c++)
        if ((u8)*c < 32) *c = ' '; /* quoted text must not begin a second line */
    line[all++] = '\n';
    if (write(2, line, all) < 0) return; /* stderr is closed: there is nowhere to report it */
}
