/* Validation of answers, by type of field: NULL = valid, else a msgid that says how to correct it. Pure
 * functions, because apply validates again. */
#include "base/text.h"
#include "web.h"

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
static const char *check_citizen_id(str s, int day) {
    if (digits(s) && s.n == 9)
        return N_("This is an old 9-digit identity card number. Enter the 12-digit personal number of the "
                  "new card.");
    if (!digits(s) || s.n != 12) return N_("A personal number has 12 digits. Check it against the card.");
    if (!birthplace_known(number(s, 0, 3)))
        return N_(
            "The first three digits are not the code of any province. Check the number against the card.");
    int year = 1900 + (s.p[3] - '0') / 2 * 100 + number(s, 4, 2);
    return year <= day_civil(day).year
               ? NULL
               : N_("The year of birth in this number lies in the future. Check it against the card.");
}

/* Mobile: prefixes of the numbering plan since 2018. Fixed lines: 02, area and number, 11 digits in all. */
static const char *check_phone(str s) {
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

static const char *check_email(str s) {
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
static const char *check_name(str s) {
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

static const char *check_date(const struct field *f, str s, int day) {
    int d;
    if (!day_parse(s, &d)) return N_("Enter a date that exists: day, month and year, for example 5 3 2026.");
    if (f->has_max && d > day + f->max)
        return d > day && f->max <= 0 ? N_("This date lies in the future.")
                                      : N_("This date is too late for this form.");
    if (f->has_min && d < day + f->min) return N_("This date is too long ago for this form.");
    return NULL;
}

static const char *check_number(const struct field *f, str s) {
    i64 n;
    if (!str_to_int(s, &n)) return N_("Enter a whole number in digits.");
    if (f->has_min && n < f->min) return N_("This number is too small.");
    if (f->has_max && n > f->max) return N_("This number is too large.");
    return NULL;
}

static const char *check_choice(const struct field *f, str s) {
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, s)) return NULL;
    return N_("Choose one of the answers.");
}

static const char *check_commune(str s, int day, const struct province *p) {
    const struct unit *u = p ? unit_on(p, s, day) : NULL;
    return u && u->level == LEVEL_COMMUNE ? NULL : N_("Choose a commune or ward from the list.");
}

static const char *check_agency(str s, int day, const struct province *p) {
    return p && agency_on(p, s, day) ? NULL : N_("There is no such agency on that day.");
}

/* Whether a number is greater than the number it is a part of (at_most). */
static bool exceeds(const struct field *f, str s, const json_t *answers) {
    i64 part, whole;
    return f->at_most.n && str_to_int(s, &part) && str_to_int(json_str(answers, str_z(f->at_most)), &whole) &&
           part > whole;
}

static size_t longest(const struct field *f) {
    bool text = f->type == FIELD_TEXT || f->type == FIELD_LONG_TEXT || f->type == FIELD_PERSON_NAME ||
                f->type == FIELD_ADDRESS;
    if (text && f->has_max && f->max > 0) return (size_t)f->max;
    return f->type == FIELD_LONG_TEXT ? 2000 : 200;
}

static const char *check_value(const struct field *f, str s, int day, const struct province *p) {
    if (!text_valid(s)) return N_("This is not readable text. Please type it again.");
    if (text_length(s) > longest(f)) return N_("This answer is too long. Please shorten it.");
    switch (f->type) {
    case FIELD_PERSON_NAME: return check_name(s);
    case FIELD_CITIZEN_ID: return check_citizen_id(s, day);
    case FIELD_PHONE: return check_phone(s);
    case FIELD_EMAIL: return check_email(s);
    case FIELD_DATE: return check_date(f, s, day);
    case FIELD_NUMBER: return check_number(f, s);
    case FIELD_CHOICE: return check_choice(f, s);
    case FIELD_YES_NO: return str_is(s, "yes") || str_is(s, "no") ? NULL : N_("Choose yes or no.");
    case FIELD_COMMUNE: return check_commune(s, day, p);
    case FIELD_AGENCY: return check_agency(s, day, p);
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_ADDRESS: return NULL;
    }
    return NULL;
}

static const char *missing(const struct field *f) {
    switch (f->type) {
    case FIELD_DATE: return N_("Enter the day, month and year.");
    case FIELD_CHOICE: return N_("Choose one of the answers.");
    case FIELD_YES_NO: return N_("Choose yes or no.");
    case FIELD_COMMUNE: return N_("Choose a commune or ward from the list.");
    default: return N_("This answer is needed.");
    }
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
    return check_value(f, s, day, p);
}
