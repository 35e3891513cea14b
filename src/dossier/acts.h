/* Private to this folder: what the acts on a dossier share. */
#pragma once
#include "dossier.h"
#include "rule.h"

/* Adds a row to dossier_event and the same event to the act's result. Figures read the rows;
 * answer/against_journal.c compares the rows with the results. */
void event_add(struct act *a, const struct dossier *d, const char *what, int status, struct event_facts t);
#define EVENT(a, d, what, status) event_add(a, d, what, status, (struct event_facts){0})

/* ---- state.c ---- */
/* Loads the dossier that the act names. Refuses the act if there is none, if it changed since the actor
 * looked, if its status is not in `statuses` (bits, IN()), or if the act would come before its last event. */
bool dossier_for_act(struct act *a, struct dossier *d, unsigned statuses);
/* ---- rule.c ---- */
/* The same for an officer's act, by the act's row in rule.h: also judges agency and position. *p: the version
 * of the procedure that the dossier was filed under. */
bool officer_acts(struct act *a, struct dossier *d, const struct procedure **p);
/* The version of the procedure that the dossier was filed under. Refuses the act if that version was never
 * adopted: such a journal cannot be applied. */
const struct procedure *pinned_procedure(struct act *a, const struct dossier *d);
/* Writes the state fields of `d` to its row, and this act as its last. */
void store_state(struct act *a, const struct dossier *d);
/* Computes due_at by the calendar of `province` and records it in the result. first_due moves with it: the
 * law may move the promise, an apology must not. */
void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province);
/* Stops the clock, with what it waits for (supplement, payment, withdrawal, suspended); starts it again. */
void pause_begin(struct act *a, struct dossier *d, const char *why);
void pause_end(struct act *a, struct dossier *d);
/* Ends the pause, computes the due time anew and returns the dossier to ST_HANDLING. */
void resume_handling(struct act *a, struct dossier *d, const struct procedure *p, const char *what);
/* Ends the dossier without a result (status ST_STOPPED or ST_WITHDRAWN), and with it an open pause. */
void close_as(struct act *a, struct dossier *d, int status, const char *what);
/* Repeats this act (`kind`) for every dossier that was filed together with `d` (liên thông), lies at the same
 * desk and is not received yet. reason: the field to copy; NULL = none. */
void follow_linked(struct act *a, const struct dossier *d, const char *kind, const char *reason);
/* {"dossier": n}: the fields of an act that names nothing but a dossier. */
json_t *fields_about(i64 dossier);

/* ---- number.c ---- */
/* The next number of a kind of paper at an agency in this year, "05/2026", recorded in the result as
 * `number`. kind: "02" supplement, "03" refusal, "04" apology. Call it last: a refused act must not use up a
 * number. */
str next_number(struct act *a, str agency, const char *kind);

/* ---- filed.c ---- */
json_t *all_answers(const struct act *a); /* plain and personal answers in one object */
/* Checks every answer that is asked, and that personal answers stand in the part that can be erased. Adds to
 * *known how many answers belong to these fields. */
bool fields_right(struct act *a, const struct field *fields, size_t n, const json_t *answers, size_t *known);
bool answers_right(struct act *a, const struct procedure *p, const json_t *answers);
/* Each uploaded paper is one that the procedure lists, of a type and size that it accepts. */
bool files_accepted(struct act *a, const struct procedure *p);
void store_files(struct act *a, i64 dossier);
/* A supplement to an agency's periodic figure must keep period and unit; refuses the act otherwise. */
bool same_duty(struct act *a, const struct procedure *p, const struct dossier *d, const json_t *answers);

/* ---- the fields that several acts have ---- */
#define DOSSIER INT("dossier", NEEDED)
#define REASON TEXT("reason", 4000, NEEDED | PERSONAL)
#define ANSWERS \
    OBJECT("answers", 64 * 1024, NEEDED), OBJECT("answers_personal", 256 * 1024, NEEDED | PERSONAL)
#define FILES ARRAY("files", 32 * 1024, NEEDED), ARRAY("file_names", 64 * 1024, NEEDED | PERSONAL)

/* ---- the tables of the room: each stands beside its apply functions ---- */
extern const struct act_kind filed_acts[], handle_acts[], wait_acts[], transfer_acts[], wake_acts[],
    adopted_acts[];
extern const struct rule handle_rules[], wait_rules[], transfer_rules[];
extern const struct follow wake_follows[], adopted_follows[];
extern const struct table dossier_tables[];
extern const struct view *const dossier_views[];
/* Whether the clock alone makes an act due: a supplement that did not come, an agency that ended, personal
 * data kept for its full time. */
bool dossier_wakes(struct db *db, const struct province *p, i64 now);
