/* Private to the HTTP side: one request on its way. */
#pragma once
#include "serve.h"

#include <microhttpd.h>
#include <sodium.h>

enum { FIELDS_MAX = 1000, TEXT_MAX = 1024 * 1024, UPLOAD_MAX = 20 * 1024 * 1024, UPLOADS_MAX = 20, BODY_MAX = 64 * 1024 * 1024, DEADLINE_SECONDS = 600 };

struct sink {                /* an upload being written */
    struct upload *u;
    int fd;
    crypto_hash_sha256_state hash;
    u8 head[16];
    size_t n_head;
};
struct conn {
    struct MHD_Connection *mhd;
    struct arena *arena;
    struct request r;
    struct head_line *lines;
    size_t n_lines, cap_lines;
    int fault;               /* status to refuse with; 0 none */
    i64 started;
    bool asked, answered;    /* the act is with the writer; its reply came */
    struct ticket ticket;
    /* the body */
    struct MHD_PostProcessor *post;
    struct pair *body;
    size_t n_body, cap_body, text, raw;
    struct out *value;       /* the value being read, for body[n_body - 1] */
    size_t cap_uploads;
    struct sink sink;
    bool may_upload;
    struct pair *query;
    size_t n_query, cap_query;
};
extern struct http http;

/* body.c */
void body_start(struct conn *c);
void body_chunk(struct conn *c, const char *p, size_t n);
void body_end(struct conn *c);
void body_drop(struct conn *c);              /* closes and removes what was half-written */
/* send.c */
enum MHD_Result send_page(struct conn *c);
enum MHD_Result send_asset(struct conn *c, const struct asset *a);
