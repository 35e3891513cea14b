/* Deadlines of connections, against slow clients (slowloris). libmicrohttpd has idle timeouts only, which a
 * client evades with one byte now and then. Here each phase has a total deadline; then the socket is shut
 * down, and libmicrohttpd closes the connection. */
#include "conn.h"
#include "meter.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <time.h>
#include <unistd.h>

enum { PER_ADDRESS = 256, CROWDED = CONNECTIONS_MAX * 3 / 4, CROWDED_REST = 2 };

/* Seconds that a phase may last, and how many bytes extend it by one second. 1 KB/s is a phone with a bad
 * signal; an honest client is not slower. */
static const struct {
    i64 seconds, bytes;
} allowed[] = {[PHASE_REST] = {20, 0},
               [PHASE_HEAD] = {10, 0},
               [PHASE_BODY] = {20, 1024},
               [PHASE_WRITER] = {1 << 30, 0},
               [PHASE_ANSWER] = {20, 4096}};

struct place {   /* one connection */
    int fd;      /* 0 = free */
    u32 address; /* IPv4; 0 = the proxy on this machine, which has limits of its own */
    _Atomic int phase;
    _Atomic i64 since, until; /* monotonic seconds */
};
static struct place places[CONNECTIONS_MAX];
static int n_used, scan_from;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_t thread;
static atomic_bool ending;

static i64 seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec;
}

static int free_place(u32 address) {
    int found = -1, same = 0;
    for (int i = 0; i < CONNECTIONS_MAX && (address || found < 0); i++) {
        int at = (scan_from + i) % CONNECTIONS_MAX;
        if (places[at].fd <= 0 && found < 0) found = at;
        same += places[at].fd > 0 && places[at].address == address;
    }
    scan_from = found + 1;
    return same < PER_ADDRESS || !address ? found : -1;
}

int deadline_enter(int fd, u32 address) {
    pthread_mutex_lock(&lock);
    int at = free_place(address);
    if (at >= 0) {
        i64 now = seconds();
        places[at].fd = fd;
        places[at].address = address;
        atomic_store(&places[at].phase, PHASE_REST);
        atomic_store(&places[at].since, now);
        atomic_store(&places[at].until, now + allowed[PHASE_REST].seconds);
        n_used++;
    }
    pthread_mutex_unlock(&lock);
    return at;
}

void deadline_leave(int at) {
    pthread_mutex_lock(&lock);
    places[at].fd = 0;
    n_used--;
    pthread_mutex_unlock(&lock);
}

void deadline_connection(void *of, struct MHD_Connection *mhd, void **at,
                         enum MHD_ConnectionNotificationCode what) {
    (void)of;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*at) deadline_leave((int)((struct place *)*at - places));
        *at = NULL;
        return;
    }
    int fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    const struct sockaddr_in *a =
        (const void *)MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
    u32 address = a && a->sin_family == AF_INET ? ntohl(a->sin_addr.s_addr) : 0;
    int place = deadline_enter(fd, address >> 24 == 127 ? 0 : address);
    *at = place >= 0 ? &places[place] : NULL;
    if (place < 0) shutdown(fd, SHUT_RDWR);
}

void deadline_phase(struct MHD_Connection *mhd, enum phase phase, u64 bytes) {
    struct place *p = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    if (!p) return;
    if (atomic_exchange(&p->phase, (int)phase) != (int)phase) atomic_store(&p->since, seconds());
    i64 more = allowed[phase].bytes ? (i64)bytes / allowed[phase].bytes : 0;
    atomic_store(&p->until, atomic_load(&p->since) + allowed[phase].seconds + more);
}

/* The request line has come; its headers get a deadline of their own. */
void *deadline_line(void *of, const char *target, struct MHD_Connection *mhd) {
    (void)of, (void)target;
    deadline_phase(mhd, PHASE_HEAD, 0);
    return NULL;
}

/* When nearly all connections are taken, idle ones (no request for CROWDED_REST seconds) are closed first. */
void deadline_sweep(i64 now) {
    pthread_mutex_lock(&lock);
    bool crowded = n_used > CROWDED;
    meter_connections(n_used);
    for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
        struct place *p = &places[i];
        if (p->fd <= 0) continue;
        bool idle =
            crowded && atomic_load(&p->phase) == PHASE_REST && now > atomic_load(&p->since) + CROWDED_REST;
        if (idle || now > atomic_load(&p->until)) shutdown(p->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&lock);
}

int deadline_busy(void) {
    int n = 0;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < CONNECTIONS_MAX; i++)
        n += places[i].fd > 0 && atomic_load(&places[i].phase) != PHASE_REST;
    pthread_mutex_unlock(&lock);
    return n;
}

static void *sweep(void *x) {
    while (!atomic_load(&ending)) {
        deadline_sweep(seconds());
        usleep(500 * 1000);
    }
    return x;
}

void deadline_start(void) {
    if (pthread_create(&thread, NULL, sweep, NULL)) panic("the watch does not start");
}

void deadline_stop(void) {
    atomic_store(&ending, true);
    pthread_join(thread, NULL);
}
