/* The citizen's first pages: home, a procedure, one's own dossiers, following by code; and how terms, fees
 * and numbers are said. */
#include "rooms/filing/citizen.h"

#include "base/text.h"

#include <sodium.h>

/* ---- saying ---- */

static str grouped(i64 n, char mark) {
    str plain = str_fmt("%lld", (long long)n);
    struct out o = {0};
    for (size_t i = 0; i < plain.n; i++) {
        if (i && (plain.n - i) % 3 == 0 && plain.p[i - 1] != '-') out_char(&o, mark);
        out_char(&o, plain.p[i]);
    }
    return out_all(&o);
}

str count_text(enum lang l, i64 n) { return grouped(n, l == LANG_VI ? '.' : ','); }

static str tenths_text(enum lang l, i64 tenths) {
    str whole = count_text(l, tenths / 10);
    return tenths % 10
               ? str_fmt("%.*s%c%lld", STR_ARG(whole), l == LANG_VI ? ',' : '.', (long long)(tenths % 10))
               : whole;
}

str size_text(enum lang l, i64 bytes) {
    if (bytes < 1 << 20) return str_fmt("%lld kB", (long long)((bytes + 1023) >> 10));
    /* as phones and limits count: 20 MB is 20 << 20 */
    return str_fmt("%.*s MB", STR_ARG(tenths_text(l, (bytes * 10 + (1 << 19)) >> 20)));
}

str fee_text(enum lang l, i64 fee) {
    if (fee < 0) return str_c(say(l, "Fee not known yet"));
    if (!fee) return str_c(say(l, "Free of charge"));
    return say_fmt(l, "%s đồng", str_z(count_text(l, fee)));
}

str term_text(enum lang l, struct term t) {
    switch (t.unit) {
    case TERM_SAME_DAY:
        if (t.cutoff < 0) return str_c(say(l, "The same day"));
        return say_fmt(l, "The same day when received before %02d:%02d", t.cutoff / 60, t.cutoff % 60);
    case TERM_WORKING_DAYS: return say_fmt(l, "%d working days", t.value);
    case TERM_CALENDAR_DAYS: return say_fmt(l, "%d days", t.value);
    case TERM_WORKING_HOURS: return say_fmt(l, "%d working hours", t.value);
    }
    panic("term unit %d", (int)t.unit);
}

str applicants_text(enum lang l, const struct procedure *p) {
    if (p->by_agency) return str_c(say(l, "Agencies"));
    return str_c(say(l, p->citizen && p->enterprise ? "Citizens and enterprises"
                        : p->enterprise             ? "Enterprises"
                                                    : "Citizens"));
}

const char *status_kind(int status) {
    return status == ST_RETURNED || status == ST_DONE                                    ? "tag good"
           : status == ST_SUPPLEMENT || status == ST_PAYMENT                             ? "tag warn"
           : status == ST_NOT_RECEIVED || status == ST_STOPPED || status == ST_WITHDRAWN ? "tag bad"
                                                                                         : "tag";
}

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

/* The folder's figure of what was done wholly online; NULL when it has none. */
static const struct indicator *wholly_online(const struct province *p) {
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *x = &p->indicators[i];
        if (x->measure == MEASURE_SHARE && str_is(x->of, "returns") && x->n_hit == 1 &&
            str_is(x->hit[0].column, "wholly_online"))
            return x;
    }
    return NULL;
}

