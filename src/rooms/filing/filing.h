/* Private to this room: what the pages of a form share. */
#pragma once
#include "dossier/draft.h"

enum { FORM_PAPERS = 1 << 20, FORM_CHECK }; /* places after the groups, where a group's index is taken */
struct progress {
    size_t step, of;
};
void progress_draw(struct request *r, const struct form *f, size_t group);
str form_last_group(const struct form *f); /* address of the last group that asks something */

extern const struct page form_pages[], papers_pages[], file_pages[], mine_pages[], track_pages[];
