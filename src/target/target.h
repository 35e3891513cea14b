/* A figure beside the targets of the programme. */
#pragma once
#include "answer/answer.h"

str target_words(enum lang l, const struct target *t);
/* Whether a figure stands beside a target, by its own `goal` or the target's `indicator`. */
bool target_stands_by(const struct target *t, const struct indicator *ind);
/* How far the figure is beyond a goal, in thousandths of the target's unit; false when nothing may be claimed
 * of it. */
bool target_distance(const struct asker *r, const struct target *t, const struct target_goal *g,
                     const struct answer *a, i64 *out_thousandths);
str distance_words(enum lang l, const struct target *t, int year, i64 thousandths);
str missing_words(const struct asker *r, const struct target *t, const struct answer *a);
