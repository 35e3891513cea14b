/* A forecast with its interval, and whether that reaches a goal. */
#pragma once
#include "base/base.h"

enum { COURSE_POINTS = 4 }; /* fewer make no forecast */
struct forecast {
    bool known;
    double middle, low, high; /* at the time asked for; low–high holds four times of five */
};
/* Least squares through n points, looked at `at`; known only from COURSE_POINTS points at two or more times
 * on. */
struct forecast forecast_line(const double *x, const double *y, size_t n, double at);
enum course_state { COURSE_UNKNOWN, COURSE_MET, COURSE_ON, COURSE_RISK, COURSE_LATE, N_COURSES };
/* On course: the whole interval reaches the goal; at risk: a part of it; late: none. */
enum course_state course_of(const struct forecast *f, double goal, bool at_least);
