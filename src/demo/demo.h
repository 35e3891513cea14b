/* What exists only on demonstration data. */
#pragma once
#include "data/data.h"

/* Demonstration data up to now, from a fixed seed: last year and this year. False with words. */
bool demo_fill(struct folder *h, i64 now, str *out_error);
/* what the registers hold, after everything else */
bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error);

int tool_forge(int argc, char **argv);
int tool_tick(int argc, char **argv);
