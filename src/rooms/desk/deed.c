/* What an officer does to a dossier: who may, which questions it asks, and the way to the act and back. */
#include "desk.h"

/* reception at the desk that received; the step's or the last step's officer, reception, at the agency */
enum who { DESK, STEP, HEAD, AGENCY_DESK };
enum {
    ASK_REASON = 1,
    ASK_RETURN = 2,
    ASK_PAID = 4,
    ASK_AMOUNT = 8,
    ASK_UNTIL = 16,
    ASK_AGENCY = 32,
    ASK_GRANT = 64
};
enum { S_OPEN = 1 << ST_RECEIVED | 1 << ST_HANDLING, S_WAIT = 1 << ST_SUPPLEMENT | 1 << ST_PAYMENT };

static const struct {
    const char *slug, *kind, *event;
    unsigned statuses;
    enum who who;
    unsigned asks;
    const char *title, *button, *said, *reason, *hint; /* msgids */
} deeds[N_DEEDS] = {
    [DEED_NONE] = {"", "", "", 0, DESK, 0, "", "", "", "", ""},
    [DEED_RECEIVE] = {"tiep-nhan", "dossier.receive", "received", 1 << ST_FILED, DESK, 0, N_("Receive"),
                      N_("Receive"), N_("Received."), "", ""},
    [DEED_REFUSE] = {"tu-choi", "dossier.refuse", "refused", 1 << ST_FILED, DESK, ASK_REASON,
                     N_("Do not receive"), N_("Refuse to receive"), N_("Not received."),
                     N_("Why it is not received"),
                     N_("The submitter reads this at once: say what is wrong and how to put it right.")},
    [DEED_STEP] = {"buoc", "dossier.step", "step", S_OPEN, STEP, 0, "", "", N_("The step is recorded."), "",
                   ""},
    [DEED_SAY_NO] = {"khong-chap-thuan", "dossier.step", "decided", S_OPEN, STEP, ASK_REASON,
                     N_("Refuse the request"), N_("Decide: refused"), N_("Handling is finished."),
                     N_("Why the request is refused"),
                     N_("This is a result: the submitter gets it in writing, with this reason.")},
    [DEED_WITHDRAWAL] = {"tra-loi-rut", "dossier.answer_withdrawal", "", 1 << ST_WITHDRAWN, STEP,
                         ASK_GRANT | ASK_REASON, N_("Answer the request to withdraw"), N_("Send the answer"),
                         N_("The request is answered."), N_("Answer to the submitter"),
                         N_("Say also what happens to a fee already paid.")},
    [DEED_RESUME] = {"tiep-tuc", "dossier.resume", "resumed", 1 << ST_STOPPED, STEP, 0, N_("Resume handling"),
                     N_("Resume handling"), N_("Handling goes on."), "", ""},
    [DEED_RETURN] = {"tra-ket-qua", "dossier.return", "returned", 1 << ST_DONE, DESK, ASK_RETURN,
                     N_("Return the result"), N_("Returned"), N_("The result is returned."), "", ""},
    [DEED_PAID] = {"da-nop-phi", "dossier.paid", "paid", S_OPEN | 1 << ST_PAYMENT, DESK, ASK_PAID,
                   N_("Record a payment"), N_("Paid"), N_("The payment is recorded."), "", ""},
    [DEED_SUPPLEMENT] = {"bo-sung", "dossier.ask_supplement", "supplement_asked", S_OPEN, AGENCY_DESK,
                         ASK_REASON, N_("Ask for a supplement"), N_("Ask the submitter"),
                         N_("The supplement is asked for."), N_("What is missing"),
                         N_("One request lists everything: a supplement is asked for at most once. The clock "
                            "stands still meanwhile.")},
    [DEED_WANT] =
        {"de-nghi-bo-sung", "dossier.want_supplement", "supplement_wanted", S_OPEN, STEP, ASK_REASON,
         N_("Tell the desk what is missing"), N_("Tell the desk"), N_("The desk has been told."),
         N_("What is missing"),
         N_("The desk asks the submitter, once, for everything together. The clock runs on until it does.")},
    [DEED_PAYMENT] = {"nghia-vu-tai-chinh", "dossier.ask_payment", "payment_asked", S_OPEN, STEP,
                      ASK_AMOUNT | ASK_REASON, N_("Ask for a payment"), N_("Ask for a payment"),
                      N_("The payment is asked for."), N_("What it is for"),
                      N_("The clock stands still until it is paid.")},
    [DEED_APOLOGISE] = {"xin-loi", "dossier.apologise", "apologised", S_OPEN, HEAD, ASK_UNTIL | ASK_REASON,
                        N_("Apologise and promise a second date"), N_("Send the apology"),
                        N_("The apology is sent."), N_("Why it takes longer"),
                        N_("Once, before the due time. Figures go on counting by the first promise.")},
    [DEED_TRANSFER] = {"chuyen", "dossier.transfer", "transferred", 1 << ST_FILED | S_OPEN, STEP,
                       ASK_AGENCY | ASK_REASON, N_("Pass to another agency"), N_("Pass it on"),
                       N_("It has been passed on."), N_("Why it is passed on"), ""},
    [DEED_SUSPEND] = {"tam-dung", "dossier.suspend", "suspended", S_OPEN, STEP, ASK_REASON,
                      N_("Suspend handling"), N_("Suspend handling"), N_("Handling is suspended."),
                      N_("Why it is suspended"),
                      N_("The submitter reads this. The clock stands still until handling is resumed.")},
    [DEED_STOP] = {"dung", "dossier.stop", "stopped", S_OPEN | S_WAIT | 1 << ST_STOPPED, STEP, ASK_REASON,
                   N_("Stop handling"), N_("Stop handling for good"), N_("Handling is stopped."),
                   N_("Why it is stopped"), N_("The submitter reads this. It cannot be taken back.")},
};

