/* Borders from boundaries.geojson: hostile files are refused in words, simplified neighbours keep one border,
 * the whole map is small. */
#include "definition/definition.h"
#include "yaml/load.h"
#include "tap.h"
#include "web/web.h"
#include "web/tiles.h"

#include <math.h>
#include <stdlib.h>
#include <libdeflate.h>

/* 91 wiggly cells and an island in the first: 92 communes; POINTS along each side */
enum { COLUMNS = 7, ROWS = 13, POINTS = 24 };

static struct sources real;

static const struct province *built_with(str geojson, str map, struct complaints *c) {
    struct sources s = {.v = NEWS(struct source_file, real.n + 1)};
    for (size_t i = 0; i < real.n; i++) {
        bool is_map = str_is(real.v[i].path, "map.yaml");
        if (!is_map || map.n) s.v[s.n++] = real.v[i];
        if (is_map && map.n) s.v[s.n - 1].text = map;
    }
    s.v[s.n++] = (struct source_file){.path = S(BOUNDARIES_FILE), .text = geojson};
    return province_build(&s, c);
}

static str map_text(void) {
    for (size_t i = 0; i < real.n; i++)
        if (str_is(real.v[i].path, "map.yaml")) return real.v[i].text;
    panic("no map.yaml");
}

static const struct province *built(str geojson, struct complaints *c) {
    return built_with(geojson, map_text(), c);
}

/* ---- a file made here ---- */

static u64 mixed(u64 z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* How far a point is off its side: the same for whoever asks, none around the whole. */
static double wiggle(int x, int y, bool down, int i) {
    bool outside = down ? x == 0 || x == COLUMNS : y == 0 || y == ROWS;
    u64 z = mixed((u64)x * 1000003 + (u64)y * 10007 + (u64)i * 101 + down);
    return outside || i % POINTS == 0 ? 0 : (double)(z % 2001) / 2000 * .3 - .15;
}

struct place {
    double x, y;
};

static size_t cell(int x, int y, struct place *out) {
    size_t n = 0;
    for (int i = 0; i < POINTS; i++)
        out[n++] = (struct place){x + (double)i / POINTS, y + wiggle(x, y, false, i)};
    for (int i = 0; i < POINTS; i++)
        out[n++] = (struct place){x + 1 + wiggle(x + 1, y, true, i), y + (double)i / POINTS};
    for (int i = POINTS; i > 0; i--)
        out[n++] = (struct place){x + (double)i / POINTS, y + 1 + wiggle(x, y + 1, false, i)};
    for (int i = POINTS; i > 0; i--)
        out[n++] = (struct place){x + wiggle(x, y, true, i), y + (double)i / POINTS};
    return n;
}

static size_t island(double side, struct place *out) {
    for (int i = 0; i < POINTS; i++) {
        double turn = 6.283185307 * i / POINTS, far = side * (1 + wiggle(1, 1, true, i + 1) * 2) / 2;
        out[i] = (struct place){.5 + far * cos(turn), .5 + far * sin(turn)};
    }
    return POINTS;
}

/* Each file begins its rings where it likes, and runs either way. */
static void ring_put(struct out *o, const struct place *v, size_t n, size_t from, bool back) {
    out_char(o, '[');
    for (size_t i = 0; i <= n; i++) {
        const struct place *p = &v[(from + (back ? n - i : i)) % n];
        out_fmt(o, "%s[%.5f,%.5f]", i ? "," : "", 105.4 + p->x * .1, 22.7 - p->y * .1);
    }
    out_char(o, ']');
}

static str wiggly(const struct province *p, const char *property, double side) {
    struct place v[4 * POINTS];
    struct out o = {0};
    out_z(&o, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < p->n_tiles; i++) {
        bool last = i + 1 == p->n_tiles;
        out_fmt(&o,
                "%s{\"type\":\"Feature\",\"properties\":{\"%s\":\"%.*s\"},\"geometry\":{\"type\":\"Polygon\","
                "\"coordinates\":[",
                i ? "," : "", property, STR_ARG(p->tiles[i].unit));
        if (!last) ring_put(&o, v, cell((int)i % COLUMNS, (int)i / COLUMNS, v), i * 7 % 90, i % 2);
        if (!i) out_char(&o, ',');
        if (!i || last) ring_put(&o, v, island(side, v), i ? 5 : 11, !i);
        out_z(&o, "]}}\n");
    }
    out_z(&o, "]}");
    return out_all(&o);
}

/* ---- outlines read again, by other code than drew them ---- */

struct edge {
    int ax, ay, bx, by;
};
struct edges {
    struct edge *v;
    size_t n, cap;
    i64 area; /* twice that of all rings */
};

static i64 edge_add(struct edges *e, int ax, int ay, int bx, int by) {
    GROW(e->v, e->n, e->cap);
    e->v[e->n++] = (struct edge){ax, ay, bx, by};
    return (i64)ax * by - (i64)bx * ay;
}

static void path_read(str path, struct edges *e) {
    const char *at = str_z(path);
    while (*at == 'M') {
        char *end;
        int x0 = (int)strtol(at + 1, &end, 10), y0 = (int)strtol(end, &end, 10), x = x0, y = y0;
        i64 area = 0;
        require(*end++ == 'l');
        while (*end != 'z') {
            int dx = (int)strtol(end, &end, 10), dy = (int)strtol(end, &end, 10);
            area += edge_add(e, x, y, x + dx, y + dy);
            x += dx;
            y += dy;
        }
        e->area += llabs(area + edge_add(e, x, y, x0, y0));
        at = end + 1;
    }
    require(!*at);
}

/* How many units draw this edge. */
static size_t drawn_by(const struct edges *e, struct edge x) {
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        struct edge y = e->v[i];
        n += (x.ax == y.ax && x.ay == y.ay && x.bx == y.bx && x.by == y.by) ||
             (x.ax == y.bx && x.ay == y.by && x.bx == y.ax && x.by == y.ay);
    }
    return n;
}

