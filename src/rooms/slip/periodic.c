/* The periodic report of an agency on its procedures: received, decided early, on time and late, still open;
 * by field and procedure. Only public services count, and only events up to the period's end, so that a past
 * report never changes. */
#include "slip.h"

#include "base/text.h"
#include "journal/view.h"
#include "web/sheet.h"
#include "words/number.h"

struct tally { /* numbers of dossiers; lateness is judged by the first promise */
    /* carried over; received in the period, by channel; taken over from and passed to another agency */
    i64 carried, online, counter, post, in, out;
    /* decided; closed: ended without a result (stopped, lapsed, withdrawn) */
    i64 early, on_time, late, closed;
    i64 paused, open_late, open; /* still open at the end of the period */
    i64 returned, refused;       /* results handed out, filings not received: outside the sum */
};
struct report_row {
    str field, procedure; /* procedure: empty = the sum of the field */
    str name;
    struct tally t;
};
struct office { /* an agency's line in the report of the whole province */
    str code, name;
    i64 received, decided, late;
};
struct report {
    struct office *offices;
    size_t n_offices;
    str agency, agency_name; /* agency: empty = the whole province */
    str period, period_name;
    int from, to; /* local days, `to` exclusive */
    bool calendar, leader;
    i64 as_of; /* the journal's last act when it was counted */
    struct report_row *rows, sum;
    size_t n, cap;
    const struct agency **choices;
    size_t n_choices;
};

/* ---- the period ---- */

/* Reads "2026" (the reporting year; with nam=lich the calendar year), "2026-H1", "2026-Q3" or "2026-11". */
static bool period_read(const struct request *r, str s, struct report *p) {
    i64 year, part = 0;
    if (s.n < 4 || !str_to_int((str){s.p, 4}, &year) || year < 2020 || year > 2100) return false;
    p->period = s;
    if (s.n == 4) {
        int m = p->calendar || !r->province->year_month ? 1 : r->province->year_month,
            d = p->calendar || !r->province->year_dom ? 1 : r->province->year_dom;
        int back = m > 1 || d > 1;
        p->from = day_of((int)year - back, m, d);
        p->to = day_of((int)year + 1 - back, m, d);
        p->period_name = say_fmt(
            r->lang, p->calendar || !back ? N_("calendar year %d") : N_("reporting year %d"), (int)year);
        return true;
    }
    char kind = s.n > 5 ? s.p[5] : 0;
    str digits = kind == 'Q' || kind == 'H' ? (str){s.p + 6, s.n - 6} : (str){s.p + 5, s.n - 5};
    if (s.p[4] != '-' || !str_to_int(digits, &part)) return false;
    int months = kind == 'Q' ? 3 : kind == 'H' ? 6 : 1;
    if (part < 1 || part > 12 / months) return false;
    int first = ((int)part - 1) * months, next = first + months;
    p->from = day_of((int)year, first + 1, 1);
    p->to = day_of((int)year + next / 12, next % 12 + 1, 1);
    p->period_name = say_fmt(r->lang,
                             kind == 'Q'   ? N_("quarter %d of %d")
                             : kind == 'H' ? N_("half %d of %d")
                                           : N_("month %d of %d"),
                             (int)part, (int)year);
    return true;
}

/* ---- counting ---- */

static struct tally *row_of(struct request *r, struct report *p, str procedure) {
    for (size_t i = 0; i < p->n; i++)
        if (str_eq(p->rows[i].procedure, procedure)) return &p->rows[i].t;
    GROW(p->rows, p->n, p->cap);
    const struct procedure *q = procedure_of(r->province, procedure);
    p->rows[p->n] = (struct report_row){.procedure = procedure,
                                        .field = q ? pick(r->lang, q->field_name) : S("—"),
                                        .name = q ? pick(r->lang, q->name) : procedure};
    return &p->rows[p->n++].t;
}

