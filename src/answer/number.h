/* A figure's value as it is written: rounded once, with its unit, for people, for charts and for programs. */
#pragma once
#include "figure/figure.h"
#include "words/number.h"
#include "words/words.h"

/* 79,3 % */
str figure_value(enum lang l, const struct indicator *ind, const struct figure *f);
str figure_plain(enum lang l, const struct indicator *ind, const struct figure *f); /* 79,3 */
str figure_unit(enum lang l, const struct indicator *ind);                          /* beside the number */
/* 79.3; empty when there is none */
str figure_machine(const struct indicator *ind, const struct figure *f);
/* Whether it says something: of no records only a count does. */
bool figure_shown(const struct indicator *ind, const struct figure *f);
/* tenths of the unit shown, for charts; -1 without a value */
i64 figure_height(const struct indicator *ind, const struct figure *f);
/* Thousandths of the whole for bars: 0–1000; -1 without a value. */
int figure_permille(const struct indicator *ind, const struct figure *f);
/* A decimal as the folder writes it ("42.92"), as the language writes it. */
str decimal_text(enum lang l, str s);
/* Thousandths; false when it is no plain decimal. */
bool decimal_read(str s, i64 *out_thousandths);
