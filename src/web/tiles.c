/* Draws maps of the communes: by their borders (SVG) when the folder has boundaries, else as a grid of tiles.
 * The caller gives a value for each commune. */
#include "tiles.h"

#include "web.h"

#include "base/text.h"

enum { TILES_TOLD = 24 }; /* up to so many tiles are wide enough to print their value; more need a legend */

struct grid {
    const struct province *p;
    const struct tile **at;       /* rows × columns; NULL = empty */
    int columns;                  /* of the whole map */
    int left, right, top, bottom; /* the part that is drawn, inclusive */
};

static const struct unit *unit_at(const struct request *r, const struct tile *t) {
    return unit_on(r->province, t->unit, 0);
}

static size_t tile_number(const struct grid *g, const struct tile *t) { return (size_t)(t - g->p->tiles); }

static struct grid grid_of(const struct request *r, const struct tile_value *v) {
    const struct province *p = r->province;
    struct grid g = {.p = p,
                     .columns = p->map_columns,
                     .left = p->map_columns,
                     .right = -1,
                     .top = p->map_rows,
                     .bottom = -1};
    g.at = NEWS(const struct tile *, p->map_columns * p->map_rows + 1);
    for (size_t i = 0; i < p->n_tiles; i++) {
        const struct tile *t = &p->tiles[i];
        if (v && v[i].left_out) continue;
        g.at[t->row * g.columns + t->column] = t;
        if (t->column < g.left) g.left = t->column;
        if (t->column > g.right) g.right = t->column;
        if (t->row < g.top) g.top = t->row;
        if (t->row > g.bottom) g.bottom = t->row;
    }
    return g;
}

/* ---- the map by borders ---- */

/* the drawing is as wide as LETTERS times a label's height, or as HATCHES hatches */
enum { LETTERS = 28, HATCHES = 50 };

struct land {
    const struct outline *o;      /* beside the tiles */
    int left, top, width, height; /* with a margin for the lines */
    int letter;                   /* the height of labels */
    /* id of the hatch that fills communes without a value; unique, because a page may have several maps */
    str hatch;
    int hatch_width;
};

static struct land land_of(const struct request *r, const struct tile_value *v) {
    struct land l = {
        .o = r->province->outlines, .left = INT32_MAX, .top = INT32_MAX, .hatch = str_fmt("h%zu", r->out.n)};
    int right = INT32_MIN, bottom = INT32_MIN;
    for (size_t i = 0; i < r->province->n_tiles; i++) {
        const struct outline *o = &l.o[i];
        if (v[i].left_out) continue;
        if (o->left < l.left) l.left = o->left;
        if (o->top < l.top) l.top = o->top;
        if (o->right > right) right = o->right;
        if (o->bottom > bottom) bottom = o->bottom;
    }
    int longer = right - l.left > bottom - l.top ? right - l.left : bottom - l.top, margin = longer / 100 + 1;
    l.left -= margin;
    l.top -= margin;
    l.width = right - l.left + margin;
    l.height = bottom - l.top + margin;
    l.letter = l.width / LETTERS + 1;
    l.hatch_width = l.width / HATCHES / 3 + 1;
    return l;
}

/* Whether a text fits into its commune on the map. */
static bool label_fits(const struct land *l, const struct outline *o, str text) {
    return text_length(text) * (size_t)l->letter * 3 / 5 < 2 * (size_t)o->room;
}

/* ---- classes of values: up to TILE_STEPS shades of one colour ---- */

struct steps {
    int *of;                                      /* each tile's step, 1…; 0 = no value */
    str from[TILE_STEPS + 1], to[TILE_STEPS + 1]; /* the lowest and highest text in each */
    size_t n[TILE_STEPS + 1];
};

static int by_value(const void *a, const void *b) {
    const struct tile_value *const *x = a, *const *y = b;
    return ((*x)->value > (*y)->value) - ((*x)->value < (*y)->value);
}

