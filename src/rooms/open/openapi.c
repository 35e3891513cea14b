/* OpenAPI 3.1 description of all pages, generated from the page tables, so that it cannot fall behind. */
#include "open.h"

/* "/so/{}/x/{*}" as OpenAPI writes it: "/so/{p1}/x/{p2}". */
static str templated(const char *path, int *out_parts) {
    struct out o = {0};
    *out_parts = 0;
    for (const char *c = path; *c; c++) {
        if (*c != '{') {
            out_char(&o, *c);
            continue;
        }
        out_fmt(&o, "{p%d}", ++*out_parts);
        c = strchr(c, '}');
    }
    return out_all(&o);
}

static json_t *text_type(size_t max) {
    json_t *j = json_object();
    json_put(j, "type", S("string"));
    json_put_int(j, "maxLength", max ? (i64)max : 200);
    return j;
}

static json_t *parameter(str name, const char *in, size_t max) {
    json_t *j = json_object();
    json_put(j, "name", name);
    json_put(j, "in", str_c(in));
    json_object_set_new(j, "required", json_boolean(!strcmp(in, "path")));
    json_object_set_new(j, "schema", text_type(max));
    return j;
}

/* Request body of a form: its fields by name; a family ("answers.*") by a pattern of names. */
static json_t *body(const struct page *p) {
    json_t *b = json_object(), *content = json_object(), *media = json_object(), *schema = json_object(),
           *fields = json_object(), *families = json_object();
    for (size_t i = 0; i < p->n_inputs; i++) {
        str name = str_c(p->inputs[i].name);
        if (str_ends(name, S(".*")))
            json_object_set_new(families, str_z(str_fmt("^%.*s\\.", (int)name.n - 2, name.p)),
                                text_type(p->inputs[i].max));
        else json_object_set_new(fields, str_z(name), text_type(p->inputs[i].max));
    }
    json_put(schema, "type", S("object"));
    json_object_set_new(schema, "properties", fields);
    if (json_object_size(families)) json_object_set_new(schema, "patternProperties", families);
    json_object_set_new(media, "schema", schema);
    json_object_set_new(content, p->uploads ? "multipart/form-data" : "application/x-www-form-urlencoded",
                        media);
    json_object_set_new(b, "content", content);
    return b;
}

static const char *type_of(str path) {
    static const struct {
        const char *ending, *type;
    } types[] = {{".sdmx.csv", "application/vnd.sdmx.data+csv"},
                 {".csv", "text/csv"},
                 {".json", "application/json"},
                 {".jsonld", "application/ld+json"},
                 {".pdf", "application/pdf"},
                 {".rss", "application/rss+xml"},
                 {".ics", "text/calendar"},
                 {".txt", "text/plain"},
                 {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    for (size_t i = 0; i < COUNT(types); i++)
        if (str_ends(path, str_c(types[i].ending))) return types[i].type;
    return "text/html";
}

static void response(json_t *all, const char *status, const char *what, const char *type) {
    json_t *j = json_object(), *content = json_object();
    json_put(j, "description", str_c(what));
    if (type) {
        json_object_set_new(content, type, json_object());
        json_object_set_new(j, "content", content);
    }
    json_object_set_new(all, status, j);
}

static json_t *operation(struct request *r, const struct room *room, const struct page *p, str path,
                         int parts) {
    bool get = !strcmp(p->method, "GET");
    json_t *j = json_object(), *tags = json_array(), *params = json_array(), *answers = json_object();
    json_put(j, "summary", str_c(T(p->en)));
    json_array_append_new(tags, json_text(str_c(room->name)));
    json_object_set_new(j, "tags", tags);
    for (int i = 1; i <= parts; i++) json_array_append_new(params, parameter(str_fmt("p%d", i), "path", 0));
    for (size_t i = 0; get && i < p->n_inputs; i++)
        json_array_append_new(params, parameter(str_c(p->inputs[i].name), "query", p->inputs[i].max));
    if (json_array_size(params)) json_object_set_new(j, "parameters", params);
    if (!get) json_object_set_new(j, "requestBody", body(p));
    response(answers, get ? "200" : "303", get ? "what was asked for" : "done; the address to go on to",
             get ? type_of(path) : NULL);
    response(answers, "404", "there is no such thing, or not for this visitor", "text/html");
    if (!get) response(answers, "422", "refused, with the reason in words", "text/html");
    if (p->may_429) response(answers, "429", "too many tries", "text/html");
    json_object_set_new(j, "responses", answers);
    if (p->who & R_ANYONE) return j;
    json_t *need = json_array(), *one = json_object();
    json_object_set_new(one, "session", json_array());
    json_array_append_new(need, one);
    json_object_set_new(j, "security", need);
    return j;
}

static void page_openapi(struct request *r) {
    json_t *j = json_object(), *info = json_object(), *paths = json_object(), *tags = json_array(),
           *servers = json_array(), *server = json_object();
    json_put(j, "openapi", S("3.1.0"));
    json_put(info, "title", pick(r->lang, r->province->name));
    json_put(info, "version", str_fmt("%lld", (long long)r->province->act));
    json_t *licence = json_object();
    json_put(licence, "name", S("CC BY 4.0"));
    json_put(licence, "identifier", S("CC-BY-4.0"));
    json_object_set_new(info, "license", licence);
    if (r->demo) json_put(info, "description", str_c(T("DEMONSTRATION DATA")));
    json_object_set_new(j, "info", info);
    json_put(server, "url", web_site(r));
    json_array_append_new(servers, server);
    json_object_set_new(j, "servers", servers);
    for (size_t i = 0; rooms[i]; i++) {
        json_t *tag = json_object();
        json_put(tag, "name", str_c(rooms[i]->name));
        json_put(tag, "description", str_c(T(rooms[i]->en)));
        json_array_append_new(tags, tag);
        EACH (page, p, rooms[i]->pages, method) {
            int parts;
            str path = templated(p->path, &parts);
            json_t *item = json_object_get(paths, str_z(path));
            if (!item) json_object_set_new(paths, str_z(path), item = json_object());
            json_object_set_new(item, !strcmp(p->method, "GET") ? "get" : "post",
                                operation(r, rooms[i], p, path, parts));
        }
    }
    json_object_set_new(j, "tags", tags);
    json_object_set_new(j, "paths", paths);
    json_t *components = json_object(), *schemes = json_object(), *session = json_object();
    json_put(session, "type", S("apiKey"));
    json_put(session, "in", S("cookie"));
    json_put(session, "name", S("phien"));
    json_object_set_new(schemes, "session", session);
    json_object_set_new(components, "securitySchemes", schemes);
    json_object_set_new(j, "components", components);
    r->type = "application/json";
    out_str(&r->out, json_canonical(j));
    out_char(&r->out, '\n');
}

const struct page openapi_pages[] = {
    {.method = "GET",
     .path = "/openapi.json",
     .who = R_ANYONE,
     .en = N_("Every address of this system as OpenAPI"),
     .handle = page_openapi},
    {0},
};
