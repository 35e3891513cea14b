/* The back room: the process that holds the signing key. It signs checkpoints of committed acts and makes the
 * papers of decided dossiers and the annual reports. */
#pragma once
#include "base/errand.h"

/* Runs until SIGTERM or until the parent process dies; returns the exit status. Call it in a child forked
 * before the server opens the database or starts a thread. It closes every inherited file except 0, 1, 2 and
 * `from_courier`, the socket on which the courier hands over cosignatures. It ignores SIGINT, as the server
 * says when to end. */
int backroom_main(str data, int from_courier);
/* One pass: makes papers that are due (at most 20, the limit of a second), then signs a checkpoint if acts
 * are uncovered. False with words when something due could not be done. This process must not have the folder
 * open for writing, as the acts are asked for through DATA/door. */
bool backroom_once(str data, str *out_error);
extern const struct errand backroom_errands[]; /* ends with a NULL name */

int tool_backroom(int argc, char **argv);
int tool_restored(int argc, char **argv);
int tool_report(int argc, char **argv);
