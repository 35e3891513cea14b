/* Drafts of filings and their uploaded files: see scratch.h. */
#include "private.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DRAFTS_EACH = 50, DRAFTS_OF_NOBODY = 1000, PRESSED_TWICE = 60, FILES_IN_DRAFT = 100000 };

/* Whether the same form was sent already within PRESSED_TWICE seconds, and its draft still exists; then sets
 * j->id. */
static bool started_before(struct db *db, struct job *j) {
    if (!j->form.n) return false;
    str id = db_text(db,
                     SQL("SELECT d.id FROM started s"
                         " JOIN draft d ON d.id = s.draft"
                         " WHERE s.form = $1 AND s.expires > $2 AND d.owner = $3"),
                     VT(j->form), VN(j->a), VN(j->draft->owner));
    if (id.n + 1 == sizeof j->id) memcpy(j->id, id.p, id.n);
    return id.n > 0;
}

static void draft_put(struct db *db, struct job *j) {
    const struct draft *d = j->draft;
    bool is_new = !d->id.n;
    if (is_new && started_before(db, j)) return;
    if (is_new && db_int(db, SQL("SELECT count(*) FROM draft WHERE owner = $1"), VN(d->owner)) >=
                      (d->owner ? DRAFTS_EACH : DRAFTS_OF_NOBODY)) {
        j->good = false;
        return;
    }
    str files = json_canonical(d->files ? d->files : json_array());
    if (is_new)
        db_run(db,
               SQL("INSERT INTO draft (id, owner, procedure, procedure_act, answers, files, dossier,"
                   " updated)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
               VT(j->text), VN(d->owner), VT(d->procedure), VN(d->procedure_act), VT(j->more), VT(files),
               VN(d->dossier), VN(j->a));
    else /* UPDATE, so that a draft deleted meanwhile does not come back */
        db_run(db,
               SQL("UPDATE draft"
                   " SET procedure_act = $3, answers = $4, files = $5, updated = $6"
                   " WHERE id = $1 AND owner = $2"),
               VT(d->id), VN(d->owner), VN(d->procedure_act), VT(j->more), VT(files), VN(j->a));
    j->good = db_changes(db) == 1;
    if (j->good && j->form.n)
        db_run(db,
               SQL("INSERT INTO started (form, draft, expires)"
                   " VALUES ($1, $2, $3)"
                   " ON CONFLICT (form) DO UPDATE"
                   " SET draft = excluded.draft, expires = excluded.expires"),
               VT(j->form), VT(j->text), VN(j->a + PRESSED_TWICE));
}

/* Identifies one sending of the form that begins a draft: a hash of its key and its values. Empty: the form
 * has no key. */
static str form_pressed(const struct draft *d, str answers) {
    u8 h[32];
    if (d->key.n < 16) return (str){0};
    str all = str_fmt("%lld\n%lld\n%.*s\n%.*s\n%.*s", (long long)d->owner, (long long)d->dossier,
                      STR_ARG(d->procedure), STR_ARG(d->key), STR_ARG(answers));
    crypto_hash_sha256(h, (const u8 *)all.p, all.n);
    return hex(h, sizeof h);
}

str scratch_draft_dir(struct scratch *s, str id) {
    return str_fmt("%.*s/drafts/%.*s", STR_ARG(s->data), STR_ARG(id));
}

str scratch_draft_new(struct scratch *s, const struct draft *d, i64 now) {
    u8 raw[16];
    randombytes_buf(raw, sizeof raw);
    str id = hex(raw, sizeof raw);
    struct draft fresh = *d;
    fresh.id = (str){0};
    str answers = json_canonical(d->answers ? d->answers : json_object());
    struct job j = {.run = draft_put,
                    .draft = &fresh,
                    .text = id,
                    .more = answers,
                    .form = form_pressed(d, answers),
                    .a = now};
    if (!scratch_perform(s, &j)) return (str){0};
    return *j.id ? str_copy(str_c(j.id)) : id;
}

#define DRAFT_COLUMNS "id, owner, procedure, procedure_act, answers, files, dossier, updated"
static struct draft draft_row(const struct rows *r) {
    return (struct draft){.id = row_text(r, 0),
                          .owner = row_int(r, 1),
                          .procedure = row_text(r, 2),
                          .procedure_act = row_int(r, 3),
                          .answers = json_read(row_text(r, 4), NULL),
                          .files = json_read(row_text(r, 5), NULL),
                          .dossier = row_int(r, 6),
                          .updated = row_int(r, 7)};
}

/* Whether the draft has been filed and its deletion is still in the queue. */
static bool leaving(struct scratch *s, str id) {
    bool found = false;
    pthread_mutex_lock(&s->lock);
    for (struct job *j = s->first; j && !found; j = j->next) found = j->alone && str_eq(j->text, id);
    for (struct job *j = s->doing; j && !found; j = j->next) found = j->alone && str_eq(j->text, id);
    pthread_mutex_unlock(&s->lock);
    return found;
}

bool scratch_draft_load(struct scratch *s, str id, i64 owner, struct draft *out) {
    if (leaving(s, id)) return false;
    struct rows r =
        db_ask(scratch_reader(s), SQL("SELECT " DRAFT_COLUMNS " FROM draft WHERE id = $1 AND owner = $2"),
               VT(id), VN(owner));
    bool found = rows_next(&r);
    if (found) *out = draft_row(&r);
    rows_end(&r);
    return found;
}

bool scratch_draft_save(struct scratch *s, const struct draft *d, i64 now) {
    struct job j = {.run = draft_put,
                    .draft = d,
                    .text = d->id,
                    .more = json_canonical(d->answers ? d->answers : json_object()),
                    .a = now};
    return d->id.n && scratch_perform(s, &j);
}

static void folder_drop(str path) {
    DIR *dir = opendir(str_z(path));
    struct dirent *e;
    for (int n = 0; dir && n < FILES_IN_DRAFT && (e = readdir(dir)); n++)
        if (e->d_name[0] != '.') unlink(str_z(str_fmt("%.*s/%s", STR_ARG(path), e->d_name)));
    if (dir) closedir(dir);
    rmdir(str_z(path));
}

static void draft_drop(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM draft WHERE id = $1 AND owner = $2"), VT(j->text), VN(j->a));
    j->good = db_changes(db) == 1;
}
void scratch_draft_wipe(struct scratch *s, str id, i64 owner) {
    struct job j = {.run = draft_drop, .text = id, .a = owner};
    if (scratch_perform(s, &j)) folder_drop(scratch_draft_dir(s, id));
}

/* Need not wait: the act is committed under the draft's key. If the deletion is lost, filing the draft again
 * returns the same result. */
void scratch_draft_filed(struct scratch *s, const struct draft *d) {
    struct job *j = calloc(1, sizeof *j);
    if (!j) panic("out of memory");
    if (json_array_size(d->files)) folder_drop(scratch_draft_dir(s, d->id));
    *j = (struct job){.run = draft_drop, .a = d->owner, .alone = true};
    require(d->id.n < sizeof j->id);
    memcpy(j->id, d->id.p, d->id.n);
    j->text = str_c(j->id);
    pthread_mutex_lock(&s->lock);
    bool taken = scratch_enqueue(s, j);
    s->alone += taken;
    pthread_mutex_unlock(&s->lock);
    if (!taken) free(j);
}

size_t scratch_drafts(struct scratch *s, i64 owner, struct draft *out, size_t max) {
    size_t n = 0;
    scratch_settle(s);
    struct rows r =
        db_ask(scratch_reader(s),
               SQL("SELECT " DRAFT_COLUMNS " FROM draft WHERE owner = $1 ORDER BY updated DESC, id LIMIT $2"),
               VN(owner), VN((i64)max));
    while (n < max && rows_next(&r)) out[n++] = draft_row(&r);
    rows_end(&r);
    return n;
}

i64 scratch_draft_bytes(struct scratch *s, i64 owner) {
    i64 bytes = 0;
    struct rows r = db_ask(scratch_reader(s),
                           SQL("SELECT files FROM draft WHERE owner = $1 AND files <> '[]'"), VN(owner));
    while (rows_next(&r)) {
        json_t *files = json_read(row_text(&r, 0), NULL), *file;
        size_t i;
        json_array_foreach(files, i, file) bytes += json_int(file, "bytes");
    }
    rows_end(&r);
    return bytes;
}
