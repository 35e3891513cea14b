/* The indicator room: pages of figures with their definition, breakdowns and records. */
#include "figure/sums.h"
#include "indicator.h"

const struct room indicator = {
    .name = "indicator",
    .en =
        N_("The figures: every number down to its definition and its records; what others published of us."),
    .pages = LIST(page, indicator_pages, map_pages),
    .warm = sums_warm,
};
