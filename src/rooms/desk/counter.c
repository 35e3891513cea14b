/* Reception at the counter or by post: the officer chooses procedure and person and fills in the form on one
 * page. One act files and receives the dossier; then the slip is printed. Decree 118/2025: any desk of the
 * province receives. */
#include "desk.h"
#include "base/text.h"
#include "words/number.h"

/* Keys of a counter draft beside the form's answers. No field's id begins with @. */
#define CHANNEL_KEY "@channel"
#define PERSON_KEY "@person"
#define SOUGHT_KEY "@sought"

struct counter { /* one reception under way */
    struct form form;
    struct form *f;
    enum channel channel;
    i64 person; /* the submitter's account; 0 = none found */
    str person_name;
    const struct field *asks; /* questions about the submitter that the form does not ask */
    size_t n_asks;
    i64 arrived; /* when the post came today; 0 = now */
    str refused;
};

/* ---- who and what ---- */

static bool received_here(const struct request *r, const struct procedure *p) {
    int today = when_day(r->now);
    const struct agency *a = agency_on(r->province, r->agency, today);
    if (!a || p->by_agency || !p->service ||
        !(p->channels[CHANNEL_COUNTER].open || p->channels[CHANNEL_POST].open))
        return false;
    return p->any_desk || str_eq(p->decided_agency, a->code) ||
           (p->chosen_from.n && a->level == p->decided_level);
}

enum { ASK_PROCEDURE, ASK_CHANNEL, ASK_PERSON, N_START };

/* The questions of the first page. Everyday procedures head the list. */
static const struct field *start_fields(const struct request *r) {
    struct field *v = NEWS(struct field, N_START);
    const struct province *p = r->province;
    v[ASK_PROCEDURE] = (struct field){.id = S("thu-tuc"),
                                      .type = FIELD_CHOICE,
                                      .required = true,
                                      .label = say_both(N_("Procedure")),
                                      .choices = NEWS(struct choice, p->n_procedures + 1)};
    for (int everyday = 1; everyday >= 0; everyday--)
        for (size_t i = 0; i < p->n_procedures; i++) {
            const struct procedure *q = p->procedures[i];
            if (q->everyday == everyday && received_here(r, q))
                v[ASK_PROCEDURE].choices[v[ASK_PROCEDURE].n_choices++] = (struct choice){q->code, q->name};
        }
    v[ASK_CHANNEL] = (struct field){.id = S("kenh"),
                                    .type = FIELD_CHOICE,
                                    .required = true,
                                    .label = say_both(N_("How it came")),
                                    .n_choices = 2,
                                    .choices = NEWS(struct choice, 2)};
    v[ASK_CHANNEL].choices[0] = (struct choice){S("counter"), say_both(N_("At the counter"))};
    v[ASK_CHANNEL].choices[1] = (struct choice){S("post"), say_both(N_("By public post"))};
    v[ASK_PERSON] = (struct field){
        .id = S("nguoi"),
        .type = FIELD_TEXT,
        .personal = true,
        .max = 20,
        .has_max = true,
        .label = say_both(N_("Personal identification number or phone number of who brings it")),
        .hint = say_both(
            N_("Known here: the form is filled in with their name. Otherwise leave it empty or go on."))};
    return v;
}

/* The digits of an identity or phone number, typed with blanks or dots; empty = not such a number. */
static str number_of(str typed) {
    struct out digits = {0};
    for (size_t i = 0; i < typed.n; i++) {
        if (typed.p[i] >= '0' && typed.p[i] <= '9') out_char(&digits, typed.p[i]);
        else if (!strchr(" .-+", typed.p[i])) return (str){0};
    }
    str d = out_all(&digits);
    return d.n < 9 || d.n > 12 ? (str){0} : d;
}

/* The form's field with this preset ("me.name"), so that nothing is asked twice; NULL = none. */
static const struct field *asked_as(const struct procedure *p, const char *preset) {
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++)
            if (str_eq(p->groups[g].fields[i].preset, str_c(preset))) return &p->groups[g].fields[i];
    return NULL;
}

static str told(const struct counter *c, const char *preset, const char *own) {
    const struct field *f = asked_as(c->f->p, preset);
    return json_str(c->f->d.answers, f ? str_z(f->id) : own);
}

/* The questions beside the form's: the submitter's name and phone, unless account or form has them; by post,
 * when it came. */
static const struct field *own_fields(const struct counter *c, size_t *out_n) {
    struct field *v = NEWS(struct field, 3);
    size_t n = 0;
    if (c->channel == CHANNEL_POST)
        v[n++] = (struct field){.id = S("den-luc"),
                                .type = FIELD_TEXT,
                                .max = 5,
                                .has_max = true,
                                .label = say_both(N_("When it came today")),
                                .hint = say_both(N_("Hour and minute, such as 8:30. Left empty: now."))};
    if (!c->person && !asked_as(c->f->p, "me.name")) {
        v[n++] = (struct field){.id = S("nguoi-nop"),
                                .type = FIELD_PERSON_NAME,
                                .required = true,
                                .personal = true,
                                .label = say_both(N_("Name of who brings it"))};
        v[n++] = (struct field){.id = S("dien-thoai"),
                                .type = FIELD_PHONE,
                                .personal = true,
                                .label = say_both(N_("Their phone number"))};
    }
    *out_n = n;
    return v;
}

