/* Warnings of `tinhso check` about a valid folder: what is allowed but probably a mistake. They refuse
 * nothing. */
#include "definition.h"
#include "base/text.h"
#include "province/period.h"

struct warner {
    const struct province *p;
    struct complaints *c;
    int today;
};

static void warn(const struct warner *w, const char *file, str cause, const char *expected) {
    complaint_add(w->c, str_c(file), 0, 0, cause, str_c(expected));
}

static void names_nothing(const struct warner *w) {
    for (size_t i = 0; i < w->p->n_shows; i++)
        if (!indicator_of(w->p, w->p->shows[i]))
            warn(w, "province.yaml", str_fmt("shows names %.*s", STR_ARG(w->p->shows[i])),
                 "ids of indicators of this folder");
    if (w->p->report.n && !procedure_of(w->p, w->p->report))
        warn(w, "province.yaml", str_fmt("report names %.*s", STR_ARG(w->p->report)),
             "the code of a procedure of this folder");
}

static void days_end(const struct warner *w) {
    enum { AHEAD = 60 };
    int last = w->p->calendar.last_day;
    if (last < w->today + AHEAD)
        warn(w, "calendar.yaml", str_fmt("the calendar ends on %.*s", STR_ARG(day_iso(last))),
             "the next year, too: from then on no holiday is known");
}

/* The Day should look back on a reporting year that has ended. */
static void day_inside(const struct warner *w) {
    int day = the_day(w->p, day_civil(w->today).year);
    if (reporting_year(w->p, day) == reporting_year(w->p, day + 1) &&
        reporting_year(w->p, day) == day_civil(day).year)
        warn(w, "province.yaml", S("the Day lies inside the reporting year it looks back on"),
             "a Day after its last day, or a known choice");
}

static bool kind_there(const struct warner *w, str kind) {
    for (size_t i = 0; i < w->p->n_agencies; i++) {
        const struct agency *a = &w->p->agencies[i];
        if (a->level == LEVEL_COMMUNE && !a->until && str_eq(a->kind, kind)) return true;
    }
    return false;
}

static void nobody_decides(const struct warner *w) {
    for (size_t i = 0; i < w->p->n_procedures; i++) {
        const struct procedure *q = w->p->procedures[i];
        if (q->chosen_from.n && !kind_there(w, q->decided_kind))
            warn(w, str_z(q->path),
                 str_fmt("no commune has an agency of kind %.*s today", STR_ARG(q->decided_kind)),
                 "a rule for_each commune in agencies.yaml: nobody could file it");
    }
}

/* ---- traces of another province in a copied folder ---- */

static bool of_another(str text, str bare) {
    static const char word[] = "tỉnh ";
    for (char *at; text.n && (at = memmem(text.p, text.n, word, strlen(word)));) {
        size_t skip = (size_t)(at - text.p) + strlen(word);
        text = (str){text.p + skip, text.n - skip};
        bool named = text.n && ((text.p[0] >= 'A' && text.p[0] <= 'Z') || str_starts(text, S("Đ")));
        if (named && !str_starts(text, bare)) return true;
    }
    return false;
}

/* Reports only the first code and name: a rule makes hundreds of the same kind. */
static void agencies_copied(const struct warner *w, str bare) {
    const struct agency *code = NULL, *name = NULL;
    for (size_t i = 0; i < w->p->n_agencies; i++) {
        const struct agency *a = &w->p->agencies[i];
        if (!code && !str_starts(a->code, w->p->code)) code = a;
        if (!name && (of_another(a->name.vi, bare) || of_another(a->desk.vi, bare))) name = a;
    }
    if (code)
        warn(w, "agencies.yaml", str_fmt("the code %.*s is another province's", STR_ARG(code->code)),
             str_z(str_fmt("codes that begin with %.*s", STR_ARG(w->p->code))));
    if (name)
        warn(w, "agencies.yaml", str_fmt("%.*s has the name of another province", STR_ARG(name->code)),
             str_z(bare));
}

static void copied(const struct warner *w) {
    const struct unit *u = unit_on(w->p, w->p->gso, 0);
    str bare = u ? u->bare : w->p->name.vi;
    agencies_copied(w, bare);
    if (!memmem(w->p->name.vi.p, w->p->name.vi.n, bare.p, bare.n))
        warn(w, "units.yaml", str_fmt("%.*s is called %.*s", STR_ARG(w->p->gso), STR_ARG(bare)),
             str_z(str_fmt("%.*s, as in province.yaml", STR_ARG(w->p->name.vi))));
    for (size_t i = 0; i < w->p->n_scorecards; i++) {
        const struct scorecard *s = &w->p->scorecards[i];
        if (s->ours.n && !memmem(w->p->name.vi.p, w->p->name.vi.n, s->ours.p, s->ours.n))
            warn(w, "scorecards", str_fmt("%.*s is about %.*s", STR_ARG(s->id), STR_ARG(s->ours)),
                 str_z(w->p->name.vi));
    }
    if (of_another(w->p->day_name.vi, bare))
        warn(w, "province.yaml", S("the Day has the name of another province"), str_z(bare));
    if (of_another(w->p->programme_name_vi, bare))
        warn(w, "programme.yaml", S("the programme has the name of another province"), str_z(bare));
}

static void kinds_missing(const struct warner *w) {
    for (size_t i = 0; i < w->p->n_units; i++)
        if (!w->p->units[i].kind.vi.n)
            warn(w, "units.yaml",
                 str_fmt("%.*s begins with no word of kinds", STR_ARG(w->p->units[i].name.vi)),
                 "its kind in kinds: names and places of papers follow from it");
}

void province_warnings(const struct province *p, int today, struct complaints *out) {
    struct warner w = {p, out, today};
    names_nothing(&w);
    days_end(&w);
    day_inside(&w);
    nobody_decides(&w);
    kinds_missing(&w);
    copied(&w);
}
