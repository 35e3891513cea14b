/* Gathers the data of the Day: targets, the figures computed here for them, external observations, and what
 * is late now. */
#include "day.h"

#include "as_of.h"
#include "answer/number.h"
#include "answer/owed.h"
#include "answer/sentence.h"
#include "target.h"
#include "journal/read.h"
#include "dossier/view.h"
#include "figure/sealed.h"

/* Generated demonstration data all carry the time the folder was made, so "before today" would exclude
 * them. Visitors' own acts come after them. */
i64 last_act_before_today(const struct asker *r) {
    if (!r->demo) return journal_before(r->db, day_start(when_day(r->now)));
    return journal_last_demo(r->db);
}

bool goal_is_rank(const struct goal *g) { return g->target->among > 0; }

static void goal_forms(const struct asker *r, struct goal *g, const struct day *d) {
    const struct province *p = r->province;
    g->forms = NEWS(struct answer, p->n_indicators + 1);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = &p->indicators[i];
        if (!same_family(ind->id, g->target->indicator) && !target_stands_by(g->target, ind)) continue;
        g->forms[g->n_forms] = figure_answer(r, ind, d->when, 0, 0);
        if (g->forms[g->n_forms].total.has_value) g->measured = true;
        g->n_forms++;
    }
}

const struct observation *observation_of(const struct province *p, str target, int year) {
    const struct external *x = external_for(p, target);
    return x ? observation_in(p, x->id, year) : NULL;
}

/* History of external observations from the first year to `year`. A year without a value is a gap, not a
 * zero. */
static void goal_seen(const struct province *p, struct goal *g, int year) {
    int first = year + 1;
    g->external = external_for(p, g->target->id);
    for (size_t i = 0; i < p->n_observations && g->external; i++) {
        const struct observation *o = &p->observations[i];
        if (str_eq(o->of_id, g->external->id) && o->year < first) first = o->year;
    }
    g->history = NEWS(struct point, year - first + 1);
    for (int y = first; y <= year; y++) {
        const struct observation *o = observation_of(p, g->target->id, y);
        i64 v = 0;
        if (o && o->value.n) g->seen = o;
        bool known = o && str_to_int(o->value, &v) && v > 0 && v < 1000;
        g->history[g->n_history++] =
            (struct point){y, known ? (int)v : 0, known && o->confidence != CONF_HIGH};
    }
}

/* ---- distance to the goal ---- */

static bool form_known(const struct answer *a) { return a->total.has_value && !a->total.suppressed; }

/* The form that is compared with the goal: the target's own indicator; of several that each cover a part,
 * the one farthest from the goal. A target is reached only when every part is. */
static const struct answer *form_speaking(const struct asker *r, const struct goal *g, int year) {
    const struct answer *found = NULL;
    i64 worst = 0, beyond = 0;
    const struct target_goal *goal = target_goal(g->target, year);
    for (size_t i = 0; i < g->n_forms; i++) {
        const struct answer *a = &g->forms[i];
        if (str_eq(a->ind->id, g->target->indicator)) return a;
        if (!target_stands_by(g->target, a->ind)) continue;
        if (!target_distance(r, g->target, goal, a, &beyond)) {
            if (!found || !form_known(found)) found = a;
            continue;
        }
        if (!g->target->at_least) beyond = -beyond;
        if (!found || !form_known(found) || beyond < worst) {
            found = a;
            worst = beyond;
        }
    }
    return found;
}

static size_t parts_of(const struct goal *g) {
    size_t n = 0;
    for (size_t i = 0; i < g->n_forms; i++)
        n += !g->target->indicator.n && target_stands_by(g->target, g->forms[i].ind);
    return n;
}

/* A goal is missed when it was due before the year shown, or in that year once the year is over today. */
static enum goal_state held_against(const struct asker *r, struct goal *g, int year, int goal_year,
                                    i64 beyond) {
    bool over =
        goal_year < year || (goal_year == year && period_reporting(r->province, year).to <= when_day(r->now));
    g->verdict = distance_words(r->lang, g->target, goal_year, beyond);
    if (g->target->at_least ? beyond >= 0 : beyond <= 0) return GOAL_MET;
    return over ? GOAL_MISSED : GOAL_WAY;
}

