/* The timeline of a dossier and its papers, as a visitor may read them. */
#pragma once
#include "dossier/dossier.h"

struct timeline_line {
    i64 act, at;
    str what, label;         /* what: the event's name; label: its words in the reader's language */
    str by;                  /* at the desk: who did it, by name */
    str note;                /* the reason its act gave; empty = none, or not for this reader */
    const struct step *step; /* at the desk: the step that was done; answers: the officer's answers in it */
    json_t *answers;
};
/* A dossier and how much its reader may see: all of it (`whole`), or only what happened and when. */
struct reading {
    const struct dossier *d;
    const struct procedure *p;
    bool whole;
};
/* The timeline at the desk: events after act `since` (0 = all), newest first, at most 200. */
size_t desk_events(struct request *r, struct reading k, i64 since, struct timeline_line **out);
/* The timeline for the submitter: newest first, at most 200, without events between officers. */
size_t track_events(struct request *r, struct reading k, struct timeline_line **out);

struct paper { /* an uploaded paper; i: from 1, the last part of its address */
    int i;
    str label, doc, sha, type, name;
    i64 bytes, act;
};
size_t dossier_papers(struct request *r, struct reading k, struct paper **out);
/* Labels of the documents whose original was shown at the counter. */
size_t dossier_shown(struct request *r, struct reading k, const str **out);
