/* Lookups of units, agencies and roles as they were on a day: see unit.h. */
#include "province.h"

const char *const level_names[] = {"province", "district", "commune", NULL};
const char *level_name(enum level l) { return level_names[l]; }

const struct unit *unit_on(const struct province *p, str code, int day) {
    size_t low = 0, high = p->n_units;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(p->units[mid].code, code) < 0) low = mid + 1;
        else high = mid;
    }
    const struct unit *found = NULL;
    for (; low < p->n_units && str_eq(p->units[low].code, code); low++) {
        const struct unit *u = &p->units[low];
        if (!day || (u->since <= day && (!u->until || day < u->until))) found = u;
    }
    return found;
}

const struct role *role_of(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_roles; i++)
        if (str_eq(p->roles[i].id, id)) return &p->roles[i];
    return NULL;
}

static bool there(const struct agency *a, int day) {
    return !day || (a->since <= day && (!a->until || day < a->until));
}

const struct agency *agency_on(const struct province *p, str code, int day) {
    const struct agency *found = NULL;
    size_t low = 0, high = p->n_agencies;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(p->agencies[mid].code, code) < 0) low = mid + 1;
        else high = mid;
    }
    for (; low < p->n_agencies && str_eq(p->agencies[low].code, code); low++)
        if (there(&p->agencies[low], day)) found = &p->agencies[low];
    return found;
}

const struct agency *agency_for_unit(const struct province *p, str unit, int day) {
    return agency_of_kind(p, unit, (str){0}, day);
}

const struct agency *agency_of_kind(const struct province *p, str unit, str kind, int day) {
    const struct agency *found = NULL;
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (!str_eq(a->unit, unit) || !str_eq(a->kind, kind) || !there(a, day)) continue;
        if (day) return a;
        if (!found || a->since > found->since) found = a;
    }
    return found;
}

const struct agency *agency_heir(const struct province *p, str code, int day) {
    for (int i = 0; i < 5; i++) { /* the successor may have ended too */
        const struct agency *a = agency_on(p, code, day), *last = agency_on(p, code, 0);
        if (a || !last) return a;
        const struct unit *u = unit_on(p, last->unit, last->until - 1);
        if (last->hands_to.n) {
            code = last->hands_to;
            continue;
        }
        if (u && u->n_became == 1) return agency_of_kind(p, u->became[0], last->kind, day);
        return NULL;
    }
    return NULL;
}

int agency_began(const struct province *p, str code, int day) {
    const struct agency *a = agency_on(p, code, day);
    int since = a ? a->since : 0;
    while (a && since > 1 && (a = agency_on(p, code, since - 1))) since = a->since;
    return since;
}
