/* Reading and writing JSON in the thread's arena: see json.h. */
#include "json.h"

static void *take(size_t n) { return mem(n); }
static void keep(void *p) { (void)p; }

void json_start(void) {
    json_set_alloc_funcs(take, keep);
    /* A fixed seed is safe: hash order never reaches an output, because keys are sorted. */
    json_object_seed(20201231);
}

/* ---- a fast reader for the common part of JSON: objects, lists, texts with plain escapes, whole numbers. It
 * takes a third of jansson's time. Where it gives up (NULL), jansson reads the text and decides whether it is
 * JSON ---- */

enum { DEPTH = 64, DIGITS = 18, PIECE = 4096 };
struct reader {
    const char *p, *end;
    int depth;
};
static json_t *value(struct reader *r);

static void blanks(struct reader *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r')) r->p++;
}

static bool take_char(struct reader *r, char c) {
    blanks(r);
    if (r->p == r->end || *r->p != c) return false;
    r->p++;
    return true;
}

/* Reads a text after its opening quote. *out points into the input, or into `buffer` when there are escapes.
 * *out_ascii: no byte is over 127. */
static bool text(struct reader *r, char buffer[PIECE], str *out, bool *out_ascii) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *start = r->p;
    u8 all = 0;
    while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (u8)*r->p >= 32) all |= (u8)*r->p++;
    if (r->p == r->end) return false;
    size_t n = (size_t)(r->p - start);
    *out = (str){start, n};
    if (*r->p == '\\' && n < PIECE) {
        memcpy(buffer, start, n);
        while (r->p < r->end && *r->p != '"' && n < PIECE) {
            const char *known = *r->p == '\\' && r->p + 1 < r->end && r->p[1] ? strchr(from, r->p[1]) : NULL;
            if ((u8)*r->p < 32 || (*r->p == '\\' && !known)) return false;
            all |= (u8)*r->p;
            buffer[n++] = known ? to[known - from] : *r->p;
            r->p += known ? 2 : 1;
        }
        *out = (str){buffer, n};
    }
    *out_ascii = all < 128;
    return r->p < r->end && *r->p++ == '"';
}

static json_t *number(struct reader *r) {
    bool minus = *r->p == '-';
    const char *start = r->p += minus;
    i64 n = 0;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9' && r->p - start < DIGITS)
        n = n * 10 + (*r->p++ - '0');
    size_t digits = (size_t)(r->p - start);
    /* fractions, exponents, leading zeros and more than DIGITS digits are left to jansson */
    bool plain =
        digits && (*start != '0' || digits == 1) && (r->p == r->end || !memchr(".eE0123456789", *r->p, 13));
    return plain ? json_integer(minus ? -n : n) : NULL;
}

static json_t *object(struct reader *r) {
    json_t *o = json_object(), *v;
    char buffer[PIECE];
    str key;
    bool ascii;
    if (take_char(r, '}')) return o;
    for (size_t n = 1;; n++) {
        if (!take_char(r, '"') || !text(r, buffer, &key, &ascii) || !ascii) return NULL;
        key = str_copy(key);
        if (!take_char(r, ':') || !(v = value(r)) || json_object_set_new_nocheck(o, key.p, v) ||
            json_object_size(o) != n)
            return NULL;
        if (take_char(r, '}')) return o;
        if (!take_char(r, ',')) return NULL;
    }
}

static json_t *list(struct reader *r) {
    json_t *a = json_array(), *v;
    if (take_char(r, ']')) return a;
    for (;;) {
        if (!(v = value(r)) || json_array_append_new(a, v)) return NULL;
        if (take_char(r, ']')) return a;
        if (!take_char(r, ',')) return NULL;
    }
}

static json_t *string(struct reader *r) {
    char buffer[PIECE];
    str s;
    bool ascii;
    if (!text(r, buffer, &s, &ascii)) return NULL;
    /* json_stringn refuses text that is not UTF-8 */
    return ascii ? json_stringn_nocheck(s.p, s.n) : json_stringn(s.p, s.n);
}

static json_t *value(struct reader *r) {
    blanks(r);
    if (r->p == r->end || r->depth == DEPTH) return NULL;
    json_t *j = NULL;
    r->depth++;
    switch (*r->p++) {
    case '{': j = object(r); break;
    case '[': j = list(r); break;
    case '"': j = string(r); break;
    default: r->p--; j = number(r);
    }
    r->depth--;
    return j;
}

