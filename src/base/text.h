/* Vietnamese text by ICU: validity, NFC, folding for search, capitals, collation. TCVN 6909:2001 is Unicode;
 * we store NFC. */
#pragma once
#include "base.h"

struct words { /* one text in Vietnamese and English; an empty `en` stands for `vi` */
    str vi, en;
};

/* well-formed UTF-8 without NUL or C0 controls other than tab, LF, CR */
bool text_valid(str s);
size_t text_point_size(u8 first); /* bytes of the code point that begins with this byte; 0 = none does */
str text_nfc(str s);              /* composed form; s must be valid UTF-8 */
size_t text_length(str s);        /* code points */
/* The search form of a text: lower case, no diacritics (hoà = hòa = hoa), đ→d, each run of blanks and
 * punctuation one space. */
str text_fold(str s);
str text_upper(str s);          /* capitals, for the headings of papers */
str text_first_lower(str s);    /* "Đặc khu Phú Quý" gives "đặc khu Phú Quý" */
int text_collate(str a, str b); /* Vietnamese alphabet, then tone */
/* NFC, trimmed, each run of white space one space, invisible characters removed (direction marks, zero-width)
 */
str text_squeeze(str s);
