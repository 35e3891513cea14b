/* Periodic tasks (errands) of a background process: a table says how often and how much each may do. The back
 * room and the courier are each one loop over such a table. */
#pragma once
#include "base/base.h"

i64 steady_seconds(void); /* of the monotonic clock; never 0 */

/* A rate limit, per second and per hour: it bounds what somebody outside can make a process do. */
struct limit {
    int a_second, an_hour;
    i64 second, hour;
    int in_second, in_hour;
};
bool limit_take(struct limit *l); /* counts one; false = the limit is reached, try later */

/* Logs an error when it first appears, then once a minute while it stays the same. */
struct last_error {
    char text[512];
    size_t n;
    i64 at;
};
void told_say(struct last_error *t, const char *event, str why);

enum errand_end {
    ERRAND_DONE,
    ERRAND_WAITS, /* something it needs is not there yet: run it again on the next round of the loop */
    ERRAND_FAILED /* due work could not be done: *out_error is logged under the event `failed` */
};
struct errand {
    const char *name;
    int every;          /* seconds from one pass to the next; 0 = on every round of the loop */
    int again;          /* seconds to wait after a failure; 0 = as `every` */
    struct limit limit; /* of what a pass does; `pass` calls limit_take */
    const char *failed; /* the event's name in the log */
    enum errand_end (*pass)(void *of, struct limit *limit, str *out_error);
    /* while it runs */
    i64 next; /* not before this steady_seconds(); 0 = at once */
    struct last_error told;
};
/* Runs each errand that is due, in the table's order; `of` is handed to each. False when one failed:
 * *out_error is the first one's. */
bool errands_pass(struct errand *v, size_t n, void *of, str *out_error);

/* Every process that has errands (rooms.c); `tinhso describe` lists them. */
struct errand_table {
    const char *process, *what;
    const struct errand *v; /* ends with an errand without a name */
    const char *schema;     /* CREATE statements of the process's own database; NULL = none */
};
extern const struct errand_table errand_tables[]; /* ends with a NULL process */

/* ---- a process that runs them ---- */

enum run_as { RUN_AS_CHILD /* of the server, which ends it by SIGTERM: SIGINT is ignored */, RUN_ALONE };
void stop_listen(enum run_as as); /* installs the handlers of SIGTERM and SIGINT */
bool stop_asked(void);
/* To be called in a child just forked. Closes all inherited files but 0, 1, 2 and `keep`, and returns
 * `keep`'s new number. The child then ends with its parent, leaves no core file and cannot be traced. */
int child_begin(const char *name, int keep);
