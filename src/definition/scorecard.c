/* scorecards/ID.yaml: an index with its points, what others published of it, what sources say we reached; or
 * how the province scores its own communes and departments. What no source gives is left out of the file and
 * shown as open. */
#include "private.h"

static const char *const confidences[] = {"low", "medium", "high", NULL};

/* ---- main indices ---- */

struct index_in {
    struct score_index x;
    i64 points, parts, full;
    const struct node *components;
};

static void component_read(const struct load *l, const struct node *m, struct score_index *x) {
    static const struct key keys[] = {
        KEY("name", KEY_WORDS, REQUIRED, struct score_part, name),
        KEY("points", KEY_TEXT, OPTIONAL, struct score_part, points),
        KEY("ours", KEY_TEXT, OPTIONAL, struct score_part, ours),
    };
    struct score_part c = {0};
    if (!map_read(l, m, "a component", keys, COUNT(keys), &c)) return;
    if (c.points.n && !decimal_ok(c.points))
        complain(l, at_key(m, "points"), "a number with a decimal point", "points is %s", shown(c.points));
    if (c.ours.n && !decimal_ok(c.ours))
        complain(l, at_key(m, "ours"), "a number with a decimal point", "ours is %s", shown(c.ours));
    x->components[x->n_components++] = c;
}

static bool group_there(const struct scorecard *s, str id) {
    for (size_t i = 0; i < s->n_groups; i++)
        if (str_eq(s->groups[i].id, id)) return true;
    return false;
}

static void index_checked(const struct load *l, const struct node *m, const struct scorecard *s,
                          const struct score_index *x, const struct province *p) {
    if (!group_there(s, x->group))
        complain(l, at_key(m, "group"), "an id of the groups above", "there is no group %s", shown(x->group));
    for (size_t i = 0; i < s->n_main; i++)
        if (str_eq(s->main[i].id, x->id))
            complain(l, at_key(m, "id"), "another id", "the index %s is here twice", shown(x->id));
    if (s->own && !x->indicator.n)
        complain(l, m, "indicator: the id of a file in indicators/", "an own scorecard's row has no figure");
    if (x->indicator.n && !indicator_of(p, x->indicator))
        complain(l, at_key(m, "indicator"), "the id of a file in indicators/", "there is no indicator %s",
                 shown(x->indicator));
    if (s->own && (x->points < 1 || x->full < 1))
        complain(l, m, "points: and full:, 1 or more",
                 "an own scorecard's row has no points, or no value that earns them");
}

static void index_read(const struct load *l, const struct node *m, struct scorecard *s,
                       const struct province *p) {
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct index_in, x.id),
        KEY("group", KEY_TEXT, REQUIRED, struct index_in, x.group),
        KEY("name", KEY_WORDS, REQUIRED, struct index_in, x.name),
        KEY_NUMBER("points", OPTIONAL, struct index_in, points, 0, 100000),
        KEY_NUMBER("parts", OPTIONAL, struct index_in, parts, 1, 1000),
        KEY("indicator", KEY_TEXT, OPTIONAL, struct index_in, x.indicator),
        KEY_NUMBER("full", OPTIONAL, struct index_in, full, 1, 1000000000),
        KEY_ENTRIES("components", OPTIONAL, struct index_in, components, 1000),
    };
    struct index_in in = {.points = -1};
    if (!map_read(l, m, "a main index", keys, COUNT(keys), &in) || !in.x.id.n) return;
    in.x.points = in.points;
    in.x.parts = in.parts;
    in.x.full = in.full;
    in.x.components = NEWS(struct score_part, (in.components ? in.components->n : 0) + 1);
    for (size_t i = 0; in.components && i < in.components->n; i++)
        component_read(l, in.components->v[i], &in.x);
    index_checked(l, m, s, &in.x, p);
    s->main[s->n_main++] = in.x;
}

/* When every index has its points they make up the scale. */
static void points_checked(const struct load *l, const struct node *root, const struct scorecard *s) {
    i64 all = 0;
    for (size_t i = 0; i < s->n_main; i++) {
        if (s->main[i].points < 0) return;
        all += s->main[i].points;
    }
    if (s->n_main && all != s->scale)
        complain(l, at_key(root, "main"), "points that add up to the scale",
                 "they add up to %lld, the scale is %lld", (long long)all, (long long)s->scale);
}

/* ---- what others published ---- */

struct row_in {
    struct score_row r;
    struct texts values;
};
struct year_in {
    struct score_year y;
    i64 year, of;
    int confidence;
    const struct node *rows;
};

static size_t scored(const struct scorecard *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_main; i++) n += s->main[i].points != 0;
    return n;
}

