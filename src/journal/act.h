/* Acts: every change of state is one, named, validated, authorised, applied, journalled, in one transaction.
 */
#pragma once
#define N_(msgid) msgid /* marks a msgid in a table for xgettext */
#include "base/json.h"
#include "definition/definition.h"
#include "store/store.h"

/* ---- who may: bits of a table, enforced before a handler or an apply ---- */

enum {
    R_ANYONE = 1,
    R_CITIZEN = 2,
    R_OFFICER = 4,
    R_LEADER = 8,
    R_ADMIN = 16,
    R_SYSTEM = 32, /* the back room and the command line: whoever can open DATA/door/writer.sock */
    R_SIGNED_IN = R_CITIZEN | R_OFFICER | R_LEADER | R_ADMIN
};

/* ---- declaring ---- */

enum { ACT_TEXT = 't', ACT_INT = 'i', ACT_OBJECT = 'o', ACT_ARRAY = 'a' };
struct act_field {
    const char *name;
    char type;  /* ACT_… */
    u32 flags;  /* NEEDED, PERSONAL */
    size_t max; /* text: bytes; array and object: canonical bytes; 0 = 200 */
};
/* PERSONAL lives in the erasable body (as do bulky ones); plain ones in the header. */
enum { NEEDED = 1, PERSONAL = 2 };
/* rows of a table of fields */
#define TEXT(id, most, how) \
    { .name = id, .type = ACT_TEXT, .flags = how, .max = most }
#define OBJECT(id, most, how) \
    { .name = id, .type = ACT_OBJECT, .flags = how, .max = most }
#define ARRAY(id, most, how) \
    { .name = id, .type = ACT_ARRAY, .flags = how, .max = most }
#define INT(id, how) \
    { .name = id, .type = ACT_INT, .flags = how }
struct act;
struct act_kind {
    const char *name; /* dossier.file; append-only for ever */
    const char *en;   /* msgid: "Dossier filed" */
    u32 by;           /* R_… that may ask for it */
    const struct act_field *fields;
    size_t n_fields;
    void (*apply)(struct act *a);
};
#define FIELDS(list) .fields = list, .n_fields = COUNT(list)
struct table { /* rebuilt by replay, compared by verify --tables */
    const char *name;
    const char *ddl; /* CREATE TABLE and its indexes */
    const char *key; /* ORDER BY for dumps and comparison: the primary key's columns */
    /* columns nulled by body.erase where act = the erased act; NULL none. Such a table has a column `act`. */
    const char *personal;
    const char *file; /* column holding the SHA-256 of a file in DATA/files ('' = none); NULL none */
};
/* Runs in the same transaction after an act of that kind was applied, or one whose result lists that event:
 * name one of the two. A room that follows an event need not know which acts make it. */
struct follow {
    const char *kind, *event;
    void (*then)(struct act *a);
};

/* ---- inside apply: a function of (tables, act), no clock, chance, network or environment ---- */

struct actor {
    i64 person;    /* record number of the person; 0 = the system itself */
    u32 roles;     /* R_… */
    str agency;    /* officer's agency; empty otherwise */
    str positions; /* held there: ",reception,chair," */
};
bool actor_holds(const struct actor *a, str position);
struct act {
    struct db *db;
    const struct act_kind *kind;
    const struct province *province; /* the definitions in force before this act */
    i64 n, at;                       /* number from 1; stamped instant */
    i64 happened_at;                 /* when it happened in the world; = at unless declared */
    struct actor actor;
    str key;              /* idempotency key */
    i64 seen;             /* the last act the actor had seen of what it changes; 0 = not stated */
    i64 cause;            /* the act it follows from; 0 none */
    json_t *plain, *body; /* declared fields; body holds the personal ones and is NULL once erased */
    json_t *result;
    bool replaying;
    const json_t *recorded; /* the journalled result, when replaying */
    const char *refusal;    /* msgid; NULL = accepted */
    bool stale;
    str refused_field;
    struct act_line *then, *then_last; /* acts to follow */
    const struct province *adopted;    /* definitions in force after it; NULL = unchanged */
    /* hashes of files it gave up: unlinked after the commit when no row names them any more */
    json_t *dropped;
    /* replaying: what today's code would decide differently, a line each */
    struct out differences;
};
str act_text(const struct act *a, const char *field); /* plain or personal */
i64 act_int(const struct act *a, const char *field);
json_t *act_json(const struct act *a, const char *field); /* NULL when missing */
/* the body is gone: personal fields read as empty */
bool act_erased(const struct act *a);
/* first one wins; apply should return */
void act_refuse(struct act *a, const char *msgid, const char *field);
/* Refuses politely when `last` happened after the act that the actor says it had seen, which may be any act
 * of the journal. True when stale. */
bool act_stale(struct act *a, i64 last);
/* What apply decided and someone was told: recorded in the result; on replay the recorded value is returned
 * and a difference noted. */
i64 act_decide_int(struct act *a, const char *name, i64 computed);
str act_decide_text(struct act *a, const char *name, str computed);
/* A second act in the same transaction, by the same actor, journalled with its cause; runs after this apply,
 * in order. Skipped on replay. */
void act_then(struct act *a, const char *kind, json_t *fields);

enum { ACTOR_NOBODY = -1 }; /* somebody at the web's door who has not signed in: what R_ANYONE may ask */

/* ---- asking ---- */

/* An act request is one self-contained byte string: canonical JSON
 * {"kind","actor","key","seen"?,"happened_at"?,"fields":{…}}. */
struct act_ask {
    const char *kind;
    i64 actor; /* person's record number; 0 = system (socket and command line only) */
    str key;
    i64 seen, happened_at; /* 0 = not stated */
    json_t *fields;
};
str ask_bytes(const struct act_ask *q);
enum reply_status {
    REPLY_OK,
    REPLY_AGAIN /* same key, same body: the first result */,
    REPLY_REFUSED,
    REPLY_STALE,
    REPLY_BUSY
};
struct reply {
    enum reply_status status;
    i64 n;    /* act number */
    str leaf; /* hex leaf hash */
    i64 at;
    json_t *result; /* NULL when refused */
    str why;        /* msgid when refused */
    str field;      /* which declared field, when one is to blame */
};
str reply_bytes(const struct reply *r);
bool reply_read(str bytes, struct reply *out);
/* The definitions in force, for readers: the latest the writer published (in process), or loaded from the
 * tables. */
const struct province *province_now(void);
