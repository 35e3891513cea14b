/* Reads a figure of a sealed year from its document, and words the seal. */
#include "sealed.h"

#include "journal/files.h"
#include "journal/read.h"
#include "number.h"

static struct figure cell_read(const struct indicator *ind, const json_t *j) {
    struct figure f = {.suppressed = json_flag(j, "hidden"), .n = json_int(j, "n")};
    bool measured = json_object_get(j, "value") != NULL;
    if (measured) {
        f.num = json_int(j, "num");
        f.den = json_int(j, "den");
        f.has_value = true;
    } else if (!f.suppressed && figure_divides(ind)) f.den = 0;
    return f;
}

static struct cells cells_read(const struct answer *a, json_t *list, bool same) {
    struct cells c = {.same = same};
    json_t *j;
    size_t i;
    json_array_foreach(list, i, j) {
        struct cell x = {
            .key = json_str(j, "key"), .listed = json_flag(j, "listed"), .f = cell_read(a->ind, j)};
        day_parse(json_str(j, "from"), &x.from);
        day_parse(json_str(j, "to"), &x.to);
        x.to++;
        json_t *name = json_object_get(j, "name");
        x.name = (struct words){json_str(name, "vi"), json_str(name, "en")};
        c.hidden += x.f.suppressed;
        c.empty += !x.f.suppressed && !x.f.n;
        GROW(c.v, c.n, c.cap);
        c.v[c.n++] = x;
    }
    return c;
}

static bool is_same(json_t *j, const char *what) {
    json_t *v;
    size_t i;
    json_array_foreach(json_object_get(j, "same"), i, v) {
        const char *said = json_string_value(v);
        if (said && !strcmp(said, what)) return true;
    }
    return false;
}

void document_read(const struct province *p, json_t *j, struct answer *a) {
    a->as_of = json_int(j, "as_of");
    a->total = cell_read(a->ind, json_object_get(j, "whole"));
    a->months = cells_read(a, json_object_get(j, "months"), is_same(j, "months"));
    a->units = cells_read(a, json_object_get(j, "units"), is_same(j, "units"));
    a->units.hidden += (size_t)json_int(j, "units_unlisted");
    for (size_t i = 0; i < a->units.n; i++) {
        a->units.v[i].agency = agency_on(p, a->units.v[i].key, a->day);
        if (!a->units.v[i].agency) a->units.v[i].agency = agency_on(p, a->units.v[i].key, a->when.from);
    }
    a->districts = cells_read(a, json_object_get(j, "districts"), false);
    json_t *by = json_object_get(j, "by");
    a->by = NEWS(struct split, a->ind->n_by + 1);
    for (size_t i = 0; i < a->ind->n_by; i++) {
        json_t *list = json_object_get(by, str_z(a->ind->by[i]));
        if (list)
            a->by[a->n_by++] =
                (struct split){a->ind->by[i], cells_read(a, list, is_same(j, str_z(a->ind->by[i])))};
    }
}

bool sealed_answer(const struct asker *r, const struct indicator *ind, struct period when,
                   struct answer *out) {
    struct frozen *v;
    str bytes;
    size_t n = when.kind == PERIOD_REPORTING ? frozen_versions(r->db, when.year, ind->id, &v) : 0;
    if (!n || !files_read(r->data, v[n - 1].sha, DOCUMENT_MAX, &bytes)) return false;
    json_t *j = json_read(bytes, NULL);
    if (!j) return false;
    *out = (struct answer){.ind = ind,
                           .province = r->province,
                           .view = figure_view(ind),
                           .when = when,
                           .latest = journal_last(r->db),
                           .entitled = figure_entitled(r),
                           .day = when.to - 1,
                           .sealed = v[n - 1].act};
    document_read(r->province, j, out);
    return true;
}

json_t *frozen_document(const struct asker *r, const struct frozen *f) {
    str bytes;
    return f && files_read(r->data, f->sha, DOCUMENT_MAX, &bytes) ? json_read(bytes, NULL) : NULL;
}

i64 frozen_parts(const struct asker *r, const struct frozen *f) {
    return json_int(frozen_document(r, f), "parts_as_of");
}

/* ---- in words ---- */

str sealed_value(enum lang l, const struct indicator *ind, str value) {
    if (!value.n) return str_c(say(l, "no figure"));
    str unit = ind ? figure_unit(l, ind) : (str){0}, plain = decimal_text(l, value);
    return unit.n ? str_fmt("%.*s\u00a0%.*s", STR_ARG(plain), STR_ARG(unit)) : plain;
}

str recorded_words(struct db *db, enum lang l, i64 act, i64 told) {
    int day = when_day(act_at(db, act));
    return day == when_day(told) ? (str){0}
                                 : say_fmt(l, " Recorded in the journal on %s.", str_z(day_text(day)));
}
