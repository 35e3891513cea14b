/* The province folder, loaded: everything that is Thái Nguyên and nothing that is code. Immutable once built;
 * lives in an arena of its own. */
#pragma once
#include "base/clock.h"
#include "base/json.h"

struct words { /* one text in both languages; en falls back to vi */
    str vi, en;
};

/* ---- messages: what `tinhso check` says ---- */

struct complaint {
    str file;
    int line, column; /* from 1; 0 = the whole file */
    str cause, expected;
};
struct complaints {
    struct complaint *v; /* at most 200 are kept, `more` counts the rest */
    size_t n, cap, more;
};

/* ---- where it comes from: a set of named texts ---- */

struct source_file {
    str path; /* relative to the folder, e.g. procedures/1.001193.yaml */
    str text;
    i64 act; /* the act that adopted this text; 0 when read from a folder */
};
struct sources { /* sorted by path */
    struct source_file *v;
    size_t n, cap;
};
#define BOUNDARIES_FILE "boundaries.geojson" /* the one text that is no YAML; a province may do without */
/* Reads every .yaml file of a folder and of the folders in it, and its boundaries: at most 5,000 files of 1
 * MiB, no links. Complaints on failure. */
struct sources sources_read(str folder, struct complaints *c);

/* ---- units, agencies, calendar ---- */

enum level { LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE };
/* an administrative unit, dated; since/until are local days, until exclusive, 0 = open */
struct unit {
    str code; /* GSO code: "19", "164", "05443" */
    enum level level;
    struct words name; /* "Phường Phan Đình Phùng" */
    str bare;          /* the name without the word for its kind: "Phan Đình Phùng" */
    str parent;        /* code of the unit above */
    int since, until;
    str *became; /* codes of the units it went into, where known */
    size_t n_became;
};
struct agency { /* who decides, and who receives: each has a desk */
    /* H55.nn; where the official sub-code is unknown the province's own, marked `code_confidence: low` in the
     * folder */
    str code;
    struct words name; /* UBND phường Phan Đình Phùng */
    /* its desk's name at this date: Bộ phận Một cửa … / Trung tâm Phục vụ hành chính công … */
    struct words desk;
    str unit; /* code of the unit it serves */
    enum level level;
    str kind; /* empty: the People's Committee or department itself; else police, … */
    int since, until;
    /* who takes over its dossiers when it ends, where its unit's own successor does not; empty = not known */
    str hands_to;
};
struct role { /* a position an officer may hold at an agency: reception, civil_status, chair */
    str id;
    struct words name;
};

/* ---- a procedure ---- */

