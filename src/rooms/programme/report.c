/* Gathers the annual report part by part: cover, findings, external figures, each target, the cities, every
 * figure. */
#include "report.h"

#include "answer/address.h"
#include "target/as_of.h"
#include "answer/commune.h"
#include "answer/number.h"
#include "answer/sealed.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "journal/read.h"

static void say_part(struct report *t, const char *msgid) {
    report_add(t, REPORT_PART, (str){0}, str_c(say(t->lang, msgid)));
}
static void say_section(struct report *t, const char *msgid) {
    report_add(t, REPORT_SECTION, (str){0}, str_c(say(t->lang, msgid)));
}
static void text_of(struct report *t, str text) {
    if (text.n) report_add(t, REPORT_TEXT, (str){0}, text);
}
static void note_of(struct report *t, str text) {
    if (text.n) report_add(t, REPORT_NOTE, (str){0}, text);
}
static str label_of(const struct report *t, const char *msgid) { return str_c(say(t->lang, msgid)); }

/* ---- the cover ---- */

static void cover_make(struct report *t, const struct asker *r, const struct day *d) {
    enum lang l = t->lang;
    const char *province = str_z(pick(l, r->province->name));
    t->province = pick(l, r->province->name);
    t->title = say_fmt(l, "Annual report on digital transformation %d", d->year);
    t->about =
        str_fmt("%s. %.*s: %.*s", province, STR_ARG(r->province->resolution), STR_ARG(programme_name(r)));
    t->running = say_fmt(l, "%s · Annual report on digital transformation %d", province, d->year);
    if (r->demo) t->label = label_of(t, N_("DEMONSTRATION DATA — NOT THE REAL PROVINCE"));
    struct sealing s;
    t->sealed = year_sealed(r->db, d->year, &s);
    if (t->sealed) t->made_at = s.at;
    t->status = t->sealed
                    ? say_fmt(l,
                              "The year %d was sealed on %s by two people: proposed by act %lld, sealed by "
                              "act %lld, as of act %lld.",
                              d->year, str_z(day_text(when_day(s.at))), (long long)s.proposal,
                              (long long)s.act, (long long)s.as_of)
                    : say_fmt(l, "Not sealed: the figures are as they stood at %s and may still change.",
                              str_z(when_text(t->made_at)));
    if (t->sealed)
        t->status = str_fmt("%.*s%.*s", STR_ARG(t->status), STR_ARG(recorded_words(r->db, l, s.act, s.at)));
    t->cover = NEW(struct report_table);
    t->cover->columns = 2;
    report_fact(
        t->cover, label_of(t, N_("Period")),
        str_fmt("%.*s (%.*s)", STR_ARG(capital(period_name(l, d->when))), STR_ARG(period_span(d->when))));
    report_fact(t->cover, pick(l, r->province->day_name), day_text(d->day));
    report_fact(t->cover, label_of(t, N_("As of")),
                say_fmt(l, "act %lld of the journal", (long long)t->as_of));
    report_fact(t->cover, label_of(t, N_("State")), t->status);
}

/* ---- findings: reached and lagging targets, in the same wording ---- */

static const struct answer *form_told(const struct goal *g) {
    if (g->main && g->main->total.has_value && !g->main->total.suppressed) return g->main;
    for (size_t i = 0; i < g->n_forms; i++)
        if (g->forms[i].total.has_value && !g->forms[i].total.suppressed) return &g->forms[i];
    return NULL;
}

/* "45,6 % (reporting year 2026; source: …)": a number always with unit, period and source. */
static str value_words_of(const struct asker *r, const struct goal *g) {
    const struct answer *a = g->measured ? form_told(g) : NULL;
    if (a) {
        str value = figure_value(r->lang, a->ind, &a->total), name = pick(r->lang, a->ind->name);
        if (str_eq(name, pick(r->lang, g->target->name)))
            return say_fmt(r->lang, "%s (%s; source: %s)", str_z(value), str_z(period_name(r->lang, a->when)),
                           str_z(source_words(r, a)));
        return say_fmt(r->lang, "%s: %s (%s; source: %s)", str_z(name), str_z(value),
                       str_z(period_name(r->lang, a->when)), str_z(source_words(r, a)));
    }
    if (!g->seen) return (str){0};
    return say_fmt(r->lang, "%s in %d, published by others (source: %s; %s)", str_z(observed_value(r, g)),
                   g->seen->year, str_z(pick(r->lang, g->seen->source)),
                   confidence_words(r->lang, g->seen->confidence));
}

static str finding_words(const struct asker *r, const struct goal *g) {
    if (g->state == GOAL_NONE) return no_figure_words(r, g->target);
    str value = value_words_of(r, g);
    if (!value.n) return g->verdict;
    if (!g->verdict.n) return str_fmt("%.*s.", STR_ARG(value));
    return str_fmt("%.*s. %.*s", STR_ARG(value), STR_ARG(g->verdict));
}