const char *deed_slug(enum deed what) { return deeds[what].slug; }
const char *deed_title(enum deed what) { return deeds[what].title; }
const char *deed_button(enum deed what) { return deeds[what].button; }
const char *deed_said(enum deed what) { return deeds[what].said; }
bool deed_aside(enum deed what) { return what == DEED_REFUSE || what == DEED_SAY_NO || what >= DEED_PAID; }

enum deed deed_of(str slug) {
    for (int i = 1; i < N_DEEDS; i++)
        if (str_eq(slug, str_c(deeds[i].slug))) return (enum deed)i;
    return DEED_NONE;
}

/* An address may say anything: done is what the dossier's newest event says was done. */
enum deed deed_just_done(struct request *r, const struct desk *k, enum deed said) {
    str last = db_text(r->db,
                       SQL("SELECT what FROM dossier_event"
                           " WHERE dossier = $1 AND what <> 'paper' ORDER BY act DESC, i DESC LIMIT 1"),
                       VN(k->d.n));
    bool decided = said == DEED_STEP && str_is(last, "decided");
    bool answered =
        said == DEED_WITHDRAWAL && (str_is(last, "withdrawn") || str_is(last, "withdrawal_refused"));
    return said && (decided || answered || str_eq(last, str_c(deeds[said].event))) ? said : DEED_NONE;
}

/* ---- who may ---- */

static bool last_step(const struct desk *k) { return k->step && k->step == &k->p->steps[k->p->n_steps - 1]; }

/* Beside the status: what the deed itself needs. */
static bool waits(const struct request *r, const struct desk *k, enum deed what) {
    const struct dossier *d = &k->d;
    if (!(deeds[what].statuses >> d->status & 1) || d->closed_at) return false;
    switch (what) {
    case DEED_SAY_NO: return last_step(k);
    case DEED_RESUME: return d->paused_at > 0;
    case DEED_PAID: return d->fee > 0 && !d->paid_how.n;
    /* an agency pays nothing for what it owes */
    case DEED_PAYMENT: return !d->paid_how.n && !(d->filer.n && !d->fee);
    case DEED_SUPPLEMENT: return !k->asked_up;
    case DEED_WANT: return d->sub == SUB_NONE && !k->asked_up && !has_position(r, r->province->reception);
    case DEED_APOLOGISE: return !d->second_due && r->now <= d->due_at;
    default: return what != DEED_NONE;
    }
}

