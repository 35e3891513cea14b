/* The papers of a draft, the check of all answers, and filing: the one moment a draft becomes a record. */
#include "citizen.h"

#include "base/text.h"

#include <unistd.h>

enum { PAPERS_EACH = 5 }; /* files for one required paper */

/* What drafts may hold, so that nobody fills the disk with what is never filed: ten papers of the largest
 * size for one person, five for a form without an account, and a hundred for all forms without an account
 * together. Filed papers do not count. */
enum { MB = 1024 * 1024 };
static const i64 bytes_of_person = 200 * MB, bytes_of_stranger = 100 * MB,
                 bytes_of_strangers = (i64)2000 * MB;

/* ---- papers ---- */

struct sent { /* a paper that an earlier filing brought: shown, not changed */
    str doc, name;
    i64 bytes;
};
/* papers that are not required: folded away until one is used */
enum others { OTHERS_NONE, OTHERS_CLOSED, OTHERS_OPEN };
struct papers_page {
    struct form *f;
    bool alike; /* all papers take the same kinds and size: said once */
    enum others others;
    struct sent *sent;
    size_t n_sent, cap;
    str back;
};

static str accept_text(const struct document *doc) {
    struct out o = {0};
    if (doc->accept & ACCEPT_PDF) out_z(&o, ", PDF");
    if (doc->accept & ACCEPT_JPG) out_z(&o, ", JPG");
    if (doc->accept & ACCEPT_PNG) out_z(&o, ", PNG");
    str s = out_all(&o);
    return s.n ? (str){s.p + 2, s.n - 2} : s;
}

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

