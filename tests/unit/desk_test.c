/* The tables that a deed of the desk is made of agree: its act, rule, event, questions and page; and its page
 * is offered to exactly the officers and in exactly the states in which its act is taken. */
#include "access_world.h"
#include "dossier/acts.h"
#include "journal/entry.h"
#include "rooms/desk/desk.h"
#include "tap.h"

/* ---- the tables ---- */

static const struct act_field *field_named(const struct act_kind *k, const char *name) {
    for (size_t i = 0; i < k->n_fields; i++)
        if (!strcmp(k->fields[i].name, name)) return &k->fields[i];
    return NULL;
}

static bool asked(const struct deed *x, const char *name) {
    if (!strcmp(name, "reason")) return x->reason != NULL;
    for (size_t i = 0; i < COUNT(x->asks) && x->asks[i].id; i++)
        if (!strcmp(x->asks[i].id, name)) return true;
    return false;
}

/* What the page gives without asking. */
static bool given(const char *name) {
    return !strcmp(name, "dossier") || !strcmp(name, "step") || !strncmp(name, "answers", 7);
}

static bool questions_fit(const struct deed *x, const struct act_kind *k) {
    bool good = true;
    for (size_t i = 0; i < COUNT(x->asks) && x->asks[i].id; i++) {
        const struct act_field *f = field_named(k, x->asks[i].id);
        enum field_type t = x->asks[i].type;
        char want = t == FIELD_YES_NO || t == FIELD_NUMBER || t == FIELD_DATE ? ACT_INT : ACT_TEXT;
        if (!f || f->type != want)
            diag("%s asks %s, which %s does not take so", x->slug, x->asks[i].id, k->name), good = false;
    }
    for (size_t i = 0; i < k->n_fields; i++)
        if ((k->fields[i].flags & NEEDED) && !given(k->fields[i].name) && !asked(x, k->fields[i].name))
            diag("%s does not ask %s, which %s needs", x->slug, k->fields[i].name, k->name), good = false;
    return good;
}

static bool events_fit(const struct deed *x) {
    bool good = x->done[0] != NULL;
    for (size_t i = 0; i < COUNT(x->done) && x->done[i]; i++) {
        const struct event_kind *e = event_kind_of(str_c(x->done[i]));
        bool made = false;
        for (size_t k = 0; e && k < COUNT(e->acts) && e->acts[k]; k++) made |= !strcmp(e->acts[k], x->act);
        if (!made)
            diag("%s is done by %s, which %s does not make", x->slug, x->done[i], x->act), good = false;
    }
    return good;
}

static bool page_there(const struct deed *x) {
    str part[4], path = str_fmt("/can-bo/CODE/%s", x->slug);
    const struct page *p = web_find(S("POST"), path, part, NULL);
    return p && &deeds[p->which] == x && p->acted;
}

/* A reason that an act needs is shown with the event it makes; what an event promises, one of its acts takes.
 */
static bool event_whole(const struct event_kind *e) {
    bool known = e->acts[0] != NULL, takes = false, needs = false;
    for (size_t i = 0; i < COUNT(e->acts) && e->acts[i]; i++) {
        const struct act_kind *k = act_kind_of(str_c(e->acts[i]));
        const struct act_field *f = k ? field_named(k, "reason") : NULL;
        known = known && k;
        takes |= f != NULL;
        needs |= f && (f->flags & NEEDED);
    }
    return known && (!e->reason || takes) && (!needs || e->reason);
}

static void test_tables(void) {
    for (size_t i = 1; i < n_deeds; i++) {
        const struct deed *x = &deeds[i];
        const struct act_kind *k = act_kind_of(str_c(x->act));
        const struct rule *rule = rule_of(x->act);
        ok(k && rule && rule->in && (k->by & R_OFFICER), "%s: its act %s is an officer's and has a rule",
           x->slug, x->act);
        ok(k && questions_fit(x, k) && events_fit(x),
           "%s: its questions are its act's fields, its events its act's", x->slug);
        ok(x->title && x->button && x->said && !x->class == !x->aside && page_there(x),
           "%s: its words and its page", x->slug);
    }
    for (const struct event_kind *e = event_kinds; e->what; e++)
        ok(event_kind_of(str_c(e->what)) == e && e->en && e->then && event_whole(e),
           "the event %s: its acts exist, give the reason it promises, and it says what handling does then",
           e->what);
}

