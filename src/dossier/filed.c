/* The act dossier.file: checks answers and papers again, finds the agency that decides, allots the code, and
 * opens interlinked dossiers. */
#include "acts.h"
#include "base/text.h"

/* ---- answers and papers ---- */

json_t *all_answers(const struct act *a) {
    json_t *all = json_object();
    json_object_update(all, act_json(a, "answers"));
    if (act_json(a, "answers_personal")) json_object_update(all, act_json(a, "answers_personal"));
    return all;
}

bool fields_right(struct act *a, const struct field *fields, size_t n, const json_t *answers, size_t *known) {
    for (size_t i = 0; i < n; i++) {
        const char *id = str_z(fields[i].id);
        if (json_object_get(answers, id)) ++*known;
        if (!field_asked(&fields[i], answers)) continue;
        const char *wrong = field_check(&fields[i], answers, when_day(a->happened_at), a->province);
        if (wrong) {
            act_refuse(a, wrong, id);
            return false;
        }
        if (json_object_get(act_json(a, fields[i].personal ? "answers" : "answers_personal"), id)) {
            act_refuse(a, N_("A personal answer stands where it could not be erased."), id);
            return false;
        }
    }
    return true;
}

bool answers_right(struct act *a, const struct procedure *p, const json_t *answers) {
    size_t known = 0;
    for (size_t g = 0; g < p->n_groups; g++)
        if (!fields_right(a, p->groups[g].fields, p->groups[g].n_fields, answers, &known)) return false;
    if (known == json_object_size(answers)) return true;
    act_refuse(a, N_("The form holds an answer to a question that was not asked."), "answers");
    return false;
}

static bool accepted(const struct document *doc, str type, i64 bytes) {
    u32 bit = str_is(type, "pdf")   ? ACCEPT_PDF
              : str_is(type, "jpg") ? ACCEPT_JPG
              : str_is(type, "png") ? ACCEPT_PNG
                                    : 0;
    return doc && (doc->accept & bit) && bytes > 0 && bytes <= doc->max_bytes;
}

bool files_accepted(struct act *a, const struct procedure *p) {
    json_t *f;
    size_t i;
    u8 raw[32];
    json_array_foreach(act_json(a, "files"), i, f) {
        const struct document *doc = procedure_document(p, json_str(f, "doc"));
        if (accepted(doc, json_str(f, "type"), json_int(f, "bytes")) &&
            unhex(json_str(f, "sha"), raw, sizeof raw))
            continue;
        act_refuse(a, N_("A paper is of a kind or size that is not accepted."), "files");
        return false;
    }
    return true;
}

/* The officer saw the original. Nobody can show an original online. */
static bool shown_at_the_counter(const struct act *a, str doc) {
    size_t i;
    json_t *v;
    if (!(a->actor.roles & R_OFFICER) || str_is(act_text(a, "channel"), "online")) return false;
    json_array_foreach(act_json(a, "shown"), i, v) if (str_eq(str_c(json_string_value(v)), doc)) return true;
    return false;
}

static bool files_right(struct act *a, const struct procedure *p) {
    json_t *files = act_json(a, "files"), *f;
    size_t i;
    if (!files_accepted(a, p)) return false;
    for (size_t k = 0; k < p->n_documents; k++) {
        bool there = false;
        json_array_foreach(files, i, f) there |= str_eq(json_str(f, "doc"), p->documents[k].id);
        there |= shown_at_the_counter(a, p->documents[k].id);
        if (there || !p->documents[k].required) continue;
        act_refuse(a, N_("A required paper is missing."), str_z(p->documents[k].id));
        return false;
    }
    return true;
}

