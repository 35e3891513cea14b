/* A procedure (thủ tục hành chính) as its file declares it: form, papers, steps, who decides, term, fee,
 * outcome. */
#pragma once
#include "province/calendar.h"
#include "province/field_type.h"
#include "province/unit.h"

struct choice {
    str id;
    struct words label;
};
struct field {
    str id; /* [a-z][a-z0-9_]{0,31}, unique in the procedure */
    enum field_type type;
    struct words label, hint;
    bool required, personal;
    /* number: bounds; text: most code points (without: 200, long 2000); date: days from the day of filing */
    i64 min, max;
    bool has_min, has_max;
    struct choice *choices;
    size_t n_choices;
    /* asked only when that earlier field has that value ("yes" or "no" for yes_no); empty = always */
    str when_field, when_value;
    /* ids of fields that must have another answer: a child's personal number is not its mother's */
    str *differs;
    size_t n_differs;
    str at_most;    /* number: id of the number it is a part of; empty = none */
    bool map;       /* commune: chosen on the map of tiles instead of from a list */
    bool form_only; /* not printed on the resulting paper */
    str *demo;      /* answers of demonstration data: texts, or least and most of a number */
    size_t n_demo;
    str preset; /* "me.name", "me.citizen_id", "me.phone", or a literal; empty = none */
};
struct group { /* one page of the form */
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
struct opened { /* an interlinked procedure: its answers come from this form, by the same id or as mapped */
    str procedure;
    struct mapping *answers;
    size_t n_answers;
};
str opened_from(const struct opened *o,
                str field); /* the field of this form that answers `field` of that one */
enum online { ONLINE_FULL, ONLINE_PARTIAL, ONLINE_INFO };
struct procedure {
    str code; /* "1.001193" */
    struct words name, field_name, note;
    str field;                           /* id of the field of administration: civil-status */
    bool citizen, enterprise, by_agency; /* who may apply */
    /* any desk of the province receives it (Decree 118/2025, since 2025-07-01); else only the deciding
     * agency's own */
    bool any_desk;
    enum level decided_level;
    str decided_kind; /* kind of the deciding agency at that unit; empty: the People's Committee */
    /* id of the FIELD_COMMUNE whose answer is the deciding unit; empty: `decided_agency` decides */
    str chosen_from;
    str decided_agency;
    enum online online;  /* how far it is online, by the decision on online services */
    str online_decision; /* that decision's number; empty = no decision was seen */
    bool sample;         /* `online` is an assumption for demonstration: pages must say so */
    struct channel_rule channels[N_CHANNELS];
    str fee_note_vi, fee_note_en;
    struct group *groups;
    size_t n_groups;
    struct document *documents;
    size_t n_documents;
    struct step *steps; /* at least one; the last one decides */
    size_t n_steps;
    i64 supplement_days; /* how long a supplement request stays open; 0 = not set */
    /* how many whole years after a dossier's end its personal data are kept; 0 = for ever */
    i64 keep_years;
    /* when a supplement comes in, the term restarts; else the clock only stood still while it was awaited */
    bool supplement_restarts;
    struct words outcome; /* name of the paper that results */
    str register_id;
    /* what a positive decision enters in the register: `to` a field of the register, `from` a field here */
    struct mapping *entry;
    size_t n_entry;
    /* a public service (dịch vụ công). False: a report, recognition or duty, which counts in no figure of
     * services */
    bool service;
    bool anonymous; /* may be filed without an account */
    enum owed owed; /* a duty of agencies, filed once a period; the form's field `period` names the period */
    i64 owed_days;  /* deadline: calendar days after the period's end */
    u32 owed_by;    /* OWED_BY_…: whose duty it is */
    /* interlinked (liên thông): procedures whose dossiers are opened with this one */
    struct opened *opens;
    size_t n_opens;
    str *law;
    size_t n_law;
    struct words source_what;
    str source_decision, source_read;
    bool everyday; /* shown on the home page */
    str *known_as; /* everyday names, for the search */
    size_t n_known_as;
    str path;        /* file it came from */
    i64 act;         /* the act that adopted this version; a dossier keeps the version of its filing */
    str owner_field; /* id of the field with the owner's name (chủ hồ sơ); empty = the submitter is the owner
                      */
};
const struct field *procedure_field(const struct procedure *p, str id);
const struct group *procedure_group(const struct procedure *p, str id);
const struct document *procedure_document(const struct procedure *p, str id);
const struct step *procedure_step(const struct procedure *p, str id);
/* The field for the commune the form is about: the one that decides; in a duty, the first commune field. NULL
 * when there is none. */
const struct field *procedure_unit(const struct procedure *p);
const struct procedure *procedure_of(const struct province *p, str code);
const char *channel_name(enum channel c); /* online, counter, post */
bool channel_parse(str s, enum channel *out);
