/* /chi-so/{id}: the page of one figure: its value in a sentence, its definition, its breakdowns, its check
 * against the journal, its records. */
#include "indicator.h"

#include "answer/address.h"
#include "answer/against_journal.h"
#include "target/as_of.h"
#include "answer/chart.h"
#include "answer/label.h"
#include "answer/number.h"
#include "answer/owed.h"
#include "answer/records.h"
#include "answer/sealed.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "figure/query.h"
#include "figure/recount.h"
#include "scratch/scratch.h"

#include <pthread.h>

/* ---- addresses ---- */

/* URL of a file of the figure, in the page's language. */
static url download_url(const struct request *r, const struct answer *a, const char *ending) {
    str lang = web_file_lang(r);
    return url_fmt("%s%s%s", str_z(figure_url(a->ind, ending, a->when, a).s), lang.n ? "&" : "", str_z(lang));
}

struct record_filter { /* filter on the list of records: an agency, and a value of a breakdown column */
    str agency, column, value;
};

static url records_url(const struct answer *a, struct record_filter o) {
    struct out only_out = {0};
    if (o.agency.n) out_fmt(&only_out, "&don-vi=%s", str_z(url_part(o.agency)));
    if (o.column.n) out_fmt(&only_out, "&theo=%s&la=%s", str_z(url_part(o.column)), str_z(url_part(o.value)));
    const char *only = str_z(out_all(&only_out));
    return url_fmt("/chi-so/%s/ho-so?%s%s%s", str_z(url_part(a->ind->id)), str_z(period_query(a->when)), only,
                   str_z(state_query(a)));
}

static url next_url(const struct answer *a, struct record_filter o, str next) {
    return url_fmt("%s&sau=%s", str_z(records_url(a, o).s), str_z(url_part(next)));
}

static url pinned_url(const struct answer *a) {
    return url_fmt("/chi-so/%s?%s&as_of=%lld", str_z(url_part(a->ind->id)), str_z(period_query(a->when)),
                   (long long)a->as_of);
}

static url check_url(const struct answer *a) {
    return url_fmt("/chi-so/%s?%s%s&kiem=1#tinh-lai", str_z(url_part(a->ind->id)),
                   str_z(period_query(a->when)), str_z(state_query(a)));
}

/* ---- the requested period ---- */

static bool period_asked(struct request *r, struct period *out) {
    int today = when_day(r->now), now_year = day_civil(today).year;
    str kind = req_field(r, "ky");
    i64 year = req_int(
        r, "nam",
        str_is(kind, "duong-lich") || str_is(kind, "thang") ? now_year : reporting_year(r->province, today));
    i64 month = req_int(r, "thang", day_civil(today).month);
    if (year < r->province->first_year || year > now_year + 1 || month < 1 || month > 12) return false;
    if (str_is(kind, "thang")) *out = period_month((int)year, (int)month);
    else if (str_is(kind, "duong-lich")) *out = period_calendar((int)year);
    else *out = period_reporting(r->province, (int)year);
    return kind.n == 0 || str_is(kind, "bao-cao") || str_is(kind, "duong-lich") || str_is(kind, "thang");
}

/* The period of another kind at the same time: for a month its year, for a year its last month that has
 * begun. */
static struct period period_same_time(struct request *r, struct period when, enum period_kind kind) {
    if (kind == when.kind) return when;
    int today = when_day(r->now), last = when.to - 1 < today ? when.to - 1 : today;
    if (last < when.from) last = when.from;
    struct civil d = day_civil(last);
    if (kind == PERIOD_MONTH) return period_month(d.year, d.month);
    if (when.kind != PERIOD_MONTH)
        return kind == PERIOD_CALENDAR ? period_calendar(when.year)
                                       : period_reporting(r->province, when.year);
    return kind == PERIOD_CALENDAR ? period_calendar(d.year)
                                   : period_reporting(r->province, reporting_year(r->province, when.from));
}

static struct period period_step(const struct province *p, struct period when, int by) {
    if (when.kind == PERIOD_CALENDAR) return period_calendar(when.year + by);
    if (when.kind == PERIOD_REPORTING) return period_reporting(p, when.year + by);
    int m = when.year * 12 + when.month - 1 + by;
    return period_month(m / 12, m % 12 + 1);
}

static bool period_offered(const struct request *r, struct period when) {
    return when.year >= r->province->first_year && when.year <= day_civil(when_day(r->now)).year + 1;
}

/* ---- labels ---- */

