/* The access matrix: every page and every act of every room as every role, about one's own dossier,
 * another's, one of another desk, and none. What is expected comes from the tables the code runs on and from
 * `sights` and `ceilings` below; a page or an act added later is covered as it stands.
 * `--print` writes the matrix, which is doc/access.md. */
#include "access_world.h"
#include "tap.h"

#include <stdio.h>

/* ---- the explicit part: who may see whose dossier, and what an address may open to at most ---- */

enum sight { NONE, STATE, WHOLE }; /* STATE: state, dates and the clock, nobody's name */
static const enum sight sights[N_ROLES][DOSSIERS] = {
    [NOBODY] = {NONE, NONE, NONE},    [OWNER] = {WHOLE, NONE, NONE},      [OTHER] = {NONE, WHOLE, NONE},
    [OFFICER] = {WHOLE, WHOLE, NONE}, [COLLEAGUE] = {WHOLE, WHOLE, NONE}, [ELSEWHERE] = {NONE, NONE, WHOLE},
    [LEADER] = {STATE, STATE, STATE}, [ADMIN] = {NONE, NONE, NONE},
};
static const struct {
    const char *prefix;
    u32 who;
} ceilings[] = {{"/can-bo", R_OFFICER | R_LEADER | R_ADMIN}, {"/ho-so/{}/", R_SIGNED_IN}};
/* anyone with a code sees state and dates, nothing else */
static const char public_state[] = "/ho-so/{}";

/* What stands in a hole of a pattern, by what comes before it; a hole that is not named gets the dossier's
 * code. */
static const struct {
    const char *before, *value;
} holes[] = {
    {"/thu-tuc/", "1.001193"},    {"/chi-so/", "level4-whole"}, {"/ngay/", "2026"},
    {"/ngon-ngu/", "en"},         {"/thu-nghiem/", "citizen"},  {"/log/tile/", "0"},
    {"/log/tile/{}/", "000"},     {"/nhap/{}/", "1"},           {"/ho-so/{}/phieu/", "02"},
    {"/can-bo/{}/phieu/", "02"},  {"/can-bo/{}/giay/", "1"},    {"/can-bo/{}/viec/", "chuyen"},
    {"/ban-do/", "level4-whole"}, {"/ban-do/{}/", "2026"},      {"/xa/", "05443"},
    {"/do-thi/", "thai-nguyen"},  {"/so-dang-ky/", "births"},   {"/so-dang-ky/{}/", "1"},
    {"/can-bo/quay/{}/", "1"},
};

static bool printing;
static struct out doc;

/* ---- asking for a page ---- */

struct seen {
    int status;
    str body, location, file;
    const char *act; /* the act it asks for; NULL none */
    str subject;     /* the code or the draft it was about */
    i64 owner;       /* of that draft */
    bool wiped;      /* the draft was gone afterwards */
};
enum about { ABOUT_NOTHING, ABOUT_DOSSIER, ABOUT_DRAFT, ABOUT_UNKNOWN };

static const char *hole_value(const char *pattern, const char *hole) {
    for (size_t i = 0; i < COUNT(holes); i++)
        if (strlen(holes[i].before) == (size_t)(hole - pattern) &&
            !strncmp(holes[i].before, pattern, strlen(holes[i].before)))
            return holes[i].value;
    return NULL;
}

/* Whose draft a page goes on with: the citizen's, at the counter the officer's. */
static i64 draft_owner(const char *pattern, int k) {
    return strncmp(pattern, "/can-bo/", 8) ? citizen_of[k] : officer_of(k);
}

static enum about about_of(const char *pattern) {
    if (!strncmp(pattern, "/can-bo/quay/{}", 15)) return ABOUT_DRAFT;
    if (!strncmp(pattern, "/can-bo/{}", 10) || !strncmp(pattern, "/ho-so/{}", 9)) return ABOUT_DOSSIER;
    if (!strncmp(pattern, "/nhap/{}", 8)) return ABOUT_DRAFT;
    for (const char *c = pattern; (c = strchr(c, '{')); c++)
        if (!hole_value(pattern, c)) return ABOUT_UNKNOWN;
    return ABOUT_NOTHING;
}

