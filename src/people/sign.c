/* Signing up, in and out; the demonstration's three doors; the language. */
#include "credential.h"
#include "people.h"

#include "../base/text.h"
#include "../web/scratch.h"

#include <sodium.h>

enum { CITIZEN_SESSION = 30 * DAY, OFFICER_SESSION = 12 * HOUR, TRIES = 10, TRIES_WINDOW = 15 * MINUTE };

/* ---- where to, and the session ---- */

/* A path on this server, or empty: never another host, never the sign-in page again. */
static str local_path(str den) {
    if (den.n < 1 || den.n > 300 || den.p[0] != '/' || (den.n > 1 && (den.p[1] == '/' || den.p[1] == '\\'))) return (str){0};
    for (size_t i = 0; i < den.n; i++)
        if ((u8)den.p[i] <= 32 || (u8)den.p[i] >= 127 || den.p[i] == '\\') return (str){0};
    return str_starts(den, S("/dang-")) ? (str){0} : den;
}

static void go_home(struct request *r, u32 roles, str den) {
    den = local_path(den);
    if (den.n) return web_redirect(r, "%s", str_z(den));
    web_redirect(r, "%s", roles & R_OFFICER ? "/can-bo" : roles & R_LEADER ? "/ngay" : "/ho-so");
}

/* Always a new session: one planted before the sign-in is worth nothing after it. */
static void session_begin(struct request *r, i64 person, u32 roles) {
    if (r->who.session.n) scratch_session_end(r->scratch, r->who.session);
    i64 life = roles & R_CITIZEN ? CITIZEN_SESSION : OFFICER_SESSION;
    str cookie = scratch_session_new(r->scratch, person, r->now, life);
    r->cookie = str_fmt("phien=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld", STR_ARG(cookie), (long long)life);
}

static str key_new(void) {
    u8 bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    return hex(bytes, sizeof bytes);
}

/* ---- sign in ---- */

struct sign_in {
    str login, den;
    struct form_errors errors;
};
struct sign_up {
    struct field fields[3]; /* name, citizen number, phone */
    json_t *answers;
    str den, key;
    struct form_errors errors;
};

#include "people/sign.html.h"

static void page_sign_in(struct request *r) {
    struct sign_in s = {.den = local_path(req_field(r, "den"))};
    if (r->who.person) return go_home(r, r->who.roles, s.den);
    draw_sign_in(r, &s);
}

/* Counted by account, whether or not there is one; never for all together, or one stranger could shut the door for the province. The cost is
   bounded by how many passwords are checked at once. */
static bool may_try(struct request *r, str login) {
    u8 h[16];
    crypto_generichash(h, sizeof h, (const u8 *)login.p, login.n, NULL, 0);
    return scratch_allow(r->scratch, str_fmt("signin:%.*s", STR_ARG(hex(h, sizeof h))), TRIES, TRIES_WINDOW, r->now);
}

/* Whether the password is right; what is wrong stands in the errors, the same words whoever is asked for. */
static bool sign_in_checked(struct request *r, struct sign_in *s, struct person *p) {
    str password = req_field(r, "password");
    bool busy = false;
    if (!s->login.n) form_error_add(&s->errors, S("login"), str_c(say(r->lang, "Write your citizen number or user name.")));
    if (!password.n) form_error_add(&s->errors, S("password"), str_c(say(r->lang, "Write your password.")));
    if (s->errors.n) return false;
    if (!may_try(r, s->login)) {
        form_error_add(&s->errors, S("login"), str_c(say(r->lang, "Too many attempts. Wait 15 minutes, then try again.")));
        return false;
    }
    if (!person_by_login(r->db, s->login, p)) *p = (struct person){0};
    if (credential_fits(p->credential, password, &busy)) return true;
    if (busy) r->status = 503;
    const char *why =
        busy ? N_("Many people are signing in just now. Please try again in a moment.") : N_("The number or the password is not right.");
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
    session_begin(r, p.n, roles);
    go_home(r, roles, s.den);
}

