/* Reads indicators/ID.yaml: a figure declared over a published view. Only columns of the view may be named,
 * and no SQL. */
#include "measure.h"

static const struct view_column *column_of(const struct view *v, str name) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), name)) return &v->columns[i];
    return NULL;
}

static const char *const measures[] = {"count", "share", "sum", "median", "mean", "ratio", NULL};
static const char *const measure_docs[] = {
    "How many records.",
    "Per cent of the records that are a `hit`.",
    "The numbers of `column` added up.",
    "The number of `column` in the middle; of an even count, half way between two.",
    "The average of `column`, weighed by `weight`.",
    "Per cent of `column` in `over`, both added up first.",
    NULL};
const char *const better_names[] = {"down", "up", NULL};
const char *const better_docs[] = {"Lower is better.", "Higher is better.", NULL};
static const char *const kinds[] = {"flow", "state", NULL};
static const char *const as_docs[] = {"What happened in the period.", "What stands at the end of the period.",
                                      NULL};
static const char *const pers[] = {"one", "minute", "hour", NULL};
static const char *const per_docs[] = {"The number as it is.", "Minutes.", "Hours.", NULL};

struct indicator_in {
    struct indicator i;
    const struct node *where, *hit, *by, *format, *goal, *latest;
    int direction, as, per;
};

/* Whether a list of names separated by blanks contains a name. */
static bool among(const char *names, str name) {
    str rest = str_c(names);
    while (rest.n)
        if (str_eq(str_cut(&rest, ' '), name)) return true;
    return false;
}

/* Personal columns of dossiers, which no view publishes. Listed so that the complaint can say "personal"
 * instead of "unknown". */
static const char PERSONAL[] =
    "submitter submitter_name owner_name owner_fold phone citizen_id answers name title paper";

/* The view an indicator reads, and its register when it is a register's. */
struct from {
    const struct view *v;
    const struct reg *g;
};

static bool personal(struct from x, str name) {
    const struct reg_field *f = x.g ? reg_field(x.g, name) : NULL;
    return x.g ? f && f->f.personal : x.v->dossier && among(PERSONAL, name);
}

/* The values a text column can have, separated by blanks; NULL = any. A misspelt value would silently count
 * nothing. */
static const char *values_of(struct from x, const struct view_column *c) {
    const struct reg_field *f = x.g ? reg_field(x.g, str_c(c->name)) : NULL;
    struct out o = {0};
    for (size_t i = 0; f && i < f->f.n_choices; i++)
        out_fmt(&o, "%s%.*s", i ? " " : "", STR_ARG(f->f.choices[i].id));
    if (f) return o.n ? str_z(out_all(&o)) : NULL;
    static const struct {
        const char *column, *values;
    } known[] = {{"channel", "online counter post"},
                 {"online", "full partial info"},
                 {"timing", "early on_time late"},
                 {"level", "province district commune"}};
    for (size_t i = 0; i < COUNT(known) && c->type == 't'; i++)
        if (!strcmp(known[i].column, c->name)) return known[i].values;
    return NULL;
}

static const char *columns_listed(const struct view *v) {
    struct out o = {0};
    out_z(&o, "one of ");
    for (size_t i = 0; i < v->n_columns; i++) out_fmt(&o, "%s%s", i ? ", " : "", v->columns[i].name);
    return str_z(out_all(&o));
}

/* Whether a field must not be used: a figure of a public register is public, so it may use public fields
 * only. */
static bool kept_back(struct from x, str name) {
    const struct reg_field *f = x.g ? reg_field(x.g, name) : NULL;
    return f && !f->f.personal && x.g->is_public && !f->is_public;
}

