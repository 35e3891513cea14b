/* The province's communes as tiles (map.yaml), for looking at a value and for choosing one: a table of links
 * or of radio buttons, no script. */
#pragma once
#include "base/base.h"

struct request;

enum { TILE_STEPS = 5 };
struct tile_value { /* one for each of province->tiles, in their order */
    /* drawn as an empty place; rows and columns without any tile are not drawn at all */
    bool left_out;
    i64 value; /* steps and order are made of it; -1 = none */
    str text;  /* in words, with its unit; where there is none, why */
};
/* The map, each tile a link to its commune's page, with a legend of the steps; under it the same as a table:
 * those without a value first, then the lowest. `label` says what the values are. */
void tiles_values(struct request *r, const struct tile_value *v, str label);
void tiles_map(struct request *r, const struct tile_value *v, str label);   /* map and legend alone */
void tiles_table(struct request *r, const struct tile_value *v, str label); /* the table alone */
/* Tiles near one commune, itself marked: where it lies. */
void tiles_around(struct request *r, str unit);
/* no values: only where each lies, and its page */
void tiles_links(struct request *r, const struct tile_value *v);
/* Radio buttons of this name inside a form; `chosen` may be empty. The legend and the error belong to the
 * caller's fieldset. */
void tiles_pick(struct request *r, const char *name, str chosen, bool required);