#define RECEIVED_BEFORE                             \
    "EXISTS (SELECT 1 FROM " DOSSIER_EVENTS " AS q" \
    " WHERE q.dossier = e.dossier AND q.what = 'received' AND q.act < e.act)"
#define ENDS "('decided', 'stopped', 'lapsed', 'withdrawn')"
/* Changed its agency while open. A decided dossier is in no agency's hands any more. */
#define PASSED                                                   \
    "(what IN ('transferred', 'handed_on') AND " RECEIVED_BEFORE \
    " AND NOT EXISTS (SELECT 1 FROM " DOSSIER_EVENTS " AS x"     \
    " WHERE x.dossier = e.dossier AND x.act < e.act AND x.what IN " ENDS "))"

/* Counts the dossiers open when the period began: +1 for each that came before, -1 for each that went. */
static void count_carried(struct request *r, struct report *p) {
    struct rows q = db_ask(r->db,
                           SQL("SELECT procedure, SUM(CASE WHEN what IN ('received', 'transferred',"
                               " 'handed_on') THEN 1 ELSE -1 END) FROM " DOSSIER_EVENTS " AS e"
                               " WHERE service = 1 AND day < $1 AND ($2 = '' OR agency = $2)"
                               " AND (what = 'received' OR (what IN " ENDS " AND " RECEIVED_BEFORE ")"
                               " OR ($2 <> '' AND " PASSED ")) GROUP BY procedure"),
                           VN(p->from), VT(p->agency));
    while (rows_next(&q)) row_of(r, p, row_text(&q, 0))->carried += row_int(&q, 1);
    rows_end(&q);
}

/* Counts dossiers passed on by this agency: the event before was still the agency's. `before`: they left
 * before the period, so they are not carried over. */
static void count_passed(struct request *r, struct report *p, int from, int to, bool before) {
    if (!p->agency.n) return;
    struct rows q = db_ask(r->db,
                           SQL("SELECT procedure, COUNT(*) FROM " DOSSIER_EVENTS " AS e"
                               " WHERE service = 1 AND day >= $1 AND day < $2 AND agency <> $3 AND " PASSED
                               " AND (SELECT b.agency FROM " DOSSIER_EVENTS " AS b"
                               " WHERE b.dossier = e.dossier AND b.act < e.act"
                               " ORDER BY b.act DESC, b.i DESC LIMIT 1) = $3"
                               " GROUP BY procedure"),
                           VN(from), VN(to), VT(p->agency));
    while (rows_next(&q)) {
        struct tally *t = row_of(r, p, row_text(&q, 0));
        if (before) t->carried -= row_int(&q, 1);
        else t->out += row_int(&q, 1);
    }
    rows_end(&q);
}

static void count_period(struct request *r, struct report *p) {
    struct rows q =
        db_ask(r->db,
               SQL("SELECT procedure, what, channel, timing, COUNT(*)"
                   " FROM " DOSSIER_EVENTS " AS e"
                   " WHERE service = 1 AND day >= $1 AND day < $2 AND ($3 = '' OR agency = $3)"
                   " AND (what IN ('received', 'decided', 'returned',"
                   " 'refused') OR (what IN ('stopped', 'lapsed', 'withdrawn') AND " RECEIVED_BEFORE
                   ") OR " PASSED ") GROUP BY procedure, what, channel, timing"),
               VN(p->from), VN(p->to), VT(p->agency));
    while (rows_next(&q)) {
        struct tally *t = row_of(r, p, row_text(&q, 0));
        str what = row_text(&q, 1), channel = row_text(&q, 2), timing = row_text(&q, 3);
        i64 n = row_int(&q, 4);
        if (str_is(what, "received"))
            *(str_is(channel, "online") ? &t->online : str_is(channel, "post") ? &t->post : &t->counter) += n;
        else if (str_is(what, "decided"))
            *(str_is(timing, "early") ? &t->early : str_is(timing, "late") ? &t->late : &t->on_time) += n;
        else if (str_is(what, "returned")) t->returned += n;
        else if (str_is(what, "refused")) t->refused += n;
        else if (str_is(what, "transferred") || str_is(what, "handed_on")) t->in += p->agency.n ? n : 0;
        else t->closed += n;
    }
    rows_end(&q);
}

