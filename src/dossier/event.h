/* Events: what may happen to a dossier. An act that does something to one adds a row for it; timelines,
 * figures, reports and registers follow from these rows. */
#pragma once
#include "web/web.h"

/* To add an event:
 * 1. its row in event_kinds (event.c); an act that adds an event without a row stops at its first sentence
 * 2. EVENT(…) in the act's apply; an act that the row does not name stops there too
 * 3. its words in words/ (tests/house/words.sh)
 * 4. a sentence in which it happens: the run fails over an event that never did */
enum then { /* what handling does after an event */
            THEN_UNSAID,
            THEN_AS_BEFORE, /* whether the dossier waits, and for whom, is unchanged */
            THEN_GOES_ON,   /* in hand, or ended */
            THEN_WAITS,     /* stands still, for the submitter or until it is resumed */
};
struct event_kind {
    const char *what;    /* its name in rows, definitions and follows: for ever */
    const char *acts[2]; /* the kinds of act that make it */
    const char *en;      /* msgid: as a timeline says it */
    bool reason;         /* its act gives a reason: who may see the dossier reads it */
    bool inside;         /* between officers: not on the submitter's timeline */
    enum then then;      /* to be said of each: desk_test */
};
extern const struct event_kind event_kinds[];       /* ends with {0} */
const struct event_kind *event_kind_of(str what);   /* NULL when there is none */
str event_label(const struct request *r, str what); /* in the reader's language */
bool event_reason(str what);                        /* whether its act gives a reason */
str events_as_before(void);                         /* their names, ",paper,handed_on," */

/* The columns of an event's row behind its first, `act`, once for table, insert, views, proof and tests:
 * (number of its value, name, SQL type, type in a view). OWN columns are in no view; TOLD ones are worked out
 * by the act and recorded in its result, noughts and empty texts left out. To add one: a line here, its value
 * in event_add or in what the act tells, its words in answer/label.c (tests: figure_test, an old folder's
 * upgrade). */
#define EVENT_COLUMNS(VIEW, OWN, TOLD)   \
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
    TOLD(14, wholly_online, BIGINT, 'b') \
    TOLD(15, late, BIGINT, 'b')          \
    VIEW(16, field, TEXT, 't')           \
    VIEW(17, service, BIGINT, 'b')       \
    TOLD(18, timing, TEXT, 't')          \
    TOLD(19, worked, BIGINT, 'i')
#define EVENT_NONE(k, name, type, seen)
#define EVENT_NAME(k, name, type, seen) ", " #name
#define EVENT_DDL(k, name, type, seen) ", " #name " " #type " NOT NULL"
#define EVENT_COLUMNS_ALL(X) EVENT_COLUMNS(X, X, X)
#define EVENT_NAMES "act" EVENT_COLUMNS_ALL(EVENT_NAME)

/* C's side of a column of either type. */
#define EVENT_C_BIGINT i64
#define EVENT_C_TEXT str
#define EVENT_MEMBER(k, name, type, seen) EVENT_C_##type name;
struct told { /* what an act tells of an event beside who, what and when */
    EVENT_COLUMNS(EVENT_NONE, EVENT_NONE, EVENT_MEMBER)
    /* timing: early, on_time, late by the first promise, for what ended; worked: seconds since reception,
     * pauses out */
};
