/* The province folder, loaded: everything that is Thái Nguyên and nothing that is code. Immutable once built;
 * lives in an arena of its own. */
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
/* What stands for a text in that language; NULL when nothing does. */
const char *language_say(const struct language *l, str text);

struct witness { /* somebody outside who cosigns the journal's checkpoints */
    struct words name;
    str url; /* where it is asked: the submission prefix of C2SP tlog-witness */
    str key; /* its C2SP verifier key, of the type for cosignatures */
};

struct province {
    i64 act;       /* the act that adopted it; 0 = read from a folder */
    str code, gso; /* "H55", "19" */
    struct words name;
    struct words kind; /* what it is: "Tỉnh", "Province"; "Thành phố", "City"; empty where not said */
    struct words day_name; /* Ngày Chuyển đổi số tỉnh Thái Nguyên */
    str default_unit;      /* the form's default commune: the demonstration's */
    /* the reporting year begins on this date of the year before: 12, 15 (15/12 → 14/12) */
    int year_month, year_dom;
    i64 reply_seconds; /* working seconds a desk has to answer a filing: 8 h [M] */
    /* the last day on which the papers of the desk bear the form numbers of Circular 01/2018; 0 = never */
    int slip_forms_until;
    /* how often a supplement may be asked for in one dossier: once [M]; 0 = without limit */
    i64 supplement_limit;
    struct calendar calendar;
    struct unit *units;
    size_t n_units;
    bool counted; /* official totals were told, and compared */
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
    int day_month, day_dom; /* of the Day: 12, 31; 0 = the province has none */
    bool day_after;         /* it comes in the year after the one it looks back on */
    int first_year;         /* the first of which the folder knows units */
    struct tile *tiles;     /* every commune in force once; none when the folder draws no map */
    size_t n_tiles, cap_tiles;
    int map_columns, map_rows;
    struct outline *outlines; /* beside the tiles; NULL when the folder has no boundaries */
    int outline_width, outline_height;
    str boundary_code; /* the property of a boundary that holds its commune's code */
    struct city *cities;
    size_t n_cities;
    struct series_break *breaks; /* by day */
    size_t n_breaks;
    /* code of the procedure by which residents report what is broken; empty = none */
    str report;
    /* where to report a vulnerability, as RFC 9116 has it: mailto:, https: or tel:; empty = nobody is named
     */
    str security_contact;
    struct witness *witnesses;
    size_t n_witnesses;
    /* ids of the indicators that a city's and a commune's page show, where there are such */
    str *shows;
    size_t n_shows;
    str *demo_families; /* family names of the demonstration's people, beside the country's commonest */
    size_t n_demo_families;
};
