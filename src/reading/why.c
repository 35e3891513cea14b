/* "Why this time": explains a dossier's due time as sentences, a bar and a table of every stretch of time
 * since reception. */
#include "why.h"

#include "words.h"

enum { WIDE = 720, HIGH = 30 };

struct why_row {
    str from, to, label, counted, total;
    bool counts;
};

struct bar { /* one rectangle of the picture */
    str x, width;
    int y, high;
    const char *fill;
};

struct legend {
    const char *fill, *label; /* label: msgid */
    int high;
};

struct why {
    struct due due;
    bool answering; /* before reception: explains the time to answer the filing instead */
    /* promised: the due time as the dossier's row has it; 0 = no promise stands */
    i64 start, end, promised;
    str term, cutoff, starts, doubt;
    struct why_row *rows;
    size_t n_rows;
    struct bar *bars;
    size_t n_bars;
    struct legend legend[4];
    size_t n_legend;
    str now_x;     /* where now is on the bar; empty = outside it */
    str ticks[40]; /* where each midnight is on the bar */
    size_t n_ticks;
};

/* ---- saying lengths of time ---- */

/* "2 h 10 min" */
static str why_span(enum lang l, i64 s) {
    if (s >= 2 * DAY) return say_fmt(l, "%lld days", (long long)(s / DAY));
    if (s >= DAY) return str_c(say(l, "1 day"));
    long long h = (long long)(s / HOUR), m = (long long)(s % HOUR / MINUTE);
    if (h && m) return say_fmt(l, "%lld h %lld min", h, m);
    if (h) return say_fmt(l, "%lld h", h);
    return say_fmt(l, "%lld min", m);
}

str why_left(enum lang l, i64 due, i64 now) {
    return now > due ? say_fmt(l, "late by %s", str_z(why_span(l, now - due)))
                     : say_fmt(l, "%s left", str_z(why_span(l, due - now)));
}

/* Time counted against the term: hours and minutes of work, or whole days (`days`). */
static str counted_text(enum lang l, bool days, i64 s) {
    if (days) return s == DAY ? str_c(say(l, "1 day")) : say_fmt(l, "%lld days", (long long)(s / DAY));
    long long h = (long long)(s / HOUR), m = (long long)(s % HOUR / MINUTE), rest = (long long)(s % MINUTE);
    if (rest) return say_fmt(l, "%lld h %lld min %lld s", h, m, rest);
    return h && m ? say_fmt(l, "%lld h %lld min", h, m)
           : h    ? say_fmt(l, "%lld h", h)
                  : say_fmt(l, "%lld min", m);
}

static const char *weekday(int day) {
    static const char *const names[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                        N_("Thursday"), N_("Friday"), N_("Saturday")};
    return names[day_civil(day).weekday];
}

/* "07:00–11:30, 13:30–17:00". */
static str hours_text(const struct calendar *c, int day) {
    const struct hours *h = hours_on(c, day);
    struct out o = {0};
    for (int i = 0; i < h->n_spans; i++)
        out_fmt(&o, "%s%02d:%02d–%02d:%02d", i ? ", " : "", h->spans[i].open / 60, h->spans[i].open % 60,
                h->spans[i].close / 60, h->spans[i].close % 60);
    return out_all(&o);
}

/* "09:12 Monday 23/11/2026". */
static str moment_text(enum lang l, i64 t) {
    struct civil c = when_civil(t);
    return str_fmt("%02d:%02d %s %.*s", c.hour, c.minute, say(l, weekday(when_day(t))),
                   STR_ARG(day_text(when_day(t))));
}

/* ---- kinds of time ---- */

enum kind { KIND_WORK, KIND_OFF, KIND_HOLIDAY, KIND_WAIT, N_KINDS };

