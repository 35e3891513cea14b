/* Periods a figure is asked for, and how they are named. */
#include "figure.h"

/* A date that a year may lack (29/02) falls on the day before. */
static int day_or_before(int year, int month, int dom) {
    while (!day_exists(year, month, dom)) dom--;
    return day_of(year, month, dom);
}

struct period period_reporting(const struct province *p, int year) {
    int month = p->year_month ? p->year_month : 1, dom = p->year_dom ? p->year_dom : 1;
    /* a reporting year that begins on 1 January is the calendar year itself */
    int first = month == 1 && dom == 1 ? year : year - 1;
    return (struct period){PERIOD_REPORTING, year, 0, day_or_before(first, month, dom),
                           day_or_before(first + 1, month, dom)};
}

struct period period_calendar(int year) {
    return (struct period){PERIOD_CALENDAR, year, 0, day_of(year, 1, 1), day_of(year + 1, 1, 1)};
}

struct period period_month(int year, int month) {
    int to = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
    return (struct period){PERIOD_MONTH, year, month, day_of(year, month, 1), to};
}

str period_span(struct period when) {
    return str_fmt("%.*s – %.*s", STR_ARG(day_text(when.from)), STR_ARG(day_text(when.to - 1)));
}

str period_name(enum lang l, struct period when) {
    if (when.kind == PERIOD_MONTH) return say_fmt(l, "month %02d/%d", when.month, when.year);
    return say_fmt(l, when.kind == PERIOD_REPORTING ? N_("reporting year %d") : N_("calendar year %d"),
                   when.year);
}
