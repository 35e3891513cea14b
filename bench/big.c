/* Benchmark data: fills a new data folder with N dossiers over the 250 working days before today. Each goes
 * through the real acts: filed, received, examined, signed, paper, returned. Prints acts a second, CPU time
 * an act, and bytes a dossier (not with PostgreSQL).
 *
 * build/bench/big DATA [N [seed [filed]]]   N 1000000, seed 1. With "filed", dossiers are only filed, as on
 * the day after. DATA may be postgresql://… Deterministic except for salts. Logins: citizens 019190000000 and
 * up, officers can-bo-1 and up; password "bench-password". */
#include "rooms/people/password.h"
#include "tool/tool.h"
#include "web/web.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1000, DAYS = 250, PROCEDURES = 8, PLACES = 400, CHECKPOINT_PAGES = 8192 };

struct place { /* a commune: its desk, its police, and who works there */
    str unit;
    i64 officers[PROCEDURES]; /* for each procedure, an officer of the deciding agency */
    i64 desk;
};
struct life { /* a dossier in progress */
    i64 n;
    unsigned char procedure;
    short place;
};
struct maker {
    struct folder *h;
    const struct province *p;
    u64 seed;
    const struct procedure *procedures[PROCEDURES];
    struct place places[PLACES];
    size_t n_procedures, n_places;
    struct {
        str agency;
        i64 person;
    } officers[2 * PLACES];
    size_t n_officers;
    i64 citizens, first_citizen;
    str credential, paper;
    struct life *lives;
    str asks[BATCH];
    i64 at[BATCH], next; /* next: number of the next act, predicted as nothing here is refused */
    size_t n, follows[BATCH];
    i64 form_bytes, filed_pages;
    struct arena *batch;
};
static struct maker m;

/* ---- time and chance ---- */

static const i64 *clock_at;
static i64 clock_now(void) { return *clock_at++; }

