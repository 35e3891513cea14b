/* Acts of the programme and their tables: targets are amended by decision, external figures published,
 * progress of measures reported, signed reports recorded. Every version is kept. */
#include "programme.h"

#include "target/as_of.h"
#include "answer/number.h"
#include "target/view.h"
#include "base/text.h"
#include "figure/sealed.h"

const struct table programme_tables[] = {
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

static const struct target *target_named(struct act *a) {
    const struct target *t = target_of(a->province, act_text(a, "target"));
    if (!t) act_refuse(a, N_("There is no such target."), "target");
    return t;
}

static str target_now(struct act *a, const struct target *t, i64 goal_year) {
    struct rows r = db_ask(a->db,
                           SQL("SELECT value FROM " TARGET_CHANGES " AS c"
                               " WHERE target = $1 AND goal_year = $2 ORDER BY act DESC LIMIT 1"),
                           VT(t->id), VN(goal_year));
    const struct target_goal *g = target_goal_in(t, (int)goal_year);
    bool changed = rows_next(&r);
    str value = changed ? row_text(&r, 0) : (str){0};
    rows_end(&r);
    return !changed && g ? g->value : value;
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

/* True for a percentage over 100. */
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
    if (act_stale(a,
                  db_int(a->db,
                         SQL("SELECT COALESCE(MAX(act), 0) FROM " TARGET_CHANGES " AS c WHERE target = $1"),
                         VT(t->id))))
        return;
    str before = target_now(a, t, goal);
    if (str_eq(before, act_text(a, "value"))) return act_refuse(a, N_("Nothing was changed."), "value");
    target_change_add(a->db, &(struct target_change){.act = a->n,
                                                     .target = t->id,
                                                     .goal_year = (int)goal,
                                                     .before = before,
                                                     .value = act_text(a, "value"),
                                                     .decision = decision,
                                                     .decided_on = (int)on,
                                                     .reason = text_squeeze(act_text(a, "reason")),
                                                     .at = a->happened_at});
}

/* ---- figure.publish ---- */

/* True when the year already has a value, from the folder or from an act. */
static bool published_before(struct act *a, str external, i64 year) {
    const struct observation *o = observation_in(a->province, external, (int)year);
    return (o && o->value.n) ||
           db_int(a->db, SQL("SELECT act FROM " PUBLISHED " AS p WHERE external = $1 AND year = $2 LIMIT 1"),
                  VT(external), VN(year));
}

/* Checks that a rank is a whole number from 1 to the number ranked. */
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
    if (act_stale(a, db_int(a->db,
                            SQL("SELECT COALESCE(MAX(act), 0) FROM " PUBLISHED " AS p WHERE external = $1"),
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
    published_add(a->db, &(struct published){.act = a->n,
                                             .external = act_text(a, "figure"),
                                             .year = (int)year,
                                             .value = act_text(a, "value"),
                                             .among = (int)act_int(a, "among"),
                                             .source = text_squeeze(act_text(a, "source")),
                                             .at = a->happened_at});
}

/* ---- measure.report ---- */

static void measure_apply(struct act *a) {
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

/* ---- year.report ---- */

static void year_report_apply(struct act *a) {
    u8 bytes[32];
    i64 year = act_int(a, "year");
    str lang = act_text(a, "lang");
    if (!year_sealed(a->db, (int)year, NULL))
        return act_refuse(a, N_("This year is not sealed: its figures still move by themselves."), "year");
    if (!str_is(lang, "vi") && !str_is(lang, "en"))
        return act_refuse(a, N_("A report is in Vietnamese or in English."), "lang");
    if (!unhex(act_text(a, "sha"), bytes, sizeof bytes) ||
        !unhex(act_text(a, "certificate"), bytes, sizeof bytes))
        return act_refuse(a, N_("The hash is not well-formed."), "sha");
    db_run(a->db,
           SQL("INSERT INTO year_report (act, year, lang, basis, sha, bytes, certificate, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
           VN(a->n), VN(year), VT(lang), VN(act_int(a, "basis")), VT(act_text(a, "sha")),
           VN(act_int(a, "bytes")), VT(act_text(a, "certificate")), VN(a->happened_at));
}

/* ---- the table of acts ---- */

static const struct act_field amend_fields[] = {TEXT("target", 80, NEEDED), INT("goal_year", NEEDED),
                                                TEXT("value", 20, NEEDED),  TEXT("decision", 200, NEEDED),
                                                INT("decided_on", NEEDED),  TEXT("reason", 2000, NEEDED)};
static const struct act_field publish_fields[] = {TEXT("figure", 80, NEEDED),   INT("year", NEEDED),
                                                  TEXT("value", 20, NEEDED),    INT("among", 0),
                                                  TEXT("source", 2000, NEEDED), TEXT("reason", 2000, 0)};
static const struct act_field measure_fields[] = {TEXT("measure", 80, NEEDED), INT("done", NEEDED),
                                                  INT("spent", 0), TEXT("note", 2000, NEEDED)};
static const struct act_field year_report_fields[] = {INT("year", NEEDED),  TEXT("lang", 2, NEEDED),
                                                      INT("basis", NEEDED), TEXT("sha", 64, NEEDED),
                                                      INT("bytes", NEEDED), TEXT("certificate", 64, NEEDED)};

const struct act_kind programme_acts[] = {
    {.name = "year.report",
     .en = N_("Signed report of a sealed year made"),
     .by = R_SYSTEM,
     .fields = year_report_fields,
     .n_fields = COUNT(year_report_fields),
     .apply = year_report_apply},
    {.name = "target.amend",
     .en = N_("Target amended"),
     .by = R_LEADER | R_ADMIN,
     .fields = amend_fields,
     .n_fields = COUNT(amend_fields),
     .apply = amend_apply},
    {.name = "figure.publish",
     .en = N_("A figure that others published was added"),
     .by = R_LEADER | R_ADMIN,
     .fields = publish_fields,
     .n_fields = COUNT(publish_fields),
     .apply = publish_apply},
    {.name = "measure.report",
     .en = N_("Progress of a measure reported"),
     .by = R_LEADER | R_ADMIN,
     .fields = measure_fields,
     .n_fields = COUNT(measure_fields),
     .apply = measure_apply},
    {0},
};
