/* The back room's loop: look, make papers, sign, rest. See backroom.h. */
#include "backroom.h"
#include "private.h"

#include "rooms/programme/report.h"
#include "base/cli.h"
#include "web/web.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { LOOK_MS = 250, REFUSED_SECONDS = 30, WAKE_SECONDS = 30, WAKES_MAX = 50 };

struct backroom {
    str data;
    struct db *db;
    struct arena *page; /* of one pass */
    struct signer signer;
    struct papers papers;
    i64 sign_again; /* after a refusal: not before this monotonic second */
    i64 wake_again; /* when to look next for what time alone brings */
    str told;       /* the last complaint, so that it is not said four times a second */
    i64 told_at;
    char told_text[512];
    size_t made, signatures;
};

i64 steady_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec + 1; /* 0 stands for never */
}

bool limit_take(struct limit *l) {
    i64 now = steady_seconds(), hour = now / HOUR;
    if (l->second != now) l->second = now, l->in_second = 0;
    if (l->hour != hour) l->hour = hour, l->in_hour = 0;
    if (l->in_second >= l->a_second || l->in_hour >= l->an_hour) return false;
    l->in_second++;
    l->in_hour++;
    return true;
}

static struct backroom backroom_of(str data) {
    return (struct backroom){
        .data = data,
        .signer = {.data = data, .lock = -1},
        .page = arena_new(),
        .papers = {.data = data, .limit = {.a_second = PAPERS_A_SECOND, .an_hour = PAPERS_AN_HOUR}}};
}

static void backroom_close(struct backroom *b) {
    signer_close(&b->signer);
    papers_close(&b->papers);
    db_close(b->db);
    arena_free(b->page);
}

/* Loud, but once a minute for the same words. */
static void complain(struct backroom *b, const char *event, str why) {
    i64 now = steady_seconds();
    if (why.n > sizeof b->told_text) why.n = sizeof b->told_text;
    if (str_eq(why, b->told) && now - b->told_at < 60) return;
    memcpy(b->told_text, why.p, why.n);
    b->told = (str){b->told_text, why.n};
    b->told_at = now;
    log_line("error", "event=%s why=\"%.*s\"", event, STR_ARG(why));
}

static bool database(struct backroom *b, str *out_error) {
    if (b->db && !db_error(b->db).n) return true;
    db_close(b->db);
    b->db = db_open_folder(b->data, DB_READ, out_error);
    return b->db != NULL;
}

static bool due(struct backroom *b, const struct province *p, i64 now) {
    for (size_t i = 0; p && rooms[i]; i++)
        if (rooms[i]->wakes && rooms[i]->wakes(b->db, p, now)) return true;
    return false;
}

/* What time alone brings (a supplement lapses, an agency ends): a house.tick for as long as a room says that
 * something is due. */
static void wake(struct backroom *b) {
    if (b->wake_again > steady_seconds() || (b->papers.through_server && !server_answers(b->data))) return;
    b->wake_again = steady_seconds() + WAKE_SECONDS;
    const struct province *p = papers_province(&b->papers, b->db);
    for (int i = 0; i < WAKES_MAX && due(b, p, (i64)time(NULL)); i++) {
        str key = str_fmt("house.tick.%lld.%d", (long long)(i64)time(NULL), i);
        struct reply r =
            door_ask(b->data, &(struct act_ask){.kind = "house.tick", .key = key, .fields = json_object()});
        if (r.status != REPLY_OK) return complain(b, "tick.failed", r.why);
    }
}

enum errand {
    PASS,          /* what is due */
    PASS_AT_ONCE,  /* and a checkpoint however young the last one is */
    LAST_SIGNATURE /* only that: the server is going, and nobody should find its lock taken by us */
};

/* Papers, then the checkpoint, so that it covers the acts that recorded them. The first complaint is
 * returned, each is logged. */