static json_t *plain_read(str s) {
    struct reader r = {.p = s.p, .end = s.p + s.n};
    blanks(&r);
    if (r.p == r.end || (*r.p != '{' && *r.p != '[')) return NULL;
    json_t *j = value(&r);
    blanks(&r);
    return r.p == r.end ? j : NULL;
}

json_t *json_read(str s, const char **out_why) {
    json_error_t e;
    const char *why = NULL;
    json_t *j = NULL;
    if (!s.n) why = "empty";
    else if (memchr(s.p, 0, s.n)) why = "NUL byte";
    else j = plain_read(s);
    if (!j && !why) {
        j = json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES, &e);
        why = j ? NULL : str_z(str_c(e.text));
    }
    if (out_why) *out_why = why;
    return j;
}

/* ---- canonical text: the same bytes as jansson's JSON_SORT_KEYS | JSON_COMPACT, in a third of the time ----
 */

static void put_text(struct out *o, const char *p, size_t n) {
    static const char digits[] = "0123456789ABCDEF", named[] = "btn?fr";
    size_t from = 0;
    out_char(o, '"');
    for (size_t i = 0; i < n; i++) {
        u8 c = (u8)p[i];
        if (c >= 32 && c != '"' && c != '\\') continue;
        out_str(o, (str){p + from, i - from});
        from = i + 1;
        out_char(o, '\\');
        if (c >= 32) out_char(o, (char)c);
        else if (c >= 8 && c <= 13 && c != 11) out_char(o, named[c - 8]);
        else out_z(o, "u00"), out_char(o, digits[c >> 4]), out_char(o, digits[c & 15]);
    }
    out_str(o, (str){p + from, n - from});
    out_char(o, '"');
}

struct member {
    const char *key;
    const json_t *value;
};
static int by_key(const void *a, const void *b) {
    return strcmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

static void put(struct out *o, const json_t *j);

static void put_object(struct out *o, const json_t *j) {
    struct member *v = NEWS(struct member, json_object_size(j) + 1);
    size_t n = 0;
    json_t *object = (json_t *)(uintptr_t)j, *value;
    const char *key;
    json_object_foreach(object, key, value) v[n++] = (struct member){key, value};
    if (n > 1) qsort(v, n, sizeof *v, by_key);
    out_char(o, '{');
    for (size_t i = 0; i < n; i++) {
        if (i) out_char(o, ',');
        put_text(o, v[i].key, strlen(v[i].key));
        out_char(o, ':');
        put(o, v[i].value);
    }
    out_char(o, '}');
}

static void put(struct out *o, const json_t *j) {
    switch (json_typeof(j)) {
    case JSON_OBJECT: put_object(o, j); break;
    case JSON_ARRAY:
        out_char(o, '[');
        for (size_t i = 0; i < json_array_size(j); i++) {
            if (i) out_char(o, ',');
            put(o, json_array_get(j, i));
        }
        out_char(o, ']');
        break;
    case JSON_STRING: put_text(o, json_string_value(j), json_string_length(j)); break;
    case JSON_INTEGER: out_fmt(o, "%lld", (long long)json_integer_value(j)); break;
    case JSON_TRUE: out_z(o, "true"); break;
    case JSON_FALSE: out_z(o, "false"); break;
    case JSON_NULL: out_z(o, "null"); break;
    case JSON_REAL: out_z(o, json_dumps(j, JSON_ENCODE_ANY)); break;
    }
}

str json_canonical(const json_t *j) {
    struct out o = {0};
    if (!j) return S("null");
    put(&o, j);
    return out_all(&o);
}

str json_str(const json_t *object, const char *key) {
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? (str){json_string_value(v), json_string_length(v)} : (str){0};
}

i64 json_int(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}
bool json_flag(const json_t *object, const char *key) { return json_is_true(json_object_get(object, key)); }

json_t *json_text(str s) {
    json_t *j = json_stringn(s.p ? s.p : "", s.n);
    if (!j) panic("text that is not UTF-8 reached JSON");
    return j;
}

void json_put(json_t *object, const char *key, str s) { json_object_set_new(object, key, json_text(s)); }
void json_put_int(json_t *object, const char *key, i64 n) {
    json_object_set_new(object, key, json_integer(n));
}
