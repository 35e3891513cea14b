/* Text and lines on a PDF page by cairo and pango, in points; what papers and the annual
 * report share. */
#pragma once
#include "base/base.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define MM (72 / 25.4)
enum { BOLD = 1, ITALIC = 2, CENTRE = 4, MONO = 8, RIGHT_END = 16 };
/* A block of text of that width (0 = as wide as it is); the caller lets it go. Tinos; MONO: Cousine. */
PangoLayout *draw_block(cairo_t *cr, str text, double size, int style, double width);
double draw_height(PangoLayout *l);
double draw_width(PangoLayout *l);
/* Draws and lets go; returns its height. The tag is its place in the document's structure: P, H1, H2; NULL =
 * none, a mark on the page. */
double draw_put(cairo_t *cr, PangoLayout *l, double x, double y, const char *tag);
void draw_rule(cairo_t *cr, double x, double y, double width, double thick);
/* A surface whose bytes come out in *out, and its context with widths as printed on every machine. */
cairo_surface_t *draw_open(struct out *out, double width, double height, cairo_t **out_cr);
/* Ends both; false with words when anything went wrong. */
bool draw_close(cairo_surface_t *pdf, cairo_t *cr, str *out_error);
