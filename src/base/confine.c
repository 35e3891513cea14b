/* Sandboxing a process with landlock and seccomp: see confine.h. */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
bool confine_files(const struct allowed_path *v, size_t n) { return (void)v, (void)n, true; }
bool confine_calls(enum sockets sockets, enum company company) { return (void)sockets, (void)company, true; }
#else

/* ---- landlock: which files ---- */

enum {
    LANDLOCK_ABI = 2
}; /* the first that rules links and renames between folders; Debian 12's kernel has it */
static const u64 rights[] = {
    [MAY_READ] = LANDLOCK_ACCESS_FS_READ_FILE,
    [MAY_WRITE] = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE,
    [MAY_CHANGE_FOLDER] =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
        LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
        LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REFER,
};
static const u64 everything = (1ULL << 14) - 1; /* all rights of ABI 2: refused unless a rule allows them */

static bool allow(int rules, const struct allowed_path *p) {
    int fd = open(str_z(str_fmt("%.*s/%s", STR_ARG(p->folder), p->name)), O_PATH | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights[p->what], .parent_fd = fd};
    bool good = !syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
    return good;
}

bool confine_files(const struct allowed_path *v, size_t n) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < LANDLOCK_ABI) {
        log_line("warning", "event=jail.no_landlock abi=%ld", abi);
        return true;
    }
    struct landlock_ruleset_attr attr = {.handled_access_fs = everything};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    bool good = rules >= 0 && !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    for (size_t i = 0; good && i < n; i++) good = allow(rules, &v[i]);
    good = good && !syscall(SYS_landlock_restrict_self, rules, 0);
    if (rules >= 0) close(rules);
    return good;
}

/* ---- seccomp: which calls ---- */

const int calls_of_harm[] = {
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
    /* change a file by its name; landlock does not stop them (truncate: before ABI 3), so keys could be
       emptied or opened to others */
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
    /* reach other processes */
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
    /* change the whole machine, when the process runs as root */
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
const size_t n_calls_of_harm = COUNT(calls_of_harm);

static bool never(scmp_filter_ctx f, const int *calls, size_t n) {
    bool good = true;
    for (size_t i = 0; good && i < n; i++) good = !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
    return good;
}

static bool never_when(scmp_filter_ctx f, int call, struct scmp_arg_cmp when) {
    return !seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EPERM), call, 1, &when);
}

/* For a process that reads what strangers send. fchmod and its like are refused too: the right to read a file
 * must not include changing who else may read it. */
static bool harm_close(scmp_filter_ctx f) {
    static const int by_handle[] = {SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(fsetxattr)};
    scmp_datum_t self = (scmp_datum_t)getpid();
    return never(f, calls_of_harm, n_calls_of_harm) && never(f, by_handle, COUNT(by_handle)) &&
           never_when(f, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_NE, self, 0)) &&
           never_when(f, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, self, 0)) &&
           never_when(f, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0, 0)) &&
           never_when(f, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TIOCSTI));
}

static bool never_a_socket(scmp_filter_ctx f, struct scmp_arg_cmp when) {
    return never_when(f, SCMP_SYS(socket), when);
}

static bool sockets_close(scmp_filter_ctx f, enum sockets sockets) {
    if (sockets == SOCKETS_ANY) return true;
    if (sockets == SOCKETS_LOCAL) return never_a_socket(f, SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
    bool good = never_a_socket(f, SCMP_A0(SCMP_CMP_GT, AF_INET6, 0)) &&
                never_a_socket(f, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW));
    for (u64 family = 0; good && family < AF_INET6; family++)
        if (family != AF_INET) good = never_a_socket(f, SCMP_A0(SCMP_CMP_EQ, family, 0));
    return good;
}

bool confine_calls(enum sockets sockets, enum company company) {
    static const int elsewhere[] = {
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
    good = good && never(f, elsewhere, COUNT(elsewhere)) && (company == OURS || harm_close(f));
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    good = good && !seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    good = good && sockets_close(f, sockets) && !seccomp_load(f);
    if (f) seccomp_release(f);
    return good;
}
#endif
