/* Performing an act: the request is checked against its declaration, applied, journalled; replaying one; and
 * the functions apply may call. */
#include "entry.h"

#include "base/sha256.h"

#include <errno.h>
#include <sodium.h>
#include <unistd.h>

/* ---- what apply calls ---- */

static json_t *field_json(const struct act *a, const char *field) {
    json_t *v = json_object_get(a->plain, field);
    return v ? v : json_object_get(a->body, field);
}
str act_text(const struct act *a, const char *field) {
    const json_t *v = field_json(a, field);
    return json_is_string(v) ? (str){json_string_value(v), json_string_length(v)} : (str){0};
}
i64 act_int(const struct act *a, const char *field) { return json_integer_value(field_json(a, field)); }
json_t *act_json(const struct act *a, const char *field) { return field_json(a, field); }
bool act_erased(const struct act *a) { return !a->body; }

void act_refuse(struct act *a, const char *msgid, const char *field) {
    if (a->refusal) return;
    a->refusal = msgid;
    a->refused_field = str_c(field);
}

bool act_stale(struct act *a, i64 last) {
    if (a->replaying || !a->seen || a->seen >= last) return false;
    act_refuse(a, N_("Someone else has acted on this since you opened it."), NULL);
    a->stale = true;
    return true;
}

bool actor_holds(const struct actor *a, str position) {
    for (str rest = a->positions; rest.n && position.n;)
        if (str_eq(str_cut(&rest, ','), position)) return true;
    return false;
}

/* True when the body was erased: what was computed from it is then only known from the record. */
static bool only_recorded(const struct act *a) { return a->replaying && act_erased(a); }

static void difference(struct act *a, const char *name, str computed, str recorded) {
    out_fmt(&a->differences, "act %lld %s: %s is recorded as %.*s, today's code says %.*s\n", (long long)a->n,
            a->kind->name, name, STR_ARG(recorded), STR_ARG(computed));
}

i64 act_decide_int(struct act *a, const char *name, i64 computed) {
    /* a decision the record lacks counts as 0 */
    i64 v = a->replaying ? json_int(a->recorded, name) : computed;
    if (v != computed && !only_recorded(a))
        difference(a, name, str_fmt("%lld", (long long)computed), str_fmt("%lld", (long long)v));
    if (v) json_put_int(a->result, name, v); /* 0 is not recorded */
    return v;
}

str act_decide_text(struct act *a, const char *name, str computed) {
    str v = a->replaying ? json_str(a->recorded, name) : computed;
    if (!str_eq(v, computed) && !only_recorded(a)) difference(a, name, computed, v);
    json_put(a->result, name, v);
    return v;
}

void act_then(struct act *a, const char *kind, json_t *fields) {
    if (a->replaying) return; /* the journal has it as its next act */
    struct act_line *line = NEW(struct act_line);
    *line = (struct act_line){.kind = kind, .fields = fields};
    if (a->then_last) a->then_last->next = line;
    else a->then = line;
    a->then_last = line;
}

/* ---- entries ---- */

struct entry entry_row(const struct rows *r) {
    struct entry e = {.n = row_int(r, 0),
                      .at = row_int(r, 1),
                      .actor = row_int(r, 2),
                      .kind = row_text(r, 3),
                      .key = row_text(r, 4),
                      .header = row_text(r, 5),
                      .result = row_text(r, 6),
                      .body = row_text(r, 7),
                      .salt_h = row_text(r, 8),
                      .salt_b = row_text(r, 9),
                      .hash_b = row_text(r, 10),
                      .leaf = row_text(r, 11),
                      .mark = row_int(r, 12)};
    e.erased = row_val(r, 7).kind == VAL_NULL;
    return e;
}

/* The columns as they are hashed before the header: {"actor","at","key","kind","n"}. */
static str place_text(const struct entry *e) {
    struct out o = {0};
    out_fmt(&o, "{\"actor\":%lld,\"at\":%lld,\"key\":\"", (long long)e->actor, (long long)e->at);
    for (size_t i = 0; i < e->key.n; i++) {
        if (e->key.p[i] == '"' || e->key.p[i] == '\\') out_char(&o, '\\');
        out_char(&o, e->key.p[i]);
    }
    out_fmt(&o, "\",\"kind\":\"%.*s\",\"n\":%lld}", STR_ARG(e->kind), (long long)e->n);
    return out_all(&o);
}

