/* The Day's page as data: each target of the programme beside what is known of it. Private to this room. */
#pragma once
#include "figure/figure.h"
#include "answer/sentence.h"

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
    int year, days_left; /* to the Day; negative: past */
    int day;             /* the Day itself */
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
void page_board(struct request *r);
void page_plan(struct request *r);
struct day day_gather(struct request *r, int year, enum period_kind kind);
const struct observation *observation_of(const struct province *p, str target, int year);
bool goal_is_rank(const struct goal *g);
/* 0–1000 of the width of the bar, -1 when it cannot be drawn. */
int goal_permille(const struct goal *g, str value);
/* The act after which the demonstration's own acts begin; without a demonstration, the last act before today.
 */
i64 first_act_before(struct request *r);

/* ---- in words: the page of the Day and the annual report say the same ---- */

str headline_words(enum lang l, const struct day *d); /* "Of 15 targets: 2 reached, …" */
/* by whom: from our records, declared here, only by others */
str measured_words(enum lang l, const struct day *d);
const char *goal_state_words(enum lang l, enum goal_state s);
const char *confidence_words(enum lang l, enum confidence c);
/* the Day on a day off; empty on a working day */
str off_words(const struct request *r, const struct day *d);
str none_words(const struct request *r, const struct target *t); /* why nobody has a figure */
str rank_words(enum lang l, const struct observation *o);
/* a year without a rank: awaited, or not found */
const char *unknown_words(const struct request *r, int year);
str observed_value(const struct request *r, const struct goal *g);
str text_verdict(struct request *r, const struct goal *g, const struct answer *a);
str programme_name(const struct request *r);
/* its figures are forms of one promise; else each stands for a part of it */
bool goal_sisters(const struct goal *g);
size_t pillar_count(const struct day *d, str id, bool none);
/* The goal that a picture of the years marks, in tenths (-1 none), and its words. */
i64 trend_goal(const struct goal *g, int year, str *out_text, enum lang l);
