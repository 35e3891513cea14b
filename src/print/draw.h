/* Text and lines on a PDF page with cairo and pango, in points (1/72 inch). Shared by papers and the annual
 * report. */
#pragma once
#include "base/base.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define MM (72 / 25.4)
enum { BOLD = 1, ITALIC = 2, CENTRE = 4, MONO = 8, RIGHT_END = 16 };
/* Lays out text in a block of `width` points (0 = natural width); draw_put frees it. Font Tinos; MONO:
 * Cousine. */
PangoLayout *draw_block(cairo_t *cr, str text, double size, int style, double width);
double draw_height(PangoLayout *l);
double draw_width(PangoLayout *l);
/* Draws and frees the block; returns its height. `tag` is its PDF structure element (P, H1, H2); NULL =
 * none, an artifact. */
double draw_put(cairo_t *cr, PangoLayout *l, double x, double y, const char *tag);
void draw_rule(cairo_t *cr, double x, double y, double width, double thick);
/* A PDF surface that writes into *out, and its context with font metrics that are equal on every machine. */
cairo_surface_t *draw_open(struct out *out, double width, double height, cairo_t **out_cr);
/* Finishes and frees both; false with *out_error when anything failed. */
bool draw_close(cairo_surface_t *pdf, cairo_t *cr, str *out_error);
