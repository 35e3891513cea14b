/* The annual report on paper. Private to the back room. */
#pragma once
#include "rooms/programme/report.h"
#include "backroom/private.h"

/* A4, tagged, with outline and contents, room for a signature; the same bytes for the same report. Empty with
 * words when cairo cannot. */
str annual_pdf(const struct report *t, str *out_error);
/* Read from the tables, drawn, signed. Empty with words. */
str annual_make(str data, struct db *db, const struct province *p, int year, enum lang l, i64 now,
                str *out_error);
