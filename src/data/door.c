/* Asking for acts from another process: through DATA/door/writer.sock while a server runs, otherwise by
 * taking the folder's lock. */
#include "private.h"
#include "base/file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static bool send_all(int fd, const void *p, size_t n) {
    for (const char *at = p; n;) {
        ssize_t k = send(fd, at, n, MSG_NOSIGNAL);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        at += k;
        n -= (size_t)k;
    }
    return true;
}

int door_connect(str data) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    str path = str_fmt("%.*s/door/writer.sock", STR_ARG(data));
    if (path.n >= sizeof a.sun_path) return -1;
    memcpy(a.sun_path, path.p, path.n);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && !connect(fd, (struct sockaddr *)&a, sizeof a)) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

/* Each frame is a length, 4 bytes big-endian, and that many bytes. */
static bool ask_writer(int fd, str request, struct reply *out) {
    u32 n = htonl((u32)request.n);
    if (!send_all(fd, &n, 4) || !send_all(fd, request.p, request.n) || read_up_to(fd, &n, 4) < 4)
        return false;
    n = ntohl(n);
    if (n > ASK_MAX) return false;
    char *p = mem(n + 1);
    return read_up_to(fd, p, n) == n && reply_read((str){p, n}, out);
}

struct reply door_ask(str data, const struct act_ask *q) {
    struct reply out;
    int fd = door_connect(data);
    if (fd >= 0) {
        bool good = ask_writer(fd, ask_bytes(q), &out);
        close(fd);
        return good ? out
                    : (struct reply){.status = REPLY_BUSY,
                                     .why = S("The server closed the connection before it answered.")};
    }
    str error = {0};
    struct folder *f = folder_open(data, &error);
    if (!f) return (struct reply){.status = REPLY_BUSY, .why = error};
    out = folder_do(f, q);
    folder_close(f);
    return out;
}