static enum goal_state measured_state(const struct asker *r, struct goal *g, int year) {
    i64 beyond;
    const struct target_goal *goal = target_goal(g->target, year);
    if (g->main && g->main->total.has_value && !g->main->total.suppressed) {
        if (target_distance(r, g->target, goal, g->main, &beyond)) {
            enum goal_state s = held_against(r, g, year, goal->year, beyond);
            if (s != GOAL_MET && parts_of(g) > 1)
                g->verdict =
                    str_fmt("%.*s: %.*s", STR_ARG(pick(r->lang, g->main->ind->name)), STR_ARG(g->verdict));
            return s;
        }
        if (goal->confidence != CONF_LOW)
            g->verdict =
                str_c(sample_words(r, g->main).n
                          ? T("It rests on an assumption: whether the target is reached cannot be said.")
                          : T("It is counted in another unit than the target: whether that is reached cannot "
                              "be said."));
    }
    return GOAL_OPEN;
}

/* The first day of the present territory, if the observation is older and so not comparable with the goal;
 * 0 = comparable. */
static int goal_since(const struct asker *r, const struct target_goal *goal, const struct observation *o) {
    int since = goal->document.n ? comparable_since(r->province, day_of(goal->year, 12, 31)) : 0;
    return since > day_of(o->year, 1, 1) ? since : 0;
}

/* A rank is comparable with the goal only when as many provinces were ranked as when the goal was set. */
static enum goal_state seen_state(const struct asker *r, struct goal *g, int year) {
    const struct target_goal *goal = target_goal(g->target, year);
    i64 wanted = 0, value = 0;
    if (g->target->among && g->seen->of && g->seen->of != g->target->among) {
        g->verdict = say_fmt(r->lang,
                             "The target was set when there were %d provinces, this rank is among %d: "
                             "whether it is reached cannot be said.",
                             g->target->among, g->seen->of);
        return GOAL_OPEN;
    }
    int since = goal_since(r, goal, g->seen);
    if (since) {
        g->verdict = say_fmt(r->lang,
                             "The goal of %d is for the province as it is since %s, this figure is of %d: "
                             "whether it is reached cannot be said.",
                             goal->year, str_z(day_text(since)), g->seen->year);
        return GOAL_OPEN;
    }
    if (g->external->only.vi.n) {
        g->verdict =
            say_fmt(r->lang,
                    "The figure covers only a part of the target (%s): whether it is reached cannot be said.",
                    str_z(pick(r->lang, g->external->only)));
        return GOAL_OPEN;
    }
    if (goal->confidence == CONF_LOW || !decimal_read(goal->value, &wanted) ||
        !decimal_read(g->seen->value, &value))
        return GOAL_OPEN;
    return held_against(r, g, year, goal->year, value - wanted);
}

static void goal_judge(const struct asker *r, struct goal *g, int year) {
    g->state = GOAL_NONE;
    if (g->measured) g->state = measured_state(r, g, year);
    else if (g->seen) g->state = seen_state(r, g, year);
    if (g->state == GOAL_OPEN && target_goal(g->target, year)->confidence == CONF_LOW)
        g->verdict = say_fmt(r->lang,
                             "The goal of %d is the country's, standing in for the province's own: whether "
                             "it is reached is not said.",
                             target_goal(g->target, year)->year);
}

/* ---- trend over the years ---- */

static struct period year_like(const struct province *p, struct period like, int year) {
    return like.kind == PERIOD_CALENDAR ? period_calendar(year) : period_reporting(p, year);
}

static struct trend trend_measured(const struct asker *r, const struct answer *main, int year) {
    struct answer a = main->when.year == year
                          ? *main
                          : figure_answer(r, main->ind, year_like(r->province, main->when, year), 0, 0);
    bool shown = a.total.has_value && !a.total.suppressed;
    return (struct trend){year, shown ? figure_tenths(a.ind, &a.total) : -1, a.total.suppressed,
                          figure_plain(r->lang, a.ind, &a.total)};
}

static struct trend trend_seen(const struct asker *r, const struct goal *g, int year) {
    const struct observation *o = observation_of(r->province, g->target->id, year);
    i64 v = 0;
    bool known = o && decimal_read(o->value, &v);
    return (struct trend){.year = year,
                          .value = known ? v / 100 : -1,
                          .text = known ? decimal_text(r->lang, o->value) : (str){0}};
}

/* The form for comparing years: preferably one that rests on no assumptions. */
static const struct answer *form_sure(const struct asker *r, const struct goal *g) {
    for (size_t i = 0; i < g->n_forms; i++)
        if (g->target->indicator.n && g->forms[i].total.has_value && !sample_words(r, &g->forms[i]).n)
            return &g->forms[i];
    return g->main;
}

