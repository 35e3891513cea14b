/* YAML as nodes that know their line, and tables of keys that say what a mapping may hold. */
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
/* Parses a text of one document. NULL after a complaint. Refused are: text that is no YAML; aliases, anchors,
 * tags, directives; a key twice; over NODES_MAX nodes or DEPTH_MAX levels; bytes that are no UTF-8 text. */
const struct node *yaml_read(str file, str text, struct complaints *c);

/* Whether a file has at most FILE_MAX bytes, in UTF-8 without control characters; else complains. */
bool text_fits(str file, str text, struct complaints *c);

/* ---- complaining ---- */

struct load { /* the file being read */
    str file;
    struct complaints *c;
};
/* Complains about a node: what was expected there, and (printf) what is wrong. */
void complain(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...)
    PRINTF(4, 5);
/* The same as a warning: `tinhso check` prints it, and the value is still read. */
void warn(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...)
    PRINTF(4, 5);
const char *shown(str s); /* a value for a message: in quotes, on one line, cut to 60 bytes */
/* ` (did you mean "x"?)` when s is a misspelt one of the names; else empty. */
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
    KEY_LIST,   /* const struct node *: a list, read by the caller */
    KEY_MAP,    /* const struct node *: a mapping, read by the caller */
    KEY_ANY     /* const struct node *: any node, read by the caller */
};
struct texts {
    str *v;
    size_t n;
};
struct key {
    const char *name;
    enum key_kind kind;
    bool required;
    size_t at;                /* offset of the member in the struct that is filled */
    const char *const *names; /* KEY_ONE_OF: the values; KEY_MAP: the keys it may have; ends with NULL */
    i64 least, most;          /* KEY_INT: bounds; lists: `most` entries, 0 = no limit */
    /* ---- texts for the documentation: doc/procedure.md, doc/province.md, tinhso-province(5) ---- */
    const char *about;
    const char *otherwise;   /* the default when the key is missing */
    const char *const *each; /* KEY_ONE_OF: what each of `names` means, in their order; ends with NULL */
    const struct keys *in;   /* KEY_LIST: the keys of an entry; KEY_MAP: the keys of the mapping */
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
/* Reads a mapping into the struct at `out`; complains about unknown, missing and malformed keys. False only
 * when m is no mapping. */
bool map_read(const struct load *l, const struct node *m, const struct keys *keys, void *out);
/* The node to complain at: the value of a key, or the mapping when the key is missing. */
const struct node *at_key(const struct node *m, const char *key);
bool has_key(const struct node *m, const char *key);
bool id_ok(str s, bool dashes);           /* an id of at most 32 bytes; `dashes`: may contain - */
bool minute_read(str s, int *out_minute); /* "07:30" in minutes after midnight; 24:00 is allowed */
bool day_read(str s, int *out_day);       /* YYYY-MM-DD only */
bool decimal_ok(str s);                   /* -12.5, at most 15 digits */
/* complains unless a value is empty or a decimal number */
bool decimal_checked(const struct load *l, const struct node *at, const char *key, str value);
extern const char *const confidence_names[]; /* low, medium, high */
