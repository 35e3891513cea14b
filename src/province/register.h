/* A register (sổ đăng ký) as its file declares it: the fields of an entry, which are public, who corrects. */
#pragma once
#include "province/procedure.h"
#include "province/view.h"

/* what fills a field from the dossier itself: day of filing, day of decision, the agency that filed, its
 * level */
enum fill { FILL_NONE, FILL_FILED, FILL_DECIDED, FILL_AGENCY, FILL_LEVEL };
struct reg_field {
    struct field f; /* as a form would ask it; types text, number, date, choice, commune, yes_no */
    bool is_public; /* shown to everybody; never a personal one */
    bool search;    /* the search box finds its words */
    enum fill fill;
    struct words note;
};
struct reg { /* a register; `register` is a word of C */
    str id;
    struct words name, note;
    bool is_public;
    str kept_by; /* code of the agency that corrects imported entries; empty = the agency of the entry's unit
                  */
    struct reg_field *fields;
    size_t n_fields;
    /* fields that identify an entry: a new entry with the same values replaces the former; none = never
     * replaces */
    str *key;
    size_t n_key;
    /* id of the date from which an entry holds, or of a period on whose last day it holds; empty = the day it
     * was entered */
    str day_field;
    /* id of its first plain field of type agency: the agency the entry counts for; empty = the agency of its
     * unit, or its keeper */
    str agency_field;
    /* id of its first plain field of type commune: the entry's unit; empty = the unit that decided */
    str unit_field;
    struct source_in {
        struct words what;
        str decision, read;
    } source;
    /* the view register/ID: its plain fields, and act, i, n, dossier, unit, agency, day, month, current */
    struct view view;
    str path;
};
/* Functions that rooms/register provides to the folders below it. Set once at the start, before any province
 * is built. */
struct db;
struct register_answers {
    void (*view)(struct reg *g); /* fills g->view */
    /* of the version of an entry that act `act` wrote in its row `i`: one plain field's value; how many plain
     * values it has */
    str (*value)(struct db *db, i64 act, i64 i, str field);
    i64 (*n_values)(struct db *db, i64 act, i64 i);
};
void province_registers(const struct register_answers *a);
const struct register_answers *registers_of(void); /* NULL in a program without rooms */

const struct reg_field *reg_field(const struct reg *g, str id);
const struct reg *reg_of(const struct province *p, str id);
