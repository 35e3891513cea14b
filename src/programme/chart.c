/* Charts as SVG by attributes only (the CSP allows no inline style), always beside a table or the same numbers in words. */
#include "figure.h"
#include "words.h"

/* Fixed colours: charts stand on a light ground in the dark scheme too. */
#define BAR "#0b5563"
#define SOFT "#dbe4e3"
#define MARK "#b4530a"
#define TEXT "#14201f"

enum { WIDTH = 400 }; /* of the drawing: on a phone nearly its pixels, so that its letters stay legible */

static void svg_open(struct request *r, int height, const char *label) {
    out_fmt(&r->out, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"", WIDTH, height, WIDTH * 5 / 4,
            height * 5 / 4);
    html_z(&r->out, label);
    out_z(&r->out, "\">");
}

static void svg_text(struct request *r, int x, int y, int size, const char *anchor, str s) {
    out_fmt(&r->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"%s\" fill=\"" TEXT "\">", x, y, size, anchor);
    html_str(&r->out, s);
    out_z(&r->out, "</text>");
}

static void svg_rect(struct request *r, int x, int y, int w, int h, const char *fill) {
    out_fmt(&r->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", x, y, w, h, fill);
}

static void svg_line(struct request *r, int x1, int y1, int x2, int y2, const char *dash) {
    out_fmt(&r->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"" TEXT "\" stroke-opacity=\"0.45\" stroke-dasharray=\"%s\"/>", x1, y1,
            x2, y2, dash);
}

/* ---- a bar of thousandths with up to two goals marked (-1 none); stretches to its column, so it holds no text ---- */

void chart_bar(struct request *r, int permille, int mark_a, int mark_b) {
    if (permille < 0 && mark_a < 0 && mark_b < 0) return;
    out_z(&r->out, "<svg class=\"bar\" viewBox=\"0 0 1000 20\" width=\"100%\" height=\"18\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    svg_rect(r, 0, 3, 1000, 14, SOFT);
    if (permille > 0) svg_rect(r, 0, 3, permille < 6 ? 6 : permille, 14, BAR);
    int marks[] = {mark_a, mark_b};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] >= 0) svg_rect(r, marks[i] > 994 ? 994 : marks[i], 0, 6, 20, MARK);
    out_z(&r->out, "</svg>");
}

/* ---- months ---- */

/* The tenths a value is drawn against: 100 per cent, else the largest cell. */
static i64 scale_of(const struct indicator *ind, const struct cells *c) {
    if (str_is(ind->unit.vi, "%")) return 1000;
    i64 top = 1;
    for (size_t i = 0; i < c->n; i++) {
        i64 v = figure_height(ind, &c->v[i].f);
        if (v > top) top = v;
    }
    return top;
}

int cell_permille(const struct indicator *ind, const struct cells *c, size_t i) {
    i64 v = figure_height(ind, &c->v[i].f), top = scale_of(ind, c);
    return v < 0 || !c->v[i].f.n ? -1 : v > top ? 1000 : (int)(v * 1000 / top);
}

static void month_bar(struct request *r, const struct answer *a, const struct cell *c, int x, int w, i64 scale) {
    const struct figure *f = &c->f;
    struct civil d = day_civil(c->from);
    svg_text(r, x + w / 2, 178, 13, "middle", str_fmt("%d", d.month));
    if (d.month == 1 || c->from == a->when.from) svg_text(r, x + w / 2, 194, 12, "middle", str_fmt("%d", d.year));
    if (f->suppressed) svg_text(r, x + w / 2, 158, 13, "middle", S("…"));
    if (f->suppressed || !f->has_value || !f->n) return;
    bool share = a->ind->measure == MEASURE_SHARE;
    i64 v = figure_height(a->ind, f);
    int h = (int)(v > scale ? 140 : v < 0 ? 0 : v * 140 / scale);
    svg_rect(r, x + 3, 162 - (h < 2 ? 2 : h), w - 6, h < 2 ? 2 : h, BAR);
    str label = share ? str_fmt("%lld", (long long)((v + 5) / 10 == 100 && v < 1000 ? 99 : (v + 5) / 10)) : v < 1000 ? tenths_text(r->lang, v) : figure_number(r->lang, (v + 5) / 10);
    svg_text(r, x + w / 2, 157 - h, 12, "middle", label);
}

void chart_months(struct request *r, const struct answer *a) {
    if (!a->months.n) return;
    int w = WIDTH / (int)a->months.n;
    if (w > 90) w = 90;
    str label = say_fmt(r->lang, "Bar chart by month: %s; the table below has the same numbers", str_z(pick(r->lang, a->ind->name)));
    svg_open(r, 200, str_z(label));
    bool share = str_is(a->ind->unit.vi, "%");
    for (int i = 0; i <= (share ? 2 : 0); i++) svg_line(r, 0, 162 - 70 * i, WIDTH, 162 - 70 * i, i ? "3 5" : "none");
    if (share) svg_text(r, WIDTH, 18, 12, "end", S("100 %"));
    i64 scale = scale_of(a->ind, &a->months);
    for (size_t i = 0; i < a->months.n; i++) month_bar(r, a, &a->months.v[i], (int)i * w, w, scale);
    out_z(&r->out, "</svg>");
}

