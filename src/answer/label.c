/* Labels: names channels, agencies, units, procedures and choices from the definitions, and names and sorts
 * cells. */
#include "label.h"

#include "base/text.h"
#include "figure/query.h"
#include "number.h"

/* The register field behind a column; NULL when the view is not of a register. */
static const struct field *view_field(const struct province *p, const struct view *v, str column) {
    const struct reg *g = v ? view_reg(p, v) : NULL;
    const struct reg_field *f = g ? reg_field(g, column) : NULL;
    return f ? &f->f : NULL;
}

/* ---- columns ---- */

struct named {
    const char *id, *msgid;
};
static const struct named COLUMNS[] = {
    {"channel", N_("way of filing")},
    {"procedure", N_("procedure")},
    {"code", N_("procedure")},
    {"field", N_("field of administration")},
    {"agency", N_("handling agency")},
    {"desk", N_("receiving desk")},
    {"unit", N_("commune or ward")},
    {"timing", N_("keeping the first promise")},
    {"level", N_("level that handles")},
    {"online", N_("kind of online service")},
    {"late", N_("lateness by the first promise")},
    {"wholly_online", N_("done wholly online")},
    {"service", N_("public service")},
    {"sample", N_("assumed for the demonstration")},
    {"worked", N_("working time from reception")},
    {"current", N_("in force")},
    {"with_dossier", N_("with a dossier in the period")},
};

static const char *named(const struct named *v, size_t n, str id) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(str_c(v[i].id), id)) return v[i].msgid;
    return NULL;
}

/* Lower-cases the first letter: the folder's labels begin with a capital, but stand inside a sentence
 * here. */
static str small(str s) {
    /* keeps an abbreviation */
    if (s.n > 1 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z') return s;
    bool dd = s.n > 1 && (u8)s.p[0] == 0xC4 && (u8)s.p[1] == 0x90; /* Đ → đ */
    if (!dd && (!s.n || s.p[0] < 'A' || s.p[0] > 'Z')) return s;
    s = str_copy(s);
    ((char *)(uintptr_t)s.p)[dd ? 1 : 0] = (char)(dd ? 0x91 : s.p[0] - 'A' + 'a');
    return s;
}

str view_word(enum lang l, const struct view *v) {
    return str_c(say(l, str_starts(str_c(v->name), S("register/")) ? N_("entries of this register") : v->en));
}

str view_words(enum lang l, const struct province *p, const struct view *v) {
    const struct reg *g = view_reg(p, v);
    return g ? small(pick(l, g->name)) : view_word(l, v);
}

struct words column_words(const struct province *p, const struct view *v, str column) {
    const struct field *f = view_field(p, v, column);
    if (f) return (struct words){small(f->label.vi), small(f->label.en.n ? f->label.en : f->label.vi)};
    const char *msgid = named(COLUMNS, COUNT(COLUMNS), column);
    return msgid ? say_both(msgid) : (struct words){column, column};
}

/* ---- values ---- */

static const struct named VALUES[] = {
    {"channel=online", N_("Online")},
    {"channel=counter", N_("At the counter")},
    {"channel=post", N_("By public post")},
    {"timing=early", N_("Early")},
    {"timing=on_time", N_("On time, on the last day")},
    {"timing=late", N_("Late")},
    {"level=province", N_("Province")},
    {"level=district", N_("District")},
    {"level=commune", N_("Commune")},
    {"online=full", N_("Fully online")},
    {"online=partial", N_("Partly online")},
    {"online=info", N_("Information only")},
};

static const struct words *field_name(const struct province *p, str id) {
    for (size_t i = 0; i < p->n_procedures; i++)
        if (str_eq(p->procedures[i]->field, id)) return &p->procedures[i]->field_name;
    return NULL;
}

/* Adds "from …" or "until …" to a unit that began or ended within the period. */
static struct words dated(struct words w, int since, int until, struct period when) {
    bool began = since > when.from && since<when.to, ended = until> when.from && until < when.to;
    if (!began && !ended) return w;
    const char *part = began ? N_("from %s") : N_("until %s");
    int day = began ? since : until - 1;
    const char *z = str_z(day_text(day));
    return (struct words){
        str_fmt("%.*s (%.*s)", STR_ARG(w.vi), STR_ARG(say_fmt(LANG_VI, part, z))),
        str_fmt("%.*s (%.*s)", STR_ARG(w.en.n ? w.en : w.vi), STR_ARG(say_fmt(LANG_EN, part, z)))};
}

static struct words unit_words(const struct province *p, str code, struct period when, int on_day) {
    const struct unit *u = unit_on(p, code, on_day);
    for (int day = on_day; !u && day >= when.from; day -= 28) u = unit_on(p, code, day);
    if (!u) u = unit_on(p, code, when.from);
    if (!u) u = unit_on(p, code, 0);
    return u ? dated(u->name, u->since, u->until, when) : (struct words){code, code};
}

static struct words agency_words(const struct province *p, str code, bool desk, struct period when,
                                 int on_day) {
    const struct agency *a = agency_on(p, code, on_day);
    if (!a) a = agency_on(p, code, when.from);
    if (!a) a = agency_on(p, code, 0);
    if (!a) return (struct words){code, code};
    return dated(desk && a->desk.vi.n ? a->desk : a->name, a->since, a->until, when);
}

/* The commune's name, for an agency that is a commune's own. */
static struct words desk_unit_words(const struct province *p, str agency, struct period when, int on_day) {
    const struct agency *a = agency_on(p, agency, on_day);
    if (!a) a = agency_on(p, agency, when.from);
    if (!a) a = agency_on(p, agency, 0);
    return a && a->level == LEVEL_COMMUNE && !a->kind.n ? unit_words(p, a->unit, when, on_day)
                                                        : agency_words(p, agency, false, when, on_day);
}

static struct words choice_words(const struct province *p, const struct field *f, str key, struct period when,
                                 int on_day) {
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, key)) return f->choices[i].label;
    if (f->type == FIELD_COMMUNE) return unit_words(p, key, when, on_day);
    if (f->type == FIELD_AGENCY) return agency_words(p, key, false, when, on_day);
    if (f->type == FIELD_YES_NO)
        return say_both(str_is(key, "yes") || str_is(key, "1") ? N_("yes") : N_("no"));
    return (struct words){key, key};
}

