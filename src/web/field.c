/* What each type of field is: how an answer is read, validated, shown and asked. Validation gives NULL =
 * valid, else a msgid that says how to correct it; it is pure, because apply validates again. */
#include "field.h"
#include "base/text.h"
#include "words/number.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static bool digits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

static int number(str s, size_t from, size_t n) {
    int v = 0;
    for (size_t i = from; i < from + n; i++) v = v * 10 + (s.p[i] - '0');
    return v;
}

/* Codes of the 63 provinces until 2025, used for the place of birth (Circular 07/2016/TT-BCA). Codes above
 * 100 are countries. */
static bool birthplace_known(int code) {
    static const u8 provinces[] = {1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25,
                                   26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
                                   49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75,
                                   77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};
    for (size_t i = 0; i < COUNT(provinces); i++)
        if (provinces[i] == code) return true;
    return code > 100 && code < 400;
}

/* Personal number: 3 digits birthplace, 1 century and sex, 2 year of birth, 6 random; no check digit (Decrees
 * 137/2015, 70/2024). */
static const char *check_citizen_id(const struct answered *a) {
    str s = a->text;
    if (digits(s) && s.n == 9)
        return N_("This is an old 9-digit identity card number. Enter the 12-digit personal number of the "
                  "new card.");
    if (!digits(s) || s.n != 12) return N_("A personal number has 12 digits. Check it against the card.");
    if (!birthplace_known(number(s, 0, 3)))
        return N_(
            "The first three digits are not the code of any province. Check the number against the card.");
    int year = 1900 + (s.p[3] - '0') / 2 * 100 + number(s, 4, 2);
    return year <= day_civil(a->day).year
               ? NULL
               : N_("The year of birth in this number lies in the future. Check it against the card.");
}

/* Mobile: prefixes of the numbering plan since 2018. Fixed lines: 02, area and number, 11 digits in all. */
static const char *check_phone(const struct answered *a) {
    str s = a->text;
    static const char *const second[] = {
        ['3'] = "23456789", ['5'] = "25689", ['7'] = "06789", ['8'] = "123456789", ['9'] = "0123456789"};
    bool good = false;
    if (digits(s) && s.n == 11) good = s.p[0] == '0' && s.p[1] == '2';
    if (digits(s) && s.n == 10 && s.p[0] == '0' && s.p[1] <= '9') {
        const char *next = second[(u8)s.p[1]];
        good = next && strchr(next, s.p[2]);
    }
    return good ? NULL : N_("Enter a Vietnamese phone number, for example 0912 345 678.");
}

static const char *check_email(const struct answered *a) {
    str s = a->text;
    const char *wrong = N_("Enter an e-mail address like ten@example.vn.");
    const char *at = memchr(s.p, '@', s.n);
    if (!at || at == s.p) return wrong;
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] <= ' ' || (u8)s.p[i] >= 127 || strchr("<>()[]\\,;:\"", s.p[i])) return wrong;
    str domain = {at + 1, (size_t)(s.p + s.n - at - 1)};
    bool dots = memchr(domain.p, '.', domain.n) && domain.p[0] != '.' && domain.p[domain.n - 1] != '.';
    return dots && !memchr(domain.p, '@', domain.n) ? NULL : wrong;
}

/* A name has letters and marks of any script, blanks, ' ’ - and full stops, in two words or more. */
static const char *check_name(const struct answered *a) {
    str s = a->text;
    int32_t i = 0, n = (int32_t)s.n;
    int words = 0;
    bool letter = false;
    while (i < n) {
        UChar32 c;
        U8_NEXT((const u8 *)s.p, i, n, c);
        bool mark =
            c >= 0 && (u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK);
        if (c < 0 || (!u_isalpha(c) && !mark && c != ' ' && c != '\'' && c != 0x2019 && c != '-' && c != '.'))
            return N_("Enter the name in letters, as it stands on the paper.");
        if (u_isalpha(c) && !letter) words++;
        letter = c != ' ' && (letter || u_isalpha(c));
    }
    return words >= 2 ? NULL : N_("Enter the full name: family name, middle name and given name.");
}

static const char *check_date(const struct answered *a) {
    const struct field *f = a->f;
    int d, day = a->day;
    if (!day_parse(a->text, &d))
        return N_("Enter a date that exists: day, month and year, for example 5 3 2026.");
    if (f->has_max && d > day + f->max)
        return d > day && f->max <= 0 ? N_("This date lies in the future.")
                                      : N_("This date is too late for this form.");
    if (f->has_min && d < day + f->min) return N_("This date is too long ago for this form.");
    return NULL;
}

