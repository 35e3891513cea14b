/* A dossier at the officer's desk: everything about it on one page, its papers, and the table of the
 * officers' pages. */
#include "desk.h"

/* ---- opening ---- */

/* A leader reads what is in their agency's or, without one, the whole province's hands. */
static bool leader_sees(const struct request *r, const struct dossier *d) {
    if (!(r->roles & R_LEADER)) return false;
    return !r->agency.n || str_eq(r->agency, d->agency) || str_eq(r->agency, d->desk);
}

bool desk_open(struct request *r, struct desk *k) {
    *k = (struct desk){0};
    if (dossier_by_code(r->db, r->part[0], &k->d))
        k->p = procedure_at(r->db, k->d.procedure, k->d.procedure_act);
    /* what an agency declared is nobody's private matter */
    k->whole = k->p && (((r->roles & R_OFFICER) && dossier_visible(r, &k->d)) ||
                        (k->d.filer.n && leader_sees(r, &k->d)));
    if (!k->p || (!k->whole && !leader_sees(r, &k->d))) {
        web_error(r, 404, N_("There is no such dossier at this desk"),
                  N_("Check the code, or find the dossier in the queue by its owner's name."));
        return false;
    }
    k->step = k->d.step.n ? procedure_step(k->p, k->d.step) : NULL;
    i64 limit = r->province->supplement_limit;
    k->asked_up =
        limit && db_int(r->db, SQL("SELECT COUNT(*) FROM pause WHERE dossier = $1 AND why = 'supplement'"),
                        VN(k->d.n)) >= limit;
    k->desk = desk_agency(r, k->d.desk, k->d.filed_at, true);
    k->agency = desk_agency(r, k->d.agency, k->d.filed_at, false);
    return true;
}

str desk_agency(struct request *r, str code, i64 at, bool desk) {
    const struct agency *a = agency_on(r->province, code, when_day(at));
    if (!a) return code;
    return pick(r->lang, desk && a->desk.vi.n ? a->desk : a->name);
}

const char *channel_label(enum channel c) {
    static const char *const names[N_CHANNELS] = {[CHANNEL_ONLINE] = N_("Online"),
                                                  [CHANNEL_COUNTER] = N_("At the counter"),
                                                  [CHANNEL_POST] = N_("By public post")};
    return names[c];
}

bool desk_late(const struct dossier *d, i64 now) {
    if (d->status == ST_FILED) return now > d->reply_by;
    if (d->decided_at) return d->first_due && d->decided_at > d->first_due;
    if (!d->first_due) return false;
    /* a wait begun too late hides nothing */
    if (d->paused_at || d->closed_at) return (d->paused_at ? d->paused_at : d->closed_at) > d->first_due;
    return (d->status == ST_RECEIVED || d->status == ST_HANDLING) && now > d->first_due;
}

/* ---- its parts ---- */

/* What only the act itself knows: the reason it gave, or which step with the officer's own answers. */
static void details(struct request *r, const struct desk *k, struct happening *h) {
    bool erased = false;
    if (event_kind_of(h->what)->reason && !(str_is(h->what, "decided") && !k->d.negative)) {
        h->note = json_str(act_fields(r->db, h->act, &erased), "reason");
        if (erased) h->note = str_c(T("The reason has been erased."));
    }
    if (!str_is(h->what, "step")) return;
    json_t *f = act_fields(r->db, h->act, &erased);
    h->step = procedure_step(k->p, json_str(f, "step"));
    if (!h->step) return;
    h->label = pick(r->lang, h->step->label);
    h->answers = json_object();
    json_object_update(h->answers, json_object_get(f, "answers"));
    if (json_object_get(f, "answers_personal"))
        json_object_update(h->answers, json_object_get(f, "answers_personal"));
}

/* A citizen's name is for the desk; an officer's for a leader too. */
static str doer(struct request *r, const struct desk *k, i64 person, str name) {
    if (!person) return str_c(T("the system"));
    if (person != k->d.submitter) return name;
    return k->whole ? name : str_c(T("the submitter"));
}

size_t desk_events(struct request *r, const struct desk *k, i64 since, struct happening **out) {
    struct happening *v = NULL;
    size_t n = 0, cap = 0;
    struct rows q =
        db_ask(r->db,
               SQL("SELECT e.act, e.happened_at, e.what, j.kind, j.actor, p.name"
                   " FROM dossier_event e"
                   " JOIN " ACTS " AS j ON j.n = e.act"
                   " LEFT"
                   " JOIN person p ON p.n = j.actor"
                   " WHERE e.dossier = $1 AND e.act > $2 ORDER BY e.act DESC, e.i DESC LIMIT 200"),
               VN(k->d.n), VN(since));
    while (rows_next(&q)) {
        GROW(v, n, cap);
        const struct act_kind *kind = act_kind_of(row_text(&q, 3));
        struct happening h = {.act = row_int(&q, 0), .at = row_int(&q, 1), .what = row_text(&q, 2)};
        bool decided = str_is(h.what, "decided");
        h.label = str_c(decided ? T(status_name(ST_DONE)) : kind ? T(kind->en) : "");
        h.by = doer(r, k, row_int(&q, 4), row_text(&q, 5));
        v[n++] = h;
    }
    rows_end(&q);
    for (size_t i = 0; k->whole && i < n; i++) details(r, k, &v[i]);
    *out = v;
    return n;
}