static str agency_label(const struct request *r, str code, struct period when) {
    const struct agency *a = agency_on(r->province, code, when.to - 1);
    if (!a) a = agency_on(r->province, code, when.from);
    return a ? pick(r->lang, a->name) : code;
}

/* Label of a month; a month cut by the period also says from or up to which day. */
static str month_label(const struct request *r, const struct answer *a, const struct cell *c) {
    struct civil from = day_civil(c->from), last = day_civil(c->to - 1);
    str name = str_fmt("%02d/%d", from.month, from.year);
    if (c->from == a->when.from && from.day > 1)
        return str_fmt("%.*s %.*s", STR_ARG(name), STR_ARG(say_fmt(r->lang, "(from the %dth)", from.day)));
    bool whole = c->to == period_month(from.year, from.month).to;
    return whole ? name
                 : str_fmt("%.*s %.*s", STR_ARG(name), STR_ARG(say_fmt(r->lang, "(to the %dth)", last.day)));
}

static str filter_words(const struct request *r, const struct answer *a, struct record_filter o) {
    if (!o.column.n) return agency_label(r, o.agency, a->when);
    str value = pick(r->lang, value_words(r->province, a->view, o.column, o.value, a->when, a->when.to - 1));
    str name = str_fmt("%.*s: %.*s", STR_ARG(pick(r->lang, column_words(r->province, a->view, o.column))),
                       STR_ARG(value));
    return o.agency.n ? str_fmt("%.*s · %.*s", STR_ARG(agency_label(r, o.agency, a->when)), STR_ARG(name))
                      : name;
}

/* TOP_CELLS: table rows before the rest is folded, about one phone screen. NAMES_MOST: names listed of
 * cells without a row. */
enum { TOP_CELLS = 12, NAMES_MOST = 40 };

/* Column head with the unit; per cent stands beside each number instead. */
static str value_head(const struct request *r, const struct indicator *ind) {
    if (str_is(ind->unit.vi, "%")) return str_c(say(r->lang, "Value"));
    return str_fmt("%s (%.*s)", say(r->lang, "Value"), STR_ARG(figure_unit(r->lang, ind)));
}

/* Number of records the recount read. The public sees only the number that counts: the remainder may be
 * few. */
static i64 rows_told(const struct answer *a, const struct recount *again) {
    return figure_about_persons(a->view) && !a->entitled ? a->total.n : (i64)again->rows;
}

/* Sentence on the check against the journal: the figure's own records are named apart where all are among
 * them and their number may be shown. */
static str checked_words(const struct request *r, const struct journal_check *p, const struct answer *a) {
    i64 own = a->total.suppressed ? 0 : a->total.n, others = (i64)p->checked - own;
    if (!p->own || own <= 0 || others < 0)
        return say_fmt(r->lang, "%s records checked against the journal",
                       str_z(count_text(r->lang, (i64)p->checked)));
    if (!others)
        return say_fmt(r->lang, "All %s records of this figure checked against the journal",
                       str_z(count_text(r->lang, own)));
    return say_fmt(
        r->lang,
        "All %s records of this figure checked against the journal, and %s others of the journal's acts",
        str_z(count_text(r->lang, own)), str_z(count_text(r->lang, others)));
}

/* Number of cells with records; these come first. */
static size_t with_records(const struct cells *c) {
    size_t n = 0;
    while (n < c->n && c->v[n].f.n) n++;
    return n;
}

static bool communes_only(const struct answer *a) {
    for (size_t i = 0; i < a->units.n; i++)
        if (!a->units.v[i].agency || a->units.v[i].agency->level != LEVEL_COMMUNE ||
            a->units.v[i].agency->kind.n)
            return false;
    return true;
}

/* Filter for the records of a cell: of an agency, or of a column's value. */
static struct record_filter filter_of(str column, str key) {
    return column.n ? (struct record_filter){.column = column, .value = key}
                    : (struct record_filter){.agency = key};
}

/* True when the records of a value can be listed for this visitor. With `latest`, a further condition would
 * select other records as latest, so only the `latest` column itself can be filtered. */
static bool opens_records(const struct answer *a, str column) {
    if (!view_has(a->view, "i") || str_is(column, "district") ||
        (!a->entitled && figure_about_persons(a->view)))
        return false;
    return !a->ind->latest.n || !column.n || str_eq(column, a->ind->latest);
}

static bool any_hidden(const struct answer *a) {
    size_t n = a->units.hidden + a->months.hidden + a->districts.hidden;
    for (size_t i = 0; i < a->n_by; i++) n += a->by[i].cells.hidden;
    return n > 0;
}

