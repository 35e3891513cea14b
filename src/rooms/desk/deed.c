/* Deeds: what an officer may do to a dossier, the questions each asks, and the way to its act and back.
 * Officer and status are judged by the act's rule (dossier/rule.h). */
#include "desk.h"

#include "journal/view.h"

/* ---- conditions beside the rule ---- */

static bool last_step(const struct request *r, const struct desk *k) {
    (void)r;
    return k->step && k->step == &k->p->steps[k->p->n_steps - 1];
}

static bool waits_to_resume(const struct request *r, const struct desk *k) {
    (void)r;
    return k->d.paused_at > 0;
}

static bool to_be_paid(const struct request *r, const struct desk *k) {
    (void)r;
    return k->d.fee > 0 && !k->d.paid_how.n;
}

/* An agency pays nothing for its own duties. */
static bool fee_open(const struct request *r, const struct desk *k) {
    (void)r;
    return !k->d.paid_how.n && !(k->d.filer.n && !k->d.fee);
}

static bool supplement_left(const struct request *r, const struct desk *k) {
    (void)r;
    return !k->no_supplement_left;
}

/* Only for officers without reception: reception itself asks the submitter (DEED_SUPPLEMENT). */
static bool desk_not_told(const struct request *r, const struct desk *k) {
    return k->d.sub == SUB_NONE && !k->no_supplement_left && !has_position(r, r->province->reception);
}

static bool in_time(const struct request *r, const struct desk *k) {
    return !k->d.second_due && r->now <= k->d.due_at;
}

/* ---- the deeds ---- */

static const char *const ways_back[] = {"online",  N_("Online: the submitter opens it on the dossier's page"),
                                        "counter", N_("Handed over at the counter"),
                                        "post",    N_("Sent by public post"),
                                        NULL},
                         *const ways_paid[] = {
                             "online", N_("Online, by transfer"),     "counter", N_("In cash at the counter"),
                             "post",   N_("Through the public post"), NULL};

