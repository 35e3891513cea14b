/* What a visitor may see of a figure, and how it is put in words: one path for the tile, the list, CSV and JSON. */
#include "figure.h"
#include "query.h"
#include "words.h"

bool figure_entitled(const struct request *r) { return (r->who.roles & (R_OFFICER | R_LEADER | R_ADMIN)) != 0; }

/* ---- small numbers ---- */

static bool few(i64 n) { return n > 0 && n < FIGURE_SMALL; }

static bool small_cell(const struct figure *f, enum measure m) { return few(f->n) || (m == MEASURE_SHARE && (few(f->num) || few(f->den - f->num))); }

static void hide(struct cells *c, size_t i, i64 *sum) {
    *sum += c->v[i].f.n;
    c->v[i].f = (struct figure){.suppressed = true};
    c->hidden++;
}

void figure_hide(struct cells *c, enum measure m) {
    i64 sum = 0;
    for (size_t i = 0; i < c->n; i++)
        if (small_cell(&c->v[i].f, m)) hide(c, i, &sum);
    /* A single hidden cell is the total less the rest: hide the smallest others beside it. */
    while (c->hidden && (c->hidden < 2 || sum < FIGURE_SMALL)) {
        size_t pick_i = c->n;
        for (size_t i = 0; i < c->n; i++) {
            const struct figure *f = &c->v[i].f;
            if (!f->suppressed && f->n && (pick_i == c->n || f->n < c->v[pick_i].f.n)) pick_i = i;
        }
        if (pick_i == c->n) break;
        hide(c, pick_i, &sum);
    }
    /* A unit without records looks like one with few: else its first record would show. */
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if (c->v[i].agency && !c->v[i].f.n && !c->v[i].f.suppressed) hide(c, i, &sum);
    for (size_t i = 0; c->hidden && i < c->n; i++)
        if (c->v[i].agency) c->empty = 0;
}

bool figure_hide_total(struct figure *f) {
    if (few(f->n)) *f = (struct figure){.suppressed = true};
    return f->suppressed;
}

/* ---- the answer ---- */

static int by_name(const struct cell *a, const struct cell *b) {
    return text_collate(a->agency ? a->agency->name.vi : a->key, b->agency ? b->agency->name.vi : b->key);
}

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
        for (size_t i = start + 1; i < n && pass; i++) {
            struct cell x = v[i];
            size_t k = i;
            for (; k > start && by_name(&x, &v[k - 1]) < 0; k--) v[k] = v[k - 1];
            v[k] = x;
        }
    }
    c->v = v;
}

i64 journal_last(struct db *db) { return db_int(db, SQL("SELECT n FROM journal ORDER BY n DESC LIMIT 1")); }

/* A view without days tells a state: of a period nobody kept dossiers in here, or one to come, it can say nothing. */
static bool state_known(struct request *r, const struct view *v, struct period when, i64 as_of) {
    if (view_has(v, "day")) return true;
    if (when.from > when_day(r->now)) return false;
    return db_int(r->db, SQL("SELECT 1 FROM dossier_event WHERE what = 'filed' AND day >= $1 AND day < $2 AND act <= $3 LIMIT 1"), VN(when.from),
                  VN(when.to), VN(as_of)) != 0;
}

/* Months to come have no figure, also where a state could be asked for them. */
static void blank_future(struct cells *c, int today) {
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].from > today) c->v[i].f = (struct figure){0};
}

struct answer figure_answer(struct request *r, const struct indicator *ind, struct period when, i64 as_of, u32 parts) {
    struct answer a = {.ind = ind, .view = figure_view(ind), .when = when, .latest = journal_last(r->db), .entitled = figure_entitled(r)};
    /* The public sees the latest state only, and no unit by month: two neighbouring states, or months, would give single records away. */
    a.as_of = a.entitled && as_of > 0 && as_of < a.latest ? as_of : a.latest;
    if (!a.entitled && (when.kind == PERIOD_MONTH || (a.view && !figure_closed(a.view)))) parts &= ~(u32)ANSWER_UNITS;
    if (!a.view || !state_known(r, a.view, when, a.as_of)) return a;
    a.total = figure_read(r->db, ind, when, (str){0}, a.as_of);
    int today = when_day(r->now), on_day = when.to - 1 < today ? when.to - 1 : today;
    if (parts & ANSWER_MONTHS) a.months = figure_by_month(r->db, ind, when, (str){0}, a.as_of);
    blank_future(&a.months, today);
    if (parts & ANSWER_UNITS) a.units = figure_by_unit(r->db, r->province, ind, when, on_day, a.as_of);
    if (a.entitled || !figure_closed(a.view)) return a;
    if (figure_hide_total(&a.total)) {
        a.months = a.units = (struct cells){0};
        return a;
    }
    figure_hide(&a.months, ind->measure);
    figure_hide(&a.units, ind->measure);
    hidden_last(&a.units);
    return a;
}

