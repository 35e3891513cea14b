/* The records behind a figure as this visitor may open them. */
#pragma once
#include "figure/records.h"
#include "words/words.h"

struct records records_told(const struct asker *r, const struct indicator *ind, struct period when,
                            str agency, i64 as_of, str after);
