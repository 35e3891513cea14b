/* Reads agencies.yaml: roles and agencies. A rule (for_each) makes one agency for every unit of a level. */
#include "territory.h"
#include "base/text.h"

enum { AGENCIES_MAX = 10000 };

struct agency_in {
    struct agency a;
    const struct node *at, *for_each;
    int confidence;
    str note;
};
struct agencies_in {
    const struct node *roles, *agencies;
    struct agency_in *v;
    size_t n, cap;
};

static const struct key role_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct role, id,
        "Its id; the steps of procedures and the officers' accounts name it."),
    KEY("name", KEY_WORDS, REQUIRED, struct role, name,
        "The position's name. It stands above the signature of a paper."),
    KEY("reception", KEY_FLAG, OPTIONAL, struct role, receives,
        "`true` for the one role of the desk: it receives dossiers and hands out results.",
        .otherwise = "the role whose id is `reception`"),
};
static const struct keys role_keys = KEYS("a role", role_rows);

static void roles_read(const struct load *l, const struct node *list, struct province *p) {
    p->roles = NEWS(struct role, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct role r = {0};
        if (!map_read(l, list->v[i], &role_keys, &r) || !r.id.n) continue;
        if (role_of(p, r.id))
            complain(l, at_key(list->v[i], "id"), "another id", "the role %s is here twice", shown(r.id));
        else if (r.receives && p->reception.n)
            complain(l, at_key(list->v[i], "reception"), "one role that receives", "%s receives already",
                     shown(p->reception));
        else p->roles[p->n_roles++] = r;
        if (r.receives && !p->reception.n) p->reception = r.id;
    }
    /* folders adopted by older releases mark that role only by its id */
    if (!p->reception.n && role_of(p, S("reception"))) p->reception = S("reception");
    if (!p->reception.n)
        complain(l, list, "`reception: true` at the role of the desk", "no role receives dossiers");
}

/* ---- one agency, or a rule for many ---- */

/* The first hole in a pattern that is not {code}, {name} or {name_lower}; empty when there is none. */
static str strange_hole(str pattern) {
    while (pattern.n) {
        str_cut(&pattern, '{');
        if (pattern.n && !str_starts(pattern, S("code}")) && !str_starts(pattern, S("name}")) &&
            !str_starts(pattern, S("name_lower}")))
            return str_cut(&pattern, '}');
    }
    return (str){0};
}

static bool holes_checked(const struct load *l, const struct agency_in *rule) {
    const struct agency *a = &rule->a;
    const str all[] = {a->code, a->name.vi, a->name.en, a->desk.vi, a->desk.en};
    for (size_t i = 0; i < COUNT(all); i++) {
        str hole = strange_hole(all[i]);
        if (!hole.n) continue;
        complain(l,
                 at_key(rule->at, i == 0  ? "code"
                                  : i < 3 ? "name"
                                          : "desk"),
                 "{code}, {name} or {name_lower}", "there is no hole %s", shown(hole));
        return false;
    }
    return true;
}

/* Fills {code}, {name} and {name_lower} of a unit; {name_lower} begins with a small letter: "đặc khu Phú
 * Quý". */
static str filled(str pattern, const struct unit *u, str name) {
    struct out o = {0};
    str lower = u->kind.vi.n ? text_first_lower(name) : name;
    while (pattern.n && o.n < TEXT_MAX) { /* many holes could make a very long text */
        str head = str_cut(&pattern, '{');
        out_str(&o, head);
        if (str_starts(pattern, S("code}"))) out_str(&o, u->code);
        else if (str_starts(pattern, S("name}"))) out_str(&o, name);
        else if (str_starts(pattern, S("name_lower}"))) out_str(&o, lower);
        str_cut(&pattern, '}');
    }
    return out_all(&o);
}

