/* A figure's document: every cell the public may see, the definition's text, and the root over its records.
 * It is written once, when a year is sealed or a figure restated. Canonical JSON: equal figures give equal
 * bytes. */
#include "seal.h"

#include "target/as_of.h"
#include "answer/number.h"
#include "answer/sealed.h"
#include "answer/sentence.h"
#include "journal/files.h"
#include "journal/read.h"
#include "figure/query.h"

/* ---- Merkle tree over the figure's records, so that a submitter can be shown their own dossier in it
 * ---- */

/* Selects the records by day, if the view has days, else by act; with each the header salt of its act,
 * which is never erased. */
static struct rows records_ask(struct db *db, const struct indicator *ind, struct period when, i64 as_of) {
    struct query q = query_new(ind, when, (str){0}, as_of);
    const char *day = view_has(q.view, "day") ? "day" : "0";
    out_fmt(&q.sql, "SELECT %s, act, ", day);
    if (ind->n_hit) query_hits(&q, ind);
    else out_z(&q.sql, "1");
    out_z(&q.sql, ", " ACT_SALT);
    query_from(&q, ind);
    out_z(&q.sql, " ORDER BY 1, 2, 3");
    return query_ask(db, &q);
}

hash record_leaf(str salt_h, i64 day, i64 act, bool hit) {
    hash salt = sha256_of(S("tinhso-record"), salt_h);
    u8 text[RECORD_SALT + 64];
    memcpy(text, salt.b, RECORD_SALT);
    int n = snprintf((char *)text + RECORD_SALT, sizeof text - RECORD_SALT, "%lld %lld %d", (long long)day,
                     (long long)act, hit);
    return sha256_of(S("\0"), (str){(const char *)text, RECORD_SALT + (size_t)n});
}

static hash row_leaf(const struct rows *r) {
    return record_leaf(row_look(r, 3), row_int(r, 0), row_int(r, 1), row_int(r, 2) != 0);
}

static struct counted records_counted(struct db *db, const struct indicator *ind, struct period when,
                                      i64 as_of) {
    struct counted c = {0};
    struct frontier *f = NEW(struct frontier);
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    struct rows r = records_ask(db, ind, when, as_of);
    while (rows_next(&r)) {
        frontier_add(f, row_leaf(&r));
        c.n++;
        c.hits += row_int(&r, 2) != 0;
    }
    rows_end(&r);
    arena_enter(before);
    arena_free(mine);
    hash root = frontier_root(f);
    memcpy(c.root, root.b, sizeof c.root);
    return c;
}

static bool among(const i64 *acts, size_t n, i64 act) {
    for (size_t i = 0; i < n; i++)
        if (acts[i] == act) return true;
    return false;
}

bool record_climb(struct db *db, const struct indicator *ind, struct period when, i64 as_of, const i64 *acts,
                  size_t n_acts, i64 size, struct record_path *out) {
    i64 at = 0;
    *out = (struct record_path){0};
    for (int pass = 0; pass < 2; pass++) { /* first pass finds the index, the second collects the path */
        struct inclusion c = pass ? inclusion_begin(out->index, size) : (struct inclusion){0};
        struct rows r = records_ask(db, ind, when, as_of);
        for (at = 1; rows_next(&r); at++) {
            i64 act = row_int(&r, 1);
            if (pass) inclusion_add(&c, row_leaf(&r));
            else if (!out->index && among(acts, n_acts, act))
                *out = (struct record_path){
                    .act = act, .index = at, .day = row_int(&r, 0), .hit = row_int(&r, 2) != 0};
        }
        rows_end(&r);
        if (!out->index) return false;
        if (pass) out->n = inclusion_path(&c, out->path);
    }
    return at - 1 == size;
}

/* ---- writing ---- */

static json_t *words_json(struct words w) {
    json_t *j = json_object();
    json_put(j, "vi", w.vi);
    json_put(j, "en", w.en.n ? w.en : w.vi);
    return j;
}

static json_t *cell_json(const struct indicator *ind, const struct figure *f, json_t *j) {
    if (f->suppressed) {
        json_object_set_new(j, "hidden", json_true());
        return j;
    }
    json_put_int(j, "n", f->n);
    if (!f->has_value) return j;
    json_put(j, "value", figure_machine(ind, f));
    json_put_int(j, "num", f->num);
    json_put_int(j, "den", f->den);
    return j;
}

