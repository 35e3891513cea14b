/* A draft on its way to become a dossier, filled in at home or at the counter. */
#pragma once
#include "dossier.h"
#include "scratch/scratch.h"

struct form {
    struct draft d;
    const struct procedure *p;
    int day; /* the filing day answers are judged by */
    struct form_errors errors;
};
/* The visitor's own draft; brings a draft of an old version of the procedure to the one in force. False: a
 * 404 has been drawn. */
bool form_open(struct request *r, struct form *f);
bool form_define(struct request *r, struct form *f); /* the same for a draft that is loaded */
/* What is known before anybody writes: of the person (0 = nobody), the folder's defaults. */
json_t *form_presets(struct request *r, const struct procedure *p, i64 person);
bool paper_there(struct request *r, const struct form *f, str doc);
bool group_asked(const struct group *g, const json_t *answers);
bool group_asks(const struct group *g, str id);
/* The first page that is not right, as the last part of its address: "2", "giay-to"; empty = all is right. */
str form_first_wrong(struct request *r, const struct form *f);
/* Answers and papers again, for one group (NULL = the papers); adds to f->errors. */
void form_check(struct request *r, struct form *f, const struct group *g);
/* The period of a duty is judged where it is asked, before papers are added; a supplement stays about its
 * own. */
void period_check(struct request *r, struct form *f, const struct group *g);

/* ---- upload.c ---- */
str accept_text(const struct document *doc); /* "PDF, JPG" */
/* Where a paper of the draft lies. */
str paper_path(struct request *r, const struct form *f, str sha);
/* Keeps what was uploaded under its draft, complains of what is no such paper. */
void uploads_take(struct request *r, struct form *f);
/* The fields of dossier.file or dossier.supplement for a draft that is right; NULL when a paper could not be
 * put among the files. */
json_t *filing_fields(struct request *r, const struct form *f);
