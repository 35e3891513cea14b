/* Reads the province folder's files on units, agencies, calendar and map. `root` is the root node of the
 * file; mistakes become complaints. */
#pragma once
#include "province/province.h"
#include "yaml/load.h"

extern const struct keys units_keys, agencies_keys, calendar_keys, map_keys, city_keys;

void units_file(const struct load *l, const struct node *root, struct province *p);
void calendar_file(const struct load *l, const struct node *root, struct province *p);

/* ---- these need units_file before them ---- */

void agencies_file(const struct load *l, const struct node *root, struct province *p);
void map_file(const struct load *l, const struct node *root, struct province *p);
/* Needs map_file before it. `property`: the GeoJSON property with a commune's code. */
void boundaries_file(str text, str property, struct province *p, struct complaints *c);
/* cities_read reads the cities of province.yaml; cities_fit checks them against the units. */
void cities_read(const struct load *l, const struct node *list, struct province *p);
void cities_fit(const struct load *l, const struct node *root, const struct province *p);