static u64 dice(void) {
    u64 z = (m.seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}
static int roll(int least, int most) { return least + (int)(dice() % (u64)(most - least + 1)); }

static double seconds(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- act requests in batches ---- */

static void flush(void) {
    static struct reply replies[BATCH];
    if (!m.n) return;
    clock_at = m.at;
    folder_perform(m.h, m.asks, replies, m.n);
    i64 expected = m.next - (i64)m.n;
    for (size_t i = 0; i < m.n; i++) expected -= (i64)m.follows[i];
    for (size_t i = 0; i < m.n; i++) {
        if (replies[i].status != REPLY_OK || replies[i].n != expected)
            panic("refused: %.*s %.*s in %.*s", STR_ARG(replies[i].why), STR_ARG(replies[i].field),
                  STR_ARG(m.asks[i]));
        expected += 1 + (i64)m.follows[i];
    }
    m.n = 0;
    arena_reset(m.batch);
    static int since;
    if (++since % 20 == 0) db_checkpoint(folder_db(m.h), false);
}

/* One request as canonical JSON, written by hand, so that jansson's speed is not measured. */
static i64 ask(i64 at, const char *kind, i64 actor, str fields, size_t follows) {
    if (m.n == BATCH) flush();
    struct arena *before = arena_enter(m.batch);
    /* as long as the key of a real form */
    m.asks[m.n] = str_fmt("{\"actor\":%lld,\"fields\":%.*s,\"key\":\"%032llx\",\"kind\":\"%s\"}",
                          (long long)actor, STR_ARG(fields), (unsigned long long)m.next, kind);
    arena_enter(before);
    m.follows[m.n] = follows;
    m.at[m.n++] = at;
    i64 n = m.next;
    m.next += 1 + (i64)follows;
    return n;
}

/* ---- people ---- */

static i64 person(i64 at, const char *name, str login) {
    return ask(
        at, "person.register", 0,
        str_fmt("{\"credential\":\"%.*s\",\"login\":\"%.*s\",\"name\":\"%s\",\"phone\":\"0912345678\"}",
                STR_ARG(m.credential), STR_ARG(login), name),
        0);
}

static i64 officer_at(i64 at, const struct agency *a) {
    for (size_t i = 0; i < m.n_officers; i++)
        if (str_eq(m.officers[i].agency, a->code)) return m.officers[i].person;
    require(m.n_officers < COUNT(m.officers));
    i64 who = person(at, "Trần Văn Cán", str_fmt("can-bo-%zu", m.n_officers + 1));
    for (size_t i = 0; i < m.p->n_roles; i++)
        ask(at, "person.grant", 0,
            str_fmt("{\"agency\":\"%.*s\",\"from_day\":%d,\"person\":%lld,\"position\":\"%.*s\",\"role\":"
                    "\"officer\",\"until_day\":0}",
                    STR_ARG(a->code), a->since ? a->since : day_of(2020, 1, 1), (long long)who,
                    STR_ARG(m.p->roles[i].id)),
            0);
    m.officers[m.n_officers].agency = a->code;
    m.officers[m.n_officers++].person = who;
    return who;
}

/* Collects the common procedures that a commune decides in two steps, and all communes of today. */
static void people_make(i64 at, int day) {
    for (size_t i = 0; i < m.p->n_procedures && m.n_procedures < PROCEDURES; i++) {
        const struct procedure *p = m.p->procedures[i];
        if (p->everyday && p->service && !p->n_opens && p->chosen_from.n && p->n_steps == 2)
            m.procedures[m.n_procedures++] = p;
    }
    for (size_t i = 0; i < m.p->n_units && m.n_places < PLACES; i++) {
        const struct unit *u = &m.p->units[i];
        const struct agency *desk = agency_for_unit(m.p, u->code, day);
        if (u->level != LEVEL_COMMUNE || day < u->since || u->until || !desk) continue;
        struct place *pl = &m.places[m.n_places++];
        pl->unit = u->code;
        pl->desk = officer_at(at, desk);
        for (size_t k = 0; k < m.n_procedures; k++)
            pl->officers[k] =
                officer_at(at, agency_of_kind(m.p, u->code, m.procedures[k]->decided_kind, day));
    }
    flush();
    m.first_citizen = m.next;
    for (i64 i = 0; i < m.citizens; i++) person(at, "Nguyễn Thị Dân", str_fmt("01919%07lld", (long long)i));
    flush();
}

/* ---- a form ---- */

static void name_out(struct out *o) {
    static const char *const family[] = {"Nguyễn", "Trần", "Lê", "Phạm",  "Hoàng", "Vũ", "Đặng", "Bùi",
                                         "Dương",  "Nông", "Ma", "Triệu", "Lường", "Lý", "Hà"};
    static const char *const middle[] = {"Thị",  "Văn",   "Minh",  "Thu", "Đức",
                                         "Ngọc", "Quang", "Thanh", "Hữu", "Khánh"};
    static const char *const given[] = {"An",   "Bình", "Chi", "Dũng", "Hạnh", "Hiếu", "Hoa", "Hùng", "Lan",
                                        "Linh", "Long", "Mai", "Nam",  "Ngân", "Phúc", "Sơn", "Tâm",  "Yến"};
    out_fmt(o, "%s %s %s", family[dice() % COUNT(family)], middle[dice() % COUNT(middle)],
            given[dice() % COUNT(given)]);
}

static void answer_out(struct out *o, const struct field *f, str unit, int day) {
    static const char *const towns[] = {"Bệnh viện Trung ương Thái Nguyên, phường Phan Đình Phùng",
                                        "Trạm y tế xã Đại Từ", "Bán lẻ hàng tạp hóa trong cửa hàng",
                                        "Phường Quyết Thắng, tỉnh Thái Nguyên"};
    out_fmt(o, "\"%.*s\":\"", STR_ARG(f->id));
    switch (f->type) {
    case FIELD_PERSON_NAME: name_out(o); break;
    case FIELD_CITIZEN_ID: out_fmt(o, "019%d%02d%06d", roll(0, 1), roll(70, 99), roll(0, 999999)); break;
    case FIELD_PHONE: out_fmt(o, "09%08d", roll(0, 99999999)); break;
    case FIELD_EMAIL: out_fmt(o, "mau%d@example.vn", roll(1, 9999)); break;
    case FIELD_DATE:
        out_str(o, day_iso(day + (f->has_max && f->max < 0 ? (int)f->max - roll(1, 3000) : -roll(1, 60))));
        break;
    case FIELD_NUMBER:
        out_fmt(o, "%lld",
                (long long)(f->has_min && f->min >= 1800 ? roll(1982, 2003)
                                                         : (f->has_min ? f->min : 1) + roll(0, 5)));
        break;
    case FIELD_CHOICE: out_str(o, f->choices[dice() % f->n_choices].id); break;
    case FIELD_COMMUNE: out_str(o, unit); break;
    case FIELD_AGENCY: out_fmt(o, "H55.%.*s", STR_ARG(unit)); break;
    case FIELD_ADDRESS: out_fmt(o, "Số %d, tổ %d, phường Phan Đình Phùng", roll(1, 300), roll(1, 25)); break;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        if (f->preset.n && !str_starts(f->preset, S("me."))) out_str(o, f->preset);
        else if (f->has_max && f->max <= 60) out_fmt(o, "%d/2026", roll(1, 9999));
        else out_z(o, towns[dice() % COUNT(towns)]);
        break;
    default: out_z(o, field_types[f->type].example); break;
    }
    out_char(o, '"');
}

/* {"a":"…",…} of the plain fields, or of the personal ones. */
static str answers(const struct field *fields, size_t n, bool personal, str unit, int day, bool *io_first,
                   struct out *o) {
    for (size_t i = 0; i < n; i++) {
        if (fields[i].personal != personal) continue;
        if (!*io_first) out_char(o, ',');
        *io_first = false;
        answer_out(o, &fields[i], unit, day);
    }
    return out_all(o);
}

static str form_text(const struct procedure *p, bool personal, str unit, int day) {
    struct out o = {0};
    bool first = true;
    out_char(&o, '{');
    for (size_t g = 0; g < p->n_groups; g++)
        answers(p->groups[g].fields, p->groups[g].n_fields, personal, unit, day, &first, &o);
    out_char(&o, '}');
    return out_all(&o);
}

static str step_text(const struct step *s, bool personal, str unit, int day) {
    struct out o = {0};
    bool first = true;
    out_char(&o, '{');
    answers(s->fields, s->n_fields, personal, unit, day, &first, &o);
    out_char(&o, '}');
    return out_all(&o);
}

/* ---- the acts of a dossier ---- */

static void file_one(struct life *l, i64 at) {
    const struct procedure *p = m.procedures[l->procedure = (unsigned char)(dice() % m.n_procedures)];
    struct out files = {0}, names = {0};
    l->place = (short)(dice() % m.n_places);
    str unit = m.places[l->place].unit, plain = form_text(p, false, unit, when_day(at)),
        personal = form_text(p, true, unit, when_day(at));
    for (size_t i = 0; i < p->n_documents; i++) {
        if (!p->documents[i].required) continue;
        out_fmt(&files, "%s{\"bytes\":%d,\"doc\":\"%.*s\",\"sha\":\"%.*s\",\"type\":\"pdf\"}",
                files.n ? "," : "", 15, STR_ARG(p->documents[i].id), STR_ARG(m.paper));
        out_fmt(&names, "%s\"giay-mau.pdf\"", names.n ? "," : "");
    }
    m.form_bytes += (i64)(plain.n + personal.n);
    l->n = ask(at, "dossier.file", m.first_citizen + (i64)(dice() % (u64)m.citizens),
               str_fmt("{\"answers\":%.*s,\"answers_personal\":%.*s,\"channel\":\"online\",\"file_names\":[%."
                       "*s],\"files\":[%.*s],\"phone\":\"0912345678\","
                       "\"procedure\":\"%.*s\",\"procedure_act\":%lld,\"submitter_name\":\"Nguyễn Thị Dân\"}",
                       STR_ARG(plain), STR_ARG(personal), STR_ARG(out_all(&names)), STR_ARG(out_all(&files)),
                       STR_ARG(p->code), (long long)p->act),
               0);
}

static void receive_one(const struct life *l, i64 at) {
    ask(at, "dossier.receive", m.places[l->place].desk, str_fmt("{\"dossier\":%lld}", (long long)l->n), 0);
}

static void step_one(const struct life *l, i64 at, size_t i) {
    const struct procedure *p = m.procedures[l->procedure];
    const struct place *pl = &m.places[l->place];
    const struct step *s = &p->steps[i];
    str plain = step_text(s, false, pl->unit, when_day(at)),
        personal = step_text(s, true, pl->unit, when_day(at));
    ask(at, "dossier.step", pl->officers[l->procedure],
        str_fmt("{\"answers\":%.*s,\"answers_personal\":%.*s,\"dossier\":%lld,\"step\":\"%.*s\"}",
                STR_ARG(plain), STR_ARG(personal), (long long)l->n, STR_ARG(s->id)),
        i + 1 == p->n_steps && p->n_entry ? 1 : 0);
}
static void examine_one(const struct life *l, i64 at) { step_one(l, at, 0); }
static void sign_one(const struct life *l, i64 at) { step_one(l, at, 1); }
static void paper_one(const struct life *l, i64 at) {
    ask(at, "paper.issue", 0,
        str_fmt("{\"bytes\":15,\"dossier\":%lld,\"sha\":\"%.*s\"}", (long long)l->n, STR_ARG(m.paper)), 0);
}
static void return_one(const struct life *l, i64 at) {
    ask(at, "dossier.return", m.places[l->place].desk,
        str_fmt("{\"dossier\":%lld,\"how\":\"online\"}", (long long)l->n), 0);
}

/* Performs one step for all dossiers of a day, in order, between two minutes of `today`. */
static void cohort(i64 total, int of, int today, int from, int to,
                   void (*one)(const struct life *l, i64 at)) {
    if (of < 0 || of >= DAYS) return;
    i64 first = total * of / DAYS, last = total * (of + 1) / DAYS;
    struct arena *mine = arena_new(), *before = arena_enter(mine);
    for (i64 i = first; i < last; i++) {
        i64 at = when_of(today, from) + (i - first) * (to - from) * MINUTE / (last - first);
        if (one) one(&m.lives[i], at);
        else file_one(&m.lives[i], at);
        arena_reset(mine);
    }
    flush();
    arena_enter(before);
    arena_free(mine);
}

/* ---- the whole ---- */

static struct folder *found(str data) {
    str error = {0};
    if (!folder_init(data, &error)) panic("%.*s", STR_ARG(error));
    struct folder *h = folder_open(data, &error);
    if (!h) panic("%.*s", STR_ARG(error));
    folder_clock(h, clock_now);
    return h;
}

static i64 file_bytes(str data) {
    struct stat st;
    return stat(str_z(str_fmt("%.*s/main.db", STR_ARG(data))), &st) ? 0 : (i64)st.st_size;
}

static void lives(str data, i64 total, int today, bool only_filed) {
    double began = seconds(CLOCK_MONOTONIC);
    for (int day = today - DAYS * 3 / 2, of = 0; of < DAYS; day++) {
        if (!day_works(&m.p->calendar, day, NULL) && today - day > DAYS - of) continue;
        cohort(total, of, day, 360, 600, NULL);
        if (!only_filed) {
            cohort(total, of, day, 600, 690, receive_one);
            cohort(total, of - 1, day, 810, 900, examine_one);
            cohort(total, of - 2, day, 900, 960, sign_one);
            cohort(total, of - 2, day, 961, 965, paper_one);
            cohort(total, of - 3, day, 965, 1020, return_one);
        }
        if (++of % 10 == 0 && isatty(2))
            fprintf(stderr, "\r%d of %d days, %lld acts, %.0f/s, %lld MB ", of, DAYS, (long long)m.next,
                    (double)m.next / (seconds(CLOCK_MONOTONIC) - began), (long long)file_bytes(data) >> 20);
    }
    if (isatty(2)) fputc('\n', stderr);
}

int main(int argc, char **argv) {
    i64 total = 1000000, seed = 1;
    if (argc < 2 || (argc > 2 && !str_to_int(str_c(argv[2]), &total)) ||
        (argc > 3 && !str_to_int(str_c(argv[3]), &seed)))
        return fprintf(stderr, "usage: %s DATA [N [seed [filed]]]\n", argv[0]), 2;
    arena_enter(arena_new());
    rooms_start();
    str data = str_c(argv[1]);
    int today = when_day((i64)time(NULL)), first = today - DAYS * 3 / 2 - 1;
    m = (struct maker){.h = found(data),
                       .seed = (u64)seed,
                       .next = 1,
                       .batch = arena_new(),
                       .citizens = total / 50 < 5000 ? 5000 : total / 50};
    m.credential = credential_make(S("bench-password"));
    data = data_folder(data);
    m.lives = calloc((size_t)total, sizeof *m.lives);
    m.paper = files_put(data, S("%PDF-1.4\n%%EOF\n"));
    json_t *definitions = adopt_fields_of("provinces/thai-nguyen");
    require(m.lives && m.paper.n && definitions);
    i64 start = when_of(first, 360);
    ask(start, "house.found", 0, S("{\"demo\":0}"), 0);
    ask(start, "province.adopt", 0, json_canonical(definitions), 0);
    flush();
    m.p = folder_province(m.h);
    people_make(start, today);
    db_checkpoint(folder_db(m.h), true);
    i64 before = m.next, bytes = file_bytes(data);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    lives(data, total, today, argc > 4);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    folder_close(m.h);
    double acts = (double)(m.next - before);
    printf("%lld dossiers, %.0f acts, forms of %lld bytes\n", (long long)total, acts,
           (long long)(m.form_bytes / total));
    printf("%.0f acts/s, %.1f CPU microseconds an act, %.1f s\n", acts / wall, cpu * 1e6 / acts, wall);
    if (db_is_file(data))
        printf("%.0f bytes a dossier %s, all of main.db\n",
               (double)(file_bytes(data) - bytes) / (double)total,
               argc > 4 ? "when filed" : "after its life");
    return 0;
}
