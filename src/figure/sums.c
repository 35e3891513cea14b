/* In-memory data cubes for figures (see sums.h). A cube holds records added up by all its columns at once
 * ("tuples") up to act `base`. Later records ("late") stay single, with their acts. So a cube can answer as
 * of any act from `base` on, also for a reader whose snapshot of the journal is slightly older. */
#include "sums.h"
#include "journal/read.h"
#include "parts.h"
#include "query.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    DIMS = 8,
    KEYS_MAX = 1024,
    LATE_MAX = 4096,
    LATE_KEPT = 512,
    CUBES_MAX = 512,
    TUPLES_MAX = 1 << 18,
    BUDGET = 64 << 20,
    YEARS_WARM = 2
};

struct dim { /* a grouping column and its dictionary of values */
    const char *column;
    str *keys;
    size_t n, cap;
    u32 slots[2 * KEYS_MAX]; /* hash → index + 1 */
};
struct tuple {
    unsigned short id[DIMS];
    i64 n, amount, by;
};
struct middle { /* one number of a median's cube, kept sorted */
    u32 x, tuple;
};
struct late {
    i64 act, x, by;
    u32 tuple;
};
struct cube {
    struct cube *next; /* linked list of all cubes, most recently used first */
    str name;
    struct arena *home, *own; /* `home` holds the struct, `own` its contents, which begin_anew frees */
    pthread_mutex_t lock;
    size_t users, bytes; /* guarded by table_lock */
    bool filled, failed; /* failed: too many distinct values or too large numbers for a cube */
    size_t n_dims;
    struct dim dims[DIMS];
    i64 base, until; /* `tuples` cover the acts up to `base`, `late` those after it up to `until` */
    struct tuple *tuples;
    size_t n_tuples, cap_tuples;
    u32 *slots; /* hash of ids → index + 1 */
    size_t n_slots;
    struct middle *middle;
    size_t n_middle, cap_middle;
    struct late late[LATE_MAX];
    size_t n_late;
    /* `whole` caches the total as of act `whole_of`: one page asks for it several times, and so does the
     * next reader */
    i64 whole_of;
    struct sum whole;
};

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cube *table;
static _Thread_local bool off;

void sums_off(bool value) { off = value; }

/* ---- the table of cubes ---- */

size_t sums_bytes(void) {
    size_t all = 0;
    pthread_mutex_lock(&table_lock);
    for (struct cube *c = table; c; c = c->next) all += c->bytes;
    pthread_mutex_unlock(&table_lock);
    return all;
}

/* Evicts the least recently used cubes until the budget holds. The caller holds table_lock. */
static void make_room(void) {
    size_t all = 0, n = 0;
    for (struct cube **at = &table; *at;) {
        struct cube *c = *at;
        all += c->bytes;
        if ((all <= BUDGET && ++n <= CUBES_MAX) || c->users) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        all -= c->bytes;
        pthread_mutex_destroy(&c->lock);
        arena_free(c->own);
        arena_free(c->home);
    }
}

static struct cube *cube_new(str name) {
    struct arena *home = arena_new(), *before = arena_enter(home);
    struct cube *c = NEW(struct cube);
    *c = (struct cube){.home = home, .own = arena_new(), .name = str_copy(name)};
    pthread_mutex_init(&c->lock, NULL);
    arena_enter(before);
    return c;
}

/* Finds or makes the cube of that name and locks it; cube_leave releases it. */
static struct cube *cube_enter(str name) {
    pthread_mutex_lock(&table_lock);
    struct cube **at = &table;
    while (*at && !str_eq((*at)->name, name)) at = &(*at)->next;
    struct cube *c = *at;
    if (c) *at = c->next;
    else c = cube_new(name);
    c->next = table;
    table = c;
    c->users++;
    make_room();
    pthread_mutex_unlock(&table_lock);
    pthread_mutex_lock(&c->lock);
    return c;
}

