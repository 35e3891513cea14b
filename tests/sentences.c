/* Runs a file of sentences (test/NN-name.t) against the whole system in process, with a fixed clock; prints
 * TAP. The language is in doc/testing.md. */
#include "audit/audit.h"
#include "figure/sums.h"
#include "rooms/seal/seal.h"
#include "scratch/scratch.h"
#include "web/web.h"

#include <ftw.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VARS = 200, PEOPLE = 50, LINE_MAX_BYTES = 64 * 1024 };

struct named {
    str name, value;
};
static struct named vars[VARS];
static size_t n_vars;
static struct {
    str name;
    i64 person;
} people_known[PEOPLE];
static size_t n_people;

static struct folder *house;
static struct scratch *scratch;
static struct db *reader;
static char folder[] = "/tmp/tinhso-sentences-XXXXXX";
static i64 now;
static int tests, failures, line_no, keys_made;
static struct reply last;
static str last_page;
static FILE *seen;

static i64 test_clock(void) { return now; }

static bool ok(bool good, str what) {
    printf("%s %d - line %d: %.*s\n", good ? "ok" : "not ok", ++tests, line_no, STR_ARG(what));
    failures += !good;
    return good;
}

static void note_seen(const char *what, str name) {
    if (seen) fprintf(seen, "%s %.*s\n", what, STR_ARG(name));
}

/* ---- variables: $name, longest name first ---- */

static void let(str name, str value) {
    for (size_t i = 0; i < n_vars; i++)
        if (str_eq(vars[i].name, name)) {
            vars[i].value = str_copy(value);
            return;
        }
    require(n_vars < VARS);
    vars[n_vars++] = (struct named){str_copy(name), str_copy(value)};
}

static const struct named *var_at(str s) {
    const struct named *best = NULL;
    for (size_t i = 0; i < n_vars; i++)
        if (str_starts(s, vars[i].name) && (!best || vars[i].name.n > best->name.n)) best = &vars[i];
    return best;
}

static str fill(str s) {
    struct out o = {0};
    for (size_t i = 0; i < s.n;) {
        str rest = {s.p + i + 1, s.n - i - 1};
        const struct named *v = s.p[i] == '$' ? var_at(rest) : NULL;
        if (v) {
            out_str(&o, v->value);
            i += 1 + v->name.n;
        } else {
            out_char(&o, s.p[i++]);
        }
    }
    return out_all(&o);
}

static void let_result(const struct reply *r) {
    const char *k;
    json_t *v;
    let(S("n"), str_fmt("%lld", (long long)r->n));
    json_object_foreach(r->result, k, v) {
        if (json_is_integer(v)) let(str_c(k), str_fmt("%lld", (long long)json_integer_value(v)));
        if (json_is_string(v)) let(str_c(k), str_c(json_string_value(v)));
    }
}

/* ---- words of a line ---- */

static str word(str *line) {
    *line = str_trim(*line);
    if (line->n && (line->p[0] == '"' || line->p[0] == '\'')) {
        char quote = line->p[0];
        line->p++;
        line->n--;
        return str_cut(line, quote);
    }
    return str_cut(line, ' ');
}

static i64 who_is(str name) {
    for (size_t i = 0; i < n_people; i++)
        if (str_eq(people_known[i].name, name)) return people_known[i].person;
    return str_is(name, "system") || str_is(name, "nobody") ? 0 : -1;
}

static struct reply perform(const char *kind, i64 actor, i64 seen_act, i64 happened_at, json_t *fields,
                            str key) {
    note_seen("act", str_c(kind));
    struct act_ask q = {.kind = kind,
                        .actor = actor,
                        .seen = seen_act,
                        .happened_at = happened_at,
                        .fields = fields,
                        .key = key.n ? key : str_fmt("sentence-%d", ++keys_made)};
    last = folder_do(house, &q);
    if (last.result) let_result(&last);
    return last;
}

static json_t *object(str text) {
    const char *why = NULL;
    json_t *j = json_read(fill(text), &why);
    if (!j) printf("# not JSON (%s): %.*s\n", why, STR_ARG(fill(text)));
    return j ? j : json_object();
}

