/* What may happen to a dossier: filed, received or refused, steps, decision, return; the table of all its
 * acts. Rules: ONE-STOP; Decrees 61/2018 and 118/2025. What happens in between is handle.c. */
#include "acts.h"
#include "base/text.h"

/* ---- what every act here does ---- */

static void put_text(json_t *o, const char *k, str s) { json_put(o, k, s); }

/* An event as the result records it, without what the journal says already: the act's time, the dossier it is
 * about (a filing: its own number), where the filing or a transfer put it; no noughts. */
static json_t *event_json(struct act *a, const struct dossier *d, const char *what, int status,
                          struct told t) {
    json_t *e = json_object();
    i64 about = act_int(a, "dossier");
    if (d->n != (about ? about : a->n)) json_put_int(e, "dossier", d->n);
    put_text(e, "what", str_c(what));
    json_put_int(e, "status", status);
    if (t.wholly_online) json_put_int(e, "wholly_online", 1);
    if (t.late) json_put_int(e, "late", 1);
    if (t.timing) put_text(e, "timing", str_c(t.timing));
    if (t.worked) json_put_int(e, "worked", t.worked);
    return e;
}

void event_add(struct act *a, const struct dossier *d, const char *what, int status, struct told t) {
    json_t *events = json_object_get(a->result, "events");
    if (!events) json_object_set_new(a->result, "events", events = json_array());
    const struct procedure *p = procedure_at(a->db, d->procedure, d->procedure_act);
    int day = when_day(a->happened_at);
    str month = month_iso(day), channel = str_c(channel_name(d->channel)), field = p ? p->field : (str){0},
        timing = str_c(t.timing);
    i64 i = (i64)json_array_size(events), service = p && p->service;
    json_array_append_new(events, event_json(a, d, what, status, t));
    db_run(a->db,
           SQL("INSERT INTO dossier_event (act, i, dossier, what, status, happened_at, day, month,"
               " procedure, desk, agency, unit, channel, wholly_online, late, field, service,"
               " timing, worked)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
               " $17, $18, $19)"),
           VN(a->n), VN(i), VN(d->n), VT(str_c(what)), VN(status), VN(a->happened_at), VN(day), VT(month),
           VT(d->procedure), VT(d->desk), VT(d->agency), VT(d->unit), VT(channel), VN(t.wholly_online),
           VN(t.late), VT(field), VN(service), VT(timing), VN(t.worked));
}

bool subject(struct act *a, struct dossier *d, unsigned statuses) {
    if (!dossier_load(a->db, act_int(a, "dossier"), d)) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return false;
    }
    if (act_stale(a, d->last_act)) return false;
    if (!(statuses >> d->status & 1)) {
        act_refuse(a, N_("The dossier is no longer in a state where this can be done."), "dossier");
        return false;
    }
    /* the latest: this very check saw to it */
    i64 last = db_int(a->db,
                      SQL("SELECT happened_at FROM dossier_event WHERE dossier = $1"
                          " ORDER BY act DESC, i DESC LIMIT 1"),
                      VN(d->n));
    if (a->happened_at < last) {
        act_refuse(a, N_("This cannot have happened before what is already recorded."), "happened_at");
        return false;
    }
    return true;
}
bool officer_may(struct act *a, str agency, str position) {
    bool good =
        (a->actor.roles & R_OFFICER) && str_eq(a->actor.agency, agency) && actor_holds(&a->actor, position);
    if (!good) act_refuse(a, N_("This is done by another officer."), NULL);
    return good;
}

str step_position(const struct province *all, const struct procedure *p, const struct dossier *d) {
    const struct step *s = d->step.n ? procedure_step(p, d->step) : NULL;
    return s ? s->by : all->reception;
}

str head_position(const struct procedure *p) { return p->steps[p->n_steps - 1].by; }

const struct procedure *pinned(struct act *a, const struct dossier *d) {
    const struct procedure *p = procedure_at(a->db, d->procedure, d->procedure_act);
    if (!p) act_refuse(a, N_("The procedure's definition is missing."), "dossier");
    return p;
}

