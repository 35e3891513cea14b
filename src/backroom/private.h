/* Private to the back room: its two trades and the limits of each. */
#pragma once
#include "base/errand.h"
#include "data/data.h"
#include "data/keys.h"
#include "words/words.h"

/* ---- checkpoints.c ---- */

enum { CHECKPOINT_EVERY = 3 }; /* seconds between two, so that an act is covered within 5 */
struct signer {
    str data;
    int lock;             /* on the secret key: one signer a folder; -1 = not held */
    bool ready;           /* what follows was read back and agrees with the journal */
    struct frontier tree; /* of the leaves we signed for */
    hash root, last_leaf;
    i64 at;  /* of the last signature, monotonic seconds */
    i64 end; /* where DATA/checkpoints ends */
};
enum signed_what { SIGNED_NOTHING, SIGNED_ONE, SIGNED_REFUSED };
/* Signs for the acts committed since the last checkpoint, if there are any and (unless at_once) the last is
 * CHECKPOINT_EVERY seconds old. SIGNED_REFUSED with words when it cannot or must not: no key, another back
 * room, a journal or checkpoints file that lost or changed what was signed. Starts anew by itself after that.
 */
enum signed_what signer_pass(struct signer *s, struct db *db, bool at_once, str *out_error);
/* An older copy was put in place on purpose: says so in an act that names the last note we know of, and takes
 * the folder's own last note for the memory. */
bool signer_restore(struct signer *s, str reason, struct reply *out, str *out_error);
void signer_close(struct signer *s);

/* ---- papers.c ---- */

enum { PAPERS_A_SECOND = 20, PAPERS_AN_HOUR = 5000, PAPERS_FAILED = 256 };
struct papers {
    str data;
    /* ask a server that answers, never take the folder's lock: it would be in its way when it starts or ends
     */
    bool through_server;
    i64 after; /* dossier number the next search begins after; 0 = from the start */
    struct {
        i64 dossier, again; /* could not be made: not before this monotonic second */
    } failed[PAPERS_FAILED];
    size_t n_failed;
    struct definitions definitions;
};
/* Makes the papers that are due, as far as the limit allows; false with words when the last that failed could
 * not be made. */
bool papers_pass(struct papers *p, struct db *db, struct limit *limit, size_t *out_made, str *out_error);
/* Makes one annual report that is due, if any; false with words when it could not be made. */
bool annuals_pass(struct papers *p, struct db *db, bool *out_made, str *out_error);
/* How many are still due. */
i64 papers_due(struct db *db);
bool server_answers(str data);
void papers_close(struct papers *p);

/* ---- reports.c ---- */

/* The annual report read from the tables, drawn, signed. Empty with words. */
str annual_make(str data, struct db *db, const struct province *p, int year, enum lang l, i64 now,
                str *out_error);

/* ---- cosignatures.c ---- */

enum { COSIGNATURES_A_SECOND = 20, COSIGNATURES_AN_HOUR = 4000, COSIGNERS = 16 };
struct cosigned {
    str data;
    int from;   /* the courier's letters: a note each; -1 = there is no courier */
    bool ready; /* what follows was read from DATA/cosignatures */
    struct {
        u8 id[4];
        i64 size;
    } last[COSIGNERS]; /* the tree each witness cosigned last, of those we kept */
    size_t n;
};
/* Takes what the courier handed over: a checkpoint of ours with a witness' line beside it. Whatever is not
 * right or not newer is refused with words; the rest is appended to DATA/cosignatures, notes as in
 * DATA/checkpoints. */
bool cosigned_pass(struct cosigned *c, const struct province *p, struct limit *limit, str *out_error);

/* What both files of notes are written by: the bytes appended at `offset`, on disk; with its folder when it
 * is new. */
bool note_append(str data, const char *name, i64 offset, str note);

/* jail.c: no program, no network (but the database's), for good; false when the kernel refuses */
bool backroom_quiet(str data);
