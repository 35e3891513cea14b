/* The list of records behind a figure, with the names and links this visitor may see. */
#pragma once
#include "figure/records.h"
#include "words/words.h"

struct records records_named(const struct asker *r, const struct indicator *ind, struct period when,
                             str agency, i64 as_of, str after);
