/* Reads scorecards/ID.yaml: an index with its points and published rankings, or how the province scores its
 * own communes and departments. A number that no source gives is left out, and pages show it as not known. */
#include "measure.h"

/* ---- main indices ---- */

struct index_in {
    struct score_index x;
    i64 points, parts, full;
    const struct node *components;
};

static const struct key component_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct score_part, name, "Its name."),
    KEY("points", KEY_TEXT, OPTIONAL, struct score_part, points, "The most points, as a decimal.",
        .otherwise = "not known"),
    KEY("ours", KEY_TEXT, OPTIONAL, struct score_part, ours, "The points the province reached, as a decimal.",
        .otherwise = "not known"),
};
static const struct keys component_keys = KEYS("a component", component_rows);

static void component_read(const struct load *l, const struct node *m, struct score_index *x) {
    struct score_part c = {0};
    if (!map_read(l, m, &component_keys, &c)) return;
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

static const struct key index_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct index_in, x.id, "Its id."),
    KEY("group", KEY_TEXT, REQUIRED, struct index_in, x.group, "Id of its group."),
    KEY("name", KEY_WORDS, REQUIRED, struct index_in, x.name, "Its name."),
    KEY_NUMBER("points", OPTIONAL, struct index_in, points, 0, 100000,
               "The most points; 0: it is not scored. An own scorecard needs it.",
               .otherwise = "no source says"),
    KEY_NUMBER("parts", OPTIONAL, struct index_in, parts, 1, 1000, "How many components it has.",
               .otherwise = "not known"),
    KEY("indicator", KEY_TEXT, OPTIONAL, struct index_in, x.indicator,
        "Own scorecard: id of the indicator it is made of."),
    KEY_NUMBER("full", OPTIONAL, struct index_in, full, 1, 1000000000,
               "Own scorecard: the value that earns all points."),
    KEY_ENTRIES("components", OPTIONAL, struct index_in, components, 1000,
                "Its components, as far as the province enters them.", .in = &component_keys),
};
static const struct keys index_keys = KEYS("a main index", index_rows);

static void index_read(const struct load *l, const struct node *m, struct scorecard *s,
                       const struct province *p) {
    struct index_in in = {.points = -1};
    if (!map_read(l, m, &index_keys, &in) || !in.x.id.n) return;
    in.x.points = in.points;
    in.x.parts = in.parts;
    in.x.full = in.full;
    in.x.components = NEWS(struct score_part, (in.components ? in.components->n : 0) + 1);
    for (size_t i = 0; in.components && i < in.components->n; i++)
        component_read(l, in.components->v[i], &in.x);
    index_checked(l, m, s, &in.x, p);
    s->main[s->n_main++] = in.x;
}

/* Once the points of all main indices are known, they must add up to the scale. */
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

/* ---- published rankings, and values of our province ---- */

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

static const struct key score_row_rows[] = {
    KEY("name", KEY_TEXT, REQUIRED, struct row_in, r.name, "A province's name, once in a year."),
    KEY_NUMBER("rank", OPTIONAL, struct row_in, r.rank, 1, 1000, "Its rank as published.",
               .otherwise = "its place in the list"),
    KEY("total", KEY_TEXT, OPTIONAL, struct row_in, r.total,
        "Its value, from 0 to 1 with at most four decimals.", .otherwise = "not published"),
    KEY("values", KEY_TEXTS, OPTIONAL, struct row_in, values,
        "Its value in each scored index, in their order, each from 0 to 1."),
};
static const struct keys score_row_keys = KEYS("a published row", score_row_rows);

static void row_read(const struct load *l, const struct node *m, const struct scorecard *s,
                     struct score_year *y) {
    struct row_in in = {0};
    if (!map_read(l, m, &score_row_keys, &in)) return;
    in.r.values = in.values.v;
    in.r.n_values = in.values.n;
    if (!in.r.rank) in.r.rank = (i64)y->n_rows + 1;
    row_checked(l, m, s, y, &in.r);
    y->rows[y->n_rows++] = in.r;
}

static const struct key score_year_rows[] = {
    KEY_NUMBER("year", REQUIRED, struct year_in, year, 1990, 2199, "The year. Years stand in order."),
    KEY_NUMBER("of", REQUIRED, struct year_in, of, 1, 1000, "How many provinces were ranked."),
    KEY_OF("confidence", REQUIRED, struct year_in, confidence, confidence_names, "How sure it is."),
    KEY("source", KEY_WORDS, REQUIRED, struct year_in, y.source, "Who published it, and where it was read."),
    KEY_ENTRIES("rows", REQUIRED, struct year_in, rows, 1000, "Provinces as they were ranked.",
                .in = &score_row_keys),
};
static const struct keys score_year_keys = KEYS("a published year", score_year_rows);

