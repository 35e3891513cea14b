/* Signing checkpoints of the journal's tree. The signer reads committed leaf hashes, adds them to its own
 * frontier and signs that root. It never signs a changed past: each checkpoint continues the one before.
 *
 * DATA/checkpoints holds signed notes (data/note.c) one after another, each followed by one empty line;
 * checkpoint_next reads them back. DATA/keys/checkpoint.last, which the server cannot reach, is written
 * first: the last note's offset in DATA/checkpoints, a newline, the note. A crash between the two writes is
 * completed at the next start. A checkpoints file that was cut or changed at its end is noticed. */
#include "private.h"
#include "base/file.h"

#include "backroom.h"
#include "base/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTE_FILE_MAX = 4096 };

static str under(str data, const char *name) { return str_fmt("%.*s/%s", STR_ARG(data), name); }

/* ---- files ---- */

/* Reads bytes [from, from + max) of a file, fewer at its end; false with errno. */
static bool file_read(str path, i64 from, size_t max, str *out_bytes) {
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    char *p = mem(max + 1);
    size_t got = 0;
    for (ssize_t n; got < max && (n = pread(fd, p + got, max - got, (off_t)from + (off_t)got)) > 0;)
        got += (size_t)n;
    close(fd);
    *out_bytes = (str){p, got};
    return true;
}

