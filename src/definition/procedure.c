/* procedures/CODE.yaml: one public service, from its form to its result. All that a dossier pins is read from
 * this one text. */
#include "private.h"
#include "form.h"

static const char *const onlines[] = {"full", "partial", "info", NULL};
static const char *const levels[] = {"province", "district", "commune", NULL};
static const char *const units[] = {"same_day", "working_days", "calendar_days", "working_hours", NULL};
static const char *const everies[] = {"never", "month", "quarter", "year", NULL};
static const char *const clocks[] = {"pause", "restart", NULL};
static const char *const desks[] = {"any_desk", "deciding_desk", NULL};
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

static struct term term_read(const struct load *l, const struct node *m) {
    static const struct key keys[] = {
        KEY_NUMBER("value", OPTIONAL, struct term_in, value, 0, 3650),
        KEY_OF("unit", REQUIRED, struct term_in, unit, units),
        KEY("cutoff", KEY_TEXT, OPTIONAL, struct term_in, cutoff),
    };
    struct term_in x = {.unit = -1};
    struct term t = {.cutoff = -1};
    if (!map_read(l, m, "a term", keys, COUNT(keys), &x) || x.unit < 0) return t;
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

static i64 fee_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY_NUMBER("amount", OPTIONAL, struct fee_in, amount, 0, 1000000000),
        KEY("note", KEY_WORDS, OPTIONAL, struct fee_in, note),
    };
    struct fee_in x = {.amount = -1};
    map_read(l, m, "a fee", keys, COUNT(keys), &x);
    if (x.note.vi.n) {
        p->fee_note_vi = x.note.vi;
        p->fee_note_en = x.note.en;
    }
    return x.amount;
}

struct channel_in {
    const struct node *term, *fee;
};

static void channels_read(const struct load *l, struct procedure_in *in, struct term term, i64 fee) {
    static const struct key keys[] = {
        KEY("term", KEY_MAP, OPTIONAL, struct channel_in, term),
        KEY("fee", KEY_MAP, OPTIONAL, struct channel_in, fee),
    };
    const struct node *m = in->channels;
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        enum channel k;
        struct channel_in x = {0};
        if (!channel_parse(m->v[i]->text, &k)) {
            complain(l, m->v[i], "online, counter or post", "there is no channel %s%s", shown(m->v[i]->text),
                     near_miss(m->v[i]->text, channels, N_CHANNELS));
            continue;
        }
        if (!map_read(l, m->v[i + 1], "a channel", keys, COUNT(keys), &x)) continue;
        if (!x.term && !in->term)
            complain(l, m->v[i], "term: {value: …, unit: …}",
                     "the channel has no term, nor has the procedure");
        struct channel_rule rule = {true, x.term ? term_read(l, x.term) : term,
                                    x.fee ? fee_read(l, x.fee, &in->p) : fee};
        in->p.channels[k] = rule;
    }
    if (!m->n) complain(l, m, "at least one of online, counter, post", "no channel is open");
}

/* ---- who ---- */

struct decided_in {
    int level;
    str chosen_from, agency, kind;
};

static void decided_read(const struct load *l, struct procedure_in *in) {
    static const struct key keys[] = {
        KEY_OF("level", REQUIRED, struct decided_in, level, levels),
        KEY("chosen_from", KEY_TEXT, OPTIONAL, struct decided_in, chosen_from),
        KEY("agency", KEY_TEXT, OPTIONAL, struct decided_in, agency),
        KEY("kind", KEY_ID, OPTIONAL, struct decided_in, kind),
    };
    struct decided_in x = {0};
    if (!map_read(l, in->decided_by, "decided_by", keys, COUNT(keys), &x)) return;
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

/* ---- papers asked for ---- */

struct document_in {
    struct document d;
    struct texts accept;
    i64 max_mb;
};

static void document_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct document_in, d.id),
        KEY("label", KEY_WORDS, REQUIRED, struct document_in, d.label),
        KEY("hint", KEY_WORDS, OPTIONAL, struct document_in, d.hint),
        KEY("required", KEY_FLAG, OPTIONAL, struct document_in, d.required),
        KEY("accept", KEY_TEXTS, OPTIONAL, struct document_in, accept),
        KEY_NUMBER("max_mb", OPTIONAL, struct document_in, max_mb, 1, 20),
    };
    static const char *const types[] = {"pdf", "jpg", "png"};
    struct document_in x = {.max_mb = 20};
    if (!map_read(l, m, "a document", keys, COUNT(keys), &x) || !x.d.id.n) return;
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

