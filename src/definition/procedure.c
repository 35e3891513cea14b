/* Reads procedures/CODE.yaml: one procedure, from its form to its result. A dossier keeps the version of this
 * one text that it was filed under. */
#include "private.h"
#include "form.h"

static const char *const onlines[] = {"full", "partial", "info", NULL};
static const char *const online_docs[] = {
    "Wholly online (toàn trình): from filing to result.",
    "Partly online (một phần): somebody has to come once.",
    "Information only: nothing is filed online.",
    NULL,
};
static const char *const units[] = {"same_day", "working_days", "calendar_days", "working_hours", NULL};
static const char *const unit_docs[] = {
    "Due on the day of reception.",
    "Working days: office days of `calendar.yaml`, the first one after reception.",
    "Calendar days; a last day that is off moves to the next working day.",
    "Office hours, counted from the minute of reception.",
    NULL,
};
static const char *const everies[] = {"never", "month", "quarter", "year", NULL};
static const char *const every_docs[] = {
    "No duty.", "A period is a month: `2026-09`.", "A quarter: `2026-Q3`.", "A year: `2026`.", NULL,
};
static const char *const clocks[] = {"pause", "restart", NULL};
static const char *const clock_docs[] = {
    "The term stands still and goes on where it stopped.",
    "The term begins anew with what was added.",
    NULL,
};
static const char *const desks[] = {"any_desk", "deciding_desk", NULL};
static const char *const desk_docs[] = {
    "Any desk of the province.",
    "Only the deciding agency's own desk.",
    NULL,
};
static const char *const channels[] = {"online", "counter", "post", NULL};

struct procedure_in {
    struct procedure p;
    struct texts applicants, law, known_as;
    int received_by;
    const struct node *decided_by, *channels, *term, *fee, *form, *documents, *steps, *supplement, *owed,
        *opens, *outcome, *source;
};

/* ---- term, fee, channels ---- */

struct term_in {
    i64 value;
    int unit;
    str cutoff, note;
};

static const struct key term_rows[] = {
    KEY_NUMBER("value", OPTIONAL, struct term_in, value, 0, 3650,
               "How many; 1 or more unless the unit is `same_day`."),
    KEY_OF("unit", REQUIRED, struct term_in, unit, units, "What is counted.", .each = unit_docs),
    KEY("cutoff", KEY_TEXT, OPTIONAL, struct term_in, cutoff,
        "`same_day` only: filed after this time, the result is due the next working day. In quotes: "
        "`\"15:00\"`."),
};
static const struct keys term_keys = KEYS("a term", term_rows);

static struct term term_read(const struct load *l, const struct node *m) {
    struct term_in x = {.unit = -1};
    struct term t = {.cutoff = -1};
    if (!map_read(l, m, &term_keys, &x) || x.unit < 0) return t;
    t.unit = (enum term_unit)x.unit;
    t.value = (int)x.value;
    if (t.unit != TERM_SAME_DAY && !t.value)
        complain(l, at_key(m, "value"), "value: 1 or more, or unit: same_day", "a term of no %s",
                 units[x.unit]);
    if (t.unit == TERM_SAME_DAY && t.value)
        complain(l, at_key(m, "value"), "value: 0, or no value", "a term of the same day has a value");
    if (x.cutoff.n && t.unit != TERM_SAME_DAY)
        complain(l, at_key(m, "cutoff"), "no cutoff", "only a term of the same day has a cut-off");
    if (x.cutoff.n && !minute_read(x.cutoff, &t.cutoff))
        complain(l, at_key(m, "cutoff"), "a time in quotes, as \"15:00\"", "cutoff is %s", shown(x.cutoff));
    return t;
}

struct fee_in {
    i64 amount;
    struct words note;
};

static const struct key fee_rows[] = {
    KEY_NUMBER("amount", OPTIONAL, struct fee_in, amount, 0, 1000000000, "In đồng; `0` is free.",
               .otherwise = "not known, and shown as such"),
    KEY("note", KEY_WORDS, OPTIONAL, struct fee_in, note, "Shown beside the fee."),
};
static const struct keys fee_keys = KEYS("a fee", fee_rows);