static bool pass(struct backroom *b, enum errand errand, str *out_error) {
    str why = {0};
    size_t made = 0;
    bool good = true, at_once = errand != PASS;
    if (!database(b, out_error)) {
        complain(b, "backroom.database", *out_error);
        return false;
    }
    if (errand != LAST_SIGNATURE) wake(b);
    if (errand != LAST_SIGNATURE) good = papers_pass(&b->papers, b->db, &made, out_error);
    if (!good) complain(b, "paper.failed", *out_error);
    bool annual = false;
    if (errand != LAST_SIGNATURE && !annuals_pass(&b->papers, b->db, &annual, &why))
        complain(b, "report.failed", why);
    b->made += made + annual;
    if (!at_once && b->sign_again > steady_seconds()) return good;
    enum signed_what what = signer_pass(&b->signer, b->db, at_once, &why);
    b->signatures += what == SIGNED_ONE;
    b->sign_again = 0;
    if (what != SIGNED_REFUSED) return good;
    b->sign_again = steady_seconds() + REFUSED_SECONDS;
    complain(b, "checkpoint.refused", why);
    if (good) *out_error = why;
    return false;
}

/* A pass in an arena of its own; the words are copied into the caller's. */
static bool pass_apart(struct backroom *b, enum errand errand, str *out_error) {
    str why = {0};
    struct arena *before = arena_enter(b->page);
    bool good = pass(b, errand, &why);
    arena_enter(before);
    if (out_error) *out_error = str_copy(why);
    arena_reset(b->page);
    return good;
}

bool backroom_once(str data, str *out_error) {
    struct backroom b = backroom_of(data);
    bool good = pass_apart(&b, PASS_AT_ONCE, out_error);
    backroom_close(&b);
    return good;
}

/* ---- the loop ---- */

static volatile sig_atomic_t stop;

static void on_stop(int number) {
    (void)number;
    stop = 1;
}

static void listen_for(int number, void (*handler)(int)) {
    struct sigaction a = {.sa_handler = handler};
    sigaction(number, &a, NULL);
}

static void signals_ready(bool child) {
    sigset_t none;
    listen_for(SIGTERM, on_stop);
    listen_for(SIGINT, child ? SIG_IGN : on_stop);
    listen_for(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Every LOOK_MS until told to stop, or (parent > 0) until that parent is gone; then one last signature, so
 * that no act is left uncovered. */
static void loop(struct backroom *b, pid_t parent) {
    struct timespec rest = {.tv_nsec = LOOK_MS * 1000000L};
    while (!stop && (!parent || getppid() == parent)) {
        pass_apart(b, PASS, NULL);
        nanosleep(&rest, NULL);
    }
    pass_apart(b, LAST_SIGNATURE, NULL);
}

int backroom_main(str data) {
    pid_t parent = getppid();
    struct arena *own = arena_new(), *before = arena_enter(own);
    close_range(3, ~0U, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    prctl(PR_SET_NAME, "tinhso-backroom");
    prctl(PR_SET_DUMPABLE, 0); /* the key is in no core file, and no other process of this user may look */
    signals_ready(true);
    struct backroom b = backroom_of(str_copy(data));
    b.papers.through_server = true;
    if (!backroom_quiet(!db_is_file(data))) panic("the back room cannot be shut in: %s", strerror(errno));
    loop(&b, parent);
    backroom_close(&b);
    arena_enter(before);
    arena_free(own);
    return 0;
}

/* ---- the verb ---- */

/* Until nothing is due that can be done. */
static bool all_once(struct backroom *b, str *out_error) {
    struct timespec rest = {.tv_nsec = LOOK_MS * 1000000L};
    bool good = true;
    for (;;) {
        size_t before = b->made;
        good = pass_apart(b, PASS_AT_ONCE, out_error);
        bool moved = b->made > before, full = b->papers.limit.in_second >= b->papers.limit.a_second;
        bool more = b->db && ((papers_due(b->db) && (moved || full)) ||
                              (moved && report_due(b->db, &(struct due_report){0})));
        if (stop || !more) return good;
        nanosleep(&rest, NULL);
    }
}

int tool_backroom(int argc, char **argv) {
    bool once = argc == 3 && !strcmp(argv[2], "--once");
    if (argc < 2 || argv[1][0] == '-' || (argc > 2 && !once)) return tool_usage("backroom DATA [--once]");
    str error = {0};
    struct backroom b = backroom_of(str_c(argv[1]));
    signals_ready(false);
    bool good = true;
    if (once) good = all_once(&b, &error);
    else loop(&b, 0);
    backroom_close(&b);
    if (!good) return tool_fail(error);
    printf("%zu papers made, %zu checkpoints signed\n", b.made, b.signatures);
    return 0;
}
