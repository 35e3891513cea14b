/* Charts of figures as shapes (picture.h) and their SVG. SVG uses attributes only, because the CSP allows
 * no inline style. Each chart stands beside a table or the same numbers in words. */
#include "chart.h"

#include "number.h"
#include "web/html.h"

enum {
    WIDTH = 400
}; /* width of the drawing; on a phone about one unit a pixel, so that letters stay legible */

const char *const ink_codes[N_INKS] = {"none", "#0b5563", "#dbe4e3", "#b4530a", "#14201f"};

static struct shape *shape_add(struct picture *p, struct shape s) {
    GROW(p->v, p->n, p->cap);
    p->v[p->n] = s;
    return &p->v[p->n++];
}

static struct picture picture_new(int height, str label) {
    return (struct picture){.width = WIDTH, .height = height, .label = label};
}

static void text_add(struct picture *p, int x, int y, int size, enum anchor anchor, str s) {
    shape_add(
        p, (struct shape){
               .kind = SHAPE_TEXT, .x = x, .y = y, .w = size, .fill = INK_TEXT, .anchor = anchor, .text = s});
}

static void rect_add(struct picture *p, int x, int y, int w, int h, enum ink fill) {
    shape_add(p, (struct shape){.kind = SHAPE_RECT, .x = x, .y = y, .w = w, .h = h, .fill = fill});
}

static void line_add(struct picture *p, int x1, int y1, int x2, int y2, int dash, int gap) {
    shape_add(p, (struct shape){.kind = SHAPE_LINE,
                                .x = x1,
                                .y = y1,
                                .w = x2,
                                .h = y2,
                                .stroke = INK_TEXT,
                                .dash = dash,
                                .gap = gap});
}

/* ---- as SVG ---- */

static void stroke_svg(struct out *o, const struct shape *s) {
    if (!s->stroke) return;
    out_fmt(o, " stroke=\"%s\"", ink_codes[s->stroke]);
    if (s->thick) out_fmt(o, " stroke-width=\"%d\"", s->thick);
    else out_z(o, " stroke-opacity=\"0.45\"");
    if (s->dash) out_fmt(o, " stroke-dasharray=\"%d %d\"", s->dash, s->gap);
}

static void shape_svg(struct out *o, const struct shape *s) {
    static const char *const anchors[] = {"start", "middle", "end"};
    if (s->kind == SHAPE_TEXT) {
        out_fmt(o, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">", s->x, s->y,
                s->w, anchors[s->anchor], ink_codes[s->fill]);
        html_str(o, s->text);
        out_z(o, "</text>");
        return;
    }
    if (s->kind == SHAPE_RECT)
        out_fmt(o, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"", s->x, s->y, s->w, s->h,
                ink_codes[s->fill]);
    else if (s->kind == SHAPE_LINE)
        out_fmt(o, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"", s->x, s->y, s->w, s->h);
    else out_fmt(o, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"", s->x, s->y, s->w, ink_codes[s->fill]);
    stroke_svg(o, s);
    out_z(o, "/>");
}

void picture_svg(struct out *o, const struct picture *p) {
    out_fmt(
        o, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"",
        p->width, p->height, p->width * 5 / 4, p->height * 5 / 4);
    html_str(o, p->label);
    out_z(o, "\">");
    for (size_t i = 0; i < p->n; i++) shape_svg(o, &p->v[i]);
    out_z(o, "</svg>");
}

/* ---- bar of 0–1000 with up to two goal marks (-1 = none); it stretches to its column, so it holds no text
 * ---- */

void chart_bar(struct out *o, int permille, int mark_a, int mark_b) {
    if (permille < 0 && mark_a < 0 && mark_b < 0) return;
    struct picture p = {0};
    out_z(o, "<svg class=\"bar\" viewBox=\"0 0 1000 20\" width=\"100%\" height=\"18\" "
             "preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    rect_add(&p, 0, 3, 1000, 14, INK_SOFT);
    if (permille > 0) rect_add(&p, 0, 3, permille < 6 ? 6 : permille, 14, INK_BAR);
    int marks[] = {mark_a, mark_b};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] >= 0) rect_add(&p, marks[i] > 994 ? 994 : marks[i], 0, 6, 20, INK_MARK);
    for (size_t i = 0; i < p.n; i++) shape_svg(o, &p.v[i]);
    out_z(o, "</svg>");
}

/* ---- months ---- */

