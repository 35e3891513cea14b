/* The figure engine (statistics over published views): computes an indicator's value for a period, an
 * agency and a state of the journal. The page, the list, the CSV and the JSON all use this one query path.
 * It knows numbers only; answer/ decides what a visitor may see of them and words it. */
#pragma once
#include "base/json.h"
#include "province/period.h"
#include "store/store.h"

struct figure { /* value = num / den; a share is shown × 100 %; the median of an even count has den 2 */
    i64 num, den;
    i64 n;           /* number of records counted */
    bool has_value;  /* false: the divisor is 0, or a median has no records */
    bool suppressed; /* set by answer/ (disclosure control): num, den and n are then 0 */
    bool moved; /* suppressed because it changed after its year was sealed: the difference would identify the
                   new records */
};

/* The view that the indicator selects from; NULL when the view, or a column the indicator names, is no
 * longer published. */
const struct view *figure_view(const struct indicator *ind);
bool view_has(const struct view *v, const char *column);
const struct view_column *view_column(const struct view *v, str name); /* NULL = no such column */
char figure_column_type(const struct view *v, str column);             /* 0 = no such column */
/* True when the measure needs a numeric column: sum, median, mean, ratio. */
bool figure_needs_column(const struct indicator *ind);
/* True when the value is a percentage: a share of records, or a ratio of two summed columns. */
bool figure_is_percentage(const struct indicator *ind);
/* True for shares, ratios and means: with a divisor of 0 they have no value. */
bool figure_divides(const struct indicator *ind);
/* True when the view's records are about persons: small cells are then suppressed and single records are
 * closed to the public. */
bool figure_about_persons(const struct view *v);
/* A copy of the indicator restricted to records where `column` is `key`; an unchanged copy when `column` is
 * empty. */
struct indicator figure_where(const struct indicator *ind, str column, str key);
bool figure_broken_down_by(const struct indicator *ind, str column);

/* The indicator's value. An empty `agency` means all agencies; acts after `as_of` do not count. */
struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                          i64 as_of);
/* To add a measure:
 * 1. enum measure (province/indicator.h) and its YAML keys (definition/indicator.c); province_test prints
 * them
 * 2. the computation: put_amount in query.c, figure_measured, figure_needs_column, figure_is_percentage;
 * independently, read_row in recount.c; figure_test and the recount on the page fail when the two disagree
 * 3. the wording: measure_words and method_words in answer/sentence.c, the JSON name in
 * rooms/indicator/files.c, doc/indicators.md */
/* The figure from aggregates: `n` records; `amount`, the number of hits or the summed column; `by`, the
 * summed divisor. */
struct figure figure_measured(const struct indicator *ind, i64 n, i64 amount, i64 by);
/* True when at least one record counts for the indicator in this period. */
bool figure_any(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
/* The day of the earliest record before the period's end; the end itself when there is none. The view must
 * have a day column. */
int figure_first_day(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