static i64 fee_read(const struct load *l, const struct node *m, struct procedure *p) {
    struct fee_in x = {.amount = -1};
    map_read(l, m, &fee_keys, &x);
    if (x.note.vi.n) {
        p->fee_note_vi = x.note.vi;
        p->fee_note_en = x.note.en;
    }
    return x.amount;
}

struct channel_in {
    const struct node *term, *fee;
};

static const struct key channel_rows[] = {
    KEY("term", KEY_MAP, OPTIONAL, struct channel_in, term, "The term on this channel.",
        .otherwise = "the procedure's `term`", .in = &term_keys),
    KEY("fee", KEY_MAP, OPTIONAL, struct channel_in, fee, "The fee on this channel.",
        .otherwise = "the procedure's `fee`", .in = &fee_keys),
};
static const struct keys channel_keys = KEYS("a channel", channel_rows);

static void channels_read(const struct load *l, struct procedure_in *in, struct term term, i64 fee) {
    const struct node *m = in->channels;
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        enum channel k;
        struct channel_in x = {0};
        if (!channel_parse(m->v[i]->text, &k)) {
            complain(l, m->v[i], "online, counter or post", "there is no channel %s%s", shown(m->v[i]->text),
                     near_miss(m->v[i]->text, channels, N_CHANNELS));
            continue;
        }
        if (!map_read(l, m->v[i + 1], &channel_keys, &x)) continue;
        if (!x.term && !in->term)
            complain(l, m->v[i], "term: {value: …, unit: …}",
                     "the channel has no term, nor has the procedure");
        struct channel_rule rule = {true, x.term ? term_read(l, x.term) : term,
                                    x.fee ? fee_read(l, x.fee, &in->p) : fee};
        in->p.channels[k] = rule;
    }
    if (!m->n) complain(l, m, "at least one of online, counter, post", "no channel is open");
}

/* ---- who decides, who may apply ---- */

struct decided_in {
    int level;
    str chosen_from, agency, kind;
};

static const struct key decided_by_rows[] = {
    KEY_OF("level", REQUIRED, struct decided_in, level, level_names, "Level of the deciding agency's unit."),
    KEY("chosen_from", KEY_TEXT, OPTIONAL, struct decided_in, chosen_from,
        "Id of the question of type commune, required and always asked, whose answer decides. Either this or "
        "`agency`."),
    KEY("agency", KEY_TEXT, OPTIONAL, struct decided_in, agency,
        "Code of the deciding agency in `agencies.yaml`, of that level."),
    KEY("kind", KEY_ID, OPTIONAL, struct decided_in, kind,
        "Kind of agency at that unit, as `kind` in `agencies.yaml`: `police`.",
        .otherwise = "its People's Committee"),
};
static const struct keys decided_by_keys = KEYS("decided_by", decided_by_rows);

static void decided_read(const struct load *l, struct procedure_in *in) {
    struct decided_in x = {0};
    if (!map_read(l, in->decided_by, &decided_by_keys, &x)) return;
    if (!x.chosen_from.n == !x.agency.n)
        complain(l, in->decided_by,
                 "either chosen_from: a commune field of the form, or agency: a code in agencies.yaml",
                 "who decides is not settled");
    in->p.decided_level = (enum level)x.level;
    in->p.chosen_from = x.chosen_from;
    in->p.decided_agency = x.agency;
    in->p.decided_kind = x.kind;
}

static void applicants_read(const struct load *l, struct procedure_in *in, const struct node *root) {
    for (size_t i = 0; i < in->applicants.n; i++) {
        if (str_is(in->applicants.v[i], "citizen")) in->p.citizen = true;
        else if (str_is(in->applicants.v[i], "enterprise")) in->p.enterprise = true;
        else if (str_is(in->applicants.v[i], "agency")) in->p.by_agency = true;
        else
            complain(l, at_key(root, "applicants"), "citizen, enterprise or agency",
                     "there is no applicant %s", shown(in->applicants.v[i]));
    }
    if (at_key(root, "applicants")->kind == NODE_LIST && !at_key(root, "applicants")->n)
        complain(l, at_key(root, "applicants"), "citizen, enterprise or agency", "nobody may apply");
    if (in->p.by_agency && in->applicants.n > 1)
        complain(l, at_key(root, "applicants"), "agency alone", "what agencies owe is filed by them only");
    if (in->p.anonymous && !in->p.citizen)
        complain(l, at_key(root, "anonymous"), "applicants: [citizen]",
                 "only citizens file without an account");
}

