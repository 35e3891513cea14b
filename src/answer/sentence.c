/* Sentences about a figure: its value, what is counted, the period, the source, and as of which act. */
#include "sentence.h"

#include "base/text.h"
#include "label.h"
#include "number.h"

str capital(str s) {
    if (s.n > 1 && (u8)s.p[0] == 0xC4 && (u8)s.p[1] == 0x91)
        return str_fmt("Đ%.*s", STR_ARG(((str){s.p + 2, s.n - 2})));
    if (!s.n || (u8)s.p[0] >= 0x80 || s.p[0] < 'a' || s.p[0] > 'z') return s;
    s = str_copy(s);
    ((char *)(uintptr_t)s.p)[0] = (char)(s.p[0] - 'a' + 'A');
    return s;
}

str period_span(struct period when) {
    return str_fmt("%.*s – %.*s", STR_ARG(day_text(when.from)), STR_ARG(day_text(when.to - 1)));
}

str period_name(enum lang l, struct period when) {
    if (when.kind == PERIOD_MONTH) return say_fmt(l, "month %02d/%d", when.month, when.year);
    return say_fmt(l, when.kind == PERIOD_REPORTING ? N_("reporting year %d") : N_("calendar year %d"),
                   when.year);
}

/* Joins conditions: "handled by communes and wards, filed online". */
static str conditions_words(enum lang l, const struct answer *a, const struct condition *c, size_t n) {
    struct out o = {0};
    for (size_t i = 0; i < n; i++) {
        if (i) out_z(&o, ", ");
        out_str(&o, condition_words(l, a->province, a->view, &c[i]));
    }
    return out_all(&o);
}

static str counted_words(enum lang l, const struct answer *a) {
    str word = view_words(l, a->province, a->view),
        only = conditions_words(l, a, a->ind->where, a->ind->n_where);
    if (only.n) word = str_fmt("%.*s, %.*s", STR_ARG(word), STR_ARG(only));
    if (!a->ind->latest.n) return word;
    const char *of = str_z(pick(l, column_words(a->province, a->view, a->ind->latest)));
    return str_fmt("%.*s, %.*s", STR_ARG(word), STR_ARG(say_fmt(l, "only the latest of each %s", of)));
}

str denominator_words(enum lang l, const struct answer *a) {
    if (!a->view) return (str){0};
    str word = counted_words(l, a);
    if (!view_has(a->view, "day")) return str_fmt("%.*s", STR_ARG(capital(word)));
    if (a->ind->state)
        return say_fmt(l, "%s, as they stood on %s", str_z(capital(word)), str_z(day_text(a->day)));
    return say_fmt(l, "%s, from %s to %s", str_z(capital(word)), str_z(day_text(a->when.from)),
                   str_z(day_text(a->when.to - 1)));
}

str numerator_words(enum lang l, const struct answer *a) {
    return say_fmt(l, "Those among them that are: %s",
                   str_z(conditions_words(l, a, a->ind->hit, a->ind->n_hit)));
}

str measure_words(enum lang l, const struct answer *a) {
    const char *column = str_z(pick(l, column_words(a->province, a->view, a->ind->column)));
    const char *weight = str_z(pick(l, column_words(a->province, a->view, a->ind->weight))),
               *over = str_z(pick(l, column_words(a->province, a->view, a->ind->over)));
    switch (a->ind->measure) {
    case MEASURE_SUM: return say_fmt(l, "The sum of %s over", column);
    case MEASURE_RATIO: return say_fmt(l, "The sum of %s, divided by the sum of %s, over", column, over);
    case MEASURE_MEDIAN: return say_fmt(l, "The middle value of %s among", column);
    case MEASURE_MEAN:
        return a->ind->weight.n ? say_fmt(l, "The mean of %s, weighted by %s, over", column, weight)
                                : say_fmt(l, "The mean of %s over", column);
    default: return str_c(say(l, "The number of"));
    }
}

/* The counting rule in one sentence, made from the definition: "Counts dossiers filed, of them those that
 * are: filed online." */
