/* Accounts of people: their tables and acts, their passwords, and the roles and positions granted to them. */
#include "people.h"

#include "base/text.h"
#include "password.h"

static const struct table tables[] = {
    {.name = "person",
     .ddl = "CREATE TABLE person (n BIGINT PRIMARY KEY, act BIGINT NOT NULL, name TEXT,"
            " login TEXT UNIQUE, phone TEXT);"
            " CREATE INDEX person_phone ON person (phone)",
     .key = "n",
     .personal = "name,login,phone"},
    /* One row a chosen password; the latest counts. So the erasure of an act's body removes exactly the hash
       that the act brought. */
    {.name = "credential",
     .ddl = "CREATE TABLE credential (act BIGINT PRIMARY KEY, person BIGINT NOT NULL,"
            " secret TEXT);"
            "CREATE INDEX credential_person ON credential (person, act)",
     .key = "act",
     .personal = "secret"},
    {.name = "grant_",
     .ddl = "CREATE TABLE grant_ (act BIGINT PRIMARY KEY, person BIGINT NOT NULL,"
            " agency TEXT NOT NULL, role TEXT NOT NULL, position TEXT NOT NULL,"
            " from_day BIGINT NOT NULL, until_day BIGINT NOT NULL);"
            "CREATE INDEX grant_person ON grant_ (person, act);"
            "CREATE INDEX grant_agency ON grant_ (agency, role)",
     .key = "act"},
    {0},
};

/* ---- person.register ---- */

static bool name_fits(str name) { return name.n && text_valid(name) && text_length(name) <= 100; }

static void register_apply(struct act *a) {
    str login = act_text(a, "login"), name = act_text(a, "name"), phone = act_text(a, "phone");
    if (!act_erased(a)) {
        if (!name_fits(name)) return act_refuse(a, N_("Write the full name."), "name");
        if (login.n < 3 || !str_eq(login, login_clean(login)))
            return act_refuse(a, N_("This sign-in name cannot be used."), "login");
        if (db_int(a->db, SQL("SELECT count(*) FROM person WHERE login = $1"), VT(login)))
            return act_refuse(a, N_("There is already an account with this number. Sign in instead."),
                              "login");
    }
    i64 n = act_decide_int(a, "person", a->n);
    db_run(a->db,
           SQL("INSERT INTO person (n, act, name, login, phone)"
               " VALUES ($1, $2, $3, $4, $5)"),
           VN(n), VN(a->n), val_text_or_null(name), val_text_or_null(login), val_text_or_null(phone));
    db_run(a->db, SQL("INSERT INTO credential (act, person, secret) VALUES ($1, $2, $3)"), VN(a->n), VN(n),
           val_text_or_null(act_text(a, "credential")));
}
static const struct act_field register_fields[] = {
    TEXT("name", 400, NEEDED | PERSONAL),
    TEXT("login", 60, NEEDED | PERSONAL),
    TEXT("phone", 20, PERSONAL),
    TEXT("credential", 128, PERSONAL),
};

/* ---- person.password ---- */

static bool registered(struct act *a, i64 person) {
    if (db_int(a->db, SQL("SELECT count(*) FROM person WHERE n = $1"), VN(person))) return true;
    act_refuse(a, N_("Nobody is known under this name."), "person");
    return false;
}

static void password_apply(struct act *a) {
    i64 person = act_int(a, "person");
    if (!registered(a, person)) return;
    if (a->actor.person != person && !(a->actor.roles & (R_ADMIN | R_SYSTEM)))
        return act_refuse(a, N_("You may not do this."), "person");
    db_run(a->db, SQL("INSERT INTO credential (act, person, secret) VALUES ($1, $2, $3)"), VN(a->n),
           VN(person), val_text_or_null(act_text(a, "credential")));
}
static const struct act_field password_fields[] = {INT("person", NEEDED),
                                                   TEXT("credential", 128, NEEDED | PERSONAL)};

/* ---- person.grant ---- */

static u32 role_bit(str role) {
    return str_is(role, "officer")  ? R_OFFICER
           : str_is(role, "leader") ? R_LEADER
           : str_is(role, "admin")  ? R_ADMIN
                                    : 0;
}

