/* The room of the service: what citizens file and officers decide. Two doors, one set of acts, tables and
 * views. */
#include "rooms/filing/citizen.h"
#include "rooms/desk/desk.h"

const struct room service = {
    .name = "service",
    .en = N_("Procedures, dossiers and their clock: what a citizen files and follows."),
    .tables = LIST(table, dossier_tables),
    .acts = LIST(act_kind, dossier_acts),
    .follows = LIST(follow, dossier_follows),
    .pages = LIST(page, citizen_pages),
    .views = dossier_views,
    .wakes = dossier_wakes,
};
const struct room desk = {
    .name = "desk",
    .en = N_("The one-stop desk: the officers' door to the same dossiers."),
    .pages = LIST(page, desk_pages),
};
