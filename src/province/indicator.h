/* An indicator (chỉ số) as its file declares it: a figure computed from the records of a published view. */
#pragma once
#include "base/text.h"
#include "province/view.h"

enum measure { MEASURE_COUNT, MEASURE_SHARE, MEASURE_SUM, MEASURE_MEDIAN, MEASURE_MEAN, MEASURE_RATIO };
enum compare { COMPARE_IS, COMPARE_NOT, COMPARE_AT_LEAST, COMPARE_AT_MOST };
struct condition { /* column = value; value `true` is 1, `false` 0 */
    str column, value;
    enum compare how;
    str *more; /* COMPARE_IS: further values, any of which will do */
    size_t n_more;
};
struct indicator {
    str id;
    struct words name, sentence, unit;
    enum measure measure;
    str of;                  /* a published view */
    const struct view *view; /* that view, looked up when the folder was read; NULL: look it up by view_of */
    str column;              /* sum, median, mean, ratio: the number column that is evaluated */
    str weight;              /* mean: the column with a record's weight; empty = all weigh the same */
    /* ratio: the denominator's column; sum of `column` divided by the sum of `over` */
    str over;
    struct condition *where; /* which records count at all */
    size_t n_where;
    struct condition *hit; /* share: which of these records are the numerator */
    size_t n_hit;
    str *by; /* columns by which the figure is broken down, beside month and unit */
    size_t n_by;
    /* of records with the same value of the column `latest` only the last by `latest_by` counts, such as the
     * last survey of each commune; empty = all records count */
    str latest, latest_by;
    bool state; /* counts what holds at the end of the period; else what happened during it */
    bool up;    /* more is better */
    /* a number is divided by this before it is shown (seconds to hours: 3600); 0 stands for 1 */
    i64 scale;
    int decimals; /* how many are shown; without has_decimals: 1 when the value is a fraction, else 0 */
    bool has_decimals;
    struct words short_unit; /* beside the number instead of `unit`; may be empty */
    /* id of the target it is compared with; empty = the target that names this indicator, if any */
    str goal;
    str path; /* its file, and the place of `goal` in it, for complaints */
    int goal_line, goal_column;
};
const struct indicator *indicator_of(const struct province *p, str id);
