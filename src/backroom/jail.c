/* What somebody who had captured the back room, by a hole in a font or a database, could not do: speak to
 * anybody but this machine's server, start a program, look into another process. The key itself they would
 * have; so nothing of it leaves by the network. */
#include "private.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
bool backroom_quiet(bool dials) { return (void)dials, true; } /* sanitizers start helpers */
#else
bool backroom_quiet(bool dials) {
    static const int never[] = {
        SCMP_SYS(execve),
        SCMP_SYS(execveat),
        SCMP_SYS(fork),
        SCMP_SYS(vfork),
        SCMP_SYS(ptrace),
        SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev),
        SCMP_SYS(pidfd_getfd),
        SCMP_SYS(bpf),
        SCMP_SYS(io_uring_setup),
        SCMP_SYS(userfaultfd),
        SCMP_SYS(mount),
        SCMP_SYS(unshare),
        SCMP_SYS(setns),
        SCMP_SYS(bind),
        SCMP_SYS(listen),
    };
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    bool good =
        f && !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1);
    for (size_t i = 0; good && i < COUNT(never); i++)
        good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), never[i], 0);
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    /* PostgreSQL may be elsewhere; else writer.sock is all there is to speak to */
    if (!dials)
        good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                         SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
    good = good && !seccomp_load(f);
    if (f) seccomp_release(f);
    return good;
}
#endif