/* ---- documents to hand in ---- */

struct document_in {
    struct document d;
    struct texts accept;
    i64 max_mb;
};

static const struct key document_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct document_in, d.id, "Its id, unique among the documents."),
    KEY("label", KEY_WORDS, REQUIRED, struct document_in, d.label, "What to hand in."),
    KEY("hint", KEY_WORDS, OPTIONAL, struct document_in, d.hint, "A line of help."),
    KEY("required", KEY_FLAG, OPTIONAL, struct document_in, d.required,
        "`true`: nothing is filed without it.", .otherwise = "`false`"),
    KEY("accept", KEY_TEXTS, OPTIONAL, struct document_in, accept,
        "Kinds of file: some of `pdf`, `jpg`, `png`.", .otherwise = "all three"),
    KEY_NUMBER("max_mb", OPTIONAL, struct document_in, max_mb, 1, 20, "The largest file in megabytes.",
               .otherwise = "20"),
};
static const struct keys document_keys = KEYS("a document", document_rows);

static void document_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const char *const types[] = {"pdf", "jpg", "png"};
    struct document_in x = {.max_mb = 20};
    if (!map_read(l, m, &document_keys, &x) || !x.d.id.n) return;
    for (size_t i = 0; i < x.accept.n; i++) {
        size_t t = 0;
        while (t < COUNT(types) && !str_eq(x.accept.v[i], str_c(types[t]))) t++;
        if (t < COUNT(types)) x.d.accept |= 1u << t;
        else complain(l, at_key(m, "accept"), "some of pdf, jpg, png", "accept has %s", shown(x.accept.v[i]));
    }
    if (!has_key(m, "accept")) x.d.accept = ACCEPT_PDF | ACCEPT_JPG | ACCEPT_PNG;
    else if (!x.d.accept && at_key(m, "accept")->kind == NODE_LIST && !x.accept.n)
        complain(l, at_key(m, "accept"), "some of pdf, jpg, png", "no kind of file is accepted");
    x.d.max_bytes = x.max_mb * 1024 * 1024;
    if (procedure_document(p, x.d.id))
        complain(l, at_key(m, "id"), "another id", "the document %s is here twice", shown(x.d.id));
    p->documents[p->n_documents++] = x.d;
}

/* ---- steps ---- */

struct step_in {
    struct step s;
    const struct node *within, *fields;
};
struct within_in {
    i64 hours, days;
};

static const struct key within_rows[] = {
    KEY_NUMBER("hours", OPTIONAL, struct within_in, hours, 1, 1000, "Working hours."),
    KEY_NUMBER("days", OPTIONAL, struct within_in, days, 1, 365, "Working days of 8 hours."),
};
static const struct keys within_keys = KEYS("within", within_rows);

static const struct key step_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct step_in, s.id, "Its id, unique among the steps."),
    KEY("label", KEY_WORDS, REQUIRED, struct step_in, s.label, "What the officer does."),
    KEY("by", KEY_TEXT, REQUIRED, struct step_in, s.by, "Id of a role in `agencies.yaml`: who does it."),
    KEY("within", KEY_MAP, OPTIONAL, struct step_in, within,
        "How long it should take, in office hours. The control slip (phiếu kiểm soát) says so.",
        .in = &within_keys),
    KEY_ENTRIES("fields", OPTIONAL, struct step_in, fields, 300, "What the officer enters in this step.",
                .in = &field_keys),
};
static const struct keys step_keys = KEYS("a step", step_rows);

static void step_read(const struct load *l, const struct node *m, struct procedure *p) {
    struct step_in x = {0};
    struct within_in w = {0};
    if (!map_read(l, m, &step_keys, &x) || !x.s.id.n) return;
    if (x.within && map_read(l, x.within, &within_keys, &w) && !x.within->n)
        complain(l, x.within, "hours: or days:", "within says no time");
    x.s.within = w.hours * HOUR + w.days * 8 * HOUR;
    if (procedure_step(p, x.s.id))
        complain(l, at_key(m, "id"), "another id", "the step %s is here twice", shown(x.s.id));
    struct step *s = &p->steps[p->n_steps++];
    *s = x.s;
    if (x.fields) fields_read(l, x.fields, p, &s->fields, &s->n_fields);
}

