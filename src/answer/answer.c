/* What a visitor may see of a figure, and how it is put in words: one path for the tile, the list, CSV and
 * JSON. */
#include "figure/figure.h"
#include "figure/query.h"
#include "rooms/seal/seal.h"
#include "sentence.h"

bool figure_entitled(const struct request *r) { return (r->roles & (R_OFFICER | R_LEADER | R_ADMIN)) != 0; }

/* Their order would tell what hidden cells hold: they go last, by name. */
static void hidden_last(struct cells *c) {
    struct cell *v = NEWS(struct cell, c->n + 1);
    size_t n = 0;
    for (int pass = 0; pass < 3; pass++) {
        size_t start = n;
        for (size_t i = 0; i < c->n; i++) {
            const struct figure *f = &c->v[i].f;
            int belongs = f->suppressed ? 1 : f->n ? 0 : 2;
            if (belongs == pass) v[n++] = c->v[i];
        }
        if (pass && n > start) qsort(v + start, n - start, sizeof *v, cell_by_name);
    }
    c->v = v;
}

/* An agency that stands here only with a record (the police) is not there when it has none: a hidden line of
 * it would tell 1–4. They are numbered with the hidden ones. */
static void unlisted_leave(struct cells *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        if (!c->v[i].f.suppressed || c->v[i].listed) c->v[n++] = c->v[i];
    c->n = n;
}

/* A view without days tells a state: of a period nobody kept dossiers in here, or one to come, it can say
 * nothing. */
static bool known_without_days(struct request *r, struct period when, i64 as_of) {
    if (when.from > when_day(r->now)) return false;
    return db_int(r->db,
                  SQL("SELECT 1 FROM dossier_event"
                      " WHERE what = 'filed' AND (what IN ('filed', 'received') OR what IN ('decided',"
                      " 'returned')) AND day >= $1 AND day < $2 AND act <= $3 LIMIT 1"),
                  VN(when.from), VN(when.to), VN(as_of)) != 0;
}

/* Months to come, and months before anything was kept here, have no figure, also where a state or a nought
 * could be told of them. */
static void blank_unknown(struct cells *c, int first, int today) {
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].from > today || c->v[i].to <= first) c->v[i].f = (struct figure){0};
}

bool figure_opened_by(const struct indicator *ind, str column) {
    for (size_t i = 0; i < ind->n_by; i++)
        if (str_eq(ind->by[i], column)) return true;
    return false;
}

/* Of a closed view the public sees parts of reporting years only, and of a state no months: what two
 * overlapping or neighbouring periods differ by would give single records away. Of an open view without
 * agencies, units would tell who has handled what. */
static u32 parts_allowed(const struct answer *a, u32 parts) {
    bool closed = a->view && figure_closed(a->view);
    for (size_t i = 0; a->view && i < a->ind->n_by; i++)
        if (!str_is(a->ind->by[i], "desk") && figure_column_type(a->view, a->ind->by[i]) == 'u')
            parts &= ~(u32)ANSWER_UNITS;
    if (a->entitled || !a->view) return parts;
    if (!closed && !view_has(a->view, "agency")) parts &= ~(u32)ANSWER_UNITS;
    if (closed && a->when.kind != PERIOD_REPORTING) parts = 0;
    if (closed && a->ind->state) parts &= ~(u32)ANSWER_MONTHS;
    return parts;
}

static void open_columns(struct request *r, struct answer *a, int on_day) {
    a->by = NEWS(struct split, a->ind->n_by + 1);
    for (size_t i = 0; i < a->ind->n_by; i++) {
        if (!view_has(a->view, str_z(a->ind->by[i]))) continue;
        struct cells c =
            figure_by_column(r->db, r->province, a->ind, a->when, on_day, a->as_of, a->ind->by[i]);
        a->by[a->n_by++] = (struct split){a->ind->by[i], c};
    }
}

/* Whether the months of a sealed year are others by now than its document says: a month asked of today would
 * tell the late records one by one. */
