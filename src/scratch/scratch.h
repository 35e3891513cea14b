/* What is no act: sessions, drafts, throttles, the demonstration's ticks. A second database with one writing
 * thread; losing it loses no record. */
#pragma once
#include "base/json.h"
#include "store/store.h"

struct scratch;
const char *scratch_schema(void); /* its CREATE statements */
struct scratch *scratch_open(str data, str *out_error);
void scratch_close(struct scratch *s);

/* Sessions: the cookie holds 32 random bytes in hex, the database their SHA-256. One that has ended lets
 * nobody in, but for a year says that this browser is one of its person's: what strangers try does not count
 * against it. */
struct session {
    str id; /* hex; empty: no such cookie */
    /* credential: the act that chose the password it was opened with; another since then ends it */
    i64 person, credential;
    i64 idle; /* seconds without a request that end it; 0 = none */
    bool live;
};
/* The cookie's value; `before` is the session this browser had, which is forgotten. */
str scratch_session_new(struct scratch *s, const struct session *fresh, str before, i64 now, i64 lifetime);
struct session scratch_session_find(struct scratch *s, str cookie, i64 now);
void scratch_session_end(struct scratch *s, str session);
/* all of them, and what their browsers were known by */
void scratch_sessions_end(struct scratch *s, i64 person);

/* Drafts: one owner, one procedure version, answers as JSON, uploads in DATA/drafts/<id>/; wiped when filed,
 * on request, after 30 days. */
struct draft {
    str id; /* 32 hex digits, also the filing's idempotency key */
    i64 owner, procedure_act, updated;
    str procedure;
    json_t *answers; /* {field: text} */
    json_t *files;   /* [{"doc","name","sha","bytes","type"}] */
    i64 dossier;     /* set when the draft is a supplement to this dossier */
    /* of the form that begins it, read by scratch_draft_new only: pressed twice within a minute, it begins
     * one */
    str key;
};
/* its id; empty when the owner has 50 already; owner 0 (no account): 1000 in all, kept for a day */
str scratch_draft_new(struct scratch *s, const struct draft *d, i64 now);
/* false: none, or another's */
bool scratch_draft_load(struct scratch *s, str id, i64 owner, struct draft *out);
bool scratch_draft_save(struct scratch *s, const struct draft *d, i64 now);
void scratch_draft_wipe(struct scratch *s, str id, i64 owner); /* with its files */
/* the same after it became a record, without waiting */
void scratch_draft_filed(struct scratch *s, const struct draft *d);
size_t scratch_drafts(struct scratch *s, i64 owner, struct draft *out, size_t max); /* newest first */
/* of all the papers an owner's drafts hold */
i64 scratch_draft_bytes(struct scratch *s, i64 owner);
/* made with the first upload */
str scratch_draft_dir(struct scratch *s, str id);

/* Throttle: at most `limit` marks of a key in `window` seconds; false when over. */
bool scratch_allow(struct scratch *s, str key, int limit, i64 window, i64 now);
/* The demonstration's ticks: when something first happened; 0 = not yet. */
void scratch_mark(struct scratch *s, str name, i64 now);
i64 scratch_marked(struct scratch *s, str name);
/* 32 random hex digits: the idempotency key of a form */
str key_new(void);
void scratch_sweep(struct scratch *s, i64 now); /* expired sessions, old drafts and throttles */