/* ---- outcome, source, supplement, interlinked procedures, duties ---- */

struct outcome_in {
    struct words name;
    str paper, register_id;
    const struct node *entry;
};

/* Reads the mapping of register fields to answers. procedure_entry_fits checks it against the register later.
 */
static void entry_read(const struct load *l, const struct node *m, struct procedure *p) {
    p->entry = NEWS(struct mapping, m->n / 2 + 1);
    for (size_t i = 0; i + 1 < m->n && p->n_entry < 60; i += 2) {
        str to = m->v[i]->text, from = m->v[i + 1]->kind == NODE_TEXT ? m->v[i + 1]->text : (str){0};
        if (!id_ok(to, false) || !procedure_field(p, from))
            complain(l, m->v[i + 1], "register_field: the id of a question of the form or of a step",
                     "the entry takes %s from %s", shown(to), shown(from));
        p->entry[p->n_entry++] = (struct mapping){to, from};
    }
}

static const struct key outcome_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct outcome_in, name, "Name of the paper that results."),
    KEY("paper", KEY_ID, OPTIONAL, struct outcome_in, paper,
        "Reserved for the paper's layout; nothing reads it yet."),
    KEY("register", KEY_ID, OPTIONAL, struct outcome_in, register_id,
        "Id of the register a positive decision enters.", .otherwise = "it enters none"),
    KEY("entry", KEY_MAP, OPTIONAL, struct outcome_in, entry,
        "`{register_field: question}`: which answer fills which field of the register, at most 60."),
};
static const struct keys outcome_keys = KEYS("outcome", outcome_rows);

static void outcome_read(const struct load *l, const struct node *m, struct procedure *p) {
    struct outcome_in x = {0};
    map_read(l, m, &outcome_keys, &x);
    p->outcome = x.name;
    p->register_id = x.register_id;
    if (x.entry && !x.register_id.n)
        complain(l, at_key(m, "entry"), "register: which one", "an entry in no register");
    if (x.entry) entry_read(l, x.entry, p);
}

static const struct key procedure_source_rows[] = {
    KEY("what", KEY_WORDS, REQUIRED, struct procedure, source_what, "Where the procedure was read."),
    KEY("decision", KEY_TEXT, OPTIONAL, struct procedure, source_decision,
        "Number of the decision that publishes it."),
    KEY("read", KEY_TEXT, OPTIONAL, struct procedure, source_read, "When it was read."),
};
static const struct keys procedure_source_keys = KEYS("source", procedure_source_rows);

static void source_read(const struct load *l, const struct node *m, struct procedure *p) {
    map_read(l, m, &procedure_source_keys, p);
}

struct supplement_in {
    i64 within_days;
    int clock;
};

static const struct key supplement_rows[] = {
    KEY_NUMBER("within_days", OPTIONAL, struct supplement_in, within_days, 1, 365,
               "How many days the applicant has to add what is missing.", .otherwise = "no limit"),
    KEY_OF("clock", OPTIONAL, struct supplement_in, clock, clocks, "What becomes of the term meanwhile.",
           .each = clock_docs, .otherwise = "`pause`"),
};
static const struct keys supplement_keys = KEYS("supplement", supplement_rows);

static void supplement_read(const struct load *l, const struct node *m, struct procedure *p) {
    struct supplement_in x = {0};
    map_read(l, m, &supplement_keys, &x);
    p->supplement_days = x.within_days;
    p->supplement_restarts = x.clock == 1;
}

struct opened_in {
    str procedure;
    const struct node *answers;
};

static const struct key opened_rows[] = {
    KEY("procedure", KEY_TEXT, REQUIRED, struct opened_in, procedure,
        "Code of a procedure of this folder that opens none itself."),
    KEY("answers", KEY_MAP, OPTIONAL, struct opened_in, answers,
        "`{its question: question here}`, where the ids differ. Whatever it requires is asked here too."),
};
static const struct keys opened_keys = KEYS("an interlinked procedure", opened_rows);

