/* Reads boundaries.geojson (RFC 7946): checks the communes' borders and hands them to outline.c. jansson
 * keeps no line numbers, so complaints name the feature. */
#include "territory.h"
#include "outline.h"
#include "yaml/sources.h"
#include "base/json.h"

#include "base/text.h"
#include <math.h>

enum { FEATURES_MAX = 1000, POINTS_MAX = 100000, DEGREES_MAX = 20, PROPERTIES_TOLD = 12 };

struct reading {
    const struct province *p;
    struct complaints *c;
    str property;           /* the GeoJSON property with a commune's code */
    str who;                /* the feature being read, for complaints */
    struct border *borders; /* one for each of p->tiles, in the same order */
    size_t points;
};

static bool wrong(const struct reading *r, str cause, const char *expected) {
    str said = r->who.n ? str_fmt("%.*s: %.*s", STR_ARG(r->who), STR_ARG(cause)) : cause;
    complaint_add(r->c, S(BOUNDARIES_FILE), 0, 0, said, str_c(expected));
    return false;
}

/* ---- geometry ---- */

static bool position_read(const struct reading *r, const json_t *j, struct point *out) {
    const json_t *lon = json_array_get(j, 0), *lat = json_array_get(j, 1);
    if (!json_is_number(lon) || !json_is_number(lat))
        return wrong(r, S("a position is no pair of numbers"), "[longitude, latitude]");
    double x = json_number_value(lon), y = json_number_value(lat);
    if (!(fabs(x) <= 180) || !(fabs(y) <= 90))
        return wrong(r, str_fmt("[%g, %g] is no place on Earth", x, y),
                     "degrees of WGS 84, the longitude first, as [105.84, 21.59]");
    *out = (struct point){(int)lround(x * MICRODEGREES), (int)lround(y * MICRODEGREES)};
    return true;
}

static bool same(struct point a, struct point b) { return a.x == b.x && a.y == b.y; }

/* Reads a ring; leaves out one that encloses no area. */
static bool ring_read(struct reading *r, const json_t *j, struct border *b) {
    size_t n = json_array_size(j);
    if (n < 4) return wrong(r, str_fmt("a ring has %zu positions", n), "at least 4, the last as the first");
    if ((r->points += n) > POINTS_MAX)
        return wrong(r, S("there are too many positions"),
                     z_fmt("at most %d in all: simplify the file, shared borders alike", POINTS_MAX));
    struct ring ring = {.v = NEWS(struct point, n)};
    struct point at = {0};
    for (size_t i = 0; i < n; i++) {
        if (!position_read(r, json_array_get(j, i), &at)) return false;
        if (!ring.n || !same(at, ring.v[ring.n - 1])) ring.v[ring.n++] = at;
    }
    if (!same(at, ring.v[0])) return wrong(r, S("a ring is not closed"), "its last position to be its first");
    if (ring.n-- < 4) return true;
    GROW(b->v, b->n, b->cap);
    b->v[b->n++] = ring;
    return true;
}

static bool polygon_read(struct reading *r, const json_t *j, struct border *b) {
    if (!json_array_size(j))
        return wrong(r, S("a polygon has no rings"), "a list of rings, the outer one first");
    for (size_t i = 0; i < json_array_size(j); i++)
        if (!ring_read(r, json_array_get(j, i), b)) return false;
    return true;
}

static bool geometry_read(struct reading *r, const json_t *g, struct border *b) {
    str type = json_str(g, "type");
    const json_t *in = json_object_get(g, "coordinates");
    if (str_is(type, "Polygon")) return polygon_read(r, in, b);
    if (!str_is(type, "MultiPolygon"))
        return wrong(r, str_fmt("its geometry is %s", type.n ? shown(type) : "missing"),
                     "a Polygon or a MultiPolygon");
    for (size_t i = 0; i < json_array_size(in); i++)
        if (!polygon_read(r, json_array_get(in, i), b)) return false;
    return true;
}

/* ---- features ---- */

/* A number lost its leading zeros: 1840 stands for 01840. */
static str code_of(const json_t *properties, str name) {
    const json_t *v = json_object_get(properties, str_z(name));
    if (json_is_integer(v)) return str_fmt("%05lld", (long long)json_integer_value(v));
    return json_is_string(v) ? (str){json_string_value(v), json_string_length(v)} : (str){0};
}

static const char *properties_told(const json_t *properties) {
    struct out o = {0};
    const char *key;
    json_t *value;
    int n = 0;
    out_z(&o, "it, or its name as boundary_code in map.yaml; here are:");
    json_object_foreach((json_t *)(uintptr_t)properties, key, value) {
        if (n++ < PROPERTIES_TOLD) out_fmt(&o, " %s", shown(str_c(key)));
    }
    return n ? str_z(out_all(&o)) : "properties: {\"code\": \"01840\"}";
}

