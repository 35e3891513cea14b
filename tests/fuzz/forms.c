/* Any bytes as the answers of a form with every type of field: reading never crashes, keeps only valid text,
 * agrees with the check that apply makes, reads its own right answers back the same, and draws nothing
 * hostile. Values are separated by the byte FE. */
#include "base/text.h"
#include "web/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { TYPES = FIELD_AGENCY }; /* all that a form may ask */
static struct unit units[] = {
    {.code = S("05443"), .level = LEVEL_COMMUNE, .name = {S("Phường Phan Đình Phùng"), {0}}}};
static struct province place = {.name = {S("Thái Nguyên"), {0}}, .units = units, .n_units = COUNT(units)};
static struct choice choices[] = {{S("m"), {S("Nam"), {0}}}, {S("f"), {S("Nữ"), {0}}}};

static void fields_make(struct field *f) {
    for (int i = 0; i < TYPES; i++)
        f[i] = (struct field){.id = str_fmt("f%d", i),
                              .type = (enum field_type)i,
                              .label = {S("Nhãn"), {0}},
                              .choices = choices,
                              .n_choices = COUNT(choices)};
    f[FIELD_ADDRESS].when_field = str_fmt("f%d", FIELD_YES_NO);
    f[FIELD_ADDRESS].when_value = S("yes");
    f[FIELD_DATE].has_max = true;
}

/* What was accepted reads back as itself: no answer changes by being shown and sent again. */
static void stable(struct request *r, const struct field *f, const json_t *answers) {
    str was = json_str(answers, str_z(f->id));
    struct pair one = {str_fmt("answers.%.*s", STR_ARG(f->id)), was};
    struct form_errors e = {0};
    json_t *again = json_deep_copy(answers);
    r->fields = &one;
    r->n_fields = 1;
    form_read(r, f, 1, again, 20000, &e);
    require(!e.n && str_eq(json_str(again, str_z(f->id)), was));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static struct arena *arena;
    if (!arena) json_start();
    if (!arena) arena = arena_new();
    arena_enter(arena);
    static const char *const suffix[] = {".d", ".m", ".y"};
    struct field fields[TYPES];
    struct pair sent[TYPES + 3];
    str rest = {(const char *)data, n};
    fields_make(fields);
    for (size_t i = 0; i < COUNT(sent); i++)
        sent[i] = (struct pair){i < TYPES ? str_fmt("answers.f%zu", i)
                                          : str_fmt("answers.f%d%s", FIELD_DATE, suffix[i - TYPES]),
                                str_cut(&rest, (char)0xfe)};
    struct request r = {.method = S("POST"),
                        .path = S("/"),
                        .province = &place,
                        .now = 20000 * (i64)DAY,
                        .fields = sent,
                        .n_fields = COUNT(sent),
                        .roles = R_ANYONE,
                        .lang = n & 1 ? LANG_EN : LANG_VI};
    json_t *answers = json_object();
    struct form_errors e = {0};
    form_read(&r, fields, TYPES, answers, 20000, &e);
    for (size_t i = 0; i < TYPES; i++) {
        require(text_valid(json_str(answers, str_z(fields[i].id))));
        require(!field_check(&fields[i], answers, 20000, &place) == !form_error_of(&e, fields[i].id).n);
    }
    form_summary(&r, &e);
    form_draw(&r, fields, TYPES, answers, &e);
    for (size_t i = 0; i < TYPES; i++) html_str(&r.out, answer_text(&r, &fields[i], answers));
    require(text_valid(out_all(&r.out)) && !memmem(r.out.p, r.out.n, "<script", 7));
    for (size_t i = 0; i < TYPES; i++)
        if (json_str(answers, str_z(fields[i].id)).n && !form_error_of(&e, fields[i].id).n)
            stable(&r, &fields[i], answers);
    arena_reset(arena);
    return 0;
}
