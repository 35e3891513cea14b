/* An indicator that others measure: its page and its files. Private to this room. */
#pragma once
#include "figure/figure.h"

void page_external(struct request *r, const struct external *x);
void external_data(struct request *r, const struct external *x); /* CSV or JSON, by the end of the path */