static hash head_hash(str salt, str columns, str header, str result) {
    const str parts[] = {salt, columns, header, result};
    SHA256_CTX s;
    hash h;
    SHA256_Init(&s);
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].n) SHA256_Update(&s, parts[i].p, parts[i].n);
    SHA256_Final(h.b, &s);
    return h;
}

static hash entry_head(const struct entry *e) {
    return head_hash(e->salt_h, place_text(e), e->header, e->result);
}

static hash body_hash(const struct entry *e) {
    hash h;
    if (!e->erased || e->hash_b.n != sizeof h.b) return sha256_of(e->salt_b, e->body);
    memcpy(h.b, e->hash_b.p, sizeof h.b);
    return h;
}

void entry_hash(struct entry *e) {
    hash leaf = leaf_of(entry_head(e), body_hash(e));
    e->leaf = str_copy((str){(const char *)leaf.b, sizeof leaf.b});
}

bool act_hashes(struct db *db, i64 n, u8 out[64]) {
    struct rows r = db_ask(db, SQL(ENTRIES " WHERE n = $1"), VN(n));
    if (!rows_next(&r)) return false;
    struct entry e = entry_row(&r);
    rows_end(&r);
    memcpy(out, entry_head(&e).b, 32);
    memcpy(out + 32, body_hash(&e).b, 32);
    return true;
}

bool act_parts_of(struct db *db, i64 n, struct act_parts *out) {
    struct rows r = db_ask(db, SQL(ENTRIES " WHERE n = $1"), VN(n));
    if (!rows_next(&r)) return false;
    struct entry e = entry_row(&r);
    rows_end(&r);
    *out = (struct act_parts){
        .salt = e.salt_h, .columns = place_text(&e), .header = e.header, .result = e.result};
    memcpy(out->body, body_hash(&e).b, sizeof out->body);
    return true;
}

void act_parts_leaf(const struct act_parts *p, u8 out_leaf[32]) {
    hash body;
    memcpy(body.b, p->body, sizeof body.b);
    hash leaf = leaf_of(head_hash(p->salt, p->columns, p->header, p->result), body);
    memcpy(out_leaf, leaf.b, sizeof leaf.b);
}

i64 mark_of(i64 actor, str key) {
    hash h = sha256_of(str_fmt("%lld ", (long long)actor), key);
    u64 n = 0;
    for (int i = 0; i < 8; i++) n = n << 8 | h.b[i];
    return (i64)(n >> 1);
}

static bool entry_insert(struct db *db, const struct entry *e) {
    db_run(db,
           SQL("INSERT INTO journal (n, at, actor, kind, key, header, result, body, salt_h, salt_b,"
               " hash_b, leaf, mark)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"),
           VN(e->n), VN(e->at), VN(e->actor), VT(e->kind), VT(e->key), VT(e->header), VT(e->result),
           e->erased ? VNIL : VT(e->body), VB(e->salt_h), e->erased ? VNIL : VB(e->salt_b),
           e->erased ? VB(e->hash_b) : VNIL, VB(e->leaf), VN(mark_of(e->actor, e->key)));
    return !db_error(db).n;
}

json_t *body_json(str data, str body) {
    json_t *j = json_read(body, NULL);
    str file = json_str(j, "$file"), bytes;
    if (!file.n) return j;
    return files_read(data, file, ASK_MAX, &bytes) ? json_read(bytes, NULL) : NULL;
}

/* 16 random bytes from a pool: the kernel returns a kilobyte as fast as 16 bytes. */
static str salt(void) {
    static _Thread_local u8 pool[1024];
    static _Thread_local size_t left;
    static _Thread_local pid_t owner; /* the process that filled the pool: a forked child must not reuse it */
    if (!left || owner != getpid()) {
        randombytes_buf(pool, sizeof pool);
        left = sizeof pool;
        owner = getpid();
    }
    left -= 16;
    str s = str_copy((str){(const char *)pool + left, 16});
    sodium_memzero(pool + left, 16);
    return s;
}

