/* The jail from inside: a child shuts itself in as the server does, then tries what somebody who had captured it would try. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <stdio.h>
int main(void) { return printf("1..0 # SKIP sanitizer builds run without the jail\n") < 0; }
#else
#include "serve/serve.h"
#include "tap.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/tinhso-jail-XXXXXX";

static const char *at(const char *name) { return str_z(str_fmt("%s/%s", folder, name)); }

static void put(const char *name) {
    int fd = open(at(name), O_WRONLY | O_CREAT, 0600);
    if (fd < 0 || write(fd, "secret", 6) != 6) panic("%s", name);
    close(fd);
}

static bool can_open(const char *path, int how) {
    int fd = open(path, how | O_CLOEXEC, 0600);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static void *nothing(void *x) { return x; }

static void inside(void) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char *const no[] = {NULL};
    pthread_t thread;
    ok(can_open(at("main.db"), O_RDWR) && can_open(at("scratch.db"), O_RDWR), "the databases open");
    ok(can_open(at("files/new"), O_RDWR | O_CREAT) && !mkdir(at("files/ab"), 0700) && !rename(at("files/new"), at("files/ab/new")), "files are made and moved");
    ok(can_open(at("drafts/d"), O_RDWR | O_CREAT) && !link(at("drafts/d"), at("files/ab/d")) && !unlink(at("drafts/d")), "a draft's paper is linked into the files");
    ok(can_open(at("checkpoints"), O_RDONLY) && !can_open(at("checkpoints"), O_WRONLY), "checkpoints are read, not written");
    ok(!can_open(at("keys/secret"), O_RDONLY) && unlink(at("keys/secret")) && !can_open(at("keys/other"), O_WRONLY | O_CREAT), "the keys are out of reach");
    ok(!can_open("/etc/passwd", O_RDONLY) && !can_open("/proc/self/mem", O_RDWR) && !can_open("/tmp/tinhso-jail-out", O_WRONLY | O_CREAT), "so is the machine");
    ok(unlink(at("main.db")) && errno == EACCES, "the database cannot be taken away");
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ok(s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) && errno == EPERM, "no connection goes out");
    ok(socket(AF_INET, SOCK_DGRAM, 0) < 0 && errno == EPERM && socket(AF_INET, SOCK_RAW, 0) < 0, "nor a datagram");
    ok(execve("/bin/true", no, no) && errno == EPERM, "no program is started");
    ok(fork() < 0 && errno == EPERM, "no process either");
    ok(!pthread_create(&thread, NULL, nothing, NULL) && !pthread_join(thread, NULL), "threads are");
    ok(!bind(s, (struct sockaddr *)&(struct sockaddr_in){.sin_family = AF_INET, .sin_addr = to.sin_addr}, sizeof to) && !listen(s, 1), "it can still listen");
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *w) {
    (void)st, (void)type, (void)w;
    return remove(path);
}

int main(void) {
    arena_enter(arena_new());
    if (!mkdtemp(folder)) panic("mkdtemp");
    static const char *const folders[] = {"files", "drafts", "keys"}, *const files[] = {"main.db", "scratch.db", "lock", "checkpoints", "keys/secret"};
    for (size_t i = 0; i < COUNT(folders); i++) mkdir(at(folders[i]), 0700);
    for (size_t i = 0; i < COUNT(files); i++) put(files[i]);
    pid_t child = fork();
    if (!child) {
        str error = S("");
        ok(jail_close(str_c(folder), &error), "the jail closes: %.*s", STR_ARG(error));
        inside();
        int failed = done();
        fflush(stdout);
        _exit(failed);
    }
    int status = 1;
    waitpid(child, &status, 0);
    nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS);
    return !WIFEXITED(status) || WEXITSTATUS(status);
}
#endif
