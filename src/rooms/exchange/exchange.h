/* The national portal: what it takes from here. */
#pragma once

int tool_export(int argc, char **argv);
