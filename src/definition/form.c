/* Reads the form of a procedure: groups, fields, choices, conditions between fields. */
#include "form.h"

#define NAME(type, name, ...) [type] = name,
#define DOC(type, name, doc, ...) [type] = doc,
static const char *const types[] = {FIELD_TYPES(NAME) NULL};
static const char *const type_docs[] = {FIELD_TYPES(DOC) NULL};
enum { FIELDS_MAX = 300 };

struct field_in {
    struct field f;
    struct texts differs, demo;
    int type;
    const struct node *choices, *when;
    const struct node *at;
};

/* ---- choices ---- */

static const struct key choice_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct choice, id, "Its id, unique among these; what is recorded."),
    KEY("label", KEY_WORDS, REQUIRED, struct choice, label, "The answer as the visitor reads it."),
};
const struct keys choice_keys = KEYS("a choice", choice_rows);

void choices_read(const struct load *l, const struct node *list, struct field *f) {
    if (f->type != FIELD_CHOICE)
        return complain(l, list, "type: choice, or no choices", "a field of type %s has no choices",
                        types[f->type]);
    f->choices = NEWS(struct choice, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct choice *c = &f->choices[f->n_choices];
        if (!map_read(l, list->v[i], &choice_keys, c) || !c->id.n) continue;
        for (size_t k = 0; k < f->n_choices; k++)
            if (str_eq(f->choices[k].id, c->id))
                complain(l, at_key(list->v[i], "id"), "another id", "the choice %s is here twice",
                         shown(c->id));
        f->n_choices++;
    }
    if (list->n < 2) complain(l, list, "two choices or more", "there is nothing to choose between");
}

static bool value_of(const struct field *f, str v) {
    if (f->type == FIELD_YES_NO) return str_is(v, "yes") || str_is(v, "no");
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, v)) return true;
    return f->type != FIELD_CHOICE;
}

static const char *values_listed(const struct field *f) {
    struct out o = {0};
    if (f->type == FIELD_YES_NO) return "true or false";
    out_z(&o, "one of ");
    for (size_t i = 0; i < f->n_choices; i++) out_fmt(&o, "%s%.*s", i ? ", " : "", STR_ARG(f->choices[i].id));
    return str_z(out_all(&o));
}

/* ---- when: {earlier_field: value} ---- */

static const struct field *among(const struct field *fields, size_t n, str id) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, id)) return &fields[i];
    return NULL;
}

static void when_read(const struct load *l, struct field_in *x, const struct procedure *p,
                      const struct field *before, size_t n) {
    const struct node *w = x->when;
    if (w->n != 2 || w->v[1]->kind != NODE_TEXT)
        return complain(l, w, "when: {earlier_field: value}", "when names no single answer");
    str id = w->v[0]->text, v = w->v[1]->text;
    const struct field *on = among(before, n, id);
    if (!on) on = procedure_field(p, id);
    if (!on || (on->type != FIELD_CHOICE && on->type != FIELD_YES_NO))
        return complain(l, w->v[0], "the id of an earlier field of type choice or yes_no",
                        "when names %s, which is no earlier question", shown(id));
    if (on->type == FIELD_YES_NO && str_is(v, "true")) v = S("yes");
    if (on->type == FIELD_YES_NO && str_is(v, "false")) v = S("no");
    if (!value_of(on, v))
        return complain(l, w->v[1], values_listed(on), "%s has no answer %s", shown(id), shown(v));
    x->f.when_field = id;
    x->f.when_value = v;
}

/* ---- checks by type of field ---- */

/* Personal data must be erasable: of some types a field is personal whatever the file says. */
static void personal_checked(const struct load *l, struct field_in *x) {
    if (!field_types[x->f.type].personal) return;
    if (has_key(x->at, "personal") && !x->f.personal)
        complain(l, at_key(x->at, "personal"), "personal: true, or another type",
                 "a field of type %s names a person", types[x->f.type]);
    x->f.personal = true;
}

static void bounds_checked(const struct load *l, struct field_in *x) {
    struct field *f = &x->f;
    f->has_min = has_key(x->at, "min");
    f->has_max = has_key(x->at, "max");
    bool text = f->type == FIELD_TEXT || f->type == FIELD_LONG_TEXT;
    if (f->has_min && f->type != FIELD_NUMBER && f->type != FIELD_DATE)
        complain(l, at_key(x->at, "min"), "min on a number or a date", "a field of type %s has no min",
                 types[f->type]);
    if (f->has_max && !text && f->type != FIELD_NUMBER && f->type != FIELD_DATE)
        complain(l, at_key(x->at, "max"), "max on a text, a number or a date",
                 "a field of type %s has no max", types[f->type]);
    if (f->at_most.n && f->type != FIELD_NUMBER)
        complain(l, at_key(x->at, "at_most"), "at_most on a number",
                 "a field of type %s is a part of nothing", types[f->type]);
    if (f->has_max && text && (f->max < 1 || f->max > 10000))
        complain(l, at_key(x->at, "max"), "1 to 10000 letters", "max is the longest text allowed");
    if (f->has_min && f->has_max && f->min > f->max)
        complain(l, at_key(x->at, "min"), "min: at most max", "min is greater than max");
}