static const struct {
    const char *fill, *label;
    int high; /* heights differ, so that the bar can be read without colour */
} kinds[N_KINDS] = {
    [KIND_WORK] = {"#0b5563", N_("counts against the term"), 30},
    [KIND_OFF] = {"#b9c6c4", N_("night, lunch, weekend: does not count"), 10},
    [KIND_HOLIDAY] = {"#c77700", N_("day off: does not count"), 18},
    [KIND_WAIT] = {"#8a5fb0", N_("waiting for the submitter: does not count"), 24},
};

static enum kind kind_of(enum clock_why why) {
    return why == WHY_WORK || why == WHY_DAY        ? KIND_WORK
           : why == WHY_HOLIDAY || why == WHY_SLIDE ? KIND_HOLIDAY
           : why == WHY_PAUSE                       ? KIND_WAIT
                                                    : KIND_OFF;
}

/* Names a pause by its kind, as table `pause` stores it. */
static str wait_label(enum lang l, str kind, bool days) {
    if (str_is(kind, "payment")) return str_c(say(l, N_("Waiting for the payment")));
    if (str_is(kind, "suspended")) return str_c(say(l, N_("Handling was suspended")));
    if (str_is(kind, "withdrawal"))
        return str_c(say(l, N_("Waiting for the answer to a request to withdraw")));
    return str_c(say(l, days ? N_("Days touched by the wait for the supplement")
                             : N_("Waiting for the submitter's supplement")));
}

static str stretch_label(enum lang l, const struct calendar *c, const struct why *w, const struct stretch *s,
                         bool days) {
    str name = pick(l, (struct words){s->name_vi, s->name_en});
    switch (s->why) {
    case WHY_WORK:
        if (!days) return str_c(say(l, N_("Office hours")));
        return say_fmt(l, "Working day, %s", str_z(hours_text(c, when_day(s->from))));
    case WHY_NIGHT: return str_c(say(l, N_("Outside office hours")));
    case WHY_LUNCH: return str_c(say(l, N_("Lunch break")));
    case WHY_WEEKEND: return str_c(say(l, N_("Weekend")));
    case WHY_HOLIDAY: return name.n ? say_fmt(l, "Day off: %s", str_z(name)) : str_c(say(l, N_("Day off")));
    case WHY_PAUSE: return wait_label(l, s->name_vi, days);
    case WHY_FIRST_DAY: return str_c(say(l, N_("Day of reception: counting begins the next day")));
    case WHY_DAY: return str_c(say(l, N_("Calendar day")));
    case WHY_SLIDE:
        if (!name.n) return str_c(say(l, N_("The last day falls on a day off: it moves on")));
        return say_fmt(l, "The last day falls on a day off: it moves on (%s)", str_z(name));
    case WHY_CUTOFF: return say_fmt(l, "Received after %s: the next working day counts", str_z(w->cutoff));
    }
    panic("stretch %d", (int)s->why);
}

/* ---- rows ---- */

/* Lists the stretches of time. until: begin of an open pause, where the list ends; 0 = none is open. */
static void rows_make(enum lang l, const struct calendar *c, struct why *w, bool days, i64 until) {
    i64 total = 0;
    w->rows = NEWS(struct why_row, w->due.n_why + 1);
    for (size_t i = 0; i < w->due.n_why; i++) {
        const struct stretch *s = &w->due.why[i];
        if (until && s->from > until - MINUTE && !s->counted) continue;
        total += s->counted;
        w->rows[w->n_rows++] =
            (struct why_row){.from = moment_text(l, s->from),
                             .to = moment_text(l, until && s->to > until ? until : s->to),
                             .label = stretch_label(l, c, w, s, days),
                             .counted = s->counted ? counted_text(l, days, s->counted) : S("—"),
                             .total = counted_text(l, days, total),
                             .counts = s->counted > 0};
    }
}

/* The last row of a paused dossier: the pause has no end yet. */
static void open_wait(enum lang l, struct why *w, i64 paused_at, str kind, bool days) {
    w->rows = w->rows ? w->rows : NEWS(struct why_row, 1);
    w->rows[w->n_rows++] = (struct why_row){.from = moment_text(l, paused_at),
                                            .to = S("…"),
                                            .label = wait_label(l, kind, false),
                                            .counted = S("—"),
                                            .total = counted_text(l, days, w->due.used)};
}

