/* The verb `tinhso user`: adds officers and leaders and sets passwords. Passwords come from the terminal or
 * stdin, never from an argument, which other users of the machine could read. */
#include "base/cli.h"
#include "people.h"

#include "password.h"

#include <unistd.h>

#define FORMS                                                                                               \
    "user DATA list\n"                                                                                      \
    "       tinhso user DATA add-officer LOGIN --name NAME --agency CODE --position ROLE [--position ROLE " \
    "…]\n"                                                                                                \
    "       tinhso user DATA add-leader LOGIN --name NAME [--agency CODE]\n"                                \
    "       tinhso user DATA set-password LOGIN\n"                                                          \
    "passwords are asked for on the terminal, or read as one line from stdin"
static const char usage[] = FORMS;
const char tool_user_more[] = "       tinhso " FORMS;

enum { POSITIONS = 20 };
struct wanted {
    str login, name, agency, positions[POSITIONS];
    size_t n_positions;
};

/* ---- the password ---- */

/* Asks for a password and hashes it; empty = failed, and the fault was printed. */
static str credential_asked(str login) {
    str password = tool_secret("password");
    const char *fault = password_fault(password, login, (str){0});
    if (!fault && isatty(STDIN_FILENO) && !str_eq(password, tool_secret("the same again")))
        fault = "The two passwords are not the same.";
    if (fault) {
        tool_fail(str_c(fault));
        return (str){0};
    }
    str credential = credential_make(password);
    if (!credential.n) tool_fail(S("the password could not be hashed: not enough memory"));
    return credential;
}

/* ---- verbs ---- */

static struct reply ask(const char *data, const char *kind, json_t *fields) {
    return door_ask(str_c(data), &(struct act_ask){.kind = kind, .key = random_key(), .fields = fields});
}

static bool grant(const char *data, i64 person, const struct wanted *w, const char *role, str position) {
    json_t *f = json_object();
    json_put_int(f, "person", person);
    json_put(f, "role", str_c(role));
    if (w->agency.n) json_put(f, "agency", w->agency);
    if (position.n) json_put(f, "position", position);
    json_put_int(f, "from_day", when_day((i64)time(NULL)));
    struct reply r = ask(data, "person.grant", f);
    if (r.status == REPLY_OK) return true;
    tool_fail(str_fmt("%.*s%s%.*s", STR_ARG(r.why), position.n ? " " : "", STR_ARG(position)));
    return false;
}

static struct db *open_read(const char *data) {
    str error = {0};
    struct db *db = db_open_folder(str_c(data), DB_READ, &error);
    if (!db) tool_fail(error);
    return db;
}

/* Checks all before the first act: an account whose grant is refused would be that of a citizen. */
static bool wanted_right(const char *data, const struct wanted *w) {
    struct db *db = open_read(data);
    if (!db) return false;
    const struct province *p = province_load(db, 0);
    str why = {0};
    if (db_int(db, SQL("SELECT count(*) FROM person WHERE login = $1"), VT(w->login)))
        why = str_fmt("%.*s is taken", STR_ARG(w->login));
    else if (w->agency.n && !(p && agency_on(p, w->agency, when_day((i64)time(NULL)))))
        why = str_fmt("there is no agency %.*s today", STR_ARG(w->agency));
    for (size_t i = 0; !why.n && i < w->n_positions; i++)
        if (!role_of(p, w->positions[i]))
            why = str_fmt("there is no position %.*s", STR_ARG(w->positions[i]));
    if (db_done(db, &why)) return true;
    tool_fail(why);
    return false;
}

static int add(const char *data, const struct wanted *w, const char *role) {
    if (!wanted_right(data, w)) return 1;
    str credential = credential_asked(w->login);
    if (!credential.n) return 1;
    json_t *f = json_object();
    json_put(f, "name", w->name);
    json_put(f, "login", w->login);
    json_put(f, "credential", credential);
    struct reply r = ask(data, "person.register", f);
    if (r.status != REPLY_OK) return tool_fail(r.why);
    i64 person = json_int(r.result, "person");
    bool good = w->n_positions || grant(data, person, w, role, (str){0});
    for (size_t i = 0; good && i < w->n_positions; i++) good = grant(data, person, w, role, w->positions[i]);
    if (!good) return 1;
    printf("%.*s: person %lld, %s\n", STR_ARG(w->login), (long long)person, role);
    return 0;
}

static int set_password(const char *data, str login) {
    str why = {0};
    struct db *db = open_read(data);
    if (!db) return 1;
    i64 person = db_int(db, SQL("SELECT n FROM person WHERE login = $1"), VT(login));
    if (!db_done(db, &why)) return tool_fail(why);
    if (!person) return tool_fail(str_fmt("nobody signs in as %.*s", STR_ARG(login)));
    str credential = credential_asked(login);
    if (!credential.n) return 1;
    json_t *f = json_object();
    json_put_int(f, "person", person);
    json_put(f, "credential", credential);
    struct reply r = ask(data, "person.password", f);
    return r.status == REPLY_OK ? 0 : tool_fail(r.why);
}

/* Prints officers and leaders, one line a grant, without citizens. */
static int list(const char *data) {
    struct db *db = open_read(data);
    if (!db) return 1;
    struct rows r =
        db_ask(db, SQL("SELECT p.login, p.name, g.role, g.agency, g.position, g.from_day, g.until_day"
                       " FROM grant_ g"
                       " JOIN person p ON p.n = g.person ORDER BY g.agency, p.login, g.act"));
    while (rows_next(&r)) {
        str until = row_int(&r, 6) ? day_iso((int)row_int(&r, 6)) : S("-");
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", str_z(row_text(&r, 0)), str_z(row_text(&r, 1)),
               str_z(row_text(&r, 2)), str_z(row_text(&r, 3)), str_z(row_text(&r, 4)),
               str_z(day_iso((int)row_int(&r, 5))), str_z(until));
    }
    str why = {0};
    return db_done(db, &why) ? 0 : tool_fail(why);
}

static bool options(int argc, char **argv, struct wanted *w) {
    *w = (struct wanted){.login = str_c(argv[3])};
    for (int i = 4; i < argc; i += 2) {
        if (i + 1 >= argc) return false;
        str v = str_c(argv[i + 1]);
        if (!strcmp(argv[i], "--name")) w->name = v;
        else if (!strcmp(argv[i], "--agency")) w->agency = v;
        else if (!strcmp(argv[i], "--position") && w->n_positions < POSITIONS)
            w->positions[w->n_positions++] = v;
        else return false;
    }
    return true;
}

int tool_user(int argc, char **argv) {
    struct wanted w;
    if (argc < 3) return tool_usage(usage);
    const char *data = argv[1], *verb = argv[2];
    if (argc == 3 && !strcmp(verb, "list")) return list(data);
    if (argc < 4 || !options(argc, argv, &w)) return tool_usage(usage);
    if (!strcmp(verb, "set-password") && argc == 4) return set_password(data, w.login);
    if (!w.name.n) return tool_usage(usage);
    if (!strcmp(verb, "add-officer") && w.agency.n && w.n_positions) return add(data, &w, "officer");
    if (!strcmp(verb, "add-leader") && !w.n_positions) return add(data, &w, "leader");
    return tool_usage(usage);
}
