/* Confines the server with seccomp and landlock: a captured server can reach nothing but its own data.
 * seccomp forbids new programs, outgoing connections and access to other processes. landlock leaves the
 * databases, DATA/files and DATA/drafts; DATA/keys and the rest of the machine are out of reach. The back
 * room is forked earlier and not confined by this. With PostgreSQL the server must reconnect after a break,
 * so connect() stays allowed; the firewall or systemd's IPAddressAllow says where to. Datagrams (DNS) stay
 * forbidden: the host is an IP address, a socket's folder, or a name in /etc/hosts. */
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
/* sanitizers read /proc and start helper processes */
bool jail_close(str data, str *out_error) { return (void)data, (void)out_error, true; }
#else

/* ---- landlock: which files ---- */

/* The databases are open by now, so their -wal and -shm files exist. SQLite creates no other file, as
 * temp_store is memory. The files for resolving host names, the last four, are for PostgreSQL only. */
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

/* System calls that stay allowed, except with these argument values. */
static bool values_close(scmp_filter_ctx f) {
    const struct {
        int call;
        struct scmp_arg_cmp when;
    } never[] = {
        {SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        {SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        /* no memory becomes executable any more */
        {SCMP_SYS(pkey_mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)},
        {SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0)},
        {SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0, 0)},
        {SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TIOCSTI)},
        {SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TIOCLINUX)},
        /* TCP Fast Open connects without connect() */
        {SCMP_SYS(sendto), SCMP_A3(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(sendmsg), SCMP_A2(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(sendmmsg), SCMP_A3(SCMP_CMP_MASKED_EQ, MSG_FASTOPEN, MSG_FASTOPEN)},
        {SCMP_SYS(socket), SCMP_A0(SCMP_CMP_GT, AF_INET6, 0)},
    };
    bool good = true;
    for (size_t i = 0; good && i < COUNT(never); i++)
        good = !seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EPERM), never[i].call, 1, &never[i].when);
    /* signals only to itself; to others only SIGTERM, which ends the back room together with the server */
    struct scmp_arg_cmp others[] = {SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0),
                                    SCMP_A1(SCMP_CMP_NE, SIGTERM, 0)};
    return good && !seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), COUNT(others), others);
}

static bool calls_close(bool dials) {
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    /* a binary tree of rules: a flat list of a hundred would be walked at every system call */
    bool good = f && !seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1) &&
                !seccomp_attr_set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (size_t i = 0; good && i < n_calls_of_harm; i++)
        good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), calls_of_harm[i], 0);
    if (!dials) good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(connect), 0);
    /* Threads yes, processes no. clone3 passes its flags by pointer, where seccomp cannot read them; told
     * ENOSYS, the C library falls back to clone. */
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    good = good && values_close(f);
    /* a datagram leaves the machine without connect() */
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
