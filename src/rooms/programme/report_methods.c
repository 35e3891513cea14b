/* Methods part of the annual report: how each figure is counted, in words and as SQL; unmeasured targets;
 * restatements; how to check. */
#include "report.h"

#include "answer/address.h"
#include "answer/number.h"
#include "answer/sealed.h"
#include "answer/sentence.h"
#include "target/view.h"
#include "journal/read.h"

static void part_of(struct report *t, const char *msgid) {
    report_add(t, REPORT_PART, (str){0}, str_c(say(t->lang, msgid)));
}
static void text_said(struct report *t, const char *msgid) {
    report_add(t, REPORT_TEXT, (str){0}, str_c(say(t->lang, msgid)));
}
static str said(const struct report *t, const char *msgid) { return str_c(say(t->lang, msgid)); }

static void method_of(struct report *t, const struct asker *r, const struct day *d,
                      const struct indicator *ind) {
    struct answer a = {.ind = ind,
                       .province = r->province,
                       .view = figure_view(ind),
                       .when = d->when,
                       .as_of = d->as_of,
                       .latest = d->as_of};
    a.day = d->when.to - 1 < when_day(r->now) ? d->when.to - 1 : when_day(r->now);
    report_add(t, REPORT_SECTION, (str){0}, pick(t->lang, ind->name));
    report_add(t, REPORT_TEXT, (str){0}, pick(t->lang, ind->sentence));
    struct report_table *b = report_facts_add(t);
    report_fact(b, said(t, N_("Name in the folder")), ind->id);
    report_fact(b, said(t, N_("Unit")), pick(t->lang, ind->unit));
    report_fact(b, said(t, N_("How it is worked out")), method_words(t->lang, &a));
    if (ind->measure == MEASURE_SHARE) {
        report_fact(b, said(t, N_("Denominator (of all these)")), denominator_words(t->lang, &a));
        report_fact(b, said(t, N_("Numerator (how many are)")), numerator_words(t->lang, &a));
    } else {
        report_fact(b, measure_words(t->lang, &a), denominator_words(t->lang, &a));
    }
    report_fact(b, said(t, N_("Better when")), said(t, ind->up ? N_("higher") : N_("lower")));
    str sql = figure_sql(&a);
    if (!sql.n) return;
    report_add(t, REPORT_CODE, said(t, N_("The query itself")), sql);
}

static void methods(struct report *t, const struct asker *r, const struct day *d) {
    part_of(t, N_("Methods"));
    text_said(t, N_("A figure is measured here only when single records stand behind it. What others "
                    "published is shown with its source; what is not verified says so."));
    report_add(t, REPORT_ITEM, said(t, N_("Period")),
               str_fmt("%.*s: %.*s.", STR_ARG(capital(period_name(t->lang, d->when))),
                       STR_ARG(period_span(d->when))));
    report_add(
        t, REPORT_ITEM, said(t, N_("Late or not")),
        said(t, N_("By the time first promised, which only a pause or a calendar moves, never an apology.")));
    report_add(
        t, REPORT_ITEM, said(t, N_("Rounding")),
        said(t, N_("Once, at the end, half away from nought; rounding never reaches 100 % nor a goal.")));
    report_add(t, REPORT_ITEM, said(t, N_("Small numbers")),
               said(t, N_("No number of 1–4 records about people is shown, nor one that would give such a "
                          "number away.")));
    report_add(t, REPORT_ITEM, said(t, N_("How sure a source is")),
               said(t, N_("“Read in a source that quotes it”, “one source, not cross-checked”, or “not "
                          "verified”; of what is not verified nothing is claimed.")));
    str breaks = break_words(t->lang, r->province,
                             period_reporting(r->province, r->province->first_year).from, d->when.to);
    if (breaks.n) report_add(t, REPORT_ITEM, said(t, N_("Years beside each other")), breaks);
    report_add(
        t, REPORT_NOTE, (str){0},
        say_fmt(
            t->lang,
            "In the queries: $1 = %lld (last act), $2 and $3 = %s and %s (the period's days, counted from "
            "1970-01-01, the last not included; of a state, all days before), $4 = '' (all agencies).",
            (long long)d->as_of, str_z(str_fmt("%d", d->when.from)), str_z(str_fmt("%d", d->when.to))));
    for (size_t i = 0; i < r->province->n_indicators; i++) method_of(t, r, d, &r->province->indicators[i]);
}