static void opens_read(const struct load *l, const struct node *list, struct procedure *p) {
    p->opens = NEWS(struct opened, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct opened_in x = {0};
        if (!map_read(l, list->v[i], &opened_keys, &x)) continue;
        struct opened *o = &p->opens[p->n_opens++];
        *o = (struct opened){.procedure = x.procedure,
                             .answers = NEWS(struct mapping, x.answers ? x.answers->n / 2 + 1 : 1)};
        for (size_t k = 0; x.answers && k + 1 < x.answers->n; k += 2)
            o->answers[o->n_answers++] = (struct mapping){x.answers->v[k]->text, x.answers->v[k + 1]->text};
    }
}

struct owed_in {
    int every;
    i64 days;
    struct texts by;
};

static u32 owed_by_read(const struct load *l, const struct node *m, struct texts by) {
    static const char *const names[] = {"communes", "departments"};
    u32 bits = 0;
    for (size_t i = 0; i < by.n; i++) {
        size_t k = 0;
        while (k < COUNT(names) && !str_eq(by.v[i], str_c(names[k]))) k++;
        if (k < COUNT(names)) bits |= 1u << k;
        else
            complain(l, at_key(m, "by"), "communes, departments, or both", "nobody is called %s",
                     shown(by.v[i]));
    }
    if (has_key(m, "by") && at_key(m, "by")->kind == NODE_LIST && !by.n)
        complain(l, at_key(m, "by"), "communes, departments, or both", "nobody owes it");
    return bits ? bits : OWED_BY_COMMUNES;
}

static const struct key owed_rows[] = {
    KEY_OF("every", REQUIRED, struct owed_in, every, everies, "How often.", .each = every_docs),
    KEY_NUMBER("days", REQUIRED, struct owed_in, days, 1, 365,
               "Calendar days after the period's end by which it is filed."),
    KEY("by", KEY_TEXTS, OPTIONAL, struct owed_in, by, "Whose duty it is: some of `communes`, `departments`.",
        .otherwise = "`communes`"),
};
static const struct keys owed_keys = KEYS("owed", owed_rows);

static void owed_read(const struct load *l, const struct node *m, const struct node *root,
                      struct procedure *p) {
    struct owed_in x = {0};
    map_read(l, m, &owed_keys, &x);
    p->owed_by = owed_by_read(l, m, x.by);
    p->owed = (enum owed)x.every;
    p->owed_days = x.days;
    const struct field *period = procedure_field(p, S("period"));
    if (!period || period->type != FIELD_TEXT || !period->required || period->personal)
        complain(l, at_key(root, "form"), "a required field: {id: period, type: text, required: true}",
                 "a duty does not say for which period it is done");
    if (!p->by_agency)
        complain(l, at_key(root, "applicants"), "applicants: [agency]", "a duty is owed by agencies");
}

/* A code of the province's own: two to four letters for the province, two for the kind, two digits:
 * HCM.PA.01. */
static bool own_code_ok(str s) {
    static const char tail[] = ".AA.00";
    if (s.n < 8 || s.n > 10) return false;
    size_t head = s.n - 6;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], k = i < head ? 'A' : tail[i - head];
        if (k == 'A' ? c < 'A' || c > 'Z' : k == '0' ? c < '0' || c > '9' : c != '.') return false;
    }
    return true;
}

/* A public service has a code of the national database, d.dddddd; anything else a code of the province's own.
 */
static bool code_ok(str s, bool service) {
    if (!service) return own_code_ok(s);
    if (s.n != 8 || s.p[1] != '.') return false;
    for (size_t i = 0; i < s.n; i++)
        if (i != 1 && (s.p[i] < '0' || s.p[i] > '9')) return false;
    return true;
}

static void form_read(const struct load *l, struct procedure_in *in) {
    struct procedure *p = &in->p;
    p->groups = NEWS(struct group, in->form->n + 1);
    for (size_t i = 0; i < in->form->n; i++) group_read(l, in->form->v[i], p);
    if (!in->form->n) complain(l, in->form, "at least one group", "the form is empty");
}

