/* What an officer does to a dossier: who may, which questions it asks, and the way to the act and back. */
#include "desk.h"

static const struct {
    const char *slug, *kind;
} deeds[N_DEEDS] = {
    [DEED_NONE] = {"", ""},
    [DEED_RECEIVE] = {"tiep-nhan", "dossier.receive"},
    [DEED_REFUSE] = {"tu-choi", "dossier.refuse"},
    [DEED_STEP] = {"buoc", "dossier.step"},
    [DEED_SUPPLEMENT] = {"bo-sung", "dossier.ask_supplement"},
    [DEED_RETURN] = {"tra-ket-qua", "dossier.return"},
};

const char *deed_slug(enum deed what) { return deeds[what].slug; }

enum deed deed_of(str slug) {
    for (int i = 1; i < N_DEEDS; i++)
        if (str_eq(slug, str_c(deeds[i].slug))) return (enum deed)i;
    return DEED_NONE;
}

/* An address may say anything: done is what the dossier's newest event says was done. */
enum deed deed_just_done(struct request *r, const struct desk *k, enum deed said) {
    static const char *const events[] = {[DEED_NONE] = "", [DEED_RECEIVE] = "received", [DEED_REFUSE] = "refused", [DEED_STEP] = "step",
                                         [DEED_SUPPLEMENT] = "supplement_asked", [DEED_RETURN] = "returned"};
    str last = db_text(r->db, SQL("SELECT what FROM dossier_event WHERE dossier = $1 AND what <> 'paper' ORDER BY act DESC, i DESC LIMIT 1"), VN(k->d.n));
    bool decided = said == DEED_STEP && str_is(last, "decided");
    return said && (decided || str_eq(last, str_c(events[said]))) ? said : DEED_NONE;
}

/* ---- who may ---- */

static bool waits(const struct dossier *d, enum deed what) {
    switch (what) {
    case DEED_RECEIVE:
    case DEED_REFUSE:
        return d->status == ST_FILED;
    case DEED_STEP:
    case DEED_SUPPLEMENT:
        return d->status == ST_RECEIVED || d->status == ST_HANDLING;
    case DEED_RETURN:
        return d->status == ST_DONE;
    case DEED_NONE:
    case N_DEEDS:
        break;
    }
    return false;
}

/* Reception, refusal and return belong to the desk that received; steps and the supplement to the agency that decides. */
static str deed_agency(const struct desk *k, enum deed what) { return what == DEED_STEP || what == DEED_SUPPLEMENT ? k->d.agency : k->d.desk; }
static str deed_position(const struct desk *k, enum deed what) { return what == DEED_STEP && k->step ? k->step->by : S("reception"); }

bool deed_may(const struct request *r, const struct desk *k, enum deed what) {
    bool mine = (r->who.roles & R_OFFICER) && str_eq(r->who.agency, deed_agency(k, what));
    return mine && waits(&k->d, what) && has_position(r, str_z(deed_position(k, what)));
}

/* Up to three who hold a position today. */
static str holders(struct request *r, str agency, str position) {
    struct out o = {0};
    struct rows q = db_ask(r->db,
                           SQL("SELECT DISTINCT p.name FROM grant_ g JOIN person p ON p.n = g.person WHERE g.agency = $1 AND g.position = $2"
                               " AND g.role = 'officer' AND g.from_day <= $3 AND (g.until_day = 0 OR g.until_day > $3) ORDER BY p.name LIMIT 3"),
                           VT(agency), VT(position), VN(when_day(r->now)));
    while (rows_next(&q)) out_fmt(&o, "%s%.*s", o.n ? ", " : "", STR_ARG(row_text(&q, 0)));
    rows_end(&q);
    return out_all(&o);
}

str deed_actor(struct request *r, const struct desk *k) {
    enum deed next = waits(&k->d, DEED_RECEIVE)  ? DEED_RECEIVE
                     : waits(&k->d, DEED_STEP)   ? DEED_STEP
                     : waits(&k->d, DEED_RETURN) ? DEED_RETURN
                                                 : DEED_NONE;
    if (!next) return (str){0};
    str agency = deed_agency(k, next), position = deed_position(k, next), names = holders(r, agency, position);
    const struct role *role = role_of(r->province, position);
    str title = role ? pick(r->lang, role->name) : position, at = desk_agency(r, agency, r->now, false);
    return names.n ? str_fmt("%.*s, %.*s (%.*s)", STR_ARG(title), STR_ARG(at), STR_ARG(names)) : str_fmt("%.*s, %.*s", STR_ARG(title), STR_ARG(at));
}

/* ---- its questions; their ids hold a hyphen, so that no definition's field can have the same ---- */

static struct words both(const char *msgid) { return (struct words){.vi = str_c(say(LANG_VI, msgid)), .en = str_c(say(LANG_EN, msgid))}; }

static const struct field *reason_field(const char *label, const char *hint) {
    struct field *f = NEW(struct field);
    *f = (struct field){.id = S("ly-do"),
                        .type = FIELD_LONG_TEXT,
                        .label = both(label),
                        .hint = both(hint),
                        .required = true,
                        .personal = true,
                        .max = 1000,
                        .has_max = true};
    return f;
}

