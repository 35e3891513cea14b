/* What other rooms read of registers: a view for figures (one row a version, one column a plain field), and
 * the plain values of a version. */
#include "register.h"

static char column_type(enum field_type t) {
    switch (t) {
    case FIELD_NUMBER: return 'i';
    case FIELD_DATE: return 'd';
    case FIELD_COMMUNE:
    case FIELD_AGENCY: return 'u';
    case FIELD_YES_NO: return 'b';
    default: return 't';
    }
}

/* A version corrected by act $1 counts as never written. One replaced or struck before the period's end ($3)
 * counts, with current = 0. */
static const char VIEW_HEAD[] =
    "(SELECT e.act, e.i, e.n, e.dossier, e.unit, e.agency, e.day, e.month, CASE"
    " WHEN e.until_act = 0 OR e.until_act > $1 OR e.until_day >= $3 THEN 1 ELSE 0 END AS"
    " current";

static void view_of_register(struct reg *g) {
    static const struct view_column always[] = {{"act", 'i'},     {"i", 'i'},     {"n", 'i'},
                                                {"dossier", 'i'}, {"unit", 'u'},  {"agency", 'u'},
                                                {"day", 'd'},     {"month", 'm'}, {"current", 'b'}};
    struct view_column *c = NEWS(struct view_column, COUNT(always) + g->n_fields);
    size_t n = COUNT(always);
    struct out sql = {0};
    memcpy(c, always, sizeof always);
    out_z(&sql, VIEW_HEAD);
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct field *f = &g->fields[i].f;
        if (f->personal) continue;
        c[n] = (struct view_column){str_z(f->id), column_type(f->type)};
        bool number = strchr("idb", c[n].type) != NULL;
        out_fmt(&sql,
                ", (SELECT v.%s FROM register_value v"
                " WHERE v.act = e.act AND v.i = e.i AND v.field = '%s') AS %s",
                number ? "number" : "text", c[n].name, c[n].name);
        n++;
    }
    out_fmt(&sql,
            " FROM register_entry e"
            " WHERE e.register = '%.*s' AND e.act <= $1 AND e.day >= $2 AND e.day < $3"
            " AND ($4 = '' OR e.agency = $4) AND NOT (e.until_what = 'corrected'"
            " AND e.until_act <= $1)) AS v",
            STR_ARG(g->id));
    g->view = (struct view){.name = str_z(str_fmt("register/%.*s", STR_ARG(g->id))),
                            .en = str_z(g->name.en.n ? g->name.en : g->name.vi),
                            .from = str_z(out_all(&sql)),
                            .columns = c,
                            .n_columns = n,
                            .dossier = g->is_public ? NULL : "dossier"};
}

static str value(struct db *db, i64 act, i64 i, str field) {
    return db_text(db, SQL("SELECT text FROM register_value WHERE act = $1 AND i = $2 AND field = $3"),
                   VN(act), VN(i), VT(field));
}

static i64 n_values(struct db *db, i64 act, i64 i) {
    return db_int(db, SQL("SELECT COUNT(*) FROM register_value WHERE act = $1 AND i = $2"), VN(act), VN(i));
}

const struct register_answers register_answers = {
    .view = view_of_register, .value = value, .n_values = n_values};