static void step_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct step_in, s.id),
        KEY("label", KEY_WORDS, REQUIRED, struct step_in, s.label),
        KEY("by", KEY_TEXT, REQUIRED, struct step_in, s.by),
        KEY("within", KEY_MAP, OPTIONAL, struct step_in, within),
        KEY_ENTRIES("fields", OPTIONAL, struct step_in, fields, 300),
    };
    static const struct key within[] = {
        KEY_NUMBER("hours", OPTIONAL, struct within_in, hours, 1, 1000),
        KEY_NUMBER("days", OPTIONAL, struct within_in, days, 1, 365),
    };
    struct step_in x = {0};
    struct within_in w = {0};
    if (!map_read(l, m, "a step", keys, COUNT(keys), &x) || !x.s.id.n) return;
    if (x.within && map_read(l, x.within, "within", within, COUNT(within), &w) && !x.within->n)
        complain(l, x.within, "hours: or days:", "within says no time");
    x.s.within = w.hours * HOUR + w.days * 8 * HOUR;
    if (procedure_step(p, x.s.id))
        complain(l, at_key(m, "id"), "another id", "the step %s is here twice", shown(x.s.id));
    struct step *s = &p->steps[p->n_steps++];
    *s = x.s;
    if (x.fields) fields_read(l, x.fields, p, &s->fields, &s->n_fields);
}

/* ---- the rest ---- */

struct outcome_in {
    struct words name;
    str paper, register_id;
    const struct node *entry;
};

/* register field: answer; whether the register has the field, and the form the answer, is asked of the whole
 * folder. */
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

static void outcome_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY("name", KEY_WORDS, REQUIRED, struct outcome_in, name),
        KEY("paper", KEY_ID, OPTIONAL, struct outcome_in, paper),
        KEY("register", KEY_ID, OPTIONAL, struct outcome_in, register_id),
        KEY("entry", KEY_MAP, OPTIONAL, struct outcome_in, entry),
    };
    struct outcome_in x = {0};
    map_read(l, m, "outcome", keys, COUNT(keys), &x);
    p->outcome = x.name;
    p->paper = x.paper;
    p->register_id = x.register_id;
    if (x.entry && !x.register_id.n)
        complain(l, at_key(m, "entry"), "register: which one", "an entry in no register");
    if (x.entry) entry_read(l, x.entry, p);
}

static void source_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY("what", KEY_WORDS, REQUIRED, struct procedure, source_what),
        KEY("decision", KEY_TEXT, OPTIONAL, struct procedure, source_decision),
        KEY("read", KEY_TEXT, OPTIONAL, struct procedure, source_read),
    };
    map_read(l, m, "source", keys, COUNT(keys), p);
}

struct supplement_in {
    i64 within_days;
    int clock;
};

static void supplement_read(const struct load *l, const struct node *m, struct procedure *p) {
    static const struct key keys[] = {
        KEY_NUMBER("within_days", OPTIONAL, struct supplement_in, within_days, 1, 365),
        KEY_OF("clock", OPTIONAL, struct supplement_in, clock, clocks),
    };
    struct supplement_in x = {0};
    map_read(l, m, "supplement", keys, COUNT(keys), &x);
    p->supplement_days = x.within_days;
    p->supplement_restarts = x.clock == 1;
}

struct opened_in {
    str procedure;
    const struct node *answers;
};

