/* The acts on a register: a decision enters, an administrator imports, the keeping agency corrects or
 * strikes. Versions are added, never changed; the end of a version is noted in it. Personal values stand only
 * in the row of the act that brought them, so that erasing the act erases them. */
#include "register.h"

#include "base/text.h"
#include "dossier/dossier.h"

/* ---- writing a version ---- */

static const struct reg *register_of_act(struct act *a) {
    const struct reg *g = reg_of(a->province, act_text(a, "register"));
    if (!g) act_refuse(a, N_("There is no such register."), "register");
    return g;
}

static struct val number_of(const struct field *f, str text) {
    i64 n;
    int day;
    if (f->type == FIELD_NUMBER && str_to_int(text, &n)) return VN(n);
    if (f->type == FIELD_DATE && day_parse(text, &day)) return VN(day);
    if (f->type == FIELD_YES_NO) return VN(str_is(text, "yes"));
    return VNIL;
}

/* The values of the key fields, folded, so that "0100 Ltd" and "0100 LTD" are one; empty if a value is
 * missing. */
static str key_of(const struct reg *g, const json_t *values) {
    struct out o = {0};
    for (size_t i = 0; i < g->n_key; i++) {
        str v = text_fold(json_str(values, str_z(g->key[i])));
        if (!v.n) return (str){0};
        out_fmt(&o, "%s%.*s", i ? "|" : "", STR_ARG(v));
    }
    return out_all(&o);
}

static str words_of(const struct reg *g, const json_t *values) {
    struct out o = {0};
    for (size_t i = 0; i < g->n_fields; i++) {
        str v = g->fields[i].search ? text_fold(json_str(values, str_z(g->fields[i].f.id))) : (str){0};
        if (v.n) out_fmt(&o, " %.*s", STR_ARG(v));
    }
    return out_all(&o);
}

/* Reads a date, or a period as its last day. */
static bool day_said(str s, int *out) {
    int from, to;
    if (day_parse(s, out)) return true;
    if (!period_days(s, &from, &to)) return false;
    *out = to - 1;
    return true;
}

/* Sets unit, agency, keeper, day and key of an entry, from its values where the register has such fields. */
static void entry_place(struct act *a, const struct reg *g, struct entry *e, const json_t *values) {
    int today = when_day(a->happened_at), day = 0;
    str unit = json_str(values, str_z(g->unit_field)), whose = json_str(values, str_z(g->agency_field));
    const struct agency *body = whose.n ? agency_on(a->province, whose, 0) : NULL;
    if (unit.n || body) e->unit = unit.n ? unit : body->unit;
    if (g->day_field.n && day_said(json_str(values, str_z(g->day_field)), &day)) e->day = day;
    const struct agency *own = agency_for_unit(a->province, e->unit, today);
    if (!e->keeper.n) e->keeper = g->kept_by.n ? g->kept_by : own ? own->code : (str){0};
    e->agency = body ? body->code : own ? own->code : e->keeper;
    e->key = key_of(g, values);
}

static void end_version(struct act *a, const struct entry *old, const char *what) {
    db_run(a->db,
           SQL("UPDATE register_entry"
               " SET until_act = $3, until_day = $4, until_what = $5"
               " WHERE act = $1 AND i = $2"),
           VN(old->act), VN(old->i), VN(a->n), VN(when_day(a->happened_at)), VT(str_c(what)));
}

static void entry_store(struct act *a, const struct reg *g, const struct entry *e, const json_t *values,
                        const json_t *personal) {
    bool nothing = act_erased(a) || !json_object_size(personal);
    db_run(a->db,
           SQL("INSERT INTO register_entry (act, i, register, n, entry_key, dossier, unit, agency,"
               " keeper, day, month, what, fold, source, until_act, until_day, until_what, personal)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, 0, '', $15)"),
           VN(a->n), VN(e->i), VT(g->id), VN(e->n), VT(e->key), VN(e->dossier), VT(e->unit), VT(e->agency),
           VT(e->keeper), VN(e->day), VT(month_iso(e->day)), VT(e->what), VT(words_of(g, values)),
           VT(e->source), nothing ? VNIL : VT(json_canonical(personal)));
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct field *f = &g->fields[i].f;
        str v = f->personal ? (str){0} : json_str(values, str_z(f->id));
        if (v.n)
            db_run(a->db,
                   SQL("INSERT INTO register_value (act, i, field, text, number)"
                       " VALUES ($1, $2, $3, $4, $5)"),
                   VN(a->n), VN(e->i), VT(f->id), VT(v), number_of(f, v));
    }
}

