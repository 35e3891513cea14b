/* Shared by verifying and rebuilding. */
#pragma once
#include "audit.h"
#include "data/keys.h"
#include "data/private.h"

/* Findings live in the caller's arena: they outlive the pages they were found on. */
void findings_begin(struct findings *f);
void findings_add(struct findings *f, const char *where, str what);
#define FIND(f, where, ...) findings_add((f), (where), str_fmt(__VA_ARGS__))

/* Signed notes, each about a prefix of the journal, in the order of their sizes. */
struct note_list {
    const char *file, *what; /* where they lie; how one of them is called */
    struct checkpoint *v;
    size_t n, cap, at, met;
    i64 good_until; /* the journal is as signed up to this act */
    bool told;
};
/* DATA/checkpoints, and what the signer remembers of its last one. */
void notes_read(struct note_list *list, str data, struct findings *out);
/* DATA/cosignatures. */
void cosigned_read(struct note_list *list, struct db *db, str data, struct findings *out);
void kept_read(struct note_list *list, str data, const struct kept *k, struct findings *out);
/* Compares those that are about as many acts as the tree has by now. */
void notes_meet(struct note_list *list, const struct frontier *tree, struct findings *out);
void notes_end(const struct note_list *list, i64 acts, struct findings *out);

/* Re-applies every act of `from` (a folder's database and files) to the fresh, empty journal `j`. True: all
 * that `from` holds, from act 1 on without a gap. */
bool replay_into(struct db *from, struct journal *j, struct findings *out);
