/* Keeping the witnesses' cosignatures of our checkpoints. The courier fetches them; the back room checks them
 * again, because the courier speaks with strangers. A cosignature is no act: recording it as one would need a
 * new checkpoint, without end.
 *
 * DATA/cosignatures holds notes as DATA/checkpoints does: each is one checkpoint, with our signature and the
 * line of one witness. */
#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MESSAGE_MAX = 4096 };

struct message { /* a message of the courier, parsed */
    struct checkpoint c;
    str note, body, line;
    u8 id[4];
};

/* Parses and checks: a checkpoint signed by this folder's key, with the line of a witness named in
 * province.yaml. */
static bool message_read(str data, str bytes, const struct province *p, struct message *out) {
    u8 key[32];
    str name, error, lines;
    i64 at;
    *out = (struct message){.note = bytes};
    if (!keys_public(data, key, &name, &error) || !checkpoint_read(bytes, &out->c, key) ||
        !str_eq(out->c.origin, name) || !note_split(bytes, &out->body, &lines))
        return false;
    for (size_t i = 0; p && i < p->n_witnesses; i++) {
        struct cosigner w;
        if (!cosigner_read(p->witnesses[i].key, &w) ||
            !cosignature_find(out->body, lines, &w, &out->line, &at))
            continue;
        vkey_id(w.name, VKEY_COSIGNATURE, w.key, out->id);
        return true;
    }
    return false;
}

static i64 *last_of(struct cosigned *c, const u8 id[4]) {
    size_t i = 0;
    while (i < c->n && memcmp(c->last[i].id, id, 4) != 0) i++;
    if (i == COSIGNERS) i = 0; /* table full, as witnesses were replaced: reuse an entry */
    if (i >= c->n) {
        c->n = i + 1;
        memcpy(c->last[i].id, id, 4);
        c->last[i].size = 0;
    }
    return &c->last[i].size;
}

/* The offset after the last whole note; a torn note behind it will be overwritten. */
static i64 file_end(str data) {
    struct stat st;
    str path = str_fmt("%.*s/cosignatures", STR_ARG(data)), text = notes_tail(data, "cosignatures"), note;
    if (stat(str_z(path), &st)) return 0;
    i64 end = st.st_size - (i64)text.n;
    while (text.n)
        if (checkpoint_next(&text, &note)) end = st.st_size - (i64)text.n;
        else str_cut(&text, '\n');
    return end;
}

/* Reads the sizes kept by an earlier process; cuts off a note torn by a crash. */
static void take_up(struct cosigned *c, const struct province *p) {
    str text = notes_tail(c->data, "cosignatures"), note;
    struct message l;
    while (text.n) {
        if (!checkpoint_next(&text, &note)) str_cut(&text, '\n');
        else if (message_read(c->data, note, p, &l)) *last_of(c, l.id) = l.c.size;
    }
    str path = str_fmt("%.*s/cosignatures", STR_ARG(c->data));
    c->ready = !truncate(str_z(path), (off_t)file_end(c->data)) || errno == ENOENT;
}

static bool keep(struct cosigned *c, str bytes, const struct province *p, str *out_error) {
    struct message l;
    if (!message_read(c->data, bytes, p, &l)) {
        *out_error = S("the courier handed over what is no cosignature by a witness of this province");
        return false;
    }
    i64 *last = last_of(c, l.id);
    if (l.c.size <= *last) return true;
    str ours, lines, name, kept = {0};
    if (!note_split(l.note, &ours, &lines)) return true;
    while (note_line_next(&lines, &ours, &name) && !kept.n)
        if (str_eq(name, l.c.origin)) kept = ours;
    str note = str_fmt("%.*s\n%.*s%.*s", STR_ARG(l.body), STR_ARG(kept), STR_ARG(l.line));
    if (!note_append(c->data, "cosignatures", file_end(c->data), note)) {
        *out_error = str_fmt("cannot write the cosignature: %s", strerror(errno));
        return false;
    }
    *last = l.c.size;
    return true;
}

static bool message_waits(int from) {
    char byte;
    return recv(from, &byte, 1, MSG_DONTWAIT | MSG_PEEK) > 0;
}

bool cosigned_pass(struct cosigned *c, const struct province *p, struct limit *limit, str *out_error) {
    char bytes[MESSAGE_MAX];
    bool good = true;
    if (!c->ready) take_up(c, p);
    while (message_waits(c->from) && limit_take(limit)) {
        ssize_t n = recv(c->from, bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
        str message = n > 0 && (size_t)n <= sizeof bytes ? str_copy((str){bytes, (size_t)n}) : (str){0};
        if (!keep(c, message, p, out_error)) good = false;
    }
    return good;
}
