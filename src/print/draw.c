/* Text and lines with cairo and pango. Hint metrics are off and the resolution is fixed at 72 dpi, because
 * the layout must not vary between machines. */
#include "draw.h"

PangoLayout *draw_block(cairo_t *cr, str text, double size, int style, double width) {
    PangoLayout *l = pango_cairo_create_layout(cr);
    PangoFontDescription *f = pango_font_description_from_string(style & MONO ? "Cousine" : "Tinos");
    pango_cairo_context_set_resolution(pango_layout_get_context(l), 72);
    pango_context_set_round_glyph_positions(pango_layout_get_context(l), FALSE);
    pango_layout_context_changed(l);
    pango_font_description_set_absolute_size(f, size * PANGO_SCALE);
    if (style & BOLD) pango_font_description_set_weight(f, PANGO_WEIGHT_BOLD);
    if (style & ITALIC) pango_font_description_set_style(f, PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    pango_layout_set_text(l, text.p ? text.p : "", (int)text.n);
    if (width > 0) pango_layout_set_width(l, (int)(width * PANGO_SCALE));
    if (style & CENTRE) pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
    if (style & RIGHT_END) pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    return l;
}

double draw_height(PangoLayout *l) {
    int h;
    pango_layout_get_size(l, NULL, &h);
    return (double)h / PANGO_SCALE;
}

double draw_width(PangoLayout *l) {
    int w;
    pango_layout_get_size(l, &w, NULL);
    return (double)w / PANGO_SCALE;
}

double draw_put(cairo_t *cr, PangoLayout *l, double x, double y, const char *tag) {
    double h = draw_height(l);
    if (tag) cairo_tag_begin(cr, tag, NULL);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, l);
    if (tag) cairo_tag_end(cr, tag);
    g_object_unref(l);
    return h;
}

void draw_rule(cairo_t *cr, double x, double y, double width, double thick) {
    cairo_set_line_width(cr, thick);
    cairo_move_to(cr, x, y);
    cairo_line_to(cr, x + width, y);
    cairo_stroke(cr);
}

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned int n) {
    out_str(closure, (str){(const char *)bytes, n});
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *draw_open(struct out *out, double width, double height, cairo_t **out_cr) {
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, out, width, height);
    cairo_pdf_surface_restrict_to_version(pdf, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "tinhso");
    cairo_t *cr = *out_cr = cairo_create(pdf);
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cr, o);
    cairo_font_options_destroy(o);
    return pdf;
}

bool draw_close(cairo_surface_t *pdf, cairo_t *cr, str *out_error) {
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(pdf);
    if (!status) status = cairo_surface_status(pdf);
    cairo_surface_destroy(pdf);
    if (status) *out_error = str_fmt("the PDF cannot be drawn: %s", cairo_status_to_string(status));
    return !status;
}
