/* What other folders may name of dossiers in SQL: `FROM " DOSSIERS " AS d`. Both engines flatten it, so that
 * it costs nothing and an index is used as before. */
#pragma once
#include "event.h"

/* dossier_row reads a row selected with these. */
#define DOSSIER_COLUMNS                                                                           \
    "n, code, procedure, procedure_act, desk, agency, unit, channel, submitter, submitter_name, " \
    "owner_name, phone, status, step, filed_at, "                                                 \
    "reply_by, received_at, due_at, first_due, unsure_day, paused_at, decided_at, returned_at, "  \
    "answers_act, last_act, paper, parent, period, sub, "                                         \
    "clock_from, second_due, closed_at, negative, fee, paid_how, filer"
#define DOSSIERS "(SELECT " DOSSIER_COLUMNS ", owner_fold FROM dossier)"
#define DOSSIER_EVENTS "(SELECT " EVENT_NAMES " FROM dossier_event)"
#define DOSSIER_FILES "(SELECT act, i, dossier, doc, sha, bytes, type, name FROM dossier_file)"

/* Statuses by name, as the indexes say them; the numbers stand in enum status. */
#define FILED_STATUS "status = 1"
#define OPEN_STATUS "status IN (2, 4)" /* received or in hand: the clock runs */
#define SUPPLEMENT_STATUS "status = 5" /* waits for the submitter's papers */
/* the time that a dossier in hand is sorted by: till when the desk answers, is due, was decided, waits since
 */
#define TURN                                                                                        \
    "CASE status WHEN 1 THEN reply_by WHEN 2 THEN due_at WHEN 4 THEN due_at WHEN 9 THEN decided_at" \
    " ELSE paused_at END"
#define UNENDED "status < 10 AND closed_at = 0" /* not returned, not closed without a result */
#define ENDED "(status = 10 OR closed_at > 0)"
#define ENDED_UNERASED "returned_at + closed_at > 0 AND owner_name IS NOT NULL"
#define WITHOUT_PAPER "decided_at > 0 AND paper = ''" /* decided: the back room owes its paper */
#define DECIDED_YES "decided_at > 0 AND negative = 0"

/* The events that figures and reports ask about by day; a question says it in these words, or their index is
 * not used. Twice two: of a list of more SQLite would make a temporary tree for every event that comes, and
 * of plain ORs it would see by itself that what = 'filed' is among them, and choose that index also where
 * another is better. */
#define COUNTED_OF(what) "(" what " IN ('filed', 'received') OR " what " IN ('decided', 'returned'))"
#define COUNTED COUNTED_OF("what")
