/* Figures by commune: for the map, for a commune's page and for a former city's page. */
#pragma once
#include "answer.h"
#include "web/tiles.h"

/* One figure for each commune in force, in the order of province->tiles; suppressed where this visitor may
 * not see it. */
struct figure *figures_by_commune(const struct asker *r, const struct answer *a);
struct tile_value *tile_values(const struct asker *r, const struct answer *a, const struct figure *f);
/* Sum over the communes of a former city. The public sees it only if no commune is hidden: the sum would
 * reveal the hidden one. */
struct figure city_figure(const struct asker *r, const struct answer *a, const struct city *c);
/* The first day of the newest commune. Before that day, the same codes meant other communes. */
int communes_since(const struct province *p);
bool indicator_by_commune(const struct indicator *ind); /* true when the indicator can be shown on a map */
