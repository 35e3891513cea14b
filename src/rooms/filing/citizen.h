/* Private to this room: what the citizen's pages share. */
#pragma once
#include "scratch/scratch.h"
#include "dossier/dossier.h"

extern const struct page citizen_pages[]; /* ends with a NULL method */

/* ---- citizen.c ---- */
str term_text(enum lang l, struct term t); /* "3 working days" */
str fee_text(enum lang l, i64 fee);        /* "Free of charge", "50.000 đồng", "Not known yet" */
str count_text(enum lang l, i64 n);        /* 1.234 in Vietnamese, 1,234 in English */
str size_text(enum lang l, i64 bytes);     /* 1,4 MB */
str applicants_text(enum lang l, const struct procedure *p);
const char *status_kind(int status); /* class of a status tag */

/* ---- search.c ---- */
struct hits {
    const struct procedure **v;
    size_t n;
    bool loose; /* not every word was found in them */
};
/* Procedures that answer a query as people type it: without marks, misspelt, half a word; best first, at
 * most 50. */
struct hits search_procedures(const struct province *p, str query);

/* ---- form.c: a draft on its way ---- */
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
/* The first page that is not right, as the last part of its address: "2", "giay-to"; empty = all is right. */
str form_first_wrong(struct request *r, const struct form *f);
/* Answers and papers again, for one group (NULL = the papers); adds to f->errors. */
void form_check(struct request *r, struct form *f, const struct group *g);

enum { FORM_PAPERS = 1 << 20, FORM_CHECK }; /* instead of a group's index */
struct progress {
    size_t step, of;
};
struct progress form_progress(const struct form *f, size_t group);
str form_last_group(const struct form *f); /* address of the last page of questions */

/* ---- file.c: uploads, check answers, filing ---- */
/* Keeps what was uploaded under its draft, complains of what is no such paper. */
void uploads_take(struct request *r, struct form *f);
/* The fields of dossier.file or dossier.supplement for a draft that is right; NULL when a paper could not be
 * put among the files. */
json_t *filing_fields(struct request *r, const struct form *f);

/* ---- handlers that citizen_pages joins ---- */
void page_search(struct request *r);
void page_draft(struct request *r);
void page_group(struct request *r);
void page_group_post(struct request *r);
void page_draft_wipe(struct request *r);
void page_papers(struct request *r);
void page_papers_post(struct request *r);
void page_check(struct request *r);
void page_file(struct request *r);
void page_filed(struct request *r, const struct reply *reply);
/* Codes count up, so whoever tries one after the other would read how every dossier stands: looking at what
 * is not one's own is counted, found or not, by account or by where one comes from. False: too often, and a
 * 429 has been drawn. */
bool may_look(struct request *r);
void page_track(struct request *r);
void page_result(struct request *r);
void page_supplement(struct request *r);
void page_supplement_post(struct request *r);
void page_withdraw(struct request *r);
void page_withdraw_post(struct request *r);
void page_withdrawn(struct request *r, const struct reply *reply);
void page_own_slip(struct request *r);

/* ---- declared.c ---- */
/* What has to be said beside an agency's figure of a period, in sentences; decided_at 0 = not yet. Empty =
 * nothing. */
str declared_notes(struct request *r, str agency, str period, i64 decided_at);

/* ---- slip.c ---- */
/* Links to the papers this dossier has, for its submitter or for the desk; draws nothing when there is none.
 */
void slips_draw(struct request *r, const struct dossier *d, bool own);