/* ---- the picture ---- */

static double place(const struct why *w, i64 t) {
    return (double)(t - w->start) / (double)(w->end - w->start) * WIDE;
}

static void bar_add(struct why *w, i64 from, i64 to, enum kind k) {
    if (from < w->start) from = w->start;
    if (to > w->end) to = w->end;
    if (to <= from) return;
    w->bars[w->n_bars++] = (struct bar){.x = str_fmt("%.1f", place(w, from)),
                                        .width = str_fmt("%.1f", place(w, to) - place(w, from)),
                                        .y = HIGH - kinds[k].high,
                                        .high = kinds[k].high,
                                        .fill = kinds[k].fill};
    for (size_t i = 0; i < w->n_legend; i++)
        if (w->legend[i].fill == kinds[k].fill) return;
    w->legend[w->n_legend++] = (struct legend){kinds[k].fill, kinds[k].label, kinds[k].high};
}

static void picture_make(struct why *w, i64 paused_at, i64 now) {
    w->end = w->due.at ? w->due.at : now;
    if (w->end <= w->start) return;
    w->bars = NEWS(struct bar, w->due.n_why + 1);
    for (size_t i = 0; i < w->due.n_why; i++)
        bar_add(w, w->due.why[i].from, w->due.why[i].to, kind_of(w->due.why[i].why));
    if (paused_at) bar_add(w, paused_at, w->end, KIND_WAIT);
    if (now > w->start && now < w->end) w->now_x = str_fmt("%.1f", place(w, now));
    for (int day = when_day(w->start) + 1; day_start(day) < w->end && w->n_ticks < COUNT(w->ticks); day++)
        w->ticks[w->n_ticks++] = str_fmt("%.1f", place(w, day_start(day)));
}

/* ---- all of it ---- */

static struct term term_for(const struct request *r, const struct dossier *d, const struct procedure *p,
                            bool answering) {
    if (answering)
        return (struct term){
            .unit = TERM_WORKING_HOURS, .value = (int)(r->province->reply_seconds / HOUR), .cutoff = -1};
    return p->channels[d->channel].term;
}

struct why *why_of(struct request *r, const struct dossier *d, const struct procedure *p) {
    struct why *w = NEW(struct why);
    w->answering = !d->received_at;
    struct term t = term_for(r, d, p, w->answering);
    bool days = t.unit != TERM_WORKING_HOURS;
    w->start = w->answering ? d->filed_at : d->received_at;
    w->due = w->answering ? clock_due(&r->province->calendar, t, d->filed_at, NULL, 0)
                          : dossier_due(r->db, r->province, p, d);
    w->promised = w->answering ? d->reply_by : d->paused_at ? 0 : d->due_at;
    w->term = term_text(r->lang, t);
    if (t.unit == TERM_SAME_DAY && t.cutoff >= 0)
        w->cutoff = str_fmt("%02d:%02d", t.cutoff / 60, t.cutoff % 60);
    if (w->due.starts > w->start) w->starts = moment_text(r->lang, w->due.starts);
    if (w->due.unsure_day) {
        str name = pick(r->lang, (struct words){w->due.unsure_vi, w->due.unsure_en});
        w->doubt = say_fmt(r->lang, "The due time may change: it depends on the day %s %s",
                           str_z(day_text(w->due.unsure_day)), str_z(name));
    }
    rows_make(r->lang, &r->province->calendar, w, days, d->paused_at);
    if (d->paused_at) open_wait(r->lang, w, d->paused_at, dossier_waits(r->db, d->n), days);
    picture_make(w, d->paused_at, r->now);
    return w;
}

#include "reading/why.html.h"

void why_draw(struct request *r, const struct why *w) { draw_why(r, w); }

str why_doubt(const struct why *w) { return w->doubt; }
