/* Demonstration data of people and dossiers: a fixed seed and today's date always give the same province, for
 * last year and this year. Every page says that it is demonstration data. */
#include "demo.h"
#include "rooms/seal/seal.h"

enum { BATCH = 400, PLANS_MAX = 200000, CITIZENS = 60, OWN_PAST = 3 };

/* ---- performing acts in batches; act numbers are predicted, as nothing here is refused ---- */

struct maker {
    struct folder *h;
    const struct province *p;
    u64 seed;
    i64 now, next; /* the act number of the next request */
    str asks[BATCH];
    i64 expected[BATCH]; /* the act number of each request; acts that follow from an earlier one are counted
                          */
    size_t n_asks;
    i64 count;
    str error;
    i64 citizens[CITIZENS + 1]; /* the last one is the demo-citizen account that visitors use */
    str citizen_names[CITIZENS + 1];
    i64 demo_officer;
    struct demo_officer {
        str agency;
        i64 person, book; /* book: last number used in the agency's paper registers */
    } * officers;
    size_t n_officers, cap_officers;
    str sample_sha;
    i64 sample_bytes;
};

static void flush(struct maker *m) {
    struct reply replies[BATCH];
    if (!m->n_asks || m->error.n) return;
    folder_perform(m->h, m->asks, replies, m->n_asks);
    for (size_t i = 0; i < m->n_asks && !m->error.n; i++)
        if (replies[i].status != REPLY_OK || replies[i].n != m->expected[i])
            m->error = str_fmt("demonstration data: act %lld (got %lld) was refused: %.*s %.*s in %.*s",
                               (long long)m->expected[i], (long long)replies[i].n, STR_ARG(replies[i].why),
                               STR_ARG(replies[i].field), STR_ARG(m->asks[i]));
    m->n_asks = 0;
}

static i64 perform(struct maker *m, const char *kind, i64 actor, i64 happened_at, json_t *fields) {
    if (m->n_asks == BATCH) flush(m);
    struct act_ask q = {.kind = kind,
                        .actor = actor,
                        .key = str_fmt("demo-%06lld", (long long)++m->count),
                        .happened_at = happened_at,
                        .fields = fields};
    m->expected[m->n_asks] = m->next;
    m->asks[m->n_asks++] = ask_bytes(&q);
    return m->next++;
}

/* Counts `n` acts that follow from the last request. */
static void followed_by(struct maker *m, size_t n) { m->next += (i64)n; }

/* ---- people ---- */

static i64 person(struct maker *m, str name, str login) {
    json_t *f = json_object();
    json_put(f, "name", name);
    json_put(f, "login", login);
    json_put(f, "phone", str_fmt("09%08d", (int)demo_roll(&m->seed, 0, 99999999)));
    return perform(m, "person.register", 0, 0, f);
}

static void grant(struct maker *m, i64 who, str agency, const char *role, const char *position, int from) {
    json_t *f = json_object();
    json_put_int(f, "person", who);
    json_put(f, "agency", agency);
    json_put(f, "role", str_c(role));
    json_put(f, "position", str_c(position));
    json_put_int(f, "from_day", from);
    json_put_int(f, "until_day", 0);
    perform(m, "person.grant", 0, 0, f);
}

static void every_position(struct maker *m, i64 who, const struct agency *a) {
    for (size_t i = 0; i < m->p->n_roles; i++)
        grant(m, who, a->code, "officer", str_z(m->p->roles[i].id), a->since ? a->since : day_of(2020, 1, 1));
}

static void officer_add(struct maker *m, const struct agency *a, i64 who) {
    every_position(m, who, a);
    GROW(m->officers, m->n_officers, m->cap_officers);
    m->officers[m->n_officers++] = (struct demo_officer){.agency = a->code, .person = who};
}

static i64 officer_of(struct maker *m, const struct agency *a) {
    for (size_t i = 0; i < m->n_officers; i++)
        if (str_eq(m->officers[i].agency, a->code)) return m->officers[i].person;
    i64 who = person(m, demo_name(m->p, &m->seed), str_fmt("can-bo-%zu", m->n_officers + 1));
    officer_add(m, a, who);
    return who;
}