static const struct view_column *column_checked(const struct load *l, const struct node *at, struct from x,
                                                str name) {
    const struct view *v = x.v;
    const struct view_column *c = v ? column_of(v, name) : NULL;
    if (c && kept_back(x, name))
        complain(l, at, "a public field of the register", "%s is not public, and this register's figures are",
                 shown(name));
    if (c || !v) return c;
    const char **names = NEWS(const char *, v->n_columns + 1);
    for (size_t i = 0; i < v->n_columns; i++) names[i] = v->columns[i].name;
    if (personal(x, name))
        complain(l, at, columns_listed(v), "%s is personal: no figure is made of it", shown(name));
    else
        complain(l, at, columns_listed(v), "the view %s has no column %s%s", v->name, shown(name),
                 near_miss(name, names, v->n_columns));
    return NULL;
}

/* ---- conditions: a value, a list of values, {at_least: n}, {at_most: n}, {not: x} ---- */

static void value_checked(const struct load *l, const struct node *at, struct from x,
                          const struct view_column *c) {
    i64 n;
    bool flag = str_is(at->text, "true") || str_is(at->text, "false");
    if (c->type == 'b' && !flag) complain(l, at, "true or false", "%s is %s", c->name, shown(at->text));
    if ((c->type == 'i' || c->type == 'd') && !str_to_int(at->text, &n))
        complain(l, at, "a whole number", "%s is %s", c->name, shown(at->text));
    if (c->type == 'm' && (at->text.n != 7 || at->text.p[4] != '-'))
        complain(l, at, "a month, as 2026-11", "%s is %s", c->name, shown(at->text));
    const char *values = values_of(x, c);
    if (values && !among(values, at->text))
        complain(l, at, z_fmt("one of %s", values), "%s is %s", c->name, shown(at->text));
}

struct reading {
    const struct load *l;
    struct from from;
    struct condition *v;
    size_t n;
};
static const char forms[] = "column: value, [value, value], {at_least: 5}, {at_most: 5} or {not: value}";

static bool plain(const struct reading *r, const struct node *value, str name, const struct view_column *c) {
    if (value->kind != NODE_TEXT || !value->text.n) {
        complain(r->l, value, forms, "%s has no plain value", shown(name));
        return false;
    }
    if (c) value_checked(r->l, value, r->from, c);
    return true;
}

static void list_read(struct reading *r, const struct node *list, str name, const struct view_column *c) {
    struct condition x = {.column = name, .more = NEWS(str, list->n + 1)};
    if (!list->n || list->n > 20)
        complain(r->l, list, "from 1 to 20 values", "%s names %zu values", shown(name), list->n);
    for (size_t i = 0; i < list->n; i++) {
        if (!plain(r, list->v[i], name, c)) return;
        if (i) x.more[x.n_more++] = list->v[i]->text;
        else x.value = list->v[i]->text;
    }
    if (list->n) r->v[r->n++] = x;
}

static void comparison_read(struct reading *r, const struct node *m, str name, const struct view_column *c) {
    static const char *const names[] = {"not", "at_least", "at_most"};
    static const enum compare hows[] = {COMPARE_NOT, COMPARE_AT_LEAST, COMPARE_AT_MOST};
    if (!m->n || m->n > 4) complain(r->l, m, forms, "%s has no plain value", shown(name));
    for (size_t i = 0; i + 1 < m->n && i < 4; i += 2) {
        const struct node *word = m->v[i], *value = m->v[i + 1];
        size_t k = 0;
        while (k < COUNT(names) && !str_eq(word->text, str_c(names[k]))) k++;
        if (k == COUNT(names)) {
            complain(r->l, word, forms, "there is no comparison %s%s", shown(word->text),
                     near_miss(word->text, names, COUNT(names)));
            continue;
        }
        if (k && c && c->type != 'i') {
            complain(r->l, word, "a whole-number column of the view", "%s is not a number", c->name);
            continue;
        }
        if (plain(r, value, name, c))
            r->v[r->n++] = (struct condition){.column = name, .value = value->text, .how = hows[k]};
    }
}