/* Finds the current entry with this key. */
static bool same_key(struct act *a, const struct reg *g, str key, struct entry *out) {
    if (!key.n) return false;
    struct rows r =
        db_ask(a->db,
               SQL("SELECT " ENTRY_COLUMNS " FROM register_entry"
                   " WHERE register = $1 AND entry_key = $2 AND entry_key <> '' AND until_act = 0"),
               VT(g->id), VT(key));
    bool found = rows_next(&r);
    if (found) *out = version_row(&r);
    rows_end(&r);
    return found;
}

/* Adds an entry. It takes the number of the entry with its key, also of one struck before, and ends the
 * current one: as "corrected" if it holds from the same day or earlier (a figure declared again for its
 * period), so that the former never held; else as "replaced". */
static void entry_add(struct act *a, const struct reg *g, struct entry *e, const json_t *values,
                      const json_t *personal) {
    struct entry old;
    if (same_key(a, g, e->key, &old))
        end_version(a, &old, g->day_field.n && e->day <= old.day ? "corrected" : "replaced");
    if (e->key.n) /* n + 0: else the planner walks the whole register by number */
        e->n = db_int(a->db,
                      SQL("SELECT MAX(n + 0) FROM register_entry"
                          " WHERE register = $1 AND entry_key = $2 AND entry_key <> ''"),
                      VT(g->id), VT(e->key));
    if (!e->n)
        e->n = db_int(a->db, SQL("SELECT MAX(n) FROM register_entry WHERE register = $1"), VT(g->id)) + 1;
    entry_store(a, g, e, values, personal);
}

/* ---- register.enter: only a decision on a dossier asks for it ---- */

static json_t *known_only(const struct reg *g, const json_t *given, bool personal) {
    json_t *o = json_object();
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct field *f = &g->fields[i].f;
        str v = f->personal == personal ? json_str(given, str_z(f->id)) : (str){0};
        if (v.n) json_put(o, str_z(f->id), v);
    }
    return o;
}

struct dossier_facts { /* what the dossier itself says, for fields with `fill` */
    int filed, decided;
    const struct agency *by; /* the agency that filed it for itself; NULL = a person did */
};

static str fill_text(const struct field *f, enum fill what, const struct dossier_facts *b) {
    if (what == FILL_FILED || what == FILL_DECIDED)
        return day_iso(what == FILL_FILED ? b->filed : b->decided);
    if (!b->by) return (str){0};
    str level = str_c(level_name(b->by->level));
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, level)) return level;
    return what == FILL_AGENCY ? b->by->code : (str){0};
}

static void fill(const struct reg *g, json_t *values, const struct dossier_facts *b) {
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct reg_field *f = &g->fields[i];
        str v = f->fill && !f->f.personal && !json_str(values, str_z(f->f.id)).n
                    ? fill_text(&f->f, f->fill, b)
                    : (str){0};
        if (v.n) json_put(values, str_z(f->f.id), v);
    }
}

/* The values were judged when the dossier was filed. The register may have changed since: it takes the fields
 * that it still has. */
static void enter_apply(struct act *a) {
    const struct reg *g = register_of_act(a);
    i64 dossier = act_int(a, "dossier");
    struct dossier_facts b = {.decided = when_day(a->happened_at)};
    struct entry e = {.dossier = dossier,
                      .unit = act_text(a, "unit"),
                      .what = S("entered"),
                      .day = when_day(a->happened_at)};
    if (!g) return;
    struct rows r = db_ask(a->db,
                           SQL("SELECT agency, filed_at, filer FROM " DOSSIERS " AS d"
                               " WHERE n = $1 AND " DECIDED_YES " AND last_act = $2"),
                           VN(dossier), VN(a->cause));
    if (rows_next(&r)) {
        e.keeper = row_text(&r, 0);
        b.filed = when_day(row_int(&r, 1));
        b.by = agency_on(a->province, row_text(&r, 2), 0);
    }
    rows_end(&r);
    if (!a->cause || !e.keeper.n) {
        act_refuse(a, N_("Only a decision enters something in a register."), "dossier");
        return;
    }
    json_t *values = known_only(g, act_json(a, "values"), false),
           *personal = known_only(g, act_json(a, "values_personal"), true);
    fill(g, values, &b);
    entry_place(a, g, &e, values);
    entry_add(a, g, &e, values, personal);
    act_decide_int(a, "n", e.n);
}

