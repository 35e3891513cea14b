/* Small numbers: which cells of a figure the public does not see, in one table and across all tables. What is
 * hidden follows from the records alone: indicators that ask the same records in other ways hide the same
 * cells, or one would tell what another hides. */
#include "figure/sums.h"
#include "figure/query.h"

struct key { /* a cell, before anything is hidden */
    str name;
    i64 n, then;  /* records; of them those of the days on which there were districts */
    i64 *hits;    /* of each mark: its hits among them */
    size_t *part; /* with each other table: the part it belongs to; 0 = no record */
    bool hidden;
};
struct side {                 /* a table */
    const char *column, *sql; /* and its key */
    const struct roll *roll;  /* its keys are made of the column's; NULL = they are the column's */
    struct key *v;
    size_t n, cap;
};

/* ---- one table ---- */

static bool few(i64 n) { return n > 0 && n < FIGURE_SMALL; }

static bool small_cell(const struct figure *f, enum measure m) {
    return few(f->n) || (m == MEASURE_SHARE && (few(f->num) || few(f->den - f->num)));
}

static void hide(struct cells *c, size_t i) {
    if (c->v[i].f.suppressed) return;
    c->v[i].f = (struct figure){.suppressed = true};
    c->hidden++;
}

static bool key_less(const struct key *a, const struct key *b) {
    return a->n < b->n || (a->n == b->n && str_cmp(a->name, b->name) < 0);
}

/* The smallest cell that is still shown and holds records; NULL when there is none. Of a part with another
 * table; part 0 = everywhere. */
static struct key *smallest(const struct side *s, size_t other, size_t part) {
    struct key *least = NULL;
    for (size_t i = 0; i < s->n; i++) {
        struct key *k = &s->v[i];
        if (k->hidden || !k->n || (part && k->part[other] != part)) continue;
        if (!least || key_less(k, least)) least = k;
    }
    return least;
}

/* Where its name comes from the definitions, a cell without records looks like one with few: else its first
 * record would show. */
static void hide_empty(struct cells *c) {
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if ((c->v[i].agency || c->v[i].listed) && !c->v[i].f.n) hide(c, i);
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if (c->v[i].agency || c->v[i].listed) c->empty = 0;
}

/* A single hidden cell is the total less the rest, and a few records hidden together are told by it too:
 * another is hidden beside them. */
static bool alone_closed(struct side *s) {
    size_t n = 0;
    i64 sum = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].hidden) n++, sum += s->v[i].n;
    struct key *k = n && (n < 2 || sum < FIGURE_SMALL) ? smallest(s, 0, 0) : NULL;
    if (k) k->hidden = true;
    return k != NULL;
}

void figure_hide(struct cells *c, enum measure m) {
    struct side s = {.v = NEWS(struct key, c->n + 1), .n = c->n};
    for (size_t i = 0; i < c->n; i++)
        s.v[i] = (struct key){.name = c->v[i].key, .n = c->v[i].f.n, .hidden = small_cell(&c->v[i].f, m)};
    while (alone_closed(&s)) {}
    for (size_t i = 0; i < c->n; i++)
        if (s.v[i].hidden) hide(c, i);
    hide_empty(c);
}

bool figure_hide_total(struct figure *f) {
    if (few(f->n) || f->suppressed) *f = (struct figure){.suppressed = true, .moved = f->moved};
    return f->suppressed;
}

/* ---- the indicators that ask the same records ---- */

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
        if (!figure_opened_by(base, ind->by[i]) && view_has(figure_view(ind), str_z(ind->by[i])))
            base->by[base->n_by++] = ind->by[i];
}

size_t figure_marks(const struct province *p, const struct indicator *ind, struct indicator **out) {
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
    size_t n = 0, columns = ind->n_by + 1, marks = 1;
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
        v[marks] = base;
        /* of numbers: how many records say them */
        v[marks].measure = same[i]->measure == MEASURE_SHARE ? MEASURE_SHARE : MEASURE_SUM;
        v[marks].hit = same[i]->hit, v[marks].n_hit = same[i]->n_hit;
        v[marks].column = same[i]->column,
        v[marks].weight = same[i]->measure == MEASURE_RATIO ? same[i]->over : same[i]->weight;
        marks++;
    }
    *out = v;
    return marks;
}

/* ---- all tables of all of them ----
 * Where the values of one column follow from those of another (a procedure belongs to one field, an agency to
 * one unit), a shown cell of the one is the sum of cells of the other. So the keys of every two tables are
 * joined into parts that share no record: within a part both tables add up to the same, and what is hidden
 * there must not be a single small number either. */

