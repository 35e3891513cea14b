/* The signed reports of sealed years: which are due, what the act `year.report` notes of one, and where it is
 * served. Every one stays. */
#include "report.h"
#include "rooms/seal/seal.h"

/* What a report of the year rests on: its seal, its last restatement, the last figure that others published
 * of a year it tells. */
static i64 report_basis(struct db *db, int year) {
    i64 sealed = db_int(db, SQL("SELECT MAX(act) FROM sealed_figure WHERE year = $1"), VN(year));
    i64 published = db_int(db, SQL("SELECT COALESCE(MAX(act), 0) FROM published WHERE year <= $1"), VN(year));
    return published > sealed ? published : sealed;
}

struct kept_report report_kept(struct db *db, int year, enum lang l) {
    struct kept_report k = {0};
    struct rows r = db_ask(db,
                           SQL("SELECT act, basis, at, sha FROM year_report"
                               " WHERE year = $1 AND lang = $2 ORDER BY act DESC LIMIT 1"),
                           VN(year), VT(str_c(lang_code(l))));
    if (rows_next(&r))
        k = (struct kept_report){row_int(&r, 0), row_int(&r, 1), row_int(&r, 2), row_text(&r, 3)};
    rows_end(&r);
    return k;
}

bool report_due(struct db *db, struct due_report *out) {
    i64 years[128];
    size_t n = 0;
    struct rows r = db_ask(db, SQL("SELECT year FROM sealed_year ORDER BY year"));
    while (n < COUNT(years) && rows_next(&r)) years[n++] = row_int(&r, 0);
    rows_end(&r);
    for (size_t i = 0; i < 2 * n; i++) {
        *out = (struct due_report){.year = (int)years[i / 2], .lang = i % 2 ? LANG_EN : LANG_VI};
        out->basis = report_basis(db, out->year);
        if (report_kept(db, out->year, out->lang).basis < out->basis) return true;
    }
    return false;
}

/* ---- the act ---- */

void report_kept_apply(struct act *a) {
    u8 bytes[32];
    i64 year = act_int(a, "year");
    str lang = act_text(a, "lang");
    if (!year_sealed(a->db, (int)year, NULL))
        return act_refuse(a, N_("This year is not sealed: its figures still move by themselves."), "year");
    if (!str_is(lang, "vi") && !str_is(lang, "en"))
        return act_refuse(a, N_("A report is in Vietnamese or in English."), "lang");
    if (!unhex(act_text(a, "sha"), bytes, sizeof bytes) ||
        !unhex(act_text(a, "certificate"), bytes, sizeof bytes))
        return act_refuse(a, N_("The hash is not well-formed."), "sha");
    db_run(a->db,
           SQL("INSERT INTO year_report (act, year, lang, basis, sha, bytes, certificate, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
           VN(a->n), VN(year), VT(lang), VN(act_int(a, "basis")), VT(act_text(a, "sha")),
           VN(act_int(a, "bytes")), VT(act_text(a, "certificate")), VN(a->happened_at));
}

/* ---- served ---- */

url report_url(int year, enum lang l) {
    return url_fmt("/ngay/%d/bao-cao%s.pdf", year, l == LANG_VI ? "" : "-en");
}

void page_annual_pdf(struct request *r) {
    i64 year = 0;
    enum lang l = str_ends(r->path, S("-en.pdf")) ? LANG_EN : LANG_VI;
    struct kept_report k = {0};
    if (r->part[0].n == 4 && str_to_int(r->part[0], &year)) k = report_kept(r->db, (int)year, l);
    if (!k.act)
        return web_error(
            r, 404, N_("There is no signed report of this year"),
            N_("It is made when the year is sealed. Until then the page of the report says the same."));
    r->file = files_path(r->data, k.sha);
    r->type = "application/pdf";
    r->download = str_fmt("bao-cao-%d%s.pdf", (int)year, l == LANG_VI ? "" : "-en");
}