static const char *check_number(const struct answered *a) {
    const struct field *f = a->f;
    i64 n;
    if (!str_to_int(a->text, &n)) return N_("Enter a whole number in digits.");
    if (f->has_min && n < f->min) return N_("This number is too small.");
    if (f->has_max && n > f->max) return N_("This number is too large.");
    return NULL;
}

static const char *check_choice(const struct answered *a) {
    for (size_t i = 0; i < a->f->n_choices; i++)
        if (str_eq(a->f->choices[i].id, a->text)) return NULL;
    return N_("Choose one of the answers.");
}

static const char *check_yes_no(const struct answered *a) {
    return str_is(a->text, "yes") || str_is(a->text, "no") ? NULL : N_("Choose yes or no.");
}

static const char *check_commune(const struct answered *a) {
    const struct unit *u = a->p ? unit_on(a->p, a->text, a->day) : NULL;
    return u && u->level == LEVEL_COMMUNE ? NULL : N_("Choose a commune or ward from the list.");
}

static const char *check_agency(const struct answered *a) {
    return a->p && agency_on(a->p, a->text, a->day) ? NULL : N_("There is no such agency on that day.");
}

static const char *check_nothing(const struct answered *a) {
    (void)a;
    return NULL;
}

/* ---- reading what was typed ---- */

str text_without(str s, const char *drop) {
    struct out o = {0};
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(drop, s.p[i])) out_char(&o, s.p[i]);
    return out_all(&o);
}

static str read_citizen_id(str s) { return text_without(text_squeeze(s), " .-"); }

/* Replaces +84, 0084 and 84 by 0; removes the blanks, dots, dashes and brackets by which people group digits.
 */
static str read_phone(str s) {
    s = text_without(text_squeeze(s), " .-()/\t");
    if (str_starts(s, S("+84"))) return str_fmt("0%.*s", (int)s.n - 3, s.p + 3);
    if (str_starts(s, S("0084"))) return str_fmt("0%.*s", (int)s.n - 4, s.p + 4);
    return str_starts(s, S("84")) && s.n == 11 ? str_fmt("0%.*s", (int)s.n - 2, s.p + 2) : s;
}

/* Squeezes each line; keeps at most one empty line between two. */
static str read_long(str s) {
    struct out o = {0};
    int empty = 0;
    s = str_trim(text_nfc(s));
    while (s.n) {
        str line = text_squeeze(str_cut(&s, '\n'));
        empty = line.n ? 0 : empty + 1;
        if (empty > 1) continue;
        if (o.n) out_char(&o, '\n');
        out_str(&o, line);
    }
    return str_trim(out_all(&o)); /* a last line of invisible characters only has become empty */
}

/* Removes grouping by threes: 50.000, 50,000, 50 000. Leaves 50,5 as it is, so that validation refuses it. */
static str read_number(str s) {
    size_t run = 0;
    bool grouped = false;
    s = text_squeeze(s);
    for (size_t i = 0; i < s.n; i++) {
        bool mark = s.p[i] == '.' || s.p[i] == ',' || s.p[i] == ' ';
        if (mark && (!run || run > 3 || (grouped && run != 3))) return s;
        grouped |= mark;
        run = mark ? 0 : run + 1;
    }
    return grouped && run != 3 ? s : text_without(s, " .,");
}

/* ---- showing for reading ---- */

static str show_text(struct request *r, const struct field *f, str s) {
    (void)r, (void)f;
    return s;
}

static str show_date(struct request *r, const struct field *f, str s) {
    int day;
    (void)r, (void)f;
    return day_parse(s, &day) ? day_text(day) : s;
}

static str show_number(struct request *r, const struct field *f, str s) {
    i64 n;
    (void)f;
    /* no grouping up to 9999: a year is written 1995 */
    return str_to_int(s, &n) && n > 9999 ? count_text(r->lang, n) : s;
}

static str show_phone(struct request *r, const struct field *f, str s) {
    i64 n;
    (void)r, (void)f;
    return s.n == 10 && str_to_int(s, &n) ? str_fmt("%.4s %.3s %.3s", s.p, s.p + 4, s.p + 7) : s;
}

static str show_yes_no(struct request *r, const struct field *f, str s) {
    (void)f;
    return str_c(str_is(s, "yes") ? T("Yes") : T("No"));
}

static str show_choice(struct request *r, const struct field *f, str s) {
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, s)) return pick(r->lang, f->choices[i].label);
    return s;
}

static str show_commune(struct request *r, const struct field *f, str s) {
    const struct unit *u = r->province ? unit_on(r->province, s, 0) : NULL;
    (void)f;
    return u ? pick(r->lang, u->name) : s;
}

static str show_agency(struct request *r, const struct field *f, str s) {
    const struct agency *a = r->province ? agency_on(r->province, s, 0) : NULL;
    (void)f;
    return a ? pick(r->lang, a->name) : s;
}

