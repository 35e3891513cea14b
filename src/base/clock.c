/* Works out when a dossier is due: see clock.h. It walks day by day from reception to the due instant and
 * records why each stretch of time was counted or not. */
#include "clock.h"

/* a term has at most 3650 working days, which take about 5300 days */
enum { DAYS_MAX = 6000, PAUSES_MAX = 1000 };

bool day_works(const struct calendar *c, int day, const struct day_off **out_entry) {
    size_t low = 0, high = c->n_days;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (c->days[mid].day < day) low = mid + 1;
        else high = mid;
    }
    const struct day_off *e = low < c->n_days && c->days[low].day == day ? &c->days[low] : NULL;
    if (out_entry) *out_entry = e;
    if (e) return e->work;
    int from_saturday = ((day - 2) % 7 + 7) % 7; /* 1970-01-03 was a Saturday */
    return from_saturday > 1;
}

const struct hours *hours_on(const struct calendar *c, int day) {
    const struct hours *found = c->n_hours ? &c->hours[0] : NULL;
    for (size_t i = 1; i < c->n_hours && c->hours[i].from_day <= day; i++) found = &c->hours[i];
    require(found && found->n_spans > 0);
    return found;
}

static i64 closing(const struct calendar *c, int day) {
    const struct hours *h = hours_on(c, day);
    return when_of(day, h->spans[h->n_spans - 1].close);
}

/* ---- the walk, and the stretches it records ---- */

struct walk {
    const struct calendar *c;
    const struct pause *pauses;
    size_t n_pauses, at_pause;
    struct due *due;
    size_t cap;
    i64 now;  /* every stretch before this instant is recorded */
    i64 left; /* what remains of due.needed, in the same unit */
};

static void told(struct walk *w, i64 to, enum clock_why why, i64 counted, str vi, str en) {
    if (to <= w->now) return;
    struct due *d = w->due;
    struct stretch *last = d->n_why ? &d->why[d->n_why - 1] : NULL;
    if (last && last->why == why && str_eq(last->name_vi, vi)) {
        last->to = to;
        last->counted += counted;
    } else {
        GROW(d->why, d->n_why, w->cap);
        d->why[d->n_why++] = (struct stretch){
            .from = w->now, .to = to, .why = why, .counted = counted, .name_vi = vi, .name_en = en};
    }
    w->now = to;
}

static void told_plain(struct walk *w, i64 to, enum clock_why why) {
    told(w, to, why, 0, (str){0}, (str){0});
}

static void told_pause(struct walk *w, i64 to, const struct pause *p) {
    told(w, to, WHY_PAUSE, 0, p->why, p->why);
}

static enum clock_why off_kind(const struct day_off *e) { return e ? WHY_HOLIDAY : WHY_WEEKEND; }

static void told_off(struct walk *w, int day, enum clock_why why, const struct day_off *e) {
    told(w, day_start(day + 1), why, 0, e ? e->name_vi : (str){0}, e ? e->name_en : (str){0});
}

/* Records the stretch up to `to` and takes `amount` off the term; true when nothing is left. */
static bool count(struct walk *w, i64 to, enum clock_why why, i64 amount) {
    told(w, to, why, amount, (str){0}, (str){0});
    w->left -= amount;
    w->due->used += amount;
    return w->left == 0;
}

/* ---- days that may yet change ---- */

static bool doubtful(const struct walk *w, int day, const struct day_off *e) {
    return day < w->c->first_day || day > w->c->last_day || (e && e->confidence != CONF_HIGH);
}

/* The due time depends on whether this day is worked. Keeps the first such day whose entry is uncertain. */
static void depends(struct walk *w, int day, const struct day_off *e) {
    if (w->due->unsure_day || !doubtful(w, day, e)) return;
    w->due->unsure_day = day;
    w->due->unsure_vi = e ? e->name_vi : S("năm chưa có lịch nghỉ chính thức");
    w->due->unsure_en = e ? e->name_en : S("a year without an official calendar");
}

/* ---- pauses ---- */

/* The pause that covers `now`, or NULL. Skips the pauses that ended before `now`: the walk never goes back.
 */
static const struct pause *paused(struct walk *w) {
    while (w->at_pause < w->n_pauses && w->pauses[w->at_pause].to && w->pauses[w->at_pause].to <= w->now)
        w->at_pause++;
    const struct pause *p = w->at_pause < w->n_pauses ? &w->pauses[w->at_pause] : NULL;
    return p && p->from <= w->now ? p : NULL;
}

