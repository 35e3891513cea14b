/* Demonstration data for the registers: enterprises by kind over the years, what agencies surveyed and
 * declared, what residents reported. From a fixed seed, plainly made up (tax codes of no province, names of
 * no company), and said to be demonstration data on every page. */
#include "demo.h"
#include "base/cli.h"
#include "rooms/people/people.h"

enum { BATCH = 300, ENTERPRISES = 60, REPORTS = 30, QUARTERS = 4 };

struct filler {
    struct folder *h;
    const struct province *p;
    u64 seed;
    i64 now, count, bytes;
    str sha; /* the sample paper */
    str asks[BATCH];
    i64 *numbers[BATCH]; /* where each ask's act number goes; NULL = nowhere */
    size_t n;
    str error;
};

static i64 roll(u64 *seed, i64 least, i64 most) {
    u64 z = (*seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return least + (i64)((z ^ (z >> 31)) % (u64)(most - least + 1));
}

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

/* Asked for now, done at the next flush: what needs its number comes after that. */
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

/* Somebody new who holds every position there. Flushes. */
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

/* Somebody who holds every position there: who already does, or a new one. */
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

/* ---- dossiers from filing to decision, all of one kind at a time ---- */

struct flow {
    i64 dossier;
    i64 filer, handler;
    i64 filed, received, decided;      /* instants; 0 = not yet */
    json_t *answers, *personal, *said; /* said: the officer's answers in the last step */
    /* why it is sent back to be put right, or not accepted; NULL = it is not */
    const char *returned, *refused;
};

static json_t *on(i64 dossier) {
    json_t *o = json_object();
    json_put_int(o, "dossier", dossier);
    return o;
}

/* The sample paper for each that is asked for. */
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

static void run(struct filler *f, const struct procedure *p, struct flow *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        json_put(o, "procedure", p->code);
        json_put_int(o, "procedure_act", p->act);
        json_put(o, "channel", S("online"));
        json_put(o, "submitter_name", S("Người gửi Mẫu"));
        json_object_set_new(o, "answers", v[i].answers);
        json_object_set_new(o, "answers_personal", v[i].personal ? v[i].personal : json_object());
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
            json_put(o, "step", p->steps[k].id);
            json_object_set_new(o, "answers", k + 1 == p->n_steps && v[i].said ? v[i].said : json_object());
            json_object_set_new(o, "answers_personal", json_object());
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

/* A moment of a working morning, `days` working days after a day, and not in the future. */
static i64 morning(struct filler *f, int day, i64 days) {
    do {
        while (!day_works(&f->p->calendar, day, NULL)) day++;
        if (days-- > 0) day++;
    } while (days >= 0 || !day_works(&f->p->calendar, day, NULL));
    return when_of(day, (int)roll(&f->seed, 8 * 60, 11 * 60));
}

/* ---- enterprises ---- */

static const struct {
    const char *kind, *what;
} kinds[] = {{"technology", "Phần mềm"},
             {"technology", "Giải pháp số"},
             {"content", "Nội dung số"},
             {"creative", "Thiết kế sáng tạo"},
             {"commerce", "Thương mại điện tử"},
             {"commerce", "Chè trực tuyến"},
             {"manufacturing", "Cơ khí chính xác"},
             {"manufacturing", "Điện tử thông minh"}};
static const char *const brands[] = {"Mẫu An",    "Mẫu Bình",  "Mẫu Cát", "Mẫu Dương", "Mẫu Gia",
                                     "Mẫu Hà",    "Mẫu Khang", "Mẫu Lâm", "Mẫu Minh",  "Mẫu Nam",
                                     "Mẫu Phong", "Mẫu Quang", "Mẫu Sơn", "Mẫu Tân",   "Mẫu Việt"};

static json_t *enterprise(struct filler *f, int i, str unit, const char *name_id) {
    json_t *o = json_object();
    size_t k = (size_t)roll(&f->seed, 0, COUNT(kinds) - 1);
    json_put(o, name_id,
             str_fmt("Công ty %s %s %s", i % 3 ? "TNHH" : "Cổ phần", kinds[k].what,
                     brands[(size_t)i % COUNT(brands)]));
    json_put(o, "tax_code", str_fmt("99%08d", i + 1)); /* no province's code begins with 99 */
    json_put(o, "kind", str_c(kinds[k].kind));
    json_put(o, "commune", unit);
    if (i % 2) json_put(o, "website", str_fmt("doanh-nghiep-%d.example.vn", i + 1));
    json_put(o, "employees", str_fmt("%lld", (long long)roll(&f->seed, 3, 140)));
    return o;
}

/* Most come from a list of the Department, a year at a time; the last few went through the procedure. */
static void enterprises(struct filler *f) {
    enum { APPLIED = 5 };
    const struct procedure *p = procedure_of(f->p, S("TN.DN.01"));
    size_t n;
    const struct unit **u = communes(f, &n);
    int today = when_day(f->now), year = day_civil(today).year, i = 0;
    for (int y = year - 4; y <= year && n; y++) {
        json_t *rows = json_array(), *o = json_object();
        int last = y < year ? day_of(y, 12, 31) : today - 30;
        for (; i < (ENTERPRISES - APPLIED) * (y - year + 5) / 5; i++) {
            json_t *row = enterprise(f, i, u[roll(&f->seed, 0, (i64)n - 1)]->code, "name");
            json_put(row, "recognised",
                     day_iso((int)roll(&f->seed, day_of(y, 1, 5),
                                       last < day_of(y, 1, 6) ? day_of(y, 1, 6) : last)));
            json_array_append_new(rows, row);
        }
        json_put(o, "register", S("digital-enterprises"));
        json_put(o, "source", str_fmt("Danh sách trình diễn năm %d", y));
        json_object_set_new(o, "rows", rows);
        ask(f, "register.import", 0, 0, o, NULL);
    }
    struct flow *v = NEWS(struct flow, APPLIED);
    i64 citizen = the_people()->by_number(folder_db(f->h), S("demo-citizen")),
        dept = p ? officer(f, p->decided_agency) : 0;
    for (int k = 0; k < APPLIED && p && n; k++) {
        int day = today - 70 + k * 12;
        v[k] = (struct flow){.filer = citizen,
                             .handler = dept,
                             .filed = morning(f, day, 0),
                             .received = morning(f, day, 1),
                             .decided = k < APPLIED - 1 ? morning(f, day, 6) : 0};
        if (v[k].decided > f->now) v[k].decided = 0;
        v[k].answers = enterprise(f, ENTERPRISES - APPLIED + k, u[roll(&f->seed, 0, (i64)n - 1)]->code,
                                  "enterprise_name");
        json_put(v[k].answers, "product", S("Sản phẩm số dùng để trình diễn."));
        v[k].personal = json_object();
        json_put(v[k].personal, "representative", S("Nguyễn Thị Mẫu"));
    }
    if (p && n) run(f, p, v, APPLIED);
}

/* ---- what agencies owe: surveys, work files ---- */

/* An agency stays itself from quarter to quarter. */
static u64 own_seed(const struct agency *a) {
    u64 own = 7;
    for (size_t i = 0; i < a->unit.n && a->level == LEVEL_COMMUNE; i++) own = own * 31 + (u64)a->unit.p[i];
    for (size_t i = 0; i < a->code.n && a->level != LEVEL_COMMUNE; i++) own = own * 31 + (u64)a->code.p[i];
    return own;
}

static json_t *survey(struct filler *f, const struct agency *a, int k) {
    json_t *o = json_object();
    u64 own = own_seed(a);
    const struct unit *u = unit_on(f->p, a->unit, 0);
    i64 size = roll(&own, 1400, 8800), base = roll(&own, 0, 14),
        town = u && str_starts(u->name.vi, S("Phường")) ? 12 : 0, later = QUARTERS - k;
    struct {
        const char *id;
        i64 value;
    } all[] = {{"households", size},
               {"four_g", 94 + base / 3 + later / 2},
               {"five_g", 22 + town + base + 4 * later + roll(&f->seed, 0, 2)},
               {"fibre", 66 + town / 2 + base + later + roll(&f->seed, 0, 1)},
               {"smartphone", 74 + town / 2 + base / 2 + later + roll(&f->seed, 0, 1)}};
    for (size_t i = 0; i < COUNT(all); i++)
        json_put(o, all[i].id, str_fmt("%lld", (long long)(i && all[i].value > 100 ? 100 : all[i].value)));
    json_put(o, "unit", a->unit);
    return o;
}

static json_t *work_files(struct filler *f, const struct agency *a, int k) {
    json_t *o = json_object();
    u64 own = own_seed(a);
    bool department = a->level == LEVEL_PROVINCE;
    i64 files = department ? roll(&own, 900, 4200) : roll(&own, 150, 900),
        percent = (department ? 80 : 48) + roll(&own, 0, department ? 10 : 24);
    files += roll(&f->seed, 0, files / 12);
    json_put(o, "files", str_fmt("%lld", (long long)files));
    json_put(o, "online", str_fmt("%lld", (long long)(files * (percent + 2 * (QUARTERS - k)) / 100)));
    return o;
}

static struct flow declaration(struct filler *f, const struct procedure *p, int to, size_t i, int k) {
    bool late = i % 17 == 3;
    i64 filed = morning(f, to + (int)roll(&f->seed, 0, 10) + (late ? 12 : 0), 0),
        decided = morning(f, when_day(filed), 2);
    struct flow v = {.filed = filed, .decided = decided > f->now ? 0 : decided};
    v.received = v.decided ? morning(f, when_day(filed) + 1, 0) : 0;
    if (v.received >= v.decided - HOUR && v.decided) v.received = filed + MINUTE;
    if (!p->n_documents || k) return v;
    if (i == 9)
        v.refused = "Minh chứng là của quý trước. Đề nghị khai lại đúng quý, kèm bảng thống kê của quý này.";
    return v;
}

/* Just now on the desk: sent back some days ago, or come in since yesterday. */
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

/* The last quarters of a duty: most in time, some late, a few missing; of those with evidence some are sent
 * back. */
static void duty(struct filler *f, str code,
                 json_t *(*answers)(struct filler *, const struct agency *, int)) {
    const struct procedure *p = procedure_of(f->p, code);
    const struct agency **who;
    int today = when_day(f->now), from, to;
    size_t m = 0;
    if (!p || !p->owed) return;
    /* nobody appraises what they declared */
    i64 handler = officer(f, p->decided_agency), colleague = officer_new(f, p->decided_agency);
    struct flow *v = NEWS(struct flow, f->p->n_agencies * QUARTERS);
    str period = owed_last(p->owed, today);
    for (int k = 0; k < QUARTERS && owed_period(p->owed, period, &from, &to);
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
            x.answers = answers(f, who[i], k);
            json_put(x.answers, "period", period);
            v[m++] = x;
        }
    }
    run(f, p, v, m);
}

/* ---- city reports ---- */

static const struct {
    const char *kind, *place, *text, *answer;
} cases[] = {
    {"lighting", "Đường Mẫu số 1", "Đèn đường không sáng về đêm.", "Đã thay bóng đèn và kiểm tra lại tuyến."},
    {"lighting", "Ngõ Mẫu số 5", "Hai cột đèn chập chờn.", "Đã sửa đường dây, đèn sáng bình thường."},
    {"road", "Ngã ba Mẫu", "Mặt đường có ổ gà sâu.", "Đã vá mặt đường, theo dõi sau mưa."},
    {"road", "Phố Mẫu số 3", "Vỉa hè bị lún, gạch vỡ.", "Đã lát lại đoạn vỉa hè."},
    {"waste", "Chợ Mẫu", "Rác chưa được thu gom hai ngày.", "Đã thu gom; lịch thu gom được điều chỉnh."},
    {"water", "Đường Mẫu số 8", "Cống thoát nước bị tắc.", "Đã nạo vét cống."},
    {"trees", "Công viên Mẫu", "Cành cây khô có nguy cơ gãy.", "Đã cắt tỉa cành khô."},
    {"other", "Khu dân cư Mẫu", "Biển tên đường bị che khuất.", "Đã dời biển báo ra chỗ dễ nhìn."},
};
/* Wards of the three cities the article names: Thái Nguyên, Sông Công, Phổ Yên. */
static const char *const wards[] = {"Phường Phan Đình Phùng", "Phường Gia Sàng",  "Phường Tích Lương",
                                    "Phường Linh Sơn",        "Phường Sông Công", "Phường Bá Xuyên",
                                    "Phường Phổ Yên",         "Phường Vạn Xuân"};

static void city_reports(struct filler *f) {
    const struct procedure *p = procedure_of(f->p, S("TN.PA.01"));
    size_t n, m = 0;
    const struct unit **all = communes(f, &n), *u[COUNT(wards)];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < COUNT(wards); k++)
            if (str_eq(all[i]->name.vi, str_c(wards[k]))) u[m++] = all[i];
    if (!p || !m) return;
    struct flow *v = NEWS(struct flow, REPORTS);
    for (int i = 0; i < REPORTS; i++) {
        const struct unit *at = u[(size_t)i % m];
        const struct agency *a = agency_for_unit(f->p, at->code, when_day(f->now));
        size_t c = (size_t)roll(&f->seed, 0, COUNT(cases) - 1);
        int day = when_day(f->now) - 120 + i * 4;
        v[i] = (struct flow){.filer = ACTOR_NOBODY,
                             .handler = a ? officer(f, a->code) : 0,
                             .filed = when_of(day, (int)roll(&f->seed, 7 * 60, 21 * 60)),
                             .answers = json_object(),
                             .personal = json_object(),
                             .said = json_object()};
        v[i].received = morning(f, day + 1, 0);
        v[i].decided = morning(f, day + 1, i % 9 == 4 ? 7 : roll(&f->seed, 1, 4));
        if (v[i].decided > f->now) v[i].decided = 0;
        if (v[i].received > f->now) v[i].received = 0;
        json_put(v[i].answers, "kind", str_c(cases[c].kind));
        json_put(v[i].answers, "where", at->code);
        json_put(v[i].personal, "place", str_c(cases[c].place));
        json_put(v[i].personal, "description", str_c(cases[c].text));
        json_put(v[i].said, "public_place", str_c(cases[c].place));
        json_put(v[i].said, "public_text", str_c(cases[c].text));
        json_put(v[i].said, "public_answer", str_c(cases[c].answer));
    }
    run(f, p, v, REPORTS);
}

bool demo_registers(struct folder *h, i64 now, str sha, i64 bytes, str *out_error) {
    static struct filler f;
    f = (struct filler){.h = h,
                        .p = folder_province(h),
                        .seed = 20221010,
                        .now = now - 5 * MINUTE,
                        .sha = sha,
                        .bytes = bytes};
    enterprises(&f);
    duty(&f, S("TN.BC.01"), survey);
    duty(&f, S("TN.BC.02"), work_files);
    city_reports(&f);
    flush(&f);
    *out_error = f.error;
    return !f.error.n;
}
