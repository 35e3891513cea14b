/* Reads registers/ID.yaml. The fields declared there decide how an entry is validated, what the public page
 * shows, and the columns of the register's view. */
#include "form.h"

static const char *const types[] = {"text", "number", "date", "choice", "commune", "yes_no", "agency", NULL};
static const enum field_type kinds[] = {FIELD_LONG_TEXT, FIELD_NUMBER, FIELD_DATE,  FIELD_CHOICE,
                                        FIELD_COMMUNE,   FIELD_YES_NO, FIELD_AGENCY};
static const char *const fills[] = {"none", "filed", "decided", "agency", "level", NULL};
static const char *const type_docs[] = {
    "Text, at most `max` letters (2000).",
    "A whole number.",
    "A date.",
    "One of `choices`.",
    "The code of a commune. The first that is not personal says where the entry belongs.",
    "`yes` or `no`.",
    "The code of an agency, brought by the dossier: no form asks for it.",
    NULL,
};
static const char *const fill_docs[] = {
    "Nothing.",
    "The day of filing, into a date.",
    "The day of the decision, into a date.",
    "The agency that filed, into a field of type agency.",
    "Its level, into a choice of `province` and `commune`.",
    NULL,
};
enum { FIELDS_MAX = 40, KEY_MAX = 5, LONGEST = 2000 };

/* ---- fields ---- */

/* Not allowed as an id, because a field becomes a column of the view under its id: columns that every
 * register's view has, and words of SQL. */
static const char RESERVED[] = "act i n dossier unit agency day month current "
                               "all alter analyse analyze and any array as asc asymmetric authorization "
                               "between binary both by case cast check collate collation column "
                               "commit constraint create cross current_date current_role current_time "
                               "current_timestamp current_user default deferrable delete desc distinct "
                               "do drop else end escape except exists false fetch for foreign freeze from "
                               "full glob grant group having ilike in index indexed initially inner "
                               "insert intersect into is isnull join lateral leading left like limit "
                               "localtime localtimestamp match natural not nothing notnull null offset on "
                               "only or order outer over overlaps placing primary raise references regexp "
                               "returning right rowid select session_user set similar some symmetric "
                               "table tablesample then to trailing transaction true union unique update user "
                               "using values variadic verbose when where window with";

static bool reserved(str id) {
    str rest = str_c(RESERVED);
    while (rest.n)
        if (str_eq(str_cut(&rest, ' '), id)) return true;
    return false;
}

struct field_in {
    struct reg_field x;
    int type, fill;
    const struct node *choices;
};

static void bounds_checked(const struct load *l, const struct node *m, struct field *f) {
    bool text = f->type == FIELD_LONG_TEXT, number = f->type == FIELD_NUMBER;
    f->has_min = has_key(m, "min");
    f->has_max = has_key(m, "max");
    if (f->has_min && !number) complain(l, at_key(m, "min"), "min on a number", "only a number has a min");
    if (f->has_max && !number && !text)
        complain(l, at_key(m, "max"), "max on a number or a text", "this field has no max");
    if (f->has_max && text && (f->max < 1 || f->max > LONGEST))
        complain(l, at_key(m, "max"), "1 to 2000 letters", "max is the longest text allowed");
    if (f->has_min && f->has_max && f->min > f->max)
        complain(l, at_key(m, "min"), "min: at most max", "min is greater than max");
    if (f->at_most.n && !number)
        complain(l, at_key(m, "at_most"), "at_most on a number", "this field is a part of nothing");
}

/* Checks that `fill` suits the type of its field. */
static void fill_checked(const struct load *l, const struct node *m, const struct reg_field *x) {
    static const struct {
        enum field_type type;
        const char *want;
    } fits[] = {[FILL_FILED] = {FIELD_DATE, "fill on a date"},
                [FILL_DECIDED] = {FIELD_DATE, "fill on a date"},
                [FILL_AGENCY] = {FIELD_AGENCY, "type: agency"},
                [FILL_LEVEL] = {FIELD_CHOICE, "type: choice, with the choices province and commune"}};
    if (x->fill && x->f.type != fits[x->fill].type)
        complain(l, at_key(m, "fill"), fits[x->fill].want, "%s does not go into a field of this type",
                 fills[x->fill]);
    if (x->f.type == FIELD_AGENCY && x->f.personal)
        complain(l, at_key(m, "personal"), "personal: false", "an agency is nobody");
}

