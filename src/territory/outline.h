/* Simplifying borders of units for drawing. Both sides of a border lose the same points, so that no gap opens
 * between neighbours. */
#pragma once
#include "province/map.h"

enum { MICRODEGREES = 1000000 };
struct point {
    /* at first longitude and latitude in millionths of a degree; after project() on a grid, y downwards */
    int x, y;
};
struct ring { /* closed, but the first point is not repeated; neighbours differ */
    struct point *v;
    i64 *rank; /* of each point: low ranks are dropped first */
    size_t n;
};
struct border { /* all rings of one unit, outer ones and holes */
    struct ring *v;
    size_t n, cap;
};
/* Projects (equirectangular), simplifies and draws n borders, each with a ring of at least three points.
 * Returns one outline for each, in the current arena. NULL when too many points end a shared border: then
 * neighbours do not share their points. */
struct outline *outlines_draw(struct border *b, size_t n, int *out_width, int *out_height);