static void cube_leave(struct cube *c) {
    size_t bytes = arena_used(c->home) + arena_used(c->own);
    pthread_mutex_unlock(&c->lock);
    pthread_mutex_lock(&table_lock);
    c->bytes = bytes;
    c->users--;
    pthread_mutex_unlock(&table_lock);
}

/* ---- the question ---- */

static void dim_add(const char *columns[DIMS], size_t *n, const struct view *v, const char *column) {
    for (size_t i = 0; i < *n; i++)
        if (!strcmp(columns[i], column)) return;
    if (*n < DIMS && view_has(v, column)) columns[(*n)++] = column;
}

static size_t columns_of(const struct indicator *ind, const struct view *v, const char *columns[DIMS]) {
    size_t n = 0;
    dim_add(columns, &n, v, "month");
    dim_add(columns, &n, v, "agency");
    for (size_t i = 0; i < ind->n_by; i++) dim_add(columns, &n, v, str_z(ind->by[i]));
    return n;
}

static void put_keys(struct query *q, const char *const columns[DIMS], size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool number = strchr("ibd", figure_column_type(q->view, str_c(columns[i]))) != NULL;
        out_fmt(&q->sql, number ? "%s%s" : "%sCOALESCE(%s, '')", i ? ", " : "", columns[i]);
    }
}

/* Selects keys, number and divisor of every record, unsorted. They are added up in C, because GROUP BY in
 * the database would sort them all first. */
static struct query base_query(const struct indicator *ind, struct period when, i64 as_of,
                               const char *const columns[DIMS], size_t n) {
    struct query q = query_new(ind, when, (str){0}, as_of);
    out_z(&q.sql, "SELECT ");
    put_keys(&q, columns, n);
    out_z(&q.sql, ", ");
    query_record(&q, ind);
    query_from(&q, ind);
    return q;
}

/* Selects keys, act, number and divisor of each record after act `after`. */
static struct query late_query(const struct indicator *ind, struct period when, i64 after, i64 as_of,
                               const char *const columns[DIMS], size_t n) {
    struct query q = query_new(ind, when, (str){0}, as_of);
    query_after(&q, after);
    out_z(&q.sql, "SELECT ");
    put_keys(&q, columns, n);
    out_z(&q.sql, ", act, ");
    query_record(&q, ind);
    query_from(&q, ind);
    out_fmt(&q.sql, " ORDER BY act LIMIT %d", LATE_MAX);
    return q;
}

/* ---- tuples ---- */

static u32 hash_bytes(const void *p, size_t n) {
    u32 h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ ((const u8 *)p)[i]) * 16777619u;
    return h;
}

static bool key_id(struct dim *d, str key, unsigned short *out) {
    for (u32 at = hash_bytes(key.p, key.n);; at++) {
        u32 *slot = &d->slots[at % COUNT(d->slots)];
        if (*slot && !str_eq(d->keys[*slot - 1], key)) continue;
        if (!*slot) {
            if (d->n == KEYS_MAX) return false;
            GROW(d->keys, d->n, d->cap);
            d->keys[d->n++] = str_copy(key);
            *slot = (u32)d->n;
        }
        *out = (unsigned short)(*slot - 1);
        return true;
    }
}

static void slots_double(struct cube *c) {
    size_t n = c->n_slots ? 4 * c->n_slots : 1024;
    c->slots = NEWS(u32, n);
    c->n_slots = n;
    for (size_t i = 0; i < c->n_tuples; i++) {
        u32 at = hash_bytes(c->tuples[i].id, sizeof c->tuples[i].id);
        while (c->slots[at % n]) at++;
        c->slots[at % n] = (u32)i + 1;
    }
}