/* The header, canonical JSON: {"cause"?,"f":{plain fields},"happened_at"?,"seen"?}. */
static str header_text(const struct act *a) {
    struct out o = {0};
    out_char(&o, '{');
    if (a->cause) out_fmt(&o, "\"cause\":%lld,", (long long)a->cause);
    out_z(&o, "\"f\":");
    out_str(&o, json_canonical(a->plain));
    if (a->happened_at != a->at) out_fmt(&o, ",\"happened_at\":%lld", (long long)a->happened_at);
    if (a->seen) out_fmt(&o, ",\"seen\":%lld", (long long)a->seen);
    out_char(&o, '}');
    return out_all(&o);
}

/* ---- reading a request against its declaration ---- */

/* `all`: bytes of the whole request; when it fits into the limit, so does the value. */
static bool value_fits(const struct act_field *f, const json_t *v, size_t all) {
    size_t max = f->max ? f->max : 200;
    switch (f->type) {
    case ACT_TEXT: return json_is_string(v) && json_string_length(v) <= max;
    case ACT_INT: return json_is_integer(v);
    case ACT_OBJECT: return json_is_object(v) && (all <= max || json_canonical(v).n <= max);
    case ACT_ARRAY: return json_is_array(v) && (all <= max || json_canonical(v).n <= max);
    default: panic("act field %s has type %c", f->name, f->type);
    }
}

/* Splits the request's fields into plain ones and body; refuses missing, unfit or undeclared ones. */
static void fields_take(struct act *a, const json_t *fields, size_t all) {
    size_t taken = 0;
    a->plain = json_object();
    a->body = json_object();
    for (size_t i = 0; i < a->kind->n_fields; i++) {
        const struct act_field *f = &a->kind->fields[i];
        json_t *v = json_object_get(fields, f->name);
        if (!v && (f->flags & NEEDED)) act_refuse(a, N_("Something required is missing."), f->name);
        if (!v) continue;
        if (!value_fits(f, v, all)) act_refuse(a, N_("A value is too long or of the wrong kind."), f->name);
        json_object_set(f->flags & PERSONAL ? a->body : a->plain, f->name, v);
        taken++;
    }
    if (taken != json_object_size(fields))
        act_refuse(a, N_("The request holds something this act does not know."), NULL);
}

/* ---- performing ---- */

static struct reply refused(const struct act *a) {
    return (struct reply){.status = a->stale ? REPLY_STALE : REPLY_REFUSED,
                          .why = str_copy(str_c(a->refusal)),
                          .field = str_copy(a->refused_field)};
}

/* True for a repeated key. Replies with the first result when the request is the same, with a refusal when it
 * differs. */
static bool seen_before(struct journal *j, const struct act *a, struct reply *out) {
    struct rows r = db_ask(j->db, SQL(ENTRIES " WHERE mark = $1 AND actor = $2 AND key = $3"),
                           VN(mark_of(a->actor.person, a->key)), VN(a->actor.person), VT(a->key));
    if (!rows_next(&r)) return false;
    struct entry e = entry_row(&r);
    rows_end(&r);
    json_t *header = json_read(e.header, NULL);
    bool same = str_eq(e.kind, str_c(a->kind->name)) && json_equal(json_object_get(header, "f"), a->plain) &&
                (e.erased || json_equal(body_json(j->folder, e.body), a->body));
    *out = same ? (struct reply){.status = REPLY_AGAIN,
                                 .n = e.n,
                                 .at = e.at,
                                 .leaf = hex(e.leaf.p, e.leaf.n),
                                 .result = json_read(e.result, NULL)}
                : (struct reply){
                      .status = REPLY_REFUSED,
                      .why = str_c(N_("This form was sent before with other content. Open it again."))};
    return true;
}

