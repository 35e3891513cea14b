/* Reads units.yaml: administrative units and the days they existed. Codes are those of the statistics office
 * (GSO): 2, 3 and 5 digits. */
#include "territory.h"
#include "base/text.h"

struct unit_kind { /* the word a Vietnamese name begins with, and the whole name in English */
    str word, en;
};
struct unit_in {
    struct unit u;
    struct texts became;
    const struct node *at, *parent_at;
};
struct units_in {
    const struct node *kinds, *counts, *groups;
    struct unit_kind *kind;
    size_t n_kinds;
    struct unit_in *v;
    size_t n, cap;
};

/* ---- English names ---- */

static const struct key unit_kind_rows[] = {
    KEY("word", KEY_TEXT, REQUIRED, struct unit_kind, word,
        "The word that Vietnamese names of this kind begin with: `Phường`."),
    KEY("en", KEY_TEXT, REQUIRED, struct unit_kind, en,
        "The English name, with `{name}` for the rest: `\"{name} Ward\"`."),
};
static const struct keys unit_kind_keys = KEYS("a kind of unit", unit_kind_rows);

static void kinds_read(const struct load *l, struct units_in *in) {
    if (!in->kinds) return;
    in->kind = NEWS(struct unit_kind, in->kinds->n + 1);
    for (size_t i = 0; i < in->kinds->n; i++) {
        struct unit_kind *k = &in->kind[in->n_kinds];
        if (!map_read(l, in->kinds->v[i], &unit_kind_keys, k) || !k->word.n || !k->en.n) continue;
        if (!memmem(k->en.p, k->en.n, "{name}", 6))
            complain(l, at_key(in->kinds->v[i], "en"), "{name} in it", "en is %s", shown(k->en));
        else in->n_kinds++;
    }
}

static const struct unit_kind *kind_of(const struct units_in *in, str vi) {
    for (size_t i = 0; i < in->n_kinds; i++) {
        str w = in->kind[i].word;
        if (str_starts(vi, w) && vi.n > w.n + 1 && vi.p[w.n] == ' ') return &in->kind[i];
    }
    return NULL;
}

/* The English name: puts the name into "{name} Ward". */
static str english(const struct unit_kind *k, str name) {
    const char *hole = memmem(k->en.p, k->en.n, "{name}", 6);
    size_t head = (size_t)(hole - k->en.p);
    return text_squeeze(
        str_fmt("%.*s%.*s%.*s", (int)head, k->en.p, STR_ARG(name), (int)(k->en.n - head - 6), hole + 6));
}

static void named(const struct units_in *in, struct unit *u) {
    const struct unit_kind *k = kind_of(in, u->name.vi);
    u->bare = u->name.vi;
    if (!k) return;
    u->bare = (str){u->name.vi.p + k->word.n + 1, u->name.vi.n - k->word.n - 1};
    u->kind = (struct words){k->word, english(k, (str){0})};
    if (!u->name.en.n) u->name.en = english(k, u->bare);
}

/* ---- units ---- */