/* Finds or adds the tuple with the row's keys; false when there are too many distinct keys or tuples. */
static bool tuple_find(struct cube *c, const struct rows *r, u32 *out) {
    struct tuple t = {0};
    for (size_t i = 0; i < c->n_dims; i++)
        if (!key_id(&c->dims[i], row_look(r, (int)i), &t.id[i])) return false;
    if (2 * c->n_tuples >= c->n_slots) slots_double(c);
    for (u32 at = hash_bytes(t.id, sizeof t.id);; at++) {
        u32 *slot = &c->slots[at % c->n_slots];
        if (*slot && memcmp(c->tuples[*slot - 1].id, t.id, sizeof t.id)) continue;
        if (!*slot) {
            if (c->n_tuples == TUPLES_MAX) return false;
            GROW(c->tuples, c->n_tuples, c->cap_tuples);
            c->tuples[c->n_tuples++] = t;
            *slot = (u32)c->n_tuples;
        }
        *out = *slot - 1;
        return true;
    }
}

static bool tuple_of(struct cube *c, const struct rows *r, u32 *out) {
    struct arena *before = arena_enter(c->own);
    bool good = tuple_find(c, r, out);
    arena_enter(before);
    return good;
}

/* ---- filling and bringing up to date ---- */

static void middle_add(struct cube *c, i64 x, u32 tuple) {
    struct arena *before = arena_enter(c->own);
    GROW(c->middle, c->n_middle, c->cap_middle);
    arena_enter(before);
    c->middle[c->n_middle++] = (struct middle){(u32)x, tuple};
}

static bool fits(i64 x) { return x >= 0 && x <= UINT32_MAX; }

/* Adds one record to its tuple in the base. */
static bool base_row(struct cube *c, const struct rows *r, bool median) {
    int at = (int)c->n_dims;
    u32 t = 0;
    if (!tuple_of(c, r, &t)) return false;
    struct tuple *x = &c->tuples[t];
    x->n++;
    if (!median) return x->amount += row_int(r, at), x->by += row_int(r, at + 1), true;
    if (!fits(row_int(r, at))) return false;
    return middle_add(c, row_int(r, at), t), true;
}

static int by_number(const void *a, const void *b) {
    u32 x = ((const struct middle *)a)->x, y = ((const struct middle *)b)->x;
    return (x > y) - (x < y);
}

static void fill(struct cube *c, struct db *db, const struct indicator *ind, struct period when, i64 as_of) {
    const char *columns[DIMS];
    c->n_dims = columns_of(ind, figure_view(ind), columns);
    struct arena *before = arena_enter(c->own);
    for (size_t i = 0; i < c->n_dims; i++) c->dims[i] = (struct dim){.column = str_z(str_c(columns[i]))};
    arena_enter(before);
    struct query q = base_query(ind, when, as_of, columns, c->n_dims);
    struct rows r = query_ask(db, &q);
    while (!c->failed && rows_next(&r)) c->failed = !base_row(c, &r, ind->measure == MEASURE_MEDIAN);
    rows_end(&r);
    if (c->n_middle) qsort(c->middle, c->n_middle, sizeof *c->middle, by_number);
    c->base = c->until = as_of;
    c->filled = !db_error(db).n;
}

/* Merges two sorted lists from the end, so that each element is moved once. */
static void middle_merge(struct cube *c, struct middle *more, size_t n) {
    size_t a = c->n_middle, to = a + n;
    if (n) qsort(more, n, sizeof *more, by_number);
    for (size_t i = 0; i < n; i++) middle_add(c, 0, 0);
    while (n) c->middle[--to] = a && c->middle[a - 1].x > more[n - 1].x ? c->middle[--a] : more[--n];
}

/* Moves old late records into the base. The last LATE_KEPT stay, for readers whose snapshot is slightly
 * older. */
static void fold(struct cube *c, bool median) {
    if (c->n_late <= LATE_MAX / 2) return;
    i64 upto = c->late[c->n_late - LATE_KEPT].act;
    size_t n = 0, kept = 0;
    struct middle *more = NEWS(struct middle, c->n_late);
    for (size_t i = 0; i < c->n_late; i++) {
        struct late *l = &c->late[i];
        if (l->act > upto) {
            c->late[kept++] = *l;
            continue;
        }
        struct tuple *t = &c->tuples[l->tuple];
        t->n++;
        if (median) more[n++] = (struct middle){(u32)l->x, l->tuple};
        else t->amount += l->x, t->by += l->by;
    }
    c->n_late = kept;
    c->base = upto;
    middle_merge(c, more, n);
}

