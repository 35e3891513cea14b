/* The map: communes as tiles, their borders as drawn, and the cities they are looked at in. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;

struct tile { /* a commune's place on the map drawn as tiles: from 0, from the top left */
    str unit;
    int column, row;
};
/* a commune's border as it is drawn, simplified: whole numbers on the map's grid, y downwards */
struct outline {
    str path; /* SVG path data, filled by the even-odd rule */
    int left, top, right, bottom;
    int x, y, room; /* where a label has most room, and how far the nearest border is from there */
};
/* a former city whose communes are looked at together; a unit of its own no more */
struct city {
    str id, was; /* was: its code as a unit */
    struct words name, note;
    str *communes;
    size_t n_communes;
    enum confidence confidence; /* that these are the communes it went into */
};
const struct city *city_of(const struct province *p, str id);
const struct city *city_with(const struct province *p, str commune); /* NULL when in none */
bool city_has(const struct city *c, str commune);
const struct tile *tile_of(const struct province *p, str commune);
