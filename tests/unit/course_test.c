/* TAP: the forecast's line and interval against numbers worked out by hand, and what is said of a goal from
 * them. */
#include "target/forecast.h"
#include "tap.h"

#include <math.h>

static bool near(double a, double b) { return fabs(a - b) < 0.0005; }

int main(void) {
    arena_enter(arena_new());
    /* x 1…5, y 2 4 5 4 5: slope 0.6, intercept 2.2, s² = 2.4/3; at 6: 5.8 ± 1.638 · 0.8944 · √(1 + 1/5 +
     * 9/10) */
    double x[] = {1, 2, 3, 4, 5}, y[] = {2, 4, 5, 4, 5};
    struct forecast f = forecast_line(x, y, 5, 6);
    double slope = forecast_line(x, y, 5, 7).middle - f.middle;
    ok(f.known && near(slope, 0.6) && near(f.middle, 5.8), "the line: slope %.3f, %.3f at six", slope,
       f.middle);
    ok(near(f.high - f.middle, 2.1230) && near(f.middle - f.low, 2.1230), "the interval: ± %.4f",
       f.high - f.middle);
    ok(!forecast_line(x, y, 3, 6).known, "three points make no forecast");
    double same[] = {2, 2, 2, 2};
    ok(!forecast_line(same, y, 4, 6).known, "nor do four at one time");
    double straight[] = {10, 20, 30, 40};
    f = forecast_line(x, straight, 4, 6);
    ok(near(f.low, 60) && near(f.high, 60), "points on a line leave no doubt");
    ok(course_of(&f, 60, true) == COURSE_ON && course_of(&f, 61, true) == COURSE_LATE &&
           course_of(&f, 61, false) == COURSE_ON,
       "on course, late, and the other way round");
    f = forecast_line(x, y, 5, 6);
    ok(course_of(&f, 3.6, true) == COURSE_ON && course_of(&f, 5, true) == COURSE_RISK &&
           course_of(&f, 7.9, true) == COURSE_RISK && course_of(&f, 8, true) == COURSE_LATE,
       "at risk is where only a part of the interval reaches the goal");
    ok(course_of(&(struct forecast){0}, 1, true) == COURSE_UNKNOWN, "no forecast, no judgement");
    return done();
}
