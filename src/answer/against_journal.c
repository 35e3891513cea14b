/* Compares a figure's event rows with the journalled results of their acts, both ways. A row changed,
 * added, deleted or moved out of the period without an act is reported. */
#include "against_journal.h"

#include "journal/read.h"
#include "dossier/view.h"
#include "figure/query.h"

struct check {
    struct db *db;
    struct journal_check proof;
    i64 *done; /* hash set of the acts compared: open addressing, size a power of two */
    size_t mask;
    i64 read_act; /* the act whose fields were read last, a cache: an import brings many rows */
    json_t *read;
};

static bool first_time(struct check *c, i64 act) {
    size_t at = (size_t)((u64)act * 0x9E3779B97F4A7C15u >> 32) & c->mask;
    for (; c->done[at]; at = (at + 1) & c->mask)
        if (c->done[at] == act) return false;
    c->done[at] = act;
    return true;
}

static void differs(struct check *c, i64 act, i64 i, str column, str journal, str table) {
    if (c->proof.n == 0) c->proof.v = NEWS(struct mismatch, CHECK_SHOWN);
    if (c->proof.n < CHECK_SHOWN) c->proof.v[c->proof.n] = (struct mismatch){act, i, column, journal, table};
    c->proof.n++;
}

static str said(const json_t *x) {
    if (json_is_integer(x)) return str_fmt("%lld", (long long)json_integer_value(x));
    if (json_is_string(x)) return (str){json_string_value(x), json_string_length(x)};
    if (json_is_boolean(x)) return str_c(json_is_true(x) ? "1" : "0");
    return (str){0};
}

static void compare_row(struct check *c, const struct rows *rows, i64 act, const json_t *event) {
    i64 i = row_int(rows, 1);
    if (!event) {
        differs(c, act, i, (str){0}, (str){0}, S("+"));
        return;
    }
    for (int k = 0; k < rows_columns(rows); k++) {
        str name = row_name(rows, k), table = row_text(rows, k);
        if (str_is(name, "act") || str_is(name, "i")) continue;
        str journal = said(json_object_get(event, str_z(name)));
        if (!str_eq(journal, table)) differs(c, act, i, name, journal, table);
    }
}

/* Adds the dossier's procedure and place at that act, from its filing and the acts that moved it since. */
static void place_put(struct check *c, i64 dossier, i64 act, json_t *out) {
    static const char *const decided[] = {"desk", "agency", "unit"};
    struct rows r =
        db_ask(c->db,
               SQL("SELECT act, what FROM " DOSSIER_EVENTS " AS e"
                   " WHERE dossier = $1 AND act <= $2 AND what IN ('filed', 'transferred', 'handed_on')"
                   " ORDER BY act"),
               VN(dossier), VN(act));
    while (rows_next(&r)) {
        json_t *result = act_result(c->db, row_int(&r, 0));
        for (size_t i = 0; i < COUNT(decided); i++)
            if (json_object_get(result, decided[i])) json_put(out, decided[i], json_str(result, decided[i]));
        if (!str_is(row_text(&r, 1), "filed")) continue;
        json_t *asked = act_fields(c->db, row_int(&r, 0), NULL);
        const struct procedure *p =
            procedure_at(c->db, json_str(asked, "procedure"), json_int(asked, "procedure_act"));
        json_put(out, "channel", json_str(asked, "channel"));
        json_put(out, "procedure", json_str(asked, "procedure"));
        json_put(out, "field", p ? p->field : (str){0});
        json_put_int(out, "service", p && p->service);
    }
    rows_end(&r);
}

/* Completes a journalled event with what its record omits: zeros, the act's own time, and the dossier's
 * place. */
static json_t *event_whole(struct check *c, i64 act, json_t *event) {
    struct act_row row;
    act_row(c->db, act, &row);
    i64 at = row.at, then = json_int(row.header, "happened_at"),
        about = json_int(json_object_get(row.header, "f"), "dossier"), dossier = json_int(event, "dossier");
    if (then) at = then;
    if (!dossier) dossier = about ? about : act;
    json_t *all = json_object();
#define NOUGHT_BIGINT(name) json_put_int(all, name, 0)
#define NOUGHT_TEXT(name) json_put(all, name, (str){0})
#define NOUGHT(k, name, type, seen) NOUGHT_##type(#name);
    EVENT_COLUMNS(EVENT_NONE, EVENT_NONE, NOUGHT)
    json_put_int(all, "happened_at", at);
    json_put_int(all, "day", when_day(at));
    json_put(all, "month", month_iso(when_day(at)));
    json_put_int(all, "dossier", dossier);
    place_put(c, dossier, act, all);
    json_object_update(all, event);
    return all;
}

static json_t *events_whole(struct check *c, i64 act) {
    json_t *events = json_object_get(act_result(c->db, act), "events"), *all = json_array(), *e;
    size_t i;
    json_array_foreach(events, i, e) json_array_append_new(all, event_whole(c, act, e));
    return all;
}

