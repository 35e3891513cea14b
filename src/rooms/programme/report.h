/* The annual report of a year as a document (print/document.h), always as the public may see it; and the
 * signed reports. */
#pragma once
#include "target/day.h"
#include "print/document.h"

struct report report_gather(const struct asker *r, int year);
/* from the province's first year to next year */
bool report_year_ok(const struct province *p, int year, i64 now);
/* Adds the last parts: methods, unmeasured targets, restatements, how to check (report_methods.c). */
void report_methods(struct report *t, const struct asker *r, const struct day *d);
/* adds every scorecard */
void report_scores(struct report *t, const struct asker *r);

/* ---- signed reports (report_signed.c) ---- */

struct signed_report {  /* the latest signed report of a year; act 0 = none */
    i64 act, basis, at; /* basis: the last seal, restatement or external figure that the report includes */
    str sha;
};
struct signed_report report_signed(struct db *db, int year, enum lang l);
struct due_report {
    int year;
    enum lang lang;
    i64 basis;
};
/* Finds a sealed year that has no signed report of its current figures; false when there is none. */
bool report_due(struct db *db, struct due_report *out);
