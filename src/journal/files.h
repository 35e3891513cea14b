/* Files named by the SHA-256 of their bytes: DATA/files/ab/<sha256>. A file there never changes. */
#pragma once
#include "base/base.h"

/* Stores bytes, or links a finished file, in DATA/files, fsynced. Returns the hex SHA-256; empty on failure.
 */
str files_put(str data, str bytes);
str files_link(str data, str from_path);
str files_path(str data, str sha);
bool files_read(str data, str sha, size_t max, str *out_bytes);
/* 1 = there and whole, 0 = missing, -1 = the bytes do not match the name */
int files_check(str data, str sha);
