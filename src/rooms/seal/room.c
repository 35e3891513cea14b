/* The seal room: two people close a reporting year. */
#include "seal.h"

const struct room seal = {
    .name = "seal",
    .en =
        N_("A year's figures closed by two people: documents, restatements, proofs that need nobody's word."),
    .tables = LIST(table, sealed_tables),
    .acts = LIST(act_kind, seal_acts),
    .pages = LIST(page, seal_pages),
};
