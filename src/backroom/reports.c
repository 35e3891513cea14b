/* Makes the annual report (PDF): gathers, draws and signs it; for `tinhso report`, and in the back room once
 * a year is sealed. */
#include "print/annual.h"
#include "print/paper.h"
#include "private.h"
#include "rooms/programme/report.h"

#include "backroom.h"
#include "base/cli.h"

#include <unistd.h>

/* The report shows what a visitor without an account sees, in language `l`. */
static struct asker stranger(str data, struct db *db, const struct province *p, enum lang l, i64 now) {
    bool demo = data_demo(db);
    return (struct asker){
        .lang = l, .demo = demo, .now = now, .db = db, .province = p, .data = data, .roles = R_ANYONE};
}

str annual_make(str data, struct db *db, const struct province *p, int year, enum lang l, i64 now,
                str *out_error) {
    db_begin(db); /* all queries see the same state */
    struct asker r = stranger(data, db, p, l, now);
    struct report t = report_gather(&r, year);
    str wrong = db_error(db);
    db_rollback(db);
    if (wrong.n) {
        *out_error = str_fmt("the report of %d: %.*s", year, STR_ARG(wrong));
        return (str){0};
    }
    str pdf = annual_pdf(&t, out_error);
    return pdf.n ? pdf_sign(data, pdf, out_error) : pdf;
}

/* ---- the back room: reports that a seal, a restatement or a later rank made due ---- */

static bool annual_record(str data, const struct due_report *due, str pdf, str *out_error) {
    str print = signer_fingerprint(data, out_error), sha = print.n ? files_put(data, pdf) : (str){0};
    const char *lang = lang_code(due->lang);
    if (!sha.n) {
        if (!out_error->n)
            *out_error = str_fmt("the report of %d cannot be written to DATA/files", due->year);
        return false;
    }
    json_t *f = json_object();
    json_put_int(f, "year", due->year);
    json_put(f, "lang", str_c(lang));
    json_put_int(f, "basis", due->basis);
    json_put(f, "sha", sha);
    json_put_int(f, "bytes", (i64)pdf.n);
    json_put(f, "certificate", print);
    str key = str_fmt("year.report.%d.%s.%lld", due->year, lang, (long long)due->basis);
    struct reply r = door_ask(data, &(struct act_ask){.kind = "year.report", .key = key, .fields = f});
    if (r.status == REPLY_OK || r.status == REPLY_AGAIN) return true;
    *out_error = str_fmt("the report of %d was not recorded: %.*s", due->year, STR_ARG(r.why));
    return false;
}

bool annuals_pass(struct papers *p, struct db *db, bool *out_made, str *out_error) {
    struct due_report due;
    *out_made = false;
    if (!report_due(db, &due) || (p->through_server && !server_answers(p->data))) return true;
    str pdf = annual_make(p->data, db, definitions_now(&p->definitions, db), due.year, due.lang,
                          (i64)time(NULL), out_error);
    *out_made = pdf.n && annual_record(p->data, &due, pdf, out_error);
    /* with several servers, another's back room may have recorded it first */
    bool by_another = pdf.n && !*out_made && report_signed(db, due.year, due.lang).basis >= due.basis;
    return *out_made || by_another;
}

/* ---- the verb ---- */

static bool file_write(str path, str bytes, str *out_error) {
    FILE *f = fopen(str_z(path), "wb");
    bool good = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && !fflush(f) && !fsync(fileno(f));
    if (f && fclose(f)) good = false;
    if (!good) *out_error = str_fmt("cannot write %.*s", STR_ARG(path));
    return good;
}

/* report DATA YEAR OUT.pdf [--lang vi|en]: the year and the language asked for. */
static bool report_asked(int argc, char **argv, i64 *out_year, enum lang *out_lang) {
    *out_lang = LANG_VI;
    if ((argc != 4 && argc != 6) || argv[1][0] == '-' || !str_to_int(str_c(argv[2]), out_year)) return false;
    if (argc == 4) return true;
    *out_lang = lang_of(str_c(argv[5]));
    return !strcmp(argv[4], "--lang") && (!strcmp(argv[5], "vi") || !strcmp(argv[5], "en"));
}

int tool_report(int argc, char **argv) {
    i64 year = 0, now = (i64)time(NULL);
    enum lang lang;
    if (!report_asked(argc, argv, &year, &lang)) return tool_usage("report DATA YEAR OUT.pdf [--lang vi|en]");
    str error = {0}, data = str_c(argv[1]);
    struct db *db = db_open_folder(data, DB_READ, &error);
    if (!db) return tool_fail(error);
    const struct province *p = province_load(db, 0);
    if (!p && !db_error(db).n)
        return tool_fail(S("nothing has been adopted yet: tinhso adopt DATA PROVINCE"));
    if (!p && !db_done(db, &error)) return tool_fail(error);
    if (!report_year_ok(p, (int)year, now))
        return tool_fail(str_fmt("there is no Day of %lld: the first was in %d, next year's is the last",
                                 (long long)year, p->first_year));
    str pdf = annual_make(data, db, p, (int)year, lang, now, &error);
    if (!db_done(db, &error)) return tool_fail(error);
    if (!pdf.n || !file_write(str_c(argv[3]), pdf, &error)) return tool_fail(error);
    str print = signer_fingerprint(data, &error);
    printf("%s: %zu bytes, signed by the key of certificate %.*s\n", argv[3], pdf.n, STR_ARG(print));
    return 0;
}