static void lists_read(const struct load *l, struct procedure_in *in) {
    struct procedure *p = &in->p;
    if (in->form) form_read(l, in);
    if (in->documents) {
        p->documents = NEWS(struct document, in->documents->n + 1);
        for (size_t i = 0; i < in->documents->n; i++) document_read(l, in->documents->v[i], p);
    }
    if (!in->steps) return;
    p->steps = NEWS(struct step, in->steps->n + 1);
    for (size_t i = 0; i < in->steps->n; i++) step_read(l, in->steps->v[i], p);
    if (!in->steps->n) complain(l, in->steps, "at least one: the last one decides", "there is no step");
}

/* Checks the fields that the procedure itself refers to: the deciding commune and the owner. */
static void leaning_checked(const struct load *l, const struct procedure_in *in, const struct node *root) {
    const struct procedure *p = &in->p;
    const struct field *where = p->chosen_from.n ? procedure_field(p, p->chosen_from) : NULL;
    const struct field *owner = p->owner_field.n ? procedure_field(p, p->owner_field) : NULL;
    if (p->chosen_from.n &&
        (!where || where->type != FIELD_COMMUNE || where->when_field.n || !where->required))
        complain(l, at_key(in->decided_by, "chosen_from"),
                 "the id of a field of type commune, required and always asked", "chosen_from is %s",
                 shown(p->chosen_from));
    if (p->owner_field.n &&
        (!owner || (owner->type != FIELD_PERSON_NAME && owner->type != FIELD_TEXT) || !owner->personal))
        complain(l, at_key(root, "owner"), "the id of a personal field of type person_name or text",
                 "owner is %s", shown(p->owner_field));
}

/* Checks that at_most and differs_from name another question of this procedure, of the same type. */
static void compared_checked(const struct load *l, const struct procedure *p, const struct node *at,
                             const struct field *fields, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct field *whole = fields[i].at_most.n ? procedure_field(p, fields[i].at_most) : NULL;
        if (fields[i].at_most.n && (!whole || whole == &fields[i] || whole->type != FIELD_NUMBER))
            complain(l, at, "at_most: the id of another question of type number", "%s cannot be a part of %s",
                     shown(fields[i].id), shown(fields[i].at_most));
        for (size_t k = 0; k < fields[i].n_differs; k++) {
            const struct field *f = procedure_field(p, fields[i].differs[k]);
            if (!f || f == &fields[i] || f->type != fields[i].type)
                complain(l, at, "the id of another question of the same type", "%s cannot differ from %s",
                         shown(fields[i].id), shown(fields[i].differs[k]));
        }
    }
}

static void all_compared(const struct load *l, const struct procedure_in *in) {
    const struct procedure *p = &in->p;
    for (size_t g = 0; g < p->n_groups; g++)
        compared_checked(l, p, in->form, p->groups[g].fields, p->groups[g].n_fields);
    for (size_t i = 0; i < p->n_steps; i++)
        compared_checked(l, p, in->steps, p->steps[i].fields, p->steps[i].n_fields);
}

