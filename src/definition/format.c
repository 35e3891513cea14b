/* Prints the format of the province folder, file by file and key by key, from the loader's tables. A table
 * that was printed already is only referred to. */
#include "format.h"
#include "base/text.h"
#include "private.h"
#include "measure/measure.h"
#include "territory/territory.h"

enum { WIDTH = 140, TABLES_MAX = 100 };

struct sheet;
struct writing { /* an output format: Markdown or roff */
    void (*file)(struct sheet *s, const char *name, const char *about);
    void (*entry)(struct sheet *s, int depth, const char *name, str text);
    void (*deeper)(struct sheet *s);
    void (*back)(struct sheet *s);
};
/* The output so far, and the tables printed in it with the place of each. */
struct sheet {
    const struct writing *w;
    struct out o;
    struct {
        const struct keys *keys;
        str place;
    } seen[TABLES_MAX];
    size_t n_seen;
};

static const struct {
    const char *name, *about;
    const struct keys *keys;
} files[] = {
    {"province.yaml", "What is true of the province as a whole.", &province_keys},
    {"units.yaml", "Administrative units, with the days they existed.", &units_keys},
    {"agencies.yaml", "Positions of officers, and the agencies with their desks.", &agencies_keys},
    {"calendar.yaml", "Office hours, days off and make-up days: what the clock counts by.", &calendar_keys},
    {"programme.yaml", "The digital transformation programme: its texts, targets and measures.",
     &programme_keys},
    {"map.yaml",
     "The communes as tiles of a map. A province may do without it; beside it, `boundaries.geojson` may "
     "hold their borders.",
     &map_keys},
    {"registers/ID.yaml", "What decisions enter, and who may read it.", &register_keys},
    {"indicators/ID.yaml", "A figure worked out from records.", &indicator_keys},
    {"indicators/ID.yaml (external)", "A figure that others measure and publish.", &external_keys},
    {"scorecards/ID.yaml", "An index with its points.", &scorecard_keys},
    {"words/CODE.yaml", "A further language.", &language_keys},
};

/* ---- the kind of a value in words ---- */

static str names_told(const char *const *names) {
    struct out o = {0};
    for (size_t i = 0; names[i]; i++) out_fmt(&o, "%s`%s`", i ? ", " : "", names[i]);
    return out_all(&o);
}

static str kind_told(const struct key *k) {
    switch (k->kind) {
    case KEY_TEXT: return S("text");
    case KEY_WORDS: return S("words");
    case KEY_ID: return S("id");
    case KEY_FLAG: return S("`true` or `false`");
    case KEY_INT: return str_fmt("number from %lld to %lld", (long long)k->least, (long long)k->most);
    case KEY_DAY: return S("day");
    case KEY_ONE_OF: return str_fmt("one of %.*s", STR_ARG(names_told(k->names)));
    case KEY_TEXTS: return S("list of texts");
    case KEY_LIST: return k->most ? str_fmt("list of at most %lld", (long long)k->most) : S("list");
    case KEY_MAP: return k->names ? str_fmt("mapping of %.*s", STR_ARG(names_told(k->names))) : S("mapping");
    default: panic("%s: a kind without a name", k->name);
    }
}

static str key_told(const struct key *k) {
    struct out o = {0};
    out_str(&o, kind_told(k));
    out_fmt(&o, "%s. %s", k->required ? "; **needed**" : "", k->about);
    if (k->otherwise) out_fmt(&o, " Without it: %s.", k->otherwise);
    return out_all(&o);
}

/* ---- tables and the tables inside them ---- */

static str place_of(str above, const struct key *k) {
    const char *end = k->kind == KEY_LIST ? "[]" : k->names ? ".*" : "";
    return str_fmt("%.*s%s%s%s", STR_ARG(above), above.n ? "." : "", k->name, end);
}

static str seen_at(const struct sheet *s, const struct keys *keys) {
    for (size_t i = 0; i < s->n_seen; i++)
        if (s->seen[i].keys == keys) return s->seen[i].place;
    return (str){0};
}

static void each_print(struct sheet *s, int depth, const struct key *k) {
    s->w->deeper(s);
    for (size_t i = 0; k->names[i]; i++) {
        if (!k->each[i]) panic("%s: %s has no words", k->name, k->names[i]);
        s->w->entry(s, depth + 1, k->names[i], str_c(k->each[i]));
    }
    s->w->back(s);
}

static void keys_print(struct sheet *s, int depth, str place, const struct keys *keys) {
    require(s->n_seen < TABLES_MAX);
    s->seen[s->n_seen].keys = keys;
    s->seen[s->n_seen++].place = place;
    for (size_t i = 0; i < keys->n; i++) {
        const struct key *k = &keys->v[i];
        str told = key_told(k), before = k->in ? seen_at(s, k->in) : (str){0};
        if (before.n) told = str_fmt("%.*s Its keys are those of `%.*s`.", STR_ARG(told), STR_ARG(before));
        s->w->entry(s, depth, k->name, told);
        if (k->each) each_print(s, depth, k);
        if (!k->in || before.n) continue;
        s->w->deeper(s);
        keys_print(s, depth + 1, place_of(place, k), k->in);
        s->w->back(s);
    }
}

