/* The tile map: every commune once, in its place, as links and as radio buttons; steps keep equal values
 * together; no value comes first. */
#include "base/text.h"
#include "tap.h"
#include "web/tiles.h"
#include "web/web.h"

static size_t count(str page, const char *what) {
    size_t n = 0;
    for (const char *at = page.p; (at = memmem(at, (size_t)(page.p + page.n - at), what, strlen(what))); at++)
        n++;
    return n;
}

static size_t where(str page, const char *what) {
    const char *at = memmem(page.p, page.n, what, strlen(what));
    return at ? (size_t)(at - page.p) : SIZE_MAX;
}

static const struct province *thai_nguyen(void) {
    struct complaints c = {0};
    struct sources s = sources_read(S("provinces/thai-nguyen"), &c);
    const struct province *p = province_build(&s, &c);
    require(p);
    return p;
}

static struct request ask(const struct province *p) {
    return (struct request){
        .lang = LANG_VI, .province = p, .now = when_of(day_of(2026, 11, 23), 600), .roles = R_ANYONE};
}

static void places(const struct province *p) {
    size_t same = 0;
    is_int((i64)p->n_tiles, 92, "every commune has a tile");
    for (size_t i = 0; i < p->n_tiles; i++)
        for (size_t k = 0; k < i; k++)
            same += p->tiles[i].row == p->tiles[k].row && p->tiles[i].column == p->tiles[k].column;
    is_int((i64)same, 0, "no two share a place");
    ok(p->map_columns <= 8, "at most 8 columns: on a phone each tile is 44 px wide");
    ok(tile_of(p, S("01864"))->row < tile_of(p, S("05443"))->row, "Bằng Thành lies north of Phan Đình Phùng");
    ok(!tile_of(p, S("05446")), "a commune that ended has no tile");
    ok(city_with(p, S("05518")) == city_of(p, S("song-cong")) && !city_with(p, S("01864")),
       "a commune's former city");
}

static void picker(const struct province *p) {
    struct request r = ask(p);
    tiles_pick(&r, "answers.where", S("05443"), true);
    str page = out_all(&r.out);
    is_int((i64)count(page, "type=\"radio\""), 92, "a radio button for each commune");
    is_int((i64)count(page, "name=\"answers.where\""), 92, "all of one name");
    is_int((i64)count(page, " checked"), 1, "the chosen one is checked");
    ok(where(page, "value=\"05443\" checked") != SIZE_MAX, "and it is the right one");
    is_int((i64)count(page, "style="), 0, "no style in the page");
    r = ask(p);
    tiles_pick(&r, "x", S("99999"), false);
    is_int((i64)count(out_all(&r.out), " checked"), 0, "a code that is no commune chooses none");
}

static void values(const struct province *p) {
    struct tile_value *v = NEWS(struct tile_value, p->n_tiles + 1);
    for (size_t i = 0; i < p->n_tiles; i++)
        v[i] = (struct tile_value){.value = (i64)(i % 4), .text = str_fmt("%zu<", i % 4)};
    v[10] = (struct tile_value){.value = -1, .text = S("none")};
    struct request r = ask(p);
    tiles_values(&r, v, S("<label>"));
    str page = out_all(&r.out);
    is_int((i64)count(page, "href=\"/xa/"), 184, "each commune twice: a tile and a line");
    is_int((i64)count(page, "<label>") + (i64)count(page, "0<<"), 0, "texts are escaped");
    is_int((i64)count(page, "<i class="), 5, "the legend: four values and none");
    const char *name = str_z(unit_on(p, p->tiles[10].unit, 0)->name.vi);
    size_t table = where(page, "</thead>"); /* the map has none */
    str lines = {page.p + table, page.n - table};
    ok(table != SIZE_MAX && where(lines, "<tr>") < where(lines, name) &&
           where(lines, name) < where(lines, "</tr>"),
       "who has no value is the first line");
}

static void equal_and_left_out(const struct province *p) {
    struct tile_value *v = NEWS(struct tile_value, p->n_tiles + 1);
    struct request r = ask(p);
    for (size_t i = 0; i < p->n_tiles; i++) v[i] = (struct tile_value){.value = 7, .text = S("7")};
    tiles_map(&r, v, S("x"));
    is_int((i64)count(out_all(&r.out), "class=\"v1\""), 93, "where all are equal there is one step");
    r = ask(p);
    for (size_t i = 0; i < p->n_tiles; i++)
        v[i].left_out = !city_has(city_of(p, S("song-cong")), p->tiles[i].unit);
    tiles_map(&r, v, S("x"));
    is_int((i64)count(out_all(&r.out), "href="), 3, "only a city's tiles");
    is_int((i64)count(out_all(&r.out), "<b>7</b>"), 3, "so few tell their values themselves");
    r = ask(p);
    for (size_t i = 0; i < p->n_tiles; i++) v[i].left_out = true;
    tiles_map(&r, v, S("x"));
    tiles_table(&r, v, S("x"));
    is_int((i64)r.out.n, 0, "without tiles nothing is drawn");
    r = ask(p);
    tiles_around(&r, S("01864"));
    ok(count(out_all(&r.out), "aria-current") == 1,
       "at the edge of the map, too, one stands in its neighbourhood");
}

int main(void) {
    arena_enter(arena_new());
    const struct province *p = thai_nguyen();
    places(p);
    picker(p);
    values(p);
    equal_and_left_out(p);
    return done();
}
