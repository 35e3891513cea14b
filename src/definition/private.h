/* Private to this folder: readers of province.yaml, procedures, registers and languages. `root` is the root
 * node of the file; mistakes become complaints. */
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
/* must come before the indicators, which may read a register's view */
void register_file(const struct load *l, const struct node *root, struct province *p);
void registers_sort(struct province *p);
/* checks a register against agencies.yaml */
void register_fits(const struct load *l, const struct node *root, const struct reg *g,
                   const struct province *p);
/* Checks that the register a procedure enters exists and that the answers fit its fields. */
void procedure_entry_fits(const struct load *l, const struct node *root, const struct procedure *q,
                          const struct province *p);
/* Checks a procedure against the folder: its code is unique; with `agencies` (agencies.yaml was read without
 * complaint), its roles and agency exist. */
void procedure_fits(const struct load *l, const struct node *root, const struct procedure *q,
                    const struct province *p, bool agencies);
/* Checks interlinked procedures; needs all procedures before it. */
void procedure_opens_fit(const struct load *l, const struct node *root, const struct procedure *q,
                         const struct province *p);
