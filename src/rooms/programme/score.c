/* /bang-diem: scorecards: the indices by which others rank the province, and its own ranking of its
 * communes. Published rows are shown unchanged, and never beside demonstration data. */
#include "programme.h"
#include "score.h"

#include "target/as_of.h"
#include "answer/commune.h"
#include "answer/number.h"
#include "answer/sentence.h"
#include "base/text.h"
#include "web/sheet.h"

/* ---- published rankings ---- */

const struct score_row *score_ours(const struct scorecard *s, const struct score_year *y) {
    for (size_t i = 0; i < y->n_rows; i++)
        if (str_eq(y->rows[i].name, s->ours)) return &y->rows[i];
    return NULL;
}

static bool in_region(const struct scorecard *s, str name) {
    for (size_t i = 0; i < s->n_region; i++)
        if (str_eq(s->region[i], name)) return true;
    return false;
}

/* Rank within the region. Known only if the published list is complete down to our row. */
size_t score_rank_in_region(const struct scorecard *s, const struct score_year *y) {
    const struct score_row *ours = score_ours(s, y);
    size_t rank = 1;
    if (!ours || !s->n_region || ours->rank != (ours - y->rows) + 1) return 0;
    for (const struct score_row *x = y->rows; x < ours; x++) rank += in_region(s, x->name);
    return rank;
}

/* ---- points lost ---- */

static int most_lost(const void *a, const void *b) {
    const struct score_lost *x = a, *y = b;
    return (x->tenths < y->tenths) - (x->tenths > y->tenths);
}

static str value_of_ours(const struct scorecard *s, const struct score_index *x, int year) {
    for (size_t i = 0; i < s->n_values; i++)
        if (s->values[i].year == year && str_eq(s->values[i].index, x->id)) return s->values[i].value;
    for (size_t k = 0; k < s->n_years; k++) {
        const struct score_row *ours = s->years[k].year == year ? score_ours(s, &s->years[k]) : NULL;
        size_t at = 0;
        for (const struct score_index *i = s->main; i < x; i++) at += i->points != 0;
        if (ours && at < ours->n_values) return ours->values[at];
    }
    return (str){0};
}

size_t score_losses(const struct scorecard *s, int *out_year, struct score_lost **out, size_t *out_unknown) {
    size_t n = 0, cap = 0;
    struct score_lost *v = NULL;
    *out_year = 0;
    *out_unknown = 0;
    for (size_t i = 0; i < s->n_values; i++)
        if (s->values[i].year > *out_year) *out_year = s->values[i].year;
    for (size_t i = 0; i < s->n_years; i++) {
        const struct score_row *ours = score_ours(s, &s->years[i]);
        if (ours && ours->n_values && s->years[i].year > *out_year) *out_year = s->years[i].year;
    }
    for (const struct score_index *x = s->main; x < s->main + s->n_main; x++) {
        i64 value = 0, points = 0, ours = 0;
        if (!x->points) continue;
        str known = value_of_ours(s, x, *out_year);
        if (!ten_thousandths(known, &value)) ++*out_unknown;
        else if (x->points > 0) {
            GROW(v, n, cap);
            v[n++] = (struct score_lost){x, NULL, (x->points * (10000 - value) + 500) / 1000};
        }
        for (size_t k = 0; k < x->n_components; k++) {
            if (!decimal_read(x->components[k].points, &points) ||
                !decimal_read(x->components[k].ours, &ours))
                continue;
            GROW(v, n, cap);
            v[n++] = (struct score_lost){x, &x->components[k], (points - ours) / 100};
        }
    }
    if (n) qsort(v, n, sizeof *v, most_lost);
    *out = v;
    return n;
}

/* ---- the province's own scorecards ---- */

/* value / full × points, at most all points; where less is better, full / value × points. */
static i64 points_of(const struct score_index *x, const struct indicator *ind, const struct figure *f) {
    if (f->suppressed) return -2;
    if (!figure_shown(ind, f)) return -1;
    i64 height = figure_tenths(ind, f), full = x->full * 10;
    if (height < 0) return -1;
    i64 all = x->points * 10, t = all;
    if (ind->up) t = height * all / full;
    else if (height) t = full * all / height;
    return t > all ? all : t;
}

