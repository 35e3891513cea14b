/* Names and Ed25519 keys of those who sign notes, as C2SP signed-note writes them: "name+id+base64(type ‖
 * key)", id = the first 4 bytes of SHA-256(name ‖ "\n" ‖ type ‖ key) in hex. */
#pragma once
#include "base/base.h"

enum vkey_type {
    VKEY_NOTE = 1 /* signs a note as it stands */,
    VKEY_COSIGNATURE = 4 /* with the time, as a witness */
};
void vkey_id(str name, enum vkey_type type, const u8 key[32], u8 out_id[4]);
/* False when the text is no such key of that type, or its id names another one. */
bool vkey_read(str text, enum vkey_type type, u8 out_key[32], str *out_name);

/* Standard base64 with padding; reading takes exactly n bytes, in the one way of writing them. */
str base64(const u8 *bytes, size_t n);
bool unbase64(str s, u8 *out_bytes, size_t n);
