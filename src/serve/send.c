/* Sending responses: security headers, gzip, streamed bodies, files, static assets. */
#include "conn.h"
#include "meter.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <stdatomic.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GZIP_FROM = 256, STREAMS_MAX = 16, STREAM_BLOCK = 32 * 1024 };
static const char csp[] = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                          "connect-src 'self'; form-action 'self'; "
                          "frame-ancestors 'none'; base-uri 'none'";
static const char csp_file[] =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

static void add(struct MHD_Response *m, const char *name, str value) {
    if (memchr(value.p ? value.p : "", '\n', value.n) || memchr(value.p ? value.p : "", '\r', value.n))
        panic("a line break in header %s", name);
    MHD_add_response_header(m, name, str_z(value));
}

bool conn_gzip(const struct conn *c) {
    str a = header_value(c->lines, c->n_lines, "Accept-Encoding");
    return a.n && memmem(a.p, a.n, "gzip", 4) && !memmem(a.p, a.n, "gzip;q=0", 8);
}

/* gzip at level 1, the cheapest: even that saves more time on a phone's network than it costs here. NULL when
 * the text does not shrink. */
static char *gzipped(str in, size_t *out_n) {
    static _Thread_local struct libdeflate_compressor *z; /* one for each thread */
    if (!z && !(z = libdeflate_alloc_compressor(1))) return NULL;
    char *p = malloc(in.n);
    if (!p) panic("out of memory");
    *out_n =
        libdeflate_gzip_compress(z, in.p, in.n, p, in.n); /* 0 = the result would be larger than the input */
    if (*out_n) return p;
    free(p);
    return NULL;
}

static struct MHD_Response *body_response(struct conn *c, const char *type) {
    str body = out_all(&c->r.out);
    bool text = !strncmp(type, "text/", 5) || strstr(type, "json") || strstr(type, "xml");
    size_t n;
    char *z = text && body.n >= GZIP_FROM && conn_gzip(c) ? gzipped(body, &n) : NULL;
    struct MHD_Response *m =
        z ? MHD_create_response_from_buffer(n, z, MHD_RESPMEM_MUST_FREE)
          : MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)(body.p ? body.p : ""),
                                            MHD_RESPMEM_MUST_COPY);
    if (z) add(m, "Content-Encoding", S("gzip"));
    if (text) add(m, "Vary", S("Accept-Encoding, Cookie"));
    return m;
}

/* ---- a streamed body: memory for one piece only, however long the body is ---- */

static atomic_int streams;

static bool piece_next(struct conn *c) {
    struct request *r = &c->r;
    arena_reset(c->piece);
    struct arena *before = arena_enter(c->piece);
    r->db = conn_reader();
    r->out = (struct out){0};
    db_begin(r->db);
    c->last = !r->more(r);
    db_rollback(r->db);
    c->left = out_all(&r->out);
    bool good = !db_error(r->db).n;
    if (!good) log_line("error", "event=read.failed why=\"%.*s\"", STR_ARG(db_error(r->db)));
    arena_enter(before);
    return good;
}

/* Each byte the client accepts extends the connection's deadline (deadline.c), as for every response. When a
 * query fails, the connection is broken off, so the client sees that the body is incomplete. */
static ssize_t piece_send(void *of, uint64_t at, char *p, size_t max) {
    struct conn *c = of;
    while (!c->left.n && !c->last)
        if (!piece_next(c)) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!c->left.n) return MHD_CONTENT_READER_END_OF_STREAM;
    size_t n = c->left.n < max ? c->left.n : max;
    memcpy(p, c->left.p, n);
    c->left = (str){c->left.p + n, c->left.n - n};
    c->bytes = at + n;
    deadline_phase(c->mhd, PHASE_ANSWER, c->bytes);
    return (ssize_t)n;
}

/* NULL when STREAMS_MAX bodies are being streamed already. */
static struct MHD_Response *stream_response(struct conn *c) {
    if (atomic_fetch_add(&streams, 1) >= STREAMS_MAX) return atomic_fetch_sub(&streams, 1), NULL;
    c->piece = arena_new();
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, piece_send, c, NULL);
}

void send_end(struct conn *c) {
    if (!c->piece) return;
    arena_free(c->piece);
    c->piece = NULL;
    atomic_fetch_sub(&streams, 1);
}

static struct MHD_Response *file_response(str path, u64 *out_bytes) {
    struct stat st;
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode))
        return MHD_create_response_from_fd64(*out_bytes = (u64)st.st_size, fd);
    if (fd >= 0) close(fd);
    return NULL;
}