static struct words filled_words(struct words w, const struct unit *u) {
    return (struct words){filled(w.vi, u, u->name.vi),
                          w.en.n ? filled(w.en, u, u->name.en.n ? u->name.en : u->name.vi) : (str){0}};
}

/* H55, H55.01, H55.05443: a letter, two digits, then groups of digits (Decision 20/2020/QĐ-TTg). */
static bool code_ok(str s) {
    if (s.n < 3 || s.n > 32 || s.p[0] < 'A' || s.p[0] > 'Z') return false;
    size_t run = 0;
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') run++;
        else if (s.p[i] != '.' || run < 2) return false;
        else run = 0;
    }
    return run >= 2;
}

static void agency_keep(const struct load *l, struct agencies_in *in, struct agency_in x) {
    if (!code_ok(x.a.code)) {
        complain(l, at_key(x.at, "code"), "a letter, digits and groups of digits, as H55.01", "code is %s",
                 shown(x.a.code));
        return;
    }
    if (x.a.until && x.a.until <= x.a.since) {
        complain(l, at_key(x.at, "until"), "until: the first day it was no more", "%s ends before it begins",
                 shown(x.a.code));
        return;
    }
    GROW(in->v, in->n, in->cap);
    in->v[in->n++] = x;
}

struct for_each_in {
    int level;
};

static const struct key for_each_rows[] = {
    KEY_OF("level", REQUIRED, struct for_each_in, level, level_names,
           "One agency for every unit of this level, as long as both the unit and the rule last."),
};
static const struct keys for_each_keys = KEYS("for_each", for_each_rows);

/* Makes an agency for each unit of the level, for the days on which both the rule and the unit hold. */
static void rule_spread(const struct load *l, struct agencies_in *in, const struct agency_in *rule,
                        const struct province *p) {
    struct for_each_in each = {-1};
    size_t before = in->n;
    if (!map_read(l, rule->for_each, &for_each_keys, &each) || each.level < 0 || !holes_checked(l, rule))
        return;
    if (!memmem(rule->a.code.p, rule->a.code.n, "{code}", 6))
        return complain(l, at_key(rule->at, "code"), "{code} in it", "code is %s for every unit alike",
                        shown(rule->a.code));
    if (in->n + p->n_units > AGENCIES_MAX)
        return complain(l, rule->at, z_fmt("at most %d", AGENCIES_MAX), "there are too many agencies");
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        struct agency_in x = *rule;
        if ((int)u->level != each.level) continue;
        x.a.since = u->since > rule->a.since ? u->since : rule->a.since;
        x.a.until = !u->until || (rule->a.until && rule->a.until < u->until) ? rule->a.until : u->until;
        if (x.a.until && x.a.until <= x.a.since) continue;
        x.a.code = filled(rule->a.code, u, u->code);
        x.a.unit = u->code;
        x.a.level = u->level;
        x.a.name = filled_words(rule->a.name, u);
        x.a.desk = filled_words(rule->a.desk, u);
        agency_keep(l, in, x);
    }
    if (in->n == before)
        complain(l, rule->at, "a level and days at which there are units", "this rule meets no unit");
}

