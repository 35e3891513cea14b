/* What all acts on a dossier share: load and judge it, store its state, pause and end it. */
#include "acts.h"

bool dossier_for_act(struct act *a, struct dossier *d, unsigned statuses) {
    if (!dossier_load(a->db, act_int(a, "dossier"), d)) {
        act_refuse(a, N_("There is no such dossier."), "dossier");
        return false;
    }
    if (act_stale(a, d->last_act)) return false;
    if (!(statuses >> d->status & 1)) {
        act_refuse(a, N_("The dossier is no longer in a state where this can be done."), "dossier");
        return false;
    }
    /* The last event by act is the last in time too: this check let none in before another. */
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

const struct procedure *pinned_procedure(struct act *a, const struct dossier *d) {
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
    /* apart: naming an indexed column makes SQLite rewrite its index, and these rarely change */
    db_run(a->db,
           SQL("UPDATE dossier"
               " SET received_at = $2, paused_at = $3, decided_at = $4"
               " WHERE n = $1 AND (received_at <> $2 OR paused_at <> $3 OR decided_at <> $4)"),
           VN(d->n), VN(d->received_at), VN(d->paused_at), VN(d->decided_at));
}

void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province) {
    struct due due = dossier_due(a->db, province, p, d);
    d->due_at = act_decide_int(a, "due", due.at);
    d->unsure_day = (int)act_decide_int(a, "unsure_day", due.unsure_day);
    if (due.at) d->first_due = d->due_at; /* first_due moves nowhere else */
}

void follow_linked(struct act *a, const struct dossier *d, const char *kind, const char *reason) {
    struct rows r =
        db_ask(a->db,
               SQL("SELECT n FROM dossier"
                   " WHERE parent = $1 AND parent > 0 AND desk = $2 AND " FILED_STATUS " ORDER BY n"),
               VN(d->n), VT(d->desk));
    while (rows_next(&r)) {
        json_t *f = json_object();
        json_put_int(f, "dossier", row_int(&r, 0));
        if (reason) json_put(f, "reason", act_text(a, reason));
        act_then(a, kind, f);
    }
    rows_end(&r);
}

/* ---- waiting: the clock stands still ---- */

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

void resume_handling(struct act *a, struct dossier *d, const struct procedure *p, const char *what) {
    pause_end(a, d);
    d->status = ST_HANDLING;
    set_due(a, d, p, a->province);
    store_state(a, d);
    EVENT(a, d, what, ST_HANDLING);
}

void close_as(struct act *a, struct dossier *d, int status, const char *what) {
    if (d->paused_at) pause_end(a, d);
    d->due_at = 0;
    d->status = status;
    d->step = (str){0};
    d->closed_at = a->happened_at;
    store_state(a, d);
    bool late = d->first_due && a->happened_at > d->first_due;
    event_add(a, d, what, status, (struct event_facts){.late = late, .timing = late ? S("late") : (str){0}});
}

json_t *fields_about(i64 dossier) {
    json_t *f = json_object();
    json_put_int(f, "dossier", dossier);
    return f;
}
