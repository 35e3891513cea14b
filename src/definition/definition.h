/* The province folder's texts, read and checked: a province, or complaints that say where and what. */
#pragma once
#include "province/province.h"
#include "yaml/sources.h"

/* Builds a province from texts, in the current arena. NULL when there is any complaint. Never crashes on any
 * bytes; YAML aliases, anchors, tags and more than 100,000 nodes are refused. */
const struct province *province_build(const struct sources *s, struct complaints *c);
/* One procedure's text alone: a pinned version. NULL when it no longer parses (which adopt would not have let
 * in). */
const struct procedure *procedure_build(const struct source_file *f, struct complaints *c);
/* What a right folder probably does not mean, as seen on a day: a calendar that ends, a name of another
 * province. */
void province_warnings(const struct province *p, int today, struct complaints *out);
/* Only the witnesses that the text of one province.yaml names, as far as it can be read. */
void witnesses_of(str text, struct province *out);