static bool moved_since(struct request *r, const struct answer *sealed) {
    if (!sealed->sealed) return false;
    struct figure whole = figure_read(r->db, sealed->ind, sealed->when, (str){0}, sealed->latest);
    struct cells now = figure_by_month(r->db, sealed->ind, sealed->when, (str){0}, sealed->latest);
    if (whole.n != sealed->total.n || whole.num != sealed->total.num) return true;
    for (size_t i = 0; i < now.n; i++) {
        const struct figure *f = &now.v[i].f, *then = &(struct figure){0};
        for (size_t k = 0; k < sealed->months.n; k++)
            if (str_eq(sealed->months.v[k].key, now.v[i].key)) then = &sealed->months.v[k].f;
        if (!then->suppressed && (f->n != then->n || f->num != then->num)) return true;
    }
    return false;
}

/* A month or a calendar year is made of cells of the reporting years' tables by month: cells added, or taken
 * away at its ends. It is shown only when none of these is hidden there; else it would be what the table
 * hides; and only as long as a sealed year's months are what they were. */
static bool gives_away(struct request *r, const struct answer *a, bool *out_moved) {
    if (a->ind->state) return true;
    int first = reporting_year(r->province, a->when.from), last = reporting_year(r->province, a->when.to - 1);
    for (int year = first; year <= last; year++) {
        struct answer whole = figure_answer(r, a->ind, period_reporting(r->province, year), 0,
                                            ANSWER_MONTHS | ANSWER_UNITS | ANSWER_COLUMNS);
        if (whole.total.suppressed) return true;
        if (moved_since(r, &whole)) return *out_moved = true;
        /* a calendar year is its first reporting year with the ends exchanged */
        bool added = a->when.kind == PERIOD_MONTH || year != first;
        for (size_t i = 0; i < whole.months.n; i++) {
            const struct cell *c = &whole.months.v[i];
            bool inside = c->from >= a->when.from && c->to <= a->when.to;
            if (c->f.suppressed && inside == added) return true;
        }
    }
    return false;
}

struct answer figure_answer(struct request *r, const struct indicator *ind, struct period when, i64 as_of,
                            u32 parts) {
    struct answer a;
    i64 latest = journal_last(r->db);
    bool past = figure_entitled(r) && as_of > 0 && as_of < latest;
    if (!past && sealed_answer(r, ind, when, &a)) return a;
    /* the public sees the latest state only */
    return figure_answer_at(r, ind, when, past ? as_of : latest, parts);
}

struct answer figure_answer_at(struct request *r, const struct indicator *ind, struct period when, i64 as_of,
                               u32 parts) {
    struct answer a = {.ind = ind,
                       .province = r->province,
                       .view = figure_view(ind),
                       .when = when,
                       .latest = journal_last(r->db),
                       .entitled = figure_entitled(r)};
    int today = when_day(r->now), on_day = when.to - 1 < today ? when.to - 1 : today, first = when.from;
    a.day = on_day;
    a.as_of = as_of;
    if (!a.view) return a;
    bool days = view_has(a.view, "day");
    if (!days && !known_without_days(r, when, a.as_of)) return a;
    if (days) first = figure_first_day(r->db, ind, when, a.as_of);
    if (first >= when.to || when.from > today) return a;
    parts = parts_allowed(&a, parts);
    a.total = figure_read(r->db, ind, when, (str){0}, a.as_of);
    if (parts & ANSWER_MONTHS) a.months = figure_by_month(r->db, ind, when, (str){0}, a.as_of);
    blank_unknown(&a.months, first, today);
    if (parts & ANSWER_UNITS) a.units = figure_by_unit(r->db, r->province, ind, when, on_day, a.as_of);
    if (parts & ANSWER_COLUMNS) open_columns(r, &a, on_day);
    if (parts & (str_is(figure_commune_column(ind, a.view), "agency") ? ANSWER_UNITS : ANSWER_COLUMNS))
        figure_by_district(r, &a);
    if (a.entitled || !figure_closed(a.view)) return a;
    bool moved = false;
    if (when.kind != PERIOD_REPORTING && gives_away(r, &a, &moved) && (moved || a.total.n))
        a.total = (struct figure){.suppressed = true, .moved = moved};
    if (figure_hide_total(&a.total)) {
        a.months = a.units = a.districts = (struct cells){0};
        a.n_by = 0;
        return a;
    }
    figure_hide_all(r->db, &a);
    unlisted_leave(&a.units);
    hidden_last(&a.units);
    hidden_last(&a.districts);
    for (size_t i = 0; i < a.n_by; i++) hidden_last(&a.by[i].cells);
    return a;
}

