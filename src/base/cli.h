/* What the verbs of the command line share. A verb is a function `int tool_NAME(int argc, char **argv)`,
 * argv[0] the verb itself; it returns the exit status. src/main.c lists them. */
#pragma once
#include "base.h"

int tool_usage(const char *text);    /* prints it, returns 2 */
int tool_fail(str why);              /* says it on stderr, returns 1 */
str tool_secret(const char *prompt); /* a line that a terminal does not show; elsewhere a line from stdin */
str random_key(void);                /* 32 hex digits */
