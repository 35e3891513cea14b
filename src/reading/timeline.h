/* What happened to a dossier, and the papers it came with, as somebody reads them. */
#pragma once
#include "dossier/dossier.h"

struct happening { /* one line of the timeline */
    i64 act, at;
    str what, label;         /* what: the event's name; label: in the reader's language */
    str by;                  /* at the desk: who did it */
    str note;                /* the reason given */
    const struct step *step; /* at the desk: a step that was done, with the officer's own answers */
    json_t *answers;
};
/* Who reads: `whole` sees everything, others only what happened and when. */
struct reading {
    const struct dossier *d;
    const struct procedure *p;
    bool whole;
};
/* At the desk: its events after an act (0 = all), newest first. */
size_t desk_events(struct request *r, struct reading k, i64 since, struct happening **out);
/* For who follows it: what is between officers is left out. */
size_t track_events(struct request *r, struct reading k, struct happening **out);

struct paper { /* an uploaded paper; `i` from 1 is the last part of its address */
    int i;
    str label, doc, sha, type, name;
    i64 bytes, act;
};
size_t dossier_papers(struct request *r, struct reading k, struct paper **out);
/* The labels of documents whose original was shown at the counter. */
size_t dossier_shown(struct request *r, struct reading k, const str **out);
