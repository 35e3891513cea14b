/* Tracking a dossier: state and dates for anybody with its code, everything for its owner and its officers;
 * supplement, withdrawal, result. */
#include "filing.h"

#include "reading/slips.h"
#include "reading/timeline.h"
#include "reading/words.h"

struct track {
    struct dossier d;
    const struct procedure *p;
    bool mine, whole; /* mine: the visitor owns it; whole: they may see all of it */
    bool fresh;       /* filed a moment ago: show the acknowledgement */
    str desk, agency; /* names on the day of filing */
    i64 proof;        /* the act whose number and leaf are shown: the filing, or the latest supplement */
    str leaf;
    str unsure; /* the day off not yet certain that the due time depends on, with its name */
    struct timeline_line *moments; /* newest first */
    size_t n_moments;
    json_t *answers;
    bool erased;
    str reason;            /* of the latest event with a reason: request, refusal or stop */
    struct linked *linked; /* the dossiers of one interlinked filing (liên thông), with this one */
    size_t n_linked;
};

struct linked {
    str code, name;
    struct dossier d;
};

/* Interlinked dossiers share one tracking page; each has its own agency and clock. */
static void linked_read(struct request *r, struct track *t) {
    i64 first = t->d.parent ? t->d.parent : t->d.n;
    struct rows q = db_ask(r->db,
                           SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS " AS d WHERE n = $1 UNION ALL"
                               " SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS
                               " AS d WHERE parent = $1 AND parent > 0 ORDER BY n LIMIT 20"),
                           VN(first));
    t->linked = NEWS(struct linked, 20);
    while (rows_next(&q)) {
        struct linked *x = &t->linked[t->n_linked++];
        x->d = dossier_row(&q);
        x->code = x->d.code;
    }
    rows_end(&q);
    for (size_t i = 0; i < t->n_linked; i++) {
        const struct procedure *p =
            procedure_at(r->db, t->linked[i].d.procedure, t->linked[i].d.procedure_act);
        t->linked[i].name = p ? pick(r->lang, p->name) : t->linked[i].d.procedure;
    }
}

static void due_read(struct request *r, struct track *t) {
    bool filed = t->d.status == ST_FILED;
    if ((!t->d.due_at && !filed) || !t->d.unsure_day) return;
    struct due due =
        filed ? dossier_reply(r->province, t->d.filed_at) : dossier_due(r->db, r->province, t->p, &t->d);
    str name = pick(r->lang, (struct words){due.unsure_vi, due.unsure_en}), day = day_text(t->d.unsure_day);
    t->unsure = name.n ? str_fmt("%.*s – %.*s", STR_ARG(day), STR_ARG(name)) : day;
}

static void no_dossier(struct request *r) {
    web_error(r, 404, N_("There is no dossier with this code"),
              N_("Check the code: it stands on your acknowledgement, and on the slip from the desk."));
}

enum { LOOKS = 100, LOOKS_WINDOW = 15 * MINUTE }; /* many phones share one address of a mobile network */

/* Codes count up, so a stranger could read every dossier's state one after the other. Looking up another's
 * code is counted, found or not, per account, else per address. False: too many; a 429 has been drawn. */
static bool may_look(struct request *r) {
    str who = r->who.person ? str_fmt("look:%lld", (long long)r->who.person)
                            : str_fmt("look:from %.*s", STR_ARG(r->address));
    if (scratch_allow(r->scratch, who, LOOKS, LOOKS_WINDOW, r->now)) return true;
    web_error(r, 429, N_("Too many codes were looked up"),
              N_("Wait 15 minutes, then look again. What you filed with your account you see at once under "
                 "My dossiers."));
    return false;
}

/* The code without blanks and in capitals. */
static str code_clean(str typed) {
    struct out o = {0};
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c > ' ') out_char(&o, c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
    return out_all(&o);
}

/* A code as a dossier of the default unit would have, for the hint below the field. */
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

