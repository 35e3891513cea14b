/* What the folder says is measured, each from its file's root: indicators, what others publish, the
 * programme's targets, scorecards. */
#pragma once
#include "province/province.h"
#include "yaml/load.h"

extern const struct keys programme_keys, indicator_keys, external_keys, scorecard_keys;
/* which way is better: down, up */
extern const char *const better_names[], *const better_docs[];

void indicator_file(const struct load *l, const struct node *root, struct province *p);
bool external_is(const struct node *root); /* indicators/ID.yaml of the kind external */
void external_file(const struct load *l, const struct node *root, struct province *p);
void scorecard_file(const struct load *l, const struct node *root, struct province *p);
/* after the indicators */
void programme_file(const struct load *l, const struct node *root, struct province *p);