static struct condition *conditions_read(const struct load *l, const struct node *m, struct from v,
                                         size_t *out_n) {
    struct reading r = {l, v, NEWS(struct condition, m->n + 2), 0};
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        const struct node *name = m->v[i], *value = m->v[i + 1];
        const struct view_column *c = column_checked(l, name, v, name->text);
        if (value->kind == NODE_LIST) list_read(&r, value, name->text, c);
        else if (value->kind == NODE_MAP) comparison_read(&r, value, name->text, c);
        else if (plain(&r, value, name->text, c))
            r.v[r.n++] = (struct condition){.column = name->text, .value = value->text};
    }
    if (m->n > 16) complain(l, m, "at most 8", "there are too many conditions");
    *out_n = r.n;
    return r.v;
}

/* ---- measure, dimensions, format ---- */

/* Whether a column may be added up: ids and numbers of records may not. */
static bool quantity(const struct view_column *c) {
    return c->type == 'i' && !among("act i n dossier", str_c(c->name));
}

static void number_checked(const struct load *l, const struct node *at, struct from v, str name) {
    const struct view_column *c = name.n ? column_checked(l, at, v, name) : NULL;
    if (c && !quantity(c))
        complain(l, at, "a whole-number column of the view", "the column %s is not a number", c->name);
}

static void measure_checked(const struct load *l, const struct node *root, const struct indicator_in *x,
                            struct from v) {
    enum measure m = x->i.measure;
    bool share = m == MEASURE_SHARE, ratio = m == MEASURE_RATIO,
         adds = m == MEASURE_SUM || m == MEASURE_MEDIAN || m == MEASURE_MEAN || ratio;
    const struct node *measure = at_key(root, "measure"), *column = at_key(root, "column");
    if (share && (!x->hit || !x->hit->n))
        complain(l, measure, "hit: {column: value}", "a share does not say which records are its numerator");
    if (!share && has_key(root, "hit")) complain(l, at_key(root, "hit"), "no hit", "only a share has a hit");
    if (adds && !x->i.column.n)
        complain(l, measure, "column: a whole-number column of the view", "what is added up is missing");
    if (!adds && x->i.column.n)
        complain(l, column, "no column", "only a sum, a median, a mean or a ratio has a column");
    if (m != MEASURE_MEAN && x->i.weight.n)
        complain(l, at_key(root, "weight"), "no weight", "only a mean has a weight");
    if (ratio != (x->i.over.n > 0))
        complain(l, ratio ? measure : at_key(root, "over"),
                 ratio ? "over: a whole-number column of the view" : "no over",
                 ratio ? "of what it is a part is missing" : "only a ratio is over something");
    if (!adds && has_key(root, "per"))
        complain(l, at_key(root, "per"), "no per",
                 "only a sum, a median or a mean is told per hour or minute");
    number_checked(l, column, v, x->i.column);
    number_checked(l, at_key(root, "weight"), v, x->i.weight);
    number_checked(l, at_key(root, "over"), v, x->i.over);
    if (x->i.state && v.v && !column_of(v.v, S("day")))
        complain(l, at_key(root, "as"), "no as: this view always tells a state", "the view %s has no days",
                 v.v->name);
}

static void by_read(const struct load *l, const struct node *list, struct from v, struct indicator *i) {
    i->by = NEWS(str, list->n + 1);
    for (size_t k = 0; k < list->n; k++) {
        const struct node *at = list->v[k];
        if (at->kind != NODE_TEXT || !at->text.n) {
            complain(l, at, "a list of columns", "an entry of by is no text");
            continue;
        }
        const struct view_column *c = column_checked(l, at, v, at->text);
        if (c && !strchr("tub", c->type))
            complain(l, at, "a column of text, of units or of yes and no",
                     "%s cannot be told apart by: it is a number, a day or a month", c->name);
        for (size_t o = 0; o < i->n_by; o++)
            if (str_eq(i->by[o], at->text))
                complain(l, at, "each column once", "%s is here twice", shown(at->text));
        i->by[i->n_by++] = at->text;
    }
}

