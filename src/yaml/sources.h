/* The province folder as a set of named texts: from a folder, or as acts adopted them. */
#pragma once
#include "yaml/complain.h"

struct source_file {
    str path; /* relative to the folder, e.g. procedures/1.001193.yaml */
    str text;
    i64 act; /* the act that adopted this text; 0 when read from a folder */
};
struct sources { /* sorted by path */
    struct source_file *v;
    size_t n, cap;
    i64 act; /* the act that adopted the whole; 0 when read from a folder */
};
#define BOUNDARIES_FILE "boundaries.geojson" /* the one text that is no YAML; a province may do without */
/* Reads every .yaml file of a folder and of the folders in it, and its boundaries: at most 5,000 files of 1
 * MiB, no links. Complaints on failure. */
struct sources sources_read(str folder, struct complaints *c);