static void people_make(struct maker *m) {
    const struct agency *home = agency_for_unit(m->p, m->p->default_unit, when_day(m->now));
    if (!home) {
        m->error = S("demonstration data: no agency for the default unit");
        return;
    }
    m->citizen_names[CITIZENS] = S("Nguyễn Thị Mẫu");
    m->citizens[CITIZENS] = person(m, m->citizen_names[CITIZENS], S("demo-citizen"));
    m->demo_officer = person(m, S("Trần Văn Mẫu"), S("demo-officer"));
    officer_add(m, home, m->demo_officer);
    i64 leader = person(m, S("Lê Thị Mẫu"), S("demo-leader"));
    grant(m, leader, (str){0}, "leader", "", day_of(2020, 1, 1));
    grant(m, person(m, S("Phạm Văn Phó"), S("demo-deputy")), (str){0}, "leader", "", day_of(2020, 1, 1));
    for (size_t i = 0; i < CITIZENS; i++) {
        m->citizen_names[i] = demo_name(m->p, &m->seed);
        m->citizens[i] = person(m, m->citizen_names[i], demo_citizen_id(m->p, 0, 90, (i64)i));
    }
}

/* ---- the plan of one dossier: what will happen to it, and when ---- */

enum end {
    END_FILED,
    END_RECEIVED,
    END_STEP,
    END_SUPPLEMENT,
    END_DECIDED,
    END_RETURNED,
    END_REFUSED,
    END_WITHDRAWN,
    END_STOPPED,
    END_TAKEN_BACK
};
struct plan {
    i64 at;      /* when its next act happens */
    i64 dossier; /* 0 = not yet filed */
    const struct procedure *p;
    const struct agency *agency;
    str unit;
    i64 officer, handler, submitter; /* handler: the officer of the deciding agency */
    size_t citizen, step;
    enum end end;
    bool online, late, supplement, asked, received, quick, negative, paid;
    json_t *answers, *personal;
};

/* The first instant in office hours at or after t. */
static i64 office(const struct maker *m, i64 t) {
    return clock_due(&m->p->calendar, (struct term){.unit = TERM_WORKING_HOURS, .value = 1, .cutoff = -1}, t,
                     NULL, 0)
        .starts;
}

/* Answers the questions of this plan's dossier; register numbers of the desk's agency continue. */
static void answers_make(struct maker *m, struct plan *pl, const struct field *fields, size_t n) {
    size_t book = 0;
    while (book < m->n_officers && !str_eq(m->officers[book].agency, pl->agency->code)) book++;
    struct demo_asked a = {.p = m->p,
                           .seed = &m->seed,
                           .unit = pl->unit,
                           .agency = pl->agency->code,
                           .person = m->citizen_names[pl->citizen],
                           .chosen_from = pl->p->chosen_from,
                           .day = when_day(pl->at),
                           .number = m->count,
                           .optional = 50,
                           .book = book < m->n_officers ? &m->officers[book].book : NULL};
    demo_answers(&a, fields, n, pl->answers, pl->personal);
}

static json_t *on(i64 dossier) {
    json_t *f = json_object();
    json_put_int(f, "dossier", dossier);
    return f;
}

static void put_papers(struct maker *m, const struct procedure *p, json_t *f) {
    json_t *files = json_array(), *names = json_array();
    for (size_t i = 0; i < p->n_documents; i++) {
        if (!p->documents[i].required || !(p->documents[i].accept & ACCEPT_PDF)) continue;
        json_t *one = json_object();
        json_put(one, "doc", p->documents[i].id);
        json_put(one, "sha", m->sample_sha);
        json_put_int(one, "bytes", m->sample_bytes);
        json_put(one, "type", S("pdf"));
        json_array_append_new(files, one);
        json_array_append_new(names, json_text(S("giay-mau.pdf")));
    }
    json_object_set(f, "files", files);
    json_object_set(f, "file_names", names);
}

/* Uses no random number, so that the rest of the demonstration data stays the same. */
static enum channel channel_of(const struct plan *pl) {
    if (pl->online) return CHANNEL_ONLINE;
    return pl->p->channels[CHANNEL_POST].open && pl->citizen % 5 == 0 ? CHANNEL_POST : CHANNEL_COUNTER;
}