/* ---- saying: people, definitions, time ---- */

static void remember(str name, i64 n) {
    require(n_people < PEOPLE);
    people_known[n_people].name = str_copy(name);
    people_known[n_people++].person = n;
    let(name, str_fmt("%lld", (long long)n));
}

static void say_person(str rest) {
    str name = word(&rest), login = word(&rest), full = word(&rest);
    json_t *f = json_object();
    json_put(f, "name", full);
    json_put(f, "login", login);
    json_put(f, "phone", S("0912345678"));
    struct reply r = perform("person.register", 0, 0, 0, f, (str){0});
    ok(r.status == REPLY_OK, str_fmt("%.*s is known %.*s", STR_ARG(name), STR_ARG(r.why)));
    remember(name, r.n);
}

static void say_grant(str rest, const char *role) {
    str name = word(&rest), agency = word(&rest), position;
    while (strcmp(role, "officer") || (position = word(&rest)).n) {
        json_t *f = json_object();
        json_put_int(f, "person", who_is(name));
        json_put(f, "agency", agency);
        json_put(f, "role", str_c(role));
        json_put(f, "position", !strcmp(role, "officer") ? position : (str){0});
        json_put_int(f, "from_day", when_day(now) < day_of(2025, 7, 1) ? when_day(now) : day_of(2025, 7, 1));
        json_put_int(f, "until_day", 0);
        struct reply r = perform("person.grant", 0, 0, 0, f, (str){0});
        ok(r.status == REPLY_OK,
           str_fmt("%.*s is %s at %.*s %.*s", STR_ARG(name), role, STR_ARG(agency), STR_ARG(r.why)));
        if (strcmp(role, "officer")) return;
    }
}

static void say_adopt(str rest) {
    str dir = word(&rest), extra = word(&rest);
    struct complaints c = {0};
    struct sources s = sources_read(fill(dir), &c);
    json_t *files = json_object(), *f = json_object();
    for (size_t i = 0; i < s.n; i++) json_put(files, str_z(s.v[i].path), s.v[i].text);
    while (extra.n) { /* more files laid over the folder: path=file */
        str path = str_cut(&extra, '='), text;
        FILE *in = fopen(str_z(extra), "r");
        char buf[LINE_MAX_BYTES];
        size_t n = in ? fread(buf, 1, sizeof buf, in) : 0;
        if (in) fclose(in);
        text = (str){buf, n};
        json_put(files, str_z(path), text);
        extra = word(&rest);
    }
    json_object_set(f, "files", files);
    struct reply r = perform("province.adopt", 0, 0, 0, f, (str){0});
    ok(r.status == REPLY_OK, str_fmt("definitions adopted %.*s", STR_ARG(r.why)));
    const struct province *p = folder_province(house);
    for (size_t i = 0; p && i < p->n_procedures; i++)
        let(str_fmt("version.%.*s", STR_ARG(p->procedures[i]->code)),
            str_fmt("%lld", (long long)p->procedures[i]->act));
}

/* ---- doing ---- */

static const char *status_word(enum reply_status s) {
    static const char *const words[] = {"ok", "again", "refused", "stale", "busy"};
    return words[s];
}

/* as WHO do KIND [seen N] [key K] [when TIME] {JSON} → ok | again | stale | refused "part of the reason" */
static void as_do(str who, str rest, str expected) {
    str kind = word(&rest), key = {0};
    i64 seen_act = 0, happened_at = 0;
    for (rest = str_trim(rest); rest.n && rest.p[0] != '{'; rest = str_trim(rest)) {
        str w = word(&rest), v = fill(word(&rest));
        if (str_is(w, "seen")) str_to_int(v, &seen_act);
        else if (str_is(w, "key")) key = v;
        else if (str_is(w, "when")) when_parse(v, &happened_at);
        else ok(false, str_fmt("do not know %.*s", STR_ARG(w)));
    }
    struct reply r = perform(str_z(kind), who_is(who), seen_act, happened_at, object(rest), key);
    str want = word(&expected), part = word(&expected);
    bool good = str_eq(want, str_c(status_word(r.status))) &&
                (!part.n || memmem(r.why.p ? r.why.p : "", r.why.n, part.p, part.n));
    ok(good, str_fmt("%.*s %.*s → %.*s", STR_ARG(who), STR_ARG(kind), STR_ARG(want)));
    if (!good) printf("#   got %s: %.*s %.*s\n", status_word(r.status), STR_ARG(r.why), STR_ARG(r.field));
    /* so that they are brought up to date step by step */
    if (folder_province(house)) counters_warm(reader, folder_province(house), now);
}

