/* Reads the list of records behind a figure, a page at a time (keyset pagination). */
#include "query.h"
#include "records.h"

/* Columns of a record in SELECT order; a column the view does not publish is selected as empty. */
enum { C_ACT, C_I, C_DOSSIER, C_CODE, C_AGENCY, C_CHANNEL, C_DAY, N_COLUMNS };
static const char *code_name(const struct view *v) {
    if (view_has(v, "code")) return "code";
    return view_has(v, "procedure") ? "procedure" : "n";
}

static const char *column_name(const struct view *v, int c) {
    static const char *const names[N_COLUMNS] = {"act", "i", NULL, NULL, "agency", "channel", "day"};
    const char *name = names[c];
    if (c == C_DOSSIER) name = v->dossier;
    if (c == C_CODE) name = code_name(v);
    return name && view_has(v, name) ? name : NULL;
}

/* Pages dossiers by (act, i) descending, other records by code ascending. */
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

/* Finds the first numerator condition that the row does not meet, and the row's value there. */
static void missed_find(struct record *x, const struct view *v, const struct indicator *ind,
                        const struct rows *rows) {
    for (size_t i = 0; i < ind->n_hit && !x->missed; i++) {
        str is = row_text(rows, N_COLUMNS + 1 + (int)i);
        if (condition_met(&ind->hit[i], v, is)) continue;
        x->missed = &ind->hit[i];
        x->is = is;
    }
}

static struct record record_row(const struct indicator *ind, const struct rows *rows) {
    struct record x = {.act = row_int(rows, C_ACT),
                       .i = row_int(rows, C_I),
                       .dossier = row_int(rows, C_DOSSIER),
                       .code = row_text(rows, C_CODE),
                       .agency = row_text(rows, C_AGENCY),
                       .channel = row_text(rows, C_CHANNEL),
                       .day = (int)row_int(rows, C_DAY),
                       .hit = row_int(rows, N_COLUMNS) != 0};
    if (!x.hit) missed_find(&x, figure_view(ind), ind, rows);
    return x;
}

static str cursor_of(const struct record *x, bool by_act) {
    return by_act ? str_fmt("%lld.%lld", (long long)x->act, (long long)x->i) : x->code;
}

struct records figure_records(struct db *db, const struct indicator *ind, struct period when, str agency,
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
    struct rows rows = query_ask(db, &q);
    while (rows_next(&rows)) {
        if (out.n == FIGURE_PAGE) {
            out.next = cursor_of(&out.v[out.n - 1], by_act);
            break;
        }
        out.v[out.n++] = record_row(ind, &rows);
    }
    rows_end(&rows);
    return out;
}
