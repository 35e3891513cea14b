/* A SQLite VFS that injects faults: it counts writes and syncs, fails a chosen one, and can simulate a power
 * cut. Then everything written since the file's last sync is undone, or only some of its 512-byte sectors, as
 * a disk's cache would do. */
#pragma once
#include "base/base.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum vfs_op { VFS_WRITE, VFS_SYNC, VFS_READ, VFS_OPEN, VFS_MEMORY, VFS_OPS };
static struct {
    long count[VFS_OPS];   /* operations so far, by kind */
    long fail_at[VFS_OPS]; /* number of the operation that fails; 0 = none */
    long fail_for;         /* this many more fail after it */
    int error;             /* SQLite's result code for a failure */
    long cut_at;           /* power fails at this write or sync, counted together; 0 = never */
    bool dead;
    int sync_ms; /* milliseconds each sync takes, as on a slow disk */
} vfs;

struct undo {
    struct undo *next;      /* newest first */
    sqlite3_int64 at, size; /* the file's size before the write */
    int n;
    unsigned char old[];
};
struct vfs_file {
    sqlite3_file base;
    struct vfs_file *next;
    struct undo *undo;
    sqlite3_file *real;
};
static struct vfs_file *vfs_files;
static sqlite3_vfs *vfs_real;

static bool vfs_fails(enum vfs_op op) {
    long n = ++vfs.count[op];
    if (op <= VFS_SYNC && vfs.cut_at && vfs.count[VFS_WRITE] + vfs.count[VFS_SYNC] >= vfs.cut_at)
        vfs.dead = true;
    return vfs.dead || (vfs.fail_at[op] && n >= vfs.fail_at[op] && n <= vfs.fail_at[op] + vfs.fail_for);
}
static int vfs_error(int otherwise) { return vfs.dead || !vfs.error ? otherwise : vfs.error; }

static sqlite3_file *real_of(sqlite3_file *f) { return ((struct vfs_file *)f)->real; }

static void undo_drop(struct vfs_file *f) {
    for (struct undo *u = f->undo, *next; u; u = next) next = u->next, free(u);
    f->undo = NULL;
}

/* Saves the bytes that a write or truncation will replace. */
static void undo_keep(struct vfs_file *f, sqlite3_int64 at, int n) {
    struct undo *u = calloc(1, sizeof *u + (size_t)n);
    if (!u) abort();
    *u = (struct undo){.next = f->undo, .at = at, .n = n};
    f->real->pMethods->xFileSize(f->real, &u->size);
    f->real->pMethods->xRead(f->real, u->old, n,
                             at); /* SQLite fills a short read with zeroes; `size` tells how much was real */
    f->undo = u;
}

static int v_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
    if (vfs_fails(VFS_WRITE)) return vfs_error(SQLITE_IOERR_WRITE);
    undo_keep((struct vfs_file *)f, at, n);
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}
static int v_truncate(sqlite3_file *f, sqlite3_int64 size) {
    sqlite3_int64 now = 0;
    if (vfs.dead) return SQLITE_IOERR_TRUNCATE;
    real_of(f)->pMethods->xFileSize(real_of(f), &now);
    if (now > size) undo_keep((struct vfs_file *)f, size, (int)(now - size));
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}
static int v_sync(sqlite3_file *f, int flags) {
    if (vfs_fails(VFS_SYNC)) return vfs_error(SQLITE_IOERR_FSYNC);
    if (vfs.sync_ms) usleep((unsigned)vfs.sync_ms * 1000);
    undo_drop((struct vfs_file *)f); /* the real disk is not synced: only the simulated state counts */
    return (void)flags, SQLITE_OK;
}
static int v_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
    return vfs_fails(VFS_READ) ? vfs_error(SQLITE_IOERR_READ)
                               : real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}
