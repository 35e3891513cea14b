/* A register: what decisions enter, and who may read it. */
#pragma once
#include "province/procedure.h"
#include "province/view.h"

/* what a dossier brings by itself: its days; the agency that filed it, and that one's level */
enum fill { FILL_NONE, FILL_FILED, FILL_DECIDED, FILL_AGENCY, FILL_LEVEL };
struct reg_field {
    struct field f; /* as a form would ask it; types text, number, date, choice, commune, yes_no */
    bool is_public; /* shown to everybody; never a personal one */
    bool search;    /* its words are found by the search box */
    enum fill fill;
    struct words note;
};
struct reg { /* a register: what decisions enter, and who may read it */
    str id;
    struct words name, note;
    bool is_public;
    str kept_by; /* agency that corrects what was imported; empty = that of the entry's unit */
    struct reg_field *fields;
    size_t n_fields;
    /* fields that make an entry unique: a new one with the same key replaces the former; none = each stands
     * alone */
    str *key;
    size_t n_key;
    /* the date since when an entry holds, or the period on whose last day it does; empty = the day it was
     * entered */
    str day_field;
    /* its first plain field of type agency: whose entry it is; empty = its unit's agency, or the keeper's */
    str agency_field;
    /* its first plain field of type commune: where an entry belongs; empty = where it was decided */
    str unit_field;
    struct source_in {
        struct words what;
        str decision, read;
    } source;
    /* register/ID: its plain fields beside act, i, n, dossier, unit, agency, day, month, current */
    struct view view;
    str path;
};
/* What the room of registers answers to everybody else; set once at the start, before any province is built.
 */
struct db;
struct register_answers {
    void (*view)(struct reg *g); /* makes g->view */
    /* the plain values of an entry's version, by its act and row: one field's, and how many there are */
    str (*value)(struct db *db, i64 act, i64 i, str field);
    i64 (*n_values)(struct db *db, i64 act, i64 i);
};
void province_registers(const struct register_answers *a);
const struct register_answers *registers_of(void); /* NULL in a program without rooms */

const struct reg_field *reg_field(const struct reg *g, str id);
const struct reg *reg_of(const struct province *p, str id);
