/* "Why this time": explains a dossier's due time by every stretch of time the clock counted or left out. */
#pragma once
#include "dossier/dossier.h"

struct why *why_of(struct request *r, const struct dossier *d, const struct procedure *p);
void why_draw(struct request *r, const struct why *w); /* times, warnings, bar and table */
/* The sentence about a day off not yet certain, on which the due time depends; empty = none. */
str why_doubt(const struct why *w);
str why_left(enum lang l, i64 due, i64 now); /* "2 h 10 min left", "late by 1 day" */
