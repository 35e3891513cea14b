/* What leaders change in the programme, one question page each: a target by decision, the progress of a
 * measure, a figure that others published. */
#pragma once
#include "figure/figure.h"

/* A number as people write it in either language: 92,5 · 92.5 · 1.500 · 1,500 · 1.234,5. Where only the
 * language tells (1.500), it does. False when it is none. */
bool decimal_typed(enum lang l, str s, str *out);
void page_lead(struct request *r);
void page_lead_send(struct request *r);
void page_lead_done(struct request *r, const struct reply *reply);
