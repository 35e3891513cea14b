/* Private to this room, the officers' door: a dossier as its desk sees it, the deeds, and the pages. */
#pragma once
#include "dossier/draft.h"
#include "dossier/rule.h"
#include "reading/timeline.h"
#include "reading/why.h"
#include "reading/words.h"

/* The deeds that the code names; further rows of deeds[] follow them. In this order the dossier's page offers
 * the first that is possible; deeds with `aside` are links. */
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
    const struct step *step; /* the step to be done next; NULL = none */
    bool no_supplement_left; /* the limit of supplement requests is reached */
    /* the visitor is an officer of its desk or agency, and sees all; a leader sees state, dates and clock,
     * but no name and no answer */
    bool whole;
    str desk, agency; /* names on the day of filing */
    json_t *answers;
    bool erased;
    struct paper *papers;
    size_t n_papers;
    const str *shown; /* labels of the documents whose original was shown at the counter */
    size_t n_shown;
    struct timeline_line *events; /* newest first */
    size_t n_events;
    struct why *why;
    size_t doing; /* index in deeds[] of the form that came back with faults, or is being sent */
    size_t done;  /* index in deeds[] of what was done a moment ago, for the notice on top */
    str next;     /* code of the next dossier in the same pile; empty = none */
    json_t *typed;
    str key;
    struct form_errors errors;
};

/* ---- desk.c ---- */
/* Reads the dossier that the address names, for officers and leaders who may see it. False: a 404 has been
 * drawn. */
bool desk_open(struct request *r, struct desk *k);
/* Draws the dossier's page, with the form that came back if there is one. */
void desk_draw(struct request *r, struct desk *k);
struct reading desk_reading(const struct desk *k);

/* ---- deed.c: what may be done, and doing it ---- */
struct question { /* a question of a deed's form; its id is the field of the act that takes the answer */
    const char *id;
    enum field_type type;
    const char *label, *hint;   /* msgids */
    i64 max;                    /* greatest length, number, or days from today; 0 = no limit */
    const char *const *choices; /* pairs of id and msgid, ends with NULL */
};
/* To add a deed:
 * 1. its act: apply, fields, a row of the acts and one of the rules, in one file of dossier/
 * 2. the event it adds: a row in dossier/event.c, where the further steps are listed
 * 3. a row at the end of deeds[] (deed.c): its pages and addresses follow from it
 * 4. its words in words/ (tests/house/words.sh); print doc/access.md anew (access_test prints the command)
 * 5. a sentence that presses its button: the run fails over a deed that nobody pressed
 * desk_test compares act, event, rule and questions with each other. */
struct deed {
    const char *slug;    /* last part of its address */
    const char *act;     /* the kind of act */
    const char *done[2]; /* the events that confirm it */
    bool aside;          /* has a page of its own; its button has the CSS class `class` */
    const char *class;
    struct question asks[2];   /* asked before the reason */
    const char *reason, *hint; /* msgids: label of the reason and its hint; NULL = no reason is asked */
    const char *title, *button, *said; /* msgids: heading of its page, its button, the notice afterwards */
    /* a condition beside status and officer, which its rule judges; NULL = none */
    bool (*fits)(const struct request *r, const struct desk *k);
};
extern const struct deed deeds[];
extern const size_t n_deeds;

bool deed_may(const struct request *r, const struct desk *k, size_t deed);
size_t deed_of(str slug); /* the deed with this slug; DEED_NONE if there is none */
/* `said` if the dossier's newest event confirms it; else DEED_NONE. */
size_t deed_just_done(struct request *r, const struct desk *k, size_t said);
/* The questions of a deed's form; a step has those of the procedure. */
const struct field *deed_fields(const struct request *r, const struct desk *k, size_t deed, size_t *out_n);
/* Position, agency and names of the officers whose turn it is; empty = no officer's turn. */
str deed_actor(struct request *r, const struct desk *k);
/* Draws the page of deed k->doing, with what was typed and its faults. */
void deed_draw(struct request *r, struct desk *k);

extern const struct page queue_pages[], dossier_pages[], counter_pages[], duty_pages[];
extern struct page deed_pages[]; /* made from deeds[] before main() */
