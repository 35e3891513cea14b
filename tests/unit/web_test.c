/* The web floor with a room of the test's own: finding, rights, declared inputs only, the way of a POST,
 * error pages, words, assets. */
#define rooms test_rooms
#define web_find test_find
#define web_route test_route
#define web_handle test_handle
#define web_acted test_acted
#define web_refused test_refused
#define web_error test_error
#define web_redirect test_redirect
#define web_file_lang test_file_lang
#define web_sign_in test_sign_in
#define frame_open test_frame_open
#define frame_close test_frame_close
#define req_field test_req_field
#define req_int test_req_int
#define has_position test_has_position
#include "web/page.c"
#include "base/text.h"
#include "tap.h"
#include "web/sheet.h"

static str seen; /* what the last handler saw */

static void show(struct request *r) {
    struct out o = {0};
    for (size_t i = 0; i < 4 && r->part[i].p; i++) out_fmt(&o, "[%.*s]", STR_ARG(r->part[i]));
    for (size_t i = 0; i < r->n_fields; i++)
        out_fmt(&o, "%.*s=%.*s;", STR_ARG(r->fields[i].name), STR_ARG(r->fields[i].value));
    seen = str_fmt("%s%.*s", r->page->path, STR_ARG(out_all(&o)));
    frame_open(r, S("A <b> title"));
    frame_close(r);
}
static void acts(struct request *r) {
    r->ask = NEW(struct act_ask);
    if (req_field(r, "to").n) web_redirect(r, "%s", str_z(req_field(r, "to")));
}
static void told(struct request *r, const struct reply *reply) {
    seen = str_fmt("told %d", (int)reply->status);
    (void)r;
}

static const struct input few[] = {{"q", 10}, {"n", 0}, {"to", 100}}, family[] = {{"answers.*", 50}};
static const struct page pages[] = {
    {.method = "GET", .path = "/", .who = R_ANYONE, .en = "Home", .handle = show},
    {.method = "GET", .path = "/tim", .who = R_ANYONE, .en = "Search", INPUTS(few), .handle = show},
    {.method = "GET", .path = "/ho-so", .who = R_CITIZEN, .en = "Mine", .handle = show},
    {.method = "GET", .path = "/ho-so/{}", .who = R_ANYONE, .en = "One", .handle = show},
    {.method = "GET", .path = "/ho-so/{}/{}", .who = R_ANYONE, .en = "Part", .handle = show},
    {.method = "GET", .path = "/ho-so/{}/ket-qua", .who = R_ANYONE, .en = "Result", .handle = show},
    {.method = "GET", .path = "/so/{}.csv", .who = R_ANYONE, .en = "CSV", .handle = show},
    {.method = "GET", .path = "/so/{}", .who = R_ANYONE, .en = "Figure", .handle = show},
    {.method = "GET", .path = "/tep/{*}", .who = R_ANYONE, .en = "Files", .handle = show},
    {.method = "GET", .path = "/can-bo", .who = R_OFFICER, .en = "Queue", .handle = show},
    {.method = "GET", .path = "/can-bo/{}", .who = R_OFFICER, .en = "Desk", .handle = show},
    {.method = "POST",
     .path = "/can-bo/{}/nhan",
     .who = R_OFFICER,
     .en = "Receive",
     INPUTS(few),
     .handle = acts},
    {.method = "POST",
     .path = "/can-bo/{}/tra",
     .who = R_OFFICER,
     .en = "Return",
     INPUTS(few),
     .handle = acts,
     .acted = told},
    {.method = "POST", .path = "/nhap/{}", .who = R_ANYONE, .en = "Form", INPUTS(family), .handle = show},
    {0},
};
static const struct room room = {.name = "test", .pages = LIST(page, pages)};
const struct room *const test_rooms[] = {&room, NULL};
static struct unit whole = {.code = S("19"),
                            .name = {S("Tỉnh Thái Nguyên"), S("Thái Nguyên Province")},
                            .bare = S("Thái Nguyên"),
                            .kind = {S("Tỉnh"), S("Province")}};
static struct province place = {.gso = S("19"),
                                .name = {S("Tỉnh Thái Nguyên"), S("Thái Nguyên province")},
                                .units = &whole,
                                .n_units = 1};