void store_state(struct act *a, const struct dossier *d) {
    db_run(a->db,
           SQL("UPDATE dossier"
               " SET status = $2, step = $3, due_at = $4, first_due = $5, unsure_day = $6,"
               " returned_at = $7, answers_act = $8, last_act = $9, sub = $10, clock_from = $11,"
               " second_due = $12, closed_at = $13, negative = $14, fee = $15, paid_how = $16"
               " WHERE n = $1"),
           VN(d->n), VN(d->status), VT(d->step), VN(d->due_at), VN(d->first_due), VN(d->unsure_day),
           VN(d->returned_at), VN(d->answers_act), VN(a->n), VN(d->sub), VN(d->clock_from), VN(d->second_due),
           VN(d->closed_at), VN(d->negative), VN(d->fee), VT(d->paid_how));
    /* apart, because naming an indexed column costs its index a change, and these rarely do */
    db_run(a->db,
           SQL("UPDATE dossier"
               " SET received_at = $2, paused_at = $3, decided_at = $4"
               " WHERE n = $1 AND (received_at <> $2 OR paused_at <> $3 OR decided_at <> $4)"),
           VN(d->n), VN(d->received_at), VN(d->paused_at), VN(d->decided_at));
}

/* ---- reception ---- */

void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province) {
    struct due due = dossier_due(a->db, province, p, d);
    d->due_at = act_decide_int(a, "due", due.at);
    d->unsure_day = (int)act_decide_int(a, "unsure_day", due.unsure_day);
    if (due.at) d->first_due = d->due_at; /* moved only here: by law, never by an apology */
}

void linked_too(struct act *a, const struct dossier *d, const char *kind, const char *reason) {
    struct rows r = db_ask(a->db,
                           SQL("SELECT n FROM dossier"
                               " WHERE parent = $1 AND parent > 0 AND desk = $2 AND status = 1"
                               " ORDER BY n"),
                           VN(d->n), VT(d->desk));
    while (rows_next(&r)) {
        json_t *f = json_object();
        json_put_int(f, "dossier", row_int(&r, 0));
        if (reason) put_text(f, "reason", act_text(a, reason));
        act_then(a, kind, f);
    }
    rows_end(&r);
}

static void receive_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_FILED)) || !officer_may(a, d.desk, a->province->reception) ||
        !(p = pinned(a, &d)))
        return;
    d.status = ST_RECEIVED;
    d.received_at = d.clock_from = a->happened_at;
    d.step = p->steps[0].id;
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    EVENT(a, &d, "received", ST_RECEIVED);
    linked_too(a, &d, "dossier.receive", NULL);
}

static void refuse_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, IN(ST_FILED)) || !officer_may(a, d.desk, a->province->reception)) return;
    d.status = ST_NOT_RECEIVED;
    d.closed_at = a->happened_at;
    store_state(a, &d);
    EVENT(a, &d, "refused", ST_NOT_RECEIVED);
    linked_too(a, &d, "dossier.refuse", "reason");
    next_number(a, d.desk, "03");
}

/* ---- handling ---- */

/* Working seconds from reception to now without the waits: what a citizen would call how long it took. */
static i64 worked_until(struct act *a, const struct dossier *d) {
    struct pause *v;
    const struct calendar *c = &a->province->calendar;
    size_t n = dossier_pauses(a->db, d->n, &v);
    i64 all = clock_working(c, d->received_at, a->happened_at);
    for (size_t i = 0; i < n; i++) all -= clock_working(c, v[i].from, v[i].to ? v[i].to : a->happened_at);
    return all;
}

static const char *timing_of(const struct dossier *d) {
    if (d->decided_at > d->first_due) return "late";
    return when_day(d->decided_at) < when_day(d->first_due) ? "early" : "on_time";
}

/* The register's entry, from the form's answers and those of the steps; the officer's come last and stand. */
static void enter_in_register(struct act *a, const struct procedure *p, const struct dossier *d,
                              const json_t *here) {
    bool erased;
    json_t *all = dossier_answers(a->db, d, &erased), *plain = json_object(), *personal = json_object(),
           *f = json_object();
    struct rows r = db_ask(a->db,
                           SQL("SELECT act FROM dossier_event"
                               " WHERE dossier = $1 AND what = 'step' AND act < $2 ORDER BY act"),
                           VN(d->n), VN(a->n));
    while (rows_next(&r)) {
        json_t *x = act_fields(a->db, row_int(&r, 0), &erased);
        json_object_update(all, json_object_get(x, "answers"));
        if (json_object_get(x, "answers_personal"))
            json_object_update(all, json_object_get(x, "answers_personal"));
    }
    rows_end(&r);
    json_object_update(all, (json_t *)(uintptr_t)here);
    for (size_t i = 0; i < p->n_entry; i++) {
        const struct field *q = procedure_field(p, p->entry[i].from);
        json_t *v = json_object_get(all, str_z(p->entry[i].from));
        if (q && v) json_object_set(q->personal ? personal : plain, str_z(p->entry[i].to), v);
    }
    put_text(f, "register", p->register_id);
    json_put_int(f, "dossier", d->n);
    put_text(f, "unit", d->unit);
    json_object_set_new(f, "values", plain);
    json_object_set_new(f, "values_personal", personal);
    act_then(a, "register.enter", f);
}

