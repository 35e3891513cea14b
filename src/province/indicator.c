/* indicators/ID.yaml: a figure as a declared question over a view that a room publishes. No free SQL, no column the view does not show. */
#include "load.h"

static const struct view *const *views;
static size_t n_views;

void province_views(const struct view *const *v, size_t n) {
    views = v;
    n_views = n;
}

const struct view *view_of(str name) {
    for (size_t i = 0; i < n_views; i++)
        if (str_eq(str_c(views[i]->name), name)) return views[i];
    return NULL;
}

static const struct view_column *column_of(const struct view *v, str name) {
    for (size_t i = 0; i < v->n_columns; i++)
        if (str_eq(str_c(v->columns[i].name), name)) return &v->columns[i];
    return NULL;
}

struct indicator_in {
    struct indicator i;
    const struct node *where, *hit;
    int direction;
};

static const char *columns_listed(const struct view *v) {
    struct out o = {0};
    out_z(&o, "one of ");
    for (size_t i = 0; i < v->n_columns; i++) out_fmt(&o, "%s%s", i ? ", " : "", v->columns[i].name);
    return str_z(out_all(&o));
}

static const struct view_column *column_checked(const struct load *l, const struct node *at, const struct view *v, str name) {
    const struct view_column *c = v ? column_of(v, name) : NULL;
    if (c || !v) return c;
    const char **names = NEWS(const char *, v->n_columns + 1);
    for (size_t i = 0; i < v->n_columns; i++) names[i] = v->columns[i].name;
    complain(l, at, columns_listed(v), "the view %s has no column %s%s", v->name, shown(name), near_miss(name, names, v->n_columns));
    return NULL;
}

static void value_checked(const struct load *l, const struct node *at, const struct view_column *c) {
    i64 n;
    bool flag = str_is(at->text, "true") || str_is(at->text, "false");
    if (c->type == 'b' && !flag) complain(l, at, "true or false", "%s is %s", c->name, shown(at->text));
    if ((c->type == 'i' || c->type == 'd') && !str_to_int(at->text, &n))
        complain(l, at, "a whole number", "%s is %s", c->name, shown(at->text));
    if (c->type == 'm' && (at->text.n != 7 || at->text.p[4] != '-'))
        complain(l, at, "a month, as 2026-11", "%s is %s", c->name, shown(at->text));
}

static struct condition *conditions_read(const struct load *l, const struct node *m, const struct view *v, size_t *out_n) {
    struct condition *all = NEWS(struct condition, m->n / 2 + 1);
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        const struct node *name = m->v[i], *value = m->v[i + 1];
        if (value->kind != NODE_TEXT || !value->text.n) {
            complain(l, value, "column: value", "%s has no plain value", shown(name->text));
            continue;
        }
        const struct view_column *c = column_checked(l, name, v, name->text);
        if (c) value_checked(l, value, c);
        all[(*out_n)++] = (struct condition){name->text, value->text};
    }
    if (m->n > 16) complain(l, m, "at most 8", "there are too many conditions");
    return all;
}

static void measure_checked(const struct load *l, const struct node *root, const struct indicator_in *x, const struct view *v) {
    bool share = x->i.measure == MEASURE_SHARE, adds = x->i.measure == MEASURE_SUM || x->i.measure == MEASURE_MEDIAN;
    const struct node *measure = at_key(root, "measure"), *column = at_key(root, "column");
    if (share && !x->i.n_hit) complain(l, measure, "hit: {column: value}", "a share does not say which records are its numerator");
    if (!share && has_key(root, "hit")) complain(l, at_key(root, "hit"), "no hit", "only a share has a hit");
    if (adds && !x->i.column.n) complain(l, measure, "column: a whole-number column of the view", "what is added up is missing");
    if (!adds && x->i.column.n) complain(l, column, "no column", "only a sum or a median has a column");
    const struct view_column *c = x->i.column.n ? column_checked(l, column, v, x->i.column) : NULL;
    if (c && c->type != 'i') complain(l, column, "a whole-number column of the view", "the column %s is not a number", c->name);
}

static const struct view *view_checked(const struct load *l, const struct node *root, str of) {
    const struct view *v = view_of(of);
    if (v || !n_views || !of.n) return v;
    struct out o = {0};
    const char **names = NEWS(const char *, n_views);
    out_z(&o, "one of ");
    for (size_t i = 0; i < n_views; i++) {
        names[i] = views[i]->name;
        out_fmt(&o, "%s%s", i ? ", " : "", names[i]);
    }
    complain(l, at_key(root, "of"), str_z(out_all(&o)), "no room publishes a view %s%s", shown(of), near_miss(of, names, n_views));
    return NULL;
}

void indicator_file(const struct load *l, const struct node *root, struct province *p) {
    static const char *const measures[] = {"count", "share", "sum", "median", NULL}, *const directions[] = {"down", "up", NULL};
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct indicator_in, i.id),
        KEY("name", KEY_WORDS, REQUIRED, struct indicator_in, i.name),
        KEY("sentence", KEY_WORDS, REQUIRED, struct indicator_in, i.sentence),
        KEY("unit", KEY_WORDS, REQUIRED, struct indicator_in, i.unit),
        KEY_OF("measure", REQUIRED, struct indicator_in, i.measure, measures),
        KEY("of", KEY_TEXT, REQUIRED, struct indicator_in, i.of),
        KEY("column", KEY_TEXT, OPTIONAL, struct indicator_in, i.column),
        KEY("where", KEY_MAP, OPTIONAL, struct indicator_in, where),
        KEY("hit", KEY_MAP, OPTIONAL, struct indicator_in, hit),
        KEY_OF("direction", REQUIRED, struct indicator_in, direction, directions),
    };
    struct indicator_in x = {0};
    if (!map_read(l, root, "an indicator", keys, COUNT(keys), &x)) return;
    const struct view *v = view_checked(l, root, x.i.of);
    x.i.up = x.direction == 1;
    if (x.where) x.i.where = conditions_read(l, x.where, v, &x.i.n_where);
    if (x.hit) x.i.hit = conditions_read(l, x.hit, v, &x.i.n_hit);
    measure_checked(l, root, &x, v);
    if (x.i.id.n && indicator_of(p, x.i.id))
        complain(l, at_key(root, "id"), "another id", "the indicator %s is already there", shown(x.i.id));
    p->indicators[p->n_indicators++] = x.i;
}

const struct indicator *indicator_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_indicators; i++)
        if (str_eq(p->indicators[i].id, id)) return &p->indicators[i];
    return NULL;
}