static str path_of(const char *pattern, str subject) {
    struct out o = {0};
    for (const char *c = pattern; *c; c++) {
        if (*c != '{') {
            out_char(&o, *c);
            continue;
        }
        const char *value = hole_value(pattern, c);
        if (value) out_z(&o, value);
        else out_str(&o, subject);
        c = strchr(c, '}');
    }
    return out_all(&o);
}

static struct seen see(const struct page *p, enum seat role, str path, const struct pair *query,
                       size_t n_query) {
    struct request *r = NEW(struct request);
    *r = (struct request){.method = str_c(p->method),
                          .path = path,
                          .now = world_clock(),
                          .db = reader,
                          .scratch = scratch,
                          .data = str_c(folder),
                          .province = folder_province(house),
                          .host = S("localhost"),
                          .roles = R_ANYONE};
    db_begin(reader);
    if (people_of[role]) the_people()->visitor(r, people_of[role]);
    web_handle(r, query, n_query, NULL, 0);
    db_rollback(reader);
    return (struct seen){.status = r->status       ? r->status
                                   : r->location.n ? 303
                                                   : 200,
                         .body = out_all(&r->out),
                         .location = r->location,
                         .file = r->file,
                         .act = r->ask ? r->ask->kind : NULL};
}

/* About nothing there is one question; else four. Drafts live for one question. */
static struct seen see_about(const struct page *p, enum seat role, enum subject t) {
    enum about about = about_of(p->path);
    bool draft = about == ABOUT_DRAFT && t != NO_DOSSIER;
    i64 owner = draft ? draft_owner(p->path, (int)t) : 0;
    str subject = draft                  ? draft_new((int)t, owner)
                  : about == ABOUT_DRAFT ? S("0123456789abcdef0123456789abcdef")
                                         : codes[t];
    struct seen s = see(p, role, path_of(p->path, subject), NULL, 0);
    s.subject = subject;
    s.owner = owner;
    if (!draft) return s;
    struct draft d;
    s.wiped = !scratch_draft_load(scratch, subject, owner, &d);
    scratch_draft_wipe(scratch, subject, owner);
    return s;
}

/* ---- what is expected of it ---- */

static u32 roles_of(enum seat role) {
    static const u32 bits[] = {R_ANYONE,  R_CITIZEN, R_CITIZEN, R_OFFICER, R_OFFICER,
                               R_OFFICER, R_LEADER,  R_ADMIN,   R_SYSTEM};
    return bits[role] | R_ANYONE;
}

static bool holds(str body, const char *words) {
    return body.n && memmem(body.p, body.n, words, strlen(words));
}

/* Somebody's words on the page of who may not read them; NULL = none. */
static const char *leak(const struct seen *s, enum seat role) {
    for (int k = 0; k < DOSSIERS; k++)
        for (int w = 0; w < WORDS; w++) {
            bool draft = w >= WORDS_OF_DOSSIER, own = s->owner && s->owner == people_of[role];
            if (draft ? own : sights[role][k] == WHOLE) continue;
            if (holds(s->body, planted[k][w])) return planted[k][w];
        }
    return NULL;
}

/* What was answered, without the code or the draft it was about: what is left must not tell one from none. */
static str without_subject(const struct seen *s) {
    struct out o = {0};
    str all = str_fmt("%d %.*s\n%.*s", s->status, STR_ARG(s->location), STR_ARG(s->body));
    for (size_t i = 0; i < all.n;) {
        bool here = s->subject.n && str_starts((str){all.p + i, all.n - i}, s->subject);
        if (!here) out_char(&o, all.p[i]);
        i += here ? s->subject.n : 1;
    }
    return out_all(&o);
}

