/* What follows an adoption: due times that the new calendar moves, and the procedures in force. */
#include "acts.h"

static void reschedule_apply(struct act *a) {
    struct dossier d;
    const struct procedure *p;
    if (!dossier_for_act(a, &d, IN(ST_RECEIVED) | IN(ST_HANDLING)) || !(p = pinned_procedure(a, &d))) return;
    json_put_int(a->result, "old_due", d.due_at);
    set_due(a, &d, p, a->province);
    store_state(a, &d);
    EVENT(a, &d, "rescheduled", d.status);
}

/* Asks for a dossier.reschedule act for each open dossier whose due time the new calendar moves. */
static void reschedule_all(struct act *a) {
    struct rows r = db_ask(a->db, SQL("SELECT " DOSSIER_COLUMNS " FROM dossier"
                                      " WHERE " UNENDED " AND " OPEN_STATUS " ORDER BY n + 0"));
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

static const struct act_field dossier_fields[] = {DOSSIER};
const struct act_kind adopted_acts[] = {
    {.name = "dossier.reschedule",
     .en = N_("Due time moved by a change of the calendar"),
     .by = R_SYSTEM | R_ADMIN,
     FIELDS(dossier_fields),
     .apply = reschedule_apply},
    {0},
};
const struct follow adopted_follows[] = {{.kind = "province.adopt", .then = entries_follow}, {0}};