/* ---- ranks: first place on top; a year awaited is a question mark ---- */

struct ranks {
    int best, worst; /* the ranks at the upper and lower edge */
};
static int rank_y(struct ranks k, int rank) { return 34 + (rank - k.best) * 130 / (k.worst - k.best); }

static struct ranks ranks_of(const struct point *v, size_t n, int a, int b) {
    struct ranks k = {1000, 1};
    for (size_t i = 0; i < n + 2; i++) {
        int rank = i < n ? v[i].value : i == n ? a : b;
        if (rank <= 0) continue;
        if (rank < k.best) k.best = rank;
        if (rank > k.worst) k.worst = rank;
    }
    if (k.best > k.worst) k.best = k.worst;
    k.worst++;
    return k;
}

static void rank_goal(struct request *r, struct ranks k, int rank, str label) {
    if (rank <= 0) return;
    svg_line(r, 0, rank_y(k, rank), WIDTH, rank_y(k, rank), "5 4");
    svg_text(r, WIDTH, rank_y(k, rank) + 14, 12, "end", label);
}

void chart_ranks(struct request *r, const struct point *v, size_t n, int goal_2025, int goal_2030) {
    if (!n) return;
    struct ranks k = ranks_of(v, n, goal_2025, goal_2030);
    int step = (WIDTH - 90) / (int)n, last_x = 0, last_y = 0;
    svg_open(r, 205, say(r->lang, "The province's rank by year; the table below has the same numbers"));
    rank_goal(r, k, goal_2025, say_fmt(r->lang, "2025: top %d", goal_2025));
    rank_goal(r, k, goal_2030, say_fmt(r->lang, "2030: top %d", goal_2030));
    for (size_t i = 0; i < n; i++) {
        int x = 22 + (int)i * step, y = rank_y(k, v[i].value);
        svg_text(r, x, 198, 12, "middle", str_fmt("%d", v[i].year));
        if (!v[i].value) {
            svg_text(r, x, 100, 17, "middle", S("?"));
            last_x = 0;
            continue;
        }
        if (last_x) out_fmt(&r->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"" BAR "\" stroke-width=\"3\"/>", last_x, last_y, x, y);
        out_fmt(&r->out, "<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\" stroke=\"" BAR "\" stroke-width=\"3\"/>", x, y, v[i].soft ? "none" : BAR);
        bool climbs = i + 1 < n && v[i + 1].value && v[i + 1].value < v[i].value; /* its line would cross a number above */
        svg_text(r, x, climbs ? y + 25 : y - 12, 17, "middle", str_fmt("%d", v[i].value));
        last_x = x;
        last_y = y;
    }
    out_z(&r->out, "</svg>");
}

/* ---- a value a year: a bar, or the outline of the bar that is missing ---- */

enum { TREND_HEIGHT = 120, TREND_BASE = 96, TREND_TOP = 74 };

static void trend_year(struct request *r, const struct trend *t, int x, int w, i64 top) {
    svg_text(r, x + w / 2, TREND_BASE + 16, 14, "middle", str_fmt("%d", t->year));
    if (t->value < 0) {
        out_fmt(&r->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"24\" fill=\"none\" stroke=\"" TEXT "\" stroke-opacity=\"0.45\" stroke-dasharray=\"3 3\"/>",
                x + 4, TREND_BASE - 24, w - 8);
        svg_text(r, x + w / 2, TREND_BASE - 7, 14, "middle", t->few ? S("< 5") : S("–"));
        return;
    }
    int h = (int)(t->value > top ? TREND_TOP : t->value * TREND_TOP / top);
    svg_rect(r, x + 4, TREND_BASE - (h < 2 ? 2 : h), w - 8, h < 2 ? 2 : h, BAR);
    svg_text(r, x + w / 2, TREND_BASE - 5 - (h < 2 ? 2 : h), 14, "middle", t->text);
}

void chart_trend(struct request *r, const struct trend *v, size_t n, i64 goal, str goal_text, str label) {
    i64 top = goal > 1 ? goal : 1;
    for (size_t i = 0; i < n; i++)
        if (v[i].value > top) top = v[i].value;
    int w = (WIDTH - 64) / (int)n;
    if (w > 80) w = 80;
    svg_open(r, TREND_HEIGHT, str_z(label));
    svg_line(r, 0, TREND_BASE, w * (int)n, TREND_BASE, "none");
    for (size_t i = 0; i < n; i++) trend_year(r, &v[i], (int)i * w, w, top);
    if (goal > 0) {
        int y = TREND_BASE - (int)(goal * TREND_TOP / top);
        out_fmt(&r->out, "<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"" MARK "\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>", y, WIDTH, y);
        svg_text(r, WIDTH, y + 16, 14, "end", goal_text);
    }
    out_z(&r->out, "</svg>");
}
