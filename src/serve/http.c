/* The HTTP server, on libmicrohttpd: check the head, find the visitor, route to a page, ask the writer for
 * the act, respond. Each request has its own arena. A connection that waits for the writer is suspended. */
#include "conn.h"
#include "meter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OUT_ROOM = 16 * 1024, THREADS = 4, PORTS_TRIED = 10 };

struct http http;
static struct MHD_Daemon *daemon_;

/* ---- one read-only database handle for each thread ---- */

/* Opened before the threads start: under load no file descriptor may be left for them. */
static struct db *readers[THREADS];
static atomic_size_t readers_taken;

static bool readers_open(str *out_error) {
    for (size_t i = 0; i < COUNT(readers); i++) {
        if (!(readers[i] = db_open_folder(http.data, DB_READ, out_error))) return false;
        journal_last(readers[i]); /* makes SQLite open the -wal and -shm files too */
    }
    return true;
}

struct db *conn_reader(void) {
    static _Thread_local struct db *db;
    if (!db) db = readers[atomic_fetch_add(&readers_taken, 1) % COUNT(readers)];
    db_rollback(db);
    db_clear(db);
    return db;
}

/* ---- taking a request in ---- */

static enum MHD_Result header_add(void *arg, enum MHD_ValueKind kind, const char *name, size_t n_name,
                                  const char *value, size_t n_value) {
    struct conn *c = arg;
    (void)kind;
    GROW(c->lines, c->n_lines, c->cap_lines);
    c->lines[c->n_lines++] = (struct header){str_copy((str){name, n_name}),
                                             str_copy((str){value ? value : "", value ? n_value : 0})};
    return MHD_YES;
}

static enum MHD_Result query_add(void *arg, enum MHD_ValueKind kind, const char *name, size_t n_name,
                                 const char *value, size_t n_value) {
    struct conn *c = arg;
    (void)kind;
    if (c->n_query >= FIELDS_MAX) {
        c->fault = 413;
        return MHD_NO;
    }
    GROW(c->query, c->n_query, c->cap_query);
    c->query[c->n_query++] = (struct pair){str_copy((str){name, n_name}),
                                           str_copy((str){value ? value : "", value ? n_value : 0})};
    return MHD_YES;
}

static str cookie(const struct conn *c, const char *name) {
    str all = header_value(c->lines, c->n_lines, "Cookie");
    while (all.n) {
        str one = str_trim(str_cut(&all, ';')), key = str_cut(&one, '=');
        if (str_eq(key, str_c(name))) return one;
    }
    return (str){0};
}

/* The client's address. From a proxy on this machine, the last address of X-Forwarded-For is used, for the
 * proxy added it; from elsewhere that header is ignored. IPv6 is cut to /64: one customer gets a whole /64.
 */
static str client_address(struct conn *c) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr_in *a = info ? (const void *)info->client_addr : NULL;
    str said = header_value(c->lines, c->n_lines, "X-Forwarded-For");
    char text[INET_ADDRSTRLEN] = "";
    u8 six[16];
    if (a && a->sin_family == AF_INET) inet_ntop(AF_INET, &a->sin_addr, text, sizeof text);
    if (!said.n || !str_starts(str_c(text), S("127."))) return str_copy(str_c(text));
    while (memchr(said.p, ',', said.n)) str_cut(&said, ',');
    said = str_trim(said);
    return inet_pton(AF_INET6, str_z(said), six) == 1 ? hex(six, 8) : str_copy(said);
}

/* True when the proxy says that the client uses TLS. Cookies are then Secure and named __Host-, so neither a
 * page without TLS nor a neighbouring subdomain can set them (RFC 6265bis 4.1.3.2). */
bool conn_secure(const struct conn *c) {
    return str_is(header_value(c->lines, c->n_lines, "X-Forwarded-Proto"), "https");
}

static const struct monitor_page *monitor_page(str path);

static void visitor_find(struct conn *c) {
    struct request *r = &c->r;
    r->roles = R_ANYONE;
    r->lang = lang_of(cookie(c, conn_secure(c) ? "__Host-ngu" : "ngu"));
    str value = cookie(c, conn_secure(c) ? "__Host-phien" : "phien");
    struct session x = value.n ? scratch_session_find(http.scratch, value, r->now) : (struct session){0};
    r->who.session = x.id;
    r->who.known = x.person;
    r->who.credential = x.credential;
    if (x.live) the_people()->visitor(r, x.person);
}

