/* The draft of a dossier, from a citizen or at the counter: its procedure, the values it starts with, and the
 * check of all answers. */
#include "draft.h"

#include "base/text.h"

/* A new filing uses the procedure in force, which may have changed since the draft was begun. A supplement
 * keeps the version of its dossier. */
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

/* The value a field starts with: `me.…` comes from the person's account, any other preset is the text. */
static str preset_value(struct request *r, str preset, i64 person) {
    if (!str_starts(preset, S("me."))) return preset;
    struct known me;
    i64 digits;
    person_known(r->db, person, &me);
    if (str_is(preset, "me.name")) return me.name;
    if (str_is(preset, "me.phone")) return me.phone;
    if (!str_is(preset, "me.citizen_id")) return (str){0};
    /* a number nobody has, so that a visitor of the demonstration need not invent one */
    if (r->demo && str_starts(me.login, S("demo-"))) return S("019190000001");
    return me.login.n == 12 && str_to_int(me.login, &digits) ? me.login : (str){0};
}

/* The unit offered first: that of an officer's commune, else the province folder's default. */
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

bool group_asks(const struct group *g, str id) {
    for (size_t i = 0; i < g->n_fields; i++)
        if (str_eq(g->fields[i].id, id)) return true;
    return false;
}

void period_check(struct request *r, struct form *f, const struct group *g) {
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
