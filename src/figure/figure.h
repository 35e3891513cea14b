/* Figures: an indicator of the province folder asked of a published view for a period, an agency and a state
 * of the journal. One query path for the tile, the list, CSV and JSON. Private to this room. */
#pragma once
#include "web/web.h"
#include "answer/picture.h"

/* cells of 1–4 records are not shown to the public (HOUSE); records a page */
enum { FIGURE_SMALL = 5, FIGURE_PAGE = 50 };

enum period_kind { PERIOD_REPORTING, PERIOD_CALENDAR, PERIOD_MONTH };
struct period {
    enum period_kind kind;
    int year, month; /* month: PERIOD_MONTH only */
    int from, to;    /* local days, `to` exclusive */
};
/* The reporting year (15/12 of the year before → 14/12, by province.yaml), a calendar year, a month. */
struct period period_reporting(const struct province *p, int year);
struct period period_calendar(int year);
struct period period_month(int year, int month);

struct figure { /* value = num / den (share: × 100 %); a median of an even number has den 2 */
    i64 num, den;
    i64 n;           /* records behind it */
    bool has_value;  /* false: nothing to divide by, or nothing to take the middle of */
    bool suppressed; /* too few to show this visitor: num, den and n are then 0 */
    bool moved;      /* suppressed: what came after the seal of its year would show by itself */
};
struct cell {
    str key;      /* month YYYY-MM, agency code, or a value of the column */
    int from, to; /* the part of the period it covers */
    bool listed;  /* it would stand here also without a record: its name comes from the definitions */
    const struct agency *agency;
    struct words name; /* of the column's value */
    struct figure f;
};
struct cells {
    struct cell *v;
    size_t n, cap;
    size_t hidden; /* suppressed ones among them */
    size_t empty;  /* without a record */
    bool same;     /* every cell equals the whole: a state, not a flow */
};

/* The view an indicator reads; NULL when it, or a column it names, is no longer published. */
const struct view *figure_view(const struct indicator *ind);
bool view_has(const struct view *v, const char *column);
char figure_column_type(const struct view *v, str column); /* 0 = no such column */
/* Whether it adds or compares a column: sum, median, mean, ratio. */
bool figure_adds(const struct indicator *ind);
/* A part of a whole, told in per cent: a share of records, or a ratio of two of their numbers. */
bool figure_part(const struct indicator *ind);
/* these and a mean: without anything to divide by there is no value */
bool figure_divides(const struct indicator *ind);
/* Whether single records are about persons: then small cells are hidden and records are closed to the public.
 */
bool figure_closed(const struct view *v);
/* The same indicator of the records with this value alone; without a column, the indicator itself. */
struct indicator figure_where(const struct indicator *ind, str column, str key);
bool figure_opened_by(const struct indicator *ind, str column);
/* Agency empty = all; as_of = the last act that counts. */
struct figure figure_read(struct db *db, const struct indicator *ind, struct period when, str agency,
                          i64 as_of);
struct cells figure_by_month(struct db *db, const struct indicator *ind, struct period when, str agency,
                             i64 as_of);
/* One cell for each agency in force on `on_day` at a level that decides dossiers, and any other that has
 * records; by value, then by name. */
struct cells figure_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                            struct period when, int on_day, i64 as_of);

/* The column that names the commune a record belongs to: one that it is opened by, else the agency's; empty =
 * none does. */
str figure_commune_column(const struct indicator *ind, const struct view *v);

/* One cell for each value of a column: those the definitions know, and any other that is recorded ("" = not
 * stated). */
struct cells figure_by_column(struct db *db, const struct province *p, const struct indicator *ind,
                              struct period when, int on_day, i64 as_of, str column);
/* The day of the first record that its view holds before the period's end; the end when there is none. The
 * view has days. */
int figure_first_day(struct db *db, const struct indicator *ind, struct period when, i64 as_of);
int cell_by_name(const void *a, const void *b);
/* Those with records first, by value; up: the greatest first. */
void cells_sort(struct cells *c, bool up);

/* ---- names of columns and their values, from the definitions (label.c) ---- */

struct keys {
    str *v;
    size_t n, cap;
};
struct keys keys_known(const struct province *p, const struct view *v, str column, int on_day);
struct words value_words(const struct province *p, const struct view *v, str column, str key,
                         struct period when, int on_day);
/* Of an agency that is its commune's own: the commune's name. */
struct words desk_unit_words(const struct province *p, str agency, struct period when, int on_day);
/* What one record is, in the plural; of a register, its name. */
str view_words(enum lang l, const struct province *p, const struct view *v);
/* begins small: "channel" */
struct words column_words(const struct province *p, const struct view *v, str column);

/* ---- what a visitor may see: the one function for every surface ---- */

enum { ANSWER_MONTHS = 1, ANSWER_UNITS = 2, ANSWER_COLUMNS = 4 };
struct split { /* by one declared column */
    str column;
    struct cells cells;
};
struct roll {   /* a table made of another's: which of its keys each key belongs to */
    str column; /* whose keys they are */
    struct period when;
    struct {
        str part, whole;
    } * v;
    size_t n, cap;
};
struct answer {
    const struct indicator *ind;
    const struct province *province;
    const struct view *view;
    struct period when;
    int day;           /* the period's last day, or today where that is to come */
    i64 as_of, latest; /* asked for, and the journal's last act */
    i64 sealed;        /* of a sealed year: the act that sealed or restated it; 0 = the figure still moves */
    /* of a restated figure: the act whose parts stand, because too few records moved since; 0 = its own */
    i64 parts_as_of;
    bool entitled; /* officers, leaders, administrators: nothing is hidden from them */
    struct figure total;
    struct cells months, units;
    struct cells districts; /* of the period's days on which there were such */
    struct roll roll;       /* how they were made; of a sealed figure, not known */
    struct split *by;
    size_t n_by;
};
struct answer figure_answer(struct request *r, const struct indicator *ind, struct period when, i64 as_of,
                            u32 parts);
