/* Sealing a year: its documents made and worked out again, the proof of a figure, its acts. What was sealed
 * is read by answer/sealed.h. */
#pragma once
#include "answer/answer.h"
#include "figure/sealed.h"
#include "journal/tree.h"
#include "web/web.h"

extern const struct page seal_pages[];
extern const struct act_kind seal_acts[];

/* ---- making ---- */

/* The document of a figure as strangers may see it, as of an act: canonical JSON. What the clock says does
 * not enter it. A restatement is of the version before (NULL = the first): where few records moved it keeps
 * that one's parts, or both versions together would tell them. */
str figure_document(const struct asker *r, const struct indicator *ind, int year, i64 as_of,
                    const struct frozen *before);
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
struct assessment { /* all figures of a year, put into DATA/files */
    i64 as_of;
    str programme;
    json_t *figures;   /* as in struct sealing */
    size_t n, missing; /* missing: without a value */
    str missing_names;
};
bool assessment_make(const struct asker *r, int year, i64 as_of, struct assessment *out, str *out_error);
/* Every cell of a sealed figure against the records as of its act: differences a line each; empty = the same.
 */
str figure_recompute(const struct asker *r, int year, str indicator, const struct frozen *f);
/* ---- the proof that goes without us ---- */

/* A bundle for a sealed figure; with acts also the way from the first record that one of them made. Empty
 * with *out_why (a msgid). */
str bundle_make(const struct asker *r, const struct frozen *f, const i64 *acts, size_t n_acts,
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

/* ---- verbs.c ---- */

int tool_seal(int argc, char **argv);
int tool_recount(int argc, char **argv);
int tool_verify_figure(int argc, char **argv);
/* The demonstration's last year, proposed and sealed by two of its leaders. */
bool demo_seal(struct folder *h, i64 now, str *out_error);
