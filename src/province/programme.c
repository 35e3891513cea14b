/* programme.yaml: the resolution, its pillars and targets, and the figures that others published. */
#include "load.h"

static const char *const confidences[] = {"low", "medium", "high", NULL};

struct programme_in {
    struct words name;
    str resolution;
    struct words note;
    const struct node *pillars, *targets, *observations, *documents, *measures;
};

/* ---- pillars ---- */

static bool pillar_there(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_pillars; i++)
        if (str_eq(p->pillars[i].id, id)) return true;
    return false;
}

static void pillars_read(const struct load *l, const struct node *list, struct province *p) {
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct pillar, id),
        KEY("name", KEY_WORDS, REQUIRED, struct pillar, name),
    };
    p->pillars = NEWS(struct pillar, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct pillar x = {0};
        if (!map_read(l, list->v[i], "a pillar", keys, COUNT(keys), &x) || !x.id.n) continue;
        if (pillar_there(p, x.id)) complain(l, at_key(list->v[i], "id"), "another id", "the pillar %s is here twice", shown(x.id));
        p->pillars[p->n_pillars++] = x;
    }
}

/* ---- targets ---- */

static const struct target *target_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_targets; i++)
        if (str_eq(p->targets[i].id, id)) return &p->targets[i];
    return NULL;
}

struct target_in {
    struct target t;
    int confidence, direction;
    i64 among;
};

static void decimal_checked(const struct load *l, const struct node *m, const char *key, str value) {
    if (value.n && !decimal_ok(value))
        complain(l, at_key(m, key), "a number with a decimal point, without a unit", "%s is %s", key, shown(value));
}

static void target_checked(const struct load *l, const struct node *m, const struct target *t, const struct province *p) {
    decimal_checked(l, m, "y2025", t->value_2025);
    decimal_checked(l, m, "y2030", t->value_2030);
    if (!t->value_2025.n && !t->value_2030.n) complain(l, m, "y2025: or y2030:", "the target has no value");
    if (t->pillar.n && !pillar_there(p, t->pillar)) {
        const char **names = NEWS(const char *, p->n_pillars + 1);
        for (size_t i = 0; i < p->n_pillars; i++) names[i] = str_z(p->pillars[i].id);
        complain(l, at_key(m, "pillar"), "an id of the pillars above", "there is no pillar %s%s", shown(t->pillar),
                 near_miss(t->pillar, names, p->n_pillars));
    }
    if (t->indicator.n && !indicator_of(p, t->indicator))
        complain(l, at_key(m, "indicator"), "the id of a file in indicators/", "there is no indicator %s", shown(t->indicator));
    if (target_of(p, t->id)) complain(l, at_key(m, "id"), "another id", "the target %s is here twice", shown(t->id));
}

static void target_read(const struct load *l, const struct node *m, struct province *p) {
    static const char *const directions[] = {"le", "ge", NULL};
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct target_in, t.id),
        KEY("pillar", KEY_TEXT, REQUIRED, struct target_in, t.pillar),
        KEY("name", KEY_WORDS, REQUIRED, struct target_in, t.name),
        KEY("unit", KEY_WORDS, REQUIRED, struct target_in, t.unit),
        KEY_OF("direction", REQUIRED, struct target_in, direction, directions),
        KEY_NUMBER("among", OPTIONAL, struct target_in, among, 1, 10000),
        KEY("y2025", KEY_TEXT, OPTIONAL, struct target_in, t.value_2025),
        KEY("y2025_text", KEY_WORDS, OPTIONAL, struct target_in, t.value_2025_text),
        KEY("y2030", KEY_TEXT, OPTIONAL, struct target_in, t.value_2030),
        KEY_OF("confidence", REQUIRED, struct target_in, confidence, confidences),
        KEY("source", KEY_WORDS, REQUIRED, struct target_in, t.source),
        KEY("indicator", KEY_ID, OPTIONAL, struct target_in, t.indicator),
        KEY("note", KEY_WORDS, OPTIONAL, struct target_in, t.note),
        KEY("owner", KEY_WORDS, OPTIONAL, struct target_in, t.owner),
        KEY("unmeasured", KEY_WORDS, OPTIONAL, struct target_in, t.unmeasured),
    };
    struct target_in x = {0};
    if (!map_read(l, m, "a target", keys, COUNT(keys), &x) || !x.t.id.n) return;
    x.t.at_least = x.direction == 1;
    x.t.among = (int)x.among;
    x.t.confidence = (enum confidence)x.confidence;
    target_checked(l, m, &x.t, p);
    p->targets[p->n_targets++] = x.t;
}

