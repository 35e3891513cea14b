/* Draws and reads forms by their definition: input is normalised, validated (field.c), and shown again when
 * it is wrong. */
#include "base/text.h"
#include "field.h"
#include "tiles.h"
#include "web.h"

/* ---- errors ---- */

void form_error_add(struct form_errors *e, str field, str text) {
    if (form_error_of(e, field).n) return; /* one error a field is enough */
    GROW(e->v, e->n, e->cap);
    e->v[e->n++] = (struct form_error){.field = field, .text = text};
}

str form_error_of(const struct form_errors *e, str field) {
    for (size_t i = 0; e && i < e->n; i++)
        if (str_eq(e->v[i].field, field)) return e->v[i].text;
    return (str){0};
}

/* ---- reading ---- */

static str typed(struct request *r, str id, const char *suffix) {
    str s = req_field(r, str_z(str_fmt("answers.%.*s%s", STR_ARG(id), suffix)));
    return text_valid(s) ? s : (str){0};
}

/* Writes 5.3.2026, 5-3-2026, "5 3 2026", 05032026 and 2026-03-05 as d/m/y. Other text keeps its parts, to be
 * refused by day_parse. */
static str date_parts(str s) {
    struct out o = {0};
    if (s.n == 8 && text_without(s, "0123456789").n == 0)
        return str_fmt("%.2s/%.2s/%.4s", s.p, s.p + 2, s.p + 4);
    for (size_t i = 0; i < s.n; i++) {
        bool between = strchr(" ./-", s.p[i]) != NULL;
        if (!between || !o.n || o.p[o.n - 1] != '/') out_char(&o, between ? '/' : s.p[i]);
    }
    str rest = out_all(&o), a = str_cut(&rest, '/'), b = str_cut(&rest, '/');
    return a.n == 4 ? str_fmt("%.*s/%.*s/%.*s", STR_ARG(rest), STR_ARG(b), STR_ARG(a))
                    : str_fmt("%.*s/%.*s/%.*s", STR_ARG(a), STR_ARG(b), STR_ARG(rest));
}

static str read_date(struct request *r, str id) {
    int day;
    str whole = text_squeeze(typed(r, id, "")), d = text_squeeze(typed(r, id, ".d")),
        m = text_squeeze(typed(r, id, ".m")), y = text_squeeze(typed(r, id, ".y"));
    if (!whole.n && d.n && !m.n && !y.n) whole = d; /* a whole date pasted into the first box */
    if (!whole.n && !d.n && !m.n && !y.n) return (str){0};
    str parts = whole.n ? date_parts(whole) : str_fmt("%.*s/%.*s/%.*s", STR_ARG(d), STR_ARG(m), STR_ARG(y));
    return day_parse(parts, &day) ? day_iso(day) : parts;
}

static str read_value(struct request *r, const struct field *f) {
    if (field_kind(f)->drawn == DRAWN_DATE) return read_date(r, f->id);
    return field_kind(f)->parse(typed(r, f->id, ""));
}

void form_read(struct request *r, const struct field *fields, size_t n, json_t *answers, int day,
               struct form_errors *e) {
    /* the loader guarantees that a field comes after the one it depends on */
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &fields[i];
        const char *id = str_z(f->id);
        str v = field_asked(f, answers) ? read_value(r, f) : (str){0};
        if (v.n) json_put(answers, id, v);
        else json_object_del(answers, id);
        const char *wrong = field_check(f, answers, day, r->province);
        if (!wrong || form_error_of(e, f->id).n) continue;
        form_error_add(e, f->id, str_c(say(r->lang, wrong)));
        e->v[e->n - 1].label = pick(r->lang, f->label);
    }
}

str answer_text(struct request *r, const struct field *f, const json_t *answers) {
    str s = json_str(answers, str_z(f->id));
    return s.n ? field_kind(f)->show(r, f, s) : S("—");
}

/* ---- drawing ---- */

struct drawn {                     /* what the templates need of one field */
    const struct field *f, *after; /* after: the field of this page it depends on; NULL = none */
    str name, hint, error, value, describedby;
    str d, m, y;
};

static const char *autocomplete(const struct request *r, const struct field *f) {
    if (r->roles & R_OFFICER) return "off"; /* an officer enters data of others */
    /* the browser may offer the visitor's own data, but not for another person's field */
    if (str_is(f->preset, "me.name") || str_is(f->id, "name")) return "name";
    if (str_is(f->preset, "me.phone") || str_is(f->id, "phone")) return "tel";
    const struct control *in = &field_kind(f)->input;
    return in->autocomplete ? in->autocomplete : "off";
}

static void attribute(struct out *o, const char *name, str value) {
    if (!value.n) return;
    out_fmt(o, " %s=\"", name);
    html_str(o, value);
    out_char(o, '"');
}

/* Writes the opening tag of a control without its closing bracket. */
static void control_open(struct request *r, const struct drawn *d, const char *tag, const char *class) {
    struct out *o = &r->out;
    out_fmt(o, "<%s", tag);
    attribute(o, "id", d->f->id);
    attribute(o, "name", d->name);
    attribute(o, "class", str_c(class));
    attribute(o, "aria-describedby", d->describedby);
    if (d->error.n) attribute(o, "aria-invalid", S("true"));
    if (r->focus.n && str_eq(r->focus, d->f->id)) out_z(o, " autofocus");
}

static void attribute_z(struct out *o, const char *name, const char *value) {
    if (value) attribute(o, name, str_c(value));
}

