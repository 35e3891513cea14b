/* Acts that the clock alone makes due: a supplement that never came, an agency that ended, personal data kept
 * for their full time. */
#include "acts.h"

enum { WAKE_MAX = 200 }; /* acts asked for by one tick; the next tick takes the rest */

/* Whether a supplement is overdue: calendar days after the day of the request. Without supplement_days it
 * never is. */
static bool time_ran_out(const struct procedure *p, i64 since, i64 now) {
    return p->supplement_days && when_day(now) > when_day(since) + (int)p->supplement_days;
}

static void lapse_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!dossier_for_act(a, &d, IN(ST_SUPPLEMENT)) || !(p = pinned_procedure(a, &d))) return;
    if (time_ran_out(p, d.paused_at, a->happened_at)) close_as(a, &d, ST_STOPPED, "lapsed");
    else act_refuse(a, N_("The submitter still has time to send the supplement."), "dossier");
}

/* Open dossiers of agencies that ended and have an heir; at most WAKE_MAX, into out. */
static size_t of_ended_agencies(struct db *db, const struct province *p, int day, i64 *out) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_agencies; i++) {
        str code = p->agencies[i].code;
        bool listed = false; /* an agency has one row for each name it had; take its code once */
        for (size_t k = 0; k < i; k++) listed |= str_eq(p->agencies[k].code, code);
        if (listed || agency_on(p, code, day) || !agency_heir(p, code, day)) continue;
        struct rows r =
            db_ask(db, SQL("SELECT n FROM dossier WHERE agency = $1 AND " UNENDED " ORDER BY n LIMIT 200"),
                   VT(code));
        while (rows_next(&r) && n < WAKE_MAX) out[n++] = row_int(&r, 0);
        rows_end(&r);
    }
    return n;
}

/* Dossiers whose supplement is overdue; at most WAKE_MAX, into out. */
static size_t supplement_overdue(struct db *db, i64 now, i64 *out) {
    size_t n = 0;
    struct rows r =
        db_ask(db,
               SQL("SELECT n, procedure, procedure_act, paused_at FROM dossier"
                   " WHERE paused_at > 0 AND paused_at < $1 AND " SUPPLEMENT_STATUS " ORDER BY paused_at"),
               VN(now - DAY));
    while (rows_next(&r) && n < WAKE_MAX) {
        const struct procedure *p = procedure_at(db, row_text(&r, 1), row_int(&r, 2));
        if (p && time_ran_out(p, row_int(&r, 3), now)) out[n++] = row_int(&r, 0);
    }
    rows_end(&r);
    return n;
}

/* Dossiers whose personal data were kept for keep_years, as the procedure in force says; at most WAKE_MAX. */
static size_t retention_over(struct db *db, const struct province *p, int day, i64 *out) {
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

static void dossiers_wake(struct act *a) {
    i64 v[WAKE_MAX];
    size_t n = of_ended_agencies(a->db, a->province, when_day(a->happened_at), v);
    for (size_t i = 0; i < n; i++) act_then(a, "dossier.hand_on", fields_about(v[i]));
    if (n) return;
    n = supplement_overdue(a->db, a->happened_at, v);
    for (size_t i = 0; i < n; i++) act_then(a, "dossier.lapse", fields_about(v[i]));
    if (n) return;
    n = retention_over(a->db, a->province, when_day(a->happened_at), v);
    for (size_t i = 0; i < n; i++) erase_then(a, v[i]);
}

bool dossier_wakes(struct db *db, const struct province *p, i64 now) {
    i64 v[WAKE_MAX];
    return of_ended_agencies(db, p, when_day(now), v) || supplement_overdue(db, now, v) ||
           retention_over(db, p, when_day(now), v);
}

static const struct act_field dossier_fields[] = {DOSSIER};
const struct act_kind wake_acts[] = {
    {.name = "dossier.lapse",
     .en = N_("Stopped: no supplement came in time"),
     .by = R_SYSTEM,
     FIELDS(dossier_fields),
     .apply = lapse_apply},
    {0},
};
const struct follow wake_follows[] = {{.kind = "house.tick", .then = dossiers_wake}, {0}};
