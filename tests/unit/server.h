/* Starts a real server for a test and sends it raw bytes over loopback. The server is the build that belongs
 * to the test binary, so sanitizer builds test themselves. */
#pragma once
#include "tap.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char server_folder[] = "/tmp/tinhso-server-XXXXXX";
static str server_binary;
static pid_t server_pid;
static int server_port;

static double clock_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Starts a program with its output in a file; returns its pid. */
static pid_t run_program(const char *const *argv, const char *output) {
    fflush(stdout);
    pid_t child = fork();
    if (child) return child;
    int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0) _exit(126);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

static const char *in_folder(const char *name) { return str_z(str_fmt("%s/%s", server_folder, name)); }

static int number_at(const char *p) {
    int n = 0;
    for (; *p >= '0' && *p <= '9' && n < 100000; p++) n = n * 10 + (*p - '0');
    return n;
}

/* Creates a data folder with demonstration data and starts a server on it, on `port` or the next free one. */
__attribute__((unused)) static void server_start(const char *argv0, const char *port) {
    char text[4096] = "", *at = NULL;
    str me = str_c(argv0);
    while (me.n && me.p[me.n - 1] != '/') me.n--;
    server_binary = str_fmt("%.*s../tinhso", STR_ARG(me));
    if (!mkdtemp(server_folder)) panic("mkdtemp: %s", strerror(errno));
    int status = 1;
    pid_t init = run_program((const char *const[]){str_z(server_binary), "init", in_folder("data"),
                                                   "--province", "provinces/thai-nguyen", "--demo", NULL},
                             in_folder("init"));
    if (waitpid(init, &status, 0) != init || status) panic("init failed: see %s", in_folder("init"));
    server_pid = run_program((const char *const[]){str_z(server_binary), "serve", in_folder("data"),
                                                   "--listen", str_z(str_fmt("127.0.0.1:%s", port)), NULL},
                             in_folder("out"));
    for (int i = 0; i < 300 && !server_port; i++) {
        usleep(100 * 1000);
        FILE *f = fopen(in_folder("out"), "r");
        size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
        if (f) fclose(f);
        text[n] = 0;
        if ((at = strstr(text, "http://127.0.0.1:")) && strchr(at, '\n')) server_port = number_at(at + 17);
    }
    if (!server_port) panic("the server does not start: %s", text);
}

static int server_remove(const char *path, const struct stat *st, int type, struct FTW *w) {
    (void)st, (void)type, (void)w;
    return remove(path);
}

/* Stops the server. True when it was still running and ended with status 0. */
__attribute__((unused)) static bool server_stop(void) {
    int status = 1;
    bool lived = !waitpid(server_pid, &status, WNOHANG);
    kill(server_pid, SIGTERM);
    if (lived) waitpid(server_pid, &status, 0);
    nftw(server_folder, server_remove, 16, FTW_DEPTH | FTW_PHYS);
    return lived && WIFEXITED(status) && !WEXITSTATUS(status);
}

static int dial(int port) {
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to))
        panic("cannot connect: %s", strerror(errno));
    return fd;
}

static bool send_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n <= 0) return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

/* Receives until the server closes, or until `patience` seconds are over; *out_closed says which. */
static str receive(int fd, double patience, bool *out_closed) {
    struct out o = {0};
    char chunk[16384];
    double until = clock_seconds() + patience;
    *out_closed = false;
    for (double left; (left = until - clock_seconds()) > 0;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, (int)(left * 1000) + 1) <= 0) break;
        ssize_t n = recv(fd, chunk, sizeof chunk, 0);
        if (n <= 0) {
            *out_closed = true;
            break;
        }
        out_str(&o, (str){chunk, (size_t)n});
    }
    return out_all(&o);
}

/* Sends one request with Connection: close; returns the whole response. */
__attribute__((unused)) static str ask(int port, str request) {
    bool closed;
    int fd = dial(port);
    send_all(fd, request);
    str got = receive(fd, 10, &closed);
    close(fd);
    return got;
}

/* The status of the first response in these bytes; 0 = none. */
__attribute__((unused)) static int status_of(str answer) {
    return answer.n > 12 && str_starts(answer, S("HTTP/1.")) ? number_at(answer.p + 9) : 0;
}

/* Counts the occurrences of one text in another. */
__attribute__((unused)) static size_t times(str in, const char *what) {
    size_t n = 0;
    for (const char *p = in.p; p && (p = memmem(p, in.n - (size_t)(p - in.p), what, strlen(what)));
         p += strlen(what))
        n++;
    return n;
}
