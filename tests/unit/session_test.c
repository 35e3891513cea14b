/* Who is signed in, against somebody who wants to be: planted, stolen and old cookies, forms from elsewhere,
 * guessed passwords, who has an account. Raw requests to a real server; X-Forwarded-For and -Proto stand for
 * the proxy. */
#include "server.h"
#include "store/store.h"

static const char *const first_login = "019195700001", *const password = "rung+co+doi+che";

static str send_form(const char *path, const char *lines, const char *body) {
    return ask(server_port, str_fmt("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: "
                                    "close\r\n%sContent-Type: application/x-www-form-urlencoded\r\n"
                                    "Content-Length: %zu\r\n\r\n%s",
                                    path, server_port, lines, strlen(body), body));
}
static const char *origin(void) { return str_z(str_fmt("Origin: http://127.0.0.1:%d\r\n", server_port)); }
static str post(const char *path, const char *lines, const char *body) {
    return send_form(path, str_z(str_fmt("%s%s", origin(), lines)), body);
}

static str get(const char *path, const char *lines) {
    return ask(server_port, str_fmt("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n",
                                    path, server_port, lines));
}

/* What a Set-Cookie of this answer gives the cookie; empty without one. */
static str cookie_of(str answer, const char *name) {
    str head = str_fmt("Set-Cookie: %s=", name);
    const char *p = memmem(answer.p, answer.n, head.p, head.n);
    if (!p) return (str){0};
    str rest = {p + head.n, answer.n - (size_t)(p + head.n - answer.p)};
    return str_cut(&rest, ';');
}
static const char *with(str cookie) { return str_z(str_fmt("Cookie: phien=%.*s\r\n", STR_ARG(cookie))); }
static bool signed_in(str cookie) { return status_of(get("/ho-so", with(cookie))) == 200; }

static str sign_in(const char *login, const char *pass, const char *lines) {
    return post("/dang-nhap", lines, str_z(str_fmt("login=%s&password=%s", login, pass)));
}
static str body_of(str answer) {
    const char *p = memmem(answer.p, answer.n, "\r\n\r\n", 4);
    return p ? (str){p + 4, answer.n - (size_t)(p + 4 - answer.p)} : answer;
}

static str sign_up(const char *login, const char *pass) {
    return post("/dang-ky", "",
                str_z(str_fmt("answers.name=Ho%%C3%%A0ng+Th%%E1%%BB%%8B+%%C3%%89n&answers.login=%s&answers."
                              "phone=0912345678&password=%s&again=%s",
                              login, pass, pass)));
}

static void test_sign_up(void) {
    str one = sign_up(first_login, password), two = sign_up(first_login, "mat+khau+khac");
    ok(status_of(one) == 200 && status_of(two) == 200,
       "a number without and with an account is answered with the same status");
    ok(str_eq(body_of(one), body_of(two)) && !cookie_of(one, "phien").n,
       "and with the same page, signed in by neither");
    is_int(status_of(sign_in(first_login, "mat+khau+khac", "")), 422,
           "who signs up over an account does not get its password");
    str wrong = sign_in(first_login, "sai+mat+khau", ""),
        nobody = sign_in("019195799999", "sai+mat+khau", "");
    ok(status_of(wrong) == 422 && status_of(nobody) == 422 && body_of(wrong).n == body_of(nobody).n,
       "a wrong password and an unknown number are told in the same words");
}