static void request_read(struct conn *c, const char *target, const char *method, const char *version) {
    MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, header_add, c);
    MHD_get_connection_values_n(c->mhd, MHD_GET_ARGUMENT_KIND, query_add, c);
    str path = str_copy(str_c(target));
    struct out query = {0};
    for (size_t i = 0; i < c->n_query; i++)
        out_fmt(&query, "%s%.*s=%.*s", i ? "&" : "", STR_ARG(url_part(c->query[i].name)),
                STR_ARG(url_part(c->query[i].value)));
    c->r = (struct request){.method = str_copy(str_c(method)),
                            .path = path,
                            .query = out_all(&query),
                            .now = (i64)time(NULL),
                            .province = province_now(),
                            .scratch = http.scratch,
                            .data = http.data,
                            .demo = http.demo,
                            .host = header_value(c->lines, c->n_lines, "Host"),
                            .address = client_address(c)};
    c->monitor = monitor_page(path);
    if (!c->monitor) web_route(&c->r);
    if (!c->fault) c->fault = gate_check(c->r.method, path, str_c(version), c->lines, c->n_lines);
    c->broken = c->fault;
    bool post = str_is(c->r.method, "POST");
    c->r.db = conn_reader();
    /* the visitor must be known before a form is read, for uploads are taken only from the draft's owner; a
     * GET looks the visitor up with its page */
    if (!c->fault && post) {
        db_begin(c->r.db);
        visitor_find(c);
        db_rollback(c->r.db);
    }
    if (!c->fault && post && !gate_same_origin(c->lines, c->n_lines)) c->fault = 403;
    if (!c->fault && post) body_start(c);
}

/* ---- answering ---- */

static void refuse(struct conn *c) {
    static const struct {
        int status;
        const char *title, *text;
    } words[] = {
        {400, N_("This could not be read"),
         N_("What was sent is not readable text. Go back and type it again.")},
        {403, N_("This came from another page"),
         N_("For your safety, forms are only taken from this site's own pages. Open the page here and send "
            "it again.")},
        {405, N_("This address is not used this way"), N_("Go back and use the buttons of the page.")},
        {411, N_("This could not be read"), N_("This page only takes forms.")},
        {413, N_("Too much at once"),
         N_("What was sent is larger than this page takes. A file may have up to 20 MB.")},
        {414, N_("The address is too long"), N_("Check the address, or start from the home page.")},
        {415, N_("This could not be read"), N_("This page only takes forms.")},
        {431, N_("This could not be read"),
         N_("Your browser sent too much with the address. Clear its cookies for this site and try again.")},
        {503, N_("Please try again in a moment"), N_("Nothing was lost: go back and send the form again.")},
    };
    if (c->fault == 405) c->r.allow = S("GET, HEAD, POST"); /* no page allows another method */
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].status == c->fault) return web_error(&c->r, c->fault, words[i].title, words[i].text);
    web_error(&c->r, c->fault, words[0].title, words[0].text);
}

static void resume(struct ticket *t) {
    struct conn *c = t->of;
    c->answered = true;
    MHD_resume_connection(c->mhd);
}

/* Hands the act to the writer and suspends the connection; when the queue is full, responds at once. */
static void ask_writer(struct conn *c) {
    /* actor 0, the system itself, cannot be claimed over HTTP */
    if (!c->r.ask->actor) c->r.ask->actor = ACTOR_NOBODY;
    c->ticket = (struct ticket){.request = ask_bytes(c->r.ask), .done = resume, .of = c};
    c->asked = true;
    deadline_phase(c->mhd, PHASE_WRITER, 0);
    MHD_suspend_connection(c->mhd);
    if (!writer_submit(http.writer, &c->ticket)) resume(&c->ticket);
}

static void act_answer(struct conn *c) {
    struct reply reply = {.status = REPLY_BUSY, .why = S("")};
    if (c->ticket.reply) reply_read((str){c->ticket.reply, c->ticket.n_reply}, &reply);
    c->r.province = province_now();
    db_begin(c->r.db);
    web_acted(&c->r, &reply);
    db_rollback(c->r.db);
}