/* what is hidden is worked out on: every table that any of the indicators shows */
struct base {
    struct db *db;
    const struct answer *a;
    struct indicator *marks; /* the records themselves, then each indicator that tells some of them apart */
    size_t n_marks;
    struct answer districts; /* of all the records */
    struct side *sides;
    size_t n;
    size_t *parts; /* of every two tables: how many parts they have */
};

static struct key *key_of(const struct base *b, struct side *s, str name) {
    for (size_t i = 0; s->roll && i < s->roll->n; i++)
        if (str_eq(s->roll->v[i].part, name)) name = s->roll->v[i].whole, i = s->roll->n;
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->v[i].name, name)) return &s->v[i];
    GROW(s->v, s->n, s->cap);
    s->v[s->n] =
        (struct key){.name = str_copy(name), .hits = NEWS(i64, b->n_marks), .part = NEWS(size_t, b->n)};
    return &s->v[s->n++];
}

static void parts_join(struct side *s, size_t other, size_t from, size_t to) {
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].part[other] == from) s->v[i].part[other] = to;
}

/* Two keys occur together: one part. */
static void keys_meet(struct base *b, size_t i, struct key *x, size_t k, struct key *y) {
    size_t from = y->part[i], to = x->part[k] ? x->part[k] : from ? from : ++b->parts[i * b->n + k];
    if (from && from != to) {
        parts_join(&b->sides[i], k, from, to);
        parts_join(&b->sides[k], i, from, to);
    }
    x->part[k] = y->part[i] = to;
}

/* The days that both tables are of. */
static struct period common_days(const struct base *b, const struct side *s, const struct side *other) {
    return s->roll ? s->roll->when : other && other->roll ? other->roll->when : b->a->when;
}

/* Records of one key of a table, of these days; of a mark, its hits among them. */
static void key_add(const struct base *b, const struct side *s, struct key *k, size_t mark,
                    struct period when, i64 n) {
    bool own = when.to == common_days(b, s, NULL).to;
    if (own && mark) k->hits[mark] += n;
    if (own && !mark) k->n += n;
    if (!mark && b->districts.roll.column.n && when.to == b->districts.roll.when.to) k->then += n;
}

static bool side_counted(struct base *b, struct side *s, size_t mark, struct period when) {
    struct sums g;
    if (!counter_groups(b->db, &b->marks[mark], when, (str){0}, b->a->as_of, s->column, NULL, &g))
        return false;
    bool hits = b->marks[mark].measure == MEASURE_SHARE;
    for (size_t i = 0; i < g.n; i++)
        key_add(b, s, key_of(b, s, g.v[i].key), mark, when, hits ? g.v[i].amount : g.v[i].n);
    return true;
}

static bool pair_counted(struct base *b, size_t i, size_t k) {
    struct sums g;
    struct side *s = &b->sides[i], *o = &b->sides[k];
    if (!counter_groups(b->db, &b->marks[0], common_days(b, s, o), (str){0}, b->a->as_of, s->column,
                        o->column, &g))
        return false;
    for (size_t x = 0; x < g.n; x++) keys_meet(b, i, key_of(b, s, g.v[x].key), k, key_of(b, o, g.v[x].key2));
    return true;
}

/* Of a table that covers a part of the period, that part; of the others the whole, and where there is such a
 * part, how much of it lies there. */
static bool sides_counted(struct base *b) {
    struct period then = b->districts.roll.when;
    for (size_t i = 0; i < b->n; i++) {
        struct side *s = &b->sides[i];
        for (size_t m = 0; m < b->n_marks; m++)
            if (!side_counted(b, s, m, common_days(b, s, NULL))) return false;
        if (!s->roll && b->districts.roll.column.n && then.to != b->a->when.to &&
            !side_counted(b, s, 0, then))
            return false;
    }
    return true;
}

static bool pairs_counted(struct base *b) {
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = i + 1; k < b->n; k++)
            if (!pair_counted(b, i, k)) return false;
    return true;
}

static size_t values_of(const struct indicator *mark) {
    size_t n = 0;
    for (size_t i = 0; i < mark->n_hit; i++) n += 1 + mark->hit[i].n_more;
    return n;
}

/* How many records of each group are the mark's. */
static void put_mark(struct query *q, const struct indicator *mark) {
    out_z(&q->sql, ", SUM(");
    if (mark->measure == MEASURE_SHARE) query_hits(q, mark);
    else
        out_fmt(&q->sql, "CASE WHEN %.*s IS NOT NULL AND %.*s IS NOT NULL THEN 1 ELSE 0 END",
                STR_ARG(mark->column), STR_ARG(mark->weight.n ? mark->weight : mark->column));
    out_z(&q->sql, ")");
}

