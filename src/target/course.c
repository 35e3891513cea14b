/* Trend of a target: a forecast from comparable points, or why there is none. Points that are not
 * comparable are left out. */
#include "course.h"

#include "answer/number.h"

#include <math.h>

enum { MONTHS_MOST = 24, YEARS_MOST = 24 };

struct series {
    double x[MONTHS_MOST + YEARS_MOST], y[MONTHS_MOST + YEARS_MOST];
    size_t n;
};

static void series_add(struct series *s, double x, double y) {
    if (s->n == COUNT(s->x)) return;
    s->x[s->n] = x;
    s->y[s->n++] = y;
}

static double year_at(int day) {
    struct civil c = day_civil(day);
    return c.year + (day - day_of(c.year, 1, 1)) / 365.25;
}

/* Series from external observations. A rank is comparable only when as many provinces were ranked as when
 * the target was set. */
static void by_published(const struct asker *r, const struct goal *g, struct series *s) {
    for (size_t i = 0; i < r->province->n_observations; i++) {
        const struct observation *o = &r->province->observations[i];
        i64 v = 0;
        bool alike = !g->target->among || !o->of || o->of == g->target->among;
        /* the observation is of the province before its boundaries changed */
        if (comparable_since(r->province, when_day(r->now)) > day_of(o->year, 1, 1)) continue;
        if (g->external && str_eq(o->of_id, g->external->id) && alike && decimal_read(o->value, &v))
            series_add(s, o->year + 1.0, (double)v / 1000);
    }
}

/* Series from months that are over, of this reporting year and the last. Shares and states only: a month's
 * count is not comparable with a year's goal. */
static void by_month(const struct asker *r, const struct answer *main, int year, struct series *s) {
    if (main->ind->measure == MEASURE_COUNT && !main->ind->state) return;
    for (int y = year - 1; y <= year; y++) {
        struct answer a = figure_answer(r, main->ind, period_reporting(r->province, y), 0, ANSWER_MONTHS);
        for (size_t i = 0; i < a.months.n; i++) {
            const struct cell *c = &a.months.v[i];
            bool over = c->to <= when_day(r->now) && c->to - c->from >= 28;
            if (c->from < comparable_since(r->province, when_day(r->now))) continue;
            if (over && c->f.has_value && c->f.n && !c->f.suppressed)
                series_add(s, year_at(c->to), (double)figure_tenths(a.ind, &c->f) / 10);
        }
    }
}

static struct course with_reason(struct course c, const char *why) {
    c.why = why;
    return c;
}

/* Last day on which a goal of `year` can be reached: the end of the reporting year, or the Day if it falls
 * later. */
static int last_day(const struct province *p, int year) {
    int end = period_reporting(p, year).to - 1, day = the_day(p, year);
    return day > end ? day : end;
}

struct course goal_course(const struct asker *r, const struct goal *g, int year) {
    const struct target_goal *aim = target_goal(g->target, year);
    struct course c = {.goal_year = aim->year};
    struct series s = {0};
    i64 goal = 0;
    if (g->state == GOAL_MET) {
        c.state = COURSE_MET;
        return c;
    }
    if (!decimal_read(aim->value, &goal) || aim->confidence == CONF_LOW)
        return with_reason(c, N_("The target itself is not verified."));
    bool ours = g->measured && g->main && g->main->total.has_value,
         comparable = g->state == GOAL_WAY || g->state == GOAL_MISSED;
    c.monthly = ours && comparable;
    if (c.monthly) by_month(r, g->main, year, &s);
    else if (!g->measured) by_published(r, g, &s);
    c.points = s.n;
    if (!ours && !g->seen) return with_reason(c, N_("Nobody has a figure."));
    if (ours && !comparable) return with_reason(c, N_("The figure cannot be held against the target."));
    if (s.n < COURSE_POINTS) return with_reason(c, N_("Too few comparable points for a forecast."));
    int end = last_day(r->province, aim->year);
    if (end <= when_day(r->now)) {
        c.state = COURSE_LATE;
        return with_reason(c, N_("The target's year is over."));
    }
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

/* "By 2030: 94,1 (between 92 and 96, four times of five), by a straight line through 11 months."; empty
 * when the goal is met. */
str course_words(const struct asker *r, const struct goal *g, const struct course *c) {
    if (c->state == COURSE_MET) return (str){0};
    if (!c->f.known && c->points && c->points < COURSE_POINTS)
        return say_fmt(r->lang, "%s (%zu; at least %d are needed)", T(c->why ? c->why : ""), c->points,
                       COURSE_POINTS);
    if (!c->f.known) return str_c(c->why ? T(c->why) : "");
    double low = c->f.low, high = c->f.high, middle = c->f.middle;
    if (str_is(g->target->unit.vi, "%")) {
        low = fmax(low, 0);
        high = fmin(high, 100);
        middle = fmin(fmax(middle, 0), 100);
    }
    return say_fmt(r->lang,
                   c->monthly ? N_("If it goes on like this, at the end of %d: %s %s (between %s and %s, "
                                   "four times of five), by a straight line through %zu months.")
                              : N_("If it goes on like this, at the end of %d: %s %s (between %s and %s, "
                                   "four times of five), by a straight line through %zu years."),
                   c->goal_year, str_z(number(r->lang, middle)), str_z(pick(r->lang, g->target->unit)),
                   str_z(number(r->lang, low)), str_z(number(r->lang, high)), c->points);
}