/* Sentence on breaks between the previous period, to which the page links, and this one. */
static str break_beside(const struct request *r, const struct answer *a) {
    return break_words(r->lang, r->province, period_step(r->province, a->when, -1).from, a->when.to);
}

/* The check on the page: up to CHECKED_ALWAYS records at every view; up to CHECKED_AT_ONCE for one visitor
 * at a time; more only on request. */
enum { CHECKED_ALWAYS = 200, CHECKED_AT_ONCE = 5000 };
enum checking { CHECKED, CHECK_OFFERED, CHECK_BUSY, CHECK_ALONE };

#include "rooms/indicator/indicator.html.h"

/* ---- pages ---- */

struct question { /* the requested figure and the definitions that apply to it */
    const struct indicator *ind;
    const struct province *province;
    struct period when;
};

static bool asked(struct request *r, struct question *q) {
    const struct indicator *ind = indicator_of(r->province, r->part[0]);
    if (!ind || !period_asked(r, &q->when)) {
        web_error(r, 404, N_("There is no such figure"),
                  N_("Check the address, or begin at the page of the Day."));
        return false;
    }
    q->province = q->when.kind == PERIOD_REPORTING ? province_of_year(&r->asker, q->when.year)
                                                   : province_as_of(r->db, r->province, INT64_MAX);
    q->ind = indicator_of(q->province, r->part[0]);
    if (!q->ind) {
        q->province = r->province;
        q->ind = ind;
    }
    return true;
}

/* Answers a request; an `as_of` that may not be shown is refused, never replaced by another act. */
static bool answered(struct request *r, const struct question *q, u32 parts, struct answer *out) {
    i64 as_of = 0;
    str typed = req_field(r, "as_of");
    if (typed.n && (!str_to_int(typed, &as_of) || as_of < 1 || as_of > journal_last(r->db))) {
        web_error(r, 404, N_("There is no such entry of the journal yet"),
                  N_("Leave out as_of, or give the number of an entry that is there."));
        return false;
    }
    *out = figure_answer(&r->asker, q->ind, q->when, as_of, parts);
    if (!typed.n || out->as_of == as_of) return true;
    web_error(r, 404, N_("This figure is not shown as of that entry"),
              out->sealed ? N_("This year is sealed: its figure stands still by itself. Leave out as_of.")
                          : N_("Figures as of an earlier entry are open to officers and leaders. Leave out "
                               "as_of for the figure of now; of a sealed year it stands still by itself."));
    return false;
}

/* All forms of the same figure (same id prefix), including this one. */
static size_t forms_of(struct request *r, const struct answer *a, struct answer **out) {
    struct answer *v = NEWS(struct answer, r->province->n_indicators + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->province->n_indicators; i++) {
        const struct indicator *ind = &r->province->indicators[i];
        if (ind == a->ind) v[n++] = *a;
        else if (same_family(ind->id, a->ind->id))
            v[n++] = figure_answer(&r->asker, ind, a->when, a->sealed ? 0 : a->as_of, 0);
    }
    *out = v;
    return n;
}

static bool external_file(str path) {
    return str_ends(path, S(".json")) || (str_ends(path, S(".csv")) && !str_ends(path, S(".sdmx.csv")));
}

static void page_figure_file(struct request *r) {
    struct question q;
    struct answer a;
    if (external_of(r->province, r->part[0]) && external_file(r->path)) return external_data(r);
    if (!asked(r, &q)) return;
    r->province = q.province;
    if (answered(r, &q, ANSWER_MONTHS | ANSWER_UNITS | ANSWER_COLUMNS, &a)) figure_data(r, &a);
}

static enum checking checking_for(const struct request *r, const struct answer *a) {
    if (a->total.n <= CHECKED_ALWAYS) return CHECKED;
    bool offered = a->total.n > CHECKED_AT_ONCE && !str_is(req_field(r, "kiem"), "1");
    return offered ? CHECK_OFFERED : CHECK_ALONE;
}

static void check(struct request *r, const struct answer *a, struct recount *again, struct journal_check *p) {
    *again = figure_recount(r->db, a->ind, a->when, a->as_of, &a->total);
    *p = figure_check_journal(r->db, a->ind, a->when, a->as_of, when_day(r->now));
}

