/* What may happen to a dossier between reception and decision: supplement, payment, suspension, stop,
 * withdrawal, apology, transfer. Rules: ONE-STOP; Decree 61/2018 art. 19–20, Decree 118/2025. Waiting for the
 * citizen pauses the clock; a stop ends it; an apology moves nothing. */
#include "acts.h"

enum { WAKE_MAX = 200 }; /* dossiers moved by one tick; the next tick takes the rest */

void pause_begin(struct act *a, struct dossier *d, const char *why) {
    d->paused_at = a->happened_at;
    d->due_at = 0;
    db_run(a->db,
           SQL("INSERT INTO pause (dossier, act, from_at, until_at, why)"
               " VALUES ($1, $2, $3, 0, $4)"),
           VN(d->n), VN(a->n), VN(a->happened_at), VT(str_c(why)));
}

void pause_end(struct act *a, struct dossier *d) {
    db_run(a->db, SQL("UPDATE pause SET until_at = $2 WHERE dossier = $1 AND until_at = 0"), VN(d->n),
           VN(a->happened_at));
    d->paused_at = 0;
}

/* The wait is over and handling goes on; the due time moves by the wait. */
static void goes_on(struct act *a, struct dossier *d, const struct procedure *p, const char *what) {
    pause_end(a, d);
    d->status = ST_HANDLING;
    set_due(a, d, p, a->province);
    store_state(a, d);
    EVENT(a, d, what, ST_HANDLING);
}

/* The officer whose step it is, at the agency that decides. */
static bool handler_may(struct act *a, const struct dossier *d, const struct procedure *p) {
    return officer_may(a, d->agency, step_position(a->province, p, d));
}

/* ---- supplement: the agency asks its desk, the desk asks the citizen, once, listing everything ---- */

static bool supplement_left(struct act *a, const struct dossier *d) {
    i64 limit = a->province->supplement_limit;
    if (!limit || db_int(a->db, SQL("SELECT COUNT(*) FROM pause WHERE dossier = $1 AND why = 'supplement'"),
                         VN(d->n)) < limit)
        return true;
    act_refuse(a,
               N_("A supplement was already asked for in this dossier; one request has to list everything."),
               "dossier");
    return false;
}

void want_supplement_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, OPEN) || !(p = pinned(a, &d)) || !handler_may(a, &d, p) || !supplement_left(a, &d))
        return;
    d.sub = SUB_WANTED;
    store_state(a, &d);
    EVENT(a, &d, "supplement_wanted", d.status);
}

void ask_supplement_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, OPEN) || !officer_may(a, d.agency, a->province->reception) || !supplement_left(a, &d))
        return;
    d.status = ST_SUPPLEMENT;
    d.sub = SUB_ASKED;
    pause_begin(a, &d, "supplement");
    store_state(a, &d);
    EVENT(a, &d, "supplement_asked", ST_SUPPLEMENT);
    next_number(a, d.agency, "02");
}

/* ---- financial duty ---- */

void ask_payment_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    i64 amount = act_int(a, "amount");
    if (!subject(a, &d, OPEN) || !(p = pinned(a, &d)) || !handler_may(a, &d, p)) return;
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

/* A fee taken at reception costs the citizen no wait; one that was asked for ends it. */
void paid_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    enum channel how;
    if (!subject(a, &d, OPEN | IN(ST_PAYMENT)) || !(p = pinned(a, &d)) ||
        !officer_may(a, d.desk, a->province->reception))
        return;
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

static bool still_open(struct act *a, const struct dossier *d) {
    if (d->closed_at)
        act_refuse(a, N_("The dossier is no longer in a state where this can be done."), "dossier");
    return !d->closed_at;
}

void suspend_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, OPEN) || !(p = pinned(a, &d)) || !handler_may(a, &d, p)) return;
    d.status = ST_STOPPED;
    pause_begin(a, &d, "suspended");
    store_state(a, &d);
    EVENT(a, &d, "suspended", ST_STOPPED);
}

void resume_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_STOPPED)) || !(p = pinned(a, &d))) return;
    if (d.closed_at) {
        act_refuse(a, N_("Handling was stopped for good; it cannot be resumed."), "dossier");
        return;
    }
    if (!handler_may(a, &d, p)) return;
    goes_on(a, &d, p, "resumed");
}

