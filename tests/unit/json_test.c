/* JSON as we read and write it against jansson's own: the same values, the same refusals, the same canonical
 * text, over a hundred thousand broken texts. */
#include "tap.h"

#include "base/json.h"

static u64 seed = 11;
static u64 dice(u64 n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % n;
}

static const char *const texts[] = {
    "{\"actor\":12,\"fields\":{\"answers\":{\"name\":\"Nguyễn Thị "
    "Bé\",\"x\":\"a\\\\b\\\"c\\/\\n\\t\"},\"files\":[{\"bytes\":15,\"doc\":\"note\"},[],{}]},\"key\":\"k\"}",
    " { \"a\" : [ 1 , -2, 0, 999999999999999999, 9223372036854775807, -9223372036854775808 ], \"b\" : true, "
    "\"c\":null,\"d\":false } ",
    "[1.5, 1e3, -0, 01, 1., 12345678901234567890]",
    "[\"\\u0041\\u1EC5\\uD83D\\uDE00\", \"\\u0000\"]",
    "{\"a\":1,\"a\":2}",
    "{\"\":\"\",\"ễ\":\"ễ\"}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "[\"\x7f\xc3\x28\"]",
    "[\"\xed\xa0\x80\"]",
    "7",
    "\"x\"",
    "",
    "{",
    "[1,]",
    "{\"a\":1}x",
    "[\"a\nb\"]",
};

static bool alike(str s) {
    json_error_t e;
    json_t *theirs = s.n && !memchr(s.p, 0, s.n) ? json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES, &e) : NULL,
           *ours = json_read(s, NULL);
    if (!theirs || !ours) return !theirs && !ours;
    return json_equal(theirs, ours) &&
           str_eq(json_canonical(ours),
                  str_c(json_dumps(theirs, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY)));
}

int main(void) {
    struct arena *a = arena_new();
    json_start();
    arena_enter(a);
    size_t wrong = 0, read = 0;
    for (size_t i = 0; i < COUNT(texts); i++)
        ok(alike(str_c(texts[i])), "text %zu is read and written as jansson does", i);
    for (int k = 0; k < 100000; k++) {
        str s = str_copy(str_c(texts[dice(COUNT(texts))]));
        char *p = (char *)(uintptr_t)s.p;
        for (u64 n = dice(4); n && s.n; n--) {
            size_t at = dice(s.n);
            if (dice(3)) p[at] = "{}[]\",:\\ub0129-+.eE \n\x01\x80\xe1\xbb\x85"[dice(26)];
            else memmove(p + at, p + at + 1, s.n - at - 1), s.n--;
        }
        if (!alike(s)) wrong++, diag("differs: %.*s", STR_ARG(s));
        read += json_read(s, NULL) != NULL;
        arena_reset(a);
    }
    ok(!wrong && read > 5000, "a hundred thousand broken texts are read alike, %zu of them as JSON", read);
    return done();
}
