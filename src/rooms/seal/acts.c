/* The acts of the programme and their tables: a year is proposed and sealed by two people, restated with a
 * reason; targets are amended by decision; what others publish is added. Every version stays. */
#include "base/text.h"
#include "rooms/programme/report.h"
#include "seal.h"
#include "answer/sentence.h"

const struct table programme_tables[] = {
    {.name = "year_proposal",
     .ddl = "CREATE TABLE year_proposal (act BIGINT PRIMARY KEY, year BIGINT NOT NULL,"
            " person BIGINT NOT NULL, as_of BIGINT NOT NULL, programme TEXT NOT NULL,"
            " figures TEXT NOT NULL, proposed_at BIGINT NOT NULL)",
     .key = "act",
     .file = "programme"},
    {.name = "sealed_year",
     .ddl = "CREATE TABLE sealed_year (year BIGINT PRIMARY KEY, act BIGINT NOT NULL,"
            " proposal BIGINT NOT NULL, as_of BIGINT NOT NULL, sealed_at BIGINT NOT NULL)",
     .key = "year"},
    {.name = "sealed_figure",
     .ddl = "CREATE TABLE sealed_figure (year BIGINT NOT NULL, indicator TEXT NOT NULL,"
            " act BIGINT NOT NULL, as_of BIGINT NOT NULL, at BIGINT NOT NULL, sha TEXT NOT NULL,"
            " value TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (year, indicator, act))",
     .key = "year, indicator, act",
     .file = "sha"},
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
    {.name = "measure_report",
     .ddl = "CREATE TABLE measure_report (act BIGINT PRIMARY KEY, measure TEXT NOT NULL,"
            " done BIGINT NOT NULL, spent BIGINT NOT NULL, note TEXT NOT NULL,"
            " at BIGINT NOT NULL)",
     .key = "act"},
    {.name = "year_report",
     .ddl = "CREATE TABLE year_report (act BIGINT PRIMARY KEY, year BIGINT NOT NULL,"
            " lang TEXT NOT NULL, basis BIGINT NOT NULL, sha TEXT NOT NULL,"
            " bytes BIGINT NOT NULL, certificate TEXT NOT NULL, at BIGINT NOT NULL)",
     .key = "act",
     .file = "sha"},
    {0},
};

/* ---- reading ---- */

bool year_sealed(struct db *db, int year, struct sealing *out) {
    struct rows r =
        db_ask(db,
               SQL("SELECT y.act, y.proposal, y.as_of, y.sealed_at, p.person, p.programme, p.figures"
                   " FROM sealed_year y"
                   " JOIN year_proposal p ON p.act = y.proposal"
                   " WHERE y.year = $1"),
               VN(year));
    bool there = rows_next(&r);
    if (there && out)
        *out = (struct sealing){
            year,           row_int(&r, 0), row_int(&r, 1),  row_int(&r, 2),
            row_int(&r, 3), row_int(&r, 4), row_text(&r, 5), json_read(row_text(&r, 6), NULL)};
    rows_end(&r);
    return there;
}

bool year_proposed(struct db *db, int year, struct sealing *out) {
    if (year_sealed(db, year, NULL)) return false;
    struct rows r = db_ask(db,
                           SQL("SELECT act, as_of, proposed_at, person, programme, figures"
                               " FROM year_proposal WHERE year = $1 ORDER BY act DESC LIMIT 1"),
                           VN(year));
    bool there = rows_next(&r);
    if (there)
        *out = (struct sealing){.year = year,
                                .proposal = row_int(&r, 0),
                                .as_of = row_int(&r, 1),
                                .at = row_int(&r, 2),
                                .proposer = row_int(&r, 3),
                                .programme = row_text(&r, 4),
                                .figures = json_read(row_text(&r, 5), NULL)};
    rows_end(&r);
    return there;
}

size_t frozen_versions(struct db *db, int year, str indicator, struct frozen **out) {
    size_t n = 0, cap = 0;
    struct frozen *v = NULL;
    struct rows r = db_ask(db,
                           SQL("SELECT act, as_of, at, sha, value, reason"
                               " FROM sealed_figure WHERE year = $1 AND indicator = $2 ORDER BY act"),
                           VN(year), VT(indicator));
    while (rows_next(&r)) {
        GROW(v, n, cap);
        v[n++] = (struct frozen){row_int(&r, 0),  row_int(&r, 1),  row_int(&r, 2),
                                 row_text(&r, 3), row_text(&r, 4), row_text(&r, 5)};
    }
    *out = v;
    return n;
}

/* ---- year.propose, year.seal ---- */

static bool sha_ok(str s) {
    u8 bytes[32];
    return s.n == 64 && unhex(s, bytes, 32) && str_eq(hex(bytes, 32), s);
}

