/* The officers' queue: the dossiers at a desk, late first, fifty a page; search by code or by the owner's
 * name. */
#include "desk.h"

#include "base/text.h"
#include "words/number.h"

enum { SHOWN = 50, FRESH = 30 * MINUTE };
enum tab { TAB_RECEIVE, TAB_HAND, TAB_WAIT, TAB_RETURN, TAB_DONE, N_TABS };
static const struct {
    const char *slug, *name, *none;
    int a, b, c; /* the statuses of the open dossiers in this tab; TAB_DONE has those that ended */
} tabs[N_TABS] = {
    [TAB_RECEIVE] = {"tiep-nhan", N_("To receive"), N_("Nothing waits to be received."), ST_FILED, ST_FILED,
                     ST_FILED},
    [TAB_HAND] = {"xu-ly", N_("In hand"), N_("Nothing is in hand."), ST_RECEIVED, ST_HANDLING, ST_WITHDRAWN},
    [TAB_WAIT] = {"cho-bo-sung", N_("Waiting for the submitter"), N_("Nobody is being waited for."),
                  ST_SUPPLEMENT, ST_PAYMENT, ST_STOPPED},
    [TAB_RETURN] = {"tra-ket-qua", N_("To return"), N_("No result waits to be returned."), ST_DONE, ST_DONE,
                    ST_DONE},
    [TAB_DONE] = {"da-xong", N_("Done lately"), N_("Nothing has been done yet."), 0, 0, 0},
};

struct line { /* one dossier of the list */
    struct dossier d;
    str name, what, left; /* left: time left or late by; empty = no clock runs */
    i64 time;
    const char *time_is; /* msgid: what `time` is */
    bool late;
};
struct queue {
    str agency, agency_name;
    bool reader; /* a leader: may read, but sees no names */
    bool names;
    enum tab tab;
    i64 count[N_TABS], late[N_TABS];
    i64 newest; /* number of the dossier filed last among those to be received */
    struct line lines[SHOWN];
    size_t n;
    str after; /* key of the next page; empty = none */
    bool later_page;
    str channel; /* only dossiers that came by this channel; empty = all */
    enum channel way;
    str wanted;        /* what was searched for; empty = no search, a tab */
    struct line fresh; /* the dossier filed last, if that was within FRESH */
    bool has_fresh;
    const struct agency **choices; /* the agencies a leader of the whole province chooses from */
    size_t n_choices;
};

/* ---- counting ---- */

/* Two halves, as agency and as desk, each counted along its own index: one query would have to sort. */
#define COUNTS                                                                                             \
    "SELECT status, COUNT(*), COUNT(CASE WHEN " FILED_STATUS " AND reply_by < $2 THEN 1 WHEN " OPEN_STATUS \
    " AND first_due < $2 THEN 1 WHEN first_due > 0 AND paused_at > first_due"                              \
    " THEN 1 END), MAX(n) FROM " DOSSIERS " AS d WHERE " UNENDED " AND "

static void count_tabs(struct request *r, struct queue *q) {
    struct rows rows = db_ask(r->db,
                              SQL(COUNTS "agency = $1 GROUP BY status UNION ALL " COUNTS
                                         "desk = $1 AND desk <> agency GROUP BY status"),
                              VT(q->agency), VN(r->now));
    while (rows_next(&rows)) {
        i64 status = row_int(&rows, 0);
        if (status == ST_FILED && row_int(&rows, 3) > q->newest) q->newest = row_int(&rows, 3);
        for (int t = 0; t < TAB_DONE; t++) {
            if (status != tabs[t].a && status != tabs[t].b && status != tabs[t].c) continue;
            q->count[t] += row_int(&rows, 1);
            q->late[t] += row_int(&rows, 2);
        }
    }
    rows_end(&rows);
}

static enum tab chosen_tab(struct request *r, const struct queue *q) {
    str slug = req_field(r, "viec");
    for (int t = 0; t < N_TABS; t++)
        if (str_eq(slug, str_c(tabs[t].slug))) return (enum tab)t;
    return q->count[TAB_RECEIVE] || !q->count[TAB_HAND] ? TAB_RECEIVE : TAB_HAND;
}

/* ---- lines ---- */