/* propose YEAR WHO [when TIME] → ok | refused "…": the year's figures are worked out, as `tinhso seal` does,
 * and proposed */
static void say_propose(str rest, str expected) {
    i64 year = 0;
    struct assessment a = {0};
    str error = {0}, y = word(&rest), who = word(&rest), want = word(&expected), part = word(&expected);
    i64 happened_at = 0;
    if (str_is(word(&rest), "when")) when_parse(word(&rest), &happened_at);
    str_to_int(y, &year);
    db_begin(reader);
    struct request r = {.db = reader,
                        .data = str_c(folder),
                        .now = now,
                        .province = folder_province(house),
                        .roles = R_ANYONE};
    bool made = assessment_make(&r, (int)year, journal_last(reader), &a, &error);
    db_rollback(reader);
    json_t *f = json_object();
    json_put_int(f, "year", year);
    json_put_int(f, "as_of", a.as_of);
    json_put(f, "programme", a.programme);
    json_object_set(f, "figures", a.figures);
    struct reply reply = made ? perform("year.propose", who_is(who), 0, happened_at, f, (str){0})
                              : (struct reply){.status = REPLY_REFUSED, .why = error};
    bool good = str_eq(want, str_c(status_word(reply.status))) &&
                (!part.n || memmem(reply.why.p ? reply.why.p : "", reply.why.n, part.p, part.n));
    ok(good, str_fmt("%.*s proposes %lld → %.*s", STR_ARG(who), (long long)year, STR_ARG(want)));
    if (!good) printf("#   got %s: %.*s\n", status_word(reply.status), STR_ARG(reply.why));
    let(S("as_of"), str_fmt("%lld", (long long)a.as_of));
    let(S("figures"), json_canonical(a.figures));
    let(S("programme"), a.programme);
    let(S("missing"), str_fmt("%zu", a.missing));
}

/* ---- seeing ---- */

static size_t pairs_read(str text, struct pair *out_pairs, size_t max) {
    size_t n = 0;
    while (text.n && n < max) {
        str one = str_cut(&text, '&'), name = str_cut(&one, '=');
        struct out v = {0};
        for (size_t i = 0; i < one.n; i++) {
            u8 c = (u8)one.p[i];
            if (c == '+') c = ' ';
            else if (c == '%' && i + 2 < one.n + 0 && unhex((str){one.p + i + 1, 2}, &c, 1)) i += 2;
            out_char(&v, (char)c);
        }
        out_pairs[n++] = (struct pair){name, out_all(&v)};
    }
    return n;
}

static enum lang lang; /* of the page being asked for: `read` asks in English */
static bool demo;      /* a line `demonstration` anywhere: the province is one */

static struct request *ask_page(str who, const char *method, str target, str body) {
    struct request *r = NEW(struct request);
    str query = target, path = str_cut(&query, '?');
    struct pair q[200], b[200];
    db_begin(reader);
    *r = (struct request){.method = str_c(method),
                          .path = path,
                          .query = query,
                          .now = now,
                          .db = reader,
                          .scratch = scratch,
                          .data = str_c(folder),
                          .province = folder_province(house),
                          .host = S("localhost"),
                          .demo = demo,
                          .lang = lang,
                          .roles = R_ANYONE};
    i64 person = who_is(who);
    for (size_t i = 0; person > 0 && rooms[i]; i++)
        if (rooms[i]->visitor) rooms[i]->visitor(r, person);
    web_handle(r, q, pairs_read(query, q, COUNT(q)), b, pairs_read(body, b, COUNT(b)));
    web_whole(r);
    db_rollback(reader);
    if (r->page) note_seen("page", str_fmt("%s %s", r->page->method, r->page->path));
    if (r->ask) {
        note_seen("act", str_c(r->ask->kind));
        if (!r->ask->actor) r->ask->actor = ACTOR_NOBODY;
        struct reply reply = folder_do(house, r->ask);
        if (reply.result) let_result(&reply);
        db_begin(reader);
        web_acted(r, &reply);
        db_rollback(reader);
    }
    if (!r->status) r->status = r->location.n ? 303 : 200;
    return r;
}

