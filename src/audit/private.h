/* Private header of audit/: findings, signed notes and replaying, shared by verify, replay, backup and
 * upgrade. */
#pragma once
#include "audit.h"
#include "data/keys.h"
#include "data/private.h"

/* Findings are kept in the caller's arena. */
void findings_begin(struct findings *f);
void findings_add(struct findings *f, const char *where, str what);
#define FIND(f, where, ...) findings_add((f), (where), str_fmt(__VA_ARGS__))

/* A list of signed notes in the order of tree sizes; each signs a prefix of the journal. */
struct note_list {
    const char *file, *what; /* the file's name in DATA; the word for one note in messages */
    struct checkpoint *v;
    size_t n, cap, at, met;
    i64 good_until; /* the journal matches its notes up to this act */
    bool told;
};
/* Reads DATA/checkpoints, and DATA/keys/checkpoint.last, the signer's copy of the last note. */
void notes_read(struct note_list *list, str data, struct findings *out);
/* Reads DATA/cosignatures. */
void cosigned_read(struct note_list *list, struct db *db, str data, struct findings *out);
void kept_read(struct note_list *list, str data, const struct kept *k, struct findings *out);
/* Compares the notes whose size the tree has reached with its root. */
void notes_meet(struct note_list *list, const struct frontier *tree, struct findings *out);
void notes_end(const struct note_list *list, i64 acts, struct findings *out);

/* Re-applies every act of `from` (a folder's database and files) to the empty journal `j`. True when `from`
 * holds all acts from 1 on without a gap. */
bool replay_into(struct db *from, struct journal *j, struct findings *out);
