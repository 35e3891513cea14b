/* Web pages and rooms: struct page declares a page, struct request is one request with its answer, struct
 * room a room's tables. Handlers only read; to change something they ask for an act. */
#pragma once
#include "data/data.h"
#include "html.h"
#include "words/words.h"

/* ---- the request ---- */

struct pair {
    str name, value;
};
struct upload {      /* an uploaded file, streamed into its draft's folder while the request was read */
    str field, name; /* name: the sender's, NFC, without path, at most 120 code points */
    str path;        /* where it lies */
    i64 bytes;
    str sha;          /* SHA-256 in hex */
    const char *type; /* pdf, jpg or png, by the content; NULL = another kind */
    bool too_large;
};
struct visitor { /* the person who is signed in; person 0 = nobody is */
    i64 person;
    str name;
    str *positions; /* role ids held at the agency: reception, civil_status, chair */
    size_t n_positions;
    str session; /* id of the session (scratch.h), also of an ended one; empty = none */
    i64 known;   /* the person whose browser this is, signed in or not; 0 = unknown */
    /* the act that set the password used at sign-in; 0 = signed in without a password */
    i64 credential;
};
struct request {
    union { /* the asker: figures and answers take only this part of a request */
        struct asker asker;
        struct {
            ASKER
        };
    };
    str method, path, query; /* path decoded; query raw */
    str part[4];             /* what the holes {} of page->path matched */
    struct pair *fields;     /* declared inputs only: query for GET, body for POST */
    size_t n_fields;
    struct upload *uploads;
    size_t n_uploads;
    struct visitor who;
    struct scratch *scratch;
    /* the visitor's network, for throttles: an IPv4 address or the first 64 bits of an IPv6 address */
    str address;
    str host;                /* the Host header */
    const struct page *page; /* set by web_route: the page of this path and method; NULL = none */
    bool other_method;       /* set by web_route: the path has a page for another method */

    /* ---- the response */
    struct out out;      /* the body */
    int status;          /* 200 unless set */
    str location;        /* redirect (303) when set */
    str allow;           /* the Allow header of a 405 */
    str focus;           /* the field that has the focus when the page opens */
    const char *type;    /* default text/html; charset=utf-8 */
    str file, download;  /* serve this file instead of `out`; as an attachment of this name */
    bool forever;        /* never changes and is the same for everybody: caches may keep it */
    str cookie;          /* a Set-Cookie value */
    struct act_ask *ask; /* set by a POST handler: the act to perform before page->acted is called */
    void *keep;          /* the handler's own data, for `acted` and `more` */
    /* A streamed body: adds the next piece to `out`; false = that was the last. Each piece has its own arena
     * and read transaction. State between pieces is in `keep`, in the request's arena. */
    bool (*more)(struct request *r);
};
str req_field(const struct request *r, const char *name); /* empty when missing */
i64 req_int(const struct request *r, const char *name, i64 otherwise);
bool has_position(const struct request *r, str position);

/* ---- declaring ---- */

struct input {
    const char *name; /* a trailing * stands for any ending: "answers.*" */
    size_t max;       /* bytes of one value; 0 = 200 */
};
/* A page that declares the input `ngu` is a file in the language which that input names (without:
 * Vietnamese), not in the visitor's. So a cited address gives everybody the same bytes. */
struct page {
    const char *method; /* GET (HEAD too), POST */
    const char *path;   /* "/ho-so/{}": each {} one segment; a trailing {*} takes the rest */
    u32 who;            /* R_… that may open it; for others: the sign-in page, or 404 when signed in */
    const char *en;     /* msgid of its title */
    const struct input *inputs;
    size_t n_inputs;
    /* accepts multipart bodies: files named "doc.ID" go into the folder of the draft part[0] */
    bool uploads;
    bool may_429; /* it is throttled and may answer 429, with Retry-After 15 minutes */
    /* GET: the same for all who are not signed in, so that the server may cache it for a second */
    bool same;
    int which; /* tells a handler of several pages which of them this is */
    void (*handle)(struct request *r);
    void (*acted)(struct request *r, const struct reply *reply); /* POST only */
};
struct known { /* a person's name, login and phone; empty once erased */
    str name, login, phone;
};
/* Functions that rooms/people provides to everybody else. */
struct people_answers {
    /* the person as an actor of acts, as of the instant `at`; false = there is none */
    bool (*who)(struct db *db, i64 person, i64 at, struct actor *out);
    bool (*visitor)(struct request *r, i64 person); /* fills r->who */
    /* the person with this login and password; 0 = none. *out_busy: too busy, nothing was checked */
    i64 (*proven)(struct db *db, str login, str password, bool *out_busy);
    bool (*known)(struct db *db, i64 person, struct known *out);
    /* the only account with this login or phone number; 0 = none, or several */
    i64 (*by_number)(struct db *db, str number);
    /* names of up to three officers who hold a position on a day: "An, Bình" */
    str (*holders)(struct db *db, str agency, str position, int day);
};
struct room {
    const char *name;
    const char *en; /* what it is for, one sentence */
    /* NULL-terminated lists of tables, one table for each file of the room; a table ends with {0} */
    const struct table *const *tables;
    const struct act_kind *const *acts;
    const struct follow *const *follows;
    const struct page *const *pages;
    const struct view *const *views; /* NULL-terminated */
    /* whether something is due by the passing of time alone; the act house.tick is then asked for */
    bool (*wakes)(struct db *db, const struct province *p, i64 now);
    /* fills caches ahead of requests: called at the start and every few seconds */
    void (*warm)(struct db *db, const struct province *p, i64 now);
    /* set by rooms/people only */
    const struct people_answers *people;
    const struct register_answers *registers; /* set by rooms/register only */
};
#define INPUTS(list) .inputs = list, .n_inputs = COUNT(list)
/* LIST makes a room's list of tables. EACH loops over all rows of such a list: p, until its `field` is NULL.
 */
