/* Sums in memory against the rows, after random batches of events: as of random acts, in total, by each
 * column and by pairs, of one agency and of all, each measure; while others write; and a falsified row is
 * noticed. */
#include "figure/sums.h"
#include "answer/label.h"
#include "figure/query.h"
#include "tap.h"

#include <pthread.h>
#include <unistd.h>

#define ROWS(act)                                                                    \
    "(SELECT act, i, dossier, procedure, agency, channel, day, month, late, worked," \
    " weight FROM event WHERE " act " AND ($4 = '' OR agency = $4)) AS v"
static const struct view_column columns[] = {
    {"act", 'i'}, {"i", 'i'},     {"dossier", 'i'}, {"procedure", 't'}, {"agency", 'u'}, {"channel", 't'},
    {"day", 'd'}, {"month", 'm'}, {"late", 'b'},    {"worked", 'i'},    {"weight", 'i'}};
static const struct view returns = {"returns",
                                    "dossiers returned",
                                    ROWS("act <= $1 AND day >= $2 AND day < $3"),
                                    columns,
                                    COUNT(columns),
                                    "dossier",
                                    ROWS("act > $5 AND act <= $1 AND day + 0 >= $2 AND day + 0 < $3")};
static const struct view *const views[] = {&returns};

static str by[] = {S("channel"), S("procedure"), S("late")};
static struct condition online[] = {{.column = S("channel"), .value = S("online")}},
                        in_time[] = {{.column = S("late"), .value = S("false")}};
static struct indicator indicators[] = {
    {.id = S("count"),
     .measure = MEASURE_COUNT,
     .of = S("returns"),
     .where = online,
     .n_where = 1,
     .by = by,
     .n_by = COUNT(by)},
    {.id = S("share"),
     .measure = MEASURE_SHARE,
     .of = S("returns"),
     .hit = in_time,
     .n_hit = 1,
     .by = by,
     .n_by = COUNT(by)},
    {.id = S("sum"),
     .measure = MEASURE_SUM,
     .of = S("returns"),
     .column = S("worked"),
     .by = by,
     .n_by = COUNT(by)},
    {.id = S("mean"),
     .measure = MEASURE_MEAN,
     .of = S("returns"),
     .column = S("worked"),
     .weight = S("weight"),
     .by = by,
     .n_by = 1},
    {.id = S("ratio"),
     .measure = MEASURE_RATIO,
     .of = S("returns"),
     .column = S("worked"),
     .over = S("weight"),
     .by = by,
     .n_by = 1},
    {.id = S("median"),
     .measure = MEASURE_MEDIAN,
     .of = S("returns"),
     .column = S("worked"),
     .by = by,
     .n_by = COUNT(by)},
    {.id = S("standing"),
     .measure = MEASURE_COUNT,
     .of = S("returns"),
     .state = true,
     .by = by,
     .n_by = COUNT(by)},
};

static _Thread_local u64 seed = 11;
static i64 dice(i64 n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (i64)((seed >> 33) % (u64)n);
}

static char path[] = "/tmp/tinhso-counter-XXXXXX";
static i64 last_act;

static void add_events(struct db *db, i64 n) {
    static const char *const channels[] = {"online", "counter", "post", ""};
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    db_begin(db);
    for (i64 k = 0; k < n; k++) {
        int day = day_of(2025, 11, 1) + (int)dice(420);
        if (dice(3)) last_act++; /* some acts bring several events, some none */
        else if (k == 0) last_act++;
        static i64 i;
        bool blank = dice(9) == 0;
        db_run(db, "INSERT INTO event VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10)", VN(last_act),
               VN(++i), VT(str_fmt("P%lld", (long long)dice(9))),
               VT(str_fmt("A%02lld", (long long)dice(1 + dice(30)))), VT(str_c(channels[dice(4)])), VN(day),
               VT(month_iso(day)), VN(dice(7) == 0), blank ? VNIL : VN(dice(500000)),
               dice(20) ? VN(1 + dice(4)) : VNIL);
    }
    db_run(db, "UPDATE head SET n = $1", VN(last_act));
    require(db_commit(db));
    arena_enter(before);
    arena_free(mine);
}

static struct db *world(enum db_mode mode) {
    str error = {0};
    struct db *db = db_open_folder(str_c(path), mode, &error);
    require(db);
    return db;
}

/* ---- one comparison: everything a page asks, from the sums and from the rows ---- */

static bool same(struct figure a, struct figure b) {
    return a.num == b.num && a.den == b.den && a.n == b.n && a.has_value == b.has_value;
}

static size_t unlike(const struct cells *a, const struct cells *b) {
    size_t wrong = a->n != b->n || a->empty != b->empty || a->same != b->same;
    for (size_t i = 0; i < a->n && i < b->n; i++)
        wrong += !str_eq(a->v[i].key, b->v[i].key) || !same(a->v[i].f, b->v[i].f);
    return wrong;
}

struct seen {
    struct figure whole, one;
    struct cells months, units, by[COUNT(by)];
};
static struct seen look(struct db *db, const struct province *p, const struct indicator *ind,
                        struct period when, str agency, i64 as_of) {
    struct seen s = {.whole = figure_read(db, ind, when, (str){0}, as_of),
                     .one = figure_read(db, ind, when, agency, as_of)};
    s.months = figure_by_month(db, ind, when, (str){0}, as_of);
    s.units = cells_by_unit(db, p, ind, when, when.to - 1, as_of);
    for (size_t i = 0; i < ind->n_by; i++)
        s.by[i] = cells_by_column(db, p, ind, when, when.to - 1, as_of, ind->by[i]);
    return s;
}

