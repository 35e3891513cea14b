/* Dates and times at +07:00: see when.h. The day arithmetic follows Howard Hinnant's public-domain
 * "chrono-Compatible Low-Level Date Algorithms". */
#include "when.h"

static i64 floor_div(i64 a, i64 b) { return a / b - (a % b < 0); }

int day_of(int year, int month, int dom) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct civil day_civil(int day) {
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    struct civil c = {.day = doy - (153 * mp + 2) / 5 + 1, .month = mp < 10 ? mp + 3 : mp - 9};
    c.year = yoe + era * 400 + (c.month <= 2);
    c.weekday = (int)(((day + 4) % 7 + 7) % 7);
    return c;
}

int when_day(i64 instant) { return (int)floor_div(instant + UTC_OFFSET, DAY); }
i64 day_start(int day) { return (i64)day * DAY - UTC_OFFSET; }
i64 when_of(int day, int minute) { return day_start(day) + (i64)minute * MINUTE; }

struct civil when_civil(i64 instant) {
    int day = when_day(instant);
    struct civil c = day_civil(day);
    int s = (int)(instant - day_start(day));
    c.hour = s / HOUR;
    c.minute = s % HOUR / MINUTE;
    c.second = s % MINUTE;
    return c;
}

bool day_exists(int year, int month, int dom) {
    if (year < 1800 || year > 2200 || month < 1 || month > 12 || dom < 1 || dom > 31) return false;
    struct civil c = day_civil(day_of(year, month, dom));
    return c.month == month && c.day == dom;
}

static bool number(str *s, size_t least, size_t most, int *out_n) {
    size_t n = 0;
    int v = 0;
    while (n < s->n && n < most && s->p[n] >= '0' && s->p[n] <= '9') v = v * 10 + (s->p[n++] - '0');
    if (n < least) return false;
    s->p += n;
    s->n -= n;
    *out_n = v;
    return true;
}

static bool mark(str *s, char c) {
    if (!s->n || s->p[0] != c) return false;
    s->p++;
    s->n--;
    return true;
}

static bool iso_day(str *s, int *out_day) {
    int y, m, d;
    if (!number(s, 4, 4, &y) || !mark(s, '-') || !number(s, 2, 2, &m) || !mark(s, '-') ||
        !number(s, 2, 2, &d))
        return false;
    if (!day_exists(y, m, d)) return false;
    *out_day = day_of(y, m, d);
    return true;
}

bool day_parse(str s, int *out_day) {
    str t = s = str_trim(s);
    if (iso_day(&t, out_day) && !t.n) return true;
    int y, m, d;
    t = s;
    if (!number(&t, 1, 2, &d) || !(mark(&t, '/') || mark(&t, '-') || mark(&t, '.'))) return false;
    if (!number(&t, 1, 2, &m) || !(mark(&t, '/') || mark(&t, '-') || mark(&t, '.'))) return false;
    if (!number(&t, 4, 4, &y) || t.n || !day_exists(y, m, d)) return false;
    *out_day = day_of(y, m, d);
    return true;
}

bool when_parse(str s, i64 *out_instant) {
    int day, h, m, sec = 0;
    s = str_trim(s);
    if (!iso_day(&s, &day) || !(mark(&s, 'T') || mark(&s, ' ')) || !number(&s, 2, 2, &h) || !mark(&s, ':') ||
        !number(&s, 2, 2, &m))
        return false;
    if (mark(&s, ':') && !number(&s, 2, 2, &sec)) return false;
    if (h > 23 || m > 59 || sec > 59) return false;
    *out_instant = when_of(day, h * 60 + m) + sec;
    if (str_is(s, "Z")) *out_instant += UTC_OFFSET;
    else if (s.n && !str_is(s, "+07:00")) return false;
    return true;
}

str day_iso(int day) {
    struct civil c = day_civil(day);
    return str_fmt("%04d-%02d-%02d", c.year, c.month, c.day);
}
str day_text(int day) {
    struct civil c = day_civil(day);
    return str_fmt("%02d/%02d/%04d", c.day, c.month, c.year);
}
str month_iso(int day) {
    struct civil c = day_civil(day);
    return str_fmt("%04d-%02d", c.year, c.month);
}
str when_iso(i64 instant) {
    struct civil c = when_civil(instant);
    return str_fmt("%04d-%02d-%02dT%02d:%02d:%02d+07:00", c.year, c.month, c.day, c.hour, c.minute, c.second);
}
str when_text(i64 instant) {
    struct civil c = when_civil(instant);
    return str_fmt("%02d:%02d %02d/%02d/%04d", c.hour, c.minute, c.day, c.month, c.year);
}
