/* Draws a printed result: head, title, answers in rows, signature block, and the foot with QR code and
 * journal entry. Layout by appendix I of Decree 30/2020/NĐ-CP; points of 1/72 inch. */
#include "paper.h"
#include "draw.h"

#include "web/web.h"

#include <qrencode.h>

static const double WIDTH = 210 * MM, HEIGHT = 297 * MM, LEFT = 30 * MM, RIGHT = 17 * MM, TOP = 20 * MM,
                    BOTTOM = 20 * MM;
static const double BODY = 13, SMALL = 9; /* font sizes */

struct sheet {
    cairo_t *cr;
    const struct paper *p;
    double y;
    int page;
};

/* ---- text ---- */

static double write_at(cairo_t *cr, str text, double size, int style, double x, double y, double width) {
    return draw_put(cr, draw_block(cr, text, size, style, width), x, y, "P");
}

static double natural_width(cairo_t *cr, str text, double size, int style) {
    PangoLayout *l = draw_block(cr, text, size, style, 0);
    double w = draw_width(l);
    g_object_unref(l);
    return w;
}

/* ---- the page ---- */

/* Marks a demonstration paper across the page and at its foot, so that nobody takes it for a real one. */
static void demo_mark(struct sheet *s) {
    cairo_t *cr = s->cr;
    str text = str_c(say(LANG_VI, "DEMONSTRATION — WITHOUT LEGAL EFFECT"));
    PangoLayout *l = draw_block(cr, text, 33, BOLD, 0);
    cairo_save(cr);
    cairo_translate(cr, WIDTH / 2, HEIGHT / 2);
    cairo_rotate(cr, -0.94);
    cairo_set_source_rgb(cr, 0.96, 0.86, 0.85);
    draw_put(cr, l, -draw_width(l) / 2, -draw_height(l) / 2, NULL);
    cairo_restore(cr);
    cairo_set_source_rgb(cr, 0.70, 0.10, 0.10);
    draw_put(cr, draw_block(cr, text, SMALL + 1, BOLD | CENTRE, WIDTH - LEFT - RIGHT), LEFT,
             HEIGHT - BOTTOM + 8, NULL);
    cairo_set_source_rgb(cr, 0, 0, 0);
}

static void page_begin(struct sheet *s) {
    if (s->page++) cairo_show_page(s->cr);
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    if (s->p->demo) demo_mark(s);
    s->y = TOP;
    if (s->page == 1) return;
    draw_put(s->cr, draw_block(s->cr, str_fmt("%d", s->page), BODY, CENTRE, WIDTH - LEFT - RIGHT), LEFT,
             TOP - 22, NULL);
}

static void head(struct sheet *s) {
    const struct paper *p = s->p;
    cairo_t *cr = s->cr;
    double all = WIDTH - LEFT - RIGHT, left = 186, right = all - left - 4, x2 = LEFT + left + 4, y = s->y,
           y2 = s->y;
    if (p->above.n) y += write_at(cr, p->above, 12, CENTRE, LEFT, y, left);
    y += write_at(cr, p->agency, 12, BOLD | CENTRE, LEFT, y, left);
    if (p->agency_more.n) y += write_at(cr, p->agency_more, 12, BOLD | CENTRE, LEFT, y, left);
    double short_rule = natural_width(cr, p->agency_more.n ? p->agency_more : p->agency, 12, BOLD);
    short_rule = (short_rule > left ? left : short_rule) * 0.42;
    draw_rule(cr, LEFT + (left - short_rule) / 2, y + 2.5, short_rule, 0.7);

    str motto = str_c(say(LANG_VI, "Independence - Freedom - Happiness"));
    y2 +=
        write_at(cr, str_c(say(LANG_VI, "SOCIALIST REPUBLIC OF VIET NAM")), 12, BOLD | CENTRE, x2, y2, right);
    y2 += write_at(cr, motto, 13, BOLD | CENTRE, x2, y2, right);
    double full = natural_width(cr, motto, 13, BOLD);
    draw_rule(cr, x2 + (right - full) / 2, y2 + 2.5, full, 0.7);

    struct civil c = day_civil(p->day);
    double under = (y > y2 ? y : y2) + 11;
    str date = say_fmt(LANG_VI, "%s, day %s month %s year %d", str_z(p->place), str_z(str_fmt("%02d", c.day)),
                       /* Decree 30/2020: a leading zero for days under 10 and for months 1 and 2 */
                       str_z(str_fmt(c.month < 3 ? "%02d" : "%d", c.month)), c.year);
    double a = write_at(cr, say_fmt(LANG_VI, "No.: %s", str_z(p->number)), 13, CENTRE, LEFT, under, left);
    double b = write_at(cr, date, 13, ITALIC | CENTRE, x2, under, right);
    s->y = under + (a > b ? a : b) + 22;
}

static void title(struct sheet *s) {
    double all = WIDTH - LEFT - RIGHT;
    s->y += draw_put(s->cr, draw_block(s->cr, s->p->title, 18, BOLD | CENTRE, all), LEFT, s->y, "H1") + 1;
    s->y += write_at(s->cr, s->p->about, 12, ITALIC | CENTRE, LEFT, s->y, all) + 10;
}

