/* Draws a document (document.h) as PDF pages. */
#pragma once
#include "document.h"

/* A4 PDF, tagged, with outline, contents and room for a signature. The same document gives the same bytes.
 * Empty with *out_error when cairo fails. */
str annual_pdf(const struct report *t, str *out_error);