/* What is wrong with an answer; NULL = as promised. */
static const char *fault(const struct page *p, enum seat role, enum subject t, const struct seen *s,
                         const struct seen *none) {
    enum about about = about_of(p->path);
    bool get = !strcmp(p->method, "GET"), outside = !(p->who & roles_of(role));
    if (s->status >= 500) return "broken";
    if (leak(s, role)) return leak(s, role);
    if (outside && role == NOBODY)
        return s->status == 303 && str_starts(s->location, S("/dang-nhap")) && !s->act
                   ? NULL
                   : "not sent to sign in";
    if (outside) return s->status == 404 && !s->act && !s->file.n ? NULL : "not shut";
    if (about == ABOUT_NOTHING || about == ABOUT_UNKNOWN) return NULL;
    bool stranger =
        t == NO_DOSSIER || (about == ABOUT_DRAFT ? s->owner != people_of[role] : sights[role][t] == NONE);
    if (s->file.n && (stranger || (about == ABOUT_DOSSIER && sights[role][t] != WHOLE))) return "a file";
    if (!stranger) return s->act && about == ABOUT_DOSSIER && sights[role][t] != WHOLE ? "an act" : NULL;
    if (get && !strcmp(p->path, public_state))
        return s->status == (t == NO_DOSSIER ? 404 : 200) ? NULL : "state and dates";
    if (s->act || s->wiped) return s->act ? "an act" : "wiped";
    if (s->status != 404 && !(about == ABOUT_DRAFT && s->status == 303)) return "there";
    bool secret = strncmp(p->path, "/ho-so/", 7) != 0;
    return secret && !str_eq(without_subject(s), without_subject(none)) ? "unlike none" : NULL;
}

static bool under_ceiling(const struct page *p) {
    for (size_t i = 0; i < COUNT(ceilings); i++)
        if (!strncmp(p->path, ceilings[i].prefix, strlen(ceilings[i].prefix)) && p->who & ~ceilings[i].who)
            return false;
    return true;
}

/* ---- every page ---- */

static str status_text(const struct seen *s) {
    if (s->status == 303 && str_starts(s->location, S("/dang-nhap"))) return S("in");
    return s->act ? S("act") : str_fmt("%d", s->status);
}

/* One role's cell: four answers, or one when they are all the same. */
static int page_cell(const struct page *p, enum seat role, str *out_cell) {
    enum about about = about_of(p->path);
    struct seen none = see_about(p, role, NO_DOSSIER);
    struct out o = {0};
    str first = {0};
    bool same = true;
    int bad = 0;
    for (int t = about == ABOUT_NOTHING ? NO_DOSSIER : OWN; t < N_TARGETS; t++) {
        struct seen s = t == NO_DOSSIER ? none : see_about(p, role, (enum subject)t);
        const char *why = fault(p, role, (enum subject)t, &s, &none);
        if (why && !printing)
            diag("%s %s as %s, target %d: %d, %s", p->method, p->path, role_names[role], t, s.status, why);
        bad += why != NULL;
        str text = status_text(&s);
        if (!first.n) first = text;
        same = same && str_eq(text, first);
        out_fmt(&o, "%s%.*s", o.n ? " " : "", STR_ARG(text));
    }
    *out_cell = same ? first : out_all(&o);
    return bad;
}

static bool holds_only(str line, const char *cell) {
    size_t n = strlen(cell);
    while (line.n >= n && !memcmp(line.p, cell, n)) line = (str){line.p + n, line.n - n};
    return !line.n;
}

static void every_page(bool show) {
    struct arena *home = arena_new();
    for (size_t i = 0; rooms[i]; i++)
        EACH (page, p, rooms[i]->pages, method) {
            struct arena *before = arena_enter(home);
            struct out line = {0};
            int bad = 0;
            for (int role = 0; role < N_ROLES; role++) {
                str cell;
                bad += page_cell(p, (enum seat)role, &cell);
                out_fmt(&line, " %.*s |", STR_ARG(cell));
            }
            str text = out_all(&line);
            bool opened = !holds_only(text, " 404 |") || about_of(p->path) != ABOUT_UNKNOWN;
            if (!opened && !printing)
                diag("%s %s was opened by nobody: `holes` needs a value for it", p->method, p->path);
            arena_enter(before);
            if (show) out_fmt(&doc, "| `%s %s` |%.*s\n", p->method, p->path, STR_ARG(text));
            if (!printing && !under_ceiling(p))
                diag("%s %s is open to more than its address may be", p->method, p->path);
            if (!printing) ok(!bad && under_ceiling(p), "%s %s, as every role", p->method, p->path);
            arena_reset(home);
        }
    arena_free(home);
}

