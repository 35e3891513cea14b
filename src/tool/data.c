/* Command-line verbs that change, verify and copy a data folder: adopt, verify, replay, upgrade, backup,
 * erase. */
#include "tool.h"
#include "audit/audit.h"
#include "base/cli.h"
#include "base/text.h"
#include "dossier/dossier.h"

#include <errno.h>

json_t *adopt_fields_of(const char *folder) {
    struct complaints c = {0};
    struct sources s = sources_read(str_c(folder), &c);
    if (!c.n) province_build(&s, &c);
    for (size_t i = 0; i < c.n; i++) fprintf(stderr, "%.*s\n", STR_ARG(complaint_text(&c.v[i])));
    if (c.n) return NULL;
    json_t *files = json_object(), *fields = json_object();
    for (size_t i = 0; i < s.n; i++) json_put(files, str_z(s.v[i].path), s.v[i].text);
    json_object_set(fields, "files", files);
    return fields;
}

/* ---- adopt ---- */

int tool_adopt(int argc, char **argv) {
    if (argc != 3) return tool_usage("adopt DATA PROVINCE");
    json_t *fields = adopt_fields_of(argv[2]);
    if (!fields) return tool_fail(S("the folder has mistakes: nothing was adopted"));
    struct reply r = door_ask(
        str_c(argv[1]), &(struct act_ask){.kind = "province.adopt", .key = random_key(), .fields = fields});
    if (r.status != REPLY_OK) return tool_fail(r.why);
    printf("adopted as act %lld: %lld definitions changed\n", (long long)r.n,
           (long long)json_int(r.result, "changed"));
    return 0;
}

/* ---- verify, replay, backup ---- */

/* Damaged data may be no text: control characters and invalid UTF-8 are printed as \xHH. */
static str readable(str s) {
    struct out o = {0};
    bool text = text_valid(s);
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] < 32 || (u8)s.p[i] == 127 || (!text && (u8)s.p[i] > 127))
            out_fmt(&o, "\\x%02x", (u8)s.p[i]);
        else out_char(&o, s.p[i]);
    return out_all(&o);
}

static void print_findings(const struct findings *f) {
    for (size_t i = 0; i < f->n; i++)
        printf("WRONG  %-11s %.*s\n", f->v[i].where, STR_ARG(readable(f->v[i].what)));
    if (f->more) printf("WRONG  … and %zu more\n", f->more);
    printf("%.*s", STR_ARG(out_all(&f->remarks)));
    if (f->differences.n)
        printf("Today's code would decide these acts differently (the record stands):\n%.*s",
               STR_ARG(out_all(&f->differences)));
}

static bool text_of(const char *path, str *out_text) {
    static const size_t most = 64 * 1024;
    FILE *f = fopen(path, "rb");
    char *p = mem(most);
    *out_text = (str){p, f ? fread(p, 1, most, f) : 0};
    if (f) fclose(f);
    else tool_fail(str_fmt("cannot read %s: %s", path, strerror(errno)));
    return f != NULL;
}

static void print_right(const struct findings *f, bool tables) {
    printf("right: %lld acts, %zu checkpoint%s%s, every hash and file%s\n", (long long)f->acts,
           f->checkpoints, f->checkpoints == 1 ? "" : "s",
           f->signed_for < f->acts
               ? str_z(str_fmt(" (none yet for the last %lld acts)", (long long)(f->acts - f->signed_for)))
               : "",
           tables ? ", every row of every table" : "");
}

struct verify_asked {
    bool tables;
    const char *data, *checkpoint, *key;
};

/* verify DATA [--tables] [--checkpoint FILE --key FILE], in any order. A checkpoint needs a key beside it:
 * one taken from the folder under test would prove nothing. */
static bool verify_read(int argc, char **argv, struct verify_asked *a) {
    *a = (struct verify_asked){0};
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--tables")) a->tables = true;
        else if (!strcmp(argv[i], "--checkpoint") && i + 1 < argc) a->checkpoint = argv[++i];
        else if (!strcmp(argv[i], "--key") && i + 1 < argc) a->key = argv[++i];
        else if (argv[i][0] != '-' && !a->data) a->data = argv[i];
        else return false;
    }
    return a->data && !a->checkpoint == !a->key;
}

int tool_verify(int argc, char **argv) {
    struct verify_asked a;
    if (!verify_read(argc, argv, &a))
        return tool_usage("verify DATA [--tables] [--checkpoint FILE --key FILE]");
    struct kept kept = {0};
    if (a.key && (!text_of(a.checkpoint, &kept.checkpoint) || !text_of(a.key, &kept.key))) return 1;
    struct findings f = {0};
    bool good = verify_kept(str_c(a.data), a.tables, a.key ? &kept : NULL, &f);
    print_findings(&f);
    if (good) print_right(&f, a.tables);
    return good ? 0 : 1;
}

int tool_replay(int argc, char **argv) {
    if (argc != 3) return tool_usage("replay DATA NEW");
    struct findings f = {0};
    str error = {0};
    bool good = replay_folder(str_c(argv[1]), str_c(argv[2]), &f, &error);
    print_findings(&f);
    if (!good) return tool_fail(error);
    printf("%s rebuilt from the journal of %s (checkpoints and public key copied; private keys are not)\n",
           argv[2], argv[1]);
    return 0;
}

int tool_upgrade(int argc, char **argv) {
    if (argc != 2) return tool_usage("upgrade DATA");
    struct findings f = {0};
    str error = {0};
    bool done;
    bool good = upgrade_folder(str_c(argv[1]), &done, &f, &error);
    print_findings(&f);
    if (!good) return tool_fail(error);
    if (done)
        printf("%s: tables made anew from the journal; what was before is %s.before\n", argv[1], argv[1]);
    else printf("%s: its tables are this release's\n", argv[1]);
    return 0;
}

int tool_backup(int argc, char **argv) {
    if (argc != 3) return tool_usage("backup DATA DIR");
    str error = {0};
    if (!backup_folder(str_c(argv[1]), str_c(argv[2]), &error)) return tool_fail(error);
    printf("%s backed up to %s (without private keys and drafts)\n", argv[1], argv[2]);
    return 0;
}

/* ---- erase: the personal data of one dossier, as a law or a request demands ---- */

int tool_erase(int argc, char **argv) {
    if (argc != 4) return tool_usage("erase DATA CODE REASON");
    str error = {0};
    struct db *db = db_open_folder(str_c(argv[1]), DB_READ, &error);
    if (!db) return tool_fail(error);
    struct dossier d = {0};
    bool there = dossier_by_code(db, str_c(argv[2]), &d);
    json_t *f = json_object(), *acts = there ? dossier_acts_of(db, d.n) : NULL;
    if (!db_done(db, &error)) return tool_fail(error);
    if (!json_array_size(acts)) return tool_fail(str_fmt("there is no dossier %s", argv[2]));
    json_object_set(f, "acts", acts);
    json_put(f, "reason", str_c(argv[3]));
    struct reply reply =
        door_ask(str_c(argv[1]), &(struct act_ask){.kind = "body.erase", .key = random_key(), .fields = f});
    if (reply.status != REPLY_OK) return tool_fail(reply.why);
    printf("personal data of %zu acts erased by act %lld; the proof stands\n", json_array_size(acts),
           (long long)reply.n);
    return 0;
}
