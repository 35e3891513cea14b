/* Pages: one declaration each, one request one arena, reading only. Writing is asking for an act. */
#pragma once
#include "data/data.h"
#include "html.h"
#include "words/words.h"

/* ---- what came in ---- */

struct pair {
    str name, value;
};
struct upload {      /* a file streamed to disk under its draft while the request was read */
    str field, name; /* name: the sender's, NFC, no path, at most 120 code points */
    str path;        /* where it lies */
    i64 bytes;
    str sha;          /* hex */
    const char *type; /* pdf, jpg, png by content; NULL = none of these */
    bool too_large;
};
struct visitor { /* who is asking; person 0 = nobody signed in */
    i64 person;
    str name;
    str *positions; /* role ids held at the agency: reception, civil_status, chair */
    size_t n_positions;
    str session; /* hex of the session's hash, also of one that has ended; empty without one */
    i64 known;   /* whose browser this is, signed in or not: the session's person; 0 = nobody's */
    /* the act that chose the password this session was opened with; 0 = none asked for */
    i64 credential;
};
struct request {
    union { /* who asks, and of what: figures and answers take no more of a request than this */
        struct asker asker;
        struct {
            ASKER
        };
    };
    str method, path, query; /* path decoded; query raw */
    str part[4];             /* what the pattern's {…} matched */
    struct pair *fields;     /* declared inputs only: query for GET, body for POST */
    size_t n_fields;
    struct upload *uploads;
    size_t n_uploads;
    struct visitor who;
    struct scratch *scratch;
    /* where the visitor comes from, for throttles: an IPv4 address, or the first 64 bits of an IPv6 one */
    str address;
    str host;                /* of this server as the visitor wrote it */
    const struct page *page; /* web_route: what this address and method open; NULL = nothing */
    bool other_method;       /* and whether another method opens it */

    /* ---- what goes out */
    struct out out;      /* the body */
    int status;          /* 200 unless set */
    str location;        /* redirect (303) when set */
    str allow;           /* the Allow header of a 405 */
    str focus;           /* the field that has the focus when the page opens */
    const char *type;    /* default text/html; charset=utf-8 */
    str file, download;  /* serve this file instead of `out`; as an attachment of this name */
    bool forever;        /* the same bytes to everybody for ever: anybody may keep them */
    str cookie;          /* a Set-Cookie value */
    struct act_ask *ask; /* set by a POST handler: perform this, then call page->acted */
    void *keep;          /* the handler's own, from handle to acted or more */
    /* A body that is made while it is read: adds the next piece to `out`, in an arena and a read transaction
     * of that piece alone; false = that was the last. What it goes by is in `keep`, in the request's arena.
     */
    bool (*more)(struct request *r);
};
str req_field(const struct request *r, const char *name); /* empty when missing */
i64 req_int(const struct request *r, const char *name, i64 otherwise);
bool has_position(const struct request *r, str position);

/* ---- declaring ---- */

struct input {
    const char *name; /* a trailing * declares a family: "answers.*" */
    size_t max;       /* bytes of one value; 0 = 200 */
};
/* A page that declares `ngu` is a file: in the language its address names (Vietnamese without one), never the
 * visitor's, so that an address that was cited gives the same bytes to everybody. */
struct page {
    const char *method; /* GET (HEAD too), POST */
    const char *path;   /* "/ho-so/{}": each {} one segment; a trailing {*} takes the rest */
    u32 who;            /* R_… that may see it; others: sign-in (nobody signed in) or 404 */
    const char *en;     /* msgid of its title */
    const struct input *inputs;
    size_t n_inputs;
    /* multipart bodies accepted: field names "doc.<id>" into draft part[0]'s folder */
    bool uploads;
    bool may_429; /* it counts tries, and answers 429 after too many: Retry-After is 15 minutes */
    /* GET: the same for everybody who is not signed in, so that it may be a second old */
    bool same;
    int which; /* for a handler of several pages: which of them this is */
    void (*handle)(struct request *r);
    void (*acted)(struct request *r, const struct reply *reply); /* POST only */
};
struct known { /* a person as others may name them; personal: empty once erased */
    str name, login, phone;
};
/* What the room of people answers to everybody else. */
struct people_answers {
    bool (*who)(struct db *db, i64 person, i64 at, struct actor *out);
    bool (*visitor)(struct request *r, i64 person); /* fills r->who */
    /* whose login and password these are; 0 = nobody's. *out_busy: nothing was tried */
    i64 (*proven)(struct db *db, str login, str password, bool *out_busy);
    bool (*known)(struct db *db, i64 person, struct known *out);
    /* the one account with this login or phone number; 0 = none, or two */
    i64 (*by_number)(struct db *db, str number);
    /* up to three names of officers who hold a position on a day: "An, Bình" */
    str (*holders)(struct db *db, str agency, str position, int day);
};
struct room {
    const char *name;
    const char *en; /* what it is for, one sentence */
    /* NULL-terminated lists of tables: each file of the room ends with its own, and a table with {0} */
    const struct table *const *tables;
    const struct act_kind *const *acts;
    const struct follow *const *follows;
    const struct page *const *pages;
    const struct view *const *views; /* NULL-terminated */
    /* something is due that time alone brings: a house.tick is asked for */
    bool (*wakes)(struct db *db, const struct province *p, i64 now);
    /* work ahead while nobody waits: at the start, and every few seconds */
    void (*warm)(struct db *db, const struct province *p, i64 now);
    /* the room of people: who somebody is */
    const struct people_answers *people;
    const struct register_answers *registers; /* the room of registers */
};
#define INPUTS(list) .inputs = list, .n_inputs = COUNT(list)
/* A room's list of tables, and a walk through all rows of one: p, while its `field` is not NULL. */
#define LIST(type, ...) ((const struct type *const[]){__VA_ARGS__, NULL})
#define EACH(type, p, list, field)                           \
    for (size_t list_ = 0; (list) && (list)[list_]; list_++) \
        for (const struct type *p = (list)[list_]; p->field; p++)
