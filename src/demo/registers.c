/* Demonstration data beside public services: register entries of past years, agencies' duties, residents'
 * reports. It comes from a fixed seed and the province folder's key `demo`. Every page says that it is
 * demonstration data. */
#include "demo.h"
#include "base/cli.h"
#include "rooms/people/people.h"

enum { BATCH = 300, ENTRIES = 60, APPLIED = 5, REPORTS = 30, PERIODS = 4, PLACES = 8 };

struct filler {
    struct folder *h;
    const struct province *p;
    u64 seed;
    i64 now, count, bytes;
    str sha; /* SHA-256 of the sample paper */
    str asks[BATCH];
    i64 *numbers[BATCH]; /* where to store the act number of each request; NULL = nowhere */
    size_t n;
    str error;
};

static void flush(struct filler *f) {
    struct reply r[BATCH];
    if (f->n && !f->error.n) folder_perform(f->h, f->asks, r, f->n);
    for (size_t i = 0; i < f->n && !f->error.n; i++) {
        if (r[i].status != REPLY_OK)
            f->error = str_fmt("demonstration registers: refused: %.*s %.*s in %.*s", STR_ARG(r[i].why),
                               STR_ARG(r[i].field), STR_ARG(f->asks[i]));
        else if (f->numbers[i]) *f->numbers[i] = r[i].n;
    }
    f->n = 0;
}

/* Queues a request; it is performed, and *out_n set, at the next flush. */
static void ask(struct filler *f, const char *kind, i64 actor, i64 at, json_t *fields, i64 *out_n) {
    if (f->n == BATCH) flush(f);
    struct act_ask q = {.kind = kind,
                        .actor = actor,
                        .key = str_fmt("demo-so-%05lld", (long long)++f->count),
                        .happened_at = at,
                        .fields = fields};
    f->numbers[f->n] = out_n;
    f->asks[f->n++] = ask_bytes(&q);
}

/* ---- officers ---- */

/* Registers an officer who holds every position at the agency. Flushes. */
static i64 officer_new(struct filler *f, str agency) {
    i64 who = 0;
    json_t *p = json_object();
    json_put(p, "name", S("Cán bộ Mẫu"));
    json_put(p, "login", str_fmt("can-bo-mau-%lld", (long long)f->count));
    json_put(p, "phone", S("0900000000"));
    ask(f, "person.register", 0, 0, p, &who);
    flush(f);
    for (size_t i = 0; i < f->p->n_roles; i++) {
        json_t *g = json_object();
        json_put_int(g, "person", who);
        json_put(g, "agency", agency);
        json_put(g, "role", S("officer"));
        json_put(g, "position", f->p->roles[i].id);
        json_put_int(g, "from_day", day_of(2025, 7, 1));
        json_put_int(g, "until_day", 0);
        ask(f, "person.grant", 0, 0, g, NULL);
    }
    flush(f);
    return who;
}

/* The agency's first officer, else a new one. */
static i64 officer(struct filler *f, str agency) {
    i64 who = officer_first(folder_db(f->h), agency);
    return who ? who : officer_new(f, agency);
}

static const struct unit **communes(const struct filler *f, size_t *out_n) {
    const struct unit **v = NEWS(const struct unit *, f->p->n_units + 1);
    int today = when_day(f->now);
    *out_n = 0;
    for (size_t i = 0; i < f->p->n_units; i++) {
        const struct unit *u = &f->p->units[i];
        if (u->level == LEVEL_COMMUNE && u->since <= today && (!u->until || today < u->until))
            v[(*out_n)++] = u;
    }
    return v;
}

/* ---- dossiers from filing to decision, all of one procedure ---- */

struct flow {
    i64 dossier;
    i64 filer, handler;
    i64 filed, received, decided; /* Unix seconds; 0 = not yet */
    str unit, agency, period;     /* period: the duty's period */
    i64 number;                   /* chooses from the lists under `demo` */
    u64 seed;  /* the agency's own, so that its numbers are similar from period to period */
    int grown; /* percent of growth of its numbers */
    /* reasons to ask for a supplement, or to refuse it; NULL = neither */
    const char *returned, *refused;
};

static json_t *on(i64 dossier) {
    json_t *o = json_object();
    json_put_int(o, "dossier", dossier);
    return o;
}

/* Answers each required document with the sample paper. */
static json_t *papers(const struct filler *f, const struct procedure *p) {
    json_t *all = json_array();
    for (size_t i = 0; i < p->n_documents; i++) {
        json_t *one = json_object();
        if (!p->documents[i].required) continue;
        json_put(one, "doc", p->documents[i].id);
        json_put(one, "sha", f->sha);
        json_put_int(one, "bytes", f->bytes);
        json_put(one, "type", S("pdf"));
        json_array_append_new(all, one);
    }
    return all;
}

