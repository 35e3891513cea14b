/* Test data for the access test: eight roles, three dossiers and three drafts, full of words that must not
 * leak. */
#pragma once
#include "scratch/scratch.h"
#include "web/web.h"

#include <ftw.h>
#include <stdlib.h>

enum seat { NOBODY, OWNER, OTHER, OFFICER, COLLEAGUE, ELSEWHERE, LEADER, ADMIN, N_ROLES, SYSTEM = N_ROLES };
static const char *const role_names[] = {"nobody",  "owner",     "another citizen",
                                         "officer", "colleague", "officer elsewhere",
                                         "leader",  "admin",     "system"};
enum subject { OWN, OTHERS, AT_OTHER_DESK, NO_DOSSIER, N_TARGETS };
enum { DOSSIERS = 3, WORDS = 8 };

/* Words written into dossier k only; the last two into the draft of the same citizen. */
static const char *const planted[DOSSIERS][WORDS] = {
    {"Đèo Văn Sâm", "Vi Thị Lụa", "Cầm Thị Mận", "Ngõ Hoa Gạo", "0911000001", "019195111001", "Lò Văn Nháp",
     "Ngõ Giấy Nháp"},
    {"Giàng A Páo", "Sùng Thị Dợ", "Cầm Văn Dính", "Bản Khau Vai", "0911000002", "019195111002",
     "Mùa Thị Thảo", "Bản Viết Dở"},
    {"Thào Mí Pó", "Hầu Thị Xuân", "Ly Seo Dìn", "Xóm Nà Rược", "0911000003", "019195111003", "Sần Văn Phác",
     "Xóm Phác Thảo"},
};
enum { WORDS_OF_DOSSIER = 6 };

static struct folder *house;
static struct scratch *scratch;
static struct db *reader;
static char folder[] = "/tmp/tinhso-access-XXXXXX";
static i64 people_of[N_ROLES], citizen_of[DOSSIERS]; /* the owners of the three dossiers */
static str codes[N_TARGETS];
static str paper_sha;
static int keys;

static i64 world_clock(void) { return when_of(day_of(2026, 3, 2), 8 * 60); }

static struct reply ask(const char *kind, i64 actor, json_t *fields) {
    struct act_ask q = {
        .kind = kind, .actor = actor, .fields = fields, .key = str_fmt("access-%06d", ++keys)};
    return folder_do(house, &q);
}

static json_t *object(str text) {
    json_t *j = json_read(text, NULL);
    if (!j) panic("not JSON: %.*s", STR_ARG(text));
    return j;
}

static struct reply must(const char *kind, i64 actor, str fields) {
    struct reply r = ask(kind, actor, object(fields));
    if (r.status != REPLY_OK) panic("%s: %.*s (%.*s)", kind, STR_ARG(r.why), STR_ARG(r.field));
    return r;
}

static i64 person(const char *login, const char *name) {
    return must("person.register", 0,
                str_fmt("{\"name\":\"%s\",\"login\":\"%s\",\"phone\":\"0912345678\"}", name, login))
        .n;
}

static void grant(i64 n, const char *role, const char *agency, const char *position) {
    must("person.grant", 0,
         str_fmt("{\"person\":%lld,\"agency\":\"%s\",\"role\":\"%s\",\"position\":\"%s\",\"from_day\":%d,"
                 "\"until_day\":0}",
                 (long long)n, agency, role, position, day_of(2025, 7, 1)));
}

static void world_people(void) {
    static const char *const positions[] = {"reception", "civil_status", "business", "chair"};
    citizen_of[0] = people_of[OWNER] = person(planted[0][5], planted[0][2]);
    citizen_of[1] = people_of[OTHER] = person(planted[1][5], planted[1][2]);
    citizen_of[2] = person(planted[2][5], planted[2][2]);
    people_of[OFFICER] = person("canbo", "Lê Thị Cán Bộ");
    people_of[COLLEAGUE] = person("dongnghiep", "Lê Văn Đồng Nghiệp");
    people_of[ELSEWHERE] = person("noikhac", "Lê Thị Nơi Khác");
    people_of[LEADER] = person("lanhdao", "Lê Văn Lãnh Đạo");
    people_of[ADMIN] = person("quantri", "Lê Thị Quản Trị");
    for (size_t i = 0; i < COUNT(positions); i++) {
        grant(people_of[OFFICER], "officer", "H55.05443", positions[i]);
        grant(people_of[ELSEWHERE], "officer", "H55.05482", positions[i]);
    }
    grant(people_of[COLLEAGUE], "officer", "H55.05443", "digital");
    grant(people_of[LEADER], "leader", "", "");
    grant(people_of[ADMIN], "admin", "", "");
}

static i64 version_of(const char *procedure) {
    return procedure_of(folder_province(house), str_c(procedure))->act;
}