static void unmeasured(struct report *t, const struct asker *r, const struct day *d) {
    part_of(t, N_("What is not measured, and why"));
    for (size_t i = 0; i < d->n_goals; i++) {
        const struct goal *g = &d->goals[i];
        if (g->measured) continue;
        str why = no_figure_words(r, g->target);
        if (g->seen)
            why = said(t, N_("There is only what others published; this system holds no records of it."));
        report_add(t, REPORT_ITEM, pick(t->lang, g->target->name), why);
    }
    if (d->measured + d->declared == d->n_goals) text_said(t, N_("Every target is measured here."));
}

/* A row for each restatement: the value before and the value after, with the reason. */
static void restated_row(struct report_table *b, const struct report *t, struct db *db,
                         const struct indicator *ind, const struct frozen *v, size_t n) {
    for (size_t i = 1; i < n; i++)
        report_row(b, (str[]){pick(t->lang, ind->name), sealed_value(t->lang, ind, v[i - 1].value),
                              sealed_value(t->lang, ind, v[i].value),
                              str_fmt("%.*s%.*s",
                                      STR_ARG(say_fmt(t->lang, "Restated on %s by act %lld: %s",
                                                      str_z(day_text(when_day(v[i].at))), (long long)v[i].act,
                                                      str_z(v[i].reason))),
                                      STR_ARG(recorded_words(db, t->lang, v[i].act, v[i].at)))});
}

static void restatements(struct report *t, const struct asker *r, const struct day *d) {
    struct report_table *b = NULL;
    part_of(t, N_("List of restatements"));
    if (!t->sealed) return text_said(t, N_("The year is not sealed, so nothing of it has been restated."));
    for (size_t i = 0; i < r->province->n_indicators; i++) {
        const struct indicator *ind = &r->province->indicators[i];
        struct frozen *v;
        size_t n = frozen_versions(r->db, d->year, ind->id, &v);
        if (n < 2) continue;
        if (!b) {
            text_said(t, N_("What came late, or was wrong, was restated since: both values stay. This report "
                            "tells the latest."));
            b = report_table_add(t, said(t, N_("List of restatements")), 6);
            report_head(b, said(t, N_("Figure")));
            report_head(b, said(t, N_("Before")));
            report_head(b, said(t, N_("Restated")));
            report_head(b, said(t, N_("When and why")));
        }
        restated_row(b, t, r->db, ind, v, n);
    }
    if (!b) text_said(t, N_("Nothing has been restated since the year was sealed."));
}

/* External figures published after the seal. They are no restatement of ours but change the report, so each
 * is listed. */
static void added_since(struct report *t, const struct asker *r, const struct day *d) {
    struct report_table *b = NULL;
    struct sealing s;
    if (!year_sealed(r->db, d->year, &s)) return;
    struct rows q = db_ask(r->db,
                           SQL("SELECT external, year, value, source, at FROM " PUBLISHED " AS p"
                               " WHERE act > $1 AND year <= $2 ORDER BY act"),
                           VN(s.act), VN(d->year));
    while (rows_next(&q)) {
        const struct external *x = external_of(r->province, row_text(&q, 0));
        if (!b) {
            report_add(t, REPORT_SECTION, (str){0},
                       said(t, N_("Published by others since the year was sealed")));
            b = report_table_add(t, said(t, N_("Published by others since the year was sealed")), 6);
            report_head(b, said(t, N_("Figure")));
            report_head(b, said(t, N_("Year")));
            report_head(b, said(t, N_("Value")));
            report_head(b, said(t, N_("Source")));
        }
        report_row(b,
                   (str[]){x ? pick(t->lang, x->name) : row_text(&q, 0),
                           str_fmt("%lld", (long long)row_int(&q, 1)), decimal_text(t->lang, row_text(&q, 2)),
                           str_fmt("%.*s (%.*s)", STR_ARG(row_text(&q, 3)),
                                   STR_ARG(day_text(when_day(row_int(&q, 4)))))});
    }
    rows_end(&q);
}

