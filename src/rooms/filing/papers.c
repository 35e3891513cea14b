/* The page of a draft's papers: list, upload, remove. */
#include "filing.h"

#include "words/number.h"

#include <unistd.h>

struct sent { /* a paper from an earlier act of the same dossier: shown, not removable */
    str doc, name;
    i64 bytes;
};

/* The block of papers that are not required: closed until one of them is used. */
enum others { OTHERS_NONE, OTHERS_CLOSED, OTHERS_OPEN };

struct papers_page {
    struct form *f;
    bool alike; /* all papers accept the same types and size: say it once */
    enum others others;
    struct sent *sent;
    size_t n_sent, cap;
    str back;
};

static str accept_attribute(const struct document *doc) {
    struct out o = {0};
    if (doc->accept & ACCEPT_PDF) out_z(&o, ",application/pdf");
    if (doc->accept & ACCEPT_JPG) out_z(&o, ",image/jpeg");
    if (doc->accept & ACCEPT_PNG) out_z(&o, ",image/png");
    str s = out_all(&o);
    return s.n ? (str){s.p + 1, s.n - 1} : s;
}

static str kinds_text(struct request *r, const struct document *doc) {
    return say_fmt(r->lang, "A photo or a scan: %s, at most %s.", str_z(accept_text(doc)),
                   str_z(size_text(r->lang, doc->max_bytes)));
}

#include "rooms/filing/papers.html.h"

static bool paper_used(const struct papers_page *page, str doc) {
    size_t i;
    json_t *file;
    if (form_error_of(&page->f->errors, doc).n) return true;
    for (size_t k = 0; k < page->n_sent; k++)
        if (str_eq(page->sent[k].doc, doc)) return true;
    json_array_foreach(page->f->d.files, i, file) if (str_eq(json_str(file, "doc"), doc)) return true;
    return false;
}

static void papers_arrange(struct papers_page *page) {
    const struct procedure *p = page->f->p;
    page->alike = p->n_documents > 0;
    for (size_t i = 0; i < p->n_documents; i++) {
        const struct document *doc = &p->documents[i];
        page->alike = page->alike && doc->accept == p->documents[0].accept &&
                      doc->max_bytes == p->documents[0].max_bytes;
        if (doc->required) continue;
        if (!page->others) page->others = OTHERS_CLOSED;
        if (paper_used(page, doc->id) || page->f->d.dossier) page->others = OTHERS_OPEN;
    }
}

static struct papers_page papers_page(struct request *r, struct form *f) {
    struct papers_page page = {.f = f, .back = form_last_group(f)};
    struct rows q = db_ask(r->db,
                           SQL("SELECT doc, name, bytes FROM " DOSSIER_FILES " AS f"
                               " WHERE dossier = $1 ORDER BY act, i"),
                           VN(f->d.dossier));
    while (f->d.dossier && rows_next(&q)) {
        GROW(page.sent, page.n_sent, page.cap);
        page.sent[page.n_sent++] =
            (struct sent){.doc = row_text(&q, 0), .name = row_text(&q, 1), .bytes = row_int(&q, 2)};
    }
    rows_end(&q);
    papers_arrange(&page);
    return page;
}

static void page_papers(struct request *r) {
    struct form f;
    if (!form_open(r, &f)) return;
    if (req_field(r, "loi").n) form_check(r, &f, NULL);
    struct papers_page page = papers_page(r, &f);
    draw_papers(r, &page);
}

/* which: "doc:sha". Takes one paper out of the draft; deletes its file unless another paper is the same. */
static void paper_remove(struct request *r, struct form *f, str which) {
    str doc = str_cut(&which, ':'), sha = which;
    size_t i, left = 0;
    json_t *file, *kept = json_array();
    bool removed = false;
    json_array_foreach(f->d.files, i, file) {
        bool it = !removed && str_eq(json_str(file, "doc"), doc) && str_eq(json_str(file, "sha"), sha);
        removed |= it;
        if (it) continue;
        json_array_append(kept, file);
        left += str_eq(json_str(file, "sha"), sha);
    }
    f->d.files = kept;
    if (removed && !left) unlink(str_z(paper_path(r, f, sha)));
}

static void page_papers_post(struct request *r) {
    struct form f;
    if (!form_open(r, &f)) return;
    str remove_which = req_field(r, "xoa"), act = req_field(r, "lam");
    uploads_take(r, &f);
    if (remove_which.n) paper_remove(r, &f, remove_which);
    if (!scratch_draft_save(r->scratch, &f.d, r->now))
        return web_error(r, 503, N_("Your papers could not be saved"),
                         N_("Please go back and try again in a moment."));
    if (str_is(act, "de-sau") && !f.errors.n) return web_redirect(r, "/ho-so");
    if (str_is(act, "tiep") && !f.errors.n) form_check(r, &f, NULL);
    if (f.errors.n) {
        struct papers_page page = papers_page(r, &f);
        r->status = 422;
        return draw_papers(r, &page);
    }
    web_redirect(r, "/nhap/%s/%s", str_z(f.d.id), str_is(act, "tiep") ? "kiem-tra" : "giay-to");
}

/* ---- the pages ---- */

static const struct input in_papers[] = {{"loi", 4}};
static const struct input in_papers_post[] = {{"key", 100}, {"lam", 12}, {"xoa", 80}};

const struct page papers_pages[] = {
    {.method = "GET",
     .path = "/nhap/{}/giay-to",
     .who = R_ANYONE,
     .en = N_("Papers"),
     INPUTS(in_papers),
     .handle = page_papers},
    {.method = "POST",
     .path = "/nhap/{}/giay-to",
     .who = R_ANYONE,
     .en = N_("Papers"),
     INPUTS(in_papers_post),
     .uploads = true,
     .handle = page_papers_post},
    {0},
};
