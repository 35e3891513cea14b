/* programme.yaml: the texts the programme rests on, its pillars, objectives, targets and measures. */
#include "private.h"

struct programme_in {
    struct words name;
    str resolution;
    struct words note;
    const struct node *pillars, *objectives, *targets, *documents, *measures;
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
        if (pillar_there(p, x.id))
            complain(l, at_key(list->v[i], "id"), "another id", "the pillar %s is here twice", shown(x.id));
        p->pillars[p->n_pillars++] = x;
    }
}

/* ---- targets ---- */

struct goal_in {
    struct target_goal g;
    i64 by;
    int confidence;
};

static void goal_read(const struct load *l, const struct node *m, enum confidence of_target,
                      struct target *t) {
    static const struct key keys[] = {
        KEY_NUMBER("by", REQUIRED, struct goal_in, by, GOAL_FIRST, GOAL_LAST),
        KEY("value", KEY_TEXT, REQUIRED, struct goal_in, g.value),
        KEY("text", KEY_WORDS, OPTIONAL, struct goal_in, g.text),
        KEY("document", KEY_TEXT, OPTIONAL, struct goal_in, g.document),
        KEY_OF("confidence", OPTIONAL, struct goal_in, confidence, confidence_names),
    };
    struct goal_in x = {0};
    if (!map_read(l, m, "a goal", keys, COUNT(keys), &x) || !x.by ||
        !decimal_checked(l, at_key(m, "value"), "value", x.g.value))
        return;
    x.g.year = (int)x.by;
    x.g.confidence = has_key(m, "confidence") ? (enum confidence)x.confidence : of_target;
    if (t->n_goals && t->goals[t->n_goals - 1].year >= x.g.year)
        return complain(l, at_key(m, "by"), "a later year than the goal before", "by is %d", x.g.year);
    t->goals[t->n_goals++] = x.g;
}

struct target_in {
    struct target t;
    int confidence, direction;
    i64 among;
    const struct node *goals;
};

static void target_checked(const struct load *l, const struct node *m, const struct target *t,
                           const struct province *p) {
    if (t->pillar.n && !pillar_there(p, t->pillar)) {
        const char **names = NEWS(const char *, p->n_pillars + 1);
        for (size_t i = 0; i < p->n_pillars; i++) names[i] = str_z(p->pillars[i].id);
        complain(l, at_key(m, "pillar"), "an id of the pillars above", "there is no pillar %s%s",
                 shown(t->pillar), near_miss(t->pillar, names, p->n_pillars));
    }
    if (t->indicator.n && !indicator_of(p, t->indicator))
        complain(l, at_key(m, "indicator"), "the id of a file in indicators/", "there is no indicator %s",
                 shown(t->indicator));
    if (target_of(p, t->id))
        complain(l, at_key(m, "id"), "another id", "the target %s is here twice", shown(t->id));
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
        KEY_ENTRIES("goals", REQUIRED, struct target_in, goals, 20),
        KEY_OF("confidence", REQUIRED, struct target_in, confidence, confidence_names),
        KEY("source", KEY_WORDS, REQUIRED, struct target_in, t.source),
        KEY("indicator", KEY_ID, OPTIONAL, struct target_in, t.indicator),
        KEY("note", KEY_WORDS, OPTIONAL, struct target_in, t.note),
        KEY("owner", KEY_WORDS, OPTIONAL, struct target_in, t.owner),
        KEY("unmeasured", KEY_WORDS, OPTIONAL, struct target_in, t.unmeasured),
    };
    struct target_in x = {0};
    if (!map_read(l, m, "a target", keys, COUNT(keys), &x) || !x.t.id.n || !x.goals) return;
    x.t.at_least = x.direction == 1;
    x.t.among = (int)x.among;
    x.t.goals = NEWS(struct target_goal, x.goals->n + 1);
    for (size_t i = 0; i < x.goals->n; i++) goal_read(l, x.goals->v[i], (enum confidence)x.confidence, &x.t);
    target_checked(l, m, &x.t, p);
    if (!x.goals->n) complain(l, at_key(m, "goals"), "{by: 2025, value: 90}", "the target has no goal");
    p->targets[p->n_targets++] = x.t;
}

/* ---- objectives ---- */

struct objective_in {
    struct objective o;
    int confidence;
};

