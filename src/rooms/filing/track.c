/* Following a dossier: dates for anyone with its code; everything for who is entitled; the supplement, the
 * withdrawal, the result. */
#include "citizen.h"

#include "base/text.h"

struct moment { /* one line of the timeline */
    i64 act, at;
    int status;
    str what, label, note; /* note: the reason given, or where the result waits */
};
struct track {
    struct dossier d;
    const struct procedure *p;
    bool mine, whole; /* whole: may see everything, not only state and dates */
    bool fresh;       /* just filed: the acknowledgement */
    str desk, agency; /* their names on the day of filing */
    i64 proof;        /* the act whose number and leaf are shown: the filing, or the supplement just sent */
    str leaf;
    str unsure;             /* the day off the due time hangs on, by name */
    struct moment *moments; /* newest first */
    size_t n_moments, cap;
    json_t *answers;
    bool erased;
    str reason;            /* of the latest event that gave one: the open request, the refusal, the stop */
    struct linked *linked; /* what was filed together (liên thông), this one among them */
    size_t n_linked;
};
struct linked {
    str code, name;
    struct dossier d;
};

/* What only the act itself knows: which step, or the reason it gave. */
static void moment_details(struct request *r, const struct track *t, struct moment *m) {
    bool erased;
    if (str_is(m->what, "step")) {
        json_t *f = act_fields(r->db, m->act, &erased);
        const struct step *s = procedure_step(t->p, json_str(f, "step"));
        if (s)
            m->label = json_int(f, "negative") ? str_c(T("The request is refused")) : pick(r->lang, s->label);
    }
    if (!event_kind_of(m->what)->reason || (str_is(m->what, "decided") && !t->d.negative)) return;
    m->note = json_str(act_fields(r->db, m->act, &erased), "reason");
    if (erased) m->note = str_c(say(r->lang, "The reason has been erased."));
}

static void moments_read(struct request *r, struct track *t) {
    struct rows q = db_ask(r->db,
                           SQL("SELECT act, happened_at, status, what FROM dossier_event"
                               " WHERE dossier = $1 ORDER BY act DESC, i DESC LIMIT 200"),
                           VN(t->d.n));
    while (rows_next(&q)) {
        GROW(t->moments, t->n_moments, t->cap);
        struct moment *m = &t->moments[t->n_moments++];
        *m = (struct moment){.act = row_int(&q, 0),
                             .at = row_int(&q, 1),
                             .status = (int)row_int(&q, 2),
                             .what = row_text(&q, 3)};
        m->label = str_c(say(r->lang, event_kind_of(m->what)->en));
        if (event_kind_of(m->what)->inside) t->n_moments--;
    }
    rows_end(&q);
    for (size_t i = 0; t->whole && i < t->n_moments; i++) {
        moment_details(r, t, &t->moments[i]);
        if (!t->reason.n) t->reason = t->moments[i].note;
    }
}

