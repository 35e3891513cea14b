/* The reporting year, the calendar year and the month as periods: see period.h. */
#include "period.h"

/* The first day of a reporting year: a date of the year before, unless it begins on 1 January. In a year
 * without 29 February it begins on the 28th. */
static int reporting_start(const struct province *p, int year) {
    int month = p->year_month ? p->year_month : 1, dom = p->year_dom ? p->year_dom : 1;
    if (month != 1 || dom != 1) year--;
    while (!day_exists(year, month, dom)) dom--;
    return day_of(year, month, dom);
}

struct period period_reporting(const struct province *p, int year) {
    return (struct period){PERIOD_REPORTING, year, 0, reporting_start(p, year), reporting_start(p, year + 1)};
}

int reporting_year(const struct province *p, int day) {
    int next = day_civil(day).year + 1;
    return day >= reporting_start(p, next) ? next : next - 1;
}

struct period period_calendar(int year) {
    return (struct period){PERIOD_CALENDAR, year, 0, day_of(year, 1, 1), day_of(year + 1, 1, 1)};
}

struct period period_month(int year, int month) {
    int to = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
    return (struct period){PERIOD_MONTH, year, month, day_of(year, month, 1), to};
}
