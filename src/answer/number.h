/* Formats a figure's value: rounded once, with its unit, for people, for charts and for programs. */
#pragma once
#include "figure/figure.h"
#include "words/number.h"
#include "words/words.h"

/* 79,3 % */
str figure_value(enum lang l, const struct indicator *ind, const struct figure *f);
str figure_plain(enum lang l, const struct indicator *ind, const struct figure *f); /* 79,3 */
str figure_unit(enum lang l, const struct indicator *ind); /* the unit beside the number */
/* 79.3 with a decimal point, for programs; empty without a value */
str figure_machine(const struct indicator *ind, const struct figure *f);
/* True when the figure means something: without records, only a count does. */
bool figure_shown(const struct indicator *ind, const struct figure *f);
/* tenths of the unit shown, for charts; -1 without a value */
i64 figure_tenths(const struct indicator *ind, const struct figure *f);
/* Length of a bar, 0–1000 thousandths of the total; -1 without a value. */
int figure_permille(const struct indicator *ind, const struct figure *f);
/* A decimal as the folder writes it ("42.92"), in the notation of language `l`. */
str decimal_text(enum lang l, str s);
/* Parses a plain decimal into thousandths; false when it is none. */
bool decimal_read(str s, i64 *out_thousandths);
