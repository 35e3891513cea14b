/* Figures, targets and decimals in words; private to this room. */
#pragma once
#include "figure/figure.h"
#include "words/number.h"

str capital(str s);
str denominator_words(enum lang l, const struct answer *a);
str numerator_words(enum lang l, const struct answer *a);
str measure_words(enum lang l, const struct answer *a);
str method_words(enum lang l, const struct answer *a);
str fraction_words(enum lang l, const struct answer *a); /* 1.635 of 2.061 dossiers */
str why_none(const struct request *r, const struct answer *a);
str value_sentence(const struct request *r, const struct answer *a);
str source_words(const struct request *r, const struct answer *a);
str stamp_words(const struct request *r, const struct answer *a); /* unit, period, source, as of act N */
str stamp_short(const struct request *r, const struct answer *a);
str sample_words(struct request *r, const struct answer *a); /* empty when nothing is assumed */
str target_words(enum lang l, const struct target *t);
/* Whether a figure stands beside a target, by its own `goal` or the target's `indicator`; and in words how
 * far it is from it. */
bool aim_of(const struct target *t, const struct indicator *ind);
/* How far the figure is beyond a goal, in thousandths of the target's unit; false when nothing may be claimed
 * of it. */
bool aim_beyond(struct request *r, const struct target *t, const struct target_goal *g,
                const struct answer *a, i64 *out_thousandths);
/* Why what lies on both sides of a day cannot be held against each other: of all breaks after the first day
 * and before the end. Empty = none. */
str break_words(enum lang l, const struct province *p, int from, int to);
json_t *breaks_json(const struct province *p, int from, int to);
str beyond_words(enum lang l, const struct target *t, int year, i64 thousandths);
str missing_words(struct request *r, const struct target *t, const struct answer *a);
str decimal_text(enum lang l, str s);
bool decimal_read(str s, i64 *out_thousandths);
/* indicator ids that share the part before the first '-': forms of one figure */
bool same_family(str a, str b);
str figure_sql(const struct answer *a);
url figure_url(const struct indicator *ind, const char *suffix, struct period when, const struct answer *a);
void figure_data(struct request *r, const struct answer *a); /* of the kind that the path ends in */