static void openness_checked(const struct load *l, const struct node *m, const struct reg_field *x,
                             const struct reg *g) {
    if (x->is_public && x->f.personal)
        complain(l, at_key(m, "public"), "public: false, or a field that names nobody",
                 "%s is personal and cannot be public", shown(x->f.id));
    else if (x->is_public && !g->is_public)
        complain(l, at_key(m, "public"), "public: true for the register too, or public: false here",
                 "%s is public in a register that is not", shown(x->f.id));
    if (x->search && g->is_public && !x->is_public)
        complain(l, at_key(m, "search"), "public: true, or no search",
                 "%s is not public and could be guessed by searching", shown(x->f.id));
    else if (x->search && x->f.personal)
        complain(l, at_key(m, "search"), "no search", "%s is personal and is not searched", shown(x->f.id));
}

static const struct key register_field_rows[] = {
    KEY("id", KEY_TEXT, REQUIRED, struct field_in, x.f.id,
        "Its id, unique in the register: small letters, digits and `_`. No word of SQL, and none of `act i n "
        "dossier unit agency day month current`."),
    KEY_OF("type", REQUIRED, struct field_in, type, types, "What it holds.", .each = type_docs),
    KEY("label", KEY_WORDS, REQUIRED, struct field_in, x.f.label, "Its name on pages and in files."),
    KEY("public", KEY_FLAG, OPTIONAL, struct field_in, x.is_public,
        "`true`: everybody sees it. Never of a personal field, nor in a register that is not public.",
        .otherwise = "`false`"),
    KEY("personal", KEY_FLAG, OPTIONAL, struct field_in, x.f.personal,
        "`true`: it is data of a person; it can be erased and stands in no view and no figure.",
        .otherwise = "`false`"),
    KEY("search", KEY_FLAG, OPTIONAL, struct field_in, x.search,
        "`true`: the register's search finds its words. Not of a personal field.", .otherwise = "`false`"),
    KEY("note", KEY_WORDS, OPTIONAL, struct field_in, x.note, "Shown below its name."),
    KEY_OF("fill", OPTIONAL, struct field_in, fill, fills, "What the dossier itself puts into it.",
           .each = fill_docs, .otherwise = "the procedure's `entry` fills it"),
    KEY_NUMBER("min", OPTIONAL, struct field_in, x.f.min, -1000000000000, 1000000000000,
               "Number: the least."),
    KEY_NUMBER("max", OPTIONAL, struct field_in, x.f.max, -1000000000000, 1000000000000,
               "Number: the most. Text: the most letters, up to 2000."),
    KEY("at_most", KEY_TEXT, OPTIONAL, struct field_in, x.f.at_most,
        "Number: id of the number it is a part of."),
    KEY_ENTRIES("choices", OPTIONAL, struct field_in, choices, 500, "Of type choice: two or more.",
                .in = &choice_keys),
};
static const struct keys register_field_keys = KEYS("a field", register_field_rows);

static void field_read(const struct load *l, const struct node *m, struct reg *g) {
    struct field_in in = {.type = -1};
    struct reg_field *x = &in.x;
    if (!map_read(l, m, &register_field_keys, &in) || !x->f.id.n || in.type < 0) return;
    x->f.type = kinds[in.type];
    x->fill = (enum fill)in.fill;
    x->f.hint = x->note;
    if (!id_ok(x->f.id, false))
        complain(l, at_key(m, "id"), "small letters a–z, digits and _, a letter first, at most 32",
                 "id is %s", shown(x->f.id));
    else if (reserved(x->f.id))
        complain(l, at_key(m, "id"), "another id", "%s is a column that every register has, or a word of SQL",
                 shown(x->f.id));
    if (reg_field(g, x->f.id))
        complain(l, at_key(m, "id"), "another id", "the field %s is here twice", shown(x->f.id));
    if (in.choices && x->f.type == FIELD_AGENCY)
        complain(l, in.choices, "no choices", "agencies are those of agencies.yaml");
    else if (in.choices) choices_read(l, in.choices, &x->f);
    else if (x->f.type == FIELD_CHOICE)
        complain(l, m, "choices: [{id: …, label: …}, …]", "a field of type choice has no choices");
    fill_checked(l, m, x);
    bounds_checked(l, m, &x->f);
    openness_checked(l, m, x, g);
    g->fields[g->n_fields++] = *x;
}