/* ---- numbers ---- */

str figure_number(enum lang l, i64 n) { return count_text(l, n); }

static i64 scale_of(const struct indicator *ind) { return figure_part(ind) || !ind->scale ? 1 : ind->scale; }

/* The value times 10^digits, rounded half away from nought; of a share, rounding never claims all, nor
 * nothing. */
static i64 rounded(const struct indicator *ind, const struct figure *f, int digits) {
    bool share = figure_part(ind);
    i64 power = share ? 100 : 1, by = f->den * scale_of(ind), num = f->num < 0 ? -f->num : f->num;
    for (int i = 0; i < digits; i++) power *= 10;
    i64 t = num / by * power + (num % by * power * 2 + by) / (2 * by), all = share ? power : 100 * power;
    if (!share && str_is(ind->unit.vi, "%") && t >= all && num < 100 * by) t = all - 1;
    if (share && t >= power && f->num < f->den) t = power - 1;
    if (share && t <= 0 && f->num > 0) t = 1;
    return f->num < 0 ? -t : t;
}

int figure_permille(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed || !figure_part(ind) || f->den <= 0) return -1;
    i64 p = rounded(ind, f, 1);
    return (int)(p < 0 ? 0 : p > 1000 ? 1000 : p);
}

i64 figure_height(const struct indicator *ind, const struct figure *f) {
    return !f->has_value || f->suppressed || f->den <= 0 ? -1 : rounded(ind, f, 1);
}

/* Digits are as the folder says; else one, which is left out when it is nought. */
static str number_text(enum lang l, const struct indicator *ind, const struct figure *f) {
    if (ind->has_decimals) return fixed_text(l, rounded(ind, f, ind->decimals), ind->decimals);
    return tenths_text(l, rounded(ind, f, 1));
}

str figure_plain(enum lang l, const struct indicator *ind, const struct figure *f) {
    return !f->has_value || f->suppressed ? (str){0} : number_text(l, ind, f);
}

str figure_unit(enum lang l, const struct indicator *ind) {
    return pick(l, ind->short_unit.vi.n ? ind->short_unit : ind->unit);
}

str figure_value(enum lang l, const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    str number = number_text(l, ind, f), unit = figure_part(ind) ? S("%") : figure_unit(l, ind);
    /* never broken before the unit */
    return unit.n ? str_fmt("%.*s\u00a0%.*s", STR_ARG(number), STR_ARG(unit)) : number;
}

str figure_machine(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    bool whole = !figure_part(ind) && f->den * scale_of(ind) == 1;
    int digits = ind->has_decimals ? ind->decimals : whole ? 0 : 1;
    i64 t = rounded(ind, f, digits), power = digits == 3 ? 1000 : digits == 2 ? 100 : digits == 1 ? 10 : 1;
    if (!digits) return str_fmt("%lld", (long long)t);
    i64 rest = t % power < 0 ? -(t % power) : t % power;
    return str_fmt("%s%lld.%0*lld", t < 0 && t / power == 0 ? "-" : "", (long long)(t / power), digits,
                   (long long)rest);
}

/* ---- words ---- */

str view_word(enum lang l, const struct view *v) {
    return str_c(say(l, str_starts(str_c(v->name), S("register/")) ? N_("entries of this register") : v->en));
}

str figure_missing(enum lang l, const struct view *v, const struct figure *f, struct period when, int today) {
    if (!v) return str_c(say(l, "No figure: the view it was taken from is no longer published"));
    if (f->moved)
        return str_c(say(l, "Not shown: records were entered after the reporting year was sealed, and beside "
                            "the sealed months this would tell them one by one"));
    if (f->suppressed && when.kind != PERIOD_REPORTING)
        return str_c(say(l, "Not shown: together with the tables of the reporting year it would tell a "
                            "number under 5, and nobody is to be recognised"));
    if (f->suppressed)
        return str_c(say(l, "Fewer than 5 dossiers: not shown, so that nobody can be recognised"));
    if (when.from > today)
        return say_fmt(l, "No figure yet: the period begins on %s", str_z(day_text(when.from)));
    str word = view_word(l, v);
    if (when.to <= today)
        return say_fmt(l, "No figure: this system holds no %s from that period", str_z(word));
    return say_fmt(l, "No figure yet: this system has no %s in this period so far", str_z(word));
}
