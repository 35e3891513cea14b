/* Units of administration, the agencies that serve them, and the positions held there: each with its days. */
#pragma once
#include "base/text.h"

struct province;

enum level { LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE };
/* an administrative unit, dated; since/until are local days, until exclusive, 0 = open */
struct unit {
    str code; /* GSO code: "19", "164", "05443" */
    enum level level;
    struct words name; /* "Phường Phan Đình Phùng" */
    str bare;          /* the name without the word for its kind: "Phan Đình Phùng" */
    struct words kind; /* that word: "Phường", "Ward"; empty where `kinds` of units.yaml lacks it */
    str parent;        /* code of the unit above */
    int since, until;
    str *became; /* codes of the units it went into, where known */
    size_t n_became;
};
struct agency { /* who decides, and who receives: each has a desk */
    /* H55.nn; where the official sub-code is unknown the province's own, marked `code_confidence: low` in the
     * folder */
    str code;
    struct words name; /* UBND phường Phan Đình Phùng */
    /* its desk's name at this date: Bộ phận Một cửa … / Trung tâm Phục vụ hành chính công … */
    struct words desk;
    str unit; /* code of the unit it serves */
    enum level level;
    str kind; /* empty: the People's Committee or department itself; else police, … */
    int since, until;
    /* who takes over its dossiers when it ends, where its unit's own successor does not; empty = not known */
    str hands_to;
};
struct role { /* a position an officer may hold at an agency: reception, civil_status, chair */
    str id;
    struct words name;
    bool receives; /* the desk's: receives dossiers and hands out results; one role does */
};

extern const char *const level_names[]; /* ends with NULL */
const char *level_name(enum level l);
/* The unit with this code on a local day (0 = the latest there was); NULL if none. */
const struct unit *unit_on(const struct province *p, str code, int day);
/* Who has an agency's matters on a day after it ended: itself under a new name, its unit's only successor, or
 * whom the folder names. NULL when that is not known (the district level ended on 01/07/2025 without one
 * heir). */
const struct agency *agency_heir(const struct province *p, str code, int day);
/* The agency with this code on a day; the People's Committee, or an agency of a kind, that decides for a
 * commune-level unit on a day. */
const struct agency *agency_on(const struct province *p, str code, int day);
const struct agency *agency_for_unit(const struct province *p, str unit, int day);
const struct agency *agency_of_kind(const struct province *p, str unit, str kind, int day);
/* Since when the agency that has this code on a day has existed, under whatever names; 0 = it does not then.
 */
int agency_began(const struct province *p, str code, int day);
const struct role *role_of(const struct province *p, str id);
