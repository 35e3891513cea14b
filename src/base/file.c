/* Whole reads and writes on a file descriptor: see file.h. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

size_t read_up_to(int fd, void *p, size_t n) {
    size_t got = 0;
    errno = 0;
    while (got < n) {
        ssize_t k = read(fd, (char *)p + got, n - got);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) break;
        got += (size_t)k;
    }
    return got;
}

bool write_all(int fd, str bytes) {
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

bool folder_sync(str path) {
    int fd = open(str_z(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && !fsync(fd);
    if (fd >= 0) close(fd);
    return good;
}
