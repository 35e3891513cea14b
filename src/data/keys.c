/* Creates and reads the folder's signing key, and finds the latest signed notes: see keys.h. */
#include "keys.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRIVATE "PRIVATE+KEY+"
enum { KEY_TEXT_MAX = 512, TAIL = 16 * 1024 };

static str under(str data, const char *name) { return str_fmt("%.*s/%s", STR_ARG(data), name); }

/* Formats "name+id+base64(1 ‖ key)" into the caller's buffer, so that a secret can be wiped. */
static void key_text(char *p, const char *head, str name, const u8 id[4], const u8 key[32]) {
    u8 typed[33] = {VKEY_NOTE};
    char text[sodium_base64_ENCODED_LEN(sizeof typed, sodium_base64_VARIANT_ORIGINAL)], id_text[9];
    memcpy(typed + 1, key, 32);
    sodium_bin2base64(text, sizeof text, typed, sizeof typed, sodium_base64_VARIANT_ORIGINAL);
    sodium_bin2hex(id_text, sizeof id_text, id, 4);
    snprintf(p, KEY_TEXT_MAX, "%s%.*s+%s+%s\n", head, STR_ARG(name), id_text, text);
    sodium_memzero(typed, sizeof typed);
    sodium_memzero(text, sizeof text);
}

/* Creates a file with this mode, fsynced. */
static bool file_new(str path, mode_t mode, const char *text, str *out_error) {
    size_t n = strlen(text);
    int fd = open(str_z(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    bool good = fd >= 0 && write(fd, text, n) == (ssize_t)n && !fsync(fd);
    if (!good) *out_error = str_fmt("cannot write %.*s: %s", STR_ARG(path), strerror(errno));
    if (fd >= 0) close(fd);
    return good;
}

bool keys_create(str data, str *out_error) {
    u8 public_key[32], secret_key[64], id[4];
    char text[KEY_TEXT_MAX];
    str folder = under(data, "keys");
    if (sodium_init() < 0) panic("libsodium does not start");
    /* the administrator may keep the key outside DATA; DATA/keys is then a link */
    const char *elsewhere = getenv("TINHSO_KEYS");
    const char *made = elsewhere && *elsewhere ? elsewhere : str_z(folder);
    bool there = !mkdir(made, 0700) || errno == EEXIST;
    if (!there || (made == elsewhere && symlink(elsewhere, str_z(folder)))) {
        *out_error = str_fmt("cannot make %.*s: %s", STR_ARG(folder), strerror(errno));
        return false;
    }
    crypto_sign_keypair(public_key, secret_key);
    hash h = sha256_of((str){(const char *)public_key, sizeof public_key}, (str){0});
    str name = str_fmt("tinhso/%.*s", STR_ARG(hex(h.b, 8)));
    vkey_id(name, VKEY_NOTE, public_key, id);
    key_text(text, PRIVATE, name, id, secret_key); /* libsodium's secret key begins with the seed */
    bool good = file_new(under(data, "keys/checkpoint.key"), 0600, text, out_error);
    sodium_memzero(text, sizeof text);
    sodium_memzero(secret_key, sizeof secret_key);
    if (!good) return false;
    key_text(text, "", name, id, public_key);
    return file_new(under(data, "public.key"), 0644, text, out_error) && folder_sync(folder) &&
           folder_sync(data);
}

/* Splits a key text into its 32 bytes, name and id. The caller must still compare the id. */
static bool key_parse(str s, const char *head, u8 out_key[32], str *out_name, u8 out_id[4]) {
    u8 typed[33];
    bool good = str_starts(s, str_c(head));
    if (good) s.p += strlen(head), s.n -= strlen(head);
    *out_name = str_copy(str_cut(&s, '+'));
    str id = str_cut(&s, '+');
    /* lower-case hex only, so that a key has one text */
    good = good && out_name->n && unhex(id, out_id, 4) && str_eq(hex(out_id, 4), id);
    good = good && unbase64(s, typed, sizeof typed) && typed[0] == VKEY_NOTE;
    if (good) memcpy(out_key, typed + 1, 32);
    sodium_memzero(typed, sizeof typed);
    return good;
}

static bool key_read(str path, const char *head, u8 out_key[32], str *out_name, u8 out_id[4],
                     str *out_error) {
    char text[KEY_TEXT_MAX];
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);
    if (n < 0) *out_error = str_fmt("cannot read %.*s: %s", STR_ARG(path), strerror(errno));
    if (fd >= 0) close(fd);
    if (n < 0) return false;
    bool good = key_parse(str_trim((str){text, (size_t)n}), head, out_key, out_name, out_id);
    if (!good) *out_error = str_fmt("%.*s is not a key of ours", STR_ARG(path));
    sodium_memzero(text, sizeof text);
    return good;
}

static bool id_right(str path, str name, const u8 public_key[32], const u8 id[4], str *out_error) {
    u8 right[4];
    vkey_id(name, VKEY_NOTE, public_key, right);
    if (!memcmp(right, id, sizeof right)) return true;
    *out_error = str_fmt("%.*s is damaged: its key is not the one its id names", STR_ARG(path));
    return false;
}

bool keys_public(str data, u8 out_key[32], str *out_name, str *out_error) {
    u8 id[4];
    str path = under(data, "public.key");
    return key_read(path, "", out_key, out_name, id, out_error) &&
           id_right(path, *out_name, out_key, id, out_error);
}

bool keys_text(str data, str *out_text, str *out_error) {
    u8 key[32];
    str name;
    char text[KEY_TEXT_MAX];
    u8 id[4];
    if (!keys_public(data, key, &name, out_error)) return false;
    vkey_id(name, VKEY_NOTE, key, id);
    key_text(text, "", name, id, key);
    *out_text = str_copy(str_c(text));
    return true;
}

str notes_tail(str data, const char *name) {
    str path = under(data, name);
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st)) return (str){0};
    size_t n = st.st_size > TAIL ? TAIL : (size_t)st.st_size;
    char *p = mem(n + 1);
    ssize_t got = pread(fd, p, n, st.st_size - (off_t)n);
    close(fd);
    return got == (ssize_t)n ? (str){p, n} : (str){0};
}

