/* Lookups by id in a province: procedures, registers, indicators, targets, scorecards, map. Declared in the
 * header of each subject. */
#include "period.h"
#include "province.h"

/* ---- procedures ---- */

#define ROW(type, called, doc, ...) [type] = {.name = called, __VA_ARGS__},
const struct field_type_row field_types[] = {FIELD_TYPES(ROW)};
#undef ROW

static const char *const channels[] = {"online", "counter", "post"};
const char *channel_name(enum channel c) { return channels[c]; }

bool channel_parse(str s, enum channel *out) {
    for (int i = 0; i < N_CHANNELS; i++)
        if (str_eq(s, str_c(channels[i]))) {
            *out = (enum channel)i;
            return true;
        }
    return false;
}

str opened_from(const struct opened *o, str field) {
    for (size_t i = 0; i < o->n_answers; i++)
        if (str_eq(o->answers[i].to, field)) return o->answers[i].from;
    return field;
}

const struct group *procedure_group(const struct procedure *p, str id) {
    for (size_t i = 0; i < p->n_groups; i++)
        if (str_eq(p->groups[i].id, id)) return &p->groups[i];
    return NULL;
}

const struct document *procedure_document(const struct procedure *p, str id) {
    for (size_t i = 0; i < p->n_documents; i++)
        if (str_eq(p->documents[i].id, id)) return &p->documents[i];
    return NULL;
}

const struct step *procedure_step(const struct procedure *p, str id) {
    for (size_t i = 0; i < p->n_steps; i++)
        if (str_eq(p->steps[i].id, id)) return &p->steps[i];
    return NULL;
}

const struct field *procedure_field(const struct procedure *p, str id) {
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++)
            if (str_eq(p->groups[g].fields[i].id, id)) return &p->groups[g].fields[i];
    for (size_t s = 0; s < p->n_steps; s++)
        for (size_t i = 0; i < p->steps[s].n_fields; i++)
            if (str_eq(p->steps[s].fields[i].id, id)) return &p->steps[s].fields[i];
    return NULL;
}

const struct field *procedure_unit(const struct procedure *p) {
    if (p->chosen_from.n) return procedure_field(p, p->chosen_from);
    for (size_t g = 0; p->by_agency && g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++)
            if (p->groups[g].fields[i].type == FIELD_COMMUNE) return &p->groups[g].fields[i];
    return NULL;
}

const struct procedure *procedure_of(const struct province *p, str code) {
    size_t low = 0, high = p->n_procedures;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(p->procedures[mid]->code, code);
        if (!c) return p->procedures[mid];
        if (c < 0) low = mid + 1;
        else high = mid;
    }
    return NULL;
}

/* ---- registers, indicators ---- */

const struct reg_field *reg_field(const struct reg *g, str id) {
    for (size_t i = 0; i < g->n_fields; i++)
        if (str_eq(g->fields[i].f.id, id)) return &g->fields[i];
    return NULL;
}

const struct reg *reg_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_registers; i++)
        if (str_eq(p->registers[i].id, id)) return &p->registers[i];
    return NULL;
}

const struct indicator *indicator_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_indicators; i++)
        if (str_eq(p->indicators[i].id, id)) return &p->indicators[i];
    return NULL;
}

/* ---- the programme ---- */

const struct target *target_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_targets; i++)
        if (str_eq(p->targets[i].id, id)) return &p->targets[i];
    return NULL;
}

const struct target_goal *target_goal_in(const struct target *t, int year) {
    for (size_t i = 0; i < t->n_goals; i++)
        if (t->goals[i].year == year) return &t->goals[i];
    return NULL;
}

bool goal_claimed(const struct target_goal *g) { return !g->national && g->confidence != CONF_LOW; }

bool target_borrowed(const struct target *t) {
    for (size_t i = 0; i < t->n_goals; i++)
        if (!t->goals[i].national) return false;
    return true;
}

