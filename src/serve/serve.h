/* Private to the server: the writer's queue, the gate, the HTTP side. */
#pragma once
#include "scratch/scratch.h"
#include "web/web.h"

struct MHD_Connection;

int tool_serve(int argc, char **argv);

/* ---- writer.c: one thread that holds the folder open and performs batches ---- */
struct ticket { /* a request on its way; its owner keeps it until `done` was called */
    struct ticket *next;
    str request; /* lives until done */
    char *reply; /* malloc'd bytes of the reply, to be read with reply_read; the owner frees */
    size_t n_reply;
    void (*done)(struct ticket *t);
    void *of;
};
struct writer;
struct writer *writer_start(struct folder *h);
/* false: full or stopping, done will not be called */
bool writer_submit(struct writer *w, struct ticket *t);
/* refuses new ones, performs what waits, ends the thread */
void writer_stop(struct writer *w);

/* ---- socket.c: DATA/door/writer.sock for other processes of this user ---- */
struct door;
struct door *door_open(struct folder *h, struct writer *w, str *out_error);
void door_close(struct door *d);

/* ---- gate.c: what never reaches a page ---- */
enum { BODY_MAX = 64 * 1024 * 1024 };
struct head_line {
    str name, value;
};
/* 0 = let in; else the status to refuse with. `body` = the request may carry a form. Lines are as the parser
 * gave them. */
int gate_check(str method, str target, str version, const struct head_line *lines, size_t n);
bool gate_same_origin(const struct head_line *lines, size_t n);
str gate_line(const struct head_line *lines, size_t n, const char *name);

/* ---- jail.c ---- */
/* Shuts this process in, for good; before its first thread, after the databases are there. False with words
 * when the kernel refuses. */
bool jail_close(str data, str *out_error);

/* ---- http.c ---- */
struct http {
    struct folder *folder;
    str data;
    struct scratch *scratch;
    struct writer *writer;
    bool demo;
};
/* Listens on the port or the next nine free ones; the port it got, 0 on failure. */
int http_start(const struct http *h, str host, int port, str *out_error);
/* Takes no new connection, and lets what is on its way come to its end, at most so many seconds. */
void http_drain(int seconds);
void http_stop(void);
