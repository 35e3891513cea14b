/* What a captured server could still do: nothing but its own data. seccomp: no new program, no outgoing
 * connection, no looking into other processes; landlock: the database, DATA/files and DATA/drafts, but not
 * DATA/keys nor anything else of the machine. The back room, forked before, is outside. With tables in
 * PostgreSQL the server must be able to connect again after a break: then connect stays allowed, and the
 * firewall or systemd's IPAddressAllow says where to; its host is a number, a socket's folder or a name in
 * /etc/hosts, for datagrams (DNS) stay forbidden. */
#include "base/confine.h"
#include "serve.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/* sanitizers read /proc and start helpers */
bool jail_close(str data, str *out_error) { return (void)data, (void)out_error, true; }
#else

/* ---- landlock: which files ---- */

/* The databases are open by now, so that their -wal and -shm exist; SQLite makes no other file (temp_store is
 * memory). Names are looked up for PostgreSQL alone. */
static bool files_close(str data) {
    const str etc = S("/etc");
    const struct allowed_path v[] = {
        {data, "main.db", MAY_WRITE},
        {data, "main.db-wal", MAY_WRITE},
        {data, "main.db-shm", MAY_WRITE},
        {data, "scratch.db", MAY_WRITE},
        {data, "scratch.db-wal", MAY_WRITE},
        {data, "scratch.db-shm", MAY_WRITE},
        {data, "lock", MAY_WRITE},
        {data, "checkpoints", MAY_READ},
        {data, "cosignatures", MAY_READ},
        {data, "public.key", MAY_READ},
        {data, "database", MAY_READ},
        {data, "files", MAY_CHANGE_FOLDER},
        {data, "drafts", MAY_CHANGE_FOLDER},
        {data, "door", MAY_CHANGE_FOLDER},
        {etc, "hosts", MAY_READ},
        {etc, "host.conf", MAY_READ},
        {etc, "nsswitch.conf", MAY_READ},
        {etc, "resolv.conf", MAY_READ},
    };
    enum { RESOLVING = 4 };
    return confine_files(v, COUNT(v) - (db_is_file(data) ? RESOLVING : 0));
}

/* ---- seccomp: which calls ---- */

/* Calls that are needed, but not with these values. */
static bool values_close(scmp_filter_ctx f) {
    const struct {
        int call;
        struct scmp_arg_cmp when;
    } never[] = {
        {SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        {SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        /* what was written is not run */
        {SCMP_SYS(pkey_mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        {SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0)},
        {SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0, 0)},
        {SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TIOCSTI)},
        {SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TIOCLINUX)},
        /* a first letter on a new socket is a connection */
        {SCMP_SYS(sendto), SCMP_A3(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(sendmsg), SCMP_A2(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(sendmmsg), SCMP_A3(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(socket), SCMP_A0(SCMP_CMP_GT, AF_INET6, 0)},
    };
    bool good = true;
    for (size_t i = 0; good && i < COUNT(never); i++)
        good = !seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EPERM), never[i].call, 1, &never[i].when);
    /* signals go to itself; SIGTERM ends the back room when the server ends */
    struct scmp_arg_cmp others[] = {SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0),
                                    SCMP_A1(SCMP_CMP_NE, SIGTERM, 0)};
    return good && !seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), COUNT(others), others);
}

static bool calls_close(bool dials) {
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    /* a tree: a list of a hundred is walked by each send */
    bool good = f && !seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1) &&
                !seccomp_attr_set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (size_t i = 0; good && i < n_dangerous_calls; i++)
        good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), dangerous_calls[i], 0);
    if (!dials) good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(connect), 0);
    /* threads, no processes; clone3 hides its flags behind a pointer, and without it the C library uses clone
     */
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    good = good && values_close(f);
    /* a datagram needs no connect to leave the machine */
    for (u64 kind = 0; good && kind < 16; kind++)
        if (kind != SOCK_STREAM)
            good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                     SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, kind));
    good = good && !seccomp_load(f);
    if (f) seccomp_release(f);
    return good;
}

bool jail_close(str data, str *out_error) {
    if (!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && files_close(data) && calls_close(!db_is_file(data)))
        return true;
    *out_error = str_fmt("the server cannot be shut in (seccomp, landlock): %s", strerror(errno));
    return false;
}
#endif
