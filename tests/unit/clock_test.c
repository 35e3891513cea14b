/* The clock: the cases an officer would name, then thousands of random ones against a naive simulation that
 * moves minute by minute. */
#include "clock_worlds.h"
#include "tap.h"

static struct world real, other;
static u8 labels[LABELS];

/* ---- named cases, in the announced calendar; 09/11/2026 is a Monday ---- */

static i64 at(const char *text) {
    int y, m, d, h, min, s = 0;
    require(sscanf(text, "%d/%d/%d %d:%d:%d", &d, &m, &y, &h, &min, &s) >= 5);
    return (i64)naive_day(y, m, d) * 86400 + h * 3600 + min * 60 + s - 7 * 3600;
}

struct named {
    const char *what;
    enum term_unit unit;
    int value;
    const char *received, *starts, *due;
    const char *from, *to; /* one pause */
    const char *unsure;
    int cutoff; /* minutes; 0 none */
};
#define H TERM_WORKING_HOURS
#define W TERM_WORKING_DAYS
#define C TERM_CALENDAR_DAYS
#define SAME TERM_SAME_DAY
enum { THREE = 15 * 60, NOON = 12 * 60 };
#define N(...) \
    { .what = __VA_ARGS__ }

static const struct named cases[] = {
    N("received after 17:00 starts next morning", H, 1, "09/11/2026 17:30", "10/11/2026 07:00",
      "10/11/2026 08:00"),
    N("17:00 sharp is after hours", H, 1, "09/11/2026 17:00", "10/11/2026 07:00", "10/11/2026 08:00"),
    N("a minute before is not", H, 1, "09/11/2026 16:59", "09/11/2026 16:59", "10/11/2026 07:59"),
    N("before the doors open", H, 1, "09/11/2026 05:10", "09/11/2026 07:00", "09/11/2026 08:00"),
    N("received in the lunch break starts at 13:30", H, 2, "10/11/2026 12:15", "10/11/2026 13:30",
      "10/11/2026 15:30"),
    N("11:30 sharp is lunch", H, 2, "10/11/2026 11:30", "10/11/2026 13:30", "10/11/2026 15:30"),
    N("lunch does not count", H, 2, "10/11/2026 11:00", NULL, "10/11/2026 15:00"),
    N("due when the last second is used, not next morning", H, 8, "10/11/2026 07:00", NULL,
      "10/11/2026 17:00"),
    N("the desk's 8 hours over a weekend", H, 8, "13/11/2026 16:00", NULL, "16/11/2026 16:00"),
    N("received on a Saturday", H, 8, "14/11/2026 09:00", "16/11/2026 07:00", "16/11/2026 17:00"),
    N("seconds are kept", H, 8, "10/11/2026 09:00:30", NULL, "11/11/2026 09:00:30"),
    N("a second before closing", H, 1, "10/11/2026 10:29:59", NULL, "10/11/2026 11:29:59"),
    N("no hours at all: due as it starts", H, 0, "10/11/2026 12:00", "10/11/2026 13:30", "10/11/2026 13:30"),

    N("same day", SAME, 0, "12/11/2026 14:59:59", NULL, "12/11/2026 17:00", .cutoff = THREE),
    N("same day, cut-off at 15:00 sharp", SAME, 0, "12/11/2026 15:00", NULL, "13/11/2026 17:00",
      .cutoff = THREE),
    N("same day, cut off on a Friday", SAME, 0, "13/11/2026 15:00", NULL, "16/11/2026 17:00",
      .cutoff = THREE),
    N("same day, received after hours: one morning later, not two", SAME, 0, "12/11/2026 17:30",
      "13/11/2026 07:00", "13/11/2026 17:00", .cutoff = THREE),
    N("the cut-off is measured at reception, not where lunch ends", SAME, 0, "12/11/2026 11:45",
      "12/11/2026 13:30", "12/11/2026 17:00", .cutoff = NOON),
    N("same day without a cut-off", SAME, 0, "12/11/2026 16:59", NULL, "12/11/2026 17:00"),
    N("a day term of no days is the same day", W, 0, "12/11/2026 16:00", NULL, "12/11/2026 17:00"),
    N("also in calendar days", C, 0, "14/11/2026 16:00", "16/11/2026 07:00", "16/11/2026 17:00"),

    N("3 working days", W, 3, "09/11/2026 09:00", NULL, "12/11/2026 17:00"),
    N("3 working days, received after hours", W, 3, "09/11/2026 17:30", "10/11/2026 07:00",
      "13/11/2026 17:00"),
    N("3 working days over a weekend", W, 3, "12/11/2026 09:00", NULL, "17/11/2026 17:00"),
    N("working days over Tết", W, 2, "13/02/2026 09:00", NULL, "24/02/2026 17:00"),
    N("a make-up Saturday is worked", W, 1, "03/05/2024 09:00", NULL, "04/05/2024 17:00"),
    N("also hour by hour", H, 2, "03/05/2024 16:00", NULL, "04/05/2024 08:00"),
    N("and received on it", H, 2, "26/04/2025 10:30", "26/04/2025 10:30", "26/04/2025 14:30"),

    N("calendar days count from the next day", C, 3, "09/11/2026 09:00", NULL, "12/11/2026 17:00"),
    N("calendar days run over the weekend", C, 7, "12/11/2026 09:00", NULL, "19/11/2026 17:00"),
    N("the last day slides off a Saturday", C, 5, "09/11/2026 09:00", NULL, "16/11/2026 17:00"),
    N("off a Sunday", C, 6, "09/11/2026 09:00", NULL, "16/11/2026 17:00"),
    N("off all of Tết and its weekend", C, 5, "11/02/2026 09:00", NULL, "23/02/2026 17:00"),
    N("but not off a make-up Saturday", C, 4, "30/04/2024 09:00", "02/05/2024 07:00", "06/05/2024 17:00"),
    N("onto a make-up Saturday", C, 1, "03/05/2024 09:00", NULL, "04/05/2024 17:00"),
    N("29 February is a day", C, 30, "31/01/2024 09:00", NULL, "01/03/2024 17:00"),
    N("calendar days over the new year", C, 30, "10/12/2024 09:00", NULL, "09/01/2025 17:00"),

    N("hours, a pause across the weekend", H, 8, "13/11/2026 14:00", NULL, "17/11/2026 09:00",
      "13/11/2026 15:00", "16/11/2026 10:00"),
    N("working days, a pause across the weekend: two days touched", W, 3, "12/11/2026 09:00", NULL,
      "19/11/2026 17:00", "13/11/2026 15:00", "16/11/2026 10:00"),
    N("calendar days, the same pause: four days touched, then a slide", C, 5, "12/11/2026 09:00", NULL,
      "23/11/2026 17:00", "13/11/2026 15:00", "16/11/2026 10:00"),
    N("a pause by night costs no hour", H, 8, "10/11/2026 10:00", NULL, "11/11/2026 10:00",
      "10/11/2026 17:00", "11/11/2026 07:00"),
    N("nor a working day", W, 2, "10/11/2026 10:00", NULL, "12/11/2026 17:00", "11/11/2026 17:00",
      "12/11/2026 07:00"),
    N("nor does one in the lunch break", W, 2, "10/11/2026 10:00", NULL, "12/11/2026 17:00",
      "11/11/2026 11:30", "11/11/2026 13:30"),
    N("a pause on the day of reception only", W, 2, "10/11/2026 10:00", NULL, "12/11/2026 17:00",
      "10/11/2026 11:00", "10/11/2026 15:00"),
    N("a pause on the due day", W, 2, "10/11/2026 10:00", NULL, "13/11/2026 17:00", "12/11/2026 16:59",
      "12/11/2026 17:30"),
    N("a pause after it was due", W, 2, "10/11/2026 10:00", NULL, "12/11/2026 17:00", "12/11/2026 17:00",
      "14/11/2026 17:30"),
    N("a pause while the last day slides", C, 5, "09/11/2026 09:00", NULL, "17/11/2026 17:00",
      "16/11/2026 09:00", "16/11/2026 10:00"),
    N("same day, with a wait", SAME, 0, "10/11/2026 08:00", NULL, "11/11/2026 17:00", "10/11/2026 09:00",
      "10/11/2026 10:00", .cutoff = THREE),
    N("an open pause: no due time", H, 8, "13/11/2026 14:00", NULL, NULL, "13/11/2026 15:00"),
    N("an open pause, working days", W, 5, "12/11/2026 09:00", NULL, NULL, "16/11/2026 15:00"),
    N("an open pause, calendar days, on the day of reception", C, 5, "12/11/2026 09:00", NULL, NULL,
      "12/11/2026 15:00"),
    N("an open pause, same day", SAME, 0, "12/11/2026 09:00", NULL, NULL, "12/11/2026 15:00",
      .cutoff = THREE),
    N("an open pause after the due time", H, 2, "12/11/2026 09:00", NULL, "12/11/2026 11:00",
      "12/11/2026 11:00"),
    N("an open pause over a day that may change", H, 8, "23/11/2026 14:00", NULL, NULL, "25/11/2026 08:00"),
    N("a wait of twenty years", W, 2, "11/11/2026 10:00", NULL, "14/11/2046 17:00", "12/11/2026 10:00",
      "12/11/2046 10:00", "13/11/2046"),

    N("due depends on 24/11/2026", H, 1, "23/11/2026 16:30", NULL, "25/11/2026 07:30",
      .unsure = "24/11/2026"),
    N("due the evening before does not", H, 2, "23/11/2026 15:00", NULL, "23/11/2026 17:00"),
    N("working days over it do", W, 3, "20/11/2026 10:00", NULL, "26/11/2026 17:00", .unsure = "24/11/2026"),
    N("calendar days over it do not", C, 10, "20/11/2026 10:00", NULL, "30/11/2026 17:00"),
    N("calendar days ending on it do", C, 5, "19/11/2026 10:00", NULL, "25/11/2026 17:00",
      .unsure = "24/11/2026"),
    N("calendar days passing over it do not, received on a Saturday", C, 2, "21/11/2026 10:00",
      "23/11/2026 07:00", "25/11/2026 17:00"),
    N("received on it", H, 1, "24/11/2026 10:00", "25/11/2026 07:00", "25/11/2026 08:00",
      .unsure = "24/11/2026"),
    N("received on it after hours: it no longer matters", H, 1, "24/11/2026 18:00", "25/11/2026 07:00",
      "25/11/2026 08:00"),
    N("a pause that covers it takes the doubt away", H, 2, "23/11/2026 16:00", NULL, "25/11/2026 08:30",
      "23/11/2026 16:30", "25/11/2026 07:00"),
    N("also one that begins that morning", H, 2, "23/11/2026 16:00", NULL, "25/11/2026 08:00",
      "24/11/2026 05:00", "25/11/2026 07:00"),
    N("one that leaves an hour of it does not", H, 2, "23/11/2026 16:00", NULL, "25/11/2026 08:00",
      "24/11/2026 08:00", "25/11/2026 07:00", "24/11/2026"),
    N("a make-up day that may change", H, 2, "21/08/2026 16:00", NULL, "22/08/2026 08:00",
      .unsure = "22/08/2026"),
    N("Tết 2026 is certain", W, 3, "13/02/2026 10:00", NULL, "25/02/2026 17:00"),
    N("Tết 2027 is not", W, 3, "03/02/2027 10:00", NULL, "15/02/2027 17:00", .unsure = "04/02/2027"),
    N("beyond the calendar nothing is sure", W, 5, "30/12/2027 10:00", NULL, "06/01/2028 17:00",
      .unsure = "01/01/2028"),
    N("the longest term a procedure may have", W, 3650, "02/01/2024 10:00", NULL, NULL,
      .unsure = "01/01/2026"),
};

