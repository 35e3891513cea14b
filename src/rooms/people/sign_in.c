/* Pages to sign up, sign in and out, change the password, try the demonstration, and choose the language. */
#include "password.h"
#include "people.h"

#include "base/text.h"
#include "scratch/scratch.h"

#include <sodium.h>

/* Sessions (ASVS 3.3.2, level 2): an officer's ends after half an hour without a request, and after 12 hours;
 * a citizen's after 30 days, on a phone of their own. Attempts (ASVS 2.2.1): 10 in 15 minutes for a number
 * from one address, 100 an hour for a number in all, 300 in 15 minutes from one address. The last limit is
 * there because hashing is dear. */
enum { CITIZEN_SESSION = 30 * DAY, OFFICER_SESSION = 12 * HOUR, OFFICER_IDLE = 30 * MINUTE };
enum {
    TRIES = 10,
    TRIES_WINDOW = 15 * MINUTE,
    TRIES_IN_ALL = 100,
    ALL_WINDOW = HOUR,
    TRIES_FROM_ONE = 300,
    NEW_ACCOUNTS = 20
};

/* ---- the session, and where to go after sign-in ---- */

/* `den` if it is a path on this server and not a sign-in page; else empty. Prevents an open redirect. */
static str local_path(str den) {
    if (den.n < 1 || den.n > 300 || den.p[0] != '/' || (den.n > 1 && (den.p[1] == '/' || den.p[1] == '\\')))
        return (str){0};
    for (size_t i = 0; i < den.n; i++)
        if ((u8)den.p[i] <= 32 || (u8)den.p[i] >= 127 || den.p[i] == '\\') return (str){0};
    return str_starts(den, S("/dang-")) ? (str){0} : den;
}

static void go_home(struct request *r, u32 roles, str den) {
    den = local_path(den);
    if (den.n) return web_redirect(r, "%s", str_z(den));
    web_redirect(r, "%s", roles & R_OFFICER ? "/can-bo" : roles & R_LEADER ? "/ngay" : "/ho-so");
}

/* Begins a new session at each sign-in, so that a cookie planted before is worthless (session fixation). */
static void session_begin(struct request *r, const struct person *p, u32 roles) {
    bool citizen = roles & R_CITIZEN;
    i64 life = citizen ? CITIZEN_SESSION : OFFICER_SESSION;
    struct session fresh = {
        .person = p->n, .credential = p->credential_act, .idle = citizen ? 0 : OFFICER_IDLE};
    str cookie = scratch_session_new(r->scratch, &fresh, r->who.session, r->now, life);
    r->cookie = str_fmt("phien=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d", STR_ARG(cookie), 365 * DAY);
}

/* ---- sign in ---- */

struct sign_in {
    str login, den;
    bool opened; /* comes from the sign-up form */
    struct form_errors errors;
};
struct new_password {
    struct form_errors errors;
};
struct sign_up {
    struct field fields[3]; /* name, identity number, phone */
    json_t *answers;
    str den, key;
    struct form_errors errors;
};

#include "rooms/people/sign_in.html.h"

static void page_sign_in(struct request *r) {
    struct sign_in s = {.den = local_path(req_field(r, "den"))};
    if (r->who.person) return go_home(r, r->roles, s.den);
    draw_sign_in(r, &s);
}

#define TOO_MANY                                                                                        \
    N_("Too many attempts. Wait 15 minutes, or sign in on a phone or computer you have signed in with " \
       "before.")
static bool allowed(struct request *r, const char *what, str key, int limit, i64 window) {
    return scratch_allow(r->scratch, str_fmt("%s:%.*s", what, STR_ARG(key)), limit, window, r->now);
}

/* Counts attempts per login, whether or not it has an account. There is no limit for all logins together: one
 * stranger could then lock out the province. A browser that the person has signed in with before has a count
 * of its own, so that attempts from elsewhere cannot lock them out. password.c bounds the cost. */