/* Runs on the event `decided`. If the decision is positive, it asks for an act `register.enter` with the
 * values that the procedure lists. They come from the form and the steps; a later step's answer replaces an
 * earlier one. */
static void enter_decided(struct act *a) {
    struct dossier d;
    bool erased;
    if (!dossier_load(a->db, act_int(a, "dossier"), &d) || d.negative) return;
    const struct procedure *p = procedure_at(a->db, d.procedure, d.procedure_act);
    if (!p || !p->n_entry) return;
    json_t *all = dossier_all_answers(a->db, &d, a->n, &erased), *plain = json_object(),
           *personal = json_object(), *f = json_object();
    json_object_update(all, act_json(a, "answers"));
    if (act_json(a, "answers_personal")) json_object_update(all, act_json(a, "answers_personal"));
    for (size_t i = 0; i < p->n_entry; i++) {
        const struct field *q = procedure_field(p, p->entry[i].from);
        json_t *v = json_object_get(all, str_z(p->entry[i].from));
        if (q && v) json_object_set(q->personal ? personal : plain, str_z(p->entry[i].to), v);
    }
    json_put(f, "register", p->register_id);
    json_put_int(f, "dossier", d.n);
    json_put(f, "unit", d.unit);
    json_object_set_new(f, "values", plain);
    json_object_set_new(f, "values_personal", personal);
    act_then(a, "register.enter", f);
}

/* ---- judging what people write: imports, corrections ---- */

static const char *value_wrong(struct act *a, const struct reg *g, const char *id, const json_t *given,
                               bool personal) {
    const struct reg_field *f = reg_field(g, str_c(id));
    if (!f) return N_("The register has no such field.");
    if (f->f.personal && !personal) return N_("A personal answer stands where it could not be erased.");
    if (!f->f.personal && personal) return N_("This field is not personal: it stands with the plain ones.");
    if (!json_is_string(json_object_get(given, id))) return N_("Every value is a text.");
    return field_check(&f->f, given, when_day(a->happened_at), a->province);
}

/* The fault of the first wrong field (*out_field) as msgid; NULL = none. */
static const char *values_wrong(struct act *a, const struct reg *g, json_t *given, bool personal,
                                const char **out_field) {
    const char *id;
    json_t *v;
    if (given && !json_is_object(given)) return N_("A row is fields and their values.");
    json_object_foreach(given, id, v) {
        const char *why = value_wrong(a, g, id, given, personal);
        if (!why) continue;
        *out_field = id;
        return why;
    }
    return NULL;
}

/* ---- register.import ---- */

static const char *row_wrong(struct act *a, const struct reg *g, json_t *row, json_t *personal,
                             const char **out_field) {
    const char *why = values_wrong(a, g, row, false, out_field);
    if (!why && !json_object_size(row)) why = N_("The row is empty.");
    if (!why && personal && !act_erased(a)) why = values_wrong(a, g, personal, true, out_field);
    for (size_t k = 0; !why && k < g->n_key; k++) {
        if (json_str(row, str_z(g->key[k])).n) continue;
        *out_field = str_z(g->key[k]);
        why = N_("This answer is needed.");
    }
    return why;
}

/* Refuses an import, naming row and field in plain English: the reader is an administrator. */
static void row_refuse(struct act *a, size_t i, const char *field, const char *why) {
    str where = str_fmt("rows[%zu]%s%s", i + 1, *field ? "." : "", field);
    act_refuse(a, str_z(str_fmt("Row %zu%s%s: %s", i + 1, *field ? ", " : "", field, why)), str_z(where));
}

static void import_apply(struct act *a) {
    const struct reg *g = register_of_act(a);
    json_t *rows = act_json(a, "rows"), *personal = act_json(a, "rows_personal"), *row;
    size_t i;
    if (!g) return;
    json_array_foreach(rows, i, row) {
        const char *field = "", *why = row_wrong(a, g, row, json_array_get(personal, i), &field);
        struct entry e = {.i = (i64)i,
                          .unit = a->province->gso,
                          .keeper = g->kept_by,
                          .what = S("imported"),
                          .day = when_day(a->happened_at),
                          .source = act_text(a, "source")};
        struct entry twin;
        if (!why) entry_place(a, g, &e, row);
        if (!why && same_key(a, g, e.key, &twin) && twin.act == a->n)
            why = N_("An earlier row has the same key.");
        if (why) return row_refuse(a, i, field, why);
        entry_add(a, g, &e, row, json_array_get(personal, i));
    }
    if (!json_array_size(rows)) return act_refuse(a, N_("There is nothing to import."), "rows");
    act_decide_int(a, "entries", (i64)json_array_size(rows));
}

