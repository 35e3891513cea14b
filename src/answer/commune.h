/* Figures by commune: for the map, a commune's page, a former city's page. */
#pragma once
#include "answer.h"
#include "web/tiles.h"

/* The figure of each commune in force, in the order of province->tiles; what this visitor must not see is
 * suppressed. */
struct figure *figures_by_commune(const struct asker *r, const struct answer *a);
struct tile_value *tile_values(const struct asker *r, const struct answer *a, const struct figure *f);
/* Of some communes together. The public sees it only where none of them is hidden: else it would give the
 * hidden one away. */
struct figure city_figure(const struct asker *r, const struct answer *a, const struct city *c);
/* The first day of the newest commune: figures of a period before it belong to other communes under the same
 * codes. */
int communes_since(const struct province *p);
bool indicator_by_commune(const struct indicator *ind); /* whether a map of it can be drawn at all */
