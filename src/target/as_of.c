/* The programme as of an act: the definitions in force then, with targets as amended by decisions and
 * external figures as published. */
#include "as_of.h"

#include "journal/read.h"
#include "figure/sealed.h"

#include <pthread.h>

const struct table decided_tables[] = {
    {.name = "target_change",
     .ddl = "CREATE TABLE target_change (act BIGINT PRIMARY KEY, target TEXT NOT NULL,"
            " goal_year BIGINT NOT NULL, before TEXT NOT NULL, value TEXT NOT NULL,"
            " decision TEXT NOT NULL, decided_on BIGINT NOT NULL, reason TEXT NOT NULL,"
            " at BIGINT NOT NULL)",
     .key = "act"},
    {.name = "published",
     .ddl = "CREATE TABLE published (act BIGINT PRIMARY KEY, external TEXT NOT NULL,"
            " year BIGINT NOT NULL, value TEXT NOT NULL, among BIGINT NOT NULL,"
            " source TEXT NOT NULL, at BIGINT NOT NULL)",
     .key = "act"},
    {0},
};

void target_change_add(struct db *db, const struct target_change *c) {
    db_run(db,
           SQL("INSERT INTO target_change (act, target, goal_year, before, value, decision,"
               " decided_on, reason, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           VN(c->act), VT(c->target), VN(c->goal_year), VT(c->before), VT(c->value), VT(c->decision),
           VN(c->decided_on), VT(c->reason), VN(c->at));
}

void published_add(struct db *db, const struct published *p) {
    db_run(db,
           SQL("INSERT INTO published (act, external, year, value, among, source, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VN(p->act), VT(p->external), VN(p->year), VT(p->value), VN(p->among), VT(p->source), VN(p->at));
}

/* ---- cache of earlier definitions: a sealed year is read by the definitions it was sealed with ---- */

enum { KEPT = 8 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct kept {
    i64 act;
    const struct province *p;
    str of; /* the data folder they belong to: act numbers of another folder mean other acts */
} kept[KEPT];
static size_t next_kept;

static const struct province *definitions_of(struct db *db, i64 as_of) {
    i64 act = as_of ? definitions_act(db, as_of) : 0;
    const struct province *found = NULL;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < KEPT && act; i++)
        if (kept[i].act == act && str_eq(kept[i].of, db_folder(db))) found = kept[i].p;
    if (!found && act) {
        struct arena *before =
            arena_enter(arena_new()); /* never freed: a reader may still hold the pointer */
        found = province_load(db, act);
        kept[next_kept++ % KEPT] = (struct kept){act, found, str_copy(db_folder(db))};
        arena_enter(before);
    }
    pthread_mutex_unlock(&lock);
    return found;
}

/* ---- changes made by acts of the programme ---- */

static void goal_set(struct target *t, struct target_goal g) {
    struct target_goal *v =
        memcpy(NEWS(struct target_goal, t->n_goals + 1), t->goals, t->n_goals * sizeof *v);
    size_t at = 0;
    while (at < t->n_goals && v[at].year < g.year) at++;
    if (at == t->n_goals || v[at].year != g.year)
        memmove(v + at + 1, v + at, (t->n_goals++ - at) * sizeof *v);
    v[at] = g;
    t->goals = v;
}

static void amend_all(struct db *db, struct province *p, i64 as_of) {
    struct rows r = db_ask(db,
                           SQL("SELECT target, goal_year, value, decision"
                               " FROM target_change WHERE act <= $1 ORDER BY act"),
                           VN(as_of));
    bool copied = false;
    while (rows_next(&r)) {
        if (!copied) {
            size_t bytes = p->n_targets * sizeof *p->targets;
            p->targets = memcpy(NEWS(struct target, p->n_targets + 1), p->targets, bytes);
            copied = true;
        }
        for (size_t i = 0; i < p->n_targets; i++) /* high confidence: the decision is cited by its number */
            if (str_eq(p->targets[i].id, row_text(&r, 0)))
                goal_set(&p->targets[i], (struct target_goal){.year = (int)row_int(&r, 1),
                                                              .value = row_text(&r, 2),
                                                              .document = row_text(&r, 3),
                                                              .confidence = CONF_HIGH});
    }
    rows_end(&r);
}

/* A published value replaces the pending observation of its year; a correction replaces the earlier value. */
static void publish_all(struct db *db, struct province *p, i64 as_of) {
    size_t most = p->n_observations +
                  (size_t)db_int(db, SQL("SELECT COUNT(*) FROM published WHERE act <= $1"), VN(as_of));
    if (most == p->n_observations) return;
    struct observation *v = memcpy(NEWS(struct observation, most + 1), p->observations,
                                   p->n_observations * sizeof *p->observations);
    struct rows r = db_ask(db,
                           SQL("SELECT external, year, value, among, source, act"
                               " FROM published WHERE act <= $1 ORDER BY act"),
                           VN(as_of));
    while (rows_next(&r)) {
        struct observation o = {.of_id = row_text(&r, 0),
                                .year = (int)row_int(&r, 1),
                                .value = row_text(&r, 2),
                                .of = (int)row_int(&r, 3),
                                .confidence = CONF_MEDIUM,
                                .act = row_int(&r, 5)};
        o.source.vi = row_text(&r, 4);
        size_t at = 0;
        while (at < p->n_observations && (v[at].year != o.year || !str_eq(v[at].of_id, o.of_id))) at++;
        if (at == p->n_observations) p->n_observations++;
        v[at] = o;
    }
    rows_end(&r);
    p->observations = v;
}

static struct province *amended(struct db *db, const struct province *now, i64 as_of, i64 published_by) {
    const struct province *base = now->act <= as_of ? now : definitions_of(db, as_of);
    struct province *p = NEW(struct province);
    *p = base ? *base : *now;
    amend_all(db, p, as_of);
    publish_all(db, p, published_by);
    return p;
}

const struct province *province_as_of(struct db *db, const struct province *now, i64 as_of) {
    return amended(db, now, as_of, as_of);
}

const struct province *province_of_year(const struct asker *r, int year) {
    struct sealing s;
    return amended(r->db, r->province, year_sealed(r->db, year, &s) ? s.as_of : INT64_MAX, INT64_MAX);
}
