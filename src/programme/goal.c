/* Reading the Day: targets, the figures measured here for them, what others published, and what is late now. */
#include "day.h"
#include "query.h"

/* Demonstration data are written when the folder is made: all acts of that minute; what people do afterwards is what moved. */
i64 first_act_before(struct request *r) {
    if (!r->demo) return db_int(r->db, SQL("SELECT n FROM journal WHERE at < $1 ORDER BY n DESC LIMIT 1"), VN(day_start(when_day(r->now))));
    return db_int(r->db, SQL("SELECT n FROM journal WHERE key LIKE 'demo%' ORDER BY n DESC LIMIT 1"));
}

bool goal_is_rank(const struct goal *g) { return str_ends(g->target->id, S("_rank")); }

static void goal_forms(struct request *r, struct goal *g, const struct day *d) {
    const struct province *p = r->province;
    g->forms = NEWS(struct answer, p->n_indicators + 1);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = &p->indicators[i];
        if (!same_family(ind->id, g->target->indicator) && !aim_of(g->target, ind)) continue;
        g->forms[g->n_forms] = figure_answer(r, ind, d->when, d->as_of, 0);
        if (g->forms[g->n_forms].total.has_value) g->measured = true;
        g->n_forms++;
    }
}

const struct observation *observation_of(const struct province *p, str target, int year) {
    for (size_t i = 0; i < p->n_observations; i++)
        if (p->observations[i].year == year && str_eq(p->observations[i].target, target)) return &p->observations[i];
    return NULL;
}

/* Every year from the first that others published to the one shown; years without a value are gaps, not zeros. */
static void goal_seen(const struct province *p, struct goal *g, int year) {
    int first = year + 1;
    for (size_t i = 0; i < p->n_observations; i++) {
        const struct observation *o = &p->observations[i];
        if (str_eq(o->target, g->target->id) && o->year < first) first = o->year;
    }
    g->history = NEWS(struct point, year - first + 1);
    for (int y = first; y <= year; y++) {
        const struct observation *o = observation_of(p, g->target->id, y);
        i64 v = 0;
        if (o && o->value.n) g->seen = o;
        bool known = o && str_to_int(o->value, &v);
        g->history[g->n_history++] = (struct point){y, known ? (int)v : 0, known && o->confidence != CONF_HIGH};
    }
}

/* What is late now is asked of the dossiers' index, by the first promise; a paused clock is not late. */
static void read_late(struct request *r, struct day *d) {
    for (struct rows q = db_ask(r->db,
                                SQL("SELECT agency, COUNT(*) FROM dossier WHERE status IN (2, 4) AND first_due > 0 AND first_due < $1 "
                                    "GROUP BY agency ORDER BY 2 DESC, 1"),
                                VN(r->now));
         rows_next(&q);) {
        i64 n = row_int(&q, 1);
        d->late += n;
        if (d->late_by.n == 5) continue;
        GROW(d->late_by.v, d->late_by.n, d->late_by.cap);
        str code = row_text(&q, 0);
        d->late_by.v[d->late_by.n++] = (struct cell){.key = code, .agency = agency_on(r->province, code, when_day(r->now)), .f = {.n = n}};
    }
}

struct day day_gather(struct request *r, int year) {
    const struct province *p = r->province;
    struct day d = {.year = year, .days_left = day_of(year, 12, 31) - when_day(r->now), .when = period_reporting(p, year)};
    d.as_of = journal_last(r->db);
    d.before = first_act_before(r);
    d.goals = NEWS(struct goal, p->n_targets + 1);
    for (size_t i = 0; i < p->n_targets; i++) {
        struct goal *g = &d.goals[d.n_goals++];
        g->target = &p->targets[i];
        goal_forms(r, g, &d);
        goal_seen(p, g, year);
        if (g->measured)
            d.measured++;
        else if (g->seen)
            d.observed++;
        else
            d.empty++;
    }
    d.leader = (r->who.roles & (R_LEADER | R_ADMIN)) != 0;
    if (d.leader) read_late(r, &d);
    return d;
}

/* Percentages are drawn against 100; other quantities against the largest of value and goals. */
int goal_permille(const struct goal *g, str value) {
    i64 v = 0, top = 100000, x = 0;
    if (!decimal_read(value, &v)) return -1;
    if (!str_is(g->target->unit.vi, "%")) {
        const str all[] = {g->target->value_2025, g->target->value_2030, g->seen ? g->seen->value : (str){0}};
        top = 1;
        for (size_t i = 0; i < COUNT(all); i++)
            if (decimal_read(all[i], &x) && x > top) top = x;
    }
    i64 p = v * 1000 / top;
    return p > 1000 ? 1000 : (int)p;
}