/* Full height in tenths: 100 %, else the largest cell. */
static i64 scale_of(const struct indicator *ind, const struct cells *c) {
    if (str_is(ind->unit.vi, "%")) return 1000;
    i64 top = 1;
    for (size_t i = 0; i < c->n; i++) {
        i64 v = figure_tenths(ind, &c->v[i].f);
        if (v > top) top = v;
    }
    return top;
}

int cell_permille(const struct indicator *ind, const struct cells *c, size_t i) {
    i64 v = figure_tenths(ind, &c->v[i].f), top = scale_of(ind, c);
    if (v < 0 || !c->v[i].f.n) return -1;
    return v > top ? 1000 : (int)(v * 1000 / top);
}

/* A short number above a bar, from tenths; a share below 100 % never rounds to 100. */
static str month_label(enum lang l, bool share, i64 tenths) {
    i64 whole = (tenths + 5) / 10;
    if (share) return str_fmt("%lld", (long long)(whole == 100 && tenths < 1000 ? 99 : whole));
    return tenths < 1000 ? tenths_text(l, tenths) : count_text(l, whole);
}

static void month_bar(struct picture *p, enum lang l, const struct answer *a, const struct cell *c, int x,
                      int w, i64 scale) {
    const struct figure *f = &c->f;
    struct civil d = day_civil(c->from);
    text_add(p, x + w / 2, 178, 13, ANCHOR_MIDDLE, str_fmt("%d", d.month));
    if (d.month == 1 || c->from == a->when.from)
        text_add(p, x + w / 2, 194, 12, ANCHOR_MIDDLE, str_fmt("%d", d.year));
    if (f->suppressed) text_add(p, x + w / 2, 158, 13, ANCHOR_MIDDLE, S("…"));
    if (f->suppressed || !f->has_value || !f->n) return;
    i64 v = figure_tenths(a->ind, f);
    i64 most = v > scale ? scale : v;
    int h = most < 0 ? 0 : (int)(most * 140 / scale);
    rect_add(p, x + 3, 162 - (h < 2 ? 2 : h), w - 6, h < 2 ? 2 : h, INK_BAR);
    text_add(p, x + w / 2, 157 - h, 12, ANCHOR_MIDDLE, month_label(l, figure_is_percentage(a->ind), v));
}

static struct picture picture_months(enum lang l, const struct answer *a) {
    int w = a->months.n ? WIDTH / (int)a->months.n : 0;
    if (w > 90) w = 90;
    struct picture p =
        picture_new(200, say_fmt(l, "Bar chart by month: %s; the table below has the same numbers",
                                 str_z(pick(l, a->ind->name))));
    bool share = str_is(a->ind->unit.vi, "%");
    for (int i = 0; i <= (share ? 2 : 0); i++)
        line_add(&p, 0, 162 - 70 * i, WIDTH, 162 - 70 * i, i ? 3 : 0, 5);
    if (share) text_add(&p, WIDTH, 18, 12, ANCHOR_END, S("100 %"));
    i64 scale = scale_of(a->ind, &a->months);
    for (size_t i = 0; i < a->months.n; i++) month_bar(&p, l, a, &a->months.v[i], (int)i * w, w, scale);
    return p;
}

void chart_months(struct out *o, enum lang l, const struct answer *a) {
    struct picture p = picture_months(l, a);
    if (a->months.n) picture_svg(o, &p);
}

/* ---- ranks by year: the first place on top; an unpublished year is a question mark ---- */

struct ranks {
    int best, worst; /* best: rank at the upper edge; worst: rank at the lower edge */
};
static int rank_y(struct ranks k, int rank) { return 34 + (rank - k.best) * 130 / (k.worst - k.best); }

/* A goal read as a rank; 0 when it is none. */
static int rank_of_goal(const struct target_goal *g) {
    i64 n = 0;
    return str_to_int(g->value, &n) && n > 0 && n < 1000 ? (int)n : 0;
}

static struct ranks ranks_of(const struct point *v, size_t n, const struct target *t) {
    struct ranks k = {1000, 1};
    for (size_t i = 0; i < n + t->n_goals; i++) {
        int rank = i < n ? v[i].value : rank_of_goal(&t->goals[i - n]);
        if (rank <= 0) continue;
        if (rank < k.best) k.best = rank;
        if (rank > k.worst) k.worst = rank;
    }
    if (k.best > k.worst) k.best = k.worst;
    k.worst++;
    return k;
}

static void rank_goal(struct picture *p, struct ranks k, int rank, str label) {
    if (rank <= 0) return;
    line_add(p, 0, rank_y(k, rank), WIDTH, rank_y(k, rank), 5, 4);
    text_add(p, WIDTH, rank_y(k, rank) + 14, 12, ANCHOR_END, label);
}

