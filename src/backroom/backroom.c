/* The back room's loop over its errands: ticks, papers, annual reports, cosignatures, checkpoints. See
 * backroom.h. */
#include "backroom.h"
#include "private.h"

#include "rooms/programme/report.h"
#include "base/cli.h"
#include "web/web.h"

#include <errno.h>
#include <unistd.h>

enum { LOOK_MS = 250, REFUSED_SECONDS = 30, RETRY_SECONDS = 60, WAKE_SECONDS = 30, WAKES_MAX = 50 };

static enum errand_end wake(void *of, struct limit *limit, str *out_error);
static enum errand_end make_papers(void *of, struct limit *limit, str *out_error);
static enum errand_end make_reports(void *of, struct limit *limit, str *out_error);
static enum errand_end keep_cosignatures(void *of, struct limit *limit, str *out_error);
static enum errand_end sign_checkpoint(void *of, struct limit *limit, str *out_error);

/* Checkpoints come last, to cover the acts that recorded the papers. */
enum { PAPERS = 1, CHECKPOINT = 4, ERRANDS };
const struct errand backroom_errands[ERRANDS + 1] = {
    {.name = "what time alone brings", .every = WAKE_SECONDS, .failed = "tick.failed", .pass = wake},
    [PAPERS] = {.name = "papers of decided dossiers",
                .limit = {.a_second = PAPERS_A_SECOND, .an_hour = PAPERS_AN_HOUR},
                .failed = "paper.failed",
                .pass = make_papers},
    {.name = "annual reports", .again = RETRY_SECONDS, .failed = "report.failed", .pass = make_reports},
    {.name = "cosignatures kept",
     .limit = {.a_second = COSIGNATURES_A_SECOND, .an_hour = COSIGNATURES_AN_HOUR},
     .failed = "cosignature.refused",
     .pass = keep_cosignatures},
    [CHECKPOINT] = {.name = "checkpoints",
                    .again = REFUSED_SECONDS,
                    .failed = "checkpoint.refused",
                    .pass = sign_checkpoint},
};

struct backroom {
    str data;
    struct db *db;
    struct arena *page; /* memory of one pass */
    struct signer signer;
    struct papers papers;
    struct cosigned cosigned;
    struct errand errands[ERRANDS];
    struct last_error told;
    bool at_once; /* sign even when the last checkpoint is young */
    size_t made, signatures;
};

static struct backroom backroom_of(str data) {
    struct backroom b = {.data = data,
                         .signer = {.data = data, .lock = -1},
                         .page = arena_new(),
                         .papers = {.data = data},
                         .cosigned = {.data = data, .from = -1}};
    memcpy(b.errands, backroom_errands, sizeof b.errands);
    return b;
}

static void backroom_close(struct backroom *b) {
    signer_close(&b->signer);
    papers_close(&b->papers);
    db_close(b->db);
    arena_free(b->page);
}

static bool database(struct backroom *b, str *out_error) {
    if (b->db && !db_error(b->db).n) return true;
    db_close(b->db);
    b->db = db_open_folder(b->data, DB_READ, out_error);
    return b->db != NULL;
}

/* ---- the errands ---- */

static bool due(struct backroom *b, const struct province *p, i64 now) {
    for (size_t i = 0; p && rooms[i]; i++)
        if (rooms[i]->wakes && rooms[i]->wakes(b->db, p, now)) return true;
    return false;
}

/* Time alone brings acts: a supplement lapses, an agency ends. Asks for house.tick until no room has more to
 * do. */
static enum errand_end wake(void *of, struct limit *limit, str *out_error) {
    struct backroom *b = of;
    (void)limit;
    if (b->papers.through_server && !server_answers(b->data)) return ERRAND_WAITS;
    const struct province *p = definitions_now(&b->papers.definitions, b->db);
    for (int i = 0; i < WAKES_MAX && due(b, p, (i64)time(NULL)); i++) {
        str key = str_fmt("house.tick.%lld.%d", (long long)(i64)time(NULL), i);
        struct reply r =
            door_ask(b->data, &(struct act_ask){.kind = "house.tick", .key = key, .fields = json_object()});
        if (r.status == REPLY_OK) continue;
        *out_error = r.why;
        return ERRAND_FAILED;
    }
    return ERRAND_DONE;
}

static enum errand_end make_papers(void *of, struct limit *limit, str *out_error) {
    struct backroom *b = of;
    size_t made = 0;
    bool good = papers_pass(&b->papers, b->db, limit, &made, out_error);
    b->made += made;
    return good ? ERRAND_DONE : ERRAND_FAILED;
}

