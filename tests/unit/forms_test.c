/* Forms: what people type for each type of field, what is made of it, what is refused and kept, and that
 * hostile text stays text. */
#include "base/text.h"
#include "tap.h"
#include "web/web.h"

static struct unit units[] = {
    {.code = S("05400"),
     .level = LEVEL_COMMUNE,
     .name = {S("Xã Cũ"), {0}},
     .kind = {S("Xã"), {0}},
     .parent = S("164"),
     .since = 18000,
     .until = 20270},
    {.code = S("05443"),
     .level = LEVEL_COMMUNE,
     .name = {S("Phường Phan Đình Phùng"), {0}},
     .kind = {S("Phường"), {0}},
     .parent = S("19"),
     .since = 18000},
    {.code = S("05500"),
     .level = LEVEL_COMMUNE,
     .name = {S("Xã Đại Phúc"), {0}},
     .kind = {S("Xã"), {0}},
     .parent = S("19"),
     .since = 20270},
    {.code = S("164"),
     .level = LEVEL_DISTRICT,
     .name = {S("Thành phố Thái Nguyên"), {0}},
     .parent = S("19"),
     .until = 20270},
    {.code = S("19"), .level = LEVEL_PROVINCE, .name = {S("Thái Nguyên"), {0}}},
};
static struct province place = {.name = {S("Tỉnh Thái Nguyên"), {0}},
                                .units = units,
                                .n_units = COUNT(units),
                                .default_unit = S("05443")};
static struct choice few[] = {{S("m"), {S("Nam"), S("Male")}}, {S("f"), {S("Nữ"), S("Female")}}};
static struct choice many[] = {{S("a"), {S("A"), {0}}},  {S("b"), {S("B"), {0}}}, {S("c"), {S("C"), {0}}},
                               {S("d"), {S("D"), {0}}},  {S("e"), {S("E"), {0}}}, {S("f"), {S("F"), {0}}},
                               {S("g"), {S("<G>"), {0}}}};
static int today;

/* TAP is one line a test */
static const char *line(const char *text) { return str_z(text_squeeze(str_c(text))); }

static struct request ask(enum lang l) {
    return (struct request){.method = S("POST"),
                            .path = S("/"),
                            .lang = l,
                            .province = &place,
                            .now = when_of(today, 600),
                            .roles = R_ANYONE};
}

static json_t *read_one(struct request *r, const struct field *f, const char *suffix, str value,
                        struct form_errors *e) {
    json_t *answers = json_object();
    struct pair *one = NEW(struct pair);
    *one = (struct pair){str_fmt("answers.%.*s%s", STR_ARG(f->id), suffix), value};
    r->fields = one;
    r->n_fields = 1;
    *e = (struct form_errors){0};
    form_read(r, f, 1, answers, today, e);
    return answers;
}

static void takes(struct field f, const char *typed, const char *kept) {
    struct request r = ask(LANG_EN);
    struct form_errors e;
    f.id = f.id.n ? f.id : S("x");
    str got = json_str(read_one(&r, &f, "", str_c(typed), &e), str_z(f.id));
    ok(!e.n && str_eq(got, str_c(kept)), "\"%s\" is taken (as \"%s\"%s)", line(typed), line(str_z(got)),
       e.n ? str_z(e.v[0].text) : "");
}

static void refuses(struct field f, const char *typed, const char *word) {
    struct request r = ask(LANG_EN);
    struct form_errors e;
    f.id = S("x");
    str got = json_str(read_one(&r, &f, "", str_c(typed), &e), "x");
    ok(e.n == 1 && strstr(str_z(e.v[0].text), word), "\"%s\" is refused: %s", typed,
       e.n ? str_z(e.v[0].text) : "it was taken");
    ok(got.n || !*typed, "\"%s\" is kept to be shown again", typed);
    r = ask(LANG_VI);
    read_one(&r, &f, "", str_c(typed), &e);
    ok(e.n == 1 && !strstr(str_z(e.v[0].text), word), "and refused in Vietnamese: %s",
       e.n ? str_z(e.v[0].text) : "");
}