/* Appends the records after act `until` as far as there is room; returns how many were read, or -1 on
 * failure. */
static i64 late_read(struct cube *c, struct db *db, const struct indicator *ind, struct period when,
                     i64 as_of) {
    const char *columns[DIMS];
    size_t n = columns_of(ind, figure_view(ind), columns), before = c->n_late;
    struct query q = late_query(ind, when, c->until, as_of, columns, n);
    struct rows r = query_ask(db, &q);
    int at = (int)n;
    while (c->n_late < LATE_MAX && rows_next(&r)) {
        struct late l = {.act = row_int(&r, at), .x = row_int(&r, at + 1), .by = row_int(&r, at + 2)};
        c->failed = !tuple_of(c, &r, &l.tuple) || (ind->measure == MEASURE_MEDIAN && !fits(l.x));
        if (c->failed) break;
        c->late[c->n_late++] = l;
    }
    rows_end(&r);
    if (!c->failed && !db_error(db).n) return (i64)(c->n_late - before);
    c->n_late = before;
    return -1;
}

/* Reads the records after `until` in as many turns as needed. A full turn may have cut its last act, so
 * that act is read again. */
static bool catch_up(struct cube *c, struct db *db, const struct indicator *ind, struct period when,
                     i64 as_of) {
    while (c->until < as_of) {
        fold(c, ind->measure == MEASURE_MEDIAN);
        i64 got = late_read(c, db, ind, when, as_of);
        if (got < 0) return false;
        if (c->n_late < LATE_MAX) {
            c->until = as_of;
            return true;
        }
        i64 last = c->late[c->n_late - 1].act;
        /* one act has more records than a turn can hold */
        if (last <= c->until + 1) return c->failed = true, false;
        while (c->n_late && c->late[c->n_late - 1].act == last) c->n_late--;
        c->until = last - 1;
    }
    return true;
}

static void begin_anew(struct cube *c) {
    arena_free(c->own);
    c->own = arena_new();
    c->tuples = NULL;
    c->middle = NULL;
    c->slots = NULL;
    c->n_tuples = c->cap_tuples = c->n_middle = c->cap_middle = c->n_slots = c->n_late = 0;
    c->filled = false;
    c->whole_of = 0;
}

/* ---- answering ---- */

static int dim_of(const struct cube *c, const char *column) {
    for (size_t i = 0; column && i < c->n_dims; i++)
        if (!strcmp(c->dims[i].column, column)) return (int)i;
    return -1;
}

struct asked { /* a question being answered: which group each tuple belongs to */
    int dim, dim2, agency;
    unsigned short agency_id;
    bool one_agency, nobody;
    u32 *group_of; /* tuple → group + 1; 0 = tuple not selected */
    struct sums *out;
};

static u32 group_for(const struct cube *c, struct asked *a, const struct tuple *t, u32 *index, size_t width) {
    if (a->nobody || (a->one_agency && t->id[a->agency] != a->agency_id)) return 0;
    size_t i = a->dim < 0 ? 0 : t->id[a->dim], k = a->dim2 < 0 ? 0 : t->id[a->dim2];
    u32 *slot = &index[i * width + k];
    if (!*slot) {
        struct sums *o = a->out;
        GROW(o->v, o->n, o->cap);
        o->v[o->n++] = (struct sum){.key = a->dim < 0 ? (str){0} : str_copy(c->dims[a->dim].keys[i]),
                                    .key2 = a->dim2 < 0 ? (str){0} : str_copy(c->dims[a->dim2].keys[k])};
        *slot = (u32)o->n;
    }
    return *slot;
}