static void page_indicator(struct request *r) {
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    struct question q;
    struct answer a, *forms = NULL;
    struct recount again = {0};
    struct journal_check p = {0};
    if (external_of(r->province, r->part[0])) return page_external(r);
    if (!asked(r, &q)) return;
    r->province = q.province;
    if (!answered(r, &q, ANSWER_MONTHS | ANSWER_UNITS | ANSWER_COLUMNS, &a)) return;
    enum checking checking = checking_for(r, &a);
    if (checking == CHECK_ALONE && pthread_mutex_trylock(&one_at_a_time)) checking = CHECK_BUSY;
    if (checking == CHECKED || checking == CHECK_ALONE) check(r, &a, &again, &p);
    if (checking == CHECK_ALONE) pthread_mutex_unlock(&one_at_a_time);
    size_t n = forms_of(r, &a, &forms);
    frame_open(r, pick(r->lang, q.ind->name));
    draw_indicator(r, &a, checking, &p, &again, forms, n);
    frame_close(r);
}

static void page_indicator_records(struct request *r) {
    struct question q;
    struct answer a;
    if (!asked(r, &q)) return;
    r->province = q.province;
    if (!answered(r, &q, 0, &a)) return;
    struct record_filter only = {
        .agency = req_field(r, "don-vi"), .column = req_field(r, "theo"), .value = req_field(r, "la")};
    if (!a.view || !figure_broken_down_by(q.ind, only.column) || !opens_records(&a, only.column))
        only.column = (str){0};
    struct indicator part = figure_where(q.ind, only.column, only.value);
    /* an officer sees the records of their own agency, a leader all */
    if ((r->roles & R_OFFICER) && !(r->roles & (R_LEADER | R_ADMIN)) && a.view &&
        figure_about_persons(a.view))
        only.agency = r->agency;
    struct records list = {0};
    if (a.view && (a.entitled || !figure_about_persons(a.view))) {
        list = records_named(&r->asker, &part, q.when, only.agency, a.as_of, req_field(r, "sau"));
        if (r->scratch && list.n) scratch_mark(r->scratch, S("records"), r->now);
    }
    frame_open(r, str_c(say(r->lang, "The records behind the figure")));
    draw_records(r, &a, &list, only);
    frame_close(r);
}

static void page_indicators(struct request *r) {
    struct period when = period_reporting(r->province, reporting_year(r->province, when_day(r->now)));
    struct answer *all = NEWS(struct answer, r->province->n_indicators + 1);
    for (size_t i = 0; i < r->province->n_indicators; i++)
        all[i] = figure_answer(&r->asker, &r->province->indicators[i], when, 0, 0);
    frame_open(r, str_c(say(r->lang, "All figures")));
    draw_indicators(r, all, r->province->n_indicators);
    frame_close(r);
}

static const struct input period_inputs[] = {
    {"kiem", 1}, {"ky", 20}, {"nam", 4}, {"thang", 2}, {"as_of", 18}};
static const struct input file_inputs[] = {{"ky", 20}, {"nam", 4}, {"thang", 2}, {"as_of", 18}, {"ngu", 8}};
static const struct input record_inputs[] = {{"ky", 20},     {"nam", 4},   {"thang", 2}, {"as_of", 18},
                                             {"don-vi", 40}, {"theo", 40}, {"la", 60},   {"sau", 60}};
const struct page indicator_pages[] = {
    {.method = "GET", .path = "/chi-so", .who = R_ANYONE, .en = N_("All figures"), .handle = page_indicators},
    {.method = "GET",
     .path = "/chi-so/{}",
     .who = R_ANYONE,
     .en = N_("A figure"),
     INPUTS(period_inputs),
     .handle = page_indicator},
    {.method = "GET",
     .path = "/chi-so/{}.sdmx.csv",
     .who = R_ANYONE,
     .en = N_("A figure as SDMX-CSV"),
     INPUTS(file_inputs),
     .handle = page_figure_file},
    {.method = "GET",
     .path = "/chi-so/{}.csv",
     .who = R_ANYONE,
     .en = N_("A figure as CSV"),
     INPUTS(file_inputs),
     .handle = page_figure_file},
    {.method = "GET",
     .path = "/chi-so/{}.xlsx",
     .who = R_ANYONE,
     .en = N_("A figure as XLSX"),
     INPUTS(file_inputs),
     .handle = page_figure_file},
    {.method = "GET",
     .path = "/chi-so/{}.json",
     .who = R_ANYONE,
     .en = N_("A figure as JSON"),
     INPUTS(file_inputs),
     .handle = page_figure_file},
    {.method = "GET",
     .path = "/chi-so/{}/ho-so",
     .who = R_ANYONE,
     .en = N_("The records behind a figure"),
     INPUTS(record_inputs),
     .handle = page_indicator_records},
    {0},
};