static json_t *reasoned(i64 dossier, const char *why) {
    json_t *o = on(dossier);
    json_put(o, "reason", str_c(why));
    return o;
}

static void asked(const struct filler *f, const struct procedure *p, struct flow *v,
                  const struct field *fields, size_t n, json_t *plain, json_t *own) {
    struct demo_asked a = {.p = f->p,
                           .seed = &v->seed,
                           .unit = v->unit,
                           .agency = v->agency,
                           .person = S("Nguyễn Thị Mẫu"),
                           .chosen_from = p->chosen_from,
                           .day = when_day(v->filed),
                           .number = v->number,
                           .grown = v->grown};
    demo_answers(&a, fields, n, plain, own);
}

static void form_answers(const struct filler *f, const struct procedure *p, struct flow *v, json_t *plain,
                         json_t *own) {
    for (size_t g = 0; g < p->n_groups; g++)
        asked(f, p, v, p->groups[g].fields, p->groups[g].n_fields, plain, own);
    if (v->period.n) json_put(plain, "period", v->period);
}

static void run(struct filler *f, const struct procedure *p, struct flow *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object(), *plain = json_object(), *own = json_object();
        form_answers(f, p, &v[i], plain, own);
        json_put(o, "procedure", p->code);
        json_put_int(o, "procedure_act", p->act);
        json_put(o, "channel", S("online"));
        json_put(o, "submitter_name", S("Người gửi Mẫu"));
        json_object_set_new(o, "answers", plain);
        json_object_set_new(o, "answers_personal", own);
        json_t *names = json_array(), *files = papers(f, p);
        for (size_t k = 0; k < json_array_size(files); k++)
            json_array_append_new(names, json_string("minh-chung-mau.pdf"));
        json_object_set_new(o, "files", files);
        json_object_set_new(o, "file_names", names);
        ask(f, "dossier.file", v[i].filer, v[i].filed, o, &v[i].dossier);
    }
    flush(f);
    for (size_t i = 0; i < n; i++)
        if (v[i].received) ask(f, "dossier.receive", v[i].handler, v[i].received, on(v[i].dossier), NULL);
    for (size_t i = 0; i < n; i++)
        if (v[i].received && v[i].returned && v[i].received + HOUR <= f->now)
            ask(f, "dossier.ask_supplement", v[i].handler, v[i].received + HOUR,
                reasoned(v[i].dossier, v[i].returned), NULL);
    for (size_t k = 0; k < p->n_steps; k++)
        for (size_t i = 0; i < n; i++) {
            if (!v[i].decided || v[i].returned) continue;
            bool no = v[i].refused && k + 1 == p->n_steps;
            json_t *o = no ? reasoned(v[i].dossier, v[i].refused) : on(v[i].dossier);
            if (no) json_put_int(o, "negative", 1);
            json_t *plain = json_object(), *own = json_object();
            if (!no) asked(f, p, &v[i], p->steps[k].fields, p->steps[k].n_fields, plain, own);
            json_put(o, "step", p->steps[k].id);
            json_object_set_new(o, "answers", plain);
            json_object_set_new(o, "answers_personal", own);
            ask(f, "dossier.step", v[i].handler, v[i].decided - (i64)(p->n_steps - 1 - k) * HOUR, o, NULL);
        }
    for (size_t i = 0; i < n; i++) {
        if (!v[i].decided || v[i].returned) continue;
        json_t *paper = on(v[i].dossier), *how = on(v[i].dossier);
        json_put(paper, "sha", f->sha);
        json_put_int(paper, "bytes", f->bytes);
        json_put(how, "how", S("online"));
        ask(f, "paper.issue", 0, v[i].decided + MINUTE, paper, NULL);
        ask(f, "dossier.return", v[i].handler, v[i].decided + 2 * MINUTE, how, NULL);
    }
    flush(f);
}

/* A time in the morning of a working day, `days` working days after `day`. */
static i64 morning(struct filler *f, int day, i64 days) {
    do {
        while (!day_works(&f->p->calendar, day, NULL)) day++;
        if (days-- > 0) day++;
    } while (days >= 0 || !day_works(&f->p->calendar, day, NULL));
    return when_of(day, (int)demo_roll(&f->seed, 8 * 60, 11 * 60));
}

/* ---- register entries that the province's own procedures make, such as recognised enterprises ---- */

static str mapped_from(const struct procedure *p, str to) {
    for (size_t i = 0; i < p->n_entry; i++)
        if (str_eq(p->entry[i].to, to)) return p->entry[i].from;
    return (str){0};
}

