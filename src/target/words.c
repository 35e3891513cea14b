/* Sentences about targets, shared by the page of the Day and the annual report. */
#include "answer/number.h"
#include "answer/sentence.h"
#include "day.h"

const struct target_goal *goal_worded(const struct target *t) {
    for (size_t i = 0; i < t->n_goals; i++)
        if (t->goals[i].text.vi.n) return &t->goals[i];
    return NULL;
}

int goal_text_permille(const struct goal *g) {
    str s = goal_worded(g->target) ? goal_worded(g->target)->text.vi : (str){0};
    size_t a = 0, b;
    while (a < s.n && (s.p[a] < '0' || s.p[a] > '9')) a++;
    for (b = a; b < s.n && s.p[b] >= '0' && s.p[b] <= '9';) b++;
    return b > a ? goal_permille(g, (str){s.p + a, b - a}) : -1;
}

size_t pillar_count(const struct day *d, str id, bool none) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_goals; i++)
        n += str_eq(d->goals[i].target->pillar, id) && (d->goals[i].state == GOAL_NONE) == none;
    return n;
}

/* "Of 15 targets: 2 are reached, …"; a count of zero is left out. */
str headline_words(enum lang l, const struct day *d) {
    static const char *const parts[] = {N_("%zu reached"), N_("%zu on the way"), N_("%zu missed"),
                                        N_("%zu with a figure that cannot be compared with the target"),
                                        N_("%zu without a figure")};
    struct out o = {0};
    out_str(&o, say_fmt(l, "Of %zu targets: ", d->n_goals));
    bool any = false;
    for (size_t k = 0; k < N_GOAL_STATES; k++) {
        if (!d->in[k]) continue;
        if (any) out_z(&o, ", ");
        out_str(&o, say_fmt(l, parts[k], d->in[k]));
        any = true;
    }
    out_char(&o, '.');
    return out_all(&o);
}

str measured_words(enum lang l, const struct day *d) {
    return say_fmt(l,
                   "Of them %zu are measured here from single records, %zu are declared here by agencies "
                   "with evidence, and for %zu there is only a figure that others published.",
                   d->measured, d->declared, d->observed);
}

const char *goal_state_words(enum lang l, enum goal_state s) {
    static const char *const v[] = {N_("reached"), N_("on the way"), N_("missed"), N_("not comparable"),
                                    N_("no figure")};
    return say(l, v[s]);
}

str day_off_words(const struct asker *r, const struct day *d) {
    const struct day_off *e;
    if (day_works(&r->province->calendar, d->day, &e)) return (str){0};
    static const char *const names[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                        N_("Thursday"), N_("Friday"), N_("Saturday")};
    str name = e ? pick(r->lang, (struct words){e->name_vi, e->name_en})
                 : str_c(say(r->lang, names[day_civil(d->day).weekday]));
    return say_fmt(r->lang,
                   "%s is a day off (%s): offices are closed on it. The figures do not depend on it: the "
                   "reporting year %d closes on %s.",
                   str_z(day_text(d->day)), str_z(name), d->year,
                   str_z(day_text(period_reporting(r->province, d->year).to - 1)));
}

/* Why there is no figure: the folder's own text (`unmeasured`), else a general sentence. */
str no_figure_words(const struct asker *r, const struct target *t) {
    str why = pick(r->lang, t->unmeasured);
    return why.n ? why : str_c(T("Nothing is measured here, and no published figure was found."));
}

bool goal_one_promise(const struct goal *g) {
    for (size_t i = 0; i < g->n_forms; i++)
        if (!same_family(g->forms[i].ind->id, g->target->indicator)) return false;
    return g->n_forms > 1;
}

str observed_value(const struct asker *r, const struct goal *g) {
    if (goal_is_rank(g)) return say_fmt(r->lang, "Rank %s", str_z(rank_words(r->lang, g->seen)));
    str unit = pick(r->lang, g->target->unit), value = decimal_text(r->lang, g->seen->value);
    return unit.n ? str_fmt("%.*s %.*s", STR_ARG(value), STR_ARG(unit)) : value;
}

/* The target of online services at level 4 has two goals: the announced number and the resolution's own
 * wording. The sentence compares with both. Nothing is stated for unverified goals or for figures that rest
 * on assumptions. */
str text_verdict(const struct asker *r, const struct goal *g, const struct answer *a) {
    const struct target_goal *w = goal_worded(g->target);
    int value = figure_permille(a->ind, &a->total), goal = w ? goal_permille(g, w->value) : -1,
        text = goal_text_permille(g);
    if (value < 0 || goal < 0 || text < 0 || !str_is(g->target->unit.vi, "%") || w->confidence == CONF_LOW ||
        sample_words(r, a).n)
        return (str){0};
    enum lang l = r->lang;
    const char *goal_z = str_z(decimal_text(l, w->value)), *text_z = str_z(pick(l, w->text));
    const char *short_goal = str_z(tenths_text(l, goal - value)),
               *short_text = str_z(tenths_text(l, text - value));
    if (value >= goal) return say_fmt(l, "The goal of %d (%s %%) is reached.", w->year, goal_z);
    if (value > text)
        return say_fmt(l,
                       "Past the resolution's text (%s), short of what was announced (%s %%) by %s points.",
                       text_z, goal_z, short_goal);
    return say_fmt(
        l, "Short of what was announced (%s %%) by %s points, and of the resolution's text (%s) by %s.",
        goal_z, short_goal, text_z, short_text);
}

i64 trend_goal(const struct goal *g, int year, str *out_text, enum lang l) {
    i64 v = 0;
    const struct target_goal *w = target_goal(g->target, year);
    bool known =
        w->confidence != CONF_LOW && decimal_read(w->value, &v) &&
        (!g->trend_of || str_is(g->target->unit.vi, "%") || g->trend_of->ind->measure == MEASURE_COUNT);
    *out_text = say_fmt(l, "%d: %s", w->year, str_z(decimal_text(l, w->value)));
    return known ? v / 100 : -1;
}

str programme_name(const struct asker *r) {
    return r->lang == LANG_EN && r->province->programme_name_en.n ? r->province->programme_name_en
                                                                  : r->province->programme_name_vi;
}
