/* The back room: signed notes, keys, checkpoints over a small journal (and their refusals), the paper of a
 * decided birth. */
#include "audit/audit.h"
#include "backroom/backroom.h"
#include "backroom/private.h"
#include "print/paper.h"
#include "data/data.h"
#include "data/keys.h"
#include "tap.h"
#include "web/web.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- signed notes: the vector of Go's sumdb/note, then our own ---- */

static void test_vector(void) {
    u8 typed[33], secret[64], public_key[32], id[4];
    require(unbase64(S("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), typed, sizeof typed));
    crypto_sign_seed_keypair(public_key, secret, typed + 1);
    vkey_id(S("PeterNeumann"), VKEY_NOTE, public_key, id);
    ok(str_is(hex(id, 4), "c74f20a3"), "key id as in Go's sumdb/note");
    str note = note_sign(S("If you think cryptography is the answer to your problem,\nthen you don't know "
                           "what your problem is.\n"),
                         S("PeterNeumann"), secret);
    ok(str_ends(note, S("\n\n— PeterNeumann "
                        "x08go/ZJkuBS9UG/"
                        "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")),
       "signature line as in Go's sumdb/note, byte for byte");
}

static struct checkpoint sample(void) {
    struct checkpoint c = {.origin = S("tinhso/0123456789abcdef"), .size = 20852163, .at = 1767225600};
    for (int i = 0; i < 32; i++) c.root.b[i] = (u8)(i * 7);
    return c;
}

static void test_notes(void) {
    u8 public_key[32], secret[64], other_public[32], other_secret[64];
    crypto_sign_keypair(public_key, secret);
    crypto_sign_keypair(other_public, other_secret);
    struct checkpoint c = sample(), back;
    str body = checkpoint_body(&c), note = note_sign(body, c.origin, secret);
    ok(str_starts(body,
                  S("tinhso/0123456789abcdef\n20852163\nAAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=\nat "
                    "1767225600\n")),
       "a checkpoint's body");
    ok(checkpoint_read(note, &back, public_key) && str_eq(back.origin, c.origin) && back.size == c.size &&
           back.at == c.at && !memcmp(back.root.b, c.root.b, 32),
       "a signed checkpoint is read back");
    ok(!checkpoint_read(note, &back, other_public), "another key does not verify it");
    size_t accepted = 0;
    for (size_t i = 0; i < note.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            char *z = (char *)(uintptr_t)str_copy(note).p;
            z[i] ^= (char)(1 << bit);
            accepted += checkpoint_read((str){z, note.n}, &back, public_key);
        }
    ok(!accepted, "none of %zu flipped bits is accepted (%zu)", note.n * 8, accepted);
    accepted = 0;
    for (size_t n = 0; n < note.n; n++) accepted += checkpoint_read((str){note.p, n}, &back, public_key);
    ok(!accepted, "no shortened note is accepted");
    str second = note_sign(body, S("witness.example"), other_secret),
        line = {second.p + body.n + 1, second.n - body.n - 1};
    ok(checkpoint_read(str_fmt("%.*s%.*s", STR_ARG(note), STR_ARG(line)), &back, public_key),
       "a witness's line beside ours is passed over");
    ok(!checkpoint_read(second, &back, other_public),
       "a note signed by a name that is not its origin is refused");
    static const char *const bodies[] = {"o\n-1\nAAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=\n",
                                         "o\n01\nAAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=\n",
                                         "o\n1\nAAc=\n",
                                         "o\n1\n",
                                         "o\n",
                                         "\n1\nAAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=\n",
                                         "o\n1\nAAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=\nat x\n"};
    for (size_t i = 0; i < COUNT(bodies); i++)
        ok(!checkpoint_read(note_sign(str_c(bodies[i]), S("o"), secret), &back, public_key),
           "malformed body %zu is refused though signed", i);
}

static void test_file_of_notes(void) {
    u8 public_key[32], secret[64];
    crypto_sign_keypair(public_key, secret);
    struct checkpoint c = sample();
    struct out o = {0};
    for (int i = 0; i < 3; i++, c.size++)
        out_fmt(&o, "%.*s\n", STR_ARG(note_sign(checkpoint_body(&c), c.origin, secret)));
    str text = out_all(&o), note;
    int n = 0;
    struct checkpoint back;
    while (checkpoint_next(&text, &note))
        n += checkpoint_read(note, &back, public_key) && back.size == 20852163 + n;
    ok(n == 3 && !text.n, "three notes are taken off a file of three");
    text = (str){o.p, o.n - 1};
    n = 0;
    while (checkpoint_next(&text, &note)) n++;
    ok(n == 2 && text.n, "a torn last note stays in the rest");
}

/* ---- a folder with a decided birth ---- */

static i64 clock_now;
static i64 test_clock(void) { return clock_now; }
static int keys_made;

static struct reply perform(struct folder *h, const char *kind, i64 actor, json_t *fields) {
    struct act_ask q = {
        .kind = kind, .actor = actor, .key = str_fmt("backroom-%d", ++keys_made), .fields = fields};
    struct reply r = folder_do(h, &q);
    if (r.status != REPLY_OK) printf("# %s: %.*s (%.*s)\n", kind, STR_ARG(r.why), STR_ARG(r.field));
    return r;
}

static json_t *object(const char *text) {
    const char *why = NULL;
    json_t *j = json_read(str_c(text), &why);
    if (!j) panic("not JSON: %s", why);
    return j;
}

static i64 person(struct folder *h, const char *name, const char *login) {
    json_t *f = json_object();
    json_put(f, "name", str_c(name));
    json_put(f, "login", str_c(login));
    return perform(h, "person.register", 0, f).n;
}

static void grant(struct folder *h, i64 who, const char *position) {
    json_t *f = object("{\"agency\":\"H55.05443\",\"role\":\"officer\"}");
    json_put_int(f, "person", who);
    json_put(f, "position", str_c(position));
    json_put_int(f, "from_day", day_of(2025, 7, 1));
    json_put_int(f, "until_day", 0);
    perform(h, "person.grant", 0, f);
}

static const char birth[] =
    "{\"procedure\":\"1.001193\",\"channel\":\"online\",\"submitter_name\":\"Nguyễn Thị "
    "Hòa\",\"answers\":{\"relation\":\"mother\",\"residence\":\"05443\","
    "\"copies\":\"2\",\"mother_known\":\"yes\",\"father_known\":\"yes\"},\"answers_personal\":{\"requester_"
    "name\":\"Nguyễn Thị Hòa\","
    "\"requester_id\":\"019195001234\",\"requester_phone\":\"0912345678\",\"child_name\":\"Lý Nguyễn Phương "
    "Uyên\",\"birth_date\":\"2026-03-05\","
    "\"sex\":\"female\",\"birth_place\":\"Bệnh viện Trung ương Thái Nguyên, phường Phan Đình Phùng, tỉnh "
    "Thái Nguyên\",\"ethnicity\":\"Tày\","
    "\"nationality\":\"Việt Nam\",\"hometown\":\"Xã Định Hóa, tỉnh Thái Nguyên\",\"mother_name\":\"Nguyễn "
    "Thị Hòa\",\"mother_year\":\"1995\","
    "\"mother_id\":\"019195001234\",\"mother_ethnicity\":\"Kinh\",\"mother_nationality\":\"Việt "
    "Nam\",\"mother_address\":\"Tổ 7, phường Phan Đình Phùng, "
    "tỉnh Thái Nguyên\",\"father_name\":\"Lý Văn "
    "Đức\",\"father_year\":\"1992\",\"father_id\":\"019092004321\",\"father_ethnicity\":\"Tày\","
    "\"father_nationality\":\"Việt Nam\",\"father_address\":\"Tổ 7, phường Phan Đình Phùng, tỉnh Thái "
    "Nguyên\"},"
    "\"files\":[],\"file_names\":[\"giấy chứng sinh.pdf\"]}";

/* Files, receives, examines and signs one birth; its dossier's number. */
static i64 birth_decided(struct folder *h, i64 citizen, i64 officer) {
    json_t *f = object(birth), *file = json_object();
    str sha = files_put(folder_path(h), S("%PDF-1.4 a birth note"));
    json_put(file, "doc", S("birth_note"));
    json_put(file, "sha", sha);
    json_put_int(file, "bytes", 21);
    json_put(file, "type", S("pdf"));
    json_array_append(json_object_get(f, "files"), file);
    json_put_int(f, "procedure_act", procedure_of(folder_province(h), S("1.001193"))->act);
    i64 n = perform(h, "dossier.file", citizen, f).n;
    clock_now += HOUR;
    f = json_object();
    json_put_int(f, "dossier", n);
    perform(h, "dossier.receive", officer, f);
    f = object("{\"step\":\"examine\",\"answers\":{\"book_number\":\"125/"
               "2026\"},\"answers_personal\":{\"child_id\":\"019326000077\"}}");
    json_put_int(f, "dossier", n);
    perform(h, "dossier.step", officer, f);
    clock_now += HOUR;
    f = object("{\"step\":\"sign\",\"answers\":{},\"answers_personal\":{}}");
    json_put_int(f, "dossier", n);
    perform(h, "dossier.step", officer, f);
    return n;
}

static json_t *definitions(void) {
    struct complaints c = {0};
    struct sources s = sources_read(S("provinces/thai-nguyen"), &c);
    json_t *f = json_object(), *files = json_object();
    for (size_t i = 0; i < s.n; i++) json_put(files, str_z(s.v[i].path), s.v[i].text);
    json_object_set(f, "files", files);
    return f;
}

static struct folder *house_at(str data) {
    str error = {0};
    struct folder *h = folder_open(data, &error);
    if (!h) panic("%.*s", STR_ARG(error));
    folder_clock(h, test_clock);
    return h;
}

struct world {
    str data;
    i64 citizen, officer, dossier;
};
static struct world world_make(bool demo) {
    static char name[40];
    str error = {0};
    snprintf(name, sizeof name, "/tmp/tinhso-backroom-XXXXXX");
    require(mkdtemp(name));
    struct world w = {.data = str_copy(str_c(name))};
    clock_now = when_of(day_of(2026, 3, 9), 8 * 60);
    ok(folder_init(w.data, &error), "a folder is made");
    struct folder *h = house_at(w.data);
    json_t *f = json_object();
    json_put_int(f, "demo", demo);
    perform(h, "house.found", 0, f);
    perform(h, "province.adopt", 0, definitions());
    w.citizen = person(h, "Nguyễn Thị Hòa", "019195001234");
    w.officer = person(h, "Dương Quốc Khánh", "can-bo-1");
    static const char *const positions[] = {"reception", "civil_status", "chair"};
    for (size_t i = 0; i < COUNT(positions); i++) grant(h, w.officer, positions[i]);
    w.dossier = birth_decided(h, w.citizen, w.officer);
    folder_close(h);
    return w;
}

static str under(str data, const char *name) { return str_fmt("%.*s/%s", STR_ARG(data), name); }

static str slurp(str path) {
    struct stat st = {0};
    int fd = open(str_z(path), O_RDONLY);
    if (fd < 0 || fstat(fd, &st)) return (str){0};
    char *p = mem((size_t)st.st_size + 1);
    ssize_t n = read(fd, p, (size_t)st.st_size);
    close(fd);
    return (str){p, n > 0 ? (size_t)n : 0};
}

static void spill(str path, str bytes) {
    int fd = open(str_z(path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    require(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
    close(fd);
}

/* Runs a program and reads what it prints. */
static str printed_by(const char *const *argv) {
    int ends[2];
    require(!pipe(ends));
    pid_t child = fork();
    if (!child) {
        dup2(ends[1], 1);
        close(ends[0]);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(ends[1]);
    struct out o = {0};
    char chunk[4096];
    for (ssize_t n; (n = read(ends[0], chunk, sizeof chunk)) > 0;) out_str(&o, (str){chunk, (size_t)n});
    close(ends[0]);
    waitpid(child, NULL, 0);
    return out_all(&o);
}

static bool holds(str text, const char *what) { return text.n && memmem(text.p, text.n, what, strlen(what)); }

/* ---- keys ---- */

static void test_keys(str data) {
    struct stat folder, key;
    u8 public_key[32], secret[64], derived[32];
    str name, secret_name, error = {0};
    ok(!stat(str_z(under(data, "keys")), &folder) && (folder.st_mode & 0777) == 0700,
       "the keys' folder is 0700");
    ok(!stat(str_z(under(data, "keys/checkpoint.key")), &key) && (key.st_mode & 0777) == 0600,
       "the key is 0600");
    ok(keys_public(data, public_key, &name, &error) && keys_secret(data, secret, &secret_name, &error),
       "both keys are read");
    crypto_sign_ed25519_sk_to_pk(derived, secret);
    ok(!memcmp(derived, public_key, 32) && str_eq(name, secret_name) && str_starts(name, S("tinhso/")),
       "and belong together");
    ok(!keys_create(data, &error), "keys are never replaced");
    str text = slurp(under(data, "public.key"));
    size_t accepted = 0;
    for (size_t i = 0; i < 8 * (text.n - 1); i++) {
        char *z = (char *)(uintptr_t)str_copy(text).p;
        z[i / 8] ^= (char)(1 << i % 8);
        spill(under(data, "public.key"), (str){z, text.n});
        bool good = keys_public(data, public_key, &name, &error);
        if (good) printf("# byte %zu bit %zu\n", i / 8, i % 8);
        accepted += good;
    }
    spill(under(data, "public.key"), text);
    ok(!accepted, "no damaged public key is accepted");
}

/* ---- checkpoints ---- */

static void sql(str data, const char *statement) {
    str error = {0};
    struct db *db = db_open_folder(data, DB_WRITE, &error);
    require(db);
    db_script(db, statement);
    require(!db_error(db).n);
    db_close(db);
}

static str first_finding(str data) {
    struct findings f = {0};
    verify_folder(data, false, &f);
    return f.n ? f.v[0].what : (str){0};
}

static bool verified(str data) {
    str wrong = first_finding(data);
    if (wrong.n) printf("# verify: %.*s\n", STR_ARG(wrong));
    return !wrong.n;
}

static bool once(str data) {
    str error = {0};
    bool good = backroom_once(data, &error);
    if (!good) printf("# back room: %.*s\n", STR_ARG(error));
    return good;
}

static void more_acts(const struct world *w, int n) {
    struct folder *h = house_at(w->data);
    for (int i = 0; i < n; i++) person(h, "Hoàng Văn Thụ", str_z(str_fmt("more-%d", ++keys_made)));
    folder_close(h);
}

static bool refused(str data, const char *why, const char *what) {
    str error = {0}, before = slurp(under(data, "checkpoints"));
    bool good = !backroom_once(data, &error) && holds(error, why) &&
                str_eq(before, slurp(under(data, "checkpoints")));
    return ok(good, "%s is refused, nothing is written: %.*s", what, STR_ARG(error));
}

static void test_checkpoints(const struct world *w) {
    str error = {0}, text = slurp(under(w->data, "checkpoints")), note;
    u8 key[32];
    str name;
    struct checkpoint c = {0};
    struct db *db = db_open_folder(w->data, DB_READ, &error);
    require(keys_public(w->data, key, &name, &error));
    hash root = tree_root(db, db_int(db, "SELECT MAX(n) FROM journal"));
    ok(checkpoint_next(&text, &note) && !text.n && checkpoint_read(note, &c, key) && str_eq(c.origin, name),
       "one checkpoint lies there");
    ok(c.size == db_int(db, "SELECT MAX(n) FROM journal") && !memcmp(c.root.b, root.b, 32),
       "over the whole journal: %lld acts", (long long)c.size);
    db_close(db);
    ok(verified(w->data), "verify agrees");
    text = slurp(under(w->data, "checkpoints"));
    ok(once(w->data) && str_eq(text, slurp(under(w->data, "checkpoints"))), "nothing new, nothing signed");
    more_acts(w, 3);
    ok(once(w->data), "three acts more are signed for");
    str longer = slurp(under(w->data, "checkpoints"));
    ok(longer.n > text.n && str_starts(longer, text) && verified(w->data), "appended, and verify agrees");
}

static void test_crashes(const struct world *w) {
    str path = under(w->data, "checkpoints"), whole = slurp(path), rest = whole, note;
    require(checkpoint_next(&rest, &note));
    size_t last = whole.n - rest.n, bad = 0;
    for (size_t n = last; n < whole.n; n += 37) { /* a crash left any part of the last note, or none */
        spill(path, (str){whole.p, n});
        bad += !once(w->data) || !str_eq(slurp(path), whole);
    }
    ok(!bad, "a torn last checkpoint is completed wherever it was torn");
    spill(path, (str){whole.p, last - 1});
    refused(w->data, "was cut or changed", "a checkpoints file cut before the last note");
    spill(path, str_fmt("%.*sx", STR_ARG(whole)));
    refused(w->data, "was cut or changed", "a checkpoints file with something after the last note");
    spill(path, whole);
    unlink(str_z(under(w->data, "keys/checkpoint.last")));
    more_acts(w, 1);
    refused(w->data, "keys/checkpoint.last is missing", "a folder without the memory of its last note");
    ok(holds(first_finding(w->data), "is missing"), "verify says so too");
    struct signer s = {.data = w->data, .lock = -1};
    struct reply r;
    str error = {0};
    ok(signer_restore(&s, S("đĩa hỏng, lấy lại bản sao đêm qua"), &r, &error) && !error.n,
       "said to be on purpose");
    signer_close(&s);
    ok(once(w->data) && verified(w->data), "it goes on from the file, and the journal says why");
}

static void test_refusals(const struct world *w) {
    sql(w->data, "CREATE TABLE kept AS SELECT * FROM journal"
                 " WHERE n = (SELECT MAX(n) FROM journal)");
    sql(w->data, "DELETE FROM journal WHERE n = (SELECT MAX(n) FROM journal)");
    refused(w->data, "it was cut", "a shrunken tree");
    ok(holds(first_finding(w->data), "cut off"), "verify says so too");
    sql(w->data, "INSERT INTO journal SELECT * FROM kept; DROP TABLE kept");
    sql(w->data, "CREATE TABLE kept AS SELECT leaf FROM journal"
                 " WHERE n = 2; UPDATE journal"
                 " SET leaf = (SELECT leaf FROM journal WHERE n = 3)"
                 " WHERE n = 2");
    refused(w->data, "the journal was changed", "a changed tree");
    sql(w->data, "UPDATE journal"
                 " SET leaf = (SELECT leaf FROM kept)"
                 " WHERE n = 2; DROP TABLE kept");
    ok(once(w->data), "put right, it signs again");
    more_acts(w, 1);
    rename(str_z(under(w->data, "keys/checkpoint.key")), str_z(under(w->data, "keys/away")));
    refused(w->data, "no signing key", "a folder without its key");
    rename(str_z(under(w->data, "keys/away")), str_z(under(w->data, "keys/checkpoint.key")));
    ok(once(w->data), "with its key it signs");
}

/* ---- cosignatures that the courier hands over ---- */

struct outside { /* a witness */
    u8 secret[64];
    struct province province; /* that names it */
    str name;
};

static struct outside witness_make(const char *name) {
    struct outside w = {.name = str_c(name)};
    u8 public_key[32], typed[33] = {VKEY_COSIGNATURE}, id[4];
    crypto_sign_keypair(public_key, w.secret);
    memcpy(typed + 1, public_key, 32);
    vkey_id(w.name, VKEY_COSIGNATURE, public_key, id);
    w.province.witnesses = NEW(struct witness);
    w.province.witnesses[0].key =
        str_fmt("%s+%.*s+%.*s", name, STR_ARG(hex(id, 4)), STR_ARG(base64(typed, sizeof typed)));
    w.province.n_witnesses = 1;
    return w;
}

static str cosigned_by(const struct outside *w, str note, i64 at) {
    str body, lines;
    require(note_split(note, &body, &lines));
    return str_fmt("%.*s%.*s", STR_ARG(note), STR_ARG(cosignature_sign(body, w->name, w->secret, at)));
}

/* What one letter changes in DATA/cosignatures: bytes. */
static i64 hand_over(struct cosigned *c, int to, const struct outside *w, str letter, str *out_why) {
    struct limit many = {.a_second = 100, .an_hour = 1000};
    str before = slurp(under(c->data, "cosignatures"));
    require(send(to, letter.p, letter.n, 0) == (ssize_t)letter.n);
    *out_why = (str){0};
    cosigned_pass(c, &w->province, &many, out_why);
    return (i64)slurp(under(c->data, "cosignatures")).n - (i64)before.n;
}

static void test_cosignatures(const struct world *world) {
    int pair[2];
    str why, first, latest, text = slurp(under(world->data, "checkpoints"));
    struct outside w = witness_make("witness.example/w1"), other = witness_make("other.example/w");
    require(!socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) && checkpoint_next(&text, &first));
    latest = first;
    while (checkpoint_next(&text, &latest)) {}
    struct cosigned c = {.data = world->data, .from = pair[0]};
    str good = cosigned_by(&w, first, 1700000000), newer = cosigned_by(&w, latest, 1700000001);
    ok(!hand_over(&c, pair[1], &w, first, &why) && why.n, "a checkpoint without a cosignature is not kept");
    ok(!hand_over(&c, pair[1], &w, cosigned_by(&other, first, 1700000000), &why) && why.n,
       "nor one by a witness that the province does not name");
    struct outside thief = other;
    thief.name = w.name;
    ok(!hand_over(&c, pair[1], &w, cosigned_by(&thief, first, 1700000000), &why) && why.n,
       "nor by another key under its name");
    str forged = str_copy(good);
    ((char *)(uintptr_t)forged.p)[30] ^= 1;
    ok(!hand_over(&c, pair[1], &w, forged, &why) && why.n, "nor of a checkpoint we have not signed");
    ok(!hand_over(&c, pair[1], &w, S("x"), &why) && why.n, "nor a letter that says nothing");
    char *large = mem(8000);
    memset(large, 'x', 8000);
    ok(!hand_over(&c, pair[1], &w, (str){large, 8000}, &why) && why.n, "nor one of 8,000 letters");
    ok(hand_over(&c, pair[1], &w, good, &why) == (i64)good.n + 1 && !why.n, "a right one is kept");
    ok(!hand_over(&c, pair[1], &w, good, &why) && !why.n, "once, however often it comes");
    ok(hand_over(&c, pair[1], &w, newer, &why) > 0 && !hand_over(&c, pair[1], &w, good, &why),
       "a newer one is kept, then no older one");
    str whole = slurp(under(world->data, "cosignatures"));
    require(!truncate(str_z(under(world->data, "cosignatures")), (off_t)whole.n - 30));
    struct cosigned again = {.data = world->data, .from = pair[0]};
    ok(hand_over(&again, pair[1], &w, newer, &why) == 30 &&
           str_eq(slurp(under(world->data, "cosignatures")), whole),
       "what a crash tore at the end is written anew, what was kept before is remembered");
    struct limit none = {0};
    require(send(pair[1], "x", 1, 0) == 1);
    ok(cosigned_pass(&again, &w.province, &none, &why), "past its limit it reads no letter");
    struct checkpoint shown;
    str note;
    ok(checkpoint_cosigned(world->data, &shown, &note) && str_eq(note, newer),
       "the log shows the largest tree that was cosigned");
    unlink(str_z(under(world->data, "cosignatures")));
    close(pair[0]);
    close(pair[1]);
}

/* ---- what a captured server could make it do ---- */

static struct paper long_paper(void);

static void test_limits(const struct world *w) {
    struct limit l = {.a_second = 3, .an_hour = 5};
    i64 second = 0;
    int taken = 0;
    while (second != steady_seconds()) { /* once more when the second ended meanwhile */
        l.second = l.hour = 0, taken = 0;
        second = steady_seconds();
        for (int i = 0; i < 9; i++) taken += limit_take(&l);
    }
    is_int(taken, 3, "three papers a second are three");
    l.second = 0;
    for (int i = 0; i < 9; i++) taken += limit_take(&l);
    is_int(taken, 5, "and five an hour five");
    str error = {0};
    struct db *db = db_open(under(w->data, "main.db"), DB_READ, &error);
    struct papers p = {.data = w->data};
    struct limit none = {0};
    size_t made = 9;
    str sha = db_text(db, "SELECT paper FROM dossier WHERE n = $1", VN(w->dossier));
    sql(w->data, "UPDATE dossier SET paper = ''");
    ok(papers_due(db) == 1 && papers_pass(&p, db, &none, &made, &error) && !made,
       "past its limit it makes no paper, though one is due");
    sql(w->data, str_z(str_fmt("UPDATE dossier SET paper = '%.*s' WHERE n = %lld", STR_ARG(sha),
                               (long long)w->dossier)));
    papers_close(&p);
    struct signer s = {.data = w->data, .lock = -1};
    more_acts(w, 1);
    ok(signer_pass(&s, db, true, &error) == SIGNED_ONE, "an act is signed for");
    more_acts(w, 1);
    ok(signer_pass(&s, db, false, &error) == SIGNED_NOTHING,
       "the next not within %d seconds: so many signatures an hour and no more", CHECKPOINT_EVERY);
    signer_close(&s);
    db_close(db);
    ok(once(w->data), "but in the end");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* In a child, whose status says which of these was possible. */
static void test_quiet(void) {
    fflush(stdout);
    pid_t child = fork();
    if (!child) {
        char *const no[] = {NULL};
        bool quiet = backroom_jail(S("/tmp"));
        int possible = (socket(AF_INET, SOCK_STREAM, 0) >= 0) | (socket(AF_INET6, SOCK_DGRAM, 0) >= 0) << 1 |
                       (socket(AF_NETLINK, SOCK_RAW, 0) >= 0) << 2 | !execve("/bin/true", no, no) << 3 |
                       (fork() >= 0) << 4 | (socket(AF_UNIX, SOCK_STREAM, 0) < 0) << 5;
        struct paper p = long_paper();
        str error = {0};
        _exit(quiet && paper_pdf(&p, &error).n ? possible : 64);
    }
    int status = -1;
    ok(waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status),
       "a captured back room has no network and no other program, and still draws papers");
}
#else
static void test_quiet(void) {}
#endif

/* What is not committed was never seen: the back room reads the journal itself, nobody tells it what to sign.
 */
static void test_uncommitted(const struct world *w) {
    str error = {0}, before = slurp(under(w->data, "checkpoints"));
    struct db *db = db_open(under(w->data, "main.db"), DB_WRITE, &error);
    db_script(db, "BEGIN IMMEDIATE;"
                  " CREATE TABLE copy AS SELECT * FROM journal"
                  " WHERE n = (SELECT MAX(n) FROM journal);UPDATE copy"
                  " SET n = n + 1, key = 'forged'; INSERT INTO journal SELECT *"
                  " FROM copy");
    ok(!db_error(db).n && once(w->data) && str_eq(before, slurp(under(w->data, "checkpoints"))),
       "an act that is not committed is not signed for");
    db_script(db, "ROLLBACK");
    db_close(db);
    ok(verified(w->data), "and nothing of it stays");
}

/* ---- papers ---- */

static str paper_path(const struct world *w) {
    str error = {0};
    struct db *db = db_open_folder(w->data, DB_READ, &error);
    str sha = db_text(db, "SELECT paper FROM dossier WHERE n = $1", VN(w->dossier));
    db_close(db);
    return sha.n ? files_path(w->data, sha) : (str){0};
}

static void test_paper(const struct world *w, bool demo) {
    str path = paper_path(w);
    ok(path.n > 0, "the decided dossier has its paper");
    str text = printed_by((const char *const[]){"pdftotext", "-layout", str_z(path), "-", NULL});
    str info = printed_by((const char *const[]){"pdfinfo", str_z(path), NULL});
    str fonts = printed_by((const char *const[]){"pdffonts", str_z(path), NULL});
    static const char *const said[] = {
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG PHAN ĐÌNH PHÙNG",
        "Số: 125/2026",
        "Phan Đình Phùng, ngày 09 tháng 3 năm 2026",
        "GIẤY KHAI SINH",
        "LÝ NGUYỄN PHƯƠNG UYÊN",
        "Ngày, tháng, năm sinh: 05/03/2026",
        "Giới tính: Nữ",
        "Bệnh viện Trung ương Thái Nguyên",
        "Dân tộc: Tày",
        "Số định danh cá nhân của trẻ: 019326000077",
        "NGUYỄN THỊ HÒA",
        "LÝ VĂN ĐỨC",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN",
        "Dương Quốc Khánh",
        "H55.05443-260309-0001",
        "/ho-so/H55.05443-260309-0001",
    };
    for (size_t i = 0; i < COUNT(said); i++) ok(holds(text, said[i]), "the paper says: %s", said[i]);
    ok(!holds(text, "0912345678"), "it does not say anybody's phone number");
    ok(holds(text, "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ") == demo, "it %s a demonstration",
       demo ? "says that it is" : "is not");
    ok(holds(info, "Pages:           1") || holds(info, "Pages:          1"), "one page");
    ok(holds(info, "A4") && holds(info, "GIẤY KHAI SINH"), "A4, with its title");
    ok(holds(fonts, "Tinos") && !holds(fonts, "Noto") && !holds(fonts, "DejaVu"), "all of it in Tinos");
    ok(holds(slurp(path), "/Lang (vi)") && holds(info, "Tagged:          yes"),
       "tagged, and in Vietnamese to a reader's voice");
    const char *keep = getenv("TINHSO_KEEP_PAPER");
    if (keep) spill(str_fmt("%s-%d.pdf", keep, demo), slurp(path));
}

static struct paper long_paper(void) {
    struct paper p = {.agency = S("SỞ NỘI VỤ"),
                      .above = S("UBND TỈNH THÁI NGUYÊN"),
                      .number = S("H55-261231-0007"),
                      .place = S("Thái Nguyên"),
                      .day = day_of(2026, 1, 5),
                      .title = S("QUYẾT ĐỊNH"),
                      .about = S("Thử"),
                      .signer_title = S("GIÁM ĐỐC"),
                      .signer_name = S("Trần Văn A"),
                      .code = S("H55-261231-0007"),
                      .address = S("/ho-so/H55-261231-0007"),
                      .leaf = S("00"),
                      .decided_at = 1767577500};
    for (int i = 0; i < 90; i++) {
        GROW(p.lines, p.n_lines, p.cap);
        p.lines[p.n_lines++] = (struct paper_line){str_fmt("Câu hỏi dài số %d trong một biểu mẫu rất dài", i),
                                                   S("một câu trả lời"), i % 9 ? PAPER_PLAIN : PAPER_HEADING};
    }
    return p;
}

static void test_drawing(void) {
    str error = {0}, path = S("/tmp/tinhso-backroom-long.pdf");
    struct paper p = long_paper();
    str one = paper_pdf(&p, &error), two = paper_pdf(&p, &error);
    ok(one.n && str_eq(one, two), "the same paper gives the same bytes: %zu", one.n);
    spill(path, one);
    str info = printed_by((const char *const[]){"pdfinfo", str_z(path), NULL});
    str text = printed_by((const char *const[]){"pdftotext", "-layout", str_z(path), "-", NULL});
    ok(holds(info, "Pages:           3") || holds(info, "Pages:           4"),
       "a long one has several pages");
    ok(holds(text, "ngày 05 tháng 01 năm 2026") && holds(text, "số 88 "), "nothing of it is lost");
    ok(str_is(pdf_finish(S("no pdf"), &(struct pdf_metadata){.language = "vi"}), "no pdf"),
       "what is no PDF is left alone");
    const char *keep = getenv("TINHSO_KEEP_PAPER");
    if (keep) spill(str_fmt("%s-long.pdf", keep), one);
    unlink(str_z(path));
}

/* ---- the loop, as the server starts it ---- */

static bool until(bool (*there)(const struct world *w), const struct world *w, int milliseconds) {
    for (; milliseconds > 0 && !there(w); milliseconds -= 50) usleep(50 * 1000);
    return there(w);
}

static i64 covered(const struct world *w) {
    str text = slurp(under(w->data, "checkpoints")), note, name, error;
    u8 key[32];
    struct checkpoint c = {0};
    require(keys_public(w->data, key, &name, &error));
    while (checkpoint_next(&text, &note) && checkpoint_read(note, &c, key)) {}
    return c.size;
}

static i64 acts(const struct world *w) {
    str error = {0};
    struct db *db = db_open_folder(w->data, DB_READ, &error);
    i64 n = db_int(db, "SELECT MAX(n) FROM journal");
    db_close(db);
    return n;
}

static bool all_covered(const struct world *w) { return covered(w) == acts(w); }
static bool paper_there(const struct world *w) { return paper_path(w).n > 0; }

static void test_loop(const struct world *w) {
    fflush(stdout);
    pid_t child = fork();
    if (!child) _exit(backroom_main(w->data, -1));
    for (int i = 0; i < 3; i++) {
        more_acts(w, 2);
        ok(until(all_covered, w, 5000), "acts are covered within five seconds (%lld)", (long long)acts(w));
    }
    str error = {0};
    ok(!backroom_once(w->data, &error) && holds(error, "another back room"),
       "a second back room does not sign beside it");
    more_acts(w, 1);
    kill(child, SIGTERM);
    int status = -1;
    ok(waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status), "it ends when told");
    ok(all_covered(w) && verified(w->data), "and leaves nothing uncovered");
}

static void test_server_only(const struct world *w) {
    fflush(stdout);
    pid_t child = fork();
    if (!child) _exit(backroom_main(w->data, -1));
    ok(until(all_covered, w, 5000), "a server's back room signs");
    usleep(500 * 1000);
    ok(!paper_there(w), "but never takes the folder's lock for a paper: it waits for its server");
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    ok(!paper_there(w), "nor when it ends");
}

static void remove_all(str data) { printed_by((const char *const[]){"rm", "-rf", str_z(data), NULL}); }

int main(void) {
    arena_enter(arena_new());
    rooms_start();
    test_vector();
    test_notes();
    test_file_of_notes();
    test_drawing();
    test_quiet();
    struct world w = world_make(true), plain;
    test_keys(w.data);
    ok(once(w.data), "one pass makes what is due");
    test_paper(&w, true);
    test_checkpoints(&w);
    test_crashes(&w);
    test_refusals(&w);
    test_cosignatures(&w);
    test_limits(&w);
    test_uncommitted(&w);
    test_loop(&w);
    plain = world_make(false);
    test_server_only(&plain);
    ok(once(plain.data), "and so on data that are no demonstration");
    test_paper(&plain, false);
    remove_all(w.data);
    remove_all(plain.data);
    return done();
}
