/* DATA/door/writer.sock: a Unix socket where other processes of this user ask for acts. Request and reply are
 * each preceded by their length, 4 bytes big-endian. */
#include "serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { REQUEST_MAX = 16 * 1024 * 1024, PATIENCE_SECONDS = 30 };

struct door {
    int fd; /* -1: another server is the writer and owns the socket */
    struct folder *folder;
    struct writer *writer;
    pthread_t thread;
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
    atomic_bool stop;
};

static bool move_all(int fd, char *p, size_t n, bool out) {
    while (n) {
        ssize_t k = out ? send(fd, p, n, MSG_NOSIGNAL) : read(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

struct wait {
    pthread_mutex_t lock;
    pthread_cond_t went;
    bool done;
};

static void wake(struct ticket *t) {
    struct wait *w = t->of;
    pthread_mutex_lock(&w->lock);
    w->done = true;
    pthread_cond_signal(&w->went);
    pthread_mutex_unlock(&w->lock);
}

static void serve_one(struct door *d, int fd) {
    u32 n;
    if (!move_all(fd, (char *)&n, 4, false) || (n = ntohl(n)) > REQUEST_MAX) return;
    char *p = malloc((size_t)n + 1);
    struct wait w = {.lock = PTHREAD_MUTEX_INITIALIZER, .went = PTHREAD_COND_INITIALIZER};
    struct ticket t = {.request = {p, n}, .done = wake, .of = &w};
    if (p && move_all(fd, p, n, false) && writer_submit(d->writer, &t)) {
        pthread_mutex_lock(&w.lock);
        while (!w.done) pthread_cond_wait(&w.went, &w.lock);
        pthread_mutex_unlock(&w.lock);
        u32 size = htonl((u32)t.n_reply);
        if (move_all(fd, (char *)&size, 4, true)) move_all(fd, t.reply, t.n_reply, true);
        free(t.reply);
    }
    free(p);
}

static bool door_bind(struct door *d) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    memcpy(a.sun_path, d->path, sizeof d->path);
    unlink(d->path); /* we hold the writer's lock, so this socket is left over from a process that died */
    d->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mode_t before = umask(0177);
    bool good = d->fd >= 0 && !bind(d->fd, (struct sockaddr *)&a, sizeof a) && !listen(d->fd, 16);
    umask(before);
    return good;
}

/* Binds the socket when this server becomes the writer, closes it when the lock is lost. */
static void door_keep(struct door *d) {
    bool held = folder_held(d->folder);
    if (held == (d->fd >= 0)) return;
    if (held && !door_bind(d)) log_line("error", "event=door.failed why=\"%s\"", strerror(errno));
    if (held) return;
    close(d->fd);
    d->fd = -1;
}

static void *work(void *arg) {
    struct door *d = arg;
    while (!d->stop) {
        struct pollfd p = {.fd = d->fd, .events = POLLIN};
        door_keep(d);
        if (poll(&p, 1, 250) <= 0) continue;
        int fd = accept4(d->fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) continue;
        struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        serve_one(d, fd);
        close(fd);
    }
    return NULL;
}

struct door *door_open(struct folder *h, struct writer *w, str *out_error) {
    struct door *d = calloc(1, sizeof *d);
    if (!d) panic("out of memory");
    str path = str_fmt("%.*s/door/writer.sock", STR_ARG(folder_path(h)));
    if (path.n >= sizeof d->path) {
        *out_error = str_fmt("the path of the data folder is too long for a socket: %.*s", STR_ARG(path));
        return free(d), NULL;
    }
    memcpy(d->path, path.p, path.n);
    d->folder = h;
    d->writer = w;
    d->fd = -1;
    bool good = !folder_held(h) || door_bind(d);
    if (good && !pthread_create(&d->thread, NULL, work, d)) return d;
    *out_error = str_fmt("cannot listen at %.*s: %s", STR_ARG(path), strerror(errno));
    return free(d), NULL;
}

void door_close(struct door *d) {
    d->stop = true;
    pthread_join(d->thread, NULL);
    close(d->fd);
    unlink(d->path);
    free(d);
}