/* as WHO read PATH: the same in English.
 * as WHO see PATH → STATUS ["has this" | not "has that" | to "/location"]…     as WHO send PATH a=b&c=d →
 * STATUS … */
static void as_see(str who, const char *method, str rest, str expected) {
    str target = fill(word(&rest));
    struct request *r = ask_page(who, method, target, fill(str_trim(rest)));
    last_page = out_all(&r->out);
    if (r->location.n) let(S("location"), r->location);
    str want = word(&expected);
    bool good = ok(str_eq(want, str_fmt("%d", r->status)),
                   str_fmt("%.*s %s %.*s → %.*s", STR_ARG(who), method, STR_ARG(target), STR_ARG(want)));
    if (!good) printf("#   got %d %.*s\n", r->status, STR_ARG(r->location));
    for (expected = str_trim(expected); expected.n; expected = str_trim(expected)) {
        bool absent = str_starts(expected, S("not ")), to = str_starts(expected, S("to "));
        if (absent || to) word(&expected);
        str part = fill(word(&expected)), in = to ? r->location : last_page;
        bool there = part.n && in.n && memmem(in.p, in.n, part.p, part.n);
        if (!ok(there != absent, str_fmt("… %s \"%.*s\"",
                                         absent ? "without"
                                         : to   ? "to"
                                                : "with",
                                         STR_ARG(part))) &&
            to)
            printf("#   got %.*s\n", STR_ARG(r->location));
    }
}

/* expect $due = 17:00 02/03/2026   expect $code = H55…: times are compared as people read them */
static void expect(str rest) {
    str left = fill(str_trim(str_cut(&rest, '='))), right = fill(str_trim(rest));
    i64 instant;
    bool time_meant = memchr(right.p, '/', right.n) && memchr(right.p, ':', right.n);
    if (time_meant && str_to_int(left, &instant)) left = when_text(instant);
    if (!ok(str_eq(left, right), str_fmt("expect %.*s", STR_ARG(right))))
        printf("#   got %.*s\n", STR_ARG(left));
}

/* ---- what holds after every file ---- */

static const char hostile[] = "<script>alert(1)</script>\"'&<b>";

static void path_fill(const char *pattern, str code, struct out *o) {
    for (const char *c = pattern; *c; c++) {
        if (*c != '{') {
            out_char(o, *c);
            continue;
        }
        bool tail = c[1] == '*';
        c = strchr(c, '}');
        str so_far = out_all(o);
        if (str_starts(so_far, S("/thu-tuc/"))) out_z(o, "1.001193");
        else if (str_is(so_far, "/so-dang-ky/")) out_z(o, "digital-enterprises");
        else if (str_starts(so_far, S("/so-dang-ky/"))) out_z(o, "1");
        else if (str_starts(so_far, S("/chi-so/"))) out_z(o, "level4-whole");
        else if (str_starts(so_far, S("/ngay/"))) out_z(o, "2026");
        else if (!tail && so_far.n > 12 && str_starts(so_far, S("/can-bo/")) &&
                 memmem(so_far.p, so_far.n, "/giay/", 6))
            out_z(o, "1");
        else out_str(o, code);
    }
}

/* What a page that is only looked at must leave as it is: acts, drafts. */
static i64 written(void) {
    str error = {0};
    struct db *db = db_open(str_fmt("%s/scratch.db", folder), DB_READ, &error);
    i64 n = db_int(reader, SQL("SELECT COALESCE(MAX(n), 0) FROM journal")) * 1000 +
            (db ? db_int(db, SQL("SELECT count(*) FROM draft")) : 0);
    db_close(db);
    return n;
}