/* Whether the due time, as recorded up to the period's end, was over at its end. */
static bool late_then(struct request *r, i64 dossier, int to, i64 end) {
    i64 due = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT act FROM " DOSSIER_EVENTS " AS e"
                               " WHERE dossier = $1 AND day < $2 ORDER BY act DESC LIMIT 100"),
                           VN(dossier), VN(to));
    while (!due && rows_next(&q)) due = json_int(act_result(r->db, row_int(&q, 0)), "due");
    rows_end(&q);
    return due && due < end;
}

/* Counts the dossiers received and not ended by the period's end: how many were paused, how many late. */
static void count_open(struct request *r, struct report *p) {
    i64 end = day_start(p->to) < r->now ? day_start(p->to) : r->now;
    struct rows q = db_ask(
        r->db,
        SQL("SELECT e.dossier, e.procedure, l.act, l.what"
            " FROM " DOSSIER_EVENTS " AS e"
            " JOIN " DOSSIER_EVENTS " AS l ON l.dossier = e.dossier AND $3 NOT LIKE '%,' || l.what || ',%'"
            " WHERE e.service = 1 AND e.what = 'received' AND " COUNTED_OF(
                "e.what") " AND e.day < $1 AND l.day < $1 AND NOT EXISTS (SELECT 1"
                          " FROM " DOSSIER_EVENTS " AS x"
                          " WHERE x.dossier = e.dossier AND x.day < $1 AND x.what IN " ENDS
                          ") AND NOT EXISTS (SELECT 1 FROM " DOSSIER_EVENTS " AS n"
                          " WHERE n.dossier = e.dossier AND n.day < $1 AND $3 NOT LIKE '%,' || n.what || ',%'"
                          " AND (n.act > l.act OR (n.act = l.act AND n.i > l.i)))"
                          " AND ($2 = '' OR (SELECT b.agency FROM " DOSSIER_EVENTS " AS b"
                          " WHERE b.dossier = e.dossier AND b.day < $1"
                          " ORDER BY b.act DESC, b.i DESC LIMIT 1) = $2)"),
        VN(p->to), VT(p->agency), VT(events_as_before()));
    while (rows_next(&q)) {
        struct tally *t = row_of(r, p, row_text(&q, 1));
        const struct event_kind *last = event_kind_of(row_text(&q, 3));
        t->open++;
        if (last && last->then == THEN_WAITS) t->paused++;
        else if (late_then(r, row_int(&q, 0), p->to, end)) t->open_late++;
    }
    rows_end(&q);
}

/* For the whole province: each agency with dossiers in the period, most late ones first. */
static void count_offices(struct request *r, struct report *p) {
    size_t cap = 0;
    if (p->agency.n) return;
    struct rows q =
        db_ask(r->db,
               SQL("SELECT agency, SUM(CASE WHEN what = 'received' THEN 1 ELSE 0 END), SUM(CASE"
                   " WHEN what = 'decided' THEN 1 ELSE 0 END), SUM(late)"
                   " FROM (SELECT agency, what,"
                   " CASE WHEN what = 'decided' THEN late ELSE 0 END AS late FROM " DOSSIER_EVENTS " AS e"
                   " WHERE service = 1 AND day >= $1 AND day < $2 AND " COUNTED
                   " AND what IN ('received', 'decided')) AS q"
                   " GROUP BY agency ORDER BY 4 DESC, 3 DESC, agency LIMIT 1000"),
               VN(p->from), VN(p->to));
    while (rows_next(&q)) {
        GROW(p->offices, p->n_offices, cap);
        p->offices[p->n_offices++] =
            (struct office){row_text(&q, 0), {0}, row_int(&q, 1), row_int(&q, 2), row_int(&q, 3)};
    }
    rows_end(&q);
    i64 end = day_start(p->to) < r->now ? day_start(p->to) - 1 : r->now;
    for (size_t i = 0; i < p->n_offices; i++) p->offices[i].name = agency_name(r, p->offices[i].code, end);
}

