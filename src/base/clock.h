/* The one clock: when a dossier is due, and every minute of why. Pure: calendar, hours, term, start and
 * pauses in; time and explanation out. Rules: Civil Code 2015 art. 147–148. Office hours
 * are dated and come from calendar.yaml. */
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
struct hours { /* office hours in force from a day on, until the next entry */
    int from_day;
    struct span spans[4];
    int n_spans;
};
/* days sorted; days outside first..last: weekends off, no holidays, low confidence */
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
    int value; /* days or hours; ignored for same day */
    /* same day only: received at or after this minute of the day → the next working day; -1 none */
    int cutoff;
};
struct pause { /* waiting for the citizen: [from, to); to = 0 is still open */
    i64 from, to;
    str why;
};

/* what a stretch of time was */
enum clock_why {
    WHY_WORK,  /* counted against the term */
    WHY_NIGHT, /* before opening or after closing */
    WHY_LUNCH, /* between two spans of a day */
    WHY_WEEKEND,
    WHY_HOLIDAY,   /* `name` says which */
    WHY_PAUSE,     /* waiting for the citizen */
    WHY_FIRST_DAY, /* working and calendar days: the day of reception is not counted */
    WHY_DAY,       /* calendar days: one whole day counted */
    /* calendar days: the last day fell on a day off; `name` if this one is a holiday */
    WHY_SLIDE,
    WHY_CUTOFF /* same day: received after the cut-off */
};
struct stretch {
    i64 from, to;
    enum clock_why why;
    /* taken off the term: seconds (working hours), whole days × DAY (all other units) */
    i64 counted;
    str name_vi, name_en; /* the holiday's or the pause's name */
};
struct due {
    i64 at;     /* the due instant; 0 while a pause is open */
    i64 starts; /* when counting began: reception moved into working time */
    /* seconds (working hours) or days × DAY (same day: one); used = before the open pause, else = needed */
    i64 needed, used;
    /* in time order, no gaps, from reception to due or to the open pause; neighbours of a kind and name
     * merged */
    struct stretch *why;
    size_t n_why;
    /* the first day of less than high confidence whose being worked or off moves starts or due; 0 none */
    int unsure_day;
    str unsure_vi, unsure_en;
};

/* Whether a local day is worked, and the entry that says so (or NULL for plain weekdays and weekends). */
bool day_works(const struct calendar *c, int day, const struct day_off **out_entry);
const struct hours *hours_on(const struct calendar *c, int day);
/* The due time of `t` for something received at `start`. Pauses are sorted, disjoint, at most 1000; the
 * answer lives in the caller's arena.
 * - working hours and days: a day is 8 h of office hours; time outside office hours does not count; due at
 * the instant the last second is used (working days: n days after the day of reception, at closing time of
 * that day, as the slips print it);
 * - calendar days: count from the next day, due at closing time of the last, which slides off days off;
 * - same day: closing time of the day of reception, or of the next working day after the cut-off;
 * (a day term of no days is a same day without a cut-off);
 * - a pause stops counting: hour terms move by the working time it covered; working days and same day by the
 * working days of which it touched an office hour; calendar days by every day it touched. The day of
 * reception, where it is not counted, costs nothing. Values over 3650 days, or a calendar without working
 * days, are our mistake: the loader's to refuse. */
struct due clock_due(const struct calendar *c, struct term t, i64 start, const struct pause *pauses,
                     size_t n_pauses);
/* Working seconds between two instants at most 6000 days apart, for figures such as median working hours to
 * decision. */
i64 clock_working(const struct calendar *c, i64 from, i64 to);
