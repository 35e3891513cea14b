/* Dossiers in the database: their tables, and reading one. */
#include "acts.h"
#include "journal/view.h"

const char *status_name(int status) {
    static const char *const names[] = {
        [ST_FILED] = N_("Newly filed"),
        [ST_RECEIVED] = N_("Received"),
        [ST_NOT_RECEIVED] = N_("Not received"),
        [ST_HANDLING] = N_("Being handled"),
        [ST_SUPPLEMENT] = N_("Supplement requested"),
        [ST_PAYMENT] = N_("Payment requested"),
        [ST_WITHDRAWN] = N_("Withdrawal requested by the citizen"),
        [ST_STOPPED] = N_("Handling stopped"),
        [ST_DONE] = N_("Handling finished"),
        [ST_RETURNED] = N_("Result returned"),
    };
    return status >= 1 && (size_t)status < COUNT(names) ? names[status] : N_("Unknown");
}

const struct table dossier_tables[] = {
    {.name = "dossier",
     .ddl = "CREATE TABLE dossier (n BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
            " procedure TEXT NOT NULL, procedure_act BIGINT NOT NULL, desk TEXT NOT NULL,"
            " agency TEXT NOT NULL, unit TEXT NOT NULL, channel TEXT NOT NULL,"
            " submitter BIGINT NOT NULL, submitter_name TEXT, owner_name TEXT, owner_fold TEXT,"
            " phone TEXT, status BIGINT NOT NULL, step TEXT NOT NULL, filed_at BIGINT NOT NULL,"
            " reply_by BIGINT NOT NULL, received_at BIGINT NOT NULL, due_at BIGINT NOT NULL,"
            " first_due BIGINT NOT NULL, unsure_day BIGINT NOT NULL, paused_at BIGINT NOT NULL,"
            " decided_at BIGINT NOT NULL, returned_at BIGINT NOT NULL,"
            " answers_act BIGINT NOT NULL, last_act BIGINT NOT NULL, paper TEXT,"
            " parent BIGINT NOT NULL, period TEXT NOT NULL, sub BIGINT NOT NULL,"
            " clock_from BIGINT NOT NULL, second_due BIGINT NOT NULL, closed_at BIGINT NOT NULL,"
            " negative BIGINT NOT NULL, fee BIGINT NOT NULL, paid_how TEXT NOT NULL,"
            " filer TEXT NOT NULL, act BIGINT NOT NULL);"
            "CREATE INDEX dossier_desk ON dossier (desk, status, reply_by)"
            " WHERE desk <> agency;"
            "CREATE INDEX dossier_book ON dossier (desk, received_at, n)"
            " WHERE received_at > 0;"
            "CREATE INDEX dossier_submitter ON dossier (submitter, n);"
            "CREATE INDEX dossier_parent ON dossier (parent)"
            " WHERE parent > 0;"
            "CREATE INDEX dossier_duty ON dossier (procedure, period, filer)"
            " WHERE period <> '';"
            /* Holds all that the officers' queue counts and sorts by. Only open dossiers are in it, so that a
               filing touches one page of a small index. */
            "CREATE INDEX dossier_open ON dossier (agency, status, reply_by, first_due,"
            " paused_at, due_at, decided_at, channel, procedure)"
            " WHERE " UNENDED ";"
            "CREATE INDEX dossier_done ON dossier (agency, last_act)"
            " WHERE status = 10 OR closed_at > 0;"
            "CREATE INDEX dossier_waiting ON dossier (paused_at)"
            " WHERE paused_at > 0;"
            "CREATE INDEX dossier_owner ON dossier (agency, owner_fold);"
            "CREATE INDEX dossier_paper ON dossier (n)"
            " WHERE " WITHOUT_PAPER ";"
            "CREATE INDEX dossier_act ON dossier (act);"
            "CREATE INDEX dossier_kept ON dossier (procedure, (returned_at + closed_at))"
            " WHERE " ENDED_UNERASED,
     .key = "n",
     .personal = "submitter_name, owner_name, owner_fold, phone, paper",
     .file = "paper"},
    {.name = "dossier_event",
     .ddl = "CREATE TABLE dossier_event (act BIGINT NOT NULL" EVENT_COLUMNS_ALL(
         EVENT_DDL) ", PRIMARY KEY (act, i));"
                    "CREATE INDEX dossier_event_dossier ON dossier_event (dossier, act);"
                    /* Holds all that a year's figure reads: SQLite counts 325,000 events in a tenth of a
                       second without touching the table. */
                    "CREATE INDEX dossier_event_figures ON dossier_event (what, day, act, service,"
                    " agency, channel, field, procedure, month, late, wholly_online, timing, worked)"
                    " WHERE " COUNTED ";"
                    "CREATE INDEX dossier_event_procedure ON dossier_event (procedure, agency, day, act)"
                    " WHERE what = 'filed'",
     .key = "act, i"},
    {.name = "dossier_file",
     .ddl = "CREATE TABLE dossier_file (act BIGINT NOT NULL, i BIGINT NOT NULL,"
            " dossier BIGINT NOT NULL, doc TEXT NOT NULL, sha TEXT, bytes BIGINT NOT NULL,"
            " type TEXT NOT NULL, name TEXT, PRIMARY KEY (act, i));"
            " CREATE INDEX dossier_file_dossier ON dossier_file (dossier)",
     .key = "act, i",
     .personal = "name, sha",
     .file = "sha"},
    {.name = "pause",
     .ddl = "CREATE TABLE pause (dossier BIGINT NOT NULL, act BIGINT NOT NULL,"
            " from_at BIGINT NOT NULL, until_at BIGINT NOT NULL, why TEXT NOT NULL,"
            " PRIMARY KEY (dossier, act))",
     .key = "dossier, act"},
    {.name = "code_counter",
     /* `day` comes first in the key, so that one day's counters share a page. */
     .ddl = "CREATE TABLE code_counter (desk TEXT NOT NULL, day BIGINT NOT NULL,"
            " n BIGINT NOT NULL, PRIMARY KEY (day, desk))",
     .key = "day, desk"},
    {.name = "paper_number",
     .ddl = "CREATE TABLE paper_number (agency TEXT NOT NULL, kind TEXT NOT NULL,"
            " year BIGINT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (agency, kind, year))",
     .key = "agency, kind, year"},
    {.name = "procedure_entry",
     .ddl = "CREATE TABLE procedure_entry (act BIGINT NOT NULL, code TEXT NOT NULL,"
            " field TEXT NOT NULL, online TEXT NOT NULL, sample BIGINT NOT NULL,"
            " level TEXT NOT NULL, service BIGINT NOT NULL, removed BIGINT NOT NULL,"
            " PRIMARY KEY (act, code));"
            " CREATE INDEX procedure_entry_code ON procedure_entry (code, act)",
     .key = "act, code"},
    {0},
};

