/* Trend of a target: whether the forecast reaches its goal, and the sentence that says so. */
#pragma once
#include "forecast.h"
#include "day.h"

struct course {
    enum course_state state;
    struct forecast f;
    size_t points;
    int goal_year;
    bool monthly;
    const char *why; /* msgid: why there is no forecast */
};
struct course goal_course(const struct asker *r, const struct goal *g, int year);
const char *course_name(enum course_state s); /* msgid */
str course_words(const struct asker *r, const struct goal *g, const struct course *c);
