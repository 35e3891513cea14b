/* Proving a data folder from its own journal, and making another from it. */
#pragma once
#include "data/data.h"

struct finding {       /* what is wrong, and exactly where */
    const char *where; /* journal, tree, checkpoints, cosignatures, files, table */
    str what;
};
struct findings {
    struct finding *v; /* at most 100 are kept, `more` counts the rest */
    size_t n, cap, more;
    struct arena *home;     /* where findings live: the caller's arena */
    i64 acts;               /* covered */
    size_t checkpoints;     /* met */
    i64 signed_for;         /* the act that the last of them is about */
    struct out remarks;     /* what is not wrong and should be known, a line each */
    struct out differences; /* --tables: what today's code would decide differently */
};
/* Journal, tree, checkpoints and files of a folder, read only; with `tables` also replays into a temporary
 * folder and compares every row. */
bool verify_folder(str data, bool tables, struct findings *out);
struct kept { /* a signed note and the key it was signed with, as somebody kept them elsewhere */
    str checkpoint, key;
};
/* And proves that the journal continues what was kept: whatever stands in the folder, it was not rewritten up
 * to there. */
bool verify_kept(str data, bool tables, const struct kept *kept, struct findings *out);
/* Rebuilds a new folder from another's journal and files. False with words in *out_error. */
bool replay_folder(str data, str fresh, struct findings *out, str *out_error);
bool backup_folder(str data, str into, str *out_error);
/* Tables of another release: made anew by replaying the journal into a folder beside, proven, put in DATA's
 * place with its keys, drafts and sessions; what was is kept as DATA.before. *out_done false = they were this
 * release's already. SQLite only: a PostgreSQL schema is replayed into another. */
bool upgrade_folder(str data, bool *out_done, struct findings *out, str *out_error);