/* ---- observations ---- */

struct observation_in {
    struct observation o;
    i64 year, of;
    int confidence;
    bool awaited;
};

static void observation_read(const struct load *l, const struct node *m, struct province *p) {
    static const struct key keys[] = {
        KEY("target", KEY_TEXT, REQUIRED, struct observation_in, o.target),
        KEY_NUMBER("year", REQUIRED, struct observation_in, year, 1990, 2199),
        KEY("value", KEY_TEXT, OPTIONAL, struct observation_in, o.value),
        KEY_NUMBER("of", OPTIONAL, struct observation_in, of, 1, 10000),
        KEY("awaited", KEY_FLAG, OPTIONAL, struct observation_in, awaited),
        KEY_OF("confidence", REQUIRED, struct observation_in, confidence, confidences),
        KEY("source", KEY_WORDS, REQUIRED, struct observation_in, o.source),
        KEY("note", KEY_WORDS, OPTIONAL, struct observation_in, o.note),
    };
    struct observation_in x = {0};
    if (!map_read(l, m, "an observation", keys, COUNT(keys), &x)) return;
    x.o.year = (int)x.year;
    x.o.of = (int)x.of;
    x.o.confidence = (enum confidence)x.confidence;
    decimal_checked(l, m, "value", x.o.value);
    if (x.awaited == (x.o.value.n > 0)) complain(l, m, "value: a number, or awaited: true", "an observation has a value or is awaited");
    if (x.o.target.n && !target_of(p, x.o.target))
        complain(l, at_key(m, "target"), "an id of the targets above", "there is no target %s", shown(x.o.target));
    for (size_t i = 0; i < p->n_observations; i++)
        if (p->observations[i].year == x.o.year && str_eq(p->observations[i].target, x.o.target))
            complain(l, m, "one for each year", "%s already has an observation for %d", shown(x.o.target), x.o.year);
    p->observations[p->n_observations++] = x.o;
}

/* ---- texts and measures ---- */

struct document_in {
    struct programme_document d;
    int confidence;
};

static void document_read(const struct load *l, const struct node *m, struct province *p) {
    static const struct key keys[] = {
        KEY("number", KEY_TEXT, REQUIRED, struct document_in, d.number),
        KEY("by", KEY_TEXT, OPTIONAL, struct document_in, d.by),
        KEY("date", KEY_DAY, OPTIONAL, struct document_in, d.date),
        KEY("name", KEY_WORDS, REQUIRED, struct document_in, d.name),
        KEY("source", KEY_WORDS, REQUIRED, struct document_in, d.source),
        KEY_OF("confidence", REQUIRED, struct document_in, confidence, confidences),
    };
    struct document_in x = {0};
    if (!map_read(l, m, "a document", keys, COUNT(keys), &x)) return;
    x.d.confidence = (enum confidence)x.confidence;
    p->documents[p->n_documents++] = x.d;
}

struct measure_in {
    struct programme_measure m;
    int confidence;
};

