/* A figure's pages and files; of what others measure, theirs. */
#pragma once
#include "answer/answer.h"
#include "web/web.h"

extern const struct page indicator_pages[], map_pages[];
void figure_data(struct request *r, const struct answer *a); /* of the kind that the path ends in */
void page_external(struct request *r);
void external_data(struct request *r); /* CSV or JSON, by the end of the path */
