/* /ngay: the page of the Digital Transformation Day: each target beside its value, external figures, and
 * targets nobody measures. */
#include "target/day.h"
#include "programme.h"

#include "answer/address.h"
#include "answer/commune.h"
#include "answer/number.h"
#include "answer/sealed.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "dossier/view.h"
#include "figure/view.h"
#include "scratch/scratch.h"

static int share_of(const struct day *d, size_t n) { return d->n_goals ? (int)(n * 1000 / d->n_goals) : 0; }

/* ---- URLs: the choice of calendar year is one parameter, kept in links ---- */

static const char *kept(enum period_kind kind) { return kind == PERIOD_CALENDAR ? "?ky=duong-lich" : ""; }

static url day_url(int year, enum period_kind kind) { return url_fmt("/ngay/%d%s", year, kept(kind)); }

/* ---- words ---- */

static const char *state_class(enum goal_state s) {
    static const char *const v[] = {"tag good", "tag", "tag bad", "tag warn", "tag warn"};
    return v[s];
}

/* Position of a goal on the bar. An unverified goal (low confidence) is only mentioned in text: -1. */
static int goal_mark(const struct goal *g, size_t i) {
    return i >= g->target->n_goals || g->target->goals[i].confidence == CONF_LOW
               ? -1
               : goal_permille(g, g->target->goals[i].value);
}

/* Length of a form's bar: percentages against 100, other amounts against the largest goal; -1 without a
 * value. */
static int form_permille(const struct goal *g, const struct answer *a) {
    bool percent = str_is(a->ind->unit.vi, "%");
    i64 v = figure_tenths(a->ind, &a->total), top = percent ? 1000 : 0, x = 0;
    for (size_t i = 0; i < g->target->n_goals && !percent; i++)
        if (decimal_read(g->target->goals[i].value, &x) && x / 100 > top) top = x / 100;
    if (v < 0 || !top) return -1;
    return v > top ? 1000 : (int)(v * 1000 / top);
}

static str source_short(const struct asker *r) {
    return say_fmt(r->lang, "Source: the dossiers in this system%s.",
                   r->demo ? say(r->lang, " (demonstration data)") : "");
}

/* The figure's change since this morning (in a demonstration: since it began). Empty when it has not moved,
 * when the measure is not additive, and for a sealed year. */
static str moved_words(const struct asker *r, const struct day *d, const struct answer *a) {
    bool adds = a->ind->measure == MEASURE_COUNT || a->ind->measure == MEASURE_SHARE ||
                a->ind->measure == MEASURE_SUM;
    if (!d->before || d->before >= d->as_of || !adds || a->sealed) return (str){0};
    struct figure then = figure_read(r->db, a->ind, a->when, (str){0}, d->before);
    i64 hits = a->total.num - then.num, all = a->total.den - then.den;
    if (!hits && !all) return (str){0};
    const char *since =
        say(r->lang, r->demo ? N_("since the demonstration began") : N_("since this morning"));
    if (hits == all || !all) return say_fmt(r->lang, "%+lld %s", (long long)hits, since);
    return say_fmt(r->lang, "%+lld of %+lld %s", (long long)hits, (long long)all, since);
}

/* The figure whose map links to the communes: preferably one without hidden communes. */
static const struct indicator *first_map(const struct request *r) {
    const struct province *p = r->province;
    const struct indicator *found = NULL;
    for (size_t i = 0; p->n_tiles && i < p->n_shows; i++) {
        const struct indicator *ind = indicator_of(p, p->shows[i]);
        if (!ind || !indicator_by_commune(ind)) continue;
        if (!figure_about_persons(figure_view(ind))) return ind;
        if (!found) found = ind;
    }
    return found;
}

/* Sentence on breaks in the series over all years shown on the page. */
static str break_beside(const struct asker *r, const struct day *d) {
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
    struct picture p = picture_trend(g->trend, g->n_trend, goal, goal_text, label);
    picture_svg(&r->out, &p);
}

/* Sentence on how many figures of a sealed year were restated; empty = none. */
static str restated_words(const struct asker *r, int year) {
    i64 n = db_int(r->db,
                   SQL("SELECT COUNT(*)"
                       " FROM (SELECT DISTINCT f.indicator FROM " SEALED_FIGURES " AS f"
                       " JOIN " SEALED_YEARS " AS y ON y.year = f.year"
                       " WHERE f.year = $1 AND f.act > y.act) x"),
                   VN(year));
    return n ? say_fmt(r->lang,
                       "%lld figures have been restated since; both values stand on their pages and in the "
                       "report.",
                       (long long)n)
             : (str){0};
}

/* A remark on an external figure that was published after the seal. */
static str added_words(const struct asker *r, const struct day *d, const struct observation *o) {
    struct sealing s;
    bool late =
        o->act && d->when.kind == PERIOD_REPORTING && year_sealed(r->db, d->year, &s) && o->act > s.act;
    return late ? say_fmt(r->lang, "added after the year was sealed, act %lld", (long long)o->act) : (str){0};
}

#include "rooms/programme/day.html.h"

static void show(struct request *r, int year) {
    int now_year = day_civil(when_day(r->now)).year;
    bool calendar = str_is(req_field(r, "ky"), "duong-lich");
    struct day d = day_gather(&r->asker, year, calendar ? PERIOD_CALENDAR : PERIOD_REPORTING);
    r->province = d.province;
    /* ticks the demonstration's checklist: the page was viewed after the visitor had returned a result */
    if (r->demo && r->scratch &&
        (year == now_year || year == reporting_year(r->province, when_day(r->now))) &&
        db_int(r->db,
               SQL("SELECT act FROM " DOSSIER_EVENTS " AS e"
                   " WHERE act > $1 AND what = 'returned' LIMIT 1"),
               VN(d.before)))
        scratch_mark(r->scratch, S("day"), r->now);
    frame_open(r, str_fmt("%.*s %d", STR_ARG(pick(r->lang, r->province->day_name)), year));
    draw_day(r, &d, now_year + 1);
    frame_close(r);
}

static void page_day_now(struct request *r) { show(r, day_civil(when_day(r->now)).year); }

static void page_day(struct request *r) {
    i64 year = 0;
    if (r->part[0].n == 4 && str_to_int(r->part[0], &year) && year >= r->province->first_year &&
        year <= day_civil(when_day(r->now)).year + 1) {
        show(r, (int)year);
        return;
    }
    web_error(r, 404, N_("There is no Day of that year"),
              N_("Choose a year on the page of the Day: next year's is the last that can be shown."));
}

static const struct input year_inputs[] = {{"ky", 20}};
const struct page day_pages[] = {
    {.method = "GET",
     .path = "/ngay",
     .who = R_ANYONE,
     .en = N_("Digital Transformation Day"),
     INPUTS(year_inputs),
     .handle = page_day_now},
    {.method = "GET",
     .path = "/ngay/{}",
     .who = R_ANYONE,
     .en = N_("Digital Transformation Day of a year"),
     INPUTS(year_inputs),
     .handle = page_day},
    {0},
};
