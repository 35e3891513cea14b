/* Numbers as leaders type them. */
#pragma once
#include "words/words.h"

/* A number as people write it in either language: 92,5 · 92.5 · 1.500 · 1,500 · 1.234,5. Where only the
 * language tells (1.500), it does. False when it is none. */
bool decimal_typed(enum lang l, str s, str *out);
