/* Whole reads and writes on a file descriptor, where the kernel may handle only a part at a time; fsync of a
 * folder. */
#pragma once
#include "base.h"

size_t read_up_to(int fd, void *p,
                  size_t n); /* bytes read; fewer than n: the end of the file, or errno is set */
bool write_all(int fd, str bytes);
bool folder_sync(str path); /* fsync: new names in the folder survive a power cut */
