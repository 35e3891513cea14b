/* A scorecard (bảng điểm): an index with its points, the rankings others published, the values our province
 * reached. */
#pragma once
#include "province/target.h"

struct score_part { /* a component of a main index, as far as the province entered it */
    struct words name;
    str points, ours; /* decimals; ours: the points reached, empty = not known */
};
struct score_index { /* a main index of a scorecard */
    str id, group;
    struct words name;
    i64 points;    /* the most points; 0 = not scored; -1 = no source says */
    i64 parts;     /* how many components it has; 0 = not known */
    str indicator; /* own scorecard: id of the indicator it scores */
    i64 full;      /* own scorecard: the indicator's value that earns all points */
    struct score_part *components;
    size_t n_components;
};
struct score_row { /* a province in a published ranking */
    str name;
    i64 rank; /* as published, or its place in the list */
    /* decimals from 0 to 1; empty = not published; `values` in the order of the scored main indices */
    str total, *values;
    size_t n_values;
};
struct score_year {
    int year, of; /* of: how many provinces were ranked */
    struct words source;
    enum confidence confidence;
    struct score_row *rows; /* as published */
    size_t n_rows;
};
struct score_value { /* a value of our province, where no whole row was published */
    int year;
    str index, value;
    struct words source;
    enum confidence confidence;
};
struct scorecard {
    str id, document, ours,
        target; /* ours: our province's name in the rows; target: id of the rank's target */
    struct words name, source, note;
    int date;
    /* own: the province scores its communes (or departments) by its own figures */
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
/* The sum of value × points over all main indices, divided by the scale, in ten-thousandths, rounded. -1 when
 * a value or its points are not known. */
i64 score_total(const struct scorecard *s, const struct score_row *row);
bool ten_thousandths(str decimal, i64 *out); /* "0.8253" gives 8253; false outside 0…1 */
const struct scorecard *scorecard_of(const struct province *p, str id);
