/* Acts between reception and decision: supplement, payment, suspension, stop, withdrawal, apology (Decree
 * 61/2018 art. 19–20, Decree 118/2025). A wait for the citizen pauses the clock, a stop ends it, an apology
 * leaves it. */
#include "acts.h"

/* ---- supplement: the agency tells its desk, and the desk asks the citizen once, for everything ---- */

static bool supplement_left(struct act *a, const struct dossier *d) {
    if (supplements_left(a->db, a->province, d)) return true;
    act_refuse(a,
               N_("A supplement was already asked for in this dossier; one request has to list everything."),
               "dossier");
    return false;
}

static void want_supplement_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p) || !supplement_left(a, &d)) return;
    d.sub = SUB_WANTED;
    store_state(a, &d);
    EVENT(a, &d, "supplement_wanted", d.status);
}

static void ask_supplement_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p) || !supplement_left(a, &d)) return;
    d.status = ST_SUPPLEMENT;
    d.sub = SUB_ASKED;
    pause_begin(a, &d, "supplement");
    store_state(a, &d);
    EVENT(a, &d, "supplement_asked", ST_SUPPLEMENT);
    next_number(a, d.agency, "02");
}

/* ---- financial duty ---- */

static void ask_payment_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    i64 amount = act_int(a, "amount");
    if (!officer_acts(a, &d, &p)) return;
    if (amount < 1 || amount > 1000000000000) {
        act_refuse(a, N_("Enter how much is to be paid, in đồng."), "amount");
        return;
    }
    if (d.paid_how.n) {
        act_refuse(a, N_("This dossier has been paid for."), "amount");
        return;
    }
    d.status = ST_PAYMENT;
    d.fee = amount;
    pause_begin(a, &d, "payment");
    store_state(a, &d);
    EVENT(a, &d, "payment_asked", ST_PAYMENT);
}

/* A payment that the agency asked for ends the pause; a fee paid at reception paused nothing. */
static void paid_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    enum channel how;
    if (!officer_acts(a, &d, &p)) return;
    if (!channel_parse(act_text(a, "how"), &how)) {
        act_refuse(a, N_("Say how it was paid."), "how");
        return;
    }
    if (d.fee <= 0 || d.paid_how.n) {
        act_refuse(a,
                   d.paid_how.n ? N_("This dossier has been paid for.")
                                : N_("Nothing is to be paid for this dossier."),
                   "dossier");
        return;
    }
    d.paid_how = str_c(channel_name(how));
    if (d.status == ST_PAYMENT) {
        pause_end(a, &d);
        d.status = ST_HANDLING;
        set_due(a, &d, p, a->province);
    }
    store_state(a, &d);
    EVENT(a, &d, "paid", d.status);
}

/* ---- suspended, resumed, stopped ---- */

static void suspend_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    d.status = ST_STOPPED;
    pause_begin(a, &d, "suspended");
    store_state(a, &d);
    EVENT(a, &d, "suspended", ST_STOPPED);
}

static void resume_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (officer_acts(a, &d, &p)) resume_handling(a, &d, p, "resumed");
}

static void stop_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (officer_acts(a, &d, &p)) close_as(a, &d, ST_STOPPED, "stopped");
}

/* ---- withdrawal: before reception at once; afterwards a request that the agency answers ---- */

static bool submitter_may(struct act *a, const struct dossier *d) {
    if (dossier_own(a->province, d, &a->actor, when_day(a->happened_at))) return true;
    act_refuse(a, N_("There is no such dossier."), "dossier");
    return false;
}

static void withdraw_apply(struct act *a) {
    struct dossier d;
    if (!dossier_for_act(a, &d, IN(ST_FILED)) || !submitter_may(a, &d)) return;
    close_as(a, &d, ST_WITHDRAWN, "withdrawn");
    follow_linked(a, &d, "dossier.withdraw", NULL);
}

static void ask_withdrawal_apply(struct act *a) {
    struct dossier d;
    if (!dossier_for_act(a, &d, OPEN | WAITING) || !submitter_may(a, &d)) return;
    if (d.paused_at) pause_end(a, &d);
    d.status = ST_WITHDRAWN;
    pause_begin(a, &d, "withdrawal");
    store_state(a, &d);
    EVENT(a, &d, "withdrawal_asked", ST_WITHDRAWN);
}

static void answer_withdrawal_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    if (act_int(a, "grant")) {
        close_as(a, &d, ST_WITHDRAWN, "withdrawn");
        return;
    }
    resume_handling(a, &d, p, "withdrawal_refused");
}

/* ---- apology letter: once, before the due time, by the officer who signs; lateness ignores its date ---- */

