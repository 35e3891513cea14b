/* The list of all rooms, and how their tables, acts and views are registered; all processes with their
 * errands. */
#include "backroom/backroom.h"
#include "courier/courier.h"
#include "web/web.h"

#include <sodium.h>

extern const struct room people, dossier, catalogue, filing, desk, slip, registers, seal, programme,
    indicator, city, demonstration, open_data, proof;
/* Tables are created in this order, and the folder's schema stamp hashes it: add a new room at the end. */
const struct room *const rooms[] = {&people, &dossier,       &catalogue, &filing,    &desk,
                                    &slip,   &registers,     &seal,      &programme, &indicator,
                                    &city,   &demonstration, &open_data, &proof,     NULL};

enum { LISTS_MAX = 100, VIEWS_MAX = 64 };

void rooms_start(void) {
    static const struct table *tables[LISTS_MAX];
    static const struct act_kind *kinds[LISTS_MAX];
    static const struct follow *follows[LISTS_MAX];
    static const struct view *views[VIEWS_MAX];
    static struct journal_parts parts = {.tables = tables, .kinds = kinds, .follows = follows};
    size_t n_tables = 0, n_kinds = 0, n_follows = 0, n_views = 0;
    if (sodium_init() < 0) panic("libsodium does not start");
    json_start();
    for (size_t i = 0; rooms[i]; i++) {
        const struct room *r = rooms[i];
        for (size_t k = 0; r->tables && r->tables[k]; k++) tables[n_tables++] = r->tables[k];
        for (size_t k = 0; r->acts && r->acts[k]; k++) kinds[n_kinds++] = r->acts[k];
        for (size_t k = 0; r->follows && r->follows[k]; k++) follows[n_follows++] = r->follows[k];
        require(n_tables < LISTS_MAX && n_kinds < LISTS_MAX && n_follows < LISTS_MAX);
        if (r->people) parts.who = r->people->who;
        if (r->registers) province_registers(r->registers);
        for (size_t v = 0; r->views && r->views[v]; v++) {
            require(n_views < VIEWS_MAX);
            views[n_views++] = r->views[v];
        }
    }
    journal_parts_set(&parts);
    province_views(views, n_views);
}

const struct errand_table errand_tables[] = {
    {.process = "backroom", .what = "the process that holds the keys", .v = backroom_errands},
    {.process = "courier", .what = "the process that dials out", .v = courier_errands, .schema = courier_ddl},
    {0},
};
