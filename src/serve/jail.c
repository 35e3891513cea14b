/* What a captured server could still do: nothing but its own data. seccomp: no new program, no outgoing
 * connection, no looking into other processes; landlock: the database, DATA/files and DATA/drafts, but not
 * DATA/keys nor anything else of the machine. The back room, forked before, is outside. With tables in
 * PostgreSQL the server must be able to connect again after a break: then connect stays allowed, and the
 * firewall or systemd's IPAddressAllow says where to; its host is a number, a socket's folder or a name in
 * /etc/hosts, for datagrams (DNS) stay forbidden. */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/* sanitizers read /proc and start helpers */
bool jail_close(str data, str *out_error) { return (void)data, (void)out_error, true; }
#else

/* ---- landlock: which files ---- */

enum { LANDLOCK_ABI = 2 }; /* links and renames between folders; Debian 12's kernel has it */
static const u64 on_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE,
                 on_folders = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                              LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                              LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                              LANDLOCK_ACCESS_FS_REFER,
                 everything = (1ULL << 14) - 1; /* that ABI 2 knows: refused unless a rule allows it */

static bool allow(int rules, str folder, const char *name, u64 what) {
    int fd = open(str_z(str_fmt("%.*s/%s", STR_ARG(folder), name)), O_PATH | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT;
    struct landlock_path_beneath_attr rule = {.allowed_access = what, .parent_fd = fd};
    bool good = !syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
    return good;
}

/* The databases are open by now, so that their -wal and -shm exist; SQLite makes no other file (temp_store is
 * memory). */
static bool files_close(str data) {
    static const char *const files[] = {"main.db",        "main.db-wal",    "main.db-shm", "scratch.db",
                                        "scratch.db-wal", "scratch.db-shm", "lock"};
    static const char *const readable[] = {"checkpoints", "public.key", "database"};
    static const char *const resolving[] = {"hosts", "host.conf", "nsswitch.conf", "resolv.conf"};
    static const char *const folders[] = {"files", "drafts", "door"};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < LANDLOCK_ABI) {
        log_line("warning", "event=jail.no_landlock abi=%ld", abi);
        return true;
    }
    struct landlock_ruleset_attr attr = {.handled_access_fs = everything};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    bool good = rules >= 0;
    for (size_t i = 0; good && i < COUNT(files); i++) good = allow(rules, data, files[i], on_files);
    for (size_t i = 0; good && i < COUNT(readable); i++)
        good = allow(rules, data, readable[i], LANDLOCK_ACCESS_FS_READ_FILE);
    for (size_t i = 0; good && !db_is_file(data) && i < COUNT(resolving); i++)
        good = allow(rules, S("/etc"), resolving[i], LANDLOCK_ACCESS_FS_READ_FILE);
    for (size_t i = 0; good && i < COUNT(folders); i++) good = allow(rules, data, folders[i], on_folders);
    good = good && !syscall(SYS_landlock_restrict_self, rules, 0);
    if (rules >= 0) close(rules);
    return good;
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
    static const int never[] = {
        SCMP_SYS(execve),
        SCMP_SYS(execveat),
        SCMP_SYS(ptrace),
        SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev),
        SCMP_SYS(pidfd_getfd),
        SCMP_SYS(fork),
        SCMP_SYS(vfork),
        SCMP_SYS(bpf),
        SCMP_SYS(perf_event_open),
        SCMP_SYS(userfaultfd),
        SCMP_SYS(keyctl),
        SCMP_SYS(add_key),
        SCMP_SYS(request_key),
        SCMP_SYS(mount),
        SCMP_SYS(umount2),
        SCMP_SYS(pivot_root),
        SCMP_SYS(chroot),
        SCMP_SYS(unshare),
        SCMP_SYS(setns),
        SCMP_SYS(open_by_handle_at),
        SCMP_SYS(init_module),
        SCMP_SYS(finit_module),
        SCMP_SYS(delete_module),
        SCMP_SYS(kexec_load),
        SCMP_SYS(reboot),
        SCMP_SYS(swapon),
        SCMP_SYS(swapoff),
        SCMP_SYS(setuid),
        SCMP_SYS(setgid),
        SCMP_SYS(setreuid),
        SCMP_SYS(setresuid),
        SCMP_SYS(setgroups),
        SCMP_SYS(io_uring_setup),
        SCMP_SYS(personality),
        /* harm by name, which landlock before ABI 3 does not see: the keys emptied, opened to others, given
           away */
        SCMP_SYS(truncate),
        SCMP_SYS(chmod),
        SCMP_SYS(fchmodat),
        452 /* fchmodat2, newer than the headers */,
        SCMP_SYS(chown),
        SCMP_SYS(lchown),
        SCMP_SYS(fchownat),
        SCMP_SYS(setxattr),
        SCMP_SYS(lsetxattr),
        SCMP_SYS(removexattr),
        SCMP_SYS(lremovexattr),
        /* the process beside */
        SCMP_SYS(tkill),
        SCMP_SYS(pidfd_open),
        SCMP_SYS(pidfd_send_signal),
        SCMP_SYS(rt_sigqueueinfo),
        SCMP_SYS(rt_tgsigqueueinfo),
        SCMP_SYS(kcmp),
        SCMP_SYS(process_madvise),
        SCMP_SYS(move_pages),
        SCMP_SYS(migrate_pages),
        SCMP_SYS(shmget),
        SCMP_SYS(shmat),
        SCMP_SYS(msgget),
        SCMP_SYS(semget),
        SCMP_SYS(mq_open),
        /* the machine, when somebody runs it as root */
        SCMP_SYS(clock_settime),
        SCMP_SYS(settimeofday),
        SCMP_SYS(adjtimex),
        SCMP_SYS(clock_adjtime),
        SCMP_SYS(open_tree),
        SCMP_SYS(move_mount),
        SCMP_SYS(fsopen),
        SCMP_SYS(fsmount),
        SCMP_SYS(fspick),
        SCMP_SYS(mount_setattr),
        SCMP_SYS(fanotify_init),
        SCMP_SYS(acct),
        SCMP_SYS(quotactl),
        SCMP_SYS(syslog),
        SCMP_SYS(sethostname),
        SCMP_SYS(setdomainname),
        SCMP_SYS(vhangup),
        SCMP_SYS(kexec_file_load),
    };
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    /* a tree: a list of a hundred is walked by each send */
    bool good = f && !seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1) &&
                !seccomp_attr_set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (size_t i = 0; good && i < COUNT(never); i++)
        good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), never[i], 0);
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
