/* A draft on its way: one group a page, saved at every step, resumable; nothing typed is ever lost. */
#include "rooms/filing/citizen.h"

#include "base/text.h"

/* ---- the draft ---- */

/* The procedure may have changed since the draft was begun: it is filed under what is in force. A supplement
 * keeps its dossier's version. */
static const struct procedure *definition(struct request *r, struct draft *d) {
    if (d->dossier) return procedure_at(r->db, d->procedure, d->procedure_act);
    const struct procedure *p = procedure_of(r->province, d->procedure);
    if (p && p->act != d->procedure_act) {
        d->procedure_act = p->act;
        scratch_draft_save(r->scratch, d, r->now);
    }
    return p;
}

bool form_define(struct request *r, struct form *f) {
    f->day = when_day(r->now);
    f->p = definition(r, &f->d);
    if (!f->p)
        web_error(r, 404, N_("This service is no longer offered"),
                  N_("Search for the service that has taken its place."));
    return f->p;
}

bool form_open(struct request *r, struct form *f) {
    *f = (struct form){0};
    if (!scratch_draft_load(r->scratch, r->part[0], r->who.person, &f->d)) {
        if (!r->who.person) web_sign_in(r);
        else
            web_error(r, 404, N_("This form is no longer here"),
                      N_("It has been filed, deleted, or left for more than 30 days. What you have filed is "
                         "under My dossiers."));
        return false;
    }
    return form_define(r, f);
}

/* ---- presets ---- */

/* The visitor's own data, from the row the room of people keeps. */
static str preset_value(struct request *r, str preset, i64 person) {
    if (!str_starts(preset, S("me."))) return preset;
    struct rows q = db_ask(r->db, SQL("SELECT name, login, phone FROM person WHERE n = $1"), VN(person));
    str name = {0}, login = {0}, phone = {0};
    i64 digits;
    if (rows_next(&q)) {
        name = row_text(&q, 0);
        login = row_text(&q, 1);
        phone = row_text(&q, 2);
    }
    rows_end(&q);
    if (str_is(preset, "me.name")) return name;
    if (str_is(preset, "me.phone")) return phone;
    if (!str_is(preset, "me.citizen_id")) return (str){0};
    /* nobody's number: saves the visitor inventing one */
    if (r->demo && str_starts(login, S("demo-"))) return S("019190000001");
    return login.n == 12 && str_to_int(login, &digits) ? login : (str){0};
}

/* The unit offered first: an officer's own, else the folder's default. */
static str own_unit(struct request *r) {
    const struct agency *a = r->agency.n ? agency_on(r->province, r->agency, when_day(r->now)) : NULL;
    return a && a->level == LEVEL_COMMUNE ? a->unit : r->province->default_unit;
}

json_t *form_presets(struct request *r, const struct procedure *p, i64 person) {
    json_t *answers = json_object();
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++) {
            const struct field *f = &p->groups[g].fields[i];
            str v = f->preset.n ? preset_value(r, f->preset, person) : (str){0};
            if (!v.n && f == procedure_unit(p)) v = own_unit(r);
            if (!v.n && p->owed && str_is(f->id, "period")) v = owed_last(p->owed, when_day(r->now));
            if (v.n) json_put(answers, str_z(f->id), v);
        }
    return answers;
}

/* ---- checking again ---- */

bool group_asked(const struct group *g, const json_t *answers) {
    for (size_t i = 0; i < g->n_fields; i++)
        if (field_asked(&g->fields[i], answers)) return true;
    return false;
}

bool paper_there(struct request *r, const struct form *f, str doc) {
    size_t i;
    json_t *file;
    json_array_foreach(f->d.files, i, file) if (str_eq(json_str(file, "doc"), doc)) return true;
    return f->d.dossier &&
           db_int(r->db, SQL("SELECT count(*) FROM dossier_file WHERE dossier = $1 AND doc = $2"),
                  VN(f->d.dossier), VT(doc));
}

static bool group_asks(const struct group *g, str id) {
    for (size_t i = 0; i < g->n_fields; i++)
        if (str_eq(g->fields[i].id, id)) return true;
    return false;
}

/* The period of a duty is judged where it is asked, before papers are added; a supplement stays about its
 * own. */
static void period_check(struct request *r, struct form *f, const struct group *g) {
    const struct agency *own =
        f->p->owed && !f->d.dossier && r->agency.n ? agency_on(r->province, r->agency, f->day) : NULL;
    if (!own || form_error_of(&f->errors, S("period")).n) return;
    struct duty_fault wrong = duty_fault(r->db, r->province, f->day, f->p, own, f->d.answers);
    if (wrong.why && group_asks(g, str_c(wrong.field)))
        form_error_add(&f->errors, str_c(wrong.field), str_c(say(r->lang, wrong.why)));
}

void form_check(struct request *r, struct form *f, const struct group *g) {
    for (size_t i = 0; g && i < g->n_fields; i++) {
        const struct field *q = &g->fields[i];
        const char *wrong =
            field_asked(q, f->d.answers) ? field_check(q, f->d.answers, f->day, r->province) : NULL;
        if (wrong) form_error_add(&f->errors, q->id, str_c(say(r->lang, wrong)));
    }
    if (g) period_check(r, f, g);
    for (size_t i = 0; !g && i < f->p->n_documents; i++) {
        const struct document *doc = &f->p->documents[i];
        if (!doc->required || paper_there(r, f, doc->id)) continue;
        form_error_add(&f->errors, doc->id,
                       say_fmt(r->lang, "Add the paper: %s", str_z(pick(r->lang, doc->label))));
    }
}

