/* Reads a page's forms as a browser does: controls, their values, what would be submitted. Parses with gumbo,
 * which implements the HTML standard's algorithm. */
#include "sentences.h"
#include "base/text.h"

#include <gumbo.h>

/* ---- the tree ---- */

static str attribute(const GumboNode *n, const char *name) {
    const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);
    return a ? str_copy(str_c(a->value)) : (str){0};
}

static bool has(const GumboNode *n, const char *name) {
    return gumbo_get_attribute(&n->v.element.attributes, name) != NULL;
}

static bool is(const GumboNode *n, GumboTag tag) {
    return n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == tag;
}

static bool of_class(const GumboNode *n, str name) {
    str classes = n->type == GUMBO_NODE_ELEMENT ? attribute(n, "class") : (str){0};
    while (classes.n)
        if (str_eq(str_cut(&classes, ' '), name)) return true;
    return false;
}

static void gather(const GumboNode *n, bool all, struct out *o) {
    if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE) out_z(o, n->v.text.text);
    if (n->type != GUMBO_NODE_ELEMENT || (!all && of_class(n, S("hidden")))) return;
    const GumboVector *inner = &n->v.element.children;
    for (unsigned i = 0; i < inner->length; i++) gather(inner->data[i], all, o);
}

static str squeezed(const GumboNode *n, bool all) {
    struct out o = {0};
    gather(n, all, &o);
    return text_squeeze(out_all(&o));
}

/* ---- reading ---- */

static struct control *control_add(struct form_drawn *f, const GumboNode *n, enum control_kind kind) {
    GROW(f->v, f->n, f->cap);
    struct control *c = &f->v[f->n++];
    *c = (struct control){.kind = kind,
                          .name = attribute(n, "name"),
                          .value = attribute(n, "value"),
                          .required = has(n, "required"),
                          .readonly = has(n, "readonly")};
    c->digits = str_is(attribute(n, "inputmode"), "numeric");
    str_to_int(attribute(n, "maxlength"), &c->max);
    return c;
}

static void button_read(struct form_drawn *f, const GumboNode *n) {
    str type = attribute(n, "type");
    bool input = is(n, GUMBO_TAG_INPUT);
    if (str_is(type, "button") || str_is(type, "reset")) return;
    struct control *c = control_add(f, n, CONTROL_BUTTON);
    c->text = input ? c->value : squeezed(n, true);
    c->seen = input ? c->value : squeezed(n, false);
    c->method = attribute(n, "formmethod");
    c->action = attribute(n, "formaction");
    c->novalidate = has(n, "formnovalidate");
}

static void input_read(struct form_drawn *f, const GumboNode *n) {
    str type = attribute(n, "type");
    if (str_is(type, "submit") || str_is(type, "button") || str_is(type, "reset")) return button_read(f, n);
    bool radio = str_is(type, "radio"), check = str_is(type, "checkbox");
    struct control *c = control_add(f, n,
                                    radio                    ? CONTROL_RADIO
                                    : check                  ? CONTROL_CHECKBOX
                                    : str_is(type, "hidden") ? CONTROL_HIDDEN
                                    : str_is(type, "file")   ? CONTROL_FILE
                                                             : CONTROL_TEXT);
    c->on = radio || check ? has(n, "checked") : c->kind != CONTROL_FILE;
    if ((radio || check) && !has(n, "value")) c->value = S("on");
}

static void options_read(struct form_drawn *f, const GumboNode *n, const GumboNode *select) {
    const GumboVector *inner = &n->v.element.children;
    for (unsigned i = 0; i < inner->length; i++) {
        const GumboNode *x = inner->data[i];
        if (is(x, GUMBO_TAG_OPTGROUP)) options_read(f, x, select);
        if (!is(x, GUMBO_TAG_OPTION) || has(x, "disabled")) continue;
        struct control *c = control_add(f, select, CONTROL_OPTION);
        c->value = has(x, "value") ? attribute(x, "value") : squeezed(x, true);
        c->on = has(x, "selected");
    }
}

