/* Checks on a request's head (RFC 9112), before any page sees it: request smuggling, malformed or oversized
 * headers, cross-site POSTs. libmicrohttpd 0.9.75 is too lax. */
#include "serve.h"

#include <strings.h>

enum { TARGET_MAX = 8192, LINES_MAX = 100, VALUE_MAX = 8192 };

static bool same(str a, const char *b) { return a.n == strlen(b) && !strncasecmp(a.p, b, a.n); }

str header_value(const struct header *lines, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (same(lines[i].name, name)) return lines[i].value;
    return (str){0};
}

static size_t count(const struct header *lines, size_t n, const char *name) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += same(lines[i].name, name);
    return k;
}

static bool longer(str a, const char *b) { return a.n > strlen(b) && !strncasecmp(a.p, b, strlen(b)); }

/* a token of RFC 9110 5.6.2 */
static bool token(str s) {
    for (size_t i = 0; i < s.n; i++) {
        u8 c = (u8)s.p[i];
        bool alnum = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (!alnum && (!c || !strchr("!#$%&'*+-.^_`|~", c))) return false;
    }
    return s.n > 0;
}

static bool printable(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (((u8)s.p[i] < 32 && s.p[i] != '\t') || (u8)s.p[i] == 127) return false;
    return true;
}

static bool digits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && s.n < 16;
}

/* Allows one Content-Length and no Transfer-Encoding, so that a proxy cannot see another end of the request
 * than we do (RFC 9112 6.3). Browsers always send a length, and so does nginx, which passes whole bodies on.
 * A server may demand one (411, RFC 9110 15.5.12). */
static int framing(const struct header *lines, size_t n) {
    /* libmicrohttpd 0.9.75 joins a folded line (RFC 9112 5.2) to the header's name; such a Content-Length
     * would be overlooked */
    for (size_t i = 0; i < n; i++)
        if (longer(lines[i].name, "Content-Length") || longer(lines[i].name, "Transfer-Encoding")) return 400;
    size_t lengths = count(lines, n, "Content-Length"), codings = count(lines, n, "Transfer-Encoding");
    i64 bytes;
    if (lengths > 1 || (lengths && codings)) return 400;
    if (codings) return 411;
    if (lengths && (!digits(header_value(lines, n, "Content-Length")) ||
                    !str_to_int(header_value(lines, n, "Content-Length"), &bytes)))
        return 400;
    return lengths && bytes > BODY_MAX ? 413 : 0;
}

static bool host_fine(str h) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]_";
    for (size_t i = 0; i < h.n; i++)
        if (!memchr(letters, h.p[i], sizeof letters - 1)) return false;
    return h.n > 0 && h.n < 256;
}

int gate_check(str method, str target, str version, const struct header *lines, size_t n) {
    if (!str_is(method, "GET") && !str_is(method, "HEAD") && !str_is(method, "POST"))
        return token(method) ? 405 : 400;
    if (!str_is(version, "HTTP/1.1") && !str_is(version, "HTTP/1.0")) return 400;
    if (target.n > TARGET_MAX) return 414;
    if (n > LINES_MAX) return 431;
    if (!target.n || target.p[0] != '/' || !printable(target)) return 400;
    for (size_t i = 0; i < n; i++) {
        if (!token(lines[i].name) || !printable(lines[i].value)) return 400;
        if (lines[i].value.n > VALUE_MAX) return 431;
    }
    if (count(lines, n, "Host") != 1 || !host_fine(header_value(lines, n, "Host"))) return 400;
    return framing(lines, n);
}

/* Refuses a POST from another site (CSRF). Sec-Fetch-Site decides where browsers send it; otherwise Origin,
 * else Referer, is compared with Host. */
bool gate_same_origin(const struct header *lines, size_t n) {
    str site = header_value(lines, n, "Sec-Fetch-Site"), origin = header_value(lines, n, "Origin"),
        host = header_value(lines, n, "Host");
    if (site.n && !same(site, "same-origin") && !same(site, "none")) return false;
    if (!origin.n) origin = header_value(lines, n, "Referer");
    if (!origin.n) return site.n > 0;
    /* over TLS, a page that was loaded without TLS counts as another site */
    bool secure = same(header_value(lines, n, "X-Forwarded-Proto"), "https");
    if (!secure && str_starts(origin, S("http://"))) origin.p += 7, origin.n -= 7;
    else if (str_starts(origin, S("https://"))) origin.p += 8, origin.n -= 8;
    else return false;
    str authority = str_cut(&origin, '/');
    return str_eq(authority, host);
}
