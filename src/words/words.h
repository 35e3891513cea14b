/* Translations of pages, and the asker: what a page or figure needs to know of a visitor. Vietnamese and
 * English are compiled in; further languages come from the province folder. */
#pragma once
#include "journal/act.h"

/* LANG_FURTHER + i is the i-th language of the province folder */
enum lang { LANG_VI, LANG_EN, LANG_FURTHER };

/* The asker: database, definitions, language and roles, which is all that figures and answers know of a
 * visitor. `struct request` begins with the same members. A caller without a request, such as a signed report
 * or a test, fills a struct asker. */
#define ASKER                                                 \
    struct db *db; /* read only, inside a read transaction */ \
    const struct province *province;                          \
    str data; /* the data folder */                           \
    i64 now;                                                  \
    enum lang lang;                                           \
    u32 roles;  /* R_…; R_ANYONE always */                  \
    str agency; /* an officer's; empty for others */          \
    bool demo;  /* demonstration data: pages must say so */
struct asker {
    ASKER
};

/* The translation of an English msgid; the msgid itself when there is none. */
const char *say(enum lang l, const char *msgid) __attribute__((format_arg(2)));
#define T(msgid) say(r->lang, msgid)      /* the request or asker in scope must be named `r` */
str pick(enum lang l, struct words w);    /* a text of the folder in the language l */
json_t *json_words(struct words w);       /* {"vi": …, "en": …}; English falls back to Vietnamese */
struct words say_both(const char *msgid); /* for fields and choices made in code; empty for "" */
const char *lang_code(enum lang l);       /* vi, en, ko: for the html element and the cookie */
str lang_name(enum lang l);               /* in the language itself: "한국어" */
int lang_share(enum lang l);              /* percent of the msgids it translates; vi and en: 100 */
enum lang lang_of(str code);              /* Vietnamese for an unknown code */
size_t lang_count(void);
str period_text(enum lang l, str period); /* "2026-Q3" gives "quarter 3/2026"; see owed_period */
/* the msgid and its translations are printf formats with the same arguments */
str say_fmt(enum lang l, const char *msgid, ...) PRINTF(2, 3);