static str told_at(i64 t) { return t ? when_text(t) : S("none"); }

static void named_case(const struct named *k) {
    struct term t = {k->unit, k->value, k->cutoff ? k->cutoff : -1};
    struct pause p = {k->from ? at(k->from) : 0, k->to ? at(k->to) : 0, S("bổ sung")};
    struct due d = clock_due(&real.calendar, t, at(k->received), &p, k->from != NULL);
    i64 want = k->due ? at(k->due) : 0, starts = k->starts ? at(k->starts) : at(k->received);
    if (k->value == 3650) want = d.at; /* only that it ends */
    char day[32];
    snprintf(day, sizeof day, "%s 00:00", k->unsure ? k->unsure : "01/01/1970");
    int unsure = when_day(at(day));
    if (!ok(d.at == want && d.starts == starts && d.unsure_day == unsure && (d.at || k->from), "%s", k->what))
        diag("due %s, want %s; starts %s; unsure %s", str_z(told_at(d.at)), str_z(told_at(want)),
             str_z(told_at(d.starts)), str_z(day_text(d.unsure_day)));
}

static const char *const why_names[] = {"work",  "night", "lunch", "weekend", "holiday",
                                        "pause", "first", "day",   "slide",   "cutoff"};

/* An explanation on one line: from-to kind counted name. */
static str spelled(const struct due *d) {
    struct out o = {0};
    for (size_t i = 0; i < d->n_why; i++) {
        const struct stretch *s = &d->why[i];
        out_fmt(&o, "%s%s-%s %s", i ? "; " : "", str_z(when_text(s->from)), str_z(when_text(s->to)),
                why_names[s->why]);
        if (s->counted) out_fmt(&o, " %lld", (long long)s->counted);
        if (s->name_vi.n) out_fmt(&o, " %.*s", STR_ARG(s->name_vi));
    }
    return out_all(&o);
}

