/* Files that acts name by the SHA-256 of their bytes: DATA/files/ab/<sha256>. What is there never changes. */
#pragma once
#include "base/base.h"

/* Puts bytes (or moves a finished file) into DATA/files, fsynced; returns the hex SHA-256, empty on failure.
 */
str files_put(str data, str bytes);
str files_link(str data, str from_path);
str files_path(str data, str sha);
bool files_read(str data, str sha, size_t max, str *out_bytes);
/* 1 = there and whole, 0 = missing, -1 = its bytes are not its name */
int files_check(str data, str sha);
