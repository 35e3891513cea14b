/* Request smuggling through nginx: each trick is sent through a real nginx that keeps its connections to our
 * server, then a visitor comes on another connection. Every request carries a marker its answer repeats, so
 * an answer that belongs to another request shows. Twice: nginx passing bodies on whole (its default, and
 * what we document), and passing them on as they come. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <stdio.h>
int main(void) {
    return printf("1..0 # SKIP what reaches a sanitized server is in tests/server/serve_test.sh\n") < 0;
}
#else
#include "server.h"

enum { WHOLE = 9131, STREAMED = 9132 };
static const char conf[] = "daemon off; %s worker_processes 1; pid nginx.pid; error_log error.log;\n"
                           "events { worker_connections 256; }\n"
                           "http { access_log access.log; client_body_temp_path body; proxy_temp_path proxy; "
                           "fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;\n"
                           "upstream tinhso { server 127.0.0.1:%d; keepalive 1; }\n"
                           "proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host "
                           "$host; proxy_set_header X-Forwarded-For $remote_addr;\n"
                           "server { listen 127.0.0.1:%d; location / { proxy_pass http://tinhso; } }\n"
                           "server { listen 127.0.0.1:%d; proxy_request_buffering off; location / { "
                           "proxy_pass http://tinhso; } } }\n";

static pid_t nginx_start(void) {
    const char *program = access("/usr/sbin/nginx", X_OK) ? "nginx" : "/usr/sbin/nginx";
    mkdir(in_folder("nginx"), 0700);
    FILE *f = fopen(in_folder("nginx/conf"), "w");
    if (!f) panic("nginx/conf: %s", strerror(errno));
    fprintf(f, conf, getuid() ? "" : "user root;", server_port, WHOLE, STREAMED);
    fclose(f);
    pid_t pid = run_program(
        (const char *const[]){program, "-p", in_folder("nginx"), "-c", in_folder("nginx/conf"), NULL},
        in_folder("nginx/out"));
    for (int i = 0; i < 100; i++, usleep(50 * 1000)) {
        struct sockaddr_in to = {
            .sin_family = AF_INET, .sin_port = htons(STREAMED), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        bool there = !connect(fd, (struct sockaddr *)&to, sizeof to);
        close(fd);
        if (there) return pid;
    }
    panic("nginx does not start: see %s", in_folder("nginx"));
}

#define SMUGGLED "GET /dang-nhap?den=/smuggled HTTP/1.1\r\nHost: a\r\nX-A: b"
/* The header lines of a trick; each is sent with a body that one reading ends at `0\r\n\r\n` and the other
 * behind it, and the other way round. */
