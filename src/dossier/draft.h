/* A draft of a dossier, filled in by a citizen or at the counter, and the check before it is filed. */
#pragma once
#include "dossier.h"
#include "scratch/scratch.h"

struct form {
    struct draft d;
    const struct procedure *p;
    int day; /* the day that answers are judged by: today */
    struct form_errors errors;
};
/* Loads the visitor's draft that the address names, and moves it to the procedure in force. False: an error
 * page or the sign-in has been drawn. */
bool form_open(struct request *r, struct form *f);
/* The second half of form_open, for a draft already loaded. */
bool form_define(struct request *r, struct form *f);
/* The answers a new form starts with: from the person's account (0 = nobody) and the folder's defaults. */
json_t *form_presets(struct request *r, const struct procedure *p, i64 person);
bool paper_there(struct request *r, const struct form *f, str doc);
bool group_asked(const struct group *g, const json_t *answers);
bool group_asks(const struct group *g, str id);
/* The first page with a fault, as the last part of its address: "2", "giay-to" (papers); empty = no fault. */
str form_first_wrong(struct request *r, const struct form *f);
/* Checks the answers of one group (NULL = the papers) and adds faults to f->errors. */
void form_check(struct request *r, struct form *f, const struct group *g);
/* Checks the period of an agency's duty on the page that asks for it, before papers are added. A supplement
 * keeps its period and is not checked. */
void period_check(struct request *r, struct form *f, const struct group *g);

/* ---- upload.c ---- */
str accept_text(const struct document *doc); /* "PDF, JPG" */
/* The file of a draft's paper, by its hash. */
str paper_path(struct request *r, const struct form *f, str sha);
/* Moves good uploads into the draft's folder; deletes the others and adds an error to each. */
void uploads_take(struct request *r, struct form *f);
/* The fields of the act dossier.file, or dossier.supplement, from a checked draft. NULL when a paper could
 * not be put into the data folder. */
json_t *filing_fields(struct request *r, const struct form *f);
