/* Figures by commune: assigns the cells of an answer to today's communes. */
#include "commune.h"

#include "number.h"

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
    if (!str_is(column, "agency")) return c->key;
    return c->agency ? c->agency->unit : (str){0};
}

/* Joins cells of one commune, which has a committee and other agencies (police). Additive measures are
 * summed; for others the committee's cell counts. */
static void figure_join(struct figure *f, const struct figure *x, enum measure m) {
    if (f->suppressed || x->suppressed) *f = (struct figure){.suppressed = true};
    else if (!f->has_value) *f = *x;
    else if (x->has_value && (m == MEASURE_COUNT || m == MEASURE_SHARE || m == MEASURE_RATIO)) {
        f->num += x->num;
        if (m != MEASURE_COUNT) f->den += x->den;
        f->n += x->n;
    }
}

struct figure *figures_by_commune(const struct asker *r, const struct answer *a) {
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

static str tile_text(const struct asker *r, const struct answer *a, const struct figure *f) {
    if (f->suppressed) return str_c(T("fewer than 5, hidden"));
    return figure_shown(a->ind, f) ? figure_value(r->lang, a->ind, f) : str_c(T("no figure"));
}

struct tile_value *tile_values(const struct asker *r, const struct answer *a, const struct figure *f) {
    size_t n = r->province->n_tiles;
    struct tile_value *v = NEWS(struct tile_value, n + 1);
    for (size_t i = 0; i < n; i++) {
        bool none = !figure_shown(a->ind, &f[i]);
        v[i] = (struct tile_value){.value = none ? -1 : figure_tenths(a->ind, &f[i]),
                                   .text = tile_text(r, a, &f[i])};
    }
    return v;
}

static struct figure city_sum(const struct asker *r, const struct answer *a, const struct city *city) {
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

/* Additive measures are summed from cells, which a sealed year keeps too. A median is computed from the
 * records. */
struct figure city_figure(const struct asker *r, const struct answer *a, const struct city *city) {
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