/* QUEUE_TIME of a dossier already read. */
static i64 order_of(const struct dossier *d) {
    switch (d->status) {
    case ST_FILED: return d->reply_by;
    case ST_RECEIVED:
    case ST_HANDLING: return d->due_at;
    case ST_DONE: return d->decided_at;
    default: return d->paused_at;
    }
}

static void line_time(struct request *r, struct line *x) {
    const struct dossier *d = &x->d;
    switch (d->status) {
    case ST_FILED: x->time = d->reply_by, x->time_is = N_("Answer before"); break;
    case ST_RECEIVED:
    case ST_HANDLING: x->time = d->due_at, x->time_is = N_("Due"); break;
    case ST_SUPPLEMENT:
    case ST_PAYMENT:
    case ST_WITHDRAWN:
    case ST_STOPPED:
        if (d->closed_at) {
            x->time = d->closed_at, x->time_is = N_("Ended");
            break;
        }
        x->time = d->paused_at, x->time_is = N_("Waiting since");
        break;
    case ST_DONE: x->time = d->decided_at, x->time_is = N_("Finished"); break;
    case ST_RETURNED: x->time = d->returned_at, x->time_is = N_("Result returned"); break;
    default: x->time = d->filed_at, x->time_is = N_("Filed"); break;
    }
    x->late = dossier_late(d, r->now);
    bool runs = d->status == ST_FILED || d->status == ST_RECEIVED || d->status == ST_HANDLING;
    if (runs) x->left = why_left(r->lang, x->time, r->now);
    else if (x->late) x->left = str_c(T("late"));
}

static struct line line_of(struct request *r, const struct queue *q, struct dossier d) {
    struct line x = {.d = d, .what = d.procedure};
    const struct procedure *p = procedure_at(r->db, d.procedure, d.procedure_act);
    if (p) x.what = pick(r->lang, p->name);
    if (q->names) x.name = d.owner_name.n ? d.owner_name : str_c(T("(personal data erased)"));
    line_time(r, &x);
    return x;
}

/* Takes the rows of a list; the 51st only says that there is another page. by_number: the list is ordered by
 * act, not by time. */
static void take_lines(struct request *r, struct queue *q, struct rows rows, bool by_number) {
    bool more = false;
    while (rows_next(&rows)) {
        if (q->n < SHOWN) q->lines[q->n++].d = dossier_row(&rows);
        else more = true;
    }
    rows_end(&rows);
    for (size_t i = 0; i < q->n; i++) q->lines[i] = line_of(r, q, q->lines[i].d);
    if (!more) return;
    const struct dossier *last = &q->lines[q->n - 1].d;
    i64 order = by_number ? (q->wanted.n ? last->n : last->last_act) : order_of(last);
    q->after = str_fmt("%lld.%lld", (long long)order, (long long)last->n);
}

static void list_open(struct request *r, struct queue *q, i64 order, i64 n) {
    take_lines(
        r, q,
        db_ask(r->db,
               SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS
                   " AS d WHERE n IN (SELECT n FROM (SELECT n, " QUEUE_TIME " AS ord FROM " DOSSIERS
                   " AS a WHERE agency = $1 AND status IN ($2, $3, $6) AND " UNENDED
                   " AND ($7 = '' OR channel = $7)"
                   " UNION ALL SELECT n, " QUEUE_TIME " AS ord FROM " DOSSIERS
                   " AS b WHERE desk = $1 AND desk <> agency AND status IN ($2, $3, $6) AND closed_at = 0"
                   " AND ($7 = '' OR channel = $7)) AS q"
                   " WHERE ord > $4 OR (ord = $4 AND n > $5) ORDER BY ord, n LIMIT 51)"
                   " ORDER BY " QUEUE_TIME ", n"),
               VT(q->agency), VN(tabs[q->tab].a), VN(tabs[q->tab].b), VN(order), VN(n), VN(tabs[q->tab].c),
               VT(q->channel)),
        false);
}

/* The first page of the dossiers to be received, which is opened most. Both halves have an index in this
 * order, so that SQLite reads fifty rows, not all. */
