/* Figures against a recount by other code, on a handmade database: wholes, months, units, suppression, empty
 * periods, leap days, the check against the journal. */
#include "figure/figure.h"
#include "dossier/event.h"
#include "answer/against_journal.h"
#include "answer/label.h"
#include "answer/number.h"
#include "answer/records.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "figure/recount.h"
#include "rooms/register/register.h"
#include "tap.h"

#include <unistd.h>

/* ---- a handmade world: events in an array, the same in a table ---- */

struct event {
    i64 act;
    int day;
    const char *agency, *channel, *procedure, *field;
    bool wholly, late;
    int worked;
};
enum { N_EVENTS = 3000, N_AGENCIES = 12 };
static struct event events[N_EVENTS];
enum { N_PROCEDURES = 9, N_FIELDS = 3 };
static const char *const procedures[N_PROCEDURES] = {"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"},
                         *const fields[N_FIELDS] = {"F1", "F2", "F3"};
static const char *const codes[N_AGENCIES] = {"A01", "A02", "A03", "A04", "A05", "A06",
                                              "A07", "A08", "A09", "A10", "A11", "A12"};

#define RETURNED                                                              \
    "(SELECT act, i, dossier, procedure, field, agency, channel, day, month," \
    " wholly_online, late, worked FROM dossier_event"                         \
    " WHERE what = 'returned' AND act <= $1 AND day >= $2 AND day < $3"       \
    " AND ($4 = '' OR agency = $4)) AS v"
static const struct view_column columns[] = {{"act", 'i'},       {"i", 'i'},      {"dossier", 'i'},
                                             {"procedure", 't'}, {"agency", 'u'}, {"channel", 't'},
                                             {"day", 'd'},       {"month", 'm'},  {"wholly_online", 'b'},
                                             {"late", 'b'},      {"field", 't'},  {"worked", 'i'}};
static const struct view returns = {"returns",      "dossiers returned", RETURNED, columns,
                                    COUNT(columns), "dossier",           NULL};
static const struct view_column plain_columns[] = {
    {"act", 'i'}, {"i", 'i'}, {"wholly_online", 'b'}, {"day", 'd'}};
/* the same without month and agency: the engine must get the same answers by asking again and again */
static const struct view bare = {
    "bare", "dossiers returned", RETURNED, plain_columns, COUNT(plain_columns), "dossier", NULL};
static const struct view *const views[] = {&returns, &bare};

static struct condition hit_whole[] = {{.column = S("wholly_online"), .value = S("true")}};
static struct condition where_online[] = {{.column = S("channel"), .value = S("online")}};
static struct indicator share = {.id = S("level4-whole"),
                                 .measure = MEASURE_SHARE,
                                 .of = S("returns"),
                                 .hit = hit_whole,
                                 .n_hit = 1,
                                 .up = true};
static struct indicator bare_share = {
    .id = S("bare"), .measure = MEASURE_SHARE, .of = S("bare"), .hit = hit_whole, .n_hit = 1, .up = true};
static struct indicator count = {
    .id = S("count"), .measure = MEASURE_COUNT, .of = S("returns"), .where = where_online, .n_where = 1};
static struct indicator sum = {
    .id = S("sum"), .measure = MEASURE_SUM, .of = S("returns"), .column = S("late")};
static struct indicator median = {
    .id = S("median"), .measure = MEASURE_MEDIAN, .of = S("returns"), .column = S("day")};

static u64 seed = 7;
static u64 dice(u64 n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % n;
}

static char path[] = "/tmp/tinhso-figure-XXXXXX";

static struct db *make_world(void) {
    require(mkdtemp(path));
    str error = {0};
    struct db *db = db_open_folder(str_c(path), DB_WRITE, &error);
    require(db);
    db_script(db, "CREATE TABLE journal (n BIGINT PRIMARY KEY, at BIGINT, kind TEXT, key TEXT,"
                  " result TEXT, header TEXT, body TEXT, actor BIGINT)");
#define NONE_BIGINT "0"
#define NONE_TEXT "''"
#define COLUMN(k, name, type, seen) ", " #name " " #type " DEFAULT " NONE_##type
    db_script(db,
              "CREATE TABLE dossier_event (act BIGINT" EVENT_COLUMNS_ALL(COLUMN) ", PRIMARY KEY (act, i))");
    db_begin(db);
    for (int k = 0; k < N_EVENTS; k++) {
        struct event *e = &events[k];
        /* 2023-12-01 … about 2025-02: a leap day inside; some agencies far busier than others */
        *e = (struct event){k + 1, day_of(2023, 12, 1) + (int)dice(440), codes[dice(1 + dice(N_AGENCIES))],
                            dice(3) ? "online" : "counter", .late = dice(9) == 0};
        /* a procedure belongs to one field; some of them are rare */
        int procedure = (int)dice(1 + dice(1 + dice(N_PROCEDURES)));
        e->procedure = procedures[procedure];
        e->field = fields[procedure % N_FIELDS];
        e->worked = (int)dice(90000);
        e->wholly = str_is(str_c(e->channel), "online") && dice(4);
        str month = month_iso(e->day);
        db_run(db,
               "INSERT INTO dossier_event (act, dossier, what, status, happened_at, day, month, agency, desk,"
               " unit, channel, wholly_online, late, procedure, field, service, worked)"
               " VALUES ($1, $1, 'returned', 10, $2, $3, $4, $5, $5, 'u', $6, $7, $8, $9, $10, 1, $11)",
               VN(e->act), VN(day_start(e->day)), VN(e->day), VT(month), VT(str_c(e->agency)),
               VT(str_c(e->channel)), VN(e->wholly), VN(e->late), VT(str_c(e->procedure)),
               VT(str_c(e->field)), VN(e->worked));
        str result =
            str_fmt("{\"events\":[{\"agency\":\"%s\",\"channel\":\"%s\",\"day\":%d,\"desk\":\"%s\","
                    "\"dossier\":%lld,\"happened_at\":%lld,\"late\":%d,"
                    "\"month\":\"%.*s\",\"procedure\":\"%s\",\"status\":10,\"unit\":\"u\",\"what\":"
                    "\"returned\",\"wholly_online\":%d,"
                    "\"field\":\"%s\",\"service\":1,\"timing\":\"\",\"worked\":%d}]}",
                    e->agency, e->channel, e->day, e->agency, (long long)e->act, (long long)day_start(e->day),
                    e->late, STR_ARG(month), e->procedure, e->wholly, e->field, e->worked);
        db_run(db,
               "INSERT INTO journal"
               " VALUES ($1, $1, 'dossier.return', 'k', $2, '{}', '{}', 0)",
               VN(e->act), VT(result));
    }
    require(db_commit(db));
    return db;
}

/* ---- the recount ---- */

static struct figure recount(struct period when, const char *agency, i64 as_of) {
    struct figure f = {0};
    for (int k = 0; k < N_EVENTS; k++) {
        const struct event *e = &events[k];
        if (e->act > as_of || e->day < when.from || e->day >= when.to ||
            (agency && strcmp(agency, e->agency)))
            continue;
        f.n++;
        f.num += e->wholly;
    }
    f.den = f.n;
    f.has_value = f.n > 0;
    return f;
}