/* ---- register.correct, register.strike ---- */

static bool entry_to_change(struct act *a, const struct reg *g, struct entry *e) {
    if (!entry_load(a->db, g->id, act_int(a, "n"), e) || e->until_act) {
        act_refuse(a, N_("There is no such entry in this register."), "n");
        return false;
    }
    if (!(a->actor.roles & R_ADMIN) &&
        !entry_kept(a->province, e, a->actor.agency, when_day(a->happened_at))) {
        act_refuse(a, N_("Only the agency that keeps an entry changes it."), "n");
        return false;
    }
    if (!act_erased(a) && !act_text(a, "reason").n) act_refuse(a, N_("Write the reason."), "reason");
    return !a->refusal && !act_stale(a, e->act);
}

static void correct_apply(struct act *a) {
    const struct reg *g = register_of_act(a);
    struct entry old, twin;
    if (!g || !entry_to_change(a, g, &old)) return;
    const char *field = "values";
    json_t *given = act_json(a, "values"), *personal = act_json(a, "values_personal"),
           *values = entry_values(a->db, &old);
    const char *why = values_wrong(a, g, given, false, &field);
    if (!why && personal && !act_erased(a)) why = values_wrong(a, g, personal, true, &field);
    if (!why && !act_erased(a) && !json_object_size(given) && !json_object_size(personal))
        why = N_("Nothing was changed.");
    if (why) return act_refuse(a, why, field);
    json_object_update(values, given);
    /* a field that was kept must agree with those that changed */
    for (size_t i = 0; !why && i < g->n_fields; i++) {
        const struct field *f = &g->fields[i].f;
        if (f->at_most.n && !f->personal &&
            (why = field_check(f, values, when_day(a->happened_at), a->province)))
            field = str_z(f->id);
    }
    if (why) return act_refuse(a, why, field);
    struct entry e = {.n = old.n,
                      .dossier = old.dossier,
                      .unit = old.unit,
                      .keeper = old.keeper,
                      .day = old.day,
                      .what = S("corrected"),
                      .source = old.source};
    entry_place(a, g, &e, values);
    if (same_key(a, g, e.key, &twin) && twin.n != e.n)
        return act_refuse(a, N_("Another entry already stands under this key."), "values");
    end_version(a, &old, "corrected");
    entry_store(a, g, &e, values, personal);
}

static void strike_apply(struct act *a) {
    const struct reg *g = register_of_act(a);
    struct entry e;
    if (g && entry_to_change(a, g, &e)) end_version(a, &e, "struck");
}

/* ---- the table of acts ---- */

#define REGISTER TEXT("register", 40, NEEDED)
static const struct act_field enter_fields[] = {REGISTER, INT("dossier", NEEDED), TEXT("unit", 20, NEEDED),
                                                OBJECT("values", 64 * 1024, NEEDED),
                                                OBJECT("values_personal", 64 * 1024, NEEDED | PERSONAL)};
static const struct act_field import_fields[] = {REGISTER, TEXT("source", 300, NEEDED),
                                                 ARRAY("rows", 1024 * 1024, NEEDED),
                                                 ARRAY("rows_personal", 1024 * 1024, PERSONAL)};
static const struct act_field correct_fields[] = {
    REGISTER, INT("n", NEEDED), OBJECT("values", 64 * 1024, NEEDED),
    OBJECT("values_personal", 64 * 1024, PERSONAL), TEXT("reason", 4000, NEEDED | PERSONAL)};
static const struct act_field strike_fields[] = {REGISTER, INT("n", NEEDED),
                                                 TEXT("reason", 4000, NEEDED | PERSONAL)};
#define KIND(name, en, by, fields, apply) \
    { name, en, by, fields, COUNT(fields), apply }

const struct act_kind register_acts[] = {
    KIND("register.enter", N_("Entered in a register"), R_OFFICER | R_SYSTEM, enter_fields, enter_apply),
    KIND("register.import", N_("Imported into a register"), R_ADMIN | R_SYSTEM, import_fields, import_apply),
    KIND("register.correct", N_("Entry of a register corrected"), R_OFFICER | R_ADMIN, correct_fields,
         correct_apply),
    KIND("register.strike", N_("Entry of a register struck out"), R_OFFICER | R_ADMIN, strike_fields,
         strike_apply),
    {0},
};
const struct follow register_follows[] = {{.event = "decided", .then = enter_decided}, {0}};
