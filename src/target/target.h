/* Compares a figure with the targets of the programme and words the distance. */
#pragma once
#include "answer/answer.h"

str target_words(enum lang l, const struct target *t);
/* True when the target is shown with this indicator: by the indicator's own `goal` or the target's
 * `indicator`. */
bool target_stands_by(const struct target *t, const struct indicator *ind);
/* Writes value less goal in thousandths of the target's unit. Returns false when the two are not comparable
 * (unit, unverified goal, assumptions). */
bool target_distance(const struct asker *r, const struct target *t, const struct target_goal *g,
                     const struct answer *a, i64 *out_thousandths);
str distance_words(enum lang l, const struct target *t, int year, i64 thousandths);
str missing_words(const struct asker *r, const struct target *t, const struct answer *a);