/* Every page as every role: never a 500, never the hostile text unescaped, and nothing is written by looking.
 */
static void every_page(void) {
    i64 before_all = written();
    static const char *const roles[] = {"nobody", "awa", "beto", "leader"};
    size_t pages = 0, bad = 0;
    str code = db_text(reader, SQL("SELECT code FROM dossier ORDER BY n DESC LIMIT 1"));
    struct arena *page_arena = arena_new();
    for (size_t i = 0; rooms[i]; i++)
        EACH (page, p, rooms[i]->pages, method) {
            if (strcmp(p->method, "GET")) continue;
            for (size_t w = 0; w < COUNT(roles); w++) {
                if (who_is(str_c(roles[w])) < 0) continue;
                struct arena *before = arena_enter(page_arena);
                struct out path = {0};
                path_fill(p->path, code, &path);
                struct request *r = ask_page(str_c(roles[w]), "GET", out_all(&path), (str){0});
                str out = out_all(&r->out);
                bool html = !r->type || strstr(r->type, "html");
                bool leak = html && out.n && memmem(out.p, out.n, "<script>alert(1)", 16);
                if (r->status >= 500 || leak) {
                    printf("#   %s %.*s as %s: %d%s\n", p->method, STR_ARG(out_all(&path)), roles[w],
                           r->status, leak ? ", hostile text unescaped" : "");
                    bad++;
                }
                pages++;
                arena_enter(before);
                arena_reset(page_arena);
            }
        }
    arena_free(page_arena);
    ok(bad == 0 && pages > 0, str_fmt("%zu pages drawn, as every role", pages));
    ok(written() == before_all, S("none of them changed the journal or a draft"));
}

static void every_view(void) {
    for (size_t i = 0; rooms[i]; i++)
        for (size_t v = 0; rooms[i]->views && rooms[i]->views[v]; v++) {
            const struct view *view = rooms[i]->views[v];
            struct val vals[] = {VN(INT64_MAX), VN(0), VN(100000), VT(S(""))};
            struct rows r = db_ask_built(reader, str_fmt("SELECT * FROM %s", view->from), vals, COUNT(vals));
            i64 n = 0;
            while (rows_next(&r)) n++;
            if (n && !db_error(reader).n) note_seen("view", str_c(view->name));
        }
    const struct province *p = folder_province(house);
    for (size_t i = 0; p && i < p->n_registers; i++) {
        struct val vals[] = {VN(INT64_MAX), VN(0), VN(100000), VT(S(""))};
        struct rows r =
            db_ask_built(reader, str_fmt("SELECT * FROM %s", p->registers[i].view.from), vals, COUNT(vals));
        while (rows_next(&r)) {}
    }
    ok(!db_error(reader).n, str_fmt("every view answers %.*s", STR_ARG(db_error(reader))));
}

static bool same_figure(struct figure a, struct figure b) {
    return a.num == b.num && a.den == b.den && a.n == b.n && a.has_value == b.has_value;
}

/* One figure whole and by commune, from its counter and from the rows; how many answers differ. */
static size_t figure_differs(const struct province *p, const struct indicator *ind, struct period when,
                             i64 as_of) {
    struct figure whole[2];
    struct cells units[2];
    for (int k = 0; k < 2; k++) {
        counters_off(k == 1);
        whole[k] = figure_read(reader, ind, when, (str){0}, as_of);
        units[k] = figure_by_unit(reader, p, ind, when, when_day(now), as_of);
    }
    counters_off(false);
    size_t wrong = (size_t)!same_figure(whole[0], whole[1]) + (units[0].n != units[1].n);
    for (size_t i = 0; i < units[0].n && i < units[1].n; i++)
        wrong += !same_figure(units[0].v[i].f, units[1].v[i].f);
    return wrong;
}