static bool around(const struct province *p, struct edge x) {
    return (x.ax == x.bx && (x.ax == 0 || x.ax == p->outline_width)) ||
           (x.ay == x.by && (x.ay == 0 || x.ay == p->outline_height));
}

static void shared(const struct province *p, size_t before) {
    struct edges e = {0}, alone = {0};
    size_t bad = 0;
    for (size_t i = 0; i < p->n_tiles; i++) path_read(p->outlines[i].path, &e);
    path_read(p->outlines[p->n_tiles - 1].path, &alone);
    for (size_t i = 0; i < e.n; i++) bad += drawn_by(&e, e.v[i]) != (around(p, e.v[i]) ? 1 : 2);
    ok(e.n < before / 2 && e.n > 1000, "%zu positions became %zu", before, e.n);
    is_int((i64)bad, 0, "each border is drawn twice, alike, and once around the whole");
    is_int(e.area - 2 * alone.area, (i64)2 * p->outline_width * p->outline_height,
           "no gap, and nothing lies on another");
    ok(alone.n > 4 && alone.n < POINTS, "the island is simplified as its hole: %zu points", alone.n);
}

/* ---- what is sent ---- */

static size_t packed(str s) {
    struct libdeflate_compressor *z = libdeflate_alloc_compressor(1); /* as pages are sent */
    size_t room = libdeflate_gzip_compress_bound(z, s.n),
           n = libdeflate_gzip_compress(z, s.p, s.n, mem(room), room);
    libdeflate_free_compressor(z);
    require(n);
    return n;
}

static size_t count(str text, const char *what) {
    size_t n = 0;
    for (const char *at = text.p; (at = memmem(at, (size_t)(text.p + text.n - at), what, strlen(what))); at++)
        n++;
    return n;
}

