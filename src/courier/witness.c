/* Asks witnesses to cosign our checkpoint (C2SP tlog-witness, add-checkpoint). A witness remembers the
 * largest tree of ours that it cosigned. We send our checkpoint with a consistency proof from that size. When
 * the witness remembers another size, it says so (409), and we ask once more from there. */
#include "private.h"

#include <errno.h>
#include <sys/socket.h>
#include <time.h>

/* ASK_EVERY: seconds between two cosignatures of a witness; AGAIN_…: seconds from a failure to the next try
 */
enum { ASK_EVERY = 10, AGAIN_FIRST = 10, AGAIN_MOST = 3600, ATTEMPTS_KEPT = 1000, MESSAGE_MAX = 4096 };

struct asking { /* one witness, one checkpoint */
    struct courier *c;
    const struct witness *w;
    struct cosigner cosigner;
    const struct checkpoint *tree;
    str note, body;           /* the whole note; its signed part */
    i64 size, handed, failed; /* tree size it cosigned last, as far as we know; size last handed to the back
                                 room; failures in a row */
    i64 again;                /* no request before this second of the steady clock */
};

/* ---- state kept in DATA/courier.db between passes and restarts ---- */

static void state_read(struct asking *a) {
    struct rows r =
        db_ask(a->c->own, SQL("SELECT size, handed, failed, again FROM courier_witness WHERE key = $1"),
               VT(a->w->key));
    if (rows_next(&r)) {
        a->size = row_int(&r, 0);
        a->handed = row_int(&r, 1);
        a->failed = row_int(&r, 2);
        a->again = row_int(&r, 3);
    }
    rows_end(&r);
    if (a->again > steady_seconds() + AGAIN_MOST)
        a->again = 0; /* written before a reboot, which set the steady clock back */
}

static bool state_write(const struct asking *a, int status, str outcome) {
    struct db *db = a->c->own;
    db_begin(db);
    db_run(db,
           SQL("INSERT INTO courier_witness (key, size, handed, failed, again) VALUES ($1, $2, $3, $4, $5)"
               " ON CONFLICT (key) DO UPDATE SET size = $2, handed = $3, failed = $4, again = $5"),
           VT(a->w->key), VN(a->size), VN(a->handed), VN(a->failed), VN(a->again));
    if (outcome.n) {
        i64 n = 1 + db_int(db, SQL("SELECT COALESCE(MAX(n), 0) FROM courier_attempt"));
        db_run(db,
               SQL("INSERT INTO courier_attempt (n, at, witness, size, status, outcome)"
                   " VALUES ($1, $2, $3, $4, $5, $6)"),
               VN(n), VN((i64)time(NULL)), VT(a->cosigner.name), VN(a->tree->size), VN(status), VT(outcome));
        db_run(db, SQL("DELETE FROM courier_attempt WHERE n <= $1"), VN(n - ATTEMPTS_KEPT));
    }
    return db_commit(db);
}

/* ---- the request ---- */

static str request_body(const struct asking *a, i64 old) {
    hash proof[64];
    size_t n = tree_consistency(a->c->main, old, a->tree->size, proof);
    struct out o = {0};
    out_fmt(&o, "old %lld\n", (long long)old);
    for (size_t i = 0; i < n; i++) {
        out_str(&o, base64(proof[i].b, sizeof proof[i].b));
        out_char(&o, '\n');
    }
    out_char(&o, '\n');
    out_str(&o, a->note);
    return out_all(&o);
}

static struct answer ask(const struct asking *a, i64 old) {
    str url = a->w->url;
    while (str_ends(url, S("/"))) url.n--;
    str body = request_body(a, old);
    if (db_error(a->c->main).n) return (struct answer){.why = str_copy(db_error(a->c->main))};
    return dial_post(str_fmt("%.*s/add-checkpoint", STR_ARG(url)), body);
}

/* The tree size in a 409 response; false when it has none. */
static bool conflict_size(const struct answer *x, i64 *out_size) {
    return x->status == 409 && str_is(x->type, "text/x.tlog.size") && str_ends(x->body, S("\n")) &&
           str_to_int((str){x->body.p, x->body.n - 1}, out_size) && *out_size >= 0;
}

/* ---- the answer ---- */

