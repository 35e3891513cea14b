/* The HTTP gate on arbitrary header lines: never crashes, and what it lets in has one Host and one framing.
 */
#include "serve/serve.h"

#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *arena;
    if (!arena) arena = arena_new();
    struct arena *before = arena_enter(arena);
    str rest = {(const char *)data, size}, first = str_cut(&rest, '\n'), method = str_cut(&first, ' '),
        target = str_cut(&first, ' ');
    struct header lines[120];
    size_t n = 0, hosts = 0, lengths = 0, codings = 0;
    while (rest.n && n < COUNT(lines)) {
        str value = str_cut(&rest, '\n'), name = str_cut(&value, ':');
        lines[n++] = (struct header){name, str_trim(value)};
    }
    for (size_t i = 0; i < n; i++) {
        hosts += lines[i].name.n == 4 && !strncasecmp(lines[i].name.p, "host", 4);
        lengths += lines[i].name.n == 14 && !strncasecmp(lines[i].name.p, "content-length", 14);
        codings += lines[i].name.n == 17 && !strncasecmp(lines[i].name.p, "transfer-encoding", 17);
    }
    gate_same_origin(lines, n);
    if (gate_check(method, target, first, lines, n) == 0)
        require(hosts == 1 && lengths <= 1 && !codings && target.p[0] == '/');
    arena_enter(before);
    arena_reset(arena);
    return 0;
}
