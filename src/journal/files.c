/* Content-addressed files, DATA/files/ab/<sha256>: see files.h. */
#include "files.h"
#include "base/file.h"
#include "base/sha256.h"
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

str files_path(str data, str sha) {
    u8 raw[32];
    if (!unhex(sha, raw, sizeof raw)) return (str){0};
    return str_fmt("%.*s/files/%.2s/%.*s", STR_ARG(data), sha.p, STR_ARG(sha));
}

static str folder_of(str path) {
    while (path.n && path.p[path.n - 1] != '/') path.n--;
    return path;
}

static bool folder_for(str path) { return !mkdir(str_z(folder_of(path)), 0700) || errno == EEXIST; }

str files_put(str data, str bytes) {
    hash h = sha256_of(bytes, (str){0});
    str sha = hex(h.b, 32), path = files_path(data, sha);
    str part = str_fmt("%.*s.%d.part", STR_ARG(path), (int)getpid());
    if (!folder_for(path)) return (str){0};
    int fd = open(str_z(part), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return (str){0};
    bool good = write_all(fd, bytes) && !fsync(fd);
    close(fd);
    if (good && !rename(str_z(part), str_z(path)) && folder_sync(folder_of(path))) return sha;
    unlink(str_z(part));
    return (str){0};
}

static bool hash_file(int fd, hash *out) {
    static _Thread_local u8 chunk[64 * 1024];
    SHA256_CTX s;
    SHA256_Init(&s);
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) break;
        SHA256_Update(&s, chunk, (size_t)n);
    }
    SHA256_Final(out->b, &s);
    return true;
}

str files_link(str data, str from_path) {
    hash h;
    int fd = open(str_z(from_path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return (str){0};
    bool good = hash_file(fd, &h) && !fsync(fd);
    close(fd);
    str sha = hex(h.b, 32), path = files_path(data, sha);
    if (!good || !folder_for(path)) return (str){0};
    if (link(str_z(from_path), str_z(path)) && errno != EEXIST) return (str){0};
    return folder_sync(folder_of(path)) ? sha : (str){0};
}

bool files_read(str data, str sha, size_t max, str *out_bytes) {
    str path = files_path(data, sha);
    struct stat st;
    int fd = path.n ? open(str_z(path), O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return false;
    if (fstat(fd, &st) || st.st_size < 0 || (u64)st.st_size > max) {
        close(fd);
        return false;
    }
    char *p = mem((size_t)st.st_size + 1);
    size_t got = read_up_to(fd, p, (size_t)st.st_size);
    close(fd);
    *out_bytes = (str){p, got};
    return got == (size_t)st.st_size;
}

int files_check(str data, str sha) {
    str path = files_path(data, sha);
    int fd = path.n ? open(str_z(path), O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return 0;
    hash h;
    bool good = hash_file(fd, &h) && str_eq(hex(h.b, 32), sha);
    close(fd);
    return good ? 1 : -1;
}
