/* The annual report of a year as what it says, in order: headings, texts, tables, pictures. The printable
 * page and the PDF are both drawn from this alone, so that neither says what the other does not. It is told
 * as strangers may see it, whoever asks. */
#pragma once
#include "web/web.h"
#include "answer/picture.h"

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
    str link;         /* a local address it leads to; empty = none */
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
struct report report_gather(struct request *r, int year);
/* from the province's first year to next year */
bool report_year_ok(const struct province *p, int year, i64 now);

/* ---- adding to it ---- */

struct report_block *report_add(struct report *t, enum report_kind kind, str strong, str text);
struct report_table *report_table_add(struct report *t, str caption, u32 numbers);
void report_head(struct report_table *b, str head);
void report_row(struct report_table *b, const str *cells); /* as many as there are heads */
struct report_table *report_facts_add(struct report *t);
/* nothing, when there is nothing to say */
void report_fact(struct report_table *b, str what, str is);
void report_picture_add(struct report *t, struct picture p);

/* Its last parts: methods, what is not measured, restatements, how to check (report_behind.c). */
struct day;
void report_behind(struct report *t, struct request *r, const struct day *d);
/* every scorecard (report_scores.c) */
void report_scores(struct report *t, struct request *r);
void page_annual_report(struct request *r);

/* ---- the signed ones (report_kept.c) ---- */

struct kept_report {    /* the latest; act 0 = none */
    i64 act, basis, at; /* basis: the last act it tells of that its year rests on */
    str sha;
};
struct kept_report report_kept(struct db *db, int year, enum lang l);
struct due_report {
    int year;
    enum lang lang;
    i64 basis;
};
/* a sealed year without a report of what it now says */
bool report_due(struct db *db, struct due_report *out);
url report_url(int year, enum lang l);
void report_kept_apply(struct act *a);
void page_annual_pdf(struct request *r);
