/* A dossier changes its agency: an officer passes it on, or the heir of an ended agency takes over. */
#include "acts.h"

static void hand_over(struct act *a, struct dossier *d, const struct agency *to, const char *what) {
    d->agency = act_decide_text(a, "agency", to->code);
    d->unit = act_decide_text(a, "unit", to->unit);
    db_run(a->db, SQL("UPDATE dossier SET agency = $2, unit = $3 WHERE n = $1"), VN(d->n), VT(d->agency),
           VT(d->unit));
    store_state(a, d);
    EVENT(a, d, what, d->status);
}

static void transfer_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!officer_acts(a, &d, &p)) return;
    const struct agency *to = agency_on(a->province, act_text(a, "agency"), when_day(a->happened_at));
    if (!to || str_eq(to->code, d.agency)) {
        act_refuse(a, N_("Choose another agency that exists today."), "agency");
        return;
    }
    hand_over(a, &d, to, "transferred");
}

/* When an agency ends (as on 1 July 2025), its heir takes over its open dossiers. The clock runs on. */
static void hand_on_apply(struct act *a) {
    struct dossier d;
    int day = when_day(a->happened_at);
    if (!dossier_for_act(a, &d,
                         IN(ST_FILED) | OPEN | WAITING | IN(ST_STOPPED) | IN(ST_WITHDRAWN) | IN(ST_DONE)))
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

/* ---- the acts ---- */

static const struct act_field dossier_fields[] = {DOSSIER};
static const struct act_field transfer_fields[] = {DOSSIER, TEXT("agency", 40, NEEDED), REASON};

const struct act_kind transfer_acts[] = {
    {.name = "dossier.transfer",
     .en = N_("Passed to another agency"),
     .by = R_OFFICER | R_ADMIN,
     FIELDS(transfer_fields),
     .apply = transfer_apply},
    {.name = "dossier.hand_on",
     .en = N_("Taken over by the agency that succeeds"),
     .by = R_SYSTEM,
     FIELDS(dossier_fields),
     .apply = hand_on_apply},
    {0},
};
const struct rule transfer_rules[] = {
    {.act = "dossier.transfer", .in = IN(ST_FILED) | OPEN, .who = STEP},
    {0},
};