str form_first_wrong(struct request *r, const struct form *f) {
    struct form trial = *f;
    for (size_t g = 0; g <= f->p->n_groups; g++) {
        bool papers = g == f->p->n_groups;
        trial.errors = (struct form_errors){0};
        form_check(r, &trial, papers ? NULL : &f->p->groups[g]);
        if (trial.errors.n) return papers ? S("giay-to") : str_fmt("%zu", g + 1);
    }
    return (str){0};
}

/* ---- pages of the form ---- */

struct group_page {
    struct form *f;
    const struct group *g;
    size_t at;     /* index of the group */
    str back;      /* address of the page before */
    bool to_check; /* came from the check page and goes back there */
};

struct progress form_progress(const struct form *f, size_t group) {
    struct progress s = {.of = 1};
    for (size_t g = 0; g < f->p->n_groups; g++) {
        if (!group_asked(&f->p->groups[g], f->d.answers)) continue;
        s.of++;
        if (g <= group) s.step++;
    }
    bool papers = f->p->n_documents > 0;
    s.of += papers;
    if (group == FORM_PAPERS) s.step = s.of - 1;
    if (group == FORM_CHECK) s.step = s.of;
    return s;
}

static str page_before(const struct form *f, size_t at) {
    while (at-- > 0)
        if (group_asked(&f->p->groups[at], f->d.answers))
            return str_fmt("/nhap/%s/%zu", str_z(f->d.id), at + 1);
    return str_fmt("/thu-tuc/%s", url_seg(f->p->code));
}

str form_last_group(const struct form *f) { return page_before(f, f->p->n_groups); }

static str page_after(const struct form *f, size_t at) {
    for (at++; at < f->p->n_groups; at++)
        if (group_asked(&f->p->groups[at], f->d.answers)) return str_fmt("%zu", at + 1);
    return f->p->n_documents ? S("giay-to") : S("kiem-tra");
}

/* What has to be known of the period that is named on this page. */
static str period_notes(struct request *r, const struct group_page *page) {
    const struct form *f = page->f;
    return f->p->owed && group_asks(page->g, S("period"))
               ? declared_notes(r, r->agency, json_str(f->d.answers, "period"), 0)
               : (str){0};
}

#include "rooms/filing/progress.html.h"

#include "rooms/filing/form.html.h"

/* The asked page of the form; a number that is no page: 404. */
static bool group_open(struct request *r, struct form *f, struct group_page *page) {
    i64 n = 0;
    if (!form_open(r, f)) return false;
    if (!str_to_int(r->part[1], &n) || n < 1 || (u64)n > f->p->n_groups) {
        web_error(r, 404, N_("This page of the form does not exist"),
                  N_("Open the form again from My dossiers."));
        return false;
    }
    size_t at = (size_t)n - 1;
    *page = (struct group_page){.f = f,
                                .g = &f->p->groups[at],
                                .at = at,
                                .back = page_before(f, at),
                                .to_check = str_is(req_field(r, "ve"), "kiem-tra")};
    if (page->to_check) page->back = str_fmt("/nhap/%s/kiem-tra", str_z(f->d.id));
    return true;
}

void page_draft(struct request *r) {
    struct form f;
    if (!form_open(r, &f)) return;
    str next = form_first_wrong(r, &f);
    /* what a supplement is mostly asked for */
    bool papers_first = f.d.dossier && f.p->n_documents && !json_array_size(f.d.files);
    if (!next.n) next = papers_first ? S("giay-to") : S("kiem-tra");
    web_redirect(r, "/nhap/%s/%s", str_z(f.d.id), str_z(next));
}

void page_group(struct request *r) {
    struct form f;
    struct group_page page;
    if (!group_open(r, &f, &page)) return;
    if (req_field(r, "loi").n) form_check(r, &f, page.g);
    draw_group(r, &page);
}

void page_group_post(struct request *r) {
    struct form f;
    struct group_page page;
    if (!group_open(r, &f, &page)) return;
    form_read(r, page.g->fields, page.g->n_fields, f.d.answers, f.day, &f.errors);
    period_check(r, &f, page.g);
    if (!scratch_draft_save(r->scratch, &f.d, r->now))
        return web_error(r, 503, N_("Your answers could not be saved"),
                         N_("Please go back and try again in a moment."));
    if (str_is(req_field(r, "lam"), "de-sau")) return web_redirect(r, "/ho-so");
    if (f.errors.n) {
        r->status = 422;
        return draw_group(r, &page);
    }
    str next = page.to_check ? S("kiem-tra") : page_after(&f, page.at);
    web_redirect(r, "/nhap/%s/%s", str_z(f.d.id), str_z(next));
}

void page_draft_wipe(struct request *r) {
    scratch_draft_wipe(r->scratch, r->part[0], r->who.person);
    web_redirect(r, r->who.person ? "/ho-so" : "/");
}
