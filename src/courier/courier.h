/* The courier: the process that makes outgoing connections. It has no key, writes no record, and connects
 * only to hosts that the province folder names. The back room checks again what it brings. */
#pragma once
#include "base/errand.h"

/* Runs until SIGTERM or until the parent process dies; returns the exit status. Call it in a child forked
 * before the server opens the database or starts a thread. Each message on `to_backroom` is one cosignature.
 */
int courier_main(str data, int to_backroom);
extern const struct errand courier_errands[]; /* ends with a NULL name */
extern const char
    courier_ddl[]; /* tables of DATA/courier.db, the state of retries; no record is lost with it */
