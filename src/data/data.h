/* The data folder. `str data` is its path; a `struct folder` is one that is open for writing, by the one
 * process that holds its lock. Readers need none: they open a database handle (store.h) and read the journal
 * (read.h). */
#pragma once
#include "journal/act.h"
#include "journal/files.h"
#include "journal/read.h"
#include "journal/registry.h"

/* DATA/main.db (journal and tables; or DATA/database, the PostgreSQL address) · DATA/scratch.db ·
 * DATA/courier.db · DATA/files/ab/<sha256> · DATA/keys · DATA/checkpoints · DATA/cosignatures · DATA/lock ·
 * DATA/door/writer.sock */
struct folder;
/* Creates an empty folder with its schema and keys; refuses one that exists and is not empty. */
bool folder_init(str data, str *out_error);
/* Opens for writing: takes flock(DATA/lock), or the PostgreSQL database's advisory lock; says who holds it
 * when it cannot. DATA: see db_open_folder. */
struct folder *folder_open(str data, str *out_error);
/* The same for a server: when another one writes to the PostgreSQL database it opens all the same and answers
 * REPLY_BUSY to every act until folder_take, asked again and again, becomes the writer. Between times
 * folder_take keeps the definitions of its readers fresh. */
struct folder *folder_open_waiting(str data, str *out_error);
/* Whether it can be opened at all, asked before any process works in it: it is there, and this release's. */
bool folder_ready(str data, str *out_error);
bool folder_take(struct folder *h);
bool folder_held(const struct folder *h);
void folder_close(struct folder *h);
str folder_path(const struct folder *h);
struct db *folder_db(struct folder *h);                         /* the writer's handle */
const struct province *folder_province(const struct folder *h); /* NULL before the first adopt */
/* The tests' clock: when set, `at` comes from here. */
void folder_clock(struct folder *h, i64 (*now)(void));

/* Performs a batch of requests in one transaction; what is refused leaves nothing behind; commits; answers
 * all. n ≤ 1000. */
void folder_perform(struct folder *h, const str *requests, struct reply *out_replies, size_t n);
struct reply folder_do(struct folder *h, const struct act_ask *q); /* a batch of one */

/* ---- from another process ---- */

/* A connection to the server's writer, DATA/door/writer.sock; -1 when none answers. */
int door_connect(str data);
/* Asks the server for an act, or takes the lock when no server runs. */
struct reply door_ask(str data, const struct act_ask *q);