/* Lists show somebody only when they are asked for the right pile: the same words must not leak there. */
static void lists(void) {
    static const struct {
        const char *path;
        struct pair query[2];
        const char *shows; /* to the officer: else the question is idle */
    } asked[] = {
        {"/can-bo", {{S("viec"), S("cho-bo-sung")}, {S("agency"), S("H55.05443")}}, "Đèo Văn Sâm"},
        {"/can-bo", {{S("viec"), S("da-xong")}, {S("agency"), S("H55.05443")}}, "Đèo Văn Sâm"},
        {"/can-bo", {{S("q"), S("deo")}, {S("agency"), S("H55.05443")}}, "Đèo Văn Sâm"},
        {"/can-bo/so-theo-doi", {{S("tu"), S("2026-03-01")}, {S("den"), S("2026-03-31")}}, "Giàng A Páo"},
        {"/chi-so/level4-whole/ho-so", {{S("ky"), S("2026")}, {S("agency"), S("H55.05443")}}, NULL},
        {"/tra-cuu", {{S("ma"), S("H55.05443-260302-0001")}, {S("x"), S("")}}, NULL},
    };
    for (size_t i = 0; i < COUNT(asked); i++) {
        str part[4], path = str_c(asked[i].path);
        const struct page *p = web_find(S("GET"), path, part, NULL);
        int bad = !p;
        for (int role = 0; p && role < N_ROLES; role++) {
            struct seen s = see(p, (enum seat)role, path, asked[i].query, 2);
            const char *words = leak(&s, (enum seat)role);
            if (words) diag("%s as %s shows %s", asked[i].path, role_names[role], words);
            bad += words != NULL || s.status >= 500;
            if (role == OFFICER && asked[i].shows) bad += !holds(s.body, asked[i].shows);
        }
        ok(!bad, "%s?%.*s, as every role", asked[i].path, STR_ARG(asked[i].query[0].name));
    }
}

/* What the three decisions entered in the register of births, which only the registering agency reads whole.
 */
static void entries(void) {
    int bad = 0, whole = 0;
    for (int n = 1; n <= DOSSIERS; n++) {
        str part[4], path = str_fmt("/so-dang-ky/births/%d", n);
        const struct page *p = web_find(S("GET"), path, part, NULL);
        for (int role = 0; p && role < N_ROLES; role++) {
            struct seen s = see(p, (enum seat)role, path, NULL, 0);
            const char *words = leak(&s, (enum seat)role);
            if (words) diag("%.*s as %s shows %s", STR_ARG(path), role_names[role], words);
            bad += words != NULL || s.status >= 500;
            whole += holds(s.body, planted[n - 1][0]);
        }
    }
    ok(!bad && whole, "the register's entries, as every role (%d whole)", whole);
}

/* ---- every act ---- */

enum { STATES = 7 };
/* dossiers of the owner and of another citizen at one desk, one in each state an act may want */
static i64 stock[2][STATES];

