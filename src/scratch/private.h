/* Private to this folder: the scratch thread and what is asked of it. */
#pragma once
#include "scratch.h"

#include <pthread.h>
#include <stdatomic.h>

struct job { /* lives on the caller's stack while it waits, or on the heap when nobody does */
    struct job *next;
    void (*run)(struct db *db, struct job *j);
    const struct draft *draft;
    const struct session *session;
    str text, more, form;
    i64 a, b, c;
    char id[33];            /* of the draft that is there already, or that nobody waits to see gone */
    bool good, done, alone; /* alone: nobody waits, it is freed when done */
};
enum { SPARES = 5 }; /* the HTTP side's threads and the one that sweeps */
struct scratch {
    str data;
    struct db *db; /* the scratch thread's own */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t came, went;
    struct job *first, *last, *doing;
    size_t waiting, alone; /* alone: jobs nobody waits for that are not done yet */
    bool stop;
    /* readers' handles, opened at the start: later there may be no file handle left */
    struct db *spares[SPARES];
    atomic_size_t spares_taken;
};

/* Waits until it is done; false: too many wait, or it was not kept. */
bool scratch_perform(struct scratch *s, struct job *j);
/* With the lock held; false: too many wait. */
bool scratch_enqueue(struct scratch *s, struct job *j);
/* What nobody waited for is done before a list is read. */
void scratch_settle(struct scratch *s);
struct db *scratch_reader(struct scratch *s); /* this thread's own */
