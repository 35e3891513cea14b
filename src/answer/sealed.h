/* Reads figures of sealed years from their sealed documents. */
#pragma once
#include "answer.h"
#include "figure/sealed.h"

enum { DOCUMENT_MAX = 4 * 1024 * 1024 }; /* bytes of one figure's document, at most */
/* Fills `out` with the figure from its latest sealed document; false when the year is not sealed or the
 * seal has no such figure. */
bool sealed_answer(const struct asker *r, const struct indicator *ind, struct period when,
                   struct answer *out);
/* Reads a document's cells into an answer whose indicator, period and day are already set. */
void document_read(const struct province *p, json_t *document, struct answer *a);
/* The document of one version; NULL when it is missing or damaged. */
json_t *frozen_document(const struct asker *r, const struct frozen *f);
/* The act whose cells this version repeats, because too few records changed since to publish new ones; 0 =
 * its own cells. */
i64 frozen_parts(const struct asker *r, const struct frozen *f);
/* Formats a sealed value (42.5) with its unit in language `l`. */
str sealed_value(enum lang l, const struct indicator *ind, str value);
/* " Recorded in the journal on …." when the act was journalled on another day than it says it happened
 * (`told`); else empty. */
str recorded_words(struct db *db, enum lang l, i64 act, i64 told);
