/* Private to this room: the officers' door. A dossier as its desk sees it, what may be done to it, and the
 * pages over it. */
#pragma once
#include "dossier/draft.h"
#include "dossier/rule.h"
#include "reading/timeline.h"
#include "reading/why.h"
#include "reading/words.h"

/* The deeds that code names; the others have a row in deeds[] behind these. Offered in this order: on the
 * dossier's own page the first that waits, those aside as links. */
enum {
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
    struct timeline_line *events; /* newest first */
    size_t n_events;
    struct why *why;
    size_t doing; /* of deeds[]: the form that was sent and comes back */
    size_t done;  /* what has just been done, for the notice on top */
    str next;     /* the code of the next dossier in the same pile; empty = none */
    json_t *typed;
    str key;
    struct form_errors errors;
};

/* ---- desk.c ---- */
/* The dossier of the address, for who may see it at the desk. False: a 404 has been drawn. */
bool desk_open(struct request *r, struct desk *k);
/* the whole page, with the form that came back if there is one */
void desk_draw(struct request *r, struct desk *k);
struct reading desk_reading(const struct desk *k);

/* ---- deed.c: what may be done, and doing it ---- */
struct question { /* of a deed's form: its id is the act's own field, which takes the answer */
    const char *id;
    enum field_type type;
    const char *label, *hint;   /* msgids */
    i64 max;                    /* letters, the greatest number, days from today; 0 = no bound */
    const char *const *choices; /* pairs of id and msgid, ends with NULL */
};
/* To add a deed:
 * 1. its act: apply, fields, a row of the acts and one of the rules, in one file of dossier/
 * 2. the event it makes: a row in dossier/event.c, which says what else to do
 * 3. a row at the end of deeds[] (deed.c); its pages and their addresses follow from it
 * 4. its words in words/ (tests/house/words.sh); doc/access.md printed anew (tests: access_test prints the
 * command)
 * 5. a sentence that presses its button (the run fails over a deed that nobody pressed)
 * Act, event, rule and questions are compared with each other by desk_test. */
struct deed {
    const char *slug;    /* last part of its address */
    const char *act;     /* the kind of act */
    const char *done[2]; /* the events that say it was done */
    bool aside;          /* a page of its own, with a button of this class */
    const char *class;
    struct question asks[2];           /* before the reason */
    const char *reason, *hint;         /* msgids: how the reason is asked for; NULL = it is not */
    const char *title, *button, *said; /* msgids: of its page, on its button, when it is done */
    /* what it needs beside the status and the officer that its rule names; NULL = nothing */
    bool (*fits)(const struct request *r, const struct desk *k);
};
extern const struct deed deeds[];
extern const size_t n_deeds;

bool deed_may(const struct request *r, const struct desk *k, size_t deed);
size_t deed_of(str slug); /* DEED_NONE for anything else */
/* What the dossier's newest event confirms of `said`; DEED_NONE otherwise. */
size_t deed_just_done(struct request *r, const struct desk *k, size_t said);
/* The questions of a deed's form. */
const struct field *deed_fields(const struct request *r, const struct desk *k, size_t deed, size_t *out_n);
/* who must act now, in words; empty = nobody at the desk */
str deed_actor(struct request *r, const struct desk *k);
/* the page of a deed aside, with what was typed and what is wrong */
void deed_draw(struct request *r, struct desk *k);

extern const struct page queue_pages[], dossier_pages[], counter_pages[], duty_pages[];
extern struct page deed_pages[]; /* made from deeds[] at the start of the program */
