/* Document model: headings, texts, tables and pictures in order. The printable page and the PDF are both
 * drawn from it alone, so that they say the same. */
#pragma once
#include "answer/picture.h"
#include "words/words.h"

enum report_kind {
    REPORT_PART,    /* second-level heading: begins a page on paper */
    REPORT_SECTION, /* third-level heading */
    REPORT_LEAD,
    REPORT_TEXT,
    REPORT_NOTE,
    REPORT_ITEM, /* list item; consecutive items form one list */
    REPORT_CODE,
    REPORT_FACTS, /* a two-column table of names and values */
    REPORT_TABLE,
    REPORT_PICTURE
};
enum { REPORT_COLUMNS = 6 };
struct report_table {
    str caption;
    str head[REPORT_COLUMNS];
    size_t columns;
    u32 numbers; /* bit k set: column k holds numbers */
    str (*rows)[REPORT_COLUMNS];
    size_t n, cap;
};
struct report_block {
    enum report_kind kind;
    str strong, text; /* strong: the bold beginning of the text */
    struct report_table *table;
    const struct picture *picture;
};
struct report {
    int year;
    enum lang lang;
    str title, about; /* the title, and the programme it reports on */
    str province;     /* name of the province */
    str label;        /* "demonstration data", on every page; empty = real data */
    str running;      /* running head of every page */
    str status;       /* sentence saying whether the year is sealed */
    bool sealed;
    i64 as_of, made_at; /* as_of: the last act the document counts; made_at: that act's time */
    struct report_table *cover;
    struct report_block *v;
    size_t n, cap;
};
/* ---- building a document ---- */

struct report_block *report_add(struct report *t, enum report_kind kind, str strong, str text);
struct report_table *report_table_add(struct report *t, str caption, u32 numbers);
void report_head(struct report_table *b, str head);
void report_row(struct report_table *b, const str *cells); /* as many cells as the table has heads */
struct report_table *report_facts_add(struct report *t);
/* adds nothing when `is` is empty */
void report_fact(struct report_table *b, str what, str is);
void report_picture_add(struct report *t, struct picture p);