/* ---- the register ---- */

struct reg_in {
    struct reg g;
    const struct node *fields, *source;
    struct texts key;
};

static const struct key register_source_rows[] = {
    KEY("what", KEY_WORDS, REQUIRED, struct source_in, what, "Which law or text the register rests on."),
    KEY("decision", KEY_TEXT, OPTIONAL, struct source_in, decision, "Its number."),
    KEY("read", KEY_TEXT, OPTIONAL, struct source_in, read, "When or where it was read."),
};
static const struct keys register_source_keys = KEYS("source", register_source_rows);

static void source_read(const struct load *l, const struct node *m, struct reg *g) {
    map_read(l, m, &register_source_keys, &g->source);
}

static void leaning_checked(const struct load *l, const struct node *root, const struct reg *g) {
    const struct reg_field *day = g->day_field.n ? reg_field(g, g->day_field) : NULL;
    if (g->n_key > KEY_MAX) complain(l, at_key(root, "key"), "at most 5", "the key has too many fields");
    for (size_t i = 0; i < g->n_key; i++) {
        const struct reg_field *f = reg_field(g, g->key[i]);
        if (!f || f->f.personal)
            complain(l, at_key(root, "key"), "ids of fields of this register that are not personal",
                     "the key names %s", shown(g->key[i]));
    }
    if (g->day_field.n &&
        (!day ||
         (day->f.type != FIELD_DATE && !(day->f.type == FIELD_LONG_TEXT && str_is(g->day_field, "period"))) ||
         day->f.personal))
        complain(l, at_key(root, "day"), "the id of a field of type date that is not personal, or period",
                 "day is %s", shown(g->day_field));
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct reg_field *f = &g->fields[i],
                               *whole = f->f.at_most.n ? reg_field(g, f->f.at_most) : NULL;
        if (f->f.at_most.n &&
            (!whole || whole == f || whole->f.type != FIELD_NUMBER || whole->f.personal != f->f.personal))
            complain(l, at_key(root, "fields"), "at_most: the id of another number of this register",
                     "%s cannot be a part of %s", shown(f->f.id), shown(f->f.at_most));
    }
    if (!g->n_fields) complain(l, at_key(root, "fields"), "at least one field", "the register holds nothing");
}

static const struct key register_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct reg_in, g.id,
        "Its id: its page is `/so-dang-ky/ID`, its view `register/ID`."),
    KEY("name", KEY_WORDS, REQUIRED, struct reg_in, g.name, "Its name."),
    KEY("note", KEY_WORDS, OPTIONAL, struct reg_in, g.note, "Shown above it."),
    KEY("public", KEY_FLAG, OPTIONAL, struct reg_in, g.is_public,
        "`true`: everybody may read its public fields.", .otherwise = "`false`: officers only"),
    KEY("kept_by", KEY_TEXT, OPTIONAL, struct reg_in, g.kept_by,
        "Code of the agency that corrects what was imported.",
        .otherwise = "the agency of the entry's commune"),
    KEY("key", KEY_TEXTS, OPTIONAL, struct reg_in, key,
        "Up to 5 ids of fields that make an entry unique: a new entry with the same key replaces the former "
        "one.",
        .otherwise = "each entry stands alone"),
    KEY("day", KEY_TEXT, OPTIONAL, struct reg_in, g.day_field,
        "Id of the date from which an entry holds; `period` for an owed declaration.",
        .otherwise = "the day it was entered"),
    KEY_ENTRIES("fields", REQUIRED, struct reg_in, fields, FIELDS_MAX, "What an entry holds.",
                .in = &register_field_keys),
    KEY("source", KEY_MAP, OPTIONAL, struct reg_in, source, "What the register rests on.",
        .in = &register_source_keys),
};
const struct keys register_keys = KEYS("a register", register_rows);

