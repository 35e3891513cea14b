/* Reads the files of a province folder: see sources.h. */
#include "sources.h"
#include "load.h"
#include "base/file.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 5000 };

struct walk {
    struct sources *s;
    struct complaints *c;
    i64 bytes;
};

/* Fewer bytes than `size` are no error: the file may have been shortened after fstat. */
static bool text_read(int fd, size_t size, str *out_text) {
    char *p = mem(size + 1);
    *out_text = (str){p, read_up_to(fd, p, size)};
    return out_text->n == size || !errno;
}

static void file_read(struct walk *w, int dir, const char *name, str path) {
    struct stat st;
    str text = {0};
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno == ELOOP)
        return complaint_add(w->c, path, 0, 0, S("this is a link"), S("a file of its own"));
    if (fd < 0)
        return complaint_add(w->c, path, 0, 0, str_fmt("cannot be opened: %s", strerror(errno)), (str){0});
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        complaint_add(w->c, path, 0, 0, S("this is no ordinary file"), S("a file of its own"));
    else if (st.st_size > FILE_MAX)
        complaint_add(w->c, path, 0, 0, S("the file is too large"), S("at most 1 MiB"));
    else if ((w->bytes += st.st_size) > FOLDER_MAX)
        complaint_add(w->c, path, 0, 0, S("the folder is too large"), S("at most 16 MiB in all"));
    else if (!text_read(fd, (size_t)st.st_size, &text))
        complaint_add(w->c, path, 0, 0, str_fmt("cannot be read: %s", strerror(errno)), (str){0});
    else {
        GROW(w->s->v, w->s->n, w->s->cap);
        w->s->v[w->s->n++] = (struct source_file){.path = path, .text = text};
    }
    close(fd);
}

static void folder_read(struct walk *w, int dir, str head, bool top);

/* Complaints print names on terminals and pages: a control character could deceive there. */
static bool plain_name(str name) {
    for (size_t i = 0; i < name.n; i++)
        if ((u8)name.p[i] < 32) return false;
    return text_valid(name);
}

static bool is_text(str name, bool top) {
    return str_ends(name, S(".yaml")) || (top && str_is(name, BOUNDARIES_FILE));
}

/* Other files, such as a README, are ignored. */
static void entry_read(struct walk *w, int dir, const char *name, str head, bool top) {
    struct stat st;
    str path = str_fmt("%.*s%s", STR_ARG(head), name);
    if (name[0] == '.') return;
    if (!plain_name(str_c(name)))
        return complaint_add(w->c, str_fmt("%.*s…", STR_ARG(head)), 0, 0,
                             S("a file's name holds a control character"),
                             S("letters, digits, dots and dashes"));
    if (is_text(str_c(name), top)) {
        if (w->s->n < FILES_MAX) return file_read(w, dir, name, path);
        if (w->s->n == FILES_MAX && !w->c->n)
            complaint_add(w->c, path, 0, 0, S("there are too many files"), str_fmt("at most %d", FILES_MAX));
        return;
    }
    if (str_ends(str_c(name), S(".yml")))
        return complaint_add(w->c, path, 0, 0, S("this file would not be read"), S("a name ending in .yaml"));
    if (str_ends(str_c(name), S(".geojson")))
        return complaint_add(w->c, path, 0, 0, S("this file would not be read"),
                             S(BOUNDARIES_FILE " beside map.yaml"));
    if (!top || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISDIR(st.st_mode)) return;
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return complaint_add(w->c, path, 0, 0, str_fmt("cannot be opened: %s", strerror(errno)), (str){0});
    folder_read(w, fd, str_fmt("%.*s/", STR_ARG(path)), false);
}

/* Closes `dir`. */
static void folder_read(struct walk *w, int dir, str head, bool top) {
    DIR *d = fdopendir(dir);
    if (!d) {
        complaint_add(w->c, head, 0, 0, str_fmt("cannot be listed: %s", strerror(errno)), (str){0});
        close(dir);
        return;
    }
    for (struct dirent *e; (e = readdir(d));) entry_read(w, dir, e->d_name, head, top);
    closedir(d);
}

static int by_path(const void *a, const void *b) {
    const struct source_file *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

struct sources sources_read(str folder, struct complaints *c) {
    struct sources s = {0};
    struct walk w = {&s, c, 0};
    int dir = open(str_z(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0) {
        complaint_add(c, folder, 0, 0, str_fmt("the folder cannot be opened: %s", strerror(errno)),
                      S("a province folder, as provinces/thai-nguyen"));
        return s;
    }
    folder_read(&w, dir, (str){0}, true);
    if (s.n) qsort(s.v, s.n, sizeof *s.v, by_path);
    return s;
}