static void every_figure(void) {
    const struct province *p = folder_province(house);
    i64 acts = db_int(reader, SQL("SELECT COALESCE(MAX(n), 0) FROM journal"));
    size_t wrong = 0, asked = 0;
    for (size_t i = 0; p && i < p->n_indicators; i++) {
        if (!figure_view(&p->indicators[i])) continue;
        int year = reporting_year(p, when_day(now));
        wrong += figure_differs(p, &p->indicators[i], period_reporting(p, year), acts) +
                 figure_differs(p, &p->indicators[i], period_calendar(year), acts / 2);
        asked += 2;
    }
    ok(!wrong, str_fmt("%zu figures from counters are what the rows say", asked));
}

/* Every version of every sealed figure again from the records, as the auditor's recount does it. */
static void every_version(void) {
    struct request r = {.db = reader,
                        .data = str_c(folder),
                        .now = now,
                        .province = folder_province(house),
                        .roles = R_ANYONE};
    struct out wrong = {0};
    size_t n_versions = 0;
    const char *id;
    json_t *f;
    for (int year = 2020; year <= 2030; year++) {
        struct sealing s;
        if (!year_sealed(reader, year, &s)) continue;
        json_object_foreach(s.figures, id, f) {
            struct frozen *v;
            size_t n = frozen_versions(reader, year, str_c(id), &v);
            for (size_t i = 0; i < n; i++) out_str(&wrong, figure_recompute(&r, year, str_c(id), &v[i]));
            n_versions += n;
        }
    }
    ok(!wrong.n, str_fmt("%zu versions of sealed figures are again what the records say %.*s", n_versions,
                         STR_ARG(out_all(&wrong))));
}

static void proven(void) {
    struct findings f = {0};
    bool good = verify_folder(str_c(folder), true, &f);
    ok(good, S("verify --tables: journal, tree, files, every row equal to its replay"));
    for (size_t i = 0; i < f.n; i++) printf("#   %s: %.*s\n", f.v[i].where, STR_ARG(f.v[i].what));
    ok(!f.differences.n, S("today's code decides every act as it was decided"));
    if (f.differences.n) printf("# %.*s\n", STR_ARG(out_all(&f.differences)));
}

/* everything was exercised: acts, pages, views named in the record that the files before this one left */
static void coverage(void) {
    char line[400];
    FILE *in = fopen("build/seen", "r");
    json_t *had = json_object();
    while (in && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        json_object_set_new(had, line, json_true());
    }
    if (in) fclose(in);
    const struct act_kind *k;
    for (size_t i = 0; (k = act_kind_each(i)); i++)
        ok(json_object_get(had, str_z(str_fmt("act %s", k->name))), str_fmt("act %s was exercised", k->name));
    for (size_t i = 0; rooms[i]; i++) {
        EACH (page, p, rooms[i]->pages, method)
            ok(json_object_get(had, str_z(str_fmt("page %s %s", p->method, p->path))),
               str_fmt("page %s %s was exercised", p->method, p->path));
        for (size_t v = 0; rooms[i]->views && rooms[i]->views[v]; v++)
            ok(json_object_get(had, str_z(str_fmt("view %s", rooms[i]->views[v]->name))),
               str_fmt("view %s was exercised", rooms[i]->views[v]->name));
    }
}

/* ---- a file ---- */

