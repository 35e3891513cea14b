/* Pages of the procedures for citizens: the home page, and a procedure's leaflet, where a form begins. */
#include "catalogue.h"

#include "answer/answer.h"
#include "answer/number.h"
#include "dossier/draft.h"
#include "reading/words.h"
#include "words/number.h"

/* ---- home ---- */

struct home_figure { /* the figure on the home page: share of dossiers done wholly online */
    const struct indicator *ind;
    i64 whole, all;
    int from; /* first day of the reporting year */
    bool few; /* suppressed: too few for the public to see */
    str percent;
};

/* The folder's first indicator of the share of returns done wholly online; NULL if it has none. */
static const struct indicator *wholly_online(const struct province *p) {
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *x = &p->indicators[i];
        if (x->measure == MEASURE_SHARE && str_is(x->of, "returns") && x->n_hit == 1 &&
            str_is(x->hit[0].column, "wholly_online"))
            return x;
    }
    return NULL;
}

/* Asked in the same way as by the figure's own page, so that both show the same number. */
static struct home_figure home_figure(struct request *r) {
    const struct province *p = r->province;
    struct period when = period_reporting(p, reporting_year(p, when_day(r->now)));
    struct home_figure f = {.ind = wholly_online(p), .from = when.from};
    if (!f.ind) return f;
    struct figure total = figure_answer(&r->asker, f.ind, when, 0, 0).total;
    f.few = total.suppressed;
    f.whole = total.num;
    f.all = total.den;
    f.percent = str_fmt("%.*s %%", STR_ARG(figure_plain(r->lang, f.ind, &total)));
    return f;
}

/* "34 days to 31/12/2026": until the next Day of digital transformation. */
static str day_words(const struct request *r) {
    int today = when_day(r->now), year = day_civil(today).year, day = the_day(r->province, year);
    if (day < today) day = the_day(r->province, year + 1);
    return day == today ? str_c(T("today"))
                        : say_fmt(r->lang, "%d days to %s", day - today, str_z(day_text(day)));
}

#include "rooms/catalogue/home.html.h"

static void page_home(struct request *r) {
    struct home_figure f = home_figure(r);
    draw_home(r, &f);
}

/* ---- a procedure ---- */

struct leaflet {
    const struct procedure *p;
    str draft; /* the visitor's unfinished draft of it; empty = none */
    str decided_by;
    str period; /* of a duty: the period that the link names (ky=) */
    str key;
};

static str decider_text(struct request *r, const struct procedure *p) {
    if (!p->chosen_from.n) {
        const struct agency *a = agency_on(r->province, p->decided_agency, when_day(r->now));
        return a ? pick(r->lang, a->name) : (str){0};
    }
    if (p->decided_kind.n)
        return str_c(T("The agency responsible in the commune or ward you choose in the form"));
    return str_c(T("The People's Committee of the commune or ward you choose in the form"));
}

/* The id of the visitor's newest unfinished draft of a procedure; empty = none. */
static str draft_of(struct request *r, str procedure) {
    struct draft d[50];
    size_t n = r->who.person ? scratch_drafts(r->scratch, r->who.person, d, COUNT(d)) : 0;
    for (size_t i = 0; i < n; i++)
        if (str_eq(d[i].procedure, procedure) && !d[i].dossier) return d[i].id;
    return (str){0};
}

/* Whether this visitor may file it online: citizens for themselves, officers what their agency owes, anybody
 * an anonymous procedure. */
static bool starts_here(const struct request *r, const struct procedure *p) {
    const struct agency *own = r->agency.n ? agency_on(r->province, r->agency, when_day(r->now)) : NULL;
    if (p->by_agency) return (r->roles & R_OFFICER) && own && (!p->owed || owed_kind(r->province, p, own));
    return (r->roles & R_CITIZEN) || (p->anonymous && !r->who.person);
}

#include "rooms/catalogue/procedure.html.h"

static const struct procedure *procedure_wanted(struct request *r) {
    const struct procedure *p = procedure_of(r->province, r->part[0]);
    if (!p)
        web_error(r, 404, N_("There is no such service"),
                  N_("The address may be old. Search for the service by its name."));
    return p;
}

static void page_procedure(struct request *r) {
    const struct procedure *p = procedure_wanted(r);
    if (!p) return;
    struct leaflet l = {.p = p,
                        .draft = draft_of(r, p->code),
                        .decided_by = decider_text(r, p),
                        .period = p->owed ? req_field(r, "ky") : (str){0}};
    draw_procedure(r, &l);
}

/* The sign-in leads here when the form asked for it; a GET starts no draft, so go back to the button. */
static void page_start(struct request *r) { web_redirect(r, "/thu-tuc/%s", url_seg(r->part[0])); }

static void page_start_post(struct request *r) {
    const struct procedure *p = procedure_wanted(r);
    if (!p) return;
    if (!r->who.person && !p->anonymous) return web_sign_in(r);
    if (!starts_here(r, p))
        return web_error(r, 409, N_("You cannot file this online"),
                         p->by_agency
                             ? N_("Agencies file this, by their officers.")
                             : N_("Citizens file this themselves; at the counter an officer receives it."));
    if (!p->channels[CHANNEL_ONLINE].open)
        return web_error(r, 409, N_("This service is not open online yet"),
                         N_("Bring the papers to any one-stop desk."));
    struct draft d = {.owner = r->who.person,
                      .procedure = p->code,
                      .procedure_act = p->act,
                      .answers = form_presets(r, p, r->who.person),
                      .files = json_array(),
                      .key = req_field(r, "key")};
    if (p->owed && req_field(r, "ky").n) json_put(d.answers, "period", req_field(r, "ky"));
    str id = scratch_draft_new(r->scratch, &d, r->now);
    if (!id.n)
        return web_error(r, 409, N_("You have too many unfinished forms"),
                         N_("Finish or delete some of them under My dossiers, then start again."));
    web_redirect(r, "/nhap/%s", str_z(id));
}

/* ---- the pages ---- */

static const struct input in_leaflet[] = {{"ky", 10}}, in_start[] = {{"key", 100}, {"ky", 10}};

static const struct page pages[] = {
    {.method = "GET",
     .path = "/",
     .who = R_ANYONE,
     .en = N_("Public services"),
     .same = true,
     .handle = page_home},
    {.method = "GET",
     .path = "/thu-tuc/{}",
     .who = R_ANYONE,
     .en = N_("A service"),
     INPUTS(in_leaflet),
     .handle = page_procedure},
    {.method = "GET",
     .path = "/thu-tuc/{}/nop",
     .who = R_ANYONE,
     .en = N_("Start a form"),
     .handle = page_start},
    {.method = "POST",
     .path = "/thu-tuc/{}/nop",
     .who = R_ANYONE,
     .en = N_("Start a form"),
     INPUTS(in_start),
     .handle = page_start_post},
    {0},
};

const struct room catalogue = {
    .name = "catalogue",
    .en = N_("Procedures: finding one, what it asks for, and beginning its form."),
    .pages = LIST(page, pages, search_pages),
};
