/* Printed result of a dossier (A4, Decree 30/2020/NĐ-CP): its content, its PDF, and the PDF's metadata and
 * signature. */
#pragma once
#include "base/base.h"
#include "base/when.h"

enum paper_style { PAPER_PLAIN, PAPER_STRONG, PAPER_HEADING };
struct paper_line {
    str label, value; /* a heading has only a label */
    enum paper_style style;
};
struct paper {
    /* in capitals: the superior body, if any; the issuing body in one or two lines */
    str above, agency, agency_more;
    str number, place;
    int day;          /* day of the decision */
    str title, about; /* title: the paper's name, in capitals; about: the procedure it results from */
    struct paper_line *lines;
    size_t n_lines, cap;
    str signer_title, signer_name;
    i64 decided_at;
    str code, address; /* code: of the dossier; address: its tracking page, encoded in the QR code */
    i64 act;           /* act: number of the decision in the journal; leaf: its leaf hash in hex */
    str leaf;
    bool demo; /* demonstration data: the paper says so across the page and at its foot */
};
/* The paper as an A4 PDF in Tinos, laid out by Decree 30/2020/NĐ-CP. The same paper gives the same bytes.
 * Empty with *out_error when cairo fails. */
str paper_pdf(const struct paper *p, str *out_error);
struct pdf_metadata {     /* PDF metadata that cairo does not write */
    const char *language; /* language tag for screen readers */
    const str *alts;      /* text alternatives of the figures, in order */
    size_t n_alts;
    bool room;  /* reserves room for a signature, which pdf_sign fills */
    str signer; /* with `room`: name of the signer in the signature field */
    i64 at;     /* with `room`: time of signing in the signature field */
};
/* Rewrites a PDF made by cairo. Adds /Lang, the title in the window's bar, alternative texts and the scope
 * of table heads. Marks content outside the structure (running heads, rules) as artifact. Returns the PDF
 * unchanged when its layout is not cairo's. */
str pdf_finish(str pdf, const struct pdf_metadata *more);
/* The byte range of the signature's <hex>, brackets included; false when the file has no room for one. */
enum { SIGNATURE_BYTES = 6000 };
bool pdf_signature_range(str pdf, size_t *out_begin, size_t *out_end);
/* Signs the PDF with the key in DATA/keys (signature.c); empty with *out_error when it cannot. */
str pdf_sign(str data, str pdf, str *out_error);
/* Fingerprint of the signing certificate: SHA-256 in hex. Makes the key when there is none yet. */
str signer_fingerprint(str data, str *out_error);
