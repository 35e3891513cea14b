/* Old keys of the province folder's files. Adopted texts are never rewritten, so every release must read the
 * keys of all earlier ones. They are translated into today's keys, with a warning, before the file is read.
 */
#include "private.h"

struct old_key {
    const char *file, *list, *key; /* list: the key belongs to the entries of this list; NULL = to the file */
    const char *until;             /* the last day on which the key was valid */
    const char *now;               /* what replaces it, for the warning */
    const char *goal,
        *part; /* its value becomes `part` of the goal for the year `goal`; NULL = it is ignored */
};
static const struct old_key old_keys[] = {
    {.file = "programme.yaml",
     .key = "observations",
     .until = "2026-11-24",
     .now = "an external indicator, whose values are declared"},
    {.file = "programme.yaml",
     .list = "targets",
     .key = "y2025",
     .until = "2026-11-24",
     .now = "goals: [{by: 2025, value: …}]",
     .goal = "2025",
     .part = "value"},
    {.file = "programme.yaml",
     .list = "targets",
     .key = "y2025_text",
     .until = "2026-11-24",
     .now = "goals: [{by: 2025, value: …, text: …}]",
     .goal = "2025",
     .part = "text"},
    {.file = "programme.yaml",
     .list = "targets",
     .key = "y2030",
     .until = "2026-11-24",
     .now = "goals: [{by: 2030, value: …}]",
     .goal = "2030",
     .part = "value"},
};

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

static const struct old_key *old_key_of(const char *file, const char *list, str key) {
    for (size_t i = 0; i < COUNT(old_keys); i++)
        if (same(old_keys[i].file, file) && same(old_keys[i].list, list) &&
            str_eq(key, str_c(old_keys[i].key)))
            return &old_keys[i];
    return NULL;
}

/* ---- new nodes, with the line and column of the old key ---- */

static struct node *node_at(const struct node *where, enum node_kind kind) {
    struct node *n = NEW(struct node);
    *n = (struct node){.kind = kind, .line = where->line, .column = where->column};
    return n;
}

static void node_add(struct node *to, const struct node *item) {
    GROW(to->v, to->n, to->cap);
    to->v[to->n++] = item;
}

static void pair_add(struct node *map, const struct node *where, const char *key, const struct node *value) {
    struct node *k = node_at(where, NODE_TEXT);
    k->text = str_c(key);
    node_add(map, k);
    node_add(map, value);
}

/* The goal for a year; appended when missing. The table above is in order of years, so the goals are too. */
static struct node *goal_of(struct node *goals, const struct node *where, const char *year) {
    for (size_t i = 0; i < goals->n; i++)
        if (str_eq(at_key(goals->v[i], "by")->text, str_c(year)))
            return (struct node *)(uintptr_t)goals->v[i];
    struct node *goal = node_at(where, NODE_MAP), *by = node_at(where, NODE_TEXT);
    by->text = str_c(year);
    pair_add(goal, where, "by", by);
    node_add(goals, goal);
    return goal;
}

static struct node *goals_of(const struct node *m, const char *file, const char *list) {
    struct node *goals = node_at(m, NODE_LIST);
    for (size_t i = 0; i < COUNT(old_keys); i++) {
        const struct old_key *f = &old_keys[i];
        if (!f->goal || !same(f->file, file) || !same(f->list, list) || !has_key(m, f->key)) continue;
        const struct node *value = at_key(m, f->key);
        pair_add(goal_of(goals, value, f->goal), value, f->part, value);
    }
    return goals;
}

/* ---- mappings ---- */

/* The mapping with today's keys; m itself when it has no old key. With `goals` beside old keys it stays as it
 * is, and the loader complains of the old keys. */
static const struct node *map_today(const struct load *l, const char *list, const struct node *m) {
    struct node *today = node_at(m, NODE_MAP);
    const char *file = str_z(l->file);
    if (m->kind != NODE_MAP || has_key(m, "goals")) return m;
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        const struct old_key *f = old_key_of(file, list, m->v[i]->text);
        if (f) warn(l, m->v[i], f->now, "%s is an old form (until %s)", f->key, f->until);
        else node_add(today, m->v[i]), node_add(today, m->v[i + 1]);
    }
    if (today->n == m->n) return m;
    struct node *goals = goals_of(m, file, list);
    if (goals->n) pair_add(today, m, "goals", goals);
    return today;
}

static const struct node *list_today(const struct load *l, const char *name, const struct node *list) {
    struct node *today = node_at(list, NODE_LIST);
    if (list->kind != NODE_LIST) return list;
    for (size_t i = 0; i < list->n; i++) node_add(today, map_today(l, name, list->v[i]));
    return today;
}

/* Whether entries of this list may have old keys. */
static bool list_had(str file, str name) {
    for (size_t i = 0; i < COUNT(old_keys); i++)
        if (old_keys[i].list && str_eq(file, str_c(old_keys[i].file)) &&
            str_eq(name, str_c(old_keys[i].list)))
            return true;
    return false;
}

const struct node *old_keys_read(const struct load *l, const struct node *root) {
    const struct node *top = map_today(l, NULL, root);
    struct node *today = node_at(root, NODE_MAP);
    if (top->kind != NODE_MAP) return top;
    for (size_t i = 0; i + 1 < top->n; i += 2) {
        str name = top->v[i]->text;
        node_add(today, top->v[i]);
        node_add(today, list_had(l->file, name) ? list_today(l, str_z(name), top->v[i + 1]) : top->v[i + 1]);
    }
    return today;
}
