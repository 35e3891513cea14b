/* The periods a figure is asked for: the reporting year (province.yaml says when it begins), a calendar year,
 * a month. */
#pragma once
#include "province.h"

enum period_kind { PERIOD_REPORTING, PERIOD_CALENDAR, PERIOD_MONTH };
struct period {
    enum period_kind kind;
    int year, month; /* month: PERIOD_MONTH only */
    int from, to;    /* local days, `to` exclusive */
};
struct period period_reporting(const struct province *p, int year);
struct period period_calendar(int year);
struct period period_month(int year, int month);
/* The reporting year that a day belongs to. */
int reporting_year(const struct province *p, int day);
