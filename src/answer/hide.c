/* Statistical disclosure control: hides small cells from the public (primary suppression), and further
 * cells so that no sum reveals them (complementary suppression), across all linked tables. The choice
 * depends on the records alone: indicators over the same records hide the same cells, so that none reveals
 * what another hides. */
#include "answer.h"

#include "figure/query.h"
#include "figure/sums.h"

struct table_cell { /* a cell and whether it is hidden */
    str name;
    i64 n, then;  /* n: records; then: records of the days on which districts existed */
    i64 *hits;    /* hits[k]: records that count for linked indicator k */
    size_t *part; /* part[k]: the part shared with table k that this cell belongs to; 0 = no record */
    bool hidden;
};
struct linked_table {
    const char *column, *sql; /* column name, and the SQL expression of its key */
    const struct hierarchy
        *hierarchy; /* how its keys are grouped from the column's values; NULL = the keys are the values */
    struct table_cell *v;
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

static bool cell_less(const struct table_cell *a, const struct table_cell *b) {
    return a->n < b->n || (a->n == b->n && str_cmp(a->name, b->name) < 0);
}

/* The smallest shown cell with records, within a part shared with table `other` (part 0 = all); NULL when
 * there is none. */
static struct table_cell *smallest(const struct linked_table *s, size_t other, size_t part) {
    struct table_cell *least = NULL;
    for (size_t i = 0; i < s->n; i++) {
        struct table_cell *k = &s->v[i];
        if (k->hidden || !k->n || (part && k->part[other] != part)) continue;
        if (!least || cell_less(k, least)) least = k;
    }
    return least;
}

/* A cell without records that the definitions list is hidden too, once any cell is hidden: otherwise its
 * first record would show. */
static void hide_empty(struct cells *c) {
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if ((c->v[i].agency || c->v[i].listed) && !c->v[i].f.n) hide(c, i);
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if (c->v[i].agency || c->v[i].listed) c->empty = 0;
}

/* A single hidden cell equals the total less the shown cells; few records hidden together are revealed
 * likewise. Then one more cell is hidden. */
static bool few_hidden_suppressed(struct linked_table *s) {
    size_t n = 0;
    i64 sum = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].hidden) {
            n++;
            sum += s->v[i].n;
        }
    struct table_cell *k = n && (n < 2 || sum < FIGURE_SMALL) ? smallest(s, 0, 0) : NULL;
    if (k) k->hidden = true;
    return k != NULL;
}

void suppress_cells(struct cells *c, enum measure m) {
    struct linked_table s = {.v = NEWS(struct table_cell, c->n + 1), .n = c->n};
    for (size_t i = 0; i < c->n; i++)
        s.v[i] =
            (struct table_cell){.name = c->v[i].key, .n = c->v[i].f.n, .hidden = small_cell(&c->v[i].f, m)};
    while (few_hidden_suppressed(&s)) {}
    for (size_t i = 0; i < c->n; i++)
        if (s.v[i].hidden) hide(c, i);
    hide_empty(c);
}

bool suppress_total(struct figure *f) {
    if (few(f->n) || f->suppressed) *f = (struct figure){.suppressed = true, .moved = f->moved};
    return f->suppressed;
}

/* ---- all tables of all linked indicators ----
 * Some columns determine others: a procedure its field, an agency its unit. A shown cell of one table is
 * then a sum of cells of the other. So the keys of every two tables are joined into parts that share no
 * record. Within a part both tables have the same sum, so the hidden cells there must not be a single small
 * number either. */

/* working state: every table that any of the linked indicators shows */
struct linkage {
    struct db *db;
    const struct answer *a;
    struct indicator *counts; /* [0] all records; [1…] each indicator that counts a subset of them */
    size_t n_counts;
    struct hierarchy districts; /* the district table of all records */
    struct linked_table *tables;
    size_t n;
    size_t *parts; /* parts[i * n + k]: number of parts that tables i and k share */
};

static struct table_cell *cell_of(const struct linkage *b, struct linked_table *s, str name) {
    for (size_t i = 0; s->hierarchy && i < s->hierarchy->n; i++)
        if (str_eq(s->hierarchy->v[i].part, name)) {
            name = s->hierarchy->v[i].whole;
            break;
        }
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->v[i].name, name)) return &s->v[i];
    GROW(s->v, s->n, s->cap);
    s->v[s->n] = (struct table_cell){
        .name = str_copy(name), .hits = NEWS(i64, b->n_counts), .part = NEWS(size_t, b->n)};
    return &s->v[s->n++];
}

static void parts_join(struct linked_table *s, size_t other, size_t from, size_t to) {
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].part[other] == from) s->v[i].part[other] = to;
}