static void list_filed(struct request *r, struct queue *q) {
    take_lines(r, q,
               db_ask(r->db,
                      SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS
                          " AS d WHERE n IN (SELECT n FROM (SELECT n FROM " DOSSIERS
                          " AS x WHERE agency = $1 AND " FILED_STATUS " AND " UNENDED
                          " ORDER BY status, reply_by, n LIMIT 51) AS a"
                          " UNION ALL SELECT n FROM (SELECT n FROM " DOSSIERS
                          " AS y WHERE desk = $1 AND desk <> agency AND " FILED_STATUS " AND closed_at = 0"
                          " ORDER BY status, reply_by, n LIMIT 51) AS b) ORDER BY reply_by, n LIMIT 51"),
                      VT(q->agency)),
               false);
}

static void list_done(struct request *r, struct queue *q, i64 before) {
    take_lines(
        r, q,
        db_ask(r->db,
               SQL("SELECT " DOSSIER_COLUMNS " FROM (SELECT * FROM " DOSSIERS
                   " AS a WHERE agency = $1 AND " ENDED " AND ($3 = '' OR channel = $3)"
                   " UNION ALL SELECT * FROM " DOSSIERS " AS b WHERE desk = $1 AND desk <> agency AND " ENDED
                   " AND ($3 = '' OR channel = $3)) AS q WHERE last_act < $2"
                   " ORDER BY last_act DESC LIMIT 51"),
               VT(q->agency), VN(before), VT(q->channel)),
        true);
}

/* Finds the dossier filed last: somebody may stand at the counter with it, and the list has it last. */
static void find_fresh(struct request *r, struct queue *q) {
    struct rows rows = db_ask(
        r->db,
        SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS " AS d WHERE n = $1 AND desk = $2 AND filed_at > $3"),
        VN(q->newest), VT(q->agency), VN(r->now - FRESH));
    q->has_fresh = rows_next(&rows);
    if (q->has_fresh) q->fresh = line_of(r, q, dossier_row(&rows));
    rows_end(&rows);
}

/* ---- finding ---- */

static str code_typed(str typed) {
    struct out o = {0};
    for (size_t i = 0; i < typed.n; i++)
        if (typed.p[i] > ' ')
            out_char(&o, typed.p[i] >= 'a' && typed.p[i] <= 'z' ? (char)(typed.p[i] - 32) : typed.p[i]);
    return out_all(&o);
}

/* Finds a code as officers write it: whole, without the desk ("261123-0012"), only today's number ("12"). */
static bool find_code(struct request *r, const struct queue *q, str code, struct dossier *out) {
    i64 number;
    struct civil c = when_civil(r->now);
    if (str_to_int(code, &number) && number > 0 && number < 100000)
        code = str_fmt("%02d%02d%02d-%04lld", c.year % 100, c.month, c.day, (long long)number);
    if (!dossier_by_code(r->db, code, out) &&
        !dossier_by_code(r->db, str_fmt("%.*s-%.*s", STR_ARG(q->agency), STR_ARG(code)), out))
        return false;
    return str_eq(out->agency, q->agency) || str_eq(out->desk, q->agency);
}

/* The end of the range of texts that begin with `s`: s followed by the greatest code point. */
static str prefix_end(str s) { return str_fmt("%.*s\xf4\x8f\xbf\xbf", STR_ARG(s)); }

static void search(struct request *r, struct queue *q, i64 before) {
    str code = code_typed(q->wanted), fold = text_fold(q->wanted);
    bool digit = false;
    for (size_t i = 0; i < code.n; i++) digit |= code.p[i] >= '0' && code.p[i] <= '9';
    if (digit) {
        if (!str_starts(code, S("H"))) code = str_fmt("%.*s-%.*s", STR_ARG(q->agency), STR_ARG(code));
        take_lines(
            r, q,
            db_ask(r->db,
                   SQL("SELECT " DOSSIER_COLUMNS " FROM " DOSSIERS " AS d"
                       " WHERE code >= $2 AND code < $3 AND n < $4 AND CASE"
                       " WHEN agency = $1 OR desk = $1 THEN 1 ELSE 0 END = 1 ORDER BY n DESC LIMIT 51"),
                   VT(q->agency), VT(code), VT(prefix_end(code)), VN(before)),
            true);
    } else if (q->names && fold.n) {
        take_lines(
            r, q,
            db_ask(
                r->db,
                SQL("SELECT " DOSSIER_COLUMNS " FROM (SELECT * FROM " DOSSIERS
                    " AS a WHERE agency = $1 AND owner_fold >= $2"
                    " AND owner_fold < $3"
                    " UNION ALL SELECT * FROM " DOSSIERS
                    " AS b WHERE desk = $1 AND desk <> agency AND owner_fold >= $2 AND owner_fold < $3) AS q"
                    " WHERE n < $4 ORDER BY n DESC LIMIT 51"),
                VT(q->agency), VT(fold), VT(prefix_end(fold)), VN(before)),
            true);
    }
}

