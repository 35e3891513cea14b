/* Charts: pictures of figures, and the same as SVG.
 * To add a chart: a function that makes its picture here; the page writes it by picture_svg, the report's PDF
 * draws the same shapes (print/). Beside it stands a table, or the same numbers in words: `label` says which.
 */
#pragma once
#include "answer.h"
#include "picture.h"

void chart_months(struct out *o, enum lang l, const struct answer *a);
/* The bar of one cell beside the others: 0–1000 of per cent or of the largest; -1 without a value. */
int cell_permille(const struct indicator *ind, const struct cells *c, size_t i);
void chart_bar(struct out *o, int permille, int mark_a, int mark_b);
struct point {
    int year, value; /* value 0 = awaited */
    bool soft;       /* not of high confidence */
};
struct trend {
    int year;
    i64 value; /* tenths of the unit; -1 = none, drawn as a gap */
    bool few;  /* there is one, too small to be shown */
    str text;
};
void chart_ranks(struct out *o, enum lang l, const struct point *v, size_t n, const struct target *t);
struct picture picture_ranks(enum lang l, const struct point *v, size_t n, const struct target *t);
struct picture picture_trend(const struct trend *v, size_t n, i64 goal, str goal_text, str label);
