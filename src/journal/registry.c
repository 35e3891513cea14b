/* The registry of act kinds and tables, and the journal's own acts: founding a folder, adopting definitions,
 * erasing bodies. */
#include "entry.h"

/* made_by.tables: hash of all CREATE statements; another hash means that a release with other tables made the
 * folder. */
static const char journal_ddl[] =
    "CREATE TABLE made_by (tables TEXT NOT NULL);"
    "CREATE TABLE journal (n BIGINT PRIMARY KEY, at BIGINT NOT NULL,"
    " actor BIGINT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,"
    " mark BIGINT NOT NULL, header TEXT NOT NULL, result TEXT NOT NULL, body TEXT,"
    " salt_h BYTEA NOT NULL, salt_b BYTEA, hash_b BYTEA, leaf BYTEA NOT NULL);"
    "CREATE INDEX journal_mark ON journal (mark);"
    "CREATE INDEX journal_erasures ON journal (n)"
    " WHERE kind = 'body.erase';"
    "CREATE INDEX journal_adoptions ON journal (n)"
    " WHERE kind = 'province.adopt';";

const struct table core_tables[] = {
    {.name = "setting",
     .ddl = "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL,"
            " act BIGINT NOT NULL)",
     .key = "name"},
    /* tiles of the tree, 256 leaves each */
    {.name = "tile", .ddl = "CREATE TABLE tile (n BIGINT PRIMARY KEY, root BYTEA NOT NULL)", .key = "n"},
    {.name = "definition",
     /* text NULL: the file was removed */
     .ddl = "CREATE TABLE definition (path TEXT NOT NULL, act BIGINT NOT NULL, text TEXT,"
            " PRIMARY KEY (path, act))",
     .key = "path, act"},
    {0},
};

const char *journal_schema(void) { return journal_ddl; }

/* ---- registry ---- */

static struct journal_parts parts;

void journal_parts_set(const struct journal_parts *p) { parts = *p; }

static const struct table *table_in(const struct table *list, size_t *i) {
    for (; list && list->name; list++)
        if ((*i)-- == 0) return list;
    return NULL;
}

const struct table *table_each(size_t i) {
    const struct table *t = table_in(core_tables, &i);
    for (size_t k = 0; !t && parts.tables && parts.tables[k]; k++) t = table_in(parts.tables[k], &i);
    return t;
}

static const struct act_kind *kind_in(const struct act_kind *list, size_t *i) {
    for (; list && list->name; list++)
        if ((*i)-- == 0) return list;
    return NULL;
}

const struct act_kind *act_kind_each(size_t i) {
    const struct act_kind *k = kind_in(core_kinds, &i);
    for (size_t p = 0; !k && parts.kinds && parts.kinds[p]; p++) k = kind_in(parts.kinds[p], &i);
    return k;
}

const struct act_kind *act_kind_of(str name) {
    const struct act_kind *k;
    for (size_t i = 0; (k = act_kind_each(i)); i++)
        if (str_eq(name, str_c(k->name))) return k;
    return NULL;
}

/* True when the act's result lists an event of this name. */
static bool made_event(const struct act *a, const char *event) {
    size_t i;
    json_t *e;
    json_array_foreach(json_object_get(a->result, "events"), i,
                       e) if (str_eq(json_str(e, "what"), str_c(event))) return true;
    return false;
}

static bool followed(const struct act *a, const struct follow *f) {
    return f->kind ? !strcmp(f->kind, a->kind->name) : made_event(a, f->event);
}

void act_run(struct act *a) {
    a->kind->apply(a);
    for (size_t p = 0; parts.follows && parts.follows[p]; p++)
        for (const struct follow *f = parts.follows[p]; f->then && !a->refusal; f++)
            if (followed(a, f)) f->then(a);
}

/* ---- the tables, made ---- */

/* A hash of all CREATE statements. A folder made by a release with other tables has a different one. */
static str schema_stamp(void) {
    struct out o = {0};
    const struct table *t;
    out_z(&o, journal_ddl);
    for (size_t i = 0; (t = table_each(i)); i++) out_z(&o, t->ddl);
    hash h = sha256_of(out_all(&o), (str){0});
    return hex(h.b, 8);
}

bool schema_make(struct db *db) {
    db_schema_new(db);
    db_begin(db);
    db_script(db, journal_ddl);
    const struct table *t;
    for (size_t i = 0; (t = table_each(i)); i++) db_script(db, t->ddl);
    db_run(db, SQL("INSERT INTO made_by (tables) VALUES ($1)"), VT(schema_stamp()));
    return db_commit(db);
}

bool schema_ours(struct db *db) {
    return str_eq(db_text(db, SQL("SELECT tables FROM made_by")), schema_stamp());
}

/* ---- who asks ---- */