static void findings_of(struct report *t, const struct asker *r, const struct day *d, enum goal_state state) {
    static const struct {
        const char *title, *intro, *none;
    } told[] = {
        {N_("Reached"), N_("What was promised has been done: congratulations to all who worked for it."),
         N_("No target is known to have been reached.")},
        {N_("On the way"), N_("Their year is to come; what is missing stands with each."), NULL},
        {N_("Missed"),
         N_("These were not reached when their year was over; how far they fell short stands with each."),
         N_("No target is known to have been missed.")},
        {N_("There is a figure, but it cannot be held against the target"), NULL, NULL},
        {N_("No figure, so nothing is claimed"), NULL, NULL}};
    if (!d->in[state] && !told[state].none) return;
    say_section(t, told[state].title);
    const char *first = d->in[state] ? told[state].intro : told[state].none;
    if (first) text_of(t, label_of(t, first));
    for (size_t i = 0; i < d->n_goals; i++)
        if (d->goals[i].state == state)
            report_add(t, REPORT_ITEM, pick(t->lang, d->goals[i].target->name),
                       finding_words(r, &d->goals[i]));
}

static str trend_text(const struct report *t, const struct goal *g, int year) {
    for (size_t i = 0; i < g->n_trend; i++)
        if (g->trend[i].year == year) {
            if (g->trend[i].few) return label_of(t, N_("fewer than 5, hidden"));
            return g->trend[i].value < 0 ? S("–") : g->trend[i].text;
        }
    return S("–");
}

static str trend_unit(const struct report *t, const struct goal *g) {
    if (g->trend_of)
        return g->trend_of->ind->measure == MEASURE_SHARE ? S("%") : figure_unit(t->lang, g->trend_of->ind);
    return pick(t->lang, g->target->unit);
}

static void years_beside(struct report *t, const struct asker *r, const struct day *d) {
    struct report_table *b = NULL;
    for (size_t i = 0; i < d->n_goals; i++) {
        const struct goal *g = &d->goals[i];
        if (g->n_trend < 2 || !g->known) continue;
        if (!b) {
            say_section(t, N_("Beside the year before"));
            b = report_table_add(t, label_of(t, N_("Beside the year before")), 6);
            report_head(b, label_of(t, N_("Figure")));
            report_head(b, str_fmt("%d", d->year - 1));
            report_head(b, str_fmt("%d", d->year));
            report_head(b, label_of(t, N_("Unit")));
        }
        str name = pick(t->lang, g->trend_of ? g->trend_of->ind->name : g->target->name);
        report_row(b,
                   (str[]){name, trend_text(t, g, d->year - 1), trend_text(t, g, d->year), trend_unit(t, g)});
    }
    if (!b) return;
    note_of(t, label_of(t, N_("A dash: no figure for that year. It is not a nought.")));
    note_of(t,
            break_words(t->lang, r->province, period_reporting(r->province, d->year - 1).from, d->when.to));
}

static void findings(struct report *t, const struct asker *r, const struct day *d) {
    say_part(t, N_("What was found"));
    report_add(t, REPORT_LEAD, (str){0}, headline_words(t->lang, d));
    text_of(t, measured_words(t->lang, d));
    if (!d->measured && !d->declared)
        text_of(
            t,
            label_of(t, N_("Nothing of this period is measured here: this system holds no records of it.")));
    else if (r->demo)
        text_of(t, label_of(t, N_("What is measured here comes from demonstration data: it is marked so, and "
                                  "says nothing of the real province. Ranks and figures that others "
                                  "published are real and stand apart.")));
    note_of(t, day_off_words(r, d));
    for (size_t k = 0; k < N_GOAL_STATES; k++) findings_of(t, r, d, (enum goal_state)k);
    years_beside(t, r, d);
}

/* ---- external figures ---- */

static str observation_said(const struct asker *r, const struct goal *g, int year,
                            const struct observation *o) {
    if (o && o->value.n) {
        struct goal one = *g;
        one.seen = o;
        return observed_value(r, &one);
    }
    return str_c(unknown_words(r, year));
}

