/* What the SQL of other folders may name of the journal: these columns stay. Written as a sub-select, which
 * both engines flatten: `JOIN " ACTS " AS j ON j.n = e.act`. */
#pragma once

#define ACTS "(SELECT n, at, actor, kind, key FROM journal)"
/* of the row's own column `act` */
#define ACT_SALT "(SELECT salt_h FROM journal WHERE n = act)"