static const struct key agency_rows[] = {
    KEY("for_each", KEY_MAP, OPTIONAL, struct agency_in, for_each,
        "Makes this a rule: `code`, `name` and `desk` then contain `{code}`, `{name}` or `{name_lower}` of "
        "each unit.",
        .in = &for_each_keys),
    KEY("code", KEY_TEXT, REQUIRED, struct agency_in, a.code,
        "A letter, digits and groups of digits: `H55.01` (Decision 20/2020/QĐ-TTg)."),
    KEY_OF("code_confidence", OPTIONAL, struct agency_in, confidence, confidence_names,
           "How sure the code is. `low`: the province's own, until the official one is known."),
    KEY("name", KEY_WORDS, REQUIRED, struct agency_in, a.name, "The agency's name."),
    KEY("desk", KEY_WORDS, REQUIRED, struct agency_in, a.desk, "Its one-stop desk's name."),
    KEY("kind", KEY_ID, OPTIONAL, struct agency_in, a.kind,
        "An agency of another kind at the same unit: `police`. Procedures name it in `decided_by`.",
        .otherwise = "the People's Committee or a department"),
    KEY("unit", KEY_TEXT, OPTIONAL, struct agency_in, a.unit,
        "GSO code of the unit it serves, for an agency that no rule makes."),
    KEY("since", KEY_DAY, OPTIONAL, struct agency_in, a.since, "The first day.", .otherwise = "the unit's"),
    KEY("until", KEY_DAY, OPTIONAL, struct agency_in, a.until, "The first day it was no more.",
        .otherwise = "it still exists, or as long as the unit"),
    KEY("hands_to", KEY_TEXT, OPTIONAL, struct agency_in, a.hands_to,
        "Code of the agency that takes over its dossiers when it ends.",
        .otherwise = "the agency of the one unit its unit became"),
    KEY("note", KEY_TEXT, OPTIONAL, struct agency_in, note, "For the reader of the file."),
};
static const struct keys agency_keys = KEYS("an agency", agency_rows);

static void agency_read(const struct load *l, struct agencies_in *in, const struct node *m,
                        const struct province *p) {
    struct agency_in x = {.at = m};
    if (!map_read(l, m, &agency_keys, &x) || !x.a.code.n) return;
    if (x.for_each && x.a.unit.n)
        complain(l, at_key(m, "unit"), "for_each or unit, not both",
                 "a rule for_each has no unit of its own");
    if (x.for_each) return rule_spread(l, in, &x, p);
    const struct unit *u = unit_on(p, x.a.unit, x.a.since);
    if (u) {
        x.a.level = u->level;
        agency_keep(l, in, x);
    } else
        complain(l, at_key(m, "unit"), "unit: the code of a unit in units.yaml at that time",
                 "there is no unit %s%.*s", shown(x.a.unit),
                 STR_ARG(x.a.since ? str_fmt(" on %.*s", STR_ARG(day_iso(x.a.since))) : S("")));
}

static int by_code_and_day(const void *a, const void *b) {
    const struct agency *x = &((const struct agency_in *)a)->a, *y = &((const struct agency_in *)b)->a;
    int c = str_cmp(x->code, y->code);
    return c ? c : (x->since > y->since) - (x->since < y->since);
}

static const struct key agencies_rows[] = {
    KEY_ENTRIES("roles", REQUIRED, struct agencies_in, roles, 200, "Positions an officer may hold.",
                .in = &role_keys),
    KEY_ENTRIES("agencies", REQUIRED, struct agencies_in, agencies, 5000, "Who receives and who decides.",
                .in = &agency_keys),
};
const struct keys agencies_keys = KEYS("agencies.yaml", agencies_rows);

void agencies_file(const struct load *l, const struct node *root, struct province *p) {
    struct agencies_in in = {0};
    map_read(l, root, &agencies_keys, &in);
    if (in.roles) roles_read(l, in.roles, p);
    for (size_t i = 0; in.agencies && i < in.agencies->n; i++) agency_read(l, &in, in.agencies->v[i], p);
    if (in.n) qsort(in.v, in.n, sizeof *in.v, by_code_and_day);
    p->agencies = NEWS(struct agency, in.n + 1);
    p->n_agencies = in.n;
    for (size_t i = 0; i < in.n; i++) {
        p->agencies[i] = in.v[i].a;
        const struct agency *before = i ? &p->agencies[i - 1] : NULL;
        if (before && str_eq(before->code, in.v[i].a.code) &&
            !(before->until && before->until <= in.v[i].a.since))
            complain(l, in.v[i].at, "days that do not overlap, or another code",
                     "the agency %s is already there at that time (line %d)", shown(in.v[i].a.code),
                     in.v[i - 1].at->line);
    }
}