static void decide(struct act *a, struct dossier *d, const struct procedure *p, const json_t *answers) {
    d->status = ST_DONE;
    d->step = (str){0};
    d->decided_at = a->happened_at;
    d->negative = act_int(a, "negative") != 0;
    store_state(a, d);
    const char *timing = timing_of(d);
    event_add(a, d, "decided", ST_DONE,
              (struct told){.late = !strcmp(timing, "late"), .timing = timing, .worked = worked_until(a, d)});
    if (p->n_entry && !d->negative && act_kind_of(S("register.enter"))) enter_in_register(a, p, d, answers);
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
    bool negative = act_int(a, "negative") != 0;
    if (!officer_may(a, d.agency, s->by)) return;
    if (d.filer.n && dossier_declared_by(a->db, &d, a->actor.person))
        return act_refuse(a, N_("Who declared a figure does not appraise it: a colleague does."), "dossier");
    if (!negative && !act_erased(a)) { /* a step's answer may have to differ from one of the form */
        bool erased = false;
        json_t *all = dossier_answers(a->db, &d, &erased);
        json_object_update(all, answers);
        if (!fields_right(a, s->fields, s->n_fields, all, &known)) return;
    }
    size_t next = (size_t)(s - p->steps) + 1;
    if (negative && (next != p->n_steps || (!act_erased(a) && !act_text(a, "reason").n))) {
        act_refuse(a,
                   next == p->n_steps ? N_("Write the reason: the submitter reads it.")
                                      : N_("Only the last step decides."),
                   "reason");
        return;
    }
    if (next == p->n_steps && p->n_opens &&
        db_int(a->db,
               SQL("SELECT COUNT(*) FROM dossier"
                   " WHERE parent = $1 AND parent > 0 AND decided_at = 0 AND closed_at = 0"),
               VN(d.n))) {
        act_refuse(a, N_("What was filed with it is not decided yet: this comes last."), "step");
        return;
    }
    if (d.sub == SUB_SENT) d.sub = SUB_COMPLETE;
    EVENT(a, &d, "step", ST_HANDLING);
    if (next == p->n_steps) {
        decide(a, &d, p, answers);
        return;
    }
    d.status = ST_HANDLING;
    d.step = p->steps[next].id;
    store_state(a, &d);
}

static bool something_new(struct act *a, const struct dossier *d, const json_t *answers) {
    bool erased = false;
    json_t *before = dossier_answers(a->db, d, &erased);
    if (erased || json_array_size(act_json(a, "files")) || !json_equal(before, answers)) return true;
    act_refuse(a, N_("Nothing was added and nothing changed: add what the officer asks for."), "files");
    return false;
}

static void supplement_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_SUPPLEMENT)) || !(p = pinned(a, &d))) return;
    json_t *answers = all_answers(a);
    if (!dossier_own(a->province, &d, &a->actor, when_day(a->happened_at))) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return;
    }
    if (!act_erased(a) && (!answers_right(a, p, answers) || !files_accepted(a, p) ||
                           !something_new(a, &d, answers) || !same_duty(a, p, &d, answers)))
        return;
    pause_end(a, &d);
    d.status = ST_HANDLING;
    d.sub = SUB_SENT;
    if (p->supplement_restarts) d.clock_from = a->happened_at;
    d.answers_act = a->n;
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    str owner = json_str(answers, str_z(p->owner_field));
    if (owner.n || act_erased(a)) /* the newest body now holds the name: erasing it must null the row */
        db_run(a->db,
               SQL("UPDATE dossier"
                   " SET owner_name = $2, owner_fold = $3, act = $4"
                   " WHERE n = $1"),
               VN(d.n), act_erased(a) ? VNIL : VT(owner), act_erased(a) ? VNIL : VT(text_fold(owner)),
               VN(a->n));
    store_files(a, d.n);
    EVENT(a, &d, "supplement_sent", ST_HANDLING);
}

/* ---- result ---- */

