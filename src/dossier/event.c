/* The kinds of events of a dossier, and adding one: a row for figures, the same in the journal. */
#include "acts.h"

const struct event_kind event_kinds[] = {
    {.what = "filed", .acts = {"dossier.file"}, .en = N_("Dossier filed"), .then = THEN_GOES_ON},
    {.what = "received",
     .acts = {"dossier.receive"},
     .en = N_("Dossier received by the desk"),
     .then = THEN_GOES_ON},
    {.what = "refused",
     .acts = {"dossier.refuse"},
     .en = N_("Dossier not received"),
     .reason = FOR_ALL,
     .then = THEN_GOES_ON},
    {.what = "step", .acts = {"dossier.step"}, .en = N_("A step was done"), .then = THEN_GOES_ON},
    {.what = "supplement_wanted",
     .acts = {"dossier.want_supplement"},
     .en = N_("The desk is asked to request a supplement"),
     .reason = FOR_OFFICERS,
     .then = THEN_AS_BEFORE},
    {.what = "supplement_asked",
     .acts = {"dossier.ask_supplement"},
     .en = N_("More papers were asked for"),
     .reason = FOR_ALL,
     .then = THEN_WAITS},
    {.what = "supplement_sent",
     .acts = {"dossier.supplement"},
     .en = N_("The supplement was sent"),
     .then = THEN_GOES_ON},
    {.what = "payment_asked",
     .acts = {"dossier.ask_payment"},
     .en = N_("Payment requested"),
     .reason = FOR_ALL,
     .then = THEN_WAITS},
    {.what = "paid", .acts = {"dossier.paid"}, .en = N_("Paid"), .then = THEN_GOES_ON},
    {.what = "suspended",
     .acts = {"dossier.suspend"},
     .en = N_("Handling suspended"),
     .reason = FOR_ALL,
     .then = THEN_WAITS},
    {.what = "resumed", .acts = {"dossier.resume"}, .en = N_("Handling resumed"), .then = THEN_GOES_ON},
    {.what = "stopped",
     .acts = {"dossier.stop"},
     .en = N_("Handling stopped"),
     .reason = FOR_ALL,
     .then = THEN_GOES_ON},
    {.what = "lapsed",
     .acts = {"dossier.lapse"},
     .en = N_("Stopped: no supplement came in time"),
     .then = THEN_GOES_ON},
    {.what = "withdrawal_asked",
     .acts = {"dossier.ask_withdrawal"},
     .en = N_("Withdrawal requested"),
     .reason = FOR_ALL,
     .then = THEN_WAITS},
    {.what = "withdrawal_refused",
     .acts = {"dossier.answer_withdrawal"},
     .en = N_("The request to withdraw was not agreed to"),
     .reason = FOR_ALL,
     .then = THEN_GOES_ON},
    {.what = "withdrawn",
     .acts = {"dossier.withdraw", "dossier.answer_withdrawal"},
     .en = N_("Dossier withdrawn"),
     .reason = FOR_ALL,
     .then = THEN_GOES_ON},
    {.what = "apologised",
     .acts = {"dossier.apologise"},
     .en = N_("Apology and second date"),
     .reason = FOR_ALL,
     .then = THEN_AS_BEFORE},
    {.what = "transferred",
     .acts = {"dossier.transfer"},
     .en = N_("Passed to another agency"),
     .reason = FOR_ALL,
     .then = THEN_AS_BEFORE},
    {.what = "handed_on",
     .acts = {"dossier.hand_on"},
     .en = N_("Taken over by the agency that succeeds"),
     .then = THEN_AS_BEFORE},
    {.what = "decided",
     .acts = {"dossier.step"},
     .en = N_("Handling finished"),
     .reason = FOR_ALL,
     .then = THEN_GOES_ON},
    {.what = "returned", .acts = {"dossier.return"}, .en = N_("Result returned"), .then = THEN_GOES_ON},
    {.what = "rescheduled",
     .acts = {"dossier.reschedule"},
     .en = N_("The due time was moved by a change of the calendar"),
     .then = THEN_AS_BEFORE},
    {.what = "paper",
     .acts = {"paper.issue"},
     .en = N_("The result's paper was made"),
     .then = THEN_AS_BEFORE},
    {0},
};

