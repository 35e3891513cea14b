/* The programme's targets in a year, each with its figure, its distance to the goal and its history: the
 * data of the Day and of the annual report. */
#pragma once
#include "answer/chart.h"
#include "answer/owed.h"

enum goal_state {
    GOAL_MET,    /* the goal is reached */
    GOAL_WAY,    /* there is a figure; the goal's year is still to come */
    GOAL_MISSED, /* the goal was not reached when its year was over */
    GOAL_OPEN,   /* there is a figure, but it is not comparable with the goal */
    GOAL_NONE,   /* there is no figure */
    N_GOAL_STATES
};
struct goal {
    const struct target *target;
    struct answer *forms; /* figures computed here: the target's indicator and its sister forms */
    size_t n_forms;
    bool measured;                   /* at least one form has a value */
    const struct external *external; /* the external measurement of this target; NULL = none */
    const struct observation *seen;  /* the latest external observation of `year` or earlier; NULL = none */
    struct point *history; /* one point for each year since the first observation; 0 for a year without one */
    size_t n_history;
    struct trend *trend;           /* of one form or of the external observations, never of both */
    const struct answer *trend_of; /* the form that `trend` shows; NULL = the external observations */
    size_t n_trend, known;         /* n_trend: its years; known: those with a value */
    const struct answer *main;     /* the form whose value is compared with the goal; NULL = none */
    enum goal_state state;
    str verdict; /* sentence: reached, how much is missing, or why it cannot be compared */
};
struct day {
    int year, days_left;             /* until the Day; negative when it is past */
    const struct province *province; /* the definitions that apply to the year */
    int day;                         /* the Day itself */
    struct period when;
    /* as_of: the journal's last act. before: its last act before today, or before the demonstration's
     * visitors began */
    i64 as_of, before;
    struct goal *goals;
    size_t n_goals;
    /* number of goals by the source of their figure: our records, agencies' declarations, or external
     * observations only */
    size_t measured, declared, observed;
    size_t in[N_GOAL_STATES];
    bool leader;
    /* dossiers open now, and those past their first promised time; read for leaders only */
    i64 open, late;
    struct cells late_by; /* one cell an agency: n late out of den open, most first */
    size_t n_worst;       /* number of cells in `late_by` that the page names */
};
struct day day_gather(const struct asker *r, int year, enum period_kind kind);
const struct observation *observation_of(const struct province *p, str target, int year);
bool goal_is_rank(const struct goal *g);
/* Position of `value` on the bar, 0–1000 of its width; -1 when it cannot be drawn. */
int goal_permille(const struct goal *g, str value);
/* The last act before today. In a demonstration: the last act of the generated data, since all of them
 * carry the time the folder was made. */
i64 last_act_before_today(const struct asker *r);

/* ---- wording shared by the page of the Day and the annual report ---- */

str headline_words(enum lang l, const struct day *d); /* "Of 15 targets: 2 reached, …" */
/* how many targets are measured from our records, declared by agencies, or measured only elsewhere */
str measured_words(enum lang l, const struct day *d);
const char *goal_state_words(enum lang l, enum goal_state s);
/* the note that the Day falls on a day off; empty on a working day */
str day_off_words(const struct asker *r, const struct day *d);
str no_figure_words(const struct asker *r, const struct target *t); /* why the target has no figure */
str observed_value(const struct asker *r, const struct goal *g);
/* The target's first goal whose wording in the resolution differs from its number ("over 90 %" for 100);
 * NULL when none has. */
const struct target_goal *goal_worded(const struct target *t);
/* The position on the bar, 0–1000, of the number inside that wording; -1 = no number. */
int goal_text_permille(const struct goal *g);
str text_verdict(const struct asker *r, const struct goal *g, const struct answer *a);
str programme_name(const struct asker *r);
/* True when all figures are forms of one indicator; false when each covers a part of the target. */
bool goal_one_promise(const struct goal *g);
size_t pillar_count(const struct day *d, str id, bool none);
/* The goal that a chart of the years marks, in tenths of the unit (-1 = none), with its label. */
i64 trend_goal(const struct goal *g, int year, str *out_text, enum lang l);
