/* Private to the back room. */
#pragma once
#include "../journal/house.h"
#include "../journal/keys.h"

enum { PAPERS_A_SECOND = 20, PAPERS_AN_HOUR = 5000 };

struct backroom {
    str data;
    struct db *db;
    struct frontier tree;    /* of what it has read itself */
    i64 signed_size;         /* the last checkpoint's */
    bool loaded;
    i64 hour, made;          /* papers made in this hour */
    i64 failed[64];          /* dossiers whose paper was refused: not asked again in this life */
    size_t n_failed;
};
/* Signs and appends a checkpoint when acts are uncovered. Never one that does not continue the last. */
bool checkpoint_sign(struct backroom *b, i64 now, str *out_error);
/* Makes the PDFs of decided dossiers that have none, and asks paper.issue for each. */
bool papers_make(struct backroom *b, i64 now, str *out_error);