struct picture picture_ranks(enum lang l, const struct point *v, size_t n, const struct target *t) {
    struct ranks k = ranks_of(v, n, t);
    int step = n ? (WIDTH - 90) / (int)n : 0, last_x = 0, last_y = 0;
    struct picture p =
        picture_new(205, str_c(say(l, "The province's rank by year; the table below has the same numbers")));
    for (size_t i = 0; i < t->n_goals; i++) {
        int goal = rank_of_goal(&t->goals[i]);
        rank_goal(&p, k, goal, say_fmt(l, "%d: top %d", t->goals[i].year, goal));
    }
    for (size_t i = 0; i < n; i++) {
        int x = 22 + (int)i * step, y = rank_y(k, v[i].value);
        text_add(&p, x, 198, 12, ANCHOR_MIDDLE, str_fmt("%d", v[i].year));
        if (!v[i].value) {
            text_add(&p, x, 100, 17, ANCHOR_MIDDLE, S("?"));
            last_x = 0;
            continue;
        }
        if (last_x)
            shape_add(&p, (struct shape){.kind = SHAPE_LINE,
                                         .x = last_x,
                                         .y = last_y,
                                         .w = x,
                                         .h = y,
                                         .stroke = INK_BAR,
                                         .thick = 3});
        shape_add(&p, (struct shape){.kind = SHAPE_CIRCLE,
                                     .x = x,
                                     .y = y,
                                     .w = 6,
                                     .fill = v[i].soft ? INK_NONE : INK_BAR,
                                     .stroke = INK_BAR,
                                     .thick = 3});
        /* the line to the next point would cross a number above this one */
        bool climbs = i + 1 < n && v[i + 1].value && v[i + 1].value < v[i].value;
        text_add(&p, x, climbs ? y + 25 : y - 12, 17, ANCHOR_MIDDLE, str_fmt("%d", v[i].value));
        last_x = x;
        last_y = y;
    }
    return p;
}

void chart_ranks(struct out *o, enum lang l, const struct point *v, size_t n, const struct target *t) {
    struct picture p = picture_ranks(l, v, n, t);
    if (n) picture_svg(o, &p);
}

/* ---- trend: a bar for each year, or an outline where the value is missing ---- */

enum { TREND_HEIGHT = 120, TREND_BASE = 96, TREND_TOP = 74 };

static void trend_year(struct picture *p, const struct trend *t, int x, int w, i64 top) {
    text_add(p, x + w / 2, TREND_BASE + 16, 14, ANCHOR_MIDDLE, str_fmt("%d", t->year));
    if (t->value < 0) {
        shape_add(p, (struct shape){.kind = SHAPE_RECT,
                                    .x = x + 4,
                                    .y = TREND_BASE - 24,
                                    .w = w - 8,
                                    .h = 24,
                                    .stroke = INK_TEXT,
                                    .dash = 3,
                                    .gap = 3});
        text_add(p, x + w / 2, TREND_BASE - 7, 14, ANCHOR_MIDDLE, t->few ? S("< 5") : S("–"));
        return;
    }
    int h = (int)(t->value > top ? TREND_TOP : t->value * TREND_TOP / top);
    rect_add(p, x + 4, TREND_BASE - (h < 2 ? 2 : h), w - 8, h < 2 ? 2 : h, INK_BAR);
    text_add(p, x + w / 2, TREND_BASE - 5 - (h < 2 ? 2 : h), 14, ANCHOR_MIDDLE, t->text);
}

struct picture picture_trend(const struct trend *v, size_t n, i64 goal, str goal_text, str label) {
    i64 top = goal > 1 ? goal : 1;
    for (size_t i = 0; i < n; i++)
        if (v[i].value > top) top = v[i].value;
    int w = n ? (WIDTH - 64) / (int)n : 0;
    if (w > 80) w = 80;
    struct picture p = picture_new(TREND_HEIGHT, label);
    line_add(&p, 0, TREND_BASE, w * (int)n, TREND_BASE, 0, 0);
    for (size_t i = 0; i < n; i++) trend_year(&p, &v[i], (int)i * w, w, top);
    if (goal <= 0) return p;
    int y = TREND_BASE - (int)(goal * TREND_TOP / top);
    shape_add(&p, (struct shape){.kind = SHAPE_LINE,
                                 .x = 0,
                                 .y = y,
                                 .w = WIDTH,
                                 .h = y,
                                 .stroke = INK_MARK,
                                 .thick = 2,
                                 .dash = 6,
                                 .gap = 4});
    text_add(&p, WIDTH, y + 16, 14, ANCHOR_END, goal_text);
    return p;
}
