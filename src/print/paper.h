/* A result as it is printed: what stands on it, and its drawing. */
#pragma once
#include "base/base.h"
#include "base/when.h"

enum paper_style { PAPER_PLAIN, PAPER_STRONG, PAPER_HEADING };
struct paper_line {
    str label, value; /* heading: the label alone */
    enum paper_style style;
};
struct paper {
    /* the body above, if it is named; the issuing body in one or two lines: capitals */
    str above, agency, agency_more;
    str number, place;
    int day;          /* of the decision */
    str title, about; /* name of the paper, in capitals; what it is the result of */
    struct paper_line *lines;
    size_t n_lines, cap;
    str signer_title, signer_name;
    i64 decided_at;
    str code, address; /* of the dossier; where to follow it, which the QR code holds */
    i64 act;           /* the decision's number in the journal, and its leaf in hex */
    str leaf;
    bool demo; /* demonstration data: marked across and below */
};
/* The paper as PDF: A4, Tinos, layout by Decree 30/2020; the same bytes for the same paper. Empty
 * with words when cairo cannot. */
str paper_pdf(const struct paper *p, str *out_error);
struct pdf_more {         /* what cairo leaves out */
    const char *language; /* a reader's voice speaks it */
    const str *alts;      /* of the figures in order, what each shows */
    size_t n_alts;
    bool room;  /* for a signature: pdf_sign fills it */
    str signer; /* who signs, as the file says it; with room */
    i64 at;     /* when, as the file says it; with room */
};
/* A PDF of cairo written anew with it: /Lang, the title in the window's bar, alternative texts, the scope of
 * table heads; what stands outside the structure (running heads, rules) is marked as artifact. Given back as
 * it is when it is laid out otherwise than cairo does. */
str pdf_finish(str pdf, const struct pdf_more *more);
/* Where the signature of such a file goes; false when there is no room for one. */
enum { SIGNATURE_BYTES = 6000 };
bool pdf_room(str pdf, size_t *out_begin, size_t *out_end); /* of <hex>, brackets included */
/* Signs it (sign.c) with the key of DATA/keys; empty with words when it cannot. */
str pdf_sign(str data, str pdf, str *out_error);
/* The certificate's SHA-256 in hex: which key signed. Makes the key when there is none yet. */
str signer_print(str data, str *out_error);
