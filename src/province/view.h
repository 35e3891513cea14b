/* Published views: what figures may read. The rooms declare theirs; each register has one. */
#pragma once
#include "base/base.h"

struct province;
struct reg;

struct view_column {
    const char *name;
    /* i integer, t text, b 0/1, d local day, m month YYYY-MM, u unit or agency code */
    char type;
};
struct view {
    const char *name; /* returns, procedures, dossiers */
    const char *en;   /* one line: what a record is */
    /* SQL after FROM, with "act" among its columns so that a figure can be asked as of an act */
    const char *from;
    const struct view_column *columns;
    size_t n_columns;
    const char *dossier; /* column holding the dossier's record number, for opening a record; NULL none */
    /* the same records after act $5, found by their act: rows are only ever added; NULL = they may change */
    const char *after;
};

/* Figures read published views only; their declarations come from the rooms. `check` uses this to refuse a
 * missing or personal column. */
/* set once at start, before any province is built */
void province_views(const struct view *const *views, size_t n);
const struct view *view_of(str name);
/* The same, and the province's registers as register/ID. */
const struct view *view_for(const struct province *p, str name);
/* The names of both, the rooms' first; 0 where no room has published any. */
size_t view_names(const struct province *p, const char ***out);
/* The register behind a view; NULL for a room's own. */
const struct reg *view_reg(const struct province *p, const struct view *v);
