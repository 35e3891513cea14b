/* Private to this folder: what a type of field is to a form. */
#pragma once
#include "web.h"

struct answered { /* an answer to be checked; p may be NULL */
    const struct field *f;
    str text;
    int day;
    const struct province *p;
};
/* what draws the answer; a new one needs its case in draw_control of forms.c (-Wswitch) */
enum drawn_as { DRAWN_INPUT, DRAWN_TEXTAREA, DRAWN_DATE, DRAWN_CHOICE, DRAWN_YES_NO, DRAWN_COMMUNE };
struct control { /* attributes of its <input> or <textarea>; without: none */
    const char *width, *type, *inputmode, *spellcheck, *autocapitalize;
    const char *autocomplete; /* without: off */
    int rows;
};
struct field_kind {
    str (*parse)(str typed); /* not of a date: read_date joins its boxes */
    const char *(*check)(const struct answered *a);
    str (*show)(struct request *r, const struct field *f, str answer);
    const char *missing; /* msgid when a required one is empty; without: the general one */
    size_t letters;      /* of a text: most letters, when the field has no max */
    enum drawn_as drawn;
    struct control input;
};
const struct field_kind *field_kind(const struct field *f);
str text_without(str s, const char *drop);