static void test_cookie(void) {
    str plain = sign_in(first_login, password, ""), secure = post("/dang-nhap", "", "");
    ok(times(plain, "; Path=/; HttpOnly; SameSite=Lax;") == 1 && !times(plain, "; Secure"),
       "the cookie is HttpOnly and SameSite");
    const char *https =
        str_z(str_fmt("Origin: https://127.0.0.1:%d\r\nX-Forwarded-Proto: https\r\n", server_port));
    secure = send_form("/dang-nhap", https, str_z(str_fmt("login=%s&password=%s", first_login, password)));
    str cookie = cookie_of(secure, "__Host-phien");
    ok(cookie.n == 64 && times(secure, "; Secure") == 1 && !cookie_of(secure, "phien").n,
       "behind TLS it is Secure and named __Host-");
    is_int((i64)times(secure, "Strict-Transport-Security: max-age=63072000"), 1,
           "and the browser is told to stay with TLS");
    is_int(status_of(get("/ho-so", str_z(str_fmt("X-Forwarded-Proto: https\r\nCookie: __Host-phien=%.*s\r\n",
                                                 STR_ARG(cookie))))),
           200, "there it opens the door");
    is_int(status_of(get("/ho-so", str_z(str_fmt("X-Forwarded-Proto: https\r\nCookie: phien=%.*s\r\n",
                                                 STR_ARG(cookie))))),
           303, "one that a neighbour or a page without TLS could have set does not");
}

