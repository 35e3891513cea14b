/* /ban-do/{indicator}/{year}: map and table of a figure by commune. */
#include "indicator.h"

#include "answer/address.h"
#include "target/as_of.h"
#include "answer/commune.h"
#include "answer/number.h"
#include "answer/sentence.h"

static url map_url(const struct indicator *ind, struct period when) {
    return url_fmt("/ban-do/%s/%d%s", str_z(url_part(ind->id)), when.year,
                   when.kind == PERIOD_CALENDAR ? "?ky=duong-lich" : "");
}

static struct period year_as(const struct province *p, enum period_kind kind, int year) {
    return kind == PERIOD_CALENDAR ? period_calendar(year) : period_reporting(p, year);
}

static size_t tiles_known(const struct province *p, const struct tile_value *v) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_tiles; i++) n += v[i].value >= 0;
    return n;
}

#include "rooms/indicator/map.html.h"

static void page_map(struct request *r) {
    const struct indicator *ind = indicator_of(r->province, r->part[0]);
    i64 year = 0;
    int last = day_civil(when_day(r->now)).year + 1;
    bool calendar = str_is(req_field(r, "ky"), "duong-lich");
    if (!ind || !indicator_by_commune(ind) || !r->province->n_tiles || r->part[1].n != 4 ||
        !str_to_int(r->part[1], &year) || year < r->province->first_year || year > last)
        return web_error(r, 404, N_("There is no such map"),
                         N_("Check the address, or begin at the page of the Day."));
    if (!calendar) r->province = province_of_year(&r->asker, (int)year);
    struct answer a = figure_answer(
        &r->asker, ind, year_as(r->province, calendar ? PERIOD_CALENDAR : PERIOD_REPORTING, (int)year), 0,
        ANSWER_UNITS | ANSWER_COLUMNS);
    struct tile_value *v = tile_values(&r->asker, &a, figures_by_commune(&r->asker, &a));
    frame_open(r, say_fmt(r->lang, "Map: %s", str_z(pick(r->lang, ind->name))));
    draw_map_page(r, &a, v, last);
    frame_close(r);
}

static const struct input year_inputs[] = {{"ky", 20}};
const struct page map_pages[] = {
    {.method = "GET",
     .path = "/ban-do/{}/{}",
     .who = R_ANYONE,
     .en = N_("Map of a figure"),
     INPUTS(year_inputs),
     .handle = page_map},
    {0},
};
