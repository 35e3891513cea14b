/* /chi-so/{id} of an external indicator: a yearly value published by others, each with its source. Leaders
 * add new values. */
#include "indicator.h"

#include "target/as_of.h"
#include "answer/chart.h"
#include "answer/number.h"
#include "answer/sentence.h"
#include "target/target.h"
#include "target/view.h"
#include "web/sheet.h"

/* One point for each year from the first observation to the last; years without one are gaps. */
static size_t years_of(const struct province *p, const struct external *x, struct point **out) {
    int first = 0, last = 0;
    for (size_t i = 0; i < p->n_observations; i++) {
        const struct observation *o = &p->observations[i];
        if (!str_eq(o->of_id, x->id)) continue;
        if (!first || o->year < first) first = o->year;
        if (o->year > last) last = o->year;
    }
    *out = NEWS(struct point, last - first + 2);
    size_t n = 0;
    for (int y = first; first && y <= last; y++) {
        const struct observation *o = observation_in(p, x->id, y);
        i64 v = 0;
        bool known = o && str_to_int(o->value, &v) && v > 0 && v < 1000;
        (*out)[n++] = (struct point){y, known ? (int)v : 0, known && o->confidence != CONF_HIGH};
    }
    return n;
}

static const struct observation *latest_of(const struct province *p, const struct external *x) {
    const struct observation *found = NULL;
    for (size_t i = 0; i < p->n_observations; i++) {
        const struct observation *o = &p->observations[i];
        if (str_eq(o->of_id, x->id) && o->value.n && (!found || o->year > found->year)) found = o;
    }
    return found;
}

static str observation_text(enum lang l, const struct external *x, const struct observation *o) {
    str unit = pick(l, x->unit), value = decimal_text(l, o->value);
    if (o->of) return say_fmt(l, "Rank %s", str_z(rank_words(l, o)));
    return unit.n ? str_fmt("%.*s\u00a0%.*s", STR_ARG(value), STR_ARG(unit)) : value;
}

static struct picture picture_of(struct request *r, const struct external *x, const struct point *v,
                                 size_t n) {
    const struct target *t = target_of(r->province, x->target);
    if (t && t->among) return picture_ranks(r->lang, v, n, t);
    struct trend *w = NEWS(struct trend, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct observation *o = observation_in(r->province, x->id, v[i].year);
        i64 thousandths = 0;
        bool known = o && decimal_read(o->value, &thousandths);
        w[i] = (struct trend){.year = v[i].year,
                              .value = known ? thousandths / 100 : -1,
                              .text = known ? decimal_text(r->lang, o->value) : (str){0}};
    }
    return picture_trend(w, n, -1, (str){0},
                         say_fmt(r->lang, "Year by year: %s; a year without a figure is an empty outline",
                                 str_z(pick(r->lang, x->name))));
}

struct replaced_value { /* a value that a later one replaced */
    str value, source, why;
    i64 act; /* the act that replaced it */
    int of;
};
/* Replaced values of one year, oldest first: the folder's own, then those that acts added, except the
 * current one. */
static size_t replaced_values(struct request *r, const struct province *folder, const struct external *x,
                              int year, struct replaced_value **out) {
    const struct observation *first = observation_in(folder, x->id, year);
    struct replaced_value last = {0}, *v = NULL;
    size_t n = 0, cap = 0;
    if (first && first->value.n)
        last = (struct replaced_value){
            .value = first->value, .source = pick(r->lang, first->source), .of = first->of};
    struct rows q = db_ask(r->db,
                           SQL("SELECT act, value, among, source FROM " PUBLISHED " AS p"
                               " WHERE external = $1 AND year = $2 ORDER BY act"),
                           VT(x->id), VN(year));
    while (rows_next(&q)) {
        if (last.value.n) {
            GROW(v, n, cap);
            v[n] = last;
            v[n].act = row_int(&q, 0);
            v[n++].why = json_str(act_fields(r->db, row_int(&q, 0), NULL), "reason");
        }
        last = (struct replaced_value){
            .value = row_text(&q, 1), .of = (int)row_int(&q, 2), .source = row_text(&q, 3)};
    }
    rows_end(&q);
    *out = v;
    return n;
}

