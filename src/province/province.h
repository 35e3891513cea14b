/* The model of a province, built from the province folder: all data about the province, no code. Immutable
 * once built. A missing text or list is empty (n = 0). */
#pragma once
#include "province/calendar.h"
#include "province/indicator.h"
#include "province/map.h"
#include "province/procedure.h"
#include "province/register.h"
#include "province/scorecard.h"
#include "province/target.h"
#include "province/unit.h"
#include "province/view.h"

struct language {         /* beside Vietnamese and English */
    str code, name, note; /* "ko", "한국어" */
    struct mapping *v;    /* sorted by `from`; each `to` ends with a NUL */
    size_t n;
};
/* The translation of a text into that language; NULL when there is none. */
const char *language_say(const struct language *l, str text);

struct witness { /* somebody outside who cosigns the journal's checkpoints */
    struct words name;
    str url; /* its submission prefix (C2SP tlog-witness) */
    str key; /* its verifier key (C2SP signed-note, type 4: cosignatures) */
};

struct province {
    i64 act;       /* the act that adopted it; 0 = read from a folder */
    str code, gso; /* "H55", "19" */
    struct words name;
    struct words kind;     /* its kind: "Tỉnh", "Province"; "Thành phố", "City"; empty = not known */
    struct words day_name; /* Ngày Chuyển đổi số tỉnh Thái Nguyên */
    str default_unit;      /* code of the commune that forms offer first on demonstration data */
    /* the reporting year begins on this date of the year before: 12, 15 (15/12 → 14/12) */
    int year_month, year_dom;
    i64 reply_seconds; /* working seconds within which a desk must answer a filing */
    /* the last day on which slips bear the form numbers of Circular 01/2018; 0 = never */
    int slip_forms_until;
    /* how often a supplement may be requested in one dossier; 0 = no limit */
    i64 supplement_limit;
    struct calendar calendar;
    struct unit *units;
    size_t n_units;
    struct agency *agencies;
    size_t n_agencies;
    struct role *roles;
    size_t n_roles;
    str reception;                 /* id of the role that receives */
    struct procedure **procedures; /* sorted by code */
    size_t n_procedures;
    struct reg *registers; /* sorted by id */
    size_t n_registers;
    struct indicator *indicators;
    size_t n_indicators;
    struct pillar *pillars;
    size_t n_pillars;
    struct target *targets;
    size_t n_targets;
    struct external *externals;
    size_t n_externals;
    struct observation *observations; /* of all externals */
    size_t n_observations, cap_observations;
    struct objective *objectives;
    size_t n_objectives;
    struct programme_document *documents;
    size_t n_documents;
    struct programme_measure *measures;
    size_t n_measures;
    struct language languages[8];
    size_t n_languages;
    str resolution, programme_name_vi, programme_name_en;
    struct scorecard *scorecards;
    size_t n_scorecards;
    int day_month, day_dom; /* of the Day: 12, 31 */
    int first_year;         /* the first year in which a unit of the folder exists; no figure is older */
    struct tile *tiles;     /* every commune in force once; none when the folder draws no map */
    size_t n_tiles, cap_tiles;
    int map_columns, map_rows;
    struct outline
        *outlines; /* one for each tile, in the same order; NULL when the folder has no boundaries */
    int outline_width, outline_height;
    str boundary_code; /* the GeoJSON property that holds a commune's code */
    struct city *cities;
    size_t n_cities;
    struct series_break *breaks; /* by day */
    size_t n_breaks;
    /* code of the procedure for residents' reports (phản ánh hiện trường); empty = none */
    str report;
    /* the Contact of security.txt (RFC 9116): mailto:, https: or tel:; empty = none */
    str security_contact;
    struct witness *witnesses;
    size_t n_witnesses;
    /* ids of the indicators shown on the pages of cities and communes */
    str *shows;
    size_t n_shows;
    str *demo_families; /* family names in demonstration data, beside the commonest ones of the country */
    size_t n_demo_families;
};
