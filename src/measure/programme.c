/* Reads programme.yaml: documents, pillars, objectives, targets with their goals, measures. */
#include "measure.h"

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

static const struct key pillar_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct pillar, id, "Its id; targets, objectives and measures name it."),
    KEY("name", KEY_WORDS, REQUIRED, struct pillar, name, "Its name."),
};
static const struct keys pillar_keys = KEYS("a pillar", pillar_rows);

static void pillars_read(const struct load *l, const struct node *list, struct province *p) {
    p->pillars = NEWS(struct pillar, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct pillar x = {0};
        if (!map_read(l, list->v[i], &pillar_keys, &x) || !x.id.n) continue;
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

static const struct key goal_rows[] = {
    KEY_NUMBER("by", REQUIRED, struct goal_in, by, GOAL_FIRST, GOAL_LAST,
               "The year by whose end it is to be reached. Goals stand in order of years."),
    KEY("value", KEY_TEXT, REQUIRED, struct goal_in, g.value, "The number, without unit: `90`, `12.5`."),
    KEY("text", KEY_WORDS, OPTIONAL, struct goal_in, g.text,
        "The document's own wording where it says more than the number (over 90 %)."),
    KEY("document", KEY_TEXT, OPTIONAL, struct goal_in, g.document,
        "Number of the document that sets this goal.", .otherwise = "the programme's resolution"),
    KEY_OF("confidence", OPTIONAL, struct goal_in, confidence, confidence_names,
           "How sure it is. `low`: the national goal stands in; nothing is claimed of it.",
           .otherwise = "the target's"),
};
static const struct keys goal_keys = KEYS("a goal", goal_rows);

static void goal_read(const struct load *l, const struct node *m, enum confidence of_target,
                      struct target *t) {
    struct goal_in x = {0};
    if (!map_read(l, m, &goal_keys, &x) || !x.by ||
        !decimal_checked(l, at_key(m, "value"), "value", x.g.value))
        return;
    x.g.year = (int)x.by;
    x.g.confidence = has_key(m, "confidence") ? (enum confidence)x.confidence : of_target;
    if (t->n_goals && t->goals[t->n_goals - 1].year >= x.g.year)
        return complain(l, at_key(m, "by"), "a later year than the goal before", "by is %d", x.g.year);
    t->goals[t->n_goals++] = x.g;
}

static const char *const directions[] = {"le", "ge", NULL};
static const char *const direction_docs[] = {"At the goal or below it.", "At the goal or above it.", NULL};

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

static const struct key target_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct target_in, t.id, "Its id; indicators and scorecards name it."),
    KEY("pillar", KEY_TEXT, REQUIRED, struct target_in, t.pillar, "Id of its pillar."),
    KEY("name", KEY_WORDS, REQUIRED, struct target_in, t.name, "What is to be reached."),
    KEY("unit", KEY_WORDS, REQUIRED, struct target_in, t.unit,
        "The unit of its numbers: per cent, enterprises, rank."),
    KEY_OF("direction", REQUIRED, struct target_in, direction, directions, "When the goal is reached.",
           .each = direction_docs),
    KEY_NUMBER("among", OPTIONAL, struct target_in, among, 1, 10000, "For a rank: among how many it was set.",
               .otherwise = "it is no rank"),
    KEY_ENTRIES("goals", REQUIRED, struct target_in, goals, 20, "What it asks for, year by year.",
                .in = &goal_keys),
    KEY_OF("confidence", REQUIRED, struct target_in, confidence, confidence_names, "How sure the goals are."),
    KEY("source", KEY_WORDS, REQUIRED, struct target_in, t.source, "Where they were read."),
    KEY("indicator", KEY_ID, OPTIONAL, struct target_in, t.indicator, "Id of the indicator that measures it.",
        .otherwise = "an indicator may name the target in its `goal`"),
    KEY("note", KEY_WORDS, OPTIONAL, struct target_in, t.note, "Shown beside the target."),
    KEY("owner", KEY_WORDS, OPTIONAL, struct target_in, t.owner, "Who answers for it."),
    KEY("unmeasured", KEY_WORDS, OPTIONAL, struct target_in, t.unmeasured,
        "Why there is no figure, as far as it is known. Shown only while there is none."),
};
static const struct keys target_keys = KEYS("a target", target_rows);

