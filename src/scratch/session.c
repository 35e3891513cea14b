/* Sign-in sessions: see scratch.h. */
#include "private.h"

#include <sodium.h>

enum { KNOWN_DAYS = 365 };

static str session_id(str cookie) {
    u8 raw[32], h[32];
    if (!unhex(cookie, raw, sizeof raw)) return (str){0};
    crypto_hash_sha256(h, raw, sizeof raw);
    return hex(h, sizeof h);
}

static void session_put(struct db *db, struct job *j) {
    const struct session *x = j->session;
    db_run(db, SQL("DELETE FROM visit WHERE id = $1"), VT(j->more));
    db_run(db,
           SQL("INSERT INTO visit (id, person, credential, idle, used, expires, known)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VT(j->text), VN(x->person), VN(x->credential), VN(x->idle), VN(j->a), VN(j->b),
           VN(j->a + (i64)KNOWN_DAYS * 86400));
}

str scratch_session_new(struct scratch *s, const struct session *fresh, str before, i64 now, i64 lifetime) {
    u8 raw[32];
    randombytes_buf(raw, sizeof raw);
    str cookie = hex(raw, sizeof raw);
    struct job j = {.run = session_put,
                    .text = session_id(cookie),
                    .more = before,
                    .session = fresh,
                    .a = now,
                    .b = now + lifetime};
    return scratch_perform(s, &j) ? cookie : (str){0};
}

static void session_use(struct db *db, struct job *j) {
    db_run(db, SQL("UPDATE visit SET used = $2 WHERE id = $1"), VT(j->text), VN(j->a));
}

struct session scratch_session_find(struct scratch *s, str cookie, i64 now) {
    struct session x = {.id = session_id(cookie)};
    if (!x.id.n) return x;
    struct rows r = db_ask(scratch_reader(s),
                           SQL("SELECT person, credential, idle, used, expires FROM visit"
                               " WHERE id = $1"),
                           VT(x.id));
    if (!rows_next(&r)) return (struct session){0};
    x.person = row_int(&r, 0), x.credential = row_int(&r, 1), x.idle = row_int(&r, 2);
    i64 used = row_int(&r, 3);
    x.live = row_int(&r, 4) > now && (!x.idle || now - used <= x.idle);
    rows_end(&r);
    if (x.live && x.idle && now - used > x.idle / 10)
        scratch_perform(s, &(struct job){.run = session_use, .text = x.id, .a = now});
    return x;
}

static void session_drop(struct db *db, struct job *j) {
    db_run(db, SQL("UPDATE visit SET expires = 0 WHERE id = $1"), VT(j->text));
}
static void sessions_drop(struct db *db, struct job *j) {
    db_run(db, SQL("DELETE FROM visit WHERE person = $1"), VN(j->a));
}
void scratch_session_end(struct scratch *s, str session) {
    scratch_perform(s, &(struct job){.run = session_drop, .text = session});
}
void scratch_sessions_end(struct scratch *s, i64 person) {
    scratch_perform(s, &(struct job){.run = sessions_drop, .a = person});
}