/* The body's text for its column; a large one goes to DATA/files. Empty = it could not be written. */
static str body_keep(struct journal *j, const json_t *body) {
    str text = json_canonical(body);
    if (text.n <= BODY_INLINE_MAX) return text;
    str sha = files_put(j->folder, text);
    if (!sha.n) {
        log_line("error", "event=file.failed why=\"%s\"", strerror(errno));
        return (str){0};
    }
    return str_fmt("{\"$file\":\"%.*s\"}", STR_ARG(sha));
}

static bool journal_act(struct journal *j, struct act *a, struct reply *out) {
    struct entry e = {.n = a->n,
                      .at = a->at,
                      .actor = a->actor.person,
                      .kind = str_c(a->kind->name),
                      .key = a->key,
                      .result = json_canonical(a->result),
                      .body = body_keep(j, a->body),
                      .salt_h = salt(),
                      .salt_b = salt()};
    if (!e.body.n) return false;
    e.header = header_text(a);
    entry_hash(&e);
    if (!entry_insert(j->db, &e)) return false;
    j->head.n = a->n;
    j->head.at = a->at;
    hash leaf;
    memcpy(leaf.b, e.leaf.p, 32);
    frontier_add(&j->head.tree, leaf);
    tile_keep(j->db, a->n, &j->head.tree);
    if (a->adopted) j->head.province = a->adopted;
    if (a->dropped) json_array_extend(j->dropped, a->dropped);
    *out = (struct reply){
        .status = REPLY_OK, .n = a->n, .at = a->at, .leaf = hex(e.leaf.p, 32), .result = a->result};
    return true;
}

/* Applies and journals one act, then the acts it caused, in order. */
static struct reply perform(struct journal *j, struct act *a, int depth) {
    struct reply out = {0}, ignored;
    if (depth > 3) panic("%s: acts cause each other too deep", a->kind->name);
    if (!a->refusal) act_run(a);
    if (a->refusal) return refused(a);
    if (db_error(j->db).n || !journal_act(j, a, &out))
        return (struct reply){
            .status = REPLY_BUSY,
            .why = str_c(N_("The record could not be written. Nothing was changed. Please try again."))};
    int i = 0;
    for (struct act_line *line = a->then; line; line = line->next) {
        struct act b = {.db = j->db,
                        .kind = act_kind_of(str_c(line->kind)),
                        .province = j->head.province,
                        .n = j->head.n + 1,
                        .at = a->at,
                        .happened_at = a->happened_at,
                        .actor = a->actor,
                        .key = str_fmt("%.*s#%d", STR_ARG(a->key), ++i),
                        .cause = a->n,
                        .result = json_object()};
        if (!b.kind) panic("%s causes %s, which does not exist", a->kind->name, line->kind);
        fields_take(&b, line->fields, SIZE_MAX);
        ignored = perform(j, &b, depth + 1);
        if (ignored.status != REPLY_OK) return ignored;
    }
    return out;
}

static void check_key(struct act *a) {
    if (a->key.n < 8 || a->key.n > 100) act_refuse(a, N_("The request has no usable key."), NULL);
    for (size_t i = 0; i < a->key.n; i++)
        if ((u8)a->key.p[i] <= 32 || (u8)a->key.p[i] >= 127)
            act_refuse(a, N_("The request has no usable key."), NULL);
}

/* Checks the actor, his right, and happened_at, before any handler of a room runs. */
static void check_right(struct journal *j, struct act *a, const json_t *ask) {
    if (!actor_of(j->db, json_int(ask, "actor"), a->at, &a->actor))
        act_refuse(a, N_("Nobody is known under this name."), NULL);
    else if (!(a->actor.roles & a->kind->by)) act_refuse(a, N_("You may not do this."), NULL);
    i64 happened = json_int(ask, "happened_at");
    if (!happened) return;
    if (happened > a->at || happened < a->at - 20LL * 366 * DAY)
        act_refuse(a, N_("The time given lies in the future or too far back."), "happened_at");
    else if (!data_demo(j->db) && !(a->actor.roles & (R_SYSTEM | R_ADMIN | R_OFFICER)))
        act_refuse(a, N_("You may not do this."), "happened_at");
    else a->happened_at = happened;
}

