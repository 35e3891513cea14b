/* Public pages of registers: the list with search and filters, and an entry with its history. Only officers
 * and leaders see a register that is not public; only officers of the keeping agency see personal fields. */
#include "list.h"
#include "base/text.h"
#include "dossier/view.h"
#include "journal/view.h"

enum { SHOWN = 50 };

struct moment { /* one line of an entry's history */
    i64 act;
    int day;
    const char *label;    /* msgid */
    str leaf, by, reason; /* for officers; reason: empty = none or erased */
    str source;
};
struct entry_page { /* the page of an entry */
    struct register_list s;
    struct entry e;
    json_t *values, *personal;
    bool keeper;
    struct moment *moments;
    size_t n_moments;
    str dossier; /* the dossier's code; empty = the visitor may not open it */
};

/* ---- who may see what ---- */

bool reg_open(struct request *r, struct register_list *s) {
    *s = (struct register_list){.g = reg_of(r->province, r->part[0]),
                                .official = (r->roles & (R_OFFICER | R_LEADER | R_ADMIN)) != 0};
    if (s->g && (s->g->is_public || s->official)) return true;
    web_error(r, 404, N_("There is no such register"), N_("Choose one from the list of registers."));
    return false;
}

bool reg_listed(const struct reg *g, const struct reg_field *f) {
    return g->is_public ? f->is_public : !f->f.personal;
}

static bool shown(const struct entry_page *p, const struct reg_field *f) {
    return f->is_public || (p->s.official && !f->f.personal) || (p->keeper && f->f.personal);
}

/* The field that stands for the entry: the first listed one. */
static const struct reg_field *heading(const struct reg *g) {
    for (size_t i = 0; i < g->n_fields; i++)
        if (reg_listed(g, &g->fields[i])) return &g->fields[i];
    return &g->fields[0];
}
static bool in_list(const struct reg *g, const struct reg_field *f) {
    bool lengthy = f->f.type == FIELD_LONG_TEXT && (!f->f.has_max || f->f.max > 300);
    return f != heading(g) && reg_listed(g, f) && !lengthy;
}

/* ---- asking ---- */

static int by_name(const void *a, const void *b) {
    return text_collate((*(const struct unit *const *)a)->name.vi, (*(const struct unit *const *)b)->name.vi);
}

static void communes_find(struct request *r, struct register_list *s) {
    const struct province *p = r->province;
    int today = when_day(r->now);
    if (!s->g->unit_field.n) return;
    s->communes = NEWS(const struct unit *, p->n_units + 1);
    for (size_t i = 0; i < p->n_units; i++)
        if (p->units[i].level == LEVEL_COMMUNE && p->units[i].since <= today &&
            (!p->units[i].until || today < p->units[i].until))
            s->communes[s->n_communes++] = &p->units[i];
    if (s->n_communes) qsort(s->communes, s->n_communes, sizeof *s->communes, by_name);
}

void list_read(struct request *r, struct register_list *s) {
    s->wanted = str_trim(req_field(r, "q"));
    s->commune = req_field(r, "xa");
    s->page = req_int(r, "trang", 1);
    if (s->page < 1 || s->page > 10000) s->page = 1;
    for (size_t i = 0; i < s->g->n_fields && s->n_filters < FILTERS; i++) {
        const struct reg_field *f = &s->g->fields[i];
        if (f->f.type == FIELD_CHOICE && reg_listed(s->g, f))
            s->filters[s->n_filters++] =
                (struct filter){f, req_field(r, str_z(str_fmt("loc.%.*s", STR_ARG(f->f.id))))};
    }
    communes_find(r, s);
}

static bool name_holds(struct words name, str word) {
    str vi = text_fold(name.vi), en = text_fold(name.en);
    return memmem(vi.p ? vi.p : "", vi.n, word.p, word.n) || memmem(en.p ? en.p : "", en.n, word.p, word.n);
}

/* Codes of the units and agencies whose name has the word, also of ended ones: an entry may name one. */
static str codes_named(const struct province *p, str word) {
    struct out o = {0};
    for (size_t i = 0; i < p->n_units; i++)
        if (name_holds(p->units[i].name, word)) out_fmt(&o, ",%.*s", STR_ARG(p->units[i].code));
    for (size_t i = 0; i < p->n_agencies; i++)
        if (name_holds(p->agencies[i].name, word)) out_fmt(&o, ",%.*s", STR_ARG(p->agencies[i].code));
    if (o.n) out_char(&o, ',');
    return out_all(&o);
}