static void return_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    enum channel how;
    if (!subject(a, &d, IN(ST_DONE)) || !officer_may(a, d.desk, a->province->reception) ||
        !(p = pinned(a, &d)))
        return;
    if (!channel_parse(act_text(a, "how"), &how)) {
        act_refuse(a, N_("Say how the result was returned."), "how");
        return;
    }
    /* Wholly online: filed, paid (nothing to pay counts) and returned online; what a citizen feels (ONE-STOP,
     * level 4). */
    bool paid = d.fee == 0 || str_eq(d.paid_how, str_c(channel_name(CHANNEL_ONLINE))),
         wholly = d.channel == CHANNEL_ONLINE && how == CHANNEL_ONLINE && paid;
    const char *timing = timing_of(&d);
    d.status = ST_RETURNED;
    d.returned_at = a->happened_at;
    store_state(a, &d);
    event_add(a, &d, "returned", ST_RETURNED,
              (struct told){.wholly_online = wholly, .late = !strcmp(timing, "late"), .timing = timing});
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
    EVENT(a, &d, "paper", d.status);
}

/* ---- what follows from new definitions ---- */

static void reschedule_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_RECEIVED) | IN(ST_HANDLING)) || !(p = pinned(a, &d))) return;
    json_put_int(a->result, "old_due", d.due_at);
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    EVENT(a, &d, "rescheduled", d.status);
}

/* Each open dossier whose due time the new calendar moves gets an act of its own, with the adoption as its
 * cause. */
static void reschedule_all(struct act *a) {
    struct rows r = db_ask(a->db, SQL("SELECT " DOSSIER_COLUMNS " FROM dossier"
                                      " WHERE status < 10 AND closed_at = 0 AND status IN (2, 4)"
                                      " ORDER BY n + 0"));
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
    db_run(a->db,
           SQL("INSERT INTO procedure_entry (act, code, field, online, sample, level, service,"
               " removed)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, 0)"),
           VN(a->n), VT(p->code), VT(p->field), VT(str_c(online[p->online])), VN(p->sample),
           VT(str_c(level_name(p->decided_level))), VN(p->service));
}

static void entries_follow(struct act *a) {
    for (size_t i = 0; i < a->adopted->n_procedures; i++)
        if (a->adopted->procedures[i]->act == a->n) entry_add(a, a->adopted->procedures[i]);
    struct rows r =
        db_ask(a->db, SQL("SELECT p.code FROM procedure_entry p"
                          " WHERE p.removed = 0 AND p.act = (SELECT MAX(q.act) FROM procedure_entry q"
                          " WHERE q.code = p.code) ORDER BY p.code"));
    str gone[1000];
    size_t n = 0;
    while (rows_next(&r) && n < COUNT(gone)) {
        str code = row_text(&r, 0);
        if (!procedure_of(a->adopted, code)) gone[n++] = code;
    }
    rows_end(&r);
    for (size_t i = 0; i < n; i++)
        db_run(a->db,
               SQL("INSERT INTO procedure_entry (act, code, field, online, sample, level, service,"
                   " removed)"
                   " VALUES ($1, $2, '', '', 0, '', 0, 1)"),
               VN(a->n), VT(gone[i]));
    reschedule_all(a);
}

const struct follow dossier_follows[] = {
    {"province.adopt", entries_follow}, {"house.tick", dossiers_wake}, {0}};

/* ---- the table of acts ---- */

#define ANSWERS                                                \
    {"answers", ACT_OBJECT, true, false, 64 * 1024}, {         \
        "answers_personal", ACT_OBJECT, true, true, 256 * 1024 \
    }
#define FILES \
    {"files", ACT_ARRAY, true, false, 32 * 1024}, { "file_names", ACT_ARRAY, true, true, 64 * 1024 }
#define DOSSIER \
    { "dossier", ACT_INT, true, false, 0 }
static const struct act_field file_fields[] = {{"procedure", ACT_TEXT, true, false, 40},
                                               {"procedure_act", ACT_INT, true, false, 0},
                                               {"channel", ACT_TEXT, true, false, 10},
                                               {"desk", ACT_TEXT, false, false, 40},
                                               {"submitter", ACT_INT, false, false, 0},
                                               {"submitter_name", ACT_TEXT, false, true, 400},
                                               {"phone", ACT_TEXT, false, true, 40},
                                               {"citizen_id", ACT_TEXT, false, true, 20},
                                               {"receive", ACT_INT, false, false, 0},
                                               {"shown", ACT_ARRAY, false, false, 4096},
                                               {"parent", ACT_INT, false, false, 0},
                                               ANSWERS,
                                               FILES};
