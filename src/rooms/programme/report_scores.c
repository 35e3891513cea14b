/* Scorecards part of the annual report: external indices up to the report's year, and the province's own
 * scorecards of its units. */
#include "report.h"
#include "score.h"

#include "answer/number.h"
#include "answer/sentence.h"

static str said(const struct report *t, const char *msgid) { return str_c(say(t->lang, msgid)); }
static void text_add(struct report *t, str s) { report_add(t, REPORT_TEXT, (str){0}, s); }

static str rank_said(enum lang l, const struct scorecard *s, const struct score_year *y) {
    const struct score_row *ours = score_ours(s, y);
    return ours ? say_fmt(l, "%lld of %d", (long long)ours->rank, y->of) : str_c(say(l, "not known"));
}

static void years_of(struct report *t, const struct scorecard *s) {
    struct report_table *b = report_table_add(t, pick(t->lang, s->name), 0);
    report_head(b, said(t, N_("Year")));
    report_head(b, said(t, N_("Rank")));
    report_head(b, said(t, N_("Value")));
    report_head(b, said(t, N_("Source and how sure")));
    for (size_t i = 0; i < s->n_years; i++) {
        const struct score_year *y = &s->years[i];
        const struct score_row *ours = y->year <= t->year ? score_ours(s, y) : NULL;
        if (y->year > t->year) continue;
        str source =
            str_fmt("%.*s (%s)", STR_ARG(pick(t->lang, y->source)), confidence_words(t->lang, y->confidence));
        report_row(b, (str[]){str_fmt("%d", y->year), rank_said(t->lang, s, y),
                              ours && ours->total.n ? decimal_text(t->lang, ours->total) : S("–"), source});
    }
}

static void losses_of(struct report *t, const struct scorecard *s) {
    struct score_lost *v;
    int year;
    size_t unknown, n = score_losses(s, &year, &v, &unknown);
    if (!n || year > t->year)
        return text_add(
            t,
            said(t, N_("No source says what we reached in any index: where points are lost is not known.")));
    struct report_table *b = report_table_add(t, said(t, N_("What would lift us most")), 2);
    report_head(b, said(t, N_("Main index")));
    report_head(b, said(t, N_("Points lost")));
    for (size_t i = 0; i < n; i++)
        report_row(b, (str[]){pick(t->lang, v[i].part ? v[i].part->name : v[i].index->name),
                              tenths_text(t->lang, v[i].tenths)});
    if (unknown)
        text_add(t, say_fmt(t->lang, "Of %d, %zu scored indices are unknown: no source says what we reached.",
                            year, unknown));
}

static void published_card(struct report *t, const struct scorecard *s) {
    bool any = false;
    for (size_t i = 0; i < s->n_years; i++) any |= s->years[i].year <= t->year;
    if (any) years_of(t, s);
    else text_add(t, said(t, N_("No ranking of this index has been entered.")));
    if (s->ours.n && any) losses_of(t, s);
}

static void own_card(struct report *t, const struct asker *r, const struct scorecard *s) {
    struct score_table x = score_own(r, s, t->year);
    text_add(t, said(t, N_("The province's own configuration, not a published ranking.")));
    text_add(t, say_fmt(t->lang, "%zu of %zu are ranked; the others have a figure missing or hidden.",
                        x.ranked, x.n));
    if (!x.ranked) return;
    struct report_table *b = report_table_add(t, pick(t->lang, s->name), 4);
    report_head(b, said(t, N_("Rank")));
    report_head(b, said(t, s->departments ? N_("Agency") : N_("Commune or ward")));
    report_head(b, said(t, N_("Points")));
    for (size_t i = 0; i < x.ranked; i++)
        report_row(b, (str[]){str_fmt("%zu", x.v[i].rank), x.v[i].name, tenths_text(t->lang, x.v[i].total)});
}

void report_scores(struct report *t, const struct asker *r) {
    if (!r->province->n_scorecards) return;
    report_add(t, REPORT_PART, (str){0}, said(t, N_("Scorecards")));
    for (size_t i = 0; i < r->province->n_scorecards; i++) {
        const struct scorecard *s = &r->province->scorecards[i];
        report_add(t, REPORT_SECTION, (str){0}, pick(t->lang, s->name));
        text_add(t, s->document.n
                        ? str_fmt("%.*s. %.*s", STR_ARG(s->document), STR_ARG(pick(t->lang, s->note)))
                        : pick(t->lang, s->note));
        if (s->own) own_card(t, r, s);
        else published_card(t, s);
    }
}