static void test_rotation(void) {
    str planted = S("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    str mine = cookie_of(sign_in(first_login, password, with(planted)), "phien");
    ok(mine.n == 64 && !str_eq(mine, planted) && !signed_in(planted) && signed_in(mine),
       "signing in makes a cookie of its own: a planted one is worth nothing");
    str again = cookie_of(sign_in(first_login, password, with(mine)), "phien");
    ok(!str_eq(again, mine) && !signed_in(mine) && signed_in(again),
       "signing in once more changes it, and the one before is dead");
    post("/dang-xuat", with(again), "");
    ok(!signed_in(again), "after signing out it is dead");
    ok(!signed_in(S("' OR 1=1 --")) && !signed_in(S("")) && !signed_in(S("00")),
       "what is no cookie of ours is nobody's");
}

static void test_password(void) {
    str here = cookie_of(sign_in(first_login, password, ""), "phien"),
        there = cookie_of(sign_in(first_login, password, ""), "phien");
    ok(signed_in(here) && signed_in(there), "signed in twice");
    str wrong =
        post("/mat-khau", with(here), "now=sai+mat+khau&password=nui+cao+song+dai&again=nui+cao+song+dai");
    ok(status_of(wrong) == 422 && signed_in(there), "another password needs the one that holds");
    str fresh = cookie_of(
        post("/mat-khau", with(here), "now=rung+co+doi+che&password=nui+cao+song+dai&again=nui+cao+song+dai"),
        "phien");
    ok(fresh.n && signed_in(fresh) && !signed_in(here) && !signed_in(there),
       "with another password every session before is dead");
    ok(status_of(sign_in(first_login, password, "X-Forwarded-For: 192.0.2.50\r\n")) == 422,
       "and so is the old password");
    const char *set = str_z(str_fmt("echo rung co doi che | %.*s user %s set-password %s",
                                    STR_ARG(server_binary), in_folder("data"), first_login));
    int status = 1;
    waitpid(run_program((const char *const[]){"sh", "-c", set, NULL}, in_folder("set")), &status, 0);
    ok(!status && !signed_in(fresh), "a password set at the command line ends them too");
}

static void change(const char *statement) {
    str error = {0};
    struct db *db = db_open(str_c(in_folder("data/scratch.db")), DB_WRITE, &error);
    require(db);
    db_script(db, statement);
    require(!db_error(db).n);
    db_close(db);
}

static void test_age(void) {
    str officer = cookie_of(post("/thu-nghiem/officer", "", ""), "phien"),
        citizen = cookie_of(post("/thu-nghiem/citizen", "", ""), "phien");
    ok(status_of(get("/can-bo", with(officer))) == 200 && signed_in(citizen),
       "an officer and a citizen are signed in");
    change("UPDATE visit SET used = used - 1740");
    ok(status_of(get("/can-bo", with(officer))) == 200, "an officer who rests for 29 minutes goes on");
    change("UPDATE visit SET used = used - 1740");
    ok(status_of(get("/can-bo", with(officer))) == 200, "and again: each request counts anew");
    change("UPDATE visit SET used = used - 1860");
    ok(status_of(get("/can-bo", with(officer))) == 303 && signed_in(citizen),
       "after 31 minutes the officer signs in again, the citizen does not");
    change("UPDATE visit SET expires = expires - 2678400");
    ok(!signed_in(citizen), "after 31 days the citizen does");
}

/* ---- forms from elsewhere ---- */

static void test_elsewhere(void) {
    int p = server_port;
    const struct {
        const char *what;
        str lines;
        int status;
    } tries[] = {
        {"from this site", str_fmt("Origin: http://127.0.0.1:%d\r\n", p), 303},
        {"from this site, as an old browser says it",
         str_fmt("Referer: http://127.0.0.1:%d/dang-nhap\r\n", p), 303},
        {"from this site, as a new one says it",
         str_fmt("Sec-Fetch-Site: same-origin\r\nOrigin: http://127.0.0.1:%d\r\n", p), 303},
        {"from nowhere", S(""), 403},
        {"from null", S("Origin: null\r\n"), 403},
        {"from null, with a good referrer", str_fmt("Origin: null\r\nReferer: http://127.0.0.1:%d/\r\n", p),
         403},
        {"from another site", S("Origin: http://evil.example\r\n"), 403},
        {"from another port", S("Origin: http://127.0.0.1:1\r\n"), 403},
        {"from a subdomain", str_fmt("Origin: http://a.127.0.0.1:%d\r\n", p), 403},
        {"from a name that begins like ours", str_fmt("Origin: http://127.0.0.1:%d.evil.example\r\n", p),
         403},
        {"from a name with ours as its user", str_fmt("Origin: http://127.0.0.1:%d@evil.example\r\n", p),
         403},
        {"from a name with ours as its path", str_fmt("Origin: http://evil.example/127.0.0.1:%d\r\n", p),
         403},
        {"from a referrer with ours in it",
         str_fmt("Referer: http://evil.example/?http://127.0.0.1:%d/\r\n", p), 403},
        {"from a file", S("Origin: file://\r\n"), 403},
        {"the browser says cross-site",
         str_fmt("Sec-Fetch-Site: cross-site\r\nOrigin: http://127.0.0.1:%d\r\n", p), 403},
        {"the browser says same-site, which a neighbour is",
         str_fmt("Sec-Fetch-Site: same-site\r\nOrigin: http://127.0.0.1:%d\r\n", p), 403},
        {"the browser says nothing we know",
         str_fmt("Sec-Fetch-Site: x\r\nOrigin: http://127.0.0.1:%d\r\n", p), 403},
        {"from our own name without TLS",
         str_fmt("X-Forwarded-Proto: https\r\nOrigin: http://127.0.0.1:%d\r\n", p), 403},
        {"from our own name over TLS",
         str_fmt("X-Forwarded-Proto: https\r\nOrigin: https://127.0.0.1:%d\r\n", p), 303},
    };
    for (size_t i = 0; i < COUNT(tries); i++)
        is_int(status_of(send_form("/thu-nghiem/citizen", str_z(tries[i].lines), "")), tries[i].status,
               "a form %s", tries[i].what);
    str text = ask(p, str_fmt("POST /thu-nghiem/citizen HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: "
                              "http://127.0.0.1:%d\r\nConnection: close\r\nContent-Type: "
                              "text/plain\r\nContent-Length: 3\r\n\r\na=b",
                              p, p));
    is_int(status_of(text), 415, "a form that says it is text");
    is_int(status_of(get("/dang-xuat", "")), 405, "nobody is signed out by a picture's address");
}

/* ---- guessing ---- */

static const char *from(int n) {
    return str_z(str_fmt("X-Forwarded-For: 198.51.%d.%d\r\n", n / 250, n % 250 + 1));
}

static void test_guessing(void) {
    const char *there = "X-Forwarded-For: 203.0.113.9\r\n", *right = "rung+co+doi+che";
    str own = cookie_of(sign_in(first_login, right, from(0)), "phien"), last = {0};
    post("/dang-xuat", with(own), "");
    ok(own.n && !signed_in(own), "somebody has signed in with their phone, and out");
    for (int i = 0; i < 15; i++) last = sign_in(first_login, "sai+mat+khau", there);
    ok(status_of(last) == 429 && times(last, "quá nhiều") > 0,
       "after ten wrong passwords from one place no more are tried from it");
    is_int(status_of(sign_in(first_login, right, there)), 429, "not even the right one");
    is_int(status_of(sign_in(first_login, right, from(1))), 303, "from elsewhere its owner signs in");
    for (int i = 0; i < 110; i++) last = sign_in(first_login, "sai+mat+khau", from(10 + i));
    ok(times(last, "quá nhiều") > 0, "from everywhere, a hundred an hour are tried");
    is_int(status_of(sign_in(first_login, right, from(2))), 429,
           "then a stranger's computer is not believed");
    str back = sign_in(first_login, right, str_z(str_fmt("%s%s", from(0), with(own))));
    is_int(status_of(back), 303, "and the owner's own phone still is");
    str other = sign_in("019195000000", right, str_z(str_fmt("%s%s", there, with(cookie_of(back, "phien")))));
    ok(status_of(other) == 422 && !times(other, "quá nhiều"),
       "for others' numbers that phone is a stranger's too");
}

/* One address, other numbers each time: it keeps the hashing busy, and nobody else waiting for long. */
static void test_many_numbers(void) {
    const char *there = "X-Forwarded-For: 203.0.113.77\r\n";
    str last = {0};
    for (int i = 0; i < 301; i++) last = sign_in(str_z(str_fmt("0191959%05d", i)), "sai+mat+khau", there);
    ok(times(last, "quá nhiều") > 0, "three hundred numbers tried from one address are all it may");
    ok(!times(sign_in("019195900500", "sai+mat+khau", from(3)), "quá nhiều"),
       "the address beside it still may");
}

static void test_log(void) {
    FILE *f = fopen(in_folder("out"), "r");
    static char text[1 << 20];
    size_t n = f ? fread(text, 1, sizeof text, f) : 0;
    if (f) fclose(f);
    str log = {text, n};
    ok(times(log, "event=signin person=") > 3 && times(log, "event=signin.refused person=0 why=wrong") > 3 &&
           times(log, "why=too_many") > 0,
       "sign-ins and refused ones are logged");
    ok(!times(log, first_login) && !times(log, "sai mat khau") && !times(log, "203.0.113"),
       "without number, password or address");
}

static int by_size(const void *a, const void *b) {
    return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

/* The median of 40 wrong passwords for a number that has an account, and for numbers that have none, taken in
 * turns. */
static void test_time(void) {
    enum { TRIES = 40 };
    double known[TRIES], unknown[TRIES];
    const char *login = "019195700002";
    sign_up(login, password);
    for (int i = 0; i < TRIES; i++) {
        double start = clock_seconds();
        require(status_of(sign_in(login, "sai+mat+khau", from(1000 + i))) == 422);
        double middle = clock_seconds();
        require(status_of(sign_in(str_z(str_fmt("0191958%05d", i)), "sai+mat+khau", from(1000 + i))) == 422);
        known[i] = middle - start;
        unknown[i] = clock_seconds() - middle;
    }
    qsort(known, TRIES, sizeof *known, by_size);
    qsort(unknown, TRIES, sizeof *unknown, by_size);
    double ratio = known[TRIES / 2] / unknown[TRIES / 2];
    ok(ratio > 0.8 && ratio < 1.25,
       "an unknown number takes as long as a known one: %.1f and %.1f ms, ratio %.2f",
       unknown[TRIES / 2] * 1e3, known[TRIES / 2] * 1e3, ratio);
}

int main(int argc, char **argv) {
    (void)argc;
    arena_enter(arena_new());
    server_start(argv[0], "9140");
    test_sign_up();
    test_cookie();
    test_rotation();
    test_password();
    test_age();
    test_elsewhere();
    test_guessing();
    test_time();
    test_many_numbers();
    test_log();
    ok(server_stop(), "the server lives, and ends well");
    return done();
}