const struct deed deeds[] = {
    [DEED_NONE] = {.slug = ""},
    [DEED_RECEIVE] = {.slug = "tiep-nhan",
                      .act = "dossier.receive",
                      .done = {"received"},
                      .title = N_("Receive a dossier"),
                      .button = N_("Receive"),
                      .said = N_("Received.")},
    [DEED_REFUSE] = {.slug = "tu-choi",
                     .act = "dossier.refuse",
                     .done = {"refused"},
                     .aside = true,
                     .class = "danger",
                     .reason = N_("Why it is not received"),
                     .hint =
                         N_("The submitter reads this at once: say what is wrong and how to put it right."),
                     .title = N_("Do not receive"),
                     .button = N_("Refuse to receive"),
                     .said = N_("Not received.")},
    [DEED_STEP] = {.slug = "buoc",
                   .act = "dossier.step",
                   .done = {"step", "decided"},
                   .title = N_("Do a step"),
                   .button = N_("Done, to the next step"),
                   .said = N_("The step is recorded.")},
    [DEED_SAY_NO] = {.slug = "khong-chap-thuan",
                     .act = "dossier.step",
                     .done = {"decided"},
                     .aside = true,
                     .class = "danger",
                     .reason = N_("Why the request is refused"),
                     .hint = N_("This is a result: the submitter gets it in writing, with this reason."),
                     .title = N_("Refuse the request"),
                     .button = N_("Decide: refused"),
                     .said = N_("Handling is finished."),
                     .fits = last_step},
    [DEED_WITHDRAWAL] = {.slug = "tra-loi-rut",
                         .act = "dossier.answer_withdrawal",
                         .done = {"withdrawn", "withdrawal_refused"},
                         .asks = {{"grant", FIELD_YES_NO, .label = N_("Do you agree to the withdrawal")}},
                         .reason = N_("Answer to the submitter"),
                         .hint = N_("Say also what happens to a fee already paid."),
                         .title = N_("Answer the request to withdraw"),
                         .button = N_("Send the answer"),
                         .said = N_("The request is answered.")},
    [DEED_RESUME] = {.slug = "tiep-tuc",
                     .act = "dossier.resume",
                     .done = {"resumed"},
                     .title = N_("Resume handling"),
                     .button = N_("Resume handling"),
                     .said = N_("Handling goes on."),
                     .fits = waits_to_resume},
    [DEED_RETURN] = {.slug = "tra-ket-qua",
                     .act = "dossier.return",
                     .done = {"returned"},
                     .asks = {{"how", FIELD_CHOICE, .label = N_("How was the result returned"),
                               .choices = ways_back}},
                     .title = N_("Return the result"),
                     .button = N_("Returned"),
                     .said = N_("The result is returned.")},
    [DEED_PAID] = {.slug = "da-nop-phi",
                   .act = "dossier.paid",
                   .done = {"paid"},
                   .aside = true,
                   .class = "big",
                   .asks = {{"how", FIELD_CHOICE, .label = N_("How was it paid"), .choices = ways_paid}},
                   .title = N_("Record a payment"),
                   .button = N_("Paid"),
                   .said = N_("The payment is recorded."),
                   .fits = to_be_paid},
    [DEED_SUPPLEMENT] = {.slug = "bo-sung",
                         .act = "dossier.ask_supplement",
                         .done = {"supplement_asked"},
                         .aside = true,
                         .class = "danger",
                         .reason = N_("What is missing"),
                         .hint = N_("One request lists everything: a supplement is asked for at most once. "
                                    "The clock stands still meanwhile."),
                         .title = N_("Ask for a supplement"),
                         .button = N_("Ask the submitter"),
                         .said = N_("The supplement is asked for."),
                         .fits = supplement_left},
    {.slug = "de-nghi-bo-sung",
     .act = "dossier.want_supplement",
     .done = {"supplement_wanted"},
     .aside = true,
     .class = "danger",
     .reason = N_("What is missing"),
     .hint =
         N_("The desk asks the submitter, once, for everything together. The clock runs on until it does."),
     .title = N_("Tell the desk what is missing"),
     .button = N_("Tell the desk"),
     .said = N_("The desk has been told."),
     .fits = desk_not_told},
    {.slug = "nghia-vu-tai-chinh",
     .act = "dossier.ask_payment",
     .done = {"payment_asked"},
     .aside = true,
     .class = "danger",
     .asks = {{"amount", FIELD_NUMBER, .label = N_("Amount, in đồng"), .max = 1000000000000}},
     .reason = N_("What it is for"),
     .hint = N_("The clock stands still until it is paid."),
     .title = N_("Ask for a payment"),
     .button = N_("Ask for a payment"),
     .said = N_("The payment is asked for."),
     .fits = fee_open},
    {.slug = "xin-loi",
     .act = "dossier.apologise",
     .done = {"apologised"},
     .aside = true,
     .class = "danger",
     .asks = {{"until", FIELD_DATE, .label = N_("The second date"), .max = 366}},
     .reason = N_("Why it takes longer"),
     .hint = N_("Once, before the due time. Figures go on counting by the first promise."),
     .title = N_("Apologise and promise a second date"),
     .button = N_("Send the apology"),
     .said = N_("The apology is sent."),
     .fits = in_time},
    {.slug = "chuyen",
     .act = "dossier.transfer",
     .done = {"transferred"},
     .aside = true,
     .class = "danger",
     .asks = {{"agency", FIELD_AGENCY, .label = N_("Agency")}},
     .reason = N_("Why it is passed on"),
     .title = N_("Pass to another agency"),
     .button = N_("Pass it on"),
     .said = N_("It has been passed on.")},
    {.slug = "tam-dung",
     .act = "dossier.suspend",
     .done = {"suspended"},
     .aside = true,
     .class = "danger",
     .reason = N_("Why it is suspended"),
     .hint = N_("The submitter reads this. The clock stands still until handling is resumed."),
     .title = N_("Suspend handling"),
     .button = N_("Suspend handling"),
     .said = N_("Handling is suspended.")},
    {.slug = "dung",
     .act = "dossier.stop",
     .done = {"stopped"},
     .aside = true,
     .class = "danger",
     .reason = N_("Why it is stopped"),
     .hint = N_("The submitter reads this. It cannot be taken back."),
     .title = N_("Stop handling"),
     .button = N_("Stop handling for good"),
     .said = N_("Handling is stopped.")},
};
const size_t n_deeds = COUNT(deeds);

