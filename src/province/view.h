/* Published views: the tables of records that indicators may read. Rooms declare theirs, each register has
 * one. */
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
    /* SQL after FROM; "act" is among its columns, so that a figure can be computed as of an act */
    const char *from;
    const struct view_column *columns;
    size_t n_columns;
    const char *dossier; /* the column with the dossier's id, for links to a record; NULL = none */
    /* as `from`, but only records of acts after $5; needs rows that are never changed. NULL = rows may
     * change, so sums in memory cannot be kept */
    const char *after;
};

/* Sets the views that rooms publish. Called once at the start, before any province is built: `tinhso check`
 * refuses indicators with unknown columns by them. */
void province_views(const struct view *const *views, size_t n);
const struct view *view_of(str name); /* a room's view; NULL = there is none */
/* A room's view, or a register's by the name register/ID; NULL = there is none. */
const struct view *view_for(const struct province *p, str name);
/* The names of all views, the rooms' first; 0 when no room has published any. */
size_t view_names(const struct province *p, const char ***out);
/* The register of a view register/ID; NULL for a room's view. */
const struct reg *view_reg(const struct province *p, const struct view *v);