/* Files a birth registration with the words of dossier k in every field that takes them. */
static struct reply file_birth(int k) {
    const char *const *w = planted[k];
    return must("dossier.file", citizen_of[k],
                str_fmt("{\"procedure\":\"1.001193\",\"procedure_act\":%lld,\"channel\":\"online\","
                        "\"submitter_name\":\"%s\",\"phone\":\"%s\",\"answers\":"
                        "{\"relation\":\"mother\",\"residence\":\"%s\",\"copies\":\"2\",\"mother_known\":"
                        "\"yes\",\"father_known\":\"no\"},"
                        "\"answers_personal\":{\"child_name\":\"%s\",\"birth_date\":\"2026-02-20\",\"sex\":"
                        "\"female\",\"birth_place\":\"%s\","
                        "\"ethnicity\":\"Kinh\",\"nationality\":\"Việt "
                        "Nam\",\"hometown\":\"%s\",\"mother_name\":\"%s\",\"mother_year\":\"1995\","
                        "\"mother_address\":\"%s\",\"requester_name\":\"%s\",\"requester_id\":\"%s\"},"
                        "\"files\":[{\"doc\":\"birth_note\",\"sha\":"
                        "\"%.*s\",\"type\":\"pdf\",\"bytes\":20}],\"file_names\":[\"%s.pdf\"]}",
                        (long long)version_of("1.001193"), w[2], w[4], k == AT_OTHER_DESK ? "05482" : "05443",
                        w[0], w[3], w[3], w[1], w[3], w[2], w[5], STR_ARG(paper_sha), w[0]));
}

static i64 officer_of(int k) { return people_of[k == AT_OTHER_DESK ? ELSEWHERE : OFFICER]; }

/* Brings dossier k to: supplement asked for, after an apology. Nearly every page about a dossier exists then.
 */
__attribute__((unused)) static void world_waiting(int k) {
    struct reply filed = file_birth(k);
    long long n = filed.n, officer = officer_of(k);
    codes[k] = json_str(filed.result, "code");
    must("dossier.receive", officer, str_fmt("{\"dossier\":%lld}", n));
    must("dossier.apologise", officer,
         str_fmt("{\"dossier\":%lld,\"until\":%lld,\"reason\":\"%s\"}", n, (long long)world_clock() + 7 * DAY,
                 planted[k][1]));
    must("dossier.ask_supplement", officer,
         str_fmt("{\"dossier\":%lld,\"reason\":\"%s\"}", n, planted[k][0]));
}

/* Brings dossier k to: result returned, with its paper. */
__attribute__((unused)) static void world_returned(int k) {
    struct reply filed = file_birth(k);
    long long n = filed.n, officer = officer_of(k);
    codes[k] = json_str(filed.result, "code");
    must("dossier.receive", officer, str_fmt("{\"dossier\":%lld}", n));
    must("dossier.step", officer,
         str_fmt("{\"dossier\":%lld,\"step\":\"examine\",\"answers\":{\"book_number\":\"%d/"
                 "2026\"},\"answers_personal\":"
                 "{\"child_id\":\"01932500000%d\"}}",
                 n, k + 1, k + 1));
    must("dossier.step", officer,
         str_fmt("{\"dossier\":%lld,\"step\":\"sign\",\"answers\":{},\"answers_personal\":{}}", n));
    must("paper.issue", 0,
         str_fmt("{\"dossier\":%lld,\"sha\":\"%.*s\",\"bytes\":20}", n, STR_ARG(paper_sha)));
    must("dossier.return", officer, str_fmt("{\"dossier\":%lld,\"how\":\"online\"}", n));
}

/* A draft for one request: some pages delete it, so the test makes a new one each time. */
__attribute__((unused)) static str draft_new(int k, i64 owner) {
    struct draft d = {.owner = owner,
                      .procedure = S("1.001193"),
                      .procedure_act = version_of("1.001193"),
                      .files = json_array(),
                      .answers = object(str_fmt("{\"requester_name\":\"%s\",\"child_name\":\"%s\",\"mother_"
                                                "name\":\"%s\",\"mother_address\":\"%s\","
                                                "\"hometown\":\"%s\",\"relation\":\"mother\"}",
                                                planted[k][6], planted[k][6], planted[k][6], planted[k][7],
                                                planted[k][7]))};
    /* an officer continues a draft at the counter */
    if (owner != citizen_of[k]) json_put(d.answers, "@channel", S("counter"));
    return scratch_draft_new(scratch, &d, world_clock());
}

static void world_start(void) {
    str error = {0};
    struct complaints c = {0};
    if (!mkdtemp(folder) || !folder_init(str_c(folder), &error) ||
        !(house = folder_open(str_c(folder), &error)))
        panic("%.*s", STR_ARG(error));
    folder_clock(house, world_clock);
    scratch = scratch_open(str_c(folder), &error);
    reader = db_open(str_fmt("%s/main.db", folder), DB_READ, &error);
    if (!scratch || !reader) panic("%.*s", STR_ARG(error));
    must("house.found", 0, S("{\"demo\":0}"));
    struct sources s = sources_read(S("provinces/thai-nguyen"), &c);
    json_t *files = json_object(), *f = json_object();
    for (size_t i = 0; i < s.n; i++) json_put(files, str_z(s.v[i].path), s.v[i].text);
    json_object_set(f, "files", files);
    struct reply r = ask("province.adopt", 0, f);
    if (r.status != REPLY_OK) panic("%.*s", STR_ARG(r.why));
    paper_sha = files_put(str_c(folder), S("%PDF-1.4 a paper"));
    world_people();
    codes[NO_DOSSIER] = S("H55.05443-260302-9999");
}

static int world_gone(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void world_end(void) {
    db_close(reader);
    scratch_close(scratch);
    folder_close(house);
    nftw(folder, world_gone, 16, FTW_DEPTH | FTW_PHYS);
}
