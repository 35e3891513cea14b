/* Which papers of the one-stop desk a dossier has, and the links to them; the room of slips draws them. */
#pragma once
#include "dossier/dossier.h"

struct slip_kind {
    const char *no;    /* of its form */
    const char *event; /* whose act made it */
    const char *title; /* msgid */
    bool citizen;      /* the submitter has it too */
};
extern const struct slip_kind slip_kinds[]; /* ends with {0} */
/* Links to the papers this dossier has, for its submitter or for the desk; draws nothing when there is none.
 */
enum reader { READER_SUBMITTER, READER_DESK };
void slips_draw(struct request *r, const struct dossier *d, enum reader who);
