/* Figures by commune: the cells of an answer laid on today's communes; /xa/{code} and /do-thi/{city}, which
 * show what the folder lists. */
#include "place.h"
#include "figure/query.h"

/* A column that holds codes of communes, not of agencies. */
static bool names_communes(const struct view *v, str column) {
    if (str_is(column, "agency") || str_is(column, "desk")) return false;
    for (size_t i = 0; i < v->n_columns; i++)
        if (v->columns[i].type == 'u' && str_eq(str_c(v->columns[i].name), column)) return true;
    return false;
}

/* A view that names the commune itself is opened by it; of others, the agency that handles stands for its
 * commune. */
str figure_commune_column(const struct indicator *ind, const struct view *v) {
    for (size_t i = 0; i < ind->n_by; i++)
        if (names_communes(v, ind->by[i])) return ind->by[i];
    return view_has(v, "agency") ? S("agency") : (str){0};
}

static const struct cells *commune_cells(const struct answer *a, str *out_column) {
    for (size_t i = 0; i < a->n_by; i++)
        if (names_communes(a->view, a->by[i].column)) {
            *out_column = a->by[i].column;
            return &a->by[i].cells;
        }
    *out_column = S("agency");
    return &a->units;
}

static str cell_unit(const struct cell *c, str column) {
    return !str_is(column, "agency") ? c->key : c->agency ? c->agency->unit : (str){0};
}

/* A commune has its committee and other agencies (its police): what can be added is; of the rest the
 * committee's counts. */
static void figure_join(struct figure *f, const struct figure *x, enum measure m) {
    if (f->suppressed || x->suppressed) *f = (struct figure){.suppressed = true};
    else if (!f->has_value) *f = *x;
    else if (x->has_value && (m == MEASURE_COUNT || m == MEASURE_SHARE || m == MEASURE_RATIO)) {
        f->num += x->num;
        if (m != MEASURE_COUNT) f->den += x->den;
        f->n += x->n;
    }
}

struct figure *figures_by_commune(const struct request *r, const struct answer *a) {
    const struct province *p = r->province;
    struct figure *f = NEWS(struct figure, p->n_tiles + 1);
    str column;
    const struct cells *c = commune_cells(a, &column);
    if (a->when.to <= communes_since(p)) return f;
    for (size_t i = 0; i < c->n; i++) {
        const struct tile *t = tile_of(p, cell_unit(&c->v[i], column));
        if (t) figure_join(&f[t - p->tiles], &c->v[i].f, a->ind->measure);
    }
    return f;
}

static str tile_text(const struct request *r, const struct answer *a, const struct figure *f) {
    if (f->suppressed) return str_c(T("fewer than 5, hidden"));
    bool none = !f->has_value || (!f->n && a->ind->measure != MEASURE_COUNT);
    return none ? str_c(T("no figure")) : figure_value(r->lang, a->ind, f);
}

struct tile_value *tile_values(const struct request *r, const struct answer *a, const struct figure *f) {
    size_t n = r->province->n_tiles;
    struct tile_value *v = NEWS(struct tile_value, n + 1);
    for (size_t i = 0; i < n; i++) {
        bool none = f[i].suppressed || !f[i].has_value || (!f[i].n && a->ind->measure != MEASURE_COUNT);
        v[i] = (struct tile_value){.value = none ? -1 : figure_height(a->ind, &f[i]),
                                   .text = tile_text(r, a, &f[i])};
    }
    return v;
}

static struct figure city_sum(const struct request *r, const struct answer *a, const struct city *city) {
    str column;
    const struct cells *c = commune_cells(a, &column);
    bool divides = figure_divides(a->ind);
    struct figure f = {.den = divides ? 0 : 1};
    if (a->when.to <= communes_since(r->province)) return (struct figure){0};
    for (size_t i = 0; i < c->n; i++) {
        const struct figure *x = &c->v[i].f;
        if (!city_has(city, cell_unit(&c->v[i], column))) continue;
        if (x->suppressed) return (struct figure){.suppressed = true};
        f.num += x->num;
        f.n += x->n;
        if (divides) f.den += x->den;
        f.has_value = f.has_value || x->has_value;
    }
    return f.has_value && f.den ? f : (struct figure){0};
}

/* What can be added is added up from the cells, which a sealed year keeps; of a median the records are asked.
 */
