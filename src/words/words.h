/* Words: the languages of a screen, and who asks. Vietnamese and English are compiled in; further languages
 * are the province folder's. */
#pragma once
#include "journal/act.h"

/* from LANG_FURTHER on: the province folder's own, in their order */
enum lang { LANG_VI, LANG_EN, LANG_FURTHER };

/* Who asks, in which language, and of what: all that a figure or an answer needs to know of a visitor.
 * `struct request` has the same members; whoever has no request (a signed report, a test) fills this alone.
 */
#define ASKER                                                 \
    struct db *db; /* read only, inside a read transaction */ \
    const struct province *province;                          \
    str data; /* the data folder */                           \
    i64 now;                                                  \
    enum lang lang;                                           \
    u32 roles;  /* R_…; R_ANYONE always */                  \
    str agency; /* an officer's; empty otherwise */           \
    bool demo;  /* demonstration data: whatever is said of it says so */
struct asker {
    ASKER
};

/* The visitor's language for an English msgid; words/ compiled in, further languages beside it. */
const char *say(enum lang l, const char *msgid) __attribute__((format_arg(2)));
bool say_known(const char *msgid);   /* a text of the screens, with its Vietnamese */
#define T(msgid) say(r->lang, msgid) /* whoever asks is always called `r` */
str pick(enum lang l, struct words w);
json_t *json_words(struct words w);       /* {"vi": …, "en": …}; English falls back to Vietnamese */
struct words say_both(const char *msgid); /* for fields and choices made in code; empty for "" */
const char *lang_code(enum lang l);       /* vi, en, ko: for the html element and the cookie */
str lang_name(enum lang l);               /* in itself */
int lang_share(enum lang l);              /* percent of the screens' texts it has; 100 = whole */
enum lang lang_of(str code);              /* Vietnamese when there is none such */
size_t lang_count(void);
str period_text(enum lang l, str period); /* of a duty, as it is written ("2026-Q3") → quarter 3/2026 */
/* msgid is a printf format with the same arguments in every language */
str say_fmt(enum lang l, const char *msgid, ...) PRINTF(2, 3);