/* The register entry that such a dossier would have made. */
static json_t *row_made(const struct filler *f, const struct procedure *p, const struct reg *g,
                        struct flow *v) {
    json_t *said = json_object(), *row = json_object();
    form_answers(f, p, v, said, said);
    for (size_t i = 0; i < p->n_steps; i++)
        asked(f, p, v, p->steps[i].fields, p->steps[i].n_fields, said, said);
    for (size_t i = 0; i < g->n_fields; i++) {
        const struct reg_field *x = &g->fields[i];
        str from = mapped_from(p, x->f.id), value = from.n ? json_str(said, str_z(from)) : (str){0};
        if (x->fill == FILL_FILED || x->fill == FILL_DECIDED) value = day_iso(when_day(v->filed));
        if (value.n && !x->f.personal) json_put(row, str_z(x->f.id), value);
    }
    return row;
}

static const struct unit *one_of(struct filler *f, const struct unit **u, size_t n) {
    return u[demo_roll(&f->seed, 0, (i64)n - 1)];
}

/* Imports a list of the register's keeper for each year. */
static void imported(struct filler *f, const struct procedure *p, const struct reg *g) {
    size_t n;
    const struct unit **u = communes(f, &n);
    int today = when_day(f->now), year = day_civil(today).year, i = 0;
    for (int y = year - 4; y <= year && n; y++) {
        json_t *rows = json_array(), *o = json_object();
        int first = day_of(y, 1, 5), last = y < year ? day_of(y, 12, 31) : today - 30;
        for (; i < (ENTRIES - APPLIED) * (y - year + 5) / 5; i++) {
            int day = (int)demo_roll(&f->seed, first, last < first ? first : last);
            struct flow v = {
                .unit = one_of(f, u, n)->code, .number = i, .seed = f->seed, .filed = when_of(day, 8 * 60)};
            json_array_append_new(rows, row_made(f, p, g, &v));
        }
        json_put(o, "register", g->id);
        json_put(o, "source", str_fmt("Danh sách trình diễn năm %d", y));
        json_object_set_new(o, "rows", rows);
        ask(f, "register.import", 0, 0, o, NULL);
    }
}

/* Most entries are imported from lists; the last few apply by the procedure. */
static void entered(struct filler *f, const struct procedure *p, const struct reg *g) {
    size_t n;
    const struct unit **u = communes(f, &n);
    int today = when_day(f->now);
    struct flow *v = NEWS(struct flow, APPLIED);
    i64 citizen = the_people()->by_number(folder_db(f->h), S("demo-citizen")),
        handler = officer(f, p->decided_agency);
    if (!n) return;
    imported(f, p, g);
    for (int k = 0; k < APPLIED; k++) {
        int day = today - 70 + k * 12;
        v[k] = (struct flow){.filer = citizen,
                             .handler = handler,
                             .filed = morning(f, day, 0),
                             .received = morning(f, day, 1),
                             .decided = k < APPLIED - 1 ? morning(f, day, 6) : 0,
                             .unit = one_of(f, u, n)->code,
                             .number = ENTRIES - APPLIED + k,
                             .seed = f->seed};
        if (v[k].decided > f->now) v[k].decided = 0;
    }
    run(f, p, v, APPLIED);
}

/* ---- duties of agencies ---- */

/* A seed of the agency's own, so that its numbers are similar from period to period. */
static u64 own_seed(const struct agency *a) {
    u64 own = 7;
    for (size_t i = 0; i < a->unit.n && a->level == LEVEL_COMMUNE; i++) own = own * 31 + (u64)a->unit.p[i];
    for (size_t i = 0; i < a->code.n && a->level != LEVEL_COMMUNE; i++) own = own * 31 + (u64)a->code.p[i];
    return own;
}

static struct flow declaration(struct filler *f, const struct procedure *p, int to, size_t i, int k) {
    bool late = i % 17 == 3;
    i64 filed = morning(f, to + (int)demo_roll(&f->seed, 0, 10) + (late ? 12 : 0), 0),
        decided = morning(f, when_day(filed), 2);
    struct flow v = {.filed = filed, .decided = decided > f->now ? 0 : decided};
    v.received = v.decided ? morning(f, when_day(filed) + 1, 0) : 0;
    if (v.received >= v.decided - HOUR && v.decided) v.received = filed + MINUTE;
    if (!p->n_documents || k) return v;
    if (i == 9)
        v.refused = "Minh chứng là của quý trước. Đề nghị khai lại đúng quý, kèm bảng thống kê của quý này.";
    return v;
}

/* Changes a declaration to one still open: returned for correction some days ago, or filed since yesterday.
 */
static void under_way(struct filler *f, struct flow *v, int to, bool returned) {
    int day = when_day(f->now) - (returned ? 6 : 1);
    v->filed = morning(f, day > to ? day : to, 0);
    v->decided = 0;
    v->received = returned ? morning(f, when_day(v->filed) + 1, 0) : 0;
    if (v->received + HOUR > f->now) v->received = v->filed + MINUTE;
    if (returned)
        v->returned =
            "Tổng số hồ sơ không khớp bảng thống kê gửi kèm; đề nghị kiểm tra và gửi lại bảng có ký số.";
}

