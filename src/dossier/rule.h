/* In which status an officer may do something to a dossier, and which officer: one row an act, beside its
 * apply function. The act refuses by it and the desk's pages offer by it, so neither says it again. */
#pragma once
#include "dossier.h"

#define IN(status) (1u << (status))
enum {
    OPEN = 1u << ST_RECEIVED | 1u << ST_HANDLING,
    WAITING = 1u << ST_SUPPLEMENT | 1u << ST_PAYMENT,
};
enum who {
    DESK,        /* reception at the desk that received it */
    STEP,        /* whose step it is, at the agency that decides; before reception at the desk */
    HEAD,        /* who signs: the last step's officer */
    AGENCY_DESK, /* reception at the agency that decides */
};
struct rule {
    const char *act;
    unsigned in; /* statuses, bits */
    enum who who;
    const char *ended; /* msgid: why not, once it has ended; NULL = in the usual words */
};
const struct rule *rule_of(const char *act); /* NULL: no act of an officer on a dossier */
bool rule_waits(const struct rule *rule, const struct dossier *d);
str rule_agency(const struct rule *rule, const struct dossier *d);
str rule_position(const struct rule *rule, const struct dossier *d, const struct procedure *p,
                  const struct province *all);