/* Ends without a result: what it waited for is no longer waited for. */
static void close_as(struct act *a, struct dossier *d, int status, const char *what) {
    if (d->paused_at) pause_end(a, d);
    d->due_at = 0;
    d->status = status;
    d->step = (str){0};
    d->closed_at = a->happened_at;
    store_state(a, d);
    bool late = d->first_due && a->happened_at > d->first_due;
    event_add(a, d, what, status, (struct told){.late = late, .timing = late ? "late" : NULL});
}

void stop_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, OPEN | WAITING | IN(ST_STOPPED)) || !still_open(a, &d) || !(p = pinned(a, &d)) ||
        !handler_may(a, &d, p))
        return;
    close_as(a, &d, ST_STOPPED, "stopped");
}

/* Calendar days after the day of the request; without a number the request stays open. */
static bool time_ran_out(const struct procedure *p, i64 since, i64 now) {
    return p->supplement_days && when_day(now) > when_day(since) + (int)p->supplement_days;
}

void lapse_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_SUPPLEMENT)) || !(p = pinned(a, &d))) return;
    if (time_ran_out(p, d.paused_at, a->happened_at)) close_as(a, &d, ST_STOPPED, "lapsed");
    else act_refuse(a, N_("The submitter still has time to send the supplement."), "dossier");
}

/* ---- withdrawal: at once before reception; afterwards a request the agency answers ---- */

static bool submitter_may(struct act *a, const struct dossier *d) {
    if (dossier_own(a->province, d, &a->actor, when_day(a->happened_at))) return true;
    act_refuse(a, N_("There is no such dossier."), "dossier");
    return false;
}

void withdraw_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, IN(ST_FILED)) || !submitter_may(a, &d)) return;
    close_as(a, &d, ST_WITHDRAWN, "withdrawn");
    linked_too(a, &d, "dossier.withdraw", NULL);
}

void ask_withdrawal_apply(struct act *a) {
    struct dossier d;
    if (!subject(a, &d, OPEN | WAITING) || !submitter_may(a, &d)) return;
    if (d.paused_at) pause_end(a, &d);
    d.status = ST_WITHDRAWN;
    pause_begin(a, &d, "withdrawal");
    store_state(a, &d);
    EVENT(a, &d, "withdrawal_asked", ST_WITHDRAWN);
}

void answer_withdrawal_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_WITHDRAWN)) || !still_open(a, &d) || !(p = pinned(a, &d)) ||
        !handler_may(a, &d, p))
        return;
    if (act_int(a, "grant")) {
        close_as(a, &d, ST_WITHDRAWN, "withdrawn");
        return;
    }
    goes_on(a, &d, p, "withdrawal_refused");
}

/* ---- the apology letter: before the due time, by who signs, once; lateness is still judged by the first
 * promise ---- */

void apologise_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    i64 until = act_int(a, "until");
    if (!subject(a, &d, OPEN) || !(p = pinned(a, &d)) || !officer_may(a, d.agency, head_position(p))) return;
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

/* ---- another agency ---- */

static void hand_over(struct act *a, struct dossier *d, const struct agency *to, const char *what) {
    d->agency = act_decide_text(a, "agency", to->code);
    d->unit = act_decide_text(a, "unit", to->unit);
    db_run(a->db, SQL("UPDATE dossier SET agency = $2, unit = $3 WHERE n = $1"), VN(d->n), VT(d->agency),
           VT(d->unit));
    store_state(a, d);
    EVENT(a, d, what, d->status);
}

void transfer_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!subject(a, &d, IN(ST_FILED) | OPEN) || !(p = pinned(a, &d))) return;
    const struct agency *to = agency_on(a->province, act_text(a, "agency"), when_day(a->happened_at));
    bool admin = (a->actor.roles & R_ADMIN) != 0;
    if (!admin &&
        !officer_may(a, d.status == ST_FILED ? d.desk : d.agency, step_position(a->province, p, &d)))
        return;
    if (!to || str_eq(to->code, d.agency)) {
        act_refuse(a, N_("Choose another agency that exists today."), "agency");
        return;
    }
    hand_over(a, &d, to, "transferred");
}

/* What an agency had in hand when it ended goes to its heir (1 July 2025); the clock runs on. */
void hand_on_apply(struct act *a) {
    struct dossier d;
    int day = when_day(a->happened_at);
    if (!subject(a, &d, IN(ST_FILED) | OPEN | WAITING | IN(ST_STOPPED) | IN(ST_WITHDRAWN) | IN(ST_DONE)))
        return;
    const struct agency *to = agency_heir(a->province, d.agency, day),
                        *desk = agency_heir(a->province, d.desk, day);
    if (!to || (str_eq(to->code, d.agency) && (!desk || str_eq(desk->code, d.desk)))) {
        act_refuse(a, N_("Who takes over from this agency is not known."), "dossier");
        return;
    }
    d.desk = act_decide_text(a, "desk", desk ? desk->code : to->code);
    db_run(a->db, SQL("UPDATE dossier SET desk = $2 WHERE n = $1"), VN(d.n), VT(d.desk));
    hand_over(a, &d, to, "handed_on");
}

