/* Sealed years: what two people froze, and what came after. A reporting year's figures are kept as documents
 * in DATA/files whose hashes stand in the act `year.seal`; once sealed, a year's figures are read from them.
 * Private to this room, and for the verbs `seal` and `verify-figure`. */
#pragma once
#include "journal/tree.h"
#include "figure/figure.h"

struct sealing { /* of a reporting year */
    int year;
    i64 act, proposal; /* the two acts, by two people; act 0 = proposed only */
    i64 as_of;         /* the last act that counts */
    i64 at;            /* when it was sealed; of a proposal, proposed */
    i64 proposer;      /* person; 0 = the command line */
    str programme;     /* hash of the document of targets and of what others had published */
    json_t *figures;   /* {indicator: {"sha", "value" ("" = none)}} */
};
/* The sealed year; false when it is not. `year_proposed`: its latest proposal, not yet sealed. */
bool year_sealed(struct db *db, int year, struct sealing *out);
bool year_proposed(struct db *db, int year, struct sealing *out);
/* " Recorded in the journal on …." of an act that says it happened on another day than it came in; empty when
 * both are one day. */
str recorded_words(struct db *db, enum lang l, i64 act, i64 told);
/* A value as a seal keeps it (42.5), with its unit, as the language writes it. */
str sealed_value(enum lang l, const struct indicator *ind, str value);
struct frozen { /* a figure as sealed (first), or as restated since */
    i64 act, as_of, at;
    str sha, value, reason; /* reason: of a restatement */
};
/* Its versions, the sealed one first; 0 when there is none. */
size_t frozen_versions(struct db *db, int year, str indicator, struct frozen **out);
/* A figure of a sealed reporting year, read from its latest document; false when the year is not sealed or
 * had no such figure. */
bool sealed_answer(struct request *r, const struct indicator *ind, struct period when, struct answer *out);

/* ---- making ---- */

/* The document of a figure as strangers may see it, as of an act: canonical JSON. What the clock says does
 * not enter it. A restatement is of the version before (NULL = the first): where few records moved it keeps
 * that one's parts, or both versions together would tell them. */
str figure_document(struct request *r, const struct indicator *ind, int year, i64 as_of,
                    const struct frozen *before);
/* The act whose parts stand in a version; 0 = its own. */
i64 frozen_parts(struct request *r, const struct frozen *f);
/* A record's leaf in the tree over a figure's records: SHA-256(0x00 ‖ salt ‖ "day act hit"), where salt is
 * the first RECORD_SALT bytes of SHA-256("tinhso-record" ‖ the salt of its act's header). Without it, leaves
 * in somebody else's path could be guessed. */
enum { RECORD_SALT = 16 };
hash record_leaf(str salt_h, i64 day, i64 act, bool hit);
/* the records behind a figure: their number, and the root of the tree over their leaves, RFC 6962 */
struct counted {
    i64 n, hits;
    u8 root[32];
};
struct counted records_counted(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
struct record_path {     /* where one record stands among them, and the way to their root */
    i64 act, index, day; /* index from 1 */
    bool hit;
    hash path[64];
    size_t n;
};
/* The first record that one of these acts made, among the `size` that a frozen figure counted; false when
 * there is none. */
bool record_climb(struct db *db, const struct indicator *ind, struct period when, i64 as_of, const i64 *acts,
                  size_t n_acts, i64 size, struct record_path *out);
/* A document's cells into an answer whose indicator, period and day are set. */
void document_read(const struct province *p, json_t *document, struct answer *a);
struct assessment { /* all figures of a year, put into DATA/files */
    i64 as_of;
    str programme;
    json_t *figures;   /* as in struct sealing */
    size_t n, missing; /* missing: without a value */
    str missing_names;
};
bool assessment_make(struct request *r, int year, i64 as_of, struct assessment *out, str *out_error);
/* Every cell of a sealed figure against the records as of its act: differences a line each; empty = the same.
 */
str figure_recompute(struct request *r, int year, str indicator, const struct frozen *f);
/* The definitions that were in force at an act, with targets as amended and observations as published by
 * then; today's when nothing changed since. */
const struct province *province_as_of(struct db *db, const struct province *now, i64 as_of);

/* What a page about a year reads: a sealed year's own definitions and targets; what others have published
 * until today in any case. */
const struct province *province_of_year(struct request *r, int year);

/* ---- the proof that goes without us ---- */

/* A bundle for a sealed figure; with acts also the way from the first record that one of them made. Empty
 * with *out_why (a msgid). */
str bundle_make(struct request *r, const struct frozen *f, const i64 *acts, size_t n_acts,
                const char **out_why);
struct bundle_line {
    bool good;
    str what; /* what was looked at, and when not good, what is wrong */
};
struct bundle_lines {
    struct bundle_line v[16];
    size_t n;
    bool good;
    enum lang lang;
};
/* Checks a bundle by its bytes alone, in words; `key` (empty = the one in it) is whose signature is believed.
 */
struct bundle_lines bundle_check(str bytes, str key, enum lang l);

extern const struct table programme_tables[];
extern const struct act_kind programme_acts[];
void page_seal(struct request *r);
void page_seal_post(struct request *r);
void page_restate_post(struct request *r);
void page_bundle(struct request *r);
void page_feed(struct request *r);
void draw_sealed_line(struct request *r, int year); /* on the Day: sealed, proposed, or not yet */
/* on a figure's page: its versions and its proof */
void draw_versions(struct request *r, int year, const struct indicator *ind);

/* ---- verbs.c ---- */

int tool_seal(int argc, char **argv);
int tool_recount(int argc, char **argv);
int tool_verify_figure(int argc, char **argv);
/* The demonstration's last year, proposed and sealed by two of its leaders. */
bool demo_seal(struct folder *h, i64 now, str *out_error);
