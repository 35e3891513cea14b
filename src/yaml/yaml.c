/* Parses YAML into nodes, by libyaml's events. Its document API would expand aliases and build the whole tree
 * before we could refuse or count anything. */
#include "load.h"

#include "base/text.h"
#include <yaml.h>

struct reader {
    yaml_parser_t parser;
    str file, text;
    struct complaints *c;
    size_t nodes;
    bool failed;
};

static void refuse_mark(struct reader *r, yaml_mark_t at, str cause, str expected) {
    if (!r->failed) complaint_add(r->c, r->file, (int)at.line + 1, (int)at.column + 1, cause, expected);
    r->failed = true;
}

static yaml_mark_t mark_of(str text, size_t byte) {
    yaml_mark_t m = {0};
    for (size_t i = 0; i < byte && i < text.n; i++) {
        if (text.p[i] == '\n') m.line++, m.column = 0;
        else if (((u8)text.p[i] & 0xc0) != 0x80) m.column++;
    }
    return m;
}

/* ---- bytes that are no text ---- */

static size_t first_bad_byte(str s) {
    for (size_t i = 0; i < s.n;) {
        size_t n = text_point_size((u8)s.p[i]);
        if (!n || n > s.n - i || !text_valid((str){s.p + i, n})) return i;
        i += n;
    }
    return s.n;
}

bool text_fits(str file, str text, struct complaints *c) {
    if (text.n > FILE_MAX) {
        complaint_add(c, file, 0, 0, S("the file is too large"), S("at most 1 MiB"));
        return false;
    }
    if (text_valid(text)) return true;
    size_t bad = first_bad_byte(text);
    yaml_mark_t at = mark_of(text, bad);
    complaint_add(c, file, (int)at.line + 1, (int)at.column + 1,
                  str_fmt("the byte 0x%02x is not text", (u8)text.p[bad < text.n ? bad : 0]),
                  S("UTF-8 without control characters"));
    return false;
}

/* ---- events ---- */

static bool line_begins_by_tab(str text, size_t line) {
    while (line--) str_cut(&text, '\n');
    while (text.n && text.p[0] == ' ') text = (str){text.p + 1, text.n - 1};
    return text.n && text.p[0] == '\t';
}

static void refuse_syntax(struct reader *r) {
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "unknown";
    struct out cause = {0};
    out_fmt(&cause, "this is not YAML: %s", problem);
    if (p->context) out_fmt(&cause, ", %s", p->context);
    if (p->context && p->context_mark.line != p->problem_mark.line)
        out_fmt(&cause, " that begins in line %zu", p->context_mark.line + 1);
    yaml_mark_t at = p->error == YAML_READER_ERROR ? mark_of(r->text, p->problem_offset) : p->problem_mark;
    bool tab = strstr(problem, "cannot start any token") && line_begins_by_tab(r->text, at.line);
    refuse_mark(r, at, out_all(&cause), tab ? S("spaces: YAML is not indented by tabs") : (str){0});
}

static bool next_event(struct reader *r, yaml_event_t *e) {
    if (r->failed) return false;
    if (yaml_parser_parse(&r->parser, e)) return true;
    refuse_syntax(r);
    return false;
}

static struct node *node_new(struct reader *r, const yaml_event_t *e, enum node_kind kind, bool marked) {
    if (++r->nodes > NODES_MAX)
        refuse_mark(r, e->start_mark, S("there are too many values"),
                    str_fmt("at most %d in a file", NODES_MAX));
    if (marked)
        refuse_mark(r, e->start_mark, S("anchors and tags (& and !) are not used here"),
                    S("the value itself"));
    struct node *n = NEW(struct node);
    *n = (struct node){
        .kind = kind, .line = (int)e->start_mark.line + 1, .column = (int)e->start_mark.column + 1};
    return n;
}

static struct node *text_node(struct reader *r, const yaml_event_t *e) {
    struct node *n = node_new(r, e, NODE_TEXT, e->data.scalar.anchor || e->data.scalar.tag);
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    str s = {(const char *)e->data.scalar.value, e->data.scalar.length};
    if (!text_valid(s))
        refuse_mark(r, e->start_mark, S("the text holds a control character"),
                    S("letters and line breaks only"));
    else n->text = str_copy(text_nfc(s));
    return n;
}

static const struct node *node_from(struct reader *r, yaml_event_t *e, int depth);

static void add(struct node *to, const struct node *item) {
    GROW(to->v, to->n, to->cap);
    to->v[to->n++] = item;
}

