/* Private header of the back room: signing checkpoints, making papers, keeping cosignatures, and the limits
 * of each. */
#pragma once
#include "base/errand.h"
#include "data/data.h"
#include "data/keys.h"
#include "words/words.h"

/* ---- checkpoints.c ---- */

enum { CHECKPOINT_EVERY = 3 }; /* seconds between two checkpoints, so that an act is covered within 5 */
struct signer {
    str data;
    int lock;             /* lock on the secret key, so that a folder has one signer; -1 = not held */
    bool ready;           /* the fields below were read back and agree with the journal */
    struct frontier tree; /* the tree at the last checkpoint */
    hash root, last_leaf;
    i64 at;  /* monotonic second of the last signature */
    i64 end; /* size of DATA/checkpoints in bytes */
};
enum signed_what { SIGNED_NOTHING, SIGNED_ONE, SIGNED_REFUSED };
/* Signs a checkpoint over the acts committed since the last one. Without `at_once` the last must be
 * CHECKPOINT_EVERY seconds old. SIGNED_REFUSED with words when it cannot or must not sign: no key, another
 * back room, or a journal or checkpoints file that lost or changed what was signed. The next pass then reads
 * everything anew. */
enum signed_what signer_pass(struct signer *s, struct db *db, bool at_once, str *out_error);
/* For a folder restored from an older copy: records that in the act log.restored, which names the last known
 * note, and continues signing after the last note the folder has. */
bool signer_restore(struct signer *s, str reason, struct reply *out, str *out_error);
void signer_close(struct signer *s);

/* ---- papers.c ---- */

enum { PAPERS_A_SECOND = 20, PAPERS_AN_HOUR = 5000, PAPERS_FAILED = 256 };
struct papers {
    str data;
    /* act only when a server answers: taking the folder's lock would block a server that starts or ends */
    bool through_server;
    i64 after; /* the next search begins after this dossier number; 0 = from the start */
    struct {
        i64 dossier, again; /* a paper that could not be made; no new try before monotonic second `again` */
    } failed[PAPERS_FAILED];
    size_t n_failed;
    struct definitions definitions;
};
/* Makes the papers that are due, as far as the limit allows. False with the words of the last failure. */
bool papers_pass(struct papers *p, struct db *db, struct limit *limit, size_t *out_made, str *out_error);
/* Makes one annual report if one is due. False with words when it could not be made. */
bool annuals_pass(struct papers *p, struct db *db, bool *out_made, str *out_error);
/* The number of papers still due. */
i64 papers_due(struct db *db);
bool server_answers(str data);
void papers_close(struct papers *p);

/* ---- reports.c ---- */

/* The signed PDF of a year's annual report. Empty with words on failure. `now` in Unix seconds. */
str annual_make(str data, struct db *db, const struct province *p, int year, enum lang l, i64 now,
                str *out_error);

/* ---- cosignatures.c ---- */

enum { COSIGNATURES_A_SECOND = 20, COSIGNATURES_AN_HOUR = 4000, COSIGNERS = 16 };
struct cosigned {
    str data;
    int from;   /* socket on which each message of the courier is one signed note; -1 = there is no courier */
    bool ready; /* the fields below were read from DATA/cosignatures */
    struct {
        u8 id[4];
        i64 size;
    } last[COSIGNERS]; /* per witness (key id): the size of the largest tree in DATA/cosignatures */
    size_t n;
};
/* Takes the courier's messages: each is a checkpoint of ours with the signature line of a witness. A wrong
 * one is refused with words; one not newer is dropped. The rest is appended to DATA/cosignatures, in the
 * format of DATA/checkpoints. */
bool cosigned_pass(struct cosigned *c, const struct province *p, struct limit *limit, str *out_error);

/* Appends a signed note to DATA/checkpoints or DATA/cosignatures at `offset`, fsynced; a new file's folder
 * too. */
bool note_append(str data, const char *name, i64 offset, str note);

/* jail.c: forbids new programs and the network (except PostgreSQL) for good; false when the kernel refuses */
bool backroom_jail(str data);