static json_t *cells_json(const struct indicator *ind, const struct cells *c) {
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++) {
        const struct cell *x = &c->v[i];
        json_t *j = json_object();
        json_put(j, "key", x->key);
        json_put(j, "from", day_iso(x->from));
        json_put(j, "to", day_iso(x->to - 1));
        if (x->name.vi.n) json_object_set_new(j, "name", words_json(x->name));
        if (x->listed) json_object_set_new(j, "listed", json_true());
        json_array_append_new(all, cell_json(ind, &x->f, j));
    }
    return all;
}

/* Number of hidden cells that are not even listed. */
static size_t unlisted(const struct cells *c) {
    size_t n = c->hidden;
    for (size_t i = 0; i < c->n; i++) n -= c->v[i].f.suppressed;
    return n;
}

/* The indicator's definition file as of an act: its text is part of the sealed document. */
static json_t *definition_json(struct db *db, str path, i64 as_of) {
    json_t *j = json_object();
    str text;
    i64 act = definition_at(db, path, as_of, &text);
    if (!act) return j;
    json_put(j, "path", path);
    json_put_int(j, "act", act);
    json_put(j, "text", text);
    return j;
}

static json_t *counted_json(struct db *db, const struct answer *a) {
    struct counted c = records_counted(db, a->ind, a->when, a->as_of);
    json_t *j = json_object();
    json_put_int(j, "n", c.n);
    json_put_int(j, "hits", c.hits);
    json_put(j, "root", hex(c.root, sizeof c.root));
    return j;
}

static json_t *answer_json(const struct asker *r, const struct answer *a) {
    json_t *j = json_object(), *period = json_object(), *by = json_object(), *same = json_array();
    json_put(j, "format", S("tinhso-figure/1"));
    json_put(j, "province", r->province->code);
    json_put_int(j, "year", a->when.year);
    json_put(period, "from", day_iso(a->when.from));
    json_put(period, "to", day_iso(a->when.to - 1));
    json_object_set_new(j, "period", period);
    json_put(j, "id", a->ind->id);
    json_object_set_new(j, "name", words_json(a->ind->name));
    json_object_set_new(j, "unit", words_json(a->ind->unit));
    json_put_int(j, "as_of", a->as_of);
    json_object_set_new(j, "demonstration", json_boolean(r->demo));
    json_object_set_new(j, "definition", definition_json(r->db, a->ind->path, a->as_of));
    json_object_set_new(j, "whole", cell_json(a->ind, &a->total, json_object()));
    json_object_set_new(j, "months", cells_json(a->ind, &a->months));
    json_object_set_new(j, "units", cells_json(a->ind, &a->units));
    if (unlisted(&a->units)) json_put_int(j, "units_unlisted", (i64)unlisted(&a->units));
    if (a->districts.n) json_object_set_new(j, "districts", cells_json(a->ind, &a->districts));
    for (size_t i = 0; i < a->n_by; i++) {
        json_object_set_new(by, str_z(a->by[i].column), cells_json(a->ind, &a->by[i].cells));
        if (a->by[i].cells.same) json_array_append_new(same, json_text(a->by[i].column));
    }
    json_object_set_new(j, "by", by);
    if (a->months.same) json_array_append_new(same, json_text(S("months")));
    if (a->units.same) json_array_append_new(same, json_text(S("units")));
    json_object_set_new(j, "same", same);
    json_t *breaks = breaks_json(a->province, a->when.from, a->when.to);
    if (json_array_size(breaks)) json_object_set_new(j, "breaks", breaks);
    if (a->view && a->total.has_value && !a->total.suppressed)
        json_object_set_new(j, "records", counted_json(r->db, a));
    return j;
}

/* A visitor without rights, asking after the year's end. The document then hides what the public must not
 * see, and today's date does not matter. */
static struct asker stranger(const struct asker *r, struct period when, i64 as_of) {
    return (struct asker){.db = r->db,
                          .data = r->data,
                          .demo = r->demo,
                          .lang = LANG_VI,
                          .roles = R_ANYONE,
                          .now = day_start(when.to),
                          .province = province_as_of(r->db, r->province, as_of)};
}

/* ---- comparison with the version before ---- */