/* ---- reading ---- */

struct dossier dossier_row(const struct rows *r) {
    struct dossier d = {.n = row_int(r, 0),
                        .code = row_text(r, 1),
                        .procedure = row_text(r, 2),
                        .procedure_act = row_int(r, 3),
                        .desk = row_text(r, 4),
                        .agency = row_text(r, 5),
                        .unit = row_text(r, 6),
                        .submitter = row_int(r, 8),
                        .submitter_name = row_text(r, 9),
                        .owner_name = row_text(r, 10),
                        .phone = row_text(r, 11),
                        .status = (int)row_int(r, 12),
                        .step = row_text(r, 13),
                        .filed_at = row_int(r, 14),
                        .reply_by = row_int(r, 15),
                        .received_at = row_int(r, 16),
                        .due_at = row_int(r, 17),
                        .first_due = row_int(r, 18),
                        .unsure_day = (int)row_int(r, 19),
                        .paused_at = row_int(r, 20),
                        .decided_at = row_int(r, 21),
                        .returned_at = row_int(r, 22),
                        .answers_act = row_int(r, 23),
                        .last_act = row_int(r, 24),
                        .paper = row_text(r, 25),
                        .parent = row_int(r, 26),
                        .period = row_text(r, 27),
                        .sub = (int)row_int(r, 28),
                        .clock_from = row_int(r, 29),
                        .second_due = row_int(r, 30),
                        .closed_at = row_int(r, 31),
                        .negative = row_int(r, 32) != 0,
                        .fee = row_int(r, 33),
                        .paid_how = row_text(r, 34),
                        .filer = row_text(r, 35)};
    channel_parse(row_text(r, 7), &d.channel);
    return d;
}

bool dossier_load(struct db *db, i64 n, struct dossier *out) {
    struct rows r = db_ask(db, SQL("SELECT " DOSSIER_COLUMNS " FROM dossier WHERE n = $1"), VN(n));
    bool found = rows_next(&r);
    if (found) *out = dossier_row(&r);
    rows_end(&r);
    return found;
}

bool dossier_by_code(struct db *db, str code, struct dossier *out) {
    struct rows r = db_ask(db, SQL("SELECT " DOSSIER_COLUMNS " FROM dossier WHERE code = $1"), VT(code));
    bool found = rows_next(&r);
    if (found) *out = dossier_row(&r);
    rows_end(&r);
    return found;
}

size_t dossier_pauses(struct db *db, i64 n, struct pause **out) {
    struct pause *v = NULL;
    size_t count = 0, cap = 0;
    struct rows r = db_ask(db,
                           SQL("SELECT from_at, until_at, why FROM pause WHERE dossier = $1"
                               " ORDER BY from_at, act"),
                           VN(n));
    while (rows_next(&r)) {
        GROW(v, count, cap);
        v[count++] = (struct pause){.from = row_int(&r, 0), .to = row_int(&r, 1), .why = row_text(&r, 2)};
    }
    *out = v;
    return count;
}