/* Two keys occur in one record: joins their parts. */
static void cells_meet(struct linkage *b, size_t i, struct table_cell *x, size_t k, struct table_cell *y) {
    size_t from = y->part[i], to = x->part[k] ? x->part[k] : from;
    if (!to) to = ++b->parts[i * b->n + k];
    if (from && from != to) {
        parts_join(&b->tables[i], k, from, to);
        parts_join(&b->tables[k], i, from, to);
    }
    x->part[k] = y->part[i] = to;
}

/* The days that both tables cover: the district days when one is the district table. */
static struct period common_days(const struct linkage *b, const struct linked_table *s,
                                 const struct linked_table *other) {
    if (s->hierarchy) return s->hierarchy->when;
    return other && other->hierarchy ? other->hierarchy->when : b->a->when;
}

/* Adds n records of the days `when` to a cell; for a linked indicator, adds them as hits. */
static void cell_add(const struct linkage *b, const struct linked_table *s, struct table_cell *k,
                     size_t count, struct period when, i64 n) {
    bool own = when.to == common_days(b, s, NULL).to;
    if (own && count) k->hits[count] += n;
    if (own && !count) k->n += n;
    if (!count && b->districts.column.n && when.to == b->districts.when.to) k->then += n;
}

static bool table_counted(struct linkage *b, struct linked_table *s, size_t count, struct period when) {
    struct sums g;
    if (!sums_groups(b->db, &b->counts[count], when, (str){0}, b->a->as_of, s->column, NULL, &g))
        return false;
    bool hits = b->counts[count].measure == MEASURE_SHARE;
    for (size_t i = 0; i < g.n; i++)
        cell_add(b, s, cell_of(b, s, g.v[i].key), count, when, hits ? g.v[i].amount : g.v[i].n);
    return true;
}

static bool pair_counted(struct linkage *b, size_t i, size_t k) {
    struct sums g;
    struct linked_table *s = &b->tables[i], *o = &b->tables[k];
    if (!sums_groups(b->db, &b->counts[0], common_days(b, s, o), (str){0}, b->a->as_of, s->column, o->column,
                     &g))
        return false;
    for (size_t x = 0; x < g.n; x++)
        cells_meet(b, i, cell_of(b, s, g.v[x].key), k, cell_of(b, o, g.v[x].key2));
    return true;
}

/* Counts every table from the sums in memory: the district table for its days, the others for the whole
 * period and for the district days within it. */
static bool tables_counted(struct linkage *b) {
    struct period then = b->districts.when;
    for (size_t i = 0; i < b->n; i++) {
        struct linked_table *s = &b->tables[i];
        for (size_t m = 0; m < b->n_counts; m++)
            if (!table_counted(b, s, m, common_days(b, s, NULL))) return false;
        if (!s->hierarchy && b->districts.column.n && then.to != b->a->when.to &&
            !table_counted(b, s, 0, then))
            return false;
    }
    return true;
}

static bool pairs_counted(struct linkage *b) {
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = i + 1; k < b->n; k++)
            if (!pair_counted(b, i, k)) return false;
    return true;
}

static size_t values_of(const struct indicator *count) {
    size_t n = 0;
    for (size_t i = 0; i < count->n_hit; i++) n += 1 + count->hit[i].n_more;
    return n;
}

/* Writes the SELECT column with the number of records that a linked indicator counts in each group. */
static void put_count(struct query *q, const struct indicator *count) {
    out_z(&q->sql, ", SUM(");
    if (count->measure == MEASURE_SHARE) query_hits(q, count);
    else
        out_fmt(&q->sql, "CASE WHEN %.*s IS NOT NULL AND %.*s IS NOT NULL THEN 1 ELSE 0 END",
                STR_ARG(count->column), STR_ARG(count->weight.n ? count->weight : count->column));
    out_z(&q->sql, ")");
}

/* Writes the SELECT of all tables' keys, the number of records and as many linked counts, from `count` on,
 * as placeholders allow; returns the next count. */
static size_t put_all(const struct linkage *b, struct query *q, size_t count) {
    out_z(&q->sql, "SELECT ");
    for (size_t i = 0; i < b->n; i++) out_fmt(&q->sql, "%s AS k%zu, ", b->tables[i].sql, i);
    out_z(&q->sql, "COUNT(*)");
    size_t left = MAX_VALUES - q->n -
                  values_of(&(struct indicator){.hit = b->counts[0].where, .n_hit = b->counts[0].n_where});
    for (; count < b->n_counts && values_of(&b->counts[count]) <= left; count++) {
        left -= values_of(&b->counts[count]);
        put_count(q, &b->counts[count]);
    }
    query_from(q, &b->counts[0]);
    for (size_t i = 0; i < b->n; i++) out_fmt(&q->sql, "%s%zu", i ? ", " : " GROUP BY ", i + 1);
    return count;
}