enum field_type {
    FIELD_TEXT,
    FIELD_LONG_TEXT,
    FIELD_PERSON_NAME,
    FIELD_CITIZEN_ID,
    FIELD_PHONE,
    FIELD_EMAIL,
    FIELD_DATE,
    FIELD_NUMBER,
    FIELD_CHOICE,
    FIELD_YES_NO,
    FIELD_COMMUNE,
    FIELD_ADDRESS,
    FIELD_AGENCY /* of registers only: no form asks for it, the dossier brings it */
};
struct choice {
    str id;
    struct words label;
};
struct field {
    str id; /* [a-z][a-z0-9_]{0,31}, unique in the procedure */
    enum field_type type;
    struct words label, hint;
    bool required, personal;
    /* number: bounds; text: max code points (default 200, long 2000); date: days relative to the filing day
     */
    i64 min, max;
    bool has_min, has_max;
    struct choice *choices;
    size_t n_choices;
    /* shown only when that earlier field has that value ("yes" / "no" for yes_no); empty = always */
    str when_field, when_value;
    /* ids of questions whose answer cannot be the same: a child's number is not its mother's */
    str *differs;
    size_t n_differs;
    str at_most;    /* number: id of the number it is a part of; empty = none */
    bool map;       /* commune: chosen on the province's map of tiles instead of from a list */
    bool form_only; /* of the form, not of the matter: not printed on the result */
    str preset;     /* "me.name", "me.citizen_id", "me.phone", or a literal; empty = none */
};
struct group { /* one question page */
    str id;
    struct words label, hint;
    struct field *fields;
    size_t n_fields;
};
struct document {
    str id;
    struct words label, hint;
    bool required;
    u32 accept; /* bit set of ACCEPT_… */
    i64 max_bytes;
};
enum { ACCEPT_PDF = 1, ACCEPT_JPG = 2, ACCEPT_PNG = 4 };
struct step {
    str id;
    struct words label;
    str by;               /* role id */
    i64 within;           /* working seconds, 0 = unset */
    struct field *fields; /* the officer's own answers */
    size_t n_fields;
};
enum channel { CHANNEL_ONLINE, CHANNEL_COUNTER, CHANNEL_POST, N_CHANNELS };
struct channel_rule {
    bool open;
    struct term term;
    i64 fee; /* VND; -1 = not known */
};
struct mapping {
    str to, from;
};
struct opened { /* their answers come from this form: under the same id, or as mapped */
    str procedure;
    struct mapping *answers;
    size_t n_answers;
};
str opened_from(const struct opened *o, str field); /* the id here of what is asked there */
enum owed { OWED_NEVER, OWED_MONTH, OWED_QUARTER, OWED_YEAR };
enum { OWED_BY_COMMUNES = 1, OWED_BY_DEPARTMENTS = 2 };
enum online { ONLINE_FULL, ONLINE_PARTIAL, ONLINE_INFO };
struct procedure {
    str code; /* "1.001193" */
    struct words name, field_name, note;
    str field;                           /* id of the field of administration: civil-status */
    bool citizen, enterprise, by_agency; /* who may apply */
    /* received at any desk in the province since 2025-07-01 (Decree 118/2025); else the deciding agency's own
     */
    bool any_desk;
    enum level decided_level;
    str decided_kind; /* kind of agency at that unit; empty: its People's Committee */
    /* id of the FIELD_COMMUNE that names the deciding unit; empty: the province's agency `decided_agency` */
    str chosen_from;
    str decided_agency;
    enum online online;  /* what a numbered decision assigns */
    str online_decision; /* its number; empty = configuration, no decision seen */
    bool sample;         /* `online` is a demonstration assumption: say so on screen */
    struct channel_rule channels[N_CHANNELS];
    str fee_note_vi, fee_note_en;
    struct group *groups;
    size_t n_groups;
    struct document *documents;
    size_t n_documents;
    struct step *steps; /* at least one; the last one decides */
    size_t n_steps;
    i64 supplement_days; /* how long a supplement request stays open; 0 = not set */
    /* whole years after its end for which a dossier's personal data are kept; 0 = for ever */
    i64 keep_years;
    bool
        supplement_restarts; /* what was supplemented is counted from anew; else the clock only stood still */
    struct words outcome;    /* name of the paper that results */
    str paper, register_id;
    /* what a positive decision enters in the register: the register's field from an answer */
    struct mapping *entry;
    size_t n_entry;
    /* a public service; false: a report, a recognition, a duty that only uses the mechanism, and counts in no
     * figure of services */
    bool service;
    bool anonymous; /* may be filed without an account */
    enum owed owed; /* a duty of agencies: once a period, the field `period` says for which */
    i64 owed_days;  /* calendar days after the period's end by which it has to be filed */
    u32 owed_by;    /* OWED_BY_…: whose duty it is */
    /* interlinked (liên thông): procedures whose dossiers are opened with this one */
    struct opened *opens;
    size_t n_opens;
    str *law;
    size_t n_law;
    struct words source_what;
    str source_decision, source_read;
    bool everyday; /* shown on the home page */
    str *known_as; /* what people call it; for the search */
    size_t n_known_as;
    str path;        /* file it came from */
    i64 act;         /* the act that adopted this version; what a dossier pins */
    str owner_field; /* id of the field holding the owner of the matter's name (chủ hồ sơ) */
};
const struct field *procedure_field(const struct procedure *p, str id);
const struct group *procedure_group(const struct procedure *p, str id);
const struct document *procedure_document(const struct procedure *p, str id);
const struct step *procedure_step(const struct procedure *p, str id);
/* The commune the form is about: the one that decides, or, of what agencies owe, the first it asks for. NULL
 * when there is none. */
