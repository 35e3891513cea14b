/* Reads a YAML mapping into a struct by a table of its keys, with complaints that name line and expectation.
 */
#include "load.h"

#include "base/clock.h"

/* ---- complaining ---- */

/* A rule for 178 communes would repeat its mistake 178 times: a place and expectation are reported once. */
static bool told(const struct complaints *c, str file, int line, int column, str expected) {
    for (size_t i = 0; i < c->n; i++) {
        const struct complaint *x = &c->v[i];
        if (line && x->line == line && x->column == column && str_eq(x->expected, expected) &&
            str_eq(x->file, file))
            return true;
    }
    return false;
}

void complaint_add(struct complaints *c, str file, int line, int column, str cause, str expected) {
    if (told(c, file, line, column, expected)) return;
    if (c->n >= COMPLAINTS_MAX) {
        c->more++;
        return;
    }
    GROW(c->v, c->n, c->cap);
    c->v[c->n++] = (struct complaint){.file = str_copy(file),
                                      .line = line,
                                      .column = column,
                                      .cause = str_copy(cause),
                                      .expected = str_copy(expected)};
}

static int by_place(const void *a, const void *b) {
    const struct complaint *x = a, *y = b;
    int c = str_cmp(x->file, y->file);
    if (!c) c = x->line - y->line;
    if (!c) c = x->column - y->column;
    return c ? c : str_cmp(x->cause, y->cause);
}
void complaints_sort(struct complaints *c) {
    if (c->n) qsort(c->v, c->n, sizeof *c->v, by_place);
}

void complain(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...) {
    char cause[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(cause, sizeof cause, fmt, ap);
    va_end(ap);
    complaint_add(l->c, l->file, at->line, at->column, str_c(cause), str_c(expected));
}

void warn(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...) {
    char cause[1024];
    struct complaints *c = l->c;
    va_list ap;
    if (c->n_warned >= COMPLAINTS_MAX) return;
    va_start(ap, fmt);
    vsnprintf(cause, sizeof cause, fmt, ap);
    va_end(ap);
    GROW(c->warned, c->n_warned, c->cap_warned);
    c->warned[c->n_warned++] = (struct complaint){.file = str_copy(l->file),
                                                  .line = at->line,
                                                  .column = at->column,
                                                  .cause = str_copy(str_c(cause)),
                                                  .expected = str_copy(str_c(expected))};
}

str complaint_text(const struct complaint *c) {
    struct out o = {0};
    out_str(&o, c->file);
    if (c->line) out_fmt(&o, ":%d:%d", c->line, c->column);
    out_fmt(&o, ": %.*s", STR_ARG(c->cause));
    if (c->expected.n) out_fmt(&o, "; expected %.*s", STR_ARG(c->expected));
    return out_all(&o);
}

const char *shown(str s) {
    struct out o = {0};
    size_t n = s.n;
    if (n > 60)
        for (n = 57; n > 50 && ((u8)s.p[n] & 0xc0) == 0x80;) n--;
    out_char(&o, '"');
    for (size_t i = 0; i < n; i++) out_char(&o, (u8)s.p[i] < 32 ? ' ' : s.p[i]);
    if (n < s.n) out_z(&o, "…");
    out_char(&o, '"');
    return str_z(out_all(&o));
}

/* The edit distance of two names (optimal string alignment); 99 when one is longer than 39 bytes. */
static int distance(str a, str b) {
    int d[41][41];
    if (a.n > 39 || b.n > 39) return 99;
    int n = (int)a.n, m = (int)b.n;
    for (int i = 0; i <= n; i++) d[i][0] = i;
    for (int j = 0; j <= m; j++) d[0][j] = j;
    for (int i = 1; i <= n; i++)
        for (int j = 1; j <= m; j++) {
            int same = a.p[i - 1] == b.p[j - 1], best = d[i - 1][j - 1] + !same;
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] &&
                d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

const char *near_miss(str s, const char *const *names, size_t n) {
    int best = s.n < 4 ? 2 : 3;
    const char *found = NULL;
    for (size_t i = 0; i < n; i++) {
        int k = distance(s, str_c(names[i]));
        if (k >= best) continue;
        best = k;
        found = names[i];
    }
    return found ? z_fmt(" (did you mean \"%s\"?)", found) : "";
}

static size_t names_count(const char *const *names) {
    size_t n = 0;
    while (names[n]) n++;
    return n;
}

static const char *names_listed(const char *const *names, size_t n) {
    struct out o = {0};
    out_z(&o, "one of ");
    for (size_t i = 0; i < n; i++) out_fmt(&o, "%s%s", i ? ", " : "", names[i]);
    return str_z(out_all(&o));
}

/* ---- values ---- */

bool id_ok(str s, bool dashes) {
    if (!s.n || s.n > 32 || s.p[0] < 'a' || s.p[0] > 'z') return false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (dashes && c == '-')))
            return false;
    }
    return true;
}