static json_t *filing(struct maker *m, struct plan *pl) {
    pl->answers = json_object();
    pl->personal = json_object();
    for (size_t g = 0; g < pl->p->n_groups; g++)
        answers_make(m, pl, pl->p->groups[g].fields, pl->p->groups[g].n_fields);
    json_t *f = json_object();
    json_put(f, "procedure", pl->p->code);
    json_put_int(f, "procedure_act", pl->p->act);
    json_put(f, "channel", str_c(channel_name(channel_of(pl))));
    json_put(f, "submitter_name", m->citizen_names[pl->citizen]);
    if (!pl->online) json_put_int(f, "submitter", pl->submitter);
    json_object_set(f, "answers", pl->answers);
    json_object_set(f, "answers_personal", pl->personal);
    put_papers(m, pl->p, f);
    return f;
}

static json_t *step_answers(struct maker *m, struct plan *pl, const struct step *s) {
    json_t *f = on(pl->dossier);
    struct plan own = *pl;
    own.answers = json_object();
    own.personal = json_object();
    answers_make(m, &own, s->fields, s->n_fields);
    json_put(f, "step", s->id);
    json_object_set(f, "answers", own.answers);
    json_object_set(f, "answers_personal", own.personal);
    return f;
}

/* When the next step after reception happens: within the same day's term, within a term of days, or late. */
static i64 handled_at(struct maker *m, const struct plan *pl) {
    u64 *s = &m->seed;
    bool days = pl->p->channels[CHANNEL_ONLINE].term.unit != TERM_SAME_DAY;
    i64 n = pl->p->channels[CHANNEL_ONLINE].term.value;
    if (pl->late)
        return office(m, pl->at + (days ? n * 24 + demo_roll(s, 48, 120) : demo_roll(s, 20, 70)) * HOUR);
    return office(
        m, pl->at + (days && !pl->quick ? demo_roll(s, 3 * 60, n * 8 * 60) : demo_roll(s, 10, 50)) * MINUTE);
}

static json_t *no_to(const struct plan *pl, const struct step *s) {
    json_t *f = on(pl->dossier);
    json_put(f, "step", s->id);
    json_object_set_new(f, "answers", json_object());
    json_object_set_new(f, "answers_personal", json_object());
    json_put_int(f, "negative", 1);
    json_put(f, "reason", S("Thông tin kê khai không khớp với sổ lưu tại cơ quan."));
    return f;
}

/* Ends a dossier early: the agency stops it, or the citizen withdraws it with the agency's consent. */
static bool ended_early(struct maker *m, struct plan *pl) {
    json_t *f = on(pl->dossier), *answer = on(pl->dossier);
    json_put(f, "reason",
             pl->end == END_STOPPED ? S("Người nộp không còn thuộc đối tượng giải quyết.")
                                    : S("Tôi chưa cần làm thủ tục này nữa."));
    perform(m, pl->end == END_STOPPED ? "dossier.stop" : "dossier.ask_withdrawal",
            pl->end == END_STOPPED ? pl->handler : pl->submitter, pl->at, f);
    if (pl->end == END_STOPPED) return false;
    json_put_int(answer, "grant", 1);
    json_put(answer, "reason", S("Đồng ý cho rút hồ sơ."));
    perform(m, "dossier.answer_withdrawal", pl->handler, pl->at, answer);
    return false;
}

static bool filed(struct maker *m, struct plan *pl) {
    u64 *s = &m->seed;
    pl->dossier = perform(m, "dossier.file", pl->online ? pl->submitter : pl->officer, pl->at, filing(m, pl));
    if (pl->end == END_WITHDRAWN) {
        perform(m, "dossier.withdraw", pl->submitter, pl->at + MINUTE, on(pl->dossier));
        return false;
    }
    pl->at =
        office(m, pl->at + (pl->online && !pl->quick ? demo_roll(s, 10, 120) : demo_roll(s, 2, 8)) * MINUTE);
    return pl->end != END_FILED;
}