static void opens_read(const struct load *l, const struct node *list, struct procedure *p) {
    static const struct key keys[] = {
        KEY("procedure", KEY_TEXT, REQUIRED, struct opened_in, procedure),
        KEY("answers", KEY_MAP, OPTIONAL, struct opened_in, answers),
    };
    p->opens = NEWS(struct opened, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct opened_in x = {0};
        if (!map_read(l, list->v[i], "an interlinked procedure", keys, COUNT(keys), &x)) continue;
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

static void owed_read(const struct load *l, const struct node *m, const struct node *root,
                      struct procedure *p) {
    static const struct key keys[] = {
        KEY_OF("every", REQUIRED, struct owed_in, every, everies),
        KEY_NUMBER("days", REQUIRED, struct owed_in, days, 1, 365),
        KEY("by", KEY_TEXTS, OPTIONAL, struct owed_in, by),
    };
    struct owed_in x = {0};
    map_read(l, m, "owed", keys, COUNT(keys), &x);
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

/* The province's own: two to four letters that stand for it, two for the kind, two digits, as HCM.PA.01. */
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

/* d.dddddd, as the national database writes it; what is no public service bears a code of the province's own.
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

/* The answers the procedure's own rules lean on: where it is decided, whose matter it is. */
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

/* What an answer must differ from, or is a part of, is a question of this procedure, of the same type. */
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

/* The keys of a procedure, in the order a reader meets them. */
static const struct key procedure_keys[] = {
    KEY("code", KEY_TEXT, REQUIRED, struct procedure_in, p.code),
    KEY("name", KEY_WORDS, REQUIRED, struct procedure_in, p.name),
    KEY("field", KEY_ID, REQUIRED, struct procedure_in, p.field),
    KEY("field_name", KEY_WORDS, REQUIRED, struct procedure_in, p.field_name),
    KEY("note", KEY_WORDS, OPTIONAL, struct procedure_in, p.note),
    KEY("everyday", KEY_FLAG, OPTIONAL, struct procedure_in, p.everyday),
    KEY("applicants", KEY_TEXTS, REQUIRED, struct procedure_in, applicants),
    KEY_OF("received_by", REQUIRED, struct procedure_in, received_by, desks),
    KEY("decided_by", KEY_MAP, REQUIRED, struct procedure_in, decided_by),
    KEY_OF("online", REQUIRED, struct procedure_in, p.online, onlines),
    KEY("online_decision", KEY_TEXT, OPTIONAL, struct procedure_in, p.online_decision),
    KEY("sample", KEY_FLAG, OPTIONAL, struct procedure_in, p.sample),
    KEY("service", KEY_FLAG, OPTIONAL, struct procedure_in, p.service),
    KEY("anonymous", KEY_FLAG, OPTIONAL, struct procedure_in, p.anonymous),
    KEY("owed", KEY_MAP, OPTIONAL, struct procedure_in, owed),
    KEY_ENTRIES("opens", OPTIONAL, struct procedure_in, opens, 10),
    KEY("channels", KEY_MAP, REQUIRED, struct procedure_in, channels),
    KEY("term", KEY_MAP, OPTIONAL, struct procedure_in, term),
    KEY("fee", KEY_MAP, OPTIONAL, struct procedure_in, fee),
    KEY("owner", KEY_TEXT, OPTIONAL, struct procedure_in, p.owner_field),
    KEY_ENTRIES("form", REQUIRED, struct procedure_in, form, 100),
    KEY_ENTRIES("documents", OPTIONAL, struct procedure_in, documents, 100),
    KEY_ENTRIES("steps", REQUIRED, struct procedure_in, steps, 50),
    KEY("supplement", KEY_MAP, OPTIONAL, struct procedure_in, supplement),
    KEY_NUMBER("keep_years", OPTIONAL, struct procedure_in, p.keep_years, 1, 100),
    KEY("outcome", KEY_MAP, REQUIRED, struct procedure_in, outcome),
    KEY("known_as", KEY_TEXTS, OPTIONAL, struct procedure_in, known_as),
    KEY("law", KEY_TEXTS, OPTIONAL, struct procedure_in, law),
    KEY("source", KEY_MAP, OPTIONAL, struct procedure_in, source),
};

struct procedure *procedure_file(const struct load *l, const struct node *root) {
    struct procedure_in in = {.p = {.service = true}};
    struct procedure *p = &in.p;
    if (!map_read(l, root, "a procedure", procedure_keys, COUNT(procedure_keys), &in)) return NULL;
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
    for (size_t g = 0; g < p->n_groups; g++)
        compared_checked(l, p, in.form, p->groups[g].fields, p->groups[g].n_fields);
    for (size_t i = 0; i < p->n_steps; i++)
        compared_checked(l, p, in.steps, p->steps[i].fields, p->steps[i].n_fields);
    struct procedure *kept = NEW(struct procedure);
    *kept = *p;
    return kept;
}

/* ---- in the whole folder ---- */

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

/* Interlinked procedures exist, open none themselves, and ask nothing the first form does not ask. */
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
