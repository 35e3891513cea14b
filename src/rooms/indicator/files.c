/* Downloads of a figure (CSV, XLSX, SDMX-CSV, JSON). They contain the same answer as the page, with the
 * same cells hidden. */
#include "indicator.h"

#include "answer/address.h"
#include "answer/label.h"
#include "answer/number.h"
#include "answer/sentence.h"
#include "web/sheet.h"

/* ---- CSV ---- */

static str remark_words(enum lang l, const struct figure *f) {
    if (f->suppressed) return str_c(say(l, "hidden: fewer than 5"));
    return f->has_value ? (str){0} : str_c(say(l, "no figure"));
}

enum { CELLS = 15 };
typedef void (*cells_to)(void *to, const str v[CELLS]);
struct table_out { /* output of a figure's rows: CSV text or a sheet */
    cells_to row;
    void *of;
};

static str value_cell(const struct indicator *ind, const struct figure *f) {
    if (f->n || ind->measure == MEASURE_SHARE) return figure_machine(ind, f);
    return !f->suppressed && ind->measure == MEASURE_COUNT ? S("0") : (str){0};
}

static void row_out(struct request *r, const struct answer *a, struct table_out t, const char *part, str key,
                    str name, int from, int to, const struct figure *f) {
    bool shown = !f->suppressed;
    bool fraction =
        shown && f->has_value && a->ind->measure != MEASURE_COUNT && a->ind->measure != MEASURE_SUM;
    const str v[CELLS] = {
        a->ind->id,
        str_c(part),
        key,
        name,
        day_iso(from),
        day_iso(to - 1),
        value_cell(a->ind, f),
        pick(r->lang, a->ind->unit),
        fraction ? str_fmt("%lld", (long long)f->num) : (str){0},
        fraction ? str_fmt("%lld", (long long)f->den) : (str){0},
        shown ? str_fmt("%lld", (long long)f->n) : (str){0},
        remark_words(r->lang, f),
        str_fmt("%lld", (long long)a->as_of),
        source_words(&r->asker, a),
        r->demo ? str_c(say(r->lang, "DEMONSTRATION DATA")) : (str){0},
    };
    t.row(t.of, v);
}

static void rows_out(struct request *r, const struct answer *a, struct table_out t) {
    static const char *const heads[CELLS] = {
        N_("figure"),  N_("part"),   N_("key"),       N_("name"),      N_("from day"),
        N_("to day"),  N_("value"),  N_("unit"),      N_("numerator"), N_("denominator"),
        N_("records"), N_("remark"), N_("as of act"), N_("source"),    N_("kind of data")};
    str v[CELLS];
    for (size_t i = 0; i < CELLS; i++) v[i] = str_c(say(r->lang, heads[i]));
    t.row(t.of, v);
    row_out(r, a, t, T("whole"), r->province->code, pick(r->lang, r->province->name), a->when.from,
            a->when.to, &a->total);
    for (size_t i = 0; i < a->months.n; i++) {
        const struct cell *c = &a->months.v[i];
        row_out(r, a, t, T("month"), c->key, c->key, c->from, c->to, &c->f);
    }
    for (size_t i = 0; i < a->units.n; i++) {
        const struct cell *c = &a->units.v[i];
        row_out(r, a, t, T("agency"), c->key, c->agency ? pick(r->lang, c->agency->name) : c->key, c->from,
                c->to, &c->f);
    }
    for (size_t i = 0; i < a->districts.n; i++) {
        const struct cell *c = &a->districts.v[i];
        row_out(r, a, t, T("district"), c->key, pick(r->lang, c->name), c->from, c->to, &c->f);
    }
    for (size_t k = 0; k < a->n_by; k++) {
        const char *part = str_z(pick(r->lang, column_words(r->province, a->view, a->by[k].column)));
        for (size_t i = 0; i < a->by[k].cells.n; i++) {
            const struct cell *c = &a->by[k].cells.v[i];
            row_out(r, a, t, part, c->key, pick(r->lang, c->name), c->from, c->to, &c->f);
        }
    }
}

static void to_csv(void *of, const str v[CELLS]) {
    for (size_t i = 0; i < CELLS; i++) csv_cell(of, v[i], i + 1 == CELLS);
}

static void csv_write(struct request *r, const struct answer *a) {
    out_z(&r->out, "\xEF\xBB\xBF");
    rows_out(r, a, (struct table_out){to_csv, &r->out});
}

static void to_sheet(void *of, const str v[CELLS]) {
    struct sheet_cell c[CELLS];
    for (size_t i = 0; i < CELLS; i++) c[i] = CELL(v[i]);
    sheet_row(of, SHEET_PLAIN, c, CELLS);
}