bool checkpoint_latest(str data, struct checkpoint *out, str *out_note) {
    u8 key[32];
    str name, error, text = notes_tail(data, "checkpoints");
    *out_note = (str){0};
    if (!keys_public(data, key, &name, &error)) return false;
    while (text.n) {
        str note;
        struct checkpoint c;
        if (checkpoint_next(&text, &note) && checkpoint_read(note, &c, key)) *out = c, *out_note = note;
        else str_cut(&text, '\n');
    }
    return out_note->n > 0;
}

bool checkpoint_remembered(str data, i64 *out_offset, str *out_note) {
    char *p = mem(TAIL);
    int fd = open(str_z(under(data, "keys/checkpoint.last")), O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, p, TAIL);
    int why = errno;
    if (fd >= 0) close(fd);
    str text = {p, n > 0 ? (size_t)n : 0}, line = str_cut(&text, '\n');
    bool good = n >= 0 && str_to_int(line, out_offset) && *out_offset >= 0 && text.n;
    if (good) *out_note = text;
    errno = good ? 0 : n < 0 ? why : ERANGE;
    return good;
}

/* The signature lines of a note except the log's own. */
static str lines_beside(str note, str origin) {
    str body, lines, line, name;
    struct out o = {0};
    if (!note_split(note, &body, &lines)) return (str){0};
    while (note_line_next(&lines, &line, &name))
        if (!str_eq(name, origin)) out_str(&o, line);
    return out_all(&o);
}

bool checkpoint_cosigned(str data, struct checkpoint *out, str *out_note) {
    u8 key[32];
    str name, error, note, text = notes_tail(data, "cosignatures");
    struct checkpoint c;
    *out_note = (str){0};
    if (!keys_public(data, key, &name, &error)) return false;
    while (text.n) {
        if (!checkpoint_next(&text, &note)) str_cut(&text, '\n');
        else if (!checkpoint_read(note, &c, key) || (out_note->n && c.size < out->size)) continue;
        else if (out_note->n && c.size == out->size)
            *out_note = str_fmt("%.*s%.*s", STR_ARG(*out_note), STR_ARG(lines_beside(note, c.origin)));
        else *out = c, *out_note = note;
    }
    return out_note->n > 0;
}

bool key_text_public(str text, u8 out_key[32], str *out_name) {
    return str_ends(text, S("\n")) && vkey_read((str){text.p, text.n - 1}, VKEY_NOTE, out_key, out_name);
}

bool keys_secret(str data, u8 out_key[64], str *out_name, str *out_error) {
    u8 id[4], seed[32], public_key[32];
    str path = under(data, "keys/checkpoint.key");
    if (!key_read(path, PRIVATE, seed, out_name, id, out_error)) return false;
    crypto_sign_seed_keypair(public_key, out_key, seed);
    sodium_memzero(seed, sizeof seed);
    return id_right(path, *out_name, public_key, id, out_error);
}
