/* Calendars for the clock test: Vietnam's days off and make-up days of 2021–2027 as announced, and random
 * calendars. */
#pragma once
#include "clock_naive.h"

struct typed {
    int y, m, d;
    bool work;
    enum confidence confidence;
    const char *name;
};
#define TET "Tết Nguyên đán"
#define DUONG "Tết Dương lịch"
#define HUNG "Giỗ Tổ Hùng Vương"
#define LAODONG "30/4 và 1/5"
#define QUOC "Quốc khánh"
#define HI CONF_HIGH
#define MID CONF_MEDIUM
#define LOW CONF_LOW
static const struct typed announced[] = {
    {2021, 1, 1, 0, HI, DUONG},
    {2021, 2, 10, 0, HI, TET},
    {2021, 2, 11, 0, HI, TET},
    {2021, 2, 12, 0, HI, TET},
    {2021, 2, 15, 0, HI, TET},
    {2021, 2, 16, 0, HI, TET},
    {2021, 4, 21, 0, HI, HUNG},
    {2021, 4, 30, 0, HI, LAODONG},
    {2021, 5, 3, 0, HI, LAODONG},
    {2021, 9, 2, 0, HI, QUOC},
    {2021, 9, 3, 0, HI, QUOC},
    {2022, 1, 3, 0, HI, DUONG},
    {2022, 1, 31, 0, HI, TET},
    {2022, 2, 1, 0, HI, TET},
    {2022, 2, 2, 0, HI, TET},
    {2022, 2, 3, 0, HI, TET},
    {2022, 2, 4, 0, HI, TET},
    {2022, 4, 11, 0, HI, HUNG},
    {2022, 5, 2, 0, HI, LAODONG},
    {2022, 5, 3, 0, HI, LAODONG},
    {2022, 9, 1, 0, HI, QUOC},
    {2022, 9, 2, 0, HI, QUOC},
    {2023, 1, 2, 0, HI, DUONG},
    {2023, 1, 20, 0, HI, TET},
    {2023, 1, 23, 0, HI, TET},
    {2023, 1, 24, 0, HI, TET},
    {2023, 1, 25, 0, HI, TET},
    {2023, 1, 26, 0, HI, TET},
    {2023, 5, 1, 0, HI, HUNG},
    {2023, 5, 2, 0, HI, LAODONG},
    {2023, 5, 3, 0, HI, LAODONG},
    {2023, 9, 1, 0, HI, QUOC},
    {2023, 9, 4, 0, HI, QUOC},
    {2024, 1, 1, 0, HI, DUONG},
    {2024, 2, 8, 0, HI, TET},
    {2024, 2, 9, 0, HI, TET},
    {2024, 2, 12, 0, HI, TET},
    {2024, 2, 13, 0, HI, TET},
    {2024, 2, 14, 0, HI, TET},
    {2024, 4, 18, 0, HI, HUNG},
    {2024, 4, 29, 0, HI, LAODONG},
    {2024, 4, 30, 0, HI, LAODONG},
    {2024, 5, 1, 0, HI, LAODONG},
    {2024, 5, 4, 1, HI, NULL},
    {2024, 9, 2, 0, HI, QUOC},
    {2024, 9, 3, 0, HI, QUOC},
    {2025, 1, 1, 0, HI, DUONG},
    {2025, 1, 27, 0, HI, TET},
    {2025, 1, 28, 0, HI, TET},
    {2025, 1, 29, 0, HI, TET},
    {2025, 1, 30, 0, HI, TET},
    {2025, 1, 31, 0, HI, TET},
    {2025, 4, 7, 0, HI, HUNG},
    {2025, 4, 26, 1, HI, NULL},
    {2025, 4, 30, 0, HI, LAODONG},
    {2025, 5, 1, 0, HI, LAODONG},
    {2025, 5, 2, 0, HI, LAODONG},
    {2025, 9, 1, 0, HI, QUOC},
    {2025, 9, 2, 0, HI, QUOC},
    {2026, 1, 1, 0, MID, DUONG},
    {2026, 1, 2, 0, MID, DUONG},
    {2026, 1, 10, 1, MID, NULL},
    {2026, 2, 16, 0, HI, TET},
    {2026, 2, 17, 0, HI, TET},
    {2026, 2, 18, 0, HI, TET},
    {2026, 2, 19, 0, HI, TET},
    {2026, 2, 20, 0, HI, TET},
    {2026, 4, 27, 0, MID, HUNG},
    {2026, 4, 30, 0, MID, LAODONG},
    {2026, 5, 1, 0, MID, LAODONG},
    {2026, 8, 22, 1, MID, NULL},
    {2026, 8, 31, 0, MID, QUOC},
    {2026, 9, 1, 0, MID, QUOC},
    {2026, 9, 2, 0, MID, QUOC},
    {2026, 11, 24, 0, MID, "Ngày Văn hóa Việt Nam"},
    {2027, 1, 1, 0, LOW, DUONG},
    {2027, 2, 4, 0, LOW, TET},
    {2027, 2, 5, 0, LOW, TET},
    {2027, 2, 8, 0, LOW, TET},
    {2027, 2, 9, 0, LOW, TET},
    {2027, 2, 10, 0, LOW, TET},
    {2027, 4, 16, 0, LOW, HUNG},
    {2027, 4, 30, 0, LOW, LAODONG},
    {2027, 5, 3, 0, LOW, LAODONG},
    {2027, 9, 2, 0, LOW, QUOC},
    {2027, 9, 3, 0, LOW, QUOC},
    {2027, 11, 24, 0, LOW, "Ngày Văn hóa Việt Nam"},
};

