/* A scorecard: an index with its points, what others published of it, what a source says we reached. */
#pragma once
#include "province/target.h"

struct score_part { /* a component: only what the province itself has entered */
    struct words name;
    str points, ours; /* decimals; ours: the points reached, empty = not known */
};
struct score_index { /* a main index of a scorecard */
    str id, group;
    struct words name;
    i64 points;    /* most points; 0 = not scored; -1 = established by no source */
    i64 parts;     /* components it has; 0 = not known */
    str indicator; /* of an own scorecard: the figure it is made of */
    i64 full;      /* and the value that earns all points */
    struct score_part *components;
    size_t n_components;
};
struct score_row { /* a province as others ranked it */
    str name;
    i64 rank; /* as published, or its place in the list */
    /* decimals 0–1; empty = not published; values in the order of the scored indices */
    str total, *values;
    size_t n_values;
};
struct score_year {
    int year, of; /* of: among how many */
    struct words source;
    enum confidence confidence;
    struct score_row *rows; /* as published */
    size_t n_rows;
};
struct score_value { /* what a source says our province reached */
    int year;
    str index, value;
    struct words source;
    enum confidence confidence;
};
struct scorecard {
    str id, document, ours, target;
    struct words name, source, note;
    int date;
    /* own: the province scores its communes, or its departments, from its own figures */
    bool own, departments;
    i64 scale;
    enum confidence confidence;
    struct pillar *groups;
    size_t n_groups;
    struct score_index *main;
    size_t n_main;
    struct words region_name;
    enum confidence region_confidence;
    str *region; /* names of its provinces */
    size_t n_region;
    struct score_year *years; /* latest last */
    size_t n_years;
    struct score_value *values;
    size_t n_values;
};
/* Σ(value × points) / scale in ten-thousandths, rounded; -1 when a scored index has no value or no points. */
i64 score_total(const struct scorecard *s, const struct score_row *row);
bool ten_thousandths(str decimal, i64 *out); /* 0.8253 → 8253; false beyond 0…1 */
const struct scorecard *scorecard_of(const struct province *p, str id);
