/* /ngay: the Digital Transformation Day. Each target of the programme beside its value, what others
 * published, and what nobody measures yet. */
#include "day.h"
#include "rooms/city/place.h"
#include "rooms/seal/seal.h"
#include "scratch/scratch.h"

static int share_of(const struct day *d, size_t n) { return d->n_goals ? (int)(n * 1000 / d->n_goals) : 0; }

/* ---- addresses: the calendar year is one parameter, kept in links ---- */

static const char *kept(enum period_kind kind) { return kind == PERIOD_CALENDAR ? "?ky=duong-lich" : ""; }

static url day_url(int year, enum period_kind kind) { return url_fmt("/ngay/%d%s", year, kept(kind)); }

/* ---- words ---- */

/* The goal that has a wording of its own beside its number; NULL when none has. */
static const struct target_goal *worded(const struct target *t) {
    for (size_t i = 0; i < t->n_goals; i++)
        if (t->goals[i].text.vi.n) return &t->goals[i];
    return NULL;
}

/* The resolution's own wording holds a number ("trên 90%"): its mark on the bar; -1 none. */
static int text_goal(const struct goal *g) {
    str s = worded(g->target) ? worded(g->target)->text.vi : (str){0};
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

/* "Of 15 targets: 2 are reached, …": what there is none of is not told. */
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

static const char *state_class(enum goal_state s) {
    static const char *const v[] = {"tag good", "tag", "tag bad", "tag warn", "tag warn"};
    return v[s];
}

/* The Day on a day off: what that changes, which is nothing in the figures. Empty on a working day. */
str off_words(const struct request *r, const struct day *d) {
    const struct day_off *e;
    if (day_works(&r->province->calendar, d->day, &e)) return (str){0};
    static const char *const names[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                        N_("Thursday"), N_("Friday"), N_("Saturday")};
    str name = e ? (r->lang == LANG_VI || !e->name_en.n ? e->name_vi : e->name_en)
                 : str_c(say(r->lang, names[day_civil(d->day).weekday]));
    return say_fmt(r->lang,
                   "%s is a day off (%s): offices are closed on it. The figures do not depend on it: the "
                   "reporting year %d closes on %s.",
                   str_z(day_text(d->day)), str_z(name), d->year,
                   str_z(day_text(period_reporting(r->province, d->year).to - 1)));
}

const char *confidence_words(enum lang l, enum confidence c) {
    return say(l, c == CONF_HIGH     ? N_("read in a source that quotes it")
                  : c == CONF_MEDIUM ? N_("one source, not cross-checked")
                                     : N_("not verified"));
}

/* Why nobody knows: as far as the folder says, else what was looked for. */
str none_words(const struct request *r, const struct target *t) {
    str why = pick(r->lang, t->unmeasured);
    return why.n ? why : str_c(T("Nothing is measured here, and no published figure was found."));
}

/* Goals that are not verified are told in words, not drawn as if they were the province's. */
static int goal_mark(const struct goal *g, size_t i) {
    return i >= g->target->n_goals || g->target->goals[i].confidence == CONF_LOW
               ? -1
               : goal_permille(g, g->target->goals[i].value);
}

/* Whatever is told in per cent is drawn against 100, other amounts against the larger goal; -1 without one.
 */
static int form_permille(const struct goal *g, const struct answer *a) {
    bool percent = str_is(a->ind->unit.vi, "%");
    i64 v = figure_height(a->ind, &a->total), top = percent ? 1000 : 0, x = 0;
    for (size_t i = 0; i < g->target->n_goals && !percent; i++)
        if (decimal_read(g->target->goals[i].value, &x) && x / 100 > top) top = x / 100;
    if (v < 0 || !top) return -1;
    return v > top ? 1000 : (int)(v * 1000 / top);
}

/* Whether its figures are forms of one promise; else each stands for a part of it. */
bool goal_sisters(const struct goal *g) {
    for (size_t i = 0; i < g->n_forms; i++)
        if (!same_family(g->forms[i].ind->id, g->target->indicator)) return false;
    return g->n_forms > 1;
}

str rank_words(enum lang l, const struct observation *o) {
    return o->of ? say_fmt(l, "%s of %d", str_z(o->value), o->of) : o->value;
}

/* A year nobody has a rank for: not out yet, or never found. The index of a year is published in the next, by
 * autumn. */
const char *unknown_words(const struct request *r, int year) {
    return say(r->lang, year + 2 > day_civil(when_day(r->now)).year
                            ? "awaited: others publish it in the following year"
                            : "not found");
}

static str source_short(const struct request *r) {
    return say_fmt(r->lang, "Source: the dossiers in this system%s.",
                   r->demo ? say(r->lang, " (demonstration data)") : "");
}

str observed_value(const struct request *r, const struct goal *g) {
    if (goal_is_rank(g)) return say_fmt(r->lang, "Rank %s", str_z(rank_words(r->lang, g->seen)));
    str unit = pick(r->lang, g->target->unit), value = decimal_text(r->lang, g->seen->value);
    return unit.n ? str_fmt("%.*s %.*s", STR_ARG(value), STR_ARG(unit)) : value;
}

/* How far the figure has moved since this morning (in a demonstration: since it began); empty when it has
 * not, when its parts do not add up to records, and of a sealed year, which moves no more. */
static str moved_words(struct request *r, const struct day *d, const struct answer *a) {
    bool adds = a->ind->measure == MEASURE_COUNT || a->ind->measure == MEASURE_SHARE ||
                a->ind->measure == MEASURE_SUM;
    if (!d->before || d->before >= d->as_of || !adds || a->sealed) return (str){0};
    struct figure then = figure_read(r->db, a->ind, a->when, (str){0}, d->before);
    i64 hits = a->total.num - then.num, all = a->total.den - then.den;
    if (!hits && !all) return (str){0};
    const char *since = say(r->lang, r->demo ? "since the demonstration began" : "since this morning");
    if (hits == all || !all) return say_fmt(r->lang, "%+lld %s", (long long)hits, since);
    return say_fmt(r->lang, "%+lld of %+lld %s", (long long)hits, (long long)all, since);
}

/* Of level 4 both are told: what was announced, and the resolution's own text. Nothing is claimed of goals
 * that are not verified or of figures that rest on assumptions. */
str text_verdict(struct request *r, const struct goal *g, const struct answer *a) {
    const struct target_goal *w = worded(g->target);
    int value = figure_permille(a->ind, &a->total), goal = w ? goal_permille(g, w->value) : -1,
        text = text_goal(g);
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

/* The figure whose map leads to every commune's page: one that hides no commune, where there is one. */
static const struct indicator *first_map(const struct request *r) {
    const struct province *p = r->province;
    const struct indicator *found = NULL;
    for (size_t i = 0; p->n_tiles && i < p->n_shows; i++) {
        const struct indicator *ind = indicator_of(p, p->shows[i]);
        if (!ind || !indicator_by_commune(ind)) continue;
        if (!figure_closed(figure_view(ind))) return ind;
        if (!found) found = ind;
    }
    return found;
}

/* Of all years that stand beside each other on the page. */
static str break_beside(const struct request *r, const struct day *d) {
    struct period first = d->when.kind == PERIOD_CALENDAR
                              ? period_calendar(r->province->first_year)
                              : period_reporting(r->province, r->province->first_year);
    return break_words(r->lang, r->province, first.from, d->when.to);
}

static void trend_draw(struct request *r, const struct day *d, const struct goal *g) {
    str goal_text;
    i64 goal = trend_goal(g, d->year, &goal_text, r->lang);
    str label = say_fmt(r->lang, "Year by year: %s; a year without a figure is an empty outline",
                        str_z(pick(r->lang, g->target->name)));
    chart_trend(r, g->trend, g->n_trend, goal, goal_text, label);
}

str programme_name(const struct request *r) {
    return r->lang == LANG_EN && r->province->programme_name_en.n ? r->province->programme_name_en
                                                                  : r->province->programme_name_vi;
}

/* How many figures of a sealed year were restated since, in a sentence; empty = none. */
static str restated_words(struct request *r, int year) {
    i64 n = db_int(r->db,
                   SQL("SELECT COUNT(*)"
                       " FROM (SELECT DISTINCT f.indicator FROM sealed_figure f"
                       " JOIN sealed_year y ON y.year = f.year WHERE f.year = $1 AND f.act > y.act) x"),
                   VN(year));
    return n ? say_fmt(r->lang,
                       "%lld figures have been restated since; both values stand on their pages and in the "
                       "report.",
                       (long long)n)
             : (str){0};
}

/* What came out after the seal says so. */
static str added_words(struct request *r, const struct day *d, const struct observation *o) {
    struct sealing s;
    bool late =
        o->act && d->when.kind == PERIOD_REPORTING && year_sealed(r->db, d->year, &s) && o->act > s.act;
    return late ? say_fmt(r->lang, "added after the year was sealed, act %lld", (long long)o->act) : (str){0};
}

#include "rooms/programme/day.html.h"

static void show(struct request *r, int year) {
    int now_year = day_civil(when_day(r->now)).year;
    struct day d =
        day_gather(r, year, str_is(req_field(r, "ky"), "duong-lich") ? PERIOD_CALENDAR : PERIOD_REPORTING);
    /* the demonstration's tick: the page was seen after a result had been returned in front of us */
    if (r->demo && r->scratch &&
        (year == now_year || year == reporting_year(r->province, when_day(r->now))) &&
        db_int(r->db,
               SQL("SELECT act FROM dossier_event"
                   " WHERE act > $1 AND what = 'returned' LIMIT 1"),
               VN(d.before)))
        scratch_mark(r->scratch, S("day"), r->now);
    frame_open(r, str_fmt("%.*s %d", STR_ARG(pick(r->lang, r->province->day_name)), year));
    draw_day(r, &d, now_year + 1);
    frame_close(r);
}

void page_day_now(struct request *r) { show(r, day_civil(when_day(r->now)).year); }

void page_day(struct request *r) {
    i64 year = 0;
    if (r->part[0].n == 4 && str_to_int(r->part[0], &year) && year >= r->province->first_year &&
        year <= day_civil(when_day(r->now)).year + 1) {
        show(r, (int)year);
        return;
    }
    web_error(r, 404, N_("There is no Day of that year"),
              N_("Choose a year on the page of the Day: next year's is the last that can be shown."));
}
