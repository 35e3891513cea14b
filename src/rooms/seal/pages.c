/* Pages of sealing: a leader reviews a proposal and seals the year; current values beside the sealed ones;
 * the proof of a figure as a file. */
#include "answer/number.h"
#include "answer/sealed.h"
#include "target/as_of.h"
#include "journal/files.h"
#include "journal/read.h"
#include "dossier/view.h"
#include "scratch/scratch.h"
#include "seal.h"
#include "web/web.h"

struct seal_row { /* a figure as proposed or sealed, and its value today */
    const struct indicator *ind;
    str id, value;
    struct frozen *versions;
    size_t n_versions;
    bool moved; /* today's records give another value */
    str now;
};
struct seal_page {
    int year;
    struct sealing s;
    bool sealed, proposed, mine; /* mine: this visitor made the proposal */
    struct seal_row *rows;
    size_t n, missing, moved, wrong; /* wrong: number of proposed values that differ from their document */
    i64 latest;
};

static str seal_name(const struct request *r, const struct seal_row *x) {
    return x->ind ? pick(r->lang, x->ind->name) : x->id;
}

struct proof_page {
    int year;
    i64 newer;    /* the act that restated it since; 0 = this is the latest version */
    i64 version;  /* the act of the requested version; 0 = the latest */
    str id, code; /* code: the dossier to prove; empty = only the figure */
    const struct indicator *ind;
    struct bundle_lines lines;
    const char *why; /* msgid: why there is no proof */
};

static url proof_url(int year, str id) {
    return url_fmt("/ngay/%d/chung-minh/%s.json", year, str_z(url_part(id)));
}

static url file_url(const struct proof_page *p) {
    str more = p->code.n ? str_fmt("?ho-so=%.*s", STR_ARG(url_part(p->code))) : (str){0};
    if (p->version)
        more = str_fmt("%.*s%cban=%lld", STR_ARG(more), more.n ? '&' : '?', (long long)p->version);
    return url_fmt("%s%s", str_z(proof_url(p->year, p->id).s), str_z(more));
}

#include "rooms/seal/seal.html.h"

/* ---- reviewing and sealing a year ---- */

/* Computes the figure from today's records by today's definition. */
static void row_today(struct request *r, struct seal_page *p, struct seal_row *x) {
    if (!x->ind || !x->n_versions || !figure_view(x->ind)) return;
    struct asker s = {.db = r->db,
                      .data = r->data,
                      .lang = r->lang,
                      .province = r->province,
                      .roles = R_ANYONE,
                      .now = r->now};
    struct answer a = figure_answer_at(&s, x->ind, period_reporting(r->province, p->year), p->latest, 0);
    x->now = figure_machine(x->ind, &a.total);
    x->moved = !str_eq(x->now, x->versions[x->n_versions - 1].value);
    p->moved += x->moved;
}

/* True when the document is of this figure and year and has the proposed value. The document is what gets
 * sealed, so a proposal that differs from it is refused. */
static bool row_right(struct request *r, const struct seal_page *p, const struct seal_row *x, str sha) {
    str bytes;
    json_t *d = files_read(r->data, sha, DOCUMENT_MAX, &bytes) ? json_read(bytes, NULL) : NULL;
    return d && str_eq(json_str(d, "id"), x->id) && json_int(d, "year") == p->year &&
           json_int(d, "as_of") == p->s.as_of &&
           str_eq(json_str(json_object_get(d, "whole"), "value"), x->value);
}

static bool page_gather(struct request *r, struct seal_page *p) {
    i64 year = 0;
    *p = (struct seal_page){.latest = journal_last(r->db)};
    if (r->part[0].n != 4 || !str_to_int(r->part[0], &year) || year < r->province->first_year ||
        year > day_civil(when_day(r->now)).year + 1) {
        web_error(r, 404, N_("There is no Day of that year"),
                  N_("Choose a year on the page of the Day: next year's is the last that can be shown."));
        return false;
    }
    p->year = (int)year;
    p->sealed = year_sealed(r->db, p->year, &p->s);
    p->proposed = !p->sealed && year_proposed(r->db, p->year, &p->s);
    p->mine = p->proposed && p->s.proposer == r->who.person;
    p->rows = NEWS(struct seal_row, json_object_size(p->s.figures) + 1);
    const char *id;
    json_t *f;
    json_object_foreach(p->s.figures, id, f) {
        struct seal_row *x = &p->rows[p->n++];
        *x = (struct seal_row){.id = str_copy(str_c(id)), .value = json_str(f, "value")};
        x->ind = indicator_of(r->province, x->id);
        p->missing += !x->value.n;
        p->wrong += p->proposed && !row_right(r, p, x, json_str(f, "sha"));
        if (p->sealed) x->n_versions = frozen_versions(r->db, p->year, x->id, &x->versions);
        if (p->sealed) row_today(r, p, x);
    }
    return true;
}