static bool same(struct figure a, struct figure b) {
    return a.num == b.num && a.den == b.den && a.n == b.n && a.has_value == b.has_value;
}

static struct province make_province(void) {
    struct province p = {.year_month = 12, .year_dom = 15, .n_agencies = N_AGENCIES};
    p.agencies = NEWS(struct agency, N_AGENCIES);
    for (int i = 0; i < N_AGENCIES; i++)
        p.agencies[i] = (struct agency){.code = str_c(codes[i]),
                                        .name = {str_c(codes[i]), str_c(codes[i])},
                                        .unit = str_c(codes[i]),
                                        .level = LEVEL_COMMUNE};
    return p;
}

/* ---- tests ---- */

static void test_periods(const struct province *p) {
    struct period y = period_reporting(p, 2024);
    ok(str_is(period_span(y), "15/12/2023 – 14/12/2024"),
       "the reporting year 2024 runs 15/12/2023 to 14/12/2024");
    ok(y.to - y.from == 366, "and has 366 days, with 29/02 in it");
    ok(period_reporting(p, 2025).from == y.to, "the next begins where it ends");
    ok(reporting_year(p, day_of(2024, 12, 14)) == 2024 && reporting_year(p, day_of(2024, 12, 15)) == 2025,
       "14/12 and 15/12 fall in different years");
    struct province leap = {.year_month = 2, .year_dom = 29};
    ok(period_reporting(&leap, 2024).from == day_of(2023, 2, 28) &&
           period_reporting(&leap, 2024).to == day_of(2024, 2, 29),
       "a year that begins on 29/02");
    struct province plain_year = {.year_month = 1, .year_dom = 1};
    ok(period_reporting(&plain_year, 2024).from == day_of(2024, 1, 1),
       "a reporting year that is the calendar year");
    ok(period_month(2024, 2).to - period_month(2024, 2).from == 29, "February 2024 has 29 days");
    ok(period_month(2024, 12).to == day_of(2025, 1, 1), "December ends with the year");
}

static void test_wholes(struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2024);
    ok(same(figure_read(db, &share, y, (str){0}, N_EVENTS), recount(y, NULL, N_EVENTS)),
       "share of the year equals the recount");
    ok(same(figure_read(db, &share, y, (str){0}, 777), recount(y, NULL, 777)), "and as of act 777");
    ok(same(figure_read(db, &share, y, S("A02"), N_EVENTS), recount(y, "A02", N_EVENTS)),
       "and of one agency");
    struct period leap = {PERIOD_MONTH, 2024, 2, day_of(2024, 2, 29), day_of(2024, 3, 1)};
    struct figure f = figure_read(db, &share, leap, (str){0}, N_EVENTS);
    ok(f.n > 0 && same(f, recount(leap, NULL, N_EVENTS)), "the leap day alone");
    i64 online = 0, late = 0, all = 0;
    for (int k = 0; k < N_EVENTS; k++) {
        if (events[k].day < y.from || events[k].day >= y.to) continue;
        all++;
        online += !strcmp(events[k].channel, "online");
        late += events[k].late;
    }
    f = figure_read(db, &count, y, (str){0}, N_EVENTS);
    ok(f.num == online && f.den == 1 && f.has_value, "a count with a condition");
    f = figure_read(db, &sum, y, (str){0}, N_EVENTS);
    ok(f.num == late && f.n == all, "a sum");
    struct indicator gone = share;
    gone.of = S("nothing");
    ok(!figure_read(db, &gone, y, (str){0}, N_EVENTS).has_value,
       "a view that is no longer published: no value, no crash");
    struct indicator wrong = sum;
    wrong.column = S("no_such; DROP TABLE x");
    ok(!figure_view(&wrong), "an undeclared column never reaches the query");
}

static int int_cmp(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static void test_median(struct db *db, const struct province *p) {
    for (int year = 2024; year <= 2025; year++) {
        struct period y = period_reporting(p, year);
        int v[N_EVENTS], n = 0;
        for (int k = 0; k < N_EVENTS; k++)
            if (events[k].day >= y.from && events[k].day < y.to) v[n++] = events[k].day;
        qsort(v, (size_t)n, sizeof *v, int_cmp);
        i64 twice = n % 2 ? 2 * v[n / 2] : v[n / 2 - 1] + v[n / 2];
        struct figure f = figure_read(db, &median, y, (str){0}, N_EVENTS);
        ok(f.n == n && f.num * 2 / f.den == twice, "the median of %d records", n);
    }
}

static void test_parts(struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2024);
    struct cells m = figure_by_month(db, &share, y, (str){0}, N_EVENTS),
                 again = figure_by_month(db, &bare_share, y, (str){0}, N_EVENTS);
    bool good = m.n == 13 && again.n == 13;
    i64 total = 0;
    for (size_t i = 0; i < m.n && good; i++) {
        struct period part = {PERIOD_MONTH, 0, 0, m.v[i].from, m.v[i].to};
        good = same(m.v[i].f, recount(part, NULL, N_EVENTS)) && same(again.v[i].f, m.v[i].f);
        total += m.v[i].f.n;
    }
    ok(good, "13 months, the first from the 15th and the last to the 14th, grouped and one by one alike");
    ok(total == recount(y, NULL, N_EVENTS).n, "the months add up to the whole");
    struct cells u = cells_by_unit(db, p, &share, y, y.to - 1, N_EVENTS);
    struct cells one = cells_by_unit(db, p, &bare_share, y, y.to - 1, N_EVENTS);
    good = u.n == N_AGENCIES && one.n == N_AGENCIES;
    for (size_t i = 0; i < u.n && good; i++)
        good = same(u.v[i].f, recount(y, str_z(u.v[i].key), N_EVENTS)) && same(one.v[i].f, u.v[i].f);
    ok(good, "every agency equals the recount, both ways");
    for (size_t i = 1; i < u.n && good; i++)
        good = !u.v[i].f.n || u.v[i - 1].f.num * u.v[i].f.den >= u.v[i].f.num * u.v[i - 1].f.den;
    ok(good, "best first");
}

static void test_empty(struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2030);
    struct figure f = figure_read(db, &share, y, (str){0}, N_EVENTS);
    ok(!f.has_value && f.den == 0, "a share of nothing has no value and divides nothing");
    ok(figure_value(LANG_VI, &share, &f).n == 0 && figure_machine(&share, &f).n == 0 &&
           figure_permille(&share, &f) == -1,
       "and is not written as 0");
    ok(figure_missing(LANG_VI, &returns, &f, y, day_of(2026, 11, 23)).n > 0, "but says why");
    struct figure none = figure_read(db, &count, y, (str){0}, N_EVENTS);
    ok(none.has_value && none.num == 0, "a count of nothing is 0");
    ok(!figure_read(db, &median, y, (str){0}, N_EVENTS).has_value, "a median of nothing has no value");
    struct cells m = figure_by_month(db, &share, y, (str){0}, N_EVENTS);
    suppress_cells(&m, MEASURE_SHARE);
    ok(m.n == 13 && m.empty == 13 && m.hidden == 0 && !m.same, "13 empty months, none hidden");
}

