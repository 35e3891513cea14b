/* Builds a document block by block. */
#include "document.h"

struct report_block *report_add(struct report *t, enum report_kind kind, str strong, str text) {
    GROW(t->v, t->n, t->cap);
    t->v[t->n] = (struct report_block){.kind = kind, .strong = strong, .text = text};
    return &t->v[t->n++];
}

static struct report_table *table_add(struct report *t, enum report_kind kind, str caption, u32 numbers) {
    struct report_table *b = NEW(struct report_table);
    *b = (struct report_table){.caption = caption, .numbers = numbers};
    report_add(t, kind, (str){0}, (str){0})->table = b;
    return b;
}

struct report_table *report_table_add(struct report *t, str caption, u32 numbers) {
    return table_add(t, REPORT_TABLE, caption, numbers);
}

struct report_table *report_facts_add(struct report *t) {
    struct report_table *b = table_add(t, REPORT_FACTS, (str){0}, 0);
    b->columns = 2;
    return b;
}

void report_head(struct report_table *b, str head) {
    require(b->columns < REPORT_COLUMNS);
    b->head[b->columns++] = head;
}

void report_row(struct report_table *b, const str *cells) {
    GROW(b->rows, b->n, b->cap);
    for (size_t k = 0; k < b->columns; k++) b->rows[b->n][k] = cells[k];
    b->n++;
}

void report_fact(struct report_table *b, str what, str is) {
    if (is.n) report_row(b, (str[]){what, is});
}

void report_picture_add(struct report *t, struct picture p) {
    struct picture *own = NEW(struct picture);
    *own = p;
    report_add(t, REPORT_PICTURE, (str){0}, p.label)->picture = own;
}
