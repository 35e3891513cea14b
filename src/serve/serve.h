/* The server's parts: the writer's queue, the socket for other processes, request checks, confinement, HTTP.
 */
#pragma once
#include "scratch/scratch.h"
#include "web/web.h"

struct MHD_Connection;

int tool_serve(int argc, char **argv);

/* ---- writer.c: the one thread that writes to the data folder, in batches ---- */
struct ticket { /* an act request waiting for the writer; the caller keeps it until `done` is called */
    struct ticket *next;
    str request; /* must stay valid until `done` */
    char *reply; /* malloc'd bytes for reply_read; the caller frees them */
    size_t n_reply;
    void (*done)(struct ticket *t);
    void *of;
};
struct writer;
struct writer *writer_start(struct folder *h);
/* False when the queue is full or the writer stops; `done` is then not called. */
bool writer_submit(struct writer *w, struct ticket *t);
/* Refuses new requests, performs those that wait, ends the thread. */
void writer_stop(struct writer *w);

/* ---- socket.c: DATA/door/writer.sock for other processes of this user ---- */
struct door;
struct door *door_open(struct folder *h, struct writer *w, str *out_error);
void door_close(struct door *d);

/* ---- gate.c: requests that are refused before any page sees them ---- */
enum { BODY_MAX = 64 * 1024 * 1024 };
struct header {
    str name, value;
};
/* Checks a request's head. Returns 0, or the HTTP status to refuse it with. Header lines are unchanged, as
 * the parser gave them. */
int gate_check(str method, str target, str version, const struct header *lines, size_t n);
bool gate_same_origin(const struct header *lines, size_t n);
str header_value(const struct header *lines, size_t n, const char *name);

/* ---- jail.c ---- */
/* Confines this process for good. Call it before the first thread starts and after the databases are open.
 * False with words when the kernel refuses. */
bool jail_close(str data, str *out_error);

/* ---- http.c ---- */
struct http {
    struct folder *folder;
    str data;
    struct scratch *scratch;
    struct writer *writer;
    bool demo;
};
/* Listens on `port`, or on the first free one of the next nine. Returns the port used; 0 with words on
 * failure. */
int http_start(const struct http *h, str host, int port, str *out_error);
/* Accepts no new connections and waits at most `seconds` for the open requests to finish. */
void http_drain(int seconds);
void http_stop(void);
