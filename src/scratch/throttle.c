/* Throttles (rate limits by key) and the demonstration's checklist: see scratch.h. */
#include "private.h"

#include <sodium.h>

static void throttle_mark(struct db *db, struct job *j) {
    j->c = db_int(db,
                  SQL("INSERT INTO throttle (id, slot, n, expires)"
                      " VALUES ($1, $2, 1, $3)"
                      " ON CONFLICT (id, slot) DO UPDATE"
                      " SET n = throttle.n + 1 RETURNING n"),
                  VT(j->text), VN(j->a), VN(j->b));
}
bool scratch_allow(struct scratch *s, str key, int limit, i64 window, i64 now) {
    u8 h[32]; /* a key may contain a sign-in name: only its hash is stored */
    crypto_hash_sha256(h, (const u8 *)(key.p ? key.p : ""), key.n);
    struct job j = {
        .run = throttle_mark, .text = hex(h, 16), .a = now / window, .b = (now / window + 1) * window};
    return scratch_perform(s, &j) && j.c <= limit;
}

static void mark_put(struct db *db, struct job *j) {
    db_run(db, SQL("INSERT INTO mark (name, at) VALUES ($1, $2) ON CONFLICT DO NOTHING"), VT(j->text),
           VN(j->a));
}
i64 scratch_marked(struct scratch *s, str name) {
    return db_int(scratch_reader(s), SQL("SELECT at FROM mark WHERE name = $1"), VT(name));
}
void scratch_mark(struct scratch *s, str name, i64 now) {
    if (!scratch_marked(s, name)) scratch_perform(s, &(struct job){.run = mark_put, .text = name, .a = now});
}