size_t deed_of(str slug) {
    for (size_t i = 1; i < n_deeds; i++)
        if (str_eq(slug, str_c(deeds[i].slug))) return i;
    return DEED_NONE;
}

/* The address may claim any deed was done; the dossier's newest event must confirm it. */
size_t deed_just_done(struct request *r, const struct desk *k, size_t said) {
    str last = db_text(r->db,
                       SQL("SELECT what FROM " DOSSIER_EVENTS " AS e"
                           " WHERE dossier = $1 AND what <> 'paper' ORDER BY act DESC, i DESC LIMIT 1"),
                       VN(k->d.n));
    for (size_t i = 0; i < COUNT(deeds[said].done) && deeds[said].done[i]; i++)
        if (str_eq(last, str_c(deeds[said].done[i]))) return said;
    return DEED_NONE;
}

/* ---- who may ---- */

static const struct rule *deed_rule(size_t deed) { return rule_of(deeds[deed].act); }

static bool deed_possible(const struct request *r, const struct desk *k, size_t deed) {
    return deed != DEED_NONE && rule_applies(deed_rule(deed), &k->d) &&
           (!deeds[deed].fits || deeds[deed].fits(r, k));
}

bool deed_may(const struct request *r, const struct desk *k, size_t deed) {
    if (!(r->roles & R_OFFICER) || !deed_possible(r, k, deed)) return false;
    const struct rule *rule = deed_rule(deed);
    /* nobody appraises a figure that they declared */
    if (rule->who == STEP && k->d.filer.n && dossier_declared_by(r->db, &k->d, r->who.person)) return false;
    return str_eq(r->agency, rule_agency(rule, &k->d)) &&
           has_position(r, rule_position(rule, &k->d, k->p, r->province));
}

str deed_actor(struct request *r, const struct desk *k) {
    size_t next = DEED_NONE;
    for (size_t i = 1; i < n_deeds && !next; i++)
        if (!deeds[i].aside && deed_possible(r, k, i)) next = i;
    if (!next) return (str){0};
    const struct rule *rule = deed_rule(next);
    str agency = rule_agency(rule, &k->d), position = rule_position(rule, &k->d, k->p, r->province),
        names = the_people()->holders(r->db, agency, position, when_day(r->now));
    const struct role *role = role_of(r->province, position);
    str title = role ? pick(r->lang, role->name) : position, at = agency_name(r, agency, r->now);
    return names.n ? str_fmt("%.*s, %.*s (%.*s)", STR_ARG(title), STR_ARG(at), STR_ARG(names))
                   : str_fmt("%.*s, %.*s", STR_ARG(title), STR_ARG(at));
}

/* ---- its questions ---- */

/* Offers the agencies that exist today, without the one that has the dossier. */
static void agencies_offered(const struct request *r, const struct desk *k, struct field *f) {
    int today = when_day(r->now);
    const struct province *p = r->province;
    f->type = FIELD_CHOICE;
    f->choices = NEWS(struct choice, p->n_agencies + 1);
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->since > today || (a->until && a->until <= today) || str_eq(a->code, k->d.agency)) continue;
        f->choices[f->n_choices++] = (struct choice){a->code, a->name};
    }
}

static void choices_offered(const char *const *pairs, struct field *f) {
    while (pairs[2 * f->n_choices]) f->n_choices++;
    f->choices = NEWS(struct choice, f->n_choices);
    for (size_t i = 0; i < f->n_choices; i++)
        f->choices[i] = (struct choice){str_c(pairs[2 * i]), say_both(pairs[2 * i + 1])};
}

