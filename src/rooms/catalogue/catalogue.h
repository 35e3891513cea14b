/* Private to this room: finding a procedure. */
#pragma once
#include "web/web.h"

struct hits {
    const struct procedure **v;
    size_t n;
    bool loose; /* not every word was found in them */
};
/* Procedures that answer a query as people type it: without marks, misspelt, half a word; best first, at
 * most 50. */
struct hits search_procedures(const struct province *p, str query);
extern const struct page search_pages[];
