/* Maps of the province's communes (map.yaml), to show a value of each or to choose one: links or radio
 * buttons, without script. */
#pragma once
#include "base/base.h"

struct request;

enum { TILE_STEPS = 5 };
struct tile_value { /* one for each of province->tiles, in their order */
    /* leaves its place empty; rows and columns without any tile are not drawn */
    bool left_out;
    i64 value; /* decides shade and order; -1 = no value */
    str text;  /* the value with its unit, or why there is none */
};
/* The map, with a legend and a link to each commune's page; below it the same values as a table, communes
 * without a value first, then from the lowest. `label`: what the values are. */
void tiles_values(struct request *r, const struct tile_value *v, str label);
void tiles_map(struct request *r, const struct tile_value *v, str label);   /* only map and legend */
void tiles_table(struct request *r, const struct tile_value *v, str label); /* only the table */
/* The tiles around a commune, which is marked: shows where it lies. */
void tiles_around(struct request *r, str unit);
/* tiles with links to the communes' pages, without values */
void tiles_links(struct request *r, const struct tile_value *v);
/* The tiles as radio buttons with this name; `chosen`: a commune's code or empty. The caller writes the
 * fieldset with legend and error. */
void tiles_pick(struct request *r, const char *name, str chosen, bool required);