/* The same as of exactly that act, from the records, sealed or not. */
struct answer figure_answer_at(struct request *r, const struct indicator *ind, struct period when, i64 as_of,
                               u32 parts);
/* Fills its districts, and how they were made. */
void figure_by_district(struct request *r, struct answer *a);
bool figure_entitled(const struct request *r);
/* Hides cells of 1–4 (records, hits or misses), then complementary ones: at least two, together at least
 * FIGURE_SMALL. */
void figure_hide(struct cells *c, enum measure m);
/* The records an indicator asks of, opened by every column that it or an indicator of the same records is
 * opened by; then each of these that tells some of them apart. The same for all of them, in the same order.
 */
size_t figure_marks(const struct province *p, const struct indicator *ind, struct indicator **out);
/* All tables of an answer at once, as indicators of the same records hide theirs: what one hides no other
 * gives back, not even where one column follows from another (a procedure's field). */
void figure_hide_all(struct db *db, struct answer *a);
bool figure_hide_total(struct figure *f);

/* ---- the records behind ---- */

struct record {
    i64 act, i, dossier;
    str code, agency, channel, what;
    int day;
    bool hit;
    str link; /* where it stands by itself; empty = nowhere this visitor may go */
    str why;  /* the first condition of the numerator it does not meet, in words; empty when it does */
};
struct records {
    struct record *v;
    size_t n;
    str next; /* where the next page begins; empty = last page */
};
struct records figure_records(struct request *r, const struct indicator *ind, struct period when, str agency,
                              i64 as_of, str after);

/* ---- the check against the journal ---- */

struct mismatch {
    i64 act, i;
    str column, journal, table;
};
struct proof {
    size_t checked;    /* event rows compared */
    bool all;          /* false: more than the limit, the newest were compared */
    bool own;          /* whether every record of the figure itself is among them */
    const char *table; /* in which they stand */
    struct mismatch *v;
    size_t n;
};
enum { PROOF_ROWS = 5000, PROOF_SHOWN = 20 };
struct proof figure_proof(struct db *db, const struct indicator *ind, struct period when, i64 as_of,
                          int today);

/* ---- the recount, by other code ---- */

enum { RECOUNT_ROWS = 3000000 };
struct recount {
    bool done; /* false: nothing to recount, or more records than RECOUNT_ROWS */
    bool agrees;
    size_t rows; /* read */
    struct figure f;
};
struct recount figure_recount(struct db *db, const struct answer *a);

/* ---- in words ---- */

/* năm báo cáo 2026 */
str period_name(enum lang l, struct period when);
/* 15/12/2025 – 14/12/2026 */
str period_span(struct period when);
/* 1.024 / 1,024 */
str figure_number(enum lang l, i64 n);
/* 79,3 % */
str figure_value(enum lang l, const struct indicator *ind, const struct figure *f);
/* 79.3; empty when there is none */
str figure_machine(const struct indicator *ind, const struct figure *f);
/* why there is no value */
str figure_missing(enum lang l, const struct view *v, const struct figure *f, struct period when, int today);
str condition_words(enum lang l, const struct province *p, const struct view *v, const struct condition *c);
str view_word(enum lang l, const struct view *v); /* the same where the province is not at hand */
str figure_plain(enum lang l, const struct indicator *ind, const struct figure *f); /* 79,3 */
str figure_unit(enum lang l, const struct indicator *ind);                          /* beside the number */
/* tenths of the unit shown, for charts; -1 without a value */
i64 figure_height(const struct indicator *ind, const struct figure *f);
/* Thousandths of the whole for bars: 0–1000; -1 without a value. */
int figure_permille(const struct indicator *ind, const struct figure *f);

/* ---- charts ---- */

void chart_months(struct request *r, const struct answer *a);
/* The bar of one cell beside the others: 0–1000 of per cent or of the largest; -1 without a value. */
int cell_permille(const struct indicator *ind, const struct cells *c, size_t i);
void chart_bar(struct request *r, int permille, int mark_a, int mark_b);
struct point {
    int year, value; /* value 0 = awaited */
    bool soft;       /* not of high confidence */
};
struct trend {
    int year;
    i64 value; /* tenths of the unit; -1 = none, drawn as a gap */
    bool few;  /* there is one, too small to be shown */
    str text;
};
void chart_trend(struct request *r, const struct trend *v, size_t n, i64 goal, str goal_text, str label);
void chart_ranks(struct request *r, const struct point *v, size_t n, const struct target *t);
/* The same as shapes. */
struct picture picture_months(enum lang l, const struct answer *a);
struct picture picture_ranks(enum lang l, const struct point *v, size_t n, const struct target *t);
struct picture picture_trend(const struct trend *v, size_t n, i64 goal, str goal_text, str label);

/* ---- pages ---- */

void page_indicators(struct request *r);
void page_figure_file(struct request *r);
void page_indicator(struct request *r);
void page_indicator_records(struct request *r);
void page_day_now(struct request *r);
void page_day(struct request *r);
void page_demo(struct request *r);
