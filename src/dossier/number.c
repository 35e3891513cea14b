/* The number of a paper (slip 02, 03, 04), allotted with the act: per agency, kind and year, from 01, never
 * reused (doc/desk.md). A refused act is rolled back and leaves no gap; an accepted act keeps it in its
 * result. */
#include "acts.h"

str next_number(struct act *a, str agency, const char *kind) {
    int year = when_civil(a->happened_at).year;
    i64 n = db_int(a->db,
                   SQL("INSERT INTO paper_number (agency, kind, year, n)"
                       " VALUES ($1, $2, $3, 1)"
                       " ON CONFLICT (agency, kind, year) DO UPDATE"
                       " SET n = paper_number.n + 1 RETURNING n"),
                   VT(agency), VT(str_c(kind)), VN(year));
    /* Decree 30/2020: numbers below 10 have a zero in front */
    return act_decide_text(a, "number", str_fmt("%02lld/%d", (long long)n, year));
}
