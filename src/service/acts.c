/* What may happen to a dossier: filed, received or refused, steps, supplement, decision, return. Rules: ONE-STOP; Decrees 61/2018 and 118/2025. */
#include "dossier.h"
#include "../base/text.h"

/* ---- what every act here does ---- */

static void put_text(json_t *o, const char *k, str s) { json_put(o, k, s); }

/* Appends an event row, and the same into the result: figures read the rows, and the journal can contradict them. */
static void event(struct act *a, const struct dossier *d, const char *what, int status, bool wholly_online, bool late) {
    json_t *events = json_object_get(a->result, "events");
    if (!events) json_object_set_new(a->result, "events", events = json_array());
    int day = when_day(a->happened_at);
    str month = month_iso(day), channel = str_c(channel_name(d->channel));
    i64 i = (i64)json_array_size(events);
    json_t *e = json_object();
    json_put_int(e, "dossier", d->n);
    put_text(e, "what", str_c(what));
    json_put_int(e, "status", status);
    json_put_int(e, "happened_at", a->happened_at);
    json_put_int(e, "day", day);
    put_text(e, "month", month);
    put_text(e, "procedure", d->procedure);
    put_text(e, "desk", d->desk);
    put_text(e, "agency", d->agency);
    put_text(e, "unit", d->unit);
    put_text(e, "channel", channel);
    json_put_int(e, "wholly_online", wholly_online);
    json_put_int(e, "late", late);
    json_array_append_new(events, e);
    db_run(a->db,
           SQL("INSERT INTO dossier_event (act, i, dossier, what, status, happened_at, day, month, procedure, desk, agency, unit, channel,"
               " wholly_online, late) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"),
           VN(a->n), VN(i), VN(d->n), VT(str_c(what)), VN(status), VN(a->happened_at), VN(day), VT(month), VT(d->procedure), VT(d->desk),
           VT(d->agency), VT(d->unit), VT(channel), VN(wholly_online), VN(late));
}

/* The dossier an act is about: there, unchanged since the actor looked, in one of the statuses (bits), and not before its last event. */
static bool subject(struct act *a, struct dossier *d, unsigned statuses) {
    if (!dossier_load(a->db, act_int(a, "dossier"), d)) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return false;
    }
    if (act_stale(a, d->last_act)) return false;
    if (!(statuses >> d->status & 1)) {
        act_refuse(a, N_("The dossier is no longer in a state where this can be done."), "dossier");
        return false;
    }
    i64 last = db_int(a->db, SQL("SELECT MAX(happened_at) FROM dossier_event WHERE dossier = $1"), VN(d->n));
    if (a->happened_at < last) {
        act_refuse(a, N_("This cannot have happened before what is already recorded."), "happened_at");
        return false;
    }
    return true;
}
#define IN(status) (1u << (status))

static bool officer_may(struct act *a, str agency, str position) {
    bool good = (a->actor.roles & R_OFFICER) && str_eq(a->actor.agency, agency) && actor_holds(&a->actor, position);
    if (!good) act_refuse(a, N_("This is done by another officer."), NULL);
    return good;
}

/* Which definition the dossier stands under; a journal that names one nobody adopted cannot be applied. */
static const struct procedure *pinned(struct act *a, const struct dossier *d) {
    const struct procedure *p = procedure_at(a->db, d->procedure, d->procedure_act);
    if (!p) act_refuse(a, N_("The procedure's definition is missing."), "dossier");
    return p;
}

/* Rows that hold the state; the caller sets what changed. */
static void store_state(struct act *a, const struct dossier *d) {
    db_run(a->db,
           SQL("UPDATE dossier SET status = $2, step = $3, received_at = $4, due_at = $5, first_due = $6, unsure_day = $7, paused_at = $8,"
               " decided_at = $9, returned_at = $10, answers_act = $11, last_act = $12 WHERE n = $1"),
           VN(d->n), VN(d->status), VT(d->step), VN(d->received_at), VN(d->due_at), VN(d->first_due), VN(d->unsure_day), VN(d->paused_at),
           VN(d->decided_at), VN(d->returned_at), VN(d->answers_act), VN(a->n));
}

