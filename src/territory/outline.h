/* Borders of units, and how they are drawn: simplified once, alike on both sides, so that no gap opens
 * between neighbours. */
#pragma once
#include "province/map.h"

enum { MICRODEGREES = 1000000 };
struct point {
    /* read: longitude and latitude in millionths of a degree; then a grid, y downwards */
    int x, y;
};
struct ring { /* the last point is not the first again, and no two in a row are equal */
    struct point *v;
    i64 *rank; /* how long each point is kept */
    size_t n;
};
struct border { /* of one unit: its outer rings and its holes alike */
    struct ring *v;
    size_t n, cap;
};
/* Projects (equirectangular), simplifies and draws; every border has a ring of three points at least. In the
 * current arena, one outline for each; NULL when so many points are the end of a shared border that
 * neighbours cannot have been drawn with the same points. */
struct outline *outlines_draw(struct border *b, size_t n, int *out_width, int *out_height);
