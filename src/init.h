/* The verb `tinhso init`: see init.c. */
#pragma once

int tool_init(int argc, char **argv);