struct figure city_figure(struct request *r, const struct answer *a, const struct city *city) {
    if (a->ind->measure != MEASURE_MEDIAN) return city_sum(r, a, city);
    str column;
    const struct cells *c = commune_cells(a, &column);
    struct condition of = {.column = column, .how = COMPARE_IS, .more = NEWS(str, c->n + 1)};
    for (size_t i = 0; i < c->n; i++) {
        if (!city_has(city, cell_unit(&c->v[i], column))) continue;
        if (c->v[i].f.suppressed) return (struct figure){.suppressed = true};
        if (!of.value.n) of.value = c->v[i].key;
        else of.more[of.n_more++] = c->v[i].key;
    }
    if (!of.value.n || a->when.to <= communes_since(r->province)) return (struct figure){0};
    struct indicator part = *a->ind;
    struct condition *where = NEWS(struct condition, part.n_where + 1);
    memcpy(where, part.where, part.n_where * sizeof *where);
    where[part.n_where++] = of;
    part.where = where;
    return figure_read(r->db, &part, a->when, (str){0}, a->as_of);
}

int communes_since(const struct province *p) {
    int day = 0;
    for (size_t i = 0; i < p->n_tiles; i++) {
        const struct unit *u = unit_on(p, p->tiles[i].unit, 0);
        if (u && u->since > day) day = u->since;
    }
    return day;
}

bool indicator_by_commune(const struct indicator *ind) {
    const struct view *v = figure_view(ind);
    return v && figure_commune_column(ind, v).n;
}

/* ---- a place's figures: those the folder lists, where there are such ---- */

struct place {
    const struct unit *unit; /* of a commune's page */
    const struct city *city; /* of a city's page, or the city a commune lies in */
    const struct agency *agency;
    const struct procedure *report;
    struct place_figure *v;
    size_t n;
    struct tile_value *around; /* the city's communes alone, on the map */
    str *missing;              /* ids that the folder lists and nobody has defined yet */
    size_t n_missing;
    struct period when;
    i64 waiting; /* reports of residents not answered yet; -1 = too few to say */
};

static struct place_figure place_figure(struct request *r, const struct place *p,
                                        const struct indicator *ind) {
    struct place_figure x = {.a = figure_answer(r, ind, p->when, 0, ANSWER_UNITS | ANSWER_COLUMNS)};
    struct figure *all = figures_by_commune(r, &x.a);
    x.v = tile_values(r, &x.a, all);
    for (size_t i = 0; p->city && i < r->province->n_tiles; i++)
        x.v[i].left_out = !city_has(p->city, r->province->tiles[i].unit);
    if (!p->unit) x.f = city_figure(r, &x.a, p->city);
    const struct tile *t = p->unit ? tile_of(r->province, p->unit->code) : NULL;
    if (t) x.f = all[t - r->province->tiles];
    return x;
}

static bool place_holds(const struct place *p, str unit) {
    return p->unit ? str_eq(p->unit->code, unit) : city_has(p->city, unit);
}

/* What residents reported here and nobody has answered yet. The public is not told of 1–4, nor of a city that
 * one of its communes with so few could be taken out of. */
static i64 reports_waiting(struct request *r, const struct place *p) {
    i64 n = 0, *of = NEWS(i64, r->province->n_units + 1);
    bool few = false;
    for (struct rows q =
             db_ask(r->db,
                    SQL("SELECT agency, COUNT(*) FROM dossier"
                        " WHERE status < 10 AND closed_at = 0 AND procedure = $1 AND status IN (1, 2, 4, 5)"
                        " GROUP BY agency"),
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
    return few && !figure_entitled(r) ? -1 : n;
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

/* Office hours of a day, as people read them: 07:00–11:30, 13:30–17:00. */
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

/* Why a place has no value: too few to show, nothing known at all, or nothing here. */
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

/* A picture is worth drawing when its tiles differ. */
static bool place_differs(const struct request *r, const struct place_figure *x) {
    i64 first = -2;
    for (size_t i = 0; i < r->province->n_tiles; i++) {
        if (x->v[i].left_out) continue;
        if (first == -2) first = x->v[i].value;
        if (x->v[i].value != first) return true;
    }
    return false;
}

static bool place_has(const struct place_figure *x) {
    return x->f.has_value && !x->f.suppressed && (x->f.n || x->a.ind->measure == MEASURE_COUNT);
}

#include "rooms/city/place.html.h"

void page_city(struct request *r) {
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

void page_commune(struct request *r) {
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
