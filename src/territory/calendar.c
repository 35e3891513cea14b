/* Reads calendar.yaml: office hours, days off, make-up days, with their confidence. Rules: Labour Code 2019
 * art. 112 and the yearly announcements. */
#include "territory.h"

struct year_in {
    i64 year;
    int confidence;
    const struct node *off, *worked;
    str note;
};
struct calendar_in {
    const struct node *hours, *years;
    struct day_at {
        struct day_off d;
        const struct node *at;
    } * days;
    size_t n_days, cap;
};

/* ---- office hours ---- */

static bool span_read(str s, struct span *out) {
    return s.n == 11 && s.p[5] == '-' && minute_read((str){s.p, 5}, &out->open) &&
           minute_read((str){s.p + 6, 5}, &out->close);
}

struct hours_in {
    struct hours h;
    const struct node *open;
    str note;
};

static const struct key hours_rows[] = {
    KEY("from", KEY_DAY, REQUIRED, struct hours_in, h.from_day,
        "The first day with these hours; they hold until the next entry."),
    KEY("open", KEY_LIST, REQUIRED, struct hours_in, open,
        "1 to 4 spans of a working day, in order: `[\"07:00-11:30\", \"13:30-17:00\"]`."),
    KEY("note", KEY_TEXT, OPTIONAL, struct hours_in, note, "For the reader of the file."),
};
static const struct keys hours_keys = KEYS("office hours", hours_rows);

static void hours_read(const struct load *l, const struct node *m, struct hours_in *x) {
    if (!map_read(l, m, &hours_keys, x) || !x->open) return;
    int minutes = 0, last = 0;
    if (!x->open->n || x->open->n > COUNT(x->h.spans))
        complain(l, x->open, "[\"07:00-11:30\", \"13:30-17:00\"]", "office hours have 1 to 4 spans a day");
    for (size_t i = 0; i < x->open->n && i < COUNT(x->h.spans); i++) {
        const struct node *v = x->open->v[i];
        struct span s = {0};
        if (v->kind != NODE_TEXT || !span_read(v->text, &s)) {
            complain(l, v, "\"07:00-11:30\"", "a span is %s", shown(v->text));
        } else if (s.open >= s.close || (i && s.open <= last)) {
            complain(l, v, "spans in order of the day, apart",
                     "the span %s is not after the one before, or ends before it begins", shown(v->text));
        } else {
            x->h.spans[x->h.n_spans++] = s;
            minutes += s.close - s.open;
            last = s.close;
        }
    }
    if (x->h.n_spans == (int)x->open->n && x->open->n && (minutes < 60 || minutes > 12 * 60))
        complain(l, x->open, "1 to 12 hours", "a day has %d h %d min of office hours", minutes / 60,
                 minutes % 60);
}

static void all_hours_read(const struct load *l, const struct calendar_in *in, struct calendar *c) {
    struct hours *v = NEWS(struct hours, in->hours->n + 1);
    for (size_t i = 0; i < in->hours->n; i++) {
        struct hours_in x = {0};
        hours_read(l, in->hours->v[i], &x);
        if (c->n_hours && x.h.from_day <= v[c->n_hours - 1].from_day)
            complain(l, at_key(in->hours->v[i], "from"), "entries in order of their days",
                     "these office hours do not begin after the ones before");
        v[c->n_hours++] = x.h;
    }
    c->hours = v;
    if (!c->n_hours) complain(l, in->hours, "at least one entry", "there are no office hours");
}

/* ---- days ---- */

struct day_in {
    struct words name;
    const struct node *days;
    int confidence, day, instead_of;
    str note;
};

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static void day_keep(const struct load *l, struct calendar_in *in, const struct year_in *y,
                     const struct node *at, struct day_off d) {
    struct civil c = day_civil(d.day);
    bool weekend = c.weekday == 0 || c.weekday == 6;
    if (c.year != y->year)
        complain(l, at, z_fmt("a day of %lld", (long long)y->year), "%.*s is not in %lld",
                 STR_ARG(day_iso(d.day)), (long long)y->year);
    else if (weekend != d.work)
        complain(l, at,
                 d.work ? "a Saturday or Sunday: a make-up day" : "a weekday: weekends are off by themselves",
                 "%.*s is a %s", STR_ARG(day_iso(d.day)), weekdays[c.weekday]);
    GROW(in->days, in->n_days, in->cap);
    in->days[in->n_days++] = (struct day_at){d, at};
}

static const struct key holiday_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct day_in, name,
        "The holiday's name, shown where a deadline is explained."),
    KEY_ENTRIES("days", REQUIRED, struct day_in, days, 60,
                "Its days off, each `YYYY-MM-DD` and no Saturday or Sunday."),
    KEY_OF("confidence", OPTIONAL, struct day_in, confidence, confidence_names, "How sure the days are.",
           .otherwise = "the year's"),
    KEY("note", KEY_TEXT, OPTIONAL, struct day_in, note, "For the reader of the file."),
};
static const struct keys holiday_keys = KEYS("a holiday", holiday_rows);

static void off_read(const struct load *l, struct calendar_in *in, const struct year_in *y,
                     const struct node *m) {
    struct day_in x = {.confidence = y->confidence};
    if (!map_read(l, m, &holiday_keys, &x)) return;
    for (size_t i = 0; x.days && i < x.days->n; i++) {
        const struct node *v = x.days->v[i];
        struct day_off d = {.confidence = (enum confidence)x.confidence,
                            .name_vi = x.name.vi,
                            .name_en = x.name.en.n ? x.name.en : x.name.vi};
        if (v->kind == NODE_TEXT && day_read(v->text, &d.day)) day_keep(l, in, y, v, d);
        else complain(l, v, "a day that exists, written YYYY-MM-DD", "a day off is %s", shown(v->text));
    }
}

