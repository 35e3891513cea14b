/* Slip 06, the book (Sổ theo dõi hồ sơ): what a desk received in a period, in order of reception. Thirty
 * dossiers a page, printed landscape. */
#include "slip.h"

#include "words/number.h"

enum { LINES = 30, LONGEST = 366 };
struct book_line {
    struct dossier d;
    str what, agency, how, remark;
};
struct book {
    int from, until; /* local days, both included */
    bool wrong;      /* the days that the address names are no period of at most a year */
    enum lang reader;
    str desk, body, place;
    i64 all, before; /* dossiers of the period; those on earlier pages */
    struct book_line v[LINES];
    size_t n;
    str after; /* key of the next page; empty = none */
    bool form_number;
};

/* Reads the period: the days of the address, at most a year; by default this month so far. */
static void period(struct request *r, struct book *b) {
    int today = when_day(r->now);
    struct civil c = day_civil(today);
    str from = req_field(r, "tu"), until = req_field(r, "den");
    b->from = day_of(c.year, c.month, 1);
    b->until = today;
    int a = b->from, z = b->until;
    b->wrong =
        (from.n && !day_parse(from, &a)) || (until.n && !day_parse(until, &z)) || a > z || z - a >= LONGEST;
    if (b->wrong) return;
    b->from = a;
    b->until = z;
}

/* How the result was returned to the citizen: only the body of dossier.return says it. */
static str returned_how(struct request *r, i64 dossier) {
    enum channel how;
    bool gone;
    i64 act = db_int(r->db,
                     SQL("SELECT MAX(act) FROM " DOSSIER_EVENTS " AS e"
                         " WHERE dossier = $1 AND what = 'returned'"),
                     VN(dossier));
    if (!act || !channel_parse(json_str(act_fields(r->db, act, &gone), "how"), &how)) return (str){0};
    return str_c(T(channel_label(how)));
}

static void line_read(struct request *r, struct book_line *x) {
    const struct procedure *p = procedure_at(r->db, x->d.procedure, x->d.procedure_act);
    x->what = p ? p->name.vi : x->d.procedure;
    x->agency = agency_name(r, x->d.agency, x->d.received_at);
    x->how = x->d.returned_at ? returned_how(r, x->d.n) : (str){0};
    bool late = dossier_late(&x->d, r->now);
    x->remark = x->d.status == ST_RETURNED && !late ? (str){0}
                : late ? str_fmt("%s; %s", T(status_name(x->d.status)), T("late"))
                       : str_c(T(status_name(x->d.status)));
}

static void lines_read(struct request *r, struct book *b) {
    str key = req_field(r, "sau"), first = str_cut(&key, '.');
    i64 start = day_start(b->from), end = day_start(b->until + 1), at = 0, n = 0;
    if (!str_to_int(first, &at) || !str_to_int(key, &n)) at = n = 0;
    b->all = db_int(r->db,
                    SQL("SELECT COUNT(*) FROM " DOSSIERS " AS d"
                        " WHERE desk = $1 AND received_at > 0 AND received_at >= $2 AND received_at < $3"),
                    VT(r->agency), VN(start), VN(end));
    b->before = db_int(r->db,
                       SQL("SELECT COUNT(*) FROM " DOSSIERS " AS d"
                           " WHERE desk = $1 AND received_at > 0 AND received_at >= $2 AND received_at < $3"
                           " AND (received_at < $4 OR (received_at = $4 AND n <= $5))"),
                       VT(r->agency), VN(start), VN(end), VN(at), VN(n));
    struct rows q =
        db_ask(r->db,
               SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS " AS d"
                   " WHERE desk = $1 AND received_at > 0 AND received_at >= $2 AND received_at < $3"
                   " AND (received_at > $4 OR (received_at = $4 AND n > $5))"
                   " ORDER BY received_at, n LIMIT 31"),
               VT(r->agency), VN(start), VN(end), VN(at), VN(n));
    bool more = false;
    while (rows_next(&q)) {
        if (b->n < LINES) b->v[b->n++].d = dossier_row(&q);
        else more = true;
    }
    rows_end(&q);
    for (size_t i = 0; i < b->n; i++) line_read(r, &b->v[i]);
    if (more)
        b->after =
            str_fmt("%lld.%lld", (long long)b->v[b->n - 1].d.received_at, (long long)b->v[b->n - 1].d.n);
}

static url book_url(const struct book *b) {
    return url_fmt("/can-bo/so-theo-doi?tu=%s&den=%s&sau=%s", str_z(day_iso(b->from)),
                   str_z(day_iso(b->until)), str_z(b->after));
}

#include "rooms/slip/book.html.h"

static void page_book(struct request *r) {
    struct book *b = NEW(struct book);
    period(r, b);
    b->reader = r->lang;
    r->lang = LANG_VI; /* the paper is in Vietnamese, whatever the reader's language */
    i64 last = day_start(b->until);
    b->desk = desk_name(r, r->agency, last);
    b->body = agency_name(r, r->agency, last);
    b->place = slip_place(r, r->agency, b->until);
    b->form_number = slip_form_number(r, b->until);
    lines_read(r, b);
    if (b->wrong) r->status = 422;
    draw_book(r, b);
}

/* ---- the pages ---- */

static const struct input in_book[] = {{"tu", 20}, {"den", 20}, {"sau", 60}};

const struct page book_pages[] = {
    {.method = "GET",
     .path = "/can-bo/so-theo-doi",
     .who = R_OFFICER,
     .en = N_("The book of dossiers"),
     INPUTS(in_book),
     .handle = page_book},
    {0},
};
