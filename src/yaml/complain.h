/* Complaints about the province folder, as `tinhso check` prints them: place, cause, what was expected. */
#pragma once
#include "base/base.h"

struct complaint {
    str file;
    int line, column; /* from 1; 0 = the whole file */
    str cause, expected;
};
struct complaints {
    struct complaint *v; /* at most COMPLAINTS_MAX; `more` counts the rest */
    size_t n, cap, more;
    struct complaint *warned; /* nothing is wrong with these; at most 200 */
    size_t n_warned, cap_warned;
};
str complaint_text(const struct complaint *c); /* file:line:column: cause; expected … */

enum { COMPLAINTS_MAX = 200 };
void complaint_add(struct complaints *c, str file, int line, int column, str cause, str expected);
void complaints_sort(struct complaints *c); /* by file, line, column */