/* ---- answers and papers ---- */

static json_t *all_answers(const struct act *a) {
    json_t *all = json_object();
    json_object_update(all, act_json(a, "answers"));
    if (act_json(a, "answers_personal")) json_object_update(all, act_json(a, "answers_personal"));
    return all;
}

static bool fields_right(struct act *a, const struct field *fields, size_t n, const json_t *answers, size_t *known) {
    for (size_t i = 0; i < n; i++) {
        const char *id = str_z(fields[i].id);
        if (json_object_get(answers, id)) ++*known;
        if (!field_asked(&fields[i], answers)) continue;
        const char *wrong = field_check(&fields[i], answers, when_day(a->happened_at), a->province);
        if (wrong) {
            act_refuse(a, wrong, id);
            return false;
        }
        if (json_object_get(act_json(a, fields[i].personal ? "answers" : "answers_personal"), id)) {
            act_refuse(a, N_("A personal answer stands where it could not be erased."), id);
            return false;
        }
    }
    return true;
}

static bool answers_right(struct act *a, const struct procedure *p, const json_t *answers) {
    size_t known = 0;
    for (size_t g = 0; g < p->n_groups; g++)
        if (!fields_right(a, p->groups[g].fields, p->groups[g].n_fields, answers, &known)) return false;
    if (known == json_object_size(answers)) return true;
    act_refuse(a, N_("The form holds an answer to a question that was not asked."), "answers");
    return false;
}

static bool accepted(const struct document *doc, str type, i64 bytes) {
    u32 bit = str_is(type, "pdf") ? ACCEPT_PDF : str_is(type, "jpg") ? ACCEPT_JPG : str_is(type, "png") ? ACCEPT_PNG : 0;
    return doc && (doc->accept & bit) && bytes > 0 && bytes <= doc->max_bytes;
}

/* Each paper sent is one the procedure knows, of a kind and size it takes. */
static bool files_accepted(struct act *a, const struct procedure *p) {
    json_t *f;
    size_t i;
    u8 raw[32];
    json_array_foreach(act_json(a, "files"), i, f) {
        const struct document *doc = procedure_document(p, json_str(f, "doc"));
        if (accepted(doc, json_str(f, "type"), json_int(f, "bytes")) && unhex(json_str(f, "sha"), raw, sizeof raw)) continue;
        act_refuse(a, N_("A paper is of a kind or size that is not accepted."), "files");
        return false;
    }
    return true;
}

static bool files_right(struct act *a, const struct procedure *p) {
    json_t *files = act_json(a, "files"), *f;
    size_t i;
    if (!files_accepted(a, p)) return false;
    for (size_t k = 0; k < p->n_documents; k++) {
        bool there = false;
        json_array_foreach(files, i, f) there |= str_eq(json_str(f, "doc"), p->documents[k].id);
        if (there || !p->documents[k].required) continue;
        act_refuse(a, N_("A required paper is missing."), str_z(p->documents[k].id));
        return false;
    }
    return true;
}

static void store_files(struct act *a, i64 dossier) {
    json_t *files = act_json(a, "files"), *names = act_json(a, "file_names"), *f;
    size_t i;
    json_array_foreach(files, i, f) {
        const json_t *name = json_array_get(names, i);
        db_run(a->db, SQL("INSERT INTO dossier_file (act, i, dossier, doc, sha, bytes, type, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"), VN(a->n),
               VN((i64)i), VN(dossier), VT(json_str(f, "doc")), VT(json_str(f, "sha")), VN(json_int(f, "bytes")), VT(json_str(f, "type")),
               act_erased(a) ? VNIL : VT(str_c(json_string_value(name))));
    }
}

/* ---- dossier.file ---- */

