/* Power cuts and failing disks under the writer. At every write and sync of a script of batches the power
 * goes (all that was not synced is gone, or torn by sectors), or that write, sync, read or open fails.
 * Afterwards: each act that was acknowledged is there exactly once, the folder proves right down to every
 * row, and the next act works. Failures are answered "busy", without a restart the next batch works. */
#include "audit/audit.h"
#include "backroom/private.h"
#include "data/private.h"
#include "tap.h"
#include "vfs.h"
#include "web/web.h"

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/tinhso-crash-XXXXXX";
enum { BATCHES = 10, ACTS_MAX = 6 };

static str at(const char *name) { return str_fmt("%s/%s", folder, name); }

static int gone(const char *path, const struct stat *st, int type, struct FTW *w) {
    (void)st, (void)type, (void)w;
    return remove(path);
}

/* ---- the folder every run begins with ---- */

static str base;
static void base_make(void) {
    str error = {0};
    if (!mkdtemp(folder) || !folder_init(str_c(folder), &error)) panic("%.*s", STR_ARG(error));
    int fd = open(str_z(at("main.db")), O_RDONLY);
    struct stat st;
    require(fd >= 0 && !fstat(fd, &st));
    char *p = mem((size_t)st.st_size);
    require(read(fd, p, (size_t)st.st_size) == st.st_size);
    close(fd);
    base = (str){p, (size_t)st.st_size};
}

