/* Sentences about a figure: its value, what is counted, the period, the source, and as of which act. */
#pragma once
#include "answer.h"

str capital(str s);
str period_name(enum lang l, struct period when); /* năm báo cáo 2026 */
str period_span(struct period when);              /* 15/12/2025 – 14/12/2026 */
str denominator_words(enum lang l, const struct answer *a);
str numerator_words(enum lang l, const struct answer *a);
str measure_words(enum lang l, const struct answer *a);
str method_words(enum lang l, const struct answer *a);
str fraction_words(enum lang l, const struct answer *a); /* "1.635 of 2.061 dossiers" */
str why_none(const struct asker *r, const struct answer *a);
/* why there is no value, from the kind of record alone */
str figure_missing(enum lang l, const struct view *v, const struct figure *f, struct period when, int today);
str value_sentence(const struct asker *r, const struct answer *a);
str source_words(const struct asker *r, const struct answer *a);
str stamp_words(const struct asker *r, const struct answer *a); /* "Unit · period · source · as of act N" */
str stamp_short(const struct asker *r, const struct answer *a);
str sample_words(const struct asker *r, const struct answer *a); /* empty when nothing is assumed */
/* True when the ids share the part before the first '-': forms of one figure. */
bool same_family(str a, str b);

/* Sentences on breaks in the series (changed boundaries, changed method) between two days; empty = none.
 * Values on both sides of a break are not comparable. */
str break_words(enum lang l, const struct province *p, int from, int to);
json_t *breaks_json(const struct province *p, int from, int to);

/* ---- external figures: published by others ---- */

const char *confidence_words(enum lang l, enum confidence c);
str rank_words(enum lang l, const struct observation *o);
/* text for a year without a rank: not published yet, or not found */
const char *unknown_words(const struct asker *r, int year);
