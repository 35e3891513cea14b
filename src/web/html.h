/* HTML escaping for compiled templates (tools/htmlc.c): each hole is escaped by its type and its context.
 * Only `markup` is written unescaped. */
#pragma once
#include "base/base.h"

typedef struct markup {
    str s;
} markup; /* HTML made by our own code */
typedef struct url {
    str s;
} url; /* a relative or https:// URL made by our own code */
/* the caller percent-encodes %s arguments with url_part or url_seg */
url url_fmt(const char *fmt, ...) PRINTF(1, 2);
str url_part(str s);                  /* percent-encodes everything but unreserved characters */
#define url_seg(s) str_z(url_part(s)) /* one encoded segment, for url_fmt's %s */

void html_str(struct out *o, str s); /* escapes & < > " ': for text and for quoted attributes */
void html_z(struct out *o, const char *z);
void html_int(struct out *o, i64 n);
void html_uint(struct out *o, u64 n);
void html_markup(struct out *o, markup m);
/* for quoted attributes; writes "#" for a scheme other than https */
void html_url(struct out *o, url u);
#define html_hole(o, x) \
    _Generic((x),  \
        str: html_str, char *: html_z, const char *: html_z, int: html_int,  \
        long: html_int, long long: html_int,  \
    unsigned: html_uint, size_t: html_uint, markup: html_markup)((o), (x))
#define html_attr_hole(o, x) \
    _Generic((x),  \
        str: html_str, char *: html_z, const char *: html_z, int: html_int,  \
        long: html_int, long long: html_int,  \
    unsigned: html_uint, size_t: html_uint)((o), (x))
#define html_url_hole(o, x) _Generic((x), url : html_url)((o), (x))