static void add(struct tally *to, const struct tally *t) {
    i64 *a = (i64 *)to;
    const i64 *b = (const i64 *)t;
    for (size_t i = 0; i < sizeof *t / sizeof *a; i++) a[i] += b[i];
}

static int by_field(const void *a, const void *b) {
    const struct report_row *x = a, *y = b;
    int c = text_collate(x->field, y->field);
    return c ? c : str_cmp(x->procedure, y->procedure);
}

/* Groups the rows by field and puts each field's sum before its procedures. */
static void sums_make(struct report *p) {
    struct report_row *v = NEWS(struct report_row, p->n * 2 + 1);
    size_t n = 0, head = 0;
    if (p->n) qsort(p->rows, p->n, sizeof *p->rows, by_field);
    for (size_t i = 0; i < p->n; i++) {
        if (!i || !str_eq(p->rows[i].field, p->rows[i - 1].field)) {
            head = n;
            v[n++] = (struct report_row){.field = p->rows[i].field, .name = p->rows[i].field};
        }
        v[n++] = p->rows[i];
        add(&v[head].t, &p->rows[i].t);
        add(&p->sum.t, &p->rows[i].t);
    }
    p->rows = v;
    p->n = n;
}

/* ---- whose ---- */

static int by_name(const void *a, const void *b) {
    return text_collate((*(const struct agency *const *)a)->name.vi,
                        (*(const struct agency *const *)b)->name.vi);
}

static void choose_agency(struct request *r, struct report *p) {
    int today = when_day(r->now);
    p->leader = !r->agency.n;
    p->agency = r->agency;
    if (p->leader) {
        p->choices = NEWS(const struct agency *, r->province->n_agencies + 1);
        for (size_t i = 0; i < r->province->n_agencies; i++) {
            const struct agency *a = &r->province->agencies[i];
            if (a->since <= today && (!a->until || today < a->until)) p->choices[p->n_choices++] = a;
        }
        if (p->n_choices) qsort(p->choices, p->n_choices, sizeof *p->choices, by_name);
        str asked = req_field(r, "don-vi");
        if (agency_on(r->province, asked, 0)) p->agency = asked;
    }
    p->agency_name =
        p->agency.n
            ? agency_name(r, p->agency, p->to && day_start(p->to) < r->now ? day_start(p->to) - 1 : r->now)
            : pick(r->lang, r->province->name);
}

/* Counts the report that the address asks for. False: an error page has been drawn. */
static bool report_open(struct request *r, struct report *p) {
    *p = (struct report){.calendar = str_is(req_field(r, "nam"), "lich")};
    str asked = req_field(r, "ky");
    struct civil today = when_civil(r->now);
    if (!asked.n) asked = str_fmt("%d-%02d", today.year, today.month);
    if (!period_read(r, asked, p)) {
        web_error(r, 404, N_("There is no such period"),
                  N_("Write a year, a half, a quarter or a month: 2026, 2026-H1, 2026-Q3, 2026-11."));
        return false;
    }
    choose_agency(r, p);
    p->as_of = journal_last(r->db);
    count_carried(r, p);
    count_passed(r, p, 0, p->from, true);
    count_period(r, p);
    count_passed(r, p, p->from, p->to, false);
    count_open(r, p);
    count_offices(r, p);
    sums_make(p);
    return true;
}

/* ---- columns: one list for the screen, CSV and XLSX ---- */