static bool few_moved(i64 now, i64 then) {
    return now != then && now - then < FIGURE_SMALL && then - now < FIGURE_SMALL;
}

/* True when both versions of a cell together would reveal a few records or a hidden cell. A missing cell
 * counts as zero. */
static bool cell_tells(const json_t *now, const json_t *then, bool share) {
    i64 n = json_int(now, "n"), num = json_int(now, "num"), n_then = json_int(then, "n"),
        num_then = json_int(then, "num");
    return json_flag(now, "hidden") != json_flag(then, "hidden") || few_moved(n, n_then) ||
           few_moved(num, num_then) || (share && few_moved(n - num, n_then - num_then));
}

static const json_t *cell_in(const json_t *list, str key) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (str_eq(json_str(json_array_get(list, i), "key"), key)) return json_array_get(list, i);
    return NULL;
}

static bool table_tells(const json_t *now, const json_t *then, bool share) {
    bool tells = false;
    for (size_t i = 0; i < json_array_size(now); i++)
        tells = tells || cell_tells(json_array_get(now, i),
                                    cell_in(then, json_str(json_array_get(now, i), "key")), share);
    for (size_t i = 0; i < json_array_size(then); i++)
        tells = tells || cell_tells(cell_in(now, json_str(json_array_get(then, i), "key")),
                                    json_array_get(then, i), share);
    return tells;
}

static bool parts_tell(json_t *now, json_t *then, bool share) {
    static const char *const tables[] = {"months", "units", "districts"};
    json_t *by = json_object_get(now, "by"), *by_then = json_object_get(then, "by"), *list;
    const char *column;
    bool tells = json_int(now, "units_unlisted") != json_int(then, "units_unlisted");
    for (size_t i = 0; i < COUNT(tables); i++)
        tells =
            tells || table_tells(json_object_get(now, tables[i]), json_object_get(then, tables[i]), share);
    json_object_foreach(by, column, list) {
        tells = tells || table_tells(list, json_object_get(by_then, column), share);
    }
    json_object_foreach(by_then, column, list) {
        tells = tells || table_tells(json_object_get(by, column), list, share);
    }
    return tells;
}

/* A restatement repeats the cells of the version before unless each cell is equal or changed by at least
 * FIGURE_SMALL. A version without records has nothing to reveal. The total is always the new one. */
static json_t *parts_kept(json_t *now, json_t *then, i64 act, bool share) {
    static const char *const parts[] = {"months", "units", "units_unlisted", "districts", "by", "same"};
    const json_t *whole = json_object_get(then, "whole");
    if (!then || (!json_flag(whole, "hidden") && !json_int(whole, "n")) || !parts_tell(now, then, share))
        return now;
    for (size_t i = 0; i < COUNT(parts); i++) {
        json_t *part = json_object_get(then, parts[i]);
        if (part) json_object_set(now, parts[i], part);
        else json_object_del(now, parts[i]);
    }
    json_put_int(now, "parts_as_of", json_int(then, "parts_as_of") ? json_int(then, "parts_as_of") : act);
    return now;
}

str figure_document(const struct asker *r, const struct indicator *ind, int year, i64 as_of,
                    const struct frozen *before) {
    struct period when = period_reporting(r->province, year);
    struct asker s = stranger(r, when, as_of);
    const struct indicator *then = indicator_of(s.province, ind->id);
    if (!then) return (str){0};
    struct answer a = figure_answer_at(&s, then, when, as_of, ANSWER_MONTHS | ANSWER_UNITS | ANSWER_COLUMNS);
    return json_canonical(parts_kept(answer_json(&s, &a), frozen_document(r, before),
                                     before ? before->act : 0, then->measure == MEASURE_SHARE));
}

/* ---- a whole year ---- */

