/* Figures by district, of the days on which there were such: each record belongs to the district that its
 * commune lay in then. What the province's own agencies handle stands beside them, so that the table adds up
 * to the whole. What a district's communes went into later is another question. */
#include "query.h"

/* The period as far as the district level reached into it; nothing when it had ended before. */
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

/* The district, or the province, that a commune or an agency belonged to; empty when it was not there that
 * day. */
static str district_of(const struct province *p, str key, bool agency, int day) {
    const struct agency *a = agency ? agency_on(p, key, day) : NULL;
    const struct unit *u = agency ? a ? unit_on(p, a->unit, day) : NULL : unit_on(p, key, day);
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

/* The one in the middle of all its records, which no sum of its parts tells. */
static struct figure district_median(struct db *db, const struct answer *a, str key) {
    struct indicator part = figure_where(a->ind, a->roll.column, (str){0});
    struct condition *c = &part.where[part.n_where - 1];
    c->more = NEWS(str, a->roll.n + 1);
    for (size_t i = 0; i < a->roll.n; i++) {
        if (!str_eq(a->roll.v[i].whole, key)) continue;
        if (!c->value.n) c->value = a->roll.v[i].part;
        else c->more[c->n_more++] = a->roll.v[i].part;
    }
    return c->value.n ? figure_read(db, &part, a->roll.when, (str){0}, a->as_of) : (struct figure){0};
}

static void part_add(struct answer *a, const struct cell *x, str whole, bool divides) {
    struct roll *o = &a->roll;
    GROW(o->v, o->n, o->cap);
    o->v[o->n].part = x->key;
    o->v[o->n++].whole = whole;
    struct figure *f = &district_cell(&a->districts, whole, o->when, false, divides)->f;
    f->num += x->f.num;
    f->n += x->f.n;
    if (divides) f->den += x->f.den;
    f->has_value = f->has_value || x->f.has_value;
}

static void districts_name(struct request *r, struct answer *a, int day) {
    struct cells *c = &a->districts;
    for (size_t i = 0; i < c->n; i++) {
        struct cell *x = &c->v[i];
        bool median = a->ind->measure == MEASURE_MEDIAN, whole = str_eq(x->key, r->province->gso);
        if (median) x->f = district_median(r->db, a, x->key);
        x->name = whole ? say_both(N_("Departments of the province"))
                        : value_words(r->province, a->view, S("unit"), x->key, a->when, day);
        c->empty += !x->f.n;
    }
    cells_sort(c, a->ind->up);
}

void figure_by_district(struct request *r, struct answer *a) {
    const struct province *p = r->province;
    struct period when = district_days(p, a->when);
    str column = figure_commune_column(a->ind, a->view);
    bool agency = str_is(column, "agency"), divides = figure_part(a->ind) || a->ind->measure == MEASURE_MEAN;
    if (when.to <= when.from || !column.n || (a->ind->state && when.to < a->when.to)) return;
    int day = when.to - 1 < a->day ? when.to - 1 : a->day;
    a->roll = (struct roll){.column = column, .when = when};
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level == LEVEL_DISTRICT && unit_on(p, u->code, day) == u)
            district_cell(&a->districts, u->code, when, true, divides);
    }
    struct cells c = agency ? figure_by_unit(r->db, p, a->ind, when, day, a->as_of)
                            : figure_by_column(r->db, p, a->ind, when, day, a->as_of, column);
    for (size_t i = 0; i < c.n; i++)
        if (c.v[i].f.n) part_add(a, &c.v[i], district_of(p, c.v[i].key, agency, day), divides);
    districts_name(r, a, day);
}
