/* The digital transformation programme: documents, objectives, targets with a goal for each year, measures;
 * and external indicators, which others publish. */
#pragma once
#include "base/clock.h"
#include "base/text.h"

struct province;

struct pillar {
    str id;
    struct words name;
};
enum { GOAL_FIRST = 2020, GOAL_LAST = 2050 };
struct target_goal { /* the goal of a target for the end of a year */
    int year;
    str value;                  /* decimal, as printed */
    struct words text;          /* the resolution's own wording when it differs (over 90 %) */
    enum confidence confidence; /* low: borrowed from the national programme, the province set none */
    /* number of the document that sets it; empty = the programme's resolution */
    str document;
};
struct target {
    str id, pillar; /* chinh_quyen_so | kinh_te_so | xa_hoi_so | ha_tang_so | chung */
    struct words name, unit, note;
    bool at_least;             /* reached at the goal or above (ge); else at the goal or below (le) */
    int among;                 /* for a rank: how many are ranked; 0 = it is no rank */
    struct target_goal *goals; /* at least one, at most one a year, in order of years */
    size_t n_goals;
    struct words source;
    str indicator;           /* id of the indicator that measures it; empty = no figure yet */
    struct words owner;      /* who answers for it; empty = no source says */
    struct words unmeasured; /* why nobody has a figure, as far as that is known */
};
struct observation { /* a figure others published, for a year */
    str of_id;       /* id of its external indicator */
    int year;
    str value; /* empty = awaited */
    int of;    /* for a rank: how many are ranked; 0 = not said */
    struct words source, note;
    enum confidence confidence;
    i64 act; /* the act that added it; 0 = it comes from the folder */
};
/* an external indicator: others measure it; its values are observations, each with its source */
struct external {
    str id, path;
    struct words name, sentence, unit, publisher;
    bool up;    /* more is better */
    str target; /* id of the target it is shown beside; empty = none */
    struct words
        only; /* the part of the target it covers, when not all: it is then not compared with the goal */
    int target_line, target_column;
};
struct objective { /* an objective in words, which is not measured */
    str pillar;
    struct words name, source;
    enum confidence confidence;
};
struct programme_document { /* a resolution or decision the programme is based on */
    str number, by;
    int date; /* local day; 0 = not known */
    struct words name, source;
    enum confidence confidence;
};
struct programme_measure { /* a measure towards the targets: who does it, when, its budget */
    str id, pillar, decision;
    struct words name, bodies, source, note;
    int from, until; /* local days, `until` inclusive; 0 = not set */
    i64 budget;      /* đồng; 0 = not known */
    enum confidence confidence;
};

const struct target *target_of(const struct province *p, str id);
/* The goal to compare a year with: the earliest goal due in that year or later, else the last one. A borrowed
 * goal (confidence low) counts only if the province set none. */
const struct target_goal *target_goal(const struct target *t, int year);
/* The goal of exactly that year; NULL when there is none. */
const struct target_goal *target_goal_in(const struct target *t, int year);
/* Whether all goals of a target are borrowed from the national programme. */
bool target_borrowed(const struct target *t);
const struct external *external_of(const struct province *p, str id);
/* The external indicator that is shown beside a target; NULL when there is none. */
const struct external *external_for(const struct province *p, str target);
const struct observation *observation_in(const struct province *p, str external, int year);