/* ---- for monitoring: /healthz, /readyz, /metrics ---- */

static void live(struct conn *c) { out_z(&c->r.out, "ok\n"); }

static void ready(struct conn *c) {
    str why = meter_unready(c->r.db, folder_held(http.folder));
    if (why.n) c->r.status = 503;
    out_fmt(&c->r.out, "%.*s\n", STR_ARG(why.n ? why : S("ready")));
}

/* Only for clients on this machine that do not come through the proxy. */
static void metrics(struct conn *c) {
    if (!str_starts(c->r.address, S("127.")) || header_value(c->lines, c->n_lines, "X-Forwarded-For").n)
        return web_error(&c->r, 404, N_("Page not found"),
                         N_("Check the address, or start from the home page."));
    c->r.type = "text/plain; version=0.0.4; charset=utf-8";
    meter_text(&c->r.out, c->r.db);
}

static const struct monitor_page {
    const char *path;
    void (*answer)(struct conn *c);
    bool alone; /* answers even when the database does not */
} monitor_pages[] = {{.path = "/healthz", .answer = live, .alone = true},
                     {.path = "/readyz", .answer = ready},
                     {.path = "/metrics", .answer = metrics}};

static const struct monitor_page *monitor_page(str path) {
    for (size_t i = 0; i < COUNT(monitor_pages); i++)
        if (str_eq(path, str_c(monitor_pages[i].path))) return &monitor_pages[i];
    return NULL;
}

static void monitor_answer(struct conn *c) {
    c->r.type = "text/plain; charset=utf-8";
    c->monitor->answer(c);
}

/* The pattern that names the request in metrics and log. */
static const char *pattern_of(const struct conn *c) {
    if (c->monitor) return c->monitor->path;
    if (c->r.page) return c->r.page->path;
    return str_starts(c->r.path, S("/tep/")) ? "/tep/{}" : "-";
}

