/* The files of a province folder as named texts: read from disk, or as an act of adoption recorded them. */
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
#define BOUNDARIES_FILE "boundaries.geojson" /* the only file that is no YAML; optional */
/* Reads every .yaml file of a folder and of its direct subfolders, and its boundaries. At most 5,000 files of
 * 1 MiB, 16 MiB in all; no links. Failures become complaints. */
struct sources sources_read(str folder, struct complaints *c);
