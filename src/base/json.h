/* JSON by jansson, allocated in the thread's arena (nothing is freed), duplicates refused, canonical on the
 * way out. */
#pragma once
#include "base.h"
#include <jansson.h>

/* once, before any thread: hooks jansson to the arenas */
void json_start(void);
/* NULL and a reason on malformed, duplicate keys, depth, NUL */
json_t *json_read(str s, const char **out_why);
str json_canonical(const json_t *j);                 /* sorted keys, compact, UTF-8 */
str json_str(const json_t *object, const char *key); /* empty when missing or no string */
i64 json_int(const json_t *object, const char *key); /* 0 when missing or no integer */
bool json_flag(const json_t *object, const char *key);
json_t *json_text(str s); /* a JSON string */
void json_put(json_t *object, const char *key, str s);
void json_put_int(json_t *object, const char *key, i64 n);
