/* HTML escaping for compiled templates, and URLs: see html.h. */
#include "html.h"

void html_str(struct out *o, str s) {
    if (!s.n) return;
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *with = NULL;
        switch (s.p[i]) {
        case '&': with = "&amp;"; break;
        case '<': with = "&lt;"; break;
        case '>': with = "&gt;"; break;
        case '"': with = "&quot;"; break;
        case '\'': with = "&#39;"; break;
        default: continue;
        }
        out_str(o, (str){s.p + from, i - from});
        out_z(o, with);
        from = i + 1;
    }
    out_str(o, (str){s.p + from, s.n - from});
}

void html_z(struct out *o, const char *z) { html_str(o, str_c(z)); }
void html_int(struct out *o, i64 n) { out_fmt(o, "%lld", (long long)n); }
void html_uint(struct out *o, u64 n) { out_fmt(o, "%llu", (unsigned long long)n); }
void html_markup(struct out *o, markup m) { out_str(o, m.s); }

/* Allows /path, ?query, #fragment, a relative path and https://. Any other scheme, and //host, becomes "#".
 */
void html_url(struct out *o, url u) {
    str s = u.s;
    const char *p = s.n ? s.p : "";
    bool https = str_starts(s, S("https://")),
         outside = s.n > 1 && (p[0] == '/' || p[0] == '\\') && (p[1] == '/' || p[1] == '\\');
    bool local = s.n && memchr("/?#", p[0], 3) && !outside;
    bool plain = !outside && !memchr(p, ':', s.n) && !memchr(p, '\\', s.n) && s.n && (u8)p[0] > 32;
    html_str(o, https || local || plain ? s : S("#"));
}

str url_part(str s) {
    static const char hexdigits[] = "0123456789ABCDEF";
    struct out o = {0};
    for (size_t i = 0; i < s.n; i++) {
        u8 c = (u8)s.p[i];
        bool free = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' ||
                    c == '_' || c == '~';
        if (free) {
            out_char(&o, (char)c);
        } else {
            out_char(&o, '%');
            out_char(&o, hexdigits[c >> 4]);
            out_char(&o, hexdigits[c & 15]);
        }
    }
    return out_all(&o);
}

url url_fmt(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    str s = str_vfmt(fmt, ap);
    va_end(ap);
    return (url){s};
}