static void xlsx_write(struct request *r, const struct answer *a) {
    static const int widths[CELLS] = {22, 14, 14, 32, 12, 12, 12, 12, 14, 14, 12, 20, 12, 40, 24};
    struct sheet *s = sheet_new(r->data, "data", widths, CELLS);
    if (s) {
        sheet_row(s, SHEET_TITLE, &CELL(pick(r->lang, a->ind->name)), 1);
        rows_out(r, a, (struct table_out){to_sheet, s});
    }
    str bytes = s ? sheet_done(s) : (str){0};
    if (bytes.n) return out_str(&r->out, bytes);
    r->type = NULL;
    r->download = (str){0};
    web_error(r, 503, N_("Please try again in a moment"), N_("The file could not be made just now."));
}

/* ---- SDMX-CSV 2.0: one observation a line, codes only. OBS_STATUS by SDMX's code list CL_OBS_STATUS: A
 * normal, B the period contains a break in the series, M missing, Q suppressed ---- */

/* SDMX time range for a period that is no calendar period: first day and duration. */
static str sdmx_time(int from, int to) {
    struct civil a = day_civil(from), b = day_civil(to);
    if (a.day == b.day && a.day == 1 && (b.year - a.year) * 12 + b.month - a.month == 1)
        return str_fmt("%04d-%02d", a.year, a.month);
    if (a.day == b.day && a.month == b.month && b.year - a.year == 1)
        return a.day == 1 && a.month == 1 ? str_fmt("%04d", a.year)
                                          : str_fmt("%.*s/P1Y", STR_ARG(day_iso(from)));
    return str_fmt("%.*s/P%dD", STR_ARG(day_iso(from)), to - from);
}

static const char *sdmx_status(const struct answer *a, int from, int to, const struct figure *f, bool known) {
    if (f->suppressed) return "Q";
    if (!known) return "M";
    return comparable_since(a->province, to - 1) >= from ? "B" : "A";
}

static void sdmx_row(struct request *r, const struct answer *a, const char *freq, str part, str key, int from,
                     int to, const struct figure *f) {
    bool known = !f->suppressed &&
                 (f->has_value || a->ind->measure == MEASURE_COUNT || a->ind->measure == MEASURE_SUM);
    str value = f->n || a->ind->measure == MEASURE_SHARE ? figure_machine(a->ind, f) : S("0");
    const str v[] = {S("dataflow"),
                     str_fmt("TINHSO:%.*s(1.0)", STR_ARG(a->ind->id)),
                     S("I"),
                     str_c(freq),
                     r->province->code,
                     part,
                     key,
                     sdmx_time(from, to),
                     known ? value : (str){0},
                     pick(LANG_EN, a->ind->unit),
                     str_c(sdmx_status(a, from, to, f, known)),
                     str_fmt("%lld", (long long)a->as_of),
                     r->demo ? S("true") : S("false")};
    for (size_t i = 0; i < COUNT(v); i++) csv_cell(&r->out, v[i], i + 1 == COUNT(v));
}

static void sdmx_write(struct request *r, const struct answer *a) {
    static const char *const freqs[] = {"A", "M"};
    out_z(&r->out, "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,BREAKDOWN,ITEM,TIME_PERIOD,OBS_VALUE,UNIT_"
                   "MEASURE,OBS_STATUS,AS_OF_ACT,DEMONSTRATION\r\n");
    const char *freq = freqs[a->when.to - a->when.from < 32];
    sdmx_row(r, a, freq, S("_T"), S("_T"), a->when.from, a->when.to, &a->total);
    /* FREQ "I" (irregular): a reporting year begins and ends inside a month, so its first and last cells
     * are no whole months */
    for (size_t i = 0; i < a->months.n; i++) {
        const struct cell *c = &a->months.v[i];
        sdmx_row(r, a, c->to - c->from < 28 ? "I" : "M", S("_T"), S("_T"), c->from, c->to, &c->f);
    }
    for (size_t i = 0; i < a->units.n; i++)
        sdmx_row(r, a, freq, S("agency"), a->units.v[i].key, a->units.v[i].from, a->units.v[i].to,
                 &a->units.v[i].f);
    for (size_t i = 0; i < a->districts.n; i++)
        sdmx_row(r, a, freq, S("district"), a->districts.v[i].key, a->districts.v[i].from,
                 a->districts.v[i].to, &a->districts.v[i].f);
    for (size_t k = 0; k < a->n_by; k++)
        for (size_t i = 0; i < a->by[k].cells.n; i++) {
            const struct cell *c = &a->by[k].cells.v[i];
            sdmx_row(r, a, freq, a->by[k].column, c->key, c->from, c->to, &c->f);
        }
}

/* ---- JSON ---- */

static json_t *json_figure(const struct indicator *ind, const struct figure *f, json_t *j) {
    json_object_set_new(j, "suppressed", json_boolean(f->suppressed));
    str value = figure_machine(ind, f);
    bool known = value.n && (f->n || ind->measure != MEASURE_SHARE);
    json_object_set_new(j, "value", known ? json_text(value) : json_null());
    if (f->suppressed) return j;
    json_put_int(j, "records", f->n);
    if (f->has_value && ind->measure != MEASURE_COUNT && ind->measure != MEASURE_SUM) {
        json_put_int(j, "numerator", f->num);
        json_put_int(j, "denominator", f->den);
    }
    return j;
}

