/* Parsing a POSTed form (urlencoded or multipart). Text goes into the request's arena. Uploads are streamed
 * to disk, hashed on the way, and their type is read from their first bytes. */
#include "conn.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file type by its first bytes (magic numbers): pdf, jpg or png; NULL = none of these. */
static const char *kind_of(const u8 *p, size_t n) {
    if (n >= 5 && !memcmp(p, "%PDF-", 5)) return "pdf";
    if (n >= 3 && !memcmp(p, "\xff\xd8\xff", 3)) return "jpg";
    if (n >= 8 && !memcmp(p, "\x89PNG\r\n\x1a\n", 8)) return "png";
    return NULL;
}

/* The client's file name without its path, valid UTF-8, at most 120 code points. */
static str clean_name(const char *name) {
    str s = str_c(name);
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/' || s.p[i] == '\\') {
            s.p += i + 1;
            s.n -= i + 1;
            break;
        }
    if (!text_valid(s)) return S("file");
    s = text_squeeze(s);
    while (text_length(s) > 120) s.n--;
    while (s.n && !text_valid(s)) s.n--;
    return s.n ? str_copy(s) : S("file");
}

static void sink_close(struct conn *c) {
    struct sink *k = &c->sink;
    if (!k->u) return;
    u8 h[32];
    SHA256_Final(h, &k->hash);
    k->u->sha = hex(h, sizeof h);
    k->u->type = kind_of(k->head, k->n_head);
    if (k->fd >= 0) {
        if (fsync(k->fd)) c->fault = 503;
        close(k->fd);
    }
    k->u = NULL;
}

static void sink_open(struct conn *c, const char *field, const char *name) {
    if (c->r.n_uploads >= UPLOADS_MAX) {
        c->fault = 413;
        return;
    }
    GROW(c->r.uploads, c->r.n_uploads, c->cap_uploads);
    struct upload *u = &c->r.uploads[c->r.n_uploads++];
    u8 random[12];
    randombytes_buf(random, sizeof random);
    str dir = scratch_draft_dir(http.scratch, c->r.part[0]);
    *u = (struct upload){.field = str_copy(str_c(field)),
                         .name = clean_name(name),
                         .path = str_fmt("%.*s/part-%.*s", STR_ARG(dir), 24, hex(random, 12).p)};
    c->sink = (struct sink){.u = u, .fd = -1};
    SHA256_Init(&c->sink.hash);
    mkdir(str_z(dir), 0700); /* it exists already from the second upload on */
    c->sink.fd = open(str_z(u->path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (c->sink.fd < 0) c->fault = 503;
}

static void sink_write(struct conn *c, const char *p, size_t n) {
    struct sink *k = &c->sink;
    k->u->bytes += (i64)n;
    for (size_t i = 0; i < n && k->n_head < sizeof k->head; i++) k->head[k->n_head++] = (u8)p[i];
    if (k->u->bytes > UPLOAD_MAX) {
        k->u->too_large =
            true; /* the rest is read but not kept, so that the page can say so beside the field */
        return;
    }
    SHA256_Update(&k->hash, p, n);
    while (n && k->fd >= 0) {
        ssize_t done = write(k->fd, p, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) {
            c->fault = 503;
            return;
        }
        p += done;
        n -= (size_t)done;
    }
}

static void text_piece(struct conn *c, const char *key, const char *p, u64 off, size_t n) {
    c->text += n;
    bool same = c->n_body && off > 0 && str_eq(c->body[c->n_body - 1].name, str_c(key));
    if (c->text > TEXT_MAX || (!same && c->n_body >= FIELDS_MAX)) {
        c->fault = 413;
        return;
    }
    if (!same) {
        GROW(c->body, c->n_body, c->cap_body);
        c->body[c->n_body++] = (struct pair){.name = str_copy(str_c(key))};
        c->text += strlen(key);
        c->value = NEW(struct out);
    }
    out_str(c->value, (str){p, n});
    c->body[c->n_body - 1].value = out_all(c->value);
}

static enum MHD_Result piece(void *arg, enum MHD_ValueKind kind, const char *key, const char *filename,
                             const char *content_type, const char *transfer_encoding, const char *data,
                             uint64_t off, size_t size) {
    struct conn *c = arg;
    (void)kind, (void)content_type, (void)transfer_encoding;
    if (c->fault || !key) return MHD_NO;
    if (!filename || !c->may_upload) {
        text_piece(c, key, data, off, size);
        return c->fault ? MHD_NO : MHD_YES;
    }
    if (off == 0) {
        sink_close(c);
        if (!*filename && !size) return MHD_YES; /* no file was chosen */
        sink_open(c, key, filename);
    }
    if (c->sink.u && size) sink_write(c, data, size);
    return c->fault ? MHD_NO : MHD_YES;
}

void body_start(struct conn *c) {
    str type = header_value(c->lines, c->n_lines, "Content-Type");
    bool form = str_starts(type, S("application/x-www-form-urlencoded")),
         multipart = str_starts(type, S("multipart/form-data"));
    if (!form && !multipart) {
        if (type.n) c->fault = 415; /* an empty POST is a form without fields */
        return;
    }
    const struct page *p = c->r.page;
    struct draft d;
    c->may_upload =
        multipart && p && p->uploads && scratch_draft_load(http.scratch, c->r.part[0], c->r.who.person, &d);
    c->post = MHD_create_post_processor(c->mhd, 32 * 1024, piece, c);
    if (!c->post) c->fault = 400;
}

void body_chunk(struct conn *c, const char *p, size_t n) {
    c->raw += n;
    if (!c->may_upload && c->raw > 3 * TEXT_MAX) c->fault = 413;
    if (c->fault || !c->post) return;
    if (MHD_post_process(c->post, p, n) != MHD_YES && !c->fault) c->fault = 400;
}

void body_end(struct conn *c) {
    if (c->post) MHD_destroy_post_processor(c->post);
    c->post = NULL;
    sink_close(c);
}

void body_drop(struct conn *c) {
    body_end(c);
    for (size_t i = 0; i < c->r.n_uploads; i++) /* uploads that a page keeps have been renamed by now */
        if (c->r.uploads[i].path.n) unlink(str_z(c->r.uploads[i].path));
}
