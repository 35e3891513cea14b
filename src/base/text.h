/* Vietnamese text: validity, NFC, folding for search, collation (ICU; TCVN 6909:2001 is Unicode, stored as
 * NFC). */
#pragma once
#include "base.h"

struct words { /* one text in both languages; en falls back to vi */
    str vi, en;
};

/* well-formed UTF-8 without NUL or C0 controls other than tab, LF, CR */
bool text_valid(str s);
size_t text_point_size(u8 first); /* bytes of a code point, by its first; 0 = none begins so */
str text_nfc(str s);              /* composed form; s must be valid UTF-8 */
size_t text_length(str s);        /* code points */
/* For search: lower case, no marks, đ→d, tone placement unified by dropping it (hoà = hòa = hoa), runs of
 * blanks and punctuation one space. */
str text_fold(str s);
str text_upper(str s);          /* capitals, for the headings of papers */
str text_first_lower(str s);    /* "Đặc khu Phú Quý" → "đặc khu Phú Quý" */
int text_collate(str a, str b); /* Vietnamese alphabet, then tone */
/* NFC, trimmed, inner blanks single, without what is not seen but turns the rest around */
str text_squeeze(str s);
