/* The programme: its documents, objectives, targets with goals by year, measures; and what others measure. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;

struct pillar {
    str id;
    struct words name;
};
enum { GOAL_FIRST = 2020, GOAL_LAST = 2050 };
struct target_goal { /* what a target asks for by the end of a year */
    int year;
    str value;         /* decimal, as printed */
    struct words text; /* the resolution's own wording when it differs (over 90 %) */
    enum confidence confidence;
    bool national; /* the country's goal, standing in: the province set none */
    /* the text that sets it, where it is not the programme's resolution; a decision that amended it */
    str document;
};
struct target {
    str id, pillar; /* chinh_quyen_so | kinh_te_so | xa_hoi_so | ha_tang_so | chung */
    struct words name, unit, note;
    bool at_least;             /* direction: ge; else le */
    int among;                 /* a rank: among how many it was set; 0 = it is no rank */
    struct target_goal *goals; /* one a year, by year; at least one */
    size_t n_goals;
    struct words source;
    str indicator;           /* id of the indicator that measures it; empty = no figure yet */
    struct words owner;      /* who answers for it; empty = no source says */
    struct words unmeasured; /* why nobody has a figure, as far as that is known */
};
struct observation { /* a figure others published, for a year */
    str of_id;       /* the external indicator it is a value of */
    int year;
    str value; /* empty = awaited */
    int of;    /* a rank: among how many; 0 = not said */
    struct words source, note;
    enum confidence confidence;
    i64 act; /* that added it; 0 = the folder */
};
/* an indicator that others measure: its values are observations, each with its source */
struct external {
    str id, path;
    struct words name, sentence, unit, publisher;
    bool up;           /* more is better */
    str target;        /* the one it stands beside; empty = none */
    struct words only; /* what of the target it covers, when not all: it is not held against it then */
    int target_line, target_column;
};
struct objective { /* what the programme is for, in words: not counted */
    str pillar;
    struct words name, source;
    enum confidence confidence;
};
struct programme_document { /* a text the programme rests on: a resolution, a decision, its successor */
    str number, by;
    int date; /* local day; 0 = not known */
    struct words name, source;
    enum confidence confidence;
};
struct programme_measure { /* what is done towards the targets, by whom, when, for how much */
    str id, pillar, decision;
    struct words name, bodies, source, note;
    int from, until; /* local days, `until` inclusive; 0 = not set */
    i64 budget;      /* đồng; 0 = not known */
    enum confidence confidence;
};

const struct target *target_of(const struct province *p, str id);
/* The goal that counts in a year: the first of that year or later, else the last; a borrowed one only where
 * the target has no other. */
const struct target_goal *target_goal(const struct target *t, int year);
/* The goal of that year itself; NULL when the target has none. */
const struct target_goal *target_goal_in(const struct target *t, int year);
/* Whether it is reached is said of no goal that stands in or is not verified. */
bool goal_claimed(const struct target_goal *g);
/* No goal of it is the province's own: the country's stand in. */
bool target_borrowed(const struct target *t);
bool target_unverified(const struct target *t); /* no goal of it is verified */
const struct external *external_of(const struct province *p, str id);
/* What others publish of a target; NULL when nobody does. */
const struct external *external_for(const struct province *p, str target);
const struct observation *observation_in(const struct province *p, str external, int year);
