/* Private to this folder: the scratch thread and its queue of jobs. */
#pragma once
#include "scratch.h"

#include <pthread.h>
#include <stdatomic.h>

struct job { /* lives on the stack of the caller that waits for it, or on the heap when none waits */
    struct job *next;
    void (*run)(struct db *db, struct job *j);
    const struct draft *draft;
    const struct session *session;
    str text, more, form;
    i64 a, b, c;
    char id[33];            /* id of a draft: of one that exists already, or (alone) of one to delete */
    bool good, done, alone; /* alone: no caller waits; the thread frees the job */
};
enum { SPARES = 5 }; /* one for each HTTP thread, and one for the thread that calls scratch_sweep */
struct scratch {
    str data;
    struct db *db; /* the scratch thread's own */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t came, went;
    struct job *first, *last, *doing;
    size_t waiting, alone; /* jobs in the queue; jobs without a waiting caller that are not done yet */
    bool stop;
    /* readers' handles, opened at the start, because later the process may have run out of file descriptors
     */
    struct db *spares[SPARES];
    atomic_size_t spares_taken;
};

/* Runs a job on the scratch thread and waits. False: the queue is full, or the job failed or was not
 * committed. */
bool scratch_perform(struct scratch *s, struct job *j);
/* Appends a job; the caller holds the lock. False: the queue is full. */
bool scratch_enqueue(struct scratch *s, struct job *j);
/* Waits until all jobs without a waiting caller are done, so that a list read next shows their effect. */
void scratch_settle(struct scratch *s);
struct db *scratch_reader(struct scratch *s); /* the calling thread's own handle for reading */