#define LIST(type, ...) ((const struct type *const[]){__VA_ARGS__, NULL})
#define EACH(type, p, list, field)                           \
    for (size_t list_ = 0; (list) && (list)[list_]; list_++) \
        for (const struct type *p = (list)[list_]; p->field; p++)
extern const struct room *const rooms[]; /* NULL-terminated; rooms.c */
void rooms_start(void);                  /* registers views, acts and tables of all rooms; called first */

const struct people_answers *the_people(void);
bool person_known(struct db *db, i64 person, struct known *out);
str person_name(struct db *db, i64 person); /* empty for person 0, and once erased */

void web_route(struct request *r); /* sets r->page, r->part, r->other_method by method and path */
/* The page of a method and path; NULL = none. *out_other_method (may be NULL): another method has a page. */
const struct page *web_find(str method, str path, str out_part[4], bool *out_other_method);
/* Runs the page of a request whose method, path, query, visitor and language are set. Answers 404, 405 and
 * the sign-in page itself; reads declared inputs only. Afterwards the caller performs r->ask, if set, and
 * calls web_acted with the reply. */
void web_handle(struct request *r, const struct pair *query, size_t n_query, const struct pair *body,
                size_t n_body);
void web_acted(struct request *r, const struct reply *reply);
/* Collects a streamed body in r->out, for callers without a connection. */
static inline void web_whole(struct request *r) {
    while (r->more && r->more(r)) continue;
}
/* For `acted`: when the act was not done, draws an error page (409 stale, 422 refused with its reason, 503
 * busy) and returns true. The page links to `back`, a local address; empty = the nearest page above. */
bool web_refused(struct request *r, const struct reply *reply, str back);

/* ---- answering ---- */

/* the query of a link to a file in the visitor's language: "ngu=en"; empty for Vietnamese */
str web_file_lang(const struct request *r);
/* https://HOST, for absolute URLs of this site; http:// when the host is localhost or an IP address */
str web_site(const struct request *r);
void web_error(struct request *r, int status, const char *title_msgid, const char *text_msgid);
void web_redirect(struct request *r, const char *fmt, ...) PRINTF(2, 3);
/* redirects to the sign-in page, which leads back here */
void web_sign_in(struct request *r);

/* Static files inside the binary: /tep/style.css?v=1a2b3c4d. The version is part of the address, so browsers
 * may cache them for a year. */
struct asset {
    const char *name, *type;      /* style.css, text/css; charset=utf-8 */
    str plain, gzip;              /* gzip may be empty: send `plain` */
    const char *etag, *etag_gzip; /* strong ETags with their quotes, one for each encoding */
    const char *version;          /* 8 hex digits of its SHA-256 */
};
const struct asset *asset_find(str path); /* "/tep/style.css"; NULL when there is none */
url asset_url(const char *name);          /* address with version; panics for an unknown name */

/* The frame of every page: head, banner of demonstration data, account, languages, footer. */
void frame_open(struct request *r, str title);
void frame_close(struct request *r);

/* ---- forms from definitions ---- */

struct form_error {
    str field; /* id of a field or document */
    str text;  /* in the visitor's language */
    str label; /* the field's label, shown before the text in the summary; may be empty */
};
struct form_errors {
    struct form_error *v;
    size_t n, cap;
};
void form_error_add(struct form_errors *e, str field, str text);
str form_error_of(const struct form_errors *e, str field); /* empty = no error */
/* Whether a field's condition (when) holds for these answers. */
bool field_asked(const struct field *f, const json_t *answers);
/* Reads the inputs of these fields ("answers.ID", dates also as .d .m .y) into `answers`, as squeezed NFC
 * text. Invalid values stay in `answers`, so that nothing typed is lost, and get an entry in the errors.
 * `day`: the day of filing. */
void form_read(struct request *r, const struct field *fields, size_t n, json_t *answers, int day,
               struct form_errors *e);
/* Validates one answer on a day; NULL = valid, else a msgid that says how to correct it. Pure: apply calls it
 * too. */
const char *field_check(const struct field *f, const json_t *answers, int day, const struct province *p);
/* Draws the fields with labels, hints, values and errors. */
void form_draw(struct request *r, const struct field *fields, size_t n, const json_t *answers,
               const struct form_errors *e);
/* the error summary, linking to each field */
void form_summary(struct request *r, const struct form_errors *e);
/* an answer as it is shown for reading; "—" when empty */
str answer_text(struct request *r, const struct field *f, const json_t *answers);
