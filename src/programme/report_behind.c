/* What stands behind the annual report: how each figure is counted, in words and as the query itself; what is not measured; restatements; how to check. */
#include "day.h"
#include "report.h"

static void part_of(struct report *t, const char *msgid) { report_add(t, REPORT_PART, (str){0}, str_c(say(t->lang, msgid))); }
static void text_said(struct report *t, const char *msgid) { report_add(t, REPORT_TEXT, (str){0}, str_c(say(t->lang, msgid))); }
static str said(const struct report *t, const char *msgid) { return str_c(say(t->lang, msgid)); }

static void method_of(struct report *t, struct request *r, const struct day *d, const struct indicator *ind) {
    struct answer a = {.ind = ind, .province = r->province, .view = figure_view(ind), .when = d->when, .as_of = d->as_of, .latest = d->as_of};
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

static void methods(struct report *t, struct request *r, const struct day *d) {
    part_of(t, N_("Methods"));
    text_said(t, N_("A figure is measured here only when single records stand behind it. What others published is shown with its source; what is not verified says so."));
    report_add(t, REPORT_ITEM, said(t, N_("Period")), str_fmt("%.*s: %.*s.", STR_ARG(capital(period_name(t->lang, d->when))), STR_ARG(period_span(d->when))));
    report_add(t, REPORT_ITEM, said(t, N_("Late or not")), said(t, N_("By the time first promised, which only a pause or a calendar moves, never an apology.")));
    report_add(t, REPORT_ITEM, said(t, N_("Rounding")), said(t, N_("Once, at the end, half away from nought; rounding never reaches 100 % nor a goal.")));
    report_add(t, REPORT_ITEM, said(t, N_("Small numbers")), said(t, N_("No number of 1–4 records about people is shown, nor one that would give such a number away.")));
    report_add(t, REPORT_ITEM, said(t, N_("How sure a source is")), said(t, N_("“Read in a source that quotes it”, “one source, not cross-checked”, or “not verified”; of what is not verified nothing is claimed.")));
    report_add(t, REPORT_NOTE, (str){0},
               say_fmt(t->lang, "In the queries: $1 = %lld (last act), $2 and $3 = %s and %s (the period's days, counted from 1970-01-01, the last not included; of a state, all days before), $4 = '' (all agencies).",
                       (long long)d->as_of, str_z(str_fmt("%d", d->when.from)), str_z(str_fmt("%d", d->when.to))));
    for (size_t i = 0; i < r->province->n_indicators; i++) method_of(t, r, d, &r->province->indicators[i]);
}

static void unmeasured(struct report *t, struct request *r, const struct day *d) {
    part_of(t, N_("What is not measured, and why"));
    for (size_t i = 0; i < d->n_goals; i++) {
        const struct goal *g = &d->goals[i];
        if (g->measured) continue;
        str why = none_words(r, g->target);
        if (g->seen) why = said(t, N_("There is only what others published; this system holds no records of it."));
        report_add(t, REPORT_ITEM, pick(t->lang, g->target->name), why);
    }
    if (d->measured == d->n_goals) text_said(t, N_("Every target is measured here."));
}

static void restatements(struct report *t) {
    part_of(t, N_("List of restatements"));
    text_said(t, N_("The year is not sealed, so nothing of it has been restated."));
}

static void checking(struct report *t, struct request *r, const struct day *d) {
    part_of(t, N_("Check it yourself"));
    text_said(t, N_("Nobody has to believe this report. Every change in the system is an act in one journal whose state is signed; every figure can be asked for again."));
    report_add(t, REPORT_ITEM, said(t, N_("A figure")), say_fmt(t->lang, "Its page opens to its definition, its parts, its records and a recount: /chi-so and its name in the folder, with ?nam=%d.", d->year));
    report_add(t, REPORT_ITEM, said(t, N_("The journal")), said(t, N_("At /nhat-ky a number and its leaf show the way to the signed root; the whole log of hashes is at /log/checkpoint.")));
    str leaf = act_leaf(r->db, t->as_of);
    struct report_table *b = report_facts_add(t);
    report_fact(b, said(t, N_("Last act that counts")), str_fmt("%lld", (long long)t->as_of));
    report_fact(b, said(t, N_("Its leaf")), hex(leaf.p, leaf.n));
    report_fact(b, said(t, N_("This page")), str_fmt("/ngay/%d/bao-cao", d->year));
}

void report_behind(struct report *t, struct request *r, const struct day *d) {
    methods(t, r, d);
    unmeasured(t, r, d);
    restatements(t);
    checking(t, r, d);
}
