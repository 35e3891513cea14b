/* Dates of the province: breaks in its series, the Digital Transformation Day, and the periods of duties that
 * agencies file regularly. All days are local day numbers. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;
struct procedure;
struct agency;

/* a break in all series of the province: from `on` figures are not comparable with earlier ones, such as
 * after a merger of provinces */
struct series_break {
    int on;
    struct words why;
};
/* The day of the last series break up to `day`: figures since then are comparable. 0 = no break. */
int comparable_since(const struct province *p, int day);
int the_day(const struct province *p, int year); /* the Digital Transformation Day of a year */

/* ---- duties (nghĩa vụ báo cáo): procedures with `owed`, filed by agencies once a period ---- */

enum owed { OWED_NEVER, OWED_MONTH, OWED_QUARTER, OWED_YEAR };
enum { OWED_BY_COMMUNES = 1, OWED_BY_DEPARTMENTS = 2 };
/* The days of a period ("2026-09", "2026-Q3" or "2026"), `to` exclusive. False when the text is no period of
 * that frequency. */
bool owed_period(enum owed every, str period, int *out_from, int *out_to);
/* The same for a period of any frequency. */
bool period_days(str period, int *out_from, int *out_to);
/* The last period that ended before a day: the one that is owed on that day. */
str owed_last(enum owed every, int day);
/* The last day to file for a period. */
int owed_due(const struct procedure *q, str period);
/* Whether agencies such as this one have the duty: People's Committees of communes, or departments of the
 * province. */
bool owed_kind(const struct province *p, const struct procedure *q, const struct agency *a);
/* The agencies that owe a period: those that existed on its last day and still exist on the last day to file.
 * Departments before communes, then by code. */
size_t owed_agencies(const struct province *p, const struct procedure *q, str period,
                     const struct agency ***out);