static void page_seal(struct request *r) {
    struct seal_page p;
    if (!page_gather(r, &p)) return;
    frame_open(r, say_fmt(r->lang, "Sealing the year %d", p.year));
    draw_seal(r, &p);
    frame_close(r);
}

static void ask(struct request *r, const char *kind, json_t *fields, int year) {
    r->ask = NEW(struct act_ask);
    *r->ask =
        (struct act_ask){.kind = kind, .actor = r->who.person, .key = req_field(r, "key"), .fields = fields};
    r->location = str_fmt("/ngay/%d/niem-phong", year);
}

/* The form names the reviewed proposal. The leader must confirm that some figures have no value. */
static void page_seal_post(struct request *r) {
    struct seal_page p;
    if (!page_gather(r, &p)) return;
    if (!p.proposed)
        return web_error(r, 422, N_("This was not done"),
                         p.sealed ? N_("This year has been sealed already; what came late is a restatement.")
                                  : N_("Nobody has proposed this year's figures yet."));
    if (p.wrong)
        return web_error(r, 422, N_("This was not done"),
                         N_("The proposal says other values than its documents: propose the year again."));
    if (p.missing && !str_is(req_field(r, "thieu"), "1"))
        return web_error(r, 422, N_("This was not done"),
                         N_("Some figures have no value: tick that you know it, or wait for them."));
    json_t *f = json_object();
    json_put_int(f, "year", p.year);
    json_put_int(f, "proposal", req_int(r, "de-nghi", 0));
    json_put(f, "programme", p.s.programme);
    json_object_set(f, "figures", p.s.figures);
    ask(r, "year.seal", f, p.year);
}

/* True when a document differs from the latest version in anything but its `as_of`. */
static bool says_otherwise(struct request *r, str document, const struct frozen *last) {
    str bytes;
    json_t *now = json_read(document, NULL),
           *then = files_read(r->data, last->sha, DOCUMENT_MAX, &bytes) ? json_read(bytes, NULL) : NULL;
    json_object_set_new(now, "as_of", json_integer(json_int(then, "as_of")));
    return !then || !json_equal(now, then);
}

static void page_restate_post(struct request *r) {
    struct seal_page p;
    if (!page_gather(r, &p)) return;
    const struct indicator *ind = indicator_of(r->province, req_field(r, "chi-so"));
    struct frozen *v;
    size_t n = p.sealed && ind ? frozen_versions(r->db, p.year, ind->id, &v) : 0;
    str document = n ? figure_document(&r->asker, ind, p.year, p.latest, &v[n - 1]) : (str){0};
    if (document.n && !says_otherwise(r, document, &v[n - 1]))
        return web_error(r, 422, N_("This was not done"), N_("Nothing was changed."));
    str sha = document.n ? files_put(r->data, document) : (str){0};
    if (!sha.n)
        return web_error(r, document.n ? 503 : 422, N_("This was not done"),
                         document.n
                             ? N_("The disk did not take it. Nothing was changed; try again in a moment.")
                             : N_("The sealed year has no such figure."));
    json_t *f = json_object();
    json_put_int(f, "year", p.year);
    json_put(f, "indicator", ind->id);
    json_put_int(f, "as_of", p.latest);
    json_put(f, "sha", sha);
    json_put(f, "value", json_str(json_object_get(json_read(document, NULL), "whole"), "value"));
    json_put(f, "reason", req_field(r, "ly-do"));
    ask(r, "year.restate", f, p.year);
}

/* ---- downloading the proof of a figure ---- */

/* The acts of a dossier, for its submitter and for officers who handle it, since the proof contains their
 * results. For others 0, as for an unknown code. */
