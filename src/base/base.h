/* The base of every file: integer types, string slices, arena memory, growing text, panic, log lines. */
#pragma once
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int64_t i64;
typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

/* For our own mistakes: prints file and line on stderr and aborts. No half-written state survives, because
 * only a commit writes. */
_Noreturn void panic_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);
#define panic(...) panic_at(__FILE__, __LINE__, __VA_ARGS__)
#define require(c) ((c) ? (void)0 : panic("broken promise: %s", #c))

/* ---- memory: one request, one arena; there is no free ---- */

struct arena;
struct arena *arena_new(void);
void arena_reset(struct arena *a); /* frees all its memory at once; ASan reports later use */
void arena_free(struct arena *a);
struct arena *arena_enter(struct arena *a); /* makes `a` this thread's arena, returns the previous one */
size_t arena_used(const struct arena *a);   /* bytes handed out since the last reset */
/* n zeroed bytes, aligned to 16; panics without an arena or past its limit of 2 GiB */
void *mem(size_t n);
#define NEW(type) ((type *)mem(sizeof(type)))
#define NEWS(type, count) ((type *)mem(sizeof(type) * (size_t)(count)))
/* Makes room for one more element in an array: pointer, count, capacity. */
#define GROW(p, n, cap) \
    ((n) < (cap) ? (void)0 : mem_grow((void **)&(p), (size_t)(n), (size_t *)&(cap), sizeof *(p)))
void mem_grow(void **p, size_t n, size_t *cap, size_t size);

/* ---- slices ---- */

typedef struct str {
    const char *p;
    size_t n;
} str;
#define S(lit) ((str){"" lit, sizeof(lit) - 1})
str str_c(const char *z); /* points into a NUL-terminated string; NULL is empty */
const char *str_z(str s); /* a NUL-terminated copy in the arena; cuts at an inner NUL */
str str_copy(str s);
bool str_eq(str a, str b);
#define str_is(s, lit) str_eq((s), S(lit))
bool str_starts(str s, str head);
bool str_ends(str s, str tail);
int str_cmp(str a, str b); /* bytes, then length */
str str_trim(str s);       /* ASCII white space */
/* returns the part before the next `at` and moves *rest behind it; without an `at`, returns all of *rest */
str str_cut(str *rest, char at);
str str_fmt(const char *fmt, ...) PRINTF(1, 2);
str str_vfmt(const char *fmt, va_list ap) PRINTF(1, 0);
bool str_to_int(str s, i64 *out_n);  /* decimal, optional minus, whole string, no overflow */
#define STR_ARG(s) (int)(s).n, (s).p /* for "%.*s" */

/* ---- text that grows ---- */

struct out {
    char *p;
    size_t n, cap;
};
void out_str(struct out *o, str s);
void out_z(struct out *o, const char *z);
void out_char(struct out *o, char c);
void out_fmt(struct out *o, const char *fmt, ...) PRINTF(2, 3);
static inline str out_all(const struct out *o) { return (str){o->p, o->n}; }

/* ---- hex and logs ---- */

str hex(const void *bytes, size_t n);
bool unhex(str s, void *out_bytes, size_t n); /* exactly n bytes, either case */
/* Writes one line of key=value pairs on stderr. Callers pass no personal data. */
void log_line(const char *level, const char *fmt, ...) PRINTF(2, 3);

#include "banned.h"