static void stock_fill(int k) {
    static const char *const then[STATES][2] = {{NULL, NULL},
                                                {NULL, NULL},
                                                {"dossier.ask_supplement", "\"reason\":\"x\""},
                                                {"dossier.ask_payment", "\"amount\":1000,\"reason\":\"x\""},
                                                {"dossier.suspend", "\"reason\":\"x\""},
                                                {"dossier.ask_withdrawal", "\"reason\":\"x\""},
                                                {"dossier.step", NULL}};
    for (int i = 0; i < STATES; i++) {
        str fields = str_fmt(
            "{\"procedure\":\"1.001612\",\"procedure_act\":%lld,\"channel\":\"online\",\"submitter_name\":"
            "\"A\",\"answers\":{\"business_name\":"
            "\"Cơm\",\"place\":\"05443\",\"trade\":\"ăn "
            "uống\",\"capital\":\"50000000\",\"workers\":\"2\"},\"answers_personal\":{\"owner_name\":"
            "\"%s\",\"owner_birth\":\"1995-01-01\",\"owner_id\":\"%s\",\"owner_phone\":\"%s\",\"address\":\"%"
            "s\"},\"files\":[],\"file_names\":[]}",
            (long long)version_of("1.001612"), planted[k][0], planted[k][5], planted[k][4], planted[k][3]);
        long long n = stock[k][i] = must("dossier.file", citizen_of[k], fields).n;
        if (i) must("dossier.receive", people_of[OFFICER], str_fmt("{\"dossier\":%lld}", n));
        i64 by = i == 5 ? citizen_of[k] : people_of[OFFICER];
        if (then[i][1]) must(then[i][0], by, str_fmt("{\"dossier\":%lld,%s}", n, then[i][1]));
        if (i != STATES - 1) continue;
        must("dossier.step", by,
             str_fmt("{\"dossier\":%lld,\"step\":\"examine\",\"answers\":{},\"answers_personal\":{}}", n));
        must("dossier.step", by,
             str_fmt("{\"dossier\":%lld,\"step\":\"sign\",\"answers\":{\"certificate_number\":\"17A8\"},"
                     "\"answers_personal\":{}}",
                     n));
    }
}

/* Something of the right type for each declared field. */
static json_t *fields_for(const struct act_kind *kind, i64 dossier) {
    static const char *const texts[][2] = {{"step", "examine"},
                                           {"how", "counter"},
                                           {"agency", "H55.05482"},
                                           {"role", "officer"},
                                           {"position", "reception"}};
    json_t *f = json_object();
    for (size_t i = 0; i < kind->n_fields; i++) {
        const struct act_field *x = &kind->fields[i];
        const char *text = "x";
        for (size_t k = 0; k < COUNT(texts); k++)
            if (!strcmp(texts[k][0], x->name)) text = texts[k][1];
        if (!(x->flags & NEEDED)) continue;
        if (x->type == ACT_TEXT) json_put(f, x->name, str_c(text));
        if (x->type == ACT_OBJECT) json_object_set_new(f, x->name, json_object());
        if (x->type == ACT_ARRAY) json_object_set_new(f, x->name, json_array());
        if (x->type == ACT_INT)
            json_put_int(f, x->name,
                         !strcmp(x->name, "dossier")  ? dossier
                         : !strcmp(x->name, "person") ? citizen_of[2]
                                                      : 1);
    }
    return f;
}

static bool has_field(const struct act_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->n_fields; i++)
        if (!strcmp(kind->fields[i].name, name) && (kind->fields[i].flags & NEEDED)) return true;
    return false;
}

static bool for_want_of_right(const struct reply *r) {
    static const char *const msgids[] = {"You may not do this.", "This is done by another officer.",
                                         "There is no such dossier.", "Nobody is known under this name."};
    for (size_t i = 0; i < COUNT(msgids); i++)
        if (str_eq(r->why, str_c(msgids[i]))) return true;
    return false;
}

static i64 actor_of_role(enum seat role) {
    return role == SYSTEM ? 0 : role == NOBODY ? ACTOR_NOBODY : people_of[role];
}

/* "no": shut to the role; "own": open to it, but not about another's dossier, desk or account; "state":
 * refused, though for another reason. */
static const char *act_cell(const struct act_kind *kind, enum seat role, int *out_bad) {
    bool shut = !(kind->by & roles_of(role)), dossier = has_field(kind, "dossier"),
         whom = has_field(kind, "person");
    bool trusted = role == SYSTEM || role == ADMIN;
    if (!shut && (trusted || (role == OFFICER && dossier) || (!dossier && !whom))) return "may";
    bool right = false;
    const i64 *about = stock[role == OWNER];
    for (int i = 0; i < (dossier ? STATES : 1); i++) {
        struct reply r = ask(kind->name, actor_of_role(role), fields_for(kind, about[i]));
        bool refused = r.status == REPLY_REFUSED && (!shut || for_want_of_right(&r));
        if (!refused && !printing)
            diag("%s as %s was not refused: %.*s", kind->name, role_names[role], STR_ARG(r.why));
        *out_bad += !refused;
        right |= for_want_of_right(&r);
    }
    return shut ? "no" : right ? "own" : "state";
}