static struct honest honest_figure(struct request *r) {
    struct honest f = {.ind = wholly_online(r->province),
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

/* ---- one's own dossiers ---- */

enum { SHOWN = 30 };
struct mine {
    struct dossier d[SHOWN];
    size_t n;
    bool more;
    struct draft drafts[50];
    size_t n_drafts;
};

static str procedure_name(struct request *r, str code, i64 act) {
    const struct procedure *p = procedure_at(r->db, code, act);
    return p ? pick(r->lang, p->name) : code;
}

/* Whose matter a draft is about, as far as it has been written. */
static str draft_owner(struct request *r, const struct draft *d) {
    const struct procedure *p = procedure_at(r->db, d->procedure, d->procedure_act);
    return p && p->owner_field.n ? json_str(d->answers, str_z(p->owner_field)) : (str){0};
}

#include "rooms/filing/mine.html.h"

static void page_mine(struct request *r) {
    struct mine *m = NEW(struct mine);
    struct rows q = db_ask(r->db,
                           SQL("SELECT " DOSSIER_COLUMNS
                               " FROM dossier WHERE submitter = $1 AND n < $2 ORDER BY n DESC LIMIT 31"),
                           VN(r->who.person), VN(req_int(r, "truoc", INT64_MAX)));
    while (rows_next(&q)) {
        if (m->n < SHOWN) m->d[m->n++] = dossier_row(&q);
        else m->more = true;
    }
    rows_end(&q);
    m->n_drafts = scratch_drafts(r->scratch, r->who.person, m->drafts, COUNT(m->drafts));
    draw_mine(r, m);
}

/* ---- following by code ---- */

/* A code as people copy it: blanks out, capitals. */
static str code_clean(str typed) {
    struct out o = {0};
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c > ' ') out_char(&o, c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
    return out_all(&o);
}

/* As a dossier of the default unit would be called. */
static str example_code(const struct request *r) {
    const struct agency *a = agency_for_unit(r->province, r->province->default_unit, when_day(r->now));
    return str_fmt("%.*s-261123-0001", STR_ARG(a ? a->code : r->province->code));
}

#include "rooms/filing/lookup.html.h"

static void page_lookup(struct request *r) {
    str typed = req_field(r, "ma"), code = code_clean(typed);
    struct dossier d;
    if (code.n && !may_look(r)) return;
    if (code.n && dossier_by_code(r->db, code, &d)) return web_redirect(r, "/ho-so/%s", url_seg(d.code));
    draw_lookup(r, typed);
}

/* ---- the pages ---- */

static const struct input in_search[] = {{"q", 300}}, in_mine[] = {{"truoc", 20}}, in_lookup[] = {{"ma", 60}};
static const struct input in_key[] = {{"key", 100}}, in_leaflet[] = {{"ky", 10}},
                          in_start[] = {{"key", 100}, {"ky", 10}};
static const struct input in_group[] = {{"loi", 4}, {"ve", 12}};
static const struct input in_group_post[] = {{"key", 100}, {"answers.*", 8100}, {"ve", 12}, {"lam", 12}};
static const struct input in_papers[] = {{"loi", 4}};
static const struct input in_papers_post[] = {{"key", 100}, {"lam", 12}, {"xoa", 80}};
static const struct input in_track[] = {{"moi", 4}};
static const struct input in_dossier_post[] = {{"key", 100}, {"seen", 20}, {"answers.*", 8100}};

const struct page citizen_pages[] = {
    {.method = "GET",
     .path = "/",
     .who = R_ANYONE,
     .en = N_("Public services"),
     .same = true,
     .handle = page_home},
    {.method = "GET",
     .path = "/tim",
     .who = R_ANYONE,
     .en = N_("Find a service"),
     INPUTS(in_search),
     .handle = page_search},
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
    {.method = "GET",
     .path = "/nhap/{}",
     .who = R_ANYONE,
     .en = N_("Go on with a form"),
     .handle = page_draft},
    {.method = "POST",
     .path = "/nhap/{}/xoa",
     .who = R_ANYONE,
     .en = N_("Delete a form"),
     INPUTS(in_key),
     .handle = page_draft_wipe},
    {.method = "GET",
     .path = "/nhap/{}/giay-to",
     .who = R_ANYONE,
     .en = N_("Papers"),
     INPUTS(in_papers),
     .handle = page_papers},
    {.method = "POST",
     .path = "/nhap/{}/giay-to",
     .who = R_ANYONE,
     .en = N_("Papers"),
     INPUTS(in_papers_post),
     .uploads = true,
     .handle = page_papers_post},
    {.method = "GET",
     .path = "/nhap/{}/kiem-tra",
     .who = R_ANYONE,
     .en = N_("Check your answers"),
     .handle = page_check},
    {.method = "POST",
     .path = "/nhap/{}/nop",
     .who = R_ANYONE,
     .en = N_("File"),
     INPUTS(in_key),
     .handle = page_file,
     .acted = page_filed},
    {.method = "GET",
     .path = "/nhap/{}/{}",
     .who = R_ANYONE,
     .en = N_("A page of the form"),
     INPUTS(in_group),
     .handle = page_group},
    {.method = "POST",
     .path = "/nhap/{}/{}",
     .who = R_ANYONE,
     .en = N_("A page of the form"),
     INPUTS(in_group_post),
     .handle = page_group_post},
    {.method = "GET",
     .path = "/ho-so",
     .who = R_SIGNED_IN,
     .en = N_("My dossiers"),
     INPUTS(in_mine),
     .handle = page_mine},
    {.method = "GET",
     .path = "/tra-cuu",
     .who = R_ANYONE,
     .en = N_("Follow a dossier"),
     INPUTS(in_lookup),
     .handle = page_lookup},
    {.method = "GET",
     .path = "/ho-so/{}",
     .who = R_ANYONE,
     .en = N_("A dossier"),
     INPUTS(in_track),
     .handle = page_track},
    {.method = "GET",
     .path = "/ho-so/{}/phieu/{}",
     .who = R_SIGNED_IN,
     .en = N_("A paper of one's own dossier"),
     .handle = page_own_slip},
    {.method = "GET",
     .path = "/ho-so/{}/ket-qua",
     .who = R_SIGNED_IN,
     .en = N_("The result"),
     .handle = page_result},
    {.method = "GET",
     .path = "/ho-so/{}/bo-sung",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Send what is missing"),
     .handle = page_supplement},
    {.method = "POST",
     .path = "/ho-so/{}/bo-sung",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Send what is missing"),
     INPUTS(in_key),
     .handle = page_supplement_post},
    {.method = "GET",
     .path = "/ho-so/{}/rut",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Withdraw a dossier"),
     .handle = page_withdraw},
    {.method = "POST",
     .path = "/ho-so/{}/rut",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Withdraw a dossier"),
     INPUTS(in_dossier_post),
     .handle = page_withdraw_post,
     .acted = page_withdrawn},
    {0},
};
