/* Private to this room: slips of the one-stop desk. Slips 01 to 05 are about one dossier, slip 06 (the book)
 * about a desk. */
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
    str desk, agency;     /* names on the day of the act */
    struct paper *papers; /* the papers that came with the filing */
    size_t n_papers;
    const str *shown; /* labels of the documents whose original was shown at the counter */
    size_t n_shown;
    struct why *why;
    enum lang reader;        /* language of the page around the slip; the slip is in Vietnamese */
    bool own;                /* opened by its submitter, not at the desk */
    i64 act, at;             /* the act that made the slip, and when */
    str number;              /* "05/2026"; empty = slips of this kind have no number */
    str officer;             /* name of the officer who did the act */
    str place, parent, body; /* where the slip was made; the body above; the body that issues it */
    str reason;              /* the officer's reason, as written */
    i64 promise;             /* the due time promised to the citizen as of that act */
    i64 second;              /* slip 04: the second date */
    str signs;               /* slip 04: the position that signs, in capitals */
    bool unsure;             /* slip 01: the due time depended on a day off not yet certain */
    str address;             /* this server's, for the QR code */
    str qr;                  /* path of the QR code's dark modules (SVG); empty = no QR code */
    int qr_size;             /* modules a side, with the quiet zone */
    bool form_number;        /* the slip bears its form number of Circular 01/2018 */
};

/* ---- slip.c ---- */
/* Whether slips of that day bear their form number: until province.slip_forms_until. */
bool slip_form_number(const struct request *r, int day);
/* name of the unit where the desk lies, without its kind */
str slip_place(const struct request *r, str desk, int day);
str slip_date(i64 t); /* "ngày 02 tháng 3 năm 2026" */
str slip_time(i64 t); /* "17 giờ 00 phút, ngày 02 tháng 3 năm 2026" */

/* ---- control.c ---- */
void control_draw(struct request *r, const struct slip *s); /* draws the table of slip 05 */

extern const struct page book_pages[], periodic_pages[];
