/* The format of the province folder as documentation, printed from the tables the loader reads by. */
#pragma once
#include "base/base.h"

/* Markdown for doc/procedure.md (the part after the example) and doc/province.md. */
str format_procedure(void);
str format_province(void);
/* The manual page tinhso-province(5), in roff. */
str format_manual(void);
