/* Routing and running pages: patterns, rights, declared inputs, acts of a POST, error pages, the frame. */
#include "base/text.h"
#include "web.h"
#include "web/frame.html.h"

/* ---- for handlers: inputs and positions ---- */

str req_field(const struct request *r, const char *name) {
    for (size_t i = 0; i < r->n_fields; i++)
        if (str_eq(r->fields[i].name, str_c(name))) return r->fields[i].value;
    return (str){0};
}

i64 req_int(const struct request *r, const char *name, i64 otherwise) {
    i64 n;
    return str_to_int(req_field(r, name), &n) ? n : otherwise;
}

bool has_position(const struct request *r, str position) {
    for (size_t i = 0; i < r->who.n_positions; i++)
        if (str_eq(r->who.positions[i], position)) return true;
    return false;
}

/* ---- routing: the pattern with the most fixed segments wins ---- */

/* Matches one segment and returns its weight: 2 for fixed text, 1 for "{}.csv", 0 for {}, -1 for no match. A
 * hole sets *out_part. */
static int segment(str want, str is, str *out_part) {
    if (!str_starts(want, S("{}"))) return str_eq(want, is) ? 2 : -1;
    str ending = {want.p + 2, want.n - 2};
    if (is.n <= ending.n || !str_ends(is, ending)) return -1;
    *out_part = (str){is.p, is.n - ending.n};
    return ending.n ? 1 : 0;
}

/* Matches a whole pattern. *out_fixed is the sum of the weights, part[] what the holes took. A trailing {*}
 * takes the rest. */
static bool match(const char *pattern, str path, str part[4], int *out_fixed) {
    str p = str_c(pattern), rest = path;
    int parts = 0;
    *out_fixed = 0;
    for (size_t i = 0; i < 4; i++) part[i] = (str){0};
    if (!path.n || path.p[0] != '/') return false;
    p.p++, p.n--, rest.p++, rest.n--;
    for (;;) {
        bool last = !memchr(p.p, '/', p.n), last_there = !rest.n || !memchr(rest.p, '/', rest.n);
        str took = {0};
        if (str_is(p, "{*}") && parts < 4) {
            part[parts] = rest;
            return true;
        }
        int fixed = segment(str_cut(&p, '/'), str_cut(&rest, '/'), &took);
        if (fixed < 0 || (fixed < 2 && parts >= 4)) return false;
        if (fixed < 2) part[parts++] = took;
        *out_fixed += fixed;
        if (last || last_there) return last && last_there;
    }
}

/* Compares one letter, which rules out most pages: each request is matched against all of them. */
static bool begins_alike(const char *pattern, str path) {
    return pattern[1] == '{' || pattern[1] == (path.n > 1 ? path.p[1] : 0);
}

const struct page *web_find(str method, str path, str out_part[4], bool *out_other_method) {
    const struct page *best = NULL;
    int most = -1, fixed;
    str part[4], get = str_is(method, "HEAD") ? S("GET") : method;
    if (out_other_method) *out_other_method = false;
    for (size_t i = 0; rooms[i]; i++)
        EACH (page, p, rooms[i]->pages, method) {
            if (!begins_alike(p->path, path) || !match(p->path, path, part, &fixed) || fixed <= most)
                continue;
            if (!str_eq(str_c(p->method), get)) {
                if (out_other_method) *out_other_method = true;
                continue;
            }
            most = fixed;
            best = p;
            memcpy(out_part, part, sizeof part);
        }
    return best;
}

/* ---- local addresses to come back to ---- */

static bool reading(const struct request *r) { return str_is(r->method, "GET") || str_is(r->method, "HEAD"); }

/* A decoded path as a URL: percent-encodes each segment. */
static str path_encoded(str path) {
    struct out o = {0};
    while (path.n) {
        str segment = str_cut(&path, '/');
        out_str(&o, url_part(segment));
        if (path.n || (segment.p && segment.p + segment.n < path.p)) out_char(&o, '/');
    }
    return out_all(&o);
}

static const struct page *page_open(struct request *r, str path) {
    str part[4];
    const struct page *p = web_find(S("GET"), path, part, NULL);
    return p && p->who & (r->roles | R_ANYONE) ? p : NULL;
}

