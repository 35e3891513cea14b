/* The room `dossier`: tables, acts, follows and views, no pages: rooms/filing and rooms/desk show it. */
#include "acts.h"

const struct room dossier = {
    .name = "dossier",
    .en = N_("A dossier and its clock: what may happen to it, and what figures read of it."),
    .tables = LIST(table, dossier_tables),
    .acts = LIST(act_kind, filed_acts, handle_acts, wait_acts, transfer_acts, wake_acts, adopted_acts),
    .follows = LIST(follow, adopted_follows, wake_follows),
    .views = dossier_views,
    .wakes = dossier_wakes,
};