void store_files(struct act *a, i64 dossier) {
    json_t *files = act_json(a, "files"), *names = act_json(a, "file_names"), *f;
    size_t i;
    json_array_foreach(files, i, f) {
        const json_t *name = json_array_get(names, i);
        db_run(a->db,
               SQL("INSERT INTO dossier_file (act, i, dossier, doc, sha, bytes, type, name)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
               VN(a->n), VN((i64)i), VN(dossier), VT(json_str(f, "doc")), VT(json_str(f, "sha")),
               VN(json_int(f, "bytes")), VT(json_str(f, "type")),
               act_erased(a) ? VNIL : VT(str_c(json_string_value(name))));
    }
}

/* ---- dossier.file ---- */

static bool choose_agency(struct act *a, const struct procedure *p, const json_t *answers,
                          struct dossier *d) {
    int day = when_day(a->happened_at);
    const struct agency *agency = NULL;
    bool counter = (a->actor.roles & R_OFFICER) && d->channel != CHANNEL_ONLINE;
    if (p->chosen_from.n) {
        d->unit = act_decide_text(a, "unit", json_str(answers, str_z(p->chosen_from)));
        agency = agency_of_kind(a->province, d->unit, p->decided_kind, day);
    } else {
        agency = agency_on(a->province, p->decided_agency, day);
        /* an agency's own figure concerns its own unit, whichever agency receives it */
        const struct agency *own = p->by_agency ? agency_on(a->province, a->actor.agency, day) : NULL;
        if (agency) d->unit = act_decide_text(a, "unit", own ? own->unit : agency->unit);
    }
    if (!agency) {
        act_refuse(a, N_("No agency decides this for the place chosen on that day."), str_z(p->chosen_from));
        return false;
    }
    d->agency = act_decide_text(a, "agency", agency->code);
    d->desk = act_text(a, "desk");
    const struct agency *front =
        p->decided_kind.n && p->any_desk ? agency_for_unit(a->province, d->unit, day) : agency;
    /* a commune's one-stop desk also receives for its police */
    if (!d->desk.n) d->desk = counter ? a->actor.agency : front ? front->code : d->agency;
    bool mine = !counter || a->cause || str_eq(d->desk, a->actor.agency);
    if (!agency_on(a->province, d->desk, day) || (!p->any_desk && !str_eq(d->desk, d->agency)) || !mine) {
        act_refuse(a, N_("This desk does not receive this procedure."), "desk");
        return false;
    }
    d->desk = act_decide_text(a, "desk", d->desk);
    return true;
}

/* {desk}-{yyMMdd}-{counter}: per desk and day, four digits and more when needed. */
static str next_code(struct act *a, str desk) {
    int day = when_day(a->happened_at);
    struct civil c = day_civil(day);
    db_run(a->db,
           SQL("INSERT INTO code_counter (desk, day, n)"
               " VALUES ($1, $2, 1)"
               " ON CONFLICT (day, desk) DO UPDATE"
               " SET n = code_counter.n + 1"),
           VT(desk), VN(day));
    /* not RETURNING: SQLite would build a temporary table for the one number */
    i64 n = db_int(a->db, SQL("SELECT n FROM code_counter WHERE desk = $1 AND day = $2"), VT(desk), VN(day));
    return act_decide_text(
        a, "code",
        str_fmt("%.*s-%02d%02d%02d-%04lld", STR_ARG(desk), c.year % 100, c.month, c.day, (long long)n));
}

static void insert_dossier(struct act *a, const struct dossier *d) {
    bool gone = act_erased(a);
    db_run(a->db,
           SQL("INSERT INTO dossier (n, code, procedure, procedure_act, desk, agency, unit,"
               " channel, submitter, submitter_name, owner_name, owner_fold, phone, status, step,"
               " filed_at, reply_by, received_at, due_at, first_due, unsure_day, paused_at,"
               " decided_at, returned_at, answers_act, last_act, paper, parent, period, sub,"
               " clock_from, second_due, closed_at, negative, fee, paid_how, filer, act)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, '', $14, $15,"
               " 0, 0, 0, $16, 0, 0, 0, $1, $1, '', $17, $18, 0, 0, 0, 0, 0, $19, '', $20, $1)"),
           VN(d->n), VT(d->code), VT(d->procedure), VN(d->procedure_act), VT(d->desk), VT(d->agency),
           VT(d->unit), VT(str_c(channel_name(d->channel))), VN(d->submitter),
           gone ? VNIL : VT(d->submitter_name), gone ? VNIL : VT(d->owner_name),
           gone ? VNIL : VT(text_fold(d->owner_name)), gone ? VNIL : VT(d->phone), VN(d->filed_at),
           VN(d->reply_by), VN(d->unsure_day), VN(d->parent), VT(d->period), VN(d->fee), VT(d->filer));
}

/* Who may file and through which channel: citizens online; officers at the counter or by post for the person
 * before them; agencies their duties online; anybody an anonymous procedure. */
static bool filer_may(struct act *a, const struct procedure *p, struct dossier *d) {
    bool officer = (a->actor.roles & R_OFFICER) != 0,
         citizen = (a->actor.roles & R_CITIZEN) != 0 || (p->anonymous && a->actor.person == ACTOR_NOBODY);
    if (!officer && !citizen) {
        act_refuse(a, N_("You may not do this."), NULL);
        return false;
    }
    bool known = channel_parse(act_text(a, "channel"), &d->channel) && p->channels[d->channel].open;
    bool fits = p->by_agency ? officer && d->channel == CHANNEL_ONLINE
                : officer    ? d->channel != CHANNEL_ONLINE || a->cause
                             : d->channel == CHANNEL_ONLINE;
    if (!known || !fits) {
        act_refuse(a, N_("This procedure is not received this way."), "channel");
        return false;
    }
    d->submitter = p->by_agency || !officer ? a->actor.person : act_int(a, "submitter");
    if (d->submitter < 0) d->submitter = 0;
    d->parent = act_int(a, "parent");
    if (d->parent && d->parent != a->cause) {
        act_refuse(a, N_("You may not do this."), "parent");
        return false;
    }
    return true;
}

/* Whether the period is one of the duty's kind, is over, and the agency existed at its end. */
static const char *period_fault(const struct province *all, int day, const struct procedure *p,
                                const struct agency *own, str period) {
    static const char *const wrong[] = {[OWED_MONTH] = N_("Enter a month that has ended, as 2026-09."),
                                        [OWED_QUARTER] = N_("Enter a quarter that has ended, as 2026-Q3."),
                                        [OWED_YEAR] = N_("Enter a year that has ended, as 2026.")};
    int from, to;
    if (!owed_kind(all, p, own)) return N_("Your agency does not owe this.");
    if (!owed_period(p->owed, period, &from, &to) || to > day) return wrong[p->owed];
    return agency_on(all, own->code, to - 1)
               ? NULL
               : N_("Your agency did not exist on the last day of that period: it owes nothing for it.");
}

/* An agency declares once for a period. A second declaration corrects an accepted one and gives its reason
 * (field `correction`). A refused, withdrawn or stopped dossier blocks nothing. */
static struct duty_fault twice_fault(struct db *db, const struct procedure *p, const struct agency *own,
                                     const json_t *answers) {
    struct rows r = db_ask(db,
                           SQL("SELECT COUNT(*), COUNT(CASE WHEN decided_at = 0 THEN 1 END)"
                               " FROM dossier"
                               " WHERE procedure = $1 AND period = $2 AND period <> '' AND filer = $3"
                               " AND closed_at = 0 AND negative = 0"),
                           VT(p->code), VT(json_str(answers, "period")), VT(own->code));
    i64 all = rows_next(&r) ? row_int(&r, 0) : 0, open = all ? row_int(&r, 1) : 0;
    rows_end(&r);
    bool correcting = procedure_field(p, S("correction")) && !open;
    if (!all || (correcting && json_str(answers, "correction").n)) return (struct duty_fault){0};
    return correcting ? (struct duty_fault){N_("A figure for that period has been accepted. To correct it, "
                                               "write why in the field for it."),
                                            "correction"}
                      : (struct duty_fault){N_("This has been filed for that period already."), "period"};
}

struct duty_fault duty_fault(struct db *db, const struct province *all, int day, const struct procedure *p,
                             const struct agency *own, const json_t *answers) {
    const char *why = period_fault(all, day, p, own, json_str(answers, "period"));
    return why ? (struct duty_fault){why, "period"} : twice_fault(db, p, own, answers);
}

/* What an agency files for itself: while it exists, for its own unit, and a duty once a period. */
static bool duty_right(struct act *a, const struct procedure *p, const json_t *answers, struct dossier *d) {
    if (!p->by_agency) return true;
    const struct agency *own = agency_on(a->province, a->actor.agency, when_day(a->happened_at));
    const struct field *unit = procedure_unit(p);
    if (!own) {
        act_refuse(a, N_("Your agency exists no longer: nothing is owed in its name."), NULL);
        return false;
    }
    if (unit && !str_eq(own->unit, json_str(answers, str_z(unit->id)))) {
        act_refuse(a, N_("An agency files what it owes for its own unit."), str_z(unit->id));
        return false;
    }
    d->filer = own->code;
    if (!p->owed) return true;
    d->period = json_str(answers, "period");
    struct duty_fault wrong = duty_fault(a->db, a->province, when_day(a->happened_at), p, own, answers);
    if (wrong.why) {
        act_refuse(a, wrong.why, wrong.field);
        return false;
    }
    /* a sealed year refuses no declaration; the result and the form (declared_notes) say so */
    int sealed = declared_sealed(a->db, a->province, d->period, 0);
    if (sealed) act_decide_int(a, "sealed_year", sealed);
    return true;
}

bool same_duty(struct act *a, const struct procedure *p, const struct dossier *d, const json_t *answers) {
    const struct field *unit = procedure_unit(p);
    const struct agency *own = agency_on(a->province, d->filer, 0);
    bool same = !d->filer.n || ((!d->period.n || str_eq(d->period, json_str(answers, "period"))) &&
                                (!unit || !own || str_eq(own->unit, json_str(answers, str_z(unit->id)))));
    if (!same)
        act_refuse(
            a,
            N_("The period and the unit stay those it was filed for. For another period, file another one."),
            "period");
    return same;
}

static json_t *answers_for(const struct procedure *p, const struct opened *as, const json_t *answers,
                           bool personal) {
    json_t *o = json_object();
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++) {
            const struct field *f = &p->groups[g].fields[i];
            json_t *v = json_object_get(answers, str_z(opened_from(as, f->id)));
            if (v && f->personal == personal) json_object_set(o, str_z(f->id), v);
        }
    return o;
}

