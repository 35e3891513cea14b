/* Verbs about a whole data folder, and about a province folder. */
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

extern const char tool_check_more[]; /* what --help says beside the usage line */
#define TOOL_DESCRIBE_FLAGS "--sql | --ddl | --promises | --keys | --keys-procedure | --man | --man-province"

/* The act that adopts a folder's texts. NULL after printing its complaints. */
json_t *adopt_fields_of(const char *folder);