/* The address of this page, or of the nearest page above it that this visitor may open by GET. */
static str way_back(struct request *r) {
    str path = r->path;
    while (path.n > 1 && !page_open(r, path)) {
        do path.n--;
        while (path.n > 1 && path.p[path.n] != '/');
    }
    return path.n ? path_encoded(path) : S("/");
}
static str here(struct request *r) {
    if (!reading(r)) return way_back(r);
    bool plain = r->query.n < 300;
    for (size_t i = 0; i < r->query.n; i++)
        plain = plain && (u8)r->query.p[i] > 32 && (u8)r->query.p[i] < 127;
    return r->query.n && plain ? str_fmt("%s?%.*s", str_z(path_encoded(r->path)), STR_ARG(r->query))
                               : path_encoded(r->path);
}

str web_file_lang(const struct request *r) {
    return r->lang == LANG_VI ? (str){0} : str_fmt("ngu=%s", lang_code(r->lang));
}

void web_sign_in(struct request *r) { web_redirect(r, "/dang-nhap?den=%s", str_z(url_part(here(r)))); }

/* ---- inputs: only those that the page declares are read ---- */

enum { FIELDS_MAX = 400, NAME_MAX_BYTES = 100 };
enum input_fault { INPUT_FINE, INPUT_LONG, INPUT_TWICE, INPUT_BYTES, INPUT_MANY };

static const struct input *declared(const struct page *p, str name) {
    for (size_t i = 0; i < p->n_inputs; i++) {
        str d = str_c(p->inputs[i].name);
        if (str_ends(d, S("*")) ? str_starts(name, (str){d.p, d.n - 1}) : str_eq(d, name))
            return &p->inputs[i];
    }
    return NULL;
}

static enum input_fault take_inputs(struct request *r, const struct page *p, const struct pair *in,
                                    size_t n) {
    size_t cap = 0;
    r->fields = NULL;
    r->n_fields = 0;
    for (size_t i = 0; i < n; i++) {
        const struct input *d = declared(p, in[i].name);
        if (!d) continue;
        if (in[i].value.n > (d->max ? d->max : 200) || in[i].name.n > NAME_MAX_BYTES) return INPUT_LONG;
        if (!text_valid(in[i].value) || !text_valid(in[i].name)) return INPUT_BYTES;
        if (r->n_fields >= FIELDS_MAX) return INPUT_MANY;
        for (size_t k = 0; k < r->n_fields; k++)
            if (str_eq(r->fields[k].name, in[i].name)) return INPUT_TWICE;
        GROW(r->fields, r->n_fields, cap);
        r->fields[r->n_fields++] = in[i];
    }
    return INPUT_FINE;
}

/* ---- answers common to all pages ---- */

static void error_page(struct request *r, int status, str title, str text, str back) {
    bool home = str_is(back, "/");
    r->status = status;
    r->location = r->file = r->download = (str){0};
    r->type = NULL;
    r->ask = NULL;
    r->forever = false;
    r->out = (struct out){0};
    frame_open(r, title);
    draw_error(r, title, text, url_fmt("%s", str_z(back)), home ? N_("To the home page") : N_("Back"));
    frame_close(r);
}

void web_error(struct request *r, int status, const char *title_msgid, const char *text_msgid) {
    error_page(r, status, str_c(T(title_msgid)), str_c(T(text_msgid)), S("/"));
}

/* Percent-encodes bytes that are not allowed in the Location header, so that no value can add a header. */
void web_redirect(struct request *r, const char *fmt, ...) {
    char small[2048];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    require(n >= 0);
    struct out o = {0};
    for (int i = 0; i < n && n < (int)sizeof small; i++) {
        u8 c = (u8)small[i];
        if (c <= 32 || c >= 127 || c == '"' || c == '<' || c == '>' || c == '\\') out_fmt(&o, "%%%02X", c);
        else out_char(&o, (char)c);
    }
    r->location = o.n ? out_all(&o) : S("/");
    r->status = 303;
}

/* The site's name: "Tỉnh số Thái Nguyên", "Thành phố số Huế". */
static str product_name(const struct request *r) {
    const struct province *p = r->province;
    const struct unit *u = p ? unit_on(p, p->gso, 0) : NULL;
    if (!u) return str_c(T("Digital province"));
    str name = r->lang <= LANG_EN ? u->bare : pick(r->lang, p->name),
        kind = p->kind.en.n ? p->kind.en : S("Province");
    if (name.n > kind.n + 1 && str_ends(name, kind)) name.n -= kind.n + 1;
    return str_is(kind, "Province") ? say_fmt(r->lang, "%s Digital Province", str_z(name))
                                    : say_fmt(r->lang, "%s Digital City", str_z(name));
}