static enum errand_end make_reports(void *of, struct limit *limit, str *out_error) {
    struct backroom *b = of;
    bool made = false, good = annuals_pass(&b->papers, b->db, &made, out_error);
    (void)limit;
    b->made += made;
    return good ? ERRAND_DONE : ERRAND_FAILED;
}

static enum errand_end keep_cosignatures(void *of, struct limit *limit, str *out_error) {
    struct backroom *b = of;
    if (b->cosigned.from < 0) return ERRAND_DONE;
    return cosigned_pass(&b->cosigned, definitions_now(&b->papers.definitions, b->db), limit, out_error)
               ? ERRAND_DONE
               : ERRAND_FAILED;
}

static enum errand_end sign_checkpoint(void *of, struct limit *limit, str *out_error) {
    struct backroom *b = of;
    enum signed_what what = signer_pass(&b->signer, b->db, b->at_once, out_error);
    (void)limit;
    b->signatures += what == SIGNED_ONE;
    return what == SIGNED_REFUSED ? ERRAND_FAILED : ERRAND_DONE;
}

enum how {
    PASS,          /* every errand that is due */
    PASS_AT_ONCE,  /* the same, and a checkpoint even when the last one is young */
    LAST_SIGNATURE /* only the checkpoint: the server is ending, and no act may take the folder's lock from
                      the next one */
};

static bool pass(struct backroom *b, enum how how, str *out_error) {
    if (!database(b, out_error)) {
        told_say(&b->told, "backroom.database", *out_error);
        return false;
    }
    size_t first = how == LAST_SIGNATURE ? CHECKPOINT : 0;
    b->at_once = how != PASS;
    if (b->at_once) b->errands[CHECKPOINT].next = 0;
    return errands_pass(b->errands + first, ERRANDS - first, b, out_error);
}

/* One pass in an arena of its own; the error is copied into the caller's. */
static bool pass_apart(struct backroom *b, enum how how, str *out_error) {
    str why = {0};
    struct arena *before = arena_enter(b->page);
    bool good = pass(b, how, &why);
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

/* A pass every LOOK_MS until SIGTERM or until the parent dies (0 = no parent). One last checkpoint then
 * covers the last acts. */
static void loop(struct backroom *b, pid_t parent) {
    struct timespec rest = {.tv_nsec = LOOK_MS * 1000000L};
    while (!stop_asked() && (!parent || getppid() == parent)) {
        pass_apart(b, PASS, NULL);
        nanosleep(&rest, NULL);
    }
    pass_apart(b, LAST_SIGNATURE, NULL);
}

int backroom_main(str data, int from_courier) {
    pid_t parent = getppid();
    struct arena *own = arena_new(), *before = arena_enter(own);
    int from = child_begin("tinhso-backroom", from_courier);
    struct backroom b = backroom_of(str_copy(data));
    b.papers.through_server = true;
    b.cosigned.from = from;
    if (!backroom_jail(data)) panic("the back room cannot be shut in: %s", strerror(errno));
    loop(&b, parent);
    backroom_close(&b);
    arena_enter(before);
    arena_free(own);
    return 0;
}

/* ---- the verb ---- */

/* Passes until nothing is due that could be done. */
static bool all_once(struct backroom *b, str *out_error) {
    struct timespec rest = {.tv_nsec = LOOK_MS * 1000000L};
    bool good = true;
    for (;;) {
        size_t before = b->made;
        good = pass_apart(b, PASS_AT_ONCE, out_error);
        bool moved = b->made > before, full = b->errands[PAPERS].limit.in_second >= PAPERS_A_SECOND;
        bool more = b->db && ((papers_due(b->db) && (moved || full)) ||
                              (moved && report_due(b->db, &(struct due_report){0})));
        if (stop_asked() || !more) return good;
        nanosleep(&rest, NULL);
    }
}

int tool_backroom(int argc, char **argv) {
    bool once = argc == 3 && !strcmp(argv[2], "--once");
    if (argc < 2 || argv[1][0] == '-' || (argc > 2 && !once)) return tool_usage("backroom DATA [--once]");
    str error = {0};
    struct backroom b = backroom_of(str_c(argv[1]));
    stop_listen(RUN_ALONE);
    bool good = true;
    if (once) good = all_once(&b, &error);
    else loop(&b, 0);
    backroom_close(&b);
    if (!good) return tool_fail(error);
    printf("%zu papers made, %zu checkpoints signed\n", b.made, b.signatures);
    return 0;
}
