/* units.yaml: administrative units with the days they existed. Codes are those of the statistics office
 * (GSO): 2, 3 and 5 digits. */
#include "territory.h"
#include "base/text.h"

static const char *const level_names[] = {"province", "district", "commune", NULL};

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

static void kinds_read(const struct load *l, struct units_in *in) {
    static const struct key keys[] = {
        KEY("word", KEY_TEXT, REQUIRED, struct unit_kind, word),
        KEY("en", KEY_TEXT, REQUIRED, struct unit_kind, en),
    };
    if (!in->kinds) return;
    in->kind = NEWS(struct unit_kind, in->kinds->n + 1);
    for (size_t i = 0; i < in->kinds->n; i++) {
        struct unit_kind *k = &in->kind[in->n_kinds];
        if (!map_read(l, in->kinds->v[i], "a kind of unit", keys, COUNT(keys), k) || !k->word.n || !k->en.n)
            continue;
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

/* "{name} Ward" with what stands for the name. */
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

static void unit_read(const struct load *l, struct units_in *in, const struct node *m, struct unit common,
                      const struct node *parent_at) {
    static const struct key keys[] = {
        KEY("code", KEY_TEXT, REQUIRED, struct unit_in, u.code),
        KEY("name", KEY_TEXT, REQUIRED, struct unit_in, u.name.vi),
        KEY("en", KEY_TEXT, OPTIONAL, struct unit_in, u.name.en),
        KEY("since", KEY_DAY, OPTIONAL, struct unit_in, u.since),
        KEY("until", KEY_DAY, OPTIONAL, struct unit_in, u.until),
        KEY("became", KEY_TEXTS, OPTIONAL, struct unit_in, became),
    };
    static const size_t lengths[] = {[LEVEL_PROVINCE] = 2, [LEVEL_DISTRICT] = 3, [LEVEL_COMMUNE] = 5};
    struct unit_in x = {.u = common, .at = m, .parent_at = parent_at};
    if (!map_read(l, m, "a unit", keys, COUNT(keys), &x) || !x.u.code.n) return;
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

static void group_read(const struct load *l, struct units_in *in, const struct node *m) {
    static const struct key keys[] = {
        KEY_OF("level", REQUIRED, struct group_in, common.level, level_names),
        KEY("parent", KEY_TEXT, OPTIONAL, struct group_in, common.parent),
        KEY("since", KEY_DAY, REQUIRED, struct group_in, common.since),
        KEY("until", KEY_DAY, OPTIONAL, struct group_in, common.until),
        KEY("note", KEY_TEXT, OPTIONAL, struct group_in, note),
        KEY_ENTRIES("units", REQUIRED, struct group_in, units, 20000),
    };
    struct group_in g = {0};
    if (!map_read(l, m, "a group of units", keys, COUNT(keys), &g) || !g.units) return;
    if (g.common.level == LEVEL_PROVINCE ? g.common.parent.n > 0 : !g.common.parent.n)
        complain(l, at_key(m, "parent"),
                 g.common.parent.n ? "no parent" : "parent: the code of the unit above",
                 "a province has no parent, everything below has one");
    for (size_t i = 0; i < g.units->n; i++) unit_read(l, in, g.units->v[i], g.common, at_key(m, "parent"));
}

/* ---- what must hold between units ---- */

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

static void counts_checked(const struct load *l, const struct units_in *in) {
    static const struct key keys[] = {
        KEY("on", KEY_DAY, REQUIRED, struct count_in, on),
        KEY_OF("level", REQUIRED, struct count_in, level, level_names),
        KEY_NUMBER("count", REQUIRED, struct count_in, count, 0, 100000),
        KEY_NUMBER("listed", OPTIONAL, struct count_in, listed, 0, 100000),
        KEY("note", KEY_TEXT, OPTIONAL, struct count_in, note),
    };
    for (size_t i = 0; in->counts && i < in->counts->n; i++) {
        const struct node *m = in->counts->v[i];
        struct count_in k = {.listed = -1};
        i64 there = 0;
        if (!map_read(l, m, "a count", keys, COUNT(keys), &k) || !k.on) continue;
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

void units_file(const struct load *l, const struct node *root, struct province *p) {
    static const struct key keys[] = {
        KEY_ENTRIES("kinds", OPTIONAL, struct units_in, kinds, 30),
        KEY_ENTRIES("counts", OPTIONAL, struct units_in, counts, 1000),
        KEY_ENTRIES("groups", REQUIRED, struct units_in, groups, 5000),
    };
    struct units_in in = {0};
    if (!map_read(l, root, "units.yaml", keys, COUNT(keys), &in) || !in.groups) return;
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
