/* Reads words/CODE.yaml, a further language. Its entries are pairs: an English msgid or a Vietnamese text of
 * the folder, and its translation. A text without an entry is shown in English, and pages say that the
 * language is partial. */
#include "private.h"

enum { ENTRIES_MAX = 5000, LANGUAGES_MAX = 8 };

struct language_in {
    struct language l;
    const struct node *entries;
};

static bool code_ok(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'a' || s.p[i] > 'z') return false;
    return (s.n == 2 || s.n == 3) && !str_is(s, "vi") && !str_is(s, "en");
}

/* Appends the printf conversions of a text in their order: "%.*s%lld". False for %n, positions such as %1$s
 * and an incomplete conversion: they could access arguments that were not given. */
static bool conversions(str s, struct out *o) {
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '%') continue;
        if (i + 1 < s.n && s.p[i + 1] == '%') {
            i++;
            continue;
        }
        size_t from = i++;
        while (i < s.n && strchr("0123456789.*-+ #lhzjt", s.p[i])) i++;
        if (i == s.n || !strchr("diuxXcs", s.p[i])) return false;
        out_str(o, (str){s.p + from, i + 1 - from});
    }
    return true;
}

/* Whether a translation can replace a text as a printf format: it must take the same arguments. A text of the
 * folder is no format, but the rule is the same. */
static bool asks_alike(str from, str to) {
    struct out a = {0}, b = {0};
    bool format = conversions(from, &a);
    return format ? conversions(to, &b) && str_eq(out_all(&a), out_all(&b))
                  : !memchr(to.p, '%', to.n) || str_eq(from, to);
}

static int by_from(const void *a, const void *b) {
    return str_cmp(((const struct mapping *)a)->from, ((const struct mapping *)b)->from);
}

static void entries_read(const struct load *l, const struct node *list, struct language *lang) {
    lang->v = NEWS(struct mapping, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        const struct node *e = list->v[i];
        bool pair = e->kind == NODE_LIST && e->n == 2 && e->v[0]->kind == NODE_TEXT &&
                    e->v[1]->kind == NODE_TEXT && e->v[0]->text.n && e->v[1]->text.n;
        if (!pair) complain(l, e, "[\"the text\", \"what stands for it\"]", "an entry is no pair of texts");
        else if (!asks_alike(e->v[0]->text, e->v[1]->text))
            complain(l, e->v[1], "the same %-places in the same order", "%s does not fit %s",
                     shown(e->v[1]->text), shown(e->v[0]->text));
        else lang->v[lang->n++] = (struct mapping){.from = e->v[0]->text, .to = str_c(str_z(e->v[1]->text))};
    }
    if (lang->n) qsort(lang->v, lang->n, sizeof *lang->v, by_from);
    for (size_t i = 1; i < lang->n; i++)
        if (str_eq(lang->v[i].from, lang->v[i - 1].from))
            complain(l, list, "each text once", "%s is here twice", shown(lang->v[i].from));
}

static const struct key language_rows[] = {
    KEY("code", KEY_TEXT, REQUIRED, struct language_in, l.code,
        "Two or three small letters, the file's own name: `ko` in `words/ko.yaml`. Not `vi` or `en`."),
    KEY("name", KEY_TEXT, REQUIRED, struct language_in, l.name, "The language's name in itself: `한국어`."),
    KEY("note", KEY_TEXT, OPTIONAL, struct language_in, l.note, "For the reader of the file."),
    KEY_ENTRIES(
        "entries", REQUIRED, struct language_in, entries, ENTRIES_MAX,
        "Pairs of texts `[FROM, TO]`. FROM is the English text of a screen or a Vietnamese text of the "
        "folder; `%s` and `%d` stand in the same order in both. What is missing is shown in English."),
};
const struct keys language_keys = KEYS("a language", language_rows);

void language_file(const struct load *l, const struct node *root, struct province *p) {
    struct language_in in = {0};
    if (!map_read(l, root, &language_keys, &in)) return;
    if (in.l.code.n && !code_ok(in.l.code))
        complain(l, at_key(root, "code"), "two or three small letters, not vi or en", "code is %s",
                 shown(in.l.code));
    if (in.l.code.n && !str_eq(l->file, str_fmt("words/%.*s.yaml", STR_ARG(in.l.code))))
        complain(l, at_key(root, "code"), "the file's own name", "code is %s in %.*s", shown(in.l.code),
                 STR_ARG(l->file));
    if (in.entries) entries_read(l, in.entries, &in.l);
    if (p->n_languages == LANGUAGES_MAX)
        complain(l, root, z_fmt("at most %d further languages", LANGUAGES_MAX),
                 "there are too many languages");
    else p->languages[p->n_languages++] = in.l;
}
