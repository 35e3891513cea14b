/* Signed notes (C2SP signed-note): checkpoints of the journal's tree, and the cosignatures of witnesses. */
#pragma once
#include "base/vkey.h"
#include "journal/tree.h"

/* A checkpoint (C2SP tlog-checkpoint): "<origin>\n<size>\n<base64 root>\n", then a blank line and "— <name>
 * <base64(key hash ‖ Ed25519 signature)>\n". */
struct checkpoint {
    str origin;
    i64 size;
    hash root;
    i64 at; /* Unix seconds, from the extension line "at <seconds>" */
};
str checkpoint_body(const struct checkpoint *c);
/* False when malformed or not signed by this key. */
bool checkpoint_read(str note, struct checkpoint *out, const u8 public_key[32]);
str note_sign(str body, str name, const u8 secret_key[64]);
/* Takes the next signed note off *text, the content of DATA/checkpoints: notes one after another, each
 * followed by one empty line. False, with *text unchanged, when it does not begin with a whole note. */
bool checkpoint_next(str *text, str *out_note);

/* ---- cosignatures (C2SP tlog-cosignature v1): the witness says that this tree continues every earlier one
 * ---- */

struct cosigner {
    str name;
    u8 key[32];
};
bool cosigner_read(str vkey,
                   struct cosigner *out); /* False when it is not a verifier key of the cosignature type. */
/* Finds this witness' first signature line, checks it against the body, and gives the time of signing (Unix
 * seconds). False when there is none or it is wrong. Lines of other keys are skipped. */
bool cosignature_find(str body, str lines, const struct cosigner *w, str *out_line, i64 *out_at);
/* Makes a witness' signature line, newline included. `at` in Unix seconds. */
str cosignature_sign(str body, str name, const u8 secret_key[64], i64 at);
/* Splits a note into its signed body, final newline included, and its signature lines. */
bool note_split(str note, str *out_body, str *out_signatures);
/* Takes the next signature line off *lines, newline included, and gives the name in it; false at the end. */
bool note_line_next(str *lines, str *out_line, str *out_name);
