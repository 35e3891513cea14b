/* Simplifies borders and writes them as SVG paths. Points where three units meet, or a border ends, are
 * always kept. Each stretch between them is simplified by effective area (Visvalingam and Whyatt, 1993),
 * always in the same direction, so that both neighbours drop the same points. */
#include "outline.h"

#include <math.h>

enum {
    FINE = 1 << 20, /* the longer side of the map while simplifying */
    GRID = 2000,    /* the longer side of the drawing */
    /* points drawn in all, those of shared borders counted twice: keeps a map of 92 communes under 10 kB
       compressed */
    DRAWN = 3000,
    ENDS_MAX = 6000, /* points that are always kept; about six a unit are usual */
    SPOT = 6,        /* the side of the square drawn for a unit too small to have a shape */
    TRIES = 16       /* label_place tries a grid of TRIES × TRIES places */
};
/* twice the area of a triangle of half a unit of the drawing: smaller corners cannot be seen */
static const i64 VISIBLE = (i64)(FINE / GRID) * (FINE / GRID);
static const i64 STAYS = INT64_MAX;

/* ---- equirectangular projection: longitudes are scaled by the cosine of the middle latitude ---- */

struct box {
    int left, right, low, high;
};

static struct box box_of(const struct border *b, size_t n) {
    struct box x = {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++)
            for (size_t j = 0; j < b[i].v[k].n; j++) {
                struct point p = b[i].v[k].v[j];
                if (p.x < x.left) x.left = p.x;
                if (p.x > x.right) x.right = p.x;
                if (p.y < x.low) x.low = p.y;
                if (p.y > x.high) x.high = p.y;
            }
    return x;
}

static bool same(struct point a, struct point b) { return a.x == b.x && a.y == b.y; }

static void ring_project(struct ring *r, struct box box, double across, double up) {
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct point p = {(int)lround((r->v[i].x - box.left) * across),
                          (int)lround((box.high - r->v[i].y) * up)};
        if (!n || !same(p, r->v[n - 1])) r->v[n++] = p;
    }
    while (n > 1 && same(r->v[n - 1], r->v[0])) n--;
    r->n = n;
}

static void project(struct border *b, size_t n, int *out_width, int *out_height) {
    struct box box = box_of(b, n);
    double narrow = cos((box.low + box.high) / 2.0 / MICRODEGREES * M_PI / 180);
    double wide = (box.right - box.left) * narrow, high = box.high - box.low,
           up = FINE / fmax(fmax(wide, high), 1);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++) ring_project(&b[i].v[k], box, narrow * up, up);
    *out_width = (int)lround(wide * up * GRID / FINE);
    *out_height = (int)lround(high * up * GRID / FINE);
}

/* ---- links: a point with exactly two neighbours lies inside a border between the same two units ---- */

struct link {
    u64 from, to;
};
struct links {
    struct link *v;
    size_t n;
};

static u64 key_of(struct point p) { return (u64)(u32)p.x << 32 | (u32)p.y; }

static int by_link(const void *a, const void *b) {
    const struct link *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static struct links links_of(const struct border *b, size_t n) {
    struct links l = {0};
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++) all += b[i].v[k].n;
    l.v = NEWS(struct link, 2 * all + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++) {
            const struct ring *r = &b[i].v[k];
            for (size_t j = 0; j < r->n; j++) {
                u64 p = key_of(r->v[j]), q = key_of(r->v[(j + 1) % r->n]);
                l.v[l.n++] = (struct link){p, q};
                l.v[l.n++] = (struct link){q, p};
            }
        }
    qsort(l.v, l.n, sizeof *l.v, by_link);
    for (size_t i = 0; i < l.n; i++)
        if (!i || by_link(&l.v[i], &l.v[i - 1])) l.v[kept++] = l.v[i];
    l.n = kept;
    return l;
}

static bool runs_on(const struct links *l, struct point p) {
    u64 key = key_of(p);
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (l->v[mid].from < key) low = mid + 1;
        else high = mid;
    }
    return low + 1 < l->n && l->v[low + 1].from == key && (low + 2 == l->n || l->v[low + 2].from != key);
}

/* ---- effective area of each point of a stretch, removed from the least (Visvalingam and Whyatt) ---- */

struct corner {
    i64 area;
    u32 at;
};
struct run { /* a stretch with both its ends, which stay */
    struct point *v;
    size_t n;
    u32 *before, *after; /* the nearest points on both sides that are not removed */
    i64 *area;           /* twice the area of the triangle with those two; -1 = removed */
    struct corner *heap; /* entries with an outdated area stay in it and are skipped */
    size_t n_heap;
};

static bool less(struct corner a, struct corner b) {
    return a.area < b.area || (a.area == b.area && a.at < b.at);
}

