/* Terms, fees, channels, statuses and agencies of a dossier in the reader's language. */
#pragma once
#include "dossier/dossier.h"

str term_text(enum lang l, struct term t); /* "3 working days" */
str fee_text(enum lang l, i64 fee);        /* "Free of charge", "50.000 đồng", "Not known yet" */
str applicants_text(enum lang l, const struct procedure *p);
const char *status_kind(int status);       /* CSS class of the tag that shows a status */
const char *channel_label(enum channel c); /* msgid */
/* its name on that day; its code if it did not exist then */
str agency_name(const struct request *r, str code, i64 at);
str desk_name(const struct request *r, str code, i64 at); /* the name of the agency's desk on that day */