static int best_first(const void *a, const void *b) {
    const struct score_line *x = a, *y = b;
    if (x->total != y->total) return x->total > y->total ? -1 : 1;
    return text_collate(x->name, y->name);
}

static void add_up(struct score_table *t) {
    for (size_t i = 0; i < t->n; i++) {
        struct score_line *x = &t->v[i];
        for (size_t k = 0; k < t->card->n_main && x->total >= 0; k++)
            x->total = x->tenths[k] < 0 ? -1 : x->total + x->tenths[k];
    }
    if (t->n) qsort(t->v, t->n, sizeof *t->v, best_first);
    for (size_t i = 0; i < t->n && t->v[i].total >= 0; i++) { /* standard competition ranking: 1, 2, 2, 4 */
        t->v[i].rank = i && t->v[i].total == t->v[i - 1].total ? t->v[i - 1].rank : i + 1;
        t->ranked++;
    }
}

static struct score_line line_new(const struct scorecard *s, str key, str name) {
    struct score_line x = {.key = key, .name = name, .tenths = NEWS(i64, s->n_main + 1)};
    for (size_t k = 0; k < s->n_main; k++) x.tenths[k] = -1;
    return x;
}

static void of_communes(const struct asker *r, struct score_table *t) {
    const struct province *p = r->province;
    t->v = NEWS(struct score_line, p->n_tiles + 1);
    for (size_t i = 0; i < p->n_tiles; i++) {
        const struct unit *u = unit_on(p, p->tiles[i].unit, 0);
        t->v[t->n] = line_new(t->card, p->tiles[i].unit, u ? pick(r->lang, u->name) : p->tiles[i].unit);
        t->v[t->n++].unit = u;
    }
    for (size_t k = 0; k < t->card->n_main; k++) {
        const struct indicator *ind = indicator_of(p, t->card->main[k].indicator);
        struct answer a = figure_answer(r, ind, t->when, 0, ANSWER_UNITS | ANSWER_COLUMNS);
        struct figure *f = figures_by_commune(r, &a);
        for (size_t i = 0; i < p->n_tiles; i++) t->v[i].tenths[k] = points_of(&t->card->main[k], ind, &f[i]);
    }
}

static void of_departments(const struct asker *r, struct score_table *t) {
    const struct province *p = r->province;
    int day = t->when.to - 1;
    t->v = NEWS(struct score_line, p->n_agencies + 1);
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->level == LEVEL_PROVINCE && a->since <= day && (!a->until || day < a->until))
            t->v[t->n++] = line_new(t->card, a->code, pick(r->lang, a->name));
    }
    for (size_t k = 0; k < t->card->n_main; k++) {
        const struct indicator *ind = indicator_of(p, t->card->main[k].indicator);
        struct answer a = figure_answer(r, ind, t->when, 0, ANSWER_UNITS);
        for (size_t i = 0; i < t->n; i++)
            for (size_t c = 0; c < a.units.n; c++)
                if (str_eq(a.units.v[c].key, t->v[i].key))
                    t->v[i].tenths[k] = points_of(&t->card->main[k], ind, &a.units.v[c].f);
    }
}

struct score_table score_own(const struct asker *r, const struct scorecard *s, int year) {
    struct score_table t = {
        .card = s, .when = period_reporting(r->province, year), .as_of = journal_last(r->db)};
    if (s->departments) of_departments(r, &t);
    else of_communes(r, &t);
    add_up(&t);
    return t;
}

/* ---- pages ---- */

static str points_text(enum lang l, i64 tenths) {
    if (tenths == -2) return str_c(say(l, "hidden"));
    return tenths < 0 ? S("–") : tenths_text(l, tenths);
}

static url card_url(const struct scorecard *s, int year) {
    return year ? url_fmt("/bang-diem/%s?nam=%d", str_z(url_part(s->id)), year)
                : url_fmt("/bang-diem/%s", str_z(url_part(s->id)));
}

static str reached_words(enum lang l, str value) {
    i64 v = 0;
    return ten_thousandths(value, &v) ? str_fmt("%.*s\u00a0%%", STR_ARG(tenths_text(l, (v + 5) / 10)))
                                      : str_c(say(l, "not published"));
}