/* Reads "8:30", "8h30" or "8g30" of today, not later than now: the clock runs from when the post came. */
static bool arrival_read(str typed, i64 now, i64 *out) {
    i64 hour, minute = 0;
    size_t k = 0;
    *out = 0;
    if (!typed.n) return true;
    while (k < typed.n && typed.p[k] >= '0' && typed.p[k] <= '9') k++;
    if (k == typed.n || !strchr(":hg.", typed.p[k])) return false;
    str rest = {typed.p + k + 1, typed.n - k - 1};
    if (!str_to_int((str){typed.p, k}, &hour) || (rest.n && !str_to_int(rest, &minute))) return false;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    *out = when_of(when_day(now), (int)(hour * 60 + minute));
    return *out <= now;
}

static str last_four(str s) { return !number_of(s).n ? S("—") : (str){s.p + s.n - 4, 4}; }

/* Name and last four digits: enough for the officer to compare with the citizen's card. */
static str person_told(struct request *r, const struct counter *c) {
    struct known who;
    person_known(r->db, c->person, &who);
    return say_fmt(r->lang, "%s (number ending in %s, phone in %s)", str_z(c->person_name),
                   str_z(last_four(who.login)), str_z(last_four(who.phone)));
}

static str first_asked(const struct procedure *p) {
    return p->n_groups && p->groups[0].n_fields ? p->groups[0].fields[0].id : (str){0};
}

static bool shown_here(const struct counter *c, str doc) {
    return json_str(c->f->d.answers, str_z(str_fmt("@shown.%.*s", STR_ARG(doc)))).n > 0;
}

#include "rooms/desk/counter.html.h"

/* ---- the first page ---- */

static bool may_receive(struct request *r) {
    if (has_position(r, r->province->reception)) return true;
    web_error(r, 404, N_("Reception is another officer's"),
              N_("Ask who administers your agency's officers for the position of reception."));
    return false;
}

static void page_counter(struct request *r) {
    struct form_errors none = {0};
    json_t *typed = json_object();
    if (!may_receive(r)) return;
    str wanted = req_field(r, "tt"), channel = req_field(r, "kenh");
    json_put(typed, "kenh", channel.n ? channel : S("counter"));
    if (wanted.n) json_put(typed, "thu-tuc", wanted);
    draw_start(r, typed, &none);
}

static void page_counter_post(struct request *r) {
    struct form_errors errors = {0};
    json_t *typed = json_object();
    if (!may_receive(r)) return;
    form_read(r, start_fields(r), N_START, typed, when_day(r->now), &errors);
    const struct procedure *p = procedure_of(r->province, json_str(typed, "thu-tuc"));
    enum channel channel = CHANNEL_COUNTER;
    if (!errors.n && p && (!channel_parse(json_str(typed, "kenh"), &channel) || !p->channels[channel].open))
        form_error_add(&errors, S("kenh"), str_c(T("This procedure is not received this way.")));
    str typed_number = json_str(typed, "nguoi"), number = number_of(typed_number);
    if (typed_number.n && !number.n)
        form_error_add(&errors, S("nguoi"), str_c(T("Write the 12 digits, or a phone number.")));
    if (errors.n || !p) {
        r->status = 422;
        return draw_start(r, typed, &errors);
    }
    i64 person = number.n ? the_people()->by_number(r->db, number) : 0;
    struct draft d = {.owner = r->who.person,
                      .procedure = p->code,
                      .procedure_act = p->act,
                      .files = json_array(),
                      .key = req_field(r, "key")};
    d.answers = form_presets(r, p, person);
    json_put(d.answers, CHANNEL_KEY, str_c(channel_name(channel)));
    json_put(d.answers, PERSON_KEY, str_fmt("%lld", (long long)person));
    const struct field *id = asked_as(p, number.n == 12 ? "me.citizen_id" : "me.phone");
    if (!person && number.n) json_put(d.answers, SOUGHT_KEY, S("1"));
    if (!person && number.n && id) json_put(d.answers, str_z(id->id), number);
    str draft = scratch_draft_new(r->scratch, &d, r->now);
    if (!draft.n)
        return web_error(r, 409, N_("You have too many unfinished forms"),
                         N_("Finish or delete some of them, then start again."));
    web_redirect(r, "/can-bo/quay/%s", str_z(draft));
}

/* ---- the form ---- */

