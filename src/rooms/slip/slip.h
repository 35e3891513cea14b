/* Private to this room: a paper of the one-stop desk, being drawn. Slips 01 to 05 stand about one dossier;
 * the book (06) about a desk. */
#pragma once
#include "reading/slips.h"
#include "reading/timeline.h"
#include "reading/why.h"
#include "reading/words.h"

struct slip_form;
struct slip {
    const struct slip_form *kind;
    struct dossier d;
    const struct procedure *p;
    str desk, agency;     /* their names on the day of the act */
    struct paper *papers; /* those of the filing */
    size_t n_papers;
    const str *shown; /* documents whose original was shown at the counter, by their labels */
    size_t n_shown;
    struct why *why;
    enum lang reader;        /* of the page around the paper; the paper itself is Vietnamese */
    bool own;                /* seen by its submitter, not at the desk */
    i64 act, at;             /* the act that made it, and when it happened */
    str number;              /* "05/2026"; empty where the kind bears none */
    str officer;             /* who did that act */
    str place, parent, body; /* where it was written; the body above; the body that issues it */
    str reason;              /* the officer's own words */
    i64 promise;             /* the result's time as the citizen had it in hand then */
    i64 second;              /* 04: the new time */
    str signs;               /* 04: the position that signs */
    bool unsure;             /* 01: the promise hung on a day off that was not sure */
    str address;             /* of this server */
    str qr;                  /* the drawing of its modules; empty = none */
    int qr_size;             /* modules a side, with the quiet zone */
    bool form_number;        /* Circular 01/2018 was in force */
};

/* ---- slip.c ---- */
/* whether papers of that day bear the number of their form */
bool slip_form_number(const struct request *r, int day);
str slip_place(const struct request *r, str desk, int day); /* the bare name of the unit a desk stands in */
str slip_date(i64 t);                                       /* "ngày 02 tháng 3 năm 2026" */
str slip_time(i64 t); /* "17 giờ 00 phút, ngày 02 tháng 3 năm 2026" */

/* ---- control.c ---- */
void control_draw(struct request *r, const struct slip *s); /* the table of slip 05 */

extern const struct page book_pages[], periodic_pages[];