struct words value_words(const struct province *p, const struct view *v, str column, str key,
                         struct period when, int on_day) {
    if (!key.n) return say_both(N_("not stated"));
    const struct view_column *c = view_column(v, column);
    const struct field *f = view_field(p, v, column);
    if (f) return choice_words(p, f, key, when, on_day);
    if (c && c->type == 'b') return say_both(str_is(key, "1") || str_is(key, "true") ? N_("yes") : N_("no"));
    if (str_is(column, "unit")) return unit_words(p, key, when, on_day);
    if (str_is(column, "agency") || str_is(column, "desk"))
        return agency_words(p, key, str_is(column, "desk"), when, on_day);
    if (str_is(column, "procedure") || str_is(column, "code")) {
        const struct procedure *q = procedure_of(p, key);
        return q ? q->name : (struct words){key, key};
    }
    if (str_is(column, "field")) {
        const struct words *w = field_name(p, key);
        return w ? *w : (struct words){key, key};
    }
    const char *msgid = named(VALUES, COUNT(VALUES), str_fmt("%.*s=%.*s", STR_ARG(column), STR_ARG(key)));
    return msgid ? say_both(msgid) : (struct words){key, key};
}

/* ---- values listed by the definitions, so that a value without records has its row too ---- */

static void key_add(struct keys *k, str key) {
    GROW(k->v, k->n, k->cap);
    k->v[k->n++] = key;
}

static void units_known(const struct province *p, int on_day, struct keys *k) {
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        if (u->level == LEVEL_COMMUNE && u->since <= on_day && (!u->until || on_day < u->until))
            key_add(k, u->code);
    }
}

static void agencies_known(const struct province *p, int on_day, struct keys *k) {
    for (size_t i = 0; i < p->n_agencies; i++) {
        const struct agency *a = &p->agencies[i];
        if (a->level == LEVEL_COMMUNE && !a->kind.n && a->since <= on_day && (!a->until || on_day < a->until))
            key_add(k, a->code);
    }
}

/* The values of one column in VALUES, in their order there. */
static void values_known(str column, struct keys *k) {
    for (size_t i = 0; i < COUNT(VALUES); i++) {
        str rest = str_c(VALUES[i].id);
        if (str_eq(str_cut(&rest, '='), column)) key_add(k, rest);
    }
}

struct keys keys_known(const struct province *p, const struct view *v, str column, int on_day) {
    struct keys k = {0};
    const struct field *f = view_field(p, v, column);
    for (size_t i = 0; f && i < f->n_choices; i++) key_add(&k, f->choices[i].id);
    if (f && f->type == FIELD_COMMUNE) units_known(p, on_day, &k);
    if (f) return k;
    if (str_is(column, "unit")) units_known(p, on_day, &k);
    if (str_is(column, "agency")) agencies_known(p, on_day, &k);
    bool procedures = str_is(column, "procedure") || str_is(column, "code"),
         services = str_eq(str_c(v->name), S("procedures"));
    for (size_t i = 0; i < p->n_procedures && (procedures || str_is(column, "field")) && !services; i++)
        key_add(&k, procedures ? p->procedures[i]->code : p->procedures[i]->field);
    values_known(column, &k);
    return k;
}

/* ---- conditions ---- */

static const struct named CONDITIONS[] = {
    {"wholly_online=1", N_("done wholly online: filed, paid and returned online")},
    {"wholly_online=0", N_("not done wholly online")},
    {"late=1", N_("later than first promised")},
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
    {"service=1", N_("public services only")},
    {"service=0", N_("no public services")},
    {"current=1", N_("in force")},
    {"current=0", N_("no longer in force")},
};

static str value_text(enum lang l, const struct province *p, const struct view *v, str column, str value) {
    struct period none = {0};
    return pick(l, value_words(p, v, column, value, none, 0));
}