/* ---- numbers ---- */

str figure_number(enum lang l, i64 n) {
    str plain = str_fmt("%lld", (long long)(n < 0 ? -n : n));
    struct out o = {0};
    if (n < 0) out_char(&o, '-');
    for (size_t i = 0; i < plain.n; i++) {
        if (i && (plain.n - i) % 3 == 0) out_char(&o, l == LANG_VI ? '.' : ',');
        out_char(&o, plain.p[i]);
    }
    return out_all(&o);
}

int figure_permille(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed || ind->measure != MEASURE_SHARE || f->den <= 0) return -1;
    i64 p = (f->num * 2000 + f->den) / (2 * f->den);
    /* rounding never claims all, nor nothing */
    if (p >= 1000 && f->num < f->den) p = 999;
    if (p <= 0 && f->num > 0) p = 1;
    return (int)(p < 0 ? 0 : p > 1000 ? 1000 : p);
}

str tenths_text(enum lang l, i64 t) {
    str whole = figure_number(l, t / 10);
    return t % 10 ? str_fmt("%.*s%c%lld", STR_ARG(whole), l == LANG_VI ? ',' : '.', (long long)(t % 10)) : whole;
}

static i64 value_tenths(const struct figure *f) { return (f->num * 20 + f->den) / (2 * f->den); }

str figure_value(enum lang l, const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    if (ind->measure == MEASURE_SHARE)
        return str_fmt("%.*s\u00a0%%", STR_ARG(tenths_text(l, figure_permille(ind, f)))); /* never broken before the sign */
    str number = f->den == 1 ? figure_number(l, f->num) : tenths_text(l, value_tenths(f)), unit = pick(l, ind->unit);
    return unit.n ? str_fmt("%.*s\u00a0%.*s", STR_ARG(number), STR_ARG(unit)) : number;
}

str figure_machine(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    if (ind->measure != MEASURE_SHARE && f->den == 1) return str_fmt("%lld", (long long)f->num);
    i64 t = ind->measure == MEASURE_SHARE ? figure_permille(ind, f) : value_tenths(f);
    return str_fmt("%lld.%lld", (long long)(t / 10), (long long)(t % 10));
}

/* ---- words ---- */

struct wording {
    const char *key, *msgid;
};
static const struct wording CONDITIONS[] = {
    {"wholly_online=1", N_("done wholly online: filed, paid and returned online")},
    {"wholly_online=0", N_("not done wholly online")},
    {"late=1", N_("late")},
    {"late=0", N_("on time")},
    {"online=full", N_("decided to be fully online")},
    {"online=partial", N_("decided to be partly online")},
    {"online=info", N_("online for information only")},
    {"with_dossier=1", N_("with at least one dossier in the period")},
    {"with_dossier=0", N_("without a dossier in the period")},
    {"channel=online", N_("filed online")},
    {"channel=counter", N_("filed at the counter")},
    {"channel=post", N_("filed by post")},
    {"sample=1", N_("whose way of filing is an assumption for the demonstration")},
    {"level=commune", N_("handled by communes and wards")},
    {"level=province", N_("handled by the province")},
};

static const char *worded(str key) {
    for (size_t i = 0; i < COUNT(CONDITIONS); i++)
        if (str_eq(str_c(CONDITIONS[i].key), key)) return CONDITIONS[i].msgid;
    return NULL;
}

str condition_words(enum lang l, const struct condition *c) {
    const char *value = str_is(c->value, "true") ? "1" : str_is(c->value, "false") ? "0" : str_z(c->value);
    str key = str_fmt("%.*s=%s", STR_ARG(c->column), value);
    const char *msgid = worded(key);
    return msgid ? str_c(say(l, msgid)) : str_fmt("%.*s = %s", STR_ARG(c->column), value);
}

str view_word(enum lang l, const struct view *v) { return str_c(say(l, v->en)); }

str figure_missing(enum lang l, const struct view *v, const struct figure *f, struct period when, int today) {
    if (!v) return str_c(say(l, "No figure: the view it was taken from is no longer published"));
    if (f->suppressed) return str_c(say(l, "Fewer than 5 dossiers: not shown, so that nobody can be recognised"));
    if (when.from > today) return say_fmt(l, "No figure yet: the period begins on %s", str_z(day_text(when.from)));
    str word = view_word(l, v);
    if (when.to <= today) return say_fmt(l, "No figure: this system holds no %s from that period", str_z(word));
    return say_fmt(l, "No figure yet: this system has no %s in this period so far", str_z(word));
}
