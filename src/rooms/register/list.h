/* Private to this room: a register as a visitor sees it, searched and narrowed; what the list and the files
 * share. */
#pragma once
#include "register.h"

enum { FILTERS = 2, FILTER_WORDS = 3 };

struct filter {
    const struct reg_field *f;
    str value; /* empty = any */
};
struct line {
    struct entry e;
    json_t *values;
};
struct shelf { /* a register as this visitor sees it */
    const struct reg *g;
    bool official; /* an officer or a leader */
    str wanted, commune;
    struct filter filters[FILTERS];
    size_t n_filters;
    const struct unit **communes;
    size_t n_communes;
    i64 count, page; /* page from 1 */
    struct line *lines;
    size_t n;
};
/* False, and an error page drawn, when there is none of this name for this visitor. */
bool reg_open(struct request *r, struct shelf *s);
void shelf_read(struct request *r, struct shelf *s);
/* In lists and files: what is public; of a register that is not, what is not personal. */
bool reg_listed(const struct reg *g, const struct reg_field *f);
str reg_source(struct request *r, const struct reg *g);
struct wanted {             /* the words that are looked for */
    str like[FILTER_WORDS]; /* LIKE patterns, each anywhere in the searched fields */
    /* ",05443,H55.05443,": the units and agencies whose names hold the word; empty = none does */
    str codes[FILTER_WORDS];
    str fields; /* ",body,": the listed fields that name a unit or an agency */
};
struct wanted filter_words(const struct request *r, const struct shelf *s);
/* All that narrows down, of an entry `e`: $1 to $13. A word is found in the searched fields, or in the name
 * of a unit or agency that the entry names. */
#define WORD_FITS(like, codes)                                                                  \
    " AND (e.fold LIKE " like " OR (" codes " <> '' AND EXISTS (SELECT 1 FROM register_value v" \
    " WHERE v.act = e.act AND v.i = e.i AND $13 LIKE '%,' || v.field || ',%' AND " codes        \
    " LIKE '%,' || v.text || ',%')))"
#define FILTERED                                                                                       \
    "e.register = $1" WORD_FITS("$2", "$10") WORD_FITS("$3", "$11")                                    \
        WORD_FITS("$4", "$12") " AND ($5 = '' OR e.unit = $5) AND ($7 = '' OR EXISTS (SELECT 1"        \
                               " FROM register_value v"                                                \
                               " WHERE v.act = e.act AND v.i = e.i AND v.field = $6 AND v.text = $7))" \
                               " AND ($9 = '' OR EXISTS (SELECT 1 FROM register_value v"               \
                               " WHERE v.act = e.act AND v.i = e.i AND v.field = $8 AND v.text = $9))"
#define FILTER_VALUES(s, w)                                                                            \
    VT((s)->g->id), VT((w).like[0]), VT((w).like[1]), VT((w).like[2]), VT((s)->commune),               \
        VT((s)->n_filters ? (s)->filters[0].f->f.id : (str){0}),                                       \
        VT((s)->n_filters ? (s)->filters[0].value : (str){0}),                                         \
        VT((s)->n_filters > 1 ? (s)->filters[1].f->f.id : (str){0}),                                   \
        VT((s)->n_filters > 1 ? (s)->filters[1].value : (str){0}), VT((w).codes[0]), VT((w).codes[1]), \
        VT((w).codes[2]), VT((w).fields)
extern const struct page export_pages[];
