/* Private header of the HTTP server: one connection with its request, and what the files of this folder offer
 * each other. */
#pragma once
#include "serve.h"
#include "base/sha256.h"

#include <microhttpd.h>
#include <sodium.h>

enum {
    FIELDS_MAX = 1000,
    TEXT_MAX = 1024 * 1024,
    UPLOAD_MAX = 20 * 1024 * 1024,
    UPLOADS_MAX = 20,
    CONNECTIONS_MAX = 2000
};

struct sink { /* an upload that is being written to disk */
    struct upload *u;
    int fd;
    SHA256_CTX hash;
    u8 head[16];
    size_t n_head;
};
struct conn {
    struct MHD_Connection *mhd;
    struct arena *arena;
    struct request r;
    struct header *lines;
    size_t n_lines, cap_lines;
    const struct monitor_page
        *monitor;        /* /healthz, /readyz or /metrics; NULL = a page of a room, or no page */
    const char *pattern; /* the page's address pattern, for the log */
    i64 began;           /* monotonic microseconds */
    int status;          /* status of the response; its size before compression */
    u64 bytes;
    int fault;            /* HTTP status to refuse the request with; 0 = none */
    bool broken;          /* refused by its head alone: answered at once, and the connection is closed */
    bool asked, answered; /* the act was given to the writer; the writer has replied */
    struct ticket ticket;
    /* the body */
    struct MHD_PostProcessor *post;
    struct pair *body;
    size_t n_body, cap_body, text, raw;
    struct out *value; /* collects the value of body[n_body - 1] */
    size_t cap_uploads;
    struct sink sink;
    bool may_upload;
    /* a streamed response body */
    struct arena *piece; /* memory of the piece that is being sent; NULL = the body is not streamed */
    str left;            /* the part of this piece that is not sent yet */
    bool last;
    struct pair *query;
    size_t n_query, cap_query;
};
extern struct http http;
bool conn_secure(const struct conn *c);

/* deadline.c: the phase of a connection decides how long it may stay (see the table there). `bytes` of this
 * phase were received, or are to be sent. */
enum phase { PHASE_REST, PHASE_HEAD, PHASE_BODY, PHASE_WRITER, PHASE_ANSWER };
void deadline_phase(struct MHD_Connection *mhd, enum phase phase, u64 bytes);
void deadline_start(void);
void deadline_stop(void);
int deadline_busy(void); /* connections that have an unfinished request */
/* Returns the connection's index, or -1 when the table is full or this IPv4 address has too many. Address 0
 * is not counted. */
int deadline_enter(int fd, u32 address);
void deadline_leave(int place);
/* Shuts down every socket whose deadline is over at `now` (monotonic seconds). */
void deadline_sweep(i64 now);
/* callbacks for libmicrohttpd */
void deadline_connection(void *of, struct MHD_Connection *mhd, void **at,
                         enum MHD_ConnectionNotificationCode what);
void *deadline_line(void *of, const char *target, struct MHD_Connection *mhd);

/* body.c */
void body_start(struct conn *c);
void body_chunk(struct conn *c, const char *p, size_t n);
void body_end(struct conn *c);
void body_drop(struct conn *c); /* closes and removes uploads that no page has taken */
/* http.c */
struct db *conn_reader(void); /* the read-only database handle of this thread */
/* send.c */
void send_end(struct conn *c); /* frees what a streamed body held */
enum MHD_Result send_page(struct conn *c);
enum MHD_Result send_asset(struct conn *c, const struct asset *a);
bool conn_gzip(const struct conn *c); /* the client accepts gzip */
/* cache.c */
/* true: sent from the cache */
bool cache_send(struct conn *c, enum MHD_Result *out_done);
/* true: the cache owns the response now */
bool cache_keep(const struct conn *c, int status, struct MHD_Response *page);
void cache_clear(void); /* only after the last connection has closed */
