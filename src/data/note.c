/* Reads and writes checkpoints (C2SP tlog-checkpoint) and cosignatures as signed notes, Ed25519. See note.h.
 */
#include "note.h"

#include <sodium.h>

static const str dash = {"\xe2\x80\x94 ", 4}; /* an em dash and a blank begin a signature line */
enum {
    SIGNATURE_BYTES = 4 + crypto_sign_BYTES,
    COSIGNATURE_BYTES = 4 + 8 + crypto_sign_BYTES,
    SIGNATURES_MAX = 16,
    NOTE_MAX = 64 * 1024
};

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
    vkey_id(name, VKEY_NOTE, public_key, signature);
    crypto_sign_detached(signature + 4, NULL, (const u8 *)body.p, body.n, secret_key);
    struct out o = {0};
    out_str(&o, body);
    out_str(&o, S("\n"));
    out_str(&o, dash);
    out_fmt(&o, "%.*s %.*s\n", STR_ARG(name), STR_ARG(base64(signature, sizeof signature)));
    return out_all(&o);
}

/* ---- reading ---- */

/* Takes one line off the text; false when there is no newline. */
static bool line_take(str *text, str *out_line) {
    if (!text->n || !memchr(text->p, '\n', text->n)) return false;
    *out_line = str_cut(text, '\n');
    return true;
}

/* Splits at the last empty line. */
bool note_split(str note, str *out_body, str *out_signatures) {
    for (size_t i = note.n; i >= 2; i--) {
        if (note.p[i - 1] != '\n' || note.p[i - 2] != '\n') continue;
        *out_body = (str){note.p, i - 1};
        *out_signatures = (str){note.p + i, note.n - i};
        return out_signatures->n > 0 && i > 2;
    }
    return false;
}

/* Verifies the first line of this name and key; lines of other keys (witnesses) are skipped. */
static bool signature_right(str body, str lines, str name, const u8 public_key[32]) {
    u8 id[4], signature[SIGNATURE_BYTES];
    str line;
    vkey_id(name, VKEY_NOTE, public_key, id);
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
    while (body.n) { /* extension lines are never empty; unknown ones are signed but ignored */
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

/* ---- cosignatures ---- */

bool note_line_next(str *lines, str *out_line, str *out_name) {
    str rest = *lines, line;
    if (!line_take(&rest, &line) || !str_starts(line, dash)) return false;
    *out_line = (str){lines->p, line.n + 1};
    line.p += dash.n;
    line.n -= dash.n;
    *out_name = str_cut(&line, ' ');
    *lines = rest;
    return out_name->n > 0;
}

bool cosigner_read(str vkey, struct cosigner *out) {
    return vkey_read(vkey, VKEY_COSIGNATURE, out->key, &out->name);
}

static str cosigned_message(str body, i64 at) {
    return str_fmt("cosignature/v1\ntime %lld\n%.*s", (long long)at, STR_ARG(body));
}

static i64 time_read(const u8 p[8]) {
    u64 at = 0;
    for (int i = 0; i < 8; i++) at = at << 8 | p[i];
    return at > INT64_MAX ? -1 : (i64)at;
}

/* Decodes a signature line; false unless it has this witness' key id. */
static bool cosignature_bytes(str line, const struct cosigner *w, u8 out[COSIGNATURE_BYTES]) {
    u8 id[4];
    size_t head = dash.n + w->name.n + 1;
    vkey_id(w->name, VKEY_COSIGNATURE, w->key, id);
    return line.n > head + 1 && unbase64((str){line.p + head, line.n - head - 1}, out, COSIGNATURE_BYTES) &&
           !memcmp(out, id, sizeof id);
}

bool cosignature_find(str body, str lines, const struct cosigner *w, str *out_line, i64 *out_at) {
    u8 bytes[COSIGNATURE_BYTES];
    str name;
    for (int i = 0; i < SIGNATURES_MAX && note_line_next(&lines, out_line, &name); i++) {
        if (!str_eq(name, w->name) || !cosignature_bytes(*out_line, w, bytes)) continue;
        *out_at = time_read(bytes + 4);
        str message = cosigned_message(body, *out_at);
        return *out_at >= 0 &&
               !crypto_sign_verify_detached(bytes + 12, (const u8 *)message.p, message.n, w->key);
    }
    return false;
}

str cosignature_sign(str body, str name, const u8 secret_key[64], i64 at) {
    u8 bytes[COSIGNATURE_BYTES], public_key[32];
    str message = cosigned_message(body, at);
    crypto_sign_ed25519_sk_to_pk(public_key, secret_key);
    vkey_id(name, VKEY_COSIGNATURE, public_key, bytes);
    for (int i = 0; i < 8; i++) bytes[4 + i] = (u8)((u64)at >> (56 - 8 * i));
    crypto_sign_detached(bytes + 12, NULL, (const u8 *)message.p, message.n, secret_key);
    return str_fmt("%.*s%.*s %.*s\n", STR_ARG(dash), STR_ARG(name), STR_ARG(base64(bytes, sizeof bytes)));
}
