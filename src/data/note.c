/* Checkpoints as text: C2SP tlog-checkpoint bodies in C2SP signed notes, Ed25519. See tree.h and keys.h. */
#include "keys.h"

#include <sodium.h>

static const str dash = {"\xe2\x80\x94 ", 4}; /* an em dash and a blank begin a signature line */
enum { SIGNATURE_BYTES = 4 + crypto_sign_BYTES, SIGNATURES_MAX = 16, NOTE_MAX = 64 * 1024 };

void note_key_id(str name, const u8 public_key[32], u8 out_id[4]) {
    struct out o = {0};
    out_str(&o, name);
    out_str(&o, S("\n\x01"));
    out_str(&o, (str){(const char *)public_key, 32});
    hash h = sha256_of(out_all(&o), (str){0});
    memcpy(out_id, h.b, 4);
}

static str base64(const u8 *bytes, size_t n) {
    size_t size = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);
    char *p = mem(size);
    sodium_bin2base64(p, size, bytes, n, sodium_base64_VARIANT_ORIGINAL);
    return str_c(p);
}

bool unbase64(str s, u8 *out_bytes, size_t n) {
    size_t got = 0;
    const char *end = NULL;
    for (size_t i = 0; i < s.n; i++) /* libsodium 1.0.18 takes "/" with its eighth bit set for "/" */
        if ((u8)s.p[i] >= 0x80) return false;
    if (sodium_base642bin(out_bytes, n, s.p, s.n, NULL, &got, &end, sodium_base64_VARIANT_ORIGINAL))
        return false;
    return got == n && end == s.p + s.n;
}

/* ---- writing ---- */

str checkpoint_body(const struct checkpoint *c) {
    struct out o = {0};
    out_fmt(&o, "%.*s\n%lld\n%.*s\n", STR_ARG(c->origin), (long long)c->size,
            STR_ARG(base64(c->root.b, sizeof c->root.b)));
    if (c->at) out_fmt(&o, "at %lld\n", (long long)c->at);
    return out_all(&o);
}

str note_sign(str body, str name, const u8 secret_key[64]) {
    u8 signature[SIGNATURE_BYTES], public_key[32];
    require(str_ends(body, S("\n")) && name.n);
    crypto_sign_ed25519_sk_to_pk(public_key, secret_key);
    note_key_id(name, public_key, signature);
    crypto_sign_detached(signature + 4, NULL, (const u8 *)body.p, body.n, secret_key);
    struct out o = {0};
    out_str(&o, body);
    out_str(&o, S("\n"));
    out_str(&o, dash);
    out_fmt(&o, "%.*s %.*s\n", STR_ARG(name), STR_ARG(base64(signature, sizeof signature)));
    return out_all(&o);
}

/* ---- reading ---- */

/* A line with its newline off the front; false at the end or without one. */
static bool line_take(str *text, str *out_line) {
    if (!text->n || !memchr(text->p, '\n', text->n)) return false;
    *out_line = str_cut(text, '\n');
    return true;
}

/* Splits at the last empty line: what is signed, its last newline included, and the signature lines. */
static bool note_split(str note, str *out_body, str *out_signatures) {
    for (size_t i = note.n; i >= 2; i--) {
        if (note.p[i - 1] != '\n' || note.p[i - 2] != '\n') continue;
        *out_body = (str){note.p, i - 1};
        *out_signatures = (str){note.p + i, note.n - i};
        return out_signatures->n > 0 && i > 2;
    }
    return false;
}

/* Lines of other keys (witnesses) are passed over; the first one by this name and key decides. */
static bool signature_right(str body, str lines, str name, const u8 public_key[32]) {
    u8 id[4], signature[SIGNATURE_BYTES];
    str line;
    note_key_id(name, public_key, id);
    for (int i = 0; i < SIGNATURES_MAX && lines.n; i++) {
        if (!line_take(&lines, &line) || !str_starts(line, dash)) return false;
        line.p += dash.n;
        line.n -= dash.n;
        str who = str_cut(&line, ' ');
        if (!str_eq(who, name) || !unbase64(line, signature, sizeof signature) ||
            memcmp(signature, id, sizeof id))
            continue;
        return !crypto_sign_verify_detached(signature + 4, (const u8 *)body.p, body.n, public_key);
    }
    return false;
}

static bool size_read(str s, i64 *out_size) {
    return str_to_int(s, out_size) && *out_size >= 0 && str_eq(str_fmt("%lld", (long long)*out_size), s);
}

static bool body_read(str body, struct checkpoint *out) {
    str line;
    *out = (struct checkpoint){0};
    if (!line_take(&body, &out->origin) || !out->origin.n) return false;
    if (!line_take(&body, &line) || !size_read(line, &out->size)) return false;
    if (!line_take(&body, &line) || !unbase64(line, out->root.b, sizeof out->root.b)) return false;
    while (body.n) { /* extension lines: never empty, unknown ones are signed but mean nothing to us */
        if (!line_take(&body, &line) || !line.n) return false;
        str value = line;
        if (str_is(str_cut(&value, ' '), "at") && !size_read(value, &out->at)) return false;
    }
    return true;
}

bool checkpoint_read(str note, struct checkpoint *out, const u8 public_key[32]) {
    str body, signatures;
    if (note.n > NOTE_MAX || !note_split(note, &body, &signatures) || !body_read(body, out)) return false;
    return signature_right(body, signatures, out->origin, public_key);
}

bool checkpoint_next(str *text, str *out_note) {
    str rest = *text, line;
    do {
        if (!line_take(&rest, &line)) return false;
    } while (line.n);
    if (!str_starts(rest, dash)) return false;
    while (str_starts(rest, dash))
        if (!line_take(&rest, &line)) return false;
    *out_note = (str){text->p, (size_t)(text->n - rest.n)};
    if (!str_starts(rest, S("\n"))) return false;
    *text = (str){rest.p + 1, rest.n - 1};
    return true;
}
