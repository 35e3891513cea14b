/* Tables, acts and pages of the programme room. */
#pragma once
#include "web/web.h"

extern const struct table programme_tables[];
extern const struct act_kind programme_acts[];
extern const struct page day_pages[], report_pages[], score_pages[], board_pages[], feed_pages[],
    change_pages[];
