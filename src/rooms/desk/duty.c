/* Periodic duties (procedures with `owed`). An officer sees their agency's periods. A leader and the
 * receiving agency see every agency that owes, with what is missing first. */
#include "desk.h"

#include "base/text.h"

enum { OWN_PERIODS = 4 };

/* in the order of the list: what is missing comes first */
enum duty_state {
    /* up to DUTY_RETURNED the agency has to act: nothing filed, not accepted, returned to be corrected */
    DUTY_OWED,
    DUTY_REFUSED,
    DUTY_RETURNED,
    DUTY_WAITING,
    DUTY_ACCEPTED
};
struct duty_period { /* one period of one agency */
    const struct agency *agency;
    enum duty_state state;
    str period, code, why; /* code: the dossier's; why: the reason it was refused or returned */
    i64 dossier;
    /* local days: last day of the period, last day to file, day of filing */
    int ended, due, filed;
    bool late;       /* filed after `due`, or still owed after it */
    bool correcting; /* accepted, and a correction is filed but not accepted */
};
struct list {
    struct duty_period *v;
    size_t n, owing, waiting;
};
struct duty {
    const struct procedure *p;
    bool over_all; /* the visitor may see every agency that owes */
    /* of `all`: its period, the one before, the one after (empty = has not ended) */
    str period, before, after;
    struct list own, all; /* own: the visitor's agency, latest period first; all: every agency */
};

/* ---- periods ---- */

static str period_before(const struct procedure *p, str period) {
    int from, to;
    return owed_period(p->owed, period, &from, &to) ? owed_last(p->owed, from) : (str){0};
}

/* The period after; empty while it has not ended. */
static str period_after(const struct procedure *p, str period, int today) {
    int from, to, next_from, next_to;
    if (!owed_period(p->owed, period, &from, &to)) return (str){0};
    str next = owed_last(p->owed, to + (p->owed == OWED_MONTH ? 40 : p->owed == OWED_QUARTER ? 100 : 370));
    return owed_period(p->owed, next, &next_from, &next_to) && next_to <= today ? next : (str){0};
}

/* ---- what is there ---- */

static struct duty_period duty_period_new(const struct procedure *p, const struct agency *a, str period,
                                          int today) {
    struct duty_period d = {.agency = a, .period = period, .due = owed_due(p, period)};
    d.ended = d.due - (int)p->owed_days;
    d.late = today > d.due;
    return d;
}

#define DUTY_COLUMNS "filer, n, code, filed_at, status, decided_at, closed_at, negative"

static enum duty_state row_state(const struct rows *r) {
    if (row_int(r, 6)) return row_int(r, 4) == ST_WITHDRAWN ? DUTY_OWED : DUTY_REFUSED;
    if (row_int(r, 7)) return DUTY_REFUSED;
    if (row_int(r, 5)) return DUTY_ACCEPTED;
    return row_int(r, 4) == ST_SUPPLEMENT ? DUTY_RETURNED : DUTY_WAITING;
}

/* Takes the agency's dossiers from old to new: the newest gives the state, but an accepted one stands until
 * another is accepted. */
static void duty_period_row(struct duty_period *d, const struct rows *r) {
    enum duty_state state = row_state(r);
    if (d->state == DUTY_ACCEPTED && state != DUTY_ACCEPTED) {
        d->correcting = state == DUTY_WAITING || state == DUTY_RETURNED;
        if (d->correcting) d->code = row_text(r, 2);
        return;
    }
    d->correcting = false;
    d->state = state;
    d->dossier = row_int(r, 1);
    d->code = row_text(r, 2);
    d->filed = when_day(row_int(r, 3));
    if (state >= DUTY_RETURNED) d->late = d->filed > d->due;
}

/* Reads why it was returned or refused, from the latest act with a reason. */
static void why_read(struct request *r, struct duty_period *d) {
    bool erased = false;
    if (d->state != DUTY_REFUSED && d->state != DUTY_RETURNED) return;
    i64 act = db_int(r->db,
                     SQL("SELECT MAX(act) FROM " DOSSIER_EVENTS " AS e"
                         " WHERE dossier = $1 AND what IN ('supplement_asked', 'refused', 'decided',"
                         " 'stopped')"),
                     VN(d->dossier));
    if (act) d->why = json_str(act_fields(r->db, act, &erased), "reason");
}

static void list_end(struct request *r, struct list *l) {
    for (size_t i = 0; i < l->n; i++) {
        why_read(r, &l->v[i]);
        l->owing += l->v[i].state <= DUTY_RETURNED;
        l->waiting += l->v[i].state == DUTY_WAITING;
    }
}