extern const struct room *const rooms[]; /* NULL-terminated; rooms.c */
void rooms_start(void);                  /* json, views, journal parts, pages: before anything else */

const struct people_answers *the_people(void);
bool person_known(struct db *db, i64 person, struct known *out);
str person_name(struct db *db, i64 person); /* empty for nobody, and once erased */

/* Finds and runs the page for a filled-in request (method, path, raw query, body pairs, session, lang set).
 * Handles roles, 404, 405, undeclared inputs, error pages. After it, r->ask says whether an act is to be
 * performed; then web_acted. */
void web_route(struct request *r); /* looks the page up, once: page, part, other_method */
const struct page *web_find(str method, str path, str out_part[4], bool *out_other_method);
void web_handle(struct request *r, const struct pair *query, size_t n_query, const struct pair *body,
                size_t n_body);
void web_acted(struct request *r, const struct reply *reply);
/* A body made by `more`, as one: for who has no connection to send it by. */
static inline void web_whole(struct request *r) {
    while (r->more && r->more(r)) continue;
}
/* What a page's `acted` may leave to the floor: when the act was not done, a polite page (409 stale, 422
 * refused with its reason, 503 busy) with a way back to `back` (a local address; empty = the nearest page
 * above). True when it has drawn one. */
bool web_refused(struct request *r, const struct reply *reply, str back);

/* ---- answering ---- */

/* what a link to a file says of the language it is seen in: "ngu=en"; empty in Vietnamese */
str web_file_lang(const struct request *r);
/* https://HOST, for addresses that leave this site; http:// for a bare address */
str web_site(const struct request *r);
void web_error(struct request *r, int status, const char *title_msgid, const char *text_msgid);
void web_redirect(struct request *r, const char *fmt, ...) PRINTF(2, 3);
/* to the sign-in page, and back here after it */
void web_sign_in(struct request *r);

/* Static files, compiled in: /tep/style.css?v=1a2b3c4d. The version is part of the address, so they may be
 * cached for a year. */
struct asset {
    const char *name, *type;      /* style.css, text/css; charset=utf-8 */
    str plain, gzip;              /* gzip may be empty: send `plain` */
    const char *etag, *etag_gzip; /* strong, with their quotes: one for each encoding */
    const char *version;          /* 8 hex digits of its SHA-256 */
};
const struct asset *asset_find(str path); /* "/tep/style.css"; NULL when there is none */
url asset_url(const char *name);          /* with its version */

/* The frame every page stands in: <head>, banner for demonstration data, sign-in state, language switch,
 * main, footer. */
void frame_open(struct request *r, str title);
void frame_close(struct request *r);

/* ---- forms from definitions ---- */

struct form_error {
    str field; /* field or document id */
    str text;  /* in the visitor's language */
    str label; /* of the field, shown before the text in the summary; may be empty */
};
struct form_errors {
    struct form_error *v;
    size_t n, cap;
};
void form_error_add(struct form_errors *e, str field, str text);
str form_error_of(const struct form_errors *e, str field); /* empty = fine */
/* Whether a field is asked, given the answers so far. */
bool field_asked(const struct field *f, const json_t *answers);
/* Reads posted values of these fields ("answers.<id>", dates as .d .m .y) into `answers` (squeezed NFC text),
 * checks each; wrong values are kept in `answers` so that nothing typed is lost, and named in the errors.
 * `day` is the filing day. */
void form_read(struct request *r, const struct field *fields, size_t n, json_t *answers, int day,
               struct form_errors *e);
/* Checks stored answers again, as apply does: true when all are right. No request: pure, used inside apply.
 * NULL = right, else msgid. */
const char *field_check(const struct field *f, const json_t *answers, int day, const struct province *p);
/* Draws the fields with labels, hints, values and errors. */
void form_draw(struct request *r, const struct field *fields, size_t n, const json_t *answers,
               const struct form_errors *e);
/* the error summary, linking to each field */
void form_summary(struct request *r, const struct form_errors *e);
/* as shown when read back */
str answer_text(struct request *r, const struct field *f, const json_t *answers);