static void compare_act(struct check *c, i64 act) {
    if (!first_time(c, act)) return;
    json_t *events = events_whole(c, act);
    size_t expected = json_array_size(events);
    u64 seen = 0;
    struct rows rows = db_ask(
        c->db, SQL("SELECT " EVENT_NAMES " FROM " DOSSIER_EVENTS " AS e WHERE act = $1 ORDER BY i"), VN(act));
    while (rows_next(&rows)) {
        i64 i = row_int(&rows, 1);
        bool known = i >= 0 && (size_t)i < expected;
        compare_row(c, &rows, act, known ? json_array_get(events, (size_t)i) : NULL);
        if (known && i < 64) seen |= (u64)1 << i;
        c->proof.checked++;
    }
    for (size_t i = 0; i < expected && i < 64; i++) {
        if (seen >> i & 1) continue;
        differs(c, act, (i64)i, (str){0}, said(json_object_get(json_array_get(events, i), "what")), (str){0});
        c->proof.checked++;
    }
}

/* Lists all acts before comparing any, so that only one result set is open at a time. */
static void compare_list(struct check *c, struct rows rows, i64 *out_first, i64 *out_last) {
    i64 *acts = NEWS(i64, CHECK_ROWS + 1);
    size_t n = 0;
    while (n <= CHECK_ROWS && rows_next(&rows)) acts[n++] = row_int(&rows, 0);
    rows_end(&rows);
    if (n) {
        *out_first = acts[n - 1];
        *out_last = acts[0];
    }
    for (size_t i = 0; i < n; i++) {
        if (c->proof.checked >= CHECK_ROWS) {
            c->proof.all = false;
            return;
        }
        compare_act(c, acts[i]);
    }
}

/* ---- register entries: each plain field against the act that wrote the row ---- */

struct entry_key {
    i64 act, i;
};

static void compare_entry(struct check *c, struct entry_key e) {
    if (c->read_act != e.act) c->read = act_fields(c->db, e.act, NULL);
    c->read_act = e.act;
    json_t *rows = json_object_get(c->read, "rows"), *given, *v;
    const char *field;
    given = rows ? json_array_get(rows, (size_t)e.i) : json_object_get(c->read, "values");
    c->proof.checked++;
    if (!given) differs(c, e.act, e.i, (str){0}, (str){0}, S("+"));
    json_object_foreach(given, field, v) {
        str table = registers_of()->value(c->db, e.act, e.i, str_c(field));
        if (!str_eq(table, said(v))) differs(c, e.act, e.i, str_c(field), said(v), table);
    }
    /* an import journals every field; a decision adds its own days; a correction keeps the fields it does
     * not name */
    i64 more = registers_of()->n_values(c->db, e.act, e.i) - (i64)json_object_size(given);
    if (rows && more > 0) differs(c, e.act, e.i, (str){0}, (str){0}, S("+"));
}

/* Compares the register entries behind the figure. Entries deleted without an act are found by `verify
 * --tables`, not here. */
static void entries_compared(struct check *c, const struct indicator *ind, struct period when, i64 as_of) {
    struct query q = query_new(ind, when, (str){0}, as_of);
    struct entry_key *v = NEWS(struct entry_key, CHECK_ROWS + 1);
    size_t n = 0;
    c->proof.table = "register_value";
    out_z(&q.sql, "SELECT act, i");
    query_from(&q, ind);
    out_fmt(&q.sql, " ORDER BY act DESC, i DESC LIMIT %d", CHECK_ROWS + 1);
    struct rows r = query_ask(c->db, &q);
    while (n <= CHECK_ROWS && rows_next(&r)) v[n++] = (struct entry_key){row_int(&r, 0), row_int(&r, 1)};
    rows_end(&r);
    c->proof.all = c->proof.own = n <= CHECK_ROWS;
    for (size_t i = 0; i < n && i < CHECK_ROWS; i++) compare_entry(c, v[i]);
}

/* Compares first the acts behind the figure, newest first. Then it compares all dossier acts of that
 * stretch of the journal, which finds rows that left the figure. A period still open reaches to the
 * journal's end. CHECK_ROWS bounds the work. */
struct journal_check figure_check_journal(struct db *db, const struct indicator *ind, struct period when,
                                          i64 as_of, int today) {
    struct check c = {.db = db, .proof = {.all = true}, .mask = (1 << 14) - 1};
    const struct view *v = figure_view(ind);
    c.proof.table = "dossier_event";
    if (!v) return c.proof;
    if (str_starts(str_c(v->name), S("register/"))) {
        entries_compared(&c, ind, when, as_of);
        return c.proof;
    }
    c.done = NEWS(i64, c.mask + 1);
    i64 first = 0, last = 0;
    if (view_has(v, "i") && view_has(v, "act")) {
        struct query q = query_new(ind, when, (str){0}, as_of);
        out_z(&q.sql, "SELECT DISTINCT act");
        query_from(&q, ind);
        out_fmt(&q.sql, " ORDER BY act DESC LIMIT %d", CHECK_ROWS + 1);
        compare_list(&c, query_ask(db, &q), &first, &last);
        c.proof.own = c.proof.all;
    }
    if (c.proof.checked >= CHECK_ROWS) return c.proof;
    if (!last || today < when.to) last = as_of;
    i64 unused = 0;
    compare_list(
        &c,
        db_ask(db,
               SQL("SELECT n FROM " ACTS " AS j"
                   " WHERE n >= $1 AND n <= $2 AND kind LIKE 'dossier.%' ORDER BY n DESC LIMIT 5001"),
               VN(first), VN(last)),
        &unused, &unused);
    return c.proof;
}
