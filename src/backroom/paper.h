/* A result as it is printed: what stands on it, and its drawing. Private to the back room. */
#pragma once
#include "../base/base.h"
#include "../base/when.h"

enum paper_style { PAPER_PLAIN, PAPER_STRONG, PAPER_HEADING };
struct paper_line {
    str label, value;        /* heading: the label alone */
    enum paper_style style;
};
struct paper {
    str above, agency, agency_more;   /* the body above, if it is named; the issuing body in one or two lines: capitals */
    str number, place;
    int day;                 /* of the decision */
    str title, about;        /* name of the paper, in capitals; what it is the result of */
    struct paper_line *lines;
    size_t n_lines, cap;
    str signer_title, signer_name;
    i64 decided_at;
    str code, address;       /* of the dossier; where to follow it, which the QR code holds */
    i64 act;                 /* the decision's number in the journal, and its leaf in hex */
    str leaf;
    bool demo;               /* demonstration data: marked across and below */
};
/* The paper as PDF: A4, Tinos, layout by Decree 30/2020 (FACTS §7); the same bytes for the same paper. Empty with words when cairo cannot. */
str paper_pdf(const struct paper *p, str *out_error);
/* Adds /Lang and a title bar to a PDF by an incremental update, which cairo cannot do; gives it back as it is when it is laid out otherwise. */
str pdf_with_language(str pdf, const char *language);
