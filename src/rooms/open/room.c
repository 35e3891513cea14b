/* The open-data room: catalogue, OpenAPI, calendar. */
#include "open.h"

const struct room open_data = {
    .name = "open",
    .en = N_("Open data: the catalogue, its licence, and every address described for machines."),
    .pages = LIST(page, catalogue_pages, openapi_pages, calendar_pages),
};