static void preset_checked(const struct load *l, struct field_in *x) {
    static const struct {
        const char *name;
        enum field_type type;
    } mine[] = {
        {"me.name", FIELD_PERSON_NAME}, {"me.citizen_id", FIELD_CITIZEN_ID}, {"me.phone", FIELD_PHONE}};
    struct field *f = &x->f;
    const struct node *at = at_key(x->at, "preset");
    i64 n;
    if (str_starts(f->preset, S("me."))) {
        for (size_t i = 0; i < COUNT(mine); i++)
            if (str_eq(f->preset, str_c(mine[i].name)) && f->type == mine[i].type) return;
        return complain(l, at, "me.name on a person_name, me.citizen_id on a citizen_id, me.phone on a phone",
                        "preset is %s", shown(f->preset));
    }
    if (f->type == FIELD_YES_NO && str_is(f->preset, "true")) f->preset = S("yes");
    if (f->type == FIELD_YES_NO && str_is(f->preset, "false")) f->preset = S("no");
    if (!value_of(f, f->preset)) complain(l, at, values_listed(f), "preset is %s", shown(f->preset));
    if (f->type == FIELD_NUMBER && !str_to_int(f->preset, &n))
        complain(l, at, "a whole number", "preset is %s", shown(f->preset));
}

static void demo_checked(const struct load *l, struct field_in *x) {
    const struct field *f = &x->f;
    const struct node *at = at_key(x->at, "demo");
    i64 least = 0, most = 0;
    if (f->type == FIELD_NUMBER) {
        if (f->n_demo != 2 || !str_to_int(f->demo[0], &least) || !str_to_int(f->demo[1], &most) ||
            least > most || (f->has_min && least < f->min) || (f->has_max && most > f->max))
            complain(l, at, "the least and the most the demonstration answers, between min and max",
                     "demo of a number is no such two numbers");
        return;
    }
    if (f->type != FIELD_TEXT && f->type != FIELD_LONG_TEXT && f->type != FIELD_CHOICE)
        complain(l, at, "demo on a text, a choice or a number", "a field of type %s has no demo",
                 types[f->type]);
    for (size_t i = 0; i < f->n_demo; i++)
        if (!value_of(f, f->demo[i])) complain(l, at, values_listed(f), "demo is %s", shown(f->demo[i]));
}

/* ---- fields ---- */

static const struct key field_rows[] = {
    KEY("id", KEY_TEXT, REQUIRED, struct field_in, f.id,
        "Its id, unique in the procedure: small letters, digits and `_`, a letter first, at most 32."),
    KEY_OF("type", REQUIRED, struct field_in, type, types, "What a right answer is.", .each = type_docs),
    KEY("label", KEY_WORDS, REQUIRED, struct field_in, f.label, "The question."),
    KEY("hint", KEY_WORDS, OPTIONAL, struct field_in, f.hint, "A line of help below the question."),
    KEY("required", KEY_FLAG, OPTIONAL, struct field_in, f.required, "`true`: it has to be answered.",
        .otherwise = "`false`"),
    KEY("personal", KEY_FLAG, OPTIONAL, struct field_in, f.personal,
        "`true`: it is data of a person and can be erased. Types that name a person always are.",
        .otherwise = "`false`"),
    KEY_NUMBER("min", OPTIONAL, struct field_in, f.min, -1000000000000, 1000000000000,
               "Number: the least. Date: days from the day of filing; `-43800` is 120 years ago."),
    KEY_NUMBER("max", OPTIONAL, struct field_in, f.max, -1000000000000, 1000000000000,
               "Number: the most. Date: days from the day of filing; `0` is that day. Text: the most "
               "letters, 1 to 10000.",
               .otherwise = "a text has 200 letters at most, a long one 2000"),
    KEY_ENTRIES("choices", OPTIONAL, struct field_in, choices, 500, "Of type choice: two or more answers.",
                .in = &choice_keys),
    KEY("when", KEY_MAP, OPTIONAL, struct field_in, when,
        "`{field: value}`: asked only when that earlier question of type choice or yes_no has this answer.",
        .otherwise = "always asked"),
    KEY("preset", KEY_TEXT, OPTIONAL, struct field_in, f.preset,
        "What stands in it at first: `me.name`, `me.citizen_id`, `me.phone` of the visitor's account, each "
        "on its own type, or a literal."),
    KEY("differs_from", KEY_TEXTS, OPTIONAL, struct field_in, differs,
        "Ids of questions of the same type whose answer cannot be the same."),
    KEY("at_most", KEY_TEXT, OPTIONAL, struct field_in, f.at_most,
        "Number: id of the number it is a part of."),
    KEY("map", KEY_FLAG, OPTIONAL, struct field_in, f.map,
        "Commune: `true` offers the province's map of tiles instead of a list.", .otherwise = "`false`"),
    KEY("form_only", KEY_FLAG, OPTIONAL, struct field_in, f.form_only,
        "`true`: it is not printed on the resulting paper.", .otherwise = "`false`"),
    KEY("demo", KEY_TEXTS, OPTIONAL, struct field_in, demo,
        "What the demonstration answers. Number: the least and the most. Text and choice: right answers, "
        "taken "
        "in turn; `{n}` in one is the number of the dossier.",
        .otherwise = "an answer made up by its type"),
};
const struct keys field_keys = KEYS("a field", field_rows);