static str deed_agency(const struct desk *k, enum deed what) {
    return deeds[what].who == DESK || k->d.status == ST_FILED ? k->d.desk : k->d.agency;
}

static str deed_position(const struct request *r, const struct desk *k, enum deed what) {
    if (deeds[what].who == HEAD) return k->p->steps[k->p->n_steps - 1].by;
    return deeds[what].who == STEP && k->step ? k->step->by : r->province->reception;
}

bool deed_may(const struct request *r, const struct desk *k, enum deed what) {
    bool mine = (r->roles & R_OFFICER) && str_eq(r->agency, deed_agency(k, what));
    /* nobody appraises what they declared */
    if (deeds[what].who == STEP && k->d.filer.n && dossier_declared_by(r->db, &k->d, r->who.person))
        return false;
    return mine && waits(r, k, what) && has_position(r, deed_position(r, k, what));
}

/* Up to three who hold a position today. */
static str holders(struct request *r, str agency, str position) {
    struct out o = {0};
    struct rows q = db_ask(r->db,
                           SQL("SELECT DISTINCT p.name FROM grant_ g"
                               " JOIN person p ON p.n = g.person"
                               " WHERE g.agency = $1 AND g.position = $2 AND g.role = 'officer'"
                               " AND g.from_day <= $3 AND (g.until_day = 0 OR g.until_day > $3)"
                               " ORDER BY p.name LIMIT 3"),
                           VT(agency), VT(position), VN(when_day(r->now)));
    while (rows_next(&q)) out_fmt(&o, "%s%.*s", o.n ? ", " : "", STR_ARG(row_text(&q, 0)));
    rows_end(&q);
    return out_all(&o);
}

str deed_actor(struct request *r, const struct desk *k) {
    static const enum deed order[] = {DEED_RECEIVE, DEED_STEP, DEED_WITHDRAWAL, DEED_RESUME, DEED_RETURN};
    enum deed next = DEED_NONE;
    for (size_t i = 0; i < COUNT(order) && !next; i++)
        if (waits(r, k, order[i])) next = order[i];
    if (!next) return (str){0};
    str agency = deed_agency(k, next), position = deed_position(r, k, next),
        names = holders(r, agency, position);
    const struct role *role = role_of(r->province, position);
    str title = role ? pick(r->lang, role->name) : position, at = desk_agency(r, agency, r->now, false);
    return names.n ? str_fmt("%.*s, %.*s (%.*s)", STR_ARG(title), STR_ARG(at), STR_ARG(names))
                   : str_fmt("%.*s, %.*s", STR_ARG(title), STR_ARG(at));
}

/* ---- its questions; their ids hold a hyphen, so that no definition's field can have the same ---- */

static struct field reason_field(const char *label, const char *hint) {
    return (struct field){.id = S("ly-do"),
                          .type = FIELD_LONG_TEXT,
                          .label = say_both(label),
                          .hint = say_both(hint),
                          .required = true,
                          .personal = true,
                          .max = 1000,
                          .has_max = true};
}

static struct field choice_field(str id, const char *label, size_t n) {
    return (struct field){.id = id,
                          .type = FIELD_CHOICE,
                          .label = say_both(label),
                          .required = true,
                          .choices = NEWS(struct choice, n),
                          .n_choices = n};
}

static struct field return_field(void) {
    struct field f = choice_field(S("cach-tra"), N_("How was the result returned"), N_CHANNELS);
    f.choices[CHANNEL_ONLINE] =
        (struct choice){S("online"), say_both(N_("Online: the submitter opens it on the dossier's page"))};
    f.choices[CHANNEL_COUNTER] = (struct choice){S("counter"), say_both(N_("Handed over at the counter"))};
    f.choices[CHANNEL_POST] = (struct choice){S("post"), say_both(N_("Sent by public post"))};
    return f;
}

static struct field paid_field(void) {
    struct field f = choice_field(S("cach-nop"), N_("How was it paid"), N_CHANNELS);
    f.choices[CHANNEL_ONLINE] = (struct choice){S("online"), say_both(N_("Online, by transfer"))};
    f.choices[CHANNEL_COUNTER] = (struct choice){S("counter"), say_both(N_("In cash at the counter"))};
    f.choices[CHANNEL_POST] = (struct choice){S("post"), say_both(N_("Through the public post"))};
    return f;
}

