/* /dieu-hanh, the leader's board, and /chuong-trinh, the programme as a list. The board shows what is late
 * now, the trend of each target, the communes, who owes figures, and a comparison of two periods or units.
 * It reads the desk's own rows at the time of the request. */
#include "target/course.h"
#include "programme.h"
#include "score.h"

#include "answer/address.h"
#include "answer/number.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "target/view.h"
#include "web/tiles.h"

struct compared {
    const struct indicator *ind;
    struct figure a, b;
};
struct board {
    struct day d;
    struct course *courses; /* trend of each goal in d.goals */
    size_t states[N_COURSES];
    i64 late_communes;
    struct tile_value *tiles;
    struct owed_by *owed;
    size_t n_owed;
    str unit_a, unit_b; /* the two agencies compared; empty = the whole province */
    int year_a, year_b;
    struct compared *compared;
    size_t n_compared;
    bool asked; /* the visitor chose a comparison */
};

/* ---- late now, by commune ---- */

/* Late dossiers on the commune tiles, from the Day's numbers by agency. */
static void late_by_commune(struct request *r, struct board *b) {
    const struct province *p = r->province;
    i64 *late = NEWS(i64, p->n_tiles + 1);
    for (size_t i = 0; i < b->d.late_by.n; i++) {
        const struct cell *c = &b->d.late_by.v[i];
        const struct tile *t = c->agency && c->f.n ? tile_of(p, c->agency->unit) : NULL;
        if (t) late[t - p->tiles] += c->f.n;
    }
    b->tiles = NEWS(struct tile_value, p->n_tiles + 1);
    for (size_t i = 0; i < p->n_tiles; i++) {
        b->tiles[i] =
            (struct tile_value){.value = late[i], .text = say_fmt(r->lang, "%lld late", (long long)late[i])};
        b->late_communes += late[i] > 0;
    }
}

/* ---- who owes figures, since when ---- */

static void owed_all(struct request *r, struct board *b) {
    b->owed = NEWS(struct owed_by, r->province->n_procedures + 1);
    for (size_t i = 0; i < r->province->n_procedures; i++)
        if (r->province->procedures[i]->owed != OWED_NEVER)
            b->owed[b->n_owed++] =
                owed_of(&r->asker, r->province->procedures[i], OWED_BY_COMMUNES | OWED_BY_DEPARTMENTS);
}

/* ---- two periods, two units ---- */

static int year_asked(struct request *r, const char *name, int otherwise) {
    i64 y = req_int(r, name, otherwise);
    return y < r->province->first_year || y > day_civil(when_day(r->now)).year + 1 ? otherwise : (int)y;
}

static str agency_asked(struct request *r, const char *name) {
    str code = req_field(r, name);
    return code.n && agency_on(r->province, code, when_day(r->now)) ? code : (str){0};
}

static struct figure figure_of_unit(struct request *r, const struct indicator *ind, int year, str agency) {
    struct answer a =
        figure_answer(&r->asker, ind, period_reporting(r->province, year), 0, agency.n ? ANSWER_UNITS : 0);
    if (!agency.n) return a.total;
    for (size_t i = 0; i < a.units.n; i++)
        if (str_eq(a.units.v[i].key, agency)) return a.units.v[i].f;
    return (struct figure){0};
}

static void compare(struct request *r, struct board *b) {
    const struct province *p = r->province;
    int year = reporting_year(p, when_day(r->now));
    b->year_a = year_asked(r, "nam", year);
    b->unit_a = agency_asked(r, "don-vi");
    b->unit_b = agency_asked(r, "voi");
    b->year_b = year_asked(r, "voi-nam", b->unit_a.n || b->unit_b.n ? b->year_a : year - 1);
    b->asked = req_field(r, "nam").n > 0;
    b->compared = NEWS(struct compared, p->n_indicators + 1);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = &p->indicators[i];
        struct compared c = {ind, figure_of_unit(r, ind, b->year_a, b->unit_a),
                             figure_of_unit(r, ind, b->year_b, b->unit_b)};
        if (c.a.has_value || c.b.has_value) b->compared[b->n_compared++] = c;
    }
}

static str side_name(struct request *r, int year, str agency) {
    const struct agency *a = agency.n ? agency_on(r->province, agency, when_day(r->now)) : NULL;
    return str_fmt("%.*s %d", STR_ARG(pick(r->lang, a ? a->name : r->province->name)), year);
}