static void list_items(struct reader *r, struct node *list, int depth) {
    yaml_event_t e;
    while (next_event(r, &e)) {
        bool end = e.type == YAML_SEQUENCE_END_EVENT;
        const struct node *item = end ? NULL : node_from(r, &e, depth);
        yaml_event_delete(&e);
        if (end) return;
        if (item) add(list, item);
    }
}

static void key_checked(struct reader *r, const struct node *map, const struct node *key) {
    yaml_mark_t at = {.line = (size_t)key->line - 1, .column = (size_t)key->column - 1};
    if (key->kind != NODE_TEXT)
        return refuse_mark(r, at, S("a key must be a word"), S("a name before the colon"));
    if (map->n >= 2 * (size_t)KEYS_MAX)
        return refuse_mark(r, at, S("there are too many keys in one place"), str_fmt("at most %d", KEYS_MAX));
    for (size_t i = 0; i < map->n; i += 2)
        if (str_eq(map->v[i]->text, key->text))
            return refuse_mark(r, at, str_fmt("the key %s is here twice", shown(key->text)),
                               str_fmt("it once; it stands already in line %d", map->v[i]->line));
}

static void map_items(struct reader *r, struct node *map, int depth) {
    yaml_event_t e;
    const struct node *key = NULL;
    while (next_event(r, &e)) {
        bool end = e.type == YAML_MAPPING_END_EVENT;
        const struct node *item = end ? NULL : node_from(r, &e, depth);
        yaml_event_delete(&e);
        if (end || !item) return;
        if (!key) {
            key = item;
            key_checked(r, map, key);
            continue;
        }
        add(map, key);
        add(map, item);
        key = NULL;
    }
}

static const struct node *node_from(struct reader *r, yaml_event_t *e, int depth) {
    struct node *n = NULL;
    if (depth > DEPTH_MAX) {
        refuse_mark(r, e->start_mark, S("this is nested too deeply"),
                    str_fmt("at most %d levels", DEPTH_MAX));
        return NULL;
    }
    switch (e->type) {
    case YAML_SCALAR_EVENT: return text_node(r, e);
    case YAML_SEQUENCE_START_EVENT:
        n = node_new(r, e, NODE_LIST, e->data.sequence_start.anchor || e->data.sequence_start.tag);
        list_items(r, n, depth + 1);
        return n;
    case YAML_MAPPING_START_EVENT:
        n = node_new(r, e, NODE_MAP, e->data.mapping_start.anchor || e->data.mapping_start.tag);
        map_items(r, n, depth + 1);
        return n;
    case YAML_ALIAS_EVENT:
        refuse_mark(r, e->start_mark, S("aliases (*) are not used here"), S("the value itself"));
        return NULL;
    default: refuse_mark(r, e->start_mark, S("this is not YAML"), S("a value")); return NULL;
    }
}

/* Reads the events of a stream, which may hold one document. */
static const struct node *document(struct reader *r) {
    yaml_event_t e;
    const struct node *root = NULL;
    for (bool end = false; !end && next_event(r, &e);) {
        end = e.type == YAML_STREAM_END_EVENT;
        if (e.type == YAML_DOCUMENT_START_EVENT) {
            if (root)
                refuse_mark(r, e.start_mark, S("a second document begins here"), S("one document in a file"));
            if (e.data.document_start.version_directive ||
                e.data.document_start.tag_directives.start != e.data.document_start.tag_directives.end)
                refuse_mark(r, e.start_mark, S("directives (%) are not used here"), S("the first key"));
        } else if (e.type == YAML_SCALAR_EVENT || e.type == YAML_SEQUENCE_START_EVENT ||
                   e.type == YAML_MAPPING_START_EVENT || e.type == YAML_ALIAS_EVENT) {
            root = node_from(r, &e, 1);
        }
        yaml_event_delete(&e);
    }
    return root;
}

const struct node *yaml_read(str file, str text, struct complaints *c) {
    struct reader r = {.file = file, .text = text, .c = c};
    if (!text_fits(file, text, c)) return NULL;
    if (!yaml_parser_initialize(&r.parser)) panic("out of memory");
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.n ? text.p : ""), text.n);
    const struct node *root = document(&r);
    yaml_parser_delete(&r.parser);
    if (!root && !r.failed) complaint_add(c, file, 1, 1, S("the file is empty"), S("keys and values"));
    return r.failed ? NULL : root;
}