/* Its tables' keys, records, and of the marks from one on as many as may be bound; which is next. */
static size_t put_all(const struct base *b, struct query *q, size_t mark) {
    out_z(&q->sql, "SELECT ");
    for (size_t i = 0; i < b->n; i++) out_fmt(&q->sql, "%s AS k%zu, ", b->sides[i].sql, i);
    out_z(&q->sql, "COUNT(*)");
    size_t left = MAX_VALUES - q->n -
                  values_of(&(struct indicator){.hit = b->marks[0].where, .n_hit = b->marks[0].n_where});
    for (; mark < b->n_marks && values_of(&b->marks[mark]) <= left; mark++) {
        left -= values_of(&b->marks[mark]);
        put_mark(q, &b->marks[mark]);
    }
    query_from(q, &b->marks[0]);
    for (size_t i = 0; i < b->n; i++) out_fmt(&q->sql, "%s%zu", i ? ", " : " GROUP BY ", i + 1);
    return mark;
}

/* All tables at once, so that a million records are not gone through for each. */
static size_t all_asked(struct base *b, size_t first, struct period when) {
    struct query q = query_new(&b->marks[0], when, (str){0}, b->a->as_of);
    struct key **met = NEWS(struct key *, b->n + 1);
    size_t next = put_all(b, &q, first);
    for (struct rows r = query_ask(b->db, &q); rows_next(&r);) {
        for (size_t i = 0; i < b->n; i++) {
            met[i] = key_of(b, &b->sides[i], row_look(&r, (int)i));
            if (first == 1) key_add(b, &b->sides[i], met[i], 0, when, row_int(&r, (int)b->n));
            for (size_t m = first; m < next; m++)
                key_add(b, &b->sides[i], met[i], m, when, row_int(&r, (int)(b->n + 1 + m - first)));
        }
        for (size_t i = 0; first == 1 && i < b->n; i++)
            for (size_t k = i + 1; k < b->n; k++)
                if (common_days(b, &b->sides[i], &b->sides[k]).to == when.to)
                    keys_meet(b, i, met[i], k, met[k]);
    }
    return next;
}

static void rows_read(struct base *b) {
    struct period then = b->districts.roll.when;
    size_t mark = 1, next;
    memset(b->parts, 0, b->n * b->n * sizeof *b->parts);
    for (size_t i = 0; i < b->n; i++) b->sides[i].v = NULL, b->sides[i].n = b->sides[i].cap = 0;
    do {
        next = all_asked(b, mark, b->a->when);
        if (b->districts.roll.column.n && then.to != b->a->when.to) all_asked(b, mark, then);
    } while (next > mark && (mark = next) < b->n_marks);
}

static bool seed(const struct base *b, const struct key *k) {
    bool small = few(k->n);
    for (size_t m = 1; m < b->n_marks; m++) small = small || few(k->hits[m]) || few(k->n - k->hits[m]);
    return small;
}

struct hidden {
    size_t n;
    i64 sum;
};
/* In a part of a table; beside a table that covers a part of the period, of its records there. */
static struct hidden hidden_in(const struct side *s, size_t other, size_t part, bool then) {
    struct hidden h = {0};
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].part[other] == part && s->v[i].hidden) h.n++, h.sum += then ? s->v[i].then : s->v[i].n;
    return h;
}

static bool hide_one(struct side *s, size_t other, size_t part) {
    struct key *k = smallest(s, other, part);
    if (k) k->hidden = true;
    return k != NULL;
}

/* One side of a part hides something while the other shows all of it: what is hidden is then known together,
 * and must not be small. */
static bool part_closed(struct base *b, size_t i, size_t k, size_t part) {
    struct side *s = &b->sides[i], *o = &b->sides[k];
    bool then = s->roll || o->roll;
    struct hidden x = hidden_in(s, k, part, then), y = hidden_in(o, i, part, then);
    if ((x.n && y.n) || (!x.n && !y.n)) return false;
    struct hidden h = x.n ? x : y;
    if (h.n >= 2 && h.sum >= FIGURE_SMALL) return false;
    if (x.n) return hide_one(s, k, part) || hide_one(o, i, part);
    return hide_one(o, i, part) || hide_one(s, k, part);
}

/* A table that covers a part of the period, and shows all of it, tells what the other tables hold beyond:
 * what is hidden there is known together too. */
static bool beyond_closed(struct side *s, struct side *roll) {
    struct hidden h = {0};
    struct key *least = NULL;
    for (size_t i = 0; i < roll->n; i++)
        if (roll->v[i].hidden) return false;
    for (size_t i = 0; i < s->n; i++) {
        struct key *k = &s->v[i];
        if (k->then) continue;
        if (k->hidden) h.n++, h.sum += k->n;
        else if (!least || key_less(k, least)) least = k;
    }
    if (!h.n || (h.n >= 2 && h.sum >= FIGURE_SMALL)) return false;
    if (least) least->hidden = true;
    return least || hide_one(roll, 0, 0);
}