bool minute_read(str s, int *out_minute) {
    if (s.n != 5 || s.p[2] != ':') return false;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (s.p[i] < '0' || s.p[i] > '9')) return false;
    int h = (s.p[0] - '0') * 10 + s.p[1] - '0', m = (s.p[3] - '0') * 10 + s.p[4] - '0';
    *out_minute = h * 60 + m;
    return m < 60 && *out_minute <= 24 * 60;
}

bool day_read(str s, int *out_day) { return s.n == 10 && s.p[4] == '-' && day_parse(s, out_day); }

bool decimal_ok(str s) {
    size_t digits = 0, points = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else if (s.p[i] == '.' && digits && i + 1 < s.n) points++;
        else if (s.p[i] != '-' || i) return false;
    }
    return digits && digits <= 15 && points <= 1;
}

const char *const confidence_names[] = {"low", "medium", "high", NULL};

bool decimal_checked(const struct load *l, const struct node *at, const char *key, str value) {
    bool good = !value.n || decimal_ok(value);
    if (!good)
        complain(l, at, "a number with a decimal point, without a unit", "%s is %s", key, shown(value));
    return good;
}

static bool nothing(const struct node *n) {
    return n->kind == NODE_TEXT &&
           (!n->text.n || (n->plain && (str_is(n->text, "~") || str_is(n->text, "null"))));
}

static void texts_read(const struct load *l, const struct node *v, const char *name, struct texts *out) {
    out->v = NEWS(str, v->n ? v->n : 1);
    for (size_t i = 0; i < v->n; i++) {
        if (v->v[i]->kind == NODE_TEXT && v->v[i]->text.n) out->v[out->n++] = v->v[i]->text;
        else complain(l, v->v[i], "a list of texts", "an entry of %s is no text", name);
    }
}

static void one_of_read(const struct load *l, const struct node *v, const struct key *k, int *out) {
    size_t n = names_count(k->names);
    for (size_t i = 0; i < n; i++)
        if (str_eq(v->text, str_c(k->names[i]))) {
            *out = (int)i;
            return;
        }
    complain(l, v, names_listed(k->names, n), "%s is %s%s", k->name, shown(v->text),
             near_miss(v->text, k->names, n));
}

static void int_read(const struct load *l, const struct node *v, const struct key *k, i64 *out) {
    i64 n = 0;
    if (str_to_int(v->text, &n) && n >= k->least && n <= k->most) *out = n;
    else
        complain(l, v, z_fmt("a whole number from %lld to %lld", (long long)k->least, (long long)k->most),
                 "%s is %s", k->name, shown(v->text));
}

static void text_value(const struct load *l, const struct node *v, const struct key *k, void *to) {
    const char *what = shown(v->text);
    if (v->text.n > TEXT_MAX)
        return complain(l, v, z_fmt("at most %d bytes", TEXT_MAX), "%s is very long", k->name);
    switch (k->kind) {
    case KEY_TEXT: *(str *)to = v->text; return;
    case KEY_ID:
        if (id_ok(v->text, true)) *(str *)to = v->text;
        else
            complain(l, v, "small letters a–z, digits, _ and -, a letter first, at most 32", "%s is %s",
                     k->name, what);
        return;
    case KEY_FLAG:
        if (str_is(v->text, "true") || str_is(v->text, "false")) *(bool *)to = v->text.p[0] == 't';
        else complain(l, v, "true or false", "%s is %s", k->name, what);
        return;
    case KEY_DAY:
        if (!day_read(v->text, to))
            complain(l, v, "a day that exists, written YYYY-MM-DD", "%s is %s", k->name, what);
        return;
    case KEY_INT: return int_read(l, v, k, to);
    case KEY_ONE_OF: return one_of_read(l, v, k, to);
    default: panic("not a text: %s", k->name);
    }
}

