/* A dossier as its row says, and the statuses of the national portal. */
#pragma once
#include "view.h"

/* word for word the national portal's list; never renumbered */
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
    i64 n; /* record number = its filing's act */
    str code, procedure;
    i64 procedure_act;      /* the pinned version */
    str desk, agency, unit; /* agency codes; unit = the deciding agency's unit code */
    enum channel channel;
    i64 submitter;                         /* person */
    str submitter_name, owner_name, phone; /* personal; empty once erased */
    int status;
    str step;                /* the step waiting to be done; empty = none */
    i64 filed_at, reply_by;  /* reply_by: the desk must have answered the filing */
    i64 received_at, due_at; /* due_at: as it stands; 0 before reception and while paused */
    i64 first_due;           /* the first promise, moved only by law: what lateness is judged by */
    /* the due time (before reception: reply_by) depends on this day of less than high confidence; 0 none */
    int unsure_day;
    i64 paused_at; /* when the open pause began; 0 = running */
    i64 decided_at, returned_at;
    i64 answers_act, last_act;
    str paper;  /* SHA-256 of the result's PDF; empty until the back room made it */
    i64 parent; /* the dossier it was opened with (interlinked); 0 = none */
    str period; /* the period of a duty; empty otherwise */
    /* the agency that filed it for itself (applicants: [agency]); empty = a person did */
    str filer;
    int sub; /* SUB_…: how far a supplement is, for the officers */
    /* the clock counts from here: reception, or the supplement where that restarts it */
    i64 clock_from;
    /* promised by the apology letter; never makes a late dossier on time; 0 = none */
    i64 second_due;
    i64 closed_at; /* not received, withdrawn, stopped, lapsed; 0 = open, or decided */
    bool negative; /* decided, and the answer is no */
    i64 fee;       /* VND to be paid; -1 = not known */
    str paid_how;  /* channel it was paid by; empty = not paid */
};
/* the agency asks the desk, the desk the citizen; sent; looked at */
enum { SUB_NONE, SUB_WANTED, SUB_ASKED, SUB_SENT, SUB_COMPLETE };
bool dossier_load(struct db *db, i64 n, struct dossier *out);
bool dossier_by_code(struct db *db, str code, struct dossier *out);
/* Reads a row selected with DOSSIER_COLUMNS. */
struct dossier dossier_row(const struct rows *r);
/* Its pauses so far, sorted; the last may be open. */
size_t dossier_pauses(struct db *db, i64 n, struct pause **out);
/* What its open pause waits for: supplement, payment, withdrawal, suspended; empty without one. */
str dossier_waits(struct db *db, i64 n);
/* Whether a supplement may be asked for once more. */
bool supplements_left(struct db *db, const struct province *p, const struct dossier *d);
/* The clock's whole answer for a received dossier: due time and every stretch of why. */
struct due dossier_due(struct db *db, const struct province *p, const struct procedure *proc,
                       const struct dossier *d);
/* The desk's own clock: when a filing has to be answered. */
struct due dossier_reply(const struct province *p, i64 filed_at);
json_t *dossier_answers(struct db *db, const struct dossier *d, bool *out_erased); /* {field: text} */
/* Those of the form and of every step done before an act, the latest last and standing. */
json_t *dossier_all_answers(struct db *db, const struct dossier *d, i64 before, bool *out_erased);
/* Splits answers by what the definition calls personal. */
void answers_split(const struct field *fields, size_t n, const json_t *answers, json_t *out_plain,
                   json_t *out_personal);
/* Whose it is to answer for, to supplement, to withdraw: who filed it; of what an agency filed for itself,
 * any officer of that agency or of its heir. */
bool dossier_own(const struct province *p, const struct dossier *d, const struct actor *who, int day);
bool dossier_mine(const struct request *r, const struct dossier *d);
/* Late by the first promise; before reception by the time to answer. */
bool dossier_late(const struct dossier *d, i64 now);
/* May this visitor see the whole dossier: whose it is, or an officer of its desk or agency. */
bool dossier_visible(const struct request *r, const struct dossier *d);

/* [number] of every act about it: whose bodies an erasure names. */
json_t *dossier_acts_of(struct db *db, i64 n);
/* Of a demonstration: alters one behind the journal's back, so that verify has something to find. False when
 * there is none to alter. */
bool dossier_forge(struct db *db, str *out_code, i64 *out_act);

/* Whether a person declared any of it for their agency: the filing, or what was sent to put it right. */
bool dossier_declared_by(struct db *db, const struct dossier *d, i64 person);

/* ---- filed.c ---- */
struct duty_fault {
    const char *why;   /* msgid; NULL = none */
    const char *field; /* the question it is about */
};
/* Why an agency may not declare for the period it names: no period of the duty, not over, not its own,
 * declared already. */
struct duty_fault duty_fault(struct db *db, const struct province *all, int day, const struct procedure *p,
                             const struct agency *own, const json_t *answers);

/* ---- declared.c ---- */
/* The reporting year in which a duty's period ended, when it was sealed before that instant (0 = by now);
 * else 0. */
int declared_sealed(struct db *db, const struct province *p, str period, i64 before);
/* What has to be said beside an agency's figure of a period, in sentences; decided_at 0 = not yet. Empty =
 * nothing. */
str declared_notes(struct request *r, str agency, str period, i64 decided_at);
