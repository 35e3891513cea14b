/* The data folder: creating, opening and writing it. `str data` is its path. A `struct folder` is a folder
 * open for writing, by the one process that holds its lock. Readers need none: they open a database handle
 * (store.h) and read the journal (read.h). */
#pragma once
#include "journal/act.h"
#include "journal/files.h"
#include "journal/read.h"
#include "journal/registry.h"

/* DATA/main.db (journal and tables; or DATA/database, the PostgreSQL address) · DATA/scratch.db ·
 * DATA/courier.db · DATA/files/ab/<sha256> · DATA/keys · DATA/checkpoints · DATA/cosignatures · DATA/lock ·
 * DATA/door/writer.sock */
struct folder;
/* Creates a folder with its schema and keys; refuses one that exists and is not empty. */
bool folder_init(str data, str *out_error);
/* Opens for writing: takes flock(DATA/lock), or an advisory lock in PostgreSQL. NULL with words that name the
 * holder. For DATA see db_open_folder. */
struct folder *folder_open(str data, str *out_error);
/* The same for a server. When another server writes to the PostgreSQL database, this one opens all the same
 * and answers REPLY_BUSY to acts until folder_take succeeds. The caller calls folder_take regularly; it also
 * refreshes the definitions that readers see. */
struct folder *folder_open_waiting(str data, str *out_error);
/* True when the folder exists and its tables are this release's; asked before any process opens it. */
bool folder_ready(str data, str *out_error);
bool folder_take(struct folder *h);
bool folder_held(const struct folder *h);
void folder_close(struct folder *h);
str folder_path(const struct folder *h);
struct db *folder_db(struct folder *h);                         /* the writer's database handle */
const struct province *folder_province(const struct folder *h); /* NULL before the first adopt */
/* For tests: acts are stamped with this clock, Unix seconds. */
void folder_clock(struct folder *h, i64 (*now)(void));

/* Performs a batch of at most 1000 act requests in one transaction, and replies to each after the commit. A
 * refused act leaves no trace. */
void folder_perform(struct folder *h, const str *requests, struct reply *out_replies, size_t n);
struct reply folder_do(struct folder *h, const struct act_ask *q); /* a batch of one */

/* ---- from another process ---- */

/* Connects to the server's writer, DATA/door/writer.sock; -1 when no server answers. */
int door_connect(str data);
/* Asks the running server for an act. When none runs, takes the lock and performs it here. */
struct reply door_ask(str data, const struct act_ask *q);
