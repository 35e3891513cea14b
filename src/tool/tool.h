/* Command-line verbs on a whole data folder or a province folder: check, adopt, verify, replay, upgrade,
 * backup, erase, describe. */
#pragma once
#include "data/data.h"

int tool_check(int argc, char **argv);
int tool_adopt(int argc, char **argv);
int tool_verify(int argc, char **argv);
int tool_replay(int argc, char **argv);
int tool_upgrade(int argc, char **argv);
int tool_backup(int argc, char **argv);
int tool_erase(int argc, char **argv);
int tool_describe(int argc, char **argv);

extern const char tool_check_more[]; /* printed by --help below the usage line */
#define TOOL_DESCRIBE_FLAGS "--sql | --ddl | --promises | --keys | --keys-procedure | --man | --man-province"

/* Fields of the act province.adopt, made from the files of a province folder. Prints the folder's mistakes
 * and returns NULL when it has any. */
json_t *adopt_fields_of(const char *folder);
