/* Acts: every change of state is one named act. It is validated, authorised, applied and journalled in one
 * transaction. */
#pragma once
#define N_(msgid) msgid /* marks a msgid in a table for xgettext */
#include "base/json.h"
#include "definition/definition.h"
#include "store/store.h"

/* ---- roles: bits in the tables of pages and acts, enforced before a handler or an apply runs ---- */

enum {
    R_ANYONE = 1,
    R_CITIZEN = 2,
    R_OFFICER = 4,
    R_LEADER = 8,
    R_ADMIN = 16,
    R_SYSTEM = 32, /* the back room and the command line: any process that can open DATA/door/writer.sock */
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
/* NEEDED: the field is required. PERSONAL: it goes into the body, which body.erase can delete; other fields
 * go into the header, which is never deleted. Bulky fields are marked PERSONAL too. */
enum { NEEDED = 1, PERSONAL = 2 };
/* rows for a table of fields; `most` in bytes */
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
    const char *name; /* as in dossier.file; a name is never changed or removed, for old journals hold it */
    const char *en;   /* msgid: "Dossier filed" */
    u32 by;           /* roles that may ask for it */
    const struct act_field *fields;
    size_t n_fields;
    void (*apply)(struct act *a);
};
#define FIELDS(list) .fields = list, .n_fields = COUNT(list)
struct table { /* a table that replay rebuilds and `verify --tables` compares */
    const char *name;
    const char *ddl; /* CREATE TABLE and its indexes */
    const char *key; /* ORDER BY for dumps and comparison: the primary key's columns */
    /* Columns that body.erase sets to NULL where the column `act` is the erased act; NULL = none. */
    const char *personal;
    const char *file; /* column holding the SHA-256 of a file in DATA/files ('' = none); NULL none */
};
/* `then` runs in the same transaction after each act of this kind, or after each act whose result lists this
 * event; set only one of them. With an event, a room need not know which acts record it. */
struct follow {
    const char *kind, *event;
    void (*then)(struct act *a);
};

/* ---- inside apply: a pure function of tables and act, without clock, chance, network or environment ---- */

struct actor {
    i64 person;    /* the person's record number; 0 = the system itself */
    u32 roles;     /* R_… */
    str agency;    /* officer's agency; empty otherwise */
    str positions; /* held there: ",reception,chair," */
};
bool actor_holds(const struct actor *a, str position);
struct act {
    struct db *db;
    const struct act_kind *kind;
    const struct province *province; /* the definitions in force before this act */
    i64 n, at;                       /* the act's number, from 1; when it was recorded, Unix seconds */
    i64 happened_at; /* when it happened in the world; `at` unless the request says otherwise */
    struct actor actor;
    str key;              /* idempotency key */
    i64 seen;             /* the last act the actor knew of; 0 = not stated */
    i64 cause;            /* number of the act that caused it; 0 = none */
    json_t *plain, *body; /* declared fields; `body` holds the personal ones, NULL once erased */
    json_t *result;
    bool replaying;
    const json_t *recorded; /* the journalled result, when replaying */
    const char *refusal;    /* msgid; NULL = accepted */
    bool stale;
    str refused_field;
    struct act_line *then, *then_last; /* list of acts to perform after it */
    const struct province *adopted;    /* new definitions in force after it; NULL = unchanged */
    /* SHA-256 of files it released: deleted after the commit unless another row names them */
    json_t *dropped;
    /* on replay: one line for each decision that today's code would make differently */
    struct out differences;
};
str act_text(const struct act *a, const char *field); /* looks in the plain and the personal fields */
i64 act_int(const struct act *a, const char *field);
json_t *act_json(const struct act *a, const char *field); /* NULL when missing */
/* True when the body was erased: personal fields then read as empty. */
bool act_erased(const struct act *a);
/* The first refusal counts; apply should return after it. */
void act_refuse(struct act *a, const char *msgid, const char *field);
/* Refuses as stale, and returns true, when act `last` came after the act that the actor had seen. Never when
 * `seen` is not stated, or on replay. */
bool act_stale(struct act *a, i64 last);
/* A decision that somebody was told, such as a due time: recorded in the act's result. On replay the recorded
 * value is returned, and a difference is noted. */
i64 act_decide_int(struct act *a, const char *name, i64 computed);
str act_decide_text(struct act *a, const char *name, str computed);
/* Adds an act to the same transaction, by the same actor, journalled with its cause. It runs after this
 * apply, in order. Skipped on replay, as the journal has it already. */
void act_then(struct act *a, const char *kind, json_t *fields);

enum { ACTOR_NOBODY = -1 }; /* a visitor who has not signed in: may ask for acts of R_ANYONE */

/* ---- asking ---- */

/* An act request is one byte string, canonical JSON:
 * {"kind","actor","key","seen"?,"happened_at"?,"fields":{…}}. */
struct act_ask {
    const char *kind;
    i64 actor; /* the person's record number; 0 = the system (not over HTTP) */
    str key;
    i64 seen, happened_at; /* see struct act; 0 = not stated */
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
    str field;      /* the declared field that is wrong, if one is */
};
str reply_bytes(const struct reply *r);
bool reply_read(str bytes, struct reply *out);
/* The definitions in force, for readers: the latest that the writer of this process published. NULL before
 * the first. */
const struct province *province_now(void);
