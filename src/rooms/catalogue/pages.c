/* The list of procedures as a citizen meets it: the home page, and a procedure's leaflet where a form begins.
 */
#include "catalogue.h"

#include "dossier/draft.h"
#include "reading/words.h"
#include "words/number.h"

/* ---- home ---- */

struct honest { /* the one figure of the home page */
    const struct indicator *ind;
    i64 whole, all;
    int from; /* first day of the reporting year */
    bool few; /* too few to show the public (HOUSE) */
    str percent;
};

/* The first day of the reporting year that a day falls in. */
static int reporting_start(const struct province *p, int day) {
    int year = day_civil(day).year, month = p->year_month ? p->year_month : 1,
        dom = p->year_dom ? p->year_dom : 1;
    while (!day_exists(year, month, dom)) dom--;
    return day_of(year, month, dom) <= day ? day_of(year, month, dom) : day_of(year - 1, month, dom);
}

static struct honest honest_figure(struct request *r) {
    struct honest f = {.ind = indicator_of(r->province, S("level4-whole")),
                       .from = reporting_start(r->province, when_day(r->now))};
    if (!f.ind) return f;
    struct rows q = db_ask(r->db,
                           SQL("SELECT count(*), coalesce(sum(wholly_online), 0)"
                               " FROM dossier_event WHERE what = 'returned' AND " COUNTED
                               " AND service = 1 AND day >= $1"),
                           VN(f.from));
    if (rows_next(&q)) {
        f.all = row_int(&q, 0);
        f.whole = row_int(&q, 1);
    }
    rows_end(&q);
    f.few = f.all > 0 && f.all < 5 && !(r->roles & (R_OFFICER | R_LEADER | R_ADMIN));
    i64 permille = f.all ? (f.whole * 2000 + f.all) / (2 * f.all) : 0;
    /* rounding never claims all, nor nothing: as the figure's own page has it */
    if (permille >= 1000 && f.whole < f.all) permille = 999;
    if (!permille && f.whole) permille = 1;
    f.percent = str_fmt("%.*s %%", STR_ARG(tenths_text(r->lang, permille)));
    return f;
}

/* How long to the next Day. */
static str day_words(const struct request *r) {
    int today = when_day(r->now), year = day_civil(today).year, day = the_day(r->province, year);
    if (day < today) day = the_day(r->province, year + 1);
    return day == today ? str_c(T("today"))
                        : say_fmt(r->lang, "%d days to %s", day - today, str_z(day_text(day)));
}

#include "rooms/catalogue/home.html.h"

static void page_home(struct request *r) {
    struct honest f = honest_figure(r);
    draw_home(r, &f);
}

/* ---- a procedure ---- */

struct leaflet {
    const struct procedure *p;
    str draft; /* an unfinished draft of the visitor's; empty = none */
    str decided_by;
    str period; /* of a duty: the one that its link names */
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

/* The visitor's newest unfinished draft of a procedure. */
static str draft_of(struct request *r, str procedure) {
    struct draft d[50];
    size_t n = r->who.person ? scratch_drafts(r->scratch, r->who.person, d, COUNT(d)) : 0;
    for (size_t i = 0; i < n; i++)
        if (str_eq(d[i].procedure, procedure) && !d[i].dossier) return d[i].id;
    return (str){0};
}

/* Citizens file what is theirs, officers what their agency owes, anybody what needs no account. */
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

/* After a sign-in that was asked for on the way: back to where the button is. */
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