static void explanations(void) {
    const struct calendar *c = &real.calendar;
    struct due d = clock_due(c, (struct term){H, 4, -1}, at("23/11/2026 11:00"), NULL, 0);
    is_str(spelled(&d),
           "11:00 23/11/2026-11:30 23/11/2026 work 1800; 11:30 23/11/2026-13:30 23/11/2026 lunch; "
           "13:30 23/11/2026-17:00 23/11/2026 work 12600",
           "an afternoon explained");
    d = clock_due(c, (struct term){H, 1, -1}, at("23/11/2026 16:30"), NULL, 0);
    is_str(spelled(&d),
           "16:30 23/11/2026-17:00 23/11/2026 work 1800; 17:00 23/11/2026-00:00 24/11/2026 night; "
           "00:00 24/11/2026-00:00 25/11/2026 holiday Ngày Văn hóa Việt Nam; "
           "00:00 25/11/2026-07:00 25/11/2026 night; 07:00 25/11/2026-07:30 25/11/2026 work 1800",
           "a day off explained by its name");
    is_str(d.unsure_vi, "Ngày Văn hóa Việt Nam", "and it is the day named as unsure");
    d = clock_due(c, (struct term){C, 5, -1}, at("09/11/2026 17:30"), NULL, 0);
    is_str(spelled(&d),
           "17:30 09/11/2026-07:00 10/11/2026 night; 07:00 10/11/2026-00:00 11/11/2026 first; "
           "00:00 11/11/2026-00:00 16/11/2026 day 432000; "
           "00:00 16/11/2026-17:00 16/11/2026 slide",
           "calendar days and their slide explained");
    struct pause p = {at("13/11/2026 15:00"), at("16/11/2026 10:00"), S("bổ sung")};
    d = clock_due(c, (struct term){H, 2, -1}, at("13/11/2026 14:00"), &p, 1);
    is_str(spelled(&d),
           "14:00 13/11/2026-15:00 13/11/2026 work 3600; 15:00 13/11/2026-10:00 16/11/2026 pause bổ sung; "
           "10:00 16/11/2026-11:00 16/11/2026 work 3600",
           "a wait over a weekend is one stretch");
    d = clock_due(c, (struct term){SAME, 0, THREE}, at("13/11/2026 16:00"), NULL, 0);
    is_str(spelled(&d),
           "16:00 13/11/2026-00:00 14/11/2026 cutoff; "
           "00:00 14/11/2026-00:00 16/11/2026 weekend; 00:00 16/11/2026-17:00 16/11/2026 work 86400",
           "a cut-off explained");
    p.to = 0;
    d = clock_due(c, (struct term){H, 8, -1}, at("13/11/2026 14:00"), &p, 1);
    is_int(d.used, 3600, "before an open pause one hour was used");
    is_int(d.needed, 8 * 3600, "of eight");
    is_str(spelled(&d), "14:00 13/11/2026-15:00 13/11/2026 work 3600",
           "and the telling ends where the pause began");
}

