/* indicators/ID.yaml of the kind external: what others measure and publish of us, a value a year, each with
 * its source. */
#include "private.h"

bool external_is(const struct node *root) { return has_key(root, "kind"); }

struct external_in {
    struct external x;
    int kind, direction;
    const struct node *goal, *values;
};

/* ---- its values ---- */

struct observation_in {
    struct observation o;
    i64 year, of;
    int confidence;
    bool awaited;
};

static void observation_read(const struct load *l, const struct node *m, str id, struct province *p) {
    static const struct key keys[] = {
        KEY_NUMBER("year", REQUIRED, struct observation_in, year, 1990, 2199),
        KEY("value", KEY_TEXT, OPTIONAL, struct observation_in, o.value),
        KEY_NUMBER("of", OPTIONAL, struct observation_in, of, 1, 10000),
        KEY("awaited", KEY_FLAG, OPTIONAL, struct observation_in, awaited),
        KEY_OF("confidence", REQUIRED, struct observation_in, confidence, confidence_names),
        KEY("source", KEY_WORDS, REQUIRED, struct observation_in, o.source),
        KEY("note", KEY_WORDS, OPTIONAL, struct observation_in, o.note),
    };
    struct observation_in x = {.o.of_id = id};
    if (!map_read(l, m, "a value", keys, COUNT(keys), &x)) return;
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

/* ---- itself ---- */

struct beside_in {
    str target;
    struct words only;
};

static void beside_read(const struct load *l, const struct node *m, struct external *x) {
    static const struct key keys[] = {KEY("target", KEY_ID, REQUIRED, struct beside_in, target),
                                      KEY("only", KEY_WORDS, OPTIONAL, struct beside_in, only)};
    struct beside_in g = {0};
    map_read(l, m, "goal", keys, COUNT(keys), &g);
    const struct node *at = at_key(m, "target");
    x->target = g.target;
    x->only = g.only;
    x->target_line = at->line;
    x->target_column = at->column;
}

void external_file(const struct load *l, const struct node *root, struct province *p) {
    static const char *const kinds[] = {"external", NULL}, *const directions[] = {"down", "up", NULL};
    static const struct key keys[] = {
        KEY_OF("kind", REQUIRED, struct external_in, kind, kinds),
        KEY("id", KEY_ID, REQUIRED, struct external_in, x.id),
        KEY("name", KEY_WORDS, REQUIRED, struct external_in, x.name),
        KEY("sentence", KEY_WORDS, REQUIRED, struct external_in, x.sentence),
        KEY("unit", KEY_WORDS, REQUIRED, struct external_in, x.unit),
        KEY("published_by", KEY_WORDS, REQUIRED, struct external_in, x.publisher),
        KEY_OF("direction", REQUIRED, struct external_in, direction, directions),
        KEY("goal", KEY_MAP, OPTIONAL, struct external_in, goal),
        KEY_ENTRIES("values", REQUIRED, struct external_in, values, 200),
    };
    struct external_in in = {0};
    if (!map_read(l, root, "an external indicator", keys, COUNT(keys), &in) || !in.x.id.n) return;
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
