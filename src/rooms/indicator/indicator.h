/* Page handlers of the indicator room: figures, maps, files, and external indicators. */
#pragma once
#include "answer/answer.h"
#include "web/web.h"

extern const struct page indicator_pages[], map_pages[];
/* writes the file format named by the path's ending */
void figure_data(struct request *r, const struct answer *a);
void page_external(struct request *r);
void external_data(struct request *r); /* writes CSV or JSON, by the path's ending */
