/* Small numbers: which cells of a figure the public does not see, in one table and across all tables of an answer. */
#include "counter.h"
#include "query.h"

/* ---- one table ---- */

static bool few(i64 n) { return n > 0 && n < FIGURE_SMALL; }

static bool small_cell(const struct figure *f, enum measure m) { return few(f->n) || (m == MEASURE_SHARE && (few(f->num) || few(f->den - f->num))); }

static void hide(struct cells *c, size_t i, i64 *sum) {
    *sum += c->v[i].f.n;
    c->v[i].f = (struct figure){.suppressed = true};
    c->hidden++;
}

/* The smallest cell that is still shown and holds records; c->n when there is none. `in` (NULL = everywhere) says which may be taken. */
static size_t smallest(const struct cells *c, const bool *in) {
    size_t at = c->n;
    for (size_t i = 0; i < c->n; i++) {
        const struct figure *f = &c->v[i].f;
        if (f->suppressed || !f->n || (in && !in[i])) continue;
        if (at == c->n || f->n < c->v[at].f.n || (f->n == c->v[at].f.n && str_cmp(c->v[i].key, c->v[at].key) < 0)) at = i;
    }
    return at;
}

/* Where its name comes from the definitions, a cell without records looks like one with few: else its first record would show. */
static void hide_empty(struct cells *c) {
    i64 sum = 0;
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if ((c->v[i].agency || c->v[i].listed) && !c->v[i].f.n && !c->v[i].f.suppressed) hide(c, i, &sum);
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if (c->v[i].agency || c->v[i].listed) c->empty = 0;
}

void figure_hide(struct cells *c, enum measure m) {
    i64 sum = 0;
    for (size_t i = 0; i < c->n; i++)
        if (small_cell(&c->v[i].f, m)) hide(c, i, &sum);
    /* A single hidden cell is the total less the rest: hide the smallest others beside it. */
    while (c->hidden && (c->hidden < 2 || sum < FIGURE_SMALL)) {
        size_t i = smallest(c, NULL);
        if (i == c->n) break;
        hide(c, i, &sum);
    }
    hide_empty(c);
}

bool figure_hide_total(struct figure *f) {
    if (few(f->n) || f->suppressed) *f = (struct figure){.suppressed = true};
    return f->suppressed;
}

/* ---- all tables of an answer ----
   Where the values of one column follow from those of another (a procedure belongs to one field, an agency to one unit), a shown cell of the
   one is the sum of cells of the other. So the keys of every two tables are joined into parts that share no record: within a part both tables
   add up to the same, and what is hidden there must not be a single small number either. */

struct side {
    struct cells *c;
    const char *column, *sql; /* and its key */
    i64 *was;        /* records of each cell before anything was hidden */
    const struct roll *roll; /* its keys are made of the column's; NULL = they are the column's */
};
struct pair_of { /* two tables and the part each of their keys belongs to; part 0 = no record */
    struct side *a, *b;
    size_t *part_a, *part_b, n;
    bool read;
};

static size_t index_of(const struct cells *c, str key) {
    size_t i = 0;
    while (i < c->n && !str_eq(c->v[i].key, key)) i++;
    return i;
}

static void parts_join(size_t *v, size_t n, size_t from, size_t to) {
    for (size_t i = 0; i < n; i++)
        if (v[i] == from) v[i] = to;
}

/* Two keys occur together: one part. */
static void pair_meet(struct pair_of *p, str a, str b) {
    size_t i = index_of(p->a->c, a), k = index_of(p->b->c, b);
    if (i == p->a->c->n || k == p->b->c->n) return;
    size_t *part_i = &p->part_a[i], *part_k = &p->part_b[k], to = *part_i ? *part_i : *part_k ? *part_k : ++p->n;
    if (*part_k && *part_k != to) {
        size_t from = *part_k;
        parts_join(p->part_a, p->a->c->n, from, to);
        parts_join(p->part_b, p->b->c->n, from, to);
    }
    *part_i = *part_k = to;
}

static str side_key(const struct side *s, str key) {
    for (size_t i = 0; s->roll && i < s->roll->n; i++)
        if (str_eq(s->roll->v[i].part, key)) return s->roll->v[i].whole;
    return key;
}

static struct period pair_days(const struct answer *a, const struct pair_of *p) { return p->a->roll ? p->a->roll->when : p->b->roll ? p->b->roll->when : a->when; }

static bool pair_counted(struct db *db, const struct answer *a, struct pair_of *p) {
    struct sums g;
    if (!counter_groups(db, a->ind, pair_days(a, p), (str){0}, a->as_of, p->a->column, p->b->column, &g)) return false;
    for (size_t i = 0; i < g.n; i++) pair_meet(p, side_key(p->a, g.v[i].key), side_key(p->b, g.v[i].key2));
    return true;
}

/* All sides at once, so that a million records are not gone through for every pair. */
static void pairs_asked(struct db *db, const struct answer *a, const struct side *sides, size_t n_sides, struct pair_of *pairs, size_t n, struct period when) {
    struct query q = query_new(a->ind, when, (str){0}, a->as_of);
    for (size_t i = 0; i < n_sides; i++) out_fmt(&q.sql, "%s%s AS k%zu", i ? ", " : "SELECT DISTINCT ", sides[i].sql, i);
    query_from(&q, a->ind);
    for (struct rows r = query_ask(db, &q); rows_next(&r);)
        for (size_t i = 0; i < n; i++)
            if (!pairs[i].read && pair_days(a, &pairs[i]).to == when.to) pair_meet(&pairs[i], side_key(pairs[i].a, row_look(&r, (int)(pairs[i].a - sides))), side_key(pairs[i].b, row_look(&r, (int)(pairs[i].b - sides))));
}

