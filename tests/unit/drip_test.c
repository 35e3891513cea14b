/* Slow on purpose: two hundred connections that drip, hold or do not read keep nobody else waiting, and each
 * is closed at its overall deadline; who is only slow gets an answer. The numbers are those of
 * src/serve/deadline.c. */
#include "serve/conn.h"
#include "server.h"

enum { EACH = 40, KINDS = 5, SECONDS = 36 };
enum kind { LINE, HEADERS, BODY, IDLE, DEAF };
static const struct {
    const char *what;
    const char *first; /* sent at once */
    int closed_by;     /* seconds, with three of grace for a busy machine */
} kinds[KINDS] = {
    [LINE] = {"a request line, a byte a second", "G", 20 + 3},
    [HEADERS] = {"a header line a second", "GET / HTTP/1.1\r\nHost: a\r\n", 10 + 3},
    [BODY] = {"a body, a byte a second",
              "POST /dang-nhap HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: "
              "application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\n",
              20 + 3},
    [IDLE] = {"a connection kept for later", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 20 + 3},
    [DEAF] = {"answers that are never read", "GET /tep/style.css HTTP/1.1\r\nHost: a\r\n\r\n", 20 + 10},
};
static struct {
    int fd;
    double closed; /* seconds after the start; 0 = still open */
} conns[KINDS][EACH];
static double began;

static void more(enum kind k, int fd) {
    static const char *const drops[] = {
        [LINE] = "E", [HEADERS] = "X-A: b\r\n", [BODY] = "a", [IDLE] = "", [DEAF] = ""};
    send_all(fd, str_c(drops[k]));
}

/* Another two hundred requests behind the first, none of whose answers is read: more than the sockets'
 * buffers take. */
static void deafen(int fd) {
    int small = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    for (int i = 0; i < 2000; i++) send(fd, kinds[DEAF].first, strlen(kinds[DEAF].first), MSG_NOSIGNAL);
}

static void open_all(void) {
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < EACH; i++) {
            conns[k][i].fd = dial(server_port);
            send_all(conns[k][i].fd, str_c(kinds[k].first));
            if (k == DEAF) deafen(conns[k][i].fd);
        }
}

/* Closed by the other side? A deaf one would have to read to know: for it the error tells. */
static bool is_closed(enum kind k, int fd) {
    char chunk[4096];
    struct pollfd p = {.fd = fd, .events = k == DEAF ? POLLRDHUP : POLLIN | POLLRDHUP};
    if (poll(&p, 1, 0) <= 0) return false;
    if (k == DEAF) return p.revents & (POLLRDHUP | POLLERR | POLLHUP);
    ssize_t n;
    while ((n = recv(fd, chunk, sizeof chunk, MSG_DONTWAIT)) > 0) {}
    return n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

static void look(void) {
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < EACH; i++) {
            if (conns[k][i].closed > 0) continue;
            more((enum kind)k, conns[k][i].fd);
            if (is_closed((enum kind)k, conns[k][i].fd)) conns[k][i].closed = clock_seconds() - began;
        }
}

static double honest_visit(void) {
    double start = clock_seconds();
    str got = ask(server_port, S("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    return status_of(got) == 200 ? clock_seconds() - start : 1e9;
}

/* A form of 120 KB at 4 KB/s: slower than the deadline of a body that does not come, and answered. */
static int slow_fd, slow_sent;
enum { SLOW_BYTES = 120000 };
static void slow_step(void) {
    static char junk[4096];
    memset(junk, 'a', sizeof junk);
    if (!slow_fd) {
        slow_fd = dial(server_port);
        send_all(slow_fd, str_fmt("POST /dang-nhap HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: "
                                  "application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\nlogin=",
                                  SLOW_BYTES + 6));
    }
    int n = SLOW_BYTES - slow_sent < (int)sizeof junk ? SLOW_BYTES - slow_sent : (int)sizeof junk;
    if (n > 0 && send_all(slow_fd, (str){junk, (size_t)n})) slow_sent += n;
}

static void test_places(void) {
    int pair[2], last = -1, n = 0;
    require(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    while (n < 1000 && (last = deadline_enter(pair[0], 0xcb007109)) >= 0) n++;
    is_int(n, 256, "one address has so many connections and no more");
    ok(deadline_enter(pair[0], 0xcb00710a) >= 0, "another is let in beside it");
    for (n = 0; deadline_enter(pair[1], 0) >= 0;) n++;
    is_int(n, CONNECTIONS_MAX - 257, "what the proxy on this machine brings is counted together only");
    deadline_leave(5);
    ok(deadline_enter(pair[0], 0) == 5, "a place that was left is given again");
    deadline_sweep(INT64_MAX);
    ok(send(pair[0], "x", 1, MSG_NOSIGNAL) < 0, "when its time is over, the socket is shut");
}

static void test_server(void) {
    double slowest = 0, beyond = 0;
    began = clock_seconds();
    open_all();
    for (int s = 0; s < SECONDS; s++) {
        double visit = honest_visit();
        if (visit > slowest) slowest = visit;
        beyond += visit > 1;
        look();
        slow_step();
        double rest = began + s + 1 - clock_seconds();
        if (rest > 0) usleep((unsigned)(rest * 1e6));
    }
    ok(beyond <= SECONDS / 10 && slowest < 5,
       "an honest visitor is answered within a second all along (slowest %.2f s)", slowest);
    for (int k = 0; k < KINDS; k++) {
        double first = 1e9, last = 0;
        for (int i = 0; i < EACH; i++) {
            double at = conns[k][i].closed > 0 ? conns[k][i].closed : 1e9;
            if (at < first) first = at;
            if (at > last) last = at;
            close(conns[k][i].fd);
        }
        ok(last <= kinds[k].closed_by && first > 5, "%d times %s: closed after %.0f to %.0f s", EACH,
           kinds[k].what, first, last);
    }
    bool closed;
    is_int(slow_sent, SLOW_BYTES, "a form that comes at 4 KB/s is read to its end");
    is_int(status_of(receive(slow_fd, 5, &closed)), 400, "and answered");
    close(slow_fd);
}

int main(int argc, char **argv) {
    (void)argc;
    arena_enter(arena_new());
    server_start(argv[0], "9110");
    test_server();
    ok(server_stop(), "the server lives, and ends well");
    test_places();
    return done();
}