static void goal_trend(const struct asker *r, struct goal *g, int year) {
    bool ours = g->main && g->measured;
    if (ours) g->trend_of = form_sure(r, g);
    if (year <= r->province->first_year || goal_is_rank(g) || (!ours && !g->seen)) return;
    g->trend = NEWS(struct trend, year - r->province->first_year + 1);
    for (int y = r->province->first_year; y <= year; y++) {
        struct trend t = ours ? trend_measured(r, g->trend_of, y) : trend_seen(r, g, y);
        g->known += t.value >= 0;
        g->trend[g->n_trend++] = t;
    }
}

static int by_late(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    return x->f.n != y->f.n ? (x->f.n < y->f.n) - (x->f.n > y->f.n) : str_cmp(x->key, y->key);
}

/* Counts by agency the open dossiers and those late by the first promised time. A pause that began after
 * that time does not excuse the delay. */
static void read_late(const struct asker *r, struct day *d) {
    struct cells *c = &d->late_by;
    for (struct rows q = db_ask(r->db,
                                SQL("SELECT agency, COUNT(*), SUM(CASE WHEN first_due > 0 AND ((" OPEN_STATUS
                                    " AND first_due < $1) OR paused_at > first_due) THEN 1 ELSE 0 END)"
                                    " FROM " DOSSIERS " AS d WHERE " UNENDED " GROUP BY agency"),
                                VN(r->now));
         rows_next(&q);) {
        str code = row_text(&q, 0);
        GROW(c->v, c->n, c->cap);
        c->v[c->n] = (struct cell){.key = code,
                                   .agency = agency_on(r->province, code, when_day(r->now)),
                                   .f = {.den = row_int(&q, 1), .n = row_int(&q, 2)}};
        d->open += c->v[c->n].f.den;
        d->late += c->v[c->n++].f.n;
    }
    if (c->n) qsort(c->v, c->n, sizeof *c->v, by_late);
    while (d->n_worst < c->n && d->n_worst < 5 && c->v[d->n_worst].f.n) d->n_worst++;
}

static void goal_gather(const struct asker *r, struct goal *g, struct day *d) {
    goal_forms(r, g, d);
    goal_seen(r->province, g, d->year);
    g->main = form_speaking(r, g, d->year);
    goal_judge(r, g, d->year);
    goal_trend(r, g, d->year);
    bool declared = g->measured && g->main && figure_duty(r->province, g->main->ind);
    d->measured += g->measured && !declared;
    d->declared += declared;
    d->observed += !g->measured && g->seen;
    d->in[g->state]++;
}

struct day day_gather(const struct asker *who, int year, enum period_kind kind) {
    bool reporting = kind == PERIOD_REPORTING;
    struct asker r = *who;
    struct sealing s;
    const struct province *p =
        reporting ? province_of_year(who, year) : province_as_of(who->db, who->province, INT64_MAX);
    r.province = p;
    struct day d = {.year = year,
                    .province = p,
                    .day = the_day(p, year),
                    .when = reporting ? period_reporting(p, year) : period_calendar(year),
                    .before = last_act_before_today(who),
                    .leader = (who->roles & (R_LEADER | R_ADMIN)) != 0};
    d.days_left = d.day - when_day(r.now);
    d.as_of = reporting && year_sealed(r.db, year, &s) ? s.as_of : journal_last(r.db);
    d.goals = NEWS(struct goal, p->n_targets + 1);
    for (size_t i = 0; i < p->n_targets; i++) {
        struct goal *g = &d.goals[d.n_goals++];
        g->target = &p->targets[i];
        goal_gather(&r, g, &d);
    }
    if (d.leader) read_late(&r, &d);
    return d;
}

/* Percentages are drawn against 100; other quantities against the largest of value and goals. */
int goal_permille(const struct goal *g, str value) {
    i64 v = 0, top = 100000, x = 0;
    if (!decimal_read(value, &v)) return -1;
    if (!str_is(g->target->unit.vi, "%")) {
        top = g->seen && decimal_read(g->seen->value, &x) && x > 1 ? x : 1;
        for (size_t i = 0; i < g->target->n_goals; i++)
            if (decimal_read(g->target->goals[i].value, &x) && x > top) top = x;
    }
    i64 p = v * 1000 / top;
    return p > 1000 ? 1000 : (int)p;
}
