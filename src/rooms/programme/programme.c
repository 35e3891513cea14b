/* The programme room: targets, the Day, the board, scorecards and the annual report. It reads figures from
 * views that other rooms publish. */
#include "programme.h"

#include "target/as_of.h"

const struct room programme = {
    .name = "programme",
    .en = N_("The programme: targets, the Day, the board, scorecards, the annual report."),
    .tables = LIST(table, decided_tables, programme_tables),
    .acts = LIST(act_kind, programme_acts),
    .pages = LIST(page, day_pages, report_pages, score_pages, board_pages, feed_pages, change_pages),
};