static void names(void) {
    struct field f = {.type = FIELD_PERSON_NAME, .required = true};
    takes(f, "  Nguyễn   Thị\tAwa ", "Nguyễn Thị Awa");
    takes(f, "Nguye\xcc\x82\xcc\x83n Thi\xcc\xa3 Hoa", "Nguyễn Thị Hoa");
    takes(f, "H'Hen Niê", "H'Hen Niê");
    takes(f, "Lò Văn Ơ-rin", "Lò Văn Ơ-rin");
    takes(f, "Trần Ph. Anh", "Trần Ph. Anh");
    refuses(f, "Hoa", "full name");
    refuses(f, "Hoa -", "full name");
    refuses(f, "Nguyễn Văn 2", "letters");
    refuses(f, "a@b c", "letters");
    refuses(f, "<b>a</b> b", "letters");
    refuses(f, "", "needed");
}

static void citizen_ids(void) {
    struct field f = {.type = FIELD_CITIZEN_ID, .required = true};
    takes(f, "019190000001", "019190000001");
    takes(f, " 019 190 000 001 ", "019190000001");
    takes(f, "006.085.000.001", "006085000001");
    takes(f, "001326123456", "001326123456");
    takes(f, "108326123456", "108326123456");
    refuses(f, "001327123456", "future");
    refuses(f, "001526123456", "future");
    refuses(f, "003190000001", "first three");
    refuses(f, "097190000001", "first three");
    refuses(f, "000190000001", "first three");
    refuses(f, "090123456", "9-digit");
    refuses(f, "01919000000", "12 digits");
    refuses(f, "0191900000012", "12 digits");
    refuses(f, "01919000000a", "12 digits");
    refuses(f, "٠١٩١٩٠٠٠٠٠٠١", "12 digits");
    for (int code = 0; code < 1000; code++) {
        struct request r = ask(LANG_EN);
        struct form_errors e;
        f.id = S("x");
        read_one(&r, &f, "", str_fmt("%03d190000001", code), &e);
        if (code == 19 || code == 96 || code == 1) ok(!e.n, "code %03d is known", code);
        if (code == 18 || code == 100 || code == 999) ok(e.n == 1, "code %03d is not", code);
    }
}

static void phones(void) {
    struct field f = {.type = FIELD_PHONE, .required = true};
    takes(f, "0912 345 678", "0912345678");
    takes(f, "+84912345678", "0912345678");
    takes(f, "0084 912.345.678", "0912345678");
    takes(f, "84912345678", "0912345678");
    takes(f, "(0208) 3855-123", "02083855123");
    refuses(f, "0112345678", "phone");
    refuses(f, "0502345678", "phone");
    refuses(f, "091234567", "phone");
    refuses(f, "09123456789", "phone");
    refuses(f, "0912x45678", "phone");
}

static void dates(void) {
    struct field f = {
        .type = FIELD_DATE, .required = true, .has_max = true, .max = 0, .has_min = true, .min = -366};
    static const char *const same[] = {"2026-03-05", "5/3/2026", "05/03/2026",     "5.3.2026",
                                       "5-3-2026",   "5 3 2026", " 5 / 3 / 2026 ", "05032026"};
    for (size_t i = 0; i < COUNT(same); i++) takes(f, same[i], "2026-03-05");
    refuses(f, "31/2/2026", "exists");
    refuses(f, "5/3/26", "exists");
    refuses(f, "hôm qua", "exists");
    refuses(f, "24/11/2026", "future");
    refuses(f, "1/1/2020", "too long ago");
    refuses(f, "", "day, month and year");
    f.id = S("born");
    struct pair boxes[] = {
        {S("answers.born.d"), S("5")}, {S("answers.born.m"), S(" 03")}, {S("answers.born.y"), S("2026")}};
    struct request r = ask(LANG_EN);
    struct form_errors e = {0};
    json_t *answers = json_object();
    r.fields = boxes;
    r.n_fields = 3;
    form_read(&r, &f, 1, answers, today, &e);
    ok(!e.n && str_is(json_str(answers, "born"), "2026-03-05"), "three boxes are one date");
    boxes[1].value = S("13");
    form_read(&r, &f, 1, answers, today, &e);
    ok(e.n == 1 && str_is(json_str(answers, "born"), "5/13/2026"), "a wrong month is kept as typed");
    form_draw(&r, &f, 1, answers, &e);
    ok(strstr(str_z(out_all(&r.out)), "name=\"answers.born.m\" value=\"13\""), "and stands in its box again");
    answers = read_one(&r, &f, ".d", S("5.3.2026"), &e);
    ok(!e.n && str_is(json_str(answers, "born"), "2026-03-05"),
       "a whole date pasted into the first box is understood");
    ok(str_is(answer_text(&r, &f, answers), "05/03/2026"), "and read back as people write it");
}