struct search_words filter_words(const struct request *r, const struct register_list *s) {
    struct search_words out = {0};
    struct out fields = {0};
    str rest = text_fold(s->wanted);
    for (size_t i = 0; i < s->g->n_fields; i++) {
        const struct reg_field *f = &s->g->fields[i];
        if ((f->f.type == FIELD_COMMUNE || f->f.type == FIELD_AGENCY) && reg_listed(s->g, f))
            out_fmt(&fields, ",%.*s", STR_ARG(f->f.id));
    }
    if (fields.n) out_char(&fields, ',');
    out.fields = out_all(&fields);
    for (size_t i = 0; i < FILTER_WORDS; i++) {
        str w = i + 1 < FILTER_WORDS ? str_cut(&rest, ' ') : rest;
        out.like[i] = w.n ? str_fmt("%%%.*s%%", STR_ARG(w)) : S("%");
        if (w.n && out.fields.n) out.codes[i] = codes_named(r->province, w);
    }
    return out;
}

#define FOUND " FROM register_entry e WHERE e.until_act = 0 AND " FILTERED
static void lines_find(struct request *r, struct register_list *s, i64 limit) {
    size_t cap = 0;
    struct search_words w = filter_words(r, s);
    s->count = db_int(r->db, SQL("SELECT COUNT(*)" FOUND), FILTER_VALUES(s, w));
    if ((s->page - 1) * limit >= s->count) s->page = 1;
    struct rows rows = db_ask(
        r->db,
        SQL("SELECT " ENTRY_COLUMNS FOUND " ORDER BY e.day DESC, e.act DESC, e.i LIMIT $14 OFFSET $15"),
        FILTER_VALUES(s, w), VN(limit), VN((s->page - 1) * limit));
    while (rows_next(&rows)) {
        GROW(s->lines, s->n, cap);
        s->lines[s->n++] = (struct line){version_row(&rows), NULL};
    }
    rows_end(&rows);
    for (size_t i = 0; i < s->n; i++) s->lines[i].values = entry_values(r->db, &s->lines[i].e);
}

/* The address of the list with this search and these filters; page 0 = without a page. */
static url list_url(const struct register_list *s, const char *ending, i64 page) {
    struct out o = {0};
    out_fmt(&o, "/so-dang-ky/%s%s?q=%s", url_seg(s->g->id), ending, url_seg(s->wanted));
    if (s->commune.n) out_fmt(&o, "&xa=%s", url_seg(s->commune));
    for (size_t i = 0; i < s->n_filters; i++)
        if (s->filters[i].value.n)
            out_fmt(&o, "&loc.%s=%s", url_seg(s->filters[i].f->f.id), url_seg(s->filters[i].value));
    if (page) out_fmt(&o, "&trang=%lld", (long long)page);
    return url_fmt("%s", str_z(out_all(&o)));
}

static url download_url(const struct request *r, const struct register_list *s, const char *ending) {
    str lang = web_file_lang(r);
    return url_fmt("%s%s%s", str_z(list_url(s, ending, 0).s), lang.n ? "&" : "", str_z(lang));
}

static bool narrowed(const struct register_list *s) {
    return s->wanted.n || s->commune.n || (s->n_filters && s->filters[0].value.n) ||
           (s->n_filters > 1 && s->filters[1].value.n);
}

static i64 entries_of(struct request *r, str reg) {
    return db_int(r->db,
                  SQL("SELECT COUNT(*) FROM register_entry"
                      " WHERE register = $1 AND until_act = 0"),
                  VT(reg));
}

str reg_source(struct request *r, const struct reg *g) {
    str what = pick(r->lang, g->source.what);
    return g->source.decision.n ? str_fmt("%.*s, %.*s", STR_ARG(what), STR_ARG(g->source.decision)) : what;
}

/* ---- an entry ---- */

static const char *what_label(str what) {
    static const struct {
        const char *id, *label;
    } all[] = {{"entered", N_("Entered by a decision")},
               {"imported", N_("Taken over from a list")},
               {"corrected", N_("Corrected")},
               {"replaced", N_("Replaced by a newer entry")},
               {"struck", N_("Struck out")}};
    for (size_t i = 0; i < COUNT(all); i++)
        if (str_eq(what, str_c(all[i].id))) return all[i].label;
    return "";
}