static const struct column {
    const char *head, *group; /* msgids */
    size_t at;
} columns[] = {
#define COLUMN(group, head, member) \
    { head, group, offsetof(struct tally, member) }
    COLUMN(N_("To be decided"), N_("Carried over"), carried),
    COLUMN(N_("To be decided"), N_("Online"), online),
    COLUMN(N_("To be decided"), N_("At the counter"), counter),
    COLUMN(N_("To be decided"), N_("By public post"), post),
    COLUMN(N_("To be decided"), N_("Taken over"), in),
    COLUMN(N_("To be decided"), N_("Passed on"), out),
    COLUMN(N_("Decided"), N_("Before time"), early),
    COLUMN(N_("Decided"), N_("On time"), on_time),
    COLUMN(N_("Decided"), N_("Late"), late),
    COLUMN(N_("Decided"), N_("Ended otherwise"), closed),
    COLUMN(N_("Open at the end"), N_("In all"), open),
    COLUMN(N_("Open at the end"), N_("of these late"), open_late),
    COLUMN(N_("Open at the end"), N_("of these standing still"), paused),
    COLUMN(N_("Beside"), N_("Results returned"), returned),
    COLUMN(N_("Beside"), N_("Not received"), refused),
};

static i64 value(const struct tally *t, size_t column) {
    return *(const i64 *)((const char *)t + columns[column].at);
}

/* Whether to show a column: "taken over" and "passed on" only if some dossier changed its agency. */
static bool column_used(const struct report *p, size_t c) {
    return (columns[c].at != offsetof(struct tally, in) && columns[c].at != offsetof(struct tally, out)) ||
           p->sum.t.in || p->sum.t.out;
}

static size_t group_width(const struct report *p, size_t c) {
    size_t n = 0;
    for (size_t i = c; i < COUNT(columns) && !strcmp(columns[i].group, columns[c].group); i++)
        n += column_used(p, i);
    return n;
}

static url report_url(const struct report *p, const char *suffix, str period, bool calendar, str agency) {
    struct out o = {0};
    out_fmt(&o, "/can-bo/bao-cao%s?ky=%s", suffix, url_seg(period));
    if (calendar) out_z(&o, "&nam=lich");
    if (p->leader && agency.n) out_fmt(&o, "&don-vi=%s", url_seg(agency));
    return (url){out_all(&o)};
}

static str title_line(struct request *r, const struct report *p) {
    return say_fmt(r->lang, "%s, %s (%s to %s)", str_z(p->agency_name), str_z(p->period_name),
                   str_z(day_text(p->from)), str_z(day_text(p->to - 1)));
}
static str source_line(struct request *r, const struct report *p) {
    return say_fmt(r->lang, "Counted from the journal up to act %lld, %s", (long long)p->as_of,
                   str_z(when_text(r->now)));
}

static size_t cells_of(const struct report *p, const struct report_row *row, str name,
                       struct sheet_cell *out) {
    size_t n = 0;
    out[n++] = CELL(name);
    out[n++] = CELL(row->procedure);
    for (size_t c = 0; c < COUNT(columns); c++)
        if (column_used(p, c)) out[n++] = CELL_N(value(&row->t, c));
    return n;
}

static void sheet_fill(struct request *r, const struct report *p, struct sheet *s) {
    struct sheet_cell v[COUNT(columns) + 2], groups[COUNT(columns) + 2] = {CELL(S("")), CELL(S(""))};
    size_t n = 2;
    sheet_row(s, SHEET_TITLE, &CELL(str_c(T("Report on procedures"))), 1);
    sheet_row(s, SHEET_TITLE, &CELL(title_line(r, p)), 1);
    if (r->demo) sheet_row(s, SHEET_TITLE, &CELL(str_c(T("Demonstration data, not real dossiers"))), 1);
    sheet_row(s, SHEET_TITLE, NULL, 0);
    v[0] = CELL(str_c(T("Field and procedure")));
    v[1] = CELL(str_c(T("Code")));
    for (size_t c = 0; c < COUNT(columns); c++) {
        if (!column_used(p, c)) continue;
        groups[n] = CELL(str_c(T(columns[c].group)));
        v[n++] = CELL(str_c(T(columns[c].head)));
    }
    sheet_row(s, SHEET_HEAD, groups, n);
    sheet_row(s, SHEET_HEAD, v, n);
    for (size_t i = 0; i < p->n; i++)
        sheet_row(s, p->rows[i].procedure.n ? SHEET_PLAIN : SHEET_SUM, v,
                  cells_of(p, &p->rows[i], p->rows[i].name, v));
    sheet_row(s, SHEET_SUM, v, cells_of(p, &p->sum, str_c(T("In all")), v));
    sheet_row(s, SHEET_TITLE, NULL, 0);
    struct sheet_cell note = CELL(source_line(r, p));
    sheet_row(s, SHEET_PLAIN, &note, 1);
}

