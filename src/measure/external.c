/* Reads indicators/ID.yaml of the kind external: figures that others publish about the province, one value a
 * year, each with its source. */
#include "measure.h"

bool external_is(const struct node *root) { return has_key(root, "kind"); }

static const char *const kinds[] = {"external", NULL};

struct external_in {
    struct external x;
    int kind, direction;
    const struct node *goal, *values;
};

/* ---- values by year ---- */

struct observation_in {
    struct observation o;
    i64 year, of;
    int confidence;
    bool awaited;
};

static const struct key observation_rows[] = {
    KEY_NUMBER("year", REQUIRED, struct observation_in, year, 1990, 2199, "The year, once."),
    KEY("value", KEY_TEXT, OPTIONAL, struct observation_in, o.value,
        "The number as published, without unit."),
    KEY_NUMBER("of", OPTIONAL, struct observation_in, of, 1, 10000, "For a rank: among how many."),
    KEY("awaited", KEY_FLAG, OPTIONAL, struct observation_in, awaited,
        "`true` where nobody has published it yet, instead of `value`.", .otherwise = "`false`"),
    KEY_OF("confidence", REQUIRED, struct observation_in, confidence, confidence_names, "How sure it is."),
    KEY("source", KEY_WORDS, REQUIRED, struct observation_in, o.source,
        "Who says so, and where it was read."),
    KEY("note", KEY_WORDS, OPTIONAL, struct observation_in, o.note, "Shown beside it."),
};
static const struct keys observation_keys = KEYS("a value", observation_rows);

static void observation_read(const struct load *l, const struct node *m, str id, struct province *p) {
    struct observation_in x = {.o.of_id = id};
    if (!map_read(l, m, &observation_keys, &x)) return;
    x.o.year = (int)x.year;
    x.o.of = (int)x.of;
    x.o.confidence = (enum confidence)x.confidence;
    decimal_checked(l, at_key(m, "value"), "value", x.o.value);
    if (x.awaited == (x.o.value.n > 0))
        complain(l, m, "value: a number, or awaited: true", "a year has a value or is awaited");
    if (observation_in(p, id, x.o.year))
        complain(l, m, "one for each year", "%s already has a value for %d", shown(id), x.o.year);
    GROW(p->observations, p->n_observations, p->cap_observations);
    p->observations[p->n_observations++] = x.o;
}

/* ---- the indicator ---- */

struct beside_in {
    str target;
    struct words only;
};

static const struct key external_goal_rows[] = {
    KEY("target", KEY_ID, REQUIRED, struct beside_in, target,
        "Id of the target of `programme.yaml` it stands beside. A target has one external indicator."),
    KEY("only", KEY_WORDS, OPTIONAL, struct beside_in, only,
        "What of the target it covers, when not all: it is then not held against the goal."),
};
static const struct keys external_goal_keys = KEYS("goal", external_goal_rows);

static void beside_read(const struct load *l, const struct node *m, struct external *x) {
    struct beside_in g = {0};
    map_read(l, m, &external_goal_keys, &g);
    const struct node *at = at_key(m, "target");
    x->target = g.target;
    x->only = g.only;
    x->target_line = at->line;
    x->target_column = at->column;
}

static const struct key external_rows[] = {
    KEY_OF("kind", REQUIRED, struct external_in, kind, kinds, "Says that others measure it."),
    KEY("id", KEY_ID, REQUIRED, struct external_in, x.id, "Its id in addresses: `/chi-so/ID`."),
    KEY("name", KEY_WORDS, REQUIRED, struct external_in, x.name, "Its name."),
    KEY("sentence", KEY_WORDS, REQUIRED, struct external_in, x.sentence,
        "What it means for people, in one or two sentences."),
    KEY("unit", KEY_WORDS, REQUIRED, struct external_in, x.unit, "The unit of its numbers."),
    KEY("published_by", KEY_WORDS, REQUIRED, struct external_in, x.publisher, "Who publishes it."),
    KEY_OF("direction", REQUIRED, struct external_in, direction, better_names, "Which way is better.",
           .each = better_docs),
    KEY("goal", KEY_MAP, OPTIONAL, struct external_in, goal, "The target it stands beside.",
        .in = &external_goal_keys),
    KEY_ENTRIES("values", REQUIRED, struct external_in, values, 200, "What was published, year by year.",
                .in = &observation_keys),
};
const struct keys external_keys = KEYS("an external indicator", external_rows);

void external_file(const struct load *l, const struct node *root, struct province *p) {
    struct external_in in = {0};
    if (!map_read(l, root, &external_keys, &in) || !in.x.id.n) return;
    in.x.path = str_copy(l->file);
    in.x.up = in.direction == 1;
    if (in.goal) beside_read(l, in.goal, &in.x);
    if (indicator_of(p, in.x.id) || external_of(p, in.x.id))
        complain(l, at_key(root, "id"), "another id", "the indicator %s is already there", shown(in.x.id));
    if (in.x.target.n && external_for(p, in.x.target))
        complain(l, at_key(root, "goal"), "one external indicator for a target",
                 "%s stands beside %s already", shown(external_for(p, in.x.target)->id), shown(in.x.target));
    p->externals[p->n_externals++] = in.x;
    for (size_t i = 0; in.values && i < in.values->n; i++) observation_read(l, in.values->v[i], in.x.id, p);
}
