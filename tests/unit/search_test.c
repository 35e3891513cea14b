/* Finding procedures as people type: marks missing or wrong, decomposed, one letter wrong, half words,
 * written together; and never a crash. */
#include "rooms/catalogue/catalogue.h"
#include "tap.h"

static struct procedure all[] = {
    {.code = S("1.001193"),
     .name = {S("Đăng ký khai sinh"), S("Register a birth")},
     .field_name = {S("Hộ tịch"), S("Civil status")}},
    {.code = S("1.000894"),
     .name = {S("Đăng ký kết hôn"), S("Register a marriage")},
     .field_name = {S("Hộ tịch"), S("Civil status")}},
    {.code = S("1.000656"),
     .name = {S("Đăng ký khai tử"), S("Register a death")},
     .field_name = {S("Hộ tịch"), S("Civil status")}},
    {.code = S("2.000815"),
     .name = {S("Chứng thực bản sao từ bản chính"), S("Certify a copy")},
     .field_name = {S("Chứng thực"), S("Certification")}},
    {.code = S("1.013225"),
     .name = {S("Cấp giấy phép xây dựng nhà ở riêng lẻ"), S("Permit to build a house")},
     .field_name = {S("Xây dựng"), S("Building")}},
};

static void first(const struct province *p, const char *query, const char *code, bool loose) {
    struct hits h = search_procedures(p, str_c(query));
    str got = h.n ? h.v[0]->code : S("nothing");
    ok(str_eq(got, str_c(code)) && h.loose == loose, "%s finds %s (got %.*s)", query, code, STR_ARG(got));
}

int main(void) {
    arena_enter(arena_new());
    json_start();
    struct procedure *list[COUNT(all)];
    for (size_t i = 0; i < COUNT(all); i++) list[i] = &all[i];
    struct province p = {.act = 7, .procedures = list, .n_procedures = COUNT(all)};
    static const char *const births[] = {"dang ky khai sinh",
                                         "Đăng Ký Khai Sinh",
                                         "\xc4\x91\xc4\x83ng k\x79\xcc\x81 khai sinh",
                                         "đăng kí khai sinh",
                                         "dang ki khai xinh",
                                         "khai sihn",
                                         "khai sin",
                                         "dagn ky khai sinh",
                                         "dangkykhaisinh",
                                         "1.001193",
                                         "1.0011",
                                         "birth",
                                         "  khai   sinh  "};
    for (size_t i = 0; i < COUNT(births); i++) first(&p, births[i], "1.001193", false);
    first(&p, "ket hon", "1.000894", false);
    first(&p, "khai tu", "1.000656", false);
    first(&p, "giay phep xay nha", "1.013225", false);
    first(&p, "chứng thưc bản sao", "2.000815", false);
    first(&p, "dang ky ket hon nuoc", "1.000894", true);
    ok(search_procedures(&p, S("ho tich")).n == 3, "a field's name finds all of its procedures");
    ok(search_procedures(&p, S("xe may")).n == 0, "what is not there is not found");
    ok(search_procedures(&p, S("")).n == 0 && search_procedures(&p, S("  …!? ")).n == 0,
       "nothing asked, nothing found");
    struct procedure renamed = all[0];
    renamed.name.vi = S("Ghi tên vào sổ");
    struct procedure *other[] = {&renamed};
    struct province q = {.act = 8, .procedures = other, .n_procedures = 1};
    first(&q, "ghi ten vao so", "1.001193", false);
    struct out flood = {0};
    for (int i = 0; i < 2000; i++) out_z(&flood, "đăng ký ");
    ok(search_procedures(&p, out_all(&flood)).n > 0, "a flood of words ends");
    return done();
}
