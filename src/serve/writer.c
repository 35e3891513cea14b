/* The writer's thread: performs waiting act requests in one transaction, then replies to each. A second
 * thread meanwhile checkpoints the WAL, that is, copies it into the database. SQLite restarts the WAL from
 * its beginning only when all of it is copied. So when it is large, the writer itself waits for that. */
#include "meter.h"
#include "serve.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

enum {
    QUEUE_MAX = 20000,
    BATCH_MAX = 500,
    WAL_COPY = 4096,
    WAL_MAX = 14336 /* in pages of 8 KiB: 32 MB and 112 MB */
};

struct writer {
    struct folder *folder;
    pthread_t thread, copier;
    pthread_mutex_t lock;
    pthread_cond_t came, grew;
    struct ticket *first, *last;
    size_t waiting;
    bool stop;
    enum { IDLE, ASKED, COPYING, COPIED } wal; /* COPIED: all but the pages written meanwhile */
    int again;                                 /* no new try before the WAL has this many pages */
};

/* ---- checkpointing the WAL ---- */

static void *copy(void *arg) {
    struct writer *w = arg;
    struct arena *mine = arena_new();
    arena_enter(mine);
    struct db *db = db_open_folder(folder_path(w->folder), DB_READ, &(str){0});
    if (!db) panic("the database cannot be read");
    pthread_mutex_lock(&w->lock);
    while (!w->stop) {
        while (w->wal != ASKED && !w->stop) pthread_cond_wait(&w->grew, &w->lock);
        w->wal = COPYING;
        pthread_mutex_unlock(&w->lock);
        db_checkpoint(db, false);
        pthread_mutex_lock(&w->lock);
        w->wal = COPIED;
    }
    pthread_mutex_unlock(&w->lock);
    db_close(db);
    arena_enter(NULL);
    arena_free(mine);
    return NULL;
}

/* After each commit, with the lock held: orders a copy when the WAL is long. True when the writer should
 * restart the WAL: most is copied, or it exceeds WAL_MAX. When a long read prevents that, the next try waits
 * for another WAL_COPY pages, as each try delays the writer. */
static bool wal_check(struct writer *w) {
    int pages = db_wal(folder_db(w->folder));
    bool over = pages >= WAL_COPY && pages >= w->again && (w->wal == COPIED || pages > WAL_MAX);
    if (pages < WAL_COPY || over) {
        w->wal = IDLE;
        w->again = over ? pages + WAL_COPY : 0;
    } else if (w->wal == IDLE && pages >= w->again) {
        w->wal = ASKED;
        pthread_cond_signal(&w->grew);
    }
    return over;
}

/* ---- batches ---- */

static size_t take(struct writer *w, struct ticket **out, size_t max) {
    size_t n = 0;
    for (; n < max && w->first; n++) {
        out[n] = w->first;
        w->first = w->first->next;
        w->waiting--;
    }
    if (!w->first) w->last = NULL;
    return n;
}

static void reply_keep(struct ticket *t, const struct reply *r) {
    str bytes = reply_bytes(r);
    t->reply = malloc(bytes.n + 1);
    if (!t->reply) panic("out of memory");
    memcpy(t->reply, bytes.p, bytes.n);
    t->n_reply = bytes.n;
}

static void batch(struct writer *w, struct ticket **tickets, size_t n) {
    static str requests[BATCH_MAX];
    static struct reply replies[BATCH_MAX];
    for (size_t i = 0; i < n; i++) requests[i] = tickets[i]->request;
    folder_perform(w->folder, requests, replies, n);
    meter_batch(replies, n);
    for (size_t i = 0; i < n; i++) reply_keep(tickets[i], &replies[i]);
    /* after all replies are written, so that an HTTP thread wakes once for several; a ticket may be freed by
     * `done` */
    for (size_t i = 0; i < n; i++) tickets[i]->done(tickets[i]);
}

/* True while this server is the writer. With PostgreSQL, a waiting server may become it later, and loses the
 * lock with its connection. */
static bool take_over(struct writer *w) {
    if (folder_held(w->folder)) return true;
    if (!folder_take(w->folder)) return false;
    log_line("info", "event=writer.taken");
    return true;
}

static void *work(void *arg) {
    struct writer *w = arg;
    struct ticket *tickets[BATCH_MAX];
    struct arena *mine = arena_new();
    int since = 0;
    bool over = false;
    arena_enter(mine);
    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (!w->first && !w->stop) {
            struct timespec until;
            clock_gettime(CLOCK_REALTIME, &until);
            until.tv_sec += 1;
            int waited = pthread_cond_timedwait(&w->came, &w->lock, &until);
            if (waited != ETIMEDOUT || (!since && folder_held(w->folder)) || w->first) continue;
            since = 0; /* idle for a second: checkpoint the WAL, or try to become the writer */
            pthread_mutex_unlock(&w->lock);
            if (take_over(w)) db_checkpoint(folder_db(w->folder), false);
            arena_reset(mine);
            pthread_mutex_lock(&w->lock);
        }
        size_t n = take(w, tickets, BATCH_MAX);
        if (!n && w->stop) break;
        pthread_mutex_unlock(&w->lock);
        take_over(w);
        batch(w, tickets, n);
        arena_reset(mine);
        since++;
        if (over) db_checkpoint(folder_db(w->folder), true);
        pthread_mutex_lock(&w->lock);
        meter_queue(w->waiting, db_wal(folder_db(w->folder)));
        over = wal_check(w);
    }
    pthread_mutex_unlock(&w->lock);
    arena_enter(NULL);
    arena_free(mine);
    return NULL;
}

struct writer *writer_start(struct folder *h) {
    struct writer *w = calloc(1, sizeof *w);
    if (!w) panic("out of memory");
    w->folder = h;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->came, NULL);
    pthread_cond_init(&w->grew, NULL);
    if (pthread_create(&w->thread, NULL, work, w) || pthread_create(&w->copier, NULL, copy, w))
        panic("the writer's thread does not start");
    return w;
}

bool writer_submit(struct writer *w, struct ticket *t) {
    pthread_mutex_lock(&w->lock);
    bool room = !w->stop && w->waiting < QUEUE_MAX;
    if (room) {
        t->next = NULL;
        if (w->last) w->last->next = t;
        else w->first = t;
        w->last = t;
        w->waiting++;
        pthread_cond_signal(&w->came);
    }
    pthread_mutex_unlock(&w->lock);
    return room;
}

void writer_stop(struct writer *w) {
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_signal(&w->came);
    pthread_cond_signal(&w->grew);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->copier, NULL);
    pthread_join(w->thread, NULL); /* w is not freed: a late request must still be refused */
}
