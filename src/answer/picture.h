/* Vector drawing: a list of shapes on a canvas of `width` × `height`, y downwards. Pages write it as SVG;
 * the report's PDF draws it with cairo. */
#pragma once
#include "base/base.h"

/* Colours. Charts keep a light background in the dark scheme too. */
enum ink { INK_NONE, INK_BAR, INK_SOFT, INK_MARK, INK_TEXT, N_INKS };
extern const char *const ink_codes[N_INKS]; /* "#0b5563" */
enum shape_kind { SHAPE_RECT, SHAPE_LINE, SHAPE_CIRCLE, SHAPE_TEXT };
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct shape {
    enum shape_kind kind;
    /* rect: w, h its size; line: w, h the other end; circle: w the radius; text: w the font size */
    int x, y, w, h;
    enum ink fill, stroke;
    int thick;     /* stroke width; 0 = a thin grey stroke */
    int dash, gap; /* 0 = solid line */
    enum anchor anchor;
    str text;
};
struct picture {
    int width, height;
    str label; /* text alternative, for screen readers */
    struct shape *v;
    size_t n, cap;
};
void picture_svg(struct out *o, const struct picture *p);
