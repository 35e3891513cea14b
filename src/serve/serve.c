/* The verb `tinhso serve DATA`: starts back room and courier as processes of their own, then the writer, the
 * socket for other processes and the HTTP server; stops them gracefully. */
#include "meter.h"
#include "serve.h"
#include "backroom/backroom.h"
#include "base/cli.h"
#include "courier/courier.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM_SECONDS = 5, DRAIN_SECONDS = 20 };
static atomic_bool ending;
static void on_signal(int sig) {
    (void)sig;
    atomic_store(&ending, true);
}

struct child { /* a process that runs beside the server */
    const char *name;
    int (*run)(str data, int to_the_other);
    int end; /* its end of the socket pair between courier and back room */
    pid_t supervisor;
};
static struct child backroom = {.name = "backroom", .run = backroom_main},
                    courier = {.name = "courier", .run = courier_main};

/* Told to end, a supervisor tells its child and waits for it: the server is not gone before the last
 * signature is on disk. */
static volatile sig_atomic_t supervised, supervisor_told;
static void supervisor_end(int sig) {
    supervisor_told = 1;
    if (supervised > 0) kill(supervised, sig);
}

/* Asks the kernel for SIGTERM when the parent dies; ends at once when it died before it could be asked. */
static void end_with(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
}

/* Forks a supervisor that restarts the process when it dies. Called before any thread exists: a fork copies
 * only the calling thread. */
static void child_start(struct child *b, str data) {
    pid_t server = getpid();
    b->supervisor = fork();
    if (b->supervisor) return;
    end_with(server);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, supervisor_end);
    for (int tries = 0; tries < 1000 && !supervisor_told; tries++) {
        pid_t supervisor = getpid(), child = supervised = fork();
        if (!child) {
            signal(SIGTERM, SIG_DFL);
            if (supervisor_told) _exit(0); /* the signal came while this process still had the old handler */
            end_with(supervisor);
            _exit(b->run(data, b->end));
        }
        int status = 0;
        if (supervisor_told && child > 0) kill(child, SIGTERM); /* told while we forked */
        if (child > 0) waitpid(child, &status, 0);
        if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
        log_line("error", "event=%s.died status=%d", b->name, status);
        sleep(1);
    }
    _exit(0);
}

static void children_start(str data) {
    int pair[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) panic("socketpair: %s", strerror(errno));
    backroom.end = pair[0];
    courier.end = pair[1];
    child_start(&backroom, data);
    child_start(&courier, data);
    close(pair[0]);
    close(pair[1]);
}

static void children_end(void) {
    const struct child *const both[] = {&courier, &backroom};
    for (size_t i = 0; i < COUNT(both); i++)
        if (both[i]->supervisor > 0)
            kill(both[i]->supervisor, SIGTERM), waitpid(both[i]->supervisor, NULL, 0);
}

/* True once when the supervisor has given up; logs it. */
static bool gone(struct child *b) {
    if (b->supervisor <= 0 || waitpid(b->supervisor, NULL, WNOHANG) == 0) return false;
    log_line("error", "event=%s.gone", b->name);
    b->supervisor = 0;
    return true;
}

static void warm(struct db *db) {
    const struct province *p = province_now();
    for (size_t i = 0; db && p && rooms[i] && !atomic_load(&ending); i++)
        if (rooms[i]->warm) rooms[i]->warm(db, p, (i64)time(NULL));
    if (!db) return;
    if (db_error(db).n) log_line("error", "event=warm.failed why=\"%.*s\"", STR_ARG(db_error(db)));
    db_clear(db);
}

/* Sleeps until SIGTERM. False when the back room is gone for good, as nothing would be signed; the service
 * manager then restarts everything. Without a courier the server goes on. */