struct format_in {
    i64 decimals, scale;
    struct words unit;
};
static const struct key format_rows[] = {
    KEY_NUMBER("decimals", OPTIONAL, struct format_in, decimals, 0, 3, "How many decimals are shown.",
               .otherwise = "1 for a fraction, else 0"),
    KEY_NUMBER("scale", OPTIONAL, struct format_in, scale, 1, 1000000000,
               "The number is divided by it before it is shown. Not of a share or a ratio."),
    KEY("unit", KEY_WORDS, OPTIONAL, struct format_in, unit, "A shorter unit beside the number.",
        .otherwise = "`unit` of the indicator"),
};
static const struct keys format_keys = KEYS("format", format_rows);

static void format_read(const struct load *l, const struct node *m, struct indicator *i) {
    struct format_in f = {0};
    map_read(l, m, &format_keys, &f);
    i->has_decimals = has_key(m, "decimals");
    i->decimals = (int)f.decimals;
    i->short_unit = f.unit;
    if (f.scale) i->scale = i->scale ? i->scale * f.scale : f.scale;
    if ((i->measure == MEASURE_SHARE || i->measure == MEASURE_RATIO) && f.scale)
        complain(l, at_key(m, "scale"), "no scale", "a share is in per cent already");
}

struct latest_in {
    str of, by;
};
static const struct key latest_rows[] = {
    KEY("of", KEY_TEXT, REQUIRED, struct latest_in, of,
        "A column of text or of units: only the last record of each of its values counts."),
    KEY("by", KEY_TEXT, OPTIONAL, struct latest_in, by, "The column that says which is the last.",
        .otherwise = "`day`"),
};
static const struct keys latest_keys = KEYS("latest", latest_rows);

static void latest_read(const struct load *l, const struct node *m, struct from v, struct indicator *i) {
    struct latest_in x = {.by = S("day")};
    if (!map_read(l, m, &latest_keys, &x) || !x.of.n) return;
    const struct view_column *of = column_checked(l, at_key(m, "of"), v, x.of);
    if (of && !strchr("tu", of->type))
        complain(l, at_key(m, "of"), "a column of text or of units",
                 "%s is a number, a day, a month, or yes and no", of->name);
    column_checked(l, at_key(m, "by"), v, x.by);
    if (v.v && !column_of(v.v, S("i")))
        complain(l, m, "no latest", "the view %s has one record of each already", v.v->name);
    i->latest = x.of;
    i->latest_by = x.by;
}

struct goal_in {
    str target;
};
static const struct key indicator_goal_rows[] = {
    KEY("target", KEY_ID, REQUIRED, struct goal_in, target, "Id of the target of `programme.yaml`."),
};
static const struct keys indicator_goal_keys = KEYS("goal", indicator_goal_rows);

static void goal_read(const struct load *l, const struct node *m, struct indicator *i) {
    struct goal_in g = {0};
    map_read(l, m, &indicator_goal_keys, &g);
    const struct node *at = at_key(m, "target");
    i->goal = g.target;
    i->goal_line = at->line;
    i->goal_column = at->column;
}

static const struct view *view_checked(const struct load *l, const struct node *root, str of,
                                       const struct province *p) {
    const struct view *v = view_for(p, of);
    const char **names;
    size_t n = view_names(p, &names);
    if (v || !n || !of.n) return v;
    struct out o = {0};
    out_z(&o, "one of ");
    for (size_t i = 0; i < n; i++) out_fmt(&o, "%s%s", i ? ", " : "", names[i]);
    complain(l, at_key(root, "of"), str_z(out_all(&o)), "no room publishes a view %s%s", shown(of),
             near_miss(of, names, n));
    return NULL;
}

