/* Builds a province from the texts of a province folder, or complains with file, line and cause. */
#pragma once
#include "province/province.h"
#include "yaml/sources.h"

/* Builds a province in the current arena; NULL when there is any complaint. Safe for any bytes; yaml/load.h
 * says what is refused. */
const struct province *province_build(const struct sources *s, struct complaints *c);
/* Builds one procedure from its text alone: the version that a dossier was filed under. NULL when the text is
 * refused, which cannot happen to an adopted text unless the rules became stricter. */
const struct procedure *procedure_build(const struct source_file *f, struct complaints *c);
/* Warnings about a valid folder, as of the local day `today`: a calendar that ends soon, names of another
 * province. */
void province_warnings(const struct province *p, int today, struct complaints *out);
/* Fills only out->witnesses from the text of a province.yaml; ignores mistakes elsewhere in it. */
void witnesses_of(str text, struct province *out);
