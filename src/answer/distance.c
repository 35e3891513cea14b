/* A figure beside its targets: what was promised, and in words what is missing. */
#include "sentence.h"

bool aim_of(const struct target *t, const struct indicator *ind) {
    return str_eq(t->id, ind->goal) || (t->indicator.n && str_eq(t->indicator, ind->id));
}

/* The figure is told in the target's own unit. */
static bool comparable(const struct target *t, const struct indicator *ind) {
    if (figure_part(ind)) return str_is(t->unit.vi, "%");
    return str_eq(t->unit.vi, ind->unit.vi) || str_eq(t->unit.vi, ind->short_unit.vi);
}

/* The value less the goal in thousandths of the unit, rounded away from nought: nothing is reached by
 * rounding. */
static i64 beyond(const struct indicator *ind, const struct figure *f, i64 goal) {
    i64 by = f->den * (figure_part(ind) || !ind->scale ? 1 : ind->scale),
        num = f->num * (figure_part(ind) ? 100 : 1) * 1000;
    i64 rest = num - goal * by, whole = rest / by;
    return rest % by > 0 ? whole + 1 : rest % by < 0 ? whole - 1 : whole;
}

/* Thousandths in tenths, as the value beside them; what is less than a tenth in hundredths, never as nothing.
 */
static str amount_text(enum lang l, i64 t) {
    i64 hundredths = t < 100 ? (t + 9) / 10 : (t + 50) / 100 * 10, rest = hundredths % 100;
    str whole = figure_number(l, hundredths / 100);
    char mark = l == LANG_VI ? ',' : '.';
    if (!rest) return whole;
    return rest % 10 ? str_fmt("%.*s%c%02lld", STR_ARG(whole), mark, (long long)rest)
                     : str_fmt("%.*s%c%lld", STR_ARG(whole), mark, (long long)(rest / 10));
}

/* "The goal of 2025 is reached", or what is missing to it, from the thousandths beyond. */
str beyond_words(enum lang l, const struct target *t, int year, i64 d) {
    i64 missing = t->at_least ? -d : d;
    str unit = pick(l, t->unit);
    const char *u = str_is(unit, "%") ? say(l, "percentage points") : str_z(unit);
    if (missing <= 0) return say_fmt(l, "The goal of %d is reached.", year);
    const char *how_much = str_z(amount_text(l, missing));
    return t->at_least ? say_fmt(l, "Still missing for %d: %s %s.", year, how_much, u)
                       : say_fmt(l, "Over the goal of %d by %s %s.", year, how_much, u);
}

bool aim_beyond(struct request *r, const struct target *t, const struct target_goal *g,
                const struct answer *a, i64 *out_thousandths) {
    i64 goal = 0;
    if (!a->total.has_value || a->total.suppressed || a->total.den <= 0 || g->confidence == CONF_LOW ||
        !decimal_read(g->value, &goal))
        return false;
    if (!comparable(t, a->ind) || sample_words(r, a).n) return false;
    *out_thousandths = beyond(a->ind, &a->total, goal);
    return true;
}

/* Nothing is claimed of goals that are not verified, of figures that rest on assumptions, or across units. */
str missing_words(struct request *r, const struct target *t, const struct answer *a) {
    struct out o = {0};
    i64 by;
    for (size_t i = 0; i < t->n_goals; i++)
        if (aim_beyond(r, t, &t->goals[i], a, &by))
            out_fmt(&o, "%s%.*s", o.n ? " " : "", STR_ARG(beyond_words(r->lang, t, t->goals[i].year, by)));
    return out_all(&o);
}
