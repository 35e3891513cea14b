/* Figures: an indicator of the province folder asked of a published view for a period, an agency and a state
 * of the journal. One query path for the tile, the list, CSV and JSON. Here are numbers only: what a visitor
 * may see of them, and in which words, is answer/. */
#pragma once
#include "base/json.h"
#include "province/period.h"
#include "store/store.h"

struct figure { /* value = num / den (share: × 100 %); a median of an even number has den 2 */
    i64 num, den;
    i64 n;           /* records behind it */
    bool has_value;  /* false: nothing to divide by, or nothing to take the middle of */
    bool suppressed; /* by answer/, too few to show this visitor: num, den and n are then 0 */
    bool moved;      /* suppressed: what came after the seal of its year would show by itself */
};

/* The view an indicator reads; NULL when it, or a column it names, is no longer published. */
const struct view *figure_view(const struct indicator *ind);
bool view_has(const struct view *v, const char *column);
const struct view_column *view_column(const struct view *v, str name); /* NULL = no such column */
char figure_column_type(const struct view *v, str column);             /* 0 = no such column */
/* Whether it adds or compares a column: sum, median, mean, ratio. */
bool figure_adds(const struct indicator *ind);
/* A part of a whole, told in per cent: a share of records, or a ratio of two of their numbers. */
bool figure_part(const struct indicator *ind);
/* these and a mean: without anything to divide by there is no value */
bool figure_divides(const struct indicator *ind);
/* Whether single records are about persons: then small cells are suppressed and records closed to the public.
 */
bool figure_closed(const struct view *v);
/* The same indicator of the records with this value alone; without a column, the indicator itself. */
struct indicator figure_where(const struct indicator *ind, str column, str key);
bool figure_opened_by(const struct indicator *ind, str column);

/* Agency empty = all; as_of = the last act that counts. */
struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                          i64 as_of);
/* To add a measure of indicators:
 * 1. enum measure (province/indicator.h) and its keys (definition/indicator.c); province_test prints them
 * 2. what is added up and divided: put_amount in query.c, figure_measured, figure_adds, figure_part, and by
 *    other code read_row in recount.c; figure_test and the recount on its page fail when they disagree
 * 3. what is said of it: measure_words and method_words in answer/sentence.c, its name in the JSON of
 *    rooms/indicator/files.c, doc/indicators.md */
/* From the sums of its records: how many, hits or amount, what that is divided by. */
struct figure figure_measured(const struct indicator *ind, i64 n, i64 amount, i64 by);
/* Whether there is any record of it at all. */
bool figure_any(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
/* The day of the first record that its view holds before the period's end; the end when there is none. The
 * view has days. */
int figure_first_day(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
