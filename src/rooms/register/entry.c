/* Entries of registers: their tables, and reading one with its plain and personal values. */
#include "register.h"

const struct table register_tables[] = {
    {.name = "register_entry",
     .ddl = "CREATE TABLE register_entry (act BIGINT NOT NULL, i BIGINT NOT NULL,"
            " register TEXT NOT NULL, n BIGINT NOT NULL, entry_key TEXT NOT NULL,"
            " dossier BIGINT NOT NULL, unit TEXT NOT NULL, agency TEXT NOT NULL,"
            " keeper TEXT NOT NULL, day BIGINT NOT NULL, month TEXT NOT NULL,"
            " what TEXT NOT NULL, fold TEXT NOT NULL, source TEXT NOT NULL,"
            " until_act BIGINT NOT NULL, until_day BIGINT NOT NULL, until_what TEXT NOT NULL,"
            " personal TEXT, PRIMARY KEY (act, i));"
            "CREATE INDEX register_entry_number ON register_entry (register, n, act);"
            "CREATE INDEX register_entry_key ON register_entry (register, entry_key)"
            " WHERE entry_key <> '';"
            "CREATE INDEX register_entry_day ON register_entry (register, day);"
            "CREATE INDEX register_entry_dossier ON register_entry (dossier)"
            " WHERE dossier > 0",
     .key = "act, i",
     .personal = "personal"},
    {.name = "register_value",
     .ddl = "CREATE TABLE register_value (act BIGINT NOT NULL, i BIGINT NOT NULL,"
            " field TEXT NOT NULL, text TEXT NOT NULL, number BIGINT, PRIMARY KEY (act, i,"
            " field))",
     .key = "act, i, field"},
    {0},
};

struct entry version_row(const struct rows *r) {
    return (struct entry){.act = row_int(r, 0),
                          .i = row_int(r, 1),
                          .n = row_int(r, 2),
                          .dossier = row_int(r, 3),
                          .key = row_text(r, 4),
                          .unit = row_text(r, 5),
                          .agency = row_text(r, 6),
                          .keeper = row_text(r, 7),
                          .day = (int)row_int(r, 8),
                          .what = row_text(r, 9),
                          .until_act = row_int(r, 10),
                          .until_day = (int)row_int(r, 11),
                          .until_what = row_text(r, 12),
                          .source = row_text(r, 13)};
}

bool entry_load(struct db *db, str reg, i64 n, struct entry *out) {
    struct rows r = db_ask(db,
                           SQL("SELECT " ENTRY_COLUMNS " FROM register_entry WHERE register = $1 AND n = $2"
                               " ORDER BY act DESC, i DESC LIMIT 1"),
                           VT(reg), VN(n));
    bool found = rows_next(&r);
    if (found) *out = version_row(&r);
    rows_end(&r);
    return found;
}

json_t *entry_values(struct db *db, const struct entry *e) {
    json_t *all = json_object();
    struct rows r = db_ask(db, SQL("SELECT field, text FROM register_value WHERE act = $1 AND i = $2"),
                           VN(e->act), VN(e->i));
    while (rows_next(&r)) json_put(all, str_z(row_text(&r, 0)), row_text(&r, 1));
    return all;
}

json_t *entry_personal(struct db *db, str reg, i64 n) {
    json_t *all = json_object();
    struct rows r = db_ask(db,
                           SQL("SELECT personal FROM register_entry"
                               " WHERE register = $1 AND n = $2 AND personal IS NOT NULL"
                               " ORDER BY act, i"),
                           VT(reg), VN(n));
    while (rows_next(&r)) json_object_update(all, json_read(row_text(&r, 0), NULL));
    return all;
}

bool entry_kept(const struct province *p, const struct entry *e, str agency, int day) {
    if (!agency.n || !e->keeper.n) return false;
    const struct agency *heir = str_eq(agency, e->keeper) ? NULL : agency_heir(p, e->keeper, day);
    return str_eq(agency, e->keeper) || (heir && str_eq(heir->code, agency));
}
