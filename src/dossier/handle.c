/* Acts of desk and agency from reception to return: receive, refuse, step, decide, supplement, return
 * (Decrees 61/2018 and 118/2025). The acts of waiting are in wait.c. */
#include "acts.h"
#include "base/text.h"

/* ---- reception ---- */

static void receive_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    d.status = ST_RECEIVED;
    d.received_at = d.clock_from = a->happened_at;
    d.step = p->steps[0].id;
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    EVENT(a, &d, "received", ST_RECEIVED);
    follow_linked(a, &d, "dossier.receive", NULL);
}

static void refuse_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    d.status = ST_NOT_RECEIVED;
    d.closed_at = a->happened_at;
    store_state(a, &d);
    EVENT(a, &d, "refused", ST_NOT_RECEIVED);
    follow_linked(a, &d, "dossier.refuse", "reason");
    next_number(a, d.desk, "03");
}

/* ---- handling ---- */

/* Office seconds from reception to now without pauses: the time it took the agency. */
static i64 worked_until(struct act *a, const struct dossier *d) {
    struct pause *v;
    const struct calendar *c = &a->province->calendar;
    size_t n = dossier_pauses(a->db, d->n, &v);
    i64 all = clock_working(c, d->received_at, a->happened_at);
    for (size_t i = 0; i < n; i++) all -= clock_working(c, v[i].from, v[i].to ? v[i].to : a->happened_at);
    return all;
}

static str timing_of(const struct dossier *d) {
    if (d->decided_at > d->first_due) return S("late");
    return when_day(d->decided_at) < when_day(d->first_due) ? S("early") : S("on_time");
}

static void decide(struct act *a, struct dossier *d) {
    d->status = ST_DONE;
    d->step = (str){0};
    d->decided_at = a->happened_at;
    d->negative = act_int(a, "negative") != 0;
    store_state(a, d);
    str timing = timing_of(d);
    event_add(
        a, d, "decided", ST_DONE,
        (struct event_facts){.late = str_is(timing, "late"), .timing = timing, .worked = worked_until(a, d)});
}

static void step_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    const struct step *s = procedure_step(p, act_text(a, "step"));
    if (!s || !str_eq(s->id, d.step)) {
        act_refuse(a, N_("This step is not the one that waits to be done."), "step");
        return;
    }
    json_t *answers = all_answers(a);
    size_t known = 0;
    bool negative = act_int(a, "negative") != 0;
    if (d.filer.n && dossier_declared_by(a->db, &d, a->actor.person))
        return act_refuse(a, N_("Who declared a figure does not appraise it: a colleague does."), "dossier");
    /* a field of the step may be compared with one of the form: check both together */
    if (!negative && !act_erased(a)) {
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
        decide(a, &d);
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
    if (!dossier_for_act(a, &d, IN(ST_SUPPLEMENT)) || !(p = pinned_procedure(a, &d))) return;
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
    if (owner.n || act_erased(a)) /* the name now stands in this body: erasing this act must empty the row */
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
    if (!officer_acts(a, &d, &p)) return;
    if (!channel_parse(act_text(a, "how"), &how)) {
        act_refuse(a, N_("Say how the result was returned."), "how");
        return;
    }
    /* Wholly online (level 4): filed, paid and returned online. Without a fee it counts as paid. */
    bool paid = d.fee == 0 || str_eq(d.paid_how, str_c(channel_name(CHANNEL_ONLINE))),
         wholly = d.channel == CHANNEL_ONLINE && how == CHANNEL_ONLINE && paid;
    str timing = timing_of(&d);
    d.status = ST_RETURNED;
    d.returned_at = a->happened_at;
    store_state(a, &d);
    event_add(
        a, &d, "returned", ST_RETURNED,
        (struct event_facts){.wholly_online = wholly, .late = str_is(timing, "late"), .timing = timing});
}

static void paper_apply(struct act *a) {
    struct dossier d;
    u8 raw[32];
    if (!dossier_for_act(a, &d, IN(ST_DONE) | IN(ST_RETURNED))) return;
    if (d.paper.n || !unhex(act_text(a, "sha"), raw, sizeof raw)) {
        act_refuse(a, N_("The result's paper was made already."), "sha");
        return;
    }
    db_run(a->db, SQL("UPDATE dossier SET paper = $2 WHERE n = $1"), VN(d.n), VT(act_text(a, "sha")));
    EVENT(a, &d, "paper", d.status);
}

/* ---- the acts ---- */

static const struct act_field dossier_fields[] = {DOSSIER};
static const struct act_field reason_fields[] = {DOSSIER, REASON};
static const struct act_field step_fields[] = {DOSSIER, TEXT("step", 40, NEEDED), ANSWERS, INT("negative", 0),
                                               TEXT("reason", 4000, PERSONAL)};
static const struct act_field supplement_fields[] = {DOSSIER, ANSWERS, FILES};
static const struct act_field return_fields[] = {DOSSIER, TEXT("how", 10, NEEDED)};
static const struct act_field paper_fields[] = {DOSSIER, TEXT("sha", 64, NEEDED), INT("bytes", NEEDED)};

const struct act_kind handle_acts[] = {
    {.name = "dossier.receive",
     .en = N_("Dossier received"),
     .by = R_OFFICER,
     FIELDS(dossier_fields),
     .apply = receive_apply},
    {.name = "dossier.refuse",
     .en = N_("Dossier not received"),
     .by = R_OFFICER,
     FIELDS(reason_fields),
     .apply = refuse_apply},
    {.name = "dossier.step",
     .en = N_("Step done"),
     .by = R_OFFICER,
     FIELDS(step_fields),
     .apply = step_apply},
    {.name = "dossier.supplement",
     .en = N_("Supplement sent"),
     .by = R_CITIZEN | R_OFFICER,
     FIELDS(supplement_fields),
     .apply = supplement_apply},
    {.name = "dossier.return",
     .en = N_("Result returned"),
     .by = R_OFFICER,
     FIELDS(return_fields),
     .apply = return_apply},
    {.name = "paper.issue",
     .en = N_("Result's paper made"),
     .by = R_SYSTEM,
     FIELDS(paper_fields),
     .apply = paper_apply},
    {0},
};
const struct rule handle_rules[] = {
    {.act = "dossier.receive", .in = IN(ST_FILED), .who = DESK},
    {.act = "dossier.refuse", .in = IN(ST_FILED), .who = DESK},
    {.act = "dossier.step", .in = OPEN, .who = STEP},
    {.act = "dossier.return", .in = IN(ST_DONE), .who = DESK},
    {0},
};