static void measure_read(const struct load *l, const struct node *m, struct province *p) {
    static const struct key keys[] = {
        KEY("id", KEY_ID, REQUIRED, struct measure_in, m.id),
        KEY("pillar", KEY_TEXT, REQUIRED, struct measure_in, m.pillar),
        KEY("name", KEY_WORDS, REQUIRED, struct measure_in, m.name),
        KEY("bodies", KEY_WORDS, REQUIRED, struct measure_in, m.bodies),
        KEY("decision", KEY_TEXT, OPTIONAL, struct measure_in, m.decision),
        KEY("from", KEY_DAY, OPTIONAL, struct measure_in, m.from),
        KEY("until", KEY_DAY, OPTIONAL, struct measure_in, m.until),
        KEY_NUMBER("budget", OPTIONAL, struct measure_in, m.budget, 1, 1000000000000000),
        KEY("source", KEY_WORDS, REQUIRED, struct measure_in, m.source),
        KEY("note", KEY_WORDS, OPTIONAL, struct measure_in, m.note),
        KEY_OF("confidence", REQUIRED, struct measure_in, confidence, confidences),
    };
    struct measure_in x = {0};
    if (!map_read(l, m, "a measure", keys, COUNT(keys), &x) || !x.m.id.n) return;
    x.m.confidence = (enum confidence)x.confidence;
    if (!pillar_there(p, x.m.pillar)) complain(l, at_key(m, "pillar"), "an id of the pillars above", "there is no pillar %s", shown(x.m.pillar));
    if (x.m.from && x.m.until && x.m.until < x.m.from) complain(l, at_key(m, "until"), "a day after `from`", "the measure ends before it begins");
    for (size_t i = 0; i < p->n_measures; i++)
        if (str_eq(p->measures[i].id, x.m.id)) complain(l, at_key(m, "id"), "another id", "the measure %s is here twice", shown(x.m.id));
    p->measures[p->n_measures++] = x.m;
}

/* Indicators are read before the targets some of them stand beside. */
static void goals_fit(const struct load *l, const struct province *p) {
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *x = &p->indicators[i];
        if (!x->goal.n || target_of(p, x->goal)) continue;
        complaint_add(l->c, x->path, x->goal_line, x->goal_column, str_c(z_fmt("there is no target %s", shown(x->goal))),
                      S("an id of the targets in programme.yaml"));
    }
}

/* A date that a year may lack (29/02) falls on the day before. */
int the_day(const struct province *p, int year) {
    int dom = p->day_dom;
    while (!day_exists(year, p->day_month, dom)) dom--;
    return day_of(year, p->day_month, dom);
}

void programme_file(const struct load *l, const struct node *root, struct province *p) {
    static const struct key keys[] = {
        KEY("resolution", KEY_TEXT, REQUIRED, struct programme_in, resolution),
        KEY("name", KEY_WORDS, REQUIRED, struct programme_in, name),
        KEY("note", KEY_WORDS, OPTIONAL, struct programme_in, note),
        KEY_ENTRIES("pillars", REQUIRED, struct programme_in, pillars, 50),
        KEY_ENTRIES("targets", REQUIRED, struct programme_in, targets, 1000),
        KEY_ENTRIES("observations", OPTIONAL, struct programme_in, observations, 5000),
        KEY_ENTRIES("documents", OPTIONAL, struct programme_in, documents, 200),
        KEY_ENTRIES("measures", OPTIONAL, struct programme_in, measures, 500),
    };
    struct programme_in in = {0};
    map_read(l, root, "programme.yaml", keys, COUNT(keys), &in);
    p->resolution = in.resolution;
    p->programme_name_vi = in.name.vi;
    p->programme_name_en = in.name.en;
    if (in.pillars) pillars_read(l, in.pillars, p);
    size_t n = in.targets ? in.targets->n : 0, k = in.observations ? in.observations->n : 0;
    p->targets = NEWS(struct target, n + 1);
    for (size_t i = 0; i < n; i++) target_read(l, in.targets->v[i], p);
    goals_fit(l, p);
    p->observations = NEWS(struct observation, k + 1);
    for (size_t i = 0; i < k; i++) observation_read(l, in.observations->v[i], p);
    n = in.documents ? in.documents->n : 0;
    p->documents = NEWS(struct programme_document, n + 1);
    for (size_t i = 0; i < n; i++) document_read(l, in.documents->v[i], p);
    n = in.measures ? in.measures->n : 0;
    p->measures = NEWS(struct programme_measure, n + 1);
    for (size_t i = 0; i < n; i++) measure_read(l, in.measures->v[i], p);
}
