/* Which slips of the one-stop desk a dossier has, and the links to them; rooms/slip draws the slips. */
#pragma once
#include "dossier/dossier.h"

struct slip_kind {
    const char *no;    /* the number of its form in Circular 01/2018 */
    const char *event; /* the dossier has the slip once it has this event */
    const char *title; /* msgid */
    bool citizen;      /* the submitter may open it too, not only the desk */
};
extern const struct slip_kind slip_kinds[]; /* ends with {0} */
/* Draws links to the slips that this reader may open; nothing when there are none. */
enum reader { READER_SUBMITTER, READER_DESK };
void slips_draw(struct request *r, const struct dossier *d, enum reader who);