static size_t acts_of_own(struct request *r, str code, i64 *out, size_t most) {
    size_t n = 0;
    struct rows d = db_ask(
        r->db, SQL("SELECT n, submitter, agency, desk FROM " DOSSIERS " AS d WHERE code = $1"), VT(code));
    bool there = rows_next(&d);
    i64 dossier = there ? row_int(&d, 0) : 0, submitter = there ? row_int(&d, 1) : 0;
    bool officer = there && (r->roles & R_OFFICER) &&
                   (str_eq(r->agency, row_text(&d, 2)) || str_eq(r->agency, row_text(&d, 3)));
    rows_end(&d);
    if (!there || !r->who.person || (submitter != r->who.person && !officer)) return 0;
    struct rows e =
        db_ask(r->db, SQL("SELECT DISTINCT act FROM " DOSSIER_EVENTS " AS e WHERE dossier = $1 ORDER BY act"),
               VN(dossier));
    while (rows_next(&e) && n < most) out[n++] = row_int(&e, 0);
    rows_end(&e);
    return n;
}

/* The version made by `act`; the latest for 0. */
static const struct frozen *version_of(const struct frozen *v, size_t n, i64 act) {
    for (size_t i = 0; i < n; i++)
        if (v[i].act == act) return &v[i];
    return act || !n ? NULL : &v[n - 1];
}

/* The proof in words, for people without the program: the same lines as `verify-figure`. */
static void bundle_told(struct request *r, const struct proof_page *p) {
    if (p->why) r->status = 404;
    frame_open(r, str_c(p->code.n ? T("Was this dossier counted?") : T("The proof of this figure")));
    draw_bundle(r, p);
    frame_close(r);
}

static void page_bundle(struct request *r) {
    i64 year = 0, own[64];
    struct proof_page p = {.id = r->part[1], .code = str_trim(req_field(r, "ho-so"))};
    struct frozen *v;
    bool json = str_ends(p.id, S(".json")), known = r->part[0].n == 4 && str_to_int(r->part[0], &year);
    if (json) p.id.n -= 5;
    size_t n = known ? frozen_versions(r->db, (int)year, p.id, &v) : 0;
    const struct frozen *f = n ? version_of(v, n, req_int(r, "ban", 0)) : NULL;
    if (!f)
        return web_error(r, 404, N_("There is no such figure"),
                         N_("Check the address, or begin at the page of the Day."));
    size_t n_own = p.code.n ? acts_of_own(r, p.code, own, COUNT(own)) : 0;
    if (p.code.n && !n_own)
        return web_error(r, 404, N_("There is no such dossier here"),
                         N_("Sign in as the one who filed it; a code of somebody else's is not told."));
    p.year = (int)year;
    p.version = req_int(r, "ban", 0);
    p.newer = f->act < v[n - 1].act ? v[n - 1].act : 0;
    p.ind = indicator_of(province_of_year(&r->asker, p.year), p.id);
    str bundle = bundle_make(&r->asker, f, own, n_own, &p.why);
    if (!json && (bundle.n || p.code.n)) {
        p.lines = bundle_check(bundle, (str){0}, r->lang);
        return bundle_told(r, &p);
    }
    if (!bundle.n) return web_error(r, p.code.n ? 404 : 503, N_("There is no proof to give"), p.why);
    out_str(&r->out, bundle);
    r->type = "application/json";
    r->download = str_fmt("%.*s-%d%s.proof.json", STR_ARG(p.id), p.year, r->demo ? "-trinh-dien" : "");
}

static const struct input seal_inputs[] = {{"key", 40}, {"de-nghi", 18}, {"thieu", 1}};
static const struct input restate_inputs[] = {{"key", 40}, {"chi-so", 80}, {"ly-do", 4000}};
static const struct input bundle_inputs[] = {{"ho-so", 120}, {"ban", 18}};
const struct page seal_pages[] = {
    {.method = "GET",
     .path = "/ngay/{}/niem-phong",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Sealing a year"),
     .handle = page_seal},
    {.method = "POST",
     .path = "/ngay/{}/niem-phong",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Sealing a year"),
     INPUTS(seal_inputs),
     .handle = page_seal_post},
    {.method = "POST",
     .path = "/ngay/{}/dieu-chinh",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Restating a figure"),
     INPUTS(restate_inputs),
     .handle = page_restate_post},
    {.method = "GET",
     .path = "/ngay/{}/chung-minh/{}",
     .who = R_ANYONE,
     .en = N_("The proof of a sealed figure"),
     INPUTS(bundle_inputs),
     .handle = page_bundle},
    {0},
};
