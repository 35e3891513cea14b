/* Shared by the runner of sentences (tests/sentences/ROOM/NAME.t, a test language described in
 * doc/testing.md). sentences.c reads the language, see.c requests pages, press.c reads their forms, after.c
 * checks what must hold after every file. */
#pragma once
#include "scratch/scratch.h"
#include "web/web.h"

/* The province under test. */
struct world {
    struct folder *house;
    struct scratch *scratch;
    struct db *reader;
    str folder;
    i64 now;
    struct arena *lasting; /* memory of the whole run; pages are drawn in another arena */
    enum lang lang;        /* language of the next page: `read` asks for English */
    bool demo;             /* the file has a line `demonstration`: the folder is demonstration data */
};
extern struct world world;

bool ok(bool good, str what);

/* ---- the language: words, variables ---- */
str word(str *line); /* takes the next word off the line; "…" and '…' count as one */
void let(str name, str value);
str fill(str s); /* replaces every $name by its value */
void let_result(const struct reply *r);
i64 who_is(str name); /* the person's record number; -1 = no such name */
/* Notes that something was exercised, for everything.t: `act dossier.file`, `pressed POST /dang-nhap`. */
void note_seen(const char *what, str name);
void note_reply(const struct reply *r); /* notes the reason of a refusal */

/* ---- see.c: pages ---- */

/* A request to a page. */
struct sending {
    const char *method;
    str target; /* path, with a query after `?` */
    struct pair *body;
    size_t n_body;
    struct upload *uploads;
    size_t n_uploads;
};
/* Requests a page as person `who`; performs the act it asks for. */
struct request *ask_page(str who, const struct sending *s);
/* `expected` has the form: STATUS ["has this" | not "has that" | to "/location"]… */
void as_see(str who, const char *method, str rest, str expected);
void as_press(str who, str page, str rest, str expected);
void as_repeat(str who, str expected);

/* ---- press.c: a page's forms, as a browser reads them ---- */

enum control_kind {
    CONTROL_TEXT,
    CONTROL_HIDDEN,
    CONTROL_RADIO,
    CONTROL_OPTION, /* one of a select */
    CONTROL_CHECKBOX,
    CONTROL_FILE,
    CONTROL_BUTTON
};
struct control {
    enum control_kind kind;
    str name, value;
    bool on; /* it is sent: typed, checked, selected, pressed */
    bool required, readonly, novalidate, digits;
    i64 max;        /* characters; 0 = any number */
    str text, seen; /* of a button: all its words; those that are not hidden */
    str method, action;
};
struct form_drawn {
    str id, method, action, text;
    bool multipart, novalidate;
    struct control *v;
    size_t n, cap;
};
struct page_drawn {
    struct form_drawn *forms;
    size_t n_forms, cap_forms;
    str *links;
    size_t n_links, cap_links;
    str heading, errors; /* what a reader would say it shows */
};
struct page_drawn *page_read(str html);
const struct input *input_of(const struct page *p, str name); /* NULL: not declared */
/* The form, and in it the button, that reads so; `in` are words of the form, empty = the first form that has
 * the button. */
struct form_drawn *form_find(struct page_drawn *p, str button, str in, struct control **out_button);
/* Lays one typed value over the form's controls; what is wrong with it, empty = nothing. */
str form_type(struct form_drawn *f, str name, str value);
/* What would be sent; what a browser would complain of instead, empty = nothing. */
str form_send(struct form_drawn *f, struct control *button, str from, struct sending *out);
/* An address on the page `from`, as a local one. */
str address_on(str from, str address);
/* What is wrong with the forms of the page that `r` has drawn at `target`, a line each. */
str forms_wrong(const struct request *r, str target, struct page_drawn *p);

/* ---- after.c ---- */

const struct page *page_each(size_t i); /* every page of every room; NULL after the last */
/* What a drawn page says of others: addresses that fit a pattern, and faults in its forms. */
void page_look(const struct request *r, str target);
void after_file(void);
void coverage(void);
