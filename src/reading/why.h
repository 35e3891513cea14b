/* The clock's explanation of one dossier. */
#pragma once
#include "dossier/dossier.h"

struct why *why_of(struct request *r, const struct dossier *d, const struct procedure *p);
void why_draw(struct request *r, const struct why *w); /* timeline, table and the sentence of doubt */
/* the sentence about a day off that is not sure; empty = none */
str why_doubt(const struct why *w);
str why_left(enum lang l, i64 due, i64 now); /* "2 h 10 min left", "late by 1 day" */