/* Declarations of a duty for the last periods: most in time, some late, a few missing. Of those with evidence
 * some are returned for correction. */
static void duty(struct filler *f, const struct procedure *p) {
    const struct agency **who;
    int today = when_day(f->now), from, to;
    size_t m = 0;
    /* nobody appraises a declaration of his own */
    i64 handler = officer(f, p->decided_agency), colleague = officer_new(f, p->decided_agency);
    struct flow *v = NEWS(struct flow, f->p->n_agencies * PERIODS);
    str period = owed_last(p->owed, today);
    for (int k = 0; k < PERIODS && owed_period(p->owed, period, &from, &to);
         k++, period = owed_last(p->owed, from)) {
        size_t n = owed_agencies(f->p, p, period, &who);
        for (size_t i = 0; i < n && to + 40 >= day_of(2025, 7, 1); i++) {
            bool home = str_eq(who[i]->unit, f->p->default_unit),
                 missing = !home && (i + (size_t)k * 5) % 31 == (k ? 3 : 4);
            struct flow x = declaration(f, p, to, i, k);
            bool returned = home || i % 23 == 6;
            if (p->n_documents && !k && !x.refused && (returned || i % 29 == 7))
                under_way(f, &x, to, returned);
            if (missing || x.filed > f->now || !agency_on(f->p, who[i]->code, today)) continue;
            x.handler = handler;
            x.filer = str_eq(who[i]->code, p->decided_agency) ? colleague : officer(f, who[i]->code);
            x.unit = who[i]->unit;
            x.agency = who[i]->code;
            x.period = period;
            x.seed = own_seed(who[i]);
            x.grown = (PERIODS - k) * 100 / PERIODS;
            v[m++] = x;
        }
    }
    run(f, p, v, m);
}

/* ---- city reports ---- */

/* Communes of the folder's cities; where it names none, the default unit and the first others. */
static size_t places(const struct filler *f, const struct unit *v[PLACES]) {
    size_t n, m = 0;
    const struct unit **all = communes(f, &n);
    for (size_t i = 0; i < n && m < PLACES; i++)
        if (f->p->n_cities ? city_with(f->p, all[i]->code) != NULL : str_eq(all[i]->code, f->p->default_unit))
            v[m++] = all[i];
    for (size_t i = 0; i < n && !f->p->n_cities && m < PLACES; i++)
        if (!str_eq(all[i]->code, f->p->default_unit)) v[m++] = all[i];
    return m;
}

static void city_reports(struct filler *f, const struct procedure *p) {
    const struct unit *u[PLACES];
    size_t m = places(f, u);
    i64 citizen = the_people()->by_number(folder_db(f->h), S("demo-citizen"));
    struct flow *v = NEWS(struct flow, REPORTS);
    for (int i = 0; i < REPORTS && m; i++) {
        const struct unit *at = u[(size_t)i % m];
        const struct agency *a = agency_of_kind(f->p, at->code, p->decided_kind, when_day(f->now));
        int day = when_day(f->now) - 120 + i * 4;
        v[i] = (struct flow){.filer = p->anonymous ? ACTOR_NOBODY : citizen,
                             .handler = a ? officer(f, a->code) : 0,
                             .filed = when_of(day, (int)demo_roll(&f->seed, 7 * 60, 21 * 60)),
                             .unit = at->code,
                             .number = demo_roll(&f->seed, 0, 1000),
                             .seed = f->seed};
        v[i].received = morning(f, day + 1, 0);
        v[i].decided = morning(f, day + 1, i % 9 == 4 ? 7 : demo_roll(&f->seed, 1, 4));
        if (v[i].decided > f->now || !a) v[i].decided = 0;
        if (v[i].received > f->now || !a) v[i].received = 0;
    }
    if (m) run(f, p, v, REPORTS);
}

bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error) {
    static struct filler f;
    f = (struct filler){.h = h,
                        .p = folder_province(h),
                        .seed = 20221010,
                        .now = now - 5 * MINUTE,
                        .sha = sha,
                        .bytes = bytes};
    for (size_t i = 0; i < f.p->n_procedures; i++) {
        const struct procedure *p = f.p->procedures[i];
        const struct reg *g = reg_of(f.p, p->register_id);
        if (str_eq(p->code, f.p->report)) city_reports(&f, p);
        else if (p->service || !p->decided_agency.n) continue;
        else if (p->owed) duty(&f, p);
        else if (g) entered(&f, p, g);
    }
    flush(&f);
    *out_error = f.error;
    return !f.error.n;
}