/* ---- the types ---- */

enum { LETTERS = 200 }; /* most letters of an answer that says no other number */

static const struct field_kind kinds[] = {
    [FIELD_TEXT] = {.parse = text_squeeze, .check = check_nothing, .show = show_text, .letters = LETTERS},
    [FIELD_LONG_TEXT] = {.parse = read_long,
                         .check = check_nothing,
                         .show = show_text,
                         .letters = 2000,
                         .drawn = DRAWN_TEXTAREA,
                         .input.rows = 5},
    [FIELD_PERSON_NAME] = {.parse = text_squeeze,
                           .check = check_name,
                           .show = show_text,
                           .letters = LETTERS,
                           .input = {.spellcheck = "false", .autocapitalize = "words"}},
    [FIELD_CITIZEN_ID] = {.parse = read_citizen_id,
                          .check = check_citizen_id,
                          .show = show_text,
                          .input = {.width = "short", .inputmode = "numeric"}},
    [FIELD_PHONE] = {.parse = read_phone,
                     .check = check_phone,
                     .show = show_phone,
                     .input = {.width = "short", .type = "tel"}},
    [FIELD_EMAIL] = {.parse = text_squeeze,
                     .check = check_email,
                     .show = show_text,
                     .input = {.type = "email", .spellcheck = "false", .autocomplete = "email"}},
    [FIELD_DATE] = {.parse = text_squeeze,
                    .check = check_date,
                    .show = show_date,
                    .missing = N_("Enter the day, month and year."),
                    .drawn = DRAWN_DATE},
    [FIELD_NUMBER] = {.parse = read_number,
                      .check = check_number,
                      .show = show_number,
                      .input = {.width = "short", .inputmode = "numeric"}},
    [FIELD_CHOICE] = {.parse = text_squeeze,
                      .check = check_choice,
                      .show = show_choice,
                      .missing = N_("Choose one of the answers."),
                      .drawn = DRAWN_CHOICE},
    [FIELD_YES_NO] = {.parse = text_squeeze,
                      .check = check_yes_no,
                      .show = show_yes_no,
                      .missing = N_("Choose yes or no."),
                      .drawn = DRAWN_YES_NO},
    [FIELD_COMMUNE] = {.parse = text_squeeze,
                       .check = check_commune,
                       .show = show_commune,
                       .missing = N_("Choose a commune or ward from the list."),
                       .drawn = DRAWN_COMMUNE},
    [FIELD_ADDRESS] = {.parse = text_squeeze,
                       .check = check_nothing,
                       .show = show_text,
                       .letters = LETTERS,
                       .drawn = DRAWN_TEXTAREA,
                       .input.rows = 2},
    [FIELD_AGENCY] = {.parse = text_squeeze, .check = check_agency, .show = show_agency},
};

const struct field_kind *field_kind(const struct field *f) {
    const struct field_kind *k = &kinds[f->type];
    if (!k->check) panic("the type of field %.*s has no row", STR_ARG(f->id));
    return k;
}

/* ---- one answer ---- */

/* Whether a number is greater than the number it is a part of (at_most). */
static bool exceeds(const struct field *f, str s, const json_t *answers) {
    i64 part, whole;
    return f->at_most.n && str_to_int(s, &part) && str_to_int(json_str(answers, str_z(f->at_most)), &whole) &&
           part > whole;
}

static size_t longest(const struct field *f) {
    size_t letters = field_kind(f)->letters;
    if (!letters) return LETTERS;
    return f->has_max && f->max > 0 ? (size_t)f->max : letters;
}

static const char *missing(const struct field *f) {
    const char *own = field_kind(f)->missing;
    return own ? own : N_("This answer is needed.");
}

static const char *check_value(const struct answered *a) {
    if (!text_valid(a->text)) return N_("This is not readable text. Please type it again.");
    if (text_length(a->text) > longest(a->f)) return N_("This answer is too long. Please shorten it.");
    return field_kind(a->f)->check(a);
}

bool field_asked(const struct field *f, const json_t *answers) {
    return !f->when_field.n || str_eq(json_str(answers, str_z(f->when_field)), f->when_value);
}

const char *field_check(const struct field *f, const json_t *answers, int day, const struct province *p) {
    str s = json_str(answers, str_z(f->id));
    if (!field_asked(f, answers)) return NULL;
    if (!s.n) return f->required ? missing(f) : NULL;
    for (size_t i = 0; i < f->n_differs; i++)
        if (str_eq(s, json_str(answers, str_z(f->differs[i]))))
            return N_("This is the same as another answer it must differ from. Check both.");
    if (exceeds(f, s, answers)) return N_("This number is greater than the one it is a part of. Check both.");
    return check_value(&(struct answered){.f = f, .text = s, .day = day, .p = p});
}