/* ---- what time alone brings ---- */

#define UNENDED "status < 10 AND closed_at = 0" /* as the index says it */

/* The dossiers of agencies that ended and whose heir is known, at most WAKE_MAX. */
static size_t orphans(struct db *db, const struct province *p, int day, i64 *out) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_agencies; i++) {
        str code = p->agencies[i].code;
        bool told = false; /* an agency stands there once for each time it had another name */
        for (size_t k = 0; k < i; k++) told |= str_eq(p->agencies[k].code, code);
        if (told || agency_on(p, code, day) || !agency_heir(p, code, day)) continue;
        struct rows r =
            db_ask(db, SQL("SELECT n FROM dossier WHERE agency = $1 AND " UNENDED " ORDER BY n LIMIT 200"),
                   VT(code));
        while (rows_next(&r) && n < WAKE_MAX) out[n++] = row_int(&r, 0);
        rows_end(&r);
    }
    return n;
}

/* Supplements whose time has run out, at most WAKE_MAX. */
static size_t lapsed(struct db *db, i64 now, i64 *out) {
    size_t n = 0;
    struct rows r = db_ask(db,
                           SQL("SELECT n, procedure, procedure_act, paused_at FROM dossier"
                               " WHERE paused_at > 0 AND paused_at < $1 AND status = 5"
                               " ORDER BY paused_at"),
                           VN(now - DAY));
    while (rows_next(&r) && n < WAKE_MAX) {
        const struct procedure *p = procedure_at(db, row_text(&r, 1), row_int(&r, 2));
        if (p && time_ran_out(p, row_int(&r, 3), now)) out[n++] = row_int(&r, 0);
    }
    rows_end(&r);
    return n;
}

/* Dossiers whose personal data have been kept for the years their procedure's definition of today says, at
 * most WAKE_MAX. */
static size_t outlived(struct db *db, const struct province *p, int day, i64 *out) {
    struct civil c = day_civil(day);
    size_t n = 0;
    for (size_t i = 0; i < p->n_procedures; i++) {
        const struct procedure *q = p->procedures[i];
        if (!q->keep_years) continue;
        struct rows r =
            db_ask(db,
                   SQL("SELECT n FROM dossier WHERE procedure = $1 AND " ENDED_UNERASED
                       " AND returned_at + closed_at < $2 ORDER BY returned_at + closed_at LIMIT 200"),
                   VT(q->code), VN(day_start(day_of(c.year - (int)q->keep_years, c.month, c.day))));
        while (rows_next(&r) && n < WAKE_MAX) out[n++] = row_int(&r, 0);
        rows_end(&r);
    }
    return n;
}

static void erase_then(struct act *a, i64 n) {
    struct dossier d;
    const struct procedure *p;
    json_t *f = json_object();
    if (!dossier_load(a->db, n, &d) || !(p = procedure_of(a->province, d.procedure))) return;
    json_object_set_new(f, "acts", dossier_acts_of(a->db, n));
    json_put(f, "reason", str_fmt("%.*s keep_years %lld", STR_ARG(d.code), (long long)p->keep_years));
    act_then(a, "body.erase", f);
}

static json_t *about(i64 dossier) {
    json_t *f = json_object();
    json_put_int(f, "dossier", dossier);
    return f;
}

void dossiers_wake(struct act *a) {
    i64 v[WAKE_MAX];
    size_t n = orphans(a->db, a->province, when_day(a->happened_at), v);
    for (size_t i = 0; i < n; i++) act_then(a, "dossier.hand_on", about(v[i]));
    if (n) return;
    n = lapsed(a->db, a->happened_at, v);
    for (size_t i = 0; i < n; i++) act_then(a, "dossier.lapse", about(v[i]));
    if (n) return;
    n = outlived(a->db, a->province, when_day(a->happened_at), v);
    for (size_t i = 0; i < n; i++) erase_then(a, v[i]);
}

bool dossier_wakes(struct db *db, const struct province *p, i64 now) {
    i64 v[WAKE_MAX];
    return orphans(db, p, when_day(now), v) || lapsed(db, now, v) || outlived(db, p, when_day(now), v);
}
