/* Running a process's periodic tasks: see errand.h. */
#include "base/errand.h"
#include "base/when.h"

#include <signal.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

i64 steady_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec + 1; /* 0 stands for never */
}

bool limit_take(struct limit *l) {
    i64 now = steady_seconds(), hour = now / HOUR;
    if (l->second != now) l->second = now, l->in_second = 0;
    if (l->hour != hour) l->hour = hour, l->in_hour = 0;
    if (l->in_second >= l->a_second || l->in_hour >= l->an_hour) return false;
    l->in_second++;
    l->in_hour++;
    return true;
}

void told_say(struct last_error *t, const char *event, str why) {
    i64 now = steady_seconds();
    if (why.n > sizeof t->text) why.n = sizeof t->text;
    if (t->at && str_eq(why, (str){t->text, t->n}) && now - t->at < 60) return;
    memcpy(t->text, why.p, why.n);
    t->n = why.n;
    t->at = now;
    log_line("error", "event=%s why=\"%.*s\"", event, STR_ARG(why));
}

static bool errand_pass(struct errand *e, void *of, str *out_error) {
    if (e->next > steady_seconds()) return true;
    *out_error = (str){0};
    enum errand_end end = e->pass(of, &e->limit, out_error);
    int rest = end == ERRAND_WAITS ? 0 : end == ERRAND_FAILED && e->again ? e->again : e->every;
    e->next = rest ? steady_seconds() + rest : 0;
    if (end == ERRAND_FAILED) told_say(&e->told, e->failed, *out_error);
    return end != ERRAND_FAILED;
}

bool errands_pass(struct errand *v, size_t n, void *of, str *out_error) {
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        str why = {0};
        if (errand_pass(&v[i], of, &why)) continue;
        if (good) *out_error = why;
        good = false;
    }
    return good;
}

/* ---- the process ---- */

static volatile sig_atomic_t stop;

static void on_stop(int number) {
    (void)number;
    stop = 1;
}

static void listen_for(int number, void (*handler)(int)) {
    struct sigaction a = {.sa_handler = handler};
    sigaction(number, &a, NULL);
}

void stop_listen(enum run_as as) {
    sigset_t none;
    listen_for(SIGTERM, on_stop);
    listen_for(SIGINT, as == RUN_AS_CHILD ? SIG_IGN : on_stop);
    listen_for(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

bool stop_asked(void) { return stop != 0; }

int child_begin(const char *name, int keep) {
    int kept = dup2(keep, 3);
    close_range(4, ~0U, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    prctl(PR_SET_NAME, name);
    prctl(PR_SET_DUMPABLE, 0);
    stop_listen(RUN_AS_CHILD);
    return kept;
}
