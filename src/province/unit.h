/* Administrative units, their agencies, and the roles of officers. Units and agencies are dated: `since` is
 * the first local day, `until` the first day after the last, 0 = still existing. */
#pragma once
#include "base/text.h"

struct province;

enum level { LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE };
struct unit {
    str code; /* GSO code: "19", "164", "05443" */
    enum level level;
    struct words name; /* "Phường Phan Đình Phùng" */
    str bare;          /* the name without its kind: "Phan Đình Phùng" */
    struct words kind; /* its kind: "Phường", "Ward"; empty when `kinds` of units.yaml lacks it */
    str parent;        /* code of the unit above */
    int since, until;
    str *became; /* codes of the units it was merged into or split into, where known */
    size_t n_became;
};
struct agency { /* an agency (cơ quan) with its one-stop desk; one entry for each name it had */
    /* H55.nn by Decision 20/2020/QĐ-TTg; the province's own code where the official one is not known
     * (`code_confidence: low`) */
    str code;
    struct words name; /* UBND phường Phan Đình Phùng */
    /* the desk's name: Bộ phận Một cửa … / Trung tâm Phục vụ hành chính công … */
    struct words desk;
    str unit; /* code of the unit it serves */
    enum level level;
    str kind; /* "police", …; empty: a People's Committee or a department */
    int since, until;
    /* code of the agency that takes over its dossiers when it ends; empty = the agency of its unit's only
     * successor */
    str hands_to;
};
struct role { /* a position an officer may hold at an agency: reception, civil_status, chair */
    str id;
    struct words name;
    bool receives; /* the role of the one-stop desk: receives dossiers and returns results; one role has it */
};

extern const char *const level_names[]; /* ends with NULL */
const char *level_name(enum level l);
/* The unit with this code on a local day (0 = the latest entry); NULL if there was none. */
const struct unit *unit_on(const struct province *p, str code, int day);
/* The agency that has an agency's dossiers on a day: itself while it exists, else the one in `hands_to`, else
 * the agency of its unit's only successor. NULL when that is not known, as for many districts, which ended on
 * 01/07/2025. */
const struct agency *agency_heir(const struct province *p, str code, int day);
/* The agency with this code on a day (0 = the latest entry); NULL if there was none. */
const struct agency *agency_on(const struct province *p, str code, int day);
/* The People's Committee of a unit on a day, or its agency of a kind; day 0 = the latest. */
const struct agency *agency_for_unit(const struct province *p, str unit, int day);
const struct agency *agency_of_kind(const struct province *p, str unit, str kind, int day);
/* The first day of the agency that has this code on `day`, its earlier names included; 0 = there is none on
 * `day`. */
int agency_began(const struct province *p, str code, int day);
const struct role *role_of(const struct province *p, str id);
