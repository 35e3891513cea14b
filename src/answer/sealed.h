/* Figures of sealed years as their documents tell them. */
#pragma once
#include "answer.h"
#include "figure/sealed.h"

enum { DOCUMENT_MAX = 4 * 1024 * 1024 }; /* bytes of one figure's document */
/* A figure of a sealed reporting year, read from its latest document; false when the year is not sealed or
 * had no such figure. */
bool sealed_answer(const struct asker *r, const struct indicator *ind, struct period when,
                   struct answer *out);
/* A document's cells into an answer whose indicator, period and day are set. */
void document_read(const struct province *p, json_t *document, struct answer *a);
/* The document of one version; NULL = missing or damaged. */
json_t *frozen_document(const struct asker *r, const struct frozen *f);
/* The act whose parts stand in a version: too few records moved since to show them anew; 0 = its own. */
i64 frozen_parts(const struct asker *r, const struct frozen *f);
/* A value as a seal keeps it (42.5), with its unit, as the language writes it. */
str sealed_value(enum lang l, const struct indicator *ind, str value);
/* " Recorded in the journal on …." of an act that says it happened on another day than it came in; empty when
 * both are one day. */
str recorded_words(struct db *db, enum lang l, i64 act, i64 told);