size_t desk_papers(struct request *r, const struct desk *k, struct paper **out) {
    struct paper *v = NULL;
    size_t n = 0, cap = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT doc, sha, type, name, bytes, act FROM dossier_file"
                               " WHERE dossier = $1 ORDER BY act, i"),
                           VN(k->d.n));
    while (rows_next(&q)) {
        GROW(v, n, cap);
        const struct document *doc = procedure_document(k->p, row_text(&q, 0));
        v[n] = (struct paper){.i = (int)n + 1,
                              .doc = row_text(&q, 0),
                              .sha = row_text(&q, 1),
                              .type = row_text(&q, 2),
                              .name = row_text(&q, 3),
                              .bytes = row_int(&q, 4),
                              .act = row_int(&q, 5)};
        v[n].label = doc ? pick(r->lang, doc->label) : v[n].doc;
        n++;
    }
    rows_end(&q);
    *out = v;
    return n;
}

size_t desk_shown(struct request *r, const struct desk *k, const str **out) {
    json_t *list = json_object_get(act_fields(r->db, k->d.n, NULL), "shown"), *v;
    size_t i, n = 0;
    str *labels = NEWS(str, json_array_size(list) + 1);
    json_array_foreach(list, i, v) {
        const struct document *doc = procedure_document(k->p, str_c(json_string_value(v)));
        if (doc) labels[n++] = pick(r->lang, doc->label);
    }
    *out = labels;
    return n;
}

/* The one that comes next in the pile just worked on, so that forty a day need no way back to the list. */
static str next_code(struct request *r, const struct desk *k) {
    bool reception = k->done == DEED_RECEIVE || k->done == DEED_REFUSE, giving = k->done == DEED_RETURN;
    int a = reception ? ST_FILED
            : giving  ? ST_DONE
                      : ST_RECEIVED,
        b = reception ? ST_FILED
            : giving  ? ST_DONE
                      : ST_HANDLING;
    return db_text(r->db,
                   SQL("SELECT code FROM dossier"
                       " WHERE agency = $1 AND n <> $2 AND status IN ($3, $4) AND status < 10"
                       " AND closed_at = 0"
                       " ORDER BY CASE status WHEN 1 THEN reply_by WHEN 9 THEN decided_at ELSE due_at END, n"
                       " LIMIT 1"),
                   VT(r->agency), VN(k->d.n), VN(a), VN(b));
}

/* ---- the page ---- */

/* The officers' own states of a supplement (ONE-STOP). */
static const char *sub_label(int sub) {
    static const char *const names[] = {"", N_("the desk is to ask the submitter"),
                                        N_("the submitter has been asked"), N_("the submitter has sent it"),
                                        N_("completed")};
    return names[sub];
}

#include "rooms/desk/desk.html.h"

void desk_draw(struct request *r, struct desk *k) {
    if (k->whole) {
        k->answers = dossier_answers(r->db, &k->d, &k->erased);
        k->n_papers = desk_papers(r, k, &k->papers);
        k->n_shown = desk_shown(r, k, &k->shown);
    }
    k->n_events = desk_events(r, k, 0, &k->events);
    k->why = why_of(r, k);
    if (!k->key.n) k->key = key_new();
    if (!k->typed) k->typed = json_object();
    draw_desk(r, k);
}

void deed_draw(struct request *r, struct desk *k) { draw_deed(r, k); }

static void page_desk(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    k->done = deed_just_done(r, k, deed_of(req_field(r, "xong")));
    if (k->done && k->whole) k->next = next_code(r, k);
    desk_draw(r, k);
}

/* ---- an uploaded paper ---- */

static const char *media_type(str type) {
    return str_is(type, "pdf")   ? "application/pdf"
           : str_is(type, "jpg") ? "image/jpeg"
           : str_is(type, "png") ? "image/png"
                                 : "application/octet-stream";
}

/* Only a picture is shown in the browser: a PDF may hold a script of its own, so it is always saved. Every
 * file goes out with nosniff and a closed CSP. */
static void page_paper(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    i64 i;
    size_t n = k->whole ? desk_papers(r, k, &k->papers) : 0;
    if (!str_to_int(r->part[1], &i) || i < 1 || (size_t)i > n)
        return web_error(r, 404, N_("There is no such paper"), N_("Open it again from the dossier's page."));
    const struct paper *p = &k->papers[i - 1];
    r->file = files_path(r->data, p->sha);
    r->type = media_type(p->type);
    if (req_field(r, "tai").n || !str_starts(str_c(r->type), S("image/")))
        r->download =
            str_fmt("%.*s-%.*s-%d.%.*s", STR_ARG(k->d.code), STR_ARG(p->doc), p->i, STR_ARG(p->type));
}

/* ---- the pages ---- */