static void published_of(struct report *t, const struct asker *r, const struct goal *g) {
    str name = pick(t->lang, g->target->name);
    report_add(t, REPORT_SECTION, (str){0}, name);
    if (goal_is_rank(g)) report_picture_add(t, picture_ranks(t->lang, g->history, g->n_history, g->target));
    struct report_table *b = report_table_add(t, name, 0);
    report_head(b, label_of(t, N_("Year")));
    report_head(b, label_of(t, N_("Published")));
    report_head(b, label_of(t, N_("Source and how sure")));
    for (size_t i = 0; i < g->n_history; i++) {
        int year = g->history[i].year;
        const struct observation *o = observation_of(r->province, g->target->id, year);
        bool known = o && o->value.n;
        str note = o ? pick(t->lang, o->note) : (str){0}, sure = note.n ? note : S("–");
        if (known)
            sure =
                str_fmt("%.*s (%s)%s%.*s", STR_ARG(pick(t->lang, o->source)),
                        confidence_words(t->lang, o->confidence), note.n ? ". " : "", STR_ARG(capital(note)));
        report_row(b, (str[]){str_fmt("%d", year), observation_said(r, g, year, o), sure});
    }
    note_of(t, goal_is_rank(g) ? pick(t->lang, g->target->note) : (str){0});
}

static void published(struct report *t, const struct asker *r, const struct day *d) {
    say_part(t, N_("What others published"));
    text_of(t, label_of(t, N_("These figures are not ours: each stands with who published it. A year nobody "
                              "has published is a gap, never a nought, and is not filled in.")));
    size_t before = t->n;
    for (size_t i = 0; i < d->n_goals; i++)
        if (d->goals[i].n_history) published_of(t, r, &d->goals[i]);
    if (t->n == before)
        text_of(t, label_of(t, N_("No figure published by others was found up to this year.")));
}

/* ---- each target ---- */

static void forms_table(struct report *t, const struct asker *r, const struct goal *g) {
    if (!g->n_forms) return;
    if (goal_one_promise(g))
        text_of(t, label_of(t, N_("One promise, measured in several ways. They answer different questions, "
                                  "so we never show one in place of another.")));
    struct report_table *b = report_table_add(t, label_of(t, N_("Measured here")), 2);
    report_head(b, label_of(t, N_("Measured here")));
    report_head(b, label_of(t, N_("Value")));
    report_head(b, label_of(t, N_("What stands behind it")));
    for (size_t i = 0; i < g->n_forms; i++) {
        const struct answer *a = &g->forms[i];
        bool told = a->total.has_value && !a->total.suppressed;
        str behind =
            !told ? why_none(r, a)
                  : str_fmt("%.*s %.*s", STR_ARG(value_sentence(r, a)), STR_ARG(text_verdict(r, g, a)));
        str sample = told ? sample_words(r, a) : (str){0};
        if (sample.n) behind = str_fmt("%.*s %.*s", STR_ARG(str_trim(behind)), STR_ARG(sample));
        report_row(b, (str[]){pick(t->lang, a->ind->name),
                              told ? figure_value(t->lang, a->ind, &a->total) : label_of(t, N_("no figure")),
                              str_trim(behind)});
    }
}

static void trend_add(struct report *t, const struct day *d, const struct goal *g) {
    if (g->n_trend < 2 || !g->known) return;
    str goal_text;
    i64 goal = trend_goal(g, d->year, &goal_text, t->lang);
    const char *name = str_z(pick(t->lang, g->trend_of ? g->trend_of->ind->name : g->target->name));
    struct out o = {0};
    for (size_t i = 0; i < g->n_trend; i++)
        out_fmt(&o, "%s%d: %.*s", i ? "; " : "", g->trend[i].year,
                STR_ARG(trend_text(t, g, g->trend[i].year)));
    str label = say_fmt(t->lang, "Year by year, %s, in %s: %s. A dash: no figure.", name,
                        str_z(trend_unit(t, g)), str_z(out_all(&o)));
    report_picture_add(t, picture_trend(g->trend, g->n_trend, goal, goal_text, label));
}

static void target_told(struct report *t, const struct asker *r, const struct day *d, const struct goal *g) {
    report_add(t, REPORT_SECTION, (str){0}, pick(t->lang, g->target->name));
    str said = g->state == GOAL_NONE ? no_figure_words(r, g->target) : g->verdict;
    report_add(t, REPORT_TEXT, capital(str_c(goal_state_words(t->lang, g->state))), said);
    forms_table(t, r, g);
    if (g->seen && !goal_is_rank(g))
        text_of(t, str_fmt("%.*s.",
                           STR_ARG(value_words_of(r, &(struct goal){.target = g->target, .seen = g->seen}))));
    trend_add(t, d, g);
    struct report_table *b = report_facts_add(t);
    report_fact(b, label_of(t, N_("Target")), target_words(t->lang, g->target));
    report_fact(b, label_of(t, N_("Source of the target")), pick(t->lang, g->target->source));
    if (target_borrowed(g->target))
        report_fact(b, label_of(t, N_("Whose target")), label_of(t, N_("the country's goal, standing in")));
    if (!goal_is_rank(g)) report_fact(b, label_of(t, N_("Note")), pick(t->lang, g->target->note));
    const struct answer *a = form_told(g);
    if (a) report_fact(b, label_of(t, N_("Measured by")), method_words(t->lang, a));
    if (a)
        report_fact(b, label_of(t, N_("Records, and the figure anew")), figure_url(a->ind, "", a->when, a).s);
}