static struct field grant_field(void) {
    return (struct field){.id = S("dong-y"),
                          .type = FIELD_YES_NO,
                          .label = say_both(N_("Do you agree to the withdrawal")),
                          .required = true};
}

static struct field amount_field(void) {
    return (struct field){.id = S("so-tien"),
                          .type = FIELD_NUMBER,
                          .label = say_both(N_("Amount, in đồng")),
                          .required = true,
                          .min = 1,
                          .max = 1000000000000,
                          .has_min = true,
                          .has_max = true};
}

static struct field until_field(void) {
    return (struct field){.id = S("ngay-hen"),
                          .type = FIELD_DATE,
                          .label = say_both(N_("The second date")),
                          .required = true,
                          .min = 0,
                          .max = 366,
                          .has_min = true,
                          .has_max = true};
}

/* The agencies there are today, by code; the one that has it is not offered. */
static struct field agency_field(const struct request *r, const struct desk *k) {
    int today = when_day(r->now);
    const struct province *p = r->province;
    struct field f = choice_field(S("co-quan"), N_("Agency"), p->n_agencies);
    f.n_choices = 0;
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->since > today || (a->until && a->until <= today) || str_eq(a->code, k->d.agency)) continue;
        f.choices[f.n_choices++] = (struct choice){a->code, a->name};
    }
    return f;
}

const struct field *deed_fields(const struct request *r, const struct desk *k, enum deed what,
                                size_t *out_n) {
    unsigned asks = deeds[what].asks;
    *out_n = what == DEED_STEP && k->step ? k->step->n_fields : 0;
    if (*out_n) return k->step->fields;
    struct field *v = NEWS(struct field, 4);
    size_t n = 0;
    if (asks & ASK_GRANT) v[n++] = grant_field();
    if (asks & ASK_AMOUNT) v[n++] = amount_field();
    if (asks & ASK_UNTIL) v[n++] = until_field();
    if (asks & ASK_AGENCY) v[n++] = agency_field(r, k);
    if (asks & ASK_RETURN) v[n++] = return_field();
    if (asks & ASK_PAID) v[n++] = paid_field();
    if (asks & ASK_REASON) v[n++] = reason_field(deeds[what].reason, deeds[what].hint);
    *out_n = n;
    return v;
}

/* ---- to the act ---- */

/* The last minute of office hours on a day. */
static i64 closing(const struct request *r, int day) {
    const struct hours *h = hours_on(&r->province->calendar, day);
    return day_start(day) + (h && h->n_spans ? h->spans[h->n_spans - 1].close : 17 * 60) * MINUTE;
}

static json_t *act_of(const struct request *r, const struct desk *k, enum deed what) {
    json_t *f = json_object();
    unsigned asks = deeds[what].asks;
    i64 amount = 0;
    int day = 0;
    json_put_int(f, "dossier", k->d.n);
    if (asks & ASK_REASON) json_put(f, "reason", json_str(k->typed, "ly-do"));
    if (asks & ASK_RETURN) json_put(f, "how", json_str(k->typed, "cach-tra"));
    if (asks & ASK_PAID) json_put(f, "how", json_str(k->typed, "cach-nop"));
    if (asks & ASK_GRANT) json_put_int(f, "grant", str_is(json_str(k->typed, "dong-y"), "yes"));
    if (asks & ASK_AGENCY) json_put(f, "agency", json_str(k->typed, "co-quan"));
    if (asks & ASK_AMOUNT && str_to_int(json_str(k->typed, "so-tien"), &amount))
        json_put_int(f, "amount", amount);
    if (asks & ASK_UNTIL && day_parse(json_str(k->typed, "ngay-hen"), &day))
        json_put_int(f, "until", closing(r, day));
    if (what == DEED_STEP || what == DEED_SAY_NO) {
        json_t *plain = json_object(), *personal = json_object();
        if (what == DEED_STEP) answers_split(k->step->fields, k->step->n_fields, k->typed, plain, personal);
        else json_put_int(f, "negative", 1);
        json_put(f, "step", k->step->id);
        json_object_set_new(f, "answers", plain);
        json_object_set_new(f, "answers_personal", personal);
    }
    return f;
}