/* Interlinked dossiers share one tracking page; each has its agency and its clock. */
static void linked_read(struct request *r, struct track *t) {
    i64 first = t->d.parent ? t->d.parent : t->d.n;
    struct rows q = db_ask(r->db,
                           SQL("SELECT " DOSSIER_COLUMNS " FROM dossier WHERE n = $1 UNION ALL"
                               " SELECT " DOSSIER_COLUMNS
                               " FROM dossier WHERE parent = $1 AND parent > 0 ORDER BY n LIMIT 20"),
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

static str agency_name(struct request *r, str code, i64 at) {
    const struct agency *a = agency_on(r->province, code, when_day(at));
    return a ? pick(r->lang, a->name) : code;
}

static str desk_name(struct request *r, str code, i64 at) {
    const struct agency *a = agency_on(r->province, code, when_day(at));
    return a ? pick(r->lang, a->desk.vi.n ? a->desk : a->name) : code;
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

bool may_look(struct request *r) {
    str who = r->who.person ? str_fmt("look:%lld", (long long)r->who.person)
                            : str_fmt("look:from %.*s", STR_ARG(r->address));
    if (scratch_allow(r->scratch, who, LOOKS, LOOKS_WINDOW, r->now)) return true;
    web_error(r, 429, N_("Too many codes were looked up"),
              N_("Wait 15 minutes, then look again. What you filed with your account you see at once under "
                 "My dossiers."));
    return false;
}

/* The dossier of the address; who may not see all of it sees state and dates. False: a 404 has been drawn. */
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

/* For pages that show nothing to strangers. */
static bool track_own(struct request *r, struct track *t) {
    if (!track_open(r, t)) return false;
    if (t->mine) return true;
    no_dossier(r);
    return false;
}

static bool late(const struct dossier *d, i64 now) {
    i64 end = d->decided_at ? d->decided_at : now;
    if (!d->first_due) return false;
    if (!d->decided_at && (d->paused_at || d->closed_at))
        return (d->paused_at ? d->paused_at : d->closed_at) > d->first_due;
    return end > d->first_due && (d->decided_at || d->status == ST_RECEIVED || d->status == ST_HANDLING);
}

static bool result_ready(const struct track *t) {
    return t->d.paper.n && (t->d.status == ST_RETURNED || (t->whole && !t->mine));
}

static bool may_ask_back(const struct dossier *d);
static const struct field *withdrawal_reason(void);
#include "rooms/filing/track.html.h"

void page_track(struct request *r) {
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

void page_result(struct request *r) {
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

void page_supplement(struct request *r) {
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

void page_supplement_post(struct request *r) {
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

/* ---- withdrawal: at once before reception, afterwards a request with a reason ---- */

static bool may_ask_back(const struct dossier *d) {
    return d->status == ST_RECEIVED || d->status == ST_HANDLING || d->status == ST_SUPPLEMENT ||
           d->status == ST_PAYMENT;
}

static const struct field *withdrawal_reason(void) {
    struct field *f = NEW(struct field);
    *f = (struct field){.id = S("ly-do"),
                        .type = FIELD_LONG_TEXT,
                        .required = true,
                        .personal = true,
                        .max = 1000,
                        .has_max = true,
                        .label = say_both(N_("Why do you withdraw it"))};
    return f;
}

void page_withdraw(struct request *r) {
    struct track t;
    if (!track_own(r, &t)) return;
    if (t.d.status != ST_FILED && !may_ask_back(&t.d)) return web_redirect(r, "/ho-so/%s", url_seg(t.d.code));
    draw_withdraw(r, &t, json_object(), NULL, (str){0});
}

void page_withdraw_post(struct request *r) {
    struct track *t = NEW(struct track);
    if (!track_own(r, t)) return;
    json_t *fields = json_object(), *typed = json_object();
    struct form_errors errors = {0};
    bool asks = may_ask_back(&t->d);
    json_put_int(fields, "dossier", t->d.n);
    if (asks) form_read(r, withdrawal_reason(), 1, typed, when_day(r->now), &errors);
    if (errors.n) {
        r->status = 422;
        return draw_withdraw(r, t, typed, &errors, (str){0});
    }
    if (asks) json_put(fields, "reason", json_str(typed, "ly-do"));
    r->keep = t;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = asks ? "dossier.ask_withdrawal" : "dossier.withdraw",
                               .actor = r->who.person,
                               .key = req_field(r, "key"),
                               .seen = req_int(r, "seen", 0),
                               .fields = fields};
}

void page_withdrawn(struct request *r, const struct reply *reply) {
    struct track *t = r->keep;
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN)
        return web_redirect(r, "/ho-so/%s", url_seg(t->d.code));
    r->status = reply->status == REPLY_BUSY ? 503 : 409;
    draw_withdraw(r, t, json_object(), NULL, str_c(say(r->lang, str_z(reply->why))));
}
