/* The verb that joins what runs: see init.c. */
#pragma once

int tool_init(int argc, char **argv);
