/* Compares signed notes with the journal: DATA/checkpoints, the signer's copy of the last one
 * (keys/checkpoint.last), cosignatures, and a note that somebody kept elsewhere. A missing note is an error,
 * as a wrong one is. */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTES_MAX = 256 * 1024 * 1024, MOMENTS = 10 };

static str under(str data, const char *name) { return str_fmt("%.*s/%s", STR_ARG(data), name); }

static str notes_all(str data, const char *file) {
    struct stat st;
    str path = under(data, file);
    if (stat(str_z(path), &st)) return (str){0};
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC);
    size_t size = st.st_size > NOTES_MAX ? NOTES_MAX : (size_t)st.st_size, got = 0;
    char *p = mem(size + 1);
    for (ssize_t n; fd >= 0 && got < size && (n = read(fd, p + got, size - got)) > 0;) got += (size_t)n;
    if (fd >= 0) close(fd);
    return (str){p, got};
}

static void note_add(struct note_list *list, struct checkpoint c) {
    GROW(list->v, list->n, list->cap);
    list->v[list->n++] = c;
}

/* True when every line beside our own is a cosignature by a witness named in any adopted province.yaml. */
static bool cosigned_right(str note, str origin, const struct cosigner *witnesses, size_t n) {
    str body, lines, line, name, found;
    i64 at;
    size_t beside = 0;
    if (!note_split(note, &body, &lines)) return false;
    while (lines.n) {
        bool right = false;
        if (!note_line_next(&lines, &line, &name)) return false;
        if (str_eq(name, origin)) continue;
        for (size_t i = 0; i < n && !right; i++)
            right = cosignature_find(body, line, &witnesses[i], &found, &at);
        if (!right) return false;
        beside++;
    }
    return beside > 0;
}

/* Parses a file of signed notes (format: see backroom/checkpoints.c and cosignatures.c). `witnesses` NULL:
 * only the folder's key signs in it. */
static void read_notes(struct note_list *list, str text, const u8 key[32], const struct cosigner *witnesses,
                       size_t n_witnesses, struct findings *out) {
    while (text.n) {
        str note;
        size_t number = list->n + 1;
        struct checkpoint c;
        if (!checkpoint_next(&text, &note) || !checkpoint_read(note, &c, key) ||
            (witnesses && !cosigned_right(note, c.origin, witnesses, n_witnesses))) {
            FIND(out, list->file, "%s number %zu in the file is damaged or not signed by %s", list->what,
                 number, witnesses ? "a witness that the province names" : "this folder's key");
            return;
        }
        note_add(list, c);
    }
}

/* ---- keys/checkpoint.last, the signer's copy of its last note ---- */

static bool remembered_fits(str text, i64 offset, str note) {
    return note.n && (size_t)offset <= text.n &&
           str_starts((str){text.p + offset, text.n - (size_t)offset}, str_fmt("%.*s\n", STR_ARG(note)));
}

/* Compares with keys/checkpoint.last, which exists only beside the signing key: a backup or replayed folder
 * has neither. `text` must be read after it, as a running server keeps signing. */
static void meet_memory(struct note_list *list, str data, str text, const u8 key[32], i64 offset, str note,
                        struct findings *out) {
    struct checkpoint c;
    if (access(str_z(under(data, "keys/checkpoint.key")), F_OK)) return;
    if (!note.n && access(str_z(under(data, "keys/checkpoint.last")), F_OK) && errno == ENOENT) {
        if (text.n)
            FIND(out, list->file, "keys/checkpoint.last is missing: nothing says whether this file is whole");
        return;
    }
    if (!note.n && access(str_z(under(data, "keys/checkpoint.last")), R_OK)) {
        out_z(&out->remarks, "keys/checkpoint.last is not for this user to read: it was not compared\n");
        return;
    }
    if (!note.n || !checkpoint_read(note, &c, key)) {
        FIND(out, list->file, "keys/checkpoint.last is damaged or not signed by this folder's key");
        return;
    }
    if (!remembered_fits(text, offset, note))
        FIND(
            out, list->file,
            "this file was cut or changed: the note for %lld acts that keys/checkpoint.last remembers is not "
            "in it",
            (long long)c.size);
    if (!list->n || list->v[list->n - 1].size < c.size) note_add(list, c);
}

