/* Sandboxing a process for the rest of its life: files by landlock, system calls by seccomp. The rights of
 * each process are in serve/jail.c, backroom/jail.c, courier/jail.c. Sanitizer builds are not confined,
 * because sanitizers read /proc and start helper processes. */
#pragma once
#include "base/base.h"

enum confined_to { MAY_READ, MAY_WRITE, MAY_CHANGE_FOLDER /* and make, link, remove files in it */ };
struct allowed_path {
    str folder;
    const char *name; /* a file or folder in `folder`; a folder includes all beneath it; a name that does not
                         exist yet is not allowed */
    enum confined_to what;
};
/* Allows only these paths. False when the kernel refuses. A kernel too old for landlock confines nothing:
 * that is logged and returns true. */
bool confine_files(const struct allowed_path *v, size_t n);

enum sockets {
    SOCKETS_LOCAL,   /* UNIX sockets only */
    SOCKETS_ANY,     /* all: PostgreSQL may run on another machine */
    SOCKETS_INTERNET /* TCP and UDP only, no UNIX socket of another process */
};
enum company {           /* whose data the process reads */
               OURS,     /* only what our own processes have committed */
               STRANGERS /* also what people outside send: calls_of_harm and signals to other processes are
                            refused too */
};
/* The process can start no program, fork no process, listen on no port. False when the kernel refuses. */
bool confine_calls(enum sockets sockets, enum company company);
/* System calls that a process which reads strangers' data never needs. */
extern const int calls_of_harm[];
extern const size_t n_calls_of_harm;