static void page(const struct province *p) {
    struct request r = {
        .lang = LANG_VI, .province = p, .now = when_of(day_of(2026, 11, 23), 600), .roles = R_ANYONE};
    struct tile_value *v = NEWS(struct tile_value, p->n_tiles + 1);
    for (size_t i = 0; i < p->n_tiles; i++) {
        i64 n = (i64)(mixed(i) % 90000);
        v[i] = (struct tile_value){
            .value = i == 3 ? -1 : n,
            .text = i == 3 ? S("<none>")
                           : str_fmt("%lld.%03lld hồ sơ", (long long)n / 1000, (long long)n % 1000)};
    }
    tiles_map(&r, v, S("<label>"));
    str all = out_all(&r.out);
    size_t n = packed(all);
    ok(n <= 10 * 1024, "the map of 92 communes with names and values: %zu bytes, %zu compressed", all.n, n);
    is_int((i64)count(all, "<a class=\"v"), 92, "a link each");
    is_int((i64)count(all, "<title>"), 92, "with its name and value");
    ok(count(all, "&lt;none") == 1 && count(all, "&lt;label") == 1 && !count(all, "<none>") &&
           !count(all, "style="),
       "texts are escaped, nothing is styled inline");
    ok(count(all, "fill=\"url(#h") == 1 && count(all, "<pattern id=\"h") == 1, "who has no value is hatched");
    r.out = (struct out){0};
    for (size_t i = 0; i < p->n_tiles; i++) v[i].left_out = i != 8 && i != 9, v[i].text = S("7 %");
    tiles_map(&r, v, S("x"));
    all = out_all(&r.out);
    ok(count(all, "<path") == 2 && count(all, "7 %</text>") == 2,
       "a part alone, so few that values are written in");
    ok(!count(all, "viewBox=\"0 ") && !count(all, "viewBox=\"-"), "and cut out");
    r.out = (struct out){0};
    tiles_pick(&r, "x", S("05443"), true);
    is_int((i64)count(out_all(&r.out), "type=\"radio\""), 92, "one is chosen by tiles, as ever");
}

static void good_ones(const struct province *tiles) {
    struct complaints c = {0};
    str file = wiggly(tiles, "code", .5);
    const struct province *p = built(file, &c);
    for (size_t i = 0; i < c.n; i++) diag("%.*s", STR_ARG(complaint_text(&c.v[i])));
    ok(p && p->outlines, "a file of %zu bytes is read", file.n);
    if (!p) return;
    shared(p, count(file, "[105.") - 93);
    page(p);
    p = built_with(wiggly(tiles, "ma_xa", .5), str_fmt("boundary_code: ma_xa\n%.*s", STR_ARG(map_text())),
                   &c);
    ok(p && p->outlines, "codes under another name");
    p = built(wiggly(tiles, "code", .002), &c);
    ok(p && str_starts(p->outlines[91].path, S("M")), "a commune too small to have a shape is a spot");
    ok(!tiles->outlines, "without the file there are none");
}

/* ---- hostile ones ---- */

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define FEATURE(code, type, in)                                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"code\":" code ",\"name\":\"x\"},\"geometry\":{\"type\":\"" type \
    "\",\"coordinates\":" in "}}"
