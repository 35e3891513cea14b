/* The Merkle tree over all acts: RFC 6962 hashing, one leaf for each act, tiles of 256 (C2SP tlog-tiles). */
#pragma once
#include "store/store.h"

typedef struct hash {
    u8 b[32];
} hash;
hash sha256_of(str a, str b);       /* of `a` followed by `b` */
hash leaf_of(hash head, hash body); /* SHA-256(0x00 ‖ head ‖ body) */

struct frontier { /* the roots of the full subtrees, largest first */
    i64 size;
    hash roots[63];
    int n;
    /* root of the last 256 leaves, valid after the leaf that completed them */
    hash tile;
};
enum { TILE = 256 };
void frontier_add(struct frontier *f, hash leaf);
/* Call after leaf `n` was added. Stores a row for each full tile, so that opening a long journal is fast. */
void tile_keep(struct db *db, i64 n, const struct frontier *f);
str tile_root(struct db *db, i64 n); /* Root of tile `n`, from 0, 32 bytes; empty = not stored. */
/* Adds leaves up to act `until` one by one, without trusting stored tiles. False when one is missing.
 * *out_last is the last leaf added. */
bool leaves_add(struct db *db, struct frontier *f, i64 until, hash *out_last);
/* Root of the `at`th subtree (from 0) of 256^level leaves; false when they are not all there. Level 0 is a
 * leaf. */
bool tree_node(struct db *db, int level, i64 at, hash *out);
hash frontier_root(const struct frontier *f);            /* the empty tree has SHA-256 of nothing */
bool frontier_load(struct db *db, struct frontier *out); /* from stored tiles and the leaves after them */
/* Root of the first `size` leaves, from stored tiles and leaf hashes. */
hash tree_root(struct db *db, i64 size);
/* RFC 6962 inclusion proof of leaf `n` (from 1) in the tree of `size` leaves. Returns the number of hashes.
 */
size_t tree_path(struct db *db, i64 n, i64 size, hash out_path[64]);
/* The same for leaves that come one after another and are not stored: begin, add every leaf, take the path.
 */
struct inclusion {
    i64 size, next;
    size_t n;
    /* the leaf ranges whose roots make the path, from the top down */
    i64 from[64], to[64];
    struct frontier *roots;
};
struct inclusion inclusion_begin(i64 n, i64 size); /* leaf `n` from 1 */
void inclusion_add(struct inclusion *c, hash leaf);
size_t inclusion_path(const struct inclusion *c, hash out_path[64]);
bool path_check(hash leaf, i64 n, i64 size, const hash *path, size_t n_path, hash root);

/* RFC 6962 consistency proof: the tree of `size` leaves begins with the tree of `old` leaves. Returns the
 * number of hashes; 0 when there is nothing to prove (old = 0 or old = size). */
size_t tree_consistency(struct db *db, i64 old, i64 size, hash out_proof[64]);
bool consistency_check(i64 old, hash old_root, i64 size, hash root, const hash *proof, size_t n_proof);