void notes_read(struct note_list *list, str data, struct findings *out) {
    u8 key[32];
    str name, note = {0}, error = {0}, text = {0};
    i64 offset = 0;
    for (int tries = 0; tries < MOMENTS; tries++) { /* a running back room writes checkpoint.last first: wait
                                                       until the file has the note too */
        if (tries) nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
        bool remembered = checkpoint_remembered(data, &offset, &note);
        text = notes_all(data, list->file);
        if (!remembered || remembered_fits(text, offset, note)) break;
    }
    if (!keys_public(data, key, &name, &error)) {
        FIND(out, list->file, "no public key to check them with: %.*s", STR_ARG(error));
        return;
    }
    read_notes(list, text, key, NULL, 0, out);
    meet_memory(list, data, text, key, offset, note, out);
}

/* ---- cosignatures ---- */

static int by_size(const void *a, const void *b) {
    const struct checkpoint *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

/* Sorts by size: witnesses may lag behind each other, so the file's order means nothing. */
void cosigned_read(struct note_list *list, struct db *db, str data, struct findings *out) {
    enum { EVER = 100 };
    str keys[EVER], text = notes_all(data, list->file), name, error = {0};
    struct cosigner witnesses[EVER];
    u8 key[32];
    if (!text.n || !keys_public(data, key, &name, &error))
        return; /* a missing key is reported by notes_read */
    size_t n = 0, all = witness_keys_ever(db, keys, EVER);
    for (size_t i = 0; i < all; i++) n += cosigner_read(keys[i], &witnesses[n]);
    read_notes(list, text, key, witnesses, n, out);
    if (list->n) qsort(list->v, list->n, sizeof *list->v, by_size);
}

/* ---- a note that somebody kept elsewhere ---- */

void kept_read(struct note_list *list, str data, const struct kept *k, struct findings *out) {
    u8 key[32], own[32];
    str name, error = {0}, note = k->checkpoint;
    struct checkpoint c;
    while (str_ends(note, S("\n\n"))) note.n--;
    if (!key_text_public(k->key, key, &name)) FIND(out, list->file, "the key given is no key of ours");
    else if (!checkpoint_read(note, &c, key) || !str_eq(c.origin, name))
        FIND(out, list->file, "the checkpoint given is damaged or not signed by the key given");
    else if (keys_public(data, own, &name, &error) && memcmp(own, key, sizeof key) != 0)
        FIND(out, list->file,
             "this folder's key is another one: its log is not the one the checkpoint is of");
    else note_add(list, c);
}

/* ---- comparing while verify walks over the journal ---- */

void notes_meet(struct note_list *list, const struct frontier *tree, struct findings *out) {
    for (; list->at < list->n && list->v[list->at].size <= tree->size; list->at++) {
        const struct checkpoint *c = &list->v[list->at];
        if (c->size < tree->size) {
            if (!list->told)
                FIND(out, list->file, "%s %zu is about %lld acts, fewer than the one before it", list->what,
                     list->at + 1, (long long)c->size);
            list->told = true;
            continue;
        }
        hash root = frontier_root(tree);
        if (!memcmp(root.b, c->root.b, 32)) list->good_until = c->size, list->met++;
        else if (!list->told) {
            FIND(out, list->file,
                 "%s %zu (of act %lld, signed %.*s) does not match the journal: an act from %lld to "
                 "%lld was rewritten",
                 list->what, list->at + 1, (long long)c->size, STR_ARG(when_iso(c->at)),
                 (long long)list->good_until + 1, (long long)c->size);
            list->told = true;
        }
    }
}

void notes_end(const struct note_list *list, i64 acts, struct findings *out) {
    if (list->n && list->v[list->n - 1].size > acts)
        FIND(out, list->file, "%lld acts were signed for, the journal holds %lld: its end was cut off",
             (long long)list->v[list->n - 1].size, (long long)acts);
}