static struct request go(const char *method, const char *path, u32 roles, const struct pair *v, size_t n) {
    struct request r = {.method = str_c(method),
                        .path = str_c(path),
                        .lang = LANG_EN,
                        .province = &place,
                        .status = 200,
                        .now = 1795000000,
                        .roles = roles,
                        .who = {.person = roles ? 7 : 0, .name = S("Beto & Awa")}};
    seen = S("");
    web_handle(&r, v, n, v, n);
    return r;
}
static bool page_has(const struct request *r, const char *text) {
    return strstr(str_z(out_all(&r->out)), text);
}

static void finding(void) {
    static const struct {
        const char *path, *sees;
    } rows[] = {
        {"/", "/"},
        {"/ho-so/H55.1", "/ho-so/{}[H55.1]"},
        {"/ho-so/a/ket-qua", "/ho-so/{}/ket-qua[a]"},
        {"/ho-so/a/khac", "/ho-so/{}/{}[a][khac]"},
        {"/so/x.csv", "/so/{}.csv[x]"},
        {"/so/x", "/so/{}[x]"},
        {"/so/.csv", "/so/{}[.csv]"},
        {"/tep/a/b.css", "/tep/{*}[a/b.css]"},
        {"/tep/", "/tep/{*}[]"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct request r = go("GET", rows[i].path, 0, NULL, 0);
        ok(r.status == 200 && str_eq(seen, str_c(rows[i].sees)), "%s is %s (got %.*s)", rows[i].path,
           rows[i].sees, STR_ARG(seen));
    }
    static const char *const none[] = {
        "/x",    "/ho-so/", "/ho-so//ket-qua",           "//",   "/tim/", "/ho-so/a/b/c", "", "x", "/ti",
        "/timm", "/x\n",    "/ho-so/a\r\nSet-Cookie: b", "/\xff"};
    for (size_t i = 0; i < COUNT(none); i++)
        ok(go("GET", none[i], 0, NULL, 0).status == 404, "no page at %s", str_z(url_part(str_c(none[i]))));
    ok(go("HEAD", "/", 0, NULL, 0).status == 200, "HEAD is as GET");
    struct request r = go("POST", "/tim", 0, NULL, 0);
    ok(r.status == 405 && str_is(r.allow, "GET, HEAD"), "the wrong way: 405 with Allow");
    r = go("GET", "/can-bo/a/nhan", R_OFFICER, NULL, 0);
    ok(r.status == 405 && str_is(r.allow, "POST") && page_has(&r, "href=\"/can-bo/a\""),
       "and a way back to the nearest page");
    ok(go("DELETE", "/", 0, NULL, 0).status == 405, "an unknown method too");
}

static void rights(void) {
    struct request r = go("GET", "/ho-so", 0, NULL, 0);
    ok(r.status == 303 && str_is(r.location, "/dang-nhap?den=%2Fho-so"),
       "nobody is sent to sign in, and back: %.*s", STR_ARG(r.location));
    r = go("POST", "/can-bo/a/nhan", 0, NULL, 0);
    ok(r.status == 303 && str_starts(r.location, S("/dang-nhap?den=%2F")) && !r.ask,
       "nothing is done for nobody");
    ok(go("GET", "/ho-so", R_CITIZEN, NULL, 0).status == 200, "who may, may");
    ok(go("GET", "/can-bo", R_CITIZEN, NULL, 0).status == 404, "who may not learns nothing");
    struct request odd = {
        .method = S("GET"), .path = S("/ho-so"), .query = S("a=b&c=%0d"), .province = &place};
    web_handle(&odd, NULL, 0, NULL, 0);
    ok(str_is(odd.location, "/dang-nhap?den=%2Fho-so%3Fa%3Db%26c%3D%250d"), "the query comes back too: %.*s",
       STR_ARG(odd.location));
}

static void inputs(void) {
    struct pair one[] = {{S("q"), S("khai sinh")}, {S("x"), S("undeclared \xff")}, {S("n"), S("5")}};
    struct request r = go("GET", "/tim", 0, one, 3);
    ok(r.status == 200 && str_is(seen, "/timq=khai sinh;n=5;"), "declared inputs only: %.*s", STR_ARG(seen));
    one[0].value = S("longer than ten");
    r = go("GET", "/tim", 0, one, 1);
    ok(r.status == 400 && page_has(&r, "longer than this page takes") && !seen.n,
       "over-long: 400 in plain words");
    one[0].value = S("a\xc3");
    ok(go("GET", "/tim", 0, one, 1).status == 400, "invalid UTF-8: 400");
    one[0].value = (str){"a\0b", 3};
    ok(go("GET", "/tim", 0, one, 1).status == 400, "NUL: 400");
    struct pair twice[] = {{S("q"), S("a")}, {S("q"), S("a")}};
    ok(go("GET", "/tim", 0, twice, 2).status == 400, "repeated: 400");
    struct pair *many = NEWS(struct pair, 10000);
    for (size_t i = 0; i < 10000; i++) many[i] = (struct pair){str_fmt("answers.f%zu", i), S("x")};
    ok(go("POST", "/nhap/a", 0, many, 10000).status == 400, "10,000 answers: 400");
    ok(go("GET", "/tim", 0, many, 10000).status == 200, "10,000 undeclared ones: not there");
    ok(go("POST", "/nhap/a", 0, many, 300).status == 200, "300 answers are a long form");
}

static void acting(void) {
    struct request r = go("POST", "/can-bo/a/nhan", R_OFFICER, NULL, 0);
    ok(r.ask && !r.out.n, "a POST asks for an act");
    struct reply reply = {.status = REPLY_OK};
    web_acted(&r, &reply);
    ok(r.status == 303 && str_is(r.location, "/can-bo/a"), "done: back to the nearest page (%.*s)",
       STR_ARG(r.location));
    struct pair to = {S("to"), S("/can-bo\r\nSet-Cookie: x")};
    r = go("POST", "/can-bo/a/nhan", R_OFFICER, &to, 1);
    web_acted(&r, &reply);
    ok(str_is(r.location, "/can-bo%0D%0ASet-Cookie:%20x"),
       "or where the handler said, which cannot break out of its header");
    reply = (struct reply){.status = REPLY_REFUSED, .why = S("Not <allowed>.")};
    web_acted(&r, &reply);
    ok(r.status == 422 && !r.location.n && page_has(&r, "Not &lt;allowed&gt;.") &&
           page_has(&r, "href=\"/can-bo/a\""),
       "refused: 422, the reason, a way back");
    reply = (struct reply){.status = REPLY_STALE};
    web_acted(&r, &reply);
    ok(r.status == 409 && page_has(&r, "changed since you opened it"), "stale: 409, politely");
    reply = (struct reply){.status = REPLY_BUSY};
    web_acted(&r, &reply);
    ok(r.status == 503 && page_has(&r, "Nothing was lost"), "busy: 503");
    r = go("POST", "/can-bo/a/tra", R_OFFICER, NULL, 0);
    web_acted(&r, &reply);
    ok(str_is(seen, "told 4"), "a page's own `acted` hears of everything");
}

static void frame(void) {
    struct request r = go("GET", "/", R_OFFICER, NULL, 0);
    ok(page_has(&r, "<html lang=\"en\">") &&
           page_has(&r, "<title>A &lt;b&gt; title – Thái Nguyên Digital Province</title>"),
       "title and language");
    ok(page_has(&r, "Beto &amp; Awa") && page_has(&r, "href=\"/can-bo\"") &&
           page_has(&r, "action=\"/dang-xuat\""),
       "who is signed in");
    ok(!page_has(&r, "class=\"banner\""), "real data have no banner");
    struct request vi = {
        .method = S("GET"), .path = S("/ho-so/Mã số"), .query = S("a=1"), .province = &place, .demo = true};
    web_handle(&vi, NULL, 0, NULL, 0);
    ok(page_has(&vi, "Tỉnh số Thái Nguyên") && page_has(&vi, "Dữ liệu trình diễn — không phải hồ sơ thật"),
       "in Vietnamese, demonstration said aloud");
    ok(page_has(&vi, "name=\"den\" value=\"/ho-so/M%C3%A3%20s%E1%BB%91?a=1\""),
       "the language switch comes back to this page");
    ok(page_has(&vi, "href=\"/tep/style.css?v=") && page_has(&vi, "class=\"skip\" href=\"#noi-dung\""),
       "style and skip link");
    struct request none = {.method = S("GET"), .path = S("/")};
    web_handle(&none, NULL, 0, NULL, 0);
    ok(none.status == 503, "before the first adoption: not ready");
}

static void words(void) {
    ok(!strcmp(say(LANG_VI, "Sign in"), "Đăng nhập") && !strcmp(say(LANG_EN, "Sign in"), "Sign in"),
       "words in both languages");
    ok(!strcmp(say(LANG_VI, "no such words"), "no such words") && !*say(LANG_VI, ""),
       "a missing translation falls back to English");
    ok(str_is(say_fmt(LANG_VI, "%s Digital Province", "X"), "Tỉnh số X"), "words with arguments");
    struct out o = {0};
    for (int i = 0; i < 3000; i++) out_char(&o, 'x');
    ok(say_fmt(LANG_EN, "%s", str_z(out_all(&o))).n == 3000, "however long");
    struct words both = {S("vi"), S("en")}, one = {S("vi"), {0}};
    ok(str_is(pick(LANG_EN, both), "en") && str_is(pick(LANG_EN, one), "vi") &&
           str_is(pick(LANG_VI, both), "vi"),
       "English falls back to Vietnamese");
}

static str url_shown(const char *address) {
    struct out o = {0};
    html_url(&o, (url){str_c(address)});
    return out_all(&o);
}
static void addresses(void) {
    static const char *const good[] = {"/",       "/a?b=c", "?trang=2", "#x", "https://example.vn/",
                                       "xem/thu", "a%3Ab"};
    static const char *const bad[] = {
        "javascript:alert(1)", "//evil.example", "/\\evil.example", "http://example.vn",
        "data:text/html,x",    "JaVa\tscript:x", "\\\\evil"};
    for (size_t i = 0; i < COUNT(good); i++)
        ok(str_eq(url_shown(good[i]), str_c(good[i])), "%s is an address", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++) ok(str_is(url_shown(bad[i]), "#"), "%s is none", bad[i]);
    ok(str_is(url_shown("/a?b=\"&c"), "/a?b=&quot;&amp;c"), "addresses are escaped");
    ok(str_is(url_part(S("a/b c?đ")), "a%2Fb%20c%3F%C4%91"), "parts are percent-encoded");
    static const char *const names[] = {"style.css", "app.js", "icon.svg"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct asset *a = asset_find(str_fmt("/tep/%s", names[i]));
        ok(a && a->plain.n && strcmp(a->etag, a->etag_gzip) && strlen(a->version) == 8, "%s is there",
           names[i]);
    }
    ok(asset_find(S("/tep/style.css"))->gzip.n < 8192 && asset_find(S("/tep/app.js"))->gzip.n < 4096,
       "style under 8 kB, script under 4 kB");
    ok(!asset_find(S("/tep/../x")) && !asset_find(S("/tep/")) && !asset_find(S("")), "nothing else is");
}

/* What a spreadsheet would run, and what turns a text around (CSV: OWASP's list; direction marks:
 * CVE-2021-42574's). */
static void cells(void) {
    static const char *const formulas[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"};
    for (size_t i = 0; i < COUNT(formulas); i++) {
        struct out o = {0};
        csv_cell(&o, str_c(formulas[i]), true);
        is_str(out_all(&o), str_z(str_fmt("\"'%s\"\r\n", formulas[i])),
               "a cell that would be a formula is a text (%zu)", i);
    }
    struct out o = {0};
    csv_cell(&o, S("a\"=1,\n\"b"), false);
    is_str(out_all(&o), "\"a\"\"=1,\n\"\"b\",", "quotes cannot be ended from within");
    is_str(text_squeeze(S("a\u202eb\u2066c\u200fd\ufeffe\u2028f\u061cg")), "abcdefg",
           "marks of direction and line go");
    is_str(text_squeeze(S(" Nguyễn  Thị đ… “x” ½ ")), "Nguyễn Thị đ… “x” ½", "everything else stays");
}

int main(void) {
    arena_enter(arena_new());
    json_start();
    cells();
    finding();
    rights();
    inputs();
    acting();
    frame();
    words();
    addresses();
    return done();
}