static bool may_try(struct request *r, str login, i64 person) {
    if (person && r->who.known == person)
        return allowed(r, "signin-known", r->who.session, TRIES, TRIES_WINDOW);
    /* no proxy names the client, so all share this address: no limit per address */
    bool local = str_starts(r->address, S("127."));
    if (!local && !allowed(r, "signin-address", r->address, TRIES_FROM_ONE, TRIES_WINDOW)) return false;
    return allowed(r, "signin-from", str_fmt("%.*s %.*s", STR_ARG(r->address), STR_ARG(login)), TRIES,
                   TRIES_WINDOW) &&
           allowed(r, "signin", login, TRIES_IN_ALL, ALL_WINDOW);
}

/* Logs a refused attempt by the person's number, 0 = no account. What was typed is never logged. */
static void refused(i64 person, const char *why) {
    log_line("info", "event=signin.refused person=%lld why=%s", (long long)person, why);
}

/* Whether login and password are right; if not, adds an error whose words are the same for every login. */
static bool sign_in_checked(struct request *r, struct sign_in *s, struct person *p) {
    str password = req_field(r, "password");
    bool busy = false;
    if (!s->login.n)
        form_error_add(&s->errors, S("login"),
                       str_c(say(r->lang, "Write your citizen number or user name.")));
    if (!password.n) form_error_add(&s->errors, S("password"), str_c(say(r->lang, "Write your password.")));
    if (s->errors.n) return false;
    if (!person_by_login(r->db, s->login, p)) *p = (struct person){0};
    if (!may_try(r, s->login, p->n)) {
        refused(p->n, "too_many");
        r->status = 429;
        form_error_add(&s->errors, S("login"), str_c(say(r->lang, TOO_MANY)));
        return false;
    }
    if (credential_fits(p->credential, password, &busy)) return true;
    if (busy) r->status = 503;
    refused(p->n, busy ? "busy" : "wrong");
    const char *why = busy ? N_("Many people are signing in just now. Please try again in a moment.")
                           : N_("The number or the password is not right.");
    form_error_add(&s->errors, S("login"), str_c(say(r->lang, why)));
    return false;
}

static void page_sign_in_post(struct request *r) {
    struct sign_in s = {.login = login_clean(req_field(r, "login")), .den = local_path(req_field(r, "den"))};
    struct person p = {0};
    if (!sign_in_checked(r, &s, &p)) {
        if (!r->status) r->status = 422;
        return draw_sign_in(r, &s);
    }
    u32 roles = person_roles(r->db, p.n, r->now);
    log_line("info", "event=signin person=%lld", (long long)p.n);
    session_begin(r, &p, roles);
    go_home(r, roles, s.den);
}

static void page_sign_out(struct request *r) {
    if (r->who.session.n) scratch_session_end(r->scratch, r->who.session);
    r->cookie = S("phien=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    web_redirect(r, "/");
}

/* ---- another password ---- */

static void page_password(struct request *r) { draw_new_password(r, &(struct new_password){0}); }

static void passwords_read(struct request *r, str login, str phone, struct form_errors *e) {
    str password = req_field(r, "password");
    const char *fault = password_fault(password, login, phone);
    if (fault) form_error_add(e, S("password"), str_c(say(r->lang, fault)));
    else if (!str_eq(password, req_field(r, "again")))
        form_error_add(e, S("again"), str_c(say(r->lang, "The two passwords are not the same.")));
}

static const char *password_held(struct request *r, const struct person *p) {
    bool busy = false;
    if (!may_try(r, p->login, p->n)) {
        r->status = 429;
        return TOO_MANY;
    }
    if (credential_fits(p->credential, req_field(r, "now"), &busy)) return NULL;
    if (busy) r->status = 503;
    return busy ? N_("Many people are signing in just now. Please try again in a moment.")
                : N_("This is not your password.");
}

static void page_password_post(struct request *r) {
    struct new_password *x = NEW(struct new_password);
    struct person p = {0};
    person_by_number(r->db, r->who.person, &p);
    passwords_read(r, p.login, p.phone, &x->errors);
    const char *fault = x->errors.n ? NULL : password_held(r, &p);
    if (fault) form_error_add(&x->errors, S("now"), str_c(say(r->lang, fault)));
    str credential = x->errors.n ? (str){0} : credential_make(req_field(r, "password"));
    if (!x->errors.n && !credential.n)
        form_error_add(
            &x->errors, S("password"),
            str_c(say(r->lang, "Many people are signing in just now. Please try again in a moment.")));
    if (x->errors.n) {
        r->status = r->status ? r->status : 422;
        return draw_new_password(r, x);
    }
    json_t *fields = json_object();
    json_put_int(fields, "person", p.n);
    json_put(fields, "credential", credential);
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = "person.password", .actor = p.n, .key = key_new(), .fields = fields};
}