/* Interlinked procedures (liên thông): asks for a dossier.file act of each procedure that `p` opens, with the
 * answers and papers it needs. Each has its own clock. */
static void open_linked(struct act *a, const struct procedure *p, const struct dossier *d,
                        const json_t *answers) {
    for (size_t k = 0; k < p->n_opens; k++) {
        const struct procedure *o = procedure_of(a->province, p->opens[k].procedure);
        if (!o) continue;
        json_t *f = json_object(), *files = json_array(), *names = json_array(), *v;
        size_t i;
        json_array_foreach(act_json(a, "files"), i, v) {
            if (!procedure_document(o, json_str(v, "doc"))) continue;
            json_array_append(files, v);
            json_t *name = json_array_get(act_json(a, "file_names"), i);
            json_array_append(names, name ? name : json_string(""));
        }
        json_put(f, "procedure", o->code);
        json_put_int(f, "procedure_act", o->act);
        json_put(f, "channel", str_c(channel_name(d->channel)));
        json_put(f, "desk", o->any_desk ? d->desk : (str){0});
        json_put_int(f, "submitter", d->submitter);
        json_put_int(f, "parent", d->n);
        json_put(f, "submitter_name", d->submitter_name);
        json_put(f, "phone", d->phone);
        json_object_set_new(f, "answers", answers_for(o, &p->opens[k], answers, false));
        json_object_set_new(f, "answers_personal", answers_for(o, &p->opens[k], answers, true));
        json_object_set_new(f, "files", files);
        json_object_set_new(f, "file_names", names);
        act_then(a, "dossier.file", f);
    }
}

