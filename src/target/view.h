/* What other folders may read of what decisions changed and others published, as the FROM of a query. */
#pragma once
#define TARGET_CHANGES                                                                \
    "(SELECT act, target, goal_year, before, value, decision, decided_on, reason, at" \
    " FROM target_change)"
#define PUBLISHED "(SELECT act, external, year, value, among, source, at FROM published)"
