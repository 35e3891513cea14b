/* The courier: the process that dials out. It has no key, writes no record, and speaks only to hosts that the
 * province folder names; what it brings home is checked again by whom it is given to. */
#pragma once
#include "base/errand.h"

/* The loop: until SIGTERM or until its parent dies; returns the process's exit status. For a child forked
 * before the server opens the database or starts a thread. `to_backroom` takes one letter a cosignature. */
int courier_main(str data, int to_backroom);
extern const struct errand courier_errands[]; /* ends with one that has no name */
extern const char courier_ddl[]; /* of DATA/courier.db: what was tried; losing it loses no record */
