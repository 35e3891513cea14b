/* What the folder says of the land and its offices, each from its file's root: units, agencies, calendar,
 * map. */
#pragma once
#include "province/province.h"
#include "yaml/load.h"

extern const struct keys units_keys, agencies_keys, calendar_keys, map_keys, city_keys;

void units_file(const struct load *l, const struct node *root, struct province *p);
void calendar_file(const struct load *l, const struct node *root, struct province *p);

/* ---- after units_file ---- */

void agencies_file(const struct load *l, const struct node *root, struct province *p);
void map_file(const struct load *l, const struct node *root, struct province *p);
/* After the map. `property` of a feature holds its commune's code. */
void boundaries_file(str text, str property, struct province *p, struct complaints *c);
/* The cities of province.yaml, read; and, with the units there, whether they fit. */
void cities_read(const struct load *l, const struct node *list, struct province *p);
void cities_fit(const struct load *l, const struct node *root, const struct province *p);