#include "rooms/filing/progress.html.h"

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
                           SQL("SELECT doc, name, bytes FROM dossier_file"
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

void page_papers(struct request *r) {
    struct form f;
    if (!form_open(r, &f)) return;
    if (req_field(r, "loi").n) form_check(r, &f, NULL);
    struct papers_page page = papers_page(r, &f);
    draw_papers(r, &page);
}

static u32 accept_bit(const char *type) {
    if (!type) return 0;
    return !strcmp(type, "pdf")   ? ACCEPT_PDF
           : !strcmp(type, "jpg") ? ACCEPT_JPG
           : !strcmp(type, "png") ? ACCEPT_PNG
                                  : 0;
}

/* What is wrong with an upload for this paper; empty = nothing. */
static str upload_fault(struct request *r, const struct form *f, const struct document *doc,
                        const struct upload *u) {
    size_t i, have = 0;
    json_t *file;
    json_array_foreach(f->d.files, i, file) have += str_eq(json_str(file, "doc"), doc->id);
    if (u->too_large || u->bytes > doc->max_bytes)
        return say_fmt(r->lang,
                       "“%s” is too large: at most %s. Take the photo at a lower quality, or scan to PDF.",
                       str_z(u->name), str_z(size_text(r->lang, doc->max_bytes)));
    if (!u->bytes) return say_fmt(r->lang, "“%s” is empty. Choose the file again.", str_z(u->name));
    if (!(accept_bit(u->type) & doc->accept))
        return say_fmt(r->lang, "“%s” is not one of the kinds accepted here: %s.", str_z(u->name),
                       str_z(accept_text(doc)));
    if (have >= PAPERS_EACH)
        return say_fmt(r->lang, "At most %d files for one paper. Remove one first.", PAPERS_EACH);
    return (str){0};
}

static str paper_path(struct request *r, const struct form *f, str sha) {
    return str_fmt("%.*s/%.*s", STR_ARG(scratch_draft_dir(r->scratch, f->d.id)), STR_ARG(sha));
}

/* Whether so many bytes more are too many for whoever is writing; the papers of this form as they are now, of
 * the other forms as they were saved. */
static str full(struct request *r, const struct form *f, i64 more) {
    struct draft saved = {0};
    size_t i;
    json_t *file;
    i64 here = more, others = scratch_draft_bytes(r->scratch, f->d.owner);
    json_array_foreach(f->d.files, i, file) here += json_int(file, "bytes");
    if (scratch_draft_load(r->scratch, f->d.id, f->d.owner, &saved))
        json_array_foreach(saved.files, i, file) others -= json_int(file, "bytes");
    if (f->d.owner && here + others > bytes_of_person)
        return say_fmt(r->lang,
                       "Your unfinished forms hold more than %s of papers. File or delete one under My "
                       "dossiers, then add this one.",
                       str_z(size_text(r->lang, bytes_of_person)));
    if (!f->d.owner && here > bytes_of_stranger)
        return say_fmt(r->lang, "A form without an account holds at most %s. Remove a paper first.",
                       str_z(size_text(r->lang, bytes_of_stranger)));
    if (!f->d.owner && here + others > bytes_of_strangers)
        return str_c(T("Too many papers wait here just now. Sign in and send it, or try again tomorrow."));
    return (str){0};
}

/* Keeps a good upload under its hash in the draft's folder; a bad one is taken away at once. */
static void upload_take(struct request *r, struct form *f, const struct upload *u) {
    str id = u->field;
    if (str_starts(id, S("doc."))) id = (str){id.p + 4, id.n - 4};
    const struct document *doc = procedure_document(f->p, id);
    if (!u->bytes && !u->name.n) return; /* the input was left empty */
    str fault = doc ? upload_fault(r, f, doc, u) : S("?");
    if (!fault.n) fault = full(r, f, u->bytes);
    str path = paper_path(r, f, u->sha);
    if (!fault.n && !str_eq(path, u->path) && rename(str_z(u->path), str_z(path)))
        fault = str_c(say(r->lang, "The file could not be kept. Please try again."));
    if (fault.n) {
        if (u->path.n) unlink(str_z(u->path));
        if (doc) form_error_add(&f->errors, doc->id, fault);
        return;
    }
    json_t *file = json_object();
    json_put(file, "doc", doc->id);
    json_put(file, "name", u->name);
    json_put(file, "sha", u->sha);
    json_put_int(file, "bytes", u->bytes);
    json_put(file, "type", str_c(u->type));
    json_array_append_new(f->d.files, file);
}

void uploads_take(struct request *r, struct form *f) {
    for (size_t i = 0; i < r->n_uploads; i++) upload_take(r, f, &r->uploads[i]);
}

/* "doc:sha": one paper out of the list; its bytes go when no other paper has them. */
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

void page_papers_post(struct request *r) {
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

/* ---- check answers ---- */

struct check_page {
    struct form *f;
    str decided_by; /* the agency the answers lead to; empty = none */
    str reply_by;
    int unsure_day; /* reply_by depends on it; 0 none */
    str notes;      /* what an agency has to know about the period it declares for */
    str refused;    /* why filing was refused; empty = not tried */
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

/* To the first page that is not right, which then says what is wrong. True when it went there. */
static bool sent_back(struct request *r, const struct form *f) {
    str wrong = form_first_wrong(r, f);
    if (wrong.n) web_redirect(r, "/nhap/%s/%s?loi=1", str_z(f->d.id), str_z(wrong));
    return wrong.n > 0;
}

void page_check(struct request *r) {
    struct form f;
    if (!form_open(r, &f) || sent_back(r, &f)) return;
    struct check_page page = check_page(r, &f);
    draw_check(r, &page);
}

/* ---- filing ---- */

/* Answers in effect: asked and not empty, split by what may be erased. */
static void answers_put(const struct form *f, json_t *fields) {
    json_t *given = json_object(), *plain = json_object(), *personal = json_object(), *v;
    const char *id;
    json_object_foreach(f->d.answers, id, v) if (json_string_length(v)) json_object_set(given, id, v);
    for (size_t g = 0; g < f->p->n_groups; g++)
        answers_split(f->p->groups[g].fields, f->p->groups[g].n_fields, given, plain, personal);
    json_object_set_new(fields, "answers", plain);
    json_object_set_new(fields, "answers_personal", personal);
}

/* Papers go among the files before the act is asked for: an act never names bytes that are not there. */
static bool papers_put(struct request *r, const struct form *f, json_t *fields) {
    json_t *files = json_array(), *names = json_array(), *file;
    size_t i;
    json_array_foreach(f->d.files, i, file) {
        str sha = json_str(file, "sha"), path = paper_path(r, f, sha);
        bool there = !access(str_z(files_path(r->data, sha)), R_OK);
        if (!there && !str_eq(files_link(r->data, path), sha)) return false;
        json_t *line = json_object();
        json_put(line, "doc", json_str(file, "doc"));
        json_put(line, "sha", sha);
        json_put_int(line, "bytes", json_int(file, "bytes"));
        json_put(line, "type", json_str(file, "type"));
        json_array_append_new(files, line);
        json_array_append_new(names, json_text(json_str(file, "name")));
    }
    json_object_set_new(fields, "files", files);
    json_object_set_new(fields, "file_names", names);
    return true;
}

json_t *filing_fields(struct request *r, const struct form *f) {
    json_t *fields = json_object();
    answers_put(f, fields);
    if (!papers_put(r, f, fields)) return NULL;
    if (f->d.dossier) {
        json_put_int(fields, "dossier", f->d.dossier);
        return fields;
    }
    json_put(fields, "procedure", f->p->code);
    json_put_int(fields, "procedure_act", f->p->act);
    json_put(fields, "channel", S("online"));
    json_put(fields, "submitter_name", r->who.name);
    json_put(fields, "phone",
             db_text(r->db, SQL("SELECT phone FROM person WHERE n = $1"), VN(r->who.person)));
    return fields;
}

void page_file(struct request *r) {
    struct form *f = NEW(struct form);
    /* sent twice: the first has wiped the draft, and its dossier stands on top of the list */
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

void page_filed(struct request *r, const struct reply *reply) {
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
