/* The whole system on one screen: every room, and how they are joined. */
#include "web/web.h"

#include <sodium.h>

extern const struct room people, service, desk, registers, programme, open_data, proof;
const struct room *const rooms[] = {&people,    &service,   &desk,  &registers,
                                    &programme, &open_data, &proof, NULL};

enum { ROOMS_MAX = 16, VIEWS_MAX = 64 };

void rooms_start(void) {
    static const struct table *tables[ROOMS_MAX];
    static const struct act_kind *kinds[ROOMS_MAX];
    static const struct follow *follows[ROOMS_MAX];
    static const struct view *views[VIEWS_MAX];
    static struct journal_parts parts = {.tables = tables, .kinds = kinds, .follows = follows};
    size_t n_tables = 0, n_kinds = 0, n_follows = 0, n_views = 0;
    if (sodium_init() < 0) panic("libsodium does not start");
    json_start();
    for (size_t i = 0; rooms[i]; i++) {
        const struct room *r = rooms[i];
        require(i + 1 < ROOMS_MAX);
        if (r->tables) tables[n_tables++] = r->tables;
        if (r->acts) kinds[n_kinds++] = r->acts;
        if (r->follows) follows[n_follows++] = r->follows;
        if (r->who) parts.who = r->who;
        for (size_t v = 0; r->views && r->views[v]; v++) {
            require(n_views < VIEWS_MAX);
            views[n_views++] = r->views[v];
        }
    }
    journal_parts_set(&parts);
    province_views(views, n_views);
}
