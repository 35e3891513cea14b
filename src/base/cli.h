/* Shared by the verbs of the command line: usage, failure, reading a password. A verb is a function
 * `int tool_NAME(int argc, char **argv)` that returns the exit status; argv[0] is the verb. src/main.c lists
 * the verbs. */
#pragma once
#include "base.h"

int tool_usage(const char *text);    /* prints the usage on stderr, returns 2 */
int tool_fail(str why);              /* prints the reason on stderr, returns 1 */
str tool_secret(const char *prompt); /* reads a line from stdin; a terminal does not echo it */
str random_key(void);                /* 32 hex digits */