static void corner_put(struct run *s, struct corner c) {
    size_t i = s->n_heap++;
    for (; i && less(c, s->heap[(i - 1) / 2]); i = (i - 1) / 2) s->heap[i] = s->heap[(i - 1) / 2];
    s->heap[i] = c;
}

static struct corner corner_take(struct run *s) {
    struct corner top = s->heap[0], last = s->heap[--s->n_heap];
    size_t i = 0;
    for (size_t k; (k = 2 * i + 1) < s->n_heap; i = k) {
        if (k + 1 < s->n_heap && less(s->heap[k + 1], s->heap[k])) k++;
        if (!less(s->heap[k], last)) break;
        s->heap[i] = s->heap[k];
    }
    s->heap[i] = last;
    return top;
}

static void corner_weigh(struct run *s, u32 i) {
    if (!i || i + 1 == s->n) return;
    struct point a = s->v[s->before[i]], b = s->v[i], c = s->v[s->after[i]];
    i64 area = (i64)(b.x - a.x) * (c.y - a.y) - (i64)(b.y - a.y) * (c.x - a.x);
    s->area[i] = area < 0 ? -area : area;
    corner_put(s, (struct corner){s->area[i], i});
}

/* Ranks each point by its area when it is removed, but not lower than a point removed before it. */
static void corners_rank(struct run *s, i64 *out_rank) {
    i64 least = 0;
    for (u32 i = 0; i < s->n; i++) s->before[i] = i - 1, s->after[i] = i + 1;
    for (u32 i = 0; i < s->n; i++) corner_weigh(s, i);
    while (s->n_heap) {
        struct corner c = corner_take(s);
        if (c.area != s->area[c.at]) continue;
        u32 a = s->before[c.at], b = s->after[c.at];
        if (c.area > least) least = c.area;
        out_rank[c.at] = least;
        s->area[c.at] = -1;
        s->after[a] = b;
        s->before[b] = a;
        corner_weigh(s, a);
        corner_weigh(s, b);
    }
}

/* ---- a ring as stretches ---- */

static bool backwards(const struct point *v, size_t n) {
    for (size_t i = 0; i < n / 2; i++)
        if (!same(v[i], v[n - 1 - i])) return key_of(v[i]) > key_of(v[n - 1 - i]);
    return false;
}

static void stretch_rank(struct ring *r, size_t from, size_t steps) {
    size_t n = steps + 1;
    struct run s = {NEWS(struct point, n),      n, NEWS(u32, n), NEWS(u32, n), NEWS(i64, n),
                    NEWS(struct corner, 3 * n), 0};
    i64 *rank = NEWS(i64, n);
    for (size_t i = 0; i < n; i++) s.v[i] = r->v[(from + i) % r->n];
    bool turn = backwards(s.v, n);
    for (size_t i = 0; turn && i < n / 2; i++) {
        struct point p = s.v[i];
        s.v[i] = s.v[n - 1 - i];
        s.v[n - 1 - i] = p;
    }
    corners_rank(&s, rank);
    for (size_t i = 1; i < steps; i++) r->rank[(from + i) % r->n] = rank[turn ? steps - i : i];
}

/* A ring without fixed points is an island. It begins at its least point, so that the island and the unit
 * around it agree. */
static void ring_rank(struct ring *r, const struct links *l) {
    size_t first = r->n, least = 0;
    r->rank = NEWS(i64, r->n);
    for (size_t i = r->n; i-- > 0;) {
        if (!runs_on(l, r->v[i])) r->rank[first = i] = STAYS;
        if (key_of(r->v[i]) < key_of(r->v[least])) least = i;
    }
    if (first == r->n) r->rank[first = least] = STAYS;
    for (size_t done = 0, steps; done < r->n; done += steps) {
        size_t from = (first + done) % r->n;
        for (steps = 1; done + steps < r->n && r->rank[(from + steps) % r->n] != STAYS;) steps++;
        stretch_rank(r, from, steps);
    }
}

/* ---- how much is kept ---- */

static int downwards(const void *a, const void *b) {
    const i64 *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

/* The rank above which points are drawn; -1 when too many points are fixed (ENDS_MAX). */
static i64 rank_needed(const struct border *b, size_t n) {
    size_t all = 0, ends = 0, others = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++) all += b[i].v[k].n;
    i64 *rank = NEWS(i64, all + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++)
            for (size_t j = 0; j < b[i].v[k].n; j++) {
                if (b[i].v[k].rank[j] == STAYS) ends++;
                else rank[others++] = b[i].v[k].rank[j];
            }
    if (ends > ENDS_MAX) return -1;
    size_t room = ends < DRAWN ? DRAWN - ends : 0;
    qsort(rank, others, sizeof *rank, downwards);
    return room < others && rank[room] > VISIBLE ? rank[room] : VISIBLE;
}