static struct field field_of(const struct request *r, const struct desk *k, const struct question *q) {
    bool number = q->type == FIELD_NUMBER;
    struct field f = {.id = str_c(q->id),
                      .type = q->type,
                      .label = say_both(q->label),
                      .hint = say_both(q->hint ? q->hint : ""),
                      .required = true,
                      .personal = q->type == FIELD_LONG_TEXT,
                      .min = number,
                      .has_min = number || q->type == FIELD_DATE,
                      .max = q->max,
                      .has_max = q->max > 0};
    if (q->type == FIELD_AGENCY) agencies_offered(r, k, &f);
    if (q->choices) choices_offered(q->choices, &f);
    return f;
}

const struct field *deed_fields(const struct request *r, const struct desk *k, size_t deed, size_t *out_n) {
    const struct deed *x = &deeds[deed];
    *out_n = deed == DEED_STEP && k->step ? k->step->n_fields : 0;
    if (*out_n) return k->step->fields;
    struct field *v = NEWS(struct field, COUNT(x->asks) + 1);
    while (*out_n < COUNT(x->asks) && x->asks[*out_n].id)
        v[*out_n] = field_of(r, k, &x->asks[*out_n]), ++*out_n;
    struct question reason = {"reason", FIELD_LONG_TEXT, x->reason, x->hint, .max = 1000};
    if (x->reason) v[(*out_n)++] = field_of(r, k, &reason);
    return v;
}

/* ---- to the act ---- */

/* When the office closes on a day. */
static i64 closing(const struct request *r, int day) {
    const struct hours *h = hours_on(&r->province->calendar, day);
    return day_start(day) + (h && h->n_spans ? h->spans[h->n_spans - 1].close : 17 * 60) * MINUTE;
}

/* An answer as the act's field: a promised day becomes the moment when the office closes. */
static void answer_put(const struct request *r, json_t *f, const struct field *q, str answer) {
    const char *id = str_z(q->id);
    i64 n = 0;
    int day = 0;
    if (q->type == FIELD_YES_NO) json_put_int(f, id, str_is(answer, "yes"));
    else if (q->type == FIELD_NUMBER && str_to_int(answer, &n)) json_put_int(f, id, n);
    else if (q->type == FIELD_DATE && day_parse(answer, &day)) json_put_int(f, id, closing(r, day));
    else json_put(f, id, answer);
}

/* Fields of dossier.step: the answers to the step's questions; a refusal has only its reason. */
static void step_put(const struct desk *k, json_t *f) {
    json_t *plain = json_object(), *personal = json_object();
    if (k->doing == DEED_STEP) answers_split(k->step->fields, k->step->n_fields, k->typed, plain, personal);
    else json_put_int(f, "negative", 1);
    json_put(f, "step", k->step->id);
    json_object_set_new(f, "answers", plain);
    json_object_set_new(f, "answers_personal", personal);
}

static json_t *deed_act(const struct request *r, const struct desk *k) {
    json_t *f = json_object();
    json_put_int(f, "dossier", k->d.n);
    if (k->doing == DEED_STEP || k->doing == DEED_SAY_NO) step_put(k, f);
    size_t n = 0;
    const struct field *q = deed_fields(r, k, k->doing, &n);
    for (size_t i = 0; k->doing != DEED_STEP && i < n; i++)
        answer_put(r, f, &q[i], json_str(k->typed, str_z(q[i].id)));
    return f;
}

#include "rooms/desk/stale.html.h"

static void answer_stale(struct request *r, const struct desk *k, i64 seen) {
    struct timeline_line *events;
    size_t n = desk_events(r, desk_reading(k), seen, &events);
    r->status = 409;
    draw_stale(r, k, events, n);
}

