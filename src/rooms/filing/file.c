/* The page that shows all answers for a last check, and filing: the draft becomes a dossier. */
#include "filing.h"

#include "reading/words.h"
#include "words/number.h"

struct check_page {
    struct form *f;
    str decided_by; /* name of the agency that decides, by the answers so far; empty = none */
    str reply_by;
    int unsure_day; /* a day off not yet certain that reply_by depends on; 0 = none */
    str notes;      /* sentences beside the period that an agency declares for */
    str refused;    /* why the act was refused; empty = not refused */
};

static const struct agency *deciding(struct request *r, const struct form *f) {
    const struct procedure *p = f->p;
    if (!p->chosen_from.n) return agency_on(r->province, p->decided_agency, f->day);
    return agency_of_kind(r->province, json_str(f->d.answers, str_z(p->chosen_from)), p->decided_kind,
                          f->day);
}

static struct check_page check_page(struct request *r, struct form *f) {
    const struct agency *a = deciding(r, f);
    struct due reply = dossier_reply(r->province, r->now);
    struct check_page page = {.f = f, .decided_by = a ? pick(r->lang, a->name) : (str){0}};
    page.reply_by = when_text(reply.at);
    page.unsure_day = reply.unsure_day;
    if (f->p->owed) page.notes = declared_notes(r, r->agency, json_str(f->d.answers, "period"), 0);
    return page;
}

#include "rooms/filing/check.html.h"

/* Redirects to the first page with a fault, which then shows it. True if it did. */
static bool sent_back(struct request *r, const struct form *f) {
    str wrong = form_first_wrong(r, f);
    if (wrong.n) web_redirect(r, "/nhap/%s/%s?loi=1", str_z(f->d.id), str_z(wrong));
    return wrong.n > 0;
}

static void page_check(struct request *r) {
    struct form f;
    if (!form_open(r, &f) || sent_back(r, &f)) return;
    struct check_page page = check_page(r, &f);
    draw_check(r, &page);
}

static void page_file(struct request *r) {
    struct form *f = NEW(struct form);
    /* sent twice: the first request has deleted the draft; its dossier heads the list */
    if (!scratch_draft_load(r->scratch, r->part[0], r->who.person, &f->d)) return web_redirect(r, "/ho-so");
    if (!form_define(r, f) || sent_back(r, f)) return;
    json_t *fields = filing_fields(r, f);
    if (!fields)
        return web_error(r, 503, N_("A paper could not be stored"),
                         N_("Nothing is lost: your form is saved. Please try again in a moment."));
    r->keep = f;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = f->d.dossier ? "dossier.supplement" : "dossier.file",
                               .actor = r->who.person,
                               .key = f->d.id,
                               .fields = fields};
}

static void page_filed(struct request *r, const struct reply *reply) {
    struct form *f = r->keep;
    if (reply->status != REPLY_OK && reply->status != REPLY_AGAIN) {
        struct check_page page = check_page(r, f);
        page.refused = str_c(say(r->lang, str_z(reply->why)));
        r->status = reply->status == REPLY_BUSY ? 503 : 409;
        return draw_check(r, &page);
    }
    struct dossier d;
    str code = json_str(reply->result, "code");
    if (!code.n && dossier_load(r->db, f->d.dossier, &d)) code = d.code;
    scratch_draft_filed(r->scratch, &f->d);
    web_redirect(r, "/ho-so/%s?moi=1", url_seg(code));
}

/* ---- the pages ---- */

static const struct input in_key[] = {{"key", 100}};

const struct page file_pages[] = {
    {.method = "GET",
     .path = "/nhap/{}/kiem-tra",
     .who = R_ANYONE,
     .en = N_("Check your answers"),
     .handle = page_check},
    {.method = "POST",
     .path = "/nhap/{}/nop",
     .who = R_ANYONE,
     .en = N_("File"),
     INPUTS(in_key),
     .handle = page_file,
     .acted = page_filed},
    {0},
};
