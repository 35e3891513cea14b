/* Load test over HTTP: 32 keep-alive connections file forms of 1 KB, each response durable; for comparison,
 * the disk's own fdatasync.
 *
 * build/bench/load DATA [name=value …]   DATA made by bench/big; starts and stops build/tinhso itself. Names
 * and defaults:
 * - seconds 60, connections 32, port 9311
 * - rate 0: requests a second, started on time even when the server stalls; 0 = as many as it takes
 * - submit 1, track 0, home 0, queue 0, board 0: weights of the requests (board: a leader's; limit: p99 20
 * ms)
 * - watch 0: how often a second an officer opens the queue's first page
 * - warm 0: seconds before memory is first measured
 *
 * Sessions and drafts are prepared in scratch.db: measured is the last step, POST /nhap/ID/nop, with all its
 * checks. */
#include "leader.h"
#include "scratch/scratch.h"
#include "web/web.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum kind { SUBMIT, TRACK, HOME, QUEUE, BOARD, WATCH, KINDS };
static const char *const kind_names[KINDS] = {"submit", "track", "home", "queue", "board", "watch"};
enum { CODES_MAX = 20000, DRAFTS_EACH = 50, STEPS = 4000, IN_MAX = 256 * 1024, CONNECTIONS_MAX = 400 };

static i64 seconds = 60, connections = 32, rate, port = 9311, watch, warm, weight[KINDS] = {1};

/* ---- time; a histogram of latencies in steps of one per cent ---- */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct times {
    i64 n, steps[STEPS];
    double max;
};
static void times_add(struct times *t, double took) {
    double step = log(took * 1e6 + 1) / log(1.01);
    t->steps[step < STEPS - 1 ? (int)step : STEPS - 1]++;
    t->n++;
    if (took > t->max) t->max = took;
}
static struct times own_times[KINDS];
static double times_share(const struct times *t, double share) {
    i64 left = (i64)((double)t->n * share);
    for (int i = 0; i < STEPS; i++)
        if ((left -= t->steps[i]) < 0) return (pow(1.01, i + 1) - 1) / 1e6;
    return t->max;
}

/* ---- the disk's limit: 4 KB overwritten and synced (fdatasync), for three seconds ---- */

static struct times disk(str data) {
    static struct times t;
    static char page[4096];
    const char *path = str_z(str_fmt("%.*s/fdatasync.probe", STR_ARG(data)));
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(fd >= 0);
    for (int i = 0; i < 256; i++) require(pwrite(fd, page, sizeof page, i * 4096) == (ssize_t)sizeof page);
    fsync(fd);
    for (double began = now(), at; (at = now()) - began < 3;) {
        page[0]++;
        require(pwrite(fd, page, sizeof page, (off_t)(t.n % 256) * 4096) == (ssize_t)sizeof page &&
                !fdatasync(fd));
        times_add(&t, now() - at);
    }
    close(fd);
    unlink(path);
    return t;
}

/* ---- prepared data: sessions, drafts, codes ---- */

struct draft_ready {
    char id[33];
    int citizen;
};
static struct draft_ready *drafts;
struct code_ready {
    char code[24];
    int citizen;
};
static char (*cookies)[65], officer_cookie[65], leader_cookie[65];
static struct code_ready *codes;
static size_t n_drafts, n_citizens, n_codes, next_draft, form_bytes;

