/* Reads the province folder's files on what is measured: indicators, external indicators, the programme with
 * its targets, scorecards. `root` is the root node of the file; mistakes become complaints. */
#pragma once
#include "province/province.h"
#include "yaml/load.h"

extern const struct keys programme_keys, indicator_keys, external_keys, scorecard_keys;
/* the values of `direction`: down, up */
extern const char *const better_names[], *const better_docs[];

void indicator_file(const struct load *l, const struct node *root, struct province *p);
bool external_is(const struct node *root); /* whether an indicators/ID.yaml is of the kind external */
void external_file(const struct load *l, const struct node *root, struct province *p);
void scorecard_file(const struct load *l, const struct node *root, struct province *p);
/* needs all indicators before it */
void programme_file(const struct load *l, const struct node *root, struct province *p);