static const struct key words_rows[] = {
    KEY("vi", KEY_TEXT, REQUIRED, struct words, vi, "The text in Vietnamese."),
    KEY("en", KEY_TEXT, OPTIONAL, struct words, en, "The text in English."),
};

static void words_read(const struct load *l, const struct node *v, const char *name, struct words *out) {
    const struct keys keys = KEYS(name, words_rows);
    if (v->kind == NODE_TEXT) text_value(l, v, &words_rows[0], &out->vi);
    else if (v->kind == NODE_MAP) map_read(l, v, &keys, out);
    else complain(l, v, "a text, or {vi: …, en: …}", "%s is a list", name);
}

static void value_read(const struct load *l, const struct node *v, const struct key *k, void *to) {
    static const char *const kinds[] = {
        [NODE_TEXT] = "a text", [NODE_LIST] = "a list", [NODE_MAP] = "a mapping"};
    if (nothing(v)) return complain(l, v, "a value, or leave the key out", "%s has no value", k->name);
    if (k->kind == KEY_ANY) {
        *(const struct node **)to = v;
        return;
    }
    if (k->kind == KEY_WORDS) {
        words_read(l, v, k->name, to);
        return;
    }
    enum node_kind want = k->kind == KEY_LIST || k->kind == KEY_TEXTS ? NODE_LIST
                          : k->kind == KEY_MAP                        ? NODE_MAP
                                                                      : NODE_TEXT;
    if (v->kind != want) return complain(l, v, kinds[want], "%s is %s", k->name, kinds[v->kind]);
    if (k->most && want == NODE_LIST && v->n > (size_t)k->most)
        return complain(l, v, z_fmt("at most %lld", (long long)k->most), "%s has %zu entries", k->name, v->n);
    if (k->kind == KEY_TEXTS) texts_read(l, v, k->name, to);
    else if (want == NODE_TEXT) text_value(l, v, k, to);
    else *(const struct node **)to = v;
}

/* ---- mappings ---- */

static const struct key *key_of(const struct keys *keys, str name) {
    for (size_t i = 0; i < keys->n; i++)
        if (str_eq(str_c(keys->v[i].name), name)) return &keys->v[i];
    return NULL;
}

static void unknown_key(const struct load *l, const struct node *key, const struct keys *keys) {
    const char **names = NEWS(const char *, keys->n);
    for (size_t i = 0; i < keys->n; i++) names[i] = keys->v[i].name;
    complain(l, key, names_listed(names, keys->n), "%s has no key %s%s", keys->what, shown(key->text),
             near_miss(key->text, names, keys->n));
}

bool map_read(const struct load *l, const struct node *m, const struct keys *keys, void *out) {
    if (m->kind != NODE_MAP) {
        complain(l, m, "keys and values", "%s is %s", keys->what, m->kind == NODE_LIST ? "a list" : "a text");
        return false;
    }
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        const struct key *k = key_of(keys, m->v[i]->text);
        if (k) value_read(l, m->v[i + 1], k, (char *)out + k->at);
        else unknown_key(l, m->v[i], keys);
    }
    for (size_t i = 0; i < keys->n; i++) {
        const struct key *k = &keys->v[i];
        if (k->required && !has_key(m, k->name))
            complain(l, m, z_fmt("%s: … in %s", k->name, keys->what), "the key \"%s\" is missing", k->name);
    }
    return true;
}

static const struct node *find(const struct node *m, const char *key) {
    for (size_t i = 0; m->kind == NODE_MAP && i + 1 < m->n; i += 2)
        if (str_eq(m->v[i]->text, str_c(key))) return m->v[i + 1];
    return NULL;
}
bool has_key(const struct node *m, const char *key) { return find(m, key) != NULL; }
const struct node *at_key(const struct node *m, const char *key) {
    const struct node *v = find(m, key);
    return v ? v : m;
}
