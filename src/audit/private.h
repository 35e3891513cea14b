/* Shared by verifying and rebuilding. */
#pragma once
#include "audit.h"
#include "data/private.h"

/* Findings live in the caller's arena: they outlive the pages they were found on. */
void findings_begin(struct findings *f);
void findings_add(struct findings *f, const char *where, str what);
#define FIND(f, where, ...) findings_add((f), (where), str_fmt(__VA_ARGS__))

/* Re-applies every act of `from` (a folder's database and files) to the fresh, empty journal `j`. True: all
 * that `from` holds, from act 1 on without a gap. */
bool replay_into(struct db *from, struct journal *j, struct findings *out);