static void targets(struct report *t, const struct asker *r, const struct day *d) {
    for (size_t i = 0; i < r->province->n_pillars; i++) {
        const struct pillar *p = &r->province->pillars[i];
        if (!pillar_count(d, p->id, true) && !pillar_count(d, p->id, false)) continue;
        report_add(t, REPORT_PART, (str){0}, pick(t->lang, p->name));
        for (size_t k = 0; k < d->n_goals; k++)
            if (str_eq(d->goals[k].target->pillar, p->id)) target_told(t, r, d, &d->goals[k]);
    }
}

/* ---- the cities, and every figure ---- */

static str city_value(const struct asker *r, const struct answer *a, const struct city *c) {
    if (a->total.suppressed) return str_c(T("hidden"));
    struct figure f = city_figure(r, a, c);
    if (f.suppressed) return str_c(T("hidden"));
    return f.has_value && (f.n || a->ind->measure == MEASURE_COUNT) ? figure_value(r->lang, a->ind, &f)
                                                                    : S("–");
}

static void cities(struct report *t, const struct asker *r, const struct day *d) {
    const struct province *p = r->province;
    if (!p->n_cities || p->n_cities >= REPORT_COLUMNS) return;
    say_part(t, N_("The smart cities"));
    text_of(t,
            label_of(t, N_("The former cities ended as units on 01/07/2025; here the communes they went into "
                           "are looked at together. What would give away fewer than 5 records is hidden.")));
    struct report_table *b = report_table_add(t, label_of(t, N_("The smart cities")), 62);
    report_head(b, label_of(t, N_("Figure")));
    for (size_t k = 0; k < p->n_cities; k++) report_head(b, pick(t->lang, p->cities[k].name));
    for (size_t i = 0; i < p->n_shows; i++) {
        const struct indicator *ind = indicator_of(p, p->shows[i]);
        if (!ind || !indicator_by_commune(ind)) continue;
        struct answer a = figure_answer(r, ind, d->when, d->as_of, ANSWER_UNITS | ANSWER_COLUMNS);
        str row[REPORT_COLUMNS] = {pick(t->lang, ind->name)};
        for (size_t k = 0; k < p->n_cities; k++) row[k + 1] = city_value(r, &a, &p->cities[k]);
        report_row(b, row);
    }
    for (size_t k = 0; k < p->n_cities; k++)
        note_of(t, str_fmt("%.*s: %.*s %.*s", STR_ARG(pick(t->lang, p->cities[k].name)),
                           STR_ARG(say_fmt(t->lang, "%zu communes and wards", p->cities[k].n_communes)),
                           STR_ARG(pick(t->lang, p->cities[k].note))));
}

static void all_figures(struct report *t, const struct asker *r, const struct day *d) {
    say_part(t, N_("Every figure measured here"));
    struct report_table *b = report_table_add(t, label_of(t, N_("Every figure measured here")), 2);
    report_head(b, label_of(t, N_("Figure")));
    report_head(b, label_of(t, N_("Value")));
    report_head(b, label_of(t, N_("What stands behind it")));
    for (size_t i = 0; i < r->province->n_indicators; i++) {
        const struct indicator *ind = &r->province->indicators[i];
        struct answer a = figure_answer(r, ind, d->when, d->as_of, 0);
        bool told = a.total.has_value && !a.total.suppressed;
        report_row(b, (str[]){pick(t->lang, ind->name),
                              told ? figure_value(t->lang, ind, &a.total) : label_of(t, N_("no figure")),
                              told ? value_sentence(r, &a) : why_none(r, &a)});
    }
    note_of(t,
            say_fmt(t->lang, "All for the %s (%s), as of act %lld of the journal.",
                    str_z(period_name(t->lang, d->when)), str_z(period_span(d->when)), (long long)t->as_of));
}

/* ---- the whole report ---- */

bool report_year_ok(const struct province *p, int year, i64 now) {
    return year >= p->first_year && year <= day_civil(when_day(now)).year + 1;
}

/* Gathers the report as the public may see it, whoever asks. */
struct report report_gather(const struct asker *who, int year) {
    struct asker r = *who;
    r.roles = R_ANYONE;
    r.agency = (str){0};
    struct day d = day_gather(&r, year, PERIOD_REPORTING);
    r.province = d.province;
    struct report t = {.year = year, .lang = r.lang, .as_of = d.as_of};
    t.made_at = act_at(r.db, d.as_of);
    cover_make(&t, &r, &d);
    findings(&t, &r, &d);
    published(&t, &r, &d);
    targets(&t, &r, &d);
    report_scores(&t, &r);
    cities(&t, &r, &d);
    all_figures(&t, &r, &d);
    report_methods(&t, &r, &d);
    return t;
}
