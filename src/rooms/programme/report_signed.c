/* Signed reports of sealed years: which are due, and the latest one. All are kept. */
#include "target/view.h"
#include "figure/view.h"
#include "report.h"

/* The last act that a report of the year must include: its seal, its last restatement, or the last external
 * figure of that year or earlier. */
static i64 report_basis(struct db *db, int year) {
    i64 sealed = db_int(db, SQL("SELECT MAX(act) FROM " SEALED_FIGURES " AS f WHERE year = $1"), VN(year));
    i64 published =
        db_int(db, SQL("SELECT COALESCE(MAX(act), 0) FROM " PUBLISHED " AS p WHERE year <= $1"), VN(year));
    return published > sealed ? published : sealed;
}

struct signed_report report_signed(struct db *db, int year, enum lang l) {
    struct signed_report k = {0};
    struct rows r = db_ask(db,
                           SQL("SELECT act, basis, at, sha FROM year_report"
                               " WHERE year = $1 AND lang = $2 ORDER BY act DESC LIMIT 1"),
                           VN(year), VT(str_c(lang_code(l))));
    if (rows_next(&r))
        k = (struct signed_report){row_int(&r, 0), row_int(&r, 1), row_int(&r, 2), row_text(&r, 3)};
    rows_end(&r);
    return k;
}

bool report_due(struct db *db, struct due_report *out) {
    i64 years[128];
    size_t n = 0;
    struct rows r = db_ask(db, SQL("SELECT year FROM " SEALED_YEARS " AS y ORDER BY year"));
    while (n < COUNT(years) && rows_next(&r)) years[n++] = row_int(&r, 0);
    rows_end(&r);
    for (size_t i = 0; i < 2 * n; i++) {
        *out = (struct due_report){.year = (int)years[i / 2], .lang = i % 2 ? LANG_EN : LANG_VI};
        out->basis = report_basis(db, out->year);
        if (report_signed(db, out->year, out->lang).basis < out->basis) return true;
    }
    return false;
}
