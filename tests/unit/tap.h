/* A minimal TAP (Test Anything Protocol) writer: each check prints a line at once; done() prints the plan and
 * returns the exit status (0 = all passed). */
#pragma once
#include "base/base.h"

static int tap_run, tap_failed;

/* Prints a diagnostic line: values compared, the seed. */
__attribute__((unused)) PRINTF(1, 2) static void diag(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    printf("# ");
    vprintf(fmt, ap);
    printf("\n");
    va_end(ap);
}

static bool tap_line(bool good, const char *fmt, va_list ap) {
    printf("%sok %d - ", good ? "" : "not ", ++tap_run);
    vprintf(fmt, ap);
    printf("\n");
    fflush(stdout); /* results stay visible when the next check crashes */
    tap_failed += !good;
    return good;
}

__attribute__((unused)) PRINTF(2, 3) static bool ok(bool good, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    tap_line(good, fmt, ap);
    va_end(ap);
    return good;
}

__attribute__((unused)) PRINTF(3, 4) static bool is_int(i64 got, i64 want, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    tap_line(got == want, fmt, ap);
    va_end(ap);
    if (got != want) diag("got %lld, want %lld", (long long)got, (long long)want);
    return got == want;
}

__attribute__((unused)) PRINTF(3, 4) static bool is_str(str got, const char *want, const char *fmt, ...) {
    bool same = str_eq(got, str_c(want));
    va_list ap;
    va_start(ap, fmt);
    tap_line(same, fmt, ap);
    va_end(ap);
    if (!same) diag("got  \"%.*s\"", STR_ARG(got)), diag("want \"%s\"", want);
    return same;
}

__attribute__((unused)) static int done(void) {
    printf("1..%d\n", tap_run);
    if (tap_failed) diag("%d of %d failed", tap_failed, tap_run);
    return tap_failed != 0;
}