/* ---- rows: one line, or two short ones side by side ---- */

struct row {
    const struct paper_line *line[2];
    double x[2], width[2], height;
};
struct rows_made {
    struct row *v;
    size_t n, cap;
};

/* "Label: value"; the value is bold when it is the owner's name, and its further lines are indented. */
static PangoLayout *row_block(cairo_t *cr, const struct paper_line *line, double width) {
    if (line->style == PAPER_HEADING) return draw_block(cr, line->label, BODY, BOLD, width);
    PangoLayout *l =
        draw_block(cr, str_fmt("%.*s: %.*s", STR_ARG(line->label), STR_ARG(line->value)), BODY, 0, width);
    if (line->style == PAPER_STRONG) {
        PangoAttrList *attributes = pango_attr_list_new();
        PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        bold->start_index = (guint)line->label.n + 2;
        pango_attr_list_insert(attributes, bold);
        pango_layout_set_attributes(l, attributes);
        pango_attr_list_unref(attributes);
    }
    pango_layout_set_indent(l, -14 * PANGO_SCALE);
    return l;
}

/* A dotted line under each line of a value, to the end of its field, as on paper forms. */
static void dots(cairo_t *cr, const struct paper_line *line, PangoLayout *l, double x, double y,
                 double width) {
    static const double pattern[] = {0.5, 2};
    double start = natural_width(cr, str_fmt("%.*s:", STR_ARG(line->label)), BODY, 0) + 3;
    PangoLayoutIter *i = pango_layout_get_iter(l);
    cairo_save(cr);
    cairo_set_dash(cr, pattern, COUNT(pattern), 0);
    do {
        double base = y + (double)pango_layout_iter_get_baseline(i) / PANGO_SCALE + 2.6;
        if (start < width) draw_rule(cr, x + start, base, width - start, 0.45);
        start = 14;
    } while (pango_layout_iter_next_line(i));
    cairo_restore(cr);
    pango_layout_iter_free(i);
}

static double row_measure(cairo_t *cr, const struct paper_line *line, double width, double *out_height) {
    PangoLayout *l = row_block(cr, line, width);
    double w = draw_width(l);
    if (out_height) *out_height = draw_height(l);
    g_object_unref(l);
    return w;
}

/* Column at which the second of two short rows begins, as a share of the width, so that both fit on one
 * line; 0 = they do not fit. */
static const double stops[] = {0.5, 0.4, 0.6};
static double pair_at(cairo_t *cr, const struct paper_line *a, const struct paper_line *b, double width) {
    if (a->style != PAPER_PLAIN || b->style != PAPER_PLAIN) return 0;
    double w1 = row_measure(cr, a, 0, NULL), w2 = row_measure(cr, b, 0, NULL);
    for (size_t i = 0; i < COUNT(stops); i++)
        if (w1 + 12 <= stops[i] * width && w2 <= (1 - stops[i]) * width) return stops[i];
    return 0;
}

/* As pair_at for row i and i+1; 0 also when row i+1 pairs better with row i+2. */
static double pair_of(cairo_t *cr, const struct paper *p, size_t i, double width) {
    double at = i + 1 < p->n_lines ? pair_at(cr, &p->lines[i], &p->lines[i + 1], width) : 0;
    bool better = at > 0 && at != stops[0] && i + 2 < p->n_lines &&
                  pair_at(cr, &p->lines[i + 1], &p->lines[i + 2], width) == stops[0];
    return better ? 0 : at;
}

static struct rows_made rows_make(cairo_t *cr, const struct paper *p) {
    struct rows_made made = {0};
    double all = WIDTH - LEFT - RIGHT;
    for (size_t i = 0; i < p->n_lines; i++) {
        struct row row = {.line = {&p->lines[i]}, .x = {LEFT}, .width = {all}};
        double at = pair_of(cr, p, i, all), other = 0;
        row_measure(cr, row.line[0], all, &row.height);
        if (at > 0) {
            row.line[1] = &p->lines[++i];
            row.x[1] = LEFT + at * all;
            row.width[1] = (1 - at) * all;
            row.width[0] = at * all - 8;
            row_measure(cr, row.line[1], row.width[1], &other);
            if (other > row.height) row.height = other;
        }
        GROW(made.v, made.n, made.cap);
        made.v[made.n++] = row;
    }
    return made;
}

static double row_gap(const struct row *row, double gap) {
    return row->line[0]->style == PAPER_HEADING ? gap * 2.5 : gap;
}

/* The widest row gap that keeps everything on one page; a longer paper gets a fixed gap. */
static double gap_for(const struct sheet *s, const struct rows_made *rows, double after) {
    for (double gap = 5; gap >= 1; gap -= 0.5) {
        double y = s->y + after;
        for (size_t i = 0; i < rows->n; i++) y += rows->v[i].height + row_gap(&rows->v[i], gap);
        if (y <= HEIGHT - BOTTOM) return gap;
    }
    return 4;
}