static void row_checked(const struct load *l, const struct node *m, const struct scorecard *s,
                        const struct score_year *y, const struct score_row *r) {
    i64 v;
    for (size_t i = 0; i < y->n_rows; i++)
        if (str_eq(y->rows[i].name, r->name))
            complain(l, at_key(m, "name"), "each province once", "%s stands here twice", shown(r->name));
    if (r->total.n && !ten_thousandths(r->total, &v))
        complain(l, at_key(m, "total"), "a number from 0 to 1 with at most four decimals", "total is %s",
                 shown(r->total));
    for (size_t i = 0; i < r->n_values; i++)
        if (!ten_thousandths(r->values[i], &v))
            complain(l, at_key(m, "values"), "numbers from 0 to 1 with at most four decimals",
                     "a value is %s", shown(r->values[i]));
    if (r->n_values && r->n_values != scored(s))
        complain(l, at_key(m, "values"), "one for each scored index, in their order", "there are %zu, of %zu",
                 r->n_values, scored(s));
}

static void row_read(const struct load *l, const struct node *m, const struct scorecard *s,
                     struct score_year *y) {
    static const struct key keys[] = {
        KEY("name", KEY_TEXT, REQUIRED, struct row_in, r.name),
        KEY_NUMBER("rank", OPTIONAL, struct row_in, r.rank, 1, 1000),
        KEY("total", KEY_TEXT, OPTIONAL, struct row_in, r.total),
        KEY("values", KEY_TEXTS, OPTIONAL, struct row_in, values),
    };
    struct row_in in = {0};
    if (!map_read(l, m, "a published row", keys, COUNT(keys), &in)) return;
    in.r.values = in.values.v;
    in.r.n_values = in.values.n;
    if (!in.r.rank) in.r.rank = (i64)y->n_rows + 1;
    row_checked(l, m, s, y, &in.r);
    y->rows[y->n_rows++] = in.r;
}

static void year_read(const struct load *l, const struct node *m, struct scorecard *s) {
    static const struct key keys[] = {
        KEY_NUMBER("year", REQUIRED, struct year_in, year, 1990, 2199),
        KEY_NUMBER("of", REQUIRED, struct year_in, of, 1, 1000),
        KEY_OF("confidence", REQUIRED, struct year_in, confidence, confidences),
        KEY("source", KEY_WORDS, REQUIRED, struct year_in, y.source),
        KEY_ENTRIES("rows", REQUIRED, struct year_in, rows, 1000),
    };
    struct year_in in = {0};
    if (!map_read(l, m, "a published year", keys, COUNT(keys), &in) || !in.rows) return;
    in.y.year = (int)in.year;
    in.y.of = (int)in.of;
    in.y.confidence = (enum confidence)in.confidence;
    in.y.rows = NEWS(struct score_row, in.rows->n + 1);
    for (size_t i = 0; i < in.rows->n; i++) row_read(l, in.rows->v[i], s, &in.y);
    if (s->n_years && s->years[s->n_years - 1].year >= in.y.year)
        complain(l, at_key(m, "year"), "years in their order", "%d stands after %d", in.y.year,
                 s->years[s->n_years - 1].year);
    s->years[s->n_years++] = in.y;
}

struct value_in {
    struct score_value v;
    i64 year;
    int confidence;
};

static void value_read(const struct load *l, const struct node *m, struct scorecard *s) {
    static const struct key keys[] = {
        KEY_NUMBER("year", REQUIRED, struct value_in, year, 1990, 2199),
        KEY("index", KEY_TEXT, REQUIRED, struct value_in, v.index),
        KEY("value", KEY_TEXT, REQUIRED, struct value_in, v.value),
        KEY_OF("confidence", REQUIRED, struct value_in, confidence, confidences),
        KEY("source", KEY_WORDS, REQUIRED, struct value_in, v.source),
    };
    struct value_in in = {0};
    i64 v;
    bool there = false;
    if (!map_read(l, m, "a value of ours", keys, COUNT(keys), &in)) return;
    for (size_t i = 0; i < s->n_main; i++) there |= str_eq(s->main[i].id, in.v.index);
    if (!there)
        complain(l, at_key(m, "index"), "an id of the main indices", "there is no index %s",
                 shown(in.v.index));
    if (!ten_thousandths(in.v.value, &v))
        complain(l, at_key(m, "value"), "a number from 0 to 1 with at most four decimals", "value is %s",
                 shown(in.v.value));
    in.v.year = (int)in.year;
    in.v.confidence = (enum confidence)in.confidence;
    s->values[s->n_values++] = in.v;
}

/* ---- the file ---- */