static void target_read(const struct load *l, const struct node *m, struct province *p) {
    struct target_in x = {0};
    if (!map_read(l, m, &target_keys, &x) || !x.t.id.n || !x.goals) return;
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

static const struct key objective_rows[] = {
    KEY("pillar", KEY_TEXT, REQUIRED, struct objective_in, o.pillar, "Id of its pillar."),
    KEY("name", KEY_WORDS, REQUIRED, struct objective_in, o.name, "What the programme is for, in words."),
    KEY("source", KEY_WORDS, REQUIRED, struct objective_in, o.source, "Where it was read."),
    KEY_OF("confidence", REQUIRED, struct objective_in, confidence, confidence_names, "How sure it is."),
};
static const struct keys objective_keys = KEYS("an objective", objective_rows);

static void objective_read(const struct load *l, const struct node *m, struct province *p) {
    struct objective_in x = {0};
    if (!map_read(l, m, &objective_keys, &x)) return;
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

static const struct key programme_document_rows[] = {
    KEY("number", KEY_TEXT, REQUIRED, struct document_in, d.number, "Its number: `1893/QĐ-UBND`."),
    KEY("by", KEY_TEXT, OPTIONAL, struct document_in, d.by, "Who issued it."),
    KEY("date", KEY_DAY, OPTIONAL, struct document_in, d.date, "Its date."),
    KEY("name", KEY_WORDS, REQUIRED, struct document_in, d.name, "What it is about."),
    KEY("source", KEY_WORDS, REQUIRED, struct document_in, d.source, "Where it was read."),
    KEY_OF("confidence", REQUIRED, struct document_in, confidence, confidence_names,
           "How sure its data are."),
};
static const struct keys programme_document_keys = KEYS("a document", programme_document_rows);

static void document_read(const struct load *l, const struct node *m, struct province *p) {
    struct document_in x = {0};
    if (!map_read(l, m, &programme_document_keys, &x)) return;
    x.d.confidence = (enum confidence)x.confidence;
    p->documents[p->n_documents++] = x.d;
}

struct measure_in {
    struct programme_measure m;
    int confidence;
};

static const struct key measure_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct measure_in, m.id, "Its id; a report of progress names it."),
    KEY("pillar", KEY_TEXT, REQUIRED, struct measure_in, m.pillar, "Id of its pillar."),
    KEY("name", KEY_WORDS, REQUIRED, struct measure_in, m.name, "What is done."),
    KEY("bodies", KEY_WORDS, REQUIRED, struct measure_in, m.bodies, "Who does it."),
    KEY("decision", KEY_TEXT, OPTIONAL, struct measure_in, m.decision,
        "Number of the decision that orders it."),
    KEY("from", KEY_DAY, OPTIONAL, struct measure_in, m.from, "First day."),
    KEY("until", KEY_DAY, OPTIONAL, struct measure_in, m.until, "Last day."),
    KEY_NUMBER("budget", OPTIONAL, struct measure_in, m.budget, 1, 1000000000000000, "Its budget in đồng.",
               .otherwise = "not known"),
    KEY("source", KEY_WORDS, REQUIRED, struct measure_in, m.source, "Where it was read."),
    KEY("note", KEY_WORDS, OPTIONAL, struct measure_in, m.note, "Shown beside it."),
    KEY_OF("confidence", REQUIRED, struct measure_in, confidence, confidence_names, "How sure it is."),
};
static const struct keys measure_keys = KEYS("a measure", measure_rows);

static void measure_read(const struct load *l, const struct node *m, struct province *p) {
    struct measure_in x = {0};
    if (!map_read(l, m, &measure_keys, &x) || !x.m.id.n) return;
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

/* Checks the target that an indicator names; only now, because indicators are read before targets. */
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

static const struct key programme_rows[] = {
    KEY("resolution", KEY_TEXT, REQUIRED, struct programme_in, resolution,
        "Number of the resolution the programme rests on."),
    KEY("name", KEY_WORDS, REQUIRED, struct programme_in, name, "The programme's name."),
    KEY("note", KEY_WORDS, OPTIONAL, struct programme_in, note, "For the reader of the file."),
    KEY_ENTRIES("pillars", REQUIRED, struct programme_in, pillars, 50, "Its parts, in the order of the Day.",
                .in = &pillar_keys),
    KEY_ENTRIES("targets", REQUIRED, struct programme_in, targets, 1000, "What can be counted.",
                .in = &target_keys),
    KEY_ENTRIES("objectives", OPTIONAL, struct programme_in, objectives, 200, "What it is for, in words.",
                .in = &objective_keys),
    KEY_ENTRIES("documents", OPTIONAL, struct programme_in, documents, 200, "The texts it rests on.",
                .in = &programme_document_keys),
    KEY_ENTRIES("measures", OPTIONAL, struct programme_in, measures, 500, "What is done, by whom and when.",
                .in = &measure_keys),
};
const struct keys programme_keys = KEYS("programme.yaml", programme_rows);

void programme_file(const struct load *l, const struct node *root, struct province *p) {
    struct programme_in in = {0};
    map_read(l, root, &programme_keys, &in);
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