static void rows_draw(struct sheet *s, const struct rows_made *rows, double after) {
    double gap = gap_for(s, rows, after);
    for (size_t i = 0; i < rows->n; i++) {
        const struct row *row = &rows->v[i];
        bool heading = row->line[0]->style == PAPER_HEADING;
        /* keeps a heading with its first row, and the last row with the signature */
        double with = row->height + row_gap(row, gap);
        if (heading && i + 1 < rows->n) with += rows->v[i + 1].height + gap;
        if (i + 1 == rows->n) with += after;
        if (s->y + with > HEIGHT - BOTTOM) page_begin(s);
        s->y += row_gap(row, gap);
        for (int k = 0; k < 2 && row->line[k]; k++) {
            PangoLayout *l = row_block(s->cr, row->line[k], row->width[k]);
            if (!heading) dots(s->cr, row->line[k], l, row->x[k], s->y, row->width[k]);
            draw_put(s->cr, l, row->x[k], s->y, heading ? "H2" : "P");
        }
        s->y += row->height;
    }
}

/* ---- signature and proof ---- */

/* QR code of the tracking address: 22 mm and a quiet zone of four modules (ISO/IEC 18004); readable from
 * 150 dpi. */
static void qr(cairo_t *cr, str text, double x, double y, double side) {
    QRcode *q = QRcode_encodeString8bit(str_z(text), 0, QR_ECLEVEL_M);
    if (!q) return;
    double module = side / q->width, quiet = 4 * module;
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet);
    cairo_fill(cr);
    for (int i = 0; i < q->width * q->width; i++)
        if (q->data[i] & 1)
            cairo_rectangle(cr, x + i % q->width * module, y + i / q->width * module, module, module);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_fill(cr);
    QRcode_free(q);
}

enum { SIGNATURE_HEIGHT = 112, PROOF_HEIGHT = 88 };

static void signature(struct sheet *s) {
    const struct paper *p = s->p;
    double all = WIDTH - LEFT - RIGHT, width = all * 0.55, x = LEFT + all - width, y = s->y + 16;
    y += write_at(s->cr, p->signer_title, 13, BOLD | CENTRE, x, y, width) + 2;
    y += write_at(s->cr, say_fmt(LANG_VI, "Approved in the system at %s", str_z(when_text(p->decided_at))),
                  11, ITALIC | CENTRE, x, y, width);
    write_at(s->cr, p->signer_name, 13, BOLD | CENTRE, x, s->y + SIGNATURE_HEIGHT - 24, width);
    s->y += SIGNATURE_HEIGHT;
}

/* Foot of the last page: where to follow the dossier, and the decision's entry in the journal. */
static void proof(struct sheet *s) {
    const struct paper *p = s->p;
    cairo_t *cr = s->cr;
    double side = 22 * MM, y = HEIGHT - BOTTOM - PROOF_HEIGHT + 14, x = LEFT + side + 26,
           width = WIDTH - RIGHT - x;
    draw_rule(cr, LEFT, y - 9, WIDTH - LEFT - RIGHT, 0.4);
    qr(cr, p->address, LEFT + 8, y + 4, side);
    y += write_at(cr, say_fmt(LANG_VI, "Dossier code: %s", str_z(p->code)), 11, BOLD, x, y, width) + 1;
    y += write_at(cr, say_fmt(LANG_VI, "Follow it at: %s", str_z(p->address)), SMALL + 1, 0, x, y, width) + 1;
    y += write_at(
        cr,
        say_fmt(LANG_VI, "The decision stands in the journal under number %lld, leaf:", (long long)p->act),
        SMALL + 1, 0, x, y, width);
    y += write_at(cr, p->leaf, SMALL, 0, x, y, width) + 1;
    write_at(cr, str_c(say(LANG_VI, "This file carries no digital signature.")), SMALL, ITALIC, x, y, width);
}

/* ---- the file ---- */

static void describe(cairo_surface_t *pdf, const struct paper *p) {
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE,
                                   str_z(str_fmt("%.*s — %.*s", STR_ARG(p->title), STR_ARG(p->code))));
    cairo_pdf_surface_set_metadata(
        pdf, CAIRO_PDF_METADATA_AUTHOR,
        str_z(p->agency_more.n ? str_fmt("%.*s %.*s", STR_ARG(p->agency), STR_ARG(p->agency_more))
                               : p->agency));
    /* not the present time, so that the same paper gives the same bytes */
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, str_z(when_iso(p->decided_at)));
}

static void draw(struct sheet *s) {
    page_begin(s);
    head(s);
    title(s);
    struct rows_made rows = rows_make(s->cr, s->p);
    rows_draw(s, &rows, SIGNATURE_HEIGHT + PROOF_HEIGHT);
    signature(s);
    proof(s);
    cairo_show_page(s->cr);
}

str paper_pdf(const struct paper *p, str *out_error) {
    struct out o = {0};
    cairo_t *cr;
    cairo_surface_t *pdf = draw_open(&o, WIDTH, HEIGHT, &cr);
    describe(pdf, p);
    draw(&(struct sheet){.cr = cr, .p = p});
    return draw_close(pdf, cr, out_error) ? pdf_finish(out_all(&o), &(struct pdf_metadata){.language = "vi"})
                                          : (str){0};
}