/* The keys that occur together, grown into parts; of a table that covers a part of the period, on its days. */
static struct pair_of *pairs_read(struct db *db, const struct answer *a, struct side *sides, size_t n_sides, size_t *out_n) {
    struct pair_of *pairs = NEWS(struct pair_of, n_sides * n_sides + 1);
    size_t n = 0;
    for (size_t i = 0; i < n_sides; i++)
        for (size_t k = i + 1; k < n_sides; k++)
            pairs[n++] = (struct pair_of){&sides[i], &sides[k], NEWS(size_t, sides[i].c->n + 1), NEWS(size_t, sides[k].c->n + 1), 0, false};
    *out_n = n;
    for (size_t i = 0; i < n; i++) pairs[i].read = pair_counted(db, a, &pairs[i]);
    for (size_t i = 0; i < n; i++) {
        if (pairs[i].read) continue;
        struct period when = pair_days(a, &pairs[i]);
        pairs_asked(db, a, sides, n_sides, pairs, n, when);
        for (size_t k = i; k < n; k++) pairs[k].read = pairs[k].read || pair_days(a, &pairs[k]).to == when.to;
    }
    return pairs;
}

struct hidden {
    size_t n;
    i64 sum;
};
static struct hidden hidden_in(const struct side *s, const size_t *part, size_t k) {
    struct hidden h = {0};
    for (size_t i = 0; i < s->c->n; i++)
        if (part[i] == k && s->c->v[i].f.suppressed && s->was[i]) h.n++, h.sum += s->was[i];
    return h;
}

static bool hide_one(struct side *s, const size_t *part, size_t k) {
    bool *in = NEWS(bool, s->c->n + 1);
    for (size_t i = 0; i < s->c->n; i++) in[i] = part[i] == k;
    size_t at = smallest(s->c, in);
    i64 sum = 0;
    if (at == s->c->n) return false;
    hide(s->c, at, &sum);
    return true;
}

/* One side of a part hides something while the other shows all of it: what is hidden is then known together, and must not be small. */
static bool part_closed(struct pair_of *p, size_t k) {
    struct hidden a = hidden_in(p->a, p->part_a, k), b = hidden_in(p->b, p->part_b, k);
    if ((a.n && b.n) || (!a.n && !b.n)) return false;
    struct hidden h = a.n ? a : b;
    if (h.n >= 2 && h.sum >= FIGURE_SMALL) return false;
    if (a.n) return hide_one(p->a, p->part_a, k) || hide_one(p->b, p->part_b, k);
    return hide_one(p->b, p->part_b, k) || hide_one(p->a, p->part_a, k);
}

/* A table in which a single cell came to be hidden needs a second one. */
static bool alone_closed(struct side *s) {
    size_t n = 0;
    i64 sum = 0, none = 0;
    for (size_t i = 0; i < s->c->n; i++)
        if (s->c->v[i].f.suppressed && s->was[i]) n++, sum += s->was[i];
    if (!n || (n >= 2 && sum >= FIGURE_SMALL)) return false;
    size_t at = smallest(s->c, NULL);
    if (at == s->c->n) return false;
    hide(s->c, at, &none);
    return true;
}

static struct side side_of(struct cells *c, const char *column, const char *sql) {
    struct side s = {c, column, sql, NEWS(i64, c->n + 1), NULL};
    for (size_t i = 0; i < c->n; i++) s.was[i] = c->v[i].f.n;
    return s;
}

static size_t sides_of(struct answer *a, struct side *out) {
    size_t n = 0;
    if (a->months.n && view_has(a->view, "month")) out[n++] = side_of(&a->months, "month", "month");
    if (a->units.n && view_has(a->view, "agency")) out[n++] = side_of(&a->units, "agency", "agency");
    for (size_t i = 0; i < a->n_by; i++) {
        const char *name = str_z(a->by[i].column);
        bool number = false;
        for (size_t k = 0; k < a->view->n_columns; k++)
            if (!strcmp(a->view->columns[k].name, name)) number = strchr("ibd", a->view->columns[k].type) != NULL;
        out[n++] = side_of(&a->by[i].cells, name, number ? name : str_z(str_fmt("COALESCE(%s, '')", name)));
    }
    if (a->districts.n) {
        const char *name = str_z(a->roll.column);
        out[n] = side_of(&a->districts, name, str_z(str_fmt("COALESCE(%s, '')", name)));
        out[n++].roll = &a->roll;
    }
    return n;
}

void figure_hide_all(struct db *db, struct answer *a) {
    struct side *sides = NEWS(struct side, a->n_by + 3);
    size_t n = sides_of(a, sides), n_pairs = 0, any = 0;
    figure_hide(&a->months, a->ind->measure);
    figure_hide(&a->units, a->ind->measure);
    figure_hide(&a->districts, a->ind->measure);
    for (size_t i = 0; i < a->n_by; i++) figure_hide(&a->by[i].cells, a->ind->measure);
    for (size_t i = 0; i < n; i++) any += sides[i].c->hidden;
    if (!any) return;
    struct pair_of *pairs = pairs_read(db, a, sides, n, &n_pairs);
    for (bool again = true; again;) { /* every turn hides at least one cell, so it ends */
        again = false;
        for (size_t i = 0; i < n_pairs; i++)
            for (size_t k = 1; k <= pairs[i].n; k++) again |= part_closed(&pairs[i], k);
        for (size_t i = 0; i < n; i++) again |= alone_closed(&sides[i]);
    }
    for (size_t i = 0; i < n; i++) hide_empty(sides[i].c);
}