static void grant_apply(struct act *a) {
    i64 person = act_int(a, "person"), from = act_int(a, "from_day"), until = act_int(a, "until_day");
    str agency = act_text(a, "agency"), role = act_text(a, "role"), position = act_text(a, "position");
    if (!registered(a, person)) return;
    if (!role_bit(role)) return act_refuse(a, N_("A role is officer, leader or admin."), "role");
    bool officer = str_is(role, "officer");
    if ((officer || agency.n) && !(a->province && agency_on(a->province, agency, (int)from)))
        return act_refuse(a, N_("There is no such agency on that day."), "agency");
    if (officer && !role_of(a->province, position))
        return act_refuse(a, N_("There is no such position."), "position");
    if (from < day_of(1990, 1, 1) || from > day_of(2200, 1, 1) || (until && until <= from))
        return act_refuse(a, N_("The days are not right."), "until_day");
    act_decide_int(a, "grant", a->n);
    db_run(a->db,
           SQL("INSERT INTO grant_ (act, person, agency, role, position, from_day, until_day)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VN(a->n), VN(person), VT(agency), VT(role), VT(position), VN(from), VN(until));
}
static const struct act_field grant_fields[] = {
    INT("person", NEEDED),   TEXT("agency", 40, 0),   TEXT("role", 20, NEEDED),
    TEXT("position", 40, 0), INT("from_day", NEEDED), INT("until_day", 0),
};

static const struct act_kind acts[] = {
    {"person.register", N_("Account opened"), R_ANYONE, register_fields, COUNT(register_fields),
     register_apply},
    {"person.password", N_("Password chosen"), R_SIGNED_IN | R_SYSTEM, password_fields,
     COUNT(password_fields), password_apply},
    {"person.grant", N_("Right granted"), R_ADMIN | R_SYSTEM, grant_fields, COUNT(grant_fields), grant_apply},
    {0},
};

/* ---- roles and positions ---- */

/* What a person was granted and holds on a day. The latest grant names the agency; grants at other agencies
 * do not count. */
struct granted {
    bool known; /* there is such a person */
    u32 roles;
    str agency;
    str *positions;
    size_t n, cap;
};
static struct granted granted_on(struct db *db, i64 person, int day) {
    struct granted g = {0};
    struct rows r = db_ask(db,
                           SQL("SELECT g.role, g.agency, g.position FROM person p"
                               " LEFT"
                               " JOIN grant_ g ON g.person = $1 AND g.from_day <= $2"
                               " AND (g.until_day = 0 OR g.until_day > $2) WHERE p.n = $1"
                               " ORDER BY g.act DESC"),
                           VN(person), VN(day));
    while (rows_next(&r)) {
        g.known = true;
        str role = row_text(&r, 0), agency = row_text(&r, 1);
        if (agency.n && !g.agency.n) g.agency = agency;
        if (agency.n && !str_eq(agency, g.agency)) continue;
        g.roles |= role_bit(role);
        if (!str_is(role, "officer")) continue;
        GROW(g.positions, g.n, g.cap);
        g.positions[g.n++] = row_text(&r, 2);
    }
    g.roles = R_ANYONE | (g.roles ? g.roles : R_CITIZEN);
    return g;
}

u32 person_roles(struct db *db, i64 person, i64 at) { return granted_on(db, person, when_day(at)).roles; }

static bool who(struct db *db, i64 person, i64 at, struct actor *out) {
    struct granted g = granted_on(db, person, when_day(at));
    if (!g.known) return false;
    struct out held = {0};
    out_char(&held, ',');
    for (size_t i = 0; i < g.n; i++) out_fmt(&held, "%.*s,", STR_ARG(g.positions[i]));
    *out =
        (struct actor){.person = person, .roles = g.roles, .agency = g.agency, .positions = out_all(&held)};
    return true;
}

static bool visitor(struct request *r, i64 n) {
    struct person p;
    if (!person_by_number(r->db, n, &p) || (r->who.credential && r->who.credential != p.credential_act))
        return false;
    struct granted g = granted_on(r->db, n, when_day(r->now));
    r->who.person = n;
    r->who.name = p.name;
    r->agency = g.agency;
    r->roles = g.roles;
    r->who.positions = g.positions;
    r->who.n_positions = g.n;
    return true;
}

/* ---- finding ---- */

static bool person_read(struct db *db, struct rows rows, struct person *out) {
    if (!rows_next(&rows)) return false;
    *out = (struct person){.n = row_int(&rows, 0),
                           .name = row_text(&rows, 1),
                           .login = row_text(&rows, 2),
                           .phone = row_text(&rows, 3)};
    rows_end(&rows);
    rows = db_ask(db,
                  SQL("SELECT secret, act FROM credential WHERE person = $1"
                      " ORDER BY act DESC LIMIT 1"),
                  VN(out->n));
    if (rows_next(&rows)) out->credential = row_text(&rows, 0), out->credential_act = row_int(&rows, 1);
    rows_end(&rows);
    return true;
}

bool person_by_login(struct db *db, str login, struct person *out) {
    return login.n &&
           person_read(
               db, db_ask(db, SQL("SELECT n, name, login, phone FROM person WHERE login = $1"), VT(login)),
               out);
}

bool person_by_number(struct db *db, i64 n, struct person *out) {
    return person_read(db, db_ask(db, SQL("SELECT n, name, login, phone FROM person WHERE n = $1"), VN(n)),
                       out);
}

str login_clean(str typed) {
    typed = str_trim(typed);
    char *p = mem(typed.n + 1);
    size_t n = 0, digits = 0;
    for (size_t i = 0; i < typed.n; i++) digits += typed.p[i] >= '0' && typed.p[i] <= '9';
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c == ' ' || (digits == 12 && (c == '.' || c == '-'))) continue;
        p[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    }
    return (str){p, n};
}

i64 officer_first(struct db *db, str agency) {
    return db_int(db, SQL("SELECT MIN(person) FROM grant_ WHERE agency = $1 AND role = 'officer'"),
                  VT(agency));
}

/* ---- what other rooms ask (struct people_answers) ---- */

static bool known(struct db *db, i64 person, struct known *out) {
    struct rows r = db_ask(db, SQL("SELECT name, login, phone FROM person WHERE n = $1"), VN(person));
    bool found = rows_next(&r);
    if (found) *out = (struct known){row_text(&r, 0), row_text(&r, 1), row_text(&r, 2)};
    rows_end(&r);
    return found;
}

static i64 by_number(struct db *db, str number) {
    i64 n = 0;
    struct rows q =
        db_ask(db, SQL("SELECT n FROM person WHERE login = $1 OR phone = $1 ORDER BY n LIMIT 2"), VT(number));
    if (rows_next(&q)) n = row_int(&q, 0);
    if (n && rows_next(&q)) n = 0; /* two people share a phone: do not guess */
    rows_end(&q);
    return n;
}

static str holders(struct db *db, str agency, str position, int day) {
    struct out o = {0};
    struct rows q = db_ask(db,
                           SQL("SELECT DISTINCT p.name FROM grant_ g"
                               " JOIN person p ON p.n = g.person"
                               " WHERE g.agency = $1 AND g.position = $2 AND g.role = 'officer'"
                               " AND g.from_day <= $3 AND (g.until_day = 0 OR g.until_day > $3)"
                               " ORDER BY p.name LIMIT 3"),
                           VT(agency), VT(position), VN(day));
    while (rows_next(&q)) out_fmt(&o, "%s%.*s", o.n ? ", " : "", STR_ARG(row_text(&q, 0)));
    rows_end(&q);
    return out_all(&o);
}

static i64 proven(struct db *db, str login, str password, bool *out_busy) {
    struct person p = {0};
    bool there = person_by_login(db, login, &p);
    return credential_fits(there ? p.credential : (str){0}, password, out_busy) && there ? p.n : 0;
}

static const struct people_answers answers = {.who = who,
                                              .visitor = visitor,
                                              .proven = proven,
                                              .known = known,
                                              .by_number = by_number,
                                              .holders = holders};

const struct room people = {
    .name = "people",
    .en = N_("Accounts, sign-in and what each person may do"),
    .tables = LIST(table, tables),
    .acts = LIST(act_kind, acts),
    .pages = LIST(page, sign_in_pages),
    .people = &answers,
};
