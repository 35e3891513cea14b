/* A document on paper (document.h). */
#pragma once
#include "document.h"

/* A4, tagged, with outline and contents, room for a signature; the same bytes for the same document. Empty
 * with words when cairo cannot. */
str annual_pdf(const struct report *t, str *out_error);
