/* Private to this folder: reads the fields of a form and of an officer's step. */
#pragma once
#include "private.h"

extern const struct keys choice_keys, field_keys, group_keys;

/* Adds one group to p->groups, which has room. */
void group_read(const struct load *l, const struct node *m, struct procedure *p);
/* Reads a list of fields into *out_fields. Conditions may name earlier fields of the list and of p; ids must
 * differ from theirs. */
void fields_read(const struct load *l, const struct node *list, const struct procedure *p,
                 struct field **out_fields, size_t *out_n);
/* Reads the choices of a field of type choice. */
void choices_read(const struct load *l, const struct node *list, struct field *f);
