/* Any bytes as a file of the province folder: the first byte says which. Refused with words or read; never a crash. */
#include "province/province.h"

int LLVMFuzzerTestOneInput(const u8 *bytes, size_t n);
int LLVMFuzzerTestOneInput(const u8 *bytes, size_t n) {
    static const char *const paths[] = {"procedures/1.001193.yaml", "units.yaml", "agencies.yaml", "calendar.yaml", "programme.yaml",
                                        "province.yaml", "indicators/i.yaml"};
    static const char units[] = "groups:\n  - {level: province, since: 2021-01-01, units: [{code: \"19\", name: Tỉnh Thái Nguyên}]}\n"
                                "  - {level: commune, parent: \"19\", since: 2025-07-01, units: [{code: \"05443\", name: Phường Phan Đình Phùng}]}\n";
    static struct arena *a;
    if (!n) return 0;
    if (!a) a = arena_new();
    struct arena *before = arena_enter(a);
    const char *path = paths[bytes[0] % COUNT(paths)];
    struct complaints c = {0};
    struct source_file f[] = {{.path = str_c(path), .text = {(const char *)bytes + 1, n - 1}},
                              {.path = S("units.yaml"), .text = {units, sizeof units - 1}}};
    struct sources s = {f, strcmp(path, "units.yaml") ? COUNT(f) : 1, COUNT(f)};
    require(!province_build(&s, &c) == (c.n > 0));
    c = (struct complaints){0};
    require(!procedure_build(f, &c) == (c.n > 0));
    for (size_t i = 0; i < c.n; i++) require(complaint_text(&c.v[i]).n);
    arena_enter(before);
    arena_reset(a);
    return 0;
}
