/* Command line. `tinhso seal` computes and proposes a year's figures; a second person completes it on the
 * page. `tinhso recount` compares sealed figures with the records. `tinhso verify-figure` checks a
 * downloaded proof without network or database. */
#include "base/cli.h"
#include "answer/sealed.h"
#include "figure/sums.h"
#include "seal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool open_folder(const char *data, struct asker *r, str *out_error) {
    struct db *db = db_open_folder(str_c(data), DB_READ, out_error);
    if (!db) return false;
    *r = (struct asker){
        .db = db, .data = str_c(data), .now = (i64)time(NULL), .lang = LANG_EN, .roles = R_ANYONE};
    r->province = province_load(db, 0);
    r->demo = data_demo(db);
    if (db_error(db).n) return db_done(db, out_error);
    if (!r->province) *out_error = S("no province folder has been adopted");
    return r->province != NULL;
}

/* Asks on a terminal whether figures without a value are known; elsewhere --missing confirms it. */
static bool missing_known(const struct assessment *a, bool said) {
    if (!a->missing || said) return true;
    fprintf(stderr, "%zu of %zu figures have no value: %.*s\n", a->missing, a->n, STR_ARG(a->missing_names));
    if (!isatty(STDIN_FILENO)) {
        fprintf(stderr, "say --missing to propose the year without them\n");
        return false;
    }
    fprintf(stderr, "propose the year without them? [y/N] ");
    int c = getchar();
    return c == 'y' || c == 'Y';
}

/* Authenticates the proposing leader by password, so that access to the machine alone does not make one of
 * the two people. Returns the person, or 0 with *out_error. */
static i64 leader_proven(struct db *db, str login, str *out_error) {
    bool busy = false;
    i64 person = the_people()->proven(db, login, tool_secret("password"), &busy);
    if (!person)
        *out_error = busy ? S("not enough memory to look at the password: try again")
                          : S("no such login, or another password");
    return person;
}

/* seal DATA YEAR --as LOGIN [--missing] */
static bool seal_asked(int argc, char **argv, i64 *out_year, bool *out_missing) {
    *out_missing = argc == 6 && !strcmp(argv[5], "--missing");
    return (argc == 5 || *out_missing) && !strcmp(argv[3], "--as") && str_to_int(str_c(argv[2]), out_year) &&
           *out_year >= 2000 && *out_year <= 2100;
}

/* Whether a year is over and not sealed; else *out_error says which. */
static bool year_open(const struct asker *r, int year, str *out_error) {
    struct sealing s;
    struct period when = period_reporting(r->province, year);
    if (year_sealed(r->db, year, &s))
        *out_error =
            str_fmt("%d was sealed by act %lld; what came late is a restatement", year, (long long)s.act);
    else if (when.to > when_day(r->now))
        *out_error = str_fmt("the reporting year %d closes on %.*s", year, STR_ARG(day_text(when.to - 1)));
    return !out_error->n;
}

int tool_seal(int argc, char **argv) {
    i64 year = 0;
    bool missing;
    if (!seal_asked(argc, argv, &year, &missing)) return tool_usage("seal DATA YEAR --as LOGIN [--missing]");
    struct asker r;
    struct assessment a;
    str error = {0};
    if (!open_folder(argv[1], &r, &error)) return tool_fail(error);
    if (!year_open(&r, (int)year, &error)) return tool_fail(error);
    i64 who = leader_proven(r.db, str_c(argv[4]), &error);
    if (!who) return tool_fail(error);
    if (!assessment_make(&r, (int)year, journal_last(r.db), &a, &error)) return tool_fail(error);
    if (!missing_known(&a, missing)) return 1;
    json_t *f = json_object();
    json_put_int(f, "year", year);
    json_put_int(f, "as_of", a.as_of);
    json_put(f, "programme", a.programme);
    json_object_set(f, "figures", a.figures);
    if (!db_done(r.db, &error)) return tool_fail(error);
    struct reply reply =
        door_ask(str_c(argv[1]),
                 &(struct act_ask){.kind = "year.propose", .actor = who, .key = random_key(), .fields = f});
    if (reply.status != REPLY_OK) return tool_fail(reply.why);
    printf("%zu figures of %lld (%zu without a value) as of act %lld, proposed by act %lld\n", a.n,
           (long long)year, a.missing, (long long)a.as_of, (long long)reply.n);
    printf("another leader, who signs in, looks at them and seals the year at /ngay/%lld/niem-phong\n",
           (long long)year);
    return 0;
}

/* The time of sealing: on the Day of that year, but not before the year is over nor after now. */
static i64 demo_sealed_at(const struct province *p, int year, i64 now) {
    i64 at = when_of(the_day(p, year), 9 * 60), over = when_of(period_reporting(p, year).to, 9 * 60);
    if (at < over) at = over;
    return at < now ? at : now;
}