/* When the next pause begins. The caller has called paused() and got NULL. */
static i64 next_pause(const struct walk *w) {
    return w->at_pause < w->n_pauses ? w->pauses[w->at_pause].from : INT64_MAX;
}

static bool overlaps(const struct pause *p, i64 from, i64 to) {
    return p->from < to && (!p->to || (p->to > from && p->to > p->from));
}

/* The first pause that overlaps the day (`whole`), or the office hours the day has or would have if it were
 * worked. */
static const struct pause *touches(struct walk *w, int day, bool whole) {
    i64 from = day_start(day), to = day_start(day + 1);
    const struct hours *h = hours_on(w->c, day);
    while (w->at_pause < w->n_pauses && w->pauses[w->at_pause].to && w->pauses[w->at_pause].to <= from)
        w->at_pause++;
    for (size_t k = w->at_pause; k < w->n_pauses && w->pauses[k].from < to; k++) {
        const struct pause *p = &w->pauses[k];
        if (whole && overlaps(p, from, to)) return p;
        for (int i = 0; !whole && i < h->n_spans; i++)
            if (overlaps(p, when_of(day, h->spans[i].open), when_of(day, h->spans[i].close))) return p;
    }
    return NULL;
}

/* Whether an office hour of the day, from `now` on, lies outside every pause. */
static bool unpaused_hour(const struct walk *w, int day) {
    const struct hours *h = hours_on(w->c, day);
    size_t k = w->at_pause;
    for (int i = 0; i < h->n_spans; i++) {
        i64 at = when_of(day, h->spans[i].open), close = when_of(day, h->spans[i].close);
        if (at < w->now) at = w->now;
        for (; k < w->n_pauses && w->pauses[k].from <= at; k++) {
            if (!w->pauses[k].to) return false;
            if (w->pauses[k].to > close) break;
            if (w->pauses[k].to > at) at = w->pauses[k].to;
        }
        bool covered = k < w->n_pauses && w->pauses[k].from <= at && w->pauses[k].to > close;
        if (at < close && !covered) return true;
    }
    return false;
}

/* ---- reception ---- */

/* Moves the start into working time: to the opening, the end of lunch, or the next working morning. */
static void begin(struct walk *w, i64 start) {
    w->now = start;
    for (int day = when_day(start), n = 0; n < DAYS_MAX; day++, n++) {
        const struct day_off *e;
        bool works = day_works(w->c, day, &e);
        if (w->now < closing(w->c, day)) depends(w, day, e); /* after closing it no longer matters */
        if (!works) {
            told_off(w, day, off_kind(e), e);
            continue;
        }
        const struct hours *h = hours_on(w->c, day);
        for (int i = 0; i < h->n_spans; i++) {
            if (w->now >= when_of(day, h->spans[i].close)) continue;
            told_plain(w, when_of(day, h->spans[i].open), i ? WHY_LUNCH : WHY_NIGHT);
            w->due->starts = w->now;
            return;
        }
        told_plain(w, day_start(day + 1), WHY_NIGHT);
    }
    panic("no working day within %d days: has the calendar none?", DAYS_MAX);
}

/* ---- working hours ---- */

/* Walks to `to` through time of one kind, minus the pauses in it. True when the walk ends before: the term is
 * used up, or a pause is open. */
static bool pass(struct walk *w, i64 to, enum clock_why why, const struct day_off *e) {
    while (w->now < to) {
        const struct pause *p = paused(w);
        if (p && !p->to) return true;
        if (p) {
            told_pause(w, p->to, p);
            continue;
        }
        i64 end = next_pause(w) < to ? next_pause(w) : to;
        if (why != WHY_WORK) {
            told(w, end, why, 0, e ? e->name_vi : (str){0}, e ? e->name_en : (str){0});
            continue;
        }
        if (end > w->now + w->left) end = w->now + w->left;
        if (!count(w, end, WHY_WORK, end - w->now)) continue;
        w->due->at = end;
        return true;
    }
    return false;
}

static bool pass_day(struct walk *w, int day) {
    const struct day_off *e;
    bool works = day_works(w->c, day, &e);
    if (doubtful(w, day, e) && unpaused_hour(w, day)) depends(w, day, e);
    if (!works) return pass(w, day_start(day + 1), off_kind(e), e);
    const struct hours *h = hours_on(w->c, day);
    for (int i = 0; i < h->n_spans; i++) {
        if (pass(w, when_of(day, h->spans[i].open), i ? WHY_LUNCH : WHY_NIGHT, NULL)) return true;
        if (pass(w, when_of(day, h->spans[i].close), WHY_WORK, NULL)) return true;
    }
    return pass(w, day_start(day + 1), WHY_NIGHT, NULL);
}

