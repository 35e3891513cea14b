/* Runs a file of sentences (tests/sentences/ROOM/NAME.t) against the whole system in process, with a fixed
 * clock; prints TAP. The language is in doc/testing.md. */
#include "sentences.h"
#include "base/sha256.h"
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
static const char *file; /* of the sentence being said, and its line */
static int line_no;
static str last_page, last_address; /* what was shown last, and where it stood */
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

static void let(str name, str value) {
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

i64 who_is(str name) {
    for (size_t i = 0; i < n_people; i++)
        if (str_eq(people_known[i].name, name)) return people_known[i].person;
    return str_is(name, "system") || str_is(name, "nobody") ? 0 : -1;
}

/* What an act was refused for is a rule that was met. */
static void note_reply(const struct reply *r) {
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
    struct reply r = house_do(world.house, &q);
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
    const struct province *p = house_province(world.house);
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
    if (house_province(world.house)) counters_warm(world.reader, house_province(world.house), world.now);
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
    db_begin(world.reader);
    struct request r = {.db = world.reader,
                        .data = world.folder,
                        .now = world.now,
                        .province = house_province(world.house),
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

/* Which declared inputs came with something in them. */
static void note_inputs(const struct request *r) {
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct input *in = r->page ? input_of(r->page, r->fields[i].name) : NULL;
        if (in && r->fields[i].value.n)
            note_seen("input", str_fmt("%s %s %s", r->page->method, r->page->path, in->name));
    }
}

static enum lang lang; /* of the page being asked for: `read` asks in English */

struct request *ask_page(str who, const struct sending *s) {
    struct request *r = NEW(struct request);
    str query = s->target, path = str_cut(&query, '?');
    struct pair q[200];
    db_begin(world.reader);
    *r = (struct request){.method = str_c(s->method),
                          .path = path,
                          .query = query,
                          .now = world.now,
                          .db = world.reader,
                          .scratch = world.scratch,
                          .data = world.folder,
                          .province = house_province(world.house),
                          .host = S("localhost"),
                          .demo = world.demo,
                          .lang = lang,
                          .uploads = s->uploads,
                          .n_uploads = s->n_uploads,
                          .roles = R_ANYONE};
    i64 person = who_is(who);
    for (size_t i = 0; person > 0 && rooms[i]; i++)
        if (rooms[i]->visitor) rooms[i]->visitor(r, person);
    web_handle(r, q, pairs_read(query, q, COUNT(q)), s->body, s->n_body);
    web_whole(r);
    db_rollback(world.reader);
    if (r->page) note_seen("page", str_fmt("%s %s", r->page->method, r->page->path));
    note_inputs(r);
    if (r->ask) {
        note_seen("act", str_c(r->ask->kind));
        if (!r->ask->actor) r->ask->actor = ACTOR_NOBODY;
        struct reply reply = house_do(world.house, r->ask);
        if (reply.result) let_result(&reply);
        note_reply(&reply);
        db_begin(world.reader);
        web_acted(r, &reply);
        db_rollback(world.reader);
    }
    if (!r->status) r->status = r->location.n ? 303 : 200;
    page_look(r, str_is(r->method, "GET") ? s->target : path);
    return r;
}

/* What a page showed that was not expected, in its own words. */
static void say_shown(const struct request *r) {
    struct page_drawn *p = page_read(last_page);
    printf("#   got %d %.*s\n", r->status, STR_ARG(r->location));
    if (p->heading.n) printf("#   it shows: %.*s\n", STR_ARG(p->heading));
    if (p->errors.n) printf("#   and says: %.*s\n", STR_ARG(p->errors));
}

/* STATUS ["has this" | not "has that" | to "/location"]… */
static void as_expected(str who, const struct request *r, str told, str expected) {
    last_page = out_all(&r->out);
    if (r->location.n) let(S("location"), r->location);
    str want = word(&expected);
    bool good = ok(str_eq(want, str_fmt("%d", r->status)),
                   str_fmt("%.*s %.*s → %.*s", STR_ARG(who), STR_ARG(told), STR_ARG(want)));
    for (expected = str_trim(expected); expected.n; expected = str_trim(expected)) {
        bool absent = str_starts(expected, S("not ")), to = str_starts(expected, S("to "));
        if (absent || to) word(&expected);
        str part = fill(word(&expected)), in = to ? r->location : last_page;
        bool there = part.n && in.n && memmem(in.p, in.n, part.p, part.n);
        const char *how = absent ? "without" : to ? "to" : "with";
        good &= ok(there != absent, str_fmt("… %s \"%.*s\"", how, STR_ARG(part)));
    }
    if (!good) say_shown(r);
}

static struct sending sent_last;

/* as WHO repeat → …: what was sent last, once more: a button pressed twice, or by somebody else. */
static void as_repeat(str who, str expected) {
    struct request *r = ask_page(who, &sent_last);
    as_expected(who, r, str_fmt("%s %.*s again", sent_last.method, STR_ARG(sent_last.target)), expected);
}

/* as WHO see PATH → …     as WHO read PATH: the same in English     as WHO send PATH a=b&c=d → … */
static void as_see(str who, const char *method, str rest, str expected) {
    enum { FIELDS = 200 };
    struct sending s = {.method = method, .target = fill(word(&rest)), .body = NEWS(struct pair, FIELDS)};
    s.n_body = pairs_read(fill(str_trim(rest)), s.body, FIELDS);
    struct request *r = ask_page(who, &s);
    if (!strcmp(method, "POST")) sent_last = s;
    last_address = s.target;
    as_expected(who, r, str_fmt("%s %.*s", method, STR_ARG(s.target)), expected);
}

/* ---- pressing ---- */

/* A file as the server would have read it: a.pdf, a.jpg, a.png hold what their ending says, others nothing.
 */
static void upload_make(struct upload *u, const struct sending *s) {
    static const struct {
        const char *type, *begins;
    } kinds[] = {{"pdf", "%PDF-1.4 "}, {"jpg", "\xFF\xD8\xFF"}, {"png", "\x89PNG\r\n\x1A\n"}};
    str part[4], name = u->name, ending = u->name, bytes = {0};
    while (memchr(ending.p, '.', ending.n)) str_cut(&ending, '.');
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_eq(ending, str_c(kinds[i].type))) continue;
        u->type = kinds[i].type;
        bytes = str_fmt("%s%.*s", kinds[i].begins, STR_ARG(name));
    }
    u8 sum[SHA256_DIGEST_LENGTH];
    SHA256((const u8 *)(bytes.p ? bytes.p : ""), bytes.n, sum);
    u->sha = hex(sum, sizeof sum);
    u->bytes = (i64)bytes.n;
    require(web_find(str_c(s->method), s->target, part, NULL));
    str dir = scratch_draft_dir(world.scratch, part[0]);
    mkdir(str_z(dir), 0700); /* there from the second upload on */
    u->path = str_fmt("%.*s/part-%d", STR_ARG(dir), ++keys_made);
    FILE *out = fopen(str_z(u->path), "w");
    if (!out || fwrite(bytes.p ? bytes.p : "", 1, bytes.n, out) != bytes.n || fclose(out))
        panic("%.*s: %s", STR_ARG(u->path), strerror(errno));
}