str method_words(enum lang l, const struct answer *a) {
    if (!a->view) return (str){0};
    const char *of = str_z(counted_words(l, a)),
               *hit = str_z(conditions_words(l, a, a->ind->hit, a->ind->n_hit));
    const char *column = str_z(pick(l, column_words(a->province, a->view, a->ind->column)));
    const char *weight = str_z(pick(l, column_words(a->province, a->view, a->ind->weight))),
               *over = str_z(pick(l, column_words(a->province, a->view, a->ind->over)));
    const char *flow = view_has(a->view, "day") ? N_("in the period") : N_("as the journal has them"),
               *end = say(l, a->ind->state ? N_("as they stand at the end of the period") : flow);
    switch (a->ind->measure) {
    case MEASURE_SHARE:
        return say_fmt(l, "Count %s, %s; of these, how many in a hundred are: %s.", of, end, hit);
    case MEASURE_SUM: return say_fmt(l, "Take %s, %s, and add up their %s.", of, end, column);
    case MEASURE_RATIO:
        return say_fmt(l, "Take %s, %s; add up their %s and their %s, and divide the one by the other.", of,
                       end, column, over);
    case MEASURE_MEDIAN:
        return say_fmt(l, "Put %s, %s, in order by %s and take the one in the middle.", of, end, column);
    case MEASURE_MEAN:
        if (!a->ind->weight.n)
            return say_fmt(l, "Take %s, %s, add up their %s and divide by their number.", of, end, column);
        return say_fmt(l, "Take %s, %s; each counts its %s as often as its %s says; divide by all of them.",
                       of, end, column, weight);
    default: return say_fmt(l, "Count %s, %s.", of, end);
    }
}

str fraction_words(enum lang l, const struct answer *a) {
    if (!a->total.has_value || a->total.suppressed) return (str){0};
    const char *num = str_z(count_text(l, a->total.num)), *den = str_z(count_text(l, a->total.den));
    if (a->ind->measure == MEASURE_SHARE)
        return say_fmt(l, "%s of %s %s", num, den, str_z(counted_words(l, a)));
    if (a->ind->measure == MEASURE_RATIO)
        return say_fmt(l, "%s of %s, from %s records", num, den, str_z(count_text(l, a->total.n)));
    if (a->ind->measure == MEASURE_COUNT) return str_fmt("%s %.*s", num, STR_ARG(counted_words(l, a)));
    return say_fmt(l, "from %s records", str_z(count_text(l, a->total.n)));
}

str figure_missing(enum lang l, const struct view *v, const struct figure *f, struct period when, int today) {
    if (!v) return str_c(say(l, "No figure: the view it was taken from is no longer published"));
    if (f->moved)
        return str_c(say(l, "Not shown: records were entered after the reporting year was sealed, and beside "
                            "the sealed months this would tell them one by one"));
    if (f->suppressed && when.kind != PERIOD_REPORTING)
        return str_c(say(l, "Not shown: together with the tables of the reporting year it would tell a "
                            "number under 5, and nobody is to be recognised"));
    if (f->suppressed)
        return str_c(say(l, "Fewer than 5 dossiers: not shown, so that nobody can be recognised"));
    if (when.from > today)
        return say_fmt(l, "No figure yet: the period begins on %s", str_z(day_text(when.from)));
    str word = view_word(l, v);
    if (when.to <= today)
        return say_fmt(l, "No figure: this system holds no %s from that period", str_z(word));
    return say_fmt(l, "No figure yet: this system has no %s in this period so far", str_z(word));
}

/* Why there is no value, naming the indicator's own conditions and not only the kind of record. */
str why_none(const struct asker *r, const struct answer *a) {
    int today = when_day(r->now);
    if (!a->view || !a->ind->n_where || a->total.suppressed || a->when.from > today)
        return figure_missing(r->lang, a->view, &a->total, a->when, today);
    const char *of = str_z(counted_words(r->lang, a));
    if (a->when.to <= today)
        return say_fmt(r->lang, "No figure: this system holds none of these from that period: %s", of);
    return say_fmt(r->lang, "No figure yet: in this period so far this system has none of these: %s", of);
}

/* "1.635 of 2.061 dossiers with a result returned: done wholly online." */
str value_sentence(const struct asker *r, const struct answer *a) {
    enum lang l = r->lang;
    if (!a->total.has_value || a->total.suppressed) return (str){0};
    str fraction = fraction_words(l, a);
    if (a->ind->measure != MEASURE_SHARE) return str_fmt("%.*s.", STR_ARG(capital(fraction)));
    return str_fmt("%.*s: %.*s.", STR_ARG(fraction),
                   STR_ARG(conditions_words(l, a, a->ind->hit, a->ind->n_hit)));
}

str source_words(const struct asker *r, const struct answer *a) {
    const char *from = a->view && !figure_about_persons(a->view) ? N_("the procedures adopted in this system")
                                                                 : N_("the dossiers in this system");
    const struct reg *g = a->view ? view_reg(r->province, a->view) : NULL;
    const char *words =
        g ? str_z(say_fmt(r->lang, "the register “%s” in this system", str_z(pick(r->lang, g->name))))
          : say(r->lang, from);
    str s = say_fmt(r->lang, "%s, as of act %lld of the journal", words, (long long)a->as_of);
    return r->demo ? str_fmt("%.*s (%s)", STR_ARG(s), say(r->lang, "demonstration data")) : s;
}