/* How many answers differ. */
static size_t compare(struct db *db, const struct province *p, const struct indicator *ind,
                      struct period when, str agency, i64 as_of) {
    struct seen a = look(db, p, ind, when, agency, as_of);
    sums_off(true);
    struct seen b = look(db, p, ind, when, agency, as_of);
    sums_off(false);
    size_t wrong = (size_t)!same(a.whole, b.whole) + !same(a.one, b.one) + unlike(&a.months, &b.months) +
                   unlike(&a.units, &b.units);
    for (size_t i = 0; i < ind->n_by; i++) wrong += unlike(&a.by[i], &b.by[i]);
    return wrong;
}

static struct period some_period(const struct province *p) {
    i64 k = dice(5);
    return k < 2   ? period_reporting(p, 2025 + (int)k)
           : k < 4 ? period_calendar(2023 + (int)k)
                   : period_month(2026, 1 + (int)dice(12));
}

static void test_random(struct db *w, struct db *db, const struct province *p) {
    static const i64 sizes[] = {0, 1, 1, 3, 40, 300, 900, 4500};
    size_t wrong = 0, asked = 0;
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (int turn = 0; turn < 30; turn++) {
        add_events(w, sizes[dice(COUNT(sizes))]);
        db_begin(db);
        for (int k = 0; k < 4; k++, asked++) {
            i64 as_of = dice(3) ? last_act : dice(2) ? last_act - dice(50) : dice(last_act + 1);
            wrong += compare(db, p, &indicators[dice(COUNT(indicators))], some_period(p),
                             str_fmt("A%02lld", (long long)dice(31)), as_of);
        }
        db_rollback(db);
        arena_reset(mine);
    }
    arena_enter(before);
    arena_free(mine);
    ok(!wrong && asked == 120,
       "after %lld acts in batches, %zu questions as of now and of then: counters say what the rows say (%zu "
       "differ)",
       (long long)last_act, asked, wrong);
    ok(sums_bytes() > 0 && sums_bytes() < 64u << 20, "in %zu kB", sums_bytes() >> 10);
}

/* ---- readers beside a writer ---- */

static bool over;
static void *read_along(void *of) {
    size_t *wrong = of;
    struct arena *mine = arena_new();
    arena_enter(mine);
    struct province p = {.year_month = 12, .year_dom = 15};
    struct db *db = world(DB_READ);
    seed = (u64)(size_t)of;
    for (int n = 0; !__atomic_load_n(&over, __ATOMIC_RELAXED) || n < 8; n++) {
        db_begin(db);
        i64 now = db_int(db, "SELECT n FROM head");
        *wrong +=
            compare(db, &p, &indicators[dice(COUNT(indicators))], period_reporting(&p, 2026), S("A03"), now);
        db_rollback(db);
        arena_reset(mine);
    }
    db_close(db);
    arena_enter(NULL);
    arena_free(mine);
    return NULL;
}

static void test_beside_a_writer(struct db *w) {
    pthread_t threads[3];
    size_t wrong[COUNT(threads)] = {0};
    for (size_t i = 0; i < COUNT(threads); i++) pthread_create(&threads[i], NULL, read_along, &wrong[i]);
    for (int i = 0; i < 60; i++) add_events(w, dice(60));
    __atomic_store_n(&over, true, __ATOMIC_RELAXED);
    for (size_t i = 0; i < COUNT(threads); i++) pthread_join(threads[i], NULL);
    ok(!wrong[0] && !wrong[1] && !wrong[2],
       "three readers beside a writer see what their own state of the rows says");
}

/* Rows changed without an act must show as a difference: that is what the comparison is for. */
static void test_falsified(struct db *w, struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2026);
    size_t before = compare(db, p, &indicators[1], y, S("A01"), last_act);
    db_run(w, "UPDATE event SET late = 1 - late WHERE act < 500");
    size_t after = compare(db, p, &indicators[1], y, S("A01"), last_act);
    ok(!before && after, "falsified rows differ from their counter (%zu answers)", after);
}

int main(void) {
    arena_enter(arena_new());
    json_start();
    province_views(views, COUNT(views));
    if (!mkdtemp(path)) panic("mkdtemp");
    struct province p = {.year_month = 12, .year_dom = 15};
    struct db *w = world(DB_WRITE);
    db_script(w, "CREATE TABLE head (n BIGINT NOT NULL); INSERT INTO head"
                 " VALUES (0);"
                 "CREATE TABLE event (act BIGINT NOT NULL, i BIGINT NOT NULL, dossier BIGINT,"
                 " procedure TEXT, agency TEXT, channel TEXT, day BIGINT, month TEXT, late BIGINT,"
                 " worked BIGINT, weight BIGINT, PRIMARY KEY (act, i));"
                 " CREATE INDEX event_day ON event (day)");
    struct db *db = world(DB_READ);
    test_random(w, db, &p);
    test_beside_a_writer(w);
    test_falsified(w, db, &p);
    ok(!db_error(w).n && !db_error(db).n, "no question went wrong: %s%s", str_z(db_error(w)),
       str_z(db_error(db)));
    db_close(db);
    db_close(w);
    static const char *const names[] = {"main.db", "main.db-wal", "main.db-shm"};
    for (size_t i = 0; i < COUNT(names); i++) unlink(str_z(str_fmt("%s/%s", path, names[i])));
    rmdir(path);
    return done();
}