/* Reads the dossier that the address names; sets mine and whole. False: a 404 or 429 has been drawn. */
static bool track_open(struct request *r, struct track *t) {
    *t = (struct track){0};
    if (dossier_by_code(r->db, r->part[0], &t->d))
        t->p = procedure_at(r->db, t->d.procedure, t->d.procedure_act);
    t->mine = t->p && dossier_mine(r, &t->d);
    t->whole = t->p && dossier_visible(r, &t->d);
    if (!t->mine && !t->whole && !may_look(r)) return false;
    if (!t->p) no_dossier(r);
    return t->p != NULL;
}

/* The same for pages that only the dossier's owner may open. */
static bool track_own(struct request *r, struct track *t) {
    if (!track_open(r, t)) return false;
    if (t->mine) return true;
    no_dossier(r);
    return false;
}

static void moments_read(struct request *r, struct track *t) {
    struct reading k = {.d = &t->d, .p = t->p, .whole = t->whole};
    t->n_moments = track_events(r, k, &t->moments);
    for (size_t i = 0; i < t->n_moments && !t->reason.n; i++) t->reason = t->moments[i].note;
}

static bool result_ready(const struct track *t) {
    return t->d.paper.n && (t->d.status == ST_RETURNED || (t->whole && !t->mine));
}

static bool may_ask_withdrawal(const struct dossier *d);

static const struct field *withdrawal_reason(void);

#include "rooms/filing/track.html.h"

static void page_track(struct request *r) {
    struct track t;
    if (!track_open(r, &t)) return;
    moments_read(r, &t);
    t.fresh = req_field(r, "moi").n && t.n_moments && t.moments[0].act == t.d.answers_act &&
              (t.mine || !t.d.submitter);
    if (!t.whole) return draw_public(r, &t);
    linked_read(r, &t);
    t.desk = desk_name(r, t.d.desk, t.d.filed_at);
    t.agency = agency_name(r, t.d.agency, t.d.filed_at);
    due_read(r, &t);
    t.proof = t.fresh ? t.d.answers_act : t.d.n;
    str leaf = act_leaf(r->db, t.proof);
    t.leaf = hex(leaf.p, leaf.n);
    if (t.fresh) return draw_acknowledgement(r, &t);
    t.answers = dossier_answers(r->db, &t.d, &t.erased);
    draw_track(r, &t);
}

static void page_result(struct request *r) {
    struct track t;
    if (!track_open(r, &t)) return;
    if (!t.whole || !result_ready(&t))
        return web_error(r, 404, N_("There is no result here yet"),
                         N_("When the result is returned it can be opened on the dossier's page."));
    r->file = files_path(r->data, t.d.paper);
    r->type = "application/pdf";
    r->download = str_fmt("ket-qua-%.*s.pdf", STR_ARG(t.d.code));
}

/* ---- supplement ---- */

static bool asked_to_supplement(struct request *r, struct track *t) {
    if (!track_own(r, t)) return false;
    if (t->d.status == ST_SUPPLEMENT) return true;
    web_redirect(r, "/ho-so/%s", url_seg(t->d.code));
    return false;
}

static void page_supplement(struct request *r) {
    struct track t;
    if (!asked_to_supplement(r, &t)) return;
    moments_read(r, &t);
    draw_supplement(r, &t);
}

static str supplement_draft(struct request *r, i64 dossier) {
    struct draft d[50];
    size_t n = scratch_drafts(r->scratch, r->who.person, d, COUNT(d));
    for (size_t i = 0; i < n; i++)
        if (d[i].dossier == dossier) return d[i].id;
    return (str){0};
}

static void page_supplement_post(struct request *r) {
    struct track t;
    if (!asked_to_supplement(r, &t)) return;
    str id = supplement_draft(r, t.d.n);
    if (!id.n) {
        struct draft d = {.owner = r->who.person,
                          .procedure = t.p->code,
                          .procedure_act = t.d.procedure_act,
                          .files = json_array(),
                          .dossier = t.d.n,
                          .key = S("the supplement of a dossier")};
        d.answers = dossier_answers(r->db, &t.d, &t.erased);
        id = scratch_draft_new(r->scratch, &d, r->now);
    }
    if (!id.n)
        return web_error(r, 409, N_("You have too many unfinished forms"),
                         N_("Finish or delete some of them under My dossiers, then start again."));
    web_redirect(r, "/nhap/%s", str_z(id));
}