/* ---- small cells ---- */

static struct cells cells_made(const i64 (*v)[2], size_t n) {
    struct cells c = {0};
    for (size_t i = 0; i < n; i++) {
        GROW(c.v, c.n, c.cap);
        c.v[c.n++] =
            (struct cell){.f = {.num = v[i][0], .den = v[i][1], .n = v[i][1], .has_value = v[i][1] > 0}};
    }
    return c;
}
static size_t hidden(const struct cells *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) n += c->v[i].f.suppressed;
    return n;
}

static void test_small(void) {
    struct cells c = cells_made((const i64[][2]){{50, 100}, {10, 20}, {1, 3}, {30, 60}}, 4);
    suppress_cells(&c, MEASURE_SHARE);
    ok(c.v[2].f.suppressed && c.v[1].f.suppressed && hidden(&c) == 2,
       "one cell of 3 is hidden with the smallest other");
    ok(c.v[2].f.n == 0 && c.v[2].f.num == 0 && c.v[2].f.den == 0 && !c.v[2].f.has_value,
       "nothing of it is left to leak");
    c = cells_made((const i64[][2]){{50, 100}, {1, 1}, {0, 1}, {30, 60}}, 4);
    suppress_cells(&c, MEASURE_SHARE);
    ok(hidden(&c) == 3, "two cells of 1 need a third: together at least 5");
    c = cells_made((const i64[][2]){{50, 100}, {0, 0}, {30, 60}}, 3);
    suppress_cells(&c, MEASURE_SHARE);
    ok(hidden(&c) == 0, "an empty cell tells nothing and stays");
    c = cells_made((const i64[][2]){{98, 100}, {30, 60}, {20, 40}}, 3);
    suppress_cells(&c, MEASURE_SHARE);
    ok(c.v[0].f.suppressed && c.v[2].f.suppressed && !c.v[1].f.suppressed,
       "2 misses of 100 are a small cell too");
    c = cells_made((const i64[][2]){{5, 10}, {10, 10}}, 2);
    suppress_cells(&c, MEASURE_SHARE);
    ok(hidden(&c) == 0, "5 is not small");
    c = cells_made((const i64[][2]){{3, 4}}, 1);
    suppress_cells(&c, MEASURE_SHARE);
    ok(hidden(&c) == 1, "a single small cell is hidden even without another");
    struct figure total = {.num = 4, .den = 4, .n = 4, .has_value = true};
    ok(suppress_total(&total) && total.num == 0, "a whole of 4 is hidden");
    total = (struct figure){.num = 4, .den = 5, .n = 5, .has_value = true};
    ok(!suppress_total(&total), "a whole of 5 is not");
}

/* Random tables: from what is shown and the total nobody can work out a single small cell. */
static void test_small_random(void) {
    bool good = true;
    for (int round = 0; round < 2000 && good; round++) {
        i64 v[12][2], total = 0, shown = 0;
        size_t n = 2 + dice(10);
        for (size_t i = 0; i < n; i++) {
            v[i][1] = (i64)dice(dice(2) ? 8 : 60);
            v[i][0] = v[i][1] ? (i64)dice((u64)v[i][1] + 1) : 0;
            total += v[i][1];
        }
        struct cells c = cells_made((const i64(*)[2])v, n);
        suppress_cells(&c, MEASURE_SHARE);
        for (size_t i = 0; i < n; i++) {
            const struct figure *f = &c.v[i].f;
            shown += f->n;
            bool small = (v[i][1] && v[i][1] < 5) || (v[i][0] && v[i][0] < 5) ||
                         (v[i][1] - v[i][0] && v[i][1] - v[i][0] < 5);
            if (small && !f->suppressed) good = false;
        }
        bool other = false;
        for (size_t i = 0; i < n; i++) other |= !c.v[i].f.suppressed && c.v[i].f.n;
        if (hidden(&c) && other && (hidden(&c) < 2 || total - shown < 5)) good = false;
    }
    ok(good, "2,000 random tables: every small cell hidden, never one alone, never under 5 together");
}

static void test_numbers(void) {
    ok(str_is(count_text(LANG_VI, 1234567), "1.234.567") && str_is(count_text(LANG_EN, 1234567), "1,234,567"),
       "thousands");
    ok(str_is(count_text(LANG_VI, 12), "12") && str_is(count_text(LANG_VI, 0), "0") &&
           str_is(count_text(LANG_VI, -1000), "-1.000"),
       "small ones");
    struct figure f = {.num = 1635, .den = 2061, .n = 2061, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &share, &f), "79,3\u00a0%") &&
           str_is(figure_value(LANG_EN, &share, &f), "79.3\u00a0%"),
       "a share with one decimal");
    ok(str_is(figure_machine(&share, &f), "79.3"), "and for programmes");
    f = (struct figure){.num = 99999, .den = 100000, .n = 100000, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &share, &f), "99,9\u00a0%"), "rounding never claims 100 %%");
    f = (struct figure){.num = 7, .den = 7, .n = 7, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &share, &f), "100\u00a0%"), "100 %% is 100 %%");
    f = (struct figure){.num = 7, .den = 2, .n = 2, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &median, &f), "3,5"), "a median between two");
    i64 d = 0;
    ok(decimal_read(S("42.92"), &d) && d == 42920 && decimal_read(S("15"), &d) && d == 15000 &&
           !decimal_read(S("x"), &d) && !decimal_read(S("1."), &d),
       "decimals");
}

/* ---- by declared columns, against a recount of the array ---- */

static const char *key_in(const struct event *e, str column) {
    return str_is(column, "channel")     ? e->channel
           : str_is(column, "procedure") ? e->procedure
           : str_is(column, "field")     ? e->field
                                         : e->agency;
}
static bool meets(const struct event *e, const struct condition *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        i64 x = str_is(c[i].column, "worked")          ? e->worked
                : str_is(c[i].column, "late")          ? e->late
                : str_is(c[i].column, "wholly_online") ? e->wholly
                                                       : 0;
        i64 want = str_is(c[i].value, "true") ? 1 : 0;
        bool number = str_is(c[i].column, "worked") || str_is(c[i].column, "late") ||
                      str_is(c[i].column, "wholly_online");
        if (number && want == 0) (void)str_to_int(c[i].value, &want);
        bool met = number ? x == want : str_eq(str_c(key_in(e, c[i].column)), c[i].value);
        if (c[i].how == COMPARE_NOT) met = !met;
        if (c[i].how == COMPARE_AT_LEAST) met = x >= want;
        if (c[i].how == COMPARE_AT_MOST) met = x <= want;
        for (size_t k = 0; k < c[i].n_more; k++) met |= str_eq(str_c(key_in(e, c[i].column)), c[i].more[k]);
        if (!met) return false;
    }
    return true;
}

static int i64_cmp(const void *a, const void *b) {
    return (*(const i64 *)a > *(const i64 *)b) - (*(const i64 *)a < *(const i64 *)b);
}

