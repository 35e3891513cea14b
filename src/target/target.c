/* Compares a figure with its targets and words what is missing. */
#include "target.h"

#include "answer/number.h"
#include "answer/sentence.h"

bool target_stands_by(const struct target *t, const struct indicator *ind) {
    return str_eq(t->id, ind->goal) || (t->indicator.n && str_eq(t->indicator, ind->id));
}

/* True when figure and target have the same unit. */
static bool comparable(const struct target *t, const struct indicator *ind) {
    if (figure_is_percentage(ind)) return str_is(t->unit.vi, "%");
    return str_eq(t->unit.vi, ind->unit.vi) || str_eq(t->unit.vi, ind->short_unit.vi);
}

/* Value less goal in thousandths of the unit, rounded away from zero: rounding must never make a goal look
 * reached. */
static i64 beyond(const struct indicator *ind, const struct figure *f, i64 goal) {
    i64 by = f->den * (figure_is_percentage(ind) || !ind->scale ? 1 : ind->scale),
        num = f->num * (figure_is_percentage(ind) ? 100 : 1) * 1000;
    i64 rest = num - goal * by, whole = rest / by;
    if (rest % by > 0) return whole + 1;
    return rest % by < 0 ? whole - 1 : whole;
}

/* Thousandths as text in tenths, like the value beside it; less than a tenth in hundredths, so that it
 * never reads as zero. */
static str amount_text(enum lang l, i64 t) {
    i64 hundredths = t < 100 ? (t + 9) / 10 : (t + 50) / 100 * 10, rest = hundredths % 100;
    if (!rest) return count_text(l, hundredths / 100);
    return rest % 10 ? fixed_text(l, hundredths, 2) : fixed_text(l, hundredths / 10, 1);
}

/* "The goal of 2025 is reached", or how much is missing; `d` is value less goal in thousandths. */
str distance_words(enum lang l, const struct target *t, int year, i64 d) {
    i64 missing = t->at_least ? -d : d;
    str unit = pick(l, t->unit);
    const char *u = str_is(unit, "%") ? say(l, "percentage points") : str_z(unit);
    if (missing <= 0) return say_fmt(l, "The goal of %d is reached.", year);
    const char *how_much = str_z(amount_text(l, missing));
    return t->at_least ? say_fmt(l, "Still missing for %d: %s %s.", year, how_much, u)
                       : say_fmt(l, "Over the goal of %d by %s %s.", year, how_much, u);
}

bool target_distance(const struct asker *r, const struct target *t, const struct target_goal *g,
                     const struct answer *a, i64 *out_thousandths) {
    i64 goal = 0;
    if (!a->total.has_value || a->total.suppressed || a->total.den <= 0 || g->confidence == CONF_LOW ||
        !decimal_read(g->value, &goal))
        return false;
    if (!comparable(t, a->ind) || sample_words(r, a).n) return false;
    *out_thousandths = beyond(a->ind, &a->total, goal);
    return true;
}

/* No distance is stated for unverified goals, for figures that rest on assumptions, or across units. */
str missing_words(const struct asker *r, const struct target *t, const struct answer *a) {
    struct out o = {0};
    i64 by;
    for (size_t i = 0; i < t->n_goals; i++)
        if (target_distance(r, t, &t->goals[i], a, &by))
            out_fmt(&o, "%s%.*s", o.n ? " " : "", STR_ARG(distance_words(r->lang, t, t->goals[i].year, by)));
    return out_all(&o);
}

/* "By 2025: at least 100 %. The resolution's own text: over 90 %. By 2030: at least 100 % (the country's
 * goal, standing in)." */
str target_words(enum lang l, const struct target *t) {
    struct out o = {0};
    const char *unit = str_z(pick(l, t->unit));
    for (size_t i = 0; i < t->n_goals; i++) {
        const struct target_goal *g = &t->goals[i];
        if (o.n) out_char(&o, ' ');
        out_str(&o, say_fmt(l, t->at_least ? N_("By %d: at least %s %s") : N_("By %1$d: %3$s %2$s or better"),
                            g->year, str_z(decimal_text(l, g->value)), unit));
        if (g->document.n) out_fmt(&o, " (%.*s)", STR_ARG(g->document));
        if (g->confidence == CONF_LOW && !target_borrowed(t))
            out_fmt(&o, " (%s)", say(l, "the country's goal, standing in"));
        out_char(&o, '.');
        if (g->text.vi.n) out_str(&o, say_fmt(l, " The resolution's own text: %s.", str_z(pick(l, g->text))));
    }
    return out_all(&o);
}
