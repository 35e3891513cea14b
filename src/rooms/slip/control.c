/* Slip 05, the control slip: each change of hands of a dossier, from whom to whom, when, and in time or not.
 * Early means on an earlier day than due. */
#include "slip.h"

#include "journal/view.h"

struct hand_over {
    str from, to, note;
    i64 at;
    const char *timing; /* early, on_time, late; empty = this change of hands had no time limit */
};
struct handling {
    const struct slip *s;
    struct pause *pauses;
    size_t n_pauses;
    struct hand_over *v;
    size_t n, cap;
    i64 since; /* when the present holder got it */
};

static str role_name(struct request *r, str id) {
    const struct role *role = role_of(r->province, id);
    return role ? pick(r->lang, role->name) : id;
}

/* Judges a step by its own time limit (`within`), counted from the last change of hands without pauses. */
static const char *step_timing(struct request *r, const struct handling *h, const struct step *step, i64 at) {
    if (!step || step->within < HOUR) return "";
    struct pause *inside = NEWS(struct pause, h->n_pauses + 1);
    size_t n = 0;
    for (size_t i = 0; i < h->n_pauses; i++) {
        struct pause p = h->pauses[i];
        if (!p.to || p.to > at) p.to = at;
        if (p.from < h->since) p.from = h->since;
        if (p.from < p.to) inside[n++] = p;
    }
    struct due due = clock_due(
        &r->province->calendar,
        (struct term){.unit = TERM_WORKING_HOURS, .value = (int)(step->within / HOUR), .cutoff = -1},
        h->since, inside, n);
    return at > due.at ? "late" : when_day(at) < when_day(due.at) ? "early" : "on_time";
}

/* Who gets the dossier after a step: the officer of the next step; after the last one, the desk. */
static str next_hand(struct request *r, const struct handling *h, const struct step *step) {
    const struct procedure *p = h->s->p;
    size_t next = step ? (size_t)(step - p->steps) + 1 : 0;
    return next < p->n_steps ? role_name(r, p->steps[next].by) : h->s->desk;
}

static void hand_add(struct handling *h, struct hand_over x) {
    GROW(h->v, h->n, h->cap);
    h->v[h->n++] = x;
    h->since = x.at;
}

struct moment { /* an event and the officer who caused it */
    str what, by, timing, agency;
    i64 act, at;
    bool last; /* the same act decided the dossier */
};

/* Adds the change of hands that an event means; most events mean none. */
static void hand_read(struct request *r, struct handling *h, const struct moment *m) {
    const struct dossier *d = &h->s->d;
    str what = m->what, by = m->by;
    i64 at = m->at;
    str citizen = str_c(T("The submitter")), label = event_label(r, what);
    if (str_is(what, "received")) {
        hand_add(h, (struct hand_over){citizen, by, label, at, at > d->reply_by ? "late" : "on_time"});
        if (h->s->p->n_steps)
            hand_add(h, (struct hand_over){by, role_name(r, h->s->p->steps[0].by), {0}, at, ""});
    } else if (str_is(what, "step")) {
        bool gone;
        const struct step *step = procedure_step(h->s->p, json_str(act_fields(r->db, m->act, &gone), "step"));
        if (!m->last)
            hand_add(h,
                     (struct hand_over){by, next_hand(r, h, step), step ? pick(r->lang, step->label) : label,
                                        at, step_timing(r, h, step, at)});
    } else if (str_is(what, "decided")) {
        hand_add(h, (struct hand_over){by, h->s->desk, label, at, str_z(m->timing)});
    } else if (str_is(what, "returned")) {
        hand_add(h, (struct hand_over){by, citizen, label, at, str_z(m->timing)});
    } else if (str_is(what, "supplement_asked") || str_is(what, "payment_asked")) {
        hand_add(h, (struct hand_over){by, citizen, label, at, ""});
    } else if (str_is(what, "supplement_sent") || str_is(what, "paid")) {
        hand_add(h, (struct hand_over){citizen, d->step.n ? str_c(T("The officer in charge")) : h->s->desk,
                                       label, at, ""});
    } else if (str_is(what, "transferred") || str_is(what, "handed_on")) {
        hand_add(h, (struct hand_over){by, agency_name(r, m->agency, at), label, at, ""});
    } else if (str_is(what, "stopped") || str_is(what, "lapsed") || str_is(what, "withdrawn")) {
        hand_add(h, (struct hand_over){by, citizen, label, at, ""});
    }
}

static const char *timing_label(const char *timing) {
    return !strcmp(timing, "early")     ? N_("Before the time")
           : !strcmp(timing, "on_time") ? N_("In time")
           : !strcmp(timing, "late")    ? N_("Past the time")
                                        : "";
}

#include "rooms/slip/control.html.h"

void control_draw(struct request *r, const struct slip *s) {
    struct handling h = {.s = s};
    h.n_pauses = dossier_pauses(r->db, s->d.n, &h.pauses);
    struct rows q = db_ask(r->db,
                           SQL("SELECT e.what, e.act, e.happened_at, e.timing, e.agency, j.actor, CASE"
                               " WHEN EXISTS (SELECT 1 FROM " DOSSIER_EVENTS " AS f"
                               " WHERE f.act = e.act AND f.dossier = e.dossier"
                               " AND f.what = 'decided') THEN 1 ELSE 0 END"
                               " FROM " DOSSIER_EVENTS " AS e"
                               " JOIN " ACTS " AS j ON j.n = e.act WHERE e.dossier = $1"
                               " ORDER BY e.act, e.i LIMIT 200"),
                           VN(s->d.n));
    while (rows_next(&q)) {
        struct moment m = {.what = row_text(&q, 0),
                           .act = row_int(&q, 1),
                           .at = row_int(&q, 2),
                           .timing = row_text(&q, 3),
                           .agency = row_text(&q, 4),
                           .by = row_int(&q, 5) ? person_name(r->db, row_int(&q, 5)) : str_c(T("the system")),
                           .last = row_int(&q, 6) != 0};
        hand_read(r, &h, &m);
    }
    rows_end(&q);
    draw_control(r, h.v, h.n);
}
