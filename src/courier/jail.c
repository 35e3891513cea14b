/* Confines the courier with landlock, seccomp and rlimit. Whoever captures it by a server's answer cannot
 * read a key, write a record, ask for an act, start a program or listen on a port. It can read the tables,
 * but no paper, session or draft. The only local socket it can use is the one it inherited. */
#include "base/confine.h"
#include "private.h"

#include <sys/resource.h>

enum { ROOM_MB = 1024 }; /* address space in MB: two copies of a province's definitions and one answer */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static bool room_close(void) { return true; } /* sanitizers reserve terabytes of address space */
#else
static bool room_close(void) {
    struct rlimit room = {(rlim_t)ROOM_MB << 20, (rlim_t)ROOM_MB << 20};
    return !setrlimit(RLIMIT_AS, &room);
}
#endif

/* The server keeps main.db open; only so can SQLite read it here without write access to its -shm file. */
bool courier_jail(str data) {
    const str etc = S("/etc"), usr = S("/usr");
    const struct allowed_path v[] = {
        {data, "main.db", MAY_READ},
        {data, "main.db-wal", MAY_READ},
        {data, "main.db-shm", MAY_READ},
        {data, "database", MAY_READ},
        {data, "checkpoints", MAY_READ},
        {data, "public.key", MAY_READ},
        {data, "courier.db", MAY_WRITE},
        {data, "courier.db-wal", MAY_WRITE},
        {data, "courier.db-shm", MAY_WRITE},
        {etc, "hosts", MAY_READ},
        {etc, "host.conf", MAY_READ},
        {etc, "nsswitch.conf", MAY_READ},
        {etc, "resolv.conf", MAY_READ},
        {etc, "gai.conf", MAY_READ},
        {etc, "ssl/certs", MAY_READ},
        {etc, "ssl/openssl.cnf", MAY_READ},
        {usr, "share/ca-certificates", MAY_READ},
        {usr, "local/share/ca-certificates", MAY_READ},
    };
    return room_close() && confine_files(v, COUNT(v)) &&
           confine_calls(db_is_file(data) ? SOCKETS_INTERNET : SOCKETS_ANY, STRANGERS);
}