static i64 micros(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* A query of the page failed: the visitor gets an error instead of half a page. */
static enum MHD_Result unread(struct conn *c) {
    log_line("error", "event=read.failed why=\"%.*s\"", STR_ARG(db_error(c->r.db)));
    c->r.ask = NULL;
    c->fault = 503;
    refuse(c);
    return send_page(c);
}

static void page_make(struct conn *c) {
    struct request *r = &c->r;
    r->out = (struct out){.p = NEWS(char, OUT_ROOM), .cap = OUT_ROOM};
    if (c->fault) refuse(c);
    else if (c->monitor) monitor_answer(c);
    else web_handle(r, c->query, c->n_query, c->body, c->n_body);
}

static enum MHD_Result answer(struct conn *c) {
    struct request *r = &c->r;
    c->r.db = conn_reader();
    if (c->answered) {
        act_answer(c);
        return send_page(c);
    }
    const struct asset *a = !c->fault && str_starts(r->path, S("/tep/")) ? asset_find(r->path) : NULL;
    if (a) return send_asset(c, a);
    if (!c->fault && c->monitor && c->monitor->alone) {
        monitor_answer(c);
        return send_page(c);
    }
    enum MHD_Result sent;
    db_begin(r->db);
    if (!c->fault && !str_is(r->method, "POST")) visitor_find(c);
    bool kept = cache_send(c, &sent);
    if (!kept) page_make(c);
    db_rollback(r->db);
    if (kept) return sent;
    if (db_error(r->db).n) return unread(c);
    if (r->ask) {
        ask_writer(c);
        return MHD_YES;
    }
    return send_page(c);
}

/* ---- libmicrohttpd's calls ---- */

static enum MHD_Result handle(void *of, struct MHD_Connection *mhd, const char *target, const char *method,
                              const char *version, const char *data, size_t *n_data, void **state) {
    struct conn *c = *state;
    (void)of;
    struct arena *before;
    if (!c) { /* the response is queued on the second call: on the first, libmicrohttpd would close the
                 connection */
        struct arena *a = arena_new();
        before = arena_enter(a);
        c = NEW(struct conn);
        c->mhd = mhd;
        c->arena = a;
        c->began = micros();
        deadline_phase(mhd, PHASE_BODY, 0);
        request_read(c, target, method, version);
        c->pattern = pattern_of(c);
        *state = c;
        /* the end of a malformed request is unknown: nothing more is read from this connection */
        enum MHD_Result first = c->broken ? answer(c) : MHD_YES;
        arena_enter(before);
        return first;
    }
    before = arena_enter(c->arena);
    enum MHD_Result result = MHD_YES;
    if (*n_data) {
        body_chunk(c, data, *n_data);
        deadline_phase(mhd, PHASE_BODY, c->raw);
        *n_data = 0;
    } else {
        if (!c->asked) body_end(c);
        if (!c->asked || c->answered) result = answer(c);
    }
    arena_enter(before);
    return result;
}

static const char *method_counted(str method) {
    if (str_is(method, "GET") || str_is(method, "HEAD")) return "GET";
    return str_is(method, "POST") ? "POST" : "-";
}

static void finished(void *of, struct MHD_Connection *mhd, void **state,
                     enum MHD_RequestTerminationCode why) {
    struct conn *c = *state;
    (void)of;
    deadline_phase(mhd, PHASE_REST, 0);
    if (!c) return;
    struct arena *a = c->arena, *before = arena_enter(a);
    if (why != MHD_REQUEST_TERMINATED_COMPLETED_OK && !c->asked) c->fault = c->fault ? c->fault : 400;
    body_drop(c);
    send_end(c);
    free(c->ticket.reply);
    /* status 0: the client left before the response */
    meter_request(method_counted(c->r.method), c->pattern, c->status, micros() - c->began, c->bytes);
    *state = NULL;
    arena_enter(before);
    arena_free(a);
}

/* Percent-decodes the target. "%00" would end the C string early: it becomes "%01", a control character that
 * the checks refuse. */
static size_t unescape(void *of, struct MHD_Connection *mhd, char *s) {
    (void)of, (void)mhd;
    for (char *nul = s; (nul = strstr(nul, "%00"));) nul[2] = '1';
    return MHD_http_unescape(s);
}

static void mhd_log(void *of, const char *fmt, va_list ap) {
    char line[300];
    static atomic_llong told;
    i64 now = (i64)time(NULL);
    (void)of;
    /* out of file descriptors, libmicrohttpd logs a hundred thousand times a second */
    if (atomic_exchange(&told, now) == now) return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    vsnprintf(line, sizeof line, fmt, ap);
#pragma GCC diagnostic pop
    log_line("debug", "event=http note=\"%s\"", line);
}

int http_start(const struct http *h, str host, int port, str *out_error) {
    http = *h;
    if (!readers_open(out_error)) return 0;
    for (int i = 0; i < PORTS_TRIED; i++) {
        struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)(port + i))};
        if (inet_pton(AF_INET, str_z(host), &a.sin_addr) != 1) {
            *out_error = str_fmt("%.*s is no IPv4 address", STR_ARG(host));
            return 0;
        }
        daemon_ = MHD_start_daemon(
            MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
            (uint16_t)(port + i), NULL, NULL, handle, NULL, MHD_OPTION_EXTERNAL_LOGGER, mhd_log, NULL,
            MHD_OPTION_SOCK_ADDR, &a, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
            MHD_OPTION_NOTIFY_COMPLETED, finished, NULL, MHD_OPTION_NOTIFY_CONNECTION, deadline_connection,
            NULL, MHD_OPTION_URI_LOG_CALLBACK, deadline_line, NULL, MHD_OPTION_CONNECTION_LIMIT,
            (unsigned)CONNECTIONS_MAX, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)64 * 1024,
            MHD_OPTION_END);
        if (daemon_) return deadline_start(), port + i;
    }
    *out_error = str_fmt("no free port from %d to %d: %s", port, port + PORTS_TRIED - 1, strerror(errno));
    return 0;
}

void http_drain(int seconds) {
    meter_drain();
    MHD_socket listening = MHD_quiesce_daemon(daemon_);
    if (listening != MHD_INVALID_SOCKET) close(listening);
    for (int i = 0; i < seconds * 50 && deadline_busy(); i++) usleep(20 * 1000);
    log_line("info", "event=drained left=%d", deadline_busy());
}

void http_stop(void) {
    MHD_stop_daemon(daemon_);
    deadline_stop();
    cache_clear();
}
