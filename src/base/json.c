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

str json_canonical(const json_t *j) {
    if (!j) return S("null");
    return str_c(json_dumps(j, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY));
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