static void page_sign_out(struct request *r) {
    if (r->who.session.n) scratch_session_end(r->scratch, r->who.session);
    r->cookie = S("phien=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    web_redirect(r, "/");
}

/* ---- sign up ---- */

static void sign_up_start(struct request *r, struct sign_up *s) {
    *s = (struct sign_up){.answers = json_object(), .den = local_path(req_field(r, "den")), .key = req_field(r, "key")};
    if (s->key.n < 16) s->key = key_new();
    s->fields[0] = (struct field){.id = S("name"), .type = FIELD_PERSON_NAME, .label = say_both("Full name"), .required = true, .personal = true};
    s->fields[1] = (struct field){.id = S("login"),
                                  .type = FIELD_CITIZEN_ID,
                                  .label = say_both("Citizen number"),
                                  .hint = say_both("The 12 digits on your citizen card. You sign in with it."),
                                  .required = true,
                                  .personal = true};
    s->fields[2] = (struct field){.id = S("phone"), .type = FIELD_PHONE, .label = say_both("Phone"), .required = true, .personal = true};
}

static void page_sign_up(struct request *r) {
    struct sign_up s;
    sign_up_start(r, &s);
    if (r->who.person) return go_home(r, r->who.roles, s.den);
    draw_sign_up(r, &s);
}

static void sign_up_again(struct request *r, struct sign_up *s) {
    if (!r->status) r->status = 422;
    draw_sign_up(r, s);
}

/* The form sent twice: the number has an account by now, and this is its password. The second answers as the first, under sign-in's own limit. */
static bool signed_up_before(struct request *r, const struct sign_up *s) {
    struct person p;
    str login = login_clean(json_str(s->answers, "login"));
    bool busy = false;
    if (s->errors.n || !person_by_login(r->db, login, &p) || !may_try(r, login)) return false;
    if (!credential_fits(p.credential, req_field(r, "password"), &busy)) return false;
    u32 roles = person_roles(r->db, p.n, r->now);
    session_begin(r, p.n, roles);
    go_home(r, roles, s->den);
    return true;
}

static void password_read(struct request *r, struct sign_up *s) {
    str password = req_field(r, "password");
    const char *fault = password_fault(password, json_str(s->answers, "login"), json_str(s->answers, "phone"));
    if (fault)
        form_error_add(&s->errors, S("password"), str_c(say(r->lang, fault)));
    else if (!str_eq(password, req_field(r, "again")))
        form_error_add(&s->errors, S("again"), str_c(say(r->lang, "The two passwords are not the same.")));
}

static void page_sign_up_post(struct request *r) {
    struct sign_up *s = NEW(struct sign_up);
    struct person p;
    sign_up_start(r, s);
    form_read(r, s->fields, COUNT(s->fields), s->answers, when_day(r->now), &s->errors);
    password_read(r, s);
    str login = login_clean(json_str(s->answers, "login"));
    if (signed_up_before(r, s)) return;
    if (!s->errors.n && person_by_login(r->db, login, &p))
        form_error_add(&s->errors, S("login"), str_c(say(r->lang, "There is already an account with this number. Sign in instead.")));
    str credential = s->errors.n ? (str){0} : credential_make(req_field(r, "password"));
    if (!s->errors.n && !credential.n) {
        r->status = 503;
        form_error_add(&s->errors, S("password"), str_c(say(r->lang, "Many people are signing in just now. Please try again in a moment.")));
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

static void page_signed_up(struct request *r, const struct reply *reply) {
    struct sign_up *s = r->keep;
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN) {
        session_begin(r, json_int(reply->result, "person"), R_CITIZEN);
        return go_home(r, R_CITIZEN, s->den);
    }
    if (reply->status == REPLY_REFUSED && signed_up_before(r, s)) return; /* both were on their way at once */
    str field = reply->field.n ? reply->field : S("password");
    form_error_add(&s->errors, field, str_c(say(r->lang, str_z(reply->why))));
    s->key = key_new();
    sign_up_again(r, s);
}

/* ---- the demonstration's doors ---- */

static void page_try(struct request *r) {
    struct person p;
    str who = r->part[0];
    bool known = str_is(who, "citizen") || str_is(who, "officer") || str_is(who, "leader");
    if (!r->demo || !known || !person_by_login(r->db, str_fmt("demo-%.*s", STR_ARG(who)), &p))
        return web_error(r, 404, N_("This page does not exist"), N_("The address may be old. Start from the home page."));
    u32 roles = person_roles(r->db, p.n, r->now);
    session_begin(r, p.n, roles);
    scratch_mark(r->scratch, who, r->now); /* the demonstration's checklist ticks it off */
    str den = local_path(req_field(r, "den"));
    go_home(r, roles, !den.n && str_is(who, "citizen") ? S("/") : den);
}

/* ---- language ---- */

static void page_language(struct request *r) {
    enum lang l = lang_of(r->part[0]);
    if (!str_eq(r->part[0], str_c(lang_code(l))))
        return web_error(r, 404, N_("This page does not exist"), N_("The address may be old. Start from the home page."));
    r->cookie = str_fmt("ngu=%s; Path=/; SameSite=Lax; Max-Age=31536000", lang_code(l));
    str den = local_path(req_field(r, "den"));
    web_redirect(r, "%s", den.n ? str_z(den) : "/");
}

static const struct input in_den[] = {{"den", 300}};
static const struct input in_sign_in[] = {{"login", 200}, {"password", 400}, {"den", 300}, {"key", 100}};
static const struct input in_sign_up[] = {{"answers.*", 400}, {"password", 400}, {"again", 400}, {"den", 300}, {"key", 100}};
static const struct input in_key[] = {{"key", 100}}, in_try[] = {{"key", 100}, {"den", 300}};
#define IN(a) .inputs = a, .n_inputs = COUNT(a)

const struct page people_pages[] = {
    {.method = "GET", .path = "/dang-nhap", .who = R_ANYONE, .en = N_("Sign in"), IN(in_den), .handle = page_sign_in},
    {.method = "POST", .path = "/dang-nhap", .who = R_ANYONE, .en = N_("Sign in"), IN(in_sign_in), .strict = true, .handle = page_sign_in_post},
    {.method = "GET", .path = "/dang-ky", .who = R_ANYONE, .en = N_("Open an account"), IN(in_den), .handle = page_sign_up},
    {.method = "POST",
     .path = "/dang-ky",
     .who = R_ANYONE,
     .en = N_("Open an account"),
     IN(in_sign_up),
     .strict = true,
     .handle = page_sign_up_post,
     .acted = page_signed_up},
    {.method = "POST", .path = "/dang-xuat", .who = R_ANYONE, .en = N_("Sign out"), IN(in_key), .handle = page_sign_out},
    {.method = "POST", .path = "/thu-nghiem/{}", .who = R_ANYONE, .en = N_("Try the demonstration"), IN(in_try), .handle = page_try},
    {.method = "POST", .path = "/ngon-ngu/{}", .who = R_ANYONE, .en = N_("Language"), IN(in_den), .handle = page_language},
    {0},
};
