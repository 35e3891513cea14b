/* The columns of target changes and of published external figures that other folders may read, as the FROM
 * of a query. */
#pragma once
#define TARGET_CHANGES                                                                \
    "(SELECT act, target, goal_year, before, value, decision, decided_on, reason, at" \
    " FROM target_change)"
#define PUBLISHED "(SELECT act, external, year, value, among, source, at FROM published)"