static json_t *birth(str unit) {
    static const char *const answers[][2] = {
        {"child_name", "Nguyễn Thị Bé Mới"},
        {"birth_date", "2026-01-02"},
        {"sex", "female"},
        {"ethnicity", "Kinh"},
        {"nationality", "Việt Nam"},
        {"birth_place",
         "Bệnh viện Trung ương Thái Nguyên, số 479 đường Lương Ngọc Quyến, phường Phan Đình Phùng"},
        {"hometown",
         "Xóm Đồng Tâm, xã Đại Phúc, huyện Đại Từ, nay là xã Đại Phúc, tỉnh Thái Nguyên, theo quê của cha"},
        {"copies", "2"},
        {"requester_name", "Nguyễn Thị Dân"},
        {"requester_id", "019195000001"},
        {"requester_phone", "0912345678"},
        {"relation", "mother"},
        {"mother_known", "yes"},
        {"mother_name", "Nguyễn Thị Dân"},
        {"mother_year", "1995"},
        {"mother_id", "019195000001"},
        {"mother_ethnicity", "Kinh"},
        {"mother_nationality", "Việt Nam"},
        {"mother_address", "Số 15, tổ 7, phường Phan Đình Phùng"},
        {"father_known", "yes"},
        {"father_name", "Trần Văn Dân"},
        {"father_year", "1993"},
        {"father_id", "019093000002"},
        {"father_ethnicity", "Tày"},
        {"father_nationality", "Việt Nam"},
        {"father_address", "Số 15, tổ 7, phường Phan Đình Phùng"}};
    json_t *all = json_object();
    for (size_t i = 0; i < COUNT(answers); i++) json_put(all, answers[i][0], str_c(answers[i][1]));
    json_put(all, "residence", unit);
    return all;
}

/* The form's one paper, which bench/big put into DATA/files. */
static json_t *paper(struct db *db) {
    json_t *files = json_array(), *f = json_object();
    struct rows r = db_ask(db, SQL("SELECT sha, bytes FROM dossier_file WHERE doc = 'birth_note' LIMIT 1"));
    if (!rows_next(&r)) panic("no filed birth in this folder: make it with build/bench/big");
    json_put(f, "doc", S("birth_note"));
    json_put(f, "name", S("giay-chung-sinh.pdf"));
    json_put(f, "sha", row_text(&r, 0));
    json_put_int(f, "bytes", row_int(&r, 1));
    json_put(f, "type", S("pdf"));
    rows_end(&r);
    json_array_append_new(files, f);
    return files;
}

/* Some of the citizen's own dossiers: looking at others' is soon throttled. */
static void codes_read(struct db *db, i64 person, int citizen) {
    struct rows r =
        db_ask(db, SQL("SELECT code FROM dossier WHERE submitter = $1 ORDER BY n LIMIT 20"), VN(person));
    while (rows_next(&r) && n_codes < CODES_MAX) {
        str code = row_text(&r, 0);
        snprintf(codes[n_codes].code, sizeof codes->code, "%.*s", STR_ARG(code));
        codes[n_codes++].citizen = citizen;
    }
    rows_end(&r);
}

static size_t citizens_read(struct db *db, size_t max, i64 *out) {
    size_t n = 0;
    struct rows r = db_ask(db,
                           SQL("SELECT n FROM person"
                               " WHERE login >= '019190000000' AND login < '01920' ORDER BY login LIMIT $1"),
                           VN((i64)max));
    while (rows_next(&r)) out[n++] = row_int(&r, 0);
    return n;
}

static void draft_begin(struct scratch *s, const struct province *p, size_t i, i64 owner, json_t *files) {
    const struct procedure *birth_procedure = procedure_of(p, S("1.001193"));
    const struct unit *u = NULL;
    for (size_t k = i * 7919 % p->n_units; !u || u->level != LEVEL_COMMUNE || u->until;
         k = (k + 1) % p->n_units)
        u = &p->units[k];
    json_t *answers = birth(u->code);
    form_bytes = json_canonical(answers).n;
    struct draft d = {.owner = owner,
                      .procedure = birth_procedure->code,
                      .procedure_act = birth_procedure->act,
                      .answers = answers,
                      .files = files};
    str id = scratch_draft_new(s, &d, (i64)time(NULL));
    if (!id.n) panic("a draft could not be begun: scratch.db holds some from a run that did not end");
    snprintf(drafts[i].id, sizeof drafts[i].id, "%.*s", STR_ARG(id));
    drafts[i].citizen = (int)(i / DRAFTS_EACH);
}

static i64 weights(void) {
    i64 sum = 0;
    for (enum kind k = SUBMIT; k < WATCH; k++) sum += weight[k];
    return sum;
}

static i64 leader_ready(str data) {
    str error = {0};
    struct folder *h = weight[BOARD] ? folder_open(data, &error) : NULL;
    if (!h && weight[BOARD]) panic("%.*s", STR_ARG(error));
    i64 leader = h ? leader_make(h) : 0;
    if (h) folder_close(h);
    return leader;
}