void frame_open(struct request *r, str title) { frame_head(r, title, product_name(r), here(r)); }
void frame_close(struct request *r) { frame_foot(r, product_name(r)); }

/* ---- running ---- */

static void not_found(struct request *r) {
    web_error(r, 404, N_("There is no such page"), N_("Check the address, or begin at the home page."));
}

static void wrong_method(struct request *r) {
    static const char *const methods[] = {"GET", "POST"};
    struct out allow = {0};
    str part[4];
    for (size_t i = 0; i < COUNT(methods); i++)
        if (web_find(str_c(methods[i]), r->path, part, NULL))
            out_fmt(&allow, "%s%s", allow.n ? ", " : "", i ? "POST" : "GET, HEAD");
    error_page(r, 405, str_c(T("This address is not opened this way")),
               str_c(T("Go back and use the buttons of the page.")), way_back(r));
    r->allow = out_all(&allow);
}

static void input_error(struct request *r, enum input_fault fault) {
    static const char *const texts[] = {
        [INPUT_LONG] = N_("Something you sent is longer than this page takes. Go back and shorten it; "
                          "nothing has been changed."),
        [INPUT_TWICE] =
            N_("The same answer was sent twice. Go back and send the form once; nothing has been changed."),
        [INPUT_BYTES] =
            N_("What was sent is not readable text. Go back and type it again; nothing has been changed."),
        [INPUT_MANY] = N_("More answers were sent than any form has. Go back and send the form again; "
                          "nothing has been changed."),
    };
    error_page(r, 400, str_c(T("This could not be read")), str_c(T(texts[fault])), way_back(r));
}

static bool path_readable(str path) {
    return text_valid(path) && !memchr(path.p, '\n', path.n) && !memchr(path.p, '\r', path.n);
}

void web_route(struct request *r) { r->page = web_find(r->method, r->path, r->part, &r->other_method); }

static void run(struct request *r, const struct page *p) {
    p->handle(r);
    if (r->status == 429 && !p->may_429) panic("%s does not say that it may answer 429", p->path);
}

void web_handle(struct request *r, const struct pair *query, size_t n_query, const struct pair *body,
                size_t n_body) {
    bool get = reading(r);
    r->roles |= R_ANYONE;
    if (!path_readable(r->path)) {
        r->path = S("/");
        r->page = NULL;
        return not_found(r);
    }
    if (!r->page) web_route(r);
    const struct page *p = r->page;
    if (!p && r->other_method) return wrong_method(r);
    if (!p) return not_found(r);
    if (!(p->who & r->roles)) {
        if (r->who.person) return not_found(r);
        return web_sign_in(r);
    }
    enum input_fault fault = take_inputs(r, p, get ? query : body, get ? n_query : n_body);
    if (fault) return input_error(r, fault);
    if (declared(p, S("ngu"))) r->lang = lang_of(req_field(r, "ngu"));
    if (!r->province)
        return web_error(r, 503, N_("Not ready yet"),
                         N_("The province's definitions have not been adopted yet."));
    run(r, p);
}

bool web_refused(struct request *r, const struct reply *reply, str back) {
    str why = str_c(T(reply->why.n ? str_z(reply->why) : N_("It could not be done.")));
    if (!back.n) back = way_back(r);
    switch (reply->status) {
    case REPLY_OK:
    case REPLY_AGAIN: return false;
    case REPLY_STALE:
        error_page(r, 409, str_c(T("Someone was quicker")),
                   str_c(T("This has been changed since you opened it, so nothing was done. Open it again to "
                           "see what has happened, then decide.")),
                   back);
        return true;
    case REPLY_REFUSED: error_page(r, 422, str_c(T("This was not done")), why, back); return true;
    case REPLY_BUSY:
        error_page(r, 503, str_c(T("Very busy just now")),
                   str_c(T("Nothing was lost. Please go back and send it again in a moment.")), back);
        return true;
    }
    return false;
}

void web_acted(struct request *r, const struct reply *reply) {
    str set = r->location;
    r->out = (struct out){0};
    r->ask = NULL;
    if (r->page && r->page->acted) return r->page->acted(r, reply);
    if (web_refused(r, reply, (str){0})) return;
    web_redirect(r, "%s", str_z(set.n ? set : way_back(r)));
}
