/* Shared with audit/, which makes folders, replays into them and compares. */
#pragma once
#include "data.h"
#include "journal/entry.h"

enum locking { UNLOCKED, LOCKED };
struct folder *folder_open_at(str data, enum db_mode mode, enum locking locking, str *out_error);
struct journal *folder_journal(struct folder *f);
int folder_lock(str data, str *out_error); /* DATA/lock, -1 with words when another process has it */
/* its tables are this release's; false with words that name the way out */
bool folder_ours(struct db *db, str data, str *out_error);
bool folder_make(str data, str *out_error); /* with its tables, without keys */
