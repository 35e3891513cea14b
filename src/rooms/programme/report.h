/* The annual report of a year (print/document.h), as strangers may see it, whoever asks; and the signed ones.
 */
#pragma once
#include "target/day.h"
#include "print/document.h"

struct report report_gather(const struct asker *r, int year);
/* from the province's first year to next year */
bool report_year_ok(const struct province *p, int year, i64 now);
/* Its last parts: methods, what is not measured, restatements, how to check (report_methods.c). */
void report_behind(struct report *t, const struct asker *r, const struct day *d);
/* every scorecard (report_scores.c) */
void report_scores(struct report *t, const struct asker *r);

/* ---- the signed ones (report_signed.c) ---- */

struct signed_report {  /* the latest; act 0 = none */
    i64 act, basis, at; /* basis: the last act it tells of that its year rests on */
    str sha;
};
struct signed_report report_signed(struct db *db, int year, enum lang l);
struct due_report {
    int year;
    enum lang lang;
    i64 basis;
};
/* a sealed year without a report of what it now says */
bool report_due(struct db *db, struct due_report *out);
