/* The verbs of the command line, one function each, and what they share. */
#pragma once
#include "data/data.h"

int tool_init(int argc, char **argv);
int tool_serve(int argc, char **argv);
int tool_check(int argc, char **argv);
int tool_adopt(int argc, char **argv);
int tool_verify(int argc, char **argv);
int tool_replay(int argc, char **argv);
int tool_upgrade(int argc, char **argv);
int tool_backup(int argc, char **argv);
int tool_user(int argc, char **argv);
int tool_export(int argc, char **argv);
int tool_erase(int argc, char **argv);
int tool_seal(int argc, char **argv);
int tool_recount(int argc, char **argv);
int tool_verify_figure(int argc, char **argv);
int tool_forge(int argc, char **argv);
int tool_tick(int argc, char **argv);
int tool_backroom(int argc, char **argv);
int tool_describe(int argc, char **argv);
int tool_report(int argc, char **argv);

extern const char tool_check_more[], tool_user_more[]; /* what --help says beside the usage line */

int tool_usage(const char *text);    /* prints it, returns 2 */
int tool_fail(str why);              /* says it on stderr, returns 1 */
str tool_secret(const char *prompt); /* a line that a terminal does not show; elsewhere a line from stdin */
str random_key(void);                /* 32 hex digits */
/* The act that adopts a folder's texts. NULL after printing its complaints. */
json_t *adopt_fields_of(const char *folder);
/* Demonstration data up to now, from a fixed seed: last year and this year. False with words. */
bool demo_fill(struct folder *h, i64 now, str *out_error);
/* what the registers hold, after everything else */
bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error);
/* the year before, sealed */
bool demo_seal(struct folder *h, i64 now, str *out_error);
