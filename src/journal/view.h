/* The journal's columns that SQL of other folders may use; they do not change. ACTS is a sub-select, which
 * both engines flatten: `JOIN " ACTS " AS j ON j.n = e.act`. */
#pragma once

#define ACTS "(SELECT n, at, actor, kind, key FROM journal)"
/* salt of the act in the row's own column `act` */
#define ACT_SALT "(SELECT salt_h FROM journal WHERE n = act)"