struct region_in {
    struct words name;
    int confidence;
    struct texts provinces;
};
struct scorecard_in {
    struct scorecard s;
    int kind, of, confidence;
    const struct node *groups, *main, *region, *published, *own;
};

static void region_read(const struct load *l, const struct node *m, struct scorecard *s) {
    static const struct key keys[] = {
        KEY("name", KEY_WORDS, REQUIRED, struct region_in, name),
        KEY_OF("confidence", REQUIRED, struct region_in, confidence, confidences),
        KEY("provinces", KEY_TEXTS, REQUIRED, struct region_in, provinces),
    };
    struct region_in in = {0};
    if (!map_read(l, m, "a region", keys, COUNT(keys), &in)) return;
    s->region_name = in.name;
    s->region_confidence = (enum confidence)in.confidence;
    s->region = in.provinces.v;
    s->n_region = in.provinces.n;
}

static void group_read(const struct load *l, const struct node *m, struct scorecard *s) {
    static const struct key keys[] = {KEY("id", KEY_ID, REQUIRED, struct pillar, id),
                                      KEY("name", KEY_WORDS, REQUIRED, struct pillar, name)};
    struct pillar x = {0};
    if (map_read(l, m, "a group", keys, COUNT(keys), &x)) s->groups[s->n_groups++] = x;
}

static void lists_read(const struct load *l, const struct scorecard_in *in, struct scorecard *s,
                       const struct province *p) {
    static const struct node none = {.kind = NODE_LIST};
    const struct node *groups = in->groups ? in->groups : &none, *list = in->main ? in->main : &none,
                      *published = in->published ? in->published : &none, *own = in->own ? in->own : &none;
    s->groups = NEWS(struct pillar, groups->n + 1);
    s->main = NEWS(struct score_index, list->n + 1);
    s->years = NEWS(struct score_year, published->n + 1);
    s->values = NEWS(struct score_value, own->n + 1);
    for (size_t i = 0; i < groups->n; i++) group_read(l, groups->v[i], s);
    for (size_t i = 0; i < list->n; i++) index_read(l, list->v[i], s, p);
    for (size_t i = 0; i < published->n; i++) year_read(l, published->v[i], s);
    for (size_t i = 0; i < own->n; i++) value_read(l, own->v[i], s);
}

void scorecard_file(const struct load *l, const struct node *root, struct province *p) {
    static const char *const kinds[] = {"published", "own", NULL}, *const ofs[] = {"communes", "departments",
                                                                                   NULL};
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct scorecard_in, s.id),
        KEY_OF("kind", REQUIRED, struct scorecard_in, kind, kinds),
        KEY_OF("of", OPTIONAL, struct scorecard_in, of, ofs),
        KEY("name", KEY_WORDS, REQUIRED, struct scorecard_in, s.name),
        KEY("document", KEY_TEXT, OPTIONAL, struct scorecard_in, s.document),
        KEY("date", KEY_DAY, OPTIONAL, struct scorecard_in, s.date),
        KEY_OF("confidence", REQUIRED, struct scorecard_in, confidence, confidences),
        KEY("source", KEY_WORDS, REQUIRED, struct scorecard_in, s.source),
        KEY_NUMBER("scale", REQUIRED, struct scorecard_in, s.scale, 1, 1000000),
        KEY("target", KEY_TEXT, OPTIONAL, struct scorecard_in, s.target),
        KEY("note", KEY_WORDS, OPTIONAL, struct scorecard_in, s.note),
        KEY("ours", KEY_TEXT, OPTIONAL, struct scorecard_in, s.ours),
        KEY_ENTRIES("groups", REQUIRED, struct scorecard_in, groups, 50),
        KEY_ENTRIES("main", REQUIRED, struct scorecard_in, main, 200),
        KEY("region", KEY_MAP, OPTIONAL, struct scorecard_in, region),
        KEY_ENTRIES("published", OPTIONAL, struct scorecard_in, published, 50),
        KEY_ENTRIES("own", OPTIONAL, struct scorecard_in, own, 500),
    };
    struct scorecard_in in = {0};
    if (!map_read(l, root, "a scorecard", keys, COUNT(keys), &in)) return;
    struct scorecard *s = &p->scorecards[p->n_scorecards];
    *s = in.s;
    s->own = in.kind == 1;
    s->departments = in.of == 1;
    s->confidence = (enum confidence)in.confidence;
    if (scorecard_of(p, s->id))
        complain(l, at_key(root, "id"), "another id", "the scorecard %s is in two files", shown(s->id));
    if (in.region) region_read(l, in.region, s);
    lists_read(l, &in, s, p);
    points_checked(l, root, s);
    p->n_scorecards++;
}
