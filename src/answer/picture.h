/* A drawing as a list of shapes on a ground of `width` × `height`, y downwards: what the page writes as SVG
 * and the report's PDF draws with cairo. */
#pragma once
#include "base/base.h"

/* Charts stand on a light ground in the dark scheme too. */
enum ink { INK_NONE, INK_BAR, INK_SOFT, INK_MARK, INK_TEXT, N_INKS };
extern const char *const ink_codes[N_INKS]; /* "#0b5563" */
enum shape_kind { SHAPE_RECT, SHAPE_LINE, SHAPE_CIRCLE, SHAPE_TEXT };
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct shape {
    enum shape_kind kind;
    /* rect: its size; line: the other end; circle: w its radius; text: w the size of its letters */
    int x, y, w, h;
    enum ink fill, stroke;
    int thick;     /* of the stroke; 0 = a thin grey one */
    int dash, gap; /* 0 = whole */
    enum anchor anchor;
    str text;
};
struct picture {
    int width, height;
    str label; /* what it shows, for who does not see it */
    struct shape *v;
    size_t n, cap;
};
void picture_svg(struct out *o, const struct picture *p);
