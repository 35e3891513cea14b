/* Uploaded papers of a draft: kept, checked, limited; and the fields of the act that files them. */
#include "draft.h"

#include "words/number.h"

#include <unistd.h>

enum { PAPERS_EACH = 5 }; /* files for one required paper */

/* Limits against filling the disk with drafts that nobody files. One person: ten papers of the largest size;
 * one form without an account: five; all forms without an account: a hundred. Filed papers do not count. */
enum { MB = 1024 * 1024 };

static const i64 bytes_of_person = 200 * MB, bytes_of_stranger = 100 * MB,
                 bytes_of_strangers = (i64)2000 * MB;

str accept_text(const struct document *doc) {
    struct out o = {0};
    if (doc->accept & ACCEPT_PDF) out_z(&o, ", PDF");
    if (doc->accept & ACCEPT_JPG) out_z(&o, ", JPG");
    if (doc->accept & ACCEPT_PNG) out_z(&o, ", PNG");
    str s = out_all(&o);
    return s.n ? (str){s.p + 2, s.n - 2} : s;
}

static u32 accept_bit(const char *type) {
    if (!type) return 0;
    return !strcmp(type, "pdf")   ? ACCEPT_PDF
           : !strcmp(type, "jpg") ? ACCEPT_JPG
           : !strcmp(type, "png") ? ACCEPT_PNG
                                  : 0;
}

/* Why the upload is not accepted as this paper, in the visitor's words; empty = accepted. */
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

str paper_path(struct request *r, const struct form *f, str sha) {
    return str_fmt("%.*s/%.*s", STR_ARG(scratch_draft_dir(r->scratch, f->d.id)), STR_ARG(sha));
}

/* Why `more` bytes would pass the limit; empty = they fit. This form counts as it is now, other forms as
 * saved. */
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

/* Keeps a good upload in the draft's folder under its hash; deletes a bad one at once. */
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

/* ---- filing ---- */

/* The answers that count: asked and not empty, split into plain and personal. */
static void answers_put(const struct form *f, json_t *fields) {
    json_t *given = json_object(), *plain = json_object(), *personal = json_object(), *v;
    const char *id;
    json_object_foreach(f->d.answers, id, v) if (json_string_length(v)) json_object_set(given, id, v);
    for (size_t g = 0; g < f->p->n_groups; g++)
        answers_split(f->p->groups[g].fields, f->p->groups[g].n_fields, given, plain, personal);
    json_object_set_new(fields, "answers", plain);
    json_object_set_new(fields, "answers_personal", personal);
}

/* Puts the papers into the data folder before the act is asked for: an act never names a missing file. */
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
    struct known me;
    person_known(r->db, r->who.person, &me);
    json_put(fields, "phone", me.phone);
    return fields;
}
