/* htmlc IN.html OUT.h: compiles an HTML template to C functions that write escaped HTML into &r->out. It
 * parses HTML far enough to know where each hole stands (text, quoted attribute, address). It refuses places
 * where escaping cannot make a value safe.
 *
 * - %% page_queue(struct request *r, const struct queue *q)
 *   begins a function; it ends at the next, or with the file.
 * - <h1>{{T("Queue")}}</h1>
 *   a hole: a C expression, escaped by its type and place. It may run over several lines.
 * - % for (size_t i = 0; i < q->n; i++) {
 *   a line of C, between tags only. HTML between two lines of C is one block.
 * - <a href="{{url_fmt("/can-bo/%s", code)}}">
 *   an address is one hole of type `url`, at most with a #fragment.
 *
 * Comments, and white space beside block tags, are left out. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum state {
    TEXT,
    TAG_START,
    TAG_NAME,
    IN_TAG,
    ATTR_NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    VALUE,
    AFTER_VALUE,
    DECLARATION,
    COMMENT,
    RAW
};
enum { NAME_MAX_ = 64, FUNCTIONS_MAX = 200 };

static const char *const state_names[] = {
    "text",       "a bare tag",        "a tag's name", "a bare tag", "an attribute's name",
    "a bare tag", "an unquoted value", "a value",      "a bare tag", "a declaration",
    "a comment",  "script or style"};

struct buffer {
    char *p;
    size_t n, cap;
};
static struct {
    const char *path; /* as shown in #line and in error messages */
    int line;
    enum state state;
    /* inside: the open pre, textarea, title, script or style element */
    char tag[NAME_MAX_], attr[NAME_MAX_], inside[NAME_MAX_];
    size_t tag_n, attr_n;
    bool closing;        /* the tag is </tag> */
    size_t value_n;      /* literal bytes of the value so far */
    bool value_hole;     /* the value consists of a URL hole */
    bool value_fragment; /* the value has a # already */
    bool in_function, block_open, after_block, newline;
    int opened; /* line where the current tag, comment or value was opened */
    struct buffer text, protos, body;
} c;

static _Noreturn void __attribute__((format(printf, 1, 2))) fail(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "%s:%d: ", c.path, c.line);
    vfprintf(stderr, fmt, ap);
    fprintf(stderr, "\n");
    va_end(ap);
    exit(1);
}

