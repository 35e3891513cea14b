/* The deadline clock: when a dossier is due, and why, stretch by stretch. A pure function of calendar, office
 * hours, term, start and pauses. Rules: Civil Code 2015 art. 147–148. Office hours are dated and come from
 * calendar.yaml. All instants are Unix seconds, all days local day numbers (when.h). */
#pragma once
#include "when.h"

enum confidence { CONF_LOW, CONF_MEDIUM, CONF_HIGH };

struct day_off { /* a weekday off, or (work = true) a Saturday or Sunday worked instead */
    int day;
    bool work;
    enum confidence confidence;
    str name_vi, name_en;
};
struct span { /* minutes after local midnight, open ≤ m < close */
    int open, close;
};
struct hours { /* office hours in force from `from_day` until the next entry */
    int from_day;
    struct span spans[4];
    int n_spans;
};
/* `days` is sorted. Outside first_day…last_day weekends are off, there are no holidays, confidence is low. */
struct calendar {
    const struct day_off *days;
    size_t n_days;
    const struct hours *hours;
    size_t n_hours;
    int first_day, last_day;
};

enum term_unit { TERM_SAME_DAY, TERM_WORKING_DAYS, TERM_CALENDAR_DAYS, TERM_WORKING_HOURS };
struct term {
    enum term_unit unit;
    int value; /* days or hours, at most 3650; ignored for same day */
    /* same day only: what is received at or after this minute of the day is due the next working day; -1 = no
     * cut-off */
    int cutoff;
};
struct pause { /* the clock stands still from `from` until before `to`; to = 0: still open */
    i64 from, to;
    str why;
};

/* why a stretch of time was counted or not */
enum clock_why {
    WHY_WORK,  /* counted against the term */
    WHY_NIGHT, /* before opening or after closing */
    WHY_LUNCH, /* between two spans of a day */
    WHY_WEEKEND,
    WHY_HOLIDAY,   /* `name` says which */
    WHY_PAUSE,     /* a pause; `name` gives its reason */
    WHY_FIRST_DAY, /* working and calendar days: the day of reception is not counted */
    WHY_DAY,       /* calendar days: one whole day counted */
    /* calendar days: from a last day that is off until the next working day closes; `name` if this day is a
     * holiday */
    WHY_SLIDE,
    WHY_CUTOFF /* same day: the rest of a day after the cut-off */
};
struct stretch {
    i64 from, to;
    enum clock_why why;
    /* taken off the term: seconds (working hours) or whole days × DAY (other units) */
    i64 counted;
    str name_vi, name_en; /* the holiday's or the pause's name */
};
struct due {
    i64 at;     /* the due instant; 0 while a pause is open */
    i64 starts; /* when counting began: reception moved into working time */
    /* the whole term and what was counted of it: seconds (working hours) or days × DAY; used < needed only
     * while a pause is open */
    i64 needed, used;
    /* the stretches from reception to `at` or to the open pause, in order and without gaps; neighbours of the
     * same kind and name are merged */
    struct stretch *why;
    size_t n_why;
    /* the first day of less than high confidence that would move `starts` or `at` if it were worked instead
     * of off, or the reverse; 0 = none */
    int unsure_day;
    str unsure_vi, unsure_en;
};

/* Whether a local day is worked. *out_entry: the calendar's entry for it; NULL for a plain weekday or
 * weekend. */
bool day_works(const struct calendar *c, int day, const struct day_off **out_entry);
/* The office hours in force on a day; before the first entry, those of the first. */
const struct hours *hours_on(const struct calendar *c, int day);
/* The due time of term `t` for something received at `start`. Pauses are sorted, disjoint, at most 1000; the
 * result lives in the caller's arena.
 * - Working hours: only office hours count; due at the instant the last second is used.
 * - Working days: counted from the day after reception; due at closing time of the n-th, as the slips print
 * it.
 * - Calendar days: counted from the day after reception; due at closing time of the last day, or of the next
 * working day when that one is off.
 * - Same day: due at closing time of the day of reception; after the cut-off, of the next working day. A term
 * of 0 days is a same-day term without a cut-off.
 * - A pause moves a term of hours by the working time it covers. It moves working days and same day by the
 * working days on which it covers some office hour, calendar days by every day it touches. On a day of
 * reception that is not counted a pause costs nothing.
 * Panics when the term does not end within 6000 days: the loader refuses terms over 3650 days. */
struct due clock_due(const struct calendar *c, struct term t, i64 start, const struct pause *pauses,
                     size_t n_pauses);
/* Working seconds between two instants at most 6000 days apart. Figures use it, such as the median of working
 * hours until a decision. */
i64 clock_working(const struct calendar *c, i64 from, i64 to);
