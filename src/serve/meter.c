/* Monitoring: see meter.h. Counters are atomic and never reset; memory, files and disk are measured when
 * asked for. */
#include "meter.h"
#include "data/keys.h"
#include "store/store.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { PAGES = 512, ROOM_MIN_MB = 100, UNSIGNED_SECONDS = 60 };

static const int times_ms[] = {1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 2500, 10000},
                 sizes[] = {1, 2, 5, 10, 20, 50, 100, 200, 500};
struct page_count {
    _Atomic(const char *) name; /* a string literal, so the pointer identifies the page */
    atomic_llong by_class[6];
};
static struct page_count pages[PAGES];
static atomic_llong time_in[COUNT(times_ms) + 1], time_sum, batch_in[COUNT(sizes) + 1], batch_sum,
    replies_by[REPLY_BUSY + 1], sent, waiting, wal, open_now;
static atomic_bool ending;
static char folder[1024];
static int statm = -1, fds = -1;
static i64 started;

void meter_start(str data) {
    snprintf(folder, sizeof folder, "%.*s", STR_ARG(data));
    statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    fds = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    started = (i64)time(NULL);
}

static void add(atomic_llong *at, i64 n) { atomic_fetch_add_explicit(at, n, memory_order_relaxed); }
static i64 get(atomic_llong *at) { return atomic_load_explicit(at, memory_order_relaxed); }

static struct page_count *page_of(const char *name) {
    size_t at = ((size_t)name >> 3) * 2654435761u % PAGES;
    for (size_t i = 0; i < PAGES; i++) {
        struct page_count *p = &pages[(at + i) % PAGES];
        const char *none = NULL;
        if (atomic_load(&p->name) == name || atomic_compare_exchange_strong(&p->name, &none, name) ||
            none == name)
            return p;
    }
    return &pages[0];
}

static size_t slot(const int *bounds, size_t n, i64 value) {
    size_t i = 0;
    while (i < n && value > bounds[i]) i++;
    return i;
}

void meter_request(const char *method, const char *page, int status, i64 micros, u64 bytes) {
    static atomic_llong number;
    add(&page_of(page)->by_class[status >= 100 && status < 600 ? status / 100 : 0], 1);
    add(&time_in[slot(times_ms, COUNT(times_ms), (micros + 999) / 1000)], 1);
    add(&time_sum, micros);
    add(&sent, (i64)bytes);
    log_line("info", "event=request id=%llx-%llx method=%s page=%s status=%d ms=%lld.%lld bytes=%llu",
             (long long)started, (long long)atomic_fetch_add(&number, 1), method, page, status,
             (long long)micros / 1000, (long long)micros / 100 % 10, (unsigned long long)bytes);
}

void meter_batch(const struct reply *replies, size_t n) {
    for (size_t i = 0; i < n; i++) add(&replies_by[replies[i].status], 1);
    add(&batch_in[slot(sizes, COUNT(sizes), (i64)n)], 1);
    add(&batch_sum, (i64)n);
}

void meter_queue(size_t n, i64 wal_pages) {
    atomic_store_explicit(&waiting, (i64)n, memory_order_relaxed);
    atomic_store_explicit(&wal, wal_pages, memory_order_relaxed);
}
void meter_connections(int open_ones) { atomic_store_explicit(&open_now, open_ones, memory_order_relaxed); }
void meter_drain(void) { atomic_store(&ending, true); }
bool meter_draining(void) { return atomic_load(&ending); }

/* ---- the machine ---- */

static i64 resident_bytes(void) {
    char text[128] = "";
    long long all = 0, in = 0;
    if (statm < 0 || pread(statm, text, sizeof text - 1, 0) <= 0 || sscanf(text, "%lld %lld", &all, &in) != 2)
        return -1;
    return in * sysconf(_SC_PAGESIZE);
}

static i64 open_files(void) {
    int fd = fds < 0 ? -1 : dup(fds);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    i64 n = 0;
    if (!d) return -1;
    rewinddir(d);
    while (readdir(d)) n++;
    closedir(d);
    return n - 3; /* without ., .. and the handle used for counting */
}

static i64 free_bytes(void) {
    struct statvfs s;
    return statvfs(folder, &s) ? -1 : (i64)s.f_bavail * (i64)s.f_frsize;
}

/* When a file of signed notes (checkpoints, cosignatures) last grew, Unix seconds; 0 = never. */
static i64 noted_at(const char *name) {
    struct stat st;
    return stat(str_z(str_fmt("%s/%s", folder, name)), &st) || !st.st_size ? 0 : (i64)st.st_mtime;
}
static i64 signed_at(void) { return noted_at("checkpoints"); }

