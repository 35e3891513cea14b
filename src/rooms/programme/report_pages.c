/* The annual report as a printable page, and the signed reports as files. */
#include "programme.h"
#include "report.h"

#include "answer/chart.h"
#include "journal/files.h"
#include "journal/read.h"

static url report_url(int year, enum lang l) {
    return url_fmt("/ngay/%d/bao-cao%s.pdf", year, l == LANG_VI ? "" : "-en");
}

static str part_id(const struct report *t, const struct report_block *b) {
    size_t n = 0;
    for (const struct report_block *x = t->v; x <= b; x++) n += x->kind == REPORT_PART;
    return str_fmt("phan-%zu", n);
}

static bool list_begins(const struct report *t, size_t i) {
    return t->v[i].kind == REPORT_ITEM && (!i || t->v[i - 1].kind != REPORT_ITEM);
}
static bool list_ends(const struct report *t, size_t i) {
    return t->v[i].kind == REPORT_ITEM && (i + 1 == t->n || t->v[i + 1].kind != REPORT_ITEM);
}
static url address_url(str s) { return (url){s}; }
static const char *cell_class(const struct report_table *b, size_t k) {
    return b->numbers >> k & 1 ? "num" : "";
}

#include "rooms/programme/report.html.h"

static void page_annual_report(struct request *r) {
    i64 year = 0;
    if (r->part[0].n != 4 || !str_to_int(r->part[0], &year) ||
        !report_year_ok(r->province, (int)year, r->now))
        return web_error(
            r, 404, N_("There is no Day of that year"),
            N_("Choose a year on the page of the Day: next year's is the last that can be shown."));
    struct report t = report_gather(&r->asker, (int)year);
    frame_open(r, t.title);
    draw_report(r, &t);
    frame_close(r);
}

static void page_annual_pdf(struct request *r) {
    i64 year = 0;
    enum lang l = (enum lang)r->page->which;
    struct signed_report k = {0};
    if (r->part[0].n == 4 && str_to_int(r->part[0], &year)) k = report_signed(r->db, (int)year, l);
    if (!k.act)
        return web_error(
            r, 404, N_("There is no signed report of this year"),
            N_("It is made when the year is sealed. Until then the page of the report says the same."));
    r->file = files_path(r->data, k.sha);
    r->type = "application/pdf";
    r->download = str_fmt("bao-cao-%d%s.pdf", (int)year, l == LANG_VI ? "" : "-en");
}

const struct page report_pages[] = {
    {.method = "GET",
     .path = "/ngay/{}/bao-cao",
     .who = R_ANYONE,
     .en = N_("Annual report of a year"),
     .handle = page_annual_report},
    {.method = "GET",
     .path = "/ngay/{}/bao-cao.pdf",
     .who = R_ANYONE,
     .en = N_("Signed report of a sealed year"),
     .which = LANG_VI,
     .handle = page_annual_pdf},
    {.method = "GET",
     .path = "/ngay/{}/bao-cao-en.pdf",
     .who = R_ANYONE,
     .en = N_("Signed report of a sealed year, in English"),
     .which = LANG_EN,
     .handle = page_annual_pdf},
    {0},
};
