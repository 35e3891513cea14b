/* Finds the indicators that select the same records. Their tables are linked for disclosure control: a cell
 * of one table is a sum of cells of another. */
#include "parts.h"

static bool same_condition(const struct condition *a, const struct condition *b) {
    bool same = str_eq(a->column, b->column) && a->how == b->how && str_eq(a->value, b->value) &&
                a->n_more == b->n_more;
    for (size_t i = 0; same && i < a->n_more; i++) same = str_eq(a->more[i], b->more[i]);
    return same;
}

static bool same_records(const struct indicator *a, const struct indicator *b) {
    bool same = figure_view(a) == figure_view(b) && a->state == b->state && str_eq(a->latest, b->latest) &&
                str_eq(a->latest_by, b->latest_by) && a->n_where == b->n_where;
    for (size_t i = 0; same && i < a->n_where; i++) {
        same = false;
        for (size_t k = 0; k < b->n_where; k++) same = same || same_condition(&a->where[i], &b->where[k]);
    }
    return same;
}

static void columns_add(struct indicator *base, const struct indicator *ind) {
    for (size_t i = 0; i < ind->n_by; i++)
        if (!figure_broken_down_by(base, ind->by[i]) && view_has(figure_view(ind), str_z(ind->by[i])))
            base->by[base->n_by++] = ind->by[i];
}

size_t linked_counts(const struct province *p, const struct indicator *ind, struct indicator **out) {
    const struct indicator **same = NEWS(const struct indicator *, p->n_indicators + 1);
    struct indicator base = {.measure = MEASURE_COUNT,
                             .of = ind->of,
                             .view = ind->view,
                             .where = ind->where,
                             .n_where = ind->n_where,
                             .state = ind->state,
                             .latest = ind->latest,
                             .latest_by = ind->latest_by,
                             .up = true};
    size_t n = 0, columns = ind->n_by + 1, n_counts = 1;
    bool listed = false;
    for (size_t i = 0; i < p->n_indicators; i++) {
        if (!same_records(ind, &p->indicators[i])) continue;
        same[n++] = &p->indicators[i];
        listed = listed || &p->indicators[i] == ind;
        columns += p->indicators[i].n_by;
    }
    if (!listed) same[n++] = ind;
    base.by = NEWS(str, columns);
    for (size_t i = 0; i < n; i++) columns_add(&base, same[i]);
    struct indicator *v = NEWS(struct indicator, n + 1);
    v[0] = base;
    for (size_t i = 0; i < n; i++) {
        if (same[i]->measure == MEASURE_COUNT) continue;
        v[n_counts] = base;
        /* for sums, means, medians and ratios: counts the records that state the number */
        v[n_counts].measure = same[i]->measure == MEASURE_SHARE ? MEASURE_SHARE : MEASURE_SUM;
        v[n_counts].hit = same[i]->hit;
        v[n_counts].n_hit = same[i]->n_hit;
        v[n_counts].column = same[i]->column;
        v[n_counts].weight = same[i]->measure == MEASURE_RATIO ? same[i]->over : same[i]->weight;
        n_counts++;
    }
    *out = v;
    return n_counts;
}