static bool counter_open(struct request *r, struct counter *c) {
    *c = (struct counter){0};
    c->f = &c->form;
    if (!may_receive(r) || !form_open(r, c->f)) return false;
    json_t *a = c->f->d.answers;
    if (!channel_parse(json_str(a, CHANNEL_KEY), &c->channel) || c->channel == CHANNEL_ONLINE ||
        c->f->d.dossier) {
        web_redirect(r, "/nhap/%s", str_z(c->f->d.id)); /* an online form: its own pages */
        return false;
    }
    str_to_int(json_str(a, PERSON_KEY), &c->person);
    c->person_name = person_name(r->db, c->person);
    c->asks = own_fields(c, &c->n_asks);
    return true;
}

static void page_counter_form(struct request *r) {
    struct counter c;
    if (counter_open(r, &c)) draw_counter(r, &c);
}

/* Reads answers and uploads. Each required paper must be scanned or ticked as shown. */
static void counter_read(struct request *r, struct counter *c) {
    struct form *f = c->f;
    form_read(r, c->asks, c->n_asks, f->d.answers, f->day, &f->errors);
    if (!arrival_read(json_str(f->d.answers, "den-luc"), r->now, &c->arrived))
        form_error_add(&f->errors, S("den-luc"),
                       str_c(T("Write an hour and minute of today that has passed, such as 8:30.")));
    for (size_t g = 0; g < f->p->n_groups; g++)
        form_read(r, f->p->groups[g].fields, f->p->groups[g].n_fields, f->d.answers, f->day, &f->errors);
    uploads_take(r, f);
    for (size_t i = 0; i < f->p->n_documents; i++) {
        const struct document *doc = &f->p->documents[i];
        bool shown = req_field(r, str_z(str_fmt("shown.%.*s", STR_ARG(doc->id)))).n > 0;
        json_put(f->d.answers, str_z(str_fmt("@shown.%.*s", STR_ARG(doc->id))), shown ? S("1") : S(""));
        if (!doc->required || shown || paper_there(r, f, doc->id)) continue;
        form_error_add(
            &f->errors, doc->id,
            say_fmt(r->lang, "Scan it, or tick that it was shown: %s", str_z(pick(r->lang, doc->label))));
    }
}

static json_t *counter_fields(struct request *r, struct counter *c) {
    json_t *fields = filing_fields(r, c->f), *shown = json_array();
    if (!fields) return NULL;
    for (size_t i = 0; i < c->f->p->n_documents; i++)
        if (shown_here(c, c->f->p->documents[i].id))
            json_array_append_new(shown, json_text(c->f->p->documents[i].id));
    json_put(fields, "channel", str_c(channel_name(c->channel)));
    json_put_int(fields, "submitter", c->person);
    json_put(fields, "submitter_name", c->person ? c->person_name : told(c, "me.name", "nguoi-nop"));
    json_put(fields, "phone", told(c, "me.phone", "dien-thoai"));
    json_put(fields, "citizen_id", told(c, "me.citizen_id", "none"));
    json_put_int(fields, "receive", 1);
    json_object_set_new(fields, "shown", shown);
    return fields;
}

static void page_counter_form_post(struct request *r) {
    struct counter *c = NEW(struct counter);
    struct draft d;
    /* sent twice: the first request has deleted the draft; its dossier is in hand */
    if (!scratch_draft_load(r->scratch, r->part[0], r->who.person, &d))
        return web_redirect(r, "/can-bo?viec=xu-ly");
    if (!counter_open(r, c)) return;
    counter_read(r, c);
    if (!scratch_draft_save(r->scratch, &c->f->d, r->now))
        return web_error(r, 503, N_("Your answers could not be saved"),
                         N_("Please go back and try again in a moment."));
    if (c->f->errors.n) {
        r->status = 422;
        return draw_counter(r, c);
    }
    json_t *fields = counter_fields(r, c);
    if (!fields)
        return web_error(r, 503, N_("A paper could not be stored"),
                         N_("Nothing is lost: your form is saved. Please try again in a moment."));
    r->keep = c;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = "dossier.file",
                               .actor = r->who.person,
                               .key = c->f->d.id,
                               .happened_at = c->arrived,
                               .fields = fields};
}

static void page_counter_filed(struct request *r, const struct reply *reply) {
    struct counter *c = r->keep;
    if (reply->status != REPLY_OK && reply->status != REPLY_AGAIN) {
        c->refused = str_c(say(r->lang, str_z(reply->why)));
        r->status = reply->status == REPLY_BUSY ? 503 : 409;
        return draw_counter(r, c);
    }
    scratch_draft_filed(r->scratch, &c->f->d);
    web_redirect(r, "/can-bo/%s?xong=tiep-nhan", url_seg(json_str(reply->result, "code")));
}

/* ---- the pages ---- */

static const struct input in_counter[] = {{"tt", 40}, {"kenh", 10}},
                          in_counter_post[] = {{"key", 100}, {"answers.*", 400}};
static const struct input in_counter_form[] = {{"key", 100}, {"answers.*", 8100}, {"shown.*", 4}};

const struct page counter_pages[] = {
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
    {0},
};