static bool received(struct maker *m, struct plan *pl) {
    json_t *f = on(pl->dossier);
    pl->received = true;
    if (pl->end == END_REFUSED) {
        json_put(f, "reason", S("Ảnh giấy tờ không đọc được. Xin chụp lại và nộp hồ sơ mới."));
        perform(m, "dossier.refuse", pl->officer, pl->at, f);
        return false;
    }
    perform(m, "dossier.receive", pl->officer, pl->at, f);
    pl->at = handled_at(m, pl);
    return pl->end != END_RECEIVED;
}

static bool supplemented(struct maker *m, struct plan *pl) {
    json_t *f = on(pl->dossier);
    if (!pl->asked) {
        json_put(f, "reason", S("Xin bổ sung ảnh giấy tờ rõ hơn: ảnh đã gửi bị mờ phần họ tên."));
        perform(m, "dossier.ask_supplement", pl->handler, pl->at, f);
        pl->asked = true;
        pl->at += demo_roll(&m->seed, 4, 60) * HOUR;
        return pl->end != END_SUPPLEMENT;
    }
    json_object_set(f, "answers", pl->answers);
    json_object_set(f, "answers_personal", pl->personal);
    put_papers(m, pl->p, f);
    perform(m, "dossier.supplement", pl->submitter, pl->at, f);
    pl->supplement = false;
    pl->at = office(m, pl->at + demo_roll(&m->seed, 10, 40) * MINUTE);
    return true;
}

static bool step_done(struct maker *m, struct plan *pl) {
    if (pl->end == END_STEP && pl->step) return false;
    const struct step *step = &pl->p->steps[pl->step++];
    bool last = pl->step == pl->p->n_steps;
    json_t *f = last && pl->negative ? no_to(pl, step) : step_answers(m, pl, step);
    perform(m, "dossier.step", pl->handler, pl->at, f);
    followed_by(m, last && !pl->negative && pl->p->n_entry && act_kind_of(S("register.enter")));
    pl->at = office(m, pl->at + demo_roll(&m->seed, 5, 30) * MINUTE);
    return !(pl->end == END_DECIDED && pl->step == pl->p->n_steps);
}

static bool returned(struct maker *m, struct plan *pl) {
    json_t *f = on(pl->dossier);
    json_put(f, "sha", m->sample_sha);
    json_put_int(f, "bytes", m->sample_bytes);
    perform(m, "paper.issue", 0, pl->at, f);
    f = on(pl->dossier);
    json_put(f, "how", pl->online && demo_chance(&m->seed, 82) ? S("online") : S("counter"));
    perform(m, "dossier.return", pl->officer, pl->at, f);
    return false;
}

/* Performs the next act of the plan and sets the time of the one after; false at the plan's end. */
static bool advance(struct maker *m, struct plan *pl) {
    if (!pl->dossier) return filed(m, pl);
    if (!pl->received) return received(m, pl);
    if (!pl->paid && pl->p->channels[channel_of(pl)].fee > 0) {
        json_t *f = on(pl->dossier);
        json_put(f, "how", pl->online ? S("online") : S("counter"));
        perform(m, "dossier.paid", pl->officer, pl->at, f);
        pl->paid = true;
    }
    if (pl->end == END_STOPPED || pl->end == END_TAKEN_BACK) return ended_early(m, pl);
    if (pl->supplement) return supplemented(m, pl);
    return pl->step < pl->p->n_steps ? step_done(m, pl) : returned(m, pl);
}

/* ---- the plans of two years, and of the desk today ---- */

struct plans {
    struct plan *v;
    size_t n, cap;
};

enum { EVERYDAY_MAX = 50 };

/* The common services that the unit decides on that day, by code. */
static size_t everyday(const struct province *all, str unit, int day,
                       const struct procedure *v[EVERYDAY_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < all->n_procedures && n < EVERYDAY_MAX; i++) {
        const struct procedure *p = all->procedures[i];
        if (!p->everyday || !p->service || p->n_opens || !p->chosen_from.n ||
            !agency_of_kind(all, unit, p->decided_kind, day))
            continue;
        v[n++] = p;
    }
    return n;
}

const struct procedure *demo_procedure(const struct province *p, str unit, int day) {
    const struct procedure *v[EVERYDAY_MAX];
    return everyday(p, unit, day, v) ? v[0] : NULL;
}

