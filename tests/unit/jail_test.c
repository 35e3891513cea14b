/* The jail from inside: a child shuts itself in as the server does, then tries what somebody who had captured
 * it would try. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <stdio.h>
int main(void) { return printf("1..0 # SKIP sanitizer builds run without the jail\n") < 0; }
#else
#include "courier/private.h"
#include "serve/serve.h"
#include "tap.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
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

static bool truncate_seen(void) {
    struct stat st;
    return !stat(at("keys/secret"), &st) && st.st_size == 0;
}

static void *nothing(void *x) { return x; }

static void inside(void) {
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char *const no[] = {NULL};
    pthread_t thread;
    ok(can_open(at("main.db"), O_RDWR) && can_open(at("scratch.db"), O_RDWR), "the databases open");
    ok(can_open(at("files/new"), O_RDWR | O_CREAT) && !mkdir(at("files/ab"), 0700) &&
           !rename(at("files/new"), at("files/ab/new")),
       "files are made and moved");
    ok(can_open(at("drafts/d"), O_RDWR | O_CREAT) && !link(at("drafts/d"), at("files/ab/d")) &&
           !unlink(at("drafts/d")),
       "a draft's paper is linked into the files");
    ok(can_open(at("checkpoints"), O_RDONLY) && !can_open(at("checkpoints"), O_WRONLY),
       "checkpoints are read, not written");
    ok(!can_open(at("keys/secret"), O_RDONLY) && unlink(at("keys/secret")) &&
           !can_open(at("keys/other"), O_WRONLY | O_CREAT),
       "the keys are out of reach");
    ok(!can_open("/etc/passwd", O_RDONLY) && !can_open("/proc/self/mem", O_RDWR) &&
           !can_open("/tmp/tinhso-jail-out", O_WRONLY | O_CREAT),
       "so is the machine");
    ok(unlink(at("main.db")) && errno == EACCES, "the database cannot be taken away");
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ok(s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) && errno == EPERM, "no connection goes out");
    ok(socket(AF_INET, SOCK_DGRAM, 0) < 0 && errno == EPERM && socket(AF_INET, SOCK_RAW, 0) < 0,
       "nor a datagram");
    ok(execve("/bin/true", no, no) && errno == EPERM, "no program is started");
    ok(fork() < 0 && errno == EPERM, "no process either");
    ok(!pthread_create(&thread, NULL, nothing, NULL) && !pthread_join(thread, NULL), "threads are");
    ok(!bind(s, (struct sockaddr *)&(struct sockaddr_in){.sin_family = AF_INET, .sin_addr = to.sin_addr},
             sizeof to) &&
           !listen(s, 1),
       "it can still listen");
}

/* What was not thought of at first: ways round a rule, harm that needs no open, and the process beside. */
static void round_the_rules(pid_t parent) {
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int s = socket(AF_INET, SOCK_STREAM, 0), t = socket(AF_INET, SOCK_STREAM, 0);
    struct iovec text = {"x", 1};
    struct msghdr letter = {.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &text, .msg_iovlen = 1};
    struct mmsghdr letters = {.msg_hdr = letter};
    struct rlimit none = {0, 0};
    struct timespec when = {0, -1};
    ok(sendto(s, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof to) < 0 && errno == EPERM,
       "a first letter is no connection either (TCP fast open)");
    ok(sendmsg(s, &letter, MSG_FASTOPEN) < 0 && errno == EPERM &&
           sendmmsg(t, &letters, 1, MSG_FASTOPEN) < 0 && errno == EPERM,
       "however it is sent");
    static const struct {
        int family, kind;
        const char *name;
    } sockets[] = {
        {AF_INET6, SOCK_DGRAM, "UDP over IPv6"},     {AF_UNIX, SOCK_DGRAM, "a local datagram"},
        {AF_UNIX, SOCK_SEQPACKET, "a local packet"}, {AF_NETLINK, SOCK_RAW, "netlink"},
        {AF_PACKET, SOCK_RAW, "raw Ethernet"},       {AF_ALG, SOCK_SEQPACKET, "the kernel's ciphers"},
        {AF_VSOCK, SOCK_STREAM, "the machine below"}};
    for (size_t i = 0; i < COUNT(sockets); i++)
        ok(socket(sockets[i].family, sockets[i].kind, 0) < 0 && errno == EPERM, "no socket for %s",
           sockets[i].name);
    ok(syscall(SYS_truncate, at("keys/secret"), 0L) && errno == EPERM && !truncate_seen(),
       "the keys cannot be emptied by their name");
    ok(chmod(at("keys/secret"), 0666) && errno == EPERM && fchmodat(AT_FDCWD, at("keys"), 0777, 0) &&
           errno == EPERM,
       "nor opened to others");
    ok(syscall(SYS_fchmodat2, AT_FDCWD, at("keys"), 0777, 0) && errno == EPERM, "nor by the newer call");
    ok(chown(at("keys/secret"), 1, 1) && errno == EPERM && lchown(at("keys"), 1, 1) && errno == EPERM,
       "nor given away");
    ok(setxattr(at("keys/secret"), "user.a", "b", 1, 0) && errno == EPERM, "nor marked");
    /* signals and values that do no harm if the jail should let them through: it looks at whom they go to,
     * not at what they are */
    ok(kill(parent, SIGCONT) && errno == EPERM && kill(parent, 0) && errno == EPERM && kill(-1, 0) &&
           errno == EPERM,
       "the process beside is neither killed nor stopped");
    ok(syscall(SYS_tgkill, parent, parent, SIGCONT) && errno == EPERM &&
           syscall(SYS_tkill, parent, SIGCONT) && errno == EPERM,
       "nor are its threads");
    ok(syscall(SYS_pidfd_send_signal, -1, SIGCONT, NULL, 0) && errno == EPERM &&
           syscall(SYS_rt_sigqueueinfo, parent, SIGCONT, NULL) && errno == EPERM,
       "by no other call");
    ok(prlimit(parent, RLIMIT_CPU, NULL, &none) && errno == EPERM, "it is not starved");
    ok(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED,
       "no memory is made to be run");
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ok(page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) && errno == EPERM,
       "what was written is not run");
    char key = '\0';
    ok(ioctl(0, TIOCSTI, &key) && errno == EPERM, "nothing is typed into the terminal it was started from");
    ok(syscall(SYS_shmget, 1, 4096, 0600) < 0 && errno == EPERM && syscall(SYS_msgget, 1, 0600) < 0 &&
           errno == EPERM,
       "no memory is shared with others");
    ok(syscall(SYS_memfd_create, "x", 0) < 0 ||
           execve("/proc/self/fd/9", (char *const[]){NULL}, (char *const[]){NULL}),
       "a program in memory is not started");
    ok(syscall(SYS_clock_settime, 999, &when) && errno == EPERM && syscall(SYS_settimeofday, &when, NULL) &&
           errno == EPERM,
       "the machine's clock is not set, not even by root");
    ok(syscall(SYS_open_tree, AT_FDCWD, "/", 0) < 0 && errno == EPERM &&
           syscall(SYS_fsopen, "tmpfs", 0) < 0 && errno == EPERM,
       "nothing is mounted by the newer calls");
    ok(syscall(SYS_pidfd_open, parent, 0) < 0 && errno == EPERM &&
           syscall(SYS_kcmp, parent, parent, 0, 0, 0) < 0 && errno == EPERM,
       "other processes are not even looked at");
    ok(symlink("/etc", at("files/etc")) && mkfifo(at("files/pipe"), 0600) &&
           mknod(at("files/null"), S_IFCHR | 0600, 259),
       "no links, pipes or devices among the files");
    ok(!raise(0) && !kill(getpid(), 0), "itself it may still end");
}