static bool digits(str s, size_t n) {
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

static const struct key unit_rows[] = {
    KEY("code", KEY_TEXT, REQUIRED, struct unit_in, u.code,
        "GSO code in quotes: 2 digits for a province, 3 for a district, 5 for a commune."),
    KEY("name", KEY_TEXT, REQUIRED, struct unit_in, u.name.vi,
        "The Vietnamese name with the word for its kind: `Phường Phan Đình Phùng`."),
    KEY("en", KEY_TEXT, OPTIONAL, struct unit_in, u.name.en, "The English name.",
        .otherwise = "made by `kinds`"),
    KEY("since", KEY_DAY, OPTIONAL, struct unit_in, u.since, "First day, where it differs from the group's."),
    KEY("until", KEY_DAY, OPTIONAL, struct unit_in, u.until,
        "First day it was no more, where it differs from the group's."),
    KEY("became", KEY_TEXTS, OPTIONAL, struct unit_in, became,
        "GSO codes of the units it went into; they exist on the day it ended."),
};
static const struct keys unit_keys = KEYS("a unit", unit_rows);

static void unit_read(const struct load *l, struct units_in *in, const struct node *m, struct unit common,
                      const struct node *parent_at) {
    static const size_t lengths[] = {[LEVEL_PROVINCE] = 2, [LEVEL_DISTRICT] = 3, [LEVEL_COMMUNE] = 5};
    struct unit_in x = {.u = common, .at = m, .parent_at = parent_at};
    if (!map_read(l, m, &unit_keys, &x) || !x.u.code.n) return;
    if (!digits(x.u.code, lengths[x.u.level]))
        complain(l, at_key(m, "code"),
                 z_fmt("%zu digits for a %s", lengths[x.u.level], level_name(x.u.level)), "code is %s",
                 shown(x.u.code));
    if (x.u.until && x.u.until <= x.u.since)
        complain(l, at_key(m, "until"), "until: the first day it was no more", "%s ends before it begins",
                 shown(x.u.code));
    named(in, &x.u);
    x.u.became = x.became.v;
    x.u.n_became = x.became.n;
    GROW(in->v, in->n, in->cap);
    in->v[in->n++] = x;
}

struct group_in {
    struct unit common;
    const struct node *units;
    str note;
};

static const struct key unit_group_rows[] = {
    KEY_OF("level", REQUIRED, struct group_in, common.level, level_names,
           "What kind of units the group lists."),
    KEY("parent", KEY_TEXT, OPTIONAL, struct group_in, common.parent,
        "GSO code of the unit above, which existed all the time. Needed by all but a province."),
    KEY("since", KEY_DAY, REQUIRED, struct group_in, common.since, "The first day these units existed."),
    KEY("until", KEY_DAY, OPTIONAL, struct group_in, common.until, "The first day they were no more.",
        .otherwise = "they still exist"),
    KEY("note", KEY_TEXT, OPTIONAL, struct group_in, note, "For the reader of the file."),
    KEY_ENTRIES("units", REQUIRED, struct group_in, units, 20000, "The units.", .in = &unit_keys),
};
static const struct keys unit_group_keys = KEYS("a group of units", unit_group_rows);

static void group_read(const struct load *l, struct units_in *in, const struct node *m) {
    struct group_in g = {0};
    if (!map_read(l, m, &unit_group_keys, &g) || !g.units) return;
    if (g.common.level == LEVEL_PROVINCE ? g.common.parent.n > 0 : !g.common.parent.n)
        complain(l, at_key(m, "parent"),
                 g.common.parent.n ? "no parent" : "parent: the code of the unit above",
                 "a province has no parent, everything below has one");
    for (size_t i = 0; i < g.units->n; i++) unit_read(l, in, g.units->v[i], g.common, at_key(m, "parent"));
}

/* ---- checks between units ---- */

static int by_code_and_day(const void *a, const void *b) {
    const struct unit_in *x = a, *y = b;
    int c = str_cmp(x->u.code, y->u.code);
    return c ? c : (x->u.since > y->u.since) - (x->u.since < y->u.since);
}

static bool apart(const struct unit *a, const struct unit *b) { return a->until && a->until <= b->since; }

static void parent_checked(const struct load *l, const struct unit_in *x, const struct province *p) {
    const struct unit *u = &x->u;
    if (u->level == LEVEL_PROVINCE || !u->parent.n || !u->since) return;
    int days[] = {u->since, u->until ? u->until - 1 : 0};
    for (size_t i = 0; i < COUNT(days); i++) {
        const struct unit *up = unit_on(p, u->parent, days[i]);
        if (up && up->level < u->level && (days[i] || !up->until)) continue;
        str when = days[i] ? str_fmt("on %.*s", STR_ARG(day_iso(days[i]))) : S("today");
        complain(l, x->parent_at, "parent: a unit of a higher level that existed all the time",
                 "%s has no unit %s above it %.*s", shown(u->code), shown(u->parent), STR_ARG(when));
        return;
    }
}

static void became_checked(const struct load *l, const struct unit_in *x, const struct province *p) {
    for (size_t i = 0; i < x->u.n_became; i++) {
        if (x->u.until && unit_on(p, x->u.became[i], x->u.until)) continue;
        complain(l, at_key(x->at, "became"), "codes of units that begin on its `until`",
                 "%s became %s, which is not there on the day it ended", shown(x->u.code),
                 shown(x->u.became[i]));
    }
}

struct count_in {
    int on, level;
    i64 count, listed;
    str note;
};

static const struct key count_rows[] = {
    KEY("on", KEY_DAY, REQUIRED, struct count_in, on, "The day of the official total."),
    KEY_OF("level", REQUIRED, struct count_in, level, level_names, "Which units were counted."),
    KEY_NUMBER("count", REQUIRED, struct count_in, count, 0, 100000,
               "The official total. `tinhso check` compares it with the units listed."),
    KEY_NUMBER("listed", OPTIONAL, struct count_in, listed, 0, 100000,
               "How many are listed here, where that cannot be the official total.",
               .otherwise = "as `count`"),
    KEY("note", KEY_TEXT, OPTIONAL, struct count_in, note, "Why the two differ."),
};
static const struct keys count_keys = KEYS("a count", count_rows);

static void counts_checked(const struct load *l, const struct units_in *in) {
    for (size_t i = 0; in->counts && i < in->counts->n; i++) {
        const struct node *m = in->counts->v[i];
        struct count_in k = {.listed = -1};
        i64 there = 0;
        if (!map_read(l, m, &count_keys, &k) || !k.on) continue;
        for (size_t j = 0; j < in->n; j++) {
            const struct unit *u = &in->v[j].u;
            there += (int)u->level == k.level && u->since <= k.on && (!u->until || k.on < u->until);
        }
        i64 wanted = k.listed >= 0 ? k.listed : k.count;
        if (there != wanted)
            complain(l, m, z_fmt("%lld, or `listed` and a note that says why", (long long)wanted),
                     "%lld units of level %s are listed for %.*s", (long long)there, level_names[k.level],
                     STR_ARG(day_iso(k.on)));
    }
}

static const struct key units_rows[] = {
    KEY_ENTRIES("kinds", OPTIONAL, struct units_in, kinds, 30, "How names are put into English.",
                .in = &unit_kind_keys),
    KEY_ENTRIES("counts", OPTIONAL, struct units_in, counts, 1000, "Official totals to compare with.",
                .in = &count_keys),
    KEY_ENTRIES("groups", REQUIRED, struct units_in, groups, 5000,
                "Units with the same level, parent and days.", .in = &unit_group_keys),
};
const struct keys units_keys = KEYS("units.yaml", units_rows);

void units_file(const struct load *l, const struct node *root, struct province *p) {
    struct units_in in = {0};
    if (!map_read(l, root, &units_keys, &in) || !in.groups) return;
    kinds_read(l, &in);
    for (size_t i = 0; i < in.groups->n; i++) group_read(l, &in, in.groups->v[i]);
    if (in.n) qsort(in.v, in.n, sizeof *in.v, by_code_and_day);
    p->units = NEWS(struct unit, in.n + 1);
    p->n_units = in.n;
    for (size_t i = 0; i < in.n; i++) {
        p->units[i] = in.v[i].u;
        if (i && str_eq(in.v[i].u.code, in.v[i - 1].u.code) && !apart(&in.v[i - 1].u, &in.v[i].u))
            complain(l, in.v[i].at, "days that do not overlap, or another code",
                     "the unit %s is already there at that time (line %d)", shown(in.v[i].u.code),
                     in.v[i - 1].at->line);
    }
    for (size_t i = 0; i < in.n; i++) {
        parent_checked(l, &in.v[i], p);
        became_checked(l, &in.v[i], p);
    }
    counts_checked(l, &in);
}