str stamp_words(const struct asker *r, const struct answer *a) {
    str so_far = {0};
    int today = when_day(r->now);
    if (a->when.from <= today && today < a->when.to - 1)
        so_far = say_fmt(r->lang, ", so far up to %s", str_z(day_text(today)));
    return say_fmt(r->lang, "Unit: %s. Period: %s (%s%s). Source: %s.", str_z(pick(r->lang, a->ind->unit)),
                   str_z(period_name(r->lang, a->when)), str_z(period_span(a->when)), str_z(so_far),
                   str_z(source_words(r, a)));
}

/* A shorter stamp for the page of the Day, whose heading names the period. */
str stamp_short(const struct asker *r, const struct answer *a) {
    return say_fmt(r->lang, "Unit: %s · %s · source: %s", str_z(pick(r->lang, a->ind->unit)),
                   str_z(period_name(r->lang, a->when)), str_z(source_words(r, a)));
}

static bool speaks_of(const struct condition *c, size_t n, str column) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(c[i].column, column)) return true;
    return false;
}

/* A list of procedures has no history by day. For a period that is over, this says as of which act the list
 * is. */
static str state_words(const struct asker *r, const struct answer *a) {
    if (view_has(a->view, "day") || a->when.to > when_day(r->now) || !a->total.has_value) return (str){0};
    return say_fmt(r->lang, "The list of procedures is the one at act %lld, not at the end of that period. ",
                   (long long)a->as_of);
}

static str assumed_words(const struct asker *r, const struct answer *a) {
    const struct indicator *ind = a->ind;
    if (!a->view || !view_has(a->view, "sample") ||
        !(speaks_of(ind->hit, ind->n_hit, S("online")) || speaks_of(ind->where, ind->n_where, S("online"))))
        return (str){0};
    struct indicator count =
        figure_where(ind, S("sample"), S("true")); /* counts sample records among those the figure counts */
    count.measure = MEASURE_COUNT;
    struct figure f = figure_read(r->db, &count, a->when, (str){0}, a->as_of);
    if (!f.num || !a->total.has_value) return (str){0};
    return say_fmt(r->lang,
                   "For %s procedures no numbered decision has been seen: that they are online is an "
                   "assumption of this demonstration.",
                   str_z(count_text(r->lang, f.num)));
}

/* The caveats of a figure: an assumed way of filing (demonstration), or a list later than the period. */
str sample_words(const struct asker *r, const struct answer *a) {
    if (!a->view) return (str){0};
    return str_fmt("%.*s%.*s", STR_ARG(state_words(r, a)), STR_ARG(assumed_words(r, a)));
}

bool same_family(str a, str b) {
    str x = a, y = b;
    return a.n && b.n && str_eq(str_cut(&x, '-'), str_cut(&y, '-'));
}

/* ---- breaks in the series ---- */

static bool inside(const struct series_break *b, int from, int to) { return from < b->on && b->on < to; }

str break_words(enum lang l, const struct province *p, int from, int to) {
    struct out o = {0};
    for (size_t i = 0; i < p->n_breaks; i++) {
        const struct series_break *b = &p->breaks[i];
        if (!inside(b, from, to)) continue;
        if (o.n) out_char(&o, ' ');
        out_str(&o, say_fmt(l, "Figures before %s cannot be compared with figures since: %s.",
                            str_z(day_text(b->on)), str_z(pick(l, b->why))));
    }
    return out_all(&o);
}

json_t *breaks_json(const struct province *p, int from, int to) {
    json_t *all = json_array();
    for (size_t i = 0; i < p->n_breaks; i++) {
        if (!inside(&p->breaks[i], from, to)) continue;
        json_t *j = json_object();
        json_put(j, "on", day_iso(p->breaks[i].on));
        json_object_set_new(j, "why", json_words(p->breaks[i].why));
        json_array_append_new(all, j);
    }
    return all;
}

/* ---- external figures ---- */

const char *confidence_words(enum lang l, enum confidence c) {
    static const char *const words[] = {[CONF_HIGH] = N_("read in a source that quotes it"),
                                        [CONF_MEDIUM] = N_("one source, not cross-checked"),
                                        [CONF_LOW] = N_("not verified")};
    return say(l, words[c]);
}

str rank_words(enum lang l, const struct observation *o) {
    return o->of ? say_fmt(l, "%s of %d", str_z(o->value), o->of) : o->value;
}

/* A year without a rank: not published yet, or never found. An index for a year is published by autumn of
 * the next. */
const char *unknown_words(const struct asker *r, int year) {
    return say(r->lang, year + 2 > day_civil(when_day(r->now)).year
                            ? N_("awaited: others publish it in the following year")
                            : N_("not found"));
}
