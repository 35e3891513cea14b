/* The targets of the programme in a year: each beside what is known of it, and how far it is. */
#pragma once
#include "answer/chart.h"
#include "answer/owed.h"

enum goal_state {
    GOAL_MET,    /* reached */
    GOAL_WAY,    /* a figure, and what is missing; its year is to come */
    GOAL_MISSED, /* not reached when its year was over */
    GOAL_OPEN,   /* a figure that cannot be held against the target */
    GOAL_NONE,   /* no figure */
    N_GOAL_STATES
};
struct goal {
    const struct target *target;
    struct answer *forms; /* measured here: the target's indicator and its sister forms */
    size_t n_forms;
    bool measured;                   /* at least one form has a value */
    const struct external *external; /* by whom it is measured elsewhere; NULL none */
    const struct observation *seen;  /* the latest that others published, not after the year; NULL none */
    struct point *history;           /* a point a year since the first observation, 0 where there is none */
    size_t n_history;
    struct trend *trend;           /* of one form, or of what others published: never both in one picture */
    const struct answer *trend_of; /* that form; NULL: others */
    size_t n_trend, known;         /* years in it, and those with a value */
    const struct answer *main;     /* the form that speaks for it; NULL none */
    enum goal_state state;
    str verdict; /* reached, what is missing, or why it cannot be said */
};
struct day {
    int year, days_left;             /* to the Day; negative: past */
    const struct province *province; /* whose definitions the year is read by */
    int day;                         /* the Day itself */
    struct period when;
    /* the journal's last act, and its last before today (or before the demonstration began) */
    i64 as_of, before;
    struct goal *goals;
    size_t n_goals;
    /* how many goals have a figure from our records, one that agencies declared here, or only one that others
     * published */
    size_t measured, declared, observed;
    size_t in[N_GOAL_STATES];
    bool leader;
    /* dossiers open now, and those of them past their first promise; leaders only */
    i64 open, late;
    struct cells late_by; /* of each agency: n late of den open, most first */
    size_t n_worst;       /* of these, how many are named */
};
struct day day_gather(const struct asker *r, int year, enum period_kind kind);
const struct observation *observation_of(const struct province *p, str target, int year);
bool goal_is_rank(const struct goal *g);
/* 0–1000 of the width of the bar, -1 when it cannot be drawn. */
int goal_permille(const struct goal *g, str value);
/* The act after which the demonstration's own acts begin; without a demonstration, the last act before today.
 */
i64 first_act_before(const struct asker *r);

/* ---- in words: the page of the Day and the annual report say the same ---- */

str headline_words(enum lang l, const struct day *d); /* "Of 15 targets: 2 reached, …" */
/* by whom: from our records, declared here, only by others */
str measured_words(enum lang l, const struct day *d);
const char *goal_state_words(enum lang l, enum goal_state s);
/* the Day on a day off; empty on a working day */
str off_words(const struct asker *r, const struct day *d);
str none_words(const struct asker *r, const struct target *t); /* why nobody has a figure */
str observed_value(const struct asker *r, const struct goal *g);
/* The goal that has a wording of its own beside its number; NULL when none has. */
const struct target_goal *goal_worded(const struct target *t);
/* That wording holds a number ("trên 90%"): its mark on the bar, 0–1000; -1 none. */
int goal_text_permille(const struct goal *g);
str text_verdict(const struct asker *r, const struct goal *g, const struct answer *a);
/* "Digital Transformation Day of …"; without a Day of its own, whose digital transformation it is. */
str day_name(const struct asker *r);
str programme_name(const struct asker *r);
/* its figures are forms of one promise; else each stands for a part of it */
bool goal_one_promise(const struct goal *g);
size_t pillar_count(const struct day *d, str id, bool none);
/* The goal that a picture of the years marks, in tenths (-1 none), and its words. */
i64 trend_goal(const struct goal *g, int year, str *out_text, enum lang l);
