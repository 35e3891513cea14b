/* Page tables of the open-data room. */
#pragma once
#include "base/json.h"
#include "web/web.h"

extern const struct page catalogue_pages[], openapi_pages[], calendar_pages[];