enum { LIFT_SHOWN = 5 };

#include "rooms/programme/score.html.h"

/* Only external indices: points of the province's own scorecards raise no rank. */
void score_lift(struct request *r) {
    out_fmt(&r->out, "<section id=\"nang-hang\">\n<h2>%s</h2>\n", T("What would lift us most"));
    for (size_t i = 0; i < r->province->n_scorecards; i++)
        if (!r->province->scorecards[i].own && r->province->scorecards[i].target.n)
            draw_lift(r, &r->province->scorecards[i]);
    out_z(&r->out, "</section>\n");
}

static void csv_write(struct request *r, const struct score_table *t) {
    out_z(&r->out, "\xEF\xBB\xBF");
    csv_cell(&r->out, str_c(T("Rank")), false);
    csv_cell(&r->out, S("code"), false);
    csv_cell(&r->out, str_c(T("name")), false);
    for (size_t k = 0; k < t->card->n_main; k++)
        csv_cell(&r->out, pick(r->lang, t->card->main[k].name), false);
    csv_cell(&r->out, str_c(T("Points")), false);
    csv_cell(&r->out, r->demo ? str_c(T("DEMONSTRATION DATA")) : (str){0}, true);
    for (size_t i = 0; i < t->n; i++) {
        const struct score_line *x = &t->v[i];
        csv_cell(&r->out, x->rank ? str_fmt("%zu", x->rank) : (str){0}, false);
        csv_cell(&r->out, x->key, false);
        csv_cell(&r->out, x->name, false);
        for (size_t k = 0; k < t->card->n_main; k++)
            csv_cell(&r->out, points_text(LANG_EN, x->tenths[k]), false);
        csv_cell(&r->out, x->total < 0 ? (str){0} : tenths_text(LANG_EN, x->total), false);
        csv_cell(&r->out, (str){0}, true);
    }
    r->type = "text/csv; charset=utf-8";
    r->download = str_fmt("%.*s-%d%s.csv", STR_ARG(t->card->id), t->when.year, r->demo ? "-trinh-dien" : "");
}

static void page_scorecards(struct request *r) {
    struct day d = day_gather(&r->asker, reporting_year(r->province, when_day(r->now)), PERIOD_REPORTING);
    r->province = d.province;
    frame_open(r, str_c(T("Scorecards")));
    draw_scorecards(r, &d);
    frame_close(r);
}

static void page_scorecard(struct request *r) {
    str id = r->part[0];
    bool csv = str_ends(r->path, S(".csv"));
    r->province = province_as_of(r->db, r->province, INT64_MAX);
    const struct scorecard *s = scorecard_of(r->province, id);
    int now = reporting_year(r->province, when_day(r->now));
    i64 year = req_int(r, "nam", s && !s->own && s->n_years ? s->years[s->n_years - 1].year : now);
    if (!s || year < 2015 || year > now || (csv && !s->own))
        return web_error(r, 404, N_("There is no such scorecard"),
                         N_("Check the address, or begin at the page of the Day."));
    struct score_table t = s->own ? score_own(&r->asker, s, (int)year) : (struct score_table){.card = s};
    if (csv) return csv_write(r, &t);
    frame_open(r, pick(r->lang, s->name));
    if (s->own) draw_own(r, &t, now);
    else draw_published(r, s, (int)year);
    frame_close(r);
}

static const struct input card_inputs[] = {{"nam", 4}};
static const struct input card_file_inputs[] = {{"nam", 4}, {"ngu", 8}};
const struct page score_pages[] = {
    {.method = "GET",
     .path = "/bang-diem",
     .who = R_ANYONE,
     .en = N_("Scorecards"),
     .handle = page_scorecards},
    {.method = "GET",
     .path = "/bang-diem/{}",
     .who = R_ANYONE,
     .en = N_("A scorecard"),
     INPUTS(card_inputs),
     .handle = page_scorecard},
    {.method = "GET",
     .path = "/bang-diem/{}.csv",
     .who = R_ANYONE,
     .en = N_("A scorecard as CSV"),
     INPUTS(card_file_inputs),
     .handle = page_scorecard},
    {0},
};
