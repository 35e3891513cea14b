/* The programme's dates as iCalendar (RFC 5545): the Days, the ends of measures and targets, and the
 * deadlines of agencies' reporting duties. */
#include "open.h"

enum { DAYS_AHEAD = 5, LINE_MAX_BYTES = 74 };

/* Writes a content line: escaped by RFC 5545 3.3.11, folded by 3.1 without splitting a UTF-8 character. */
static void line(struct out *o, const char *name, str value) {
    struct out l = {0};
    out_fmt(&l, "%s:", name);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '\n') out_z(&l, "\\n");
        else if (c == ',' || c == ';' || c == '\\') out_char(&l, '\\'), out_char(&l, c);
        else if ((u8)c >= ' ') out_char(&l, c);
    }
    str s = out_all(&l);
    for (size_t room = LINE_MAX_BYTES; s.n; room = LINE_MAX_BYTES - 1) {
        size_t n = s.n < room ? s.n : room;
        while (n < s.n && n > 1 && ((u8)s.p[n] & 0xC0) == 0x80) n--;
        if (room < LINE_MAX_BYTES) out_char(o, ' ');
        out_str(o, (str){s.p, n});
        out_z(o, "\r\n");
        s = (str){s.p + n, s.n - n};
    }
}

static str ical_day(int day) {
    struct civil c = day_civil(day);
    return str_fmt("%04d%02d%02d", c.year, c.month, c.day);
}

static void event(struct request *r, str id, int day, str what, str about, str path) {
    struct out *o = &r->out;
    struct civil c = when_civil(r->now - UTC_OFFSET);
    line(o, "BEGIN", S("VEVENT"));
    line(o, "UID", str_fmt("%.*s@%.*s.tinhso", STR_ARG(id), STR_ARG(r->province->code)));
    line(o, "DTSTAMP",
         str_fmt("%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second));
    line(o, "DTSTART;VALUE=DATE", ical_day(day));
    line(o, "SUMMARY", r->demo ? str_fmt("%.*s (%s)", STR_ARG(what), T("DEMONSTRATION DATA")) : what);
    if (about.n) line(o, "DESCRIPTION", about);
    line(o, "URL", str_fmt("%.*s%.*s", STR_ARG(web_site(r)), STR_ARG(path)));
    line(o, "TRANSP", S("TRANSPARENT"));
    line(o, "END", S("VEVENT"));
}

static void targets_end(struct request *r, int year) {
    struct out about = {0};
    size_t n = 0;
    for (size_t i = 0; i < r->province->n_targets; i++) {
        const struct target *t = &r->province->targets[i];
        if (!target_goal_in(t, year)) continue;
        out_fmt(&about, "%s%.*s", n++ ? "\n" : "", STR_ARG(pick(r->lang, t->name)));
    }
    if (n)
        event(r, str_fmt("targets-%d", year), day_of(year, 12, 31),
              say_fmt(r->lang, "%zu targets of the programme are due", n), out_all(&about),
              S("/chuong-trinh"));
}

/* An event for a duty: the last period that ended, and its deadline. */
static void duty(struct request *r, const struct procedure *p, int today) {
    int from, to;
    str period = owed_last(p->owed, today);
    if (!period.n || !owed_period(p->owed, period, &from, &to)) return;
    event(r, str_fmt("%.*s-%.*s", STR_ARG(p->code), STR_ARG(period)), to - 1 + (int)p->owed_days,
          say_fmt(r->lang, "Last day to file for %s: %s", str_z(period), str_z(pick(r->lang, p->name))),
          (str){0}, S("/nghia-vu"));
}

static void page_calendar(struct request *r) {
    const struct province *p = r->province;
    int today = when_day(r->now), year = day_civil(today).year;
    struct out *o = &r->out;
    line(o, "BEGIN", S("VCALENDAR"));
    line(o, "VERSION", S("2.0"));
    line(o, "PRODID", S("-//tinhso//lich//VI"));
    line(o, "X-WR-CALNAME", pick(r->lang, p->day_name));
    for (int y = year - 1; y <= year + DAYS_AHEAD; y++)
        event(r, str_fmt("day-%d", y), the_day(p, y), pick(r->lang, p->day_name), (str){0},
              str_fmt("/ngay/%d", y));
    for (int y = GOAL_FIRST; y <= GOAL_LAST; y++) targets_end(r, y);
    for (size_t i = 0; i < p->n_measures; i++) {
        const struct programme_measure *m = &p->measures[i];
        if (m->until)
            event(r, str_fmt("measure-%.*s", STR_ARG(m->id)), m->until,
                  say_fmt(r->lang, "Ends: %s", str_z(pick(r->lang, m->name))), pick(r->lang, m->bodies),
                  S("/chuong-trinh"));
    }
    for (size_t i = 0; i < p->n_procedures; i++)
        if (p->procedures[i]->owed) duty(r, p->procedures[i], today);
    line(o, "END", S("VCALENDAR"));
    r->type = "text/calendar; charset=utf-8";
    r->download = str_fmt("lich-%.*s.ics", STR_ARG(p->code));
}

const struct page calendar_pages[] = {
    {.method = "GET",
     .path = "/lich.ics",
     .who = R_ANYONE,
     .en = N_("The programme's dates as a calendar"),
     .handle = page_calendar},
    {0},
};
