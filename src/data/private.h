/* Private header of the data folder, shared with audit/, which creates folders, replays into them and
 * compares. */
#pragma once
#include "data.h"
#include "journal/entry.h"

enum locking { UNLOCKED, LOCKED };
struct folder *folder_open_at(str data, enum db_mode mode, enum locking locking, str *out_error);
struct journal *folder_journal(struct folder *f);
int folder_lock(str data, str *out_error); /* DATA/lock, -1 with words when another process has it */
/* True when the tables are this release's; otherwise words that name the verb to run. */
bool folder_ours(struct db *db, str data, str *out_error);
bool folder_make(str data, str *out_error); /* creates the folder with its tables, without keys */