static void moment_add(struct request *r, struct entry_page *p, i64 act, str what, str source) {
    bool erased = false;
    str leaf = act_leaf(r->db, act);
    struct moment m = {.act = act, .label = what_label(what), .leaf = hex(leaf.p, leaf.n), .source = source};
    struct rows q = db_ask(r->db, SQL("SELECT at, actor FROM " ACTS " AS j WHERE n = $1"), VN(act));
    if (rows_next(&q)) {
        m.day = when_day(row_int(&q, 0));
        m.by = p->s.official ? person_name(r->db, row_int(&q, 1)) : (str){0};
    }
    rows_end(&q);
    if (p->s.official) m.reason = json_str(act_fields(r->db, act, &erased), "reason");
    p->moments[p->n_moments++] = m;
}

/* The entry's history, newest first: the act that wrote each version, and one that struck it. */
static void history(struct request *r, struct entry_page *p) {
    struct entry v[100];
    size_t n = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT " ENTRY_COLUMNS " FROM register_entry WHERE register = $1 AND n = $2"
                               " ORDER BY act DESC, i DESC LIMIT 100"),
                           VT(p->s.g->id), VN(p->e.n));
    while (rows_next(&q) && n < COUNT(v)) v[n++] = version_row(&q);
    rows_end(&q);
    p->moments = NEWS(struct moment, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        if (str_is(v[i].until_what, "struck")) moment_add(r, p, v[i].until_act, v[i].until_what, (str){0});
        moment_add(r, p, v[i].act, v[i].what, v[i].source);
    }
}

static void dossier_find(struct request *r, struct entry_page *p) {
    if (!p->e.dossier || !(r->roles & (R_OFFICER | R_LEADER))) return;
    /* what an agency declared is no personal matter */
    bool all = (r->roles & R_LEADER) && !r->agency.n;
    p->dossier = db_text(r->db,
                         SQL("SELECT code FROM " DOSSIERS " AS d"
                             " WHERE n = $1 AND (($3 = 1 AND filer <> '') OR ($2 <> ''"
                             " AND (filer = $2 OR ($4 = 1 AND (desk = $2 OR agency = $2)))))"),
                         VN(p->e.dossier), VT(r->agency), VN(all), VN((r->roles & R_OFFICER) != 0));
}

#include "rooms/register/register.html.h"

static void page_registers(struct request *r) {
    draw_registers(r, (r->roles & (R_OFFICER | R_LEADER | R_ADMIN)) != 0);
}

static void page_register(struct request *r) {
    struct register_list *s = NEW(struct register_list);
    if (!reg_open(r, s)) return;
    list_read(r, s);
    lines_find(r, s, SHOWN);
    draw_register(r, s);
}

static void page_entry(struct request *r) {
    struct entry_page *p = NEW(struct entry_page);
    i64 n;
    if (!reg_open(r, &p->s)) return;
    if (!str_to_int(r->part[1], &n) || !entry_load(r->db, p->s.g->id, n, &p->e))
        return web_error(r, 404, N_("There is no such entry"), N_("Search for it in the register."));
    p->keeper = (r->roles & R_OFFICER) && entry_kept(r->province, &p->e, r->agency, when_day(r->now));
    p->values = entry_values(r->db, &p->e);
    if (p->keeper) json_object_update(p->values, entry_personal(r->db, p->s.g->id, n));
    history(r, p);
    dossier_find(r, p);
    draw_entry(r, p);
}

/* ---- the pages ---- */

static const struct input list_inputs[] = {{"q", 300}, {"xa", 20}, {"loc.*", 40}, {"trang", 10}};

static const struct page pages[] = {
    {.method = "GET",
     .path = "/so-dang-ky",
     .who = R_ANYONE,
     .en = N_("Registers"),
     .handle = page_registers},
    {.method = "GET",
     .path = "/so-dang-ky/{}",
     .who = R_ANYONE,
     .en = N_("A register"),
     INPUTS(list_inputs),
     .handle = page_register},
    {.method = "GET",
     .path = "/so-dang-ky/{}/{}",
     .who = R_ANYONE,
     .en = N_("An entry of a register"),
     .handle = page_entry},
    {0},
};

/* ---- the room ---- */

const struct room registers = {
    .name = "registers",
    .en = N_("Registers: what decisions enter, kept with its history and open to who may read it."),
    .tables = LIST(table, register_tables),
    .acts = LIST(act_kind, register_acts),
    .follows = LIST(follow, register_follows),
    .pages = LIST(page, pages, export_pages),
    .registers = &register_answers,
};