static const struct {
    const char *p;
    size_t n;
} codings[] = {
#define L(text) \
    { text, sizeof(text) - 1 }
    L("Transfer-Encoding: chunked\r\n"),
    L("Transfer-Encoding: xchunked\r\n"),
    L("Transfer-Encoding : chunked\r\n"),
    L("Transfer-Encoding:\tchunked\r\n"),
    L("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n"),
    L("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n"),
    L(" Transfer-Encoding: chunked\r\n"),
    L("X-A: b\nTransfer-Encoding: chunked\r\n"),
    L("X-A: b\rTransfer-Encoding: chunked\r\n"),
    L("Transfer-Encoding\n: chunked\r\n"),
    L("Transfer-Encoding:\r\n chunked\r\n"),
    L("Transfer-Encoding:\n chunked\r\n"),
    L("X-A: b\r\n Transfer-Encoding: chunked\r\n"),
    L("Transfer-Encoding: \"chunked\"\r\n"),
    L("Transfer-Encoding: chunked\0\r\n"),
    L("Transfer-Encoding: \0chunked\r\n"),
    L("Transfer-Encoding\0: chunked\r\n"),
    L("Transfer-Encoding: \vchunked\r\n"),
    L("Transfer-Encoding: chunked\v\r\n"),
    L("Transfer-Encoding: \fchunked\r\n"),
    L("Transfer_Encoding: chunked\r\n"),
    L("transfer-encoding: cHuNkEd\r\n"),
    L("Transfer-Encoding: chunked, identity\r\n"),
    L("Transfer-Encoding: identity, chunked\r\n"),
    L("Transfer-Encoding: identity\r\n"),
    L("Transfer-Encoding:\r\n"),
    L("Transfer-Encoding: chunked;x=y\r\n"),
    L("Transfer-Encoding: ,chunked\r\n"),
    L("Transfer-Encoding chunked\r\n"),
    L("Transfer-Encoding: \xff"
      "chunked\r\n"),
    L("Transfer-Encoding: chunk\r\n"),
    L("TE: chunked\r\n"),
    L("Content-Encoding: chunked\r\n"),
    L("Connection: Content-Length\r\nTransfer-Encoding: chunked\r\n"),
    L("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n"),
    L("Connection: Content-Length\r\n"),
    L("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"),
    L("Expect: 100-continue\r\n"),
    L("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
    L("Connection: Upgrade\r\nUpgrade: websocket\r\n"),
    L("Content-Length: 0\r\n"),
    L("Content-Length: 00\r\n"),
    L("Content-Length:\r\n 0\r\n"),
    L("Content-Length: \0000\r\n"),
    L("Content_Length: 0\r\n"),
    L("Content-Length : 0\r\n"),
    L("X-A: b\r\n\tContent-Length: 0\r\n"),
    L("Content-Length\r\n"),
    L("Content-Length: +0\r\n"),
    L("Content-Length: 0, 0\r\n"),
#undef L
};
/* What stands where a chunk and the end of the body should. */
static const char *const chunks[] = {
    "0;\n\r\n\r\n",
    "0\n\r\n",
    "0\r\nX-A: b\r\n\r\n",
    "00000000000000000000000\r\n\r\n",
    "10000000000000000\r\n\r\n",
    "0x0\r\n\r\n",
    "-1\r\n\r\n",
    "ffffffffffffffff\r\n\r\n",
    "1\r\nab\r\n0\r\n\r\n",
    "2;a\nxx\r\n4\r\nabcd\r\n0\r\n\r\n",
    "1\nZ\nQ\r\n0\r\n\r\n",
    " 0\r\n\r\n",
    "0 \r\n\r\n",
    "\r\n",
};

static int visits, strange;

/* A visitor on a connection of their own: one answer, theirs. */
static bool visit(int port) {
    str marker = str_fmt("/visitor-%d", ++visits);
    str got = ask(port, str_fmt("GET /dang-nhap?den=%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                                str_z(marker)));
    bool good = status_of(got) == 200 && times(got, str_z(marker)) >= 1 && times(got, "/smuggled") == 0 &&
                times(got, "HTTP/1.1 ") == 1;
    if (!good) diag("got %.*s", (int)(got.n < 300 ? got.n : 300), got.p);
    return good;
}

/* How many requests for the smuggled page nginx itself took for requests: those it may answer. */
static size_t logged(void) {
    static char text[4 << 20];
    FILE *f = fopen(in_folder("nginx/access.log"), "r");
    size_t n = f ? fread(text, 1, sizeof text, f) : 0;
    if (f) fclose(f);
    return times((str){text, n}, "den=/smuggled");
}

/* What comes back on the attacker's own connection names the smuggled page no more often than nginx saw it
 * asked for. */
static bool trick(int port, str bytes) {
    bool closed;
    size_t before = logged();
    int fd = dial(port);
    send_all(fd, bytes);
    str got = receive(fd, 0.12, &closed);
    close(fd);
    bool theirs = visit(port) && visit(port); /* nginx has written its line by now */
    size_t smuggled = times(got, "/dang-ky?den=%2Fsmuggled"), seen = logged() - before;
    if (smuggled > seen) diag("answered %zu, seen %zu", smuggled, seen);
    return theirs && smuggled <= seen;
}

static str request(str lines, const char *length, str body) {
    return str_fmt("POST /dang-nhap HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: "
                   "application/x-www-form-urlencoded\r\n%s%.*s\r\n%.*s",
                   length, STR_ARG(lines), STR_ARG(body));
}

static void all(int port, const char *how) {
    str whole = S("0\r\n\r\n" SMUGGLED), inside = S("41\r\n" SMUGGLED "\r\n0\r\n\r\n");
    size_t wrong = 0, n = 0;
    for (size_t i = 0; i < COUNT(codings); i++) {
        str lines = {codings[i].p, codings[i].n};
        str tries[] = {
            request(lines, str_z(str_fmt("Content-Length: %zu\r\n", whole.n)), whole), /* CL.TE */
            request(lines, "Content-Length: 4\r\n", inside),                           /* TE.CL */
            /* neither, but for the trick */
            request(lines, "", whole),
            request(lines, "Content-Length: 5\r\n", whole),
        };
        for (size_t k = 0; k < COUNT(tries); k++, n++) {
            if (trick(port, tries[k])) continue;
            wrong++;
            diag("%s: coding %zu, try %zu", how, i, k);
        }
    }
    is_int((i64)wrong, 0, "%s: %zu obfuscated codings and lengths move no answer to another request", how, n);
    wrong = 0;
    for (size_t i = 0; i < COUNT(chunks); i++)
        if (!trick(port, request(S("Transfer-Encoding: chunked\r\n"), "", str_fmt("%s" SMUGGLED, chunks[i]))))
            wrong++, diag("%s: chunk %zu", how, i);
    is_int((i64)wrong, 0, "%s: nor do %zu odd chunks", how, COUNT(chunks));
}

/* Tricks in the first line, and what a visitor with a good form sees. */
static void rest(int port, const char *how) {
    static const char *const firsts[] = {
        "GET /dang-nhap?den=/a HTTP/1.1\r\nHost: a\r\n\r\n" SMUGGLED "\r\n\r\n",
        "GET /dang-nhap HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n" SMUGGLED "\r\n\r\n",
        "GET /dang-nhap?den=/a%0d%0a%0d%0a"
        "GET%20/dang-nhap?den=/smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://a/dang-nhap?den=/smuggled HTTP/1.1\r\nHost: b\r\n\r\n",
        "GET /dang-nhap?den=/a HTTP/1.1\r\nHost: a\r\nContent-Length: 52\r\n\r\n" SMUGGLED "\r\n\r\n",
        "HEAD /dang-nhap HTTP/1.1\r\nHost: a\r\n\r\n" SMUGGLED "\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 52\r\n\r\n" SMUGGLED "\r\n\r\n",
        "GET /dang-nhap HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" SMUGGLED "\r\n\r\n",
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(firsts); i++)
        if (!trick(port, str_c(firsts[i]))) wrong++, diag("%s: first line %zu", how, i);
    is_int((i64)wrong, 0, "%s: nor do %zu tricks in the first line", how, COUNT(firsts));
    str good = ask(port, S("POST /dang-nhap HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nConnection: "
                           "close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                           "Content-Length: 17\r\n\r\nlogin=&password=x"));
    is_int(status_of(good), 422, "%s: an honest form arrives", how);
    strange += times(good, "/smuggled") > 0;
}

int main(int argc, char **argv) {
    (void)argc;
    arena_enter(arena_new());
    server_start(argv[0], "9120");
    pid_t nginx = nginx_start();
    all(WHOLE, "bodies passed on whole");
    rest(WHOLE, "bodies passed on whole");
    str coded = ask(WHOLE, S("POST /dang-nhap HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nConnection: "
                             "close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n11\r\nlogin=&password=x\r\n0\r\n\r\n"));
    is_int(status_of(coded), 422, "what comes to nginx in chunks comes to us with a length");
    all(STREAMED, "bodies passed on as they come");
    rest(STREAMED, "bodies passed on as they come");
    ok(!strange, "%d visitors got their own answer each", visits);
    kill(nginx, SIGTERM);
    waitpid(nginx, NULL, 0);
    ok(server_stop(), "the server lives, and ends well");
    return done();
}
#endif
