/* A YAML text as nodes that know where they stand, and tables that say what a mapping may hold. */
#pragma once
#include "base/text.h"
#include "yaml/complain.h"

enum {
    NODES_MAX = 100000,
    DEPTH_MAX = 40,
    KEYS_MAX = 500,
    FILE_MAX = 1024 * 1024,
    FOLDER_MAX = 16 * FILE_MAX,
    TEXT_MAX = 2000
};

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };
struct node {
    enum node_kind kind;
    int line, column;      /* from 1, in characters */
    bool plain;            /* a text written without quotes */
    str text;              /* NFC */
    const struct node **v; /* list: items; map: key, value, key, value … */
    size_t n, cap;         /* list: items; map: keys and values together */
};
/* The one document of a text. NULL after complaining: no YAML; an alias, anchor, tag or directive; a repeated
 * key; too many or too deep nodes; bytes that are no text. */
const struct node *yaml_read(str file, str text, struct complaints *c);

/* Small enough, UTF-8, no control characters; else complains. */
bool text_fits(str file, str text, struct complaints *c);

/* ---- complaining ---- */

struct load { /* the file being read */
    str file;
    struct complaints *c;
};
/* What was expected, and what is wrong instead. */
void complain(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...)
    PRINTF(4, 5);
/* The same of what is read all the same: `tinhso check` says it and goes on. */
void warn(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...)
    PRINTF(4, 5);
const char *shown(str s); /* in quotes, on one line, at most 60 bytes: for messages */
/* ` (did you mean "x"?)` when one of the names is nearly s; empty otherwise. */
const char *near_miss(str s, const char *const *names, size_t n);
#define z_fmt(...) str_z(str_fmt(__VA_ARGS__))

/* ---- tables of keys ---- */

enum key_kind {
    KEY_TEXT,   /* str */
    KEY_WORDS,  /* struct words: a text, or {vi: …, en: …} */
    KEY_ID,     /* str: [a-z][a-z0-9_-]{0,31} */
    KEY_FLAG,   /* bool: true, false */
    KEY_INT,    /* i64 within least..most */
    KEY_DAY,    /* int: a local day, written YYYY-MM-DD */
    KEY_ONE_OF, /* an enum: index into names */
    KEY_TEXTS,  /* struct texts: a list of texts */
    KEY_LIST,
    KEY_MAP,
    KEY_ANY /* const struct node *: left for the caller */
};
struct texts {
    str *v;
    size_t n;
};
struct key {
    const char *name;
    enum key_kind kind;
    bool required;
    size_t at;                /* offset in what is filled */
    const char *const *names; /* one of, or the keys of a mapping; ends with NULL */
    i64 least, most;          /* int: bounds; list: most entries */
    /* ---- what the documentation says of it: doc/procedure.md, doc/province.md, tinhso-province(5) ---- */
    const char *about;
    const char *otherwise;   /* what holds when the key is missing */
    const char *const *each; /* one of: what each of `names` means, in their order; ends with NULL */
    const struct keys *in;   /* list, map: the keys of an entry, or of the mapping */
};
struct keys { /* what a mapping may hold */
    const char *what;
    const struct key *v;
    size_t n;
};
#define KEYS(title, rows) \
    { .what = (title), .v = (rows), .n = COUNT(rows) }
#define REQUIRED true
#define OPTIONAL false
#define KEY(key, how, must, type, member, doc, ...)                                                     \
    {                                                                                                   \
        .name = (key), .kind = (how), .required = (must), .at = offsetof(type, member), .about = (doc), \
        __VA_ARGS__                                                                                     \
    }
#define KEY_OF(key, must, type, member, list, doc, ...) \
    KEY(key, KEY_ONE_OF, must, type, member, doc, .names = (list), __VA_ARGS__)
#define KEY_NUMBER(key, must, type, member, low, high, doc, ...) \
    KEY(key, KEY_INT, must, type, member, doc, .least = (low), .most = (high), __VA_ARGS__)
#define KEY_ENTRIES(key, must, type, member, high, doc, ...) \
    KEY(key, KEY_LIST, must, type, member, doc, .most = (high), __VA_ARGS__)
/* Fills what the table knows of a mapping; complains about unknown, missing and malformed keys. False when it
 * is no mapping at all. */
bool map_read(const struct load *l, const struct node *m, const struct keys *keys, void *out);
/* The value of a key, for saying where; the mapping itself when the key is missing. */
const struct node *at_key(const struct node *m, const char *key);
bool has_key(const struct node *m, const char *key);
bool id_ok(str s, bool dashes);
bool minute_read(str s, int *out_minute); /* "07:30"; 24:00 is allowed */
bool day_read(str s, int *out_day);       /* YYYY-MM-DD only */
bool decimal_ok(str s);                   /* -12.5 */
/* complains when a value is no number with a decimal point; empty is fine */
bool decimal_checked(const struct load *l, const struct node *at, const char *key, str value);
extern const char *const confidence_names[]; /* low, medium, high */