static void year_read(const struct load *l, const struct node *m, struct scorecard *s) {
    struct year_in in = {0};
    if (!map_read(l, m, &score_year_keys, &in) || !in.rows) return;
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

static const struct key score_value_rows[] = {
    KEY_NUMBER("year", REQUIRED, struct value_in, year, 1990, 2199, "The year."),
    KEY("index", KEY_TEXT, REQUIRED, struct value_in, v.index, "Id of a main index."),
    KEY("value", KEY_TEXT, REQUIRED, struct value_in, v.value,
        "What a source says the province reached, from 0 to 1 with at most four decimals."),
    KEY_OF("confidence", REQUIRED, struct value_in, confidence, confidence_names, "How sure it is."),
    KEY("source", KEY_WORDS, REQUIRED, struct value_in, v.source, "Where it was read."),
};
static const struct keys score_value_keys = KEYS("a value of ours", score_value_rows);

static void value_read(const struct load *l, const struct node *m, struct scorecard *s) {
    struct value_in in = {0};
    i64 v;
    bool there = false;
    if (!map_read(l, m, &score_value_keys, &in)) return;
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
static const char *const kinds[] = {"published", "own", NULL};
static const char *const kind_docs[] = {
    "A ministry scores the provinces.",
    "The province scores its own communes or departments, from its own figures.", NULL};
static const char *const ofs[] = {"communes", "departments", NULL};
static const char *const of_docs[] = {"Communes and wards.", "Departments: agencies of the province.", NULL};

struct scorecard_in {
    struct scorecard s;
    int kind, of, confidence;
    const struct node *groups, *main, *region, *published, *own;
};

static const struct key region_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct region_in, name, "The region's name."),
    KEY_OF("confidence", REQUIRED, struct region_in, confidence, confidence_names,
           "How sure it is that these are its provinces."),
    KEY("provinces", KEY_TEXTS, REQUIRED, struct region_in, provinces,
        "Names of its provinces, as in the rows."),
};
static const struct keys region_keys = KEYS("a region", region_rows);

static void region_read(const struct load *l, const struct node *m, struct scorecard *s) {
    struct region_in in = {0};
    if (!map_read(l, m, &region_keys, &in)) return;
    s->region_name = in.name;
    s->region_confidence = (enum confidence)in.confidence;
    s->region = in.provinces.v;
    s->n_region = in.provinces.n;
}

static const struct key score_group_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct pillar, id, "Its id; main indices name it."),
    KEY("name", KEY_WORDS, REQUIRED, struct pillar, name, "Its name."),
};
static const struct keys score_group_keys = KEYS("a group", score_group_rows);

static void group_read(const struct load *l, const struct node *m, struct scorecard *s) {
    struct pillar x = {0};
    if (map_read(l, m, &score_group_keys, &x)) s->groups[s->n_groups++] = x;
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

static const struct key scorecard_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct scorecard_in, s.id, "Its id in addresses."),
    KEY_OF("kind", REQUIRED, struct scorecard_in, kind, kinds, "Who scores whom.", .each = kind_docs),
    KEY_OF("of", OPTIONAL, struct scorecard_in, of, ofs, "Own scorecard: who is scored.", .each = of_docs,
           .otherwise = "`communes`"),
    KEY("name", KEY_WORDS, REQUIRED, struct scorecard_in, s.name, "Its name."),
    KEY("document", KEY_TEXT, OPTIONAL, struct scorecard_in, s.document,
        "Number of the decision that sets it."),
    KEY("date", KEY_DAY, OPTIONAL, struct scorecard_in, s.date, "Date of that decision."),
    KEY_OF("confidence", REQUIRED, struct scorecard_in, confidence, confidence_names,
           "How sure its points are."),
    KEY("source", KEY_WORDS, REQUIRED, struct scorecard_in, s.source, "Where they were read."),
    KEY_NUMBER("scale", REQUIRED, struct scorecard_in, s.scale, 1, 1000000,
               "The most points of all: those of the main indices add up to it, once all are known."),
    KEY("target", KEY_TEXT, OPTIONAL, struct scorecard_in, s.target,
        "Id of the target of `programme.yaml` that its rank belongs to."),
    KEY("note", KEY_WORDS, OPTIONAL, struct scorecard_in, s.note, "Shown above it."),
    KEY("ours", KEY_TEXT, OPTIONAL, struct scorecard_in, s.ours, "The province's name in the rows."),
    KEY_ENTRIES("groups", REQUIRED, struct scorecard_in, groups, 50, "Groups of main indices.",
                .in = &score_group_keys),
    KEY_ENTRIES("main", REQUIRED, struct scorecard_in, main, 200, "The main indices.", .in = &index_keys),
    KEY("region", KEY_MAP, OPTIONAL, struct scorecard_in, region, "Provinces to compare with.",
        .in = &region_keys),
    KEY_ENTRIES("published", OPTIONAL, struct scorecard_in, published, 50,
                "What others published, year by year.", .in = &score_year_keys),
    KEY_ENTRIES("own", OPTIONAL, struct scorecard_in, own, 500,
                "What sources say this province reached, where no whole row was published.",
                .in = &score_value_keys),
};
const struct keys scorecard_keys = KEYS("a scorecard", scorecard_rows);

void scorecard_file(const struct load *l, const struct node *root, struct province *p) {
    struct scorecard_in in = {0};
    if (!map_read(l, root, &scorecard_keys, &in)) return;
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