static void prepare(str data) {
    str error = {0};
    i64 t = (i64)time(NULL), leader = leader_ready(data);
    unlink(str_z(str_fmt("%.*s/scratch.db", STR_ARG(data)))); /* scratch.db holds no records */
    unlink(str_z(str_fmt("%.*s/scratch.db-wal", STR_ARG(data))));
    unlink(str_z(str_fmt("%.*s/scratch.db-shm", STR_ARG(data))));
    struct db *db = db_open_folder(data, DB_READ, &error);
    struct scratch *s = db ? scratch_open(data, &error) : NULL;
    if (!s) panic("%.*s", STR_ARG(error));
    const struct province *p = province_load(db, 0);
    i64 sum = weights();
    size_t wanted = (size_t)(seconds * (rate ? rate + rate / 10 : 6000) * weight[SUBMIT] / sum),
           most = wanted / DRAFTS_EACH + 1 > 1000 ? wanted / DRAFTS_EACH + 1 : 1000;
    i64 *persons = calloc(most, sizeof *persons);
    require(persons);
    n_citizens = citizens_read(db, most, persons);
    cookies = calloc(n_citizens + 1, sizeof *cookies);
    drafts = calloc(n_citizens * DRAFTS_EACH, sizeof *drafts);
    codes = calloc(CODES_MAX, sizeof *codes);
    require(cookies && drafts && codes && n_citizens);
    json_t *files = paper(db);
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (size_t c = 0; c < n_citizens; c++) {
        snprintf(cookies[c], sizeof cookies[c], "%.*s",
                 STR_ARG(scratch_session_new(s, &(struct session){.person = persons[c]}, (str){0}, t, DAY)));
        for (size_t k = 0; k < DRAFTS_EACH && n_drafts < wanted; k++, n_drafts++)
            draft_begin(s, p, n_drafts, persons[c], files);
        codes_read(db, persons[c], (int)c);
        arena_reset(mine);
    }
    arena_enter(before);
    i64 officer = db_int(db, SQL("SELECT n FROM person WHERE login = 'can-bo-1'"));
    snprintf(officer_cookie, sizeof officer_cookie, "%.*s",
             STR_ARG(scratch_session_new(s, &(struct session){.person = officer}, (str){0}, t, DAY)));
    snprintf(leader_cookie, sizeof leader_cookie, "%.*s",
             STR_ARG(scratch_session_new(s, &(struct session){.person = leader}, (str){0}, t, DAY)));
    scratch_close(s);
    db_close(db);
    printf("ready: %zu dossiers of theirs, %zu citizens signed in, %zu drafts of %zu bytes\n", n_codes,
           n_citizens, n_drafts, form_bytes);
}

/* ---- the server ---- */

static str server_log;
static int dial(void);