/* Counts all tables in one query, so that a million records are read once and not per table. */
static size_t all_asked(struct linkage *b, size_t first, struct period when) {
    struct query q = query_new(&b->counts[0], when, (str){0}, b->a->as_of);
    struct table_cell **met = NEWS(struct table_cell *, b->n + 1);
    size_t next = put_all(b, &q, first);
    for (struct rows r = query_ask(b->db, &q); rows_next(&r);) {
        for (size_t i = 0; i < b->n; i++) {
            met[i] = cell_of(b, &b->tables[i], row_look(&r, (int)i));
            if (first == 1) cell_add(b, &b->tables[i], met[i], 0, when, row_int(&r, (int)b->n));
            for (size_t m = first; m < next; m++)
                cell_add(b, &b->tables[i], met[i], m, when, row_int(&r, (int)(b->n + 1 + m - first)));
        }
        for (size_t i = 0; first == 1 && i < b->n; i++)
            for (size_t k = i + 1; k < b->n; k++)
                if (common_days(b, &b->tables[i], &b->tables[k]).to == when.to)
                    cells_meet(b, i, met[i], k, met[k]);
    }
    return next;
}

static void rows_read(struct linkage *b) {
    struct period then = b->districts.when;
    size_t count = 1, next;
    memset(b->parts, 0, b->n * b->n * sizeof *b->parts);
    for (size_t i = 0; i < b->n; i++) b->tables[i].v = NULL, b->tables[i].n = b->tables[i].cap = 0;
    do {
        next = all_asked(b, count, b->a->when);
        if (b->districts.column.n && then.to != b->a->when.to) all_asked(b, count, then);
    } while (next > count && (count = next) < b->n_counts);
}

static bool primary(const struct linkage *b, const struct table_cell *k) {
    bool small = few(k->n);
    for (size_t m = 1; m < b->n_counts; m++) small = small || few(k->hits[m]) || few(k->n - k->hits[m]);
    return small;
}

struct hidden {
    size_t n;
    i64 sum;
};
/* The hidden cells of one part of a table; with `then`, counting only records of the district days. */
static struct hidden hidden_in(const struct linked_table *s, size_t other, size_t part, bool then) {
    struct hidden h = {0};
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].part[other] == part && s->v[i].hidden) h.n++, h.sum += then ? s->v[i].then : s->v[i].n;
    return h;
}

static bool suppress_one(struct linked_table *s, size_t other, size_t part) {
    struct table_cell *k = smallest(s, other, part);
    if (k) k->hidden = true;
    return k != NULL;
}

/* If one table hides cells of a part and the other shows all of it, the sum of the hidden cells is known.
 * It must not be small. */
static bool part_suppressed(struct linkage *b, size_t i, size_t k, size_t part) {
    struct linked_table *s = &b->tables[i], *o = &b->tables[k];
    bool then = s->hierarchy || o->hierarchy;
    struct hidden x = hidden_in(s, k, part, then), y = hidden_in(o, i, part, then);
    if ((x.n && y.n) || (!x.n && !y.n)) return false;
    struct hidden h = x.n ? x : y;
    if (h.n >= 2 && h.sum >= FIGURE_SMALL) return false;
    if (x.n) return suppress_one(s, k, part) || suppress_one(o, i, part);
    return suppress_one(o, i, part) || suppress_one(s, k, part);
}

/* The district table ends before the period. If it hides nothing, subtracting it from another table gives the
 * sum of that table's hidden cells after its last day. That sum must not be small. */
static bool beyond_suppressed(struct linked_table *s, struct linked_table *districts) {
    struct hidden h = {0};
    struct table_cell *least = NULL;
    for (size_t i = 0; i < districts->n; i++)
        if (districts->v[i].hidden) return false;
    for (size_t i = 0; i < s->n; i++) {
        struct table_cell *k = &s->v[i];
        if (k->then) continue;
        if (k->hidden) h.n++, h.sum += k->n;
        else if (!least || cell_less(k, least)) least = k;
    }
    if (!h.n || (h.n >= 2 && h.sum >= FIGURE_SMALL)) return false;
    if (least) least->hidden = true;
    return least || suppress_one(districts, 0, 0);
}

