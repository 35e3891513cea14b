/* Private to this room: the officers' door. A dossier as its desk sees it, what may be done to it, and the
 * pages over it. */
#pragma once
#include "rooms/filing/citizen.h"

extern const struct page desk_pages[]; /* ends with a NULL method */

enum deed {
    DEED_NONE,
    DEED_RECEIVE,
    DEED_REFUSE,
    DEED_STEP,
    DEED_SAY_NO,
    DEED_WITHDRAWAL,
    DEED_RESUME,
    DEED_RETURN,
    DEED_PAID,
    DEED_SUPPLEMENT,
    DEED_WANT,
    DEED_PAYMENT,
    DEED_APOLOGISE,
    DEED_TRANSFER,
    DEED_SUSPEND,
    DEED_STOP,
    N_DEEDS
};

struct happening { /* one line of the timeline */
    i64 act, at;
    str what, label;         /* what: the event's name; label: in the reader's language */
    str by;                  /* who did it; empty = the system itself */
    str note;                /* the reason given */
    const struct step *step; /* a step that was done, with the officer's own answers */
    json_t *answers;
};
struct paper { /* an uploaded paper; `i` from 1 is the last part of its address */
    int i;
    str label, doc, sha, type, name;
    i64 bytes, act;
};
struct desk {
    struct dossier d;
    const struct procedure *p;
    const struct step *step; /* the one that waits; NULL none */
    bool asked_up;           /* no further supplement may be asked for */
    /* an officer of its desk or agency; a leader sees state, dates and the clock, but nobody's name or
     * answers */
    bool whole;
    str desk, agency; /* their names on the day of filing */
    json_t *answers;
    bool erased;
    struct paper *papers;
    size_t n_papers;
    const str *shown; /* documents whose original was shown at the counter, by their labels */
    size_t n_shown;
    struct happening *events; /* newest first */
    size_t n_events;
    struct why *why;
    enum deed doing; /* the form that was sent and comes back */
    enum deed done;  /* what has just been done, for the notice on top */
    str next;        /* the code of the next dossier in the same pile; empty = none */
    json_t *typed;
    str key;
    struct form_errors errors;
};

/* ---- desk.c ---- */
/* The dossier of the address, for who may see it at the desk. False: a 404 has been drawn. */
bool desk_open(struct request *r, struct desk *k);
/* the whole page, with the form that came back if there is one */
void desk_draw(struct request *r, struct desk *k);
/* Its events after an act (0 = all), newest first. */
size_t desk_events(struct request *r, const struct desk *k, i64 since, struct happening **out);
size_t desk_papers(struct request *r, const struct desk *k, struct paper **out);
size_t desk_shown(struct request *r, const struct desk *k, const str **out);
/* the agency's name on a day, or its desk's */
str desk_agency(struct request *r, str code, i64 at, bool desk);
const char *channel_label(enum channel c); /* msgid */
/* by the first promise; before reception by the time to answer */
bool desk_late(const struct dossier *d, i64 now);

/* ---- deed.c: what may be done, and doing it ---- */
bool deed_may(const struct request *r, const struct desk *k, enum deed what);
enum deed deed_of(str slug); /* DEED_NONE for anything else */
/* What the dossier's newest event confirms of `said`; DEED_NONE otherwise. */
enum deed deed_just_done(struct request *r, const struct desk *k, enum deed said);
const char *deed_slug(enum deed what);
/* msgids: what it is called, what its button says, what is said when it is done */
const char *deed_title(enum deed what);
const char *deed_button(enum deed what);
const char *deed_said(enum deed what);
/* has a page of its own; the others are on the dossier's page */
bool deed_aside(enum deed what);
/* The questions of a deed's form. */
const struct field *deed_fields(const struct request *r, const struct desk *k, enum deed what, size_t *out_n);
/* who must act now, in words; empty = nobody at the desk */
str deed_actor(struct request *r, const struct desk *k);
void page_deed(struct request *r);
void page_deed_form(struct request *r);
/* the page of a deed aside, with what was typed and what is wrong */
void deed_draw(struct request *r, struct desk *k);
void page_deed_done(struct request *r, const struct reply *reply);

/* ---- why.c: the clock's explanation ---- */
struct why *why_of(struct request *r, const struct desk *k);
void why_draw(struct request *r, const struct why *w); /* timeline, table and the sentence of doubt */
/* the sentence about a day off that is not sure; empty = none */
str why_doubt(const struct why *w);
void page_why(struct request *r);
str why_span(enum lang l, i64 seconds);      /* "2 h 10 min" */
str why_left(enum lang l, i64 due, i64 now); /* "2 h 10 min left", "late by 1 day" */

/* ---- report.c ---- */
void page_report(struct request *r);
void page_report_xlsx(struct request *r);
void page_report_csv(struct request *r);

/* ---- counter.c ---- */
void page_counter(struct request *r);
void page_counter_post(struct request *r);
void page_counter_form(struct request *r);
void page_counter_form_post(struct request *r);
void page_counter_filed(struct request *r, const struct reply *reply);

/* ---- queue.c, slip.c, book.c ---- */
void page_queue(struct request *r);
void page_duties(struct request *r); /* duty.c: what agencies owe from time to time */
void page_slip(struct request *r);
void page_book(struct request *r);
