/* Private to this room: what the acts on a dossier share. */
#pragma once
#include "dossier.h"

#define IN(status) (1u << (status))
enum { OPEN = 1u << ST_RECEIVED | 1u << ST_HANDLING, WAITING = 1u << ST_SUPPLEMENT | 1u << ST_PAYMENT };

struct told { /* what an event row says beside who, what and when */
    bool wholly_online, late;
    /* early, on_time, late by the first promise, for decided and returned; NULL otherwise */
    const char *timing;
    i64 worked; /* working seconds since reception, pauses out */
};
/* Appends an event row, and the same into the result: figures read the rows, and the journal can contradict
 * them. */
void event_add(struct act *a, const struct dossier *d, const char *what, int status, struct told t);
#define EVENT(a, d, what, status) event_add(a, d, what, status, (struct told){0})

/* The dossier an act is about: there, unchanged since the actor looked, in one of the statuses (bits), and
 * not before its last event. */
bool subject(struct act *a, struct dossier *d, unsigned statuses);
/* The actor is an officer of that agency in that position; refuses otherwise. */
bool officer_may(struct act *a, str agency, str position);
/* The position the step in hand is done by; reception before the first. */
str step_position(const struct province *all, const struct procedure *p, const struct dossier *d);
/* The position that signs: that of the last step. */
str head_position(const struct procedure *p);
/* Which definition the dossier stands under; a journal that names one nobody adopted cannot be applied. */
const struct procedure *pinned(struct act *a, const struct dossier *d);
/* Rows that hold the state; the caller sets what changed. */
void store_state(struct act *a, const struct dossier *d);
/* The due time as it stands now, decided and recorded: moved by law only, never by an apology. */
void set_due(struct act *a, struct dossier *d, const struct procedure *p, const struct province *province);
/* The clock stands still, waiting for `why`; runs again. */
void pause_begin(struct act *a, struct dossier *d, const char *why);
void pause_end(struct act *a, struct dossier *d);

/* ---- number.c ---- */
/* The next number of a kind of paper ("02" supplement, "03" refusal, "04" apology) at an agency, "05/2026":
 * decided and recorded as `number`. Called when nothing can refuse the act any more. */
str next_number(struct act *a, str agency, const char *kind);

/* What was filed with it and waits too: the same act follows for each, with the same reason. */
void linked_too(struct act *a, const struct dossier *d, const char *kind, const char *reason);

/* ---- filing.c ---- */
json_t *all_answers(const struct act *a); /* plain and personal together */
/* Each answer that is asked is right and stands where it belongs; counts those that the fields know. */
bool fields_right(struct act *a, const struct field *fields, size_t n, const json_t *answers, size_t *known);
bool answers_right(struct act *a, const struct procedure *p, const json_t *answers);
/* each paper sent is one the procedure knows, of a kind and size it takes */
bool files_accepted(struct act *a, const struct procedure *p);
void store_files(struct act *a, i64 dossier);
void file_apply(struct act *a);
/* A supplement to what an agency owes stays about the same period and unit; refuses otherwise. */
bool same_duty(struct act *a, const struct procedure *p, const struct dossier *d, const json_t *answers);

/* ---- declared.c ---- */
/* The reporting year in which a duty's period ended, when it was sealed before that instant (0 = by now);
 * else 0. */
int declared_sealed(struct db *db, const struct province *p, str period, i64 before);

/* ---- handle.c: what may happen between reception and decision ---- */
void want_supplement_apply(struct act *a);
void ask_supplement_apply(struct act *a);
void ask_payment_apply(struct act *a);
void paid_apply(struct act *a);
void suspend_apply(struct act *a);
void resume_apply(struct act *a);
void stop_apply(struct act *a);
void lapse_apply(struct act *a);
void withdraw_apply(struct act *a);
void ask_withdrawal_apply(struct act *a);
void answer_withdrawal_apply(struct act *a);
void apologise_apply(struct act *a);
void transfer_apply(struct act *a);
void hand_on_apply(struct act *a);
/* After house.tick: what time alone has brought. */
void dossiers_wake(struct act *a);