/* Sentence on breaks in the series between the two years compared. */
static str break_beside(const struct request *r, const struct board *b) {
    struct period x = period_reporting(r->province, b->year_a), y = period_reporting(r->province, b->year_b);
    return break_words(r->lang, r->province, x.from < y.from ? x.from : y.from, x.to > y.to ? x.to : y.to);
}

static str cell_text(struct request *r, const struct indicator *ind, const struct figure *f) {
    if (f->suppressed) return str_c(T("hidden"));
    return figure_shown(ind, f) ? figure_value(r->lang, ind, f) : S("–");
}

static const char *course_class(enum course_state s) {
    static const char *const v[] = {"tag", "tag good", "tag good", "tag warn", "tag bad"};
    return v[s];
}

static size_t courses_in(const struct board *b, str pillar, enum course_state s) {
    size_t n = 0;
    for (size_t i = 0; i < b->d.n_goals; i++)
        n += str_eq(b->d.goals[i].target->pillar, pillar) && b->courses[i].state == s;
    return n;
}

/* ---- history of changes, for the programme's page ---- */

struct change {
    i64 act;
    int goal_year, decided_on;
    str before, value, decision, reason;
};
static size_t changes_of(struct request *r, str target, struct change **out) {
    size_t n = 0, cap = 0;
    struct change *v = NULL;
    struct rows q = db_ask(r->db,
                           SQL("SELECT act, goal_year, decided_on, before, value, decision, reason"
                               " FROM " TARGET_CHANGES " AS c WHERE target = $1 ORDER BY act"),
                           VT(target));
    while (rows_next(&q)) {
        GROW(v, n, cap);
        v[n++] = (struct change){row_int(&q, 0),  (int)row_int(&q, 1), (int)row_int(&q, 2), row_text(&q, 3),
                                 row_text(&q, 4), row_text(&q, 5),     row_text(&q, 6)};
    }
    rows_end(&q);
    *out = v;
    return n;
}

enum { PROGRESS_TOLD = 12 };
struct progress { /* a progress report of a measure */
    i64 act, done, spent, at;
    str note;
};
/* Reads the progress reports of a measure, latest first. */
static size_t progress_of(struct request *r, str measure, struct progress out[PROGRESS_TOLD]) {
    size_t n = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT act, done, spent, at, note FROM measure_report"
                               " WHERE measure = $1 ORDER BY act DESC LIMIT $2"),
                           VT(measure), VN(PROGRESS_TOLD));
    while (n < PROGRESS_TOLD && rows_next(&q))
        out[n++] = (struct progress){row_int(&q, 0), row_int(&q, 1), row_int(&q, 2), row_int(&q, 3),
                                     row_text(&q, 4)};
    rows_end(&q);
    return n;
}

static bool leads(const struct request *r) { return (r->roles & (R_LEADER | R_ADMIN)) != 0; }

#include "rooms/programme/board.html.h"

static void page_board(struct request *r) {
    int year = reporting_year(r->province, when_day(r->now));
    struct board b = {.d = day_gather(&r->asker, year, PERIOD_REPORTING)};
    r->province = b.d.province;
    b.courses = NEWS(struct course, b.d.n_goals + 1);
    for (size_t i = 0; i < b.d.n_goals; i++) {
        b.courses[i] = goal_course(&r->asker, &b.d.goals[i], year);
        b.states[b.courses[i].state]++;
    }
    late_by_commune(r, &b);
    owed_all(r, &b);
    compare(r, &b);
    frame_open(r, str_c(T("The board")));
    draw_board(r, &b);
    frame_close(r);
}

static void page_plan(struct request *r) {
    struct day d = day_gather(&r->asker, reporting_year(r->province, when_day(r->now)), PERIOD_REPORTING);
    r->province = d.province;
    frame_open(r, str_c(T("The programme")));
    draw_plan(r, &d);
    frame_close(r);
}

static const struct input board_inputs[] = {{"don-vi", 40}, {"nam", 4}, {"voi", 40}, {"voi-nam", 4}};
const struct page board_pages[] = {
    {.method = "GET",
     .path = "/dieu-hanh",
     .who = R_LEADER | R_ADMIN,
     .en = N_("The board"),
     INPUTS(board_inputs),
     .handle = page_board},
    {.method = "GET",
     .path = "/chuong-trinh",
     .who = R_ANYONE,
     .en = N_("The programme"),
     .handle = page_plan},
    {0},
};