/* Any measure over the array, of the events whose column has this key (NULL = all). */
static struct figure by_hand(const struct indicator *ind, struct period when, str column, const char *key) {
    struct figure f = {0};
    i64 v[N_EVENTS];
    for (int k = 0; k < N_EVENTS; k++) {
        const struct event *e = &events[k];
        if (e->day < when.from || e->day >= when.to || (key && strcmp(key, key_in(e, column))) ||
            !meets(e, ind->where, ind->n_where))
            continue;
        v[f.n++] = e->worked;
        if (ind->measure == MEASURE_SHARE) f.num += meets(e, ind->hit, ind->n_hit), f.den++;
        if (ind->measure == MEASURE_COUNT) f.num++, f.den = 1;
        if (ind->measure == MEASURE_SUM) f.num += e->worked, f.den = 1;
        if (ind->measure == MEASURE_MEAN) f.num += (i64)e->worked * e->day, f.den += e->day;
        if (ind->measure == MEASURE_RATIO) f.num += e->worked, f.den += e->day;
    }
    f.has_value = f.n > 0 || ind->measure == MEASURE_COUNT || ind->measure == MEASURE_SUM;
    if (f.has_value && !f.n) f.den = 1;
    if (ind->measure != MEASURE_MEDIAN || !f.n) return f;
    qsort(v, (size_t)f.n, sizeof *v, i64_cmp);
    f.den = f.n % 2 ? 1 : 2;
    f.num = f.n % 2 ? v[f.n / 2] : v[f.n / 2 - 1] + v[f.n / 2];
    return f;
}

static str three[] = {S("P2"), S("P3")};
static struct condition some[] = {{.column = S("procedure"), .value = S("P1"), .more = three, .n_more = 2}};
static struct condition bounds[] = {{.column = S("worked"), .value = S("20000"), .how = COMPARE_AT_LEAST},
                                    {.column = S("worked"), .value = S("60000"), .how = COMPARE_AT_MOST}};
static struct condition others[] = {{.column = S("channel"), .value = S("online"), .how = COMPARE_NOT},
                                    {.column = S("late"), .value = S("true"), .how = COMPARE_NOT}};
static str opened_by[] = {S("channel"), S("procedure"), S("field")};
#define OPENED .of = S("returns"), .by = opened_by, .n_by = 3
static struct indicator kinds[] = {
    {.id = S("a-list"), .measure = MEASURE_COUNT, .where = some, .n_where = 1, OPENED},
    {.id = S("between"), .measure = MEASURE_COUNT, .where = bounds, .n_where = 2, OPENED},
    {.id = S("not"), .measure = MEASURE_SHARE, .hit = others, .n_hit = 2, OPENED},
    {.id = S("sum"), .measure = MEASURE_SUM, .column = S("worked"), OPENED},
    {.id = S("hours"),
     .measure = MEASURE_MEDIAN,
     .column = S("worked"),
     .where = bounds,
     .n_where = 2,
     .scale = 3600,
     OPENED},
    {.id = S("weighted"), .measure = MEASURE_MEAN, .column = S("worked"), .weight = S("day"), OPENED},
    {.id = S("ratio"), .measure = MEASURE_RATIO, .column = S("worked"), .over = S("day"), OPENED},
};

static void test_columns(struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2024);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct figure whole = figure_read(db, &kinds[i], y, (str){0}, N_EVENTS);
        ok(whole.n > 0 && same(whole, by_hand(&kinds[i], y, (str){0}, NULL)),
           "%s: the whole equals the recount", str_z(kinds[i].id));
        bool good = true;
        size_t seen = 0;
        for (size_t k = 0; k < kinds[i].n_by; k++) {
            struct cells c = cells_by_column(db, p, &kinds[i], y, y.to - 1, N_EVENTS, kinds[i].by[k]);
            i64 n = 0;
            for (size_t x = 0; x < c.n; x++) {
                good = good && same(c.v[x].f, by_hand(&kinds[i], y, kinds[i].by[k], str_z(c.v[x].key)));
                n += c.v[x].f.n;
                seen++;
            }
            good = good && n == whole.n;
        }
        ok(good && seen > 6, "%s: and every value of every column, which add up to it", str_z(kinds[i].id));
        struct answer a = {.ind = &kinds[i],
                           .province = p,
                           .view = figure_view(&kinds[i]),
                           .when = y,
                           .as_of = N_EVENTS,
                           .total = whole};
        struct recount again = figure_recount(db, a.ind, a.when, a.as_of, &a.total);
        ok(again.done && again.agrees && same(again.f, whole), "%s: the recount by other code agrees",
           str_z(kinds[i].id));
        a.total.num++;
        ok(!figure_recount(db, a.ind, a.when, a.as_of, &a.total).agrees, "%s: and would say if it did not",
           str_z(kinds[i].id));
    }
    struct cells none = cells_by_column(db, p, &kinds[0], y, y.to - 1, N_EVENTS, S("day"));
    ok(none.n == 0, "a number is no column to tell apart by");
}

/* Of each agency only the event with the longest work; of those, the one of the last act. */
static void test_latest(struct db *db, const struct province *p) {
    static struct indicator last = {.id = S("last"),
                                    .measure = MEASURE_MEAN,
                                    .column = S("worked"),
                                    .weight = S("day"),
                                    .of = S("returns"),
                                    .latest = S("agency"),
                                    .latest_by = S("worked"),
                                    .where = others,
                                    .n_where = 1};
    struct period y = period_reporting(p, 2024);
    struct figure f = {.has_value = true};
    for (int a = 0; a < N_AGENCIES; a++) {
        const struct event *best = NULL;
        for (int k = 0; k < N_EVENTS; k++) {
            const struct event *e = &events[k];
            if (e->day < y.from || e->day >= y.to || strcmp(e->agency, codes[a]) ||
                !strcmp(e->channel, "online"))
                continue;
            if (!best || e->worked >= best->worked) best = e;
        }
        if (best) f.n++, f.num += (i64)best->worked * best->day, f.den += best->day;
    }
    struct figure got = figure_read(db, &last, y, (str){0}, N_EVENTS);
    ok(f.n > 3 && same(got, f), "the latest of each agency, weighted, exactly");
    struct answer a = {
        .ind = &last, .province = p, .view = &returns, .when = y, .as_of = N_EVENTS, .total = got};
    struct recount again = figure_recount(db, a.ind, a.when, a.as_of, &a.total);
    ok(again.agrees && same(again.f, f), "and recounted by other code");
    struct cells c = cells_by_column(db, p, &last, y, y.to - 1, N_EVENTS, S("agency"));
    i64 num = 0, den = 0;
    for (size_t i = 0; i < c.n; i++) num += c.v[i].f.num, den += c.v[i].f.n ? c.v[i].f.den : 0;
    ok(num == f.num && den == f.den, "its cells add up to it, numerator and denominator");
}

