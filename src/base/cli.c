/* Usage, failure and password input for the verbs of the command line: see cli.h. */
#include "cli.h"

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

int tool_usage(const char *text) {
    fprintf(stderr, "usage: tinhso %s\n", text);
    return 2;
}

int tool_fail(str why) {
    fprintf(stderr, "tinhso: %.*s\n", STR_ARG(why));
    return 1;
}

str random_key(void) {
    u8 b[16];
    randombytes_buf(b, sizeof b);
    return hex(b, sizeof b);
}

static str line_read(void) {
    char line[512];
    if (!fgets(line, sizeof line, stdin)) return (str){0};
    str s = str_copy(str_c(line));
    while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r')) s.n--;
    return s;
}

str tool_secret(const char *prompt) {
    struct termios before, quiet;
    bool terminal = isatty(STDIN_FILENO) && !tcgetattr(STDIN_FILENO, &before);
    if (!terminal) return line_read();
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    fprintf(stderr, "%s: ", prompt);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    str s = line_read();
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    return s;
}