static bool leads(const struct request *r) { return (r->roles & (R_LEADER | R_ADMIN)) != 0; }

#include "rooms/indicator/external.html.h"

/* Finds an external indicator by its id alone; our reporting periods do not apply. `*folder` receives the
 * folder's own definitions, for values replaced since. */
static const struct external *external_asked(struct request *r, const struct province **folder) {
    *folder = r->province;
    r->province = province_as_of(r->db, r->province, INT64_MAX);
    return external_of(r->province, r->part[0]);
}

void page_external(struct request *r) {
    const struct province *folder;
    const struct external *x = external_asked(r, &folder);
    frame_open(r, pick(r->lang, x->name));
    draw_external(r, folder, x);
    frame_close(r);
}

/* ---- files: one row a year, the same columns in each format ---- */

enum { COLUMNS = 9 };
static const char *const heads[COLUMNS] = {N_("figure"),         N_("year"), N_("value"),
                                           N_("among how many"), N_("unit"), N_("source"),
                                           N_("confidence"),     N_("note"), N_("publisher")};

static void row_of(struct request *r, const struct external *x, const struct observation *o, str v[COLUMNS]) {
    const str cells[COLUMNS] = {x->id,
                                str_fmt("%d", o->year),
                                o->value,
                                o->of ? str_fmt("%d", o->of) : (str){0},
                                pick(r->lang, x->unit),
                                pick(r->lang, o->source),
                                str_c(confidence_words(r->lang, o->confidence)),
                                pick(r->lang, o->note),
                                pick(r->lang, x->publisher)};
    memcpy(v, cells, sizeof cells);
}

static void csv_of(struct request *r, const struct external *x) {
    str v[COLUMNS];
    out_z(&r->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < COLUMNS; i++) csv_cell(&r->out, str_c(T(heads[i])), i + 1 == COLUMNS);
    for (size_t k = 0; k < r->province->n_observations; k++) {
        if (!str_eq(r->province->observations[k].of_id, x->id)) continue;
        row_of(r, x, &r->province->observations[k], v);
        for (size_t i = 0; i < COLUMNS; i++) csv_cell(&r->out, v[i], i + 1 == COLUMNS);
    }
}

static void json_of(struct request *r, const struct external *x) {
    static const char *const sure[] = {[CONF_HIGH] = "high", [CONF_MEDIUM] = "medium", [CONF_LOW] = "low"};
    json_t *j = json_object(), *values = json_array();
    json_put(j, "id", x->id);
    json_put(j, "kind", S("external"));
    json_object_set_new(j, "name", json_words(x->name));
    json_object_set_new(j, "unit", json_words(x->unit));
    json_object_set_new(j, "published_by", json_words(x->publisher));
    for (size_t k = 0; k < r->province->n_observations; k++) {
        const struct observation *o = &r->province->observations[k];
        if (!str_eq(o->of_id, x->id)) continue;
        json_t *v = json_object();
        json_put_int(v, "year", o->year);
        json_object_set_new(v, "value", o->value.n ? json_text(o->value) : json_null());
        if (o->of) json_put_int(v, "of", o->of);
        json_object_set_new(v, "source", json_words(o->source));
        json_put(v, "confidence", str_c(sure[o->confidence]));
        json_array_append_new(values, v);
    }
    json_object_set_new(j, "values", values);
    out_str(&r->out, json_canonical(j));
    out_char(&r->out, '\n');
}

void external_data(struct request *r) {
    const struct province *folder;
    const struct external *x = external_asked(r, &folder);
    bool json = str_ends(r->path, S(".json"));
    r->type = json ? "application/json" : "text/csv; charset=utf-8";
    r->download = str_fmt("%.*s%s", STR_ARG(x->id), json ? ".json" : ".csv");
    (json ? json_of : csv_of)(r, x);
}
