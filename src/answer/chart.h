/* Charts of figures: as a list of shapes (picture.h) and as SVG.
 * To add a chart, write a function that makes a picture here; pages emit it with picture_svg, and print/
 * draws the same shapes in the PDF. A table beside the chart, or its `label`, says the same numbers in
 * text. */
#pragma once
#include "answer.h"
#include "picture.h"

void chart_months(struct out *o, enum lang l, const struct answer *a);
/* Length of a cell's bar beside the others, 0–1000: of 100 % or of the largest value; -1 without a value. */
int cell_permille(const struct indicator *ind, const struct cells *c, size_t i);
void chart_bar(struct out *o, int permille, int mark_a, int mark_b);
struct point {
    int year, value; /* value 0 = not published yet */
    bool soft;       /* confidence is below high */
};
struct trend {
    int year;
    i64 value; /* tenths of the unit; -1 = none, drawn as a gap */
    bool few;  /* there is a value, but it is suppressed as too small */
    str text;
};
void chart_ranks(struct out *o, enum lang l, const struct point *v, size_t n, const struct target *t);
struct picture picture_ranks(enum lang l, const struct point *v, size_t n, const struct target *t);
struct picture picture_trend(const struct trend *v, size_t n, i64 goal, str goal_text, str label);
