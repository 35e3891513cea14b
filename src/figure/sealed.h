/* Sealed years: what two people froze of a reporting year, and how its figures were restated since. Each
 * version of a figure is a document in DATA/files whose hash stands in an act (answer/sealed.h reads it). */
#pragma once
#include "journal/act.h"
#include "province/period.h"

struct sealing { /* of a reporting year */
    int year;
    i64 act, proposal; /* the two acts, by two people; act 0 = proposed only */
    i64 as_of;         /* the last act that counts */
    i64 at;            /* when it was sealed; of a proposal, proposed */
    i64 proposer;      /* person; 0 = the command line */
    str programme;     /* hash of the document of targets and of what others had published */
    json_t *figures;   /* {indicator: {"sha", "value" ("" = none)}} */
};
/* The sealed year; false when it is not. */
bool year_sealed(struct db *db, int year, struct sealing *out);
/* Whether it was sealed before that instant; 0 = by now. */
bool year_sealed_before(struct db *db, int year, i64 before);
/* Its latest proposal, not yet sealed. */
bool year_proposed(struct db *db, int year, struct sealing *out);
struct frozen { /* a figure as sealed (first), or as restated since */
    i64 act, as_of, at;
    str sha, value, reason; /* reason: of a restatement */
};
/* Its versions, the sealed one first; 0 when there is none. */
size_t frozen_versions(struct db *db, int year, str indicator, struct frozen **out);

/* ---- inside apply ---- */

extern const struct table sealed_tables[];
void proposal_add(struct db *db, const struct sealing *s);
void sealing_add(struct db *db, const struct sealing *s);
void frozen_add(struct db *db, int year, str indicator, const struct frozen *f);
