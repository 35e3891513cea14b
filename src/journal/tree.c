/* The Merkle tree over the acts (RFC 6962): frontier, tiles, inclusion and consistency proofs. See tree.h. */
#include "tree.h"

#include "base/sha256.h"

enum { LEAVES_A_TIME = 4096 };

hash sha256_of(str a, str b) {
    hash h;
    SHA256_CTX s;
    SHA256_Init(&s);
    if (a.n) SHA256_Update(&s, a.p, a.n);
    if (b.n) SHA256_Update(&s, b.p, b.n);
    SHA256_Final(h.b, &s);
    return h;
}

static hash joined(u8 prefix, hash a, hash b) {
    u8 bytes[65] = {prefix};
    memcpy(bytes + 1, a.b, 32);
    memcpy(bytes + 33, b.b, 32);
    return sha256_of((str){(const char *)bytes, sizeof bytes}, (str){0});
}

hash leaf_of(hash head, hash body) { return joined(0, head, body); }
/* SHA-256(0x01 ‖ left ‖ right) */
static hash node_of(hash left, hash right) { return joined(1, left, right); }

static void merge(struct frontier *f, i64 bits) {
    /* each trailing 1 bit of the old size is a full subtree to merge */
    for (int level = 1; bits & 1; bits >>= 1, level++) {
        f->roots[f->n - 2] = node_of(f->roots[f->n - 2], f->roots[f->n - 1]);
        f->n--;
        if (level == 8) f->tile = f->roots[f->n - 1];
    }
}

void frontier_add(struct frontier *f, hash leaf) {
    f->roots[f->n++] = leaf;
    merge(f, f->size++);
}

/* Adds 256 leaves at once by their root; the frontier must end at a tile. */
static void frontier_add_tile(struct frontier *f, hash root) {
    require(f->size % TILE == 0);
    i64 tiles = f->size / TILE;
    f->roots[f->n++] = root;
    for (; tiles & 1; tiles >>= 1) {
        f->roots[f->n - 2] = node_of(f->roots[f->n - 2], f->roots[f->n - 1]);
        f->n--;
    }
    f->size += TILE;
}

hash frontier_root(const struct frontier *f) {
    if (!f->n) return sha256_of((str){0}, (str){0});
    hash h = f->roots[f->n - 1];
    for (int i = f->n - 2; i >= 0; i--) h = node_of(f->roots[i], h);
    return h;
}

static bool hash_take(str bytes, hash *out) {
    if (bytes.n == sizeof out->b) memcpy(out->b, bytes.p, sizeof out->b);
    return bytes.n == sizeof out->b;
}

void tile_keep(struct db *db, i64 n, const struct frontier *f) {
    if (n % TILE == 0)
        db_run(db, SQL("INSERT INTO tile (n, root) VALUES ($1, $2)"), VN(n / TILE - 1),
               VB(((str){(const char *)f->tile.b, sizeof f->tile.b})));
}

str tile_root(struct db *db, i64 n) { return db_text(db, SQL("SELECT root FROM tile WHERE n = $1"), VN(n)); }