static void groups_make(const struct cube *c, struct asked *a) {
    size_t high = a->dim < 0 ? 1 : c->dims[a->dim].n, width = a->dim2 < 0 ? 1 : c->dims[a->dim2].n;
    u32 *index = NEWS(u32, high * width + 1);
    a->group_of = NEWS(u32, c->n_tuples + 1);
    for (size_t i = 0; i < c->n_tuples; i++) a->group_of[i] = group_for(c, a, &c->tuples[i], index, width);
}

static void add_all(const struct cube *c, struct asked *a, i64 as_of) {
    for (size_t i = 0; i < c->n_tuples; i++) {
        const struct tuple *t = &c->tuples[i];
        struct sum *g = a->group_of[i] ? &a->out->v[a->group_of[i] - 1] : NULL;
        if (g) g->n += t->n, g->amount += t->amount, g->by += t->by;
    }
    for (size_t i = 0; i < c->n_late && c->late[i].act <= as_of; i++) {
        const struct late *l = &c->late[i];
        struct sum *g = a->group_of[l->tuple] ? &a->out->v[a->group_of[l->tuple] - 1] : NULL;
        if (g) g->n++, g->amount += l->x, g->by += l->by;
    }
}

/* Walks the sorted base and the sorted late numbers once together; each group keeps its one or two middle
 * numbers. */
static void take_middles(const struct cube *c, struct asked *a, i64 as_of) {
    struct middle *late = NEWS(struct middle, c->n_late + 1);
    size_t n_late = 0, i = 0, k = 0;
    for (size_t j = 0; j < c->n_late && c->late[j].act <= as_of; j++)
        late[n_late++] = (struct middle){(u32)c->late[j].x, c->late[j].tuple};
    if (n_late) qsort(late, n_late, sizeof *late, by_number);
    i64 *passed = NEWS(i64, a->out->n + 1);
    for (size_t g = 0; g < a->out->n; g++) a->out->v[g].amount = 0;
    while (i < c->n_middle || k < n_late) {
        const struct middle *m =
            k == n_late || (i < c->n_middle && c->middle[i].x <= late[k].x) ? &c->middle[i++] : &late[k++];
        if (!a->group_of[m->tuple]) continue;
        struct sum *g = &a->out->v[a->group_of[m->tuple] - 1];
        i64 place = ++passed[a->group_of[m->tuple] - 1];
        if (place == (g->n + 1) / 2) g->amount += m->x;
        if (place == (g->n + 2) / 2 && g->n % 2 == 0) g->amount += m->x;
    }
}

static int by_key(const void *a, const void *b) {
    const struct sum *x = a, *y = b;
    int c = str_cmp(x->key, y->key);
    return c ? c : str_cmp(x->key2, y->key2);
}

static void answer(const struct cube *c, struct asked *a, bool median, i64 as_of) {
    groups_make(c, a);
    add_all(c, a, as_of);
    if (median) take_middles(c, a, as_of);
    size_t n = 0;
    for (size_t i = 0; i < a->out->n; i++)
        if (a->out->v[i].n) a->out->v[n++] = a->out->v[i];
    a->out->n = n;
    if (n) qsort(a->out->v, n, sizeof *a->out->v, by_key);
}

/* The cache key: the query's text with its bound values except the act, and whether the cube keeps single
 * numbers (median) or sums. */
static str name_of(struct db *db, const struct indicator *ind, struct period when) {
    const char *columns[DIMS];
    struct query q = base_query(ind, when, 0, columns, columns_of(ind, figure_view(ind), columns));
    struct out o = {0};
    out_fmt(&o, "%.*s\n%d %.*s", STR_ARG(db_folder(db)), ind->measure == MEASURE_MEDIAN,
            STR_ARG(out_all(&q.sql)));
    for (size_t i = 1; i < q.n; i++)
        if (q.v[i].kind == VAL_INT) out_fmt(&o, "\n%lld", (long long)q.v[i].n);
        else out_fmt(&o, "\n'%.*s'", STR_ARG(q.v[i].s));
    return out_all(&o);
}