static void objective_read(const struct load *l, const struct node *m, struct province *p) {
    static const struct key keys[] = {
        KEY("pillar", KEY_TEXT, REQUIRED, struct objective_in, o.pillar),
        KEY("name", KEY_WORDS, REQUIRED, struct objective_in, o.name),
        KEY("source", KEY_WORDS, REQUIRED, struct objective_in, o.source),
        KEY_OF("confidence", REQUIRED, struct objective_in, confidence, confidence_names),
    };
    struct objective_in x = {0};
    if (!map_read(l, m, "an objective", keys, COUNT(keys), &x)) return;
    x.o.confidence = (enum confidence)x.confidence;
    if (!pillar_there(p, x.o.pillar))
        complain(l, at_key(m, "pillar"), "an id of the pillars above", "there is no pillar %s",
                 shown(x.o.pillar));
    p->objectives[p->n_objectives++] = x.o;
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
        KEY_OF("confidence", REQUIRED, struct document_in, confidence, confidence_names),
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
        KEY_OF("confidence", REQUIRED, struct measure_in, confidence, confidence_names),
    };
    struct measure_in x = {0};
    if (!map_read(l, m, "a measure", keys, COUNT(keys), &x) || !x.m.id.n) return;
    x.m.confidence = (enum confidence)x.confidence;
    if (!pillar_there(p, x.m.pillar))
        complain(l, at_key(m, "pillar"), "an id of the pillars above", "there is no pillar %s",
                 shown(x.m.pillar));
    if (x.m.from && x.m.until && x.m.until < x.m.from)
        complain(l, at_key(m, "until"), "a day after `from`", "the measure ends before it begins");
    for (size_t i = 0; i < p->n_measures; i++)
        if (str_eq(p->measures[i].id, x.m.id))
            complain(l, at_key(m, "id"), "another id", "the measure %s is here twice", shown(x.m.id));
    p->measures[p->n_measures++] = x.m;
}

/* Indicators are read before the targets some of them stand beside. */
static void goal_fits(const struct load *l, const struct province *p, str target, str path, int line,
                      int column) {
    if (target.n && !target_of(p, target))
        complaint_add(l->c, path, line, column, str_c(z_fmt("there is no target %s", shown(target))),
                      S("an id of the targets in programme.yaml"));
}

static void goals_fit(const struct load *l, const struct province *p) {
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *x = &p->indicators[i];
        goal_fits(l, p, x->goal, x->path, x->goal_line, x->goal_column);
    }
    for (size_t i = 0; i < p->n_externals; i++) {
        const struct external *x = &p->externals[i];
        goal_fits(l, p, x->target, x->path, x->target_line, x->target_column);
    }
}

void programme_file(const struct load *l, const struct node *root, struct province *p) {
    static const struct key keys[] = {
        KEY("resolution", KEY_TEXT, REQUIRED, struct programme_in, resolution),
        KEY("name", KEY_WORDS, REQUIRED, struct programme_in, name),
        KEY("note", KEY_WORDS, OPTIONAL, struct programme_in, note),
        KEY_ENTRIES("pillars", REQUIRED, struct programme_in, pillars, 50),
        KEY_ENTRIES("targets", REQUIRED, struct programme_in, targets, 1000),
        KEY_ENTRIES("objectives", OPTIONAL, struct programme_in, objectives, 200),
        KEY_ENTRIES("documents", OPTIONAL, struct programme_in, documents, 200),
        KEY_ENTRIES("measures", OPTIONAL, struct programme_in, measures, 500),
    };
    struct programme_in in = {0};
    map_read(l, root, "programme.yaml", keys, COUNT(keys), &in);
    p->resolution = in.resolution;
    p->programme_name_vi = in.name.vi;
    p->programme_name_en = in.name.en;
    if (in.pillars) pillars_read(l, in.pillars, p);
    size_t n = in.objectives ? in.objectives->n : 0;
    p->objectives = NEWS(struct objective, n + 1);
    for (size_t i = 0; i < n; i++) objective_read(l, in.objectives->v[i], p);
    n = in.targets ? in.targets->n : 0;
    p->targets = NEWS(struct target, n + 1);
    for (size_t i = 0; i < n; i++) target_read(l, in.targets->v[i], p);
    goals_fit(l, p);
    n = in.documents ? in.documents->n : 0;
    p->documents = NEWS(struct programme_document, n + 1);
    for (size_t i = 0; i < n; i++) document_read(l, in.documents->v[i], p);
    n = in.measures ? in.measures->n : 0;
    p->measures = NEWS(struct programme_measure, n + 1);
    for (size_t i = 0; i < n; i++) measure_read(l, in.measures->v[i], p);
}
