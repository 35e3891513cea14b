/* A register as a file: CSV and JSON of any length, sent in pieces while they are read; XLSX up to SHEET_ROWS
 * rows. A file holds the register as of an act, ordered by number: so the pieces fit together, and the same
 * address gives the same rows again. A complete CSV or JSON ends with its number of rows and the SHA-256 of
 * all bytes before. */
#include "base/json.h"
#include "web/sheet.h"
#include "list.h"

#include <sodium.h>

enum { PIECE = 200, SHEET_ROWS = 20000 };

struct export {
    struct register_list s;
    bool csv, started;
    i64 as_of, after, rows; /* after: number of the last entry written */
    crypto_hash_sha256_state hash;
};

    /* ---- as of an act ---- */

#define THEN                 \
    " FROM register_entry e" \
    " WHERE e.n > $14 AND e.act <= $15 AND (e.until_act = 0 OR e.until_act > $15) AND " FILTERED

static i64 rows_then(struct request *r, const struct export *x, i64 limit, struct line **out, i64 *out_n) {
    size_t n = 0, cap = 0;
    struct search_words w = filter_words(r, &x->s);
    struct rows q = db_ask(r->db, SQL("SELECT " ENTRY_COLUMNS THEN " ORDER BY e.n LIMIT $16"),
                           FILTER_VALUES(&x->s, w), VN(x->after), VN(x->as_of), VN(limit));
    struct line *v = NULL;
    while (rows_next(&q)) {
        GROW(v, n, cap);
        v[n++] = (struct line){version_row(&q), NULL};
    }
    rows_end(&q);
    for (size_t i = 0; i < n; i++) v[i].values = entry_values(r->db, &v[i].e);
    *out = v;
    *out_n = (i64)n;
    return n ? v[n - 1].e.n : x->after;
}

static struct export *export_new(struct request *r, const char *ending, const char *type) {
    struct export *x = NEW(struct export);
    if (!reg_open(r, &x->s)) return NULL;
    list_read(r, &x->s);
    i64 last = x->as_of = journal_last(r->db);
    str typed = req_field(r, "as_of");
    if (typed.n && (!str_to_int(typed, &x->as_of) || x->as_of < 1 || x->as_of > last)) {
        web_error(r, 404, N_("There is no such entry of the journal yet"),
                  N_("Leave out as_of, or give the number of an entry that is there."));
        return NULL;
    }
    r->type = type;
    r->download = str_fmt("%.*s-%lld%s.%s", STR_ARG(x->s.g->id), (long long)x->as_of,
                          r->demo ? "-trinh-dien" : "", ending);
    return x;
}

/* ---- a row as cells ---- */

struct row {
    struct sheet_cell *v;
    size_t n;
};

static void cell(struct row *row, str s) { row->v[row->n++] = CELL(s); }

/* The cells of a line; of the heads if `line` is NULL. */
static struct row row_cells(struct request *r, const struct export *x, const struct line *line) {
    const struct reg *g = x->s.g;
    struct row row = {NEWS(struct sheet_cell, 2 * g->n_fields + 5), 0};
    cell(&row, line ? str_fmt("%lld", (long long)line->e.n) : str_c(T("Number in the register")));
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct field *f = &g->fields[i].f;
        if (!reg_listed(g, &g->fields[i])) continue;
        str raw = line ? json_str(line->values, str_z(f->id)) : (str){0};
        if (f->type == FIELD_COMMUNE || f->type == FIELD_AGENCY)
            cell(&row, line ? raw : str_fmt("%s (%s)", str_z(pick(r->lang, f->label)), T("code")));
        bool coded = f->type == FIELD_CHOICE || f->type == FIELD_COMMUNE || f->type == FIELD_AGENCY ||
                     f->type == FIELD_YES_NO;
        cell(&row, !line ? pick(r->lang, f->label) : coded && raw.n ? answer_text(r, f, line->values) : raw);
    }
    cell(&row, line ? str_fmt("%lld", (long long)line->e.act) : str_c(T("act")));
    cell(&row, line ? reg_source(r, g) : str_c(T("source")));
    cell(&row, !line ? str_c(T("kind of data")) : r->demo ? str_c(T("DEMONSTRATION DATA")) : (str){0});
    return row;
}

static void csv_row(struct out *o, struct row row) {
    for (size_t i = 0; i < row.n; i++) csv_cell(o, row.v[i].text, i + 1 == row.n);
}

/* ---- JSON ---- */

static json_t *json_line(const struct reg *g, const struct line *x) {
    json_t *j = json_object();
    json_put_int(j, "n", x->e.n);
    json_put_int(j, "act", x->e.act);
    for (size_t i = 0; i < g->n_fields; i++) {
        const char *id = str_z(g->fields[i].f.id);
        i64 n;
        str v = reg_listed(g, &g->fields[i]) ? json_str(x->values, id) : (str){0};
        if (v.n && g->fields[i].f.type == FIELD_NUMBER && str_to_int(v, &n)) json_put_int(j, id, n);
        else if (v.n) json_put(j, id, v);
    }
    return j;
}

