/* The tables of pages that the files of this room end with. */
#pragma once
#include "base/json.h"
#include "web/web.h"

extern const struct page catalogue_pages[], openapi_pages[], calendar_pages[];