bool demo_seal(struct folder *h, i64 now, str *out_error) {
    int year = day_civil(when_day(now)).year - 1;
    struct asker r = {.db = folder_db(h),
                      .data = folder_path(h),
                      .now = now,
                      .province = folder_province(h),
                      .demo = true,
                      .roles = R_ANYONE};
    struct assessment a;
    i64 leader = the_people()->by_number(r.db, S("demo-leader")),
        deputy = the_people()->by_number(r.db, S("demo-deputy")), at = demo_sealed_at(r.province, year, now),
        over = when_of(period_reporting(r.province, year).to, 0),
        proposed = at - HOUR < over ? over : at - HOUR;
    if (!assessment_make(&r, year, journal_last(r.db), &a, out_error)) return false;
    json_t *f = json_object();
    json_put_int(f, "year", year);
    json_put(f, "programme", a.programme);
    json_object_set(f, "figures", a.figures);
    json_t *propose = json_copy(f);
    json_put_int(propose, "as_of", a.as_of);
    struct reply p = folder_do(h, &(struct act_ask){.kind = "year.propose",
                                                    .actor = deputy,
                                                    .key = S("demo-propose"),
                                                    .happened_at = proposed,
                                                    .fields = propose});
    json_put_int(f, "proposal", p.n);
    struct reply s = folder_do(
        h, &(struct act_ask){
               .kind = "year.seal", .actor = leader, .key = S("demo-seal"), .happened_at = at, .fields = f});
    if (p.status != REPLY_OK || s.status != REPLY_OK)
        *out_error = str_fmt("the year %d was not sealed: %.*s%.*s", year, STR_ARG(p.why), STR_ARG(s.why));
    return p.status == REPLY_OK && s.status == REPLY_OK;
}

/* ---- tinhso recount ---- */

/* Compares the value in the act and in the table with the document, whose hash alone would not show a
 * difference. */
static str value_wrong(const struct asker *r, int year, str id, const struct frozen *f) {
    str bytes;
    json_t *d = files_read(r->data, f->sha, DOCUMENT_MAX, &bytes) ? json_read(bytes, NULL) : NULL;
    str value = json_str(json_object_get(d, "whole"), "value");
    bool good = d && str_eq(json_str(d, "id"), id) && json_int(d, "year") == year && str_eq(value, f->value);
    return good ? (str){0}
                : str_fmt("value: the act says %.*s, its document %.*s\n",
                          STR_ARG(f->value.n ? f->value : S("none")), STR_ARG(value.n ? value : S("none")));
}

static size_t recount_year(const struct asker *r, const struct sealing *s) {
    size_t bad = 0;
    const char *id;
    json_t *f;
    json_object_foreach(s->figures, id, f) {
        struct frozen *v;
        size_t n = frozen_versions(r->db, s->year, str_c(id), &v);
        for (size_t i = 0; i < n; i++) {
            str wrong = figure_recompute(r, s->year, str_c(id), &v[i]);
            if (!wrong.n) wrong = value_wrong(r, s->year, str_c(id), &v[i]);
            bad += wrong.n > 0;
            printf("%s %d %-28s %-12.*s as of act %lld%s\n", wrong.n ? "NOT" : "ok ", s->year, id,
                   STR_ARG(v[i].value.n ? v[i].value : S("no figure")), (long long)v[i].as_of,
                   i ? " (restated)" : "");
            if (wrong.n) printf("%.*s", STR_ARG(wrong));
        }
    }
    return bad;
}

int tool_recount(int argc, char **argv) {
    if (argc != 2) return tool_usage("recount DATA");
    struct asker r;
    struct sealing s;
    str error = {0};
    size_t bad = 0, years = 0;
    if (!open_folder(argv[1], &r, &error)) return tool_fail(error);
    sums_off(true);
    for (int year = 2000; year <= 2100; year++)
        if (year_sealed(r.db, year, &s)) bad += recount_year(&r, &s), years++;
    if (!db_done(r.db, &error)) return tool_fail(error);
    printf(bad ? "%zu sealed years, %zu figures differ from the records\n"
               : "%zu sealed years, every figure equals the records\n",
           years, bad);
    return bad ? 1 : 0;
}

/* ---- tinhso verify-figure ---- */

static bool file_all(const char *path, str *out, str *out_error) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && !fstat(fd, &st) && st.st_size < 16 * 1024 * 1024;
    if (good) {
        char *p = mem((size_t)st.st_size + 1);
        good = read(fd, p, (size_t)st.st_size) == (ssize_t)st.st_size;
        *out = (str){p, (size_t)st.st_size};
    }
    if (fd >= 0) close(fd);
    if (!good) *out_error = str_fmt("cannot read %s", path);
    return good;
}

int tool_verify_figure(int argc, char **argv) {
    bool keyed = argc == 4 && !strcmp(argv[2], "--key");
    str bytes, key = {0}, error = {0};
    if (argc != 2 && !keyed) return tool_usage("verify-figure FILE [--key FILE]");
    if (!file_all(argv[1], &bytes, &error) || (keyed && !file_all(argv[3], &key, &error)))
        return tool_fail(error);
    struct bundle_lines l = bundle_check(bytes, key, LANG_EN);
    for (size_t i = 0; i < l.n; i++) printf("%s %.*s\n", l.v[i].good ? "✓" : "✗", STR_ARG(l.v[i].what));
    if (l.good && !keyed)
        printf("  the key is the file's own, and anybody can make a file with a key of their own: give the "
               "one the province publishes with --key\n");
    if (l.good)
        printf("  of versions restated later the file says nothing: the figure's page tells the last\n");
    const char *good = keyed ? "proven\n" : "whole in itself; whose it is, is NOT proven\n";
    fputs(l.good ? good : "NOT proven\n", stdout);
    return l.good && keyed ? 0 : 1;
}