static json_t *json_cells(enum lang l, const struct indicator *ind, const struct cells *c) {
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++) {
        const struct cell *x = &c->v[i];
        json_t *j = json_object();
        json_put(j, "key", x->key);
        if (x->name.vi.n || x->agency) json_put(j, "name", pick(l, x->agency ? x->agency->name : x->name));
        json_put(j, "from", day_iso(x->from));
        json_put(j, "to", day_iso(x->to - 1));
        json_array_append_new(all, json_figure(ind, &x->f, j));
    }
    return all;
}

static json_t *json_condition(const struct condition *c) {
    static const char *const hows[] = {NULL, "not", "at_least", "at_most"};
    if (!c->n_more && !hows[c->how]) return json_text(c->value);
    json_t *j = hows[c->how] ? json_object() : json_array();
    if (hows[c->how]) json_put(j, hows[c->how], c->value);
    for (size_t i = 0; !hows[c->how] && i <= c->n_more; i++)
        json_array_append_new(j, json_text(i ? c->more[i - 1] : c->value));
    return j;
}

/* Conditions as JSON; two bounds on one column share one entry. */
static json_t *json_conditions(const struct condition *c, size_t n) {
    json_t *j = json_object();
    for (size_t i = 0; i < n; i++) {
        json_t *x = json_condition(&c[i]), *there = json_object_get(j, str_z(c[i].column));
        if (json_is_object(there) && json_is_object(x)) json_object_update(there, x);
        else json_object_set_new(j, str_z(c[i].column), x);
    }
    return j;
}

static json_t *json_definition(const struct answer *a) {
    static const char *const measures[] = {"count", "share", "sum", "median", "mean", "ratio"};
    json_t *j = json_object();
    json_put(j, "measure", str_c(measures[a->ind->measure]));
    json_put(j, "of", a->ind->of);
    if (a->ind->column.n) json_put(j, "column", a->ind->column);
    if (a->ind->weight.n) json_put(j, "weight", a->ind->weight);
    if (a->ind->over.n) json_put(j, "over", a->ind->over);
    if (a->ind->scale) json_put_int(j, "divided_by", a->ind->scale);
    json_put(j, "as", str_c(a->ind->state ? "state" : "flow"));
    json_put(j, "method", method_words(LANG_VI, a));
    json_object_set_new(j, "where", json_conditions(a->ind->where, a->ind->n_where));
    json_object_set_new(j, "hit", json_conditions(a->ind->hit, a->ind->n_hit));
    json_object_set_new(j, "sentence", json_words(a->ind->sentence));
    json_put(j, "sql", figure_sql(a));
    return j;
}

static void json_write(struct request *r, const struct answer *a) {
    json_t *j = json_object(), *period = json_object();
    json_put(j, "id", a->ind->id);
    json_object_set_new(j, "name", json_words(a->ind->name));
    json_object_set_new(j, "unit", json_words(a->ind->unit));
    json_put(period, "name", period_name(r->lang, a->when));
    json_put(period, "from", day_iso(a->when.from));
    json_put(period, "to", day_iso(a->when.to - 1));
    json_object_set_new(j, "period", period);
    json_put_int(j, "as_of_act", a->as_of);
    json_put(j, "source", source_words(&r->asker, a));
    json_object_set_new(j, "demonstration_data", json_boolean(r->demo));
    json_object_set_new(j, "definition", json_definition(a));
    json_object_set_new(j, "whole", json_figure(a->ind, &a->total, json_object()));
    json_object_set_new(j, "months", json_cells(r->lang, a->ind, &a->months));
    json_object_set_new(j, "units", json_cells(r->lang, a->ind, &a->units));
    if (a->districts.n) json_object_set_new(j, "districts", json_cells(r->lang, a->ind, &a->districts));
    json_t *by = json_object();
    for (size_t i = 0; i < a->n_by; i++)
        json_object_set_new(by, str_z(a->by[i].column), json_cells(r->lang, a->ind, &a->by[i].cells));
    json_object_set_new(j, "by", by);
    json_t *breaks = breaks_json(a->province, a->when.from, a->when.to);
    if (json_array_size(breaks)) json_object_set_new(j, "breaks", breaks);
    out_str(&r->out, json_canonical(j));
    out_char(&r->out, '\n');
}

/* ---- file formats ---- */

static const struct {
    const char *ending, *type;
    void (*write)(struct request *r, const struct answer *a);
} kinds[] = {{".sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", sdmx_write},
             {".csv", "text/csv; charset=utf-8", csv_write},
             {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_write},
             {".json", "application/json", json_write}};

void figure_data(struct request *r, const struct answer *a) {
    size_t k = 0;
    while (k + 1 < COUNT(kinds) && !str_ends(r->path, str_c(kinds[k].ending))) k++;
    r->type = kinds[k].type;
    r->download = str_fmt("%.*s-%.*s%s%s", STR_ARG(a->ind->id), STR_ARG(day_iso(a->when.from)),
                          r->demo ? "-trinh-dien" : "", kinds[k].ending);
    kinds[k].write(r, a);
}
