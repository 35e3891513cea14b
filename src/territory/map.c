/* Reads map.yaml, the grid of tiles: one text for each row, with a commune's code or ----- for each place.
 * Also reads the cities of province.yaml. */
#include "territory.h"

enum { MAP_COLUMNS = 16, MAP_ROWS = 40 };

struct map_in {
    str note, boundary_code;
    const struct node *rows;
};

static bool on_the_map(const struct province *p, str code) {
    for (size_t i = 0; i < p->n_tiles; i++)
        if (str_eq(p->tiles[i].unit, code)) return true;
    return false;
}

static void tile_read(const struct load *l, const struct node *at, str code, int column, struct province *p) {
    const struct unit *u = unit_on(p, code, 0);
    if (!u || u->level != LEVEL_COMMUNE || u->until)
        return complain(l, at, "the code of a commune-level unit in force, or -----",
                        "there is no commune %s today", shown(code));
    if (on_the_map(p, code))
        return complain(l, at, "each commune once", "%s is on the map twice", shown(code));
    GROW(p->tiles, p->n_tiles, p->cap_tiles);
    p->tiles[p->n_tiles++] = (struct tile){code, column, p->map_rows};
}

static void row_read(const struct load *l, const struct node *row, struct province *p) {
    int column = 0;
    if (row->kind != NODE_TEXT)
        return complain(l, row, "a text of codes and -----, with blanks between", "a row is no text");
    for (str rest = row->text; rest.n;) {
        str code = str_cut(&rest, ' ');
        if (!code.n) continue;
        if (column == MAP_COLUMNS)
            return complain(l, row, z_fmt("at most %d", MAP_COLUMNS), "a row has too many places");
        if (!str_is(code, "-----")) tile_read(l, row, code, column, p);
        column++;
    }
    if (p->map_rows && column != p->map_columns)
        complain(l, row, z_fmt("%d, as the rows above", p->map_columns), "this row has %d places", column);
    p->map_columns = p->map_rows ? p->map_columns : column;
    p->map_rows++;
}

/* Complains about each commune in force that is missing on the map: pages would never show it. */
static void all_there(const struct load *l, const struct node *root, const struct province *p) {
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level != LEVEL_COMMUNE || u->until || on_the_map(p, u->code)) continue;
        complain(l, at_key(root, "rows"), z_fmt("%s in a row", str_z(u->code)), "%s is not on the map",
                 shown(u->name.vi));
    }
}

static const struct key map_rows[] = {
    KEY("note", KEY_TEXT, OPTIONAL, struct map_in, note, "For the reader of the file."),
    KEY("boundary_code", KEY_TEXT, OPTIONAL, struct map_in, boundary_code,
        "Property of a feature in `boundaries.geojson` that holds its commune's GSO code.",
        .otherwise = "`code`"),
    KEY_ENTRIES(
        "rows", REQUIRED, struct map_in, rows, MAP_ROWS,
        "The communes as tiles, one text a row, drawn as it is seen: GSO codes and `-----` for an empty "
        "place, at most 16 in a row, as many in each. Every commune in force stands there once."),
};
const struct keys map_keys = KEYS("map.yaml", map_rows);

void map_file(const struct load *l, const struct node *root, struct province *p) {
    struct map_in in = {.boundary_code = S("code")};
    if (!map_read(l, root, &map_keys, &in) || !in.rows) return;
    for (size_t i = 0; i < in.rows->n; i++) row_read(l, in.rows->v[i], p);
    all_there(l, root, p);
    p->boundary_code = in.boundary_code;
}

/* ---- the cities of province.yaml ---- */

struct city_in {
    struct city c;
    struct texts communes;
    int confidence;
};

static const struct key city_rows[] = {
    KEY("id", KEY_ID, REQUIRED, struct city_in, c.id, "Its id in addresses: `/do-thi/ID`."),
    KEY("name", KEY_WORDS, REQUIRED, struct city_in, c.name, "Its name."),
    KEY("was", KEY_TEXT, REQUIRED, struct city_in, c.was, "GSO code of the district-level unit it was."),
    KEY("communes", KEY_TEXTS, REQUIRED, struct city_in, communes,
        "GSO codes of the communes of today it went into. A commune belongs to one city."),
    KEY_OF("confidence", REQUIRED, struct city_in, confidence, confidence_names,
           "How sure it is that these are the communes."),
    KEY("note", KEY_WORDS, OPTIONAL, struct city_in, c.note, "Shown on the city's page."),
};
const struct keys city_keys = KEYS("a city", city_rows);

static void city_read(const struct load *l, const struct node *m, struct province *p) {
    struct city_in x = {0};
    if (!map_read(l, m, &city_keys, &x) || !x.c.id.n) return;
    if (city_of(p, x.c.id))
        return complain(l, at_key(m, "id"), "another id", "the city %s is here twice", shown(x.c.id));
    x.c.confidence = (enum confidence)x.confidence;
    x.c.communes = x.communes.v;
    x.c.n_communes = x.communes.n;
    p->cities[p->n_cities++] = x.c;
}

void cities_read(const struct load *l, const struct node *list, struct province *p) {
    p->cities = NEWS(struct city, list->n + 1);
    for (size_t i = 0; i < list->n; i++) city_read(l, list->v[i], p);
}

/* Checks cities against the units: the former unit exists, each commune is in force and in one city only. */
void cities_fit(const struct load *l, const struct node *root, const struct province *p) {
    const struct node *list = at_key(root, "cities");
    for (size_t i = 0; i < p->n_cities; i++) {
        const struct city *c = &p->cities[i];
        const struct unit *was = unit_on(p, c->was, 0);
        const struct node *at = list->n == p->n_cities ? list->v[i] : list;
        if (!was || was->level != LEVEL_DISTRICT)
            complain(l, at_key(at, "was"), "the code of the former city in units.yaml",
                     "the city %s was %s, which is not there", shown(c->id), shown(c->was));
        for (size_t k = 0; k < c->n_communes; k++) {
            const struct unit *u = unit_on(p, c->communes[k], 0);
            if (!u || u->level != LEVEL_COMMUNE || u->until)
                complain(l, at_key(at, "communes"), "codes of communes in force",
                         "the city %s has %s, which is no commune today", shown(c->id),
                         shown(c->communes[k]));
            if (city_with(p, c->communes[k]) != c)
                complain(l, at_key(at, "communes"), "each commune in one city", "%s is in two cities",
                         shown(c->communes[k]));
        }
    }
}