/* ---- drawing ---- */

static int on_grid(int at) { return (int)(((i64)at * GRID + FINE / 2) / FINE); }

static struct ring ring_kept(const struct ring *r, i64 needed) {
    struct ring x = {.v = NEWS(struct point, r->n)};
    for (size_t i = 0; i < r->n; i++) {
        struct point p = {on_grid(r->v[i].x), on_grid(r->v[i].y)};
        if (r->rank[i] > needed && (!x.n || !same(p, x.v[x.n - 1]))) x.v[x.n++] = p;
    }
    while (x.n > 1 && same(x.v[x.n - 1], x.v[0])) x.n--;
    return x;
}

static void number_put(struct out *o, int n) {
    char last = o->p[o->n - 1];
    if (n >= 0 && last >= '0' && last <= '9') out_char(o, ' ');
    out_fmt(o, "%d", n);
}

static void ring_put(struct out *o, const struct ring *r) {
    out_fmt(o, "M%d %dl", r->v[0].x, r->v[0].y);
    for (size_t i = 1; i < r->n; i++) {
        number_put(o, r->v[i].x - r->v[i - 1].x);
        number_put(o, r->v[i].y - r->v[i - 1].y);
    }
    out_char(o, 'z');
}

static void ring_around(struct outline *o, const struct ring *r) {
    for (size_t i = 0; i < r->n; i++) {
        if (r->v[i].x < o->left) o->left = r->v[i].x;
        if (r->v[i].x > o->right) o->right = r->v[i].x;
        if (r->v[i].y < o->top) o->top = r->v[i].y;
        if (r->v[i].y > o->bottom) o->bottom = r->v[i].y;
    }
}

/* A small square, for a unit that has no shape at this size. */
static struct ring spot(const struct border *b) {
    int x = on_grid(b->v[0].v[0].x) - SPOT / 2, y = on_grid(b->v[0].v[0].y) - SPOT / 2;
    struct ring r = {.v = NEWS(struct point, 4), .n = 4};
    for (int i = 0; i < 4; i++) r.v[i] = (struct point){x + (i == 1 || i == 2) * SPOT, y + (i > 1) * SPOT};
    return r;
}

/* ---- the place for a label: inside, as far as possible from every border ---- */

static double apart(struct point a, struct point b, double x, double y) {
    double dx = b.x - a.x, dy = b.y - a.y, t = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy);
    t = fmin(fmax(t, 0), 1);
    return hypot(a.x + t * dx - x, a.y + t * dy - y);
}

static double room_at(const struct border *drawn, double x, double y) {
    double least = GRID;
    bool inside = false;
    for (size_t k = 0; k < drawn->n; k++)
        for (size_t i = 0; i < drawn->v[k].n; i++) {
            struct point a = drawn->v[k].v[i], b = drawn->v[k].v[(i + 1) % drawn->v[k].n];
            least = fmin(least, apart(a, b, x, y));
            if ((a.y > y) != (b.y > y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)) inside = !inside;
        }
    return inside ? least : -1;
}

static void label_place(struct outline *o, const struct border *drawn) {
    double most = -1;
    for (int i = 1; i < TRIES; i++)
        for (int k = 1; k < TRIES; k++) {
            double x = o->left + (o->right - o->left) * (double)i / TRIES,
                   y = o->top + (o->bottom - o->top) * (double)k / TRIES;
            double room = room_at(drawn, x, y);
            if (room <= most) continue;
            most = room;
            o->x = (int)lround(x);
            o->y = (int)lround(y);
            o->room = (int)room;
        }
}

static struct outline outline_of(const struct border *b, i64 needed) {
    struct outline o = {.left = INT32_MAX, .right = INT32_MIN, .top = INT32_MAX, .bottom = INT32_MIN};
    struct border drawn = {0};
    struct out path = {0};
    for (size_t k = 0; k <= b->n; k++) {
        if (k == b->n && drawn.n) break;
        struct ring r = k < b->n ? ring_kept(&b->v[k], needed) : spot(b);
        if (r.n < 3) continue;
        GROW(drawn.v, drawn.n, drawn.cap);
        drawn.v[drawn.n++] = r;
        ring_put(&path, &r);
        ring_around(&o, &r);
    }
    o.path = out_all(&path);
    label_place(&o, &drawn);
    return o;
}

struct outline *outlines_draw(struct border *b, size_t n, int *out_width, int *out_height) {
    project(b, n, out_width, out_height);
    struct links l = links_of(b, n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < b[i].n; k++) ring_rank(&b[i].v[k], &l);
    i64 needed = rank_needed(b, n);
    if (needed < 0) return NULL;
    struct outline *o = NEWS(struct outline, n + 1);
    for (size_t i = 0; i < n; i++) o[i] = outline_of(&b[i], needed);
    return o;
}
