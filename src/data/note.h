/* Signed notes (C2SP signed-note): checkpoints of the tree, and what witnesses sign beside them. */
#pragma once
#include "base/vkey.h"
#include "journal/tree.h"

/* Checkpoint body: "<origin>\n<size>\n<base64 root>\n", then a blank line and "— <name> <base64(key hash ‖
 * Ed25519 signature)>\n". */
struct checkpoint {
    str origin;
    i64 size;
    hash root;
    i64 at; /* from the extension line "at <seconds>" */
};
str checkpoint_body(const struct checkpoint *c);
/* false: malformed or not signed by this key */
bool checkpoint_read(str note, struct checkpoint *out, const u8 public_key[32]);
str note_sign(str body, str name, const u8 secret_key[64]);
/* Takes the next signed note off *text as it lies in DATA/checkpoints: notes one after another, each followed
 * by one empty line. False when what is left does not begin with a whole note; *text is then untouched. */
bool checkpoint_next(str *text, str *out_note);

/* ---- cosignatures (C2SP tlog-cosignature v1): a witness saw this tree continue every one it saw before ----
 */

struct cosigner {
    str name;
    u8 key[32];
};
bool cosigner_read(str vkey, struct cosigner *out); /* false: no vkey of the type for cosignatures */
/* The first line among `lines` in which this witness cosigned the body, and when; false when there is none or
 * it is not right. Lines of other keys are passed over. */
bool cosignature_find(str body, str lines, const struct cosigner *w, str *out_line, i64 *out_at);
/* A line by a witness of that name, its newline included. */
str cosignature_sign(str body, str name, const u8 secret_key[64], i64 at);
/* Splits a note: what is signed, its last newline included, and the signature lines. */
bool note_split(str note, str *out_body, str *out_signatures);
/* The next signature line off *lines, its newline included, and the name in it; false at the end. */
bool note_line_next(str *lines, str *out_line, str *out_name);
