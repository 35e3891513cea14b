/* Dates and times at a fixed +07:00: Việt Nam has had no daylight saving since 1975. Instants are Unix
 * seconds; local day numbers count from 1970-01-01. */
#pragma once
#include "base.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, UTC_OFFSET = 7 * 3600 };
struct civil {
    int year, month, day, hour, minute, second, weekday; /* month and day from 1; weekday 0 = Sunday */
};
struct civil when_civil(i64 instant);
struct civil day_civil(int day);
int when_day(i64 instant);                /* the local day number of an instant */
int day_of(int year, int month, int dom); /* the local day number of a date that exists */
bool day_exists(int year, int month, int dom);
i64 day_start(int day);           /* the instant of local midnight */
i64 when_of(int day, int minute); /* the instant `minute` minutes after local midnight of `day` */
/* YYYY-MM-DD, or dd/mm/yyyy with slashes, dashes or dots; years 1800–2200 */
bool day_parse(str s, int *out_day);
bool when_parse(str s, i64 *out_instant); /* YYYY-MM-DDTHH:MM[:SS][+07:00|Z], no zone = local */
str day_iso(int day);                     /* 2026-11-23 */
str day_text(int day);                    /* 23/11/2026 */
str when_iso(i64 instant);                /* 2026-11-23T19:20:05+07:00 */
str when_text(i64 instant);               /* 19:20 23/11/2026 */
str month_iso(int day);                   /* 2026-11 */
