/* The folder's signing key and its signed notes. Only the back room reads the secret; verifying needs
 * DATA/public.key alone. */
#pragma once
#include "data/note.h"

/* DATA/keys/checkpoint.key (folder 0700, file 0600) and DATA/public.key, an Ed25519 pair; refuses to replace
 * either. With TINHSO_KEYS=FOLDER in the environment the secret lies there, and DATA/keys is a link to it.
 * The name in both is the log's origin: "tinhso/" and 16 hex digits that no other folder has. Texts:
 * "PRIVATE+KEY+name+id+base64(1 ‖ seed)" and the C2SP verifier key "name+id+base64(1 ‖ public key)", id = the
 * first 4 bytes of SHA-256(name ‖ "\n" ‖ 1 ‖ public key) in hex. */
bool keys_create(str data, str *out_error);
bool keys_public(str data, u8 out_key[32], str *out_name, str *out_error);
/* DATA/public.key as it stands. */
bool keys_text(str data, str *out_text, str *out_error);
/* The same from a key's text, as it stands in DATA/public.key or in a proof; false when it is none, or its id
 * names another key. */
bool key_text_public(str text, u8 out_key[32], str *out_name);
/* DATA/checkpoints only grows: its last whole note that the folder's key has signed. False when there is
 * none. */
bool checkpoint_latest(str data, struct checkpoint *out, str *out_note);
/* DATA/keys/checkpoint.last, which the signer writes first: where in DATA/checkpoints its last note begins,
 * and the note. False with errno; ERANGE when it is damaged. */
bool checkpoint_remembered(str data, i64 *out_offset, str *out_note);
/* DATA/cosignatures likewise: the largest tree that a witness cosigned, with the lines of all who did. */
bool checkpoint_cosigned(str data, struct checkpoint *out, str *out_note);
/* The end of one of these files, from anywhere in a note on. */
str notes_tail(str data, const char *name);
/* The caller wipes out_key (sodium_memzero) when it has signed. */
bool keys_secret(str data, u8 out_key[64], str *out_name, str *out_error);
