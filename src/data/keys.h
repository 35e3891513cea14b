/* The folder's signing key (Ed25519) and its signed notes. Only the back room reads the secret key; verifying
 * needs DATA/public.key alone. */
#pragma once
#include "data/note.h"

/* Creates an Ed25519 pair: DATA/keys/checkpoint.key (folder 0700, file 0600) and DATA/public.key. Refuses to
 * replace either. With TINHSO_KEYS=FOLDER in the environment, the secret key lies there and DATA/keys is a
 * link to it. The name in both is the log's origin: "tinhso/" and 16 hex digits, unique to the folder. The
 * texts are "PRIVATE+KEY+name+id+base64(1 ‖ seed)" and the C2SP verifier key "name+id+base64(1 ‖ public
 * key)". The id is the first 4 bytes of SHA-256(name ‖ "\n" ‖ 1 ‖ public key) in hex. */
bool keys_create(str data, str *out_error);
bool keys_public(str data, u8 out_key[32], str *out_name, str *out_error);
/* The text of DATA/public.key, checked. */
bool keys_text(str data, str *out_text, str *out_error);
/* The same from a key's text, as it stands in DATA/public.key or in a proof; false when it is none, or its id
 * names another key. */
bool key_text_public(str text, u8 out_key[32], str *out_name);
/* The last whole note in DATA/checkpoints that is signed by the folder's key; the file only grows. False when
 * there is none. */
bool checkpoint_latest(str data, struct checkpoint *out, str *out_note);
/* Reads DATA/keys/checkpoint.last, written before each checkpoint: the last note and its offset in
 * DATA/checkpoints. False with errno; ERANGE when damaged. */
bool checkpoint_remembered(str data, i64 *out_offset, str *out_note);
/* DATA/cosignatures likewise: the largest tree that a witness cosigned, with the lines of all who did. */
bool checkpoint_cosigned(str data, struct checkpoint *out, str *out_note);
/* The last 16 KB of such a file; it may begin inside a note. */
str notes_tail(str data, const char *name);
/* The secret key. The caller wipes out_key (sodium_memzero) after signing. */
bool keys_secret(str data, u8 out_key[64], str *out_name, str *out_error);