static void apologise_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    i64 until = act_int(a, "until");
    if (!officer_acts(a, &d, &p)) return;
    if (d.second_due || a->happened_at > d.due_at) {
        act_refuse(a,
                   d.second_due ? N_("A second date was promised already; it can be done once.")
                                : N_("The due time has passed: it is too late for a second date."),
                   "until");
        return;
    }
    if (until <= d.due_at || until > d.due_at + 366LL * DAY) {
        act_refuse(a, N_("The second date lies after the first, within a year of it."), "until");
        return;
    }
    if (!day_works(&a->province->calendar, when_day(until), NULL)) {
        act_refuse(a, N_("Nobody works on that day. Choose a working day."), "until");
        return;
    }
    d.second_due = until;
    store_state(a, &d);
    EVENT(a, &d, "apologised", d.status);
    next_number(a, d.agency, "04");
}

/* ---- the acts ---- */

static const struct act_field dossier_fields[] = {DOSSIER};
static const struct act_field reason_fields[] = {DOSSIER, REASON};
static const struct act_field payment_fields[] = {DOSSIER, INT("amount", NEEDED), REASON};
static const struct act_field paid_fields[] = {DOSSIER, TEXT("how", 10, NEEDED),
                                               TEXT("reference", 100, PERSONAL)};
static const struct act_field grant_fields[] = {DOSSIER, INT("grant", NEEDED), REASON};
static const struct act_field apology_fields[] = {DOSSIER, INT("until", NEEDED), REASON};

const struct act_kind wait_acts[] = {
    {.name = "dossier.want_supplement",
     .en = N_("The desk is asked to request a supplement"),
     .by = R_OFFICER,
     FIELDS(reason_fields),
     .apply = want_supplement_apply},
    {.name = "dossier.ask_supplement",
     .en = N_("Supplement requested"),
     .by = R_OFFICER,
     FIELDS(reason_fields),
     .apply = ask_supplement_apply},
    {.name = "dossier.ask_payment",
     .en = N_("Payment requested"),
     .by = R_OFFICER,
     FIELDS(payment_fields),
     .apply = ask_payment_apply},
    {.name = "dossier.paid", .en = N_("Paid"), .by = R_OFFICER, FIELDS(paid_fields), .apply = paid_apply},
    {.name = "dossier.suspend",
     .en = N_("Handling suspended"),
     .by = R_OFFICER,
     FIELDS(reason_fields),
     .apply = suspend_apply},
    {.name = "dossier.resume",
     .en = N_("Handling resumed"),
     .by = R_OFFICER,
     FIELDS(dossier_fields),
     .apply = resume_apply},
    {.name = "dossier.stop",
     .en = N_("Handling stopped"),
     .by = R_OFFICER,
     FIELDS(reason_fields),
     .apply = stop_apply},
    {.name = "dossier.withdraw",
     .en = N_("Dossier withdrawn"),
     .by = R_CITIZEN | R_OFFICER,
     FIELDS(dossier_fields),
     .apply = withdraw_apply},
    {.name = "dossier.ask_withdrawal",
     .en = N_("Withdrawal requested"),
     .by = R_CITIZEN | R_OFFICER,
     FIELDS(reason_fields),
     .apply = ask_withdrawal_apply},
    {.name = "dossier.answer_withdrawal",
     .en = N_("Request to withdraw answered"),
     .by = R_OFFICER,
     FIELDS(grant_fields),
     .apply = answer_withdrawal_apply},
    {.name = "dossier.apologise",
     .en = N_("Apology and second date"),
     .by = R_OFFICER,
     FIELDS(apology_fields),
     .apply = apologise_apply},
    {0},
};
const struct rule wait_rules[] = {
    {.act = "dossier.want_supplement", .in = OPEN, .who = STEP},
    {.act = "dossier.ask_supplement", .in = OPEN, .who = AGENCY_DESK},
    {.act = "dossier.ask_payment", .in = OPEN, .who = STEP},
    {.act = "dossier.paid", .in = OPEN | IN(ST_PAYMENT), .who = DESK},
    {.act = "dossier.suspend", .in = OPEN, .who = STEP},
    {.act = "dossier.resume",
     .in = IN(ST_STOPPED),
     .who = STEP,
     .ended = N_("Handling was stopped for good; it cannot be resumed.")},
    {.act = "dossier.stop", .in = OPEN | WAITING | IN(ST_STOPPED), .who = STEP},
    {.act = "dossier.answer_withdrawal", .in = IN(ST_WITHDRAWN), .who = STEP},
    {.act = "dossier.apologise", .in = OPEN, .who = HEAD},
    {0},
};
