/* The proof bundle of a sealed figure: its document, the act whose header names the document's hash, the
 * inclusion path of the act, the signed checkpoint and its key. It is checked from its bytes alone, without
 * network, database or clock. It is one canonical JSON text, so that changing any bit is detected. */
#include "seal.h"

#include "target/as_of.h"
#include "answer/number.h"
#include "answer/sealed.h"
#include "journal/files.h"
#include "journal/read.h"
#include "data/keys.h"

enum { BUNDLE_MAX = 8 * 1024 * 1024, PATH_MOST = 64, ACT_SALT_MAX = 32 };

/* ---- making a bundle ---- */

static json_t *path_json(const hash *path, size_t n) {
    json_t *all = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(all, json_text(hex(path[i].b, 32)));
    return all;
}

/* An act in the parts its leaf hashes, and its inclusion path in the tree of `size` acts. */
static json_t *act_json_of(struct db *db, i64 n, i64 size) {
    struct act_parts p;
    hash path[PATH_MOST];
    if (!act_parts_of(db, n, &p)) return NULL;
    json_t *j = json_object();
    json_put_int(j, "n", n);
    json_put(j, "salt", hex(p.salt.p, p.salt.n));
    json_put(j, "columns", p.columns);
    json_put(j, "header", p.header);
    json_put(j, "result", p.result);
    json_put(j, "body", hex(p.body, sizeof p.body));
    json_object_set_new(j, "path", path_json(path, tree_path(db, n, size, path)));
    return j;
}

static json_t *record_json(const struct asker *r, json_t *document, const struct frozen *f, const i64 *acts,
                           size_t n_acts, i64 size) {
    const struct province *p = province_as_of(r->db, r->province, f->as_of);
    const struct indicator *ind = indicator_of(p, json_str(document, "id"));
    struct record_path way;
    i64 n = json_int(json_object_get(document, "records"), "n");
    if (!ind || !record_climb(r->db, ind, period_reporting(p, (int)json_int(document, "year")), f->as_of,
                              acts, n_acts, n, &way))
        return NULL;
    json_t *j = json_object();
    json_object_set_new(j, "act", act_json_of(r->db, way.act, size));
    json_put_int(j, "index", way.index);
    json_put_int(j, "day", way.day);
    json_object_set_new(j, "hit", json_boolean(way.hit));
    json_object_set_new(j, "path", path_json(way.path, way.n));
    return j;
}

static str no_bundle(const char **out_why, const char *msgid) {
    *out_why = msgid;
    return (str){0};
}

str bundle_make(const struct asker *r, const struct frozen *f, const i64 *acts, size_t n_acts,
                const char **out_why) {
    struct checkpoint c;
    str note, key, error, document;
    if (!checkpoint_latest(r->data, &c, &note) || !keys_text(r->data, &key, &error) || c.size < f->act)
        return no_bundle(out_why, N_("Not signed yet: try again in a few seconds."));
    if (!files_read(r->data, f->sha, DOCUMENT_MAX, &document))
        return no_bundle(out_why, N_("The figure's document is missing."));
    json_t *j = json_object();
    json_put(j, "format", S("tinhso-proof/1"));
    json_put(j, "figure", document);
    json_object_set_new(j, "act", act_json_of(r->db, f->act, c.size));
    json_put(j, "checkpoint", note);
    json_put(j, "key", key);
    if (n_acts) {
        json_t *record = record_json(r, json_read(document, NULL), f, acts, n_acts, c.size);
        if (!record) return no_bundle(out_why, N_("This record is not among those the figure counted."));
        json_object_set_new(j, "record", record);
    }
    return json_canonical(j);
}

/* ---- checking a bundle ---- */

static bool line_add(struct bundle_lines *l, bool good, str what) {
    if (l->n < COUNT(l->v)) l->v[l->n++] = (struct bundle_line){good, what};
    l->good = l->good && good;
    return good;
}

static bool hex_exact(str s, u8 *out, size_t n) {
    return s.n == 2 * n && unhex(s, out, n) && str_eq(hex(out, n), s);
}

static size_t path_read(const json_t *list, hash out[PATH_MOST]) {
    size_t n = json_array_size(list);
    if (!json_is_array(list) || n > PATH_MOST) return SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        const json_t *v = json_array_get(list, i);
        if (!json_is_string(v) ||
            !hex_exact((str){json_string_value(v), json_string_length(v)}, out[i].b, 32))
            return SIZE_MAX;
    }
    return n;
}

static bool salt_read(str text, u8 out[ACT_SALT_MAX]) {
    return text.n <= 2 * ACT_SALT_MAX && hex_exact(text, out, text.n / 2);
}