/* ---- whose queue ---- */

static int by_name(const void *a, const void *b) {
    return text_collate((*(const struct agency *const *)a)->name.vi,
                        (*(const struct agency *const *)b)->name.vi);
}

static void choose_from(struct request *r, struct queue *q) {
    int today = when_day(r->now);
    q->choices = NEWS(const struct agency *, r->province->n_agencies + 1);
    for (size_t i = 0; i < r->province->n_agencies; i++) {
        const struct agency *a = &r->province->agencies[i];
        if (today >= a->since && (!a->until || today < a->until)) q->choices[q->n_choices++] = a;
    }
    if (q->n_choices) qsort(q->choices, q->n_choices, sizeof *q->choices, by_name);
}

/* Whose queue is shown: an officer's own agency. A leader of the whole province names one; else that of the
 * default unit. */
static void queue_agency(struct request *r, struct queue *q) {
    q->names = (r->roles & R_OFFICER) != 0;
    q->reader = !q->names;
    q->agency = r->agency;
    if (!q->agency.n) {
        choose_from(r, q);
        str asked = req_field(r, "agency");
        const struct agency *home = agency_for_unit(r->province, r->province->default_unit, when_day(r->now));
        if (agency_on(r->province, asked, when_day(r->now))) q->agency = asked;
        else if (home) q->agency = home->code;
        else if (q->n_choices) q->agency = q->choices[0]->code;
    }
    q->agency_name = agency_name(r, q->agency, r->now);
}

/* An address of this queue: a tab (slug) or the search (NULL), and a later page by its key. */
static url queue_url(const struct queue *q, const char *slug, str after) {
    struct out o = {0};
    out_z(&o, "/can-bo?");
    if (slug) out_fmt(&o, "viec=%s", slug);
    else out_fmt(&o, "q=%s", url_seg(q->wanted));
    if (q->channel.n) out_fmt(&o, "&kenh=%s", url_seg(q->channel));
    if (after.n) out_fmt(&o, "&sau=%.*s", STR_ARG(after));
    if (q->n_choices) out_fmt(&o, "&agency=%s", url_seg(q->agency));
    return (url){out_all(&o)};
}

#include "rooms/desk/queue.html.h"

static void page_queue(struct request *r) {
    struct queue *q = NEW(struct queue);
    queue_agency(r, q);
    str key = req_field(r, "sau"), first = str_cut(&key, '.');
    i64 order, n = 0;
    q->later_page = str_to_int(first, &order) && str_to_int(key, &n);
    q->wanted = text_squeeze(req_field(r, "q"));
    q->channel = channel_parse(req_field(r, "kenh"), &q->way) ? str_c(channel_name(q->way)) : S("");
    count_tabs(r, q);
    q->tab = chosen_tab(r, q);
    struct dossier found;
    if (q->wanted.n && find_code(r, q, code_typed(q->wanted), &found))
        return web_redirect(r, "/can-bo/%s", url_seg(found.code));
    if (q->wanted.n) search(r, q, q->later_page ? n : INT64_MAX);
    else if (q->tab == TAB_DONE) list_done(r, q, q->later_page ? order : INT64_MAX);
    else if (q->tab == TAB_RECEIVE && !q->channel.n && !q->later_page) list_filed(r, q);
    else list_open(r, q, q->later_page ? order : INT64_MIN, q->later_page ? n : 0);
    if (!q->wanted.n && !q->later_page && q->tab == TAB_RECEIVE) find_fresh(r, q);
    draw_queue(r, q);
}

/* ---- the pages ---- */

static const struct input in_queue[] = {{"viec", 20}, {"kenh", 10}, {"q", 300}, {"sau", 60}, {"agency", 40}};

const struct page queue_pages[] = {
    {.method = "GET",
     .path = "/can-bo",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Queue"),
     INPUTS(in_queue),
     .handle = page_queue},
    {0},
};