static bool choose_agency(struct act *a, const struct procedure *p, const json_t *answers, struct dossier *d) {
    int day = when_day(a->happened_at);
    const struct agency *agency = NULL;
    if (p->chosen_from.n) {
        d->unit = act_decide_text(a, "unit", json_str(answers, str_z(p->chosen_from)));
        agency = agency_for_unit(a->province, d->unit, day);
    } else {
        agency = agency_on(a->province, p->decided_agency, day);
        if (agency) d->unit = act_decide_text(a, "unit", agency->unit);
    }
    if (!agency) {
        act_refuse(a, N_("No agency decides this for the place chosen on that day."), str_z(p->chosen_from));
        return false;
    }
    d->agency = act_decide_text(a, "agency", agency->code);
    d->desk = act_text(a, "desk");
    if (!d->desk.n) d->desk = d->agency;
    if (!agency_on(a->province, d->desk, day) || (!p->any_desk && !str_eq(d->desk, d->agency))) {
        act_refuse(a, N_("This desk does not receive this procedure."), "desk");
        return false;
    }
    return true;
}

/* {desk}-{yyMMdd}-{counter}: per desk and day, four digits and more when needed. */
static str next_code(struct act *a, str desk) {
    int day = when_day(a->happened_at);
    struct civil c = day_civil(day);
    i64 n = db_int(a->db, SQL("INSERT INTO code_counter (desk, day, n) VALUES ($1, $2, 1) ON CONFLICT (desk, day) DO UPDATE SET n = code_counter.n + 1"
                              " RETURNING n"), VT(desk), VN(day));
    return act_decide_text(a, "code", str_fmt("%.*s-%02d%02d%02d-%04lld", STR_ARG(desk), c.year % 100, c.month, c.day, (long long)n));
}

static void insert_dossier(struct act *a, const struct dossier *d) {
    bool gone = act_erased(a);
    db_run(a->db,
           SQL("INSERT INTO dossier (n, code, procedure, procedure_act, desk, agency, unit, channel, submitter, submitter_name, owner_name,"
               " owner_fold, phone, status, step, filed_at, reply_by, received_at, due_at, first_due, unsure_day, paused_at, decided_at,"
               " returned_at, answers_act, last_act, paper, act) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, '', $14, $15,"
               " 0, 0, 0, $16, 0, 0, 0, $1, $1, '', $1)"),
           VN(d->n), VT(d->code), VT(d->procedure), VN(d->procedure_act), VT(d->desk), VT(d->agency), VT(d->unit), VT(str_c(channel_name(d->channel))),
           VN(d->submitter), gone ? VNIL : VT(d->submitter_name), gone ? VNIL : VT(d->owner_name), gone ? VNIL : VT(text_fold(d->owner_name)),
           gone ? VNIL : VT(d->phone), VN(d->filed_at), VN(d->reply_by), VN(d->unsure_day));
}

static void file_apply(struct act *a) {
    json_t *answers = all_answers(a);
    struct dossier d = {.n = a->n, .procedure = act_text(a, "procedure"), .procedure_act = act_int(a, "procedure_act"), .filed_at = a->happened_at};
    const struct procedure *p = pinned(a, &d);
    if (!p) return;
    bool officer = (a->actor.roles & R_OFFICER) != 0;
    if (!channel_parse(act_text(a, "channel"), &d.channel) || !p->channels[d.channel].open || (d.channel != CHANNEL_ONLINE && !officer)) {
        act_refuse(a, N_("This procedure is not received this way."), "channel");
        return;
    }
    d.submitter = officer ? act_int(a, "submitter") : a->actor.person;
    if (!act_erased(a) && (!answers_right(a, p, answers) || !files_right(a, p))) return;
    if (!choose_agency(a, p, answers, &d)) return;
    d.code = next_code(a, d.desk);
    struct due reply = dossier_reply(a->province, d.filed_at);
    d.reply_by = act_decide_int(a, "reply_by", reply.at);
    d.unsure_day = (int)act_decide_int(a, "unsure_day", reply.unsure_day);
    json_put_int(a->result, "dossier", d.n);
    d.submitter_name = act_text(a, "submitter_name");
    d.phone = act_text(a, "phone");
    d.owner_name = json_str(answers, str_z(p->owner_field));
    if (!d.owner_name.n) d.owner_name = d.submitter_name;
    insert_dossier(a, &d);
    store_files(a, d.n);
    event(a, &d, "filed", ST_FILED, false, false);
}

