/* Reading verifier keys of signed notes: see vkey.h. */
#include "base/vkey.h"
#include "base/sha256.h"

#include <sodium.h>

void vkey_id(str name, enum vkey_type type, const u8 key[32], u8 out_id[4]) {
    struct out o = {0};
    u8 sum[SHA256_DIGEST_LENGTH];
    out_str(&o, name);
    out_char(&o, '\n');
    out_char(&o, (char)type);
    out_str(&o, (str){(const char *)key, 32});
    SHA256((const u8 *)o.p, o.n, sum);
    memcpy(out_id, sum, 4);
}

/* Blanks end a name in a signature line, a plus ends it in a key: a name has neither. */
static bool name_fits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] <= 32 || (u8)s.p[i] >= 127 || s.p[i] == '+') return false;
    return s.n > 0 && s.n <= 200;
}

bool vkey_read(str text, enum vkey_type type, u8 out_key[32], str *out_name) {
    u8 typed[33], id[4], right[4];
    *out_name = str_cut(&text, '+');
    str id_text = str_cut(&text, '+');
    if (!name_fits(*out_name) || !unhex(id_text, id, sizeof id) || !str_eq(hex(id, sizeof id), id_text) ||
        !unbase64(text, typed, sizeof typed) || typed[0] != type)
        return false;
    memcpy(out_key, typed + 1, 32);
    vkey_id(*out_name, type, out_key, right);
    return !memcmp(id, right, sizeof id);
}

str base64(const u8 *bytes, size_t n) {
    size_t size = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);
    char *p = mem(size);
    sodium_bin2base64(p, size, bytes, n, sodium_base64_VARIANT_ORIGINAL);
    return str_c(p);
}

bool unbase64(str s, u8 *out_bytes, size_t n) {
    size_t got = 0;
    const char *end = NULL;
    for (size_t i = 0; i < s.n; i++) /* libsodium 1.0.18 accepts the byte 0xaf as "/" */
        if ((u8)s.p[i] >= 0x80) return false;
    if (sodium_base642bin(out_bytes, n, s.p, s.n, NULL, &got, &end, sodium_base64_VARIANT_ORIGINAL))
        return false;
    return got == n && end == s.p + s.n;
}
