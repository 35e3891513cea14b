/* How what stands about a dossier is said. */
#pragma once
#include "dossier/dossier.h"

str term_text(enum lang l, struct term t); /* "3 working days" */
str fee_text(enum lang l, i64 fee);        /* "Free of charge", "50.000 đồng", "Not known yet" */
str applicants_text(enum lang l, const struct procedure *p);
const char *status_kind(int status);                        /* class of a status tag */
const char *channel_label(enum channel c);                  /* msgid */
str agency_name(const struct request *r, str code, i64 at); /* of that day; its code when there was none */
str desk_name(const struct request *r, str code, i64 at);   /* the name of the agency's desk */