/* ---- reception ---- */

/* The due time as it stands now, decided and recorded. */
static void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province) {
    struct due due = dossier_due(a->db, province, p, d);
    d->due_at = act_decide_int(a, "due", due.at);
    d->unsure_day = (int)act_decide_int(a, "unsure_day", due.unsure_day);
    if (due.at) d->first_due = d->due_at; /* moved only here: by law, never by an apology */
}

static void receive_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_FILED)) || !officer_may(a, d.desk, S("reception")) || !(p = pinned(a, &d))) return;
    d.status = ST_RECEIVED;
    d.received_at = a->happened_at;
    d.step = p->steps[0].id;
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    event(a, &d, "received", ST_RECEIVED, false, false);
}

static void refuse_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, IN(ST_FILED)) || !officer_may(a, d.desk, S("reception"))) return;
    d.status = ST_NOT_RECEIVED;
    store_state(a, &d);
    event(a, &d, "refused", ST_NOT_RECEIVED, false, false);
}

static void withdraw_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, IN(ST_FILED))) return;
    if (d.submitter != a->actor.person) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return;
    }
    d.status = ST_WITHDRAWN;
    store_state(a, &d);
    event(a, &d, "withdrawn", ST_WITHDRAWN, false, false);
}

/* ---- handling ---- */

static void decide(struct act *a, struct dossier *d) {
    d->status = ST_DONE;
    d->step = (str){0};
    d->decided_at = a->happened_at;
    store_state(a, d);
    event(a, d, "decided", ST_DONE, false, d->decided_at > d->first_due);
}

static void step_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_RECEIVED) | IN(ST_HANDLING)) || !(p = pinned(a, &d))) return;
    const struct step *s = procedure_step(p, act_text(a, "step"));
    if (!s || !str_eq(s->id, d.step)) {
        act_refuse(a, N_("This step is not the one that waits to be done."), "step");
        return;
    }
    json_t *answers = all_answers(a);
    size_t known = 0;
    if (!officer_may(a, d.agency, s->by) || (!act_erased(a) && !fields_right(a, s->fields, s->n_fields, answers, &known))) return;
    event(a, &d, "step", ST_HANDLING, false, false);
    size_t next = (size_t)(s - p->steps) + 1;
    if (next == p->n_steps) {
        decide(a, &d);
        return;
    }
    d.status = ST_HANDLING;
    d.step = p->steps[next].id;
    store_state(a, &d);
}

static void ask_supplement_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, IN(ST_RECEIVED) | IN(ST_HANDLING)) || !officer_may(a, d.agency, S("reception"))) return;
    i64 limit = a->province->supplement_limit;
    if (limit && db_int(a->db, SQL("SELECT COUNT(*) FROM pause WHERE dossier = $1"), VN(d.n)) >= limit) {
        act_refuse(a, N_("A supplement was already asked for in this dossier; one request has to list everything."), "dossier");
        return;
    }
    d.status = ST_SUPPLEMENT;
    d.paused_at = a->happened_at;
    d.due_at = 0;
    db_run(a->db, SQL("INSERT INTO pause (dossier, act, from_at, until_at) VALUES ($1, $2, $3, 0)"), VN(d.n), VN(a->n), VN(a->happened_at));
    store_state(a, &d);
    event(a, &d, "supplement_asked", ST_SUPPLEMENT, false, false);
}

