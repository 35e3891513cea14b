/* Open data catalogue: which datasets exist, under which licence, how to cite them. As a page, as DCAT 3
 * (JSON-LD), as OpenAPI and as a calendar, all made from the definitions and the page tables. */
#include "open.h"

static const char licence[] = "https://creativecommons.org/licenses/by/4.0/";

struct form { /* a file format */
    const char *ending, *name, *type;
};
static const struct form forms[] = {
    {".csv", "CSV", "text/csv"},
    {".json", "JSON", "application/json"},
    {".xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".sdmx.csv", "SDMX-CSV", "application/vnd.sdmx.data+csv"},
};
/* how many of the formats, from the first, a kind of dataset offers */
enum { FORMS_CARD = 1, FORMS_EXTERNAL = 2, FORMS_REGISTER = 3, FORMS_FIGURE = COUNT(forms) };

struct dataset {
    struct words name, about;
    str base;     /* URL of its page; a file's URL adds an ending */
    size_t forms; /* how many of the formats it offers */
    struct words source;
};

static struct dataset of_register(const struct reg *g) {
    return (struct dataset){g->name, g->note, str_fmt("/so-dang-ky/%s", url_seg(g->id)), FORMS_REGISTER,
                            g->source.what};
}
static struct dataset of_figure(const struct indicator *i) {
    return (struct dataset){
        i->name, i->sentence, str_fmt("/chi-so/%s", url_seg(i->id)), FORMS_FIGURE, {.vi = {0}}};
}

static struct dataset of_external(const struct external *x) {
    return (struct dataset){x->name, x->sentence, str_fmt("/chi-so/%s", url_seg(x->id)), FORMS_EXTERNAL,
                            x->publisher};
}

/* Dataset of a scorecard of the province's own, which nobody else publishes. */
static struct dataset of_card(const struct scorecard *c) {
    return (struct dataset){c->name, c->note, str_fmt("/bang-diem/%s", url_seg(c->id)), FORMS_CARD,
                            c->source};
}

static url download_url(const struct request *r, const struct dataset *d, size_t form) {
    str lang = web_file_lang(r);
    return url_fmt("%s%s%s%s", str_z(d->base), forms[form].ending, lang.n ? "?" : "", str_z(lang));
}
static str title_of(enum lang l, const struct dataset *d) { return pick(l, d->name); }

#include "rooms/open/open.html.h"

static void page_open(struct request *r) { draw_open(r, journal_last(r->db)); }

/* ---- DCAT 3 ---- */

static json_t *both_languages(struct words w) {
    json_t *all = json_array(), *vi = json_object(), *en = json_object();
    json_put(vi, "@language", S("vi"));
    json_put(vi, "@value", w.vi);
    json_array_append_new(all, vi);
    if (!w.en.n) return all;
    json_put(en, "@language", S("en"));
    json_put(en, "@value", w.en);
    json_array_append_new(all, en);
    return all;
}

static json_t *typed(const char *type) {
    json_t *j = json_object();
    json_put(j, "@type", str_c(type));
    return j;
}

static json_t *link_to(str address) {
    json_t *j = json_object();
    json_put(j, "@id", address);
    return j;
}

static json_t *dataset_json(const struct dataset *d, str site, json_t *publisher) {
    json_t *j = typed("dcat:Dataset"), *files = json_array();
    json_put(j, "@id", str_fmt("%.*s%.*s", STR_ARG(site), STR_ARG(d->base)));
    json_object_set_new(j, "dct:title", both_languages(d->name));
    if (d->about.vi.n) json_object_set_new(j, "dct:description", both_languages(d->about));
    if (d->source.vi.n) json_object_set_new(j, "dct:provenance", both_languages(d->source));
    json_object_set_new(j, "dct:license", link_to(str_c(licence)));
    json_object_set(j, "dct:publisher", publisher);
    json_object_set_new(j, "dcat:landingPage", link_to(str_fmt("%.*s%.*s", STR_ARG(site), STR_ARG(d->base))));
    for (size_t i = 0; i < d->forms; i++) {
        json_t *f = typed("dcat:Distribution");
        str address = str_fmt("%.*s%.*s%s", STR_ARG(site), STR_ARG(d->base), forms[i].ending);
        json_object_set_new(f, "dcat:downloadURL", link_to(address));
        json_object_set_new(f, "dcat:accessURL", link_to(address));
        json_put(f, "dcat:mediaType", str_c(forms[i].type));
        json_put(f, "dct:title", str_c(forms[i].name));
        json_object_set_new(f, "dct:license", link_to(str_c(licence)));
        json_array_append_new(files, f);
    }
    json_object_set_new(j, "dcat:distribution", files);
    return j;
}

static void page_dcat(struct request *r) {
    const struct province *p = r->province;
    str site = web_site(r);
    json_t *j = typed("dcat:Catalog"), *names = json_object(), *all = json_array(),
           *publisher = typed("foaf:Organization");
    json_put(names, "dcat", S("http://www.w3.org/ns/dcat#"));
    json_put(names, "dct", S("http://purl.org/dc/terms/"));
    json_put(names, "foaf", S("http://xmlns.com/foaf/0.1/"));
    json_object_set_new(j, "@context", names);
    json_put(j, "@id", str_fmt("%.*s/du-lieu", STR_ARG(site)));
    json_object_set_new(publisher, "foaf:name", both_languages(p->name));
    json_object_set_new(j, "dct:title",
                        both_languages((struct words){
                            str_fmt("Dữ liệu mở %.*s", STR_ARG(p->name.vi)),
                            str_fmt("Open data of %.*s", STR_ARG(p->name.en.n ? p->name.en : p->name.vi))}));
    json_object_set_new(j, "dct:license", link_to(str_c(licence)));
    if (r->demo) json_put(j, "dct:description", S("DỮ LIỆU TRÌNH DIỄN · DEMONSTRATION DATA"));
    for (size_t i = 0; i < p->n_registers; i++)
        if (p->registers[i].is_public)
            json_array_append_new(
                all, dataset_json(&(struct dataset[]){of_register(&p->registers[i])}[0], site, publisher));
    for (size_t i = 0; i < p->n_indicators; i++)
        json_array_append_new(
            all, dataset_json(&(struct dataset[]){of_figure(&p->indicators[i])}[0], site, publisher));
    for (size_t i = 0; i < p->n_externals; i++)
        json_array_append_new(
            all, dataset_json(&(struct dataset[]){of_external(&p->externals[i])}[0], site, publisher));
    for (size_t i = 0; i < p->n_scorecards; i++)
        if (p->scorecards[i].own)
            json_array_append_new(
                all, dataset_json(&(struct dataset[]){of_card(&p->scorecards[i])}[0], site, publisher));
    json_object_set_new(j, "dcat:dataset", all);
    r->type = "application/ld+json";
    out_str(&r->out, json_canonical(j));
    out_char(&r->out, '\n');
}

const struct page catalogue_pages[] = {
    {.method = "GET", .path = "/du-lieu", .who = R_ANYONE, .en = N_("Open data"), .handle = page_open},
    {.method = "GET",
     .path = "/du-lieu.jsonld",
     .who = R_ANYONE,
     .en = N_("The catalogue of open data as DCAT"),
     .handle = page_dcat},
    {0},
};