static const struct input in_duties[] = {{"ky", 10}};
static const struct input in_queue[] = {{"viec", 20}, {"kenh", 10}, {"q", 300}, {"sau", 60}, {"agency", 40}},
                          in_desk[] = {{"xong", 20}}, in_paper[] = {{"tai", 4}},
                          in_book[] = {{"tu", 20}, {"den", 20}, {"sau", 60}};
static const struct input in_deed[] = {{"key", 100}, {"seen", 20}, {"answers.*", 8100}};
static const struct input in_report[] = {{"ky", 20}, {"nam", 10}, {"don-vi", 40}};
static const struct input in_counter[] = {{"tt", 40}, {"kenh", 10}},
                          in_counter_post[] = {{"key", 100}, {"answers.*", 400}};
static const struct input in_counter_form[] = {{"key", 100}, {"answers.*", 8100}, {"shown.*", 4}};
#define DEED(slug, title)                                                                             \
    {                                                                                                 \
        .method = "POST", .path = "/can-bo/{}/" slug, .who = R_OFFICER, .en = title, INPUTS(in_deed), \
        .handle = page_deed, .acted = page_deed_done                                                  \
    }

const struct page desk_pages[] = {
    {.method = "GET",
     .path = "/can-bo",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Queue"),
     INPUTS(in_queue),
     .handle = page_queue},
    {.method = "GET",
     .path = "/can-bo/bao-cao",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report on procedures"),
     INPUTS(in_report),
     .handle = page_report},
    {.method = "GET",
     .path = "/can-bo/bao-cao.xlsx",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report as XLSX"),
     INPUTS(in_report),
     .handle = page_report_xlsx},
    {.method = "GET",
     .path = "/can-bo/bao-cao.csv",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report as CSV"),
     INPUTS(in_report),
     .handle = page_report_csv},
    {.method = "GET",
     .path = "/can-bo/quay",
     .who = R_OFFICER,
     .en = N_("Receive at the counter"),
     INPUTS(in_counter),
     .handle = page_counter},
    {.method = "POST",
     .path = "/can-bo/quay",
     .who = R_OFFICER,
     .en = N_("Receive at the counter"),
     INPUTS(in_counter_post),
     .handle = page_counter_post},
    {.method = "GET",
     .path = "/can-bo/quay/{}",
     .who = R_OFFICER,
     .en = N_("Form at the counter"),
     .handle = page_counter_form},
    {.method = "POST",
     .path = "/can-bo/quay/{}",
     .who = R_OFFICER,
     .en = N_("Form at the counter"),
     INPUTS(in_counter_form),
     .uploads = true,
     .handle = page_counter_form_post,
     .acted = page_counter_filed},
    {.method = "GET",
     .path = "/nghia-vu",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Periodic duties"),
     INPUTS(in_duties),
     .handle = page_duties},
    {.method = "GET",
     .path = "/can-bo/{}",
     .who = R_OFFICER | R_LEADER,
     .en = N_("A dossier at the desk"),
     INPUTS(in_desk),
     .handle = page_desk},
    {.method = "GET",
     .path = "/can-bo/{}/vi-sao",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Why this time"),
     .handle = page_why},
    {.method = "GET",
     .path = "/can-bo/{}/phieu",
     .who = R_OFFICER,
     .en = N_("Receipt and appointment slip"),
     .handle = page_slip},
    {.method = "GET",
     .path = "/can-bo/{}/phieu/{}",
     .who = R_OFFICER,
     .en = N_("A paper of a dossier"),
     .handle = page_slip},
    {.method = "GET",
     .path = "/can-bo/so-theo-doi",
     .who = R_OFFICER,
     .en = N_("The book of dossiers"),
     INPUTS(in_book),
     .handle = page_book},
    {.method = "GET",
     .path = "/can-bo/{}/giay/{}",
     .who = R_OFFICER | R_LEADER,
     .en = N_("An uploaded paper"),
     INPUTS(in_paper),
     .handle = page_paper},
    {.method = "GET",
     .path = "/can-bo/{}/viec/{}",
     .who = R_OFFICER,
     .en = N_("Something else to be done to a dossier"),
     .handle = page_deed_form},
    DEED("tiep-nhan", N_("Receive a dossier")),
    DEED("tu-choi", N_("Refuse to receive")),
    DEED("buoc", N_("Do a step")),
    DEED("khong-chap-thuan", N_("Refuse the request")),
    DEED("tra-loi-rut", N_("Answer the request to withdraw")),
    DEED("tiep-tuc", N_("Resume handling")),
    DEED("tra-ket-qua", N_("Return the result")),
    DEED("da-nop-phi", N_("Record a payment")),
    DEED("bo-sung", N_("Ask for a supplement")),
    DEED("de-nghi-bo-sung", N_("Tell the desk what is missing")),
    DEED("nghia-vu-tai-chinh", N_("Ask for a payment")),
    DEED("xin-loi", N_("Apologise and promise a second date")),
    DEED("chuyen", N_("Pass to another agency")),
    DEED("tam-dung", N_("Suspend handling")),
    DEED("dung", N_("Stop handling")),
    {0},
};
