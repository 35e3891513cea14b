/* Labels: names of columns, values and cells, from the definitions; cells sorted by them. */
#pragma once
#include "figure/parts.h"
#include "words/words.h"

struct keys keys_known(const struct province *p, const struct view *v, str column, int on_day);
struct words value_words(const struct province *p, const struct view *v, str column, str key,
                         struct period when, int on_day);
/* Name of the view's kind of record, in the plural; for a register, its name. */
str view_words(enum lang l, const struct province *p, const struct view *v);
str view_word(enum lang l, const struct view *v); /* as view_words, where no province is at hand */
/* begins in lower case: "channel" */
struct words column_words(const struct province *p, const struct view *v, str column);
str condition_words(enum lang l, const struct province *p, const struct view *v, const struct condition *c);

/* The cells of figure/parts.h with names, sorted by value, then by name. */
struct cells cells_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                           struct period when, int on_day, i64 as_of);
struct cells cells_by_column(struct db *db, const struct province *p, const struct indicator *ind,
                             struct period when, int on_day, i64 as_of, str column);
struct cells cells_by_district(struct db *db, const struct province *p, const struct indicator *ind,
                               struct period when, int day, i64 as_of, struct hierarchy *out);
int cell_by_name(const void *a, const void *b);
