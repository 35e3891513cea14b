/* Linear regression (least squares) with an 80 % prediction interval by Student's t. Too few points give no
 * forecast. */
#include "forecast.h"

#include <math.h>

/* Two-sided 80 % quantiles of Student's t: t(0.90) by degrees of freedom 1…10, then 15, 20, 30, many. */
static double quantile(size_t freedom) {
    static const double t[] = {0, 3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372};
    if (freedom < COUNT(t)) return t[freedom];
    if (freedom < 15) return 1.363;
    if (freedom < 20) return 1.341;
    return freedom < 30 ? 1.325 : 1.310;
}

struct forecast forecast_line(const double *x, const double *y, size_t n, double at) {
    struct forecast f = {0};
    double mx = 0, my = 0, sxx = 0, sxy = 0, rest = 0;
    if (n < COURSE_POINTS) return f;
    for (size_t i = 0; i < n; i++) {
        mx += x[i] / (double)n;
        my += y[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        sxx += (x[i] - mx) * (x[i] - mx);
        sxy += (x[i] - mx) * (y[i] - my);
    }
    if (sxx <= 0) return f;
    double slope = sxy / sxx;
    for (size_t i = 0; i < n; i++) {
        double d = y[i] - my - slope * (x[i] - mx);
        rest += d * d;
    }
    double spread =
        quantile(n - 2) * sqrt(rest / (double)(n - 2) * (1 + 1 / (double)n + (at - mx) * (at - mx) / sxx));
    f.known = true;
    f.middle = my + slope * (at - mx);
    f.low = f.middle - spread;
    f.high = f.middle + spread;
    return f;
}

enum course_state course_of(const struct forecast *f, double goal, bool at_least) {
    if (!f->known) return COURSE_UNKNOWN;
    bool sure = at_least ? f->low >= goal : f->high <= goal,
         possible = at_least ? f->high >= goal : f->low <= goal;
    if (sure) return COURSE_ON;
    return possible ? COURSE_RISK : COURSE_LATE;
}
