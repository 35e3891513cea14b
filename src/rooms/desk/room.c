/* The room `desk`: the pages of officers over dossiers. */
#include "desk.h"

const struct room desk = {
    .name = "desk",
    .en = N_("The one-stop desk: the officers' door to the same dossiers."),
    .pages = LIST(page, queue_pages, counter_pages, duty_pages, dossier_pages, deed_pages),
};