/* Chooses a service at random; the first is as frequent as all others together. */
static const struct procedure *procedure_for(struct maker *m, str unit, int day, bool first) {
    const struct procedure *v[EVERYDAY_MAX];
    size_t n = everyday(m->p, unit, day, v);
    if (!n) return NULL;
    return first || n == 1 || demo_chance(&m->seed, 50) ? v[0] : v[demo_roll(&m->seed, 1, (i64)n - 1)];
}

static struct plan *plan_add(struct maker *m, struct plans *ps, str unit, i64 at, bool online, bool first) {
    const struct agency *a = agency_for_unit(m->p, unit, when_day(at));
    const struct procedure *p = a ? procedure_for(m, unit, when_day(at), first) : NULL;
    if (!p || ps->n >= PLANS_MAX) return NULL;
    GROW(ps->v, ps->n, ps->cap);
    size_t citizen = (size_t)demo_roll(&m->seed, 0, CITIZENS - 1);
    const struct agency *decides = agency_of_kind(m->p, unit, p->decided_kind, when_day(at));
    if (!p->channels[CHANNEL_COUNTER].open) online = true;
    ps->v[ps->n] = (struct plan){.at = at,
                                 .p = p,
                                 .agency = a,
                                 .unit = unit,
                                 .officer = officer_of(m, a),
                                 .handler = officer_of(m, decides),
                                 .submitter = m->citizens[citizen],
                                 .citizen = citizen,
                                 .end = END_RETURNED,
                                 .online = online};
    return &ps->v[ps->n++];
}

static bool asks_papers(const struct procedure *p) {
    for (size_t i = 0; i < p->n_documents; i++)
        if (p->documents[i].required) return true;
    return false;
}

/* Plans one dossier that was filed in this unit on a past day. */
static void past_filing(struct maker *m, struct plans *ps, str unit, int day, int from) {
    u64 *s = &m->seed;
    int months = (day - from) / 30, share = 52 + (months > 0 ? months * 3 / 2 : 0);
    bool online = demo_chance(s, share > 86 ? 86 : share);
    i64 at = when_of(day, online ? (int)demo_roll(s, 6 * 60, 22 * 60)
                                 : (int)demo_roll(s, 7 * 60 + 10, 10 * 60 + 50));
    if (!online) at = office(m, at);
    struct plan *pl = plan_add(m, ps, unit, at, online, false);
    if (!pl) return;
    int fate = (int)demo_roll(s, 0, 99);
    if (fate < 3) pl->end = END_REFUSED;
    else if (fate < 9 && online && asks_papers(pl->p)) pl->supplement = true;
    else if (fate < 15) pl->late = true;
    else if (fate == 15 && online) pl->end = END_WITHDRAWN;
    else if (fate == 16) pl->negative = true;
    else if (fate == 17) pl->end = END_STOPPED;
    else if (fate == 18) pl->end = END_TAKEN_BACK;
}

static void past(struct maker *m, struct plans *ps, int from, int until) {
    for (int day = from; day < until; day++) {
        bool works = day_works(&m->p->calendar, day, NULL);
        i64 home = works ? demo_roll(&m->seed, 0, 3) : demo_chance(&m->seed, 30);
        for (i64 i = 0; i < home; i++) past_filing(m, ps, m->p->default_unit, day, from);
        i64 others = works ? demo_roll(&m->seed, 1, 5) : demo_roll(&m->seed, 0, 1);
        for (i64 i = 0, tries = 0; i < others && tries < 200; tries++) {
            const struct unit *u = &m->p->units[(size_t)demo_roll(&m->seed, 0, (i64)m->p->n_units - 1)];
            if (u->level != LEVEL_COMMUNE || day < u->since || (u->until && day >= u->until)) continue;
            past_filing(m, ps, u->code, day, from);
            i++;
        }
    }
}

/* Gives a few finished dossiers of last year to demo-citizen, so that visitors can ask whether theirs was
 * counted. Uses no random number, so that the rest stays the same. */
