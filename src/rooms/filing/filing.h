/* Private to this room: what the citizen's pages share. */
#pragma once
#include "dossier/draft.h"

enum { FORM_PAPERS = 1 << 20, FORM_CHECK }; /* instead of a group's index */
struct progress {
    size_t step, of;
};
void progress_draw(struct request *r, const struct form *f, size_t group);
str form_last_group(const struct form *f); /* address of the last page of questions */

extern const struct page form_pages[], papers_pages[], file_pages[], mine_pages[], track_pages[];
