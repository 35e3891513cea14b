/* Private to this floor: a YAML text as nodes that know where they stand, and tables that say what a mapping
 * may hold. */
#pragma once
#include "province/province.h"

enum {
    NODES_MAX = 100000,
    DEPTH_MAX = 40,
    KEYS_MAX = 500,
    FILE_MAX = 1024 * 1024,
    FOLDER_MAX = 16 * FILE_MAX,
    TEXT_MAX = 2000,
    COMPLAINTS_MAX = 200
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
void complaint_add(struct complaints *c, str file, int line, int column, str cause, str expected);
void complaints_sort(struct complaints *c); /* by file, line, column */
/* What was expected, and what is wrong instead. */
void complain(const struct load *l, const struct node *at, const char *expected, const char *fmt, ...)
    PRINTF(4, 5);
#define z_fmt(...) str_z(str_fmt(__VA_ARGS__))
const char *shown(str s); /* in quotes, on one line, at most 60 bytes: for messages */
/* ` (did you mean "x"?)` when one of the names is nearly s; empty otherwise. */
const char *near_miss(str s, const char *const *names, size_t n);

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
    const char *const *names; /* one of; ends with NULL */
    i64 least, most;          /* int: bounds; list: most entries */
};
#define REQUIRED true
#define OPTIONAL false
#define KEY(key, how, must, type, member) \
    { .name = (key), .kind = (how), .required = (must), .at = offsetof(type, member) }
#define KEY_OF(key, must, type, member, list) \
    { .name = (key), .kind = KEY_ONE_OF, .required = (must), .at = offsetof(type, member), .names = (list) }
#define KEY_NUMBER(key, must, type, member, low, high)                                                    \
    {                                                                                                     \
        .name = (key), .kind = KEY_INT, .required = (must), .at = offsetof(type, member), .least = (low), \
        .most = (high)                                                                                    \
    }
#define KEY_ENTRIES(key, must, type, member, high) \
    { .name = (key), .kind = KEY_LIST, .required = (must), .at = offsetof(type, member), .most = (high) }
/* Fills what the table knows of a mapping; complains about unknown, missing and malformed keys. False when it
 * is no mapping at all. */
bool map_read(const struct load *l, const struct node *m, const char *what, const struct key *keys, size_t n,
              void *out);
/* The value of a key, for saying where; the mapping itself when the key is missing. */
const struct node *at_key(const struct node *m, const char *key);
bool has_key(const struct node *m, const char *key);
bool id_ok(str s, bool dashes);
bool minute_read(str s, int *out_minute); /* "07:30"; 24:00 is allowed */
bool day_read(str s, int *out_day);       /* YYYY-MM-DD only */
bool decimal_ok(str s);                   /* -12.5 */

/* ---- the parts of a province, each from its file's root ---- */

void province_file(const struct load *l, const struct node *root, struct province *p);
void units_file(const struct load *l, const struct node *root, struct province *p);
/* after units_file */
void agencies_file(const struct load *l, const struct node *root, struct province *p);
/* after units_file */
void map_file(const struct load *l, const struct node *root, struct province *p);
/* After the map. `property` of a feature holds its commune's code. */
void boundaries_file(str text, str property, struct province *p, struct complaints *c);
void cities_read(const struct load *l, const struct node *list, struct province *p);
/* after units_file */
void cities_fit(const struct load *l, const struct node *root, const struct province *p);
void calendar_file(const struct load *l, const struct node *root, struct province *p);
struct procedure *procedure_file(const struct load *l, const struct node *root);
void language_file(const struct load *l, const struct node *root, struct province *p);
void scorecard_file(const struct load *l, const struct node *root, struct province *p);
void indicator_file(const struct load *l, const struct node *root, struct province *p);
bool external_is(const struct node *root); /* indicators/ID.yaml of the kind external */
void external_file(const struct load *l, const struct node *root, struct province *p);
bool decimal_checked(const struct load *l, const struct node *at, const char *key, str value);
extern const char *const confidence_names[];
/* before the indicators: they read registers too */
void register_file(const struct load *l, const struct node *root, struct province *p);
void registers_sort(struct province *p);
/* with agencies.yaml */
void register_fits(const struct load *l, const struct node *root, const struct reg *g,
                   const struct province *p);
/* What the procedure's decision enters is a register of this folder, and fits its fields. */
void procedure_entry_fits(const struct load *l, const struct node *root, const struct procedure *q,
                          const struct province *p);
/* after the indicators */
void programme_file(const struct load *l, const struct node *root, struct province *p);
/* What only the whole folder knows: the same code twice; and where agencies.yaml was right, roles and
 * agencies. */
void procedure_fits(const struct load *l, const struct node *root, const struct procedure *q,
                    const struct province *p, bool agencies);
/* after all */
void procedure_opens_fit(const struct load *l, const struct node *root, const struct procedure *q,
                         const struct province *p);