#include "rooms/slip/periodic.html.h"

static void page_report(struct request *r) {
    struct report *p = NEW(struct report);
    if (report_open(r, p)) draw_report(r, p);
}

/* ---- files ---- */

static str file_name(const struct report *p, const char *kind) {
    return str_fmt("bao-cao-%.*s-%.*s.%s", STR_ARG(p->agency.n ? p->agency : S("tinh")), STR_ARG(p->period),
                   kind);
}

static void page_report_xlsx(struct request *r) {
    struct report *p = NEW(struct report);
    if (!report_open(r, p)) return;
    int widths[COUNT(columns) + 2] = {48, 11};
    for (size_t i = 2; i < COUNT(widths); i++) widths[i] = 11;
    struct sheet *s = sheet_new(r->data, "Bao cao", widths, COUNT(widths));
    if (s) sheet_fill(r, p, s);
    str bytes = s ? sheet_done(s) : (str){0};
    if (!bytes.n)
        return web_error(r, 503, N_("The file could not be made"),
                         N_("Please go back and try again in a moment."));
    r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    r->download = file_name(p, "xlsx");
    out_str(&r->out, bytes);
}

static void csv_row(struct out *o, const struct sheet_cell *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (v[i].is_number) out_fmt(o, "%lld%s", (long long)v[i].number, i + 1 == n ? "\r\n" : ",");
        else csv_cell(o, v[i].text, i + 1 == n);
    }
}

static void page_report_csv(struct request *r) {
    struct report *p = NEW(struct report);
    if (!report_open(r, p)) return;
    struct sheet_cell v[COUNT(columns) + 2] = {CELL(str_c(T("Field and procedure"))), CELL(str_c(T("Code")))};
    size_t n = 2;
    for (size_t c = 0; c < COUNT(columns); c++)
        if (column_used(p, c)) v[n++] = CELL(str_fmt("%s: %s", T(columns[c].group), T(columns[c].head)));
    r->type = "text/csv; charset=utf-8";
    r->download = file_name(p, "csv");
    out_z(&r->out, "\xef\xbb\xbf");
    csv_row(&r->out, v, n);
    for (size_t i = 0; i < p->n; i++) csv_row(&r->out, v, cells_of(p, &p->rows[i], p->rows[i].name, v));
    csv_row(&r->out, v, cells_of(p, &p->sum, str_c(T("In all")), v));
    struct sheet_cell notes[] = {CELL(title_line(r, p)), CELL(source_line(r, p)),
                                 CELL(r->demo ? str_c(T("Demonstration data, not real dossiers")) : S(""))};
    csv_row(&r->out, notes, COUNT(notes) - !r->demo);
}

/* ---- the pages ---- */

static const struct input in_report[] = {{"ky", 20}, {"nam", 10}, {"don-vi", 40}};

const struct page periodic_pages[] = {
    {.method = "GET",
     .path = "/can-bo/bao-cao",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report on procedures"),
     INPUTS(in_report),
     .handle = page_report},
    {.method = "GET",
     .path = "/can-bo/bao-cao.xlsx",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report as XLSX"),
     INPUTS(in_report),
     .handle = page_report_xlsx},
    {.method = "GET",
     .path = "/can-bo/bao-cao.csv",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Report as CSV"),
     INPUTS(in_report),
     .handle = page_report_csv},
    {0},
};