static pid_t server_start(const char *data) {
    server_log = str_fmt("%s/bench-load.log", data);
    pid_t pid = fork();
    if (pid) return pid;
    char listen_at[40];
    snprintf(listen_at, sizeof listen_at, "127.0.0.1:%lld", (long long)port);
    const char *tinhso = getenv("TINHSO") ? getenv("TINHSO") : "build/tinhso";
    int null = open("/dev/null", O_WRONLY);
    int log = open(str_z(server_log), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(null, 1);
    dup2(log, 2);
    execl(tinhso, tinhso, "serve", data, "--listen", listen_at, (char *)NULL);
    _exit(127);
}

/* The average number of acts in a commit, from /metrics. */
static void batch_told(void) {
    static char text[65536];
    size_t n = 0;
    int fd = dial(),
        len = fd < 0 ? 0
                     : snprintf(text, sizeof text,
                                "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%lld\r\nConnection: close\r\n\r\n",
                                (long long)port);
    if (fd < 0 || send(fd, text, (size_t)len, MSG_NOSIGNAL) != len) return;
    for (ssize_t got; n < sizeof text - 1 && (got = recv(fd, text + n, sizeof text - 1 - n, 0)) > 0;)
        n += (size_t)got;
    close(fd);
    text[n] = 0;
    const char *sum = strstr(text, "tinhso_commit_acts_sum "),
               *count = strstr(text, "tinhso_commit_acts_count ");
    if (sum && count && strtod(count + 25, NULL) > 0)
        printf("mean batch %.1f acts a commit\n", strtod(sum + 23, NULL) / strtod(count + 25, NULL));
}

/* The server's own time for a page, from its log: from the request's head to the last byte given to the
 * kernel. It excludes this client's CPU time and the wait for a busy server thread. A remote client would
 * measure something between this and our own latency. */
static void own_time(const char *line) {
    static const char *const pages[KINDS] = {" page=/nhap/{}/nop ", " page=/ho-so/{} ", " page=/ ",
                                             " page=/can-bo "};
    const char *ms = strstr(line, " ms=");
    for (enum kind k = SUBMIT; ms && k <= QUEUE; k++)
        if (strstr(line, pages[k])) times_add(&own_times[k], strtod(ms + 4, NULL) / 1e3);
}

static void own_lines(void) {
    for (enum kind k = SUBMIT; k <= QUEUE; k++)
        if (own_times[k].n)
            printf("%-7s by the server's own clock: p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms\n",
                   kind_names[k], times_share(&own_times[k], .5) * 1e3, times_share(&own_times[k], .99) * 1e3,
                   own_times[k].max * 1e3);
}

/* Prints the server's warnings and errors. Its line for each request is skipped, but its cost is measured. */
static void server_told(void) {
    char *line = NULL;
    size_t cap = 0;
    int shown = 0;
    FILE *f = fopen(str_z(server_log), "r");
    while (f && getline(&line, &cap, f) > 0)
        if (strstr(line, " event=request ")) own_time(line);
        else if (!strstr(line, "level=info") && shown++ < 20) printf("server: %s", line);
    if (f) fclose(f);
    free(line);
    unlink(str_z(server_log));
    own_lines();
}

static double cpu_of(pid_t pid) {
    char path[40], line[1024] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, line, sizeof line - 1) <= 0) return 0;
    close(fd);
    unsigned long user = 0, sys = 0;
    const char *after = strrchr(line, ')');
    if (!after || sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &sys) != 2)
        return 0;
    return (double)(user + sys) / (double)sysconf(_SC_CLK_TCK);
}

/* Bytes written by the process, to files and sockets. */
static double written_by(pid_t pid) {
    char path[40], line[1024] = "";
    snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, line, sizeof line - 1) <= 0) return 0;
    close(fd);
    const char *at = strstr(line, "wchar: ");
    return at ? strtod(at + 7, NULL) : 0;
}

/* Private memory of the process in kB, and its open file descriptors. */
static i64 rss_of(pid_t pid) {
    char path[40], line[8192] = "";
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, line, sizeof line - 1) <= 0) return 0;
    close(fd);
    const char *at = strstr(line, "VmRSS:");
    return at ? strtol(at + 6, NULL, 10) : 0;
}
static i64 handles_of(pid_t pid) {
    char path[40];
    i64 n = -2;
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *d = opendir(path);
    while (d && readdir(d)) n++;
    if (d) closedir(d);
    return n;
}

/* ---- a connection ---- */

struct connection {
    int fd;
    enum kind kind;
    bool busy;
    /* when the request should have started: a stalled server is charged for the waiting requests */
    double due;
    char *in;
    size_t n;
};
static struct connection all[CONNECTIONS_MAX];
static int poll_fd;
static struct times times[KINDS];
static i64 wrong, per_second[86400], largest[KINDS];
static double began;
static char wrong_line[100];

static int dial(void) {
    struct sockaddr_in a = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && !connect(fd, (struct sockaddr *)&a, sizeof a)) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static void connection_open(struct connection *c) {
    c->fd = dial();
    if (c->fd < 0) panic("the server does not answer on port %lld", (long long)port);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    if (!c->in) c->in = malloc(IN_MAX);
    require(c->in && !epoll_ctl(poll_fd, EPOLL_CTL_ADD, c->fd,
                                &(struct epoll_event){.events = EPOLLIN, .data.ptr = c}));
    c->n = 0;
    c->busy = false;
}

