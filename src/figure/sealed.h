/* The tables of sealed reporting years: who sealed a year, as of which act, and how its figures were
 * restated since. Each version of a figure is a document in DATA/files whose hash stands in an act
 * (answer/sealed.h reads it). */
#pragma once
#include "journal/act.h"
#include "province/period.h"

struct sealing { /* the seal, or its proposal, of one reporting year */
    int year;
    i64 act, proposal; /* the acts of sealing and of proposing, by two people; act 0 = proposed only */
    i64 as_of;         /* the last act that counts */
    i64 at;            /* time of sealing; for a mere proposal, time of proposing */
    i64 proposer;      /* the person who proposed; 0 = the command line */
    str programme;     /* hash of the document with the targets and the published external figures */
    json_t *figures;   /* {indicator: {"sha", "value" ("" = none)}} */
};
/* Reads the sealing of `year`; false when the year is not sealed. */
bool year_sealed(struct db *db, int year, struct sealing *out);
/* True when `year` was sealed before the time `before`; 0 = by now. */
bool year_sealed_before(struct db *db, int year, i64 before);
/* Reads the latest proposal to seal `year`; false when there is none or the year is already sealed. */
bool year_proposed(struct db *db, int year, struct sealing *out);
struct frozen { /* one version of a figure: as sealed, or as restated since */
    i64 act, as_of, at;
    str sha, value, reason; /* reason: why it was restated; empty for the sealed version */
};
/* All versions of a figure in time order, the sealed one first; returns their number, 0 when there is
 * none. */
size_t frozen_versions(struct db *db, int year, str indicator, struct frozen **out);

/* ---- inside apply ---- */

extern const struct table sealed_tables[];
void proposal_add(struct db *db, const struct sealing *s);
void sealing_add(struct db *db, const struct sealing *s);
void frozen_add(struct db *db, int year, str indicator, const struct frozen *f);
