/* Private to the HTTP side: one request on its way. */
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

struct sink { /* an upload being written */
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
    struct head_line *lines;
    size_t n_lines, cap_lines;
    const struct plain_page *plain; /* for the machine's keepers; NULL = a page of a room, or none */
    const char *pattern;            /* of its page, for the log */
    i64 began;                      /* monotonic microseconds */
    int status;                     /* answered with; and how many bytes before compression */
    u64 bytes;
    int fault;            /* status to refuse with; 0 none */
    bool broken;          /* refused by its head alone: answered at once, and the connection closed */
    bool asked, answered; /* the act is with the writer; its reply came */
    struct ticket ticket;
    /* the body */
    struct MHD_PostProcessor *post;
    struct pair *body;
    size_t n_body, cap_body, text, raw;
    struct out *value; /* the value being read, for body[n_body - 1] */
    size_t cap_uploads;
    struct sink sink;
    bool may_upload;
    /* a body made piece by piece */
    struct arena *piece; /* of the piece that is being sent; NULL = no such body */
    str left;            /* what of it is not sent yet */
    bool last;
    struct pair *query;
    size_t n_query, cap_query;
};
extern struct http http;
bool conn_secure(const struct conn *c);

/* watch.c: where a connection is, and how long it may stay there (see its table); `bytes` came, or are to go,
 * in this phase. */
enum phase { PHASE_REST, PHASE_HEAD, PHASE_BODY, PHASE_WRITER, PHASE_ANSWER };
void watch_phase(struct MHD_Connection *mhd, enum phase phase, u64 bytes);
void watch_start(void);
void watch_stop(void);
int watch_busy(void); /* connections with a request on its way */
/* its place, -1 = full, or too many from that address (0 = do not count) */
int watch_enter(int fd, u32 address);
void watch_leave(int place);
/* shuts down every socket whose time is over at this monotonic second */
void watch_sweep(i64 now);
/* for libmicrohttpd */
void watch_connection(void *of, struct MHD_Connection *mhd, void **at,
                      enum MHD_ConnectionNotificationCode what);
void *watch_line(void *of, const char *target, struct MHD_Connection *mhd);

/* body.c */
void body_start(struct conn *c);
void body_chunk(struct conn *c, const char *p, size_t n);
void body_end(struct conn *c);
void body_drop(struct conn *c); /* closes and removes what was half-written */
/* http.c */
struct db *conn_reader(void); /* this thread's own */
/* send.c */
void send_end(struct conn *c); /* gives back what a body made piece by piece held */
enum MHD_Result send_page(struct conn *c);
enum MHD_Result send_asset(struct conn *c, const struct asset *a);
bool conn_gzip(const struct conn *c); /* the browser can unpack it */
/* cache.c */
/* true: sent from the cache */
bool cache_send(struct conn *c, enum MHD_Result *out_done);
/* true: the cache owns it now */
bool cache_keep(const struct conn *c, int status, struct MHD_Response *page);
void cache_clear(void); /* when nobody is served any more */