static const struct key procedure_rows[] = {
    KEY("code", KEY_TEXT, REQUIRED, struct procedure_in, p.code,
        "The national code in quotes, `\"1.001193\"`; for what is no public service one of the province's "
        "own, `\"TN.DN.01\"`. Unique in the folder."),
    KEY("name", KEY_WORDS, REQUIRED, struct procedure_in, p.name, "Its name."),
    KEY("field", KEY_ID, REQUIRED, struct procedure_in, p.field,
        "Id of the field of administration: `civil-status`."),
    KEY("field_name", KEY_WORDS, REQUIRED, struct procedure_in, p.field_name, "That field's name."),
    KEY("note", KEY_WORDS, OPTIONAL, struct procedure_in, p.note, "Shown above the form."),
    KEY("everyday", KEY_FLAG, OPTIONAL, struct procedure_in, p.everyday,
        "`true`: it stands on the home page and comes first in the search.", .otherwise = "`false`"),
    KEY("applicants", KEY_TEXTS, REQUIRED, struct procedure_in, applicants,
        "Who may apply: some of `citizen`, `enterprise`; or `agency` alone."),
    KEY_OF("received_by", REQUIRED, struct procedure_in, received_by, desks, "Which desk receives it.",
           .each = desk_docs),
    KEY("decided_by", KEY_MAP, REQUIRED, struct procedure_in, decided_by, "Who decides.",
        .in = &decided_by_keys),
    KEY_OF("online", REQUIRED, struct procedure_in, p.online, onlines,
           "What the decision on online services says of it.", .each = online_docs),
    KEY("online_decision", KEY_TEXT, OPTIONAL, struct procedure_in, p.online_decision,
        "Number of that decision.", .otherwise = "no decision was seen"),
    KEY("sample", KEY_FLAG, OPTIONAL, struct procedure_in, p.sample,
        "`true`: `online` is an assumption for demonstration; pages say so.", .otherwise = "`false`"),
    KEY("service", KEY_FLAG, OPTIONAL, struct procedure_in, p.service,
        "`false`: no public service but a report, a recognition or a duty, which counts in no figure of "
        "services.",
        .otherwise = "`true`"),
    KEY("anonymous", KEY_FLAG, OPTIONAL, struct procedure_in, p.anonymous,
        "`true`: a citizen may file it without an account.", .otherwise = "`false`"),
    KEY("owed", KEY_MAP, OPTIONAL, struct procedure_in, owed,
        "Makes it a duty of agencies; the form then asks `period`, a required text.", .in = &owed_keys),
    KEY_ENTRIES("opens", OPTIONAL, struct procedure_in, opens, 10,
                "Procedures whose dossiers are opened together with this one (liên thông).",
                .in = &opened_keys),
    KEY("term", KEY_MAP, OPTIONAL, struct procedure_in, term,
        "How long it may take, on every channel that says no term of its own.", .in = &term_keys),
    KEY("fee", KEY_MAP, OPTIONAL, struct procedure_in, fee,
        "What it costs, on every channel that says no fee of its own.", .in = &fee_keys),
    KEY("channels", KEY_MAP, REQUIRED, struct procedure_in, channels,
        "How it may be filed, at least one way; `{}` where the procedure's own term and fee hold.",
        .names = channels, .in = &channel_keys),
    KEY("owner", KEY_TEXT, OPTIONAL, struct procedure_in, p.owner_field,
        "Id of the personal question that names the owner of the matter (chủ hồ sơ), of type person_name or "
        "text.",
        .otherwise = "the applicant is the owner"),
    KEY_ENTRIES("form", REQUIRED, struct procedure_in, form, 100,
                "The pages of the form, each a group of questions.", .in = &group_keys),
    KEY_ENTRIES("documents", OPTIONAL, struct procedure_in, documents, 100, "Papers to hand in.",
                .in = &document_keys),
    KEY_ENTRIES("steps", REQUIRED, struct procedure_in, steps, 50,
                "What officers do, in order; the last step decides.", .in = &step_keys),
    KEY("supplement", KEY_MAP, OPTIONAL, struct procedure_in, supplement, "When something is missing.",
        .in = &supplement_keys),
    KEY_NUMBER("keep_years", OPTIONAL, struct procedure_in, p.keep_years, 1, 100,
               "Whole years after its end for which a dossier's personal data are kept.",
               .otherwise = "for ever"),
    KEY("outcome", KEY_MAP, REQUIRED, struct procedure_in, outcome, "What results.", .in = &outcome_keys),
    KEY("known_as", KEY_TEXTS, OPTIONAL, struct procedure_in, known_as,
        "What people call it, for the search."),
    KEY("law", KEY_TEXTS, OPTIONAL, struct procedure_in, law, "The laws it rests on."),
    KEY("source", KEY_MAP, OPTIONAL, struct procedure_in, source, "Where the procedure was read.",
        .in = &procedure_source_keys),
};
const struct keys procedure_keys = KEYS("a procedure", procedure_rows);

