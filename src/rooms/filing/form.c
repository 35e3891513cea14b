/* The pages of a form: one group of questions a page, saved at each step, so that nothing typed is lost. */
#include "filing.h"

struct group_page {
    struct form *f;
    const struct group *g;
    size_t at;     /* index of the group */
    str back;      /* address for "Back" */
    bool to_check; /* came from the check page and returns there */
};

static struct progress form_progress(const struct form *f, size_t group) {
    struct progress s = {.of = 1};
    for (size_t g = 0; g < f->p->n_groups; g++) {
        if (!group_asked(&f->p->groups[g], f->d.answers)) continue;
        s.of++;
        if (g <= group) s.step++;
    }
    bool papers = f->p->n_documents > 0;
    s.of += papers;
    if (group == FORM_PAPERS) s.step = s.of - 1;
    if (group == FORM_CHECK) s.step = s.of;
    return s;
}

static str page_before(const struct form *f, size_t at) {
    while (at-- > 0)
        if (group_asked(&f->p->groups[at], f->d.answers))
            return str_fmt("/nhap/%s/%zu", str_z(f->d.id), at + 1);
    return str_fmt("/thu-tuc/%s", url_seg(f->p->code));
}

str form_last_group(const struct form *f) { return page_before(f, f->p->n_groups); }

static str page_after(const struct form *f, size_t at) {
    for (at++; at < f->p->n_groups; at++)
        if (group_asked(&f->p->groups[at], f->d.answers)) return str_fmt("%zu", at + 1);
    return f->p->n_documents ? S("giay-to") : S("kiem-tra");
}

/* The notes beside a duty's period (declared_notes), on the page that asks for it. */
static str period_notes(struct request *r, const struct group_page *page) {
    const struct form *f = page->f;
    return f->p->owed && group_asks(page->g, S("period"))
               ? declared_notes(r, r->agency, json_str(f->d.answers, "period"), 0)
               : (str){0};
}

#include "rooms/filing/progress.html.h"

void progress_draw(struct request *r, const struct form *f, size_t group) {
    draw_progress(r, f->p, form_progress(f, group));
}

#include "rooms/filing/form.html.h"

/* Opens the draft and the group that the address names. False: an error page has been drawn. */
static bool group_open(struct request *r, struct form *f, struct group_page *page) {
    i64 n = 0;
    if (!form_open(r, f)) return false;
    if (!str_to_int(r->part[1], &n) || n < 1 || (u64)n > f->p->n_groups) {
        web_error(r, 404, N_("This page of the form does not exist"),
                  N_("Open the form again from My dossiers."));
        return false;
    }
    size_t at = (size_t)n - 1;
    *page = (struct group_page){.f = f,
                                .g = &f->p->groups[at],
                                .at = at,
                                .back = page_before(f, at),
                                .to_check = str_is(req_field(r, "ve"), "kiem-tra")};
    if (page->to_check) page->back = str_fmt("/nhap/%s/kiem-tra", str_z(f->d.id));
    return true;
}

static void page_draft(struct request *r) {
    struct form f;
    if (!form_open(r, &f)) return;
    str next = form_first_wrong(r, &f);
    /* most supplements ask for papers, so show these first */
    bool papers_first = f.d.dossier && f.p->n_documents && !json_array_size(f.d.files);
    if (!next.n) next = papers_first ? S("giay-to") : S("kiem-tra");
    web_redirect(r, "/nhap/%s/%s", str_z(f.d.id), str_z(next));
}

static void page_group(struct request *r) {
    struct form f;
    struct group_page page;
    if (!group_open(r, &f, &page)) return;
    if (req_field(r, "loi").n) form_check(r, &f, page.g);
    draw_group(r, &page);
}

static void page_group_post(struct request *r) {
    struct form f;
    struct group_page page;
    if (!group_open(r, &f, &page)) return;
    form_read(r, page.g->fields, page.g->n_fields, f.d.answers, f.day, &f.errors);
    period_check(r, &f, page.g);
    if (!scratch_draft_save(r->scratch, &f.d, r->now))
        return web_error(r, 503, N_("Your answers could not be saved"),
                         N_("Please go back and try again in a moment."));
    if (str_is(req_field(r, "lam"), "de-sau")) return web_redirect(r, "/ho-so");
    if (f.errors.n) {
        r->status = 422;
        return draw_group(r, &page);
    }
    str next = page.to_check ? S("kiem-tra") : page_after(&f, page.at);
    web_redirect(r, "/nhap/%s/%s", str_z(f.d.id), str_z(next));
}

static void page_draft_wipe(struct request *r) {
    scratch_draft_wipe(r->scratch, r->part[0], r->who.person);
    web_redirect(r, r->who.person ? "/ho-so" : "/");
}

/* ---- the pages ---- */

static const struct input in_key[] = {{"key", 100}};
static const struct input in_group[] = {{"loi", 4}, {"ve", 12}};
static const struct input in_group_post[] = {{"key", 100}, {"answers.*", 8100}, {"ve", 12}, {"lam", 12}};

const struct page form_pages[] = {
    {.method = "GET",
     .path = "/nhap/{}",
     .who = R_ANYONE,
     .en = N_("Go on with a form"),
     .handle = page_draft},
    {.method = "POST",
     .path = "/nhap/{}/xoa",
     .who = R_ANYONE,
     .en = N_("Delete a form"),
     INPUTS(in_key),
     .handle = page_draft_wipe},
    {.method = "GET",
     .path = "/nhap/{}/{}",
     .who = R_ANYONE,
     .en = N_("A page of the form"),
     INPUTS(in_group),
     .handle = page_group},
    {.method = "POST",
     .path = "/nhap/{}/{}",
     .who = R_ANYONE,
     .en = N_("A page of the form"),
     INPUTS(in_group_post),
     .handle = page_group_post},
    {0},
};