static bool last_write(str data, i64 offset, str note) {
    str path = under(data, "keys/checkpoint.last"), part = under(data, "keys/checkpoint.part");
    int fd = open(str_z(part), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good =
        fd >= 0 && write_all(fd, str_fmt("%lld\n%.*s", (long long)offset, STR_ARG(note))) && !fsync(fd);
    if (fd >= 0) close(fd);
    return good && !rename(str_z(part), str_z(path)) && folder_sync(under(data, "keys"));
}

/* Writes the note and its empty line at `offset`, the file's end; bytes that a crash left there are cut off.
 */
bool note_append(str data, const char *name, i64 offset, str note) {
    int fd = open(str_z(under(data, name)), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    bool good = fd >= 0 && !ftruncate(fd, (off_t)offset) && lseek(fd, 0, SEEK_END) == (off_t)offset;
    good = good && write_all(fd, str_fmt("%.*s\n", STR_ARG(note))) && !fsync(fd);
    if (fd >= 0) close(fd);
    return good && (offset || folder_sync(data));
}

static bool same(hash a, hash b) { return !memcmp(a.b, b.b, sizeof a.b); }

/* ---- taking up where we stopped ---- */

static bool lock_take(struct signer *s, str *out_error) {
    if (s->lock >= 0) return true;
    s->lock = open(str_z(under(s->data, "keys/checkpoint.key")), O_RDONLY | O_CLOEXEC);
    if (s->lock < 0) {
        *out_error =
            errno == ENOENT
                ? str_fmt(
                      "%.*s has no signing key (a restored or replayed folder?): its acts are not signed for",
                      STR_ARG(s->data))
                : str_fmt("cannot open %.*s/keys/checkpoint.key: %s", STR_ARG(s->data), strerror(errno));
        return false;
    }
    if (!flock(s->lock, LOCK_EX | LOCK_NB)) return true;
    close(s->lock);
    s->lock = -1;
    *out_error = str_fmt("another back room works in %.*s", STR_ARG(s->data));
    return false;
}

#define REPAIR                                                                                          \
    "keep everything as it is and find out why; if an older copy was put in place on purpose, say so: " \
    "tinhso restored DATA --reason TEXT"

/* DATA/checkpoints must end with this note. A note torn by a crash is completed. */
static bool checkpoints_meet(struct signer *s, i64 offset, str note, str *out_error) {
    str path = under(s->data, "checkpoints"), tail, whole = str_fmt("%.*s\n", STR_ARG(note));
    struct stat st = {0};
    bool there = !stat(str_z(path), &st);
    s->end = offset + (i64)whole.n;
    if (there && st.st_size >= offset && file_read(path, offset, whole.n + 1, &tail) &&
        str_starts(whole, tail))
        if (tail.n == whole.n || note_append(s->data, "checkpoints", offset, note)) return true;
    if (!there && !offset && note_append(s->data, "checkpoints", 0, note)) return true;
    *out_error = str_fmt("%.*s was cut or changed: it does not end with the last checkpoint signed; " REPAIR,
                         STR_ARG(path));
    return false;
}

/* The last note of DATA/checkpoints and its offset: a restored folder continues from it. */
static bool checkpoints_last(str data, i64 *out_offset, str *out_note, str *out_error) {
    struct stat st = {0};
    str path = under(data, "checkpoints"), text = {0};
    if (stat(str_z(path), &st) || !st.st_size) return true;
    i64 from = st.st_size > 4 * NOTE_FILE_MAX ? st.st_size - 4 * NOTE_FILE_MAX : 0;
    bool good = file_read(path, from, 4 * NOTE_FILE_MAX, &text);
    const char *start = text.p;
    /* skips to the beginning of the first whole note */
    while (from && text.n && !str_starts(text, S("\n\ntinhso/"))) text.p++, text.n--;
    if (from && text.n) text.p += 2, text.n -= 2;
    while (good && text.n) {
        *out_offset = from + (text.p - start);
        good = checkpoint_next(&text, out_note);
    }
    if (!good || !out_note->n)
        *out_error =
            str_fmt("%.*s does not end with a whole checkpoint: find out why before anything is signed",
                    STR_ARG(path));
    return good && out_note->n;
}

static bool nothing_signed(str data) {
    struct stat st;
    return stat(str_z(under(data, "checkpoints")), &st) ? errno == ENOENT : !st.st_size;
}

/* Finds the last signed note. Whoever can write DATA can cut DATA/checkpoints; only keys/checkpoint.last
 * shows that. */
static bool last_read(struct signer *s, str *out_note, str *out_error) {
    i64 offset = 0;
    *out_note = (str){0};
    s->end = 0;
    if (checkpoint_remembered(s->data, &offset, out_note))
        return checkpoints_meet(s, offset, *out_note, out_error);
    if (errno == ENOENT && nothing_signed(s->data)) return true;
    *out_error = errno == ENOENT
                     ? S("keys/checkpoint.last is missing, so nobody knows how far was signed; " REPAIR)
                 : errno == ERANGE ? S("keys/checkpoint.last is damaged; " REPAIR)
                                   : str_fmt("cannot read keys/checkpoint.last: %s", strerror(errno));
    return false;
}

/* Recomputes the tree of the last checkpoint from the journal and compares the roots. */
static bool take_up(struct signer *s, struct db *db, str *out_error) {
    u8 public_key[32];
    str note, name;
    struct checkpoint c = {0};
    if (s->ready) return true;
    s->tree = (struct frontier){0};
    s->last_leaf = (hash){0};
    if (!keys_public(s->data, public_key, &name, out_error) || !last_read(s, &note, out_error)) return false;
    if (note.n && (!checkpoint_read(note, &c, public_key) || !str_eq(c.origin, name))) {
        *out_error = str_fmt("the last checkpoint was not signed by this folder's key; " REPAIR);
        return false;
    }
    bool whole = leaves_add(db, &s->tree, c.size, &s->last_leaf);
    s->root = frontier_root(&s->tree);
    s->ready = whole && (!note.n || same(s->root, c.root)) && !db_error(db).n;
    if (!s->ready)
        *out_error =
            db_error(db).n ? str_copy(db_error(db))
            : whole
                ? str_fmt("the first %lld acts are not those that were signed for: the journal was changed",
                          (long long)c.size)
                : str_fmt("%lld acts were signed for, the journal no longer holds them: it was cut",
                          (long long)c.size);
    /* when the log is kept elsewhere, an older folder put back shows by a smaller number here */
    if (s->ready && note.n)
        log_line("info", "event=checkpoint.last acts=%lld root=%.*s", (long long)c.size,
                 STR_ARG(hex(c.root.b, sizeof c.root.b)));
    return s->ready;
}

/* ---- signing ---- */

/* The journal still holds what was signed: it is no shorter, and its last signed act has the same leaf. */
static bool continues(const struct signer *s, struct db *db, i64 size, str *out_error) {
    if (size < s->tree.size) {
        *out_error = str_fmt("%lld acts were signed for, the journal holds %lld: it was cut",
                             (long long)s->tree.size, (long long)size);
        return false;
    }
    str leaf = s->tree.size ? act_leaf(db, s->tree.size) : (str){0};
    if (!s->tree.size || (leaf.n == 32 && !memcmp(leaf.p, s->last_leaf.b, 32))) return true;
    *out_error = str_fmt("act %lld is not the one that was signed for: the journal was changed",
                         (long long)s->tree.size);
    return false;
}

static bool sign(struct signer *s, struct frontier tree, str *out_error) {
    u8 secret_key[64];
    str name;
    if (!keys_secret(s->data, secret_key, &name, out_error)) return false;
    struct checkpoint c = {
        .origin = name, .size = tree.size, .root = frontier_root(&tree), .at = (i64)time(NULL)};
    str note = note_sign(checkpoint_body(&c), name, secret_key);
    sodium_memzero(secret_key, sizeof secret_key);
    if (!last_write(s->data, s->end, note) || !note_append(s->data, "checkpoints", s->end, note)) {
        *out_error = str_fmt("cannot write the checkpoint: %s", strerror(errno));
        return false;
    }
    s->end += (i64)note.n + 1;
    s->tree = tree;
    s->root = c.root;
    s->at = steady_seconds();
    return true;
}

/* Adds the new leaves to a copy of the frontier and signs it. */
static bool cover(struct signer *s, struct db *db, i64 size, str *out_error) {
    struct frontier tree = s->tree;
    hash last = s->last_leaf;
    if (!leaves_add(db, &tree, size, &last)) {
        *out_error = db_error(db).n
                         ? str_copy(db_error(db))
                         : str_fmt("act %lld is missing from the journal", (long long)tree.size + 1);
        return false;
    }
    if (!sign(s, tree, out_error)) return false;
    s->last_leaf = last;
    return true;
}

enum signed_what signer_pass(struct signer *s, struct db *db, bool at_once, str *out_error) {
    *out_error = (str){0};
    if (!lock_take(s, out_error)) return SIGNED_REFUSED;
    bool good = take_up(s, db, out_error);
    i64 size = good ? journal_last(db) : 0;
    if (good && db_error(db).n) {
        *out_error = str_copy(db_error(db));
        return SIGNED_REFUSED; /* a failed query says nothing about the journal, so `ready` stays */
    }
    good = good && continues(s, db, size, out_error);
    bool due =
        good && size > s->tree.size && (at_once || !s->at || steady_seconds() - s->at >= CHECKPOINT_EVERY);
    if (good && !due) return SIGNED_NOTHING;
    if (good && cover(s, db, size, out_error)) return SIGNED_ONE;
    s->ready = false;
    return SIGNED_REFUSED;
}

/* ---- after a restore ---- */

/* Makes the folder's last note the signer's last; the former checkpoint.last, whose acts are lost, is kept
 * beside it. */
static bool memory_set(str data, i64 lost, i64 offset, str note) {
    str last = under(data, "keys/checkpoint.last"),
        kept = str_fmt("%.*s.lost-%lld", STR_ARG(last), (long long)lost);
    if (rename(str_z(last), str_z(kept)) && errno != ENOENT) return false;
    return !note.n || last_write(data, offset, note);
}

bool signer_restore(struct signer *s, str reason, struct reply *out, str *out_error) {
    u8 key[32];
    str name, lost = {0}, note = {0};
    struct checkpoint was = {0}, goes_on = {0};
    i64 ignored, offset = 0;
    if (!lock_take(s, out_error) || !keys_public(s->data, key, &name, out_error)) return false;
    if (checkpoint_remembered(s->data, &ignored, &lost) && !checkpoint_read(lost, &was, key)) lost = (str){0};
    if (!checkpoints_last(s->data, &offset, &note, out_error)) return false;
    if (note.n && !checkpoint_read(note, &goes_on, key)) {
        *out_error = S("the last note of DATA/checkpoints is not signed by this folder's key");
        return false;
    }
    json_t *f = json_object();
    json_put(f, "reason", reason);
    json_put(f, "lost", lost);
    *out = door_ask(s->data, &(struct act_ask){.kind = "log.restored", .key = random_key(), .fields = f});
    if (out->status != REPLY_OK) *out_error = out->why;
    else if (!memory_set(s->data, was.size, offset, note))
        *out_error = str_fmt("cannot write keys/checkpoint.last: %s", strerror(errno));
    return !out_error->n;
}

int tool_restored(int argc, char **argv) {
    if (argc != 4 || strcmp(argv[2], "--reason") != 0) return tool_usage("restored DATA --reason TEXT");
    struct signer s = {.data = str_c(argv[1]), .lock = -1};
    struct reply r;
    str error = {0};
    bool good = signer_restore(&s, str_c(argv[3]), &r, &error);
    signer_close(&s);
    if (!good) return tool_fail(error);
    printf("recorded by act %lld; signing goes on from the last checkpoint that this folder holds\n",
           (long long)r.n);
    return 0;
}

void signer_close(struct signer *s) {
    if (s->lock >= 0) close(s->lock);
    s->lock = -1;
}
