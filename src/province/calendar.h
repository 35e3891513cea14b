/* What falls when: the reporting year, the Day, and what agencies owe from time to time. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;
struct procedure;
struct agency;

/* a day from which a series of the whole province is about something else, and why */
struct series_break {
    int on;
    struct words why;
};
/* The last day, not after `day`, from which on the province is what it was on `day`; 0 = always so. */
int comparable_since(const struct province *p, int day);
int the_day(const struct province *p, int year); /* that looks back on a year: a local day */

/* ---- duties: procedures with `owed`, and whose they are ---- */

enum owed { OWED_NEVER, OWED_MONTH, OWED_QUARTER, OWED_YEAR };
enum { OWED_BY_COMMUNES = 1, OWED_BY_DEPARTMENTS = 2 };
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