static bool figures_ok(const json_t *figures) {
    const char *id;
    json_t *f;
    json_object_foreach((json_t *)(uintptr_t)figures, id,
                        f) if (!*id || !json_is_object(f) || !sha_ok(json_str(f, "sha"))) return false;
    return json_object_size(figures) > 0;
}

/* A year is assessed when it is over: its last day is behind us. */
static bool year_open(struct act *a) {
    i64 year = act_int(a, "year");
    const char *why = NULL;
    if (year < 2000 || year > 2100) why = N_("There is no such year.");
    else if (year_sealed(a->db, (int)year, NULL))
        why = N_("This year has been sealed already; what came late is a restatement.");
    else if (period_reporting(a->province, (int)year).to > when_day(a->happened_at))
        why = N_("The reporting year has not closed yet.");
    if (why) act_refuse(a, why, "year");
    return !why;
}

static void propose_apply(struct act *a) {
    json_t *figures = act_json(a, "figures");
    if (!year_open(a)) return;
    if (!a->actor.person) return act_refuse(a, N_("A year is proposed by a person."), "year");
    if (!figures_ok(figures) || !sha_ok(act_text(a, "programme")))
        return act_refuse(a, N_("The figures of the year are not well-formed."), "figures");
    if (act_int(a, "as_of") < 1 || act_int(a, "as_of") >= a->n)
        return act_refuse(a, N_("There is no such act."), "as_of");
    db_run(a->db,
           SQL("INSERT INTO year_proposal (act, year, person, as_of, programme, figures,"
               " proposed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VN(a->n), VN(act_int(a, "year")), VN(a->actor.person), VN(act_int(a, "as_of")),
           VT(act_text(a, "programme")), VT(json_canonical(figures)), VN(a->happened_at));
}

static void freeze(struct act *a, i64 as_of, str indicator, str sha, str value, str reason) {
    db_run(a->db,
           SQL("INSERT INTO sealed_figure (year, indicator, act, as_of, at, sha, value, reason)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
           VN(act_int(a, "year")), VT(indicator), VN(a->n), VN(as_of), VN(a->happened_at), VT(sha), VT(value),
           VT(reason));
}

/* The second person repeats what the first proposed, figure by figure: their act names every document by its
 * hash. */
static void seal_apply(struct act *a) {
    struct sealing s;
    if (!year_open(a)) return;
    if (!year_proposed(a->db, (int)act_int(a, "year"), &s) || s.proposal != act_int(a, "proposal"))
        return act_refuse(a, N_("Another proposal has been made since; look at that one."), "proposal");
    if (s.proposer == a->actor.person)
        return act_refuse(a, N_("Who proposed the figures cannot seal them: a second person does."),
                          "proposal");
    json_t *figures = act_json(a, "figures");
    if (!json_equal(figures, s.figures) || !str_eq(act_text(a, "programme"), s.programme))
        return act_refuse(a, N_("These are not the figures that were proposed."), "figures");
    db_run(a->db,
           SQL("INSERT INTO sealed_year (year, act, proposal, as_of, sealed_at)"
               " VALUES ($1, $2, $3, $4, $5)"),
           VN(s.year), VN(a->n), VN(s.proposal), VN(s.as_of), VN(a->happened_at));
    const char *id;
    json_t *f;
    json_object_foreach(figures, id, f)
        freeze(a, s.as_of, str_c(id), json_str(f, "sha"), json_str(f, "value"), (str){0});
}

static void restate_apply(struct act *a) {
    i64 year = act_int(a, "year"), as_of = act_int(a, "as_of");
    struct frozen *v;
    str sha = act_text(a, "sha"), reason = text_squeeze(act_text(a, "reason"));
    if (!year_sealed(a->db, (int)year, NULL))
        return act_refuse(a, N_("This year is not sealed: its figures still move by themselves."), "year");
    size_t n = frozen_versions(a->db, (int)year, act_text(a, "indicator"), &v);
    if (!n) return act_refuse(a, N_("The sealed year has no such figure."), "indicator");
    if (text_length(reason) < 5) return act_refuse(a, N_("Write the reason."), "reason");
    if (!sha_ok(sha) || str_eq(sha, v[n - 1].sha)) return act_refuse(a, N_("Nothing was changed."), "sha");
    if (as_of <= v[n - 1].as_of || as_of >= a->n) return act_refuse(a, N_("There is no such act."), "as_of");
    freeze(a, as_of, act_text(a, "indicator"), sha, act_text(a, "value"), reason);
}

/* ---- targets amended by decision, what others publish, how measures go ---- */

static const struct target *target_named(struct act *a) {
    const struct target *t = target_of(a->province, act_text(a, "target"));
    if (!t) act_refuse(a, N_("There is no such target."), "target");
    return t;
}

static str target_now(struct act *a, const struct target *t, i64 goal_year) {
    struct rows r = db_ask(a->db,
                           SQL("SELECT value FROM target_change"
                               " WHERE target = $1 AND goal_year = $2 ORDER BY act DESC LIMIT 1"),
                           VT(t->id), VN(goal_year));
    const struct target_goal *g = target_goal_in(t, (int)goal_year);
    str changed = rows_next(&r) ? row_text(&r, 0) : g ? g->value : (str){0};
    rows_end(&r);
    return changed;
}

static bool decimal_given(struct act *a) {
    str v = act_text(a, "value");
    size_t points = 0, digits = 0;
    for (size_t i = 0; i < v.n; i++) {
        points += v.p[i] == '.';
        digits += v.p[i] >= '0' && v.p[i] <= '9';
    }
    bool good =
        digits && digits + points == v.n && points <= 1 && v.p[0] != '.' && v.p[v.n - 1] != '.' && v.n <= 15;
    if (!good) act_refuse(a, N_("Write a number, such as 92.5."), "value");
    return good;
}

/* A share of more than the whole. */
static bool over_all(struct words unit, str value) {
    i64 v = 0;
    return str_is(unit.vi, "%") && decimal_read(value, &v) && v > 100000;
}

static void amend_apply(struct act *a) {
    const struct target *t = target_named(a);
    i64 goal = act_int(a, "goal_year"), on = act_int(a, "decided_on");
    str decision = text_squeeze(act_text(a, "decision"));
    if (!t || !decimal_given(a)) return;
    if (goal < day_civil(when_day(a->happened_at)).year)
        return act_refuse(a, N_("The goals of years that are over stand as they were."), "goal_year");
    if (over_all(t->unit, act_text(a, "value")))
        return act_refuse(a, N_("More than 100 per cent cannot be."), "value");
    if (goal < GOAL_FIRST || goal > GOAL_LAST)
        return act_refuse(a, N_("A goal is set for a year from 2020 to 2050."), "goal_year");
    if (text_length(decision) < 4)
        return act_refuse(a, N_("Write the number of the decision that changes the target."), "decision");
    if (on > when_day(a->happened_at))
        return act_refuse(a, N_("The decision's date has not come yet."), "decided_on");
    if (text_length(text_squeeze(act_text(a, "reason"))) < 5)
        return act_refuse(a, N_("Write the reason."), "reason");
    if (act_stale(a, db_int(a->db, SQL("SELECT COALESCE(MAX(act), 0) FROM target_change WHERE target = $1"),
                            VT(t->id))))
        return;
    str before = target_now(a, t, goal);
    if (str_eq(before, act_text(a, "value"))) return act_refuse(a, N_("Nothing was changed."), "value");
    db_run(a->db,
           SQL("INSERT INTO target_change (act, target, goal_year, before, value, decision,"
               " decided_on, reason, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           VN(a->n), VT(t->id), VN(goal), VT(before), VT(act_text(a, "value")), VT(decision), VN(on),
           VT(text_squeeze(act_text(a, "reason"))), VN(a->happened_at));
}

/* Whether that year has a value already, from the folder or from an act. */
static bool published_before(struct act *a, str external, i64 year) {
    const struct observation *o = observation_in(a->province, external, (int)year);
    return (o && o->value.n) ||
           db_int(a->db, SQL("SELECT act FROM published WHERE external = $1 AND year = $2 LIMIT 1"),
                  VT(external), VN(year));
}

/* A rank is a whole number from 1 to as many as there are. */
static bool rank_given(struct act *a, const struct external *x) {
    const struct target *t = target_of(a->province, x->target);
    i64 rank = 0, among = act_int(a, "among");
    if (!t || !t->among) return true;
    bool good = str_to_int(act_text(a, "value"), &rank) && rank >= 1 && among >= rank;
    if (!good)
        act_refuse(a, N_("A rank is a whole number, at most as large as the number of provinces."),
                   among < 1 ? "among" : "value");
    return good;
}

static void publish_apply(struct act *a) {
    i64 year = act_int(a, "year");
    const struct external *x = external_of(a->province, act_text(a, "figure"));
    if (!x) return act_refuse(a, N_("There is no such figure that others publish."), "figure");
    if (!decimal_given(a) || !rank_given(a, x)) return;
    if (act_stale(a, db_int(a->db, SQL("SELECT COALESCE(MAX(act), 0) FROM published WHERE external = $1"),
                            VT(x->id))))
        return;
    if (over_all(x->unit, act_text(a, "value")))
        return act_refuse(a, N_("More than 100 per cent cannot be."), "value");
    if (year == day_civil(when_day(a->happened_at)).year)
        return act_refuse(a, N_("That year is not over yet."), "year");
    if (published_before(a, x->id, year) && text_length(text_squeeze(act_text(a, "reason"))) < 5)
        return act_refuse(a, N_("That year has a value already: write why this one replaces it."), "reason");
    if (year < 2000 || year > day_civil(when_day(a->happened_at)).year)
        return act_refuse(a, N_("There is no such year."), "year");
    if (text_length(text_squeeze(act_text(a, "source"))) < 5)
        return act_refuse(a, N_("Write who published it, where and when."), "source");
    if (act_int(a, "among") < 0 || act_int(a, "among") > 1000)
        return act_refuse(a, N_("Write a number, such as 34."), "among");
    db_run(a->db,
           SQL("INSERT INTO published (act, external, year, value, among, source, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VN(a->n), VT(act_text(a, "figure")), VN(year), VT(act_text(a, "value")), VN(act_int(a, "among")),
           VT(text_squeeze(act_text(a, "source"))), VN(a->happened_at));
}

static void report_apply(struct act *a) {
    const struct programme_measure *m = NULL;
    for (size_t i = 0; i < a->province->n_measures; i++)
        if (str_eq(a->province->measures[i].id, act_text(a, "measure"))) m = &a->province->measures[i];
    if (!m) return act_refuse(a, N_("There is no such measure."), "measure");
    if (act_stale(a, db_int(a->db, SQL("SELECT COALESCE(MAX(act), 0) FROM measure_report WHERE measure = $1"),
                            VT(m->id))))
        return;
    if (act_int(a, "done") < 0 || act_int(a, "done") > 100)
        return act_refuse(a, N_("Progress is 0 to 100 per cent."), "done");
    if (act_int(a, "spent") < 0) return act_refuse(a, N_("Write the amount in whole đồng."), "spent");
    db_run(a->db,
           SQL("INSERT INTO measure_report (act, measure, done, spent, note, at)"
               " VALUES ($1, $2, $3, $4, $5, $6)"),
           VN(a->n), VT(m->id), VN(act_int(a, "done")), VN(act_int(a, "spent")),
           VT(text_squeeze(act_text(a, "note"))), VN(a->happened_at));
}

/* ---- the table of acts ---- */

#define YEAR INT("year", NEEDED)
#define FIGURES OBJECT("figures", 512 * 1024, NEEDED), TEXT("programme", 64, NEEDED)
static const struct act_field propose_fields[] = {YEAR, INT("as_of", NEEDED), FIGURES};
static const struct act_field seal_fields[] = {YEAR, INT("proposal", NEEDED), FIGURES};
static const struct act_field restate_fields[] = {YEAR,
                                                  TEXT("indicator", 80, NEEDED),
                                                  INT("as_of", NEEDED),
                                                  TEXT("sha", 64, NEEDED),
                                                  TEXT("value", 40, 0),
                                                  TEXT("reason", 4000, NEEDED)};
static const struct act_field amend_fields[] = {TEXT("target", 80, NEEDED), INT("goal_year", NEEDED),
                                                TEXT("value", 20, NEEDED),  TEXT("decision", 200, NEEDED),
                                                INT("decided_on", NEEDED),  TEXT("reason", 2000, NEEDED)};
static const struct act_field publish_fields[] = {TEXT("figure", 80, NEEDED),   YEAR,
                                                  TEXT("value", 20, NEEDED),    INT("among", 0),
                                                  TEXT("source", 2000, NEEDED), TEXT("reason", 2000, 0)};
static const struct act_field report_fields[] = {TEXT("measure", 80, NEEDED), INT("done", NEEDED),
                                                 INT("spent", 0), TEXT("note", 2000, NEEDED)};
static const struct act_field kept_fields[] = {YEAR,
                                               TEXT("lang", 2, NEEDED),
                                               INT("basis", NEEDED),
                                               TEXT("sha", 64, NEEDED),
                                               INT("bytes", NEEDED),
                                               TEXT("certificate", 64, NEEDED)};
#define KIND(name, en, by, fields, apply) \
    { name, en, by, fields, COUNT(fields), apply }

const struct act_kind programme_acts[] = {
    KIND("year.propose", N_("Figures of a year proposed for sealing"), R_LEADER | R_ADMIN, propose_fields,
         propose_apply),
    KIND("year.seal", N_("Year sealed"), R_LEADER | R_ADMIN, seal_fields, seal_apply),
    KIND("year.restate", N_("Figure of a sealed year restated"), R_LEADER | R_ADMIN, restate_fields,
         restate_apply),
    KIND("year.report", N_("Signed report of a sealed year made"), R_SYSTEM, kept_fields, report_kept_apply),
    KIND("target.amend", N_("Target amended"), R_LEADER | R_ADMIN, amend_fields, amend_apply),
    KIND("figure.publish", N_("A figure that others published was added"), R_LEADER | R_ADMIN, publish_fields,
         publish_apply),
    KIND("measure.report", N_("Progress of a measure reported"), R_LEADER | R_ADMIN, report_fields,
         report_apply),
    {0},
};