/* xorshift64*: pseudo-random, so every machine tests the same calendars. */
static u64 seed = 20261231;
static int chance(int below) {
    seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
    return (int)((seed * (u64)0x2545F4914F6CDD1D >> 33) % (u64)below);
}

static void world_plain(struct world *w, int first_day, int last_day) {
    *w = (struct world){.calendar = {.first_day = first_day, .last_day = last_day}};
    for (int i = 0; i < WORLD_DAYS; i++) {
        int weekday = (i + world_first() + 4) % 7; /* 1 January 1970 was a Thursday */
        w->works[i] = weekday >= 1 && weekday <= 5;
        w->doubtful[i] = i + world_first() < first_day || i + world_first() > last_day;
    }
    w->calendar.days = w->days;
    w->calendar.hours = w->hours;
}

static void world_day(struct world *w, int index, bool work, enum confidence confidence, const char *name) {
    w->works[index] = work;
    w->name[index] = work ? NULL : name;
    if (confidence != CONF_HIGH) w->doubtful[index] = 1;
    w->days[w->calendar.n_days++] =
        (struct day_off){index + world_first(), work, confidence, str_c(name), str_c(name)};
}

/* Sets the office hours from a day on; call it in the order of days. */
static void world_hours(struct world *w, int index, struct hours h) {
    h.from_day = index + world_first();
    w->hours[w->calendar.n_hours] = h;
    for (int i = w->calendar.n_hours ? index : 0; i < WORLD_DAYS; i++)
        w->spans_of[i] = (u8)w->calendar.n_hours;
    w->calendar.n_hours++;
}

static const struct hours usual_hours = {.spans = {{7 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}},
                                         .n_spans = 2};

static void world_announced(struct world *w) {
    world_plain(w, naive_day(2021, 1, 1), naive_day(2027, 12, 31));
    for (size_t i = 0; i < COUNT(announced); i++) {
        const struct typed *t = &announced[i];
        world_day(w, naive_day(t->y, t->m, t->d) - world_first(), t->work, t->confidence, t->name);
    }
    world_hours(w, naive_day(2021, 1, 1) - world_first(), usual_hours);
}

/* One to four random spans, some adjoining, together at least two hours; some touch midnight. */
static struct hours random_hours(void) {
    for (;;) {
        struct hours h = {.n_spans = 1 + chance(4)};
        int at = chance(4) ? chance(600) : 0, sum = 0;
        for (int i = 0; i < h.n_spans; i++) {
            h.spans[i].open = at + (i && chance(4) ? 1 + chance(120) : 0);
            h.spans[i].close = at = h.spans[i].open + 1 + chance(400);
            sum += h.spans[i].close - h.spans[i].open;
        }
        if (!chance(6)) h.spans[h.n_spans - 1].close = 1440;
        if (at <= 1440 && h.spans[h.n_spans - 1].open < 1440 && sum >= 120) return h;
    }
}

static void world_random(struct world *w) {
    static const char *const names[] = {"một", "hai", "ba", NULL};
    int from = naive_day(2021, 1, 1) + chance(300), to = naive_day(2027, 12, 31) - chance(300),
        density = 3 + chance(60);
    world_plain(w, from, to);
    for (int i = from - world_first(); i <= to - world_first(); i++) {
        if (chance(density)) continue;
        int run = 1 + chance(6), name = chance(3);
        for (; run-- && i <= to - world_first() && w->calendar.n_days < COUNT(w->days); i++)
            world_day(w, i, !chance(4),
                      chance(3)   ? CONF_HIGH
                      : chance(2) ? CONF_MEDIUM
                                  : CONF_LOW,
                      names[name]);
        if (chance(2)) i--;
    }
    for (int i = 0, at = from - world_first(), n = 1 + chance(4); i < n; i++, at += 1 + chance(900))
        world_hours(w, at, random_hours());
}
