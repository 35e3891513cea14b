/* Which officer may act on a dossier, and in which status: one row an act, beside its apply function. The act
 * refuses by the row, and the officers' pages offer buttons by it. */
#pragma once
#include "dossier.h"

#define IN(status) (1u << (status))
enum {
    OPEN = 1u << ST_RECEIVED | 1u << ST_HANDLING,
    WAITING = 1u << ST_SUPPLEMENT | 1u << ST_PAYMENT,
};
enum who {
    DESK, /* reception at the receiving desk */
    STEP, /* the position that the current step names, at the deciding agency; before reception at the desk */
    HEAD, /* the position of the last step: who signs */
    AGENCY_DESK, /* reception at the deciding agency */
};
struct rule {
    const char *act;
    unsigned in; /* statuses as bits: IN() */
    enum who who;
    const char *ended; /* msgid: the refusal once the dossier has ended; NULL = the usual words */
};
const struct rule *rule_of(const char *act); /* NULL: not an officer's act on a dossier */
bool rule_applies(const struct rule *rule, const struct dossier *d);
str rule_agency(const struct rule *rule, const struct dossier *d);
str rule_position(const struct rule *rule, const struct dossier *d, const struct procedure *p,
                  const struct province *all);
