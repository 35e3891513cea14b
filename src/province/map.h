/* The map of the province: communes as tiles of a grid, their simplified borders, and former cities as groups
 * of communes. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;

struct tile { /* a commune's place in the grid of tiles, from 0 at the top left */
    str unit;
    int column, row;
};
/* a commune's simplified border, in whole units of the drawing (outline_width × outline_height), y downwards
 */
struct outline {
    str path; /* SVG path data, filled by the even-odd rule */
    int left, top, right, bottom;
    int x, y, room; /* the best place for a label, and its distance to the nearest border */
};
/* a former city: no longer a unit, but its communes are still shown together */
struct city {
    str id, was; /* was: the GSO code it had as a unit */
    struct words name, note;
    str *communes;
    size_t n_communes;
    enum confidence confidence; /* how sure it is that it became these communes */
};
const struct city *city_of(const struct province *p, str id);
const struct city *city_with(const struct province *p, str commune); /* NULL when in none */
bool city_has(const struct city *c, str commune);
const struct tile *tile_of(const struct province *p, str commune);