/* Classes by quantiles, equal values in the same class. With classes of equal width one very large commune
 * would put all others into one shade. */
static struct steps steps_of(const struct request *r, const struct tile_value *v) {
    size_t all = r->province->n_tiles, n = 0;
    const struct tile_value **order = NEWS(const struct tile_value *, all + 1);
    struct steps s = {.of = NEWS(int, all + 1)};
    for (size_t i = 0; i < all; i++) {
        if (!v[i].left_out && v[i].value >= 0) order[n++] = &v[i];
        s.n[0] += !v[i].left_out && v[i].value < 0;
    }
    qsort(order, n, sizeof(const struct tile_value *), by_value);
    for (size_t i = 0, first = 0; i < n; i++) {
        if (order[i]->value != order[first]->value) first = i;
        int k = (int)(first * TILE_STEPS / n) + 1;
        s.of[order[i] - v] = k;
        if (!s.n[k]++) s.from[k] = order[i]->text;
        s.to[k] = order[i]->text;
    }
    return s;
}

/* ---- the table: communes without a value first, then from the lowest ---- */

struct line {
    const struct tile *t;
    const struct tile_value *v;
    str name;
};

static int by_need(const void *a, const void *b) {
    const struct line *x = a, *y = b;
    if (x->v->value != y->v->value) return x->v->value < y->v->value ? -1 : 1;
    return str_cmp(x->name, y->name);
}

static struct line *lines_of(const struct request *r, const struct tile_value *v, size_t *out_n) {
    struct line *l = NEWS(struct line, r->province->n_tiles + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->province->n_tiles; i++)
        if (!v[i].left_out)
            l[n++] = (struct line){&r->province->tiles[i], &v[i], unit_at(r, &r->province->tiles[i])->bare};
    qsort(l, n, sizeof *l, by_need);
    *out_n = n;
    return l;
}

static url unit_url(const struct tile *t) { return url_fmt("/xa/%s", str_z(url_part(t->unit))); }

#include "web/tiles.html.h"

void tiles_map(struct request *r, const struct tile_value *v, str label) {
    struct grid g = grid_of(r, v);
    struct steps s = steps_of(r, v);
    if (g.right < 0) return;
    size_t n = s.n[0];
    for (int k = 1; k <= TILE_STEPS; k++) n += s.n[k];
    bool told = n <= TILES_TOLD, land = r->province->outlines != NULL;
    struct land l = land ? land_of(r, v) : (struct land){0};
    if (land) return draw_land(r, &l, v, &s, label, told);
    draw_map(r, &g, v, &s, label, told);
    if (!told) draw_legend(r, &s);
}

void tiles_table(struct request *r, const struct tile_value *v, str label) {
    size_t n;
    struct line *l = lines_of(r, v, &n);
    if (n) draw_lines(r, l, n, label);
}

void tiles_values(struct request *r, const struct tile_value *v, str label) {
    tiles_map(r, v, label);
    tiles_table(r, v, label);
}

void tiles_around(struct request *r, str unit) {
    const struct province *p = r->province;
    const struct tile *here = tile_of(p, unit);
    if (!here) return;
    struct tile_value *v = NEWS(struct tile_value, p->n_tiles + 1);
    for (size_t i = 0; i < p->n_tiles; i++) {
        int dx = p->tiles[i].column - here->column, dy = p->tiles[i].row - here->row;
        v[i].left_out = dx < -2 || dx > 2 || dy < -1 || dy > 1;
    }
    struct grid g = grid_of(r, v);
    draw_around(r, &g, here);
}

void tiles_links(struct request *r, const struct tile_value *v) {
    struct grid g = grid_of(r, v);
    draw_around(r, &g, NULL);
}

void tiles_pick(struct request *r, const char *name, str chosen, bool required) {
    struct grid g = grid_of(r, NULL);
    if (g.right >= 0) draw_pick(r, &g, name, chosen, required);
}
