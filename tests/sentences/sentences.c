/* The runner of sentences: runs a file tests/sentences/ROOM/NAME.t against the whole system in process, with
 * a fixed clock; prints TAP. The language is described in doc/testing.md. */
#include "sentences.h"
#include "figure/sums.h"
#include "rooms/seal/seal.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char hostile[] = "<script>alert(1)</script>\"'&<b>";
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

struct world world;
static char folder[] = "/tmp/tinhso-sentences-XXXXXX";
static int tests, failures, keys_made;
static const char *file; /* file and line of the current sentence */
static int line_no;
static FILE *seen;
static json_t *seen_already;

static i64 test_clock(void) { return world.now; }

bool ok(bool good, str what) {
    printf("%s %d - %s:%d: %.*s\n", good ? "ok" : "not ok", ++tests, file, line_no, STR_ARG(what));
    failures += !good;
    return good;
}

void note_seen(const char *what, str name) {
    const char *line = str_z(str_fmt("%s %.*s", what, STR_ARG(name)));
    if (!seen || json_object_get(seen_already, line)) return;
    struct arena *before = arena_enter(world.lasting);
    json_object_set_new(seen_already, line, json_true());
    arena_enter(before);
    fprintf(seen, "%s\n", line);
}

/* ---- variables: $name, longest name first ---- */

void let(str name, str value) {
    for (size_t i = 0; i < n_vars; i++)
        if (str_eq(vars[i].name, name)) {
            vars[i].value = str_copy(value);
            return;
        }
    require(n_vars < VARS);
    vars[n_vars++] = (struct named){str_copy(name), str_copy(value)};
}

static void unlet(str name) {
    for (size_t i = 0; i < n_vars; i++)
        if (str_eq(vars[i].name, name)) vars[i--] = vars[--n_vars];
}

static const struct named *var_at(str s) {
    const struct named *best = NULL;
    for (size_t i = 0; i < n_vars; i++)
        if (str_starts(s, vars[i].name) && (!best || vars[i].name.n > best->name.n)) best = &vars[i];
    return best;
}

str fill(str s) {
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

void let_result(const struct reply *r) {
    const char *k;
    json_t *v;
    let(S("n"), str_fmt("%lld", (long long)r->n));
    json_object_foreach(r->result, k, v) {
        if (json_is_integer(v)) let(str_c(k), str_fmt("%lld", (long long)json_integer_value(v)));
        if (json_is_string(v)) let(str_c(k), str_c(json_string_value(v)));
    }
}

/* ---- words of a line ---- */

str word(str *line) {
    *line = str_trim(*line);
    if (line->n && (line->p[0] == '"' || line->p[0] == '\'')) {
        char quote = line->p[0];
        line->p++;
        line->n--;
        return str_cut(line, quote);
    }
    return str_cut(line, ' ');
}

i64 who_is(str name) {
    for (size_t i = 0; i < n_people; i++)
        if (str_eq(people_known[i].name, name)) return people_known[i].person;
    return str_is(name, "system") || str_is(name, "nobody") ? 0 : -1;
}

void note_reply(const struct reply *r) {
    if (r->status == REPLY_REFUSED || r->status == REPLY_STALE) note_seen("refusal", r->why);
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
    struct reply r = folder_do(world.house, &q);
    if (r.result) let_result(&r);
    note_reply(&r);
    return r;
}

static json_t *object(str text) {
    const char *why = NULL;
    json_t *j = json_read(fill(text), &why);
    if (!j) printf("# not JSON (%s): %.*s\n", why, STR_ARG(fill(text)));
    return j ? j : json_object();
}

/* ---- sentences that set up: people, definitions, time ---- */

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
        json_put_int(f, "from_day",
                     when_day(world.now) < day_of(2025, 7, 1) ? when_day(world.now) : day_of(2025, 7, 1));
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
    while (extra.n) { /* more files replace or add to the folder's: path=file */
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
    const struct province *p = folder_province(world.house);
    for (size_t i = 0; p && i < p->n_procedures; i++)
        let(str_fmt("version.%.*s", STR_ARG(p->procedures[i]->code)),
            str_fmt("%lld", (long long)p->procedures[i]->act));
}

/* ---- sentences that act ---- */

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
    /* so that the cached sums are updated step by step, as in a running server */
    if (folder_province(world.house)) sums_warm(world.reader, folder_province(world.house), world.now);
}