/* A condition in words: "filed online"; "way of filing: Online or By public post"; "households: 5 or more";
 * "kind: not Farm". */
str condition_words(enum lang l, const struct province *p, const struct view *v, const struct condition *c) {
    bool flag = str_is(c->value, "true") || str_is(c->value, "false");
    const char *value = str_z(flag ? str_fmt("%lld", (long long)condition_int(c->value)) : c->value);
    bool whole = c->how == COMPARE_IS && !c->n_more;
    /* a register's field keeps the register's name for it */
    if (view_field(p, v, c->column)) whole = false;
    const char *msgid =
        whole ? named(CONDITIONS, COUNT(CONDITIONS), str_fmt("%.*s=%s", STR_ARG(c->column), value)) : NULL;
    if (msgid) return str_c(say(l, msgid));
    struct out o = {0};
    out_str(&o, pick(l, column_words(p, v, c->column)));
    out_z(&o, ": ");
    str text = c->how == COMPARE_AT_LEAST || c->how == COMPARE_AT_MOST
                   ? count_text(l, condition_int(c->value))
                   : value_text(l, p, v, c->column, str_c(value));
    const char *z = str_z(text);
    if (c->how == COMPARE_AT_LEAST) out_str(&o, say_fmt(l, "%s or more", z));
    if (c->how == COMPARE_AT_MOST) out_str(&o, say_fmt(l, "%s or less", z));
    if (c->how == COMPARE_NOT) out_str(&o, say_fmt(l, "not %s", z));
    if (c->how == COMPARE_IS) out_z(&o, z);
    for (size_t i = 0; i < c->n_more; i++)
        out_fmt(&o, " %s %.*s", say(l, "or"), STR_ARG(value_text(l, p, v, c->column, c->more[i])));
    return out_all(&o);
}

/* ---- naming and sorting cells ---- */

static str cell_name(const struct cell *c) {
    if (c->name.vi.n) return c->name.vi;
    return c->agency ? c->agency->name.vi : c->key;
}

int cell_by_name(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    int c = text_collate(cell_name(x), cell_name(y));
    return c ? c : str_cmp(x->key, y->key);
}

__extension__ typedef __int128 wide; /* holds the product of two 64-bit numbers */

/* Compares two values as fractions, without rounding; > 0 when x is greater. */
static int value_cmp(const struct figure *x, const struct figure *y) {
    wide left = (wide)x->num * y->den, right = (wide)y->num * x->den;
    return (left > right) - (left < right);
}

/* Sorts the greatest first; cells without a value come last. */
static int cell_cmp(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    bool has_x = x->f.has_value && x->f.n, has_y = y->f.has_value && y->f.n;
    if (has_x != has_y) return has_x ? -1 : 1;
    int c = has_x ? value_cmp(&x->f, &y->f) : 0;
    return c ? -c : cell_by_name(a, b);
}

static int cell_cmp_up(const void *a, const void *b) {
    const struct cell *x = a, *y = b;
    bool both = x->f.has_value && x->f.n && y->f.has_value && y->f.n;
    return both && value_cmp(&x->f, &y->f) ? -cell_cmp(a, b) : cell_cmp(a, b);
}

/* Sorts cells with records first, then by value; `up`: the greatest first. */
static void cells_sort(struct cells *c, bool up) {
    if (c->n) qsort(c->v, c->n, sizeof *c->v, up ? cell_cmp : cell_cmp_up);
}

struct cells cells_by_unit(struct db *db, const struct province *p, const struct indicator *ind,
                           struct period when, int on_day, i64 as_of) {
    struct cells c = figure_by_unit(db, p, ind, when, on_day, as_of);
    for (size_t i = 0; i < c.n; i++) c.v[i].name = desk_unit_words(p, c.v[i].key, when, on_day);
    cells_sort(&c, ind->up);
    return c;
}

struct cells cells_by_column(struct db *db, const struct province *p, const struct indicator *ind,
                             struct period when, int on_day, i64 as_of, str column) {
    const struct view *v = figure_view(ind);
    if (!v) return (struct cells){0};
    struct keys known = keys_known(p, v, column, on_day);
    struct cells c = figure_by_column(db, ind, when, as_of, column, &known);
    for (size_t i = 0; i < c.n; i++) c.v[i].name = value_words(p, v, column, c.v[i].key, when, on_day);
    cells_sort(&c, ind->up);
    return c;
}

struct cells cells_by_district(struct db *db, const struct province *p, const struct indicator *ind,
                               struct period when, int day, i64 as_of, struct hierarchy *out) {
    struct cells c = figure_by_district(db, p, ind, when, day, as_of, out);
    if (out->when.to - 1 < day) day = out->when.to - 1;
    for (size_t i = 0; i < c.n; i++)
        c.v[i].name = str_eq(c.v[i].key, p->gso)
                          ? say_both(N_("Departments of the province"))
                          : value_words(p, figure_view(ind), S("unit"), c.v[i].key, when, day);
    cells_sort(&c, ind->up);
    return c;
}
