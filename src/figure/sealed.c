/* Reads and writes the tables of sealed years. */
#include "sealed.h"

const struct table sealed_tables[] = {
    {.name = "year_proposal",
     .ddl = "CREATE TABLE year_proposal (act BIGINT PRIMARY KEY, year BIGINT NOT NULL,"
            " person BIGINT NOT NULL, as_of BIGINT NOT NULL, programme TEXT NOT NULL,"
            " figures TEXT NOT NULL, proposed_at BIGINT NOT NULL)",
     .key = "act",
     .file = "programme"},
    {.name = "sealed_year",
     .ddl = "CREATE TABLE sealed_year (year BIGINT PRIMARY KEY, act BIGINT NOT NULL,"
            " proposal BIGINT NOT NULL, as_of BIGINT NOT NULL, sealed_at BIGINT NOT NULL)",
     .key = "year"},
    {.name = "sealed_figure",
     .ddl = "CREATE TABLE sealed_figure (year BIGINT NOT NULL, indicator TEXT NOT NULL,"
            " act BIGINT NOT NULL, as_of BIGINT NOT NULL, at BIGINT NOT NULL, sha TEXT NOT NULL,"
            " value TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (year, indicator, act))",
     .key = "year, indicator, act",
     .file = "sha"},
    {0},
};

bool year_sealed(struct db *db, int year, struct sealing *out) {
    struct rows r =
        db_ask(db,
               SQL("SELECT y.act, y.proposal, y.as_of, y.sealed_at, p.person, p.programme, p.figures"
                   " FROM sealed_year y"
                   " JOIN year_proposal p ON p.act = y.proposal"
                   " WHERE y.year = $1"),
               VN(year));
    bool there = rows_next(&r);
    if (there && out)
        *out = (struct sealing){
            year,           row_int(&r, 0), row_int(&r, 1),  row_int(&r, 2),
            row_int(&r, 3), row_int(&r, 4), row_text(&r, 5), json_read(row_text(&r, 6), NULL)};
    rows_end(&r);
    return there;
}

bool year_sealed_before(struct db *db, int year, i64 before) {
    return db_int(db, SQL("SELECT COUNT(*) FROM sealed_year WHERE year = $1 AND ($2 = 0 OR sealed_at < $2)"),
                  VN(year), VN(before)) > 0;
}

bool year_proposed(struct db *db, int year, struct sealing *out) {
    if (year_sealed(db, year, NULL)) return false;
    struct rows r = db_ask(db,
                           SQL("SELECT act, as_of, proposed_at, person, programme, figures"
                               " FROM year_proposal WHERE year = $1 ORDER BY act DESC LIMIT 1"),
                           VN(year));
    bool there = rows_next(&r);
    if (there)
        *out = (struct sealing){.year = year,
                                .proposal = row_int(&r, 0),
                                .as_of = row_int(&r, 1),
                                .at = row_int(&r, 2),
                                .proposer = row_int(&r, 3),
                                .programme = row_text(&r, 4),
                                .figures = json_read(row_text(&r, 5), NULL)};
    rows_end(&r);
    return there;
}

size_t frozen_versions(struct db *db, int year, str indicator, struct frozen **out) {
    size_t n = 0, cap = 0;
    struct frozen *v = NULL;
    struct rows r = db_ask(db,
                           SQL("SELECT act, as_of, at, sha, value, reason"
                               " FROM sealed_figure WHERE year = $1 AND indicator = $2 ORDER BY act"),
                           VN(year), VT(indicator));
    while (rows_next(&r)) {
        GROW(v, n, cap);
        v[n++] = (struct frozen){row_int(&r, 0),  row_int(&r, 1),  row_int(&r, 2),
                                 row_text(&r, 3), row_text(&r, 4), row_text(&r, 5)};
    }
    *out = v;
    return n;
}

void proposal_add(struct db *db, const struct sealing *s) {
    db_run(db,
           SQL("INSERT INTO year_proposal (act, year, person, as_of, programme, figures,"
               " proposed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"),
           VN(s->proposal), VN(s->year), VN(s->proposer), VN(s->as_of), VT(s->programme),
           VT(json_canonical(s->figures)), VN(s->at));
}

void sealing_add(struct db *db, const struct sealing *s) {
    db_run(db,
           SQL("INSERT INTO sealed_year (year, act, proposal, as_of, sealed_at)"
               " VALUES ($1, $2, $3, $4, $5)"),
           VN(s->year), VN(s->act), VN(s->proposal), VN(s->as_of), VN(s->at));
}

void frozen_add(struct db *db, int year, str indicator, const struct frozen *f) {
    db_run(db,
           SQL("INSERT INTO sealed_figure (year, indicator, act, as_of, at, sha, value, reason)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
           VN(year), VT(indicator), VN(f->act), VN(f->as_of), VN(f->at), VT(f->sha), VT(f->value),
           VT(f->reason));
}
