/* Private to this room: a register as a visitor sees it, searched and narrowed; what the list and the files share. */
#pragma once
#include "register.h"

enum { FILTERS = 2, FILTER_WORDS = 3 };

struct filter {
    const struct reg_field *f;
    str value;               /* empty = any */
};
struct line {
    struct entry e;
    json_t *values;
};
struct shelf {               /* a register as this visitor sees it */
    const struct reg *g;
    bool official;           /* an officer or a leader */
    str wanted, commune;
    struct filter filters[FILTERS];
    size_t n_filters;
    const struct unit **communes;
    size_t n_communes;
    i64 count, page;         /* page from 1 */
    struct line *lines;
    size_t n;
};
/* False, and an error page drawn, when there is none of this name for this visitor. */
bool reg_open(struct request *r, struct shelf *s);
void shelf_read(struct request *r, struct shelf *s);
/* In lists and files: what is public; of a register that is not, what is not personal. */
bool reg_listed(const struct reg *g, const struct reg_field *f);
str reg_source(struct request *r, const struct reg *g);
/* Up to three words, each anywhere in the searched fields, as LIKE patterns: $2 to $4; and all that narrows down: $1 to $9. */
void filter_words(str wanted, str out[FILTER_WORDS]);
#define FILTER_VALUES(s, w)                                                                                                                          \
    VT((s)->g->id), VT((w)[0]), VT((w)[1]), VT((w)[2]), VT((s)->commune), VT((s)->n_filters ? (s)->filters[0].f->f.id : (str){0}),                   \
        VT((s)->n_filters ? (s)->filters[0].value : (str){0}), VT((s)->n_filters > 1 ? (s)->filters[1].f->f.id : (str){0}),                          \
        VT((s)->n_filters > 1 ? (s)->filters[1].value : (str){0})
void page_register_csv(struct request *r);
void page_register_json(struct request *r);
void page_register_xlsx(struct request *r);
