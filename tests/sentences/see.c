/* The sentences `see`, `read`, `send`, `press`: makes a request as a browser would and compares the response.
 */
#include "sentences.h"
#include "base/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static str last_page, last_address; /* the last page shown, and its address */

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

/* Notes the declared inputs that were sent with a value. */
static void note_inputs(const struct request *r) {
    for (size_t i = 0; i < r->n_fields; i++) {
        const struct input *in = r->page ? input_of(r->page, r->fields[i].name) : NULL;
        if (in && r->fields[i].value.n)
            note_seen("input", str_fmt("%s %s %s", r->page->method, r->page->path, in->name));
    }
}

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
                          .province = folder_province(world.house),
                          .host = S("localhost"),
                          .demo = world.demo,
                          .lang = world.lang,
                          .uploads = s->uploads,
                          .n_uploads = s->n_uploads,
                          .roles = R_ANYONE};
    i64 person = who_is(who);
    if (person > 0) the_people()->visitor(r, person);
    web_handle(r, q, pairs_read(query, q, COUNT(q)), s->body, s->n_body);
    web_whole(r);
    db_rollback(world.reader);
    if (r->page) note_seen("page", str_fmt("%s %s", r->page->method, r->page->path));
    note_inputs(r);
    if (r->ask) {
        note_seen("act", str_c(r->ask->kind));
        if (!r->ask->actor) r->ask->actor = ACTOR_NOBODY;
        struct reply reply = folder_do(world.house, r->ask);
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

/* Prints the texts of an unexpected page. */
static void say_shown(const struct request *r) {
    struct page_drawn *p = page_read(last_page);
    printf("#   got %d %.*s\n", r->status, STR_ARG(r->location));
    if (p->heading.n) printf("#   it shows: %.*s\n", STR_ARG(p->heading));
    if (p->errors.n) printf("#   and says: %.*s\n", STR_ARG(p->errors));
}

/* Compares a response with: STATUS ["has this" | not "has that" | to "/location"]… */
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

/* as WHO repeat → …: sends the last request again, as after a double click or by another person. */
void as_repeat(str who, str expected) {
    struct request *r = ask_page(who, &sent_last);
    as_expected(who, r, str_fmt("%s %.*s again", sent_last.method, STR_ARG(sent_last.target)), expected);
}

/* as WHO see PATH → …     as WHO read PATH: the same in English     as WHO send PATH a=b&c=d → … */
void as_see(str who, const char *method, str rest, str expected) {
    enum { FIELDS = 200 };
    struct sending s = {.method = method, .target = fill(word(&rest)), .body = NEWS(struct pair, FIELDS)};
    s.n_body = pairs_read(fill(str_trim(rest)), s.body, FIELDS);
    struct request *r = ask_page(who, &s);
    if (!strcmp(method, "POST")) sent_last = s;
    last_address = s.target;
    as_expected(who, r, str_fmt("%s %.*s", method, STR_ARG(s.target)), expected);
}

/* ---- pressing ---- */

/* Makes an upload as the server stores it. a.pdf, a.jpg and a.png have the content of their type, other names
 * an unknown one. */
static void upload_make(struct upload *u, const struct sending *s) {
    static int uploads_made;
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
    mkdir(str_z(dir), 0700); /* it exists already from the second upload on */
    u->path = str_fmt("%.*s/part-%d", STR_ARG(dir), ++uploads_made);
    FILE *out = fopen(str_z(u->path), "w");
    if (!out || fwrite(bytes.p ? bytes.p : "", 1, bytes.n, out) != bytes.n || fclose(out))
        panic("%.*s: %s", STR_ARG(u->path), strerror(errno));
}

/* Finds the form with this button and fills in what is typed; false after saying what is wrong. */
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

/* as WHO on PAGE press "BUTTON" [in "WORDS OF THE FORM"] [with a=b&c=d] → …
 * Without `on PAGE`: on the page shown last. */
void as_press(str who, str page, str rest, str expected) {
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