static void every_act(void) {
    const struct act_kind *kind;
    stock_fill(0);
    stock_fill(1);
    i64 before = db_int(reader, SQL("SELECT MAX(n) FROM journal"));
    for (size_t i = 0; (kind = act_kind_each(i)); i++) {
        int bad = 0;
        out_fmt(&doc, "| `%s` |", kind->name);
        for (int role = 0; role <= SYSTEM; role++)
            out_fmt(&doc, " %s |", act_cell(kind, (enum seat)role, &bad));
        out_z(&doc, "\n");
        if (!printing)
            ok(!bad, "%s is refused to whom it is not open, and about what is not theirs", kind->name);
    }
    if (!printing)
        is_int(db_int(reader, SQL("SELECT MAX(n) FROM journal")), before, "none of it is in the journal");
}

/* ---- the paper ---- */

static void table_head(const char *what, int n) {
    out_fmt(&doc, "\n| %s |", what);
    for (int i = 0; i < n; i++) out_fmt(&doc, " %s |", role_names[i]);
    out_z(&doc, "\n|---|");
    for (int i = 0; i < n; i++) out_z(&doc, "---|");
    out_z(&doc, "\n");
}

static void doc_start(void) {
    static const char *const words[] = {"nothing", "state and dates", "all"};
    out_z(&doc, "# Who may see and do what\n\nMade by `build/test/access_test --print >doc/access.md`; the "
                "test is red when this page is not what the code does.\n"
                "Owner: who filed dossier 1. Another citizen: who filed dossier 2. Officer: every position "
                "at the desk of dossiers 1 and 2; colleague: at that\n"
                "agency in no position its dossiers need; officer elsewhere: every position at the desk of "
                "dossier 3.\n\n## Whose dossier\n");
    table_head("dossier", N_ROLES);
    for (int k = 0; k < DOSSIERS; k++) {
        out_fmt(&doc, "| %d |", k + 1);
        for (int role = 0; role < N_ROLES; role++) out_fmt(&doc, " %s |", words[sights[role][k]]);
        out_z(&doc, "\n");
    }
    out_z(&doc, "\nWith its code anybody sees a dossier's state and dates at `/ho-so/{}`.\n\n## "
                "Pages\n\nAnswers about dossiers (or drafts) 1, 2, 3 and one that"
                " does not exist; one answer where all are the same. `in`: sent to sign in; `act`: asks "
                "for\nthe act. Forms are sent empty. The dossiers wait"
                " for a supplement, after an apology.\n");
}

static bool same_as_file(str text) {
    char buf[256 * 1024];
    FILE *in = fopen("doc/access.md", "r");
    size_t n = in ? fread(buf, 1, sizeof buf, in) : 0;
    if (in) fclose(in);
    return str_eq(text, (str){buf, n});
}

int main(int argc, char **argv) {
    printing = argc > 1 && !strcmp(argv[1], "--print");
    arena_enter(arena_new());
    rooms_start();
    world_start();
    for (int k = 0; k < DOSSIERS; k++) world_waiting(k);
    doc_start();
    table_head("page", N_ROLES);
    every_page(true);
    out_z(&doc, "\n## Acts\n\n`no`: not open to the role; `own`: open to it, and refused about another's "
                "dossier, desk or account; `may`: open to it (the dossier's state,\n"
                "desk and position still decide).\n");
    table_head("act", SYSTEM + 1);
    every_act();
    for (int k = 0; k < DOSSIERS; k++) world_returned(k);
    if (!printing) every_page(false);
    if (!printing) lists(), entries();
    str text = out_all(&doc);
    if (printing) printf("%.*s", STR_ARG(text));
    else
        ok(same_as_file(text),
           "doc/access.md is what the code does (build/test/access_test --print >doc/access.md)");
    world_end();
    return printing ? 0 : done();
}
