/* Verifying a data folder from its own journal; making another folder from it: replay, backup, upgrade. */
#pragma once
#include "data/data.h"

struct finding {       /* what is wrong, and where */
    const char *where; /* journal, tree, checkpoints, cosignatures, files, table */
    str what;
};
struct findings {
    struct finding *v; /* at most 100 are kept, `more` counts the rest */
    size_t n, cap, more;
    struct arena *home;     /* where findings live: the caller's arena */
    i64 acts;               /* covered */
    size_t checkpoints;     /* checkpoints compared */
    i64 signed_for;         /* the last act that a checkpoint covers */
    struct out remarks;     /* not wrong, but worth knowing; one line each */
    struct out differences; /* --tables: what today's code would decide differently */
};
/* Journal, tree, checkpoints and files of a folder, read only; with `tables` also replays into a temporary
 * folder and compares every row. */
bool verify_folder(str data, bool tables, struct findings *out);
struct kept { /* a signed note and the key it was signed with, as somebody kept them elsewhere */
    str checkpoint, key;
};
/* The same, and proves that the journal continues a kept checkpoint: nothing before it was rewritten. */
bool verify_kept(str data, bool tables, const struct kept *kept, struct findings *out);
/* Rebuilds a new folder from the journal and files of another. False with words in *out_error. */
bool replay_folder(str data, str fresh, struct findings *out, str *out_error);
bool backup_folder(str data, str into, str *out_error);
/* Upgrades tables of another release: replays the journal into a new folder beside DATA, verifies it, and
 * puts it in DATA's place with keys, drafts and sessions. The old folder is kept as DATA.before. *out_done
 * false = nothing to do. SQLite only: a PostgreSQL schema is replayed into another. */
bool upgrade_folder(str data, bool *out_done, struct findings *out, str *out_error);