bool actor_of(struct db *db, i64 person, i64 at, struct actor *out) {
    *out = (struct actor){.person = person, .roles = R_ANYONE};
    if (person == ACTOR_NOBODY) return true;
    if (person == 0) {
        out->roles |= R_SYSTEM;
        return true;
    }
    return parts.who && parts.who(db, person, at, out);
}

/* ---- house.found: the first act: demonstration data or not ---- */

static void found_apply(struct act *a) {
    if (db_int(a->db, SQL("SELECT COUNT(*) FROM setting WHERE name = 'demo'"))) {
        act_refuse(a, N_("This data folder has been founded already."), NULL);
        return;
    }
    db_run(a->db, SQL("INSERT INTO setting (name, value, act) VALUES ('demo', $1, $2)"),
           VT(act_int(a, "demo") ? S("1") : S("0")), VN(a->n));
}
static const struct act_field found_fields[] = {INT("demo", NEEDED)};

/* ---- house.tick: time has passed; rooms' acts that follow do what is due ---- */

static void tick_apply(struct act *a) { (void)a; }

/* ---- log.restored: an older copy was put in place; what had been signed for after it is lost ---- */

static void restored_apply(struct act *a) {
    if (!str_trim(act_text(a, "reason")).n) act_refuse(a, N_("Write the reason."), "reason");
}
static const struct act_field restored_fields[] = {
    TEXT("reason", 500, NEEDED), TEXT("lost", 4096, 0), /* the last note known of what was lost */
};

/* ---- province.adopt: a whole folder of definitions; only changed texts become new versions ---- */

static bool path_ok(str path) {
    if (!(str_ends(path, S(".yaml")) || str_is(path, BOUNDARIES_FILE)) || path.n > 200 || path.p[0] == '/' ||
        path.p[0] == '.')
        return false;
    for (size_t i = 0; i + 1 < path.n; i++)
        if (path.p[i] == '.' && path.p[i + 1] == '.') return false;
    return true;
}

static int by_path(const void *a, const void *b) {
    return str_cmp(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

/* The files of the province folder, each with the act that adopted its text: this act where the text is new.
 */
static struct sources adopted_sources(struct act *a, json_t *files) {
    struct sources s = {0};
    const char *path;
    json_t *text;
    json_object_foreach(files, path, text) {
        str p = str_c(path),
            t = json_is_string(text) ? (str){json_string_value(text), json_string_length(text)} : (str){0};
        if (!path_ok(p)) {
            act_refuse(a, N_("A file of the folder has an unusable name."), "files");
            return s;
        }
        struct rows r = db_ask(
            a->db, SQL("SELECT act, text FROM definition WHERE path = $1 ORDER BY act DESC LIMIT 1"), VT(p));
        i64 since = rows_next(&r) && str_eq(row_text(&r, 1), t) ? row_int(&r, 0) : a->n;
        rows_end(&r);
        GROW(s.v, s.n, s.cap);
        s.v[s.n++] = (struct source_file){.path = p, .text = t, .act = since};
    }
    if (s.n) qsort(s.v, s.n, sizeof *s.v, by_path);
    return s;
}

static void take_away_missing(struct act *a, json_t *files, i64 *changed) {
    struct rows r =
        db_ask(a->db, SQL("SELECT d.path FROM definition d"
                          " WHERE d.text IS NOT NULL AND d.act = (SELECT MAX(e.act) FROM definition e"
                          " WHERE e.path = d.path) ORDER BY d.path"));
    str gone[1000];
    size_t n = 0;
    while (rows_next(&r) && n < COUNT(gone)) {
        str path = row_text(&r, 0);
        if (!json_object_get(files, str_z(path))) gone[n++] = path;
    }
    rows_end(&r);
    for (size_t i = 0; i < n; i++)
        db_run(a->db, SQL("INSERT INTO definition (path, act, text) VALUES ($1, $2, NULL)"), VT(gone[i]),
               VN(a->n));
    *changed += (i64)n;
}

/* A journal belongs to one province for ever: adopting another province's folder is a mistyped path. Such an
 * act in an old journal still replays. */
static bool same_province(struct act *a, const struct province *p) {
    const struct province *before = a->province;
    if (a->replaying || !before || (str_eq(before->code, p->code) && str_eq(before->gso, p->gso)))
        return true;
    act_refuse(a,
               str_z(str_fmt("province.yaml: this is the folder of %.*s (code %.*s, gso %.*s), the province "
                             "here is %.*s (code %.*s, gso %.*s)",
                             STR_ARG(p->name.vi), STR_ARG(p->code), STR_ARG(p->gso), STR_ARG(before->name.vi),
                             STR_ARG(before->code), STR_ARG(before->gso))),
               "files"); /* a complaint of the checker, not a msgid */
    return false;
}

static void adopt_apply(struct act *a) {
    json_t *files = act_json(a, "files");
    struct sources s = adopted_sources(a, files);
    if (a->refusal) return;
    struct complaints c = {0};
    /* never freed: adoptions are few, and readers may still use old definitions */
    struct arena *before = arena_enter(arena_new());
    struct sources mine = {.v = NEWS(struct source_file, s.n ? s.n : 1), .n = s.n, .cap = s.n, .act = a->n};
    for (size_t i = 0; i < s.n; i++)
        mine.v[i] = (struct source_file){
            .path = str_copy(s.v[i].path), .text = str_copy(s.v[i].text), .act = s.v[i].act};
    const struct province *p = province_build(&mine, &c);
    arena_enter(before);
    if (!p) {
        str why = c.n ? complaint_text(&c.v[0]) : S("");
        json_put(a->result, "complaint", why);
        act_refuse(a, str_z(why), "files"); /* a complaint is written by the checker, not a msgid */
        return;
    }
    if (!same_province(a, p)) return;
    i64 changed = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.v[i].act != a->n) continue;
        db_run(a->db, SQL("INSERT INTO definition (path, act, text) VALUES ($1, $2, $3)"), VT(s.v[i].path),
               VN(a->n), VT(s.v[i].text));
        changed++;
    }
    take_away_missing(a, files, &changed);
    act_decide_int(a, "changed", changed);
    a->adopted = p;
}
static const struct act_field adopt_fields[] = {OBJECT("files", 8 * 1024 * 1024, NEEDED | PERSONAL)};