/* The courier, whom strangers answer. */
static void courier_inside(void) {
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char *const no[] = {NULL};
    pthread_t thread;
    ok(can_open(at("main.db"), O_RDONLY) && can_open(at("checkpoints"), O_RDONLY),
       "the courier reads tables and checkpoints");
    ok(!can_open(at("main.db"), O_RDWR) && !can_open(at("main.db-shm"), O_RDWR) &&
           !can_open(at("checkpoints"), O_WRONLY) && !can_open(at("cosignatures"), O_WRONLY),
       "and writes neither");
    ok(unlink(at("main.db")) && rename(at("courier.db"), at("main.db")) &&
           link(at("main.db"), at("files/m")) && symlink(at("main.db"), at("files/m")),
       "nor takes them away or lays others in their place");
    int tables = open(at("main.db"), O_RDONLY | O_CLOEXEC);
    ok(fchmod(tables, 0) && errno == EPERM && ftruncate(tables, 0) && fchown(tables, 1, 1) && errno == EPERM,
       "nor by a handle to read them");
    ok(truncate(at("main.db"), 0) && chmod(at("main.db"), 0666) &&
           setxattr(at("main.db"), "user.a", "b", 1, 0),
       "nor empties or opens them by their name");
    ok(can_open(at("courier.db"), O_RDWR), "its own notes it writes");
    ok(!can_open(at("keys/secret"), O_RDONLY) && !can_open(at("keys/secret"), O_WRONLY) &&
           !can_open(at("scratch.db"), O_RDONLY) && !can_open(at("lock"), O_RDWR) &&
           !can_open(at("files/paper"), O_RDONLY) && !can_open(at("drafts/paper"), O_RDONLY),
       "keys, papers, sessions, drafts and the writer's lock are out of reach");
    ok(!can_open(at("new"), O_WRONLY | O_CREAT) && !can_open(at("door/new"), O_WRONLY | O_CREAT) &&
           !can_open("/tmp/tinhso-jail-out", O_WRONLY | O_CREAT) && mkdir(at("door/d"), 0700),
       "it makes no file");
    ok(!can_open("/etc/passwd", O_RDONLY) && !can_open("/proc/self/mem", O_RDWR),
       "the machine is out of reach");
    ok(execve("/bin/true", no, no) && errno == EPERM && fork() < 0 && errno == EPERM,
       "no program, no process is started");
    ok(!pthread_create(&thread, NULL, nothing, NULL) && !pthread_join(thread, NULL),
       "a thread is, to look up a name");
    int s = socket(AF_INET, SOCK_STREAM, 0), six = socket(AF_INET6, SOCK_STREAM, 0);
    ok(s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) && errno == ECONNREFUSED && six >= 0,
       "it may dial out");
    ok(bind(s, (struct sockaddr *)&to, sizeof to) && errno == EPERM && listen(s, 1) && errno == EPERM,
       "nobody may dial in");
    ok(socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM && socket(AF_UNIX, SOCK_DGRAM, 0) < 0 &&
           socket(AF_NETLINK, SOCK_RAW, 0) < 0 && socket(AF_INET, SOCK_RAW, 0) < 0 &&
           socket(AF_PACKET, SOCK_RAW, 0) < 0 && socket(AF_VSOCK, SOCK_STREAM, 0) < 0,
       "the writer's door and every other socket are shut");
    ok(syscall(SYS_ptrace, 0, 0, 0, 0) && errno == EPERM && syscall(SYS_pidfd_getfd, -1, 0, 0) &&
           errno == EPERM && syscall(SYS_process_vm_readv, getppid(), 0, 0, 0, 0, 0) && errno == EPERM,
       "no other process is looked into");
    ok(kill(getppid(), 0) && errno == EPERM && syscall(SYS_tkill, getppid(), SIGCONT) && errno == EPERM,
       "or signalled");
    ok(mmap(NULL, (size_t)4 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED,
       "it takes no gigabytes of memory");
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *w) {
    (void)st, (void)type, (void)w;
    return remove(path);
}

