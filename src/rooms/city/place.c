/* /xa/{code} and /do-thi/{city}: the page of a commune or former city: the figures listed in `shows`, and
 * residents' reports. */
#include "answer/address.h"
#include "answer/commune.h"
#include "answer/number.h"
#include "answer/sentence.h"
#include "dossier/view.h"
#include "web/web.h"

/* ---- a place's figures: those in `shows` of province.yaml that exist by commune ---- */

struct place_figure { /* one indicator at one place */
    struct answer a;
    struct figure f;      /* the place's figure; has_value is false when nothing may be shown */
    struct tile_value *v; /* values of all communes, in the order of province->tiles */
};
struct place {
    const struct unit *unit; /* the commune; NULL on a city's page */
    const struct city *city; /* the city, or the city that the commune belonged to */
    const struct agency *agency;
    const struct procedure *report;
    struct place_figure *v;
    size_t n;
    struct tile_value *around; /* map values of the city's communes only */
    str *missing;              /* ids in `shows` that no indicator defines yet */
    size_t n_missing;
    struct period when;
    i64 waiting; /* unanswered residents' reports; -1 = too few to say */
};

static struct place_figure place_figure(struct request *r, const struct place *p,
                                        const struct indicator *ind) {
    struct place_figure x = {.a = figure_answer(&r->asker, ind, p->when, 0, ANSWER_UNITS | ANSWER_COLUMNS)};
    struct figure *all = figures_by_commune(&r->asker, &x.a);
    x.v = tile_values(&r->asker, &x.a, all);
    for (size_t i = 0; p->city && i < r->province->n_tiles; i++)
        x.v[i].left_out = !city_has(p->city, r->province->tiles[i].unit);
    if (!p->unit) x.f = city_figure(&r->asker, &x.a, p->city);
    const struct tile *t = p->unit ? tile_of(r->province, p->unit->code) : NULL;
    if (t) x.f = all[t - r->province->tiles];
    return x;
}

static bool place_holds(const struct place *p, str unit) {
    return p->unit ? str_eq(p->unit->code, unit) : city_has(p->city, unit);
}

/* Counts the residents' reports without an answer. The public sees no count of 1–4, and no city total if
 * one of its communes has such a count: the difference would reveal it. */
static i64 reports_waiting(struct request *r, const struct place *p) {
    i64 n = 0, *of = NEWS(i64, r->province->n_units + 1);
    bool few = false;
    for (struct rows q = db_ask(
             r->db,
             SQL("SELECT agency, COUNT(*) FROM " DOSSIERS " AS d WHERE " UNENDED " AND procedure = $1"
                 " AND (" FILED_STATUS " OR " OPEN_STATUS " OR " SUPPLEMENT_STATUS ") GROUP BY agency"),
             VT(p->report->code));
         rows_next(&q);) {
        const struct agency *a = agency_on(r->province, row_text(&q, 0), when_day(r->now));
        const struct unit *u =
            a && place_holds(p, a->unit) ? unit_on(r->province, a->unit, when_day(r->now)) : NULL;
        if (u) of[u - r->province->units] += row_int(&q, 1);
    }
    for (size_t i = 0; i < r->province->n_units; i++) {
        n += of[i];
        few = few || (of[i] && of[i] < FIGURE_SMALL);
    }
    return few && !figure_entitled(&r->asker) ? -1 : n;
}

static void place_figures(struct request *r, struct place *p) {
    const struct province *q = r->province;
    p->when = period_reporting(q, reporting_year(q, when_day(r->now)));
    p->report = procedure_of(q, q->report);
    if (p->report) p->waiting = reports_waiting(r, p);
    p->v = NEWS(struct place_figure, q->n_shows + 1);
    p->missing = NEWS(str, q->n_shows + 1);
    for (size_t i = 0; i < q->n_shows; i++) {
        const struct indicator *ind = indicator_of(q, q->shows[i]);
        if (ind && indicator_by_commune(ind)) p->v[p->n++] = place_figure(r, p, ind);
        else p->missing[p->n_missing++] = q->shows[i];
    }
}