static void own_past(struct maker *m, struct plans *ps, int year) {
    for (size_t i = 0, taken = 0; i < ps->n && taken < OWN_PAST; i++) {
        struct plan *pl = &ps->v[i];
        struct civil day = day_civil(when_day(pl->at));
        if (!pl->online || pl->end != END_RETURNED || pl->supplement || pl->negative || day.year != year ||
            day.month < 3 + (int)taken * 3 || day.month > 10)
            continue;
        pl->citizen = CITIZENS;
        pl->submitter = m->citizens[CITIZENS];
        taken++;
    }
}

/* The instant that lies `seconds` of working time before `now`, found by bisection. */
static i64 working_before(const struct maker *m, i64 now, i64 seconds) {
    i64 low = now - 30 * DAY, high = now;
    while (high - low > MINUTE) {
        i64 mid = low + (high - low) / 2;
        if (clock_working(&m->p->calendar, mid, now) > seconds) low = mid;
        else high = mid;
    }
    return high;
}

/* Some forty open dossiers at the default unit's desk: to receive, in hand (due today, late), waiting for the
 * citizen, ready to return. */
static void desk_today(struct maker *m, struct plans *ps) {
    static const struct {
        enum end end;
        int count;
        i64 least, most; /* filed this many working minutes ago */
        bool supplement;
    } wanted[] = {
        {END_FILED, 10, 5, 400, false},      {END_RECEIVED, 14, 12, 110, false},
        {END_STEP, 5, 60, 110, false},       {END_SUPPLEMENT, 5, 300, 1400, true},
        {END_RECEIVED, 3, 700, 1500, false}, {END_DECIDED, 3, 110, 240, false},
        /* received within two working hours of closing time: due today, or on the next working day once the
           desk has closed */
    };
    for (size_t i = 0; i < COUNT(wanted); i++)
        for (int k = 0; k < wanted[i].count; k++) {
            i64 at = working_before(m, m->now, demo_roll(&m->seed, wanted[i].least, wanted[i].most) * MINUTE);
            struct plan *pl = plan_add(m, ps, m->p->default_unit, at, demo_chance(&m->seed, 80), true);
            if (!pl) continue;
            pl->end = wanted[i].end;
            pl->supplement = wanted[i].supplement;
            pl->quick = true;
        }
}

/* Performs all plans in the order of time, so that codes and journal look like real ones. */
static void plans_perform(struct maker *m, struct plans *ps) {
    size_t left = ps->n;
    int from = INT32_MAX;
    for (size_t i = 0; i < ps->n; i++)
        if (when_day(ps->v[i].at) < from) from = when_day(ps->v[i].at);
    for (int day = from; day <= when_day(m->now) && left && !m->error.n; day++) {
        for (;;) {
            struct plan *first = NULL;
            for (size_t i = 0; i < ps->n; i++)
                if (ps->v[i].p && when_day(ps->v[i].at) == day && (!first || ps->v[i].at < first->at))
                    first = &ps->v[i];
            if (!first) break;
            if (first->at > m->now) {
                first->p = NULL;
                left--;
                continue;
            }
            if (!advance(m, first)) first->p = NULL, left--;
        }
        flush(m);
    }
}

static const char sample_pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]/Contents 4 0 R/Resources<</Font<</F 5 0 "
    "R>>>>>>endobj\n"
    "4 0 obj<</Length 62>>stream\nBT /F 20 Tf 40 100 Td (DU LIEU TRINH DIEN - GIAY MAU) Tj ET\nendstream "
    "endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

bool demo_fill(struct folder *h, i64 now, str *out_error) {
    static struct maker m;
    m = (struct maker){.h = h, .p = folder_province(h), .seed = 20201231, .now = now};
    m.next = journal_last(folder_db(h)) + 1;
    m.sample_sha = files_put(folder_path(h), (str){sample_pdf, sizeof sample_pdf - 1});
    m.sample_bytes = sizeof sample_pdf - 1;
    struct plans ps = {0};
    people_make(&m);
    int today = when_day(now), year = day_civil(today).year;
    past(&m, &ps, day_of(year - 1, 1, 1), today);
    own_past(&m, &ps, year - 1);
    desk_today(&m, &ps);
    flush(&m);
    plans_perform(&m, &ps);
    flush(&m);
    *out_error = m.error;
    return !m.error.n && demo_registers(h, now, m.sample_sha, m.sample_bytes, out_error) &&
           demo_seal(h, now, out_error);
}
