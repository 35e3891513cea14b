/* A procedure: a form, its papers and steps, who decides, in what time, for what fee. */
#pragma once
#include "province/calendar.h"
#include "province/unit.h"

/* To add a type, before FIELD_AGENCY:
 * 1. here, and its name in types[] (definition/form.c), which refuses to compile when it stands elsewhere
 * 2. whether it is about a person (names_a_person there), and what may go with it: min, max, choices
 * 3. field_check in web/field.c: what a right answer is (-Wswitch); a shape that a preset has too:
 * base/text.c
 * 4. web/forms.c: read_value, value_text, draw_control, its attributes; silent where forgotten, forms_test
 * and the fuzzer (tests/fuzz/forms.c) take the new type by themselves
 * 5. where a paper prints it (backroom/papers.c: shown); silent where forgotten
 * 6. a made-up answer in demo/fill.c and bench/big.c (-Wswitch)
 * 7. a sentence in which a form asks for it, wrong and right; words for its refusals (words.sh) */
enum field_type {
    FIELD_TEXT,
    FIELD_LONG_TEXT,
    FIELD_PERSON_NAME,
    FIELD_CITIZEN_ID,
    FIELD_PHONE,
    FIELD_EMAIL,
    FIELD_DATE,
    FIELD_NUMBER,
    FIELD_CHOICE,
    FIELD_YES_NO,
    FIELD_COMMUNE,
    FIELD_ADDRESS,
    FIELD_AGENCY /* of registers only: no form asks for it, the dossier brings it */
};
struct choice {
    str id;
    struct words label;
};
struct field {
    str id; /* [a-z][a-z0-9_]{0,31}, unique in the procedure */
    enum field_type type;
    struct words label, hint;
    bool required, personal;
    /* number: bounds; text: max code points (default 200, long 2000); date: days relative to the filing day
     */
    i64 min, max;
    bool has_min, has_max;
    struct choice *choices;
    size_t n_choices;
    /* shown only when that earlier field has that value ("yes" / "no" for yes_no); empty = always */
    str when_field, when_value;
    /* ids of questions whose answer cannot be the same: a child's number is not its mother's */
    str *differs;
    size_t n_differs;
    str at_most;    /* number: id of the number it is a part of; empty = none */
    bool map;       /* commune: chosen on the province's map of tiles instead of from a list */
    bool form_only; /* of the form, not of the matter: not printed on the result */
    str *demo;      /* what the demonstration answers: texts, or the least and the most of a number */
    size_t n_demo;
    str preset; /* "me.name", "me.citizen_id", "me.phone", or a literal; empty = none */
};
struct group { /* one question page */
    str id;
    struct words label, hint;
    struct field *fields;
    size_t n_fields;
};
struct document {
    str id;
    struct words label, hint;
    bool required;
    u32 accept; /* bit set of ACCEPT_… */
    i64 max_bytes;
};
enum { ACCEPT_PDF = 1, ACCEPT_JPG = 2, ACCEPT_PNG = 4 };
struct step {
    str id;
    struct words label;
    str by;               /* role id */
    i64 within;           /* working seconds, 0 = unset */
    struct field *fields; /* the officer's own answers */
    size_t n_fields;
};
enum channel { CHANNEL_ONLINE, CHANNEL_COUNTER, CHANNEL_POST, N_CHANNELS };
struct channel_rule {
    bool open;
    struct term term;
    i64 fee; /* VND; -1 = not known */
};
struct mapping {
    str to, from;
};
struct opened { /* their answers come from this form: under the same id, or as mapped */
    str procedure;
    struct mapping *answers;
    size_t n_answers;
};
str opened_from(const struct opened *o, str field); /* the id here of what is asked there */
enum online { ONLINE_FULL, ONLINE_PARTIAL, ONLINE_INFO };
struct procedure {
    str code; /* "1.001193" */
    struct words name, field_name, note;
    str field;                           /* id of the field of administration: civil-status */
    bool citizen, enterprise, by_agency; /* who may apply */
    /* received at any desk in the province since 2025-07-01 (Decree 118/2025); else the deciding agency's own
     */
    bool any_desk;
    enum level decided_level;
    str decided_kind; /* kind of agency at that unit; empty: its People's Committee */
    /* id of the FIELD_COMMUNE that names the deciding unit; empty: the province's agency `decided_agency` */
    str chosen_from;
    str decided_agency;
    enum online online;  /* what a numbered decision assigns */
    str online_decision; /* its number; empty = configuration, no decision seen */
    bool sample;         /* `online` is a demonstration assumption: say so on screen */
    struct channel_rule channels[N_CHANNELS];
    str fee_note_vi, fee_note_en;
    struct group *groups;
    size_t n_groups;
    struct document *documents;
    size_t n_documents;
    struct step *steps; /* at least one; the last one decides */
    size_t n_steps;
    i64 supplement_days; /* how long a supplement request stays open; 0 = not set */
    /* whole years after its end for which a dossier's personal data are kept; 0 = for ever */
    i64 keep_years;
    bool
        supplement_restarts; /* what was supplemented is counted from anew; else the clock only stood still */
    struct words outcome;    /* name of the paper that results */
    str register_id;
    /* what a positive decision enters in the register: the register's field from an answer */
    struct mapping *entry;
    size_t n_entry;
    /* a public service; false: a report, a recognition, a duty that only uses the mechanism, and counts in no
     * figure of services */
    bool service;
    bool anonymous; /* may be filed without an account */
    enum owed owed; /* a duty of agencies: once a period, the field `period` says for which */
    i64 owed_days;  /* calendar days after the period's end by which it has to be filed */
    u32 owed_by;    /* OWED_BY_…: whose duty it is */
    /* interlinked (liên thông): procedures whose dossiers are opened with this one */
    struct opened *opens;
    size_t n_opens;
    str *law;
    size_t n_law;
    struct words source_what;
    str source_decision, source_read;
    bool everyday; /* shown on the home page */
    str *known_as; /* what people call it; for the search */
    size_t n_known_as;
    str path;        /* file it came from */
    i64 act;         /* the act that adopted this version; what a dossier pins */
    str owner_field; /* id of the field holding the owner of the matter's name (chủ hồ sơ) */
};
const struct field *procedure_field(const struct procedure *p, str id);
const struct group *procedure_group(const struct procedure *p, str id);
const struct document *procedure_document(const struct procedure *p, str id);
const struct step *procedure_step(const struct procedure *p, str id);
/* The commune the form is about: the one that decides, or, of what agencies owe, the first it asks for. NULL
 * when there is none. */
const struct field *procedure_unit(const struct procedure *p);
const struct procedure *procedure_of(const struct province *p, str code);
const char *channel_name(enum channel c); /* online, counter, post */
bool channel_parse(str s, enum channel *out);