#define SQUARE "[[105.1,21.1],[105.2,21.1],[105.2,21.2],[105.1,21.1]]"
#define FILE_ "boundaries.geojson"
static const struct {
    const char *text, *wanted; /* the head of the first complaint */
} hostile[] = {
    {"", FILE_ ":1:1: this is not JSON: "},
    {"{\"type\":\"FeatureCollection\",\"features\":[{]}", FILE_ ":1:42: this is not JSON: "},
    {"[]", FILE_ ": this is no collection of features; expected {\"type\": \"FeatureCollection\""},
    {"{\"type\":\"FeatureCollection\",\"features\":{}}", FILE_ ": this is no collection"},
    {"{\"type\":\"Topology\",\"features\":[]}", FILE_ ": this is no collection"},
    {"{\"a\":1,\"a\":2}", FILE_ ":1:10: this is not JSON: \"duplicate object key"},
    {"{\"a\":\"\xff\"}", FILE_ ":1:7: the byte 0xff is not text"},
    {"{\"a\":\"\\u0000\"}", FILE_ ":1:13: this is not JSON: "},
    {HEAD "]}", FILE_ ": \"Phường Bá Xuyên\" has no border; expected a feature with the code 05533"},
    {HEAD "7]}", FILE_ ": feature 1: it has no property \"code\"; expected properties: {\"code\""},
    {HEAD "{\"type\":\"Feature\",\"properties\":{\"ma\":\"01864\",\"ten\":\"x\"}}]}",
     FILE_ ": feature 1: it has no property \"code\"; expected it, or its name as boundary_code in map.yaml; "
           "here are: \"ma\" \"ten\""},
    {HEAD FEATURE("\"99999\"", "Polygon", "[" SQUARE "]") "]}",
     FILE_ ": feature 1, \"99999\": there is no such commune today"},
    {HEAD FEATURE("1864", "Polygon", "[" SQUARE "]") "," FEATURE("\"01864\"", "Polygon", "[" SQUARE "]") "]}",
     FILE_ ": feature 2, \"01864\": this commune is here twice; expected one feature for each commune"},
    {HEAD FEATURE("\"01864\"", "Point", "[105,21]") "]}",
     FILE_ ": feature 1, \"01864\": its geometry is \"Point\"; expected a Polygon or a MultiPolygon"},
    {HEAD "{\"properties\":{\"code\":\"01864\"},\"geometry\":null}]}",
     FILE_ ": feature 1, \"01864\": its geometry is missing"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[]") "]}", FILE_ ": feature 1, \"01864\": a polygon has no rings"},
    {HEAD FEATURE("\"01864\"", "MultiPolygon", "[]") "]}",
     FILE_ ": feature 1, \"01864\": its border encloses nothing"},
    {HEAD FEATURE("\"01864\"", "MultiPolygon", "[" SQUARE "]") "]}",
     FILE_ ": feature 1, \"01864\": a ring has 2 positions; expected at least 4"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[105.1,21.1],[105.2,21.1],[105.2,21.2],[105.1,21.2]]]") "]}",
     FILE_ ": feature 1, \"01864\": a ring is not closed; expected its last position to be its first"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[105.1,21.1],[105.1,21.1],[105.1,21.1],[105.1,21.1]]]") "]}",
     FILE_ ": feature 1, \"01864\": its border encloses nothing"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[21.1,105.1],[21.1,105.2],[21.2,105.2],[21.1,105.1]]]") "]}",
     FILE_ ": feature 1, \"01864\": [21.1, 105.1] is no place on Earth; expected degrees of WGS 84, the "
           "longitude first"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[589000,2390000],[1,1],[1,1],[1,1]]]") "]}",
     FILE_ ": feature 1, \"01864\": [589000, 2.39e+06] is no place on Earth"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[\"105\",\"21\"],[1,1],[1,1],[1,1]]]") "]}",
     FILE_ ": feature 1, \"01864\": a position is no pair of numbers"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[null,[1,1],[1,1],[1,1]]]") "]}",
     FILE_ ": feature 1, \"01864\": a position is no pair of numbers"},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[NaN,21],[1,1],[1,1],[1,1]]]") "]}",
     FILE_ ":1:148: this is not JSON: "},
    {HEAD FEATURE("\"01864\"", "Polygon", "[[[1e999,21],[1,1],[1,1],[1,1]]]") "]}",
     FILE_ ":1:150: this is not JSON: \"real number overflow"},
};

static bool first_is(str geojson, const char *wanted) {
    struct complaints c = {0};
    const struct province *p = built(geojson, &c);
    bool good = !p && c.n && str_starts(complaint_text(&c.v[0]), str_c(wanted));
    if (!good) diag("got %.*s", STR_ARG(c.n ? complaint_text(&c.v[0]) : S("nothing")));
    return good;
}

static str many(const char *head, size_t n, const char *piece, const char *tail) {
    struct out o = {0};
    out_z(&o, head);
    for (size_t i = 0; i < n; i++) out_z(&o, piece);
    out_z(&o, tail);
    return out_all(&o);
}

/* A point every second step comes back to: nothing runs on. */
static str star(size_t n) {
    struct out o = {0};
    out_z(&o, "[[[105,21]");
    for (size_t i = 0; i < n; i++) out_fmt(&o, ",[105.%04zu,22],[105,21]", i);
    out_z(&o, "]]");
    return out_all(&o);
}