/* What stands at the end of a period: everything before it too. */
static void test_state(struct db *db, const struct province *p) {
    static struct indicator stands = {
        .id = S("stands"), .measure = MEASURE_COUNT, .of = S("returns"), .state = true};
    struct period y = period_reporting(p, 2024);
    i64 n = 0, by_february = 0;
    for (int k = 0; k < N_EVENTS; k++)
        n += events[k].day < y.to, by_february += events[k].day < day_of(2024, 3, 1);
    ok(figure_read(db, &stands, y, (str){0}, N_EVENTS).num == n,
       "a state counts what was there before the period as well");
    struct cells m = figure_by_month(db, &stands, y, (str){0}, N_EVENTS);
    ok(m.n == 13 && m.v[12].f.num == n && m.v[2].f.num == by_february,
       "by month it is what stood at each month's end, 29/02/2024 included");
    ok(figure_first_day(db, &stands, y, N_EVENTS) == day_of(2023, 12, 1),
       "the first day that anything was kept");
    struct period before = period_reporting(p, 2022);
    ok(figure_first_day(db, &stands, before, N_EVENTS) == before.to, "a year before it has none");
}

/* ---- what the public may work out from all tables together ---- */

enum { MAX_VARIABLES = 64, MAX_EQUATIONS = 400 };
struct attack { /* unknown: every hidden cell that holds records; known: what must add up */
    double row[MAX_EQUATIONS][MAX_VARIABLES];
    i64 value[MAX_VARIABLES];
    bool small[MAX_VARIABLES];
    size_t n, rows;
};
struct seen_table {
    const struct cells *c;
    str column;
    int until; /* of districts: the first day on which there were none */
    i64 was[64];
    bool small[64];
    int variable[64];
};

/* Every third agency lies in the same district. */
static const char *district_in(const struct event *e) {
    static const char *const districts[] = {"100", "101", "102"};
    size_t i = 0;
    while (strcmp(codes[i], key_in(e, S("agency")))) i++;
    return districts[i % 3];
}

static bool in_part(const struct seen_table *t, size_t i, const struct event *e, struct period when) {
    const struct cell *c = &t->c->v[i];
    if (e->day < when.from || e->day >= when.to || (t->until && e->day >= t->until)) return false;
    if (str_is(t->column, "district")) return str_eq(c->key, str_c(district_in(e)));
    return str_is(t->column, "month") ? e->day >= c->from && e->day < c->to
                                      : str_eq(c->key, str_c(key_in(e, t->column)));
}

static void equation(struct attack *k, const struct seen_table *t, const bool *part, double sign) {
    for (size_t i = 0; i < t->c->n; i++)
        if (part[i] && t->variable[i] >= 0) k->row[k->rows][t->variable[i]] += sign;
}

/* Grows the set of keys of both tables that occur together, from one key of the first, by looking at every
 * event. */
static void grow(const struct seen_table *a, const struct seen_table *b, size_t from, struct period when,
                 i64 as_of, bool *in_a, bool *in_b) {
    memset(in_a, 0, 64 * sizeof *in_a);
    memset(in_b, 0, 64 * sizeof *in_b);
    in_a[from] = true;
    for (bool again = true; again;) {
        again = false;
        for (int e = 0; e < as_of; e++)
            for (size_t i = 0; i < a->c->n; i++)
                for (size_t k = 0; in_part(a, i, &events[e], when) && k < b->c->n; k++)
                    if (in_part(b, k, &events[e], when) && in_a[i] != in_b[k])
                        in_a[i] = in_b[k] = again = true;
    }
}

/* Whether some hidden small cell follows from the equations alone: the unit vector lies in the span of the
 * rows. */
static bool worked_out(struct attack *k) {
    size_t rank = 0;
    for (size_t col = 0; col < k->n; col++) {
        size_t at = rank;
        while (at < k->rows && (k->row[at][col] < 1e-9 && k->row[at][col] > -1e-9)) at++;
        if (at == k->rows) continue;
        for (size_t x = 0; x < k->n; x++) {
            double swap = k->row[at][x];
            k->row[at][x] = k->row[rank][x];
            k->row[rank][x] = swap;
        }
        double lead = k->row[rank][col];
        for (size_t x = 0; x < k->n; x++) k->row[rank][x] /= lead;
        for (size_t r = 0; r < k->rows; r++) {
            double by = k->row[r][col];
            for (size_t x = 0; x < k->n && r != rank; x++) k->row[r][x] -= by * k->row[rank][x];
        }
        rank++;
    }
    for (size_t r = 0; r < rank; r++) {
        size_t many = 0, which = 0;
        for (size_t x = 0; x < k->n; x++)
            if (k->row[r][x] > 1e-9 || k->row[r][x] < -1e-9) many++, which = x;
        if (many == 1 && k->small[which]) return true;
    }
    return false;
}

/* Of a table that covers a part of the period, what the other's keys hold beyond it belongs to no equation.
 */
static bool beyond(const struct seen_table *t, const bool *in, int until, struct period when, i64 as_of) {
    for (int e = 0; until && e < as_of; e++)
        for (size_t i = 0; i < t->c->n; i++)
            if (in[i] && events[e].day >= until && in_part(t, i, &events[e], when)) return true;
    return false;
}

static size_t tables_of(struct answer *a, struct seen_table *t) {
    size_t n = 0;
    t[n++] = (struct seen_table){.c = &a->months, .column = S("month")};
    t[n++] = (struct seen_table){.c = &a->units, .column = S("agency")};
    for (size_t i = 0; i < a->n_by; i++)
        t[n++] = (struct seen_table){.c = &a->by[i].cells, .column = a->by[i].column};
    if (a->districts.n)
        t[n++] =
            (struct seen_table){.c = &a->districts, .column = S("district"), .until = a->hierarchy.when.to};
    for (size_t i = 0; i < n; i++)
        for (size_t x = 0; x < t[i].c->n; x++) {
            const struct figure *f = &t[i].c->v[x].f;
            t[i].was[x] = f->n;
            bool share_of = a->ind->measure == MEASURE_SHARE,
                 hits = share_of && ((f->num && f->num < 5) || (f->den - f->num && f->den - f->num < 5));
            t[i].small[x] = (f->n && f->n < 5) || hits;
        }
    return n;
}

static bool leaks(struct answer *a, struct seen_table *t, size_t n) {
    struct attack *k = NEW(struct attack);
    bool all[64], in_a[64], in_b[64];
    memset(all, 1, sizeof all);
    for (size_t i = 0; i < n; i++)
        for (size_t x = 0; x < t[i].c->n; x++) {
            t[i].variable[x] = t[i].c->v[x].f.suppressed && t[i].was[x] ? (int)k->n : -1;
            if (t[i].small[x] && !t[i].c->v[x].f.suppressed) return true;
            if (t[i].variable[x] >= 0) k->small[k->n++] = t[i].small[x];
            require(k->n < MAX_VARIABLES);
        }
    for (size_t i = 0; i < n; i++)
        if (!t[i].until || t[i].until == a->when.to) equation(k, &t[i], all, 1), k->rows++;
    for (size_t i = 0; i < n; i++)
        for (size_t o = i + 1; o < n; o++)
            for (size_t x = 0; x < t[i].c->n; x++) {
                if (!t[i].was[x]) continue;
                grow(&t[i], &t[o], x, a->when, a->as_of, in_a, in_b);
                if (beyond(&t[i], in_a, t[o].until, a->when, a->as_of)) continue;
                equation(k, &t[i], in_a, 1);
                equation(k, &t[o], in_b, -1);
                k->rows++;
                require(k->rows < MAX_EQUATIONS);
            }
    return worked_out(k);
}

