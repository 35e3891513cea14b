/* jansson in the thread's arena: see json.h. */
#include "json.h"

static void *take(size_t n) { return mem(n); }
static void keep(void *p) { (void)p; }

void json_start(void) {
    json_set_alloc_funcs(take, keep);
    json_object_seed(20201231); /* a fixed seed: fork-safe, and hash order never reaches an output (keys are sorted) */
}

json_t *json_read(str s, const char **out_why) {
    json_error_t e;
    json_t *j = s.n && !memchr(s.p, 0, s.n) ? json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES, &e) : NULL;
    if (out_why) *out_why = j ? NULL : s.n ? str_z(str_fmt("%s", memchr(s.p, 0, s.n) ? "NUL byte" : e.text)) : "empty";
    return j;
}

/* ---- canonical text: what jansson writes with sorted keys and no blanks, at a third of the time ---- */

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
static int by_key(const void *a, const void *b) { return strcmp(((const struct member *)a)->key, ((const struct member *)b)->key); }

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

i64 json_int(const json_t *object, const char *key) { return json_integer_value(json_object_get(object, key)); }
bool json_flag(const json_t *object, const char *key) { return json_is_true(json_object_get(object, key)); }

json_t *json_text(str s) {
    json_t *j = json_stringn(s.p ? s.p : "", s.n);
    if (!j) panic("text that is not UTF-8 reached JSON");
    return j;
}

void json_put(json_t *object, const char *key, str s) { json_object_set_new(object, key, json_text(s)); }
void json_put_int(json_t *object, const char *key, i64 n) { json_object_set_new(object, key, json_integer(n)); }
