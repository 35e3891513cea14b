/* Demonstration data, made from any province folder: filling a new data folder, and verbs that only
 * demonstration data allows. */
#pragma once
#include "base/json.h"
#include "data/data.h"
#include "province/province.h"

/* Fills a new folder with this year and last year up to `now` (Unix seconds), from a fixed seed. False with
 * words. */
bool demo_fill(struct folder *h, i64 now, str *out_error);
/* Fills the registers; demo_fill calls it after all dossiers. `sha`, `bytes`: a sample paper in DATA/files.
 */
bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error);

int tool_forge(int argc, char **argv);
int tool_tick(int argc, char **argv);

/* The most frequent common service: of those that the unit decides on that day, the first by code. NULL =
 * none. */
const struct procedure *demo_procedure(const struct province *p, str unit, int day);

/* For whom a form is filled in, and how. */
struct demo_asked {
    const struct province *p;
    u64 *seed;
    str unit, agency, person; /* person: the submitter */
    str chosen_from;          /* id of the question that names the unit; it is always answered */
    int day;
    i64 number;   /* the dossier's number; it chooses from the lists under `demo` */
    int optional; /* percent of the optional questions that are answered */
    int grown;    /* percent of growth of a repeated declaration's numbers */
    i64 *book;    /* the last number used in the agency's paper registers; NULL = none kept */
};
/* Answers the fields that are asked, by the key `demo` of the province folder, else by type. Plain answers go
 * into *plain, personal ones into *own. */
void demo_answers(struct demo_asked *a, const struct field *fields, size_t n, json_t *plain, json_t *own);

i64 demo_roll(u64 *seed, i64 least, i64 most); /* a pseudo-random number; both bounds included */
bool demo_chance(u64 *seed, int percent);
str demo_name(const struct province *p, u64 *seed);
str demo_citizen_id(const struct province *p, i64 sex, i64 year, i64 tail);