/* The same agencies in three districts that ended on a day. */
static struct province with_districts(const struct province *p, int until) {
    struct province q = *p;
    q.units = NEWS(struct unit, N_AGENCIES + 3);
    static const char *const districts[] = {"100", "101", "102"};
    for (size_t i = 0; i < 3; i++)
        q.units[q.n_units++] =
            (struct unit){.code = str_c(districts[i]), .level = LEVEL_DISTRICT, .until = until};
    for (size_t i = 0; i < N_AGENCIES; i++)
        q.units[q.n_units++] =
            (struct unit){.code = str_c(codes[i]), .level = LEVEL_COMMUNE, .parent = str_c(districts[i % 3])};
    return q;
}

/* Four indicators of the same records; the first is opened by every column of the others. */
static str by_field[] = {S("field")}, by_two[] = {S("procedure"), S("channel")};
static struct indicator sisters[] = {
    {.id = S("all"), .measure = MEASURE_COUNT, OPENED},
    {.id = S("neither"), .measure = MEASURE_SHARE, .hit = others, .n_hit = 2, OPENED},
    {.id = S("wholly"),
     .measure = MEASURE_SHARE,
     .hit = hit_whole,
     .n_hit = 1,
     .of = S("returns"),
     .by = by_field,
     .n_by = 1},
    {.id = S("time"),
     .measure = MEASURE_MEDIAN,
     .column = S("worked"),
     .of = S("returns"),
     .by = by_two,
     .n_by = 2},
};

static struct answer answer_made(struct db *db, const struct province *p, const struct indicator *ind,
                                 struct period y, i64 as_of) {
    struct answer a = {.ind = ind,
                       .province = p,
                       .day = y.to - 1,
                       .view = &returns,
                       .when = y,
                       .as_of = as_of,
                       .by = NEWS(struct split, 4)};
    a.total = figure_read(db, ind, y, (str){0}, as_of);
    a.months = figure_by_month(db, ind, y, (str){0}, as_of);
    a.units = cells_by_unit(db, p, ind, y, y.to - 1, as_of);
    for (size_t i = 0; i < ind->n_by; i++)
        a.by[a.n_by++] =
            (struct split){ind->by[i], cells_by_column(db, p, ind, y, y.to - 1, as_of, ind->by[i])};
    a.districts = cells_by_district(db, p, ind, y, a.day, as_of, &a.hierarchy);
    return a;
}

/* What a sister shows of a cell is shown, what is small of hers is small. */
static void look_at(const struct seen_table *hers, size_t n_hers, struct seen_table *t, size_t n) {
    for (size_t i = 0; i < n_hers; i++)
        for (size_t k = 0; k < n; k++)
            for (size_t x = 0; str_eq(hers[i].column, t[k].column) && x < hers[i].c->n; x++)
                for (size_t y = 0; y < t[k].c->n; y++) {
                    if (!str_eq(hers[i].c->v[x].key, t[k].c->v[y].key)) continue;
                    t[k].small[y] |= hers[i].small[x];
                    if (!hers[i].c->v[x].f.suppressed) t[k].c->v[y].f.suppressed = false;
                }
}

static void test_together(struct db *db, const struct province *whole) {
    bool good = true;
    size_t hidden_in_all = 0, shown_in_all = 0;
    for (int round = 0; round < 40 && good; round++) {
        struct period y = period_reporting(whole, 2024);
        struct province q = with_districts(whole, round % 3 ? day_of(2024, round % 3 * 3 + 2, 1) : y.to);
        i64 as_of = 60 + (i64)dice(700);
        struct answer a[COUNT(sisters)];
        struct seen_table t[COUNT(sisters)][6];
        size_t n[COUNT(sisters)];
        q.indicators = sisters;
        q.n_indicators = COUNT(sisters);
        for (size_t i = 0; i < COUNT(sisters); i++) {
            a[i] = answer_made(db, &q, &sisters[i], y, as_of);
            n[i] = tables_of(&a[i], t[i]);
            suppress_tables(db, &a[i]);
        }
        for (size_t i = 1; i < COUNT(sisters); i++) look_at(t[i], n[i], t[0], n[0]);
        good = good && !leaks(&a[0], t[0], n[0]);
        for (size_t i = 0; i < n[0]; i++)
            for (size_t x = 0; x < t[0][i].c->n; x++)
                if (t[0][i].was[x]) *(t[0][i].c->v[x].f.suppressed ? &hidden_in_all : &shown_in_all) += 1;
    }
    ok(good && hidden_in_all && shown_in_all,
       "40 times four indicators of the same records, six tables, one of a part of the period: no small cell "
       "follows from all that all of them show (%zu hidden, %zu shown)",
       hidden_in_all, shown_in_all);
}

/* Districts until May: of two agencies of one district, 8 records in the year, 2 of them before May. All that
 * is shown of the district's own days must not tell that 2. */
static void test_days(struct db *db, const struct province *whole) {
    static struct condition by_post[] = {{.column = S("channel"), .value = S("post")}};
    static struct indicator posted = {
        .id = S("posted"), .measure = MEASURE_COUNT, .of = S("returns"), .where = by_post, .n_where = 1};
    static const struct {
        const char *agency;
        int before, after;
    } most[] = {{"A01", 1, 3}, {"A04", 1, 3}, {"A07", 20, 0}, {"A10", 21, 0}, {"A02", 30, 0}, {"A03", 30, 0}};
    struct period y = period_reporting(whole, 2024);
    struct province q = with_districts(whole, day_of(2024, 5, 1));
    i64 act = N_EVENTS, hidden_days = 0;
    for (size_t i = 0; i < COUNT(most); i++)
        for (int k = 0; k < most[i].before + most[i].after; k++) {
            int day = k < most[i].before ? day_of(2024, 3, 5) : day_of(2024, 8, 5);
            db_run(
                db,
                "INSERT INTO dossier_event (act, dossier, what, status, day, month, procedure, desk, agency,"
                " unit, channel, field, service, worked)"
                " VALUES ($1, $1, 'returned', 10, $2, $3, 'P1', $4, $4, 'u', 'post', 'F1', 1, 1)",
                VN(++act), VN(day), VT(month_iso(day)), VT(str_c(most[i].agency)));
        }
    struct answer a = answer_made(db, &q, &posted, y, act);
    suppress_tables(db, &a);
    for (size_t i = 0; i < a.units.n; i++)
        for (size_t k = 0; k < 4; k++)
            if (a.units.v[i].f.suppressed && str_eq(a.units.v[i].key, str_c(most[k].agency)))
                hidden_days += most[k].before;
    bool district = false;
    for (size_t i = 0; i < a.districts.n; i++)
        district = district || (str_is(a.districts.v[i].key, "100") && !a.districts.v[i].f.suppressed);
    ok(district && hidden_days >= 5,
       "beside a district that is shown, what its agencies hide of its days is no fewer than 5: %lld",
       (long long)hidden_days);
    db_run(db, "DELETE FROM dossier_event WHERE act > $1", VN(N_EVENTS));
}

