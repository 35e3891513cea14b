/* State that is no act and not journalled: sessions, drafts, throttles, the checklist of the demonstration.
 * It lies in DATA/scratch.db; losing that loses no record. `now` is in Unix seconds everywhere. */
#pragma once
#include "base/json.h"
#include "store/store.h"

struct scratch;
const char *scratch_schema(void); /* the CREATE statements of scratch.db */
struct scratch *scratch_open(str data, str *out_error);
void scratch_close(struct scratch *s);

/* Sessions. The cookie holds 32 random bytes in hex, the database only their SHA-256. An ended session gives
 * no access. For a year it still marks the browser as one of its person's, so that strangers' failed sign-ins
 * do not lock that browser out. */
struct session {
    str id; /* SHA-256 of the cookie in hex; empty: no such session */
    /* credential: the act that set the password used at sign-in; a newer password ends the session */
    i64 person, credential;
    i64 idle;  /* seconds without a request after which it ends; 0 = no limit */
    bool live; /* has not ended */
};
/* Begins a session of at most `lifetime` seconds and returns the cookie's value; deletes `before`, the
 * browser's former session. Empty on failure. */
str scratch_session_new(struct scratch *s, const struct session *fresh, str before, i64 now, i64 lifetime);
struct session scratch_session_find(struct scratch *s, str cookie, i64 now);
void scratch_session_end(struct scratch *s, str session);
/* deletes all sessions of a person, so that no browser counts as theirs any more */
void scratch_sessions_end(struct scratch *s, i64 person);

/* Drafts of filings: one owner, one version of a procedure, answers as JSON, uploads in DATA/drafts/ID/.
 * Deleted when filed, on request, or 30 days after the last change. */
struct draft {
    str id; /* 32 hex digits; also the idempotency key of the act that files it */
    i64 owner, procedure_act, updated;
    str procedure;
    json_t *answers; /* {field: text} */
    json_t *files;   /* [{"doc","name","sha","bytes","type"}] */
    i64 dossier;     /* set when the draft is a supplement to this dossier */
    /* key of the form that begins it, for scratch_draft_new only: sent twice within a minute, the form begins
     * one draft */
    str key;
};
/* Begins a draft and returns its id. Empty when the owner has 50 already. Owner 0 stands for all without an
 * account: 1000 drafts in all, each kept for a day. */
str scratch_draft_new(struct scratch *s, const struct draft *d, i64 now);
/* false: there is no such draft of this owner */
bool scratch_draft_load(struct scratch *s, str id, i64 owner, struct draft *out);
bool scratch_draft_save(struct scratch *s, const struct draft *d, i64 now);
void scratch_draft_wipe(struct scratch *s, str id, i64 owner); /* with its files */
/* the same after the draft has been filed; does not wait */
void scratch_draft_filed(struct scratch *s, const struct draft *d);
size_t scratch_drafts(struct scratch *s, i64 owner, struct draft *out, size_t max); /* newest first */
/* the bytes of all files in an owner's drafts */
i64 scratch_draft_bytes(struct scratch *s, i64 owner);
/* the folder of its files, made with the first upload */
str scratch_draft_dir(struct scratch *s, str id);

/* Throttle: counts one try of a key; false when there were more than `limit` in this window of `window`
 * seconds. */
bool scratch_allow(struct scratch *s, str key, int limit, i64 window, i64 now);
/* The demonstration's checklist: records when something first happened; 0 = not yet. */
void scratch_mark(struct scratch *s, str name, i64 now);
i64 scratch_marked(struct scratch *s, str name);
/* 32 random hex digits: the idempotency key of a form */
str key_new(void);
void scratch_sweep(struct scratch *s, i64 now); /* deletes expired sessions, old drafts and throttles */