/* ---- against the simulation ---- */

struct trial {
    struct world *w;
    struct term t;
    i64 start;
    struct pause pauses[12];
    size_t n;
    int step;
};

/* Now and then to where rules turn: midnight, an opening, a closing; never before `least`. */
static i64 snapped(const struct world *w, i64 t, i64 least) {
    const struct hours *h = &w->hours[w->spans_of[index_of(t)]];
    const struct span *s = &h->spans[chance(h->n_spans)];
    i64 edge = midnight(index_of(t)) + (chance(3) ? chance(2) ? s->open : s->close : 0) * 60;
    return chance(3) || edge < least ? t : edge;
}

static struct trial random_trial(struct world *w, int step) {
    struct trial k = {.w = w, .step = step};
    int most[] = {1, 25, 40, step == 1 ? 10 : 60};
    k.t = (struct term){(enum term_unit)chance(4), 0, -1};
    k.t.value = chance(1 + (chance(8) ? most[k.t.unit] / 2 : most[k.t.unit] * (step == 1 ? 1 : 2)));
    if (step == 1 && k.t.value > 9) k.t.value = 9;
    if (chance(3)) k.t.cutoff = chance(1440);
    int spread = naive_day(2027, 12, 31) - naive_day(2021, 1, 1);
    k.start =
        midnight(naive_day(2021, 1, 1) - world_first() + chance(spread)) + (i64)chance(86400 / step) * step;
    k.start = snapped(w, k.start, 0);
    i64 t = k.start;
    for (size_t most_pauses = chance(3) ? (size_t)chance(3) : (size_t)chance(12); k.n < most_pauses; k.n++) {
        t += (i64)chance(chance(2) ? 400 : 3 * 1440) * 60;
        t = snapped(w, t, k.n ? k.pauses[k.n - 1].to : k.start);
        i64 to = t + (i64)(1 + chance(chance(2) ? 200 : 5 * 1440)) * 60;
        to = snapped(w, to, t + 60);
        bool open = !chance(12);
        k.pauses[k.n] = (struct pause){t, open ? 0 : to, chance(2) ? S("bổ sung") : S("phí")};
        t = to;
        if (open) return k.n++, k;
    }
    return k;
}