bool target_unverified(const struct target *t) {
    for (size_t i = 0; i < t->n_goals; i++)
        if (t->goals[i].confidence != CONF_LOW) return false;
    return true;
}

const struct target_goal *target_goal(const struct target *t, int year) {
    const struct target_goal *found = NULL;
    bool claimed = false;
    for (size_t i = 0; i < t->n_goals; i++) claimed = claimed || goal_claimed(&t->goals[i]);
    for (size_t i = 0; i < t->n_goals && !(found && found->year >= year); i++)
        if (!claimed || goal_claimed(&t->goals[i])) found = &t->goals[i];
    return found;
}

/* In a year without 29 February the Day falls on the 28th. */
int the_day(const struct province *p, int year) {
    int dom = p->day_dom, in = year + p->day_after;
    if (!p->day_month) return period_reporting(p, year).to - 1;
    while (!day_exists(in, p->day_month, dom)) dom--;
    return day_of(in, p->day_month, dom);
}

const struct observation *observation_in(const struct province *p, str external, int year) {
    for (size_t i = 0; i < p->n_observations; i++)
        if (p->observations[i].year == year && str_eq(p->observations[i].of_id, external))
            return &p->observations[i];
    return NULL;
}

const struct external *external_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_externals; i++)
        if (str_eq(p->externals[i].id, id)) return &p->externals[i];
    return NULL;
}

const struct external *external_for(const struct province *p, str target) {
    for (size_t i = 0; i < p->n_externals; i++)
        if (target.n && str_eq(p->externals[i].target, target)) return &p->externals[i];
    return NULL;
}

const struct scorecard *scorecard_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_scorecards; i++)
        if (str_eq(p->scorecards[i].id, id)) return &p->scorecards[i];
    return NULL;
}

bool ten_thousandths(str s, i64 *out) {
    str part = s, whole = str_cut(&part, '.');
    i64 w = 0, f = 0;
    if (!s.n || s.p[0] == '-' || !str_to_int(whole, &w) || part.n > 4 || (part.n && !str_to_int(part, &f)))
        return false;
    for (size_t i = part.n; i < 4; i++) f *= 10;
    *out = w * 10000 + f;
    return *out >= 0 && *out <= 10000;
}

i64 score_total(const struct scorecard *s, const struct score_row *row) {
    i64 all = 0, v = 0;
    size_t k = 0;
    for (size_t i = 0; i < s->n_main; i++) {
        if (!s->main[i].points) continue;
        if (s->main[i].points < 0 || k >= row->n_values || !ten_thousandths(row->values[k++], &v)) return -1;
        all += v * s->main[i].points;
    }
    return s->scale ? (all + s->scale / 2) / s->scale : -1;
}

/* ---- the map ---- */

const struct city *city_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_cities; i++)
        if (str_eq(p->cities[i].id, id)) return &p->cities[i];
    return NULL;
}

bool city_has(const struct city *c, str commune) {
    for (size_t i = 0; i < c->n_communes; i++)
        if (str_eq(c->communes[i], commune)) return true;
    return false;
}

const struct city *city_with(const struct province *p, str commune) {
    for (size_t i = 0; i < p->n_cities; i++)
        if (city_has(&p->cities[i], commune)) return &p->cities[i];
    return NULL;
}

const struct tile *tile_of(const struct province *p, str commune) {
    for (size_t i = 0; i < p->n_tiles; i++)
        if (str_eq(p->tiles[i].unit, commune)) return &p->tiles[i];
    return NULL;
}

/* ---- languages, series ---- */

const char *language_say(const struct language *l, str text) {
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(text, l->v[mid].from);
        if (!c) return l->v[mid].to.p;
        if (c < 0) high = mid;
        else low = mid + 1;
    }
    return NULL;
}

int comparable_since(const struct province *p, int day) {
    int since = 0;
    for (size_t i = 0; i < p->n_breaks && p->breaks[i].on <= day; i++) since = p->breaks[i].on;
    return since;
}