/* Ends all sessions of this person on all devices, and begins a new one here. */
static void page_password_chosen(struct request *r, const struct reply *reply) {
    struct person p;
    if (web_refused(r, reply, S("/mat-khau")) || !person_by_number(r->db, r->who.person, &p)) return;
    scratch_sessions_end(r->scratch, p.n);
    session_begin(r, &p, r->roles);
    go_home(r, r->roles, (str){0});
}

/* ---- sign up ---- */

static void sign_up_start(struct request *r, struct sign_up *s) {
    *s = (struct sign_up){
        .answers = json_object(), .den = local_path(req_field(r, "den")), .key = req_field(r, "key")};
    if (s->key.n < 16) s->key = key_new();
    s->fields[0] = (struct field){.id = S("name"),
                                  .type = FIELD_PERSON_NAME,
                                  .label = say_both("Full name"),
                                  .required = true,
                                  .personal = true};
    s->fields[1] =
        (struct field){.id = S("login"),
                       .type = FIELD_CITIZEN_ID,
                       .label = say_both("Citizen number"),
                       .hint = say_both("The 12 digits on your citizen card. You sign in with it."),
                       .required = true,
                       .personal = true};
    s->fields[2] = (struct field){.id = S("phone"),
                                  .type = FIELD_PHONE,
                                  .label = say_both("Phone"),
                                  .required = true,
                                  .personal = true};
}

static void page_sign_up(struct request *r) {
    struct sign_up s;
    sign_up_start(r, &s);
    if (r->who.person) return go_home(r, r->roles, s.den);
    draw_sign_up(r, &s);
}

static void sign_up_again(struct request *r, struct sign_up *s) {
    if (!r->status) r->status = 422;
    draw_sign_up(r, s);
}

static void page_sign_up_post(struct request *r) {
    struct sign_up *s = NEW(struct sign_up);
    sign_up_start(r, s);
    form_read(r, s->fields, COUNT(s->fields), s->answers, when_day(r->now), &s->errors);
    str login = login_clean(json_str(s->answers, "login"));
    passwords_read(r, login, json_str(s->answers, "phone"), &s->errors);
    if (!s->errors.n && !str_starts(r->address, S("127.")) &&
        !allowed(r, "signup", r->address, NEW_ACCOUNTS, HOUR)) {
        r->status = 429;
        form_error_add(&s->errors, S("login"),
                       str_c(say(r->lang, "Many accounts have been opened from where you are. Try again in "
                                          "an hour, or at any one-stop desk.")));
    }
    str credential = s->errors.n ? (str){0} : credential_make(req_field(r, "password"));
    if (!s->errors.n && !credential.n) {
        r->status = 503;
        form_error_add(
            &s->errors, S("password"),
            str_c(say(r->lang, "Many people are signing in just now. Please try again in a moment.")));
    }
    if (s->errors.n) return sign_up_again(r, s);
    json_t *fields = json_object();
    json_put(fields, "name", json_str(s->answers, "name"));
    json_put(fields, "login", login);
    json_put(fields, "phone", json_str(s->answers, "phone"));
    json_put(fields, "credential", credential);
    r->keep = s;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){.kind = "person.register", .key = s->key, .fields = fields};
}

/* Answers in the same way whether the number had an account before or has one only now, so that nobody learns
 * who has an account. Both are told to sign in. A form sent twice gets the same answer. */