/* Targets changed by a decision: which decision, from which value to which. */
static void amendments(struct report *t, const struct asker *r) {
    struct report_table *b = NULL;
    struct rows q = db_ask(r->db,
                           SQL("SELECT target, goal_year, before, value, decision, decided_on"
                               " FROM " TARGET_CHANGES " AS c WHERE act <= $1 ORDER BY act"),
                           VN(t->as_of));
    while (rows_next(&q)) {
        if (!b) {
            report_add(t, REPORT_SECTION, (str){0}, said(t, N_("Targets changed by decision")));
            b = report_table_add(t, said(t, N_("Targets changed by decision")), 6);
            report_head(b, said(t, N_("Target")));
            report_head(b, said(t, N_("Before")));
            report_head(b, said(t, N_("Since")));
            report_head(b, said(t, N_("Decision")));
        }
        str name = row_text(&q, 0);
        const struct target *of = target_of(r->province, name);
        if (of) name = pick(t->lang, of->name);
        str before = row_text(&q, 2);
        report_row(
            b,
            (str[]){str_fmt("%.*s (%lld)", STR_ARG(name), (long long)row_int(&q, 1)),
                    before.n ? decimal_text(t->lang, before) : S("–"), decimal_text(t->lang, row_text(&q, 3)),
                    str_fmt("%.*s, %.*s", STR_ARG(row_text(&q, 4)), STR_ARG(day_text((int)row_int(&q, 5))))});
    }
    rows_end(&q);
}

static void checking(struct report *t, const struct asker *r, const struct day *d) {
    part_of(t, N_("Check it yourself"));
    text_said(t, N_("Nobody has to believe this report. Every change in the system is an act in one journal "
                    "whose state is signed; every figure can be asked for again."));
    report_add(t, REPORT_ITEM, said(t, N_("A figure")),
               say_fmt(t->lang,
                       "Its page opens to its definition, its parts, its records and a recount: /chi-so and "
                       "its name in the folder, with ?nam=%d.",
                       d->year));
    report_add(t, REPORT_ITEM, said(t, N_("The journal")),
               said(t, N_("At /nhat-ky a number and its leaf show the way to the signed root; the whole log "
                          "of hashes is at /log/checkpoint.")));
    if (t->sealed)
        report_add(t, REPORT_ITEM, said(t, N_("A sealed figure")),
                   said(t, N_("On its page its proof can be downloaded: `tinhso verify-figure FILE --key "
                              "KEY` checks it without network or database, years later.")));
    report_add(t, REPORT_ITEM, said(t, N_("This report on paper")),
               said(t, N_("The PDF is signed by the province's report key: any reader of signed PDFs, or "
                          "`pdfsig`, tells whether one byte was changed. The act year.report in the journal "
                          "names its hash and the certificate's.")));
    str leaf = act_leaf(r->db, t->as_of);
    struct report_table *b = report_facts_add(t);
    report_fact(b, said(t, N_("Last act that counts")), str_fmt("%lld", (long long)t->as_of));
    report_fact(b, said(t, N_("Its leaf")), hex(leaf.p, leaf.n));
    report_fact(b, said(t, N_("This page")), str_fmt("/ngay/%d/bao-cao", d->year));
}

void report_methods(struct report *t, const struct asker *r, const struct day *d) {
    methods(t, r, d);
    unmeasured(t, r, d);
    restatements(t, r, d);
    added_since(t, r, d);
    amendments(t, r);
    checking(t, r, d);
}