static void base_put(void) {
    unlink(str_z(at("main.db-wal")));
    unlink(str_z(at("main.db-shm")));
    unlink(str_z(at("checkpoints")));
    unlink(str_z(at("keys/checkpoint.last")));
    int fd = open(str_z(at("main.db")), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    require(fd >= 0 && write(fd, base.p, base.n) == (ssize_t)base.n);
    close(fd);
}

/* ---- the script ---- */

struct ack {
    str key, leaf;
};
struct run {
    struct folder *h;
    struct ack *acks;
    size_t n_acks, busy;
    int batch;
};

static str request(int batch, int i) {
    json_t *f = json_object();
    json_put(f, "name", str_fmt("Người %d.%d", batch, i));
    json_put(f, "login", str_fmt("nguoi-%d-%d", batch, i));
    json_put(f, "phone", str_fmt("09%08d", batch * 100 + i));
    return ask_bytes(&(struct act_ask){
        .kind = "person.register", .key = str_fmt("crash-key-%d-%d", batch, i), .fields = f});
}

static void batch_do(struct run *r) {
    str requests[ACTS_MAX] = {0};
    struct reply replies[ACTS_MAX] = {0};
    int n = 1 + r->batch % ACTS_MAX;
    for (int i = 0; i < n; i++) requests[i] = request(r->batch, i);
    folder_perform(r->h, requests, replies, (size_t)n);
    for (int i = 0; i < n; i++) {
        if (replies[i].status == REPLY_BUSY) r->busy++;
        if (replies[i].status != REPLY_OK && replies[i].status != REPLY_AGAIN) continue;
        r->acks[r->n_acks++] = (struct ack){str_fmt("crash-key-%d-%d", r->batch, i), replies[i].leaf};
    }
    r->batch++;
}

/* Batches with the WAL's housekeeping between them, as the writer's threads do it. */
static void script(struct run *r) {
    for (int k = 0; k < BATCHES && !vfs.dead; k++) {
        batch_do(r);
        if (k % 4 == 2) db_checkpoint(folder_db(r->h), k % 8 == 6);
    }
}

static struct run run_open(void) {
    str error = {0};
    struct run r = {.h = folder_open_at(str_c(folder), DB_WRITE, UNLOCKED, &error),
                    .acks = NEWS(struct ack, 4 * BATCHES * ACTS_MAX)};
    return r;
}

/* ---- what must hold ---- */

/* What survived is signed for first: verify takes no journal that nobody signed. */
static const char *wrong_after(const struct run *r) {
    struct findings f = {0};
    struct signer s = {.data = str_c(folder), .lock = -1};
    str error = {0};
    struct db *signing = db_open_folder(str_c(folder), DB_READ, &error);
    if (signing) signer_pass(&s, signing, true, &error);
    signer_close(&s);
    if (!db_done(signing, &error)) return str_z(error);
    if (!verify_folder(str_c(folder), true, &f))
        return str_z(f.n ? f.v[0].what : S("it does not prove right"));
    struct db *db = db_open_folder(str_c(folder), DB_READ, &error);
    const char *wrong = db ? NULL : str_z(error);
    for (size_t i = 0; db && i < r->n_acks; i++) {
        str leaf =
            db_text(db, SQL("SELECT leaf FROM journal WHERE actor = 0 AND key = $1"), VT(r->acks[i].key));
        if (!str_eq(hex(leaf.p, leaf.n), r->acks[i].leaf))
            wrong = str_z(str_fmt("%.*s was acknowledged and is not there", STR_ARG(r->acks[i].key)));
    }
    i64 twice =
        db ? db_int(db, SQL("SELECT COUNT(*)"
                            " FROM (SELECT key FROM journal GROUP BY actor, key HAVING COUNT(*) > 1) AS t"))
           : 0;
    db_close(db);
    return twice ? "an act is there twice" : wrong;
}

static long script_steps(void) {
    vfs_calm();
    base_put();
    struct run r = run_open();
    vfs_calm();
    script(&r);
    long steps = vfs.count[VFS_WRITE] + vfs.count[VFS_SYNC];
    folder_close(r.h);
    return steps;
}

static void power_cuts(long steps, int keep) {
    long bad = 0, cuts = 0;
    const char *first = NULL;
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (long k = 1; k <= steps; k++, cuts++) {
        vfs_calm();
        base_put();
        struct run r = run_open();
        memset(&vfs, 0, sizeof vfs);
        vfs.cut_at = k;
        script(&r);
        vfs_power_cut(keep, (u64)k);
        folder_close(r.h);
        vfs_calm();
        unlink(str_z(at("main.db-shm"))); /* memory, not disk */
        const char *wrong = wrong_after(&r);
        if (!wrong) { /* and life goes on */
            struct run more = run_open();
            more.batch = 50;
            batch_do(&more);
            if (more.n_acks != 3 || more.busy) wrong = "no act works afterwards";
            folder_close(more.h);
            if (!wrong) wrong = wrong_after(&more);
        }
        bad += wrong != NULL;
        if (wrong && !first) {
            arena_enter(before);
            first = str_z(str_fmt("cut at step %ld: %s", k, wrong));
            arena_enter(mine);
        }
        arena_reset(mine);
    }
    arena_enter(before);
    arena_free(mine);
    ok(!bad && cuts > 100,
       "power cut at each of %ld writes and syncs, %d %% of the unsynced sectors kept: nothing acknowledged "
       "is lost%s%s",
       cuts, keep, first ? ": " : "", first ? first : "");
}

/* The n-th of `op` fails and so many after it; the same run goes on: what failed is sent again. */
static void failures(enum vfs_op op, const char *name, int error, long most, long lasting, long stride) {
    long bad = 0, runs = 0;
    size_t busy = 0;
    const char *first = NULL;
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (long k = 1; k <= most; k += stride, runs++) {
        vfs_calm();
        base_put();
        struct run r = run_open();
        memset(&vfs, 0, sizeof vfs);
        vfs.fail_at[op] = k;
        vfs.fail_for = lasting;
        vfs.error = error;
        script(&r);
        long happened = vfs.count[op];
        vfs.fail_at[op] = 0;
        busy += r.busy;
        r.batch = 0;
        r.busy = 0;
        script(&r); /* all of it once more: what was acknowledged is there already */
        const char *wrong = r.busy ? "busy although the disk works again" : NULL;
        folder_close(r.h);
        vfs_calm();
        if (!wrong) wrong = wrong_after(&r);
        bad += wrong != NULL;
        if (wrong && !first) {
            arena_enter(before);
            first = str_z(str_fmt("%s %ld: %s", name, k, wrong));
            arena_enter(mine);
        }
        arena_reset(mine);
        if (happened < k) break;
    }
    arena_enter(before);
    arena_free(mine);
    ok(!bad && busy > 0,
       "each of %ld %s fails (%zu acts answered busy): without a restart the next try works%s%s", runs, name,
       busy, first ? ": " : "", first ? first : "");
}

/* A commit is one wait, however many acts share it. */
static void slow_disk(void) {
    vfs_calm();
    base_put();
    struct run r = run_open();
    memset(&vfs, 0, sizeof vfs);
    vfs.sync_ms = 40;
    r.batch = 5;
    batch_do(&r);
    long syncs = vfs.count[VFS_SYNC];
    vfs.sync_ms = 0;
    folder_close(r.h);
    ok(r.n_acks == 6 && syncs <= 2, "on a slow disk six acts in one commit wait for %ld syncs", syncs);
    const char *wrong = wrong_after(&r);
    ok(!wrong, "and are there%s%s", wrong ? ": " : "", wrong ? wrong : "");
}

int main(void) {
    arena_enter(arena_new());
    vfs_memory_install();
    rooms_start();
    base_make();
    require(freopen("/dev/null", "w", stderr)); /* each failed commit says so */
    vfs_install();
    long steps = script_steps();
    power_cuts(steps, 0);
    power_cuts(steps, 50);
    power_cuts(steps, 90);
    failures(VFS_WRITE, "writes", SQLITE_FULL, 500, 0, 1);
    failures(VFS_WRITE, "writes and the 20 after it", SQLITE_IOERR_WRITE, 500, 20, 1);
    failures(VFS_SYNC, "syncs", SQLITE_IOERR_FSYNC, 500, 0, 1);
    failures(VFS_READ, "reads", SQLITE_IOERR_READ, 500, 1, 1);
    failures(VFS_MEMORY, "sampled allocations of SQLite", SQLITE_NOMEM, 1000000, 0, 3);
    slow_disk();
    nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS);
    return done();
}