/* Office hours of a day as text: 07:00–11:30, 13:30–17:00. */
static str hours_text(const struct province *p, int day) {
    struct out o = {0};
    const struct hours *h = hours_on(&p->calendar, day);
    for (int i = 0; h && i < h->n_spans; i++) {
        struct span s = h->spans[i];
        out_fmt(&o, "%s%02d:%02d–%02d:%02d", i ? ", " : "", s.open / 60, s.open % 60, s.close / 60,
                s.close % 60);
    }
    return out_all(&o);
}

/* Why a place has no value: suppressed, no data anywhere, or no record here. */
static str place_none(struct request *r, const struct place_figure *x, bool city) {
    const struct answer *a = &x->a;
    if (a->total.suppressed) return figure_missing(r->lang, a->view, &a->total, a->when, when_day(r->now));
    if (x->f.suppressed)
        return str_c(city ? T("One of its communes has fewer than 5 records: the sum would give it away, so "
                              "it is not shown.")
                          : T("Too few records to show without giving somebody away."));
    if (!a->total.has_value) return figure_missing(r->lang, a->view, &a->total, a->when, when_day(r->now));
    return str_c(T("Nothing was recorded here in this period."));
}

static const char *place_none_head(struct request *r, const struct place_figure *x) {
    return x->a.total.suppressed || x->f.suppressed ? T("Not told (fewer than 5)") : T("No figure");
}

/* True when the map's tiles differ; a uniform map is not drawn. */
static bool place_differs(const struct request *r, const struct place_figure *x) {
    i64 first = -2;
    for (size_t i = 0; i < r->province->n_tiles; i++) {
        if (x->v[i].left_out) continue;
        if (first == -2) first = x->v[i].value;
        if (x->v[i].value != first) return true;
    }
    return false;
}

static bool place_has(const struct place_figure *x) { return figure_shown(x->a.ind, &x->f); }

#include "rooms/city/place.html.h"

static void page_city(struct request *r) {
    struct place p = {.city = city_of(r->province, r->part[0])};
    if (!p.city)
        return web_error(r, 404, N_("There is no such city"),
                         N_("Check the address, or begin at the page of the Day."));
    p.around = NEWS(struct tile_value, r->province->n_tiles + 1);
    for (size_t i = 0; i < r->province->n_tiles; i++)
        p.around[i].left_out = !city_has(p.city, r->province->tiles[i].unit);
    place_figures(r, &p);
    frame_open(r, pick(r->lang, p.city->name));
    draw_city(r, &p);
    frame_close(r);
}

static void page_commune(struct request *r) {
    struct place p = {.unit = unit_on(r->province, r->part[0], 0)};
    if (!p.unit || p.unit->level != LEVEL_COMMUNE)
        return web_error(r, 404, N_("There is no such commune"),
                         N_("Check the code of the commune, or choose it on the map."));
    frame_open(r, pick(r->lang, p.unit->name));
    if (p.unit->until) {
        draw_ended(r, &p);
    } else {
        place_figures(r, &p);
        p.city = city_with(r->province, p.unit->code);
        p.agency = agency_for_unit(r->province, p.unit->code, when_day(r->now));
        draw_commune(r, &p);
    }
    frame_close(r);
}

static const struct page pages[] = {
    {.method = "GET", .path = "/do-thi/{}", .who = R_ANYONE, .en = N_("A former city"), .handle = page_city},
    {.method = "GET",
     .path = "/xa/{}",
     .who = R_ANYONE,
     .en = N_("A commune or ward"),
     .handle = page_commune},
    {0},
};
const struct room city = {
    .name = "city",
    .en = N_("A place's page: its figures, and what its residents reported."),
    .pages = LIST(page, pages),
};
