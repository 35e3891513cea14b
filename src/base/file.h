/* Reading and writing what the kernel gives and takes in pieces. */
#pragma once
#include "base.h"

size_t read_up_to(int fd, void *p, size_t n); /* fewer bytes: the end, or errno */
bool write_all(int fd, str bytes);
bool folder_sync(str path); /* new names in it are on disk */