static void common(struct MHD_Response *m, const char *policy) {
    add(m, "Content-Security-Policy", str_c(policy));
    add(m, "X-Content-Type-Options", S("nosniff"));
    add(m, "Referrer-Policy", S("same-origin"));
    add(m, "Cross-Origin-Opener-Policy", S("same-origin"));
    add(m, "Cross-Origin-Resource-Policy", S("same-origin"));
}

static enum MHD_Result queue(struct conn *c, int status, struct MHD_Response *m, u64 bytes) {
    deadline_phase(c->mhd, PHASE_ANSWER, bytes);
    c->status = status;
    c->bytes = bytes;
    if (c->fault || meter_draining()) add(m, "Connection", S("close"));
    enum MHD_Result done = MHD_queue_response(c->mhd, (unsigned)status, m);
    if (!cache_keep(c, status, m)) MHD_destroy_response(m);
    return done;
}

/* The Content-Disposition header. Characters that could end the quoted name become "_". */
static str disposition(const struct request *r) {
    struct out o = {0};
    out_z(&o, "attachment; filename=\"");
    for (size_t i = 0; i < r->download.n; i++) {
        char ch = r->download.p[i];
        bool plain = (ch >= '0' && ch <= '9') || ((ch | 32) >= 'a' && (ch | 32) <= 'z') || ch == '.' ||
                     ch == '-' || ch == '_';
        out_char(&o, plain ? ch : '_');
    }
    out_char(&o, '"');
    return out_all(&o);
}

/* The page's file or its streamed body as a response; NULL = send what the page wrote to r->out. */
static struct MHD_Response *page_response(struct conn *c, u64 *out_file_bytes) {
    struct request *r = &c->r;
    struct MHD_Response *m = NULL;
    if (r->file.n && !(m = file_response(r->file, out_file_bytes)))
        web_error(r, 404, N_("Page not found"), N_("Check the address, or start from the home page."));
    if (m || !r->more) return m;
    if ((m = stream_response(c))) return m;
    r->more = NULL;
    r->download = (str){0};
    web_error(r, 503, N_("Please try again in a moment"),
              N_("Others are downloading now; try again in a minute."));
    return NULL;
}

static void page_headers(struct conn *c, struct MHD_Response *m, int status) {
    const struct request *r = &c->r;
    bool forever = r->forever && !r->cookie.n;
    add(m, "Cache-Control", forever ? S("public, max-age=31536000, immutable") : S("private, no-store"));
    if (r->location.n) add(m, "Location", r->location);
    if (r->cookie.n)
        add(m, "Set-Cookie", conn_secure(c) ? str_fmt("__Host-%.*s; Secure", STR_ARG(r->cookie)) : r->cookie);
    if (conn_secure(c)) add(m, "Strict-Transport-Security", S("max-age=63072000"));
    if (r->download.n) add(m, "Content-Disposition", disposition(r));
    if (status == 503) add(m, "Retry-After", S("5"));
    if (status == 429) add(m, "Retry-After", S("900"));
    if (r->allow.n) add(m, "Allow", r->allow);
}

enum MHD_Result send_page(struct conn *c) {
    struct request *r = &c->r;
    u64 bytes = 0;
    struct MHD_Response *m = page_response(c, &bytes);
    bool file = m && r->file.n;
    const char *type = r->type ? r->type : "text/html; charset=utf-8";
    int status = r->status ? r->status : r->location.n ? 303 : 200;
    if (!m) m = body_response(c, type);
    if (!m) panic("no response could be made");
    common(m, file ? csp_file : csp);
    add(m, "Content-Type", str_c(type));
    page_headers(c, m, status);
    return queue(c, status, m, file ? bytes : r->out.n);
}

enum MHD_Result send_asset(struct conn *c, const struct asset *a) {
    bool zipped = a->gzip.n && conn_gzip(c);
    str tag = str_c(zipped ? a->etag_gzip : a->etag);
    bool known = str_eq(header_value(c->lines, c->n_lines, "If-None-Match"), tag);
    str body = known ? (str){"", 0} : zipped ? a->gzip : a->plain;
    struct MHD_Response *m =
        MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)body.p, MHD_RESPMEM_PERSISTENT);
    common(m, csp);
    add(m, "Content-Type", str_c(a->type));
    add(m, "ETag", tag);
    add(m, "Vary", S("Accept-Encoding"));
    add(m, "Cache-Control", S("public, max-age=31536000, immutable"));
    if (zipped && !known) add(m, "Content-Encoding", S("gzip"));
    return queue(c, known ? 304 : 200, m, body.n);
}