static void supplement_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_SUPPLEMENT)) || !(p = pinned(a, &d))) return;
    json_t *answers = all_answers(a);
    if (d.submitter != a->actor.person) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return;
    }
    if (!act_erased(a) && (!answers_right(a, p, answers) || !files_accepted(a, p))) return;
    db_run(a->db, SQL("UPDATE pause SET until_at = $2 WHERE dossier = $1 AND until_at = 0"), VN(d.n), VN(a->happened_at));
    d.status = ST_HANDLING;
    d.paused_at = 0;
    d.answers_act = a->n;
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    str owner = json_str(answers, str_z(p->owner_field));
    if (owner.n || act_erased(a)) /* the newest body now holds the name: erasing it must null the row */
        db_run(a->db, SQL("UPDATE dossier SET owner_name = $2, owner_fold = $3, act = $4 WHERE n = $1"), VN(d.n), act_erased(a) ? VNIL : VT(owner),
               act_erased(a) ? VNIL : VT(text_fold(owner)), VN(a->n));
    store_files(a, d.n);
    event(a, &d, "supplement_sent", ST_HANDLING, false, false);
}

/* ---- result ---- */

static void return_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    enum channel how;
    if (!subject(a, &d, IN(ST_DONE)) || !officer_may(a, d.desk, S("reception")) || !(p = pinned(a, &d))) return;
    if (!channel_parse(act_text(a, "how"), &how)) {
        act_refuse(a, N_("Say how the result was returned."), "how");
        return;
    }
    /* Wholly online: filed, paid (nothing to pay counts) and returned online; what a citizen feels (ONE-STOP, level 4). */
    bool wholly = d.channel == CHANNEL_ONLINE && how == CHANNEL_ONLINE && p->channels[d.channel].fee == 0;
    d.status = ST_RETURNED;
    d.returned_at = a->happened_at;
    store_state(a, &d);
    event(a, &d, "returned", ST_RETURNED, wholly, d.decided_at > d.first_due);
}

static void paper_apply(struct act *a) {
    struct dossier d;
    u8 raw[32];
    if (!subject(a, &d, IN(ST_DONE) | IN(ST_RETURNED))) return;
    if (d.paper.n || !unhex(act_text(a, "sha"), raw, sizeof raw)) {
        act_refuse(a, N_("The result's paper was made already."), "sha");
        return;
    }
    db_run(a->db, SQL("UPDATE dossier SET paper = $2 WHERE n = $1"), VN(d.n), VT(act_text(a, "sha")));
    event(a, &d, "paper", d.status, false, false);
}

/* ---- what follows from new definitions ---- */

static void reschedule_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_RECEIVED) | IN(ST_HANDLING)) || !(p = pinned(a, &d))) return;
    json_put_int(a->result, "old_due", d.due_at);
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    event(a, &d, "rescheduled", d.status, false, false);
}

/* Each open dossier whose due time the new calendar moves gets an act of its own, with the adoption as its cause. */
static void reschedule_all(struct act *a) {
    struct rows r = db_ask(a->db, SQL("SELECT " DOSSIER_COLUMNS " FROM dossier WHERE status IN (2, 4) ORDER BY n"));
    while (rows_next(&r)) {
        struct dossier d = dossier_row(&r);
        const struct procedure *p = procedure_at(a->db, d.procedure, d.procedure_act);
        if (!p) continue;
        struct due due = dossier_due(a->db, a->adopted, p, &d);
        if (due.at == d.due_at && due.unsure_day == d.unsure_day) continue;
        json_t *f = json_object();
        json_put_int(f, "dossier", d.n);
        act_then(a, "dossier.reschedule", f);
    }
}

static void entry_add(struct act *a, const struct procedure *p) {
    static const char *const online[] = {"full", "partial", "info"};
    db_run(a->db, SQL("INSERT INTO procedure_entry (act, code, field, online, sample, level, removed) VALUES ($1, $2, $3, $4, $5, $6, 0)"), VN(a->n),
           VT(p->code), VT(p->field), VT(str_c(online[p->online])), VN(p->sample), VT(str_c(level_name(p->decided_level))));
}

