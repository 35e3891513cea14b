/* The timeline of a dossier, for its desk and for its submitter; the papers that came with it. */
#include "timeline.h"

#include "journal/view.h"
#include "words.h"

/* Adds the reason that the act gave. A decision has one only when it refuses the request. */
static void note_read(struct request *r, struct reading k, struct timeline_line *h) {
    bool erased;
    if (!event_reason(h->what) || (str_is(h->what, "decided") && !k.d->negative)) return;
    h->note = json_str(act_fields(r->db, h->act, &erased), "reason");
    if (erased) h->note = str_c(T("The reason has been erased."));
}

/* Adds what only the act's body holds: the reason; for a step, which one and the officer's answers. */
static void details(struct request *r, struct reading k, struct timeline_line *h) {
    bool erased = false;
    note_read(r, k, h);
    if (!str_is(h->what, "step")) return;
    json_t *f = act_fields(r->db, h->act, &erased);
    h->step = procedure_step(k.p, json_str(f, "step"));
    if (!h->step) return;
    h->label = pick(r->lang, h->step->label);
    h->answers = json_object();
    json_object_update(h->answers, json_object_get(f, "answers"));
    if (json_object_get(f, "answers_personal"))
        json_object_update(h->answers, json_object_get(f, "answers_personal"));
}

/* Who did it. Only readers of the whole dossier see a citizen's name; every reader sees an officer's. */
static str doer(struct request *r, struct reading k, i64 person) {
    if (!person) return str_c(T("the system"));
    return k.whole || person != k.d->submitter ? person_name(r->db, person) : str_c(T("the submitter"));
}

/* At the desk an event bears the name of its act. */
static str desk_label(struct request *r, str what, str kind) {
    const struct act_kind *k = act_kind_of(kind);
    return str_c(str_is(what, "decided") ? T(status_name(ST_DONE)) : k ? T(k->en) : "");
}

size_t desk_events(struct request *r, struct reading k, i64 since, struct timeline_line **out) {
    struct timeline_line *v = NULL;
    size_t n = 0, cap = 0;
    struct rows q =
        db_ask(r->db,
               SQL("SELECT e.act, e.happened_at, e.what, j.kind, j.actor"
                   " FROM " DOSSIER_EVENTS " AS e"
                   " JOIN " ACTS " AS j ON j.n = e.act"
                   " WHERE e.dossier = $1 AND e.act > $2 ORDER BY e.act DESC, e.i DESC LIMIT 200"),
               VN(k.d->n), VN(since));
    while (rows_next(&q)) {
        GROW(v, n, cap);
        v[n++] = (struct timeline_line){.act = row_int(&q, 0),
                                        .at = row_int(&q, 1),
                                        .what = row_text(&q, 2),
                                        .label = desk_label(r, row_text(&q, 2), row_text(&q, 3)),
                                        .by = doer(r, k, row_int(&q, 4))};
    }
    rows_end(&q);
    for (size_t i = 0; k.whole && i < n; i++) details(r, k, &v[i]);
    *out = v;
    return n;
}

/* ---- as the submitter reads it ---- */

static void track_details(struct request *r, struct reading k, struct timeline_line *h) {
    bool erased;
    if (str_is(h->what, "step")) {
        json_t *f = act_fields(r->db, h->act, &erased);
        const struct step *s = procedure_step(k.p, json_str(f, "step"));
        if (s)
            h->label = json_int(f, "negative") ? str_c(T("The request is refused")) : pick(r->lang, s->label);
    }
    note_read(r, k, h);
}

size_t track_events(struct request *r, struct reading k, struct timeline_line **out) {
    struct timeline_line *v = NULL;
    size_t n = 0, cap = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT act, happened_at, what FROM " DOSSIER_EVENTS " AS e"
                               " WHERE dossier = $1 ORDER BY act DESC, i DESC LIMIT 200"),
                           VN(k.d->n));
    while (rows_next(&q)) {
        struct timeline_line h = {.act = row_int(&q, 0), .at = row_int(&q, 1), .what = row_text(&q, 2)};
        const struct event_kind *kind = event_kind_of(h.what);
        if (kind && kind->reason == FOR_OFFICERS) continue;
        h.label = event_label(r, h.what);
        GROW(v, n, cap);
        v[n++] = h;
    }
    rows_end(&q);
    for (size_t i = 0; k.whole && i < n; i++) track_details(r, k, &v[i]);
    *out = v;
    return n;
}

/* ---- papers ---- */

size_t dossier_papers(struct request *r, struct reading k, struct paper **out) {
    struct paper *v = NULL;
    size_t n = 0, cap = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT doc, sha, type, name, bytes, act FROM " DOSSIER_FILES " AS f"
                               " WHERE dossier = $1 ORDER BY act, i"),
                           VN(k.d->n));
    while (rows_next(&q)) {
        GROW(v, n, cap);
        const struct document *doc = procedure_document(k.p, row_text(&q, 0));
        v[n] = (struct paper){.i = (int)n + 1,
                              .doc = row_text(&q, 0),
                              .sha = row_text(&q, 1),
                              .type = row_text(&q, 2),
                              .name = row_text(&q, 3),
                              .bytes = row_int(&q, 4),
                              .act = row_int(&q, 5)};
        v[n].label = doc ? pick(r->lang, doc->label) : v[n].doc;
        n++;
    }
    rows_end(&q);
    *out = v;
    return n;
}

size_t dossier_shown(struct request *r, struct reading k, const str **out) {
    json_t *list = json_object_get(act_fields(r->db, k.d->n, NULL), "shown"), *v;
    size_t i, n = 0;
    str *labels = NEWS(str, json_array_size(list) + 1);
    json_array_foreach(list, i, v) {
        const struct document *doc = procedure_document(k.p, str_c(json_string_value(v)));
        if (doc) labels[n++] = pick(r->lang, doc->label);
    }
    *out = labels;
    return n;
}
