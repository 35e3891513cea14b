/* Numbers and file sizes as text: 1.234,5 in Vietnamese, 1,234.5 in every other language. */
#pragma once
#include "words.h"

str count_text(enum lang l, i64 n);
str fixed_text(enum lang l, i64 t, int digits); /* t is the value times 10^digits */
str tenths_text(enum lang l,
                i64 tenths);           /* tenths = the value times 10; the decimal is left out when it is 0 */
str size_text(enum lang l, i64 bytes); /* 1,4 MB */
