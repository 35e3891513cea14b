/* Private to this folder: what the acts on a dossier share. */
#pragma once
#include "dossier.h"
#include "rule.h"

/* Appends an event row, and the same into the result: figures read the rows, and the journal can contradict
 * them. */
void event_add(struct act *a, const struct dossier *d, const char *what, int status, struct told t);
#define EVENT(a, d, what, status) event_add(a, d, what, status, (struct told){0})

/* ---- state.c ---- */
/* The dossier an act is about: there, unchanged since the actor looked, in one of the statuses (bits), and
 * not before its last event. */
bool subject(struct act *a, struct dossier *d, unsigned statuses);
/* ---- rule.c ---- */
/* The same for an act of an officer, by its rule: the status, the agency and the position it says; and the
 * definition the dossier stands under. */
bool officer_acts(struct act *a, struct dossier *d, const struct procedure **p);
/* Which definition the dossier stands under; a journal that names one nobody adopted cannot be applied. */
const struct procedure *pinned(struct act *a, const struct dossier *d);
/* Rows that hold the state; the caller sets what changed. */
void store_state(struct act *a, const struct dossier *d);
/* The due time as it stands now, decided and recorded: moved by law only, never by an apology. */
void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province);
/* The clock stands still, waiting for `why`; runs again. */
void pause_begin(struct act *a, struct dossier *d, const char *why);
void pause_end(struct act *a, struct dossier *d);
/* The wait is over and handling goes on; the due time moves by the wait. */
void goes_on(struct act *a, struct dossier *d, const struct procedure *p, const char *what);
/* Ends without a result: what it waited for is no longer waited for. */
void close_as(struct act *a, struct dossier *d, int status, const char *what);
/* What was filed with it and waits too: the same act follows for each, with the same reason. */
void linked_too(struct act *a, const struct dossier *d, const char *kind, const char *reason);
/* The fields of an act that is only about a dossier. */
json_t *about(i64 dossier);

/* ---- number.c ---- */
/* The next number of a kind of paper ("02" supplement, "03" refusal, "04" apology) at an agency, "05/2026":
 * decided and recorded as `number`. Called when nothing can refuse the act any more. */
str next_number(struct act *a, str agency, const char *kind);

/* ---- filed.c ---- */
json_t *all_answers(const struct act *a); /* plain and personal together */
/* Each answer that is asked is right and stands where it belongs; counts those that the fields know. */
bool fields_right(struct act *a, const struct field *fields, size_t n, const json_t *answers, size_t *known);
bool answers_right(struct act *a, const struct procedure *p, const json_t *answers);
/* each paper sent is one the procedure knows, of a kind and size it takes */
bool files_accepted(struct act *a, const struct procedure *p);
void store_files(struct act *a, i64 dossier);
/* A supplement to what an agency owes stays about the same period and unit; refuses otherwise. */
bool same_duty(struct act *a, const struct procedure *p, const struct dossier *d, const json_t *answers);

/* ---- the fields that several acts have ---- */
#define DOSSIER INT("dossier", NEEDED)
#define REASON TEXT("reason", 4000, NEEDED | PERSONAL)
#define ANSWERS \
    OBJECT("answers", 64 * 1024, NEEDED), OBJECT("answers_personal", 256 * 1024, NEEDED | PERSONAL)
#define FILES ARRAY("files", 32 * 1024, NEEDED), ARRAY("file_names", 64 * 1024, NEEDED | PERSONAL)

/* ---- the acts, each table beside its apply functions; what follows on other acts ---- */
extern const struct act_kind filed_acts[], handle_acts[], wait_acts[], transfer_acts[], wake_acts[],
    adopted_acts[];
extern const struct rule handle_rules[], wait_rules[], transfer_rules[];
extern const struct follow wake_follows[], adopted_follows[];
extern const struct table dossier_tables[];
extern const struct view *const dossier_views[];
/* Something is due that time alone brings: a supplement lapsed, an agency that ended, personal data kept long
 * enough. */
bool dossier_wakes(struct db *db, const struct province *p, i64 now);
