/* What a process does by itself, again and again: a table of errands, each with how often and how much. The
 * back room and the courier are one loop over such a table. */
#pragma once
#include "base/base.h"

i64 steady_seconds(void); /* by a clock that never goes back; never 0 */

/* At most so many in a second and in an hour: what somebody could make a process do is bounded. */
struct limit {
    int a_second, an_hour;
    i64 second, hour;
    int in_second, in_hour;
};
bool limit_take(struct limit *l); /* false = not now */

/* An error is logged when it comes, then once a minute while it stays the same. */
struct last_error {
    char text[512];
    size_t n;
    i64 at;
};
void told_say(struct last_error *t, const char *event, str why);

enum errand_end {
    ERRAND_DONE,
    ERRAND_WAITS, /* what it needs is not there yet: asked again at the next look */
    ERRAND_FAILED /* something that was due could not be done: words, logged as `failed` */
};
struct errand {
    const char *name;
    int every;          /* seconds from one pass to the next; 0 = at each look */
    int again;          /* after one that failed; 0 = as every */
    struct limit limit; /* of what a pass does, taken by it */
    const char *failed; /* the log's event */
    enum errand_end (*pass)(void *of, struct limit *limit, str *out_error);
    /* while it runs */
    i64 next; /* not before this second */
    struct last_error told;
};
/* A pass of each that is due, in the table's order. False with the words of the first that failed. */
bool errands_pass(struct errand *v, size_t n, void *of, str *out_error);

/* Every process with errands (rooms.c), for who describes the system. */
struct errand_table {
    const char *process, *what;
    const struct errand *v; /* ends with one that has no name */
    const char *schema;     /* of a database of its own; NULL = none */
};
extern const struct errand_table errand_tables[]; /* ends with a NULL process */

/* ---- a process that runs them ---- */

enum run_as { RUN_AS_CHILD /* of the server, which says when to end: SIGINT is ignored */, RUN_ALONE };
void stop_listen(enum run_as as); /* for SIGTERM */
bool stop_asked(void);
/* A child just forked: keeps of all files it inherited 0, 1, 2 and `keep`, which it returns by its new
 * number; dies with its parent; leaves no core file, and no other process of this user may look into it. */
int child_begin(const char *name, int keep);