/* True when the act's leaf, computed from its parts, leads to the signed root. */
static bool act_proven(const json_t *j, const struct checkpoint *c) {
    struct act_parts p = {
        .columns = json_str(j, "columns"), .header = json_str(j, "header"), .result = json_str(j, "result")};
    u8 salt[ACT_SALT_MAX];
    hash leaf, path[PATH_MOST];
    str salt_text = json_str(j, "salt");
    size_t n = path_read(json_object_get(j, "path"), path);
    if (json_object_size(j) != 7 || n == SIZE_MAX || !salt_read(salt_text, salt)) return false;
    if (!hex_exact(json_str(j, "body"), p.body, sizeof p.body)) return false;
    p.salt = (str){(const char *)salt, salt_text.n / 2};
    act_parts_leaf(&p, leaf.b);
    json_t *columns = json_read(p.columns, NULL);
    return columns && json_int(columns, "n") == json_int(j, "n") &&
           path_check(leaf, json_int(j, "n"), c->size, path, n, c->root);
}

/* True when the act's header names the document's hash: `year.seal` names all documents of the year,
 * `year.restate` one. */
static bool act_names(const json_t *act, const json_t *document, str sha, str *out_kind) {
    json_t *columns = json_read(json_str(act, "columns"), NULL),
           *f = json_object_get(json_read(json_str(act, "header"), NULL), "f");
    str id = json_str(document, "id");
    *out_kind = json_str(columns, "kind");
    if (json_int(f, "year") != json_int(document, "year") || !id.n) return false;
    if (str_is(*out_kind, "year.seal"))
        return str_eq(json_str(json_object_get(json_object_get(f, "figures"), str_z(id)), "sha"), sha);
    return str_is(*out_kind, "year.restate") && str_eq(json_str(f, "indicator"), id) &&
           str_eq(json_str(f, "sha"), sha);
}

/* True when the record's leaf leads to the root in the document. The bundle gives the salt of this record's
 * act only, so neighbouring leaves stay secret. */
static bool record_right(const json_t *j, const json_t *document) {
    const json_t *counted = json_object_get(document, "records");
    hash path[PATH_MOST], root;
    size_t n = path_read(json_object_get(j, "path"), path);
    if (json_object_size(j) != 5 || n == SIZE_MAX || !hex_exact(json_str(counted, "root"), root.b, 32))
        return false;
    const json_t *act = json_object_get(j, "act");
    str salt_text = json_str(act, "salt");
    u8 salt[ACT_SALT_MAX];
    if (!salt_read(salt_text, salt)) return false;
    hash leaf = record_leaf((str){(const char *)salt, salt_text.n / 2}, json_int(j, "day"),
                            json_int(act, "n"), json_flag(j, "hit"));
    return path_check(leaf, json_int(j, "index"), json_int(counted, "n"), path, n, root);
}

static bool signature_alone(
    str note) { /* true when exactly one signature line follows, and nothing after it */
    size_t lines = 0;
    for (size_t i = note.n; i-- && !(note.p[i] == '\n' && i && note.p[i - 1] == '\n');)
        lines += note.p[i] == '\n';
    return lines == 1;
}

/* Adds one of two sentences, by the result. */
static bool line_say(struct bundle_lines *l, bool good, const char *yes, const char *no) {
    return line_add(l, good, str_c(say(l->lang, good ? yes : no)));
}

static bool signature_good(struct bundle_lines *l, const json_t *j, str trusted, struct checkpoint *out) {
    str name, note = json_str(j, "checkpoint"), own = str_trim(json_str(j, "key"));
    u8 key[32];
    bool same = !trusted.n || str_eq(str_trim(trusted), own),
         known = key_text_public(json_str(j, "key"), key, &name) && same;
    if (!known)
        return line_say(l, false, NULL,
                        same ? N_("key: it is no key") : N_("key: it is not the one you gave"));
    line_add(l, true, say_fmt(l->lang, "key %s", str_z(own)));
    if (!checkpoint_read(note, out, key) || !signature_alone(note))
        return line_say(l, false, NULL, N_("checkpoint: it is not signed by this key"));
    return line_add(l, true,
                    say_fmt(l->lang, "checkpoint of %lld acts, signed %s", (long long)out->size,
                            str_z(when_text(out->at))));
}