static void sentence(str line) {
    str all = line, head = line, expected = {0};
    const char *arrow = memmem(line.p, line.n, "→", strlen("→"));
    if (arrow) {
        head = (str){line.p, (size_t)(arrow - line.p)};
        expected = str_trim((str){arrow + strlen("→"), line.n - head.n - strlen("→")});
    }
    str verb = word(&head);
    if (str_is(verb, "founded")) ok(now >= 0, all);
    else if (str_is(verb, "at")) ok(when_parse(word(&head), &now), all);
    else if (str_is(verb, "adopt")) say_adopt(head);
    else if (str_is(verb, "propose")) say_propose(head, expected);
    else if (str_is(verb, "person")) say_person(fill(head));
    else if (str_is(verb, "officer")) say_grant(head, "officer");
    else if (str_is(verb, "leader")) say_grant(head, "leader");
    else if (str_is(verb, "expect")) expect(head);
    else if (str_is(verb, "everything")) coverage();
    else if (str_is(verb, "demonstration")) ok(demo, all);
    else if (str_is(verb, "let")) {
        str name = str_trim(str_cut(&head, '='));
        let(name, fill(str_trim(head)));
    } else if (str_is(verb, "as")) {
        str who = word(&head), what = word(&head);
        if (who_is(who) < 0) ok(false, str_fmt("who is %.*s?", STR_ARG(who)));
        else if (str_is(what, "do")) as_do(who, head, expected);
        else if (str_is(what, "see")) as_see(who, "GET", head, expected);
        else if (str_is(what, "read")) {
            lang = LANG_EN;
            as_see(who, "GET", head, expected);
            lang = LANG_VI;
        } else if (str_starts(what, S("read:"))) {
            lang = lang_of((str){what.p + 5, what.n - 5});
            as_see(who, "GET", head, expected);
            lang = LANG_VI;
        } else if (str_is(what, "send")) as_see(who, "POST", head, expected);
        else ok(false, all);
    } else ok(false, str_fmt("not a sentence: %.*s", STR_ARG(all)));
}

/* The journal begins on 02/03/2026, or when the file's first line says: `founded 2024-02-29T08:00`; of
 * demonstration data, when one says so. */
static void find_beginning(FILE *in) {
    char line[LINE_MAX_BYTES];
    now = when_of(day_of(2026, 3, 2), 8 * 60);
    while (fgets(line, sizeof line, in)) {
        str l = str_trim(str_c(line));
        demo = demo || str_is(l, "demonstration");
        if (str_starts(l, S("founded "))) require(when_parse(str_trim((str){l.p + 8, l.n - 8}), &now));
    }
    rewind(in);
}

static void start(void) {
    str error = {0};
    const char *address = getenv("TINHSO_DATABASE"); /* postgresql://…: a schema for each file of sentences */
    if (!mkdtemp(folder) ||
        !folder_init(address ? str_fmt("%s&schema=t%d&folder=%s", address, (int)getpid(), folder)
                             : str_c(folder),
                     &error) ||
        !(house = folder_open(str_c(folder), &error)))
        panic("%.*s", STR_ARG(error));
    folder_clock(house, test_clock);
    scratch = scratch_open(str_c(folder), &error);
    reader = db_open_folder(str_c(folder), DB_READ, &error);
    if (!scratch || !reader) panic("%.*s", STR_ARG(error));
    seen = fopen("build/seen", "a");
    json_t *f = json_object();
    json_put_int(f, "demo", demo);
    require(perform("house.found", 0, 0, 0, f, S("house.found")).status == REPLY_OK);
    let(S("sample"), files_put(str_c(folder), S("%PDF-1.4 a paper")));
    let(S("hostile"), str_c(hostile));
    let(S("hostile_json"), S("<script>alert(1)</script>\\\"'&<b>"));
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

int main(int argc, char **argv) {
    arena_enter(arena_new());
    rooms_start();
    if (argc != 2) return 2;
    FILE *in = fopen(argv[1], "r");
    if (!in) {
        perror(argv[1]);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    find_beginning(in);
    start();
    static char buf[LINE_MAX_BYTES];
    struct out joined = {0};
    bool plain = false;
    while (fgets(buf, sizeof buf, in)) {
        line_no++;
        str line = str_trim(str_c(buf));
        if (!line.n || line.p[0] == '#') continue;
        if (line.p[line.n - 1] == '\\') { /* a sentence may run over several lines */
            out_str(&joined, (str){line.p, line.n - 1});
            continue;
        }
        out_str(&joined, line);
        str whole = str_copy(out_all(&joined));
        joined = (struct out){0};
        plain |= str_starts(whole, S("everything"));
        sentence(whole);
    }
    fclose(in);
    if (!plain) {
        every_view();
        every_page();
        every_figure();
        every_version();
        proven();
    }
    db_close(reader);
    scratch_close(scratch);
    folder_close(house);
    if (seen) fclose(seen);
    if (!failures) nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS); /* a red one is left to look at */
    printf("1..%d\n", tests);
    return failures > 0;
}