static const char *fault; /* of the trial at hand */
static bool must(bool good, const char *what) {
    if (!good && !fault) fault = what;
    return good;
}

/* The name a stretch of one kind must carry at an instant. */
static str name_at(const struct trial *k, enum clock_why why, i64 t) {
    const char *off = k->w->name[index_of(t)];
    bool named = why == WHY_HOLIDAY || (why == WHY_SLIDE && !k->w->works[index_of(t)]);
    return named ? str_c(off) : (str){0};
}

static void check_stretches(const struct trial *k, const struct due *d, i64 end) {
    i64 t = k->start, counted = 0;
    for (size_t i = 0; i < d->n_why; i++) {
        const struct stretch *s = &d->why[i], *before = i ? s - 1 : NULL;
        must(s->from == t && s->to > t, "stretches follow each other without gaps");
        must(!before || before->why != s->why || !str_eq(before->name_vi, s->name_vi),
             "neighbours of one kind are merged");
        must((s->counted > 0) == (s->why == WHY_WORK || s->why == WHY_DAY),
             "only work and counted days count");
        if (k->t.unit == TERM_WORKING_HOURS)
            must(s->why != WHY_WORK || s->counted == s->to - s->from, "each second counts once");
        for (; t < s->to; t += k->step) {
            if (!must(labels[(t - k->start) / k->step] == s->why + 1,
                      "every step is of the kind the simulation saw"))
                return;
            if (s->why != WHY_PAUSE &&
                !must(str_eq(s->name_vi, name_at(k, s->why, t)), "every step carries its day's name"))
                return;
        }
        counted += s->counted;
    }
    must(t == end, "stretches end at the due time or the open pause");
    must(counted == d->used, "counted adds up to used");
}

