/* The views that figures may ask: events of dossiers, and procedures in force. */
#include "acts.h"

/* To add a view:
 * 1. its columns and its SQL here, or for another event one EVENT_VIEW; dossier_views lists it
 * 2. its columns' words in answer/label.c (figure_test names a column without)
 * 3. an index for its query (tests/house/plans.sh names a scan); an older data folder then needs `upgrade`
 * 4. an indicator of it in provinces/, a sentence that reads its page; doc/indicators.md
 * To add a column to the events: EVENT_COLUMNS (event.h). A new fact about old acts is decided and recorded
 * (act_decide_…), never worked out again on replay: figures' pages compare rows with the journal.
 * Bound: $1 as of act, $2 first day, $3 end day (exclusive), $4 agency or '' */
#define SEEN EVENT_COLUMNS(EVENT_NAME, EVENT_NONE, EVENT_NAME)
#define EVENTS(what)                                                              \
    "(SELECT act" SEEN " FROM dossier_event WHERE what = '" what "' AND " COUNTED \
    " AND act <= $1 AND day >= $2 AND day < $3 AND ($4 = '' OR agency = $4)) AS v"
/* Only events after act $5. `what || ''` and `day + 0` bar the planner from the other indexes, so that it
 * takes the primary key's range of acts. */
#define EVENTS_AFTER(what)                                                                        \
    "(SELECT act" SEEN " FROM dossier_event WHERE act > $5 AND act <= $1 AND what || '' = '" what \
    "' AND day + 0 >= $2 AND day + 0 < $3 AND ($4 = '' OR agency = $4)) AS v"
#define COLUMN(k, name, type, seen) {#name, seen},
static const struct view_column event_columns[] = {{"act", 'i'}, EVENT_COLUMNS(COLUMN, EVENT_NONE, COLUMN)};
#define EVENT_VIEW(id, said, event)                                   \
    static const struct view id = {.name = #id,                       \
                                   .en = said,                        \
                                   .from = EVENTS(event),             \
                                   .columns = event_columns,          \
                                   .n_columns = COUNT(event_columns), \
                                   .dossier = "dossier",              \
                                   .after = EVENTS_AFTER(event)}
EVENT_VIEW(filings, N_("dossiers filed"), "filed");
EVENT_VIEW(receptions, N_("dossiers received"), "received");
EVENT_VIEW(decisions, N_("dossiers decided"), "decided");
EVENT_VIEW(returns, N_("dossiers whose result was returned"), "returned");

static const struct view_column procedure_columns[] = {
    {"act", 'i'},    {"code", 't'},   {"field", 't'},   {"level", 't'},
    {"online", 't'}, {"sample", 'b'}, {"service", 'b'}, {"with_dossier", 'b'}};

static const struct view procedures = {
    "procedures",
    N_("procedures in force"),
    "(SELECT p.act, p.code, p.field, p.level, p.online, p.sample, p.service, CASE"
    " WHEN ($4 = '' AND EXISTS (SELECT 1 FROM dossier_event e"
    " WHERE e.what = 'filed' AND e.procedure = p.code) AND EXISTS (SELECT 1"
    " FROM dossier_event e WHERE e.what = 'filed' AND " COUNTED_OF(
        "e.what") " AND e.procedure = p.code AND e.act <= $1 AND e.day >= $2"
                  " AND e.day < $3)) OR ($4 <> '' AND EXISTS (SELECT 1 FROM dossier_event e"
                  " WHERE e.what = 'filed' AND e.procedure = p.code AND e.agency = $4"
                  " AND e.act <= $1 AND e.day >= $2 AND e.day < $3)) THEN 1 ELSE 0 END AS with_dossier"
                  " FROM procedure_entry p"
                  " WHERE p.removed = 0 AND p.act = (SELECT MAX(q.act) FROM procedure_entry q"
                  " WHERE q.code = p.code AND q.act <= $1)) AS v",
    procedure_columns,
    COUNT(procedure_columns),
    NULL,
    NULL};

const struct view *const dossier_views[] = {&filings, &receptions, &decisions, &returns, &procedures, NULL};
