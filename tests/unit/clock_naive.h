/* A naive second implementation of the working-time clock, for comparison. Days lie in plain arrays, and time
 * advances by the minute (or second). It shares only the types of clock.h with base/clock.c. */
#pragma once
#include "base/clock.h"

enum { FIRST_YEAR = 2020, WORLD_DAYS = 366 * 14, LABELS = 6 * 1000 * 1000 };

struct world {
    u8 works[WORLD_DAYS], doubtful[WORLD_DAYS];
    const char *name[WORLD_DAYS]; /* name of the holiday; NULL = none */
    u8 spans_of[WORLD_DAYS];      /* index into hours[] for each day */
    struct hours hours[4];
    struct day_off days[2600];
    struct calendar calendar; /* the same data as the real clock takes it */
};

struct answer {
    i64 at, starts, used, needed,
        end; /* end: the due instant, or the beginning of a pause that is still open */
};

/* Days since 1970-01-01, by counting years and months one at a time. */
static int naive_day(int year, int month, int dom) {
    int n = dom - 1;
    for (int y = 1970; y < year; y++) n += y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
    for (int m = 1; m < month; m++) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        n += m == 2 ? (leap ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
    }
    return n;
}

static int world_first(void) {
    static int first;
    if (!first) first = naive_day(FIRST_YEAR, 1, 1);
    return first;
}

/* An instant (UTC+7): its day's index into the arrays, the second of that day, and the midnight of an index.
 */
static int index_of(i64 t) { return (int)((t + 7 * 3600) / 86400) - world_first(); }
static int second_of(i64 t) { return (int)((t + 7 * 3600) % 86400); }
static i64 midnight(int index) { return (i64)(index + world_first()) * 86400 - 7 * 3600; }

/* True when this second lies in an office span of its day, working day or not. */
static bool office(const struct world *w, i64 t) {
    const struct hours *h = &w->hours[w->spans_of[index_of(t)]];
    int s = second_of(t);
    for (int i = 0; i < h->n_spans; i++)
        if (s >= h->spans[i].open * 60 && s < h->spans[i].close * 60) return true;
    return false;
}
static bool working(const struct world *w, i64 t) { return w->works[index_of(t)] && office(w, t); }

static const struct pause *pause_at(const struct pause *p, size_t n, i64 t) {
    for (size_t i = 0; i < n; i++)
        if (t >= p[i].from && (t < p[i].to || p[i].to == 0)) return &p[i];
    return NULL;
}

/* The reason why an instant is not working time, without regard to pauses. */
static enum clock_why closed_why(const struct world *w, i64 t) {
    int d = index_of(t), s = second_of(t);
    const struct hours *h = &w->hours[w->spans_of[d]];
    if (!w->works[d]) return w->name[d] ? WHY_HOLIDAY : WHY_WEEKEND;
    return s < h->spans[0].open * 60 || s >= h->spans[h->n_spans - 1].close * 60 ? WHY_NIGHT : WHY_LUNCH;
}

struct naive {
    const struct world *w;
    const struct pause *pauses;
    size_t n_pauses;
    i64 start;
    int step;  /* 60, or 1 */
    u8 *label; /* reason + 1 for each step from `start`; 0 = no reason noted */
};

static void mark(struct naive *n, i64 t, enum clock_why why) {
    i64 at = (t - n->start) / n->step;
    if (n->label && at >= 0 && at < LABELS) n->label[at] = (u8)(why + 1);
}

static void naive_hours(struct naive *n, struct answer *a) {
    i64 t = a->starts;
    while (a->used < a->needed) {
        const struct pause *p = pause_at(n->pauses, n->n_pauses, t);
        if (p && !p->to) {
            a->end = t;
            return;
        }
        bool counts = !p && working(n->w, t);
        mark(n, t, p ? WHY_PAUSE : counts ? WHY_WORK : closed_why(n->w, t));
        if (counts) a->used += n->step;
        t += n->step;
    }
    a->at = a->end = t;
}

/* How pauses affect one day, found step by step. */
struct seen {
    bool touched, stopped;
    i64 closing; /* the instant after the day's last office step */
    i64 open_from;
};
static struct seen see_day(const struct naive *n, int d, bool whole) {
    struct seen s = {0};
    for (i64 t = midnight(d); t < midnight(d + 1); t += n->step) {
        bool in_office = office(n->w, t);
        if (in_office) s.closing = t + n->step;
        const struct pause *p = in_office || whole ? pause_at(n->pauses, n->n_pauses, t) : NULL;
        if (!p) continue;
        /* a closed pause that touches the day first takes the whole day */
        if (!s.touched && !p->to) s.stopped = true, s.open_from = p->from;
        s.touched = true;
    }
    return s;
}

static void mark_all(struct naive *n, i64 from, i64 to, enum clock_why why) {
    for (i64 t = from; t < to; t += n->step) mark(n, t, why);
}

static void naive_days(struct naive *n, struct answer *a, bool calendar, bool skip_first,
                       enum clock_why first_why) {
    int d = index_of(a->starts);
    for (i64 from = a->starts;; d++, from = midnight(d)) {
        struct seen s = see_day(n, d, calendar);
        i64 to = midnight(d + 1);
        bool works = n->w->works[d], first = skip_first && d == index_of(a->starts),
             all_used = a->used == a->needed;
        if (s.stopped) {
            a->end = s.open_from > from ? s.open_from : from;
            mark_all(n, from, a->end, first ? first_why : WHY_PAUSE);
            return;
        }
        if (first) mark_all(n, from, to, first_why);
        else if (s.touched) mark_all(n, from, to, WHY_PAUSE);
        else {
            bool counts = !all_used && (works || calendar);
            if (counts) a->used += DAY;
            if (works && a->used == a->needed) a->at = a->end = to = s.closing;
            mark_all(n, from, to,
                     counts     ? calendar ? WHY_DAY : WHY_WORK
                     : all_used ? WHY_SLIDE
                                : closed_why(n->w, from));
            if (a->at) return;
        }
    }
}

static struct answer naive_due(struct naive *n, struct term t) {
    struct answer a = {.starts = n->start};
    while (!working(n->w, a.starts)) {
        mark(n, a.starts, closed_why(n->w, a.starts));
        a.starts += n->step;
    }
    if (t.unit == TERM_WORKING_HOURS) {
        a.needed = (i64)t.value * 3600;
        naive_hours(n, &a);
        return a;
    }
    bool same = t.unit == TERM_SAME_DAY || t.value == 0;
    bool cut = t.unit == TERM_SAME_DAY && t.cutoff >= 0 && index_of(n->start) == index_of(a.starts) &&
               second_of(n->start) >= t.cutoff * 60;
    a.needed = same ? DAY : (i64)t.value * DAY;
    naive_days(n, &a, t.unit == TERM_CALENDAR_DAYS && !same, !same || cut, same ? WHY_CUTOFF : WHY_FIRST_DAY);
    return a;
}
