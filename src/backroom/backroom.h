/* The back room: a second process that holds the signing key, signs checkpoints of committed acts and makes
 * the papers of decided dossiers. */
#pragma once
#include "base/errand.h"

/* The loop: until SIGTERM or until its parent dies; returns the process's exit status. To be called in a
 * child forked before the server opens the database or starts a thread: it closes every file it inherited but
 * 0, 1, 2 and the socket by which the courier hands over cosignatures, and ignores SIGINT (the server says
 * when to end). */
int backroom_main(str data, int from_courier);
/* One pass: makes papers that are due (at most 20, the limit of a second), then signs a checkpoint if acts
 * are uncovered. False with words when something due could not be done. The folder must not be open for
 * writing in this process: papers ask for acts as another process does. */
bool backroom_once(str data, str *out_error);
extern const struct errand backroom_errands[]; /* ends with one that has no name */

int tool_backroom(int argc, char **argv);
int tool_restored(int argc, char **argv);
int tool_report(int argc, char **argv);