/* Performs one request. Fast path: no savepoint. If an act is refused after it has written, sets *out_spoilt;
 * the caller then rolls the batch back and runs it again with a savepoint for each act (`careful`). */
static struct reply perform_bytes(struct journal *j, str request, bool careful, bool *out_spoilt) {
    const char *why = NULL;
    json_t *ask = request.n <= ASK_MAX ? json_read(request, &why) : NULL;
    struct act a = {.db = j->db, .province = j->head.province, .n = j->head.n + 1, .result = json_object()};
    i64 now = j->now();
    a.at = a.happened_at = now > j->head.at ? now : j->head.at;
    a.kind = act_kind_of(json_str(ask, "kind"));
    if (!a.kind || !json_is_object(json_object_get(ask, "fields")))
        return (struct reply){.status = REPLY_REFUSED, .why = str_c(N_("This is not a request."))};
    a.key = json_str(ask, "key");
    a.seen = json_int(ask, "seen");
    check_key(&a);
    check_right(j, &a, ask);
    fields_take(&a, json_object_get(ask, "fields"), request.n);
    struct reply out;
    if (a.refusal) return refused(&a);
    if (seen_before(j, &a, &out)) return out;
    struct head before = j->head;
    i64 writes = db_writes(j->db);
    if (careful) db_savepoint(j->db);
    out = perform(j, &a, 0);
    if (out.status == REPLY_OK) {
        if (careful) db_release(j->db);
        return out;
    }
    if (careful) db_rollback_to(j->db);
    else *out_spoilt = db_writes(j->db) != writes || db_error(j->db).n;
    j->head = before;
    return out;
}

static bool perform_all(struct journal *j, const str *requests, struct reply *out_replies, size_t n,
                        bool careful) {
    bool spoilt = false;
    j->dropped = json_array();
    db_begin(j->db);
    for (size_t i = 0; i < n && !spoilt; i++)
        out_replies[i] = perform_bytes(j, requests[i], careful, &spoilt);
    return !spoilt;
}

/* After the commit: deletes files that erased rows named and no row names any more. */
static void files_unlink(struct journal *j) {
    json_t *v;
    size_t i;
    json_array_foreach(j->dropped, i, v) {
        str sha = str_c(json_string_value(v));
        const struct table *t;
        i64 named = 0;
        for (size_t k = 0; (t = table_each(k)) && !named; k++) {
            if (!t->file) continue;
            struct rows r = db_ask_built(
                j->db, str_fmt("SELECT 1 FROM %s WHERE %s = $1 LIMIT 1", t->name, t->file), &VT(sha), 1);
            named = rows_next(&r);
            rows_end(&r);
        }
        if (!named) unlink(str_z(files_path(j->folder, sha)));
    }
}

static const char unwritten[] = N_("The record could not be written. Nothing was changed. Please try again."),
                  unknown[] = N_("We cannot tell yet whether this was recorded. Please send it again in a "
                                 "moment: it is never counted twice.");

void replies_unwritten(struct reply *out_replies, size_t n) {
    for (size_t i = 0; i < n; i++)
        out_replies[i] = (struct reply){.status = REPLY_BUSY, .why = str_c(unwritten)};
}

bool journal_perform(struct journal *j, const str *requests, struct reply *out_replies, size_t n) {
    struct head before = j->head;
    /* A savepoint costs a copy of each page that an act touches, and few acts write before they are refused.
     * So savepoints are set only when that has happened. */
    if (!perform_all(j, requests, out_replies, n, false)) {
        db_rollback(j->db);
        db_clear(j->db);
        j->head = before;
        procedures_forget();
        perform_all(j, requests, out_replies, n, true);
    }
    if (db_commit(j->db)) {
        if (j->head.province != before.province) province_publish(j->head.province);
        files_unlink(j);
        return true;
    }
    log_line("error", "event=commit.failed why=\"%.*s\"", STR_ARG(db_error(j->db)));
    if (db_lost(j->db)) log_line("error", "event=writer.lost");
    bool lost = db_lost(j->db);
    db_clear(j->db);
    j->head = before;
    procedures_forget();
    replies_unwritten(out_replies, n);
    /* a lost connection leaves open whether the commit arrived; a repeated form is never counted twice */
    for (size_t i = 0; lost && i < n; i++) out_replies[i].why = str_c(unknown);
    return !lost;
}