static void other_types(void) {
    struct field f = {
        .type = FIELD_NUMBER, .required = true, .has_min = true, .min = 1, .has_max = true, .max = 5000};
    takes(f, "1.500", "1500");
    takes(f, " 12 ", "12");
    refuses(f, "0", "too small");
    refuses(f, "5001", "too large");
    refuses(f, "1e3", "whole number");
    refuses(f, "99999999999999999999", "whole number");
    f = (struct field){.type = FIELD_CHOICE, .required = true, .choices = few, .n_choices = COUNT(few)};
    takes(f, "m", "m");
    refuses(f, "x", "one of");
    refuses(f, "", "one of");
    f = (struct field){.type = FIELD_YES_NO, .required = true};
    takes(f, "yes", "yes");
    refuses(f, "maybe", "yes or no");
    f = (struct field){.type = FIELD_COMMUNE, .required = true};
    takes(f, "05500", "05500");
    refuses(f, "05400", "commune");
    refuses(f, "19", "commune");
    refuses(f, "'; DROP TABLE", "commune");
    f = (struct field){.type = FIELD_EMAIL};
    takes(f, "hoa@example.vn", "hoa@example.vn");
    takes(f, "", "");
    refuses(f, "hoa@localhost", "e-mail");
    refuses(f, "hoa", "e-mail");
    refuses(f, "a@b@c.vn", "e-mail");
    f = (struct field){.type = FIELD_TEXT, .has_max = true, .max = 5};
    takes(f, "đườnG", "đườnG");
    refuses(f, "đường!", "too long");
    f = (struct field){.type = FIELD_LONG_TEXT};
    takes(f, "một  hai\r\n\r\n\r\n ba ", "một hai\n\nba");
    takes((struct field){.type = FIELD_ADDRESS}, "Tổ 5,\nphường X", "Tổ 5, phường X");
}

static void conditions(void) {
    struct field fields[] = {
        {.id = S("known"),
         .type = FIELD_YES_NO,
         .required = true,
         .label = {S("Biết cha"), S("Father known")}},
        {.id = S("father"),
         .type = FIELD_PERSON_NAME,
         .required = true,
         .label = {S("Cha"), S("Father")},
         .when_field = S("known"),
         .when_value = S("yes")},
        {.id = S("later"),
         .type = FIELD_TEXT,
         .required = true,
         .when_field = S("elsewhere"),
         .when_value = S("yes")},
    };
    struct pair sent[] = {{S("answers.known"), S("no")},
                          {S("answers.father"), S("Nguyễn Văn Nam")},
                          {S("answers.later"), S("x")}};
    struct request r = ask(LANG_EN);
    struct form_errors e = {0};
    json_t *answers = json_object();
    r.fields = sent;
    r.n_fields = COUNT(sent);
    form_read(&r, fields, 3, answers, today, &e);
    ok(!e.n && !json_str(answers, "father").n && !json_str(answers, "later").n,
       "what is not asked is neither kept nor demanded");
    form_draw(&r, fields, 3, answers, &e);
    const char *html = str_z(out_all(&r.out));
    ok(strstr(html, "data-when=\"answers.known=yes\"") && strstr(html, "Only if “Father known” is “Yes”"),
       "without a script the condition stands in words");
    ok(!strstr(html, "answers.later"), "what depends on an earlier page's other answer is not drawn");
    sent[0].value = S("yes");
    sent[1].value = S("");
    form_read(&r, fields, 2, answers, today, &e);
    ok(e.n == 1 && str_is(e.v[0].field, "father"), "when it is asked, it is demanded");
    r.out = (struct out){0};
    form_summary(&r, &e);
    html = str_z(out_all(&r.out));
    ok(strstr(html, "href=\"#father\"") && strstr(html, "Father: "),
       "the summary links to the field and names it");
}

