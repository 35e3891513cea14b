/* URLs of figures, and their queries as text. */
#include "address.h"

#include "figure/query.h"

str period_query(struct period when) {
    if (when.kind == PERIOD_MONTH) return str_fmt("ky=thang&nam=%d&thang=%d", when.year, when.month);
    return str_fmt("ky=%s&nam=%d", when.kind == PERIOD_REPORTING ? "bao-cao" : "duong-lich", when.year);
}

/* Links keep `as_of` only when the visitor asked for an earlier act; a sealed figure has its own. */
str state_query(const struct answer *a) {
    return !a->sealed && a->as_of < a->latest ? str_fmt("&as_of=%lld", (long long)a->as_of) : (str){0};
}

url figure_url(const struct indicator *ind, const char *suffix, struct period when, const struct answer *a) {
    return url_fmt("/chi-so/%s%s?%s%s", str_z(url_part(ind->id)), suffix, str_z(period_query(when)),
                   str_z(state_query(a)));
}

str figure_sql(const struct answer *a) {
    if (!a->view) return (str){0};
    struct query q = query_new(a->ind, a->when, (str){0}, a->as_of);
    out_z(&q.sql, "SELECT ");
    query_measure(&q, a->ind);
    query_from(&q, a->ind);
    for (size_t i = 4; i < q.n; i++) {
        const struct val *v = &q.v[i];
        if (v->kind == VAL_INT)
            out_fmt(&q.sql, "%s$%zu = %lld", i == 4 ? "   — " : ", ", i + 1, (long long)v->n);
        else out_fmt(&q.sql, "%s$%zu = '%.*s'", i == 4 ? "   — " : ", ", i + 1, STR_ARG(v->s));
    }
    return out_all(&q.sql);
}
