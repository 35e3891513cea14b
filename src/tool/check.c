/* The verb `tinhso check`: reports mistakes in a province folder before it is adopted. */
#include "tool.h"
#include "base/cli.h"
#include <time.h>

const char tool_check_more[] = "Reads every .yaml file of the folder and says what is wrong, one line each:\n"
                               "  file:line:column: cause; expected what\n"
                               "A line that begins with \"warning\" is read all the same.\n\n"
                               "Exit status: 0 nothing is wrong, 1 something is, 2 usage.";

static size_t units_today(const struct province *p, enum level level) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_units; i++) n += p->units[i].level == level && !p->units[i].until;
    return n;
}

static void print_summary(const char *folder, const struct province *p, size_t n_files) {
    struct civil first = day_civil(p->calendar.first_day), last = day_civil(p->calendar.last_day);
    printf(
        "%s: right. %zu files: %zu units (%zu communes today), %zu agencies, calendar %d-%d with %zu days, ",
        folder, n_files, p->n_units, units_today(p, LEVEL_COMMUNE), p->n_agencies, first.year, last.year,
        p->calendar.n_days);
    printf("%zu procedures, %zu indicators, %zu targets\n", p->n_procedures, p->n_indicators, p->n_targets);
}

int tool_check(int argc, char **argv) {
    if (argc != 2 || argv[1][0] == '-') return tool_usage("check PROVINCE");
    struct complaints c = {0};
    struct sources s = sources_read(str_c(argv[1]), &c);
    const struct province *p = s.n || !c.n ? province_build(&s, &c) : NULL;
    for (size_t i = 0; i < c.n_warned; i++) printf("warning: %.*s\n", STR_ARG(complaint_text(&c.warned[i])));
    for (size_t i = 0; i < c.n; i++) printf("%.*s\n", STR_ARG(complaint_text(&c.v[i])));
    if (c.n) {
        fprintf(stderr, "tinhso: %s: %zu mistakes%s\n", argv[1], c.n + c.more,
                c.more ? "; the first 200 are shown" : "");
        return 1;
    }
    province_warnings(p, when_day((i64)time(NULL)), &c);
    for (size_t i = 0; i < c.n; i++) printf("warning: %.*s\n", STR_ARG(complaint_text(&c.v[i])));
    print_summary(argv[1], p, s.n);
    return 0;
}