/* The next kind of request, by the weights. */
static enum kind kind_next(void) {
    static i64 turn;
    i64 at = turn++ % weights();
    for (enum kind k = SUBMIT; k < WATCH; k++)
        if ((at -= weight[k]) < 0) return k;
    return SUBMIT;
}

static bool send_request(struct connection *c, enum kind kind, double due) {
    static size_t code;
    char text[2048];
    int n = 0;
    if (kind == SUBMIT) {
        if (next_draft == n_drafts) return false;
        const struct draft_ready *d = &drafts[next_draft++];
        n = snprintf(text, sizeof text,
                     "POST /nhap/%s/nop HTTP/1.1\r\nHost: 127.0.0.1:%lld\r\nOrigin: "
                     "http://127.0.0.1:%lld\r\nCookie: phien=%s\r\nAccept-Encoding: gzip\r\n"
                     "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 36\r\n\r\nkey=%s",
                     d->id, (long long)port, (long long)port, cookies[d->citizen], d->id);
    } else {
        char path[100] = "/";
        if (kind == TRACK) snprintf(path, sizeof path, "/ho-so/%s", codes[code % n_codes].code);
        if (kind == QUEUE || kind == WATCH) snprintf(path, sizeof path, "/can-bo");
        if (kind == BOARD) snprintf(path, sizeof path, "/dieu-hanh");
        const char *cookie = kind == HOME    ? ""
                             : kind == BOARD ? leader_cookie
                             : kind == TRACK ? cookies[codes[code % n_codes].citizen]
                                             : officer_cookie;
        code++;
        n = snprintf(text, sizeof text,
                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%lld\r\nAccept-Encoding: gzip\r\n%s%s\r\n\r\n", path,
                     (long long)port, *cookie ? "Cookie: phien=" : "Accept: text/html", cookie);
    }
    *c = (struct connection){.fd = c->fd, .in = c->in, .kind = kind, .busy = true, .due = due};
    return send(c->fd, text, (size_t)n, MSG_NOSIGNAL) == n;
}

/* True when the whole response has come, by its Content-Length. */
static bool complete(const struct connection *c) {
    const char *end = memmem(c->in, c->n, "\r\n\r\n", 4);
    if (!end) return false;
    const char *length = memmem(c->in, (size_t)(end - c->in), "Content-Length: ", 16);
    return c->n >= (size_t)(end - c->in) + 4 + (length ? strtoul(length + 16, NULL, 10) : 0);
}

static void answered(struct connection *c) {
    const char *good = c->kind == SUBMIT ? "HTTP/1.1 303" : "HTTP/1.1 200";
    double at = now();
    bool fine = !memcmp(c->in, good, 12);
    if (c->kind == SUBMIT) fine = fine && memmem(c->in, c->n, "/ho-so/H", 8);
    c->busy = false;
    if (!fine) {
        if (!wrong++)
            snprintf(wrong_line, sizeof wrong_line, "%s: %.*s", kind_names[c->kind],
                     (int)strcspn(c->in, "\r\n"), c->in);
        return;
    }
    times_add(&times[c->kind], at - c->due);
    if ((i64)c->n > largest[c->kind]) largest[c->kind] = (i64)c->n;
    if (c->kind == SUBMIT) per_second[(size_t)(at - began) % COUNT(per_second)]++;
}