static const struct field *how_field(void) {
    struct field *f = NEW(struct field);
    *f = (struct field){
        .id = S("cach-tra"), .type = FIELD_CHOICE, .label = both(N_("How was the result returned")), .required = true, .n_choices = N_CHANNELS};
    f->choices = NEWS(struct choice, N_CHANNELS);
    f->choices[CHANNEL_ONLINE] = (struct choice){S("online"), both(N_("Online: the submitter opens it on the dossier's page"))};
    f->choices[CHANNEL_COUNTER] = (struct choice){S("counter"), both(N_("Handed over at the counter"))};
    f->choices[CHANNEL_POST] = (struct choice){S("post"), both(N_("Sent by public post"))};
    return f;
}

const struct field *deed_fields(const struct request *r, const struct desk *k, enum deed what, size_t *out_n) {
    (void)r;
    *out_n = 1;
    if (what == DEED_REFUSE)
        return reason_field(N_("Why it is not received"), N_("The submitter reads this at once: say what is wrong and how to put it right."));
    if (what == DEED_SUPPLEMENT)
        return reason_field(N_("What is missing"),
                            N_("One request lists everything: a supplement is asked for at most once. The clock stands still meanwhile."));
    if (what == DEED_RETURN) return how_field();
    *out_n = what == DEED_STEP && k->step ? k->step->n_fields : 0;
    return *out_n ? k->step->fields : NULL;
}

/* ---- to the act ---- */

static json_t *act_of(const struct desk *k, enum deed what) {
    json_t *f = json_object();
    json_put_int(f, "dossier", k->d.n);
    if (what == DEED_REFUSE || what == DEED_SUPPLEMENT) json_put(f, "reason", json_str(k->typed, "ly-do"));
    if (what == DEED_RETURN) json_put(f, "how", json_str(k->typed, "cach-tra"));
    if (what == DEED_STEP) {
        json_t *plain = json_object(), *personal = json_object();
        answers_split(k->step->fields, k->step->n_fields, k->typed, plain, personal);
        json_put(f, "step", k->step->id);
        json_object_set_new(f, "answers", plain);
        json_object_set_new(f, "answers_personal", personal);
    }
    return f;
}

#include "service/stale.html.h"

static void went_on(struct request *r, const struct desk *k, i64 seen) {
    struct happening *events;
    size_t n = desk_events(r, k, seen, &events);
    r->status = 409;
    draw_stale(r, k, events, n);
}

/* The same form sent twice: the first has done it. */
static bool sent_before(struct request *r, const struct desk *k) {
    return db_int(r->db, SQL("SELECT j.n FROM journal j JOIN dossier_event e ON e.act = j.n WHERE j.actor = $1 AND j.key = $2 AND j.kind = $3 AND e.dossier = $4"),
                  VN(r->who.person), VT(k->key), VT(str_c(deeds[k->doing].kind)), VN(k->d.n)) > 0;
}

static void back(struct request *r, const struct desk *k) { web_redirect(r, "/can-bo/%s?xong=%s", PART(k->d.code), deed_slug(k->doing)); }

void page_deed(struct request *r) {
    struct desk *k = NEW(struct desk);
    if (!desk_open(r, k)) return;
    i64 seen = req_int(r, "seen", 0);
    k->doing = deed_of(str_c(strrchr(r->page->path, '/') + 1));
    k->key = req_field(r, "key");
    if (k->key.n < 16) k->key = key_new();
    if (sent_before(r, k)) return back(r, k);
    size_t n = 0;
    k->typed = json_object();
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    form_read(r, fields, n, k->typed, when_day(r->now), &k->errors);
    if (seen != k->d.last_act || !waits(&k->d, k->doing)) return went_on(r, k, seen);
    if (k->errors.n) {
        r->status = 422;
        return desk_draw(r, k);
    }
    r->keep = k;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = deeds[k->doing].kind, .actor = r->who.person, .key = k->key, .seen = seen, .fields = act_of(k, k->doing)};
}

/* ---- and back ---- */

/* The act names its own fields; the form has its own ids for them. */
static str form_id(str field) { return str_is(field, "reason") ? S("ly-do") : str_is(field, "how") ? S("cach-tra") : field; }

void page_deed_done(struct request *r, const struct reply *reply) {
    struct desk *was = r->keep, *k = NEW(struct desk);
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN) return back(r, was);
    if (!desk_open(r, k)) return;
    k->doing = was->doing;
    k->typed = was->typed;
    k->key = was->key;
    if (reply->status == REPLY_STALE || !waits(&k->d, k->doing)) return went_on(r, k, was->d.last_act);
    r->status = reply->status == REPLY_BUSY ? 503 : 422;
    size_t n;
    const struct field *fields = deed_fields(r, k, k->doing, &n);
    str field = form_id(reply->field), why = str_c(reply->why.n ? say(r->lang, str_z(reply->why)) : T("Please try again in a moment"));
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, field)) form_error_add(&k->errors, field, why);
    if (!k->errors.n) form_error_add(&k->errors, S("viec"), why);
    desk_draw(r, k);
}