/* As in a browser, a select without a selected option submits its first. */
static void select_read(struct form_drawn *f, const GumboNode *n) {
    size_t first = f->n;
    bool chosen = false;
    options_read(f, n, n);
    for (size_t i = first; i < f->n; i++) chosen |= f->v[i].on;
    if (!chosen && first < f->n) f->v[first].on = true;
}

static struct form_drawn *form_of(struct page_drawn *p, const GumboNode *n, size_t at) {
    str id = attribute(n, "form");
    for (size_t i = 0; id.n && i < p->n_forms; i++)
        if (str_eq(p->forms[i].id, id)) return &p->forms[i];
    return at ? &p->forms[at - 1] : NULL;
}

static void element_read(struct page_drawn *p, const GumboNode *n, size_t at) {
    struct form_drawn *f = form_of(p, n, at);
    if (is(n, GUMBO_TAG_A) && has(n, "href")) {
        GROW(p->links, p->n_links, p->cap_links);
        p->links[p->n_links++] = attribute(n, "href");
    }
    if (is(n, GUMBO_TAG_H1)) p->heading = squeezed(n, true);
    if (of_class(n, S("error")) || of_class(n, S("warning")) || str_is(attribute(n, "role"), "alert"))
        p->errors =
            str_fmt("%.*s%s%.*s", STR_ARG(p->errors), p->errors.n ? " | " : "", STR_ARG(squeezed(n, true)));
    if (!f || has(n, "disabled")) return;
    if (is(n, GUMBO_TAG_INPUT)) input_read(f, n);
    if (is(n, GUMBO_TAG_BUTTON)) button_read(f, n);
    if (is(n, GUMBO_TAG_SELECT)) select_read(f, n);
    if (is(n, GUMBO_TAG_TEXTAREA)) {
        struct control *c = control_add(f, n, CONTROL_TEXT);
        struct out text = {0};
        gather(n, true, &text);
        c->value = out_all(&text);
        c->on = true;
    }
}

/* `at`: index of the enclosing form plus 1; 0 = none. */
static void walk(struct page_drawn *p, const GumboNode *n, size_t at) {
    if (n->type != GUMBO_NODE_ELEMENT) return;
    if (is(n, GUMBO_TAG_FORM)) {
        GROW(p->forms, p->n_forms, p->cap_forms);
        str method = attribute(n, "method");
        p->forms[p->n_forms++] = (struct form_drawn){
            .id = attribute(n, "id"),
            .method = str_is(method, "post") ? S("POST") : S("GET"),
            .action = attribute(n, "action"),
            .text = squeezed(n, true),
            .multipart = str_is(attribute(n, "enctype"), "multipart/form-data"),
            .novalidate = has(n, "novalidate"),
        };
        at = p->n_forms;
    }
    element_read(p, n, at);
    if (is(n, GUMBO_TAG_FIELDSET) && has(n, "disabled")) return;
    for (unsigned i = 0; i < n->v.element.children.length; i++) walk(p, n->v.element.children.data[i], at);
}

struct page_drawn *page_read(str html) {
    struct page_drawn *p = NEW(struct page_drawn);
    GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, html.p ? html.p : "", html.n);
    walk(p, tree->root, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    return p;
}

/* ---- pressing ---- */

struct form_drawn *form_find(struct page_drawn *p, str button, str in, struct control **out_button) {
    for (size_t i = 0; i < p->n_forms; i++) {
        struct form_drawn *f = &p->forms[i];
        if (in.n && !memmem(f->text.p, f->text.n, in.p, in.n)) continue;
        for (size_t k = 0; k < f->n; k++) {
            struct control *c = &f->v[k];
            if (c->kind != CONTROL_BUTTON || (!str_eq(c->text, button) && !str_eq(c->seen, button))) continue;
            *out_button = c;
            return f;
        }
    }
    return NULL;
}

static size_t characters(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((u8)s.p[i] & 0xC0) != 0x80;
    return n;
}