static void draw_input(struct request *r, const struct drawn *d) {
    const struct control *in = &field_kind(d->f)->input;
    control_open(r, d, "input", in->width ? in->width : "");
    attribute_z(&r->out, "type", in->type);
    attribute_z(&r->out, "inputmode", in->inputmode);
    attribute_z(&r->out, "spellcheck", in->spellcheck);
    attribute_z(&r->out, "autocapitalize", in->autocapitalize);
    attribute(&r->out, "autocomplete", str_c(autocomplete(r, d->f)));
    attribute(&r->out, "value", d->value);
    out_char(&r->out, '>');
}

static void draw_textarea(struct request *r, const struct drawn *d) {
    const struct control *in = &field_kind(d->f)->input;
    control_open(r, d, "textarea", "");
    /* HTML drops the first newline in a textarea: this one, not one that was typed */
    out_fmt(&r->out, " rows=\"%d\">\n", in->rows);
    html_str(&r->out, d->value);
    out_z(&r->out, "</textarea>");
}

static void draw_select_open(struct request *r, const struct drawn *d, const char *filter) {
    control_open(r, d, "select", "");
    attribute(&r->out, "data-filter", str_c(filter));
    out_char(&r->out, '>');
}

static void draw_fieldset_open(struct request *r, const struct drawn *d, const char *class) {
    out_z(&r->out, "<fieldset");
    attribute(&r->out, "class", str_c(class));
    attribute(&r->out, "aria-describedby", d->describedby);
    out_char(&r->out, '>');
}

/* ---- the communes of a day as a list: grouped by district until 2025-06-30, since then by kind ---- */

struct commune {
    const struct unit *u;
    str group;
};

static int commune_order(const void *a, const void *b) {
    const struct commune *x = a, *y = b;
    int c = text_collate(x->group, y->group);
    return c ? c : text_collate(x->u->name.vi, y->u->name.vi);
}

static size_t communes_on(const struct province *p, int day, struct commune **out) {
    struct commune *v = NEWS(struct commune, p->n_units + 1);
    size_t n = 0;
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level != LEVEL_COMMUNE || day < u->since || (u->until && day >= u->until)) continue;
        const struct unit *above = unit_on(p, u->parent, day);
        str kind = u->kind.vi.n ? u->kind.vi : S("Khác");
        v[n++] = (struct commune){u, above && above->level == LEVEL_DISTRICT ? above->name.vi : kind};
    }
    if (n) qsort(v, n, sizeof *v, commune_order);
    *out = v;
    return n;
}

static void draw_control(struct request *r, const struct drawn *d);
#include "web/forms.html.h"

static void split_date(struct drawn *d) {
    int day;
    if (day_parse(d->value, &day)) {
        struct civil c = day_civil(day);
        d->d = str_fmt("%d", c.day);
        d->m = str_fmt("%d", c.month);
        d->y = str_fmt("%d", c.year);
        return;
    }
    str rest = d->value;
    d->d = str_cut(&rest, '/');
    d->m = str_cut(&rest, '/');
    d->y = rest;
}

static struct drawn prepare(struct request *r, const struct field *f, const json_t *answers,
                            const struct form_errors *e) {
    struct drawn d = {.f = f,
                      .name = str_fmt("answers.%.*s", STR_ARG(f->id)),
                      .hint = pick(r->lang, f->hint),
                      .error = form_error_of(e, f->id),
                      .value = json_str(answers, str_z(f->id))};
    const char *id = str_z(f->id);
    if (d.hint.n && d.error.n) d.describedby = str_fmt("%s-hint %s-error", id, id);
    else if (d.hint.n || d.error.n) d.describedby = str_fmt("%s-%s", id, d.hint.n ? "hint" : "error");
    if (field_kind(f)->drawn == DRAWN_DATE) split_date(&d);
    if (f->type == FIELD_COMMUNE && !d.value.n && r->demo && f->required) d.value = r->province->default_unit;
    return d;
}

static void draw_control(struct request *r, const struct drawn *d) {
    switch (field_kind(d->f)->drawn) {
    case DRAWN_INPUT: draw_labelled(r, d, draw_input); break;
    case DRAWN_TEXTAREA: draw_labelled(r, d, draw_textarea); break;
    case DRAWN_DATE: draw_date(r, d); break;
    case DRAWN_YES_NO: draw_yes_no(r, d); break;
    case DRAWN_COMMUNE: draw_commune(r, d); break;
    case DRAWN_CHOICE:
        if (d->f->n_choices > 6) draw_select(r, d);
        else draw_radios(r, d);
        break;
    }
}

static const struct field *field_here(const struct field *fields, size_t n, str id) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(fields[i].id, id)) return &fields[i];
    return NULL;
}

/* A field whose condition is on an earlier page and does not hold is left out. One whose condition is on this
 * page is drawn with the condition in words; app.js replaces the words by showing and hiding. */
void form_draw(struct request *r, const struct field *fields, size_t n, const json_t *answers,
               const struct form_errors *e) {
    str said = {0}; /* the condition of the field before, to say it once */
    for (size_t i = 0; i < n; i++) {
        struct drawn d = prepare(r, &fields[i], answers, e);
        d.after = fields[i].when_field.n ? field_here(fields, i, fields[i].when_field) : NULL;
        if (!d.after && !field_asked(&fields[i], answers)) continue;
        str when = d.after
                       ? str_fmt("%.*s=%.*s", STR_ARG(fields[i].when_field), STR_ARG(fields[i].when_value))
                       : (str){0};
        if (d.after)
            draw_conditional(
                r, &d,
                str_eq(when, said) ? (str){0} : field_kind(d.after)->show(r, d.after, fields[i].when_value));
        else draw_field(r, &d);
        said = when;
    }
}

void form_summary(struct request *r, const struct form_errors *e) {
    if (e->n) draw_summary(r, e);
}