static int v_close(sqlite3_file *f) {
    struct vfs_file *x = (struct vfs_file *)f, **at = &vfs_files;
    while (*at && *at != x) at = &(*at)->next;
    if (*at) *at = x->next;
    undo_drop(x);
    int rc = x->real->pMethods->xClose(x->real);
    free(x->real);
    return rc;
}
static int v_size(sqlite3_file *f, sqlite3_int64 *n) {
    return real_of(f)->pMethods->xFileSize(real_of(f), n);
}
static int v_lock(sqlite3_file *f, int k) { return real_of(f)->pMethods->xLock(real_of(f), k); }
static int v_unlock(sqlite3_file *f, int k) { return real_of(f)->pMethods->xUnlock(real_of(f), k); }
static int v_reserved(sqlite3_file *f, int *k) {
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), k);
}
static int v_control(sqlite3_file *f, int op, void *p) {
    return real_of(f)->pMethods->xFileControl(real_of(f), op, p);
}
static int v_sector(sqlite3_file *f) { return (void)f, 512; }
static int v_device(sqlite3_file *f) { return (void)f, 0; } /* does not promise SQLite powersafe overwrites */
static int v_map(sqlite3_file *f, int page, int size, int extend, void volatile **p) {
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, p);
}
static int v_shm_lock(sqlite3_file *f, int at, int n, int flags) {
    return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags);
}
static void v_barrier(sqlite3_file *f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
static int v_unmap(sqlite3_file *f, int remove_it) {
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove_it);
}
static const sqlite3_io_methods v_methods = {
    2,         v_close,  v_read,   v_write, v_truncate, v_sync,    v_size,  v_lock, v_unlock, v_reserved,
    v_control, v_sector, v_device, v_map,   v_shm_lock, v_barrier, v_unmap, NULL,   NULL};

static int v_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *f, int flags, int *out) {
    (void)v;
    struct vfs_file *x = (struct vfs_file *)f;
    *x = (struct vfs_file){0};
    if (vfs_fails(VFS_OPEN)) return vfs_error(SQLITE_CANTOPEN);
    x->real = calloc(1, (size_t)vfs_real->szOsFile);
    if (!x->real) abort();
    int rc = vfs_real->xOpen(vfs_real, name, x->real, flags, out);
    if (rc != SQLITE_OK) return free(x->real), rc;
    x->base.pMethods = &v_methods;
    x->next = vfs_files;
    vfs_files = x;
    return rc;
}
static int v_delete(sqlite3_vfs *v, const char *name, int sync) {
    return (void)v, vfs.dead ? SQLITE_IOERR_DELETE : vfs_real->xDelete(vfs_real, name, sync);
}

/* ---- SQLite's allocator, to inject out-of-memory ---- */

static sqlite3_mem_methods vfs_memory_real;
static void *m_malloc(int n) { return vfs_fails(VFS_MEMORY) ? NULL : vfs_memory_real.xMalloc(n); }
static void *m_realloc(void *p, int n) {
    return vfs_fails(VFS_MEMORY) ? NULL : vfs_memory_real.xRealloc(p, n);
}

/* Call before any other use of SQLite. */
static void vfs_memory_install(void) {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &vfs_memory_real);
    sqlite3_mem_methods mine = vfs_memory_real;
    mine.xMalloc = m_malloc;
    mine.xRealloc = m_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &mine);
}

/* Makes this VFS the default for all new connections. */
static void vfs_install(void) {
    static sqlite3_vfs mine;
    vfs_real = sqlite3_vfs_find(NULL);
    mine = *vfs_real;
    mine.szOsFile = (int)sizeof(struct vfs_file);
    mine.zName = "faulty";
    mine.xOpen = v_open;
    mine.xDelete = v_delete;
    sqlite3_vfs_register(&mine, 1);
}

/* Simulates a power cut; call before closing connections. Of 100 unsynced sectors, `keep` reached the disk
 * all the same, chosen by `seed`. */
static void vfs_power_cut(int keep, u64 seed) {
    vfs.dead = true;
    for (struct vfs_file *f = vfs_files; f; f = f->next) {
        for (struct undo *u = f->undo; u; u = u->next) {
            for (int i = 0; i < u->n; i += 512) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                int n = u->n - i < 512 ? u->n - i : 512;
                if ((int)((seed >> 33) % 100) >= keep)
                    f->real->pMethods->xWrite(f->real, u->old + i, n, u->at + i);
            }
            if (!keep) f->real->pMethods->xTruncate(f->real, u->size);
        }
        undo_drop(f);
    }
}

static void vfs_calm(void) { memset(&vfs, 0, sizeof vfs); }
