/* Private to this room. */
#pragma once
#include "base/json.h"
#include "web/web.h"

void page_dcat(struct request *r);
void page_openapi(struct request *r);
void page_calendar(struct request *r);