/* Writes what JSON says of the register, and leaves the object open for the entries. */
static void json_head(struct request *r, const struct export *x) {
    const struct reg *g = x->s.g;
    json_t *j = json_object(), *fields = json_object();
    for (size_t i = 0; i < g->n_fields; i++)
        if (reg_listed(g, &g->fields[i]))
            json_object_set_new(fields, str_z(g->fields[i].f.id), json_words(g->fields[i].f.label));
    json_put(j, "id", g->id);
    json_object_set_new(j, "name", json_words(g->name));
    json_put(j, "source", reg_source(r, g));
    json_put(j, "licence", S("CC-BY-4.0"));
    json_object_set_new(j, "demonstration_data", json_boolean(r->demo));
    json_put_int(j, "as_of_act", x->as_of);
    json_object_set_new(j, "fields", fields);
    str all = json_canonical(j);
    out_str(&r->out, (str){all.p, all.n - 1});
    out_z(&r->out, ",\"entries\":[");
}

/* ---- piece by piece ---- */

static void head(struct request *r, struct export *x) {
    x->started = true;
    crypto_hash_sha256_init(&x->hash);
    if (!x->csv) return json_head(r, x);
    out_z(&r->out, "\xEF\xBB\xBF");
    csv_row(&r->out, row_cells(r, x, NULL));
}

/* The end of a complete file: number of rows and hash. */
static void closing(struct request *r, struct export *x) {
    u8 sum[crypto_hash_sha256_BYTES];
    struct out *o = &r->out;
    if (!x->csv) out_fmt(o, "],\"count\":%lld", (long long)x->rows);
    crypto_hash_sha256_update(&x->hash, (const u8 *)o->p, o->n);
    crypto_hash_sha256_final(&x->hash, sum);
    str text = hex(sum, sizeof sum);
    if (x->csv)
        out_fmt(o, "# rows %lld, as of act %lld, SHA-256 of all bytes before this line %.*s\r\n",
                (long long)x->rows, (long long)x->as_of, STR_ARG(text));
    else out_fmt(o, ",\"sha256\":\"%.*s\"}\n", STR_ARG(text));
}

static bool more(struct request *r) {
    struct export *x = r->keep;
    struct line *v;
    i64 n;
    if (!x->started) head(r, x);
    x->after = rows_then(r, x, PIECE, &v, &n);
    for (i64 i = 0; i < n; i++) {
        if (x->csv) csv_row(&r->out, row_cells(r, x, &v[i]));
        else
            out_fmt(&r->out, "%s%.*s", x->rows ? "," : "", STR_ARG(json_canonical(json_line(x->s.g, &v[i]))));
        x->rows++;
    }
    if (n < PIECE) return closing(r, x), false;
    crypto_hash_sha256_update(&x->hash, (const u8 *)r->out.p, r->out.n);
    return true;
}

static void stream(struct request *r, bool csv) {
    struct export *x =
        export_new(r, csv ? "csv" : "json", csv ? "text/csv; charset=utf-8" : "application/json");
    if (!x) return;
    x->csv = csv;
    r->keep = x;
    r->more = more;
}

static void page_register_csv(struct request *r) { stream(r, true); }
static void page_register_json(struct request *r) { stream(r, false); }

/* ---- XLSX ---- */

static bool xlsx_rows(struct request *r, struct export *x, struct sheet *book) {
    struct line *v;
    i64 n;
    sheet_row(book, SHEET_TITLE, &CELL(pick(r->lang, x->s.g->name)), 1);
    struct row heads = row_cells(r, x, NULL);
    sheet_row(book, SHEET_HEAD, heads.v, heads.n);
    do {
        x->after = rows_then(r, x, PIECE, &v, &n);
        for (i64 i = 0; i < n; i++) {
            struct row row = row_cells(r, x, &v[i]);
            sheet_row(book, SHEET_PLAIN, row.v, row.n);
        }
        x->rows += n;
    } while (n == PIECE && x->rows <= SHEET_ROWS);
    str told = say_fmt(r->lang, "%lld rows, as of act %lld", (long long)x->rows, (long long)x->as_of);
    sheet_row(book, SHEET_TITLE, &CELL(told), 1);
    return x->rows <= SHEET_ROWS;
}

static void page_register_xlsx(struct request *r) {
    static const int widths[] = {10, 24, 24, 24, 24, 24, 24, 24};
    struct export *x =
        export_new(r, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    if (!x) return;
    struct sheet *book = sheet_new(r->data, "data", widths, COUNT(widths));
    bool fits = book && xlsx_rows(r, x, book);
    str bytes = book ? sheet_done(book) : (str){0};
    if (fits && bytes.n) return out_str(&r->out, bytes);
    r->type = NULL;
    r->download = (str){0};
    if (!fits && book)
        return web_error(r, 413, N_("Too long for a spreadsheet"),
                         N_("Narrow it down, or take CSV, which has no limit."));
    web_error(r, 503, N_("Please try again in a moment"), N_("The file could not be made just now."));
}

/* ---- the pages ---- */

static const struct input file_inputs[] = {{"q", 300}, {"xa", 20}, {"loc.*", 40}, {"as_of", 18}, {"ngu", 8}};

const struct page export_pages[] = {
    {.method = "GET",
     .path = "/so-dang-ky/{}.csv",
     .who = R_ANYONE,
     .en = N_("A register as CSV"),
     INPUTS(file_inputs),
     .handle = page_register_csv},
    {.method = "GET",
     .path = "/so-dang-ky/{}.json",
     .who = R_ANYONE,
     .en = N_("A register as JSON"),
     INPUTS(file_inputs),
     .handle = page_register_json},
    {.method = "GET",
     .path = "/so-dang-ky/{}.xlsx",
     .who = R_ANYONE,
     .en = N_("A register as XLSX"),
     INPUTS(file_inputs),
     .handle = page_register_xlsx},
    {0},
};
