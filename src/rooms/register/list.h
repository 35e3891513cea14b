/* Private to this room: the list of a register with search and filters, for its page and its files. */
#pragma once
#include "register.h"

enum { FILTERS = 2, FILTER_WORDS = 3 };

struct filter {
    const struct reg_field *f;
    str value; /* empty = no filter */
};
struct line {
    struct entry e;
    json_t *values;
};
struct register_list { /* the list of a register, as this visitor may see it */
    const struct reg *g;
    bool official; /* the visitor is an officer, leader or administrator */
    str wanted, commune;
    struct filter filters[FILTERS];
    size_t n_filters;
    const struct unit **communes;
    size_t n_communes;
    i64 count, page; /* page: from 1 */
    struct line *lines;
    size_t n;
};
/* Finds the register that the address names. False: there is none for this visitor; a 404 has been drawn. */
bool reg_open(struct request *r, struct register_list *s);
void list_read(struct request *r, struct register_list *s);
/* Whether lists and files show a field: in a public register the public ones, else those not personal. */
bool reg_listed(const struct reg *g, const struct reg_field *f);
str reg_source(struct request *r, const struct reg *g);
struct search_words {       /* the words of a search, as bound values */
    str like[FILTER_WORDS]; /* LIKE patterns; each must fit somewhere in the searched fields */
    /* ",05443,H55.05443,": codes of the units and agencies whose name has the word; empty = none */
    str codes[FILTER_WORDS];
    str fields; /* ",body,": the listed fields that hold a unit's or agency's code */
};
struct search_words filter_words(const struct request *r, const struct register_list *s);
/* The conditions of a list on `register_entry e`, bound to $1 … $13 by FILTER_VALUES. A word must occur in
 * the searched fields, or in the name of a unit or agency that the entry names. */
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
