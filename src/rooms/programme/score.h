/* Scorecards worked out: for their pages and for the annual report. */
#pragma once
#include "target/day.h"
#include "web/web.h"

struct score_line {          /* one commune or department of an own scorecard */
    str key;                 /* its code */
    const struct unit *unit; /* of a commune; NULL for a department */
    str name;
    i64 *tenths; /* points reached by each main index, in tenths; -1 = no figure, -2 = hidden */
    i64 total;   /* tenths; -1 = not ranked: a figure is missing or hidden */
    size_t rank; /* from 1, equal totals alike; 0 = not ranked */
};
struct score_table {
    const struct scorecard *card;
    struct period when;
    i64 as_of;
    struct score_line *v; /* best first, those not ranked last, by name */
    size_t n, ranked;
};
/* An own scorecard for a reporting year, as this visitor may see it. */
struct score_table score_own(const struct asker *r, const struct scorecard *s, int year);
struct score_lost { /* where points are lost: what would lift us most */
    const struct score_index *index;
    const struct score_part *part; /* of a component the province entered; NULL = the main index */
    i64 tenths;                    /* points lost, in tenths */
};
/* By main index for the latest year of which something of ours is known, and by component where the province
 *has entered points: most first. out_unknown: scored indices of which nothing is known. */
size_t score_losses(const struct scorecard *s, int *out_year, struct score_lost **out, size_t *out_unknown);
/* Our row in a published year, and our rank within the region there; NULL, 0 when it is not known. */
const struct score_row *score_ours(const struct scorecard *s, const struct score_year *y);
size_t score_rank_in_region(const struct scorecard *s, const struct score_year *y);
/* On the board: where points are lost in the indices that rank us, most first. */
void score_lift(struct request *r);