/* Why signing is not in order; empty = it is. The delay counts from the oldest act without a checkpoint, as
 * on a busy server the last act is always young. */
static str badly_signed(struct db *db, i64 now) {
    struct checkpoint c = {0};
    str note;
    bool any = checkpoint_latest(str_c(folder), &c, &note);
    i64 since = act_at(db, any ? c.size + 1 : 1);
    if (any && c.size > journal_last(db))
        return S("acts were signed for that the journal does not hold: run tinhso verify");
    if (since && now > since + UNSIGNED_SECONDS)
        return S("the back room has not signed for acts of more than a minute ago: is its key there?");
    return (str){0};
}

str meter_unready(struct db *db, bool writer) {
    i64 room = free_bytes();
    str unsigned_why = badly_signed(db, (i64)time(NULL));
    if (meter_draining()) return S("the server is ending");
    if (db_error(db).n) return S("the database does not answer");
    if (!writer) return S("another server writes to this database: this one only reads");
    if (room >= 0 && room < (i64)ROOM_MIN_MB << 20)
        return str_fmt("only %lld MB are left on the disk", (long long)(room >> 20));
    return unsigned_why;
}

/* ---- /metrics ---- */

static void head(struct out *o, const char *name, const char *type, const char *help) {
    out_fmt(o, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}
static void one(struct out *o, const char *name, const char *type, const char *help, i64 value) {
    if (value < 0) return; /* unknown on this system */
    head(o, name, type, help);
    out_fmt(o, "%s %lld\n", name, (long long)value);
}

static void histogram(struct out *o, const char *name, const char *help, const int *bounds, size_t n,
                      atomic_llong *in, double unit, double sum) {
    i64 all = 0;
    head(o, name, "histogram", help);
    for (size_t i = 0; i < n; i++)
        out_fmt(o, "%s_bucket{le=\"%g\"} %lld\n", name, bounds[i] * unit, (long long)(all += get(&in[i])));
    all += get(&in[n]);
    out_fmt(o, "%s_bucket{le=\"+Inf\"} %lld\n%s_sum %g\n%s_count %lld\n", name, (long long)all, name, sum,
            name, (long long)all);
}

void meter_text(struct out *o, struct db *db) {
    static const char *const names[] = {"ok", "again", "refused", "stale", "busy"};
    head(o, "tinhso_requests_total", "counter", "HTTP requests answered, by page and class of status.");
    for (size_t i = 0; i < PAGES; i++)
        for (int k = 0; k < 6 && atomic_load(&pages[i].name); k++)
            if (get(&pages[i].by_class[k]))
                out_fmt(o, "tinhso_requests_total{page=\"%s\",status=\"%dxx\"} %lld\n",
                        atomic_load(&pages[i].name), k, (long long)get(&pages[i].by_class[k]));
    histogram(o, "tinhso_request_seconds", "Time from a request's head to its answer.", times_ms,
              COUNT(times_ms), time_in, 0.001, (double)get(&time_sum) / 1e6);
    one(o, "tinhso_sent_bytes_total", "counter", "Bytes of pages before compression.", get(&sent));
    head(o, "tinhso_acts_total", "counter", "Acts asked of the writer, by what became of them.");
    for (size_t i = 0; i < COUNT(names); i++)
        out_fmt(o, "tinhso_acts_total{reply=\"%s\"} %lld\n", names[i], (long long)get(&replies_by[i]));
    histogram(o, "tinhso_commit_acts", "Acts in one commit.", sizes, COUNT(sizes), batch_in, 1,
              (double)get(&batch_sum));
    one(o, "tinhso_queue_acts", "gauge", "Acts waiting for the writer.", get(&waiting));
    one(o, "tinhso_wal_pages", "gauge", "Pages in SQLite's write-ahead log.", get(&wal));
    one(o, "tinhso_connections", "gauge", "Open connections.", get(&open_now));
    one(o, "tinhso_journal_acts", "gauge", "Acts in the journal.", journal_last(db));
    one(o, "tinhso_checkpoint_time_seconds", "gauge", "When the back room last signed, Unix time.",
        signed_at());
    one(o, "tinhso_cosigned_time_seconds", "gauge", "When a witness last cosigned, Unix time.",
        noted_at("cosignatures"));
    one(o, "tinhso_disk_free_bytes", "gauge", "Room left where the data folder lies.", free_bytes());
    one(o, "process_resident_memory_bytes", "gauge", "Memory in use.", resident_bytes());
    one(o, "process_open_fds", "gauge", "Open files and sockets.", open_files());
    one(o, "process_start_time_seconds", "gauge", "When the server started, Unix time.", started);
}