/* Brings the cube up to date for `as_of`; false when its base is newer or there is no room. */
static bool ready(struct cube *c, struct db *db, const struct indicator *ind, struct period when, i64 as_of) {
    if (c->failed || (c->filled && as_of < c->base)) return false;
    if (c->filled && as_of > c->until && !catch_up(c, db, ind, when, as_of)) begin_anew(c);
    if (!c->filled && !c->failed) fill(c, db, ind, when, as_of);
    return c->filled && !c->failed;
}

static bool only_agency(const struct cube *c, struct asked *a, str agency) {
    a->agency = dim_of(c, "agency");
    a->one_agency = agency.n > 0;
    if (!a->one_agency) return true;
    if (a->agency < 0) return false;
    const struct dim *d = &c->dims[a->agency];
    size_t k = 0;
    while (k < d->n && !str_eq(d->keys[k], agency)) k++;
    a->agency_id = (unsigned short)k;
    a->nobody = k == d->n;
    return true;
}

static void whole_again(const struct cube *c, struct sums *out) {
    if (!c->whole.n) return;
    GROW(out->v, out->n, out->cap);
    out->v[out->n++] = c->whole;
}

static bool answered(str name, struct db *db, const struct indicator *ind, struct period when, str agency,
                     i64 as_of, const char *column, const char *column2, struct sums *out) {
    struct cube *c = cube_enter(name);
    bool good = ready(c, db, ind, when, as_of);
    struct asked a = {.dim = dim_of(c, column), .dim2 = dim_of(c, column2), .out = out};
    good = good && (!column || a.dim >= 0) && (!column2 || a.dim2 >= 0) && only_agency(c, &a, agency);
    bool whole = !column && !column2 && !agency.n;
    if (good && whole && c->whole_of == as_of) whole_again(c, out);
    else if (good) answer(c, &a, ind->measure == MEASURE_MEDIAN, as_of);
    if (good && whole) c->whole_of = as_of, c->whole = out->n ? out->v[0] : (struct sum){0};
    cube_leave(c);
    return good;
}

bool sums_groups(struct db *db, const struct indicator *ind, struct period when, str agency, i64 as_of,
                 const char *column, const char *column2, struct sums *out) {
    const struct view *v = figure_view(ind);
    *out = (struct sums){0};
    if (off || !v || !v->after || ind->latest.n) return false;
    str name = name_of(db, ind, when);
    if (answered(name, db, ind, when, agency, as_of, column, column2, out)) return true;
    /* a question about an older act gets a cube of its own: figures as of this morning are asked for all
     * day */
    name = str_fmt("%.*s\n@%lld", STR_ARG(name), (long long)as_of);
    return answered(name, db, ind, when, agency, as_of, column, column2, out);
}

/* Updates one cube in its own transaction, so that no read transaction is long. */
static void warm_one(struct db *db, const struct indicator *ind, struct period when) {
    struct sums g;
    db_begin(db);
    sums_groups(db, ind, when, (str){0}, journal_last(db), NULL, NULL, &g);
    db_rollback(db);
}

/* Updates the indicator's cube and, for records about persons, the cubes that disclosure control needs. */
static void warm(struct db *db, const struct province *p, const struct indicator *ind, struct period when) {
    struct indicator *marks;
    warm_one(db, ind, when);
    for (size_t i = 0, n = figure_about_persons(figure_view(ind)) ? linked_counts(p, ind, &marks) : 0; i < n;
         i++)
        warm_one(db, &marks[i], when);
}

void sums_warm(struct db *db, const struct province *p, i64 now) {
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (size_t i = 0; i < p->n_indicators; i++)
        for (int year = reporting_year(p, when_day(now)), k = 0; k < YEARS_WARM; k++) {
            if (figure_view(&p->indicators[i])) warm(db, p, &p->indicators[i], period_reporting(p, year - k));
            arena_reset(mine);
        }
    arena_enter(before);
    arena_free(mine);
}