str dossier_waits(struct db *db, i64 n) {
    return db_text(db, SQL("SELECT why FROM pause WHERE dossier = $1 AND until_at = 0"), VN(n));
}

bool supplements_left(struct db *db, const struct province *p, const struct dossier *d) {
    i64 limit = p->supplement_limit;
    return !limit || db_int(db, SQL("SELECT COUNT(*) FROM pause WHERE dossier = $1 AND why = 'supplement'"),
                            VN(d->n)) < limit;
}

struct due dossier_due(struct db *db, const struct province *p, const struct procedure *proc,
                       const struct dossier *d) {
    struct pause *pauses;
    size_t n = dossier_pauses(db, d->n, &pauses), old = 0;
    /* pauses that ended before clock_from do not count: the supplement restarted the term */
    while (old < n && pauses[old].to && pauses[old].to <= d->clock_from) old++;
    return clock_due(&p->calendar, proc->channels[d->channel].term, d->clock_from, pauses + old, n - old);
}

struct due dossier_reply(const struct province *p, i64 filed_at) {
    struct term reply = {.unit = TERM_WORKING_HOURS, .value = (int)(p->reply_seconds / HOUR), .cutoff = -1};
    return clock_due(&p->calendar, reply, filed_at, NULL, 0);
}

json_t *dossier_acts_of(struct db *db, i64 n) {
    json_t *acts = json_array();
    struct rows r =
        db_ask(db, SQL("SELECT DISTINCT act FROM dossier_event WHERE dossier = $1 ORDER BY act"), VN(n));
    while (rows_next(&r)) json_array_append_new(acts, json_integer(row_int(&r, 0)));
    return acts;
}

static void answers_add(json_t *to, const json_t *fields) {
    json_object_update(to, json_object_get(fields, "answers"));
    if (json_object_get(fields, "answers_personal"))
        json_object_update(to, json_object_get(fields, "answers_personal"));
}

json_t *dossier_answers(struct db *db, const struct dossier *d, bool *out_erased) {
    json_t *all = json_object();
    answers_add(all, act_fields(db, d->answers_act, out_erased));
    return all;
}

json_t *dossier_all_answers(struct db *db, const struct dossier *d, i64 before, bool *out_erased) {
    json_t *all = dossier_answers(db, d, out_erased);
    struct rows r = db_ask(db,
                           SQL("SELECT act FROM dossier_event"
                               " WHERE dossier = $1 AND what = 'step' AND act < $2 ORDER BY act"),
                           VN(d->n), VN(before));
    while (rows_next(&r)) answers_add(all, act_fields(db, row_int(&r, 0), NULL));
    rows_end(&r);
    return all;
}

void answers_split(const struct field *fields, size_t n, const json_t *answers, json_t *out_plain,
                   json_t *out_personal) {
    for (size_t i = 0; i < n; i++) {
        const char *id = str_z(fields[i].id);
        json_t *v = json_object_get(answers, id);
        if (v && field_asked(&fields[i], answers))
            json_object_set(fields[i].personal ? out_personal : out_plain, id, v);
    }
}

/* ---- whose it is ---- */

bool dossier_own(const struct province *p, const struct dossier *d, const struct actor *who, int day) {
    if (!d->filer.n) return who->person > 0 && who->person == d->submitter;
    if (!(who->roles & R_OFFICER) || !who->agency.n) return false;
    const struct agency *now = agency_heir(p, d->filer, day);
    return str_eq(who->agency, now ? now->code : d->filer);
}

bool dossier_mine(const struct request *r, const struct dossier *d) {
    struct actor who = {.person = r->who.person, .roles = r->roles, .agency = r->agency};
    return dossier_own(r->province, d, &who, when_day(r->now));
}

bool dossier_visible(const struct request *r, const struct dossier *d) {
    if (dossier_mine(r, d)) return true;
    bool officer = (r->roles & R_OFFICER) && r->agency.n;
    return officer && (str_eq(r->agency, d->desk) || str_eq(r->agency, d->agency));
}

bool dossier_declared_by(struct db *db, const struct dossier *d, i64 person) {
    if (d->submitter == person) return true;
    return db_int(db,
                  SQL("SELECT j.n FROM dossier_event e"
                      " JOIN " ACTS " AS j ON j.n = e.act"
                      " WHERE e.dossier = $1 AND j.actor = $2"
                      " AND j.kind IN ('dossier.file', 'dossier.supplement') LIMIT 1"),
                  VN(d->n), VN(person)) != 0;
}

bool dossier_late(const struct dossier *d, i64 now) {
    if (d->status == ST_FILED) return now > d->reply_by;
    if (d->decided_at) return d->first_due && d->decided_at > d->first_due;
    if (!d->first_due) return false;
    /* a pause or an end after the promised time does not undo lateness */
    if (d->paused_at || d->closed_at) return (d->paused_at ? d->paused_at : d->closed_at) > d->first_due;
    return (d->status == ST_RECEIVED || d->status == ST_HANDLING) && now > d->first_due;
}