static bool field_read(const struct load *l, const struct node *m, const struct procedure *p,
                       const struct field *before, size_t n, struct field *out) {
    struct field_in x = {.type = -1, .at = m};
    if (!map_read(l, m, &field_keys, &x) || !x.f.id.n || x.type < 0) return false;
    x.f.type = (enum field_type)x.type;
    x.f.differs = x.differs.v;
    x.f.n_differs = x.differs.n;
    x.f.demo = x.demo.v;
    x.f.n_demo = x.demo.n;
    if (!id_ok(x.f.id, false))
        complain(l, at_key(m, "id"), "small letters a–z, digits and _, a letter first, at most 32",
                 "id is %s", shown(x.f.id));
    if (among(before, n, x.f.id) || procedure_field(p, x.f.id))
        complain(l, at_key(m, "id"), "another id: ids are unique in a procedure",
                 "the field %s is here twice", shown(x.f.id));
    if (x.choices) choices_read(l, x.choices, &x.f);
    else if (x.f.type == FIELD_CHOICE)
        complain(l, m, "choices: [{id: …, label: …}, …]", "a field of type choice has no choices");
    if (x.when) when_read(l, &x, p, before, n);
    personal_checked(l, &x);
    bounds_checked(l, &x);
    if (x.f.preset.n) preset_checked(l, &x);
    if (x.f.n_demo) demo_checked(l, &x);
    *out = x.f;
    return true;
}

static size_t fields_count(const struct procedure *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_groups; i++) n += p->groups[i].n_fields;
    for (size_t i = 0; i < p->n_steps; i++) n += p->steps[i].n_fields;
    return n;
}

void fields_read(const struct load *l, const struct node *list, const struct procedure *p,
                 struct field **out_fields, size_t *out_n) {
    if (list->n + fields_count(p) > FIELDS_MAX)
        return complain(l, list, z_fmt("at most %d in a procedure", FIELDS_MAX), "there are too many fields");
    struct field *v = NEWS(struct field, list->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) n += field_read(l, list->v[i], p, v, n, &v[n]);
    *out_fields = v;
    *out_n = n;
}

struct group_in {
    struct group g;
    const struct node *fields;
};

static const struct key group_rows[] = {
    KEY("group", KEY_ID, REQUIRED, struct group_in, g.id, "Its id, unique in the procedure."),
    KEY("label", KEY_WORDS, REQUIRED, struct group_in, g.label, "Heading of the page."),
    KEY("hint", KEY_WORDS, OPTIONAL, struct group_in, g.hint, "A line of help below the heading."),
    KEY_ENTRIES("fields", REQUIRED, struct group_in, fields, 300,
                "Its questions, at most 300 in a procedure.", .in = &field_keys),
};
const struct keys group_keys = KEYS("a group", group_rows);

void group_read(const struct load *l, const struct node *m, struct procedure *p) {
    struct group_in x = {0};
    if (!map_read(l, m, &group_keys, &x)) return;
    if (x.g.id.n && procedure_group(p, x.g.id))
        complain(l, at_key(m, "group"), "another id", "the group %s is here twice", shown(x.g.id));
    if (x.fields) fields_read(l, x.fields, p, &x.g.fields, &x.g.n_fields);
    if (x.fields && !x.fields->n) complain(l, x.fields, "at least one field", "the group asks nothing");
    p->groups[p->n_groups++] = x.g;
}
