/* Scorecards (indices with points): computed for their pages and for the annual report. */
#pragma once
#include "target/day.h"
#include "web/web.h"

struct score_line {          /* one row of a scorecard that the province makes of its own units */
    str key;                 /* code of the unit or agency */
    const struct unit *unit; /* the commune; NULL for a department */
    str name;
    i64 *tenths; /* points for each main index, in tenths; -1 = no figure, -2 = hidden */
    i64 total;   /* total in tenths; -1 = not ranked, as a figure is missing or hidden */
    size_t rank; /* from 1; equal totals share a rank; 0 = not ranked */
};
struct score_table {
    const struct scorecard *card;
    struct period when;
    i64 as_of;
    struct score_line *v; /* best first; unranked ones last, by name */
    size_t n, ranked;
};
/* A scorecard of our own units for a reporting year, as this visitor may see it. */
struct score_table score_own(const struct asker *r, const struct scorecard *s, int year);
struct score_lost { /* points lost in an index: where an improvement would raise the rank most */
    const struct score_index *index;
    const struct score_part *part; /* the component, where its points were entered; NULL = the main index */
    i64 tenths;                    /* points lost, in tenths */
};
/* Points lost in the latest year with known values, most first: by main index, or by component where the
 * province entered points. *out_unknown: number of scored indices without a value. */
size_t score_losses(const struct scorecard *s, int *out_year, struct score_lost **out, size_t *out_unknown);
/* Our row in a published year (NULL = not known), and our rank within the region (0 = not known). */
const struct score_row *score_ours(const struct scorecard *s, const struct score_year *y);
size_t score_rank_in_region(const struct scorecard *s, const struct score_year *y);
/* Draws the board's section on points lost in the indices that rank us, most first. */
void score_lift(struct request *r);
