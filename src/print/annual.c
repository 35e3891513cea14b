/* Draws the annual report: blocks flow down A4 pages. The flow runs twice over the same blocks: first it
 * only measures, so that the contents know page numbers, then it draws the stored layouts. Points of 1/72
 * inch. */
#include "annual.h"
#include "draw.h"
#include "paper.h"

#include "base/text.h"

#include <math.h>

static const double WIDTH = 210 * MM, HEIGHT = 297 * MM, LEFT = 25 * MM, ALL = 165 * MM, TOP = 24 * MM,
                    END = 273 * MM;
/* font sizes; PAD is the padding inside a table cell */
static const double BODY = 11, SMALL = 9.5, TABLE = 9.5, FOOT = 8.5, PAD = 4;

struct flow {
    cairo_surface_t *pdf;
    cairo_t *cr;
    const struct report *t;
    bool drawing;
    double y;
    int page;
    PangoLayout **v; /* layouts made while measuring, in order */
    size_t n, cap, next;
    int *pages; /* page on which block i began */
    str *alts;
    size_t n_alts;
    int part; /* outline entry of the current part */
};

/* ---- colours ---- */

static void ink(struct flow *f, u32 rgb) {
    if (f->drawing)
        cairo_set_source_rgb(f->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}
enum {
    BLACK = 0x14201f,
    GREY = 0x4b5a59,
    ACCENT = 0x0b5563,
    LINE = 0xc9d3d2,
    RED = 0xa61b14,
    GROUND = 0xf1f5f5
};

/* ---- text ---- */

static PangoLayout *laid(struct flow *f, str text, size_t bold, double size, int style, double width) {
    if (f->drawing) {
        require(f->next < f->n);
        return f->v[f->next++];
    }
    PangoLayout *l = draw_block(f->cr, text, size, style, width);
    if (bold) {
        PangoAttrList *attributes = pango_attr_list_new();
        PangoAttribute *heavy = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        heavy->end_index = (guint)bold;
        pango_attr_list_insert(attributes, heavy);
        pango_layout_set_attributes(l, attributes);
        pango_attr_list_unref(attributes);
    }
    GROW(f->v, f->n, f->cap);
    return f->v[f->n++] = l;
}

static void tag(struct flow *f, const char *name, const char *attributes) {
    if (f->drawing) cairo_tag_begin(f->cr, name, attributes);
}
static void tag_end(struct flow *f, const char *name) {
    if (f->drawing) cairo_tag_end(f->cr, name);
}

static void show(struct flow *f, PangoLayout *l, double x, double y, const char *name) {
    if (!f->drawing) return;
    if (name) cairo_tag_begin(f->cr, name, NULL);
    cairo_move_to(f->cr, x, y);
    pango_cairo_show_layout(f->cr, l);
    if (name) cairo_tag_end(f->cr, name);
}

static void rule(struct flow *f, double y, double thick, u32 colour) {
    if (!f->drawing) return;
    ink(f, colour);
    draw_rule(f->cr, LEFT, y, ALL, thick);
    ink(f, BLACK);
}

/* ---- pages ---- */

static void mark(struct flow *f, str text, int style, double y, u32 colour) {
    ink(f, colour);
    draw_put(f->cr, draw_block(f->cr, text, FOOT, style, ALL), LEFT, y, NULL);
}

static void running_marks(struct flow *f) {
    if (f->page > 1) {
        mark(f, f->t->running, 0, 12 * MM, GREY);
        mark(f, str_fmt("%d", f->page), CENTRE, HEIGHT - 16 * MM, GREY);
        rule(f, 17 * MM, 0.5, LINE);
    }
    if (f->t->label.n) mark(f, f->t->label, BOLD | CENTRE, HEIGHT - 11 * MM, RED);
    ink(f, BLACK);
}

static void page_begin(struct flow *f) {
    if (f->drawing && f->page) cairo_show_page(f->cr);
    f->page++;
    f->y = TOP;
    if (f->drawing) running_marks(f);
}

static void need(struct flow *f, double height) {
    if (f->y + height > END && f->y > TOP) page_begin(f);
}

/* ---- a block of text, which may continue on the next page ---- */

/* Draws a block line by line. Each page's part is a structure element of its own. */
static void lines_show(struct flow *f, PangoLayout *l, double x, const char *name) {
    PangoLayoutIter *i = pango_layout_get_iter(l);
    bool open = false;
    do {
        PangoRectangle r;
        pango_layout_iter_get_line_extents(i, NULL, &r);
        double h = (double)r.height / PANGO_SCALE,
               base = (double)(pango_layout_iter_get_baseline(i) - r.y) / PANGO_SCALE;
        if (f->y + h > END) {
            if (open) tag_end(f, name);
            open = false;
            page_begin(f);
        }
        if (!open) tag(f, name, NULL);
        open = true;
        if (f->drawing) {
            cairo_move_to(f->cr, x, f->y + base);
            pango_cairo_show_layout_line(f->cr, pango_layout_iter_get_line_readonly(i));
        }
        f->y += h;
    } while (pango_layout_iter_next_line(i));
    if (open) tag_end(f, name);
    pango_layout_iter_free(i);
}

static void text_flow(struct flow *f, PangoLayout *l, double x, const char *name) {
    double h = draw_height(l);
    if (h > (END - TOP) / 3) return lines_show(f, l, x, name);
    need(f, h);
    show(f, l, x, f->y, name);
    f->y += h;
}

static str joined(str strong, const char *between, str text) {
    return strong.n ? str_fmt("%.*s%s%.*s", STR_ARG(strong), between, STR_ARG(text)) : text;
}

static void paragraph(struct flow *f, const struct report_block *b, double size, u32 colour) {
    PangoLayout *l = laid(f, joined(b->strong, ". ", b->text), b->strong.n, size, 0, ALL);
    ink(f, colour);
    text_flow(f, l, LEFT, "P");
    ink(f, BLACK);
    f->y += 6;
}

static void lead(struct flow *f, const struct report_block *b) {
    text_flow(f, laid(f, b->text, 0, 13, BOLD, ALL), LEFT, "P");
    f->y += 7;
}

static void code(struct flow *f, const struct report_block *b) {
    need(f, 40);
    text_flow(f, laid(f, str_fmt("%.*s:", STR_ARG(b->strong)), 0, SMALL, 0, ALL), LEFT, "P");
    text_flow(f, laid(f, b->text, 0, 7, MONO, ALL), LEFT, "P");
    f->y += 8;
}

/* ---- headings ---- */

static double picture_scale(void) { return 0.8; }

/* The height that must follow a heading on the same page. */
static double with_next(const struct report_block *next) {
    if (next->kind == REPORT_PICTURE) return next->picture->height * picture_scale() + 30;
    return next->kind == REPORT_TABLE || next->kind == REPORT_FACTS ? 100 : 50;
}

static void outline_add(struct flow *f, size_t i, bool part, str text) {
    if (!f->drawing) return;
    const char *to = str_z(str_fmt("dest='h%zu'", i));
    int id =
        cairo_pdf_surface_add_outline(f->pdf, part ? CAIRO_PDF_OUTLINE_ROOT : f->part, str_z(text), to, 0);
    if (part) f->part = id;
}

static void heading(struct flow *f, size_t i, bool part) {
    const struct report_block *b = &f->t->v[i];
    PangoLayout *l = laid(f, b->text, 0, part ? 18 : 13, BOLD, ALL);
    const char *name = part ? "H2" : "H3";
    double above = part ? 26 : 10, ahead = i + 1 < f->t->n ? with_next(&f->t->v[i + 1]) : 0;
    bool first = part && (!i || f->y > TOP + (END - TOP) * 0.5);
    if (first) page_begin(f);
    need(f, above + draw_height(l) + ahead);
    if (f->y > TOP) f->y += above;
    f->pages[i] = f->page;
    outline_add(f, i, part, b->text);
    if (part) rule(f, f->y - 4, 2, ACCENT);
    if (part) ink(f, ACCENT);
    tag(f, name, NULL);
    tag(f, CAIRO_TAG_DEST, str_z(str_fmt("name='h%zu'", i)));
    show(f, l, LEFT, f->y, NULL);
    tag_end(f, CAIRO_TAG_DEST);
    tag_end(f, name);
    ink(f, BLACK);
    f->y += draw_height(l) + (part ? 9 : 4);
}

/* ---- lists ---- */

static void item(struct flow *f, const struct report_block *b) {
    PangoLayout *dot = laid(f, S("•"), 0, BODY, 0, 10),
                *l = laid(f, joined(b->strong, ": ", b->text), b->strong.n, BODY, 0, ALL - 14);
    double h = draw_height(l);
    need(f, h);
    tag(f, "LI", NULL);
    show(f, dot, LEFT + 2, f->y, "Lbl");
    show(f, l, LEFT + 14, f->y, "LBody");
    tag_end(f, "LI");
    f->y += h + 4;
}

static size_t list(struct flow *f, size_t i) {
    tag(f, "L", NULL);
    for (; i < f->t->n && f->t->v[i].kind == REPORT_ITEM; i++) item(f, &f->t->v[i]);
    tag_end(f, "L");
    f->y += 4;
    return i;
}

/* ---- tables ---- */

struct columns {
    double x[REPORT_COLUMNS], width[REPORT_COLUMNS];
    u32 numbers;
    size_t n;
};

static size_t longest_word(str s) {
    size_t longest = 0;
    while (s.n) {
        size_t n = text_length(str_cut(&s, ' '));
        if (n > longest) longest = n;
    }
    return longest;
}

/* Column widths: number columns get their longest number, at most a fifth of the width; text columns share
 * the rest by length of text. */
static struct columns columns_of(const struct report_table *b) {
    struct columns c = {.n = b->columns, .numbers = b->numbers};
    double glyph = TABLE * 0.5, left = ALL, weight[REPORT_COLUMNS] = {0}, all = 0;
    for (size_t k = 0; k < b->columns; k++) {
        size_t most = text_length(b->head[k]), sum = most, word = longest_word(b->head[k]);
        for (size_t i = 0; i < b->n; i++) {
            size_t n = text_length(b->rows[i][k]), w = longest_word(b->rows[i][k]);
            sum += n;
            if (n > most) most = n;
            if (w > word) word = w;
        }
        double natural = (double)most * glyph + 2 * PAD + 4, least = (double)word * glyph + 2 * PAD + 4;
        bool narrow = b->numbers >> k & 1 || most <= 10;
        if (narrow) c.width[k] = natural > ALL / 6 ? fmax(least, ALL / 6) : natural;
        else weight[k] = (double)sum / (double)(b->n + 1) + 12;
        if (weight[k] > 90) weight[k] = 90;
        left -= c.width[k];
        all += weight[k];
    }
    for (size_t k = 0; k < b->columns; k++) {
        if (weight[k] > 0) c.width[k] = left * weight[k] / all;
        else if (all <= 0) c.width[k] += left / (double)b->columns;
        c.x[k] = k ? c.x[k - 1] + c.width[k - 1] : LEFT;
    }
    return c;
}

struct row {
    PangoLayout *cell[REPORT_COLUMNS];
    double height;
};

static struct row row_laid(struct flow *f, const struct columns *c, const str *cells, int style) {
    struct row row = {0};
    for (size_t k = 0; k < c->n; k++) {
        row.cell[k] =
            laid(f, cells[k], 0, TABLE, style | (c->numbers >> k & 1 ? RIGHT_END : 0), c->width[k] - 2 * PAD);
        double h = draw_height(row.cell[k]);
        if (h > row.height) row.height = h;
    }
    row.height += 2 * PAD;
    return row;
}

static void row_show(struct flow *f, const struct columns *c, const struct row *row, const char *first,
                     const char *other) {
    if (first) tag(f, "TR", NULL);
    for (size_t k = 0; k < c->n; k++) show(f, row->cell[k], c->x[k] + PAD, f->y + PAD, k ? other : first);
    if (first) tag_end(f, "TR");
    f->y += row->height;
}

/* A repeated table head on a further page is an artifact, not a second head in the structure. */
static void head_show(struct flow *f, const struct columns *c, const struct report_table *b, bool again) {
    struct row head = row_laid(f, c, b->head, BOLD);
    if (!again) tag(f, "THead", NULL);
    row_show(f, c, &head, again ? NULL : "TH", again ? NULL : "TH");
    if (!again) tag_end(f, "THead");
    rule(f, f->y, 1, GREY);
}

static void table_rows(struct flow *f, const struct columns *c, const struct report_table *b, bool headed) {
    for (size_t i = 0; i < b->n; i++) {
        struct row row = row_laid(f, c, b->rows[i], 0);
        bool over = f->y + row.height > END;
        if (over) page_begin(f);
        if (over && headed) head_show(f, c, b, true);
        row_show(f, c, &row, "TH", "TD");
        rule(f, f->y, 0.5, LINE);
    }
}

static void table(struct flow *f, const struct report_table *b) {
    struct columns c = columns_of(b);
    need(f, 70);
    tag(f, "Table", NULL);
    head_show(f, &c, b, false);
    tag(f, "TBody", NULL);
    table_rows(f, &c, b, true);
    tag_end(f, "TBody");
    tag_end(f, "Table");
    f->y += 10;
}

static void facts(struct flow *f, const struct report_table *b) {
    struct columns c = {.n = 2, .x = {LEFT, LEFT + ALL * 0.28}, .width = {ALL * 0.28, ALL * 0.72}};
    if (!b->n) return;
    need(f, 40);
    rule(f, f->y, 0.5, LINE);
    tag(f, "Table", NULL);
    table_rows(f, &c, b, false);
    tag_end(f, "Table");
    f->y += 10;
}

/* ---- pictures ---- */

static void shape_text(struct flow *f, const struct shape *s, double x, double y, double scale) {
    PangoLayout *l = draw_block(f->cr, s->text, s->w * scale, 0, 0);
    double w = draw_width(l), base = (double)pango_layout_get_baseline(l) / PANGO_SCALE;
    static const double before[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};
    draw_put(f->cr, l, x - w * before[s->anchor], y - base, NULL);
}

static void shape_ink(struct flow *f, enum ink i) {
    unsigned rgb = 0;
    sscanf(ink_codes[i] + 1, "%x", &rgb);
    ink(f, rgb);
}

static void shape_draw(struct flow *f, const struct shape *s, double scale) {
    cairo_t *cr = f->cr;
    double x = LEFT + s->x * scale, y = f->y + s->y * scale, dashes[] = {s->dash * scale, s->gap * scale};
    if (s->fill) shape_ink(f, s->fill);
    if (s->kind == SHAPE_TEXT) return shape_text(f, s, x, y, scale);
    if (s->kind == SHAPE_RECT) cairo_rectangle(cr, x, y, s->w * scale, s->h * scale);
    if (s->kind == SHAPE_CIRCLE) cairo_new_sub_path(cr), cairo_arc(cr, x, y, s->w * scale, 0, 6.2831853);
    if (s->kind == SHAPE_LINE)
        cairo_move_to(cr, x, y), cairo_line_to(cr, LEFT + s->w * scale, f->y + s->h * scale);
    if (s->fill && s->stroke) cairo_fill_preserve(cr);
    else if (s->fill) cairo_fill(cr);
    if (!s->stroke) return;
    if (s->thick) shape_ink(f, s->stroke);
    else ink(f, GREY);
    cairo_set_dash(cr, dashes, s->dash ? 2 : 0, 0);
    cairo_set_line_width(cr, (s->thick ? s->thick : 1) * scale);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

static void picture(struct flow *f, const struct report_block *b) {
    double scale = picture_scale(), h = b->picture->height * scale;
    need(f, h);
    if (f->drawing) {
        f->alts[f->n_alts++] = b->picture->label;
        cairo_tag_begin(f->cr, "Figure", NULL);
        for (size_t i = 0; i < b->picture->n; i++) shape_draw(f, &b->picture->v[i], scale);
        cairo_tag_end(f->cr, "Figure");
    }
    ink(f, BLACK);
    f->y += h + 8;
}

/* ---- cover and contents ---- */

static void cover(struct flow *f) {
    const struct report *t = f->t;
    page_begin(f);
    f->y = 62 * MM;
    PangoLayout *about = laid(f, t->about, 0, 12, 0, ALL), *title = laid(f, t->title, 0, 30, BOLD, ALL);
    ink(f, ACCENT);
    if (f->drawing) draw_rule(f->cr, LEFT, f->y - 14, 40 * MM, 4);
    tag(f, "H1", NULL);
    show(f, title, LEFT, f->y, NULL);
    tag_end(f, "H1");
    f->y += draw_height(title) + 12;
    ink(f, GREY);
    show(f, about, LEFT, f->y, "P");
    f->y += draw_height(about) + 20;
    if (t->label.n) {
        PangoLayout *label = laid(f, t->label, 0, 13, BOLD, ALL);
        ink(f, RED);
        show(f, label, LEFT, f->y, "P");
        f->y += draw_height(label) + 16;
    }
    ink(f, BLACK);
    facts(f, t->cover);
}

static void contents_line(struct flow *f, size_t i) {
    const struct report_block *b = &f->t->v[i];
    bool part = b->kind == REPORT_PART;
    double x = LEFT + (part ? 0 : 14), size = part ? BODY : SMALL, width = ALL - 14 - 30;
    PangoLayout *l = laid(f, b->text, 0, size, part ? BOLD : 0, width);
    double h = draw_height(l);
    if (part) f->y += 4;
    need(f, h);
    tag(f, "TOCI", NULL);
    tag(f, CAIRO_TAG_LINK, str_z(str_fmt("dest='h%zu'", i)));
    show(f, l, x, f->y, NULL);
    if (f->drawing) {
        PangoLayout *number = draw_block(f->cr, str_fmt("%d", f->pages[i]), size, part ? BOLD : 0, 0);
        draw_put(f->cr, number, LEFT + ALL - draw_width(number), f->y + h - draw_height(number), NULL);
    }
    tag_end(f, CAIRO_TAG_LINK);
    tag_end(f, "TOCI");
    f->y += h + (part ? 1 : 0.5);
}

static void contents(struct flow *f) {
    PangoLayout *l = laid(f, str_c(say(f->t->lang, "Contents")), 0, 18, BOLD, ALL);
    page_begin(f);
    ink(f, ACCENT);
    show(f, l, LEFT, f->y, "H2");
    ink(f, BLACK);
    f->y += draw_height(l) + 6;
    tag(f, "TOC", NULL);
    for (size_t i = 0; i < f->t->n; i++)
        if (f->t->v[i].kind == REPORT_PART || f->t->v[i].kind == REPORT_SECTION) contents_line(f, i);
    tag_end(f, "TOC");
}

/* ---- the whole document ---- */

static void block_flow(struct flow *f, size_t i) {
    const struct report_block *b = &f->t->v[i];
    switch (b->kind) {
    case REPORT_PART: return heading(f, i, true);
    case REPORT_SECTION: return heading(f, i, false);
    case REPORT_LEAD: return lead(f, b);
    case REPORT_TEXT: return paragraph(f, b, BODY, BLACK);
    case REPORT_NOTE: return paragraph(f, b, SMALL, GREY);
    case REPORT_CODE: return code(f, b);
    case REPORT_FACTS: return facts(f, b->table);
    case REPORT_TABLE: return table(f, b->table);
    case REPORT_PICTURE: return picture(f, b);
    case REPORT_ITEM: break;
    }
}

static void flow_all(struct flow *f, bool drawing) {
    f->drawing = drawing;
    f->page = 0;
    f->next = 0;
    tag(f, "Document", NULL);
    cover(f);
    contents(f);
    for (size_t i = 0; i < f->t->n;) {
        if (f->t->v[i].kind == REPORT_ITEM) i = list(f, i);
        else block_flow(f, i++);
    }
    tag_end(f, "Document");
    if (drawing) cairo_show_page(f->cr);
}

static void describe(cairo_surface_t *pdf, const struct report *t) {
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, str_z(t->title));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, str_z(t->province));
    cairo_pdf_surface_set_metadata(
        pdf, CAIRO_PDF_METADATA_SUBJECT,
        str_z(t->label.n ? str_fmt("%.*s. %.*s", STR_ARG(t->label), STR_ARG(t->about)) : t->about));
    /* not the present time, so that the same report gives the same bytes */
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, str_z(when_iso(t->made_at)));
}

str annual_pdf(const struct report *t, str *out_error) {
    struct out o = {0};
    struct flow f = {.t = t, .pages = NEWS(int, t->n + 1), .alts = NEWS(str, t->n + 1)};
    f.pdf = draw_open(&o, WIDTH, HEIGHT, &f.cr);
    describe(f.pdf, t);
    flow_all(&f, false);
    flow_all(&f, true);
    for (size_t i = 0; i < f.n; i++) g_object_unref(f.v[i]);
    if (!draw_close(f.pdf, f.cr, out_error)) return (str){0};
    str label = t->label.n ? str_fmt(" (%.*s)", STR_ARG(t->label)) : (str){0};
    str signer = str_fmt("%.*s%.*s", STR_ARG(t->province), STR_ARG(label));
    return pdf_finish(out_all(&o), &(struct pdf_metadata){.language = lang_code(t->lang),
                                                          .alts = f.alts,
                                                          .n_alts = f.n_alts,
                                                          .room = true,
                                                          .signer = signer,
                                                          .at = t->made_at});
}
