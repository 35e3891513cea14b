/* Private to this room: the search for a procedure by words. */
#pragma once
#include "web/web.h"

struct hits {
    const struct procedure **v;
    size_t n;
    bool loose; /* no procedure has every word: these have most of them */
};
/* Procedures that fit a query as people type it: without tone marks, misspelt, half a word. Best first, at
 * most 50. */
struct hits search_procedures(const struct province *p, str query);
extern const struct page search_pages[];