/* ---- withdrawal: at once before reception, afterwards a request with its reason ---- */

static bool may_ask_withdrawal(const struct dossier *d) {
    return d->status == ST_RECEIVED || d->status == ST_HANDLING || d->status == ST_SUPPLEMENT ||
           d->status == ST_PAYMENT;
}

static const struct field *withdrawal_reason(void) {
    struct field *f = NEW(struct field);
    *f = (struct field){.id = S("reason"),
                        .type = FIELD_LONG_TEXT,
                        .required = true,
                        .personal = true,
                        .max = 1000,
                        .has_max = true,
                        .label = say_both(N_("Why do you withdraw it"))};
    return f;
}

static void page_withdraw(struct request *r) {
    struct track t;
    if (!track_own(r, &t)) return;
    if (t.d.status != ST_FILED && !may_ask_withdrawal(&t.d))
        return web_redirect(r, "/ho-so/%s", url_seg(t.d.code));
    draw_withdraw(r, &t, json_object(), NULL, (str){0});
}

static void page_withdraw_post(struct request *r) {
    struct track *t = NEW(struct track);
    if (!track_own(r, t)) return;
    json_t *fields = json_object(), *typed = json_object();
    struct form_errors errors = {0};
    bool asks = may_ask_withdrawal(&t->d);
    json_put_int(fields, "dossier", t->d.n);
    if (asks) form_read(r, withdrawal_reason(), 1, typed, when_day(r->now), &errors);
    if (errors.n) {
        r->status = 422;
        return draw_withdraw(r, t, typed, &errors, (str){0});
    }
    if (asks) json_put(fields, "reason", json_str(typed, "reason"));
    r->keep = t;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = asks ? "dossier.ask_withdrawal" : "dossier.withdraw",
                               .actor = r->who.person,
                               .key = req_field(r, "key"),
                               .seen = req_int(r, "seen", 0),
                               .fields = fields};
}

static void page_withdrawn(struct request *r, const struct reply *reply) {
    struct track *t = r->keep;
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN)
        return web_redirect(r, "/ho-so/%s", url_seg(t->d.code));
    r->status = reply->status == REPLY_BUSY ? 503 : 409;
    draw_withdraw(r, t, json_object(), NULL, str_c(say(r->lang, str_z(reply->why))));
}

/* ---- the pages ---- */

static const struct input in_lookup[] = {{"ma", 60}}, in_track[] = {{"moi", 4}}, in_key[] = {{"key", 100}};
static const struct input in_withdrawal[] = {{"key", 100}, {"seen", 20}, {"answers.*", 8100}};

const struct page track_pages[] = {
    {.method = "GET",
     .path = "/tra-cuu",
     .who = R_ANYONE,
     .en = N_("Follow a dossier"),
     INPUTS(in_lookup),
     .may_429 = true,
     .handle = page_lookup},
    {.method = "GET",
     .path = "/ho-so/{}",
     .who = R_ANYONE,
     .en = N_("A dossier"),
     INPUTS(in_track),
     .may_429 = true,
     .handle = page_track},
    {.method = "GET",
     .path = "/ho-so/{}/ket-qua",
     .who = R_SIGNED_IN,
     .en = N_("The result"),
     .may_429 = true,
     .handle = page_result},
    {.method = "GET",
     .path = "/ho-so/{}/bo-sung",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Send what is missing"),
     .may_429 = true,
     .handle = page_supplement},
    {.method = "POST",
     .path = "/ho-so/{}/bo-sung",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Send what is missing"),
     INPUTS(in_key),
     .may_429 = true,
     .handle = page_supplement_post},
    {.method = "GET",
     .path = "/ho-so/{}/rut",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Withdraw a dossier"),
     .may_429 = true,
     .handle = page_withdraw},
    {.method = "POST",
     .path = "/ho-so/{}/rut",
     .who = R_CITIZEN | R_OFFICER,
     .en = N_("Withdraw a dossier"),
     INPUTS(in_withdrawal),
     .may_429 = true,
     .handle = page_withdraw_post,
     .acted = page_withdrawn},
    {0},
};