static void put(struct buffer *b, const char *p, size_t n) {
    if (b->n + n + 1 > b->cap) {
        b->cap = (b->n + n + 1) * 2;
        b->p = realloc(b->p, b->cap);
        if (!b->p) fail("out of memory");
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}
static void put_z(struct buffer *b, const char *z) { put(b, z, strlen(z)); }
static void put_c(struct buffer *b, char ch) { put(b, &ch, 1); }

static void put_line(void) {
    char directive[32];
    snprintf(directive, sizeof directive, "#line %d \"", c.line);
    put_z(&c.body, directive);
    put_z(&c.body, c.path);
    put_z(&c.body, "\"\n");
}

/* ---- literal text, collected until the next hole or line of C ---- */

/* HTML between two lines of C becomes one block, so that `% if (x)` without braces governs all of it. */
static void block_begin(void) {
    if (!c.block_open) put_z(&c.body, "{\n");
    c.block_open = true;
}
static void flush_text(void) {
    if (!c.text.n) return;
    block_begin();
    put_z(&c.body, "out_str(&r->out, S(\"");
    for (size_t i = 0; i < c.text.n; i++) {
        unsigned char ch = (unsigned char)c.text.p[i];
        if (ch == '"' || ch == '\\') put_c(&c.body, '\\');
        if (ch == '\n') put_z(&c.body, "\\n");
        else if (ch == '\t') put_z(&c.body, "\\t");
        else if (ch == '?') put_z(&c.body, "\\?");
        else put_c(&c.body, (char)ch);
    }
    put_z(&c.body, "\"));\n");
    c.text.n = 0;
}
static void block_end(void) {
    flush_text();
    if (c.block_open) put_z(&c.body, "}\n");
    c.block_open = false;
}

/* ---- HTML ---- */

static bool among(const char *name, const char *const *list) {
    for (; *list; list++)
        if (!strcmp(name, *list)) return true;
    return false;
}
static bool inline_tag(const char *name) {
    static const char *const list[] = {
        "a",      "abbr",     "b",   "bdi",      "br",   "button", "cite",  "code", "del",
        "em",     "i",        "img", "input",    "ins",  "kbd",    "label", "mark", "meter",
        "output", "progress", "q",   "s",        "samp", "select", "small", "span", "strong",
        "sub",    "sup",      "svg", "textarea", "time", "tspan",  "u",     "var",  NULL};
    return among(name, list);
}
static bool url_attribute(const char *name) {
    static const char *const list[] = {"href", "src",        "action",   "formaction", "poster", "cite",
                                       "data", "xlink:href", "manifest", "background", NULL};
    return among(name, list);
}
static bool banned_attribute(const char *name) {
    static const char *const list[] = {"style", "srcdoc", "srcset", "http-equiv", "ping", NULL};
    return among(name, list) || !strncmp(name, "on", 2);
}
static bool whitespace_kept(void) { return !strcmp(c.inside, "pre") || !strcmp(c.inside, "textarea"); }

static void attribute_known(void) {
    c.attr[c.attr_n] = '\0';
    if (banned_attribute(c.attr))
        fail("attribute \"%s\" is refused: no inline style or script, no markup in a value", c.attr);
}
static void tag_name_known(void) {
    c.tag[c.tag_n] = '\0';
    if (!c.closing && (!strcmp(c.tag, "base") || !strcmp(c.tag, "iframe") || !strcmp(c.tag, "object") ||
                       !strcmp(c.tag, "embed")))
        fail("<%s> is refused", c.tag);
}
static void tag_end(void) {
    static const char *const special[] = {"pre", "textarea", "title", "script", "style", NULL};
    c.state = TEXT;
    c.after_block = !inline_tag(c.tag);
    if (c.closing) {
        if (!strcmp(c.tag, c.inside)) c.inside[0] = '\0';
    } else if (among(c.tag, special)) {
        memcpy(c.inside, c.tag, sizeof c.inside);
        if (!strcmp(c.tag, "script") || !strcmp(c.tag, "style")) c.state = RAW;
    }
}

static void name_add(char *name, size_t *n, char ch) {
    if (*n + 1 >= NAME_MAX_) fail("a name of over %d letters", NAME_MAX_ - 2);
    name[(*n)++] = (char)tolower((unsigned char)ch);
}

static void in_tag(char ch, const char *rest) {
    if (ch == '>') {
        tag_end();
    } else if (ch == '"' || ch == '\'' || ch == '=' || ch == '<') {
        fail("'%c' is out of place in <%s>", ch, c.tag);
    } else if (ch == '/') {
        if (rest[1] != '>') fail("'/' is out of place in <%s>", c.tag);
    } else if (!isspace((unsigned char)ch)) {
        if (c.closing) fail("attribute in </%s>", c.tag);
        if (c.state == AFTER_VALUE) fail("a space is missing after the value of \"%s\"", c.attr);
        c.attr_n = 0;
        name_add(c.attr, &c.attr_n, ch);
        c.state = ATTR_NAME;
        return;
    }
    if (c.state == AFTER_VALUE && isspace((unsigned char)ch)) c.state = IN_TAG;
}

static void step_text(char ch, const char *rest) {
    if (ch != '<') {
        if (!isspace((unsigned char)ch)) c.after_block = false;
        return;
    }
    c.opened = c.line;
    c.tag_n = 0;
    c.closing = rest[1] == '/';
    if (!strncmp(rest, "<!--", 4)) c.state = COMMENT;
    else if (rest[1] == '!') c.state = DECLARATION;
    else if (isalpha((unsigned char)rest[c.closing ? 2 : 1])) c.state = TAG_START;
    else fail("a bare '<': write &lt;");
}

/* Advances the HTML parser by one byte; `rest` begins with it. */
static void step(char ch, const char *rest) {
    bool space = isspace((unsigned char)ch);
    switch (c.state) {
    case TEXT: step_text(ch, rest); break;
    case TAG_START:
        if (ch == '/') break;
        c.state = TAG_NAME;
        name_add(c.tag, &c.tag_n, ch);
        break;
    case TAG_NAME:
        if (!space && ch != '>' && ch != '/') {
            name_add(c.tag, &c.tag_n, ch);
            break;
        }
        tag_name_known();
        c.state = IN_TAG;
        in_tag(ch, rest);
        break;
    case IN_TAG:
    case AFTER_VALUE: in_tag(ch, rest); break;
    case ATTR_NAME:
        if (ch == '=' || space || ch == '>' || ch == '/') attribute_known();
        if (ch == '=') c.state = BEFORE_VALUE;
        else if (space) c.state = AFTER_NAME;
        else if (ch == '>' || ch == '/') c.state = IN_TAG, in_tag(ch, rest);
        else name_add(c.attr, &c.attr_n, ch);
        break;
    case AFTER_NAME:
        if (ch == '=') c.state = BEFORE_VALUE;
        else if (!space) c.state = IN_TAG, in_tag(ch, rest);
        break;
    case BEFORE_VALUE:
        if (ch != '"') fail("the value of \"%s\" must stand in double quotes", c.attr);
        c.state = VALUE;
        c.value_n = 0;
        c.value_hole = c.value_fragment = false;
        break;
    case VALUE:
        if (ch == '"') {
            c.state = AFTER_VALUE;
            break;
        }
        if (c.value_hole && ch != '#' && !c.value_n)
            fail("after an address only a #fragment may follow: use url_fmt in \"%s\"", c.attr);
        if (!c.value_hole && !c.value_n && url_attribute(c.attr) &&
            (!strncasecmp(rest, "javascript:", 11) || !strncasecmp(rest, "data:", 5)))
            fail("this kind of address is refused in \"%s\"", c.attr);
        c.value_n++;
        if (ch == '#') c.value_fragment = true;
        break;
    case DECLARATION:
        if (ch == '>') c.state = TEXT, c.after_block = true;
        break;
    case COMMENT: break; /* literal() finds its end */
    case RAW:
        if (ch == '<' && rest[1] == '/') step_text(ch, rest);
        else if (!space)
            fail("<%s> must be empty: the content security policy refuses what stands in the page", c.inside);
        break;
    }
}

/* ---- holes ---- */

static bool hole_macro(const char **out_macro) {
    if (c.state == TEXT) {
        *out_macro =
            !strcmp(c.inside, "title") || !strcmp(c.inside, "textarea") ? "html_attr_hole" : "html_hole";
        c.after_block = false;
        return true;
    }
    if (c.state != VALUE) return false;
    *out_macro = "html_attr_hole";
    if (url_attribute(c.attr)) {
        if (c.value_fragment) return true;
        if (c.value_n || c.value_hole)
            fail("an address is one hole, at most with a #fragment: use url_fmt in \"%s\"", c.attr);
        c.value_hole = true;
        *out_macro = "html_url_hole";
    }
    return true;
}

/* Finds the end of a C expression: the first }} outside strings, characters and its own braces. Lines of it
 * must not begin like a tag or a line of C. NULL when there is none. */
static const char *expression_end(const char *p) {
    int depth = 0;
    for (; *p; p++) {
        if (*p == '\n') {
            p += 1 + strspn(p + 1, " \t");
            if (!*p || strchr("<%\n", *p)) return NULL;
        }
        if (*p == '"' || *p == '\'') {
            char quote = *p++;
            while (*p && *p != '\n' && *p != quote) p += *p == '\\' && p[1] ? 2 : 1;
            if (*p != quote) return NULL;
        } else if (*p == '{') {
            depth++;
        } else if (*p == '}') {
            if (!depth && p[1] == '}') return p;
            if (depth) depth--;
        }
    }
    return NULL;
}

static const char *hole(const char *p) {
    const char *macro, *end = expression_end(p + 2), *from = p + 2;
    if (!end) fail("a hole {{ … }} is not closed");
    if (!hole_macro(&macro)) fail("a hole in %s is refused", state_names[c.state]);
    while (from < end && isspace((unsigned char)*from)) from++;
    if (from == end) fail("an empty hole");
    flush_text();
    block_begin();
    put_line();
    put_z(&c.body, macro);
    put_z(&c.body, "(&r->out, (");
    put(&c.body, from, (size_t)(end - from));
    put_z(&c.body, "));\n");
    for (; p < end; p++) c.line += *p == '\n';
    return end + 2;
}

/* ---- lines ---- */

/* Writes the newline before this line only where it separates words, not beside block tags. */
static void newline_before(const char *line) {
    bool was = c.newline;
    c.newline = false;
    if (!was) return;
    if (c.state == TEXT && !whitespace_kept() && line && *line == '<') {
        char name[NAME_MAX_];
        size_t n = 0;
        for (const char *p = line + (line[1] == '/' ? 2 : 1);
             isalnum((unsigned char)*p) && n + 1 < sizeof name; p++)
            name[n++] = (char)tolower((unsigned char)*p);
        name[n] = '\0';
        if (!inline_tag(name)) return;
    }
    put_c(&c.text, c.state == TEXT ? '\n' : ' ');
}

static void literal(const char *p, const char *end) {
    while (p < end) {
        if (p[0] == '{' && p[1] == '{') {
            p = hole(p);
            continue;
        }
        step(*p, p);
        if (c.state == COMMENT) {
            const char *close = strstr(p, "-->"), *open = strstr(p, "{{");
            if (open && open < end && (!close || open < close)) fail("a hole in a comment is refused");
            if (!close || close >= end) return;
            c.state = TEXT;
            p = close + 3; /* comments are not sent */
            continue;
        }
        put_c(&c.text, *p++);
    }
}

static void html_line(const char *p, const char *end) {
    bool kept = whitespace_kept() && c.state == TEXT;
    if (!c.in_function) {
        while (p < end && isspace((unsigned char)*p)) p++;
        if (p < end) fail("text before the first %%%% function");
        return;
    }
    if (!kept) {
        while (p < end && isspace((unsigned char)*p)) p++;
        while (end > p && isspace((unsigned char)end[-1])) end--;
        if (p == end) return;
    }
    newline_before(p);
    literal(p, end);
    c.newline = whitespace_kept() || c.state == VALUE ||
                (c.state != COMMENT && c.state != RAW && !(c.state == TEXT && c.after_block));
    if (c.state == ATTR_NAME) attribute_known(), c.state = AFTER_NAME;
    if (c.state == TAG_NAME) tag_name_known(), c.state = IN_TAG;
    if (c.state == AFTER_VALUE) c.state = IN_TAG;
}

static void c_line(const char *p, const char *end) {
    if (c.state != TEXT)
        fail("a line of C inside %s (opened on line %d) is refused: put it around the whole tag",
             state_names[c.state], c.opened);
    newline_before(NULL);
    block_end();
    put_line();
    put(&c.body, p, (size_t)(end - p));
    put_c(&c.body, '\n');
}

static void function_end(void) {
    int line = c.line;
    c.line = c.opened;
    if (c.state != TEXT) fail("%s opened here is not closed when the function ends", state_names[c.state]);
    if (c.inside[0]) fail("<%s> opened here is not closed when the function ends", c.inside);
    c.line = line;
    if (!c.in_function) return;
    newline_before(NULL);
    block_end();
    put_z(&c.body, "}\n");
    c.after_block = true;
}

/* Reads "%% name(args)", which may run over several lines; returns what follows it. */
static const char *function_begin(const char *p) {
    function_end();
    int depth = 0;
    bool seen = false;
    struct buffer head = {0};
    put_z(&head, "static __attribute__((unused)) void ");
    while (isspace((unsigned char)*p) && *p != '\n') p++;
    int first = c.line;
    for (; *p && !(seen && !depth); p++) {
        if (*p == '(') depth++, seen = true;
        if (*p == ')') depth--;
        if (*p == '\n') {
            if (!seen) break;
            c.line++;
        }
        put_c(&head, *p == '\n' ? ' ' : *p);
    }
    if (!seen || depth) fail("%%%% wants name(parameters)");
    if (!strstr(head.p, "struct request *r")) fail("a template needs the parameter struct request *r");
    while (isspace((unsigned char)*p) && *p != '\n') p++;
    if (*p && *p != '\n') fail("nothing may follow the parameters");
    put(&c.protos, head.p, head.n);
    put_z(&c.protos, ";\n");
    int last = c.line;
    c.line = first;
    put_line();
    c.line = last;
    put(&c.body, head.p, head.n);
    put_z(&c.body, " {\n");
    free(head.p);
    c.in_function = c.after_block = true;
    return p;
}

/* Finds the end of a line; newlines inside a hole do not count. */
static const char *line_end(const char *p) {
    while (*p && *p != '\n') {
        const char *close = p[0] == '{' && p[1] == '{' ? expression_end(p + 2) : NULL;
        p = close ? close + 2 : p + 1;
    }
    return p;
}

static void compile(const char *p) {
    for (c.line = 1; *p; c.line++) {
        const char *end = p + strcspn(p, "\n"), *first = p;
        while (first < end && (*first == ' ' || *first == '\t')) first++;
        if (first[0] == '%' && first[1] == '%') end = function_begin(first + 2);
        else if (first[0] == '%') c_line(first + 1, end);
        else html_line(p, end = line_end(p));
        p = *end ? end + 1 : end;
    }
    function_end();
}

static char *read_all(const char *path) {
    FILE *f = fopen(path, "rb");
    struct buffer b = {0};
    char block[4096];
    size_t n;
    if (!f) fail("cannot be read: %s", strerror(errno));
    while ((n = fread(block, 1, sizeof block, f)) > 0) put(&b, block, n);
    fclose(f);
    put(&b, "", 0);
    if (strlen(b.p) != b.n) fail("a NUL byte");
    return b.p;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: htmlc IN.html OUT.h\n");
        return 2;
    }
    c.path = argv[1];
    compile(read_all(argv[1]));
    FILE *f = fopen(argv[2], "wb");
    if (!f) {
        fprintf(stderr, "%s: cannot be written: %s\n", argv[2], strerror(errno));
        return 1;
    }
    fprintf(f, "/* Made by htmlc from %s: change that. */\n%s%s", argv[1], c.protos.p ? c.protos.p : "",
            c.body.p ? c.body.p : "");
    if (fclose(f)) return 1;
    return 0;
}