void register_file(const struct load *l, const struct node *root, struct province *p) {
    struct reg_in in = {0};
    struct reg *g = &in.g;
    if (!map_read(l, root, &register_keys, &in) || !g->id.n) return;
    g->key = in.key.v;
    g->n_key = in.key.n;
    g->path = str_copy(l->file);
    if (in.fields) {
        g->fields = NEWS(struct reg_field, in.fields->n + 1);
        for (size_t i = 0; i < in.fields->n; i++) field_read(l, in.fields->v[i], g);
    }
    for (size_t i = g->n_fields; i--;) {
        const struct field *f = &g->fields[i].f;
        if (f->type == FIELD_COMMUNE && !f->personal) g->unit_field = f->id;
        if (f->type == FIELD_AGENCY && !f->personal) g->agency_field = f->id;
    }
    leaning_checked(l, root, g);
    if (in.source) source_read(l, in.source, g);
    if (reg_of(p, g->id))
        complain(l, at_key(root, "id"), "another id", "the register %s is already there", shown(g->id));
    if (registers_of()) registers_of()->view(g);
    p->registers[p->n_registers++] = *g;
}

static int by_id(const void *a, const void *b) {
    return str_cmp(((const struct reg *)a)->id, ((const struct reg *)b)->id);
}

void registers_sort(struct province *p) {
    if (p->n_registers) qsort(p->registers, p->n_registers, sizeof *p->registers, by_id);
}

/* ---- checks against the whole folder ---- */

void register_fits(const struct load *l, const struct node *root, const struct reg *g,
                   const struct province *p) {
    const struct agency *a = g->kept_by.n ? agency_on(p, g->kept_by, 0) : NULL;
    if (g->kept_by.n && (!a || a->until))
        complain(l, at_key(root, "kept_by"), "a code in agencies.yaml", "there is no agency %s today",
                 shown(g->kept_by));
}

static bool kind_fits(const struct field *to, const struct field *from) {
    if (to->type == FIELD_LONG_TEXT) {
        bool listed = from->type == FIELD_CHOICE || from->type == FIELD_COMMUNE || from->type == FIELD_YES_NO;
        return !listed && (!from->has_max || from->type == FIELD_NUMBER || from->type == FIELD_DATE ||
                           from->max <= (to->has_max ? to->max : LONGEST));
    }
    if (to->type != from->type) return false;
    for (size_t i = 0; i < from->n_choices; i++) {
        size_t k = 0;
        while (k < to->n_choices && !str_eq(to->choices[k].id, from->choices[i].id)) k++;
        if (k == to->n_choices) return false;
    }
    return true;
}

void procedure_entry_fits(const struct load *l, const struct node *root, const struct procedure *q,
                          const struct province *p) {
    const struct node *outcome = at_key(root, "outcome"), *entry = at_key(outcome, "entry");
    const struct reg *g = reg_of(p, q->register_id);
    if (!g) {
        complain(l, at_key(outcome, "register"), "the id of a file in registers/", "there is no register %s",
                 shown(q->register_id));
        return;
    }
    for (size_t i = 0; i < q->n_entry; i++) {
        const struct reg_field *to = reg_field(g, q->entry[i].to);
        const struct field *from = procedure_field(q, q->entry[i].from);
        const struct node *at = at_key(entry, str_z(q->entry[i].to));
        if (!to)
            complain(l, at, "ids of fields of the register", "the register %s has no field %s", shown(g->id),
                     shown(q->entry[i].to));
        else if (from && to->f.personal != from->personal)
            complain(l, at, "both personal, or neither", "%s and %s are not personal alike",
                     shown(q->entry[i].to), shown(q->entry[i].from));
        else if (from && !kind_fits(&to->f, from))
            complain(l, at, "a question of the same type, with no other choices and no longer text",
                     "%s cannot be entered as %s", shown(q->entry[i].from), shown(q->entry[i].to));
    }
}