const struct event_kind *event_kind_of(str what) {
    for (const struct event_kind *k = event_kinds; k->what; k++)
        if (str_eq(what, str_c(k->what))) return k;
    return NULL;
}

str event_label(const struct request *r, str what) {
    const struct event_kind *k = event_kind_of(what);
    /* without a row no act of this program added the event: show its name; verify reports it */
    return k ? str_c(T(k->en)) : what;
}

bool event_reason(str what) {
    const struct event_kind *k = event_kind_of(what);
    return k && k->reason != NO_REASON;
}

str events_as_before(void) {
    struct out o = {0};
    for (const struct event_kind *k = event_kinds; k->what; k++)
        if (k->then == THEN_AS_BEFORE) out_fmt(&o, ",%s", k->what);
    out_char(&o, ',');
    return out_all(&o);
}

/* ---- adding one ---- */

static const struct event_kind *kind_for(const struct act *a, const char *what) {
    const struct event_kind *k = event_kind_of(str_c(what));
    for (size_t i = 0; k && i < COUNT(k->acts) && k->acts[i]; i++)
        if (!strcmp(k->acts[i], a->kind->name)) return k;
    panic("%s makes the event %s: event_kinds (event.c) has no such row", a->kind->name, what);
}

static void fact_BIGINT(json_t *e, const char *name, i64 n) {
    if (n) json_put_int(e, name, n);
}
static void fact_TEXT(json_t *e, const char *name, str s) {
    if (s.n) json_put(e, name, s);
}

/* The event as the act's result records it. Left out is what the journal says already: the time, the dossier
 * that the act names, its agency and unit; and zeros. */
static json_t *event_json(struct act *a, const struct dossier *d, const char *what, int status,
                          struct event_facts t) {
    json_t *e = json_object();
    i64 about = act_int(a, "dossier");
    if (d->n != (about ? about : a->n)) json_put_int(e, "dossier", d->n);
    json_put(e, "what", str_c(what));
    json_put_int(e, "status", status);
#define RECORD(k, name, type, seen) fact_##type(e, #name, t.name);
    EVENT_COLUMNS(EVENT_NONE, EVENT_NONE, RECORD)
    return e;
}

struct row {
    EVENT_COLUMNS_ALL(EVENT_MEMBER)
};
#define PLACE(k, name, type, seen) ", $" #k
#define VALUE_BIGINT VN
#define VALUE_TEXT VT
#define VALUE(k, name, type, seen) , VALUE_##type(e.name)
#define COPY(k, name, type, seen) e.name = t.name;

void event_add(struct act *a, const struct dossier *d, const char *what, int status, struct event_facts t) {
    json_t *events = json_object_get(a->result, "events");
    if (!events) json_object_set_new(a->result, "events", events = json_array());
    const struct procedure *p = procedure_at(a->db, d->procedure, d->procedure_act);
    int day = when_day(a->happened_at);
    struct row e = {.i = (i64)json_array_size(events),
                    .dossier = d->n,
                    .what = str_c(kind_for(a, what)->what),
                    .status = status,
                    .happened_at = a->happened_at,
                    .day = day,
                    .month = month_iso(day),
                    .procedure = d->procedure,
                    .desk = d->desk,
                    .agency = d->agency,
                    .unit = d->unit,
                    .channel = str_c(channel_name(d->channel)),
                    .field = p ? p->field : (str){0},
                    .service = p && p->service};
    EVENT_COLUMNS(EVENT_NONE, EVENT_NONE, COPY)
    json_array_append_new(events, event_json(a, d, what, status, t));
    db_run(a->db, SQL("INSERT INTO dossier_event (" EVENT_NAMES ") VALUES ($1" EVENT_COLUMNS_ALL(PLACE) ")"),
           VN(a->n) EVENT_COLUMNS_ALL(VALUE));
}