/* ---- body.erase: deletes personal data from journal and tables; the leaf hash stays valid ---- */

static void erase_columns(struct act *a, const struct table *t, i64 n) {
    struct out sql = {0};
    str rest = str_c(t->personal);
    out_fmt(&sql, "UPDATE %s SET ", t->name);
    for (bool first = true; rest.n; first = false) {
        str column = str_trim(str_cut(&rest, ','));
        out_fmt(&sql, "%s%.*s = NULL", first ? "" : ", ", STR_ARG(column));
    }
    out_z(&sql, " WHERE act = $1");
    db_run_built(a->db, out_all(&sql), &VN(n), 1);
}

/* Releases the files that rows of an erased act name: a photographed paper is personal data, too. */
static void files_drop(struct act *a, const struct table *t, i64 n) {
    if (!a->dropped) a->dropped = json_array();
    struct rows r = db_ask_built(
        a->db, str_fmt("SELECT %s FROM %s WHERE act = $1 AND %s <> ''", t->file, t->name, t->file), &VN(n),
        1);
    while (rows_next(&r)) json_array_append_new(a->dropped, json_text(row_text(&r, 0)));
}

/* Replaces the body and its salt by their hash. With the header's hash it makes the leaf, so the leaf stays
 * what it was. Does nothing when the body was erased before. */
static void erase_body(struct act *a, i64 n) {
    struct rows r =
        db_ask(a->db, SQL("SELECT salt_b, body FROM journal WHERE n = $1 AND body IS NOT NULL"), VN(n));
    bool there = rows_next(&r);
    hash h = there ? sha256_of(row_text(&r, 0), row_text(&r, 1)) : (hash){0};
    rows_end(&r);
    if (there)
        db_run(a->db,
               SQL("UPDATE journal"
                   " SET body = NULL, salt_b = NULL, hash_b = $2 WHERE n = $1"),
               VN(n), VB(((str){(const char *)h.b, sizeof h.b})));
}

static void erase_apply(struct act *a) {
    json_t *acts = act_json(a, "acts"), *v;
    size_t i;
    json_array_foreach(acts, i, v) {
        i64 n = json_integer_value(v);
        if (n < 1 || n >= a->n) {
            act_refuse(a, N_("There is no such act."), "acts");
            return;
        }
        if (str_starts(db_text(a->db, SQL("SELECT kind FROM journal WHERE n = $1"), VN(n)), S("province."))) {
            act_refuse(a, N_("Definitions hold nothing personal and are not erased."), "acts");
            return;
        }
        erase_body(a, n);
        const struct table *t;
        for (size_t k = 0; (t = table_each(k)); k++) {
            if (t->personal && t->file) files_drop(a, t, n);
            if (t->personal) erase_columns(a, t, n);
        }
    }
}
static const struct act_field erase_fields[] = {ARRAY("acts", 64 * 1024, NEEDED),
                                                TEXT("reason", 500, NEEDED)};

const struct act_kind core_kinds[] = {
    {"house.found", N_("Data folder founded"), R_SYSTEM, found_fields, COUNT(found_fields), found_apply},
    {"house.tick", N_("Time moved on"), R_SYSTEM, NULL, 0, tick_apply},
    {"log.restored", N_("An older copy was put in place"), R_SYSTEM, restored_fields, COUNT(restored_fields),
     restored_apply},
    {"province.adopt", N_("Definitions adopted"), R_SYSTEM | R_ADMIN, adopt_fields, COUNT(adopt_fields),
     adopt_apply},
    {"body.erase", N_("Personal data erased"), R_SYSTEM | R_ADMIN, erase_fields, COUNT(erase_fields),
     erase_apply},
    {0},
};
