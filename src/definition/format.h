/* What a province folder may say, in words: printed from the tables the loader reads by. */
#pragma once
#include "base/base.h"

/* Markdown, for doc/procedure.md (what follows the example) and doc/province.md. */
str format_procedure(void);
str format_province(void);
/* tinhso-province(5), for man. */
str format_manual(void);