static const struct act_field only_dossier[] = {DOSSIER};
static const struct act_field reason_fields[] = {DOSSIER, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field step_fields[] = {DOSSIER,
                                               {"step", ACT_TEXT, true, false, 40},
                                               ANSWERS,
                                               {"negative", ACT_INT, false, false, 0},
                                               {"reason", ACT_TEXT, false, true, 4000}};
static const struct act_field payment_fields[] = {
    DOSSIER, {"amount", ACT_INT, true, false, 0}, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field paid_fields[] = {
    DOSSIER, {"how", ACT_TEXT, true, false, 10}, {"reference", ACT_TEXT, false, true, 100}};
static const struct act_field grant_fields[] = {
    DOSSIER, {"grant", ACT_INT, true, false, 0}, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field apology_fields[] = {
    DOSSIER, {"until", ACT_INT, true, false, 0}, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field transfer_fields[] = {
    DOSSIER, {"agency", ACT_TEXT, true, false, 40}, {"reason", ACT_TEXT, true, true, 4000}};
static const struct act_field supplement_fields[] = {DOSSIER, ANSWERS, FILES};
static const struct act_field return_fields[] = {DOSSIER, {"how", ACT_TEXT, true, false, 10}};
static const struct act_field paper_fields[] = {
    DOSSIER, {"sha", ACT_TEXT, true, false, 64}, {"bytes", ACT_INT, true, false, 0}};
#define KIND(name, en, by, fields, apply) \
    { name, en, by, fields, COUNT(fields), apply }

const struct act_kind dossier_acts[] = {
    KIND("dossier.file", N_("Dossier filed"), R_ANYONE | R_CITIZEN | R_OFFICER, file_fields, file_apply),
    KIND("dossier.receive", N_("Dossier received"), R_OFFICER, only_dossier, receive_apply),
    KIND("dossier.refuse", N_("Dossier not received"), R_OFFICER, reason_fields, refuse_apply),
    KIND("dossier.withdraw", N_("Dossier withdrawn"), R_CITIZEN | R_OFFICER, only_dossier, withdraw_apply),
    KIND("dossier.step", N_("Step done"), R_OFFICER, step_fields, step_apply),
    KIND("dossier.ask_supplement", N_("Supplement requested"), R_OFFICER, reason_fields,
         ask_supplement_apply),
    KIND("dossier.supplement", N_("Supplement sent"), R_CITIZEN | R_OFFICER, supplement_fields,
         supplement_apply),
    KIND("dossier.want_supplement", N_("The desk is asked to request a supplement"), R_OFFICER, reason_fields,
         want_supplement_apply),
    KIND("dossier.ask_payment", N_("Payment requested"), R_OFFICER, payment_fields, ask_payment_apply),
    KIND("dossier.paid", N_("Paid"), R_OFFICER, paid_fields, paid_apply),
    KIND("dossier.suspend", N_("Handling suspended"), R_OFFICER, reason_fields, suspend_apply),
    KIND("dossier.resume", N_("Handling resumed"), R_OFFICER, only_dossier, resume_apply),
    KIND("dossier.stop", N_("Handling stopped"), R_OFFICER, reason_fields, stop_apply),
    KIND("dossier.lapse", N_("Stopped: no supplement came in time"), R_SYSTEM, only_dossier, lapse_apply),
    KIND("dossier.ask_withdrawal", N_("Withdrawal requested"), R_CITIZEN | R_OFFICER, reason_fields,
         ask_withdrawal_apply),
    KIND("dossier.answer_withdrawal", N_("Request to withdraw answered"), R_OFFICER, grant_fields,
         answer_withdrawal_apply),
    KIND("dossier.apologise", N_("Apology and second date"), R_OFFICER, apology_fields, apologise_apply),
    KIND("dossier.transfer", N_("Passed to another agency"), R_OFFICER | R_ADMIN, transfer_fields,
         transfer_apply),
    KIND("dossier.hand_on", N_("Taken over by the agency that succeeds"), R_SYSTEM, only_dossier,
         hand_on_apply),
    KIND("dossier.return", N_("Result returned"), R_OFFICER, return_fields, return_apply),
    KIND("dossier.reschedule", N_("Due time moved by a change of the calendar"), R_SYSTEM | R_ADMIN,
         only_dossier, reschedule_apply),
    KIND("paper.issue", N_("Result's paper made"), R_SYSTEM, paper_fields, paper_apply),
    {0},
};
