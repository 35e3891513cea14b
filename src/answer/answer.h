/* What a visitor may see of a figure: the one function for every surface. */
#pragma once
#include "figure/parts.h"
#include "words/words.h"

enum { FIGURE_SMALL = 5 }; /* cells of 1–4 records are not shown to the public */
enum { ANSWER_MONTHS = 1, ANSWER_UNITS = 2, ANSWER_COLUMNS = 4 };
struct split { /* by one declared column */
    str column;
    struct cells cells;
};
struct answer {
    const struct indicator *ind;
    const struct province *province;
    const struct view *view;
    struct period when;
    int day;           /* the period's last day, or today where that is to come */
    i64 as_of, latest; /* asked for, and the journal's last act */
    i64 sealed;        /* of a sealed year: the act that sealed or restated it; 0 = the figure still moves */
    bool entitled;     /* officers, leaders, administrators: nothing is hidden from them */
    struct figure total;
    struct cells months, units;
    struct cells districts;     /* of the period's days on which there were such */
    struct hierarchy hierarchy; /* how they were added up; of a sealed figure, not known */
    struct split *by;
    size_t n_by;
};
struct answer figure_answer(const struct asker *r, const struct indicator *ind, struct period when, i64 as_of,
                            u32 parts);
/* The same as of exactly that act, from the records, sealed or not. */
struct answer figure_answer_at(const struct asker *r, const struct indicator *ind, struct period when,
                               i64 as_of, u32 parts);
bool figure_entitled(const struct asker *r);

/* ---- disclosure control (hide.c) ---- */

/* Suppresses small cells (1–4 records, hits or misses), then complementary ones: at least two, together at
 * least FIGURE_SMALL. */
void suppress_cells(struct cells *c, enum measure m);
bool suppress_total(struct figure *f);
/* All tables of an answer at once, and alike for all indicators of the same records: what one hides no other
 * gives back, not even where one column follows from another (a procedure's field). */
void suppress_tables(struct db *db, struct answer *a);
