/* An indicator: a figure as a declared question over a published view. */
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
    const struct view *view; /* the same, found when the folder was read; NULL = ask view_of */
    str column;              /* sum, median, mean, ratio: the number that is added or compared */
    str weight;              /* mean: how much a record weighs; empty = all alike */
    /* ratio: the number of which `column` is a part; both are added up, then divided once */
    str over;
    struct condition *where; /* which records count at all */
    size_t n_where;
    struct condition *hit; /* share: which of them are the numerator */
    size_t n_hit;
    str *by; /* further columns it is opened by, beside month and unit */
    size_t n_by;
    /* of records with the same `latest` only the last by this column counts (a survey a commune); empty = all
     * count */
    str latest, latest_by;
    bool state; /* what stands at the end of the period; else what happened in it */
    bool up;    /* more is better */
    /* the column's number is divided by this when shown (seconds → hours: 3600); 0 = 1 */
    i64 scale;
    int decimals; /* shown; has_decimals false: 1 where the value is a fraction */
    bool has_decimals;
    struct words short_unit; /* beside the number instead of `unit`; may be empty */
    /* id of the target it stands beside; empty = the one whose `indicator` it is, if any */
    str goal;
    str path; /* the file it came from, and where `goal` stands in it */
    int goal_line, goal_column;
};
const struct indicator *indicator_of(const struct province *p, str id);