/* Every turn hides at least one cell, so it ends. */
static void base_close(struct base *b) {
    struct side *roll = b->n && b->sides[b->n - 1].roll ? &b->sides[b->n - 1] : NULL;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < b->n; i++) again |= alone_closed(&b->sides[i]);
        for (size_t i = 0; roll && i + 1 < b->n; i++) again |= beyond_closed(&b->sides[i], roll);
        for (size_t i = 0; i < b->n; i++)
            for (size_t k = i + 1; k < b->n; k++)
                for (size_t part = 1; part <= b->parts[i * b->n + k]; part++)
                    again |= part_closed(b, i, k, part);
    }
}

/* ---- from there to the answer ---- */

static const char *column_sql(const struct view *v, const char *column) {
    return strchr("ibd", figure_column_type(v, str_c(column))) ? column
                                                               : str_z(str_fmt("COALESCE(%s, '')", column));
}

static void side_add(struct base *b, const char *column, const struct roll *roll) {
    b->sides[b->n++] = (struct side){.column = column, .sql = column_sql(b->a->view, column), .roll = roll};
}

static void sides_make(struct base *b) {
    const struct indicator *all = &b->marks[0];
    struct request r = {.db = b->db, .province = b->a->province};
    b->districts = (struct answer){.ind = all,
                                   .province = b->a->province,
                                   .view = b->a->view,
                                   .when = b->a->when,
                                   .day = b->a->day,
                                   .as_of = b->a->as_of};
    b->sides = NEWS(struct side, all->n_by + 3);
    b->parts = NEWS(size_t, (all->n_by + 3) * (all->n_by + 3));
    figure_by_district(&r, &b->districts);
    if (view_has(b->a->view, "month") && !all->state) side_add(b, "month", NULL);
    if (view_has(b->a->view, "agency")) side_add(b, "agency", NULL);
    for (size_t i = 0; i < all->n_by; i++) side_add(b, str_z(all->by[i]), NULL);
    if (b->districts.roll.column.n) side_add(b, str_z(b->districts.roll.column), &b->districts.roll);
}

static struct side *side_of(struct base *b, const char *column, bool roll) {
    for (size_t i = 0; i < b->n; i++)
        if (!strcmp(b->sides[i].column, column) && roll == (b->sides[i].roll != NULL)) return &b->sides[i];
    return NULL;
}

/* The answer's own few are among the base's; but of the latest of each, a cell holds others than the whole
 * does. */
static void seed_own(struct base *b, struct side *s, const struct cells *c) {
    for (size_t i = 0; s && i < c->n; i++)
        if (small_cell(&c->v[i].f, b->a->ind->measure)) key_of(b, s, c->v[i].key)->hidden = true;
}

static void side_apply(struct base *b, struct side *s, struct cells *c) {
    if (!s) return figure_hide(c, b->a->ind->measure);
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < s->n; k++)
            if (s->v[k].hidden && str_eq(s->v[k].name, c->v[i].key)) hide(c, i);
    hide_empty(c);
}

/* Each table of the answer and the base's. */
static void tables_each(struct base *b, struct answer *a, bool apply) {
    struct cells *c[] = {&a->months, &a->units, &a->districts};
    struct side *s[3] = {side_of(b, "month", false), side_of(b, "agency", false),
                         side_of(b, str_z(a->roll.column), true)};
    for (size_t i = 0; i < a->n_by + 3; i++) {
        struct cells *table = i < 3 ? c[i] : &a->by[i - 3].cells;
        struct side *side = i < 3 ? s[i] : side_of(b, str_z(a->by[i - 3].column), false);
        if (apply) side_apply(b, side, table);
        else seed_own(b, side, table);
    }
}

static bool seeded(struct base *b, struct answer *a) {
    bool any = false;
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->sides[i].n; k++) b->sides[i].v[k].hidden = seed(b, &b->sides[i].v[k]);
    tables_each(b, a, false);
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->sides[i].n; k++) any = any || b->sides[i].v[k].hidden;
    return any;
}

void figure_hide_all(struct db *db, struct answer *a) {
    struct base b = {.db = db, .a = a};
    b.n_marks = figure_marks(a->province, a->ind, &b.marks);
    sides_make(&b);
    /* made of another column than its sisters' */
    if (!side_of(&b, str_z(a->roll.column), true)) a->districts = (struct cells){0};
    bool counted = sides_counted(&b);
    if (!counted) rows_read(&b);
    if (seeded(&b, a)) {
        if (counted && !pairs_counted(&b)) rows_read(&b), seeded(&b, a);
        base_close(&b);
    }
    tables_each(&b, a, true);
}