/* ---- offered is taken ---- */

enum { ALL, RECEPTION, CIVIL_STATUS, CHAIR, STRANGER, N_OFFICERS };
static i64 officers[N_OFFICERS];

static void officers_make(void) {
    static const char *const held[] = {
        [RECEPTION] = "reception", [CIVIL_STATUS] = "civil_status", [CHAIR] = "chair"};
    officers[ALL] = people_of[OFFICER];
    officers[STRANGER] = people_of[ELSEWHERE];
    for (int i = RECEPTION; i <= CHAIR; i++) {
        officers[i] = person(held[i], held[i]);
        grant(officers[i], "officer", "H55.05443", held[i]);
    }
}

/* Whether the act's own gate lets this officer through. */
static bool taken(const struct dossier *d, i64 officer, const struct deed *x) {
    struct act a = {.db = folder_db(house),
                    .kind = act_kind_of(str_c(x->act)),
                    .province = folder_province(house),
                    .n = 1000000,
                    .at = world_clock() + DAY,
                    .happened_at = world_clock() + DAY,
                    .plain = json_object(),
                    .body = json_object(),
                    .result = json_object()};
    struct dossier out;
    const struct procedure *p;
    json_put_int(a.plain, "dossier", d->n);
    require(actor_of(a.db, officer, a.at, &a.actor));
    return officer_acts(&a, &out, &p);
}

static size_t compare(const struct dossier *d, i64 officer, size_t *out_offered) {
    struct request r = {.db = folder_db(house),
                        .province = folder_province(house),
                        .now = world_clock() + DAY,
                        .roles = R_ANYONE,
                        .part = {d->code}};
    struct desk k;
    size_t wrong = 0;
    the_people()->visitor(&r, officer);
    bool open = desk_open(&r, &k);
    for (size_t i = 1; i < n_deeds; i++) {
        bool offered = open && deed_may(&r, &k, i), fits = open && (!deeds[i].fits || deeds[i].fits(&r, &k)),
             done = taken(d, officer, &deeds[i]);
        *out_offered += offered;
        if (offered == (done && fits) && (open || !done)) continue;
        diag("%s in status %d: offered %d, taken %d", deeds[i].slug, k.d.status, offered, done);
        wrong++;
    }
    return wrong;
}

static void state_set(struct db *db, i64 n, int status, const char *step, bool closed, const char *desk) {
    db_run(
        db,
        "UPDATE dossier SET status = $2, step = $3, closed_at = $4, paused_at = $5, due_at = $6, fee = 8000,"
        " desk = $7 WHERE n = $1",
        VN(n), VN(status), VT(str_c(step)), VN(closed ? world_clock() : 0),
        VN(status == ST_STOPPED && !closed ? world_clock() : 0), VN(world_clock() + 3 * DAY),
        VT(str_c(desk)));
}

static void test_offers(void) {
    static const char *const steps[] = {"", "examine", "sign"}, *const desks[] = {"H55.05443", "H55.05482"};
    struct reply filed = file_birth(OWN);
    struct db *db = folder_db(house);
    size_t wrong = 0, offered = 0, tried = 0;
    for (int status = ST_FILED; status <= ST_RETURNED; status++)
        for (size_t s = 0; s < COUNT(steps); s++)
            for (int closed = 0; closed < 2; closed++)
                for (size_t at = 0; at < COUNT(desks); at++) {
                    struct dossier d;
                    db_begin(db);
                    state_set(db, filed.n, status, steps[s], closed, desks[at]);
                    require(dossier_load(db, filed.n, &d));
                    for (int i = 0; i < N_OFFICERS; i++, tried++) wrong += compare(&d, officers[i], &offered);
                    db_rollback(db);
                }
    ok(!wrong && offered > 100, "each deed is offered where its act is taken: %zu of %zu asked, %zu wrong",
       offered, tried * (n_deeds - 1), wrong);
}

int main(void) {
    arena_enter(arena_new());
    rooms_start();
    world_start();
    test_tables();
    officers_make();
    test_offers();
    world_end();
    return done();
}