static void readable(struct connection *c) {
    ssize_t n = recv(c->fd, c->in + c->n, IN_MAX - c->n - 1, 0);
    if (n > 0) {
        c->in[c->n += (size_t)n] = 0;
        if (complete(c)) answered(c);
        return;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (c->busy && !wrong++)
        snprintf(wrong_line, sizeof wrong_line, "%s: the connection was closed", kind_names[c->kind]);
    close(c->fd);
    connection_open(c);
}

/* ---- the run ---- */

struct sample {
    i64 rss, handles, wal;
};
static struct sample *samples;
static size_t n_samples;

static void sample_take(pid_t pid, const char *wal) {
    struct stat st;
    samples[n_samples++] = (struct sample){
        .rss = rss_of(pid), .handles = handles_of(pid), .wal = stat(wal, &st) ? 0 : st.st_size};
}

/* Starts due requests on free connections; true while there are more. */
static bool start_due(double at, double *next) {
    for (i64 i = 0; i < connections; i++) {
        if (all[i].busy || (rate && *next > at)) continue;
        if (!send_request(&all[i], kind_next(), rate ? *next : at)) return false;
        if (rate) *next += 1.0 / (double)rate;
    }
    return true;
}

static void watch_due(double at, double *next) {
    struct connection *c = &all[connections];
    if (!watch || c->busy || *next > at) return;
    send_request(c, WATCH, at);
    *next = at + 1.0 / (double)watch;
}

/* After its start, the server computes the cached sums and signs the journal. Waits until that is done. */
static void settle(pid_t pid) {
    double start = now(), before = cpu_of(pid), after;
    /* the sweep of drafts waits for the disk; then the cached sums fill */
    for (int rest = 0; (rest < 3 || now() - start < 20) && now() - start < 120; before = after) {
        sleep(1);
        after = cpu_of(pid);
        rest = after - before < 0.05 ? rest + 1 : 0;
    }
    printf("at rest after %.0f s with %lld MB\n", now() - start, (long long)rss_of(pid) >> 10);
}

static double run(pid_t pid, const char *wal) {
    double next = now(), next_watch = next, next_sample = next, at = began = next;
    bool more = true;
    while (more && (at = now()) - began < (double)seconds) {
        struct epoll_event events[64];
        if (at >= next_sample) sample_take(pid, wal), next_sample += 1;
        more = start_due(at, &next);
        watch_due(at, &next_watch);
        int n = epoll_wait(poll_fd, events, COUNT(events), 1);
        for (int i = 0; i < n; i++) readable(events[i].data.ptr);
    }
    if (!more) printf("the drafts ran out after %.1f s\n", at - began);
    return at - began;
}

static void report_lines(double took, const struct times *sync) {
    i64 first = 0, last = 0, end = (i64)took;
    for (enum kind k = SUBMIT; k < KINDS; k++)
        if (times[k].n)
            printf("%-7s %9lld  %8.0f/s   p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms   at most %.1f KB\n",
                   kind_names[k], (long long)times[k].n, (double)times[k].n / took,
                   times_share(&times[k], .5) * 1e3, times_share(&times[k], .99) * 1e3, times[k].max * 1e3,
                   (double)largest[k] / 1024);
    if (times[BOARD].n)
        printf("the board wanted: p99 20 ms: %s\n",
               times_share(&times[BOARD], .99) <= .020 ? "reached" : "NOT reached");
    for (i64 i = 0; i < 10 && end >= 20; i++) first += per_second[i], last += per_second[end - 10 + i];
    if (first && times[SUBMIT].n)
        printf("last 10 s / first 10 s: %.2f (%lld, %lld)\n", (double)last / (double)first, (long long)last,
               (long long)first);
    if (!times[SUBMIT].n || rate) return;
    double reached = (double)times[SUBMIT].n / took, limit = 8 * (double)sync->n / 3,
           p99 = times_share(sync, .99) * 5e3;
    printf("wanted: %.0f/s (the lower of 4000 and 8 x fdatasync), p99 %.0f ms: %s\n",
           limit < 4000 ? limit : 4000, p99 > 20 ? p99 : 20,
           reached >= (limit < 4000 ? limit : 4000) &&
                   times_share(&times[SUBMIT], .99) * 1e3 <= (p99 > 20 ? p99 : 20)
               ? "reached"
               : "NOT reached");
}

static void wanted(const char *what, double is, double most, const char *unit) {
    printf("wanted: %s at most %.0f %s, is %.1f: %s\n", what, most, unit, is,
           is <= most ? "reached" : "NOT reached");
}

/* Compares the first and last third of the run, to show growth. */
static void report_memory(void) {
    i64 wal = 0, top = 0, rss[2] = {0}, handles[2] = {0};
    size_t from = (size_t)warm < n_samples ? (size_t)warm : n_samples, third = (n_samples - from) / 3;
    for (size_t i = 0; i < n_samples; i++) {
        if (samples[i].wal > wal) wal = samples[i].wal;
        if (samples[i].rss > top) top = samples[i].rss;
        if (third && i >= from && i < from + third)
            rss[0] += samples[i].rss, handles[0] += samples[i].handles;
        if (third && i >= n_samples - third) rss[1] += samples[i].rss, handles[1] += samples[i].handles;
    }
    printf("largest WAL %lld MB, largest memory %lld MB\n", (long long)wal >> 20, (long long)top >> 10);
    wanted("largest WAL", (double)wal / (1 << 20), 128, "MB");
    wanted("largest memory", (double)top / 1024, 128, "MB");
    if (third)
        printf("memory last third / first: %.3f (%lld MB), handles %.3f (%lld)\n",
               (double)rss[1] / (double)rss[0], (long long)(rss[1] / (i64)third) >> 10,
               (double)handles[1] / (double)handles[0], (long long)(handles[1] / (i64)third));
}

static bool settings(int argc, char **argv) {
    struct {
        const char *name;
        i64 *to;
    } known[] = {{"seconds", &seconds},
                 {"connections", &connections},
                 {"rate", &rate},
                 {"port", &port},
                 {"watch", &watch},
                 {"warm", &warm},
                 {"submit", &weight[SUBMIT]},
                 {"track", &weight[TRACK]},
                 {"home", &weight[HOME]},
                 {"queue", &weight[QUEUE]},
                 {"board", &weight[BOARD]}};
    for (int i = 2; i < argc; i++) {
        str value = str_c(argv[i]), name = str_cut(&value, '=');
        size_t k = 0;
        while (k < COUNT(known) && !str_eq(name, str_c(known[k].name))) k++;
        if (k == COUNT(known) || !str_to_int(value, known[k].to) || *known[k].to < 0) return false;
    }
    return argc > 1 && weights() > 0 && connections > 0 && connections < CONNECTIONS_MAX && seconds > 0 &&
           seconds < (i64)COUNT(per_second);
}

int main(int argc, char **argv) {
    if (!settings(argc, argv))
        return fprintf(stderr, "usage: %s DATA [name=value ...], see the head of bench/load.c\n", argv[0]), 2;
    setlinebuf(stdout);
    arena_enter(arena_new());
    rooms_start();
    str data = str_c(argv[1]);
    prepare(data);
    struct times sync = disk(data);
    printf("disk: %.0f fdatasync/s, p99 %.2f ms\n", (double)sync.n / 3, times_share(&sync, .99) * 1e3);
    double start = now();
    pid_t pid = server_start(argv[1]);
    int fd;
    while ((fd = dial()) < 0 && now() - start < 60 && !waitpid(pid, NULL, WNOHANG)) usleep(5000);
    if (fd < 0) panic("the server does not start");
    close(fd);
    printf("serves after %.2f s\n", now() - start);
    settle(pid);
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    for (i64 i = 0; i < connections + (watch > 0); i++) connection_open(&all[i]);
    samples = calloc((size_t)seconds + 2, sizeof *samples);
    require(samples);
    double cpu = cpu_of(pid), written = written_by(pid),
           took = run(pid, str_z(str_fmt("%.*s/main.db-wal", STR_ARG(data))));
    cpu = cpu_of(pid) - cpu;
    written = written_by(pid) - written;
    i64 answers = 0;
    for (enum kind k = SUBMIT; k < KINDS; k++) answers += times[k].n;
    report_lines(took, &sync);
    if (answers)
        printf("server CPU: %.0f microseconds an answer (%.2f of a core), %.1f KB written\n",
               cpu * 1e6 / (double)answers, cpu / took, written / 1024 / (double)answers);
    if (answers && answers == times[SUBMIT].n && !rate)
        wanted("server CPU a filing", cpu * 1e6 / (double)answers, 150, "us");
    if (times[WATCH].n)
        wanted("queue p99, as the client saw it", times_share(&times[WATCH], .99) * 1e3, 5, "ms");
    report_memory();
    batch_told();
    if (wrong) printf("WRONG: %lld answers, the first: %s\n", (long long)wrong, wrong_line);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    server_told();
    return wrong > 0 || !answers;
}
