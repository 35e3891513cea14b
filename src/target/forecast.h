/* Linear forecast with a prediction interval, and whether the interval reaches a goal. */
#pragma once
#include "base/base.h"

enum { COURSE_POINTS = 4 }; /* the least number of points for a forecast */
struct forecast {
    bool known;
    double middle, low, high; /* at time `at`; low–high is the 80 % prediction interval */
};
/* Least-squares line through n points, evaluated at `at`. Known only with COURSE_POINTS points or more, at
 * two or more different times. */
struct forecast forecast_line(const double *x, const double *y, size_t n, double at);
enum course_state { COURSE_UNKNOWN, COURSE_MET, COURSE_ON, COURSE_RISK, COURSE_LATE, N_COURSES };
/* COURSE_ON: the whole interval reaches the goal; COURSE_RISK: a part of it; COURSE_LATE: none of it. */
enum course_state course_of(const struct forecast *f, double goal, bool at_least);
