/* Sealing a reporting year: makes its figure documents, recomputes them, makes and checks the proof of a
 * figure, and its acts. answer/sealed.h reads sealed figures. */
#pragma once
#include "answer/answer.h"
#include "figure/sealed.h"
#include "journal/tree.h"
#include "web/web.h"

extern const struct page seal_pages[];
extern const struct act_kind seal_acts[];

/* ---- figure documents ---- */

/* The document of a figure as the public may see it, as of an act: canonical JSON, independent of the
 * clock. `before` is the version that a restatement replaces (NULL = none). If few records changed, the
 * document repeats that version's cells, because the difference of both would identify the records. */
str figure_document(const struct asker *r, const struct indicator *ind, int year, i64 as_of,
                    const struct frozen *before);
/* A record's leaf hash in the Merkle tree over a figure's records: SHA-256(0x00 ‖ salt ‖ "day act hit"),
 * where salt is the first RECORD_SALT bytes of SHA-256("tinhso-record" ‖ its act's header salt). The salt
 * keeps readers of a proof from guessing neighbouring leaves. */
enum { RECORD_SALT = 16 };
hash record_leaf(str salt_h, i64 day, i64 act, bool hit);
/* the records of a figure: their number, and the root of the RFC 6962 tree over their leaves */
struct counted {
    i64 n, hits;
    u8 root[32];
};
struct record_path {     /* a record's position in that tree and its inclusion path */
    i64 act, index, day; /* index counts from 1 */
    bool hit;
    hash path[64];
    size_t n;
};
/* The inclusion path of the first record made by one of `acts`, in the tree of `size` records of a sealed
 * figure; false when there is none. */
bool record_climb(struct db *db, const struct indicator *ind, struct period when, i64 as_of, const i64 *acts,
                  size_t n_acts, i64 size, struct record_path *out);
struct assessment { /* documents of all figures of a year, stored in DATA/files */
    i64 as_of;
    str programme;
    json_t *figures;   /* as in struct sealing */
    size_t n, missing; /* missing: number of figures without a value */
    str missing_names;
};
bool assessment_make(const struct asker *r, int year, i64 as_of, struct assessment *out, str *out_error);
/* Recomputes a sealed figure as of its act and compares every cell. Returns one line a difference; empty =
 * equal. */
str figure_recompute(const struct asker *r, int year, str indicator, const struct frozen *f);
/* ---- the proof bundle: checked without this server ---- */

/* Makes the proof bundle of a sealed figure. With `acts`, it includes the inclusion path of the first
 * record that one of them made. Empty with *out_why (a msgid) when it cannot. */
str bundle_make(const struct asker *r, const struct frozen *f, const i64 *acts, size_t n_acts,
                const char **out_why);
struct bundle_line {
    bool good;
    str what; /* what was checked; if not good, also what is wrong */
};
struct bundle_lines {
    struct bundle_line v[16];
    size_t n;
    bool good;
    enum lang lang;
};
/* Checks a bundle from its bytes alone and explains each step. `key` is the trusted public key; empty = the
 * key inside the bundle. */
struct bundle_lines bundle_check(str bytes, str key, enum lang l);

/* ---- command line (verbs.c) ---- */

int tool_seal(int argc, char **argv);
int tool_recount(int argc, char **argv);
int tool_verify_figure(int argc, char **argv);
/* Seals the demonstration's last year: proposed and sealed by two of its leaders. */
bool demo_seal(struct folder *h, i64 now, str *out_error);
