/* Any bytes as a file of the province folder: the first byte says which. Refused with words or read; never a
 * crash. */
#include "definition/definition.h"
#include "definition/private.h"
#include "base/json.h"
#include "yaml/load.h"

#include <printf.h>

/* What a translation would make printf take, by the C library's own reading: never more, nor anything else,
 * than its original does. */
static void asks_no_more(str file, str text) {
    int a[64], b[64];
    struct complaints c = {0};
    struct load load = {file, &c};
    static struct province p;
    p.n_languages = 0;
    const struct node *root = yaml_read(file, text, &c);
    if (root) language_file(&load, root, &p);
    const struct language *l = &p.languages[0];
    for (size_t i = 0; p.n_languages && i < l->n; i++) {
        if (str_eq(l->v[i].from, l->v[i].to)) continue;
        size_t from = parse_printf_format(str_z(l->v[i].from), COUNT(a), a),
               to = parse_printf_format(l->v[i].to.p, COUNT(b), b);
        require(to <= from);
        for (size_t k = 0; k < to && k < COUNT(a); k++) require(a[k] == b[k]);
    }
}

int LLVMFuzzerTestOneInput(const u8 *bytes, size_t n);
int LLVMFuzzerTestOneInput(const u8 *bytes, size_t n) {
    static const char *const paths[] = {"procedures/1.001193.yaml",
                                        "units.yaml",
                                        "agencies.yaml",
                                        "calendar.yaml",
                                        "programme.yaml",
                                        "province.yaml",
                                        "indicators/i.yaml",
                                        "words/ko.yaml",
                                        BOUNDARIES_FILE};
    static const char units[] =
        "groups:\n  - {level: province, since: 2021-01-01, units: [{code: \"19\", name: Tỉnh Thái Nguyên}]}\n"
        "  - {level: commune, parent: \"19\", since: 2025-07-01, units: [{code: \"05443\", name: Phường Phan "
        "Đình Phùng}]}\n";
    static struct arena *a;
    if (!n) return 0;
    if (!a) json_start(), a = arena_new();
    struct arena *before = arena_enter(a);
    const char *path = paths[bytes[0] % COUNT(paths)];
    struct complaints c = {0};
    struct source_file f[] = {{.path = str_c(path), .text = {(const char *)bytes + 1, n - 1}},
                              {.path = S("units.yaml"), .text = {units, sizeof units - 1}},
                              {.path = S("map.yaml"), .text = S("rows: [\"05443\"]\n")}};
    struct sources s = {.v = f, .n = strcmp(path, "units.yaml") ? COUNT(f) : 1, .cap = COUNT(f)};
    require(!province_build(&s, &c) == (c.n > 0));
    if (!strcmp(path, "words/ko.yaml")) asks_no_more(f[0].path, f[0].text);
    c = (struct complaints){0};
    require(!procedure_build(f, &c) == (c.n > 0));
    for (size_t i = 0; i < c.n; i++) require(complaint_text(&c.v[i]).n);
    arena_enter(before);
    arena_reset(a);
    return 0;
}
