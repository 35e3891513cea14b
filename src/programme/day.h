/* The Day's page as data: each target of the programme beside what is known of it. Private to this room. */
#pragma once
#include "figure.h"
#include "words.h"

struct goal {
    const struct target *target;
    struct answer *forms; /* measured here: the target's indicator and its sister forms */
    size_t n_forms;
    bool measured;                  /* at least one form has a value */
    const struct observation *seen; /* the latest that others published, not after the year; NULL none */
    struct point *history;          /* a point a year since the first observation, 0 where there is none */
    size_t n_history;
};
struct day {
    int year, days_left; /* to 31/12; negative: past */
    struct period when;
    i64 as_of, before; /* the journal's last act, and its last before today (or before the demonstration began) */
    struct goal *goals;
    size_t n_goals;
    size_t measured, observed, empty; /* how many goals are known how */
    bool leader;
    i64 late;             /* dossiers past their first promise now; leaders only */
    struct cells late_by; /* the agencies with most of them */
};
struct day day_gather(struct request *r, int year);
const struct observation *observation_of(const struct province *p, str target, int year);
bool goal_is_rank(const struct goal *g);
/* 0–1000 of the width of the bar, -1 when it cannot be drawn. */
int goal_permille(const struct goal *g, str value);
/* The act after which the demonstration's own acts begin; without a demonstration, the last act before today. */
i64 first_act_before(struct request *r);