/* Sets radios, checkboxes or options: selects the one with this value; an empty value clears checkboxes. */
static str choose(struct form_drawn *f, const struct control *first, str value) {
    struct control *taken = NULL;
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].kind == first->kind && str_eq(f->v[i].name, first->name) && str_eq(f->v[i].value, value))
            taken = &f->v[i];
    bool clear = first->kind == CONTROL_CHECKBOX && !value.n;
    if (!taken && !clear) return str_fmt("%.*s does not offer %.*s", STR_ARG(first->name), STR_ARG(value));
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].kind == first->kind && str_eq(f->v[i].name, first->name)) f->v[i].on = false;
    if (taken) taken->on = true;
    return (str){0};
}

static str type_into(struct form_drawn *f, struct control *c, str value) {
    if (c->kind == CONTROL_HIDDEN || c->readonly)
        return str_fmt("nobody can type into %.*s", STR_ARG(c->name));
    if (c->kind == CONTROL_RADIO || c->kind == CONTROL_OPTION || c->kind == CONTROL_CHECKBOX)
        return choose(f, c, value);
    if (c->max && characters(value) > (size_t)c->max)
        return str_fmt("%.*s takes %lld characters", STR_ARG(c->name), (long long)c->max);
    c->value = value;
    c->on = true;
    return (str){0};
}

static struct control *control_named(struct form_drawn *f, str name) {
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].kind != CONTROL_BUTTON && str_eq(f->v[i].name, name)) return &f->v[i];
    return NULL;
}

/* Types a value into a field. The name `place` also finds `answers.place`; a date like 1/7/2027 fills the
 * form's three inputs. */
str form_type(struct form_drawn *f, str name, str value) {
    str names[] = {name, str_fmt("answers.%.*s", STR_ARG(name))};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct control *c = control_named(f, names[i]);
        if (c) return type_into(f, c, value);
        static const char *const parts[] = {"d", "m", "y"};
        if (!control_named(f, str_fmt("%.*s.d", STR_ARG(names[i])))) continue;
        for (size_t k = 0; k < COUNT(parts); k++) {
            c = control_named(f, str_fmt("%.*s.%s", STR_ARG(names[i]), parts[k]));
            str wrong = c ? type_into(f, c, str_cut(&value, '/')) : str_c("a date without its three inputs");
            if (wrong.n) return wrong;
        }
        return (str){0};
    }
    return str_fmt("the form draws no %.*s", STR_ARG(name));
}

/* Why a browser would refuse to submit the form. */
static str held_back(const struct form_drawn *f, const struct control *c) {
    if (!c->required) return (str){0};
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->v[i].name, c->name) && f->v[i].on && f->v[i].value.n) return (str){0};
    return str_fmt("a browser does not send the form without %.*s", STR_ARG(c->name));
}

static void query_add(struct out *o, str name, str value) {
    out_fmt(o, "%s%s=%s", o->n ? "&" : "", str_z(url_part(name)), str_z(url_part(value)));
}

str form_send(struct form_drawn *f, struct control *button, str from, struct sending *out) {
    size_t cap_body = 0, cap_uploads = 0;
    struct out query = {0};
    str method = button && button->method.n ? button->method : f->method,
        action = address_on(from, button && button->action.n ? button->action : f->action);
    bool post = str_is(method, "POST") || str_is(method, "post");
    *out = (struct sending){.method = post ? "POST" : "GET", .target = action};
    for (size_t i = 0; i < f->n; i++) {
        const struct control *c = &f->v[i];
        str wrong = f->novalidate || (button && button->novalidate) ? (str){0} : held_back(f, c);
        if (wrong.n) return wrong;
        bool sent = c->kind == CONTROL_BUTTON ? c == button : c->on;
        if (!sent || !c->name.n) continue;
        if (c->kind == CONTROL_FILE) {
            GROW(out->uploads, out->n_uploads, cap_uploads);
            out->uploads[out->n_uploads++] = (struct upload){.field = c->name, .name = c->value};
            continue;
        }
        GROW(out->body, out->n_body, cap_body);
        out->body[out->n_body++] = (struct pair){c->name, c->value};
        query_add(&query, c->name, c->value);
    }
    if (post) return (str){0};
    str path = str_cut(&action, '?');
    out->target = str_fmt("%.*s?%.*s", STR_ARG(path), STR_ARG(out_all(&query)));
    out->n_body = 0;
    return (str){0};
}

