/* Confining a process, for good: files by landlock, calls by seccomp. What each process may is said beside
 * it: serve/jail.c, backroom/jail.c, courier/jail.c. Sanitizer builds are not confined: they read /proc and
 * start helpers. */
#pragma once
#include "base/base.h"

enum confined_to { MAY_READ, MAY_WRITE, MAY_CHANGE_FOLDER /* and make, link, remove what is in it */ };
struct allowed_path {
    str folder;
    const char *name; /* in it; a folder stands for all beneath it; what is not there yet is not allowed */
    enum confined_to what;
};
/* Everything else of the machine is out of reach. False when the kernel refuses; one too old for landlock is
 * said in the log. */
bool confine_files(const struct allowed_path *v, size_t n);

enum sockets {
    SOCKETS_LOCAL,   /* to this machine's server alone */
    SOCKETS_ANY,     /* PostgreSQL may be elsewhere */
    SOCKETS_INTERNET /* out, but to no process of this machine by its door */
};
enum company {
    OURS,     /* it meets what our own processes committed */
    STRANGERS /* it meets what people outside send: no harm by a file's name, no signal to others */
};
/* No program, no process, no port of its own. */
bool confine_calls(enum sockets sockets, enum company company);
/* Calls that nobody whom strangers reach has use for. */
extern const int calls_of_harm[];
extern const size_t n_calls_of_harm;