/* ---- names and targets ---- */

static void test_names(void) {
    struct unit halves[] = {{.code = S("00001"),
                             .level = LEVEL_COMMUNE,
                             .name = {S("Xã Cũ"), S("Old Commune")},
                             .until = day_of(2025, 7, 1)},
                            {.code = S("05443"),
                             .level = LEVEL_COMMUNE,
                             .name = {S("Phường Trưng Vương"), S("Trưng Vương Ward")},
                             .until = day_of(2025, 7, 1)},
                            {.code = S("05443"),
                             .level = LEVEL_COMMUNE,
                             .name = {S("Phường Phan Đình Phùng"), S("Phan Đình Phùng Ward")},
                             .since = day_of(2025, 7, 1)}};
    struct province p = {.units = halves, .n_units = 3};
    static const struct view_column unit_columns[] = {{"unit", 'u'}};
    static const struct view v = {"v", "records", "v", unit_columns, 1, NULL, NULL};
    struct period y = period_calendar(2025);
    struct words now = value_words(&p, &v, S("unit"), S("05443"), y, y.to - 1),
                 old = value_words(&p, &v, S("unit"), S("00001"), y, y.to - 1);
    ok(str_is(now.vi, "Phường Phan Đình Phùng (từ 01/07/2025)") &&
           str_is(now.en, "Phan Đình Phùng Ward (from 01/07/2025)"),
       "a unit that began half way says so");
    ok(str_is(old.vi, "Xã Cũ (đến 30/06/2025)"), "one that ended half way keeps its name and its last day");
    struct keys k = keys_known(&p, &v, S("unit"), y.to - 1);
    ok(k.n == 1 && str_is(k.v[0], "05443"),
       "lines without a record are drawn for the units of the period's last day only");
    ok(str_is(value_words(&p, &v, S("unit"), S("00001"), period_calendar(2024), day_of(2024, 12, 31)).vi,
              "Xã Cũ"),
       "a whole year needs no remark");
    ok(str_is(value_words(&p, &v, S("unit"), (str){0}, y, y.to - 1).vi, "không ghi"),
       "what is not stated has a name");
}

static str missing(const struct indicator *ind, struct figure f, const char *unit, const char *goal,
                   bool at_least) {
    struct target_goal g = {.year = 2025, .value = str_c(goal), .confidence = CONF_HIGH};
    struct target t = {
        .id = S("t"), .unit = {str_c(unit), str_c(unit)}, .goals = &g, .n_goals = 1, .at_least = at_least};
    struct asker r = {.lang = LANG_VI};
    struct answer a = {.ind = ind, .view = &returns, .total = f};
    return missing_words(&r, &t, &a);
}

static void test_targets(void) {
    static struct indicator firms = {.id = S("firms"),
                                     .measure = MEASURE_COUNT,
                                     .of = S("returns"),
                                     .unit = {S("doanh nghiệp"), S("enterprises")}};
    struct figure f = {.num = 12, .den = 1, .n = 12, .has_value = true};
    ok(str_is(missing(&firms, f, "doanh nghiệp", "700", true),
              "So với mục tiêu năm 2025 còn thiếu 688 doanh nghiệp."),
       "700 enterprises: what is missing, in words");
    f.num = 700;
    ok(str_is(missing(&firms, f, "doanh nghiệp", "700", true), "Đã đạt mục tiêu năm 2025."),
       "700 of 700 is reached");
    ok(!missing(&firms, f, "%", "80", true).n, "enterprises are not compared with per cent");
    f = (struct figure){.num = 7999, .den = 10000, .n = 10000, .has_value = true};
    ok(str_is(missing(&share, f, "%", "80", true), "So với mục tiêu năm 2025 còn thiếu 0,01 điểm phần trăm."),
       "79,99 %% has not reached 80 %%");
    f = (struct figure){.num = 9678, .den = 10000, .n = 10000, .has_value = true};
    ok(str_is(missing(&share, f, "%", "100", true), "So với mục tiêu năm 2025 còn thiếu 3,2 điểm phần trăm."),
       "96,78 %%, shown as 96,8, lacks 3,2");
    f = (struct figure){.num = 799999, .den = 1000000, .n = 1000000, .has_value = true};
    ok(str_is(missing(&share, f, "%", "80", true), "So với mục tiêu năm 2025 còn thiếu 0,01 điểm phần trăm."),
       "nothing is reached by rounding");
    f = (struct figure){.suppressed = true};
    ok(!missing(&share, f, "%", "80", true).n, "of a hidden value nothing is said");
}

static void test_format(void) {
    struct indicator hours = {.measure = MEASURE_MEDIAN,
                              .scale = 3600,
                              .unit = {S("giờ làm việc"), S("working hours")},
                              .short_unit = {S("giờ"), S("h")}};
    struct figure f = {.num = 3600 + 5400, .den = 2, .n = 2, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &hours, &f), "1,3\u00a0giờ") && str_is(figure_machine(&hours, &f), "1.3"),
       "the middle of 1 h and 1,5 h, in hours");
    hours.has_decimals = true;
    hours.decimals = 2;
    ok(str_is(figure_value(LANG_EN, &hours, &f), "1.25\u00a0h") && str_is(figure_machine(&hours, &f), "1.25"),
       "with as many digits as declared");
    hours.decimals = 0;
    ok(str_is(figure_value(LANG_EN, &hours, &f), "1\u00a0h") && str_is(figure_machine(&hours, &f), "1"),
       "and with none");
    struct indicator mean = {.measure = MEASURE_MEAN, .unit = {S("%"), S("%")}};
    f = (struct figure){.num = 99999, .den = 1000, .n = 3, .has_value = true};
    ok(str_is(figure_value(LANG_VI, &mean, &f), "99,9\u00a0%"),
       "a mean of per cents never claims 100 by rounding");
    f = (struct figure){.num = -15, .den = 10, .n = 3, .has_value = true};
    hours = (struct indicator){.measure = MEASURE_MEDIAN};
    ok(str_is(figure_value(LANG_VI, &hours, &f), "-1,5") && str_is(figure_machine(&hours, &f), "-1.5"),
       "below nought");
}

/* ---- the check against the journal ---- */