/* Reads LEAVES_A_TIME leaves in one query, so that no read transaction is long. */
bool leaves_add(struct db *db, struct frontier *f, i64 until, hash *out_last) {
    struct arena *page = arena_new(), *before = arena_enter(page);
    bool good = true;
    while (good && f->size < until) {
        i64 last = f->size + LEAVES_A_TIME < until ? f->size + LEAVES_A_TIME : until;
        struct rows r = db_ask(db, SQL("SELECT n, leaf FROM journal WHERE n > $1 AND n <= $2 ORDER BY n"),
                               VN(f->size), VN(last));
        while (good && rows_next(&r)) {
            str leaf = row_text(&r, 1);
            good = row_int(&r, 0) == f->size + 1 && leaf.n == sizeof out_last->b;
            if (!good) break;
            memcpy(out_last->b, leaf.p, sizeof out_last->b);
            frontier_add(f, *out_last);
        }
        rows_end(&r);
        good = good && f->size == last;
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
    return good;
}

/* Adds the full tiles among leaves `from`..`to`; returns the first leaf not added. */
static i64 add_tiles(struct db *db, struct frontier *f, i64 from, i64 to) {
    i64 first = (from - 1) / TILE, n = (to - from + 1) / TILE, next = first;
    if ((from - 1) % TILE || f->size % TILE || !n) return from;
    struct rows r = db_ask(db, SQL("SELECT n, root FROM tile WHERE n >= $1 AND n < $2 ORDER BY n"), VN(first),
                           VN(first + n));
    hash h;
    while (rows_next(&r) && row_int(&r, 0) == next && hash_take(row_text(&r, 1), &h)) {
        frontier_add_tile(f, h);
        next++;
    }
    rows_end(&r);
    return next * TILE + 1;
}

/* Adds leaves `from`..`to` (from 1) in order, whole tiles at once; false when one is missing. */
static bool add_leaves(struct db *db, struct frontier *f, i64 from, i64 to) {
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    i64 next = add_tiles(db, f, from, to);
    struct rows r =
        db_ask(db, SQL("SELECT n, leaf FROM journal WHERE n >= $1 AND n <= $2 ORDER BY n"), VN(next), VN(to));
    hash h;
    while (rows_next(&r) && row_int(&r, 0) == next && hash_take(row_text(&r, 1), &h)) {
        frontier_add(f, h);
        if (++next % 4096 == 0) arena_reset(mine);
    }
    rows_end(&r);
    arena_enter(before);
    arena_free(mine);
    return next == to + 1;
}

bool tree_node(struct db *db, int level, i64 at, hash *out) {
    i64 width = 1;
    for (int i = 0; i < level; i++) width *= TILE;
    struct frontier f = {0};
    if (!add_leaves(db, &f, at * width + 1, (at + 1) * width)) return false;
    *out = frontier_root(&f);
    return true;
}

bool frontier_load(struct db *db, struct frontier *out) {
    *out = (struct frontier){0};
    i64 size = db_int(db, SQL("SELECT COALESCE(MAX(n), 0) FROM journal"));
    return add_leaves(db, out, 1, size);
}

hash tree_root(struct db *db, i64 size) {
    struct frontier f = {0};
    add_leaves(db, &f, 1, size);
    return frontier_root(&f);
}

/* Root of leaves [from, to) counted from 0. */
static hash range_root(struct db *db, i64 from, i64 to) {
    struct frontier f = {0};
    add_leaves(db, &f, from + 1, to);
    return frontier_root(&f);
}

struct inclusion inclusion_begin(i64 n, i64 size) {
    struct inclusion c = {.size = size, .roots = NEWS(struct frontier, 64)};
    i64 at = n - 1, from = 0, to = size;
    while (to - from > 1 && c.n < 64) { /* RFC 6962 2.1.1: split at the largest power of two below the size */
        i64 half = 1;
        while (half * 2 < to - from) half *= 2;
        bool left = at < from + half;
        c.from[c.n] = left ? from + half : from;
        c.to[c.n++] = left ? to : from + half;
        if (left) to = from + half;
        else from += half;
    }
    return c;
}

void inclusion_add(struct inclusion *c, hash leaf) {
    for (size_t i = 0; i < c->n; i++)
        if (c->next >= c->from[i] && c->next < c->to[i]) frontier_add(&c->roots[i], leaf);
    c->next++;
}

size_t inclusion_path(const struct inclusion *c, hash out_path[64]) {
    for (size_t i = 0; i < c->n; i++) out_path[i] = frontier_root(&c->roots[c->n - 1 - i]);
    return c->n;
}

size_t tree_path(struct db *db, i64 n, i64 size, hash out_path[64]) {
    struct inclusion c = inclusion_begin(n, size);
    for (size_t i = 0; i < c.n; i++) out_path[i] = range_root(db, c.from[c.n - 1 - i], c.to[c.n - 1 - i]);
    return c.n;
}

bool path_check(hash leaf, i64 n, i64 size, const hash *path, size_t n_path, hash root) {
    i64 at = n - 1, last = size - 1; /* RFC 9162 2.1.3.2 */
    hash h = leaf;
    if (n < 1 || n > size) return false;
    for (size_t i = 0; i < n_path; i++) {
        if (!last) return false;
        if ((at & 1) || at == last) {
            h = node_of(path[i], h);
            while (!(at & 1) && at) at >>= 1, last >>= 1;
        } else {
            h = node_of(h, path[i]);
        }
        at >>= 1;
        last >>= 1;
    }
    return !last && !memcmp(h.b, root.b, 32);
}

/* ---- consistency ---- */

static i64 half_below(i64 n) { /* the largest power of two below n, n > 1 */
    i64 half = 1;
    while (half * 2 < n) half *= 2;
    return half;
}

/* RFC 6962 2.1.2, SUBPROOF, as a loop instead of a recursion. `whole`: the range begins with exactly the old
 * tree, whose root the verifier knows, so it is not part of the proof. */
size_t tree_consistency(struct db *db, i64 old, i64 size, hash out_proof[64]) {
    i64 from = 0, to = size;
    bool whole = true;
    hash way[64];
    size_t n = 0, out = 0;
    if (old <= 0 || old >= size) return 0;
    while (to > old && n < 63) {
        i64 middle = from + half_below(to - from);
        if (old <= middle) {
            way[n++] = range_root(db, middle, to);
            to = middle;
        } else {
            way[n++] = range_root(db, from, middle);
            from = middle;
            whole = false;
        }
    }
    if (!whole) out_proof[out++] = range_root(db, from, to);
    while (n) out_proof[out++] = way[--n];
    return out;
}

static bool same(hash a, hash b) { return !memcmp(a.b, b.b, sizeof a.b); }

/* RFC 9162 2.1.4.2: computes the old and the new root from a node both trees share and the rest of the proof.
 */
static bool both_grow(i64 at, i64 last, const hash *proof, size_t n, hash *before, hash *after) {
    for (size_t i = 0; i < n; i++) {
        if (!last) return false;
        if ((at & 1) || at == last) {
            *before = node_of(proof[i], *before);
            *after = node_of(proof[i], *after);
            while (!(at & 1) && at) at >>= 1, last >>= 1;
        } else {
            *after = node_of(*after, proof[i]);
        }
        at >>= 1;
        last >>= 1;
    }
    return !last;
}

bool consistency_check(i64 old, hash old_root, i64 size, hash root, const hash *proof, size_t n_proof) {
    if (old < 0 || old > size) return false;
    if (!old) return !n_proof;
    if (old == size) return !n_proof && same(old_root, root);
    i64 at = old - 1, last = size - 1;
    while (at & 1) at >>= 1, last >>= 1;
    size_t shared = at ? 1 : 0; /* when the old size is a power of two, its root is that node */
    if (n_proof < shared) return false;
    hash before = shared ? proof[0] : old_root, after = before;
    return both_grow(at, last, proof + shared, n_proof - shared, &before, &after) && same(before, old_root) &&
           same(after, root);
}
