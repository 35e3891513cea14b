/* JSON by jansson: allocated in the thread's arena, duplicate keys refused, written in canonical form (sorted
 * keys, no blanks) so that it can be hashed. */
#pragma once
#include "base.h"
#include <jansson.h>

/* makes jansson allocate in arenas; called once, before any thread starts */
void json_start(void);
/* NULL with a reason in *out_why (may be NULL) when malformed, too deep, with a duplicate key or a NUL byte
 */
json_t *json_read(str s, const char **out_why);
str json_canonical(const json_t *j);                 /* sorted keys, compact, UTF-8 */
str json_str(const json_t *object, const char *key); /* empty when missing or no string */
i64 json_int(const json_t *object, const char *key); /* 0 when missing or no integer */
bool json_flag(const json_t *object, const char *key);
json_t *json_text(str s); /* a JSON string; panics when s is not UTF-8 */
void json_put(json_t *object, const char *key, str s);
void json_put_int(json_t *object, const char *key, i64 n);