static struct list own_periods(struct request *r, const struct procedure *p, const struct agency *own) {
    int today = when_day(r->now);
    struct list l = {.v = NEWS(struct duty_period, OWN_PERIODS)};
    str period = owed_last(p->owed, today);
    for (int k = 0; k < OWN_PERIODS; k++, period = period_before(p, period)) {
        struct duty_period d = duty_period_new(p, own, period, today);
        if (!agency_on(r->province, own->code, d.ended)) break; /* the agency did not exist yet */
        struct rows q = db_ask(r->db,
                               SQL("SELECT " DUTY_COLUMNS " FROM " DOSSIERS " AS d"
                                   " WHERE procedure = $1 AND period = $2 AND period <> '' AND filer = $3"
                                   " ORDER BY n"),
                               VT(p->code), VT(period), VT(own->code));
        while (rows_next(&q)) duty_period_row(&d, &q);
        l.v[l.n++] = d;
    }
    list_end(r, &l);
    return l;
}

static int owed_first(const void *a, const void *b) {
    const struct duty_period *x = a, *y = b;
    if (x->state != y->state) return x->state < y->state ? -1 : 1;
    if (x->late != y->late) return x->late ? -1 : 1;
    if (x->agency->level != y->agency->level) return x->agency->level < y->agency->level ? -1 : 1;
    return text_collate(x->agency->name.vi, y->agency->name.vi);
}

static struct list all_agencies(struct request *r, const struct procedure *p, str period) {
    const struct agency **who;
    size_t n = owed_agencies(r->province, p, period, &who);
    struct list l = {.v = NEWS(struct duty_period, n + 1)};
    while (l.n < n) l.v[l.n] = duty_period_new(p, who[l.n], period, when_day(r->now)), l.n++;
    struct rows q = db_ask(r->db,
                           SQL("SELECT " DUTY_COLUMNS " FROM " DOSSIERS " AS d"
                               " WHERE procedure = $1 AND period = $2 AND period <> '' ORDER BY n + 0"),
                           VT(p->code), VT(period));
    while (rows_next(&q)) {
        str filer = row_text(&q, 0);
        for (size_t i = 0; i < l.n; i++)
            if (str_eq(l.v[i].agency->code, filer)) duty_period_row(&l.v[i], &q);
    }
    rows_end(&q);
    list_end(r, &l);
    if (l.n) qsort(l.v, l.n, sizeof *l.v, owed_first);
    return l;
}

static bool over_all(const struct request *r, const struct procedure *p) {
    return (r->roles & R_LEADER) || (p->decided_agency.n && str_eq(p->decided_agency, r->agency));
}

/* The period that the address names, if it is one of this duty and has ended; else the latest. */
static str period_chosen(struct request *r, const struct procedure *p) {
    int from, to;
    str asked = req_field(r, "ky");
    return owed_period(p->owed, asked, &from, &to) && to <= when_day(r->now)
               ? asked
               : owed_last(p->owed, when_day(r->now));
}

static bool duty_read(struct request *r, const struct procedure *p, struct duty *x) {
    const struct agency *own =
        (r->roles & R_OFFICER) && r->agency.n ? agency_on(r->province, r->agency, when_day(r->now)) : NULL;
    *x = (struct duty){.p = p, .over_all = over_all(r, p)};
    if (p->owed == OWED_NEVER) return false;
    if (own && owed_kind(r->province, p, own)) x->own = own_periods(r, p, own);
    if (!x->over_all) return x->own.n > 0;
    x->period = period_chosen(r, p);
    x->before = period_before(p, x->period);
    x->after = period_after(p, x->period, when_day(r->now));
    x->all = all_agencies(r, p, x->period);
    return true;
}

/* The link of an agency's own period: to the dossier it filed, or to the form. */
static url own_url(const struct duty *x, const struct duty_period *d) {
    return d->state >= DUTY_RETURNED ? url_fmt("/ho-so/%s", url_seg(d->code))
                                     : url_fmt("/thu-tuc/%s?ky=%s", url_seg(x->p->code), url_seg(d->period));
}

#include "rooms/desk/duty.html.h"

static void page_duties(struct request *r) {
    struct duty *v = NEWS(struct duty, r->province->n_procedures + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->province->n_procedures; i++)
        n += duty_read(r, r->province->procedures[i], &v[n]);
    draw_duties(r, v, n);
}

/* ---- the pages ---- */

static const struct input in_duties[] = {{"ky", 10}};

const struct page duty_pages[] = {
    {.method = "GET",
     .path = "/nghia-vu",
     .who = R_OFFICER | R_LEADER,
     .en = N_("Periodic duties"),
     INPUTS(in_duties),
     .handle = page_duties},
    {0},
};