/* The first doubtful day that moves starts or due when it is turned round: brute force. */
static int naive_unsure(const struct trial *k, const struct answer *a) {
    struct naive n = {k->w, k->pauses, k->n, k->start, k->step, NULL};
    if (!a->at) return 0;
    for (int i = index_of(k->start); i <= index_of(a->at); i++) {
        if (!k->w->doubtful[i]) continue;
        k->w->works[i] = !k->w->works[i];
        struct answer b = naive_due(&n, k->t);
        k->w->works[i] = !k->w->works[i];
        if (b.at != a->at || b.starts != a->starts) return i + world_first();
    }
    return 0;
}

static bool agrees(const struct trial *k) {
    fault = NULL;
    struct naive n = {k->w, k->pauses, k->n, k->start, k->step, labels};
    struct answer a = naive_due(&n, k->t);
    struct due d = clock_due(&k->w->calendar, k->t, k->start, k->pauses, k->n);
    must(d.starts == a.starts, "counting starts when the simulation says");
    must(d.at == a.at, "due when the simulation says");
    must(d.needed == a.needed && d.used == a.used, "needed and used as the simulation says");
    must(!d.at || d.used == d.needed, "all used when due");
    if (!fault) check_stretches(k, &d, a.end);
    must(d.unsure_day == naive_unsure(k, &a),
         "unsure exactly when turning a doubtful day round moves the answer");
    return !fault;
}

static void explain(const struct trial *k) {
    static const char *const units[] = {"same day", "working days", "calendar days", "working hours"};
    struct naive n = {k->w, k->pauses, k->n, k->start, k->step, NULL};
    struct answer a = naive_due(&n, k->t);
    struct due d = clock_due(&k->w->calendar, k->t, k->start, k->pauses, k->n);
    diag("broken: %s", fault);
    diag("%d %s, cut-off %d, received %s", k->t.value, units[k->t.unit], k->t.cutoff,
         str_z(when_iso(k->start)));
    for (size_t i = 0; i < k->n; i++)
        diag("pause %s to %s", str_z(when_iso(k->pauses[i].from)),
             k->pauses[i].to ? str_z(when_iso(k->pauses[i].to)) : "open");
    diag("clock: starts %s due %s used %lld unsure %s", str_z(told_at(d.starts)), str_z(told_at(d.at)),
         (long long)d.used, str_z(day_text(d.unsure_day)));
    diag("naive: starts %s due %s used %lld unsure %s", str_z(told_at(a.starts)), str_z(told_at(a.at)),
         (long long)a.used, str_z(day_text(naive_unsure(k, &a))));
    diag("%s", str_z(spelled(&d)));
}

struct tally {
    int units[4], open, unsure, paused;
};

