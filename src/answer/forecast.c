/* Where a target is going: a straight line by least squares through what is known, with the interval in which
 * the next value lies four times of five (Student's t, 80 %). Few points, or points that cannot be compared,
 * make no forecast. */
#include "forecast.h"

#include <math.h>

/* Two-sided 80 % quantiles of Student's t: t(0.90) by degrees of freedom 1…10, then 15, 20, 30, many. */
static double quantile(size_t freedom) {
    static const double t[] = {0, 3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372};
    if (freedom < COUNT(t)) return t[freedom];
    return freedom < 15 ? 1.363 : freedom < 20 ? 1.341 : freedom < 30 ? 1.325 : 1.310;
}

struct forecast forecast_line(const double *x, const double *y, size_t n, double at) {
    struct forecast f = {.points = n};
    double mx = 0, my = 0, sxx = 0, sxy = 0, rest = 0;
    if (n < COURSE_POINTS) return f;
    for (size_t i = 0; i < n; i++) mx += x[i] / (double)n, my += y[i] / (double)n;
    for (size_t i = 0; i < n; i++) sxx += (x[i] - mx) * (x[i] - mx), sxy += (x[i] - mx) * (y[i] - my);
    if (sxx <= 0) return f;
    double slope = sxy / sxx;
    for (size_t i = 0; i < n; i++) {
        double d = y[i] - my - slope * (x[i] - mx);
        rest += d * d;
    }
    double spread =
        quantile(n - 2) * sqrt(rest / (double)(n - 2) * (1 + 1 / (double)n + (at - mx) * (at - mx) / sxx));
    f.known = true;
    f.slope = slope;
    f.middle = my + slope * (at - mx);
    f.low = f.middle - spread;
    f.high = f.middle + spread;
    return f;
}

enum course_state course_of(const struct forecast *f, double goal, bool at_least) {
    if (!f->known) return COURSE_UNKNOWN;
    bool sure = at_least ? f->low >= goal : f->high <= goal,
         possible = at_least ? f->high >= goal : f->low <= goal;
    return sure ? COURSE_ON : possible ? COURSE_RISK : COURSE_LATE;
}

/* ---- of a goal ---- */

enum { MONTHS_MOST = 24, YEARS_MOST = 24 };

struct series {
    double x[MONTHS_MOST + YEARS_MOST], y[MONTHS_MOST + YEARS_MOST];
    size_t n;
};

static void series_add(struct series *s, double x, double y) {
    if (s->n < COUNT(s->x)) s->x[s->n] = x, s->y[s->n++] = y;
}

static double year_at(int day) {
    struct civil c = day_civil(day);
    return c.year + (day - day_of(c.year, 1, 1)) / 365.25;
}

/* Ranks only among as many as the target was set among: others cannot be compared. */
static void by_published(const struct request *r, const struct goal *g, struct series *s) {
    for (size_t i = 0; i < r->province->n_observations; i++) {
        const struct observation *o = &r->province->observations[i];
        i64 v = 0;
        bool alike = !g->target->among || !o->of || o->of == g->target->among;
        /* of another territory */
        if (comparable_since(r->province, when_day(r->now)) > day_of(o->year, 1, 1)) continue;
        if (g->external && str_eq(o->of_id, g->external->id) && alike && decimal_read(o->value, &v))
            series_add(s, o->year + 1.0, (double)v / 1000);
    }
}

/* Of a share or a state the months that are over, of this reporting year and the one before; amounts of a
 * month cannot be held against a year's. */
static void by_month(struct request *r, const struct answer *main, int year, struct series *s) {
    if (main->ind->measure == MEASURE_COUNT && !main->ind->state) return;
    for (int y = year - 1; y <= year; y++) {
        struct answer a = figure_answer(r, main->ind, period_reporting(r->province, y), 0, ANSWER_MONTHS);
        for (size_t i = 0; i < a.months.n; i++) {
            const struct cell *c = &a.months.v[i];
            bool over = c->to <= when_day(r->now) && c->to - c->from >= 28;
            if (c->from < comparable_since(r->province, when_day(r->now))) continue;
            if (over && c->f.has_value && c->f.n && !c->f.suppressed)
                series_add(s, year_at(c->to), (double)figure_height(a.ind, &c->f) / 10);
        }
    }
}

struct course goal_course(struct request *r, const struct goal *g, int year) {
    struct course c = {0};
    struct series s = {0};
    const struct target_goal *aim = target_goal(g->target, year);
    i64 goal = 0;
    c.goal_year = aim->year;
    if (g->state == GOAL_MET) return c.state = COURSE_MET, c;
    if (!decimal_read(aim->value, &goal) || aim->confidence == CONF_LOW)
        return c.why = N_("The target itself is not verified."), c;
    bool ours = g->measured && g->main && g->main->total.has_value,
         comparable = g->state == GOAL_WAY || g->state == GOAL_MISSED;
    if (ours && comparable) by_month(r, g->main, year, &s), c.monthly = true;
    else if (!g->measured) by_published(r, g, &s);
    c.points = s.n;
    if (!ours && !g->seen) return c.why = N_("Nobody has a figure."), c;
    if (ours && !comparable) return c.why = N_("The figure cannot be held against the target."), c;
    if (s.n < COURSE_POINTS) return c.why = N_("Too few comparable points for a forecast."), c;
    /* a Day inside its year does not end it */
    int end = period_reporting(r->province, aim->year).to - 1, day = the_day(r->province, aim->year);
    if (day > end) end = day;
    if (end <= when_day(r->now)) return c.state = COURSE_LATE, c.why = N_("The target's year is over."), c;
    c.f = forecast_line(s.x, s.y, s.n, year_at(end));
    c.state = course_of(&c.f, (double)goal / 1000, g->target->at_least);
    return c;
}

const char *course_name(enum course_state s) {
    static const char *const names[] = {N_("no forecast"), N_("reached"), N_("on course"), N_("at risk"),
                                        N_("late")};
    return names[s];
}

static str number(enum lang l, double v) {
    i64 t = (i64)(v * 10 + (v < 0 ? -0.5 : 0.5));
    return tenths_text(l, t);
}

/* "By 2030: 94,1 (between 92 and 96, four times of five), by a straight line through 11 months." */
str course_words(struct request *r, const struct goal *g, const struct course *c) {
    if (c->state == COURSE_MET) return (str){0};
    if (!c->f.known && c->points && c->points < COURSE_POINTS)
        return say_fmt(r->lang, "%s (%zu; at least %d are needed)", T(c->why ? c->why : ""), c->points,
                       COURSE_POINTS);
    if (!c->f.known) return str_c(c->why ? T(c->why) : "");
    double low = c->f.low, high = c->f.high, middle = c->f.middle;
    if (str_is(g->target->unit.vi, "%"))
        low = fmax(low, 0), high = fmin(high, 100), middle = fmin(fmax(middle, 0), 100);
    return say_fmt(r->lang,
                   c->monthly ? N_("If it goes on like this, at the end of %d: %s %s (between %s and %s, "
                                   "four times of five), by a straight line through %zu months.")
                              : N_("If it goes on like this, at the end of %d: %s %s (between %s and %s, "
                                   "four times of five), by a straight line through %zu years."),
                   c->goal_year, str_z(number(r->lang, middle)), str_z(pick(r->lang, g->target->unit)),
                   str_z(number(r->lang, low)), str_z(number(r->lang, high)), c->points);
}