static json_t *programme_json(const struct province *p) {
    json_t *j = json_object(), *targets = json_array(), *seen = json_array();
    for (size_t i = 0; i < p->n_targets; i++) {
        const struct target *t = &p->targets[i];
        json_t *x = json_object();
        json_put(x, "id", t->id);
        json_object_set_new(x, "name", words_json(t->name));
        json_put(x, "unit", t->unit.vi);
        json_t *goals = json_object();
        for (size_t k = 0; k < t->n_goals; k++)
            json_put(goals, str_z(str_fmt("%d", t->goals[k].year)), t->goals[k].value);
        json_object_set_new(x, "goals", goals);
        json_array_append_new(targets, x);
    }
    for (size_t i = 0; i < p->n_observations; i++) {
        const struct observation *o = &p->observations[i];
        json_t *x = json_object();
        json_put(x, "figure", o->of_id);
        json_put_int(x, "year", o->year);
        json_put(x, "value", o->value);
        json_put_int(x, "among", o->of);
        json_put(x, "source", o->source.vi);
        json_array_append_new(seen, x);
    }
    json_put(j, "format", S("tinhso-programme/1"));
    json_put(j, "resolution", p->resolution);
    json_object_set_new(j, "targets", targets);
    json_object_set_new(j, "published", seen);
    return j;
}

static str keep(const struct asker *r, str bytes, str *out_error) {
    str sha = bytes.n ? files_put(r->data, bytes) : (str){0};
    if (!sha.n && !out_error->n) *out_error = S("the figures' documents cannot be written into DATA/files");
    return sha;
}

bool assessment_make(const struct asker *r, int year, i64 as_of, struct assessment *out, str *out_error) {
    const struct province *p = province_as_of(r->db, r->province, as_of);
    struct out names = {0};
    *out_error = (str){0};
    *out = (struct assessment){.as_of = as_of, .figures = json_object()};
    out->programme = keep(r, json_canonical(programme_json(p)), out_error);
    for (size_t i = 0; i < p->n_indicators && !out_error->n; i++) {
        const struct indicator *ind = &p->indicators[i];
        str document = figure_document(r, ind, year, as_of, NULL),
            value = json_str(json_object_get(json_read(document, NULL), "whole"), "value");
        json_t *f = json_object();
        json_put(f, "sha", keep(r, document, out_error));
        json_put(f, "value", value);
        json_object_set_new(out->figures, str_z(ind->id), f);
        out->n++;
        if (value.n) continue;
        out->missing++;
        out_fmt(&names, "%s%.*s", names.n ? ", " : "", STR_ARG(ind->id));
    }
    out->missing_names = out_all(&names);
    return !out_error->n;
}

/* ---- recomputing from the records ---- */

static void cells_differ(struct out *o, const char *where, json_t *sealed, json_t *now) {
    size_t n = json_array_size(sealed), m = json_array_size(now);
    if (n != m) out_fmt(o, "%s: %zu cells sealed, %zu from the records\n", where, n, m);
    for (size_t i = 0; i < n && i < m; i++) {
        json_t *a = json_array_get(sealed, i), *b = json_array_get(now, i);
        if (json_equal(a, b)) continue;
        out_fmt(o, "%s %.*s: sealed %.*s, from the records %.*s\n", where, STR_ARG(json_str(a, "key")),
                STR_ARG(json_canonical(a)), STR_ARG(json_canonical(b)));
    }
}

str figure_recompute(const struct asker *r, int year, str indicator, const struct frozen *f) {
    struct out o = {0};
    str bytes;
    struct indicator wanted = {.id = indicator};
    if (!files_read(r->data, f->sha, DOCUMENT_MAX, &bytes)) return S("its document is missing or damaged\n");
    struct frozen *versions;
    const struct frozen *before = NULL;
    for (size_t i = 0, n = frozen_versions(r->db, year, indicator, &versions);
         i < n && versions[i].act < f->act; i++)
        before = &versions[i];
    str again = figure_document(r, &wanted, year, f->as_of, before);
    if (str_eq(again, bytes)) return (str){0};
    json_t *a = json_read(bytes, NULL), *b = json_read(again, NULL);
    const char *key;
    json_t *v;
    bool canonical = a && str_eq(json_canonical(a), bytes);
    json_object_foreach(a, key, v) {
        json_t *w = json_object_get(b, key);
        if (w && json_equal(v, w)) continue;
        if (json_is_array(v) && strcmp(key, "same")) cells_differ(&o, key, v, w);
        else
            out_fmt(&o, "%s: sealed %.*s, from the records %.*s\n", key, STR_ARG(json_canonical(v)),
                    STR_ARG(w ? json_canonical(w) : S("nothing")));
    }
    /* a later release may add fields to a document; all sealed fields are equal */
    if (!o.n && canonical) return (str){0};
    return o.n ? out_all(&o) : S("the document is written otherwise\n");
}
