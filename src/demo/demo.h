/* What exists only on demonstration data: made of whatever province folder there is. */
#pragma once
#include "base/json.h"
#include "data/data.h"
#include "province/province.h"

/* Demonstration data up to now, from a fixed seed: last year and this year. False with words. */
bool demo_fill(struct folder *h, i64 now, str *out_error);
/* what the registers hold, after everything else */
bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error);

int tool_forge(int argc, char **argv);
int tool_tick(int argc, char **argv);

/* The everyday service asked for most: the first by code that the unit decides on that day; NULL none. */
const struct procedure *demo_procedure(const struct province *p, str unit, int day);

/* Whose form of the demonstration is filled in. */
struct demo_asked {
    const struct province *p;
    u64 *seed;
    str unit, agency, person; /* person: who submits */
    str chosen_from;          /* the question that names the unit is always answered */
    int day;
    i64 number;   /* of the dossier: lists under `demo` are taken in step by it */
    int optional; /* percent of the optional questions that are answered */
    int grown;    /* percent: how far a series has come, of what is declared again and again */
    i64 *book;    /* the last number in the agency's books; NULL = none is kept */
};
/* Answers what the fields ask, by `demo` of the folder or by type: into *plain, what is personal into *own.
 */
void demo_answers(struct demo_asked *a, const struct field *fields, size_t n, json_t *plain, json_t *own);

i64 demo_roll(u64 *seed, i64 least, i64 most); /* both included */
bool demo_chance(u64 *seed, int percent);
str demo_name(const struct province *p, u64 *seed);
str demo_citizen_id(const struct province *p, i64 sex, i64 year, i64 tail);