/* propose YEAR WHO [when TIME] → ok | refused "…": computes the year's figures and proposes them, as `tinhso
 * seal` does */
static void say_propose(str rest, str expected) {
    i64 year = 0;
    struct assessment a = {0};
    str error = {0}, y = word(&rest), who = word(&rest), want = word(&expected), part = word(&expected);
    i64 happened_at = 0;
    if (str_is(word(&rest), "when")) when_parse(word(&rest), &happened_at);
    str_to_int(y, &year);
    db_begin(world.reader);
    struct asker r = {.db = world.reader,
                      .data = world.folder,
                      .now = world.now,
                      .province = folder_province(world.house),
                      .roles = R_ANYONE};
    bool made = assessment_make(&r, (int)year, journal_last(world.reader), &a, &error);
    db_rollback(world.reader);
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

/* expect $due = 17:00 02/03/2026   expect $code = H55…: an instant is compared as a page prints it */
static void expect(str rest) {
    str left = fill(str_trim(str_cut(&rest, '='))), right = fill(str_trim(rest));
    i64 instant;
    bool time_meant = memchr(right.p, '/', right.n) && memchr(right.p, ':', right.n);
    if (time_meant && str_to_int(left, &instant)) left = when_text(instant);
    if (!ok(str_eq(left, right), str_fmt("expect %.*s", STR_ARG(right))))
        printf("#   got %.*s\n", STR_ARG(left));
}

/* ---- a file ---- */

static void as_does(str all, str head, str expected) {
    str who = fill(word(&head)), what = word(&head), page = {0};
    if (who_is(who) < 0) {
        ok(false, str_fmt("who is %.*s?", STR_ARG(who)));
        return;
    }
    if (str_is(what, "on")) page = fill(word(&head)), what = word(&head);
    if (str_is(what, "press")) return as_press(who, page, head, expected);
    if (str_is(what, "repeat")) return as_repeat(who, expected);
    if (str_is(what, "do")) return as_do(who, head, expected);
    if (str_is(what, "send")) return as_see(who, "POST", head, expected);
    if (str_is(what, "read")) world.lang = LANG_EN;
    else if (str_starts(what, S("read:"))) world.lang = lang_of((str){what.p + 5, what.n - 5});
    else if (!str_is(what, "see")) {
        ok(false, all);
        return;
    }
    as_see(who, "GET", head, expected);
    world.lang = LANG_VI;
}

static void sentence(str line);

/* 6 times SENTENCE: repeats it with `$i` from 1 to 6. */
static void say_times(str times, str rest) {
    enum { TIMES_MAX = 100 };
    i64 n = 0;
    if (!str_to_int(times, &n) || n < 1 || n > TIMES_MAX) {
        ok(false, str_fmt("1 to %d times, not %.*s", TIMES_MAX, STR_ARG(times)));
        return;
    }
    for (i64 i = 1; i <= n; i++) {
        let(S("i"), str_fmt("%lld", (long long)i));
        sentence(rest);
    }
    unlet(S("i"));
}

static void say_file(const char *path);

/* use NAME: inserts the sentences of lib/NAME.t. */
static void say_use(str name) {
    enum { DEPTH_MAX = 4 };
    static int depth;
    const char *file_before = file;
    int line_before = line_no;
    const char *path = str_z(str_fmt("tests/sentences/lib/%.*s.t", STR_ARG(name)));
    if (++depth > DEPTH_MAX || access(path, R_OK))
        panic("%s:%d: use %.*s: %s", file, line_no, STR_ARG(name),
              depth > DEPTH_MAX ? "too many files deep" : strerror(errno));
    say_file(path);
    depth--;
    file = file_before;
    line_no = line_before;
}

static void sentence(str line) {
    str all = line, head = line, expected = {0}, arrow = S("→");
    const char *at = memmem(line.p, line.n, arrow.p, arrow.n);
    if (!at) arrow = S(" -> "), at = memmem(line.p, line.n, arrow.p, arrow.n);
    if (at) {
        head = (str){line.p, (size_t)(at - line.p)};
        expected = str_trim((str){at + arrow.n, line.n - head.n - arrow.n});
    }
    str verb = word(&head);
    if (str_starts(str_trim(head), S("times "))) {
        word(&line), word(&line);
        say_times(verb, line);
    } else if (str_is(verb, "founded")) ok(world.now >= 0, all);
    else if (str_is(verb, "use")) say_use(word(&head));
    else if (str_is(verb, "at")) ok(when_parse(fill(word(&head)), &world.now), all);
    else if (str_is(verb, "adopt")) say_adopt(head);
    else if (str_is(verb, "propose")) say_propose(head, expected);
    else if (str_is(verb, "person")) say_person(fill(head));
    else if (str_is(verb, "officer")) say_grant(head, "officer");
    else if (str_is(verb, "leader")) say_grant(head, "leader");
    else if (str_is(verb, "expect")) expect(head);
    else if (str_is(verb, "everything")) coverage();
    else if (str_is(verb, "demonstration")) ok(world.demo, all);
    else if (str_is(verb, "let")) {
        str name = str_trim(str_cut(&head, '='));
        let(name, fill(str_trim(head)));
    } else if (str_is(verb, "as")) as_does(all, head, expected);
    else ok(false, str_fmt("not a sentence: %.*s", STR_ARG(all)));
}

/* Reads ahead: the clock starts on 02/03/2026 unless the first line says otherwise, as `founded
 * 2024-02-29T08:00`. A line `demonstration` makes it demonstration data. */
static void find_beginning(const char *path) {
    char line[LINE_MAX_BYTES];
    FILE *in = fopen(path, "r");
    if (!in) panic("%s: %s", path, strerror(errno));
    world.now = when_of(day_of(2026, 3, 2), 8 * 60);
    while (fgets(line, sizeof line, in)) {
        str l = str_trim(str_c(line));
        world.demo = world.demo || str_is(l, "demonstration");
        if (str_starts(l, S("founded "))) require(when_parse(str_trim((str){l.p + 8, l.n - 8}), &world.now));
    }
    fclose(in);
}

static void start(void) {
    str error = {0};
    const char *address = getenv("TINHSO_DATABASE"); /* postgresql://…: a schema for each file of sentences */
    if (!mkdtemp(folder)) panic("%s: %s", folder, strerror(errno));
    world.folder = str_c(folder);
    str at = address ? str_fmt("%s&schema=t%d&folder=%s", address, (int)getpid(), folder) : world.folder;
    if (!folder_init(at, &error) || !(world.house = folder_open(world.folder, &error)))
        panic("%.*s", STR_ARG(error));
    folder_clock(world.house, test_clock);
    world.scratch = scratch_open(world.folder, &error);
    world.reader = db_open_folder(world.folder, DB_READ, &error);
    if (!world.scratch || !world.reader) panic("%.*s", STR_ARG(error));
    seen = fopen("build/seen", "a");
    seen_already = json_object();
    json_t *f = json_object();
    json_put_int(f, "demo", world.demo);
    require(perform("house.found", 0, 0, 0, f, S("house.found")).status == REPLY_OK);
    let(S("sample"), files_put(world.folder, S("%PDF-1.4 a paper")));
    let(S("hostile"), str_c(hostile));
    let(S("hostile_json"), S("<script>alert(1)</script>\\\"'&<b>"));
}

static int gone(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void say_file(const char *path) {
    char buf[LINE_MAX_BYTES];
    struct out joined = {0};
    int read = 0;
    FILE *in = fopen(path, "r");
    if (!in) panic("%s: %s", path, strerror(errno));
    file = str_z(str_starts(str_c(path), S("tests/sentences/")) ? str_c(path + 16) : str_c(path));
    while (fgets(buf, sizeof buf, in)) {
        read++;
        if (!joined.n) line_no = read;
        str line = str_trim(str_c(buf));
        if (!line.n || line.p[0] == '#') continue;
        bool goes_on =
            line.p[line.n - 1] == '\\'; /* a backslash at the end continues the sentence on the next line */
        out_str(&joined, (str){line.p, line.n - goes_on});
        if (goes_on) continue;
        str whole = str_copy(out_all(&joined));
        joined = (struct out){0};
        sentence(whole);
    }
    if (joined.n) ok(false, S("the last sentence goes on, and there is no more"));
    fclose(in);
}

int main(int argc, char **argv) {
    arena_enter(world.lasting = arena_new());
    rooms_start();
    if (argc != 2) return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    find_beginning(argv[1]);
    start();
    say_file(argv[1]);
    if (folder_province(world.house)) after_file(); /* everything.t has no province */
    db_close(world.reader);
    scratch_close(world.scratch);
    folder_close(world.house);
    if (seen) fclose(seen);
    if (!failures) nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS); /* a failed folder is kept for inspection */
    printf("1..%d\n", tests);
    return failures > 0;
}