static void file_print(struct sheet *s, const char *name, const char *about, const struct keys *keys) {
    s->n_seen = 0;
    s->w->file(s, name, about);
    keys_print(s, 0, (str){0}, keys);
}

/* ---- Markdown ---- */

/* Wraps a text at WIDTH letters and indents each further line; `column` is where the first line begins. */
static void folded(struct out *o, size_t column, size_t indent, str text) {
    while (text.n) {
        str word = str_cut(&text, ' ');
        size_t n = text_length(word);
        bool turn = column + 1 + n > WIDTH;
        if (turn) out_fmt(o, "\n%*s", (int)indent, "");
        else out_char(o, ' ');
        out_str(o, word);
        column = turn ? indent + n : column + 1 + n;
    }
    out_char(o, '\n');
}

static void md_file(struct sheet *s, const char *name, const char *about) {
    out_fmt(&s->o, "%s## %s\n\n%s\n\n", s->o.n ? "\n" : "", name, about);
}

static void md_entry(struct sheet *s, int depth, const char *name, str text) {
    size_t indent = (size_t)depth * 2, head = indent + 6 + strlen(name);
    out_fmt(&s->o, "%*s- `%s` —", (int)indent, "", name);
    folded(&s->o, head, indent + 2, text);
}

static void md_nothing(struct sheet *s) { (void)s; }

static const struct writing markdown = {md_file, md_entry, md_nothing, md_nothing};

str format_procedure(void) {
    struct sheet s = {.w = &markdown};
    file_print(&s, "procedures/CODE.yaml", "One public service, from its form to its result.",
               &procedure_keys);
    return out_all(&s.o);
}

str format_province(void) {
    struct sheet s = {.w = &markdown};
    for (size_t i = 0; i < COUNT(files); i++) file_print(&s, files[i].name, files[i].about, files[i].keys);
    return out_all(&s.o);
}

/* ---- roff ---- */

/* Converts the Markdown of our texts to roff: `code` and **strong** become bold; escapes - and \. */
static void roff(struct out *o, str text) {
    bool bold = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool strong = c == '*' && i + 1 < text.n && text.p[i + 1] == '*';
        if (c == '`' || strong) {
            bold = !bold;
            out_z(o, bold ? "\\fB" : "\\fR");
            i += strong;
        } else if (c == '-') out_z(o, "\\-");
        else if (c == '\\') out_z(o, "\\e");
        else out_char(o, c);
    }
}

static void roff_file(struct sheet *s, const char *name, const char *about) {
    out_fmt(&s->o, ".SH \"%s\"\n", name);
    roff(&s->o, str_c(about));
    out_char(&s->o, '\n');
}

static void roff_entry(struct sheet *s, int depth, const char *name, str text) {
    (void)depth;
    out_fmt(&s->o, ".TP\n\\fB%s\\fR\n", name);
    roff(&s->o, text);
    out_char(&s->o, '\n');
}

static void roff_deeper(struct sheet *s) { out_z(&s->o, ".RS\n"); }
static void roff_back(struct sheet *s) { out_z(&s->o, ".RE\n"); }

static const struct writing manual = {roff_file, roff_entry, roff_deeper, roff_back};

static const char MANUAL_HEAD[] =
    ".TH TINHSO\\-PROVINCE 5 \"\" \"tinhso\" \"File formats\"\n"
    ".SH NAME\n"
    "tinhso\\-province \\- the folder that describes a province\n"
    ".SH DESCRIPTION\n"
    "A province folder holds all that is true of one province: YAML files, read by\n"
    ".BR tinhso (1).\n"
    "\\fBtinhso check\\fR names every mistake with file, line, column and what was expected;\n"
    "\\fBtinhso adopt\\fR takes the folder into a running province.\n"
    ".PP\n"
    "A \\fItext\\fR has at most 2000 bytes. \\fIWords\\fR are a text, or {vi: \\(dq...\\(dq, en: "
    "\\(dq...\\(dq} in both "
    "languages.\n"
    "An \\fIid\\fR has small letters, digits, _ and \\-, a letter first, at most 32. A \\fIday\\fR is "
    "written "
    "YYYY\\-MM\\-DD.\n"
    "Codes and times stand in quotes. Comments begin with #. Anchors, aliases and tags are refused.\n";

static const char MANUAL_FOOT[] = ".SH SEE ALSO\n.BR tinhso (1)\n";

str format_manual(void) {
    struct sheet s = {.w = &manual};
    out_z(&s.o, MANUAL_HEAD);
    file_print(&s, "procedures/CODE.yaml", "One public service, from its form to its result.",
               &procedure_keys);
    for (size_t i = 0; i < COUNT(files); i++) file_print(&s, files[i].name, files[i].about, files[i].keys);
    out_z(&s.o, MANUAL_FOOT);
    return out_all(&s.o);
}