static const struct day_off *day_find(const struct calendar_in *in, int day) {
    for (size_t i = 0; i < in->n_days; i++)
        if (in->days[i].d.day == day) return &in->days[i].d;
    return NULL;
}

static const struct key makeup_rows[] = {
    KEY("day", KEY_DAY, REQUIRED, struct day_in, day, "The Saturday or Sunday that is worked."),
    KEY("instead_of", KEY_DAY, REQUIRED, struct day_in, instead_of,
        "The day off of the same year it is worked for."),
    KEY_OF("confidence", OPTIONAL, struct day_in, confidence, confidence_names, "How sure it is.",
           .otherwise = "the year's"),
    KEY("note", KEY_TEXT, OPTIONAL, struct day_in, note, "For the reader of the file."),
};
static const struct keys makeup_keys = KEYS("a make-up day", makeup_rows);

static void worked_read(const struct load *l, struct calendar_in *in, const struct year_in *y,
                        const struct node *m) {
    struct day_in x = {.confidence = y->confidence};
    if (!map_read(l, m, &makeup_keys, &x) || !x.day || !x.instead_of) return;
    const struct day_off *off = day_find(in, x.instead_of);
    if (!off || off->work)
        complain(l, at_key(m, "instead_of"), "one of the days off of this year", "%.*s is no day off here",
                 STR_ARG(day_iso(x.instead_of)));
    struct day_off d = {.day = x.day, .work = true, .confidence = (enum confidence)x.confidence};
    d.name_vi = str_fmt("Làm bù cho ngày %.*s", STR_ARG(day_text(x.instead_of)));
    d.name_en = str_fmt("Worked instead of %.*s", STR_ARG(day_text(x.instead_of)));
    day_keep(l, in, y, at_key(m, "day"), d);
}

static const struct key calendar_year_rows[] = {
    KEY_NUMBER("year", REQUIRED, struct year_in, year, 1990, 2199,
               "The year. Years stand in order, none is left out."),
    KEY_OF("confidence", REQUIRED, struct year_in, confidence, confidence_names,
           "How sure the year's days off are. A deadline that rests on a day of low confidence says so."),
    KEY_ENTRIES("off", REQUIRED, struct year_in, off, 60, "Days off beside Saturdays and Sundays.",
                .in = &holiday_keys),
    KEY_ENTRIES("worked", OPTIONAL, struct year_in, worked, 30, "Days worked instead of a day off.",
                .in = &makeup_keys),
    KEY("note", KEY_TEXT, OPTIONAL, struct year_in, note, "For the reader of the file."),
};
static const struct keys calendar_year_keys = KEYS("a year", calendar_year_rows);

static void year_read(const struct load *l, struct calendar_in *in, const struct node *m, i64 *last) {
    struct year_in y = {0};
    if (!map_read(l, m, &calendar_year_keys, &y) || !y.year) return;
    if (*last && y.year != *last + 1)
        complain(l, at_key(m, "year"), "years in order, none left out", "%lld does not follow %lld",
                 (long long)y.year, (long long)*last);
    for (size_t i = 0; y.off && i < y.off->n; i++) off_read(l, in, &y, y.off->v[i]);
    for (size_t i = 0; y.worked && i < y.worked->n; i++) worked_read(l, in, &y, y.worked->v[i]);
    *last = y.year;
}

/* ---- the whole calendar ---- */

static int by_day(const void *a, const void *b) {
    const struct day_at *x = a, *y = b;
    int c = x->d.day - y->d.day;
    return c ? c : x->at->line - y->at->line;
}

static void days_settle(const struct load *l, struct calendar_in *in, const struct node *years,
                        struct calendar *c, i64 first, i64 last) {
    if (in->n_days) qsort(in->days, in->n_days, sizeof *in->days, by_day);
    struct day_off *days = NEWS(struct day_off, in->n_days + 1);
    for (size_t i = 0; i < in->n_days; i++) {
        const struct day_at *x = &in->days[i];
        days[i] = x->d;
        if (i && x->d.day == days[i - 1].day)
            complain(l, x->at, "each day once", "%.*s is in the calendar twice (line %d)",
                     STR_ARG(day_iso(x->d.day)), in->days[i - 1].at->line);
    }
    c->days = days;
    c->n_days = in->n_days;
    c->first_day = day_of((int)first, 1, 1);
    c->last_day = day_of((int)last, 12, 31);
    if (c->n_hours && c->hours[0].from_day > c->first_day)
        complain(l, years, "hours from the calendar's first day on", "no office hours before %.*s",
                 STR_ARG(day_iso(c->hours[0].from_day)));
}

static const struct key calendar_rows[] = {
    KEY_ENTRIES("hours", REQUIRED, struct calendar_in, hours, 500,
                "Office hours, from the calendar's first day on.", .in = &hours_keys),
    KEY_ENTRIES("years", REQUIRED, struct calendar_in, years, 210, "Days off, year by year.",
                .in = &calendar_year_keys),
};
const struct keys calendar_keys = KEYS("calendar.yaml", calendar_rows);

void calendar_file(const struct load *l, const struct node *root, struct province *p) {
    struct calendar_in in = {0};
    if (!map_read(l, root, &calendar_keys, &in) || !in.hours || !in.years) return;
    all_hours_read(l, &in, &p->calendar);
    i64 last = 0;
    for (size_t i = 0; i < in.years->n; i++) year_read(l, &in, in.years->v[i], &last);
    if (!last) return complain(l, in.years, "at least one year", "the calendar has no year");
    i64 first = 0;
    str_to_int(at_key(in.years->v[0], "year")->text, &first);
    days_settle(l, &in, in.years, &p->calendar, first >= 1990 && first <= last ? first : last, last);
}
