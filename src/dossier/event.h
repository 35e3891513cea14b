/* Events of a dossier. An act that changes a dossier adds an event row; timelines, figures, reports and
 * registers read these rows. */
#pragma once
#include "web/web.h"

/* To add an event:
 * 1. a row in event_kinds (event.c); without it the act panics in its first sentence
 * 2. EVENT(…) in the act's apply; an act that the row does not list panics too
 * 3. its words in words/ (tests/house/words.sh)
 * 4. a sentence in which the event happens: the run fails over an event that never did */
enum then { /* whether the clock runs after the event */
            THEN_UNSAID,
            THEN_AS_BEFORE, /* as before the event */
            THEN_GOES_ON,   /* runs, or the dossier has ended */
            THEN_WAITS,     /* stands still, for the submitter or until an officer resumes */
};
enum reason { /* whether its act gives a reason, and who reads it */
              NO_REASON,
              FOR_ALL,      /* who may see the dossier, the submitter too */
              FOR_OFFICERS, /* the event itself is between officers: not on the submitter's timeline */
};
struct event_kind {
    const char *what;    /* its name in rows, definitions and follows; never renamed */
    const char *acts[2]; /* the kinds of act that add it */
    const char *en;      /* msgid: the timeline's words */
    enum reason reason;  /* to be said where the act takes one: desk_test */
    enum then then;      /* desk_test asks it of each kind */
};
extern const struct event_kind event_kinds[];       /* ends with {0} */
const struct event_kind *event_kind_of(str what);   /* NULL when there is none */
str event_label(const struct request *r, str what); /* in the reader's language */
bool event_reason(str what);                        /* whether its act gives a reason */
str events_as_before(void);                         /* the names of all THEN_AS_BEFORE, ",paper,handed_on," */

/* The columns of dossier_event after the first, `act`: one list for table, insert, views, proof and tests.
 * Each: (number of its value, name, SQL type, type in a view). OWN: in no view. FACT: worked out by the act
 * and recorded in its result unless zero or empty. To add a column: a line here, its value in event_add or in
 * struct event_facts, its words in answer/label.c (tests: figure_test, an old folder's upgrade). */
#define EVENT_COLUMNS(VIEW, OWN, FACT)   \
    VIEW(2, i, BIGINT, 'i')              \
    VIEW(3, dossier, BIGINT, 'i')        \
    OWN(4, what, TEXT, 0)                \
    OWN(5, status, BIGINT, 0)            \
    OWN(6, happened_at, BIGINT, 0)       \
    VIEW(7, day, BIGINT, 'd')            \
    VIEW(8, month, TEXT, 'm')            \
    VIEW(9, procedure, TEXT, 't')        \
    VIEW(10, desk, TEXT, 'u')            \
    VIEW(11, agency, TEXT, 'u')          \
    VIEW(12, unit, TEXT, 'u')            \
    VIEW(13, channel, TEXT, 't')         \
    FACT(14, wholly_online, BIGINT, 'b') \
    FACT(15, late, BIGINT, 'b')          \
    VIEW(16, field, TEXT, 't')           \
    VIEW(17, service, BIGINT, 'b')       \
    FACT(18, timing, TEXT, 't')          \
    FACT(19, worked, BIGINT, 'i')
#define EVENT_NONE(k, name, type, seen)
#define EVENT_NAME(k, name, type, seen) ", " #name
#define EVENT_DDL(k, name, type, seen) ", " #name " " #type " NOT NULL"
#define EVENT_COLUMNS_ALL(X) EVENT_COLUMNS(X, X, X)
#define EVENT_NAMES "act" EVENT_COLUMNS_ALL(EVENT_NAME)

/* The C type of a column. */
#define EVENT_C_BIGINT i64
#define EVENT_C_TEXT str
#define EVENT_MEMBER(k, name, type, seen) EVENT_C_##type name;
struct event_facts { /* what an act works out about its event, beside dossier, kind and time */
    EVENT_COLUMNS(EVENT_NONE, EVENT_NONE, EVENT_MEMBER)
    /* timing: early, on_time, late by the first promise, of a dossier that ended; worked: office seconds
     * since reception without pauses */
};
