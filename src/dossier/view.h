/* What other folders may read of dossiers in SQL: `FROM " DOSSIERS " AS d`. Both engines flatten the
 * subquery, so that indexes are used as on the table. */
#pragma once
#include "event.h"

/* The columns that dossier_row reads, in its order. */
#define DOSSIER_COLUMNS                                                                           \
    "n, code, procedure, procedure_act, desk, agency, unit, channel, submitter, submitter_name, " \
    "owner_name, phone, status, step, filed_at, "                                                 \
    "reply_by, received_at, due_at, first_due, unsure_day, paused_at, decided_at, returned_at, "  \
    "answers_act, last_act, paper, parent, period, sub, "                                         \
    "clock_from, second_due, closed_at, negative, fee, paid_how, filer"
#define DOSSIERS "(SELECT " DOSSIER_COLUMNS ", owner_fold FROM dossier)"
#define DOSSIER_EVENTS "(SELECT " EVENT_NAMES " FROM dossier_event)"
#define DOSSIER_FILES "(SELECT act, i, dossier, doc, sha, bytes, type, name FROM dossier_file)"

/* Statuses by name, written as the partial indexes write them; the numbers are enum status. */
#define FILED_STATUS "status = 1"
#define OPEN_STATUS "status IN (2, 4)" /* received or being handled: the clock runs */
#define SUPPLEMENT_STATUS "status = 5" /* waits for the submitter's papers */
/* The time that the officers' queue sorts by: answer by, due, decided, paused since, as the status has it. */
#define QUEUE_TIME                                                                                  \
    "CASE status WHEN 1 THEN reply_by WHEN 2 THEN due_at WHEN 4 THEN due_at WHEN 9 THEN decided_at" \
    " ELSE paused_at END"
#define UNENDED "status < 10 AND closed_at = 0" /* neither returned nor closed without a result */
#define ENDED "(status = 10 OR closed_at > 0)"
#define ENDED_UNERASED "returned_at + closed_at > 0 AND owner_name IS NOT NULL"
#define WITHOUT_PAPER "decided_at > 0 AND paper = ''" /* the back room has still to make the result's PDF */
#define DECIDED_YES "decided_at > 0 AND negative = 0"

/* The events that figures and reports ask for by day. A query must repeat this condition literally: SQLite
 * uses a partial index only if its WHERE stands in the query. Written as two IN-lists of two, for SQLite's
 * planner: a list of four builds a temporary b-tree per row; four ORs make it choose the index on 'filed'
 * where another is better. tests/house/plans.sh guards this. */
#define COUNTED_OF(what) "(" what " IN ('filed', 'received') OR " what " IN ('decided', 'returned'))"
#define COUNTED COUNTED_OF("what")