/* Every type with hostile text: nothing of it may come out as markup. */
static void hostile(void) {
    static const char *const texts[] = {"\"><script>alert(1)</script>",
                                        "'><img src=x onerror=alert(1)>",
                                        "</textarea><b>",
                                        "{{T(\"x\")}}",
                                        "&lt;",
                                        "\n\nx",
                                        "%s%n"};
    for (int type = FIELD_TEXT; type < FIELD_AGENCY; type++)
        for (size_t i = 0; i < COUNT(texts); i++)
            for (int set = 0; set < 2; set++) {
                str t = str_c(texts[i]);
                struct field f = {.id = S("x"),
                                  .type = (enum field_type)type,
                                  .required = true,
                                  .label = {t, t},
                                  .hint = {t, t},
                                  .choices = set ? many : few,
                                  .n_choices = set ? COUNT(many) : COUNT(few)};
                struct request r = ask(LANG_VI);
                struct form_errors e;
                json_t *answers = read_one(&r, &f, type == FIELD_DATE ? ".d" : "", t, &e);
                form_error_add(&e, S("x"), t);
                form_summary(&r, &e);
                form_draw(&r, &f, 1, answers, &e);
                html_str(&r.out, answer_text(&r, &f, answers));
                const char *html = str_z(out_all(&r.out));
                if (strstr(html, "<script") || strstr(html, "<img") || strstr(html, "<b>") ||
                    strstr(html, "<G>"))
                    ok(false, "type %d lets \"%s\" out as markup: %s", type, texts[i], html);
            }
    ok(true, "hostile text stays text in every type");
    struct request r = ask(LANG_VI);
    struct form_errors e;
    struct field f = {.id = S("x"), .type = FIELD_TEXT, .required = true};
    ok(!json_str(read_one(&r, &f, "",
                          S("a\xff"
                            "b"),
                          &e),
                 "x")
               .n &&
           e.n == 1,
       "invalid UTF-8 is no answer");
}

/* The answer that demonstration data gives in a type is one that its check accepts and reading keeps. */
static void examples(void) {
    for (size_t i = 0; i < COUNT(field_types); i++) {
        struct field f = {.id = S("x"), .type = (enum field_type)i, .required = true};
        struct request r = ask(LANG_VI);
        struct form_errors e;
        str example = str_c(field_types[i].example);
        if (!example.n) continue;
        ok(str_eq(json_str(read_one(&r, &f, "", example, &e), "x"), example) && !e.n,
           "the example of type %s is a right answer", field_types[i].name);
    }
}

static void looks(void) {
    struct field f = {
        .id = S("xa"), .type = FIELD_COMMUNE, .required = true, .label = {S("Nơi cư trú"), {0}}};
    struct request r = ask(LANG_VI);
    struct form_errors e = {0};
    form_draw(&r, &f, 1, json_object(), &e);
    const char *html = str_z(out_all(&r.out));
    ok(strstr(html, "<optgroup label=\"Phường\"><option value=\"05443\">") &&
           strstr(html, "<optgroup label=\"Xã\">") && !strstr(html, "Xã Cũ"),
       "communes in being, grouped by kind");
    ok(!strstr(html, "selected"), "none chosen beforehand on real data");
    r = ask(LANG_VI);
    r.demo = true;
    form_draw(&r, &f, 1, json_object(), &e);
    ok(strstr(str_z(out_all(&r.out)), "<option value=\"05443\" selected>"),
       "the demonstration's commune is chosen on demonstration data");
    f = (struct field){
        .id = S("me"), .type = FIELD_PHONE, .preset = S("me.phone"), .label = {S("Điện thoại"), {0}}};
    r = ask(LANG_VI);
    form_draw(&r, &f, 1, json_object(), &e);
    html = str_z(out_all(&r.out));
    ok(strstr(html, "type=\"tel\"") && strstr(html, "autocomplete=\"tel\"") &&
           strstr(html, "(không bắt buộc)"),
       "a phone box asks for the phone's keys");
    ok(!strstr(html, "aria-describedby"), "nothing points at words that are not there");
    f = (struct field){.id = S("n"), .type = FIELD_NUMBER};
    json_t *answers = json_pack("{s:s}", "n", "1234567");
    ok(str_is(answer_text(&r, &f, answers), "1.234.567"), "numbers are grouped when read back");
    f = (struct field){.id = S("c"), .type = FIELD_CHOICE, .choices = few, .n_choices = 2};
    ok(str_is(answer_text(&r, &f, json_pack("{s:s}", "c", "f")), "Nữ"), "a choice is read back by its label");
    ok(str_is(answer_text(&r, &f, answers), "—"), "no answer is a dash");
}

int main(void) {
    arena_enter(arena_new());
    json_start();
    today = day_of(2026, 11, 23);
    names();
    citizen_ids();
    phones();
    dates();
    other_types();
    conditions();
    hostile();
    examples();
    looks();
    return done();
}