static void walk_hours(struct walk *w) {
    if (w->left == 0) w->due->at = w->now;
    for (int n = 0; w->left > 0; n++) {
        if (n == DAYS_MAX)
            panic("a term of %lld s does not end within %d days", (long long)w->due->needed, DAYS_MAX);
        if (pass_day(w, when_day(w->now))) return;
    }
}

/* ---- days ---- */

/* Passes over the day of reception, which is not counted. False when a pause begins that day and is still
 * open. */
static bool first_day(struct walk *w, bool whole, enum clock_why why) {
    int day = when_day(w->now);
    const struct pause *p = touches(w, day, whole);
    bool open = p && !p->to;
    told_plain(w, open ? p->from : day_start(day + 1), why);
    return !open;
}

/* Counts one day without a pause; true when it is the due day. */
static bool one_day(struct walk *w, int day, bool calendar) {
    const struct day_off *e;
    bool works = day_works(w->c, day, &e), slides = w->left == 0;
    if (!calendar || w->left <= DAY) depends(w, day, e);
    if (!works && (!calendar || slides)) {
        told_off(w, day, calendar ? WHY_SLIDE : off_kind(e), e);
        return false;
    }
    i64 to = works && w->left <= DAY ? closing(w->c, day) : day_start(day + 1);
    if (slides) told_plain(w, to, WHY_SLIDE);
    else count(w, to, calendar ? WHY_DAY : WHY_WORK, DAY);
    if (w->left || !works) return false;
    w->due->at = to;
    return true;
}

/* Walks whole days from the day of `now`. A pause of many days is one step. */
static void walk_days(struct walk *w, bool calendar) {
    for (int n = 0; n < DAYS_MAX; n++) {
        int day = when_day(w->now);
        const struct pause *p = touches(w, day, calendar);
        if (p) {
            told_pause(w, p->to ? day_start(when_day(p->to) > day ? when_day(p->to) : day + 1) : p->from, p);
            if (!p->to) return;
        } else if (one_day(w, day, calendar)) {
            return;
        }
    }
    panic("a term of %lld days does not end within %d days", (long long)(w->due->needed / DAY), DAYS_MAX);
}

struct due clock_due(const struct calendar *c, struct term t, i64 start, const struct pause *pauses,
                     size_t n_pauses) {
    require(n_pauses <= PAUSES_MAX);
    struct due due = {0};
    struct walk w = {.c = c, .pauses = pauses, .n_pauses = n_pauses, .due = &due};
    if (t.value <= 0 && t.unit != TERM_WORKING_HOURS)
        t = (struct term){TERM_SAME_DAY, 1, t.unit == TERM_SAME_DAY ? t.cutoff : -1};
    bool hours = t.unit == TERM_WORKING_HOURS, calendar = t.unit == TERM_CALENDAR_DAYS,
         same = t.unit == TERM_SAME_DAY;
    due.needed = w.left = hours ? (i64)(t.value > 0 ? t.value : 0) * HOUR : (same ? 1 : (i64)t.value) * DAY;
    begin(&w, start);
    int first = when_day(due.starts);
    /* the cut-off applies to the instant of reception, not to the moved start */
    bool late = same && t.cutoff >= 0 && when_day(start) == first && start >= when_of(first, t.cutoff);
    if (hours) walk_hours(&w);
    else if ((same && !late) || first_day(&w, calendar, same ? WHY_CUTOFF : WHY_FIRST_DAY))
        walk_days(&w, calendar);
    /* an open pause: without a due time no day can change it */
    if (!due.at) due.unsure_day = 0, due.unsure_vi = due.unsure_en = (str){0};
    return due;
}

i64 clock_working(const struct calendar *c, i64 from, i64 to) {
    i64 sum = 0;
    for (int day = when_day(from), n = 0; day_start(day) < to && n < DAYS_MAX; day++, n++) {
        if (!day_works(c, day, NULL)) continue;
        const struct hours *h = hours_on(c, day);
        for (int i = 0; i < h->n_spans; i++) {
            i64 open = when_of(day, h->spans[i].open), close = when_of(day, h->spans[i].close);
            if (open < from) open = from;
            if (close > to) close = to;
            if (close > open) sum += close - open;
        }
    }
    return sum;
}