static const struct key indicator_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct indicator_in, i.id,
        "Its id in addresses: `/chi-so/ID`. Ids with the same first part are told as sister forms."),
    KEY("name", KEY_WORDS, REQUIRED, struct indicator_in, i.name, "Its name."),
    KEY("sentence", KEY_WORDS, REQUIRED, struct indicator_in, i.sentence,
        "What it means for people, in one or two sentences."),
    KEY("unit", KEY_WORDS, REQUIRED, struct indicator_in, i.unit, "The unit of its numbers."),
    KEY_OF("measure", REQUIRED, struct indicator_in, i.measure, measures, "How records become one number.",
           .each = measure_docs),
    KEY("of", KEY_TEXT, REQUIRED, struct indicator_in, i.of,
        "The view the records come from; `tinhso describe` lists them, `register/ID` is a register's."),
    KEY("column", KEY_TEXT, OPTIONAL, struct indicator_in, i.column,
        "Sum, median, mean, ratio: the whole-number column."),
    KEY("where", KEY_MAP, OPTIONAL, struct indicator_in, where,
        "Which records count. Each key is a column, with a value, a list of values, `{at_least: 5}`, "
        "`{at_most: 9}` or `{not: post}`. At most 8; all have to hold."),
    KEY("hit", KEY_MAP, OPTIONAL, struct indicator_in, hit,
        "Share: which of these records are the numerator. Written as `where`."),
    KEY("weight", KEY_TEXT, OPTIONAL, struct indicator_in, i.weight,
        "Mean: column that says how much a record weighs.", .otherwise = "all alike"),
    KEY("over", KEY_TEXT, OPTIONAL, struct indicator_in, i.over,
        "Ratio: column of which `column` is a part. Both are added up, then divided once."),
    KEY_OF("as", OPTIONAL, struct indicator_in, as, kinds, "What it tells.", .each = as_docs,
           .otherwise = "`flow`"),
    KEY_OF("per", OPTIONAL, struct indicator_in, per, pers,
           "Sum, median, mean of seconds: the unit of time that is shown.", .each = per_docs,
           .otherwise = "`one`"),
    KEY_ENTRIES("by", OPTIONAL, struct indicator_in, by, 6,
                "Up to 6 columns of text, units or yes and no, each of which makes a further table."),
    KEY("format", KEY_MAP, OPTIONAL, struct indicator_in, format, "How the number is written.",
        .in = &format_keys),
    KEY("latest", KEY_MAP, OPTIONAL, struct indicator_in, latest, "Counts only the last record of each.",
        .in = &latest_keys),
    KEY("goal", KEY_MAP, OPTIONAL, struct indicator_in, goal, "The target it stands beside.",
        .in = &indicator_goal_keys),
    KEY_OF("direction", REQUIRED, struct indicator_in, direction, better_names, "Which way is better.",
           .each = better_docs),
};
const struct keys indicator_keys = KEYS("an indicator", indicator_rows);

void indicator_file(const struct load *l, const struct node *root, struct province *p) {
    static const i64 scales[] = {0, 60, 3600};
    struct indicator_in x = {0};
    if (!map_read(l, root, &indicator_keys, &x)) return;
    const struct view *v = view_checked(l, root, x.i.of, p);
    x.i.view = v;
    struct from from = {v, v ? view_reg(p, v) : NULL};
    x.i.path = str_copy(l->file);
    x.i.up = x.direction == 1;
    x.i.state = x.as == 1;
    x.i.scale = scales[x.per];
    if (x.where) x.i.where = conditions_read(l, x.where, from, &x.i.n_where);
    if (x.hit) x.i.hit = conditions_read(l, x.hit, from, &x.i.n_hit);
    if (x.by) by_read(l, x.by, from, &x.i);
    if (x.latest) latest_read(l, x.latest, from, &x.i);
    if (x.format) format_read(l, x.format, &x.i);
    if (x.goal) goal_read(l, x.goal, &x.i);
    measure_checked(l, root, &x, from);
    if (x.i.id.n && (indicator_of(p, x.i.id) || external_of(p, x.i.id)))
        complain(l, at_key(root, "id"), "another id", "the indicator %s is already there", shown(x.i.id));
    p->indicators[p->n_indicators++] = x.i;
}