static void entries_follow(struct act *a) {
    for (size_t i = 0; i < a->adopted->n_procedures; i++)
        if (a->adopted->procedures[i]->act == a->n) entry_add(a, a->adopted->procedures[i]);
    struct rows r = db_ask(a->db, SQL("SELECT p.code FROM procedure_entry p WHERE p.removed = 0 AND p.act = (SELECT MAX(q.act) FROM procedure_entry q"
                                      " WHERE q.code = p.code) ORDER BY p.code"));
    str gone[1000];
    size_t n = 0;
    while (rows_next(&r) && n < COUNT(gone)) {
        str code = row_text(&r, 0);
        if (!procedure_of(a->adopted, code)) gone[n++] = code;
    }
    rows_end(&r);
    for (size_t i = 0; i < n; i++)
        db_run(a->db, SQL("INSERT INTO procedure_entry (act, code, field, online, sample, level, removed) VALUES ($1, $2, '', '', 0, '', 1)"), VN(a->n),
               VT(gone[i]));
    reschedule_all(a);
}

const struct follow dossier_follows[] = {{"province.adopt", entries_follow}, {0}};

/* ---- the table of acts ---- */

#define ANSWERS {"answers", ACT_OBJECT, true, false, 64 * 1024}, {"answers_personal", ACT_OBJECT, true, true, 256 * 1024}
#define FILES {"files", ACT_ARRAY, true, false, 32 * 1024}, {"file_names", ACT_ARRAY, true, true, 64 * 1024}
#define DOSSIER {"dossier", ACT_INT, true, false, 0}
static const struct act_field file_fields[] = {{"procedure", ACT_TEXT, true, false, 40}, {"procedure_act", ACT_INT, true, false, 0},
                                               {"channel", ACT_TEXT, true, false, 10}, {"desk", ACT_TEXT, false, false, 40},
                                               {"submitter", ACT_INT, false, false, 0}, {"submitter_name", ACT_TEXT, true, true, 400},
                                               {"phone", ACT_TEXT, false, true, 40}, ANSWERS, FILES};
static const struct act_field only_dossier[] = {DOSSIER};
static const struct act_field reason_fields[] = {DOSSIER, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field step_fields[] = {DOSSIER, {"step", ACT_TEXT, true, false, 40}, ANSWERS};
static const struct act_field supplement_fields[] = {DOSSIER, ANSWERS, FILES};
static const struct act_field return_fields[] = {DOSSIER, {"how", ACT_TEXT, true, false, 10}};
static const struct act_field paper_fields[] = {DOSSIER, {"sha", ACT_TEXT, true, false, 64}, {"bytes", ACT_INT, true, false, 0}};
#define KIND(name, en, by, fields, apply) {name, en, by, fields, COUNT(fields), apply}

const struct act_kind dossier_acts[] = {
    KIND("dossier.file", N_("Dossier filed"), R_CITIZEN | R_OFFICER, file_fields, file_apply),
    KIND("dossier.receive", N_("Dossier received"), R_OFFICER, only_dossier, receive_apply),
    KIND("dossier.refuse", N_("Dossier not received"), R_OFFICER, reason_fields, refuse_apply),
    KIND("dossier.withdraw", N_("Dossier withdrawn"), R_CITIZEN, only_dossier, withdraw_apply),
    KIND("dossier.step", N_("Step done"), R_OFFICER, step_fields, step_apply),
    KIND("dossier.ask_supplement", N_("Supplement requested"), R_OFFICER, reason_fields, ask_supplement_apply),
    KIND("dossier.supplement", N_("Supplement sent"), R_CITIZEN, supplement_fields, supplement_apply),
    KIND("dossier.return", N_("Result returned"), R_OFFICER, return_fields, return_apply),
    KIND("dossier.reschedule", N_("Due time moved by a change of the calendar"), R_SYSTEM | R_ADMIN, only_dossier, reschedule_apply),
    KIND("paper.issue", N_("Result's paper made"), R_SYSTEM, paper_fields, paper_apply),
    {0},
};