str address_on(str from, str address) {
    str rest = from, path = str_cut(&rest, '?'), bare = str_cut(&address, '#');
    if (!bare.n) return from;
    if (bare.p[0] == '/') return bare;
    if (bare.p[0] == '?') return str_fmt("%.*s%.*s", STR_ARG(path), STR_ARG(bare));
    while (path.n && path.p[path.n - 1] != '/') path.n--;
    return str_fmt("%.*s%.*s", STR_ARG(path), STR_ARG(bare));
}

/* ---- checks on every form that is drawn ---- */

const struct input *input_of(const struct page *p, str name) {
    for (size_t i = 0; i < p->n_inputs; i++) {
        str d = str_c(p->inputs[i].name);
        if (str_ends(d, S("*")) ? str_starts(name, (str){d.p, d.n - 1}) : str_eq(d, name))
            return &p->inputs[i];
    }
    return NULL;
}

/* maxlength counts characters and the page's limit counts bytes; a Vietnamese character takes up to three. */
enum { BYTES_EACH = 3 };
static void control_wrong(const struct page *p, const struct control *c, const char *at, struct out *o) {
    const struct input *in = input_of(p, c->name);
    if (!c->name.n) return;
    if (c->kind == CONTROL_FILE) {
        if (!p->uploads) out_fmt(o, "%s takes no files: %.*s\n", at, STR_ARG(c->name));
    } else if (!in) {
        out_fmt(o, "%s declares no input %.*s\n", at, STR_ARG(c->name));
    } else if (c->max && (size_t)c->max * (c->digits ? 1 : BYTES_EACH) > (in->max ? in->max : 200)) {
        out_fmt(o, "%s: %.*s may be %lld characters long, its input is cut off before\n", at,
                STR_ARG(c->name), (long long)c->max);
    }
}

static bool twice(const struct sending *s, str *out_name) {
    for (size_t i = 0; i < s->n_body; i++)
        for (size_t k = 0; k < i; k++)
            if (str_eq(s->body[i].name, s->body[k].name)) return *out_name = s->body[i].name, true;
    return false;
}

static void pressed_wrong(const struct request *r, str target, struct form_drawn *f, struct control *button,
                          struct out *o) {
    struct sending s;
    str part[4], name;
    bool held = f->novalidate;
    f->novalidate = true;
    form_send(f, button, target, &s);
    f->novalidate = held;
    str rest = s.target, path = str_cut(&rest, '?');
    const char *at = str_z(str_fmt("%s %.*s", s.method, STR_ARG(path)));
    const struct page *p = web_find(str_c(s.method), path, part, NULL);
    if (!p) return out_fmt(o, "no page %s\n", at);
    if (!(p->who & (r->roles | R_ANYONE))) out_fmt(o, "%s is not theirs to use\n", at);
    if (twice(&s, &name)) out_fmt(o, "%s is sent %.*s twice\n", at, STR_ARG(name));
    for (size_t i = 0; i < f->n; i++) {
        if (f->v[i].kind == CONTROL_BUTTON && &f->v[i] != button) continue;
        control_wrong(p, &f->v[i], at, o);
        if (f->v[i].kind == CONTROL_FILE && !f->multipart) out_fmt(o, "%s is sent no files\n", at);
    }
}

str forms_wrong(const struct request *r, str target, struct page_drawn *p) {
    struct out o = {0};
    for (size_t i = 0; i < p->n_forms; i++) {
        struct form_drawn *f = &p->forms[i];
        size_t buttons = 0;
        for (size_t k = 0; k < f->n; k++) {
            if (f->v[k].kind != CONTROL_BUTTON) continue;
            buttons++;
            pressed_wrong(r, target, f, &f->v[k], &o);
        }
        if (!buttons) out_fmt(&o, "a form to %.*s has no button\n", STR_ARG(f->action));
    }
    return out_all(&o);
}