void journal_head(struct journal *j) {
    procedures_forget();
    j->head = (struct head){.province = province_load(j->db, 0)};
    frontier_load(j->db, &j->head.tree);
    j->head.n = j->head.tree.size;
    j->head.at = act_at(j->db, journal_last(j->db)); /* act times never go backwards */
}

/* ---- replaying ---- */

/* Without its definitions nothing after an adoption means anything. */
static const char *replay_fault(struct journal *j, const struct act *a) {
    if (db_error(j->db).n) return str_z(db_error(j->db));
    return !strcmp(a->kind->name, "province.adopt") ? a->refusal : NULL;
}

bool entry_replay(struct journal *j, const struct entry *e, struct out *differences, str *out_why) {
    json_t *header = json_read(e->header, NULL), *plain = json_object_get(header, "f");
    struct act a = {.db = j->db,
                    .kind = act_kind_of(e->kind),
                    .province = j->head.province,
                    .n = e->n,
                    .at = e->at,
                    .happened_at = e->at,
                    .key = e->key,
                    .seen = json_int(header, "seen"),
                    .cause = json_int(header, "cause"),
                    .plain = plain,
                    .result = json_object(),
                    .replaying = true};
    *out_why = !a.kind ? S("no release of this program knows such an act") : S("its contents are damaged");
    if (!a.kind || !json_is_object(plain)) return false;
    if (json_int(header, "happened_at")) a.happened_at = json_int(header, "happened_at");
    if (!e->erased && !(a.body = body_json(j->folder, e->body))) return false;
    a.recorded = json_read(e->result, NULL);
    actor_of(j->db, e->actor, e->at, &a.actor);
    act_run(&a);
    const char *fault = replay_fault(j, &a);
    *out_why = fault ? str_c(fault) : (str){0};
    if (fault) return false;
    if (a.refusal)
        out_fmt(&a.differences, "act %lld %s: today's code would refuse it: %s\n", (long long)e->n,
                a.kind->name, a.refusal);
    out_str(differences, out_all(&a.differences));
    if (!entry_insert(j->db, e)) return *out_why = db_error(j->db), false;
    j->head.n = e->n;
    j->head.at = e->at;
    hash leaf;
    if (e->leaf.n == sizeof leaf.b) {
        memcpy(leaf.b, e->leaf.p, sizeof leaf.b);
        frontier_add(&j->head.tree, leaf);
        tile_keep(j->db, e->n, &j->head.tree);
    }
    if (a.adopted) j->head.province = a.adopted;
    return true;
}

/* ---- requests and replies as bytes ---- */

str ask_bytes(const struct act_ask *q) {
    json_t *j = json_object();
    json_put(j, "kind", str_c(q->kind));
    json_put_int(j, "actor", q->actor);
    json_put(j, "key", q->key);
    if (q->seen) json_put_int(j, "seen", q->seen);
    if (q->happened_at) json_put_int(j, "happened_at", q->happened_at);
    json_object_set(j, "fields", q->fields);
    return json_canonical(j);
}

str reply_bytes(const struct reply *r) {
    json_t *j = json_object();
    json_put_int(j, "status", r->status);
    json_put_int(j, "n", r->n);
    json_put_int(j, "at", r->at);
    json_put(j, "leaf", r->leaf);
    json_put(j, "why", r->why);
    json_put(j, "field", r->field);
    if (r->result) json_object_set(j, "result", r->result);
    return json_canonical(j);
}

bool reply_read(str bytes, struct reply *out) {
    json_t *j = json_read(bytes, NULL);
    if (!json_is_object(j)) return false;
    *out = (struct reply){.status = (enum reply_status)json_int(j, "status"),
                          .n = json_int(j, "n"),
                          .at = json_int(j, "at"),
                          .leaf = json_str(j, "leaf"),
                          .why = json_str(j, "why"),
                          .field = json_str(j, "field"),
                          .result = json_object_get(j, "result")};
    return true;
}