static bool feature_read(struct reading *r, const json_t *f, size_t number) {
    const json_t *properties = json_object_get(f, "properties");
    str code = code_of(properties, r->property);
    r->who = str_fmt("feature %zu", number);
    if (!code.n)
        return wrong(r, str_fmt("it has no property %s", shown(r->property)), properties_told(properties));
    r->who = str_fmt("feature %zu, %s", number, shown(code));
    const struct tile *t = tile_of(r->p, code);
    if (!t) return wrong(r, S("there is no such commune today"), "the code of a commune-level unit in force");
    struct border *b = &r->borders[t - r->p->tiles];
    if (b->n)
        return wrong(r, S("this commune is here twice"),
                     "one feature for each commune, a MultiPolygon where it has several parts");
    if (!geometry_read(r, json_object_get(f, "geometry"), b)) return false;
    return b->n || wrong(r, S("its border encloses nothing"), "a ring of at least three different positions");
}

static bool features_read(struct reading *r, const json_t *root) {
    const json_t *list = json_object_get(root, "features");
    bool good = true;
    if (!str_is(json_str(root, "type"), "FeatureCollection") || !json_is_array(list))
        return wrong(r, S("this is no collection of features"),
                     "{\"type\": \"FeatureCollection\", \"features\": […]}");
    if (json_array_size(list) > FEATURES_MAX)
        return wrong(r, str_fmt("there are %zu features", json_array_size(list)),
                     z_fmt("at most %d", FEATURES_MAX));
    for (size_t i = 0; i < json_array_size(list) && r->points <= POINTS_MAX; i++)
        if (!feature_read(r, json_array_get(list, i), i + 1)) good = false;
    r->who = (str){0};
    return good;
}

/* ---- checks of all borders together ---- */

static bool all_there(const struct reading *r) {
    bool good = true;
    for (size_t i = 0; i < r->p->n_tiles; i++) {
        str code = r->p->tiles[i].unit;
        if (!r->borders[i].n)
            good = wrong(r, str_fmt("%s has no border", shown(unit_on(r->p, code, 0)->name.vi)),
                         z_fmt("a feature with the code %s", str_z(code)));
    }
    return good;
}

/* Refuses communes far apart: a single wrong position, such as 0° 0°, would shrink the others to a dot. */
static bool together(const struct reading *r) {
    int low[2] = {INT32_MAX, INT32_MAX}, high[2] = {INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < r->p->n_tiles; i++) {
        const int at[2] = {r->borders[i].v[0].v[0].x, r->borders[i].v[0].v[0].y};
        for (int k = 0; k < 2; k++) {
            if (at[k] < low[k]) low[k] = at[k];
            if (at[k] > high[k]) high[k] = at[k];
        }
    }
    const int most = DEGREES_MAX * MICRODEGREES;
    return (high[0] - low[0] <= most && high[1] - low[1] <= most) ||
           wrong(r, S("the communes lie far apart"),
                 z_fmt("one province, at most %d degrees across", DEGREES_MAX));
}

static struct outline *drawn(struct reading *r, const json_t *root, struct province *p) {
    if (!features_read(r, root) || !all_there(r) || !together(r)) return NULL;
    struct outline *o = outlines_draw(r->borders, p->n_tiles, &p->outline_width, &p->outline_height);
    if (!o)
        wrong(r, S("borders do not fit together: too many points where one ends"),
              "neighbours that share the same positions along their border");
    return o;
}

/* ---- the file ---- */

static json_t *parsed(str text, struct complaints *c) {
    json_error_t e;
    if (!text_fits(S(BOUNDARIES_FILE), text, c)) return NULL;
    if (str_starts(text, S("\xef\xbb\xbf"))) text = (str){text.p + 3, text.n - 3};
    json_t *j = json_loadb(text.n ? text.p : "", text.n, JSON_REJECT_DUPLICATES, &e);
    if (!j)
        complaint_add(c, S(BOUNDARIES_FILE), e.line > 0 ? e.line : 1, e.column > 0 ? e.column : 1,
                      str_fmt("this is not JSON: %s",
                              text_valid(str_c(e.text)) ? shown(str_c(e.text)) : "bytes that are no text"),
                      (str){0});
    return j;
}

/* Reads in an arena of its own, because the JSON takes a hundred times the memory of the result. */
void boundaries_file(str text, str property, struct province *p, struct complaints *c) {
    struct complaints mine = {0};
    struct arena *own = arena_new(), *before = arena_enter(own);
    struct reading r = {
        .p = p, .c = &mine, .property = property, .borders = NEWS(struct border, p->n_tiles + 1)};
    const json_t *root = parsed(text, &mine);
    const struct outline *o = root ? drawn(&r, root, p) : NULL;
    arena_enter(before);
    for (size_t i = 0; i < mine.n; i++)
        complaint_add(c, mine.v[i].file, mine.v[i].line, mine.v[i].column, mine.v[i].cause,
                      mine.v[i].expected);
    c->more += mine.more;
    if (o) p->outlines = NEWS(struct outline, p->n_tiles + 1);
    for (size_t i = 0; o && i < p->n_tiles; i++) {
        p->outlines[i] = o[i];
        p->outlines[i].path = str_copy(o[i].path);
    }
    arena_free(own);
}
