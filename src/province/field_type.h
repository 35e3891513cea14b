/* The types of field: what a right answer of a form may be. */
#pragma once

/* To add a type:
 * 1. its row here: its name in the province folder, the sentence of the documentation, what follows from it;
 * `make doc` writes doc/procedure.md
 * 2. its row in web/field.c: how an answer is read, checked, shown and asked; forms_test fails without it
 * 3. only if need be: definition/form.c, when it takes min, max, choices, a literal preset or demo;
 * backroom/papers.c, shown(), when a paper prints it otherwise; demo/answers.c and bench/big.c when `example`
 * is empty
 * 4. a sentence in which a form asks for it, answered wrongly and rightly; Vietnamese words for its refusals.
 * forms_test and the fuzzer (tests/fuzz/forms.c) try it by themselves
 */
#define FIELD_TYPES(TYPE)                                                                                   \
    TYPE(FIELD_TEXT, "text", "A line of text, at most `max` letters (200).", .example = "Mẫu")              \
    TYPE(FIELD_LONG_TEXT, "long_text", "Text of several lines, at most `max` letters (2000).",              \
         .example = "Mẫu")                                                                                  \
    TYPE(FIELD_PERSON_NAME, "person_name", "A full name: two words or more, in letters. Names a person.",   \
         .personal = true, .example = "Nguyễn Văn Mẫu")                                                     \
    TYPE(FIELD_CITIZEN_ID, "citizen_id",                                                                    \
         "The 12 digits of a personal number, with the code of a province and a year of birth that is not " \
         "to come. Names a person.",                                                                        \
         .personal = true, .example = "019190000001")                                                       \
    TYPE(FIELD_PHONE, "phone", "A Vietnamese mobile or fixed-line number. Names a person.",                 \
         .personal = true, .example = "0912345678")                                                         \
    TYPE(FIELD_EMAIL, "email", "An e-mail address. Names a person.", .personal = true,                      \
         .example = "mau@example.vn")                                                                       \
    TYPE(FIELD_DATE, "date",                                                                                \
         "A date that exists, asked as day, month and year; `min` and `max` are days from the day of "      \
         "filing.",                                                                                         \
         .example = "")                                                                                     \
    TYPE(FIELD_NUMBER, "number", "A whole number.", .example = "")                                          \
    TYPE(FIELD_CHOICE, "choice", "One of `choices`.", .example = "")                                        \
    TYPE(FIELD_YES_NO, "yes_no", "`yes` or `no`; in `when` and `preset` also `true` or `false`.",           \
         .example = "yes")                                                                                  \
    TYPE(FIELD_COMMUNE, "commune", "A commune or ward of today, from a list or the map.", .example = "")    \
    TYPE(FIELD_ADDRESS, "address", "An address in words. Names a person.", .personal = true,                \
         .example = "Tổ 1")

#define FIELD_TYPE_MEMBER(type, ...) type,
enum field_type {
    FIELD_TYPES(FIELD_TYPE_MEMBER)
    /* in registers only: filled from the dossier, no form asks for it */
    FIELD_AGENCY
};
#undef FIELD_TYPE_MEMBER

struct field_type_row {
    const char *name;
    bool personal;       /* answers name a person: such a field is personal whatever the file says */
    const char *example; /* a right answer; empty where it depends on the field or the place */
};
extern const struct field_type_row field_types[FIELD_AGENCY]; /* those that a form may ask */