struct procedure *procedure_file(const struct load *l, const struct node *root) {
    struct procedure_in in = {.p = {.service = true}};
    struct procedure *p = &in.p;
    if (!map_read(l, root, &procedure_keys, &in)) return NULL;
    if (p->code.n && !code_ok(p->code, p->service))
        complain(l, at_key(root, "code"),
                 p->service
                     ? "the national code in quotes, as \"1.001193\""
                     : "two to four capitals, a point, two capitals, a point, two digits, as \"TN.DN.01\"",
                 "code is %s", shown(p->code));
    p->any_desk = !in.received_by;
    p->law = in.law.v;
    p->n_law = in.law.n;
    p->known_as = in.known_as.v;
    p->n_known_as = in.known_as.n;
    applicants_read(l, &in, root);
    struct term term = in.term ? term_read(l, in.term) : (struct term){.cutoff = -1};
    i64 fee = in.fee ? fee_read(l, in.fee, p) : -1;
    if (in.channels) channels_read(l, &in, term, fee);
    if (in.decided_by) decided_read(l, &in);
    lists_read(l, &in);
    if (in.supplement) supplement_read(l, in.supplement, p);
    if (in.opens) opens_read(l, in.opens, p);
    if (in.owed) owed_read(l, in.owed, root, p);
    if (in.outcome) outcome_read(l, in.outcome, p);
    if (in.source) source_read(l, in.source, p);
    if (in.form && in.decided_by) leaning_checked(l, &in, root);
    all_compared(l, &in);
    struct procedure *kept = NEW(struct procedure);
    *kept = *p;
    return kept;
}

/* ---- checks against the whole folder ---- */

static void roles_checked(const struct load *l, const struct node *steps, const struct province *p) {
    const char **names = NEWS(const char *, p->n_roles + 1);
    for (size_t k = 0; k < p->n_roles; k++) names[k] = str_z(p->roles[k].id);
    for (size_t i = 0; steps->kind == NODE_LIST && i < steps->n; i++) {
        const struct node *by = at_key(steps->v[i], "by");
        if (by->kind != NODE_TEXT || !by->text.n || role_of(p, by->text)) continue;
        complain(l, by, "a role of agencies.yaml", "there is no role %s%s", shown(by->text),
                 near_miss(by->text, names, p->n_roles));
    }
}

void procedure_fits(const struct load *l, const struct node *root, const struct procedure *q,
                    const struct province *p, bool agencies) {
    const struct procedure *twin = q->code.n ? procedure_of(p, q->code) : NULL;
    if (twin)
        complain(l, at_key(root, "code"), "another code", "the code %s is already taken by %.*s",
                 shown(q->code), STR_ARG(twin->path));
    if (!agencies) return;
    roles_checked(l, at_key(root, "steps"), p);
    if (!q->decided_agency.n) return;
    const struct node *at = at_key(at_key(root, "decided_by"), "agency");
    const struct agency *a = agency_on(p, q->decided_agency, 0);
    if (!a || a->until)
        complain(l, at, "a code in agencies.yaml", "there is no agency %s today", shown(q->decided_agency));
    else if (a->level != q->decided_level)
        complain(l, at, "an agency of the level named beside it", "%s is of level %s",
                 shown(q->decided_agency), level_name(a->level));
}

/* Interlinked procedures must exist and open none themselves; this form must ask all that they require. */
void procedure_opens_fit(const struct load *l, const struct node *root, const struct procedure *q,
                         const struct province *p) {
    const struct node *at = at_key(root, "opens");
    for (size_t i = 0; i < q->n_opens; i++) {
        const struct procedure *o = procedure_of(p, q->opens[i].procedure);
        if (!o || o == q || o->n_opens) {
            complain(l, at, "codes of procedures of this folder that open none themselves",
                     "%s cannot be opened by this one", shown(q->opens[i].procedure));
            continue;
        }
        for (size_t g = 0; g < o->n_groups; g++)
            for (size_t k = 0; k < o->groups[g].n_fields; k++) {
                const struct field *f = &o->groups[g].fields[k],
                                   *here = procedure_field(q, opened_from(&q->opens[i], f->id));
                if (f->required && (!here || here->type != f->type || here->personal != f->personal))
                    complain(l, at, "the same question in this form, personal or not alike",
                             "%s needs an answer to %s", shown(o->code), shown(f->id));
            }
        for (size_t k = 0; k < o->n_documents; k++)
            if (o->documents[k].required && !procedure_document(q, o->documents[k].id))
                complain(l, at, "the same paper in this form", "%s needs the paper %s", shown(o->code),
                         shown(o->documents[k].id));
    }
}
