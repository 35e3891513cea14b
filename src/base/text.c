/* Vietnamese text by ICU: see text.h. */
#include "text.h"

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

size_t text_point_size(u8 first) {
    if (first < 0x80) return 1;
    if ((first & 0xe0) == 0xc0) return 2;
    if ((first & 0xf0) == 0xe0) return 3;
    return (first & 0xf8) == 0xf0 ? 4 : 0;
}

/* One code point of well-formed UTF-8 (RFC 3629: no overlongs, surrogates or values past U+10FFFF); -1
 * otherwise. */
static i64 next_point(str *s) {
    static const u32 least[] = {0, 0, 0x80, 0x800, 0x10000};
    u8 c = (u8)s->p[0];
    size_t n = text_point_size(c);
    if (!n || n > s->n) return -1;
    u32 v = n == 1 ? c : c & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if (((u8)s->p[i] & 0xc0) != 0x80) return -1;
        v = v << 6 | ((u8)s->p[i] & 0x3f);
    }
    if ((n > 1 && v < least[n]) || v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) return -1;
    s->p += n;
    s->n -= n;
    return (i64)v;
}

bool text_valid(str s) {
    while (s.n) {
        i64 c = next_point(&s);
        if (c < 0 || c == 0x7f || (c < 32 && c != '\t' && c != '\n' && c != '\r')) return false;
    }
    return true;
}

size_t text_length(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((u8)s.p[i] & 0xc0) != 0x80;
    return n;
}

static bool ascii(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] >= 0x80) return false;
    return true;
}

static UChar *to_utf16(str s, int32_t *out_n) {
    UErrorCode e = U_ZERO_ERROR;
    UChar *u = NEWS(UChar, s.n + 1);
    u_strFromUTF8WithSub(u, (int32_t)s.n + 1, out_n, s.p, (int32_t)s.n, 0xfffd, NULL, &e);
    require(U_SUCCESS(e));
    return u;
}

static str from_utf16(const UChar *u, int32_t n) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t cap = n * 3 + 1, len = 0;
    char *p = mem((size_t)cap);
    u_strToUTF8WithSub(p, cap, &len, u, n, 0xfffd, NULL, &e);
    require(U_SUCCESS(e));
    return (str){p, (size_t)len};
}

static UChar *normal(const UNormalizer2 *form, const UChar *u, int32_t n, int32_t *out_n) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t cap = n * 4 + 16;
    UChar *v = NEWS(UChar, cap);
    *out_n = unorm2_normalize(form, u, n, v, cap, &e);
    require(U_SUCCESS(e));
    return v;
}

str text_nfc(str s) {
    if (ascii(s)) return s;
    UErrorCode e = U_ZERO_ERROR;
    int32_t n;
    UChar *u = to_utf16(s, &n);
    u = normal(unorm2_getNFCInstance(&e), u, n, &n);
    return from_utf16(u, n);
}

str text_fold(str s) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t n, m = 0;
    UChar *u = to_utf16(s, &n);
    u = normal(unorm2_getNFDInstance(&e), u, n, &n);
    bool gap = false;
    for (int32_t i = 0; i < n; i++) {
        UChar c = u[i];
        if (c >= 0x300 && c <= 0x36f) continue;
        if (c == 0x111 || c == 0x110) c = 'd';
        c = (UChar)u_tolower(c);
        if (!u_isalnum(c) && !U16_IS_SURROGATE(c)) {
            gap = m > 0;
            continue;
        }
        if (gap) u[m++] = ' ';
        gap = false;
        u[m++] = c;
    }
    return from_utf16(u, m);
}

/* The size in bytes of an invisible character at the start of s; 0 = the character is visible. Invisible are
 * C1 controls, line separators, direction marks and all default-ignorable characters of Unicode (zero-width,
 * fillers). Vietnamese needs none. They would make a name look like another one, or a reason look empty. */
static size_t unseen(str s) {
    str rest = s;
    if ((u8)s.p[0] < 0x80) return 0;
    i64 c = next_point(&rest);
    bool hidden = (c >= 0x80 && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
                  (c >= 0 && u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
    return hidden ? s.n - rest.n : 0;
}

str text_squeeze(str s) {
    s = text_nfc(s);
    char *p = mem(s.n + 1);
    size_t n = 0;
    bool gap = false, taken = false;
    for (size_t i = 0, skip; i < s.n; i++) {
        if ((skip = unseen((str){s.p + i, s.n - i}))) {
            taken = true;
            i += skip - 1;
            continue;
        }
        if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r') {
            gap = n > 0;
            continue;
        }
        if (gap) p[n++] = ' ';
        gap = false;
        p[n++] = s.p[i];
    }
    return taken ? text_nfc((str){p, n})
                 : (str){p, n}; /* letters and marks that an invisible character parted may now compose */
}

str text_upper(str s) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t n;
    UChar *u = to_utf16(text_nfc(s), &n), *v = NEWS(UChar, n * 3 + 1);
    n = u_strToUpper(v, n * 3 + 1, u, n, "vi", &e);
    require(U_SUCCESS(e));
    return from_utf16(v, n);
}

str text_first_lower(str s) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t n, first = 0;
    UChar *u = to_utf16(text_nfc(s), &n), *v = NEWS(UChar, n * 3 + 1);
    U16_FWD_1(u, first, n);
    int32_t head = u_strToLower(v, n * 3 + 1, u, first, "vi", &e);
    require(U_SUCCESS(e));
    memcpy(v + head, u + first, (size_t)(n - first) * sizeof *u);
    return from_utf16(v, head + n - first);
}

int text_collate(str a, str b) {
    static _Thread_local UCollator *vi;
    UErrorCode e = U_ZERO_ERROR;
    if (!vi) vi = ucol_open("vi", &e);
    require(U_SUCCESS(e));
    UCollationResult c = ucol_strcollUTF8(vi, a.p ? a.p : "", (int32_t)a.n, b.p ? b.p : "", (int32_t)b.n, &e);
    return c == UCOL_LESS ? -1 : c == UCOL_GREATER;
}