const struct field *procedure_unit(const struct procedure *p);

/* ---- registers ---- */

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
const struct reg_field *reg_field(const struct reg *g, str id);

/* ---- programme and indicators ---- */

enum { GOAL_FIRST = 2020, GOAL_LAST = 2050 };
struct target_goal { /* what a target asks for by the end of a year */
    int year;
    str value;                  /* decimal, as printed */
    struct words text;          /* the resolution's own wording when it differs (over 90 %) */
    enum confidence confidence; /* low: another's goal standing in; nothing is claimed of it */
    /* the text that sets it, where it is not the programme's resolution; a decision that amended it */
    str document;
};
struct target {
    str id, pillar; /* chinh_quyen_so | kinh_te_so | xa_hoi_so | ha_tang_so | chung */
    struct words name, unit, note;
    bool at_least;             /* direction: ge; else le */
    int among;                 /* a rank: among how many it was set; 0 = it is no rank */
    struct target_goal *goals; /* one a year, by year; at least one */
    size_t n_goals;
    struct words source;
    str indicator;           /* id of the indicator that measures it; empty = no figure yet */
    struct words owner;      /* who answers for it; empty = no source says */
    struct words unmeasured; /* why nobody has a figure, as far as that is known */
};
struct observation { /* a figure others published, for a year */
    str of_id;       /* the external indicator it is a value of */
    int year;
    str value; /* empty = awaited */
    int of;    /* a rank: among how many; 0 = not said */
    struct words source, note;
    enum confidence confidence;
    i64 act; /* that added it; 0 = the folder */
};
/* an indicator that others measure: its values are observations, each with its source */
struct external {
    str id, path;
    struct words name, sentence, unit, publisher;
    bool up;           /* more is better */
    str target;        /* the one it stands beside; empty = none */
    struct words only; /* what of the target it covers, when not all: it is not held against it then */
    int target_line, target_column;
};
struct objective { /* what the programme is for, in words: not counted */
    str pillar;
    struct words name, source;
    enum confidence confidence;
};
struct programme_document { /* a text the programme rests on: a resolution, a decision, its successor */
    str number, by;
    int date; /* local day; 0 = not known */
    struct words name, source;
    enum confidence confidence;
};
struct programme_measure { /* what is done towards the targets, by whom, when, for how much */
    str id, pillar, decision;
    struct words name, bodies, source, note;
    int from, until; /* local days, `until` inclusive; 0 = not set */
    i64 budget;      /* đồng; 0 = not known */
    enum confidence confidence;
};
enum measure { MEASURE_COUNT, MEASURE_SHARE, MEASURE_SUM, MEASURE_MEDIAN, MEASURE_MEAN, MEASURE_RATIO };
enum compare { COMPARE_IS, COMPARE_NOT, COMPARE_AT_LEAST, COMPARE_AT_MOST };
struct condition { /* column = value; value `true` is 1, `false` 0 */
    str column, value;
    enum compare how;
    str *more; /* COMPARE_IS: further values, any of which will do */
    size_t n_more;
};
struct indicator {
    str id;
    struct words name, sentence, unit;
    enum measure measure;
    str of;                  /* a published view */
    const struct view *view; /* the same, found when the folder was read; NULL = ask view_of */
    str column;              /* sum, median, mean, ratio: the number that is added or compared */
    str weight;              /* mean: how much a record weighs; empty = all alike */
    /* ratio: the number of which `column` is a part; both are added up, then divided once */
    str over;
    struct condition *where; /* which records count at all */
    size_t n_where;
    struct condition *hit; /* share: which of them are the numerator */
    size_t n_hit;
    str *by; /* further columns it is opened by, beside month and unit */
    size_t n_by;
    /* of records with the same `latest` only the last by this column counts (a survey a commune); empty = all
     * count */
    str latest, latest_by;
    bool state; /* what stands at the end of the period; else what happened in it */
    bool up;    /* more is better */
    /* the column's number is divided by this when shown (seconds → hours: 3600); 0 = 1 */
    i64 scale;
    int decimals; /* shown; has_decimals false: 1 where the value is a fraction */
    bool has_decimals;
    struct words short_unit; /* beside the number instead of `unit`; may be empty */
    /* id of the target it stands beside; empty = the one whose `indicator` it is, if any */
    str goal;
    str path; /* the file it came from, and where `goal` stands in it */
    int goal_line, goal_column;
};
struct pillar {
    str id;
    struct words name;
};