static void test_proof(struct db *db, const struct province *p) {
    struct period y = period_reporting(p, 2024);
    int today = day_of(2025, 6, 1);
    struct journal_check f = figure_check_journal(db, &share, y, N_EVENTS, today);
    ok(f.n == 0 && (i64)f.checked >= recount(y, NULL, N_EVENTS).n, "%zu untouched rows agree", f.checked);
    i64 act = db_int(db,
                     "SELECT act FROM dossier_event"
                     " WHERE wholly_online = 0 AND day = $1 LIMIT 1",
                     VN(y.from + 100));
    require(act);
    db_run(db, "UPDATE dossier_event SET wholly_online = 1 WHERE act = $1", VN(act));
    f = figure_check_journal(db, &share, y, N_EVENTS, today);
    ok(f.n == 1 && f.v[0].act == act && f.v[0].i == 0 && str_is(f.v[0].column, "wholly_online") &&
           str_is(f.v[0].journal, "0") && str_is(f.v[0].table, "1"),
       "a changed cell is named: act, row, column, both values");
    db_run(db, "UPDATE dossier_event SET wholly_online = 0, day = 1 WHERE act = $1", VN(act));
    f = figure_check_journal(db, &share, y, N_EVENTS, today);
    ok(f.n == 1 && f.v[0].act == act && str_is(f.v[0].column, "day"),
       "a row moved out of the period is named");
    db_run(db, "DELETE FROM dossier_event WHERE act = $1", VN(act));
    f = figure_check_journal(db, &share, y, N_EVENTS, today);
    ok(f.n == 1 && f.v[0].act == act && !f.v[0].column.n && !f.v[0].table.n, "a row taken away is named");
    db_script(db, "CREATE TABLE twin AS SELECT * FROM dossier_event WHERE 0");
    db_run(db, "INSERT INTO twin SELECT * FROM dossier_event WHERE act = $1", VN(act + 1));
    db_run(db, "UPDATE twin SET i = 1");
    db_run(db, "INSERT INTO dossier_event SELECT * FROM twin");
    i64 day = db_int(db, "SELECT day FROM dossier_event WHERE act = $1 AND i = 1", VN(act + 1));
    f = figure_check_journal(db, &share, period_month(day_civil((int)day).year, day_civil((int)day).month),
                             N_EVENTS, today);
    ok(f.n >= 1 && f.v[0].act == act + 1 && f.v[0].i == 1 && str_is(f.v[0].table, "+"),
       "a row added is named");
}

/* Entries of a register: an import of two rows and a correction, then each altered in turn. */
static void test_entries(struct db *db) {
    static const struct view_column entry_columns[] = {{"act", 'i'}, {"i", 'i'}, {"day", 'd'}};
    static const struct view v = {"register/firms",
                                  "firms",
                                  "(SELECT act, i, day FROM register_entry"
                                  " WHERE act <= $1 AND day >= $2 AND day < $3 AND $4 = '') AS v",
                                  entry_columns,
                                  COUNT(entry_columns),
                                  NULL,
                                  NULL};
    static struct indicator firms = {
        .id = S("firms"), .measure = MEASURE_COUNT, .of = S("register/firms"), .view = &v, .state = true};
    struct period y = period_calendar(2025);
    province_registers(&register_answers);
    db_script(db, "CREATE TABLE register_entry (act BIGINT, i BIGINT, day BIGINT);"
                  " CREATE TABLE register_value (act BIGINT, i BIGINT, field TEXT,"
                  " text TEXT);INSERT INTO journal"
                  " VALUES (9001, 1, 'register.import', 'k', '{}',"
                  " '{\"f\":{\"rows\":[{\"name\":\"A\"},{\"name\":\"B\",\"tax\":\"7\"}]}}',"
                  " '{}', 0);INSERT INTO journal"
                  " VALUES (9002, 1, 'register.correct', 'k', '{}',"
                  " '{\"f\":{\"values\":{\"name\":\"C\"}}}', '{}', 0);INSERT INTO register_entry"
                  " VALUES (9001, 0, 20000), (9001, 1, 20000), (9002, 0,"
                  " 20001);INSERT INTO register_value"
                  " VALUES (9001, 0, 'name', 'A'), (9001, 1, 'name', 'B'), (9001, 1, 'tax', '7'),"
                  " (9002, 0, 'name', 'C'), (9002, 0, 'tax', '9')");
    struct journal_check f = figure_check_journal(db, &firms, y, 9002, y.to);
    ok(f.n == 0 && f.checked == 3 && f.all && !strcmp(f.table, "register_value"),
       "three entries agree with the acts that wrote them");
    db_run(db, "UPDATE register_value SET text = 'Z' WHERE act = 9001 AND i = 0");
    f = figure_check_journal(db, &firms, y, 9002, y.to);
    ok(f.n == 1 && f.v[0].act == 9001 && f.v[0].i == 0 && str_is(f.v[0].column, "name") &&
           str_is(f.v[0].journal, "A") && str_is(f.v[0].table, "Z"),
       "a changed value is named: act, row, field, both values");
    db_run(db, "UPDATE register_value SET text = 'A' WHERE act = 9001 AND i = 0");
    db_run(db, "DELETE FROM register_value WHERE act = 9001 AND field = 'tax'");
    f = figure_check_journal(db, &firms, y, 9002, y.to);
    ok(f.n == 1 && str_is(f.v[0].column, "tax") && !f.v[0].table.n, "a value taken away is named");
    db_run(db, "INSERT INTO register_value"
               " VALUES (9001, 1, 'tax', '7'), (9001, 1, 'more', 'x')");
    f = figure_check_journal(db, &firms, y, 9002, y.to);
    ok(f.n == 1 && f.v[0].i == 1 && str_is(f.v[0].table, "+"), "a value added to an import is named");
    db_run(db, "DELETE FROM register_value WHERE field = 'more'");
    db_run(db, "INSERT INTO register_entry VALUES (9001, 2, 20000)");
    f = figure_check_journal(db, &firms, y, 9002, y.to);
    ok(f.n == 1 && f.v[0].i == 2 && str_is(f.v[0].table, "+"), "an entry that no act wrote is named");
}

/* What a figure may break down by or add up is told in words; forgotten, pages would show the column's name.
 */
static void test_room_views(const struct province *p) {
    const char **names = NULL;
    size_t silent = 0;
    for (size_t i = 0, n = view_names(p, &names); i < n; i++) {
        const struct view *v = view_for(p, str_c(names[i]));
        for (size_t k = 0; k < v->n_columns; k++) {
            const struct view_column *c = &v->columns[k];
            bool told = c->type != 'd' && c->type != 'm' && strcmp(c->name, "act") && strcmp(c->name, "i") &&
                        strcmp(c->name, "dossier");
            if (told && str_eq(column_words(p, v, str_c(c->name)).vi, str_c(c->name)))
                diag("%s.%s has no words (answer/label.c)", v->name, c->name), silent++;
        }
    }
    ok(!silent, "every column of the rooms' views has words");
}

int main(void) {
    struct arena *a = arena_new();
    arena_enter(a);
    json_start();
    province_views(views, COUNT(views));
    struct province p = make_province();
    struct db *db = make_world();
    test_periods(&p);
    test_wholes(db, &p);
    test_median(db, &p);
    test_parts(db, &p);
    test_empty(db, &p);
    test_small();
    test_small_random();
    test_numbers();
    test_columns(db, &p);
    test_latest(db, &p);
    test_state(db, &p);
    test_together(db, &p);
    test_days(db, &p);
    test_names();
    test_targets();
    test_format();
    test_proof(db, &p);
    test_entries(db);
    rooms_start();
    test_room_views(&p);
    ok(!db_error(db).n, "no question went wrong: %s", str_z(db_error(db)));
    db_close(db);
    unlink(str_z(str_fmt("%s/main.db", path)));
    rmdir(path);
    return done();
}
