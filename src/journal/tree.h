/* The tree over all acts: RFC 6962 hashing, one leaf an act, tiles of 256 (C2SP tlog-tiles). */
#pragma once
#include "store/store.h"

typedef struct hash {
    u8 b[32];
} hash;
hash sha256_of(str a, str b);       /* of the two joined */
hash leaf_of(hash head, hash body); /* SHA-256(0x00 ‖ head ‖ body) */

struct frontier { /* the roots of the full subtrees, largest first */
    i64 size;
    hash roots[63];
    int n;
    /* root of the last 256 leaves, after a leaf that filled them */
    hash tile;
};
enum { TILE = 256 };
void frontier_add(struct frontier *f, hash leaf);
/* After leaf `n` was added: one row for each full tile, so that a long journal opens at once. */
void tile_keep(struct db *db, i64 n, const struct frontier *f);
str tile_root(struct db *db, i64 n); /* 32 bytes of that row, from 0; empty when it is not there */
/* Adds the leaves after the frontier's own, up to act `until`, one by one: no tile is believed. False when
 * one is missing. *out_last is the last one added. */
bool leaves_add(struct db *db, struct frontier *f, i64 until, hash *out_last);
/* Root of 256^level leaves, the `at`th such from 0; false when they are not all there. Level 0 is a leaf
 * itself. */
bool tree_node(struct db *db, int level, i64 at, hash *out);
hash frontier_root(const struct frontier *f);            /* of the empty tree: SHA-256 of nothing */
bool frontier_load(struct db *db, struct frontier *out); /* from tiles and the leaves after them */
/* of the first `size` leaves, from stored tiles and leaf hashes */
hash tree_root(struct db *db, i64 size);
/* RFC 6962 inclusion proof of leaf `n` (from 1) in the tree of `size`. */
size_t tree_path(struct db *db, i64 n, i64 size, hash out_path[64]);
/* The same for leaves that are given one after another and kept nowhere: begin, add every leaf, then take the
 * path. */
struct climb {
    i64 size, next;
    size_t n;
    /* the ranges whose roots the path is made of, from the top down */
    i64 from[64], to[64];
    struct frontier *roots;
};
struct climb climb_begin(i64 n, i64 size); /* leaf `n` from 1 */
void climb_add(struct climb *c, hash leaf);
size_t climb_path(const struct climb *c, hash out_path[64]);
bool path_check(hash leaf, i64 n, i64 size, const hash *path, size_t n_path, hash root);

/* RFC 6962 consistency proof: the tree of `size` begins with the tree of `old`. Empty when there is nothing
 * to prove (old = 0 or old = size). */
size_t tree_consistency(struct db *db, i64 old, i64 size, hash out_proof[64]);
bool consistency_check(i64 old, hash old_root, i64 size, hash root, const hash *proof, size_t n_proof);