static void page_signed_up(struct request *r, const struct reply *reply) {
    struct sign_up *s = r->keep;
    bool there_before = reply->status == REPLY_REFUSED && str_is(reply->field, "login");
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN || there_before) {
        struct sign_in in = {
            .login = login_clean(json_str(s->answers, "login")), .den = s->den, .opened = true};
        r->focus = S("password");
        return draw_sign_in(r, &in);
    }
    str field = reply->field.n ? reply->field : S("password");
    form_error_add(&s->errors, field, str_c(say(r->lang, str_z(reply->why))));
    s->key = key_new();
    sign_up_again(r, s);
}

/* ---- the demonstration ---- */

static void page_try(struct request *r) {
    struct person p;
    str who = r->part[0];
    bool known = str_is(who, "citizen") || str_is(who, "officer") || str_is(who, "leader");
    if (!r->demo || !known || !person_by_login(r->db, str_fmt("demo-%.*s", STR_ARG(who)), &p))
        return web_error(r, 404, N_("This page does not exist"),
                         N_("The address may be old. Start from the home page."));
    u32 roles = person_roles(r->db, p.n, r->now);
    session_begin(r, &p, roles);
    scratch_mark(r->scratch, who, r->now); /* for the demonstration's checklist */
    str den = local_path(req_field(r, "den"));
    go_home(r, roles, !den.n && str_is(who, "citizen") ? S("/") : den);
}

/* ---- language ---- */

static void page_language(struct request *r) {
    enum lang l = lang_of(r->part[0]);
    if (!str_eq(r->part[0], str_c(lang_code(l))))
        return web_error(r, 404, N_("This page does not exist"),
                         N_("The address may be old. Start from the home page."));
    r->cookie = str_fmt("ngu=%s; Path=/; SameSite=Lax; Max-Age=31536000", lang_code(l));
    str den = local_path(req_field(r, "den"));
    web_redirect(r, "%s", den.n ? str_z(den) : "/");
}

static const struct input in_den[] = {{"den", 300}};
static const struct input in_sign_in[] = {{"login", 200}, {"password", 400}, {"den", 300}};
static const struct input in_sign_up[] = {
    {"answers.*", 400}, {"password", 400}, {"again", 400}, {"den", 300}, {"key", 100}};
static const struct input in_password[] = {{"now", 400}, {"password", 400}, {"again", 400}};

const struct page sign_in_pages[] = {
    {.method = "GET",
     .path = "/dang-nhap",
     .who = R_ANYONE,
     .en = N_("Sign in"),
     INPUTS(in_den),
     .handle = page_sign_in},
    {.method = "POST",
     .path = "/dang-nhap",
     .who = R_ANYONE,
     .en = N_("Sign in"),
     INPUTS(in_sign_in),
     .may_429 = true,
     .handle = page_sign_in_post},
    {.method = "GET",
     .path = "/dang-ky",
     .who = R_ANYONE,
     .en = N_("Open an account"),
     INPUTS(in_den),
     .handle = page_sign_up},
    {.method = "POST",
     .path = "/dang-ky",
     .who = R_ANYONE,
     .en = N_("Open an account"),
     INPUTS(in_sign_up),
     .may_429 = true,
     .handle = page_sign_up_post,
     .acted = page_signed_up},
    {.method = "GET",
     .path = "/mat-khau",
     .who = R_SIGNED_IN,
     .en = N_("Choose another password"),
     .handle = page_password},
    {.method = "POST",
     .path = "/mat-khau",
     .who = R_SIGNED_IN,
     .en = N_("Choose another password"),
     INPUTS(in_password),
     .may_429 = true,
     .handle = page_password_post,
     .acted = page_password_chosen},
    {.method = "POST", .path = "/dang-xuat", .who = R_ANYONE, .en = N_("Sign out"), .handle = page_sign_out},
    {.method = "POST",
     .path = "/thu-nghiem/{}",
     .who = R_ANYONE,
     .en = N_("Try the demonstration"),
     INPUTS(in_den),
     .handle = page_try},
    {.method = "POST",
     .path = "/ngon-ngu/{}",
     .who = R_ANYONE,
     .en = N_("Language"),
     INPUTS(in_den),
     .handle = page_language},
    {0},
};
