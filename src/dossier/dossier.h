/* A dossier as its row holds it, its statuses, and questions about one dossier. */
#pragma once
#include "view.h"

/* The statuses of the national portal, numbered as the portal numbers them: never renumber. */
enum status {
    ST_FILED = 1,        /* Mới đăng ký */
    ST_RECEIVED = 2,     /* Được tiếp nhận */
    ST_NOT_RECEIVED = 3, /* Không được tiếp nhận */
    ST_HANDLING = 4,     /* Đang xử lý */
    ST_SUPPLEMENT = 5,   /* Yêu cầu bổ sung giấy tờ */
    ST_PAYMENT = 6,      /* Yêu cầu thực hiện nghĩa vụ tài chính */
    ST_WITHDRAWN = 7,    /* Công dân yêu cầu rút hồ sơ */
    ST_STOPPED = 8,      /* Dừng xử lý */
    ST_DONE = 9,         /* Đã xử lý xong */
    ST_RETURNED = 10     /* Đã trả kết quả */
};
const char *status_name(int status); /* msgid; words/vi has the portal's own words */

struct dossier {
    i64 n; /* its number: that of the act that filed it */
    str code, procedure;
    i64 procedure_act;      /* the version of the procedure it was filed under: the act that adopted it */
    str desk, agency, unit; /* codes; unit: the unit of the agency that decides */
    enum channel channel;
    i64 submitter;                         /* a person's number; 0 = without account */
    str submitter_name, owner_name, phone; /* personal; empty once erased */
    int status;
    str step;                /* the step to be done next; empty = none */
    i64 filed_at, reply_by;  /* reply_by: until then the desk must answer the filing */
    i64 received_at, due_at; /* due_at: the due time now; 0 before reception and while paused */
    i64 first_due;           /* the promise that lateness is judged by; moved by law only */
    /* a day off not yet certain that due_at (before reception: reply_by) depends on; 0 = none */
    int unsure_day;
    i64 paused_at; /* begin of the open pause; 0 = the clock runs */
    i64 decided_at, returned_at;
    i64 answers_act, last_act;
    str paper;  /* SHA-256 of the result's PDF; empty until the back room has made it */
    i64 parent; /* the dossier that opened this one (interlinked); 0 = none */
    str period; /* the period of an agency's periodic figure ("2026-09"); empty otherwise */
    /* code of the agency that filed it for itself (applicants: [agency]); empty = a person filed it */
    str filer;
    int sub; /* SUB_…: how far the supplement is; only officers see it */
    /* the term is counted from here: from reception, or from the supplement where it restarts the term */
    i64 clock_from;
    /* the date that an apology letter promised; lateness ignores it; 0 = none */
    i64 second_due;
    i64 closed_at; /* not received, withdrawn, stopped or lapsed; 0 = open or decided */
    bool negative; /* decided, and the request is refused */
    i64 fee;       /* đồng to be paid; -1 = not known yet */
    str paid_how;  /* the channel of the payment; empty = not paid */
};
/* WANTED: the agency told its desk; ASKED: the desk asked the submitter; SENT: it came; COMPLETE: a step was
 * done after it */
enum { SUB_NONE, SUB_WANTED, SUB_ASKED, SUB_SENT, SUB_COMPLETE };
bool dossier_load(struct db *db, i64 n, struct dossier *out);
bool dossier_by_code(struct db *db, str code, struct dossier *out);
/* Reads a row selected with DOSSIER_COLUMNS. */
struct dossier dossier_row(const struct rows *r);
/* The dossier's pauses, sorted by begin; the last may be open (to = 0). */
size_t dossier_pauses(struct db *db, i64 n, struct pause **out);
/* What the open pause waits for: supplement, payment, withdrawal, suspended; empty = no open pause. */
str dossier_waits(struct db *db, i64 n);
/* Whether the province's limit of supplement requests leaves one more for this dossier. */
bool supplements_left(struct db *db, const struct province *p, const struct dossier *d);
/* The due time of a received dossier by the calendar of `p`, with every stretch of time and why it counts or
 * does not (base/clock.h). */
struct due dossier_due(struct db *db, const struct province *p, const struct procedure *proc,
                       const struct dossier *d);
/* When the desk has to answer a filing: province.reply_seconds of office hours. */
struct due dossier_reply(const struct province *p, i64 filed_at);
/* {field: text}, with the latest supplement; *out_erased: the personal answers are gone. */
json_t *dossier_answers(struct db *db, const struct dossier *d, bool *out_erased);
/* The same and the answers of every step done before act `before`; a later answer replaces an earlier one.
 * *out_erased speaks of the form alone. */
json_t *dossier_all_answers(struct db *db, const struct dossier *d, i64 before, bool *out_erased);
/* Sorts the asked answers into plain and personal ones, as the definition marks the fields. */
void answers_split(const struct field *fields, size_t n, const json_t *answers, json_t *out_plain,
                   json_t *out_personal);
/* Whether `who` may supplement and withdraw the dossier: its submitter; if an agency filed it for itself, any
 * officer of that agency or of its heir on `day`. dossier_mine asks the same for the visitor. */
bool dossier_own(const struct province *p, const struct dossier *d, const struct actor *who, int day);
bool dossier_mine(const struct request *r, const struct dossier *d);
/* Whether it is late: by the first promise; before reception by the time to answer. A pause that began after
 * the promise does not undo lateness. */
bool dossier_late(const struct dossier *d, i64 now);
/* Whether the visitor may see the whole dossier: by dossier_mine, or as an officer of its desk or agency. */
bool dossier_visible(const struct request *r, const struct dossier *d);

/* The numbers of all acts that made an event of it: an erasure empties the bodies of these acts. */
json_t *dossier_acts_of(struct db *db, i64 n);
/* Demonstration data only: changes one dossier in the tables without an act, so that `verify` has something
 * to find. False when no dossier fits. */
bool dossier_forge(struct db *db, str *out_code, i64 *out_act);

/* Whether this person filed or supplemented the dossier: nobody appraises a figure that they declared. */
bool dossier_declared_by(struct db *db, const struct dossier *d, i64 person);

/* ---- filed.c ---- */
struct duty_fault {
    const char *why;   /* msgid; NULL = none */
    const char *field; /* the question it is about */
};
/* Why agency `own` may not declare for the period in `answers`: the period is not one of this duty, is not
 * over, lies outside the agency's life, or has a declaration. `day`: today. */
struct duty_fault duty_fault(struct db *db, const struct province *all, int day, const struct procedure *p,
                             const struct agency *own, const json_t *answers);

/* ---- declared.c ---- */
/* The reporting year in which a duty's period ended, if that year was sealed before the instant `before`
 * (0 = by now); else 0. */
int declared_sealed(struct db *db, const struct province *p, str period, i64 before);
/* Sentences for the visitor beside an agency's figure of a period: sealed year, agency younger than the
 * period. decided_at 0 = not decided yet. Empty = nothing to say. */
str declared_notes(struct request *r, str agency, str period, i64 decided_at);