/* Repeats until no table needs another hidden cell. Every turn hides at least one, so the loop ends. */
static void complementary_all(struct linkage *b) {
    struct linked_table *districts = b->n && b->tables[b->n - 1].hierarchy ? &b->tables[b->n - 1] : NULL;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < b->n; i++) again |= few_hidden_suppressed(&b->tables[i]);
        for (size_t i = 0; districts && i + 1 < b->n; i++)
            again |= beyond_suppressed(&b->tables[i], districts);
        for (size_t i = 0; i < b->n; i++)
            for (size_t k = i + 1; k < b->n; k++)
                for (size_t part = 1; part <= b->parts[i * b->n + k]; part++)
                    again |= part_suppressed(b, i, k, part);
    }
}

/* ---- from the answer to the linked tables and back ---- */

static const char *column_sql(const struct view *v, const char *column) {
    return strchr("ibd", figure_column_type(v, str_c(column))) ? column
                                                               : str_z(str_fmt("COALESCE(%s, '')", column));
}

static void table_add(struct linkage *b, const char *column, const struct hierarchy *hierarchy) {
    b->tables[b->n++] = (struct linked_table){
        .column = column, .sql = column_sql(b->a->view, column), .hierarchy = hierarchy};
}

static void tables_make(struct linkage *b) {
    const struct indicator *all = &b->counts[0];
    const struct answer *a = b->a;
    b->tables = NEWS(struct linked_table, all->n_by + 3);
    b->parts = NEWS(size_t, (all->n_by + 3) * (all->n_by + 3));
    figure_by_district(b->db, a->province, all, a->when, a->day, a->as_of, &b->districts);
    if (view_has(a->view, "month") && !all->state) table_add(b, "month", NULL);
    if (view_has(a->view, "agency")) table_add(b, "agency", NULL);
    for (size_t i = 0; i < all->n_by; i++) table_add(b, str_z(all->by[i]), NULL);
    if (b->districts.column.n) table_add(b, str_z(b->districts.column), &b->districts);
}

static struct linked_table *table_of(struct linkage *b, const char *column, bool of_hierarchy) {
    for (size_t i = 0; i < b->n; i++)
        if (!strcmp(b->tables[i].column, column) && of_hierarchy == (b->tables[i].hierarchy != NULL))
            return &b->tables[i];
    return NULL;
}

/* Small cells of this indicator are normally found by the pass over all linked tables. With `latest`, a cell
 * counts other records than the total does, so its own small cells are added here. */
static void primary_own(struct linkage *b, struct linked_table *s, const struct cells *c) {
    for (size_t i = 0; s && i < c->n; i++)
        if (small_cell(&c->v[i].f, b->a->ind->measure)) cell_of(b, s, c->v[i].key)->hidden = true;
}

static void table_apply(struct linkage *b, struct linked_table *s, struct cells *c) {
    if (!s) return suppress_cells(c, b->a->ind->measure);
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < s->n; k++)
            if (s->v[k].hidden && str_eq(s->v[k].name, c->v[i].key)) hide(c, i);
    hide_empty(c);
}

/* Visits each table of the answer with its linked table: marks small cells, or (`apply`) hides them. */
static void tables_each(struct linkage *b, struct answer *a, bool apply) {
    struct cells *c[] = {&a->months, &a->units, &a->districts};
    struct linked_table *s[3] = {table_of(b, "month", false), table_of(b, "agency", false),
                                 table_of(b, str_z(a->hierarchy.column), true)};
    for (size_t i = 0; i < a->n_by + 3; i++) {
        struct cells *table = i < 3 ? c[i] : &a->by[i - 3].cells;
        struct linked_table *linked = i < 3 ? s[i] : table_of(b, str_z(a->by[i - 3].column), false);
        if (apply) table_apply(b, linked, table);
        else primary_own(b, linked, table);
    }
}

static bool primary_all(struct linkage *b, struct answer *a) {
    bool any = false;
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->tables[i].n; k++) b->tables[i].v[k].hidden = primary(b, &b->tables[i].v[k]);
    tables_each(b, a, false);
    for (size_t i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->tables[i].n; k++) any = any || b->tables[i].v[k].hidden;
    return any;
}

void suppress_tables(struct db *db, struct answer *a) {
    struct linkage b = {.db = db, .a = a};
    b.n_counts = linked_counts(a->province, a->ind, &b.counts);
    tables_make(&b);
    /* the districts were added up from another column than the linked tables: no control possible, so they
     * are dropped */
    if (!table_of(&b, str_z(a->hierarchy.column), true)) a->districts = (struct cells){0};
    bool counted = tables_counted(&b);
    if (!counted) rows_read(&b);
    if (primary_all(&b, a)) {
        if (counted && !pairs_counted(&b)) rows_read(&b), primary_all(&b, a);
        complementary_all(&b);
    }
    tables_each(&b, a, true);
}