static void trials(const char *what, struct world *w, int count, int per_world, int step) {
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    int good = 0;
    struct tally y = {0};
    for (int i = 0; i < count; i++) {
        if (per_world && i % per_world == 0) world_random(w);
        arena_reset(mine);
        struct trial k = random_trial(w, step);
        y.units[k.t.unit]++;
        y.paused += k.n > 0;
        if (agrees(&k)) good++;
        else if (good == i) explain(&k); /* the first is enough */
        struct due d = clock_due(&w->calendar, k.t, k.start, k.pauses, k.n);
        y.open += !d.at;
        y.unsure += d.unsure_day != 0;
    }
    arena_enter(before);
    arena_free(mine);
    is_int(good, count, "%s", what);
    diag("%d same day, %d working days, %d calendar days, %d hours; %d with pauses, %d left open, %d unsure",
         y.units[0], y.units[1], y.units[2], y.units[3], y.paused, y.open, y.unsure);
    ok(y.open > count / 100 && y.unsure > count / 100,
       "and neither open pauses nor unsure days are rare among them");
}

/* Working seconds between two instants, and the days themselves, against the same world. */
static void working_time(struct world *w, const char *what) {
    int good = 0, days = 0, n = 300;
    for (int i = 0; i < n; i++) {
        i64 from = midnight(366 + chance(2500)) + chance(86400),
            to = from + chance(chance(2) ? 86400 : 20 * 86400), sum = 0;
        /* office hours turn on whole minutes */
        i64 first = from / 60 * 60 + (from % 60 ? 60 : 0), last = to / 60 * 60;
        for (i64 t = first; t < last; t += 60) sum += working(w, t) ? 60 : 0;
        if (first <= last) sum += (working(w, from) ? first - from : 0) + (working(w, last) ? to - last : 0);
        else sum = working(w, from) ? to - from : 0;
        good += clock_working(&w->calendar, from, to) == sum;
    }
    is_int(good, n, "working seconds between two instants, %s", what);
    for (int i = 0; i < WORLD_DAYS; i++) {
        const struct day_off *e;
        bool right = day_works(&w->calendar, i + world_first(), &e) == (bool)w->works[i] &&
                     (!e || e->day == i + world_first());
        days += right && hours_on(&w->calendar, i + world_first()) == &w->hours[w->spans_of[i]];
    }
    is_int(days, WORLD_DAYS, "every day is worked or off, with the hours in force, %s", what);
}

/* As many pauses as are allowed: one a day at noon to 14:00 for a thousand days. */
static void many_pauses(void) {
    static struct pause p[1000];
    for (int i = 0; i < 1000; i++)
        p[i] = (struct pause){midnight(400 + i) + 12 * 3600, midnight(400 + i) + 14 * 3600, S("bổ sung")};
    struct trial k = {.w = &real, .start = midnight(399) + 8 * 3600, .step = 60, .t = {H, 400, -1}};
    struct naive n = {&real, p, COUNT(p), k.start, 60, NULL};
    is_int(clock_due(&real.calendar, k.t, k.start, p, COUNT(p)).at, naive_due(&n, k.t).at,
           "hours through a thousand pauses");
    k.t = (struct term){W, 3, -1};
    is_int(clock_due(&real.calendar, k.t, k.start, p, COUNT(p)).at, naive_due(&n, k.t).at,
           "working days behind a thousand pauses");
}

int main(void) {
    arena_enter(arena_new());
    world_announced(&real);
    for (size_t i = 0; i < COUNT(cases); i++) named_case(&cases[i]);
    explanations();
    is_int(clock_working(&real.calendar, at("13/11/2026 14:00"), at("16/11/2026 10:00")), 6 * 3600,
           "six working hours over a weekend");
    is_int(clock_working(&real.calendar, at("16/11/2026 10:00"), at("13/11/2026 14:00")), 0,
           "none backwards");
    working_time(&real, "as announced");
    world_random(&other);
    working_time(&other, "in a random world");
    many_pauses();
    trials("4,000 random dossiers of 2021–2027, minute by minute", &real, 4000, 0, 60);
    trials("3,000 in 150 random calendars and office hours, minute by minute", &other, 3000, 20, 60);
    trials("60 second by second", &other, 60, 5, 1);
    return done();
}
