/* Reading acts, settings and definitions from the journal: see read.h. */
#include "entry.h"

json_t *act_fields(struct db *db, i64 n, bool *out_erased) {
    struct rows r = db_ask(db, SQL("SELECT header, body FROM journal WHERE n = $1"), VN(n));
    json_t *all = json_object();
    bool found = rows_next(&r), erased = found && row_val(&r, 1).kind == VAL_NULL;
    if (found) {
        json_t *header = json_read(row_text(&r, 0), NULL),
               *body = erased ? NULL : body_json(db_folder(db), row_text(&r, 1));
        json_object_update(all, json_object_get(header, "f"));
        if (body) json_object_update(all, body);
    }
    rows_end(&r);
    if (out_erased) *out_erased = erased;
    return all;
}

json_t *act_result(struct db *db, i64 n) {
    return json_read(db_text(db, SQL("SELECT result FROM journal WHERE n = $1"), VN(n)), NULL);
}

bool act_row(struct db *db, i64 n, struct act_row *out) {
    struct rows r = db_ask(db, SQL("SELECT at, actor, kind, header FROM journal WHERE n = $1"), VN(n));
    *out = (struct act_row){.n = n};
    bool found = rows_next(&r);
    if (found) {
        out->at = row_int(&r, 0);
        out->actor = row_int(&r, 1);
        out->kind = row_text(&r, 2);
        out->header = json_read(row_text(&r, 3), NULL);
    }
    rows_end(&r);
    return found;
}

i64 act_at(struct db *db, i64 n) {
    return n ? db_int(db, SQL("SELECT at FROM journal WHERE n = $1"), VN(n)) : 0;
}

i64 journal_last(struct db *db) { return db_int(db, SQL("SELECT n FROM journal ORDER BY n DESC LIMIT 1")); }

i64 journal_count(struct db *db) { return db_int(db, SQL("SELECT COUNT(*) FROM journal")); }

i64 journal_gap(struct db *db) {
    if (!db_int(db, SQL("SELECT COUNT(*) FROM journal WHERE n = 1"))) return 1;
    return 1 + db_int(db, SQL("SELECT j.n FROM journal j WHERE NOT EXISTS"
                              " (SELECT 1 FROM journal k WHERE k.n = j.n + 1) ORDER BY j.n LIMIT 1"));
}

str act_leaf(struct db *db, i64 n) {
    return db_text(db, SQL("SELECT leaf FROM journal WHERE n = $1"), VN(n));
}

i64 journal_before(struct db *db, i64 at) {
    return db_int(db, SQL("SELECT n FROM journal WHERE at < $1 ORDER BY n DESC LIMIT 1"), VN(at));
}
i64 journal_last_demo(struct db *db) {
    return db_int(db, SQL("SELECT n FROM journal WHERE key LIKE 'demo%' ORDER BY n DESC LIMIT 1"));
}

/* ---- definitions and settings ---- */

i64 definitions_act(struct db *db, i64 as_of) {
    return db_int(db, SQL("SELECT COALESCE(MAX(act), 0) FROM definition WHERE act <= $1"),
                  VN(as_of ? as_of : INT64_MAX));
}

i64 adopted_at(struct db *db, i64 k) {
    return db_int(db,
                  SQL("SELECT at FROM journal WHERE kind = 'province.adopt' ORDER BY n LIMIT 1 OFFSET $1"),
                  VN(k - 1));
}

i64 definition_at(struct db *db, str path, i64 as_of, str *out_text) {
    struct rows r = db_ask(db,
                           SQL("SELECT act, text FROM definition"
                               " WHERE path = $1 AND act <= $2 ORDER BY act DESC LIMIT 1"),
                           VT(path), VN(as_of));
    i64 act = rows_next(&r) ? row_int(&r, 0) : 0;
    *out_text = act ? row_text(&r, 1) : (str){0};
    rows_end(&r);
    return act;
}

bool data_demo(struct db *db) {
    return db_int(db, SQL("SELECT COUNT(*) FROM setting WHERE name = 'demo' AND value = '1'")) > 0;
}