struct score_part { /* a component: only what the province itself has entered */
    struct words name;
    str points, ours; /* decimals; ours: the points reached, empty = not known */
};
struct score_index { /* a main index of a scorecard */
    str id, group;
    struct words name;
    i64 points;    /* most points; 0 = not scored; -1 = established by no source */
    i64 parts;     /* components it has; 0 = not known */
    str indicator; /* of an own scorecard: the figure it is made of */
    i64 full;      /* and the value that earns all points */
    struct score_part *components;
    size_t n_components;
};
struct score_row { /* a province as others ranked it */
    str name;
    i64 rank; /* as published, or its place in the list */
    /* decimals 0–1; empty = not published; values in the order of the scored indices */
    str total, *values;
    size_t n_values;
};
struct score_year {
    int year, of; /* of: among how many */
    struct words source;
    enum confidence confidence;
    struct score_row *rows; /* as published */
    size_t n_rows;
};
struct score_value { /* what a source says our province reached */
    int year;
    str index, value;
    struct words source;
    enum confidence confidence;
};
struct scorecard {
    str id, document, ours, target;
    struct words name, source, note;
    int date;
    /* own: the province scores its communes, or its departments, from its own figures */
    bool own, departments;
    i64 scale;
    enum confidence confidence;
    struct pillar *groups;
    size_t n_groups;
    struct score_index *main;
    size_t n_main;
    struct words region_name;
    enum confidence region_confidence;
    str *region; /* names of its provinces */
    size_t n_region;
    struct score_year *years; /* latest last */
    size_t n_years;
    struct score_value *values;
    size_t n_values;
};
/* Σ(value × points) / scale in ten-thousandths, rounded; -1 when a scored index has no value or no points. */
i64 score_total(const struct scorecard *s, const struct score_row *row);
bool ten_thousandths(str decimal, i64 *out); /* 0.8253 → 8253; false beyond 0…1 */

struct tile { /* a commune's place on the map drawn as tiles: from 0, from the top left */
    str unit;
    int column, row;
};
/* a commune's border as it is drawn, simplified: whole numbers on the map's grid, y downwards */
struct outline {
    str path; /* SVG path data, filled by the even-odd rule */
    int left, top, right, bottom;
    int x, y, room; /* where a label has most room, and how far the nearest border is from there */
};
/* a former city whose communes are looked at together; a unit of its own no more */
struct city {
    str id, was; /* was: its code as a unit */
    struct words name, note;
    str *communes;
    size_t n_communes;
    enum confidence confidence; /* that these are the communes it went into */
};

/* a day from which a series of the whole province is about something else, and why */
struct series_break {
    int on;
    struct words why;
};

struct language {         /* beside Vietnamese and English */
    str code, name, note; /* "ko", "한국어" */
    struct mapping *v;    /* sorted by `from`; each `to` ends with a NUL */
    size_t n;
};
/* What stands for a text in that language; NULL when nothing does. */
const char *language_say(const struct language *l, str text);

struct province {
    i64 act;       /* the act that adopted it; 0 = read from a folder */
    str code, gso; /* "H55", "19" */
    struct words name;
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
    struct agency *agencies;
    size_t n_agencies;
    struct role *roles;
    size_t n_roles;
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
    /* ids of the indicators that a city's and a commune's page show, where there are such */
    str *shows;
    size_t n_shows;
};

/* Builds a province from texts, in the current arena. NULL when there is any complaint. Never crashes on any
 * bytes; YAML aliases, anchors, tags and more than 100,000 nodes are refused. */
const struct province *province_build(const struct sources *s, struct complaints *c);
/* One procedure's text alone: a pinned version. NULL when it no longer parses (which adopt would not have let
 * in). */
