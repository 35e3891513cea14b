/* The room `filing`: a citizen's form, papers, filing, and following the dossier. */
#include "filing.h"

const struct room filing = {
    .name = "filing",
    .en = N_("Forms on their way, filing them, and following what was filed."),
    .pages = LIST(page, form_pages, papers_pages, file_pages, mine_pages, track_pages),
};
