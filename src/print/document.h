/* A document as what it says, in order: headings, texts, tables, pictures. A printable page and a PDF are
 * both drawn from this alone, so that neither says what the other does not. */
#pragma once
#include "answer/picture.h"
#include "words/words.h"

enum report_kind {
    REPORT_PART,    /* heading of the second level: begins a page on paper */
    REPORT_SECTION, /* of the third */
    REPORT_LEAD,
    REPORT_TEXT,
    REPORT_NOTE,
    REPORT_ITEM, /* of a list: those that follow each other are one */
    REPORT_CODE,
    REPORT_FACTS, /* a table of two columns: what, and what of it */
    REPORT_TABLE,
    REPORT_PICTURE
};
enum { REPORT_COLUMNS = 6 };
struct report_table {
    str caption;
    str head[REPORT_COLUMNS];
    size_t columns;
    u32 numbers; /* bit k: column k holds numbers */
    str (*rows)[REPORT_COLUMNS];
    size_t n, cap;
};
struct report_block {
    enum report_kind kind;
    str strong, text; /* strong: what it begins with */
    struct report_table *table;
    const struct picture *picture;
};
struct report {
    int year;
    enum lang lang;
    str title, about; /* what it is; of which programme */
    str province;     /* whose */
    str label;        /* demonstration data: on every page; empty = real */
    str running;      /* at the head of every page */
    str status;       /* sealed or not, in a sentence */
    bool sealed;
    i64 as_of, made_at; /* the act all of it stands on, and that act's time */
    struct report_table *cover;
    struct report_block *v;
    size_t n, cap;
};
/* ---- adding to it ---- */

struct report_block *report_add(struct report *t, enum report_kind kind, str strong, str text);
struct report_table *report_table_add(struct report *t, str caption, u32 numbers);
void report_head(struct report_table *b, str head);
void report_row(struct report_table *b, const str *cells); /* as many as there are heads */
struct report_table *report_facts_add(struct report *t);
/* nothing, when there is nothing to say */
void report_fact(struct report_table *b, str what, str is);
void report_picture_add(struct report *t, struct picture p);