static bool wait_for_end(struct scratch *s, str data) {
    struct sigaction act = {.sa_handler = on_signal};
    sigaction(SIGTERM, &act, NULL);
    sigaction(SIGINT, &act, NULL);
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    struct db *db = db_open_folder(data, DB_READ, &(str){0});
    bool whole = true;
    for (int n = 0; !atomic_load(&ending) && whole; n++) {
        sleep(1);
        whole = !gone(&backroom);
        gone(&courier);
        if (n % 600 == 0) scratch_sweep(s, (i64)time(NULL));
        if (n % WARM_SECONDS == 0) warm(db);
        arena_reset(mine);
        if (n == 0) malloc_trim(0); /* the first warm-up sorts every row and leaves much free memory behind */
    }
    db_close(db);
    arena_enter(before);
    arena_free(mine);
    return whole;
}

/* Creates what the confined server may open but not create. The returned handle keeps scratch.db's -wal and
 * -shm files in place. */
static struct db *scratch_held(str data, str *out_error) {
    struct db *db = db_open(str_fmt("%.*s/scratch.db", STR_ARG(data)), DB_WRITE, out_error);
    if (db)
        db_script(db, "CREATE TABLE IF NOT EXISTS held (x BIGINT); BEGIN IMMEDIATE; DELETE"
                      " FROM held; COMMIT");
    mkdir(str_z(str_fmt("%.*s/drafts", STR_ARG(data))), 0700);
    mkdir(str_z(str_fmt("%.*s/door", STR_ARG(data))), 0700);
    int fd = open(str_z(str_fmt("%.*s/cosignatures", STR_ARG(data))), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
    if (fd >= 0) close(fd); /* the back room writes it; readers confined earlier could not open it later */
    return db;
}

static int serve(str data, str host, int port) {
    str error = {0};
    /* keep freed memory for the next request: returning it to the kernel each time costs more than making the
     * page */
    mallopt(M_MMAP_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
    struct folder *h = folder_open_waiting(data, &error);
    if (!h) return tool_fail(error);
    struct db *held = scratch_held(data, &error);
    meter_start(data);
    if (!held || !jail_close(data, &error)) return tool_fail(error);
    struct http http_side = {.folder = h, .data = data, .demo = data_demo(folder_db(h))};
    if (!(http_side.scratch = scratch_open(data, &error))) return tool_fail(error);
    http_side.writer = writer_start(h);
    struct door *door = door_open(h, http_side.writer, &error);
    if (!door) return tool_fail(error);
    int got = http_start(&http_side, host, port, &error);
    if (!got) return tool_fail(error);
    if (got != port) fprintf(stderr, "port %d is taken, using %d\n", port, got);
    printf("http://%.*s:%d/\n", STR_ARG(host), got);
    fflush(stdout);
    bool whole = wait_for_end(http_side.scratch, data);
    /* libmicrohttpd must not stop while connections are suspended: first the writer's queue is emptied */
    http_drain(DRAIN_SECONDS);
    door_close(door);
    writer_stop(http_side.writer);
    http_stop();
    scratch_close(http_side.scratch);
    db_close(held);
    folder_close(h);
    return !whole;
}

int tool_serve(int argc, char **argv) {
    str data = {0}, listen = S("127.0.0.1:8080");
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--listen") && i + 1 < argc) listen = str_c(argv[++i]);
        else if (argv[i][0] != '-' && !data.n) data = str_c(argv[i]);
        else return tool_usage("serve DATA [--listen HOST:PORT]");
    }
    str host = str_cut(&listen, ':');
    i64 port;
    if (!data.n || !str_to_int(listen, &port) || port < 1 || port > 65000)
        return tool_usage("serve DATA [--listen HOST:PORT]");
    char real[4096];
    if (!realpath(str_z(data), real)) return tool_fail(str_fmt("%.*s: %s", STR_ARG(data), strerror(errno)));
    signal(SIGPIPE, SIG_IGN);
    str error = {0};
    if (!folder_ready(str_c(real), &error)) return tool_fail(error);
    children_start(str_c(real));
    int status = serve(str_c(real), host, (int)port);
    children_end();
    return status;
}