static void hostile_ones(const struct province *tiles) {
    const char *code =
        HEAD "{\"properties\":{\"code\":\"01864\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    for (size_t i = 0; i < COUNT(hostile); i++)
        ok(first_is(str_c(hostile[i].text), hostile[i].wanted), "%s", hostile[i].wanted);
    str whole = wiggly(tiles, "code", .5);
    ok(first_is((str){whole.p, whole.n / 2}, FILE_ ":46:1097: this is not JSON: "), "a file cut off");
    ok(first_is(many("", 500000, "[", ""), FILE_ ":1:2049: this is not JSON: "), "half a million brackets");
    ok(first_is(many(code, 1000000, "[1,2],", "]]}}]}"),
                FILE_ ": the file is too large; expected at most 1 MiB"),
       "a million positions");
    ok(first_is(many(code, 150000, "[1,2],", "[1,2]]]}}]}"),
                FILE_ ": feature 1, \"01864\": there are too many positions; expected at most 100000"),
       "positions that fit");
    ok(first_is(many(HEAD, 340000, "{},", "{}]}"),
                FILE_ ": there are 340001 features; expected at most 1000"),
       "features that are nothing");
}

static void ends(const struct province *tiles) {
    str t = wiggly(tiles, "code", .5);
    str last = tiles->tiles[tiles->n_tiles - 1].unit;
    const char *at = memmem(t.p, t.n, str_z(last), last.n), *from = memmem(at, 200, "\"coordinates\":", 14);
    require(from);
    from += 14;
    str s = star(7000);
    ok(first_is(str_fmt("%.*s%.*s}}]}", (int)(from - t.p), t.p, STR_ARG(s)),
                FILE_ ": borders do not fit together"),
       "too many ends");
    ok(first_is(str_fmt("%.*s[[[5,21],[5.1,21],[5,21.1],[5,21]]]}}]}", (int)(from - t.p), t.p),
                FILE_ ": the communes lie far apart; expected one province"),
       "one elsewhere");
}

static void without_tiles(void) {
    struct complaints c = {0};
    ok(!built_with(S("{}"), (str){0}, &c) && c.n == 1 &&
           str_starts(complaint_text(&c.v[0]), S(FILE_ ": borders alone make no map")),
       "borders without map.yaml");
}

/* ---- mutated ones ---- */

static u64 seed = 20241231;
static size_t dice(size_t n) {
    seed = mixed(seed + 0x9e3779b97f4a7c15u);
    return n ? (size_t)(seed % n) : 0;
}

static void mutations(const struct province *tiles, size_t n) {
    static const char *const pieces[] = {"[",    "]",    "{",  "}",   ",", "-",       "9",   "e9",
                                         "null", "[[]]", "\"", "105", "0", "\\u0001", "\xff"};
    struct arena *a = arena_new();
    str whole = str_copy(wiggly(tiles, "code", .5));
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *before = arena_enter(a);
        struct complaints c = {0};
        const char *piece = pieces[dice(COUNT(pieces))];
        size_t at = dice(whole.n), gone = dice(3) ? 0 : dice(200);
        if (gone > whole.n - at) gone = whole.n - at;
        const struct province *p = built(
            str_fmt("%.*s%s%.*s", (int)at, whole.p, piece, (int)(whole.n - at - gone), whole.p + at + gone),
            &c);
        good += !p == (c.n > 0);
        arena_enter(before);
        arena_reset(a);
    }
    arena_free(a);
    ok(good == n, "%zu mutated files: none crashes, and none is refused without a word", n);
}

int main(void) {
    arena_enter(arena_new());
    json_start();
    struct complaints c = {0};
    real = sources_read(S("provinces/thai-nguyen"), &c);
    const struct province *tiles = province_build(&real, &c);
    require(tiles && tiles->n_tiles == COLUMNS * ROWS + 1);
    good_ones(tiles);
    hostile_ones(tiles);
    ends(tiles);
    without_tiles();
    mutations(tiles, 300);
    return done();
}