const struct procedure *procedure_build(const struct source_file *f, struct complaints *c);
str complaint_text(const struct complaint *c); /* file:line:column: cause; expected … */

const struct procedure *procedure_of(const struct province *p, str code);
/* ---- duty.c: what agencies owe from time to time ---- */
/* The days of a period of a duty, `to` exclusive: "2026-09", "2026-Q3" or "2026"; false when it is none of
 * that kind. */
bool owed_period(enum owed every, str period, int *out_from, int *out_to);
/* The same of any of the three kinds. */
bool period_days(str period, int *out_from, int *out_to);
/* The period of a duty that ended last before a day, the one owed then. */
str owed_last(enum owed every, int day);
/* The last day to file for a period. */
int owed_due(const struct procedure *q, str period);
/* Whether a duty is this kind of agency's at all: a commune's People's Committee, or a department of the
 * province. */
bool owed_kind(const struct province *p, const struct procedure *q, const struct agency *a);
/* Who owes for a period, departments before communes, by code: who was there on its last day and still on the
 * last day to file. */
size_t owed_agencies(const struct province *p, const struct procedure *q, str period,
                     const struct agency ***out);
/* Since when the agency that has this code on a day has existed, under whatever names; 0 = it does not then.
 */
int agency_began(const struct province *p, str code, int day);
/* The reporting year (of province.yaml) a local day falls in. */
int reporting_year(const struct province *p, int day);
/* The unit with this code on a local day (0 = the latest there was); NULL if none. */
const struct unit *unit_on(const struct province *p, str code, int day);
/* The last day, not after `day`, from which on the province is what it was on `day`; 0 = always so. */
int comparable_since(const struct province *p, int day);
/* Who has an agency's matters on a day after it ended: itself under a new name, its unit's only successor, or
 * whom the folder names. NULL when that is not known (the district level ended on 01/07/2025 without one
 * heir). */
const struct agency *agency_heir(const struct province *p, str code, int day);
/* The agency with this code on a day; the People's Committee, or an agency of a kind, that decides for a
 * commune-level unit on a day. */
const struct agency *agency_on(const struct province *p, str code, int day);
const struct agency *agency_for_unit(const struct province *p, str unit, int day);
const struct agency *agency_of_kind(const struct province *p, str unit, str kind, int day);
const struct city *city_of(const struct province *p, str id);
const struct city *city_with(const struct province *p, str commune); /* NULL when in none */
bool city_has(const struct city *c, str commune);
const struct tile *tile_of(const struct province *p, str commune);
int the_day(const struct province *p, int year); /* of the Digital Transformation Day: a local day */
const struct role *role_of(const struct province *p, str id);
const struct indicator *indicator_of(const struct province *p, str id);
const struct external *external_of(const struct province *p, str id);
/* What others publish of a target; NULL when nobody does. */
const struct external *external_for(const struct province *p, str target);
const struct observation *observation_in(const struct province *p, str external, int year);
const struct target *target_of(const struct province *p, str id);
/* The goal that counts in a year: the first of that year or later, else the last; a borrowed one only where
 * the target has no other. */
const struct target_goal *target_goal(const struct target *t, int year);
/* The goal of that year itself; NULL when the target has none. */
const struct target_goal *target_goal_in(const struct target *t, int year);
/* No goal of it is the province's own: others' stand in. */
bool target_borrowed(const struct target *t);
const struct scorecard *scorecard_of(const struct province *p, str id);
const char *level_name(enum level l);
const char *channel_name(enum channel c); /* online, counter, post */
bool channel_parse(str s, enum channel *out);

/* Figures read published views only; their declarations come from the rooms. `check` uses this to refuse a
 * missing or personal column. */
/* set once at start, before any province is built */
void province_views(const struct view *const *views, size_t n);
const struct view *view_of(str name);
/* The same, and the province's registers as register/ID. */
const struct view *view_for(const struct province *p, str name);
const struct reg *reg_of(const struct province *p, str id);
/* The register behind a view; NULL for a room's own. */
const struct reg *view_reg(const struct province *p, const struct view *v);
