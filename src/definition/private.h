/* Private to this folder: each text of the province folder, read from its file's root. */
#pragma once
#include "province/province.h"
#include "yaml/load.h"

/* The same text in today's keys, with a warning for each old one. */
const struct node *former_read(const struct load *l, const struct node *root);
extern const struct keys province_keys, procedure_keys, register_keys, language_keys;

struct procedure *procedure_file(const struct load *l, const struct node *root);
void language_file(const struct load *l, const struct node *root, struct province *p);
extern const struct keys witness_keys;
void witnesses_read(const struct load *l, const struct node *list, struct province *p);
/* before the indicators: they read registers too */
void register_file(const struct load *l, const struct node *root, struct province *p);
void registers_sort(struct province *p);
/* with agencies.yaml */
void register_fits(const struct load *l, const struct node *root, const struct reg *g,
                   const struct province *p);
/* What the procedure's decision enters is a register of this folder, and fits its fields. */
void procedure_entry_fits(const struct load *l, const struct node *root, const struct procedure *q,
                          const struct province *p);
/* What only the whole folder knows: the same code twice; and where agencies.yaml was right, roles and
 * agencies. */
void procedure_fits(const struct load *l, const struct node *root, const struct procedure *q,
                    const struct province *p, bool agencies);
/* after all */
void procedure_opens_fit(const struct load *l, const struct node *root, const struct procedure *q,
                         const struct province *p);