/* The form with the button, what is typed laid over it; NULL after saying what is wrong. */
static bool form_fill(str page, str button, str in, str typed, struct sending *out) {
    struct pair given[200];
    struct control *pressed = NULL;
    struct form_drawn *f = form_find(page_read(last_page), button, in, &pressed);
    if (!f)
        return ok(false, str_fmt("%.*s draws no form with the button \"%.*s\"%s%.*s", STR_ARG(page),
                                 STR_ARG(button), in.n ? " in " : "", STR_ARG(in)));
    size_t n = pairs_read(typed, given, COUNT(given));
    for (size_t i = 0; i < n; i++) {
        str wrong = form_type(f, given[i].name, given[i].value);
        if (wrong.n) return ok(false, str_fmt("%.*s: %.*s", STR_ARG(page), STR_ARG(wrong)));
    }
    str wrong = form_send(f, pressed, page, out);
    if (wrong.n) return ok(false, str_fmt("%.*s: %.*s", STR_ARG(page), STR_ARG(wrong)));
    for (size_t i = 0; i < out->n_uploads; i++) upload_make(&out->uploads[i], out);
    return true;
}

/* as WHO on PAGE press "BUTTON" [in "WORDS OF THE FORM"] [with a=b&c=d] → …     without `on PAGE`: the page
 * that was shown last. */
static void as_press(str who, str page, str rest, str expected) {
    str button = fill(word(&rest)), in = {0}, typed = {0}, more;
    while ((more = word(&rest)).n) {
        if (str_is(more, "in")) in = fill(word(&rest));
        else if (str_is(more, "with")) typed = fill(str_trim(rest)), rest = (str){0};
        else ok(false, str_fmt("do not know %.*s", STR_ARG(more)));
    }
    struct sending s = {.method = "GET", .target = page};
    if (page.n) {
        struct request *drawn = ask_page(who, &s);
        last_page = out_all(&drawn->out);
        if (drawn->status != 200) {
            ok(false, str_fmt("%.*s opens %.*s", STR_ARG(who), STR_ARG(page)));
            return say_shown(drawn);
        }
    } else page = last_address;
    if (!form_fill(page, button, in, typed, &s)) return;
    struct request *r = ask_page(who, &s);
    sent_last = s;
    if (r->page) note_seen("pressed", str_fmt("%s %s", r->page->method, r->page->path));
    last_address = s.target;
    as_expected(who, r, str_fmt("presses \"%.*s\" on %.*s", STR_ARG(button), STR_ARG(page)), expected);
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
    if (str_is(what, "read")) lang = LANG_EN;
    else if (str_starts(what, S("read:"))) lang = lang_of((str){what.p + 5, what.n - 5});
    else if (!str_is(what, "see")) {
        ok(false, all);
        return;
    }
    as_see(who, "GET", head, expected);
    lang = LANG_VI;
}

static void sentence(str line);

/* 6 times SENTENCE: `$i` is 1 to 6 in it. */
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

/* use NAME: the sentences of lib/NAME.t, here. */
static void say_use(str name) {
    enum { DEPTH_MAX = 4 };
    static int depth;
    const char *file_before = file;
    int line_before = line_no;
    if (++depth > DEPTH_MAX) panic("%s:%d: %d files deep", file, line_no, DEPTH_MAX);
    say_file(str_z(str_fmt("tests/sentences/lib/%.*s.t", STR_ARG(name))));
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

/* The journal begins on 02/03/2026, or when the file's first line says: `founded 2024-02-29T08:00`; of
 * demonstration data, when one says so. */
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
    if (!house_init(at, &error) || !(world.house = house_open(world.folder, &error)))
        panic("%.*s", STR_ARG(error));
    house_clock(world.house, test_clock);
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
        bool goes_on = line.p[line.n - 1] == '\\'; /* a sentence may run over several lines */
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
    if (house_province(world.house)) after_file(); /* everything.t adopts none */
    db_close(world.reader);
    scratch_close(world.scratch);
    house_close(world.house);
    if (seen) fclose(seen);
    if (!failures) nftw(folder, gone, 16, FTW_DEPTH | FTW_PHYS); /* a red one is left to look at */
    printf("1..%d\n", tests);
    return failures > 0;
}