/* Why a response is no cosignature. The texts for 409 and 422 are alarms: see doc/operation.md. */
static str refusal(const struct answer *x, i64 ours) {
    i64 size;
    if (conflict_size(x, &size) && size > ours)
        return str_fmt(
            "it cosigned %lld acts, we have signed for %lld: the journal was cut or an old copy restored",
            (long long)size, (long long)ours);
    switch (x->status) {
    case 0: return x->why;
    case 200: return S("it answers without a cosignature by its key");
    case 400: return S("it does not understand us (400)");
    case 403: return S("it knows this journal by another key (403)");
    case 404: return S("it does not know this journal yet: its keeper must add our key (404)");
    case 409:
        return S(
            "it cosigned another tree of this size (409): the journal was changed or an old copy restored");
    case 422: return S("our checkpoint does not continue the one it cosigned (422): the journal was changed");
    }
    return str_fmt("it answers %d", x->status);
}

static bool hand_over(const struct asking *a, str line, str *out_why) {
    str message = str_fmt("%.*s%.*s", STR_ARG(a->note), STR_ARG(line));
    if (message.n <= MESSAGE_MAX &&
        send(a->c->to_backroom, message.p, message.n, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)message.n)
        return true;
    *out_why = str_fmt("the back room does not take its cosignature: %s", strerror(errno));
    return false;
}

/* Asks the witness; after a 409, once more from the size it remembers. True when its cosignature was handed
 * to the back room. */
static bool asked(struct asking *a, int *out_status, str *out_why) {
    i64 size = 0, at;
    str line;
    struct answer x = ask(a, a->size);
    if (conflict_size(&x, &size) && size != a->size && size <= a->tree->size) {
        a->size = size;
        x = ask(a, size);
    }
    *out_status = x.status;
    bool cosigned = x.status == 200 && cosignature_find(a->body, x.body, &a->cosigner, &line, &at);
    if (!cosigned) *out_why = refusal(&x, a->tree->size);
    if (!cosigned || !hand_over(a, line, out_why)) return false;
    a->size = a->handed = a->tree->size;
    return true;
}

static i64 wait_after(i64 failures) {
    i64 wait = AGAIN_FIRST;
    for (i64 i = 1; i < failures && wait < AGAIN_MOST; i++) wait *= 2;
    return wait < AGAIN_MOST ? wait : AGAIN_MOST;
}

/* The waiting time is stored before the request: it also holds if the response kills this process. */
static bool witness_ask(struct asking *a) {
    int status = 0;
    str outcome = S("cosigned");
    a->failed++;
    a->again = steady_seconds() + wait_after(a->failed);
    if (!state_write(a, status, (str){0})) return false;
    if (asked(a, &status, &outcome)) {
        a->failed = 0;
        a->again = steady_seconds() + ASK_EVERY;
        log_line("info", "event=witness.cosigned witness=%.*s size=%lld", STR_ARG(a->cosigner.name),
                 (long long)a->tree->size);
    } else {
        a->again = steady_seconds() + wait_after(a->failed);
        log_line("warning", "event=witness.failed witness=%.*s size=%lld failures=%lld why=\"%.*s\"",
                 STR_ARG(a->cosigner.name), (long long)a->tree->size, (long long)a->failed, STR_ARG(outcome));
    }
    return state_write(a, status, outcome);
}

/* ---- the errand ---- */

static bool own_failed(struct courier *c, str *out_error) {
    struct db *db = db_error(c->own).n ? c->own : c->main;
    if (!db_error(db).n) return false;
    *out_error = str_copy(db_error(db));
    return true;
}

enum errand_end witnesses_ask(void *of, struct limit *limit, str *out_error) {
    struct courier *c = of;
    struct checkpoint tree;
    str note, lines;
    const struct province *p = definitions_now(&c->definitions, c->main);
    bool signed_one = p && p->n_witnesses && checkpoint_latest(c->data, &tree, &note);
    for (size_t i = 0; signed_one && i < p->n_witnesses && !stop_asked(); i++) {
        struct asking a = {.c = c, .w = &p->witnesses[i], .tree = &tree, .note = note};
        if (!cosigner_read(a.w->key, &a.cosigner) || !note_split(note, &a.body, &lines)) continue;
        state_read(&a);
        if (tree.size == a.handed || a.again > steady_seconds()) continue;
        if (!limit_take(limit) || !witness_ask(&a)) break;
    }
    return own_failed(c, out_error) ? ERRAND_FAILED : ERRAND_DONE;
}