/* In a child, whose checks are printed as our own; how many there were comes back by the pipe. */
static bool child(bool (*close_jail)(str data, str *out_error), const char *whose, void (*tries)(void)) {
    int pipe_fd[2], status = 1;
    if (pipe(pipe_fd)) panic("pipe");
    fflush(stdout);
    pid_t pid = fork();
    if (!pid) {
        str error = S("");
        ok(close_jail(str_c(folder), &error), "the jail of the %s closes: %.*s", whose, STR_ARG(error));
        tries();
        fflush(stdout);
        int seen[2] = {tap_run, tap_failed};
        _exit(write(pipe_fd[1], seen, sizeof seen) != sizeof seen);
    }
    int seen[2] = {tap_run, tap_failed + 1};
    close(pipe_fd[1]);
    if (read(pipe_fd[0], seen, sizeof seen) != sizeof seen) diag("the %s died", whose);
    close(pipe_fd[0]);
    waitpid(pid, &status, 0);
    tap_run = seen[0];
    tap_failed = seen[1];
    return WIFEXITED(status) && !WEXITSTATUS(status);
}

static bool courier_closes(str data, str *out_error) { return (void)out_error, courier_jail(data); }
static void server_tries(void) {
    inside();
    round_the_rules(getppid());
}

int main(void) {
    arena_enter(arena_new());
    if (!mkdtemp(folder)) panic("mkdtemp");
    static const char *const folders[] = {"files", "drafts", "keys", "door"},
                             *const files[] = {"main.db",     "main.db-shm",  "scratch.db",  "lock",
                                               "courier.db",  "cosignatures", "checkpoints", "keys/secret",
                                               "files/paper", "drafts/paper"};
    for (size_t i = 0; i < COUNT(folders); i++) mkdir(at(folders[i]), 0700);
    for (size_t i = 0; i < COUNT(files); i++) put(files[i]);
    ok(child(courier_closes, "courier", courier_inside), "the courier's end");
    ok(child(jail_close, "server", server_tries), "the server's end");
    nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS);
    return done();
}
#endif