/* Whether the same form was sent before and its act done. */
static bool sent_before(struct request *r, const struct desk *k) {
    return db_int(r->db,
                  SQL("SELECT j.n FROM " ACTS " AS j"
                      " JOIN " DOSSIER_EVENTS " AS e ON e.act = j.n"
                      " WHERE j.actor = $1 AND j.key = $2 AND j.kind = $3 AND e.dossier = $4"),
                  VN(r->who.person), VT(k->key), VT(str_c(deeds[k->doing].act)), VN(k->d.n)) > 0;
}

static void back_to_dossier(struct request *r, const struct desk *k) {
    web_redirect(r, "/can-bo/%s?xong=%s", url_seg(k->d.code), deeds[k->doing].slug);
}

static void draw_again(struct request *r, struct desk *k) {
    if (deeds[k->doing].aside) deed_draw(r, k);
    else desk_draw(r, k);
}

/* The page of one deed. Leads back to the dossier when the deed is not possible now. */
static void page_deed_form(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    k->doing = deed_of(r->part[1]);
    if (!deeds[k->doing].aside || !deed_may(r, k, k->doing))
        return web_redirect(r, "/can-bo/%s", url_seg(k->d.code));
    k->key = key_new();
    k->typed = json_object();
    deed_draw(r, k);
}

static void page_deed(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    i64 seen = req_int(r, "seen", 0);
    k->doing = (size_t)r->page->which;
    k->key = req_field(r, "key");
    if (k->key.n < 16) k->key = key_new();
    if (sent_before(r, k)) return back_to_dossier(r, k);
    size_t n = 0;
    /* a step is checked together with the form's answers */
    k->typed = k->doing == DEED_STEP ? dossier_answers(r->db, &k->d, &k->erased) : json_object();
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    form_read(r, fields, n, k->typed, when_day(r->now), &k->errors);
    if (seen != k->d.last_act || !deed_possible(r, k, k->doing)) return answer_stale(r, k, seen);
    if (k->errors.n) {
        r->status = 422;
        return draw_again(r, k);
    }
    r->keep = k;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = deeds[k->doing].act,
                               .actor = r->who.person,
                               .key = k->key,
                               .seen = seen,
                               .fields = deed_act(r, k)};
}

/* ---- and back ---- */

static void page_deed_done(struct request *r, const struct reply *reply) {
    struct desk *was = r->keep, *k = NEW(struct desk);
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN) return back_to_dossier(r, was);
    if (!desk_open(r, k)) return;
    k->doing = was->doing;
    k->typed = was->typed;
    k->key = was->key;
    if (reply->status == REPLY_STALE || !deed_possible(r, k, k->doing))
        return answer_stale(r, k, was->d.last_act);
    r->status = reply->status == REPLY_BUSY ? 503 : 422;
    size_t n;
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    str why = str_c(reply->why.n ? say(r->lang, str_z(reply->why)) : T("Please try again in a moment"));
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, reply->field)) form_error_add(&k->errors, reply->field, why);
    if (!k->errors.n) form_error_add(&k->errors, S("viec"), why);
    draw_again(r, k);
}

/* ---- the pages ---- */

static const struct input in_deed[] = {{"key", 100}, {"seen", 20}, {"answers.*", 8100}};

struct page deed_pages[COUNT(deeds) + 1] = {
    {.method = "GET",
     .path = "/can-bo/{}/viec/{}",
     .who = R_OFFICER,
     .en = N_("Something else to be done to a dossier"),
     .handle = page_deed_form},
};

__attribute__((constructor)) static void deed_pages_make(void) {
    static char paths[COUNT(deeds)][40];
    for (size_t i = 1; i < COUNT(deeds); i++) {
        snprintf(paths[i], sizeof paths[i], "/can-bo/{}/%s", deeds[i].slug);
        deed_pages[i] = (struct page){.method = "POST",
                                      .path = paths[i],
                                      .who = R_OFFICER,
                                      .en = deeds[i].title,
                                      INPUTS(in_deed),
                                      .which = (int)i,
                                      .handle = page_deed,
                                      .acted = page_deed_done};
    }
}