static void file_apply(struct act *a) {
    json_t *answers = all_answers(a);
    struct dossier d = {.n = a->n,
                        .procedure = act_text(a, "procedure"),
                        .procedure_act = act_int(a, "procedure_act"),
                        .filed_at = a->happened_at};
    const struct procedure *p = pinned_procedure(a, &d);
    if (!p || !filer_may(a, p, &d)) return;
    if (!act_erased(a) && (!answers_right(a, p, answers) || !files_right(a, p))) return;
    if (!choose_agency(a, p, answers, &d) || !duty_right(a, p, answers, &d)) return;
    d.code = next_code(a, d.desk);
    struct due reply = dossier_reply(a->province, d.filed_at);
    d.reply_by = act_decide_int(a, "reply_by", reply.at);
    d.unsure_day = (int)act_decide_int(a, "unsure_day", reply.unsure_day);
    d.fee = act_decide_int(a, "fee", p->channels[d.channel].fee);
    json_put_int(a->result, "dossier", d.n);
    d.submitter_name = act_text(a, "submitter_name");
    d.phone = act_text(a, "phone");
    const struct agency *own = d.filer.n ? agency_on(a->province, d.filer, when_day(a->happened_at)) : NULL;
    d.owner_name = own ? own->name.vi : json_str(answers, str_z(p->owner_field));
    if (!d.owner_name.n) d.owner_name = d.submitter_name;
    insert_dossier(a, &d);
    store_files(a, d.n);
    EVENT(a, &d, "filed", ST_FILED);
    open_linked(a, p, &d, answers);
    if (act_int(a, "receive")) {
        json_t *f = json_object();
        json_put_int(f, "dossier", d.n);
        act_then(a, "dossier.receive", f);
    }
}

/* ---- the act ---- */

static const struct act_field file_fields[] = {TEXT("procedure", 40, NEEDED),
                                               INT("procedure_act", NEEDED),
                                               TEXT("channel", 10, NEEDED),
                                               TEXT("desk", 40, 0),
                                               INT("submitter", 0),
                                               TEXT("submitter_name", 400, PERSONAL),
                                               TEXT("phone", 40, PERSONAL),
                                               TEXT("citizen_id", 20, PERSONAL),
                                               INT("receive", 0),
                                               ARRAY("shown", 4096, 0),
                                               INT("parent", 0),
                                               ANSWERS,
                                               FILES};
const struct act_kind filed_acts[] = {
    {.name = "dossier.file",
     .en = N_("Dossier filed"),
     .by = R_ANYONE | R_CITIZEN | R_OFFICER,
     FIELDS(file_fields),
     .apply = file_apply},
    {0},
};