/* The checked value in words: "Dossiers filed: 26 dossiers (15/12/2024 – 14/12/2025, as of act 13040)". */
static str value_line(enum lang l, const json_t *d) {
    const json_t *whole = json_object_get(d, "whole"), *period = json_object_get(d, "period"),
                 *name = json_object_get(d, "name"), *unit = json_object_get(d, "unit");
    const char *lang = l == LANG_VI ? "vi" : "en";
    str value = json_str(whole, "value");
    int from = 0, to = 0;
    day_parse(json_str(period, "from"), &from);
    day_parse(json_str(period, "to"), &to);
    str said = str_c(say(l, json_flag(whole, "hidden") ? "hidden" : "no figure"));
    if (value.n) said = str_fmt("%.*s %.*s", STR_ARG(decimal_text(l, value)), STR_ARG(json_str(unit, lang)));
    str all =
        say_fmt(l, "figure “%s”: %s (%s – %s, as of act %lld)", str_z(json_str(name, lang)), str_z(said),
                str_z(day_text(from)), str_z(day_text(to)), (long long)json_int(d, "as_of"));
    return json_flag(d, "demonstration") ? str_fmt("%.*s. %s", STR_ARG(all), say(l, "DEMONSTRATION DATA"))
                                         : all;
}

/* Checks that the record's act is in the same tree, and the record among the counted records. */
static void record_checked(struct bundle_lines *l, const json_t *record, const json_t *d,
                           const struct checkpoint *c) {
    const json_t *counted = json_object_get(d, "records");
    i64 act = json_int(json_object_get(record, "act"), "n"), all = json_int(counted, "n");
    /* of a share below 100 %, whether this record is a hit */
    bool hit = json_flag(record, "hit") && json_int(counted, "hits") < all;
    if (!act_proven(json_object_get(record, "act"), c)) {
        line_say(l, false, NULL, N_("record: its act does not stand so in the tree that was signed"));
        return;
    }
    line_add(l, true, say_fmt(l->lang, "record: act %lld stands in the same tree", (long long)act));
    if (!record_right(record, d)) {
        line_say(l, false, NULL, N_("record: it is not among those that were counted"));
        return;
    }
    line_add(l, true,
             say_fmt(l->lang,
                     hit ? N_("record: it is number %lld of the %lld that were counted, among those that "
                              "count as reached")
                         : N_("record: it is number %lld of the %lld that were counted"),
                     (long long)json_int(record, "index"), (long long)all));
}

/* When the act was journalled and, if different, on which day it says it happened. */
static str act_line(enum lang l, const json_t *act, str kind) {
    i64 at = json_int(json_read(json_str(act, "columns"), NULL), "at"),
        told = json_int(json_read(json_str(act, "header"), NULL), "happened_at");
    str line = say_fmt(l, "act %lld (%s) names this document by its hash", (long long)json_int(act, "n"),
                       str_z(kind));
    if (!told || when_day(told) == when_day(at)) return line;
    return str_fmt("%.*s; %.*s", STR_ARG(line),
                   STR_ARG(say_fmt(l, "it says %s, and was recorded in the journal on %s",
                                   str_z(day_text(when_day(told))), str_z(day_text(when_day(at))))));
}

struct bundle_lines bundle_check(str bytes, str trusted, enum lang lang) {
    struct bundle_lines l = {.good = true, .lang = lang};
    struct checkpoint c;
    const char *why = "";
    json_t *j = bytes.n && bytes.n <= BUNDLE_MAX ? json_read(bytes, &why) : NULL;
    const json_t *record = json_object_get(j, "record"), *act = json_object_get(j, "act");
    bool shape = j && str_is(json_str(j, "format"), "tinhso-proof/1") &&
                 json_object_size(j) == (record ? 6u : 5u) && str_eq(json_canonical(j), bytes);
    if (!shape) {
        line_add(&l, false, say_fmt(lang, "file: it is no proof of ours, or was changed (%s)", why));
        return l;
    }
    line_say(&l, true, N_("file: a proof of ours, in the one way of writing it"), NULL);
    str document = json_str(j, "figure"), kind;
    json_t *d = json_read(document, NULL);
    hash sha = sha256_of(document, (str){0});
    if (!d || !act_names(act, d, hex(sha.b, sizeof sha.b), &kind)) {
        line_say(&l, false, NULL, N_("figure: its text is not the one the act names"));
        return l;
    }
    line_add(&l, true, value_line(lang, d));
    line_add(&l, true, act_line(lang, act, kind));
    if (!signature_good(&l, j, trusted, &c)) return l;
    if (!line_say(&l, act_proven(act, &c), N_("the act stands in the tree that was signed"),
                  N_("act: it does not stand so in the tree that was signed")))
        return l;
    if (record) record_checked(&l, record, d, &c);
    return l;
}
