/* The records behind a figure, a page at a time by key: newest first for dossiers, by code for what has no
 * dossier. */
#include "query.h"

/* Columns a record may show, in the order they are selected; only those the view publishes. */
enum { C_ACT, C_I, C_DOSSIER, C_CODE, C_AGENCY, C_CHANNEL, C_DAY, N_COLUMNS };
static const char *column_name(const struct view *v, int c) {
    static const char *const names[N_COLUMNS] = {"act", "i", NULL, NULL, "agency", "channel", "day"};
    const char *name = c == C_DOSSIER ? v->dossier
                       : c == C_CODE  ? (view_has(v, "code")        ? "code"
                                         : view_has(v, "procedure") ? "procedure"
                                                                    : "n")
                                      : names[c];
    return name && view_has(v, name) ? name : NULL;
}

/* Dossiers: (act, i) downward; others: code upward. */
static void put_after(struct query *q, bool by_act, str after) {
    if (!after.n) return;
    if (!by_act) {
        out_fmt(&q->sql, " AND code > $%zu", query_bind(q, VT(after)));
        return;
    }
    str rest = after;
    i64 act = 0, i = 0;
    if (!str_to_int(str_cut(&rest, '.'), &act) || !str_to_int(rest, &i)) return;
    size_t a = query_bind(q, VN(act));
    out_fmt(&q->sql, " AND (act < $%zu OR (act = $%zu AND i < $%zu))", a, a, query_bind(q, VN(i)));
}

static void put_columns(struct query *q, const struct indicator *ind) {
    out_z(&q->sql, "SELECT ");
    for (int c = 0; c < N_COLUMNS; c++) {
        const char *name = column_name(q->view, c);
        out_fmt(&q->sql, "%s, ", name ? name : "NULL");
    }
    query_hits(q, ind);
    for (size_t i = 0; i < ind->n_hit; i++) out_fmt(&q->sql, ", %.*s", STR_ARG(ind->hit[i].column));
}

/* The first condition of the numerator that this row does not meet, said as what it is instead; and how it
 * was filed. */
static str why_not(enum lang l, const struct province *p, const struct view *v, const struct indicator *ind,
                   const struct rows *rows) {
    for (size_t i = 0; i < ind->n_hit; i++) {
        str is = row_text(rows, N_COLUMNS + 1 + (int)i);
        if (condition_met(&ind->hit[i], v, is)) continue;
        struct condition instead = {.column = ind->hit[i].column, .value = is};
        str words = condition_words(l, p, v, &instead), filed = row_text(rows, C_CHANNEL);
        if (!filed.n || str_is(instead.column, "channel")) return words;
        struct condition channel = {.column = S("channel"), .value = filed};
        return str_fmt("%.*s (%.*s)", STR_ARG(words), STR_ARG(condition_words(l, p, v, &channel)));
    }
    return (str){0};
}

static struct record record_row(struct request *r, const struct indicator *ind, const struct rows *rows) {
    struct record x = {
        .act = row_int(rows, C_ACT), .i = row_int(rows, C_I), .dossier = row_int(rows, C_DOSSIER)};
    x.code = row_text(rows, C_CODE);
    x.agency = row_text(rows, C_AGENCY);
    x.channel = row_text(rows, C_CHANNEL);
    x.day = (int)row_int(rows, C_DAY);
    x.hit = row_int(rows, N_COLUMNS) != 0;
    if (!x.hit) x.why = why_not(r->lang, r->province, figure_view(ind), ind, rows);
    return x;
}

static str cursor_of(const struct record *x, bool by_act) {
    return by_act ? str_fmt("%lld.%lld", (long long)x->act, (long long)x->i) : x->code;
}

/* An entry of a register shows the first of its values that people search by. */
static void name_entry(struct request *r, const struct reg *g, struct record *x) {
    str n = x->code;
    x->link = str_fmt("/so-dang-ky/%.*s/%.*s", STR_ARG(g->id), STR_ARG(n));
    x->code = say_fmt(r->lang, "Entry %s", str_z(n));
    for (size_t i = 0; i < g->n_fields && !x->what.n; i++) {
        const struct reg_field *f = &g->fields[i];
        bool shown =
            f->f.type == FIELD_LONG_TEXT && f->search && !f->f.personal && (f->is_public || !g->is_public);
        if (shown)
            x->what = db_text(r->db,
                              SQL("SELECT text FROM register_value"
                                  " WHERE act = $1 AND i = $2 AND field = $3"),
                              VN(x->act), VN(x->i), VT(f->f.id));
    }
}

/* Dossiers show their own code and the name of their procedure; what has none shows its code and name. */
static void name_record(struct request *r, struct record *x) {
    if (!x->dossier) x->link = str_fmt("/thu-tuc/%.*s", STR_ARG(x->code));
    const struct procedure *p = procedure_of(r->province, x->code);
    x->what = p ? pick(r->lang, p->name) : x->code;
    if (!x->dossier) return;
    x->code = db_text(r->db, SQL("SELECT code FROM dossier WHERE n = $1"), VN(x->dossier));
    /* officers open dossiers of their own agency; leaders read the list */
    if ((r->roles & R_OFFICER) && str_eq(r->agency, x->agency))
        x->link = str_fmt("/can-bo/%.*s", STR_ARG(x->code));
}

struct records figure_records(struct request *r, const struct indicator *ind, struct period when, str agency,
                              i64 as_of, str after) {
    struct records out = {0};
    const struct view *v = figure_view(ind);
    if (!v) return out;
    bool by_act = view_has(v, "i");
    if (!by_act && !view_has(v, "code")) return out;
    struct query q = query_new(ind, when, agency, as_of);
    put_columns(&q, ind);
    query_from(&q, ind);
    put_after(&q, by_act, after);
    out_fmt(&q.sql, " ORDER BY %s LIMIT %d", by_act ? "act DESC, i DESC" : "code", FIGURE_PAGE + 1);
    out.v = NEWS(struct record, FIGURE_PAGE);
    struct rows rows = query_ask(r->db, &q);
    while (rows_next(&rows)) {
        if (out.n == FIGURE_PAGE) {
            out.next = cursor_of(&out.v[out.n - 1], by_act);
            break;
        }
        out.v[out.n++] = record_row(r, ind, &rows);
    }
    rows_end(&rows);
    const struct reg *g = view_reg(r->province, v);
    for (size_t i = 0; i < out.n && g; i++) name_entry(r, g, &out.v[i]);
    for (size_t i = 0; i < out.n && !g; i++) name_record(r, &out.v[i]);
    return out;
}
