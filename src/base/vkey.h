/* Verifier keys (Ed25519) of C2SP signed notes as text: "name+id+base64(type ‖ key)". The id is the first 4
 * bytes of SHA-256(name ‖ "\n" ‖ type ‖ key), in hex. */
#pragma once
#include "base/base.h"

enum vkey_type {
    VKEY_NOTE = 1 /* signs the note's text */,
    VKEY_COSIGNATURE = 4 /* a witness's: signs the text together with a time */
};
void vkey_id(str name, enum vkey_type type, const u8 key[32], u8 out_id[4]);
/* False when the text is no key of that type, or its id is not the key's. */
bool vkey_read(str text, enum vkey_type type, u8 out_key[32], str *out_name);

/* Standard base64 with padding. unbase64 accepts exactly n bytes, in their canonical encoding only. */
str base64(const u8 *bytes, size_t n);
bool unbase64(str s, u8 *out_bytes, size_t n);
