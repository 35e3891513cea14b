/* Figures by district, for the days on which districts existed (until 30/06/2025): each record counts for
 * the district its commune belonged to that day. The province's own agencies are a row of their own, so
 * that the rows add up to the total. Which new communes succeeded a district is not answered here. */
#include "parts.h"

/* True when the column holds codes of communes, not of agencies. */
bool names_communes(const struct view *v, str column) {
    if (str_is(column, "agency") || str_is(column, "desk")) return false;
    return figure_column_type(v, column) == 'u';
}

/* Prefers a breakdown column of communes; a view without one takes the agency that handles the record. */
str figure_commune_column(const struct indicator *ind, const struct view *v) {
    for (size_t i = 0; i < ind->n_by; i++)
        if (names_communes(v, ind->by[i])) return ind->by[i];
    return view_has(v, "agency") ? S("agency") : (str){0};
}

/* The part of the period on which districts existed; empty when the district level had ended before. */
static struct period district_days(const struct province *p, struct period when) {
    int until = 0;
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level != LEVEL_DISTRICT || u->since >= when.to) continue;
        int end = u->until ? u->until : when.to;
        if (end > until) until = end;
    }
    if (until < when.to) when.to = until;
    return when;
}

static const struct unit *unit_of_agency(const struct province *p, str code, int day) {
    const struct agency *a = agency_on(p, code, day);
    return a ? unit_on(p, a->unit, day) : NULL;
}

/* The district (or province) above a commune or an agency on `day`; empty when the commune did not exist
 * that day. */
static str district_of(const struct province *p, str key, bool agency, int day) {
    const struct unit *u = agency ? unit_of_agency(p, key, day) : unit_on(p, key, day);
    while (u && u->level > LEVEL_DISTRICT) u = unit_on(p, u->parent, day);
    return u ? u->code : (str){0};
}

static struct cell *district_cell(struct cells *c, str key, struct period when, bool listed, bool divides) {
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(c->v[i].key, key)) return &c->v[i];
    GROW(c->v, c->n, c->cap);
    c->v[c->n] = (struct cell){.key = key,
                               .from = when.from,
                               .to = when.to,
                               .listed = listed,
                               .f = {.den = divides ? 0 : 1, .has_value = !divides}};
    return &c->v[c->n++];
}

/* The median of the district's records, read again: it cannot be computed from the medians of communes. */
static struct figure district_median(struct db *db, const struct indicator *ind, const struct hierarchy *h,
                                     str key, i64 as_of) {
    struct indicator part = figure_where(ind, h->column, (str){0});
    struct condition *c = &part.where[part.n_where - 1];
    c->more = NEWS(str, h->n + 1);
    for (size_t i = 0; i < h->n; i++) {
        if (!str_eq(h->v[i].whole, key)) continue;
        if (!c->value.n) c->value = h->v[i].part;
        else c->more[c->n_more++] = h->v[i].part;
    }
    return c->value.n ? figure_read(db, &part, h->when, (str){0}, as_of) : (struct figure){0};
}

static void part_add(struct cells *c, struct hierarchy *h, const struct cell *x, str whole, bool divides) {
    GROW(h->v, h->n, h->cap);
    h->v[h->n].part = x->key;
    h->v[h->n++].whole = whole;
    struct figure *f = &district_cell(c, whole, h->when, false, divides)->f;
    f->num += x->f.num;
    f->n += x->f.n;
    if (divides) f->den += x->f.den;
    f->has_value = f->has_value || x->f.has_value;
}

struct cells figure_by_district(struct db *db, const struct province *p, const struct indicator *ind,
                                struct period whole, int day, i64 as_of, struct hierarchy *out) {
    struct cells c = {0};
    struct period when = district_days(p, whole);
    str column = figure_commune_column(ind, figure_view(ind));
    bool agency = str_is(column, "agency"), divides = figure_divides(ind);
    *out = (struct hierarchy){0};
    if (when.to <= when.from || !column.n || (ind->state && when.to < whole.to)) return c;
    if (when.to - 1 < day) day = when.to - 1;
    *out = (struct hierarchy){.column = column, .when = when};
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level == LEVEL_DISTRICT && unit_on(p, u->code, day) == u)
            district_cell(&c, u->code, when, true, divides);
    }
    struct cells parts = agency ? figure_by_unit(db, p, ind, when, day, as_of)
                                : figure_by_column(db, ind, when, as_of, column, &(struct keys){0});
    for (size_t i = 0; i < parts.n; i++)
        if (parts.v[i].f.n)
            part_add(&c, out, &parts.v[i], district_of(p, parts.v[i].key, agency, day), divides);
    for (size_t i = 0; i < c.n; i++) {
        if (ind->measure == MEASURE_MEDIAN) c.v[i].f = district_median(db, ind, out, c.v[i].key, as_of);
        c.empty += !c.v[i].f.n;
    }
    return c;
}