#include "rooms/filing/stale.html.h"

static void went_on(struct request *r, const struct desk *k, i64 seen) {
    struct happening *events;
    size_t n = desk_events(r, k, seen, &events);
    r->status = 409;
    draw_stale(r, k, events, n);
}

/* The same form sent twice: the first has done it. */
static bool sent_before(struct request *r, const struct desk *k) {
    return db_int(r->db,
                  SQL("SELECT j.n FROM " ACTS " AS j"
                      " JOIN dossier_event e ON e.act = j.n"
                      " WHERE j.actor = $1 AND j.key = $2 AND j.kind = $3 AND e.dossier = $4"),
                  VN(r->who.person), VT(k->key), VT(str_c(deeds[k->doing].kind)), VN(k->d.n)) > 0;
}

static void back(struct request *r, const struct desk *k) {
    web_redirect(r, "/can-bo/%s?xong=%s", url_seg(k->d.code), deed_slug(k->doing));
}

static void draw_again(struct request *r, struct desk *k) {
    if (deed_aside(k->doing)) deed_draw(r, k);
    else desk_draw(r, k);
}

/* The page of one deed; what may not be done here and now leads back to the dossier. */
void page_deed_form(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    k->doing = deed_of(r->part[1]);
    if (!deed_aside(k->doing) || !deed_may(r, k, k->doing))
        return web_redirect(r, "/can-bo/%s", url_seg(k->d.code));
    k->key = key_new();
    k->typed = json_object();
    deed_draw(r, k);
}

void page_deed(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    i64 seen = req_int(r, "seen", 0);
    k->doing = deed_of(str_c(strrchr(r->page->path, '/') + 1));
    k->key = req_field(r, "key");
    if (k->key.n < 16) k->key = key_new();
    if (sent_before(r, k)) return back(r, k);
    size_t n = 0;
    /* beside what the form says already */
    k->typed = k->doing == DEED_STEP ? dossier_answers(r->db, &k->d, &k->erased) : json_object();
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    form_read(r, fields, n, k->typed, when_day(r->now), &k->errors);
    if (seen != k->d.last_act || !waits(r, k, k->doing)) return went_on(r, k, seen);
    if (k->errors.n) {
        r->status = 422;
        return draw_again(r, k);
    }
    r->keep = k;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = deeds[k->doing].kind,
                               .actor = r->who.person,
                               .key = k->key,
                               .seen = seen,
                               .fields = act_of(r, k, k->doing)};
}

/* ---- and back ---- */

/* The act names its own fields; the form has its own ids for them. */
static str form_id(str field, enum deed what) {
    static const char *const ids[][2] = {{"reason", "ly-do"},
                                         {"amount", "so-tien"},
                                         {"until", "ngay-hen"},
                                         {"agency", "co-quan"},
                                         {"grant", "dong-y"}};
    if (str_is(field, "how")) return what == DEED_PAID ? S("cach-nop") : S("cach-tra");
    for (size_t i = 0; i < COUNT(ids); i++)
        if (str_eq(field, str_c(ids[i][0]))) return str_c(ids[i][1]);
    return field;
}

void page_deed_done(struct request *r, const struct reply *reply) {
    struct desk *was = r->keep, *k = NEW(struct desk);
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN) return back(r, was);
    if (!desk_open(r, k)) return;
    k->doing = was->doing;
    k->typed = was->typed;
    k->key = was->key;
    if (reply->status == REPLY_STALE || !waits(r, k, k->doing)) return went_on(r, k, was->d.last_act);
    r->status = reply->status == REPLY_BUSY ? 503 : 422;
    size_t n;
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    str field = form_id(reply->field, k->doing),
        why = str_c(reply->why.n ? say(r->lang, str_z(reply->why)) : T("Please try again in a moment"));
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, field)) form_error_add(&k->errors, field, why);
    if (!k->errors.n) form_error_add(&k->errors, S("viec"), why);
    draw_again(r, k);
}
