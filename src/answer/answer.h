/* Access control for figures: what a visitor may see of a figure, with disclosure control. Every page and
 * every file uses this one function. */
#pragma once
#include "figure/parts.h"
#include "words/words.h"

enum { FIGURE_SMALL = 5 }; /* cells of 1–4 records are not shown to the public */
enum { ANSWER_MONTHS = 1, ANSWER_UNITS = 2, ANSWER_COLUMNS = 4 };
struct split { /* the cells of one breakdown column */
    str column;
    struct cells cells;
};
struct answer {
    const struct indicator *ind;
    const struct province *province;
    const struct view *view;
    struct period when;
    int day;    /* last day the figure covers: the period's last, or today while the period runs */
    i64 latest; /* the journal's last act */
    i64 as_of; /* the act the figure is worked out as of: the one asked for if the visitor may, else latest */
    i64 sealed;    /* of a sealed year: the act that sealed or restated the figure; 0 = not sealed, the figure
                      may change */
    bool entitled; /* officers, leaders, administrators see everything unsuppressed */
    struct figure total;
    struct cells months, units;
    struct cells districts;     /* for the days of the period on which districts existed */
    struct hierarchy hierarchy; /* which communes form which district; unknown for a sealed figure */
    struct split *by;
    size_t n_by;
};
struct answer figure_answer(const struct asker *r, const struct indicator *ind, struct period when, i64 as_of,
                            u32 parts);
/* As figure_answer, as of exactly that act and computed from the records, whether the year is sealed or
 * not. */
struct answer figure_answer_at(const struct asker *r, const struct indicator *ind, struct period when,
                               i64 as_of, u32 parts);
bool figure_entitled(const struct asker *r);

/* ---- disclosure control (hide.c) ---- */

/* Suppresses small cells (1–4 records, hits or misses), then further cells, so that at least two are hidden
 * and hold at least FIGURE_SMALL records together. */
void suppress_cells(struct cells *c, enum measure m);
bool suppress_total(struct figure *f);
/* Suppresses cells in all tables of an answer together, and equally for all indicators of the same records.
 * No table may reveal what another hides, not even where one column determines another (a procedure its
 * field). */
void suppress_tables(struct db *db, struct answer *a);
